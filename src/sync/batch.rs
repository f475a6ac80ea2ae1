//! What is ready to be stored, gathered so that many pages share one transaction.

use super::failure::StepFailure;
use super::older::OlderPage;
use super::plan::PlannedVisit;
use crate::fetch::Validators;
use crate::model::{ArticleId, CanonicalUrl, Draft, Entry, Offline, SectionId, SourceId, Timestamp};
use crate::sources::AddressKind;
use crate::store::{
    Again, Change, Failing, Incoming, ListOrder, ListWalk, ListingOutcome, PackedPage, PagePart, Patience,
    PictureShelf, SavedCounts, Saving, SectionState, SectionVisit, Store, StoreError, WantedPage,
};

/// Pages in one transaction, at most.
pub(super) const MAX_BATCH: usize = 64;

/// Articles that are brought into the index at once: opening and closing its writer costs as much as some hundreds of them.
const INDEX_AT_ONCE: usize = 3_000;

/// A page, read.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) source: SourceId,
    pub(super) section: SectionId,
    pub(super) url: CanonicalUrl,
    pub(super) listed_as: Option<CanonicalUrl>,
    pub(super) draft: Draft,
    pub(super) offline: Offline,
    pub(super) fetched: Timestamp,
    pub(super) html: Option<PackedPage>,
    /// The stored page, read by the same rules ([`Incoming::again`]).
    pub(super) again: Option<Draft>,
    /// Only its beginning is free to read.
    pub(super) paywall: bool,
    /// Hash of the page's words, where another address may return the same page (a login page).
    pub(super) anybodys: Option<u64>,
    pub(super) validators: Validators,
    /// Its further pages.
    pub(super) parts: Vec<PagePart>,
    /// Why one of them could not be fetched; the article is requested again later.
    pub(super) missing: Option<StepFailure>,
}

/// What a section's page gave.
#[derive(Debug)]
pub(super) struct SectionRead {
    /// What the page lists; `None` when it is as it was.
    pub(super) items: Option<Vec<Entry>>,
    /// How the list goes on.
    pub(super) given: OlderPage,
    /// What is to be remembered of the section.
    pub(super) state: SectionState,
}

/// An article whose page could not be had.
#[derive(Debug)]
pub(super) struct Failed {
    pub(super) id: ArticleId,
    pub(super) state: Offline,
    /// Kind and sentence, as [`crate::model::article::Provenance`] has them.
    pub(super) what: String,
    pub(super) again: Again,
}

/// What waits to be stored.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) parsed: Vec<Parsed>,
    pub(super) failed: Vec<Failed>,
    pub(super) unchanged: Vec<ArticleId>,
    /// Articles whose host is failing, and why; no failure is counted against them.
    pub(super) held: Vec<(ArticleId, String)>,
    /// Pictures to note as wanted.
    pub(super) pictures: Vec<String>,
    pub(super) states: Vec<(SourceId, SectionId, SectionState)>,
    /// Sections whose page was read, or is as it was.
    pub(super) sections: Vec<(Box<PlannedVisit>, SectionRead)>,
    pub(super) patience: Patience,
    /// When the refresh began.
    pub(super) begun: Option<Timestamp>,
}

/// What was stored.
#[derive(Debug, Default)]
pub(super) struct KeptBatch {
    pub(super) saved: Vec<(ArticleId, SourceId, Change)>,
    pub(super) sections: Vec<Visited>,
    /// Articles that were muted now that their page is known.
    pub(super) muted: usize,
    pub(super) trouble: Option<StoreError>,
    /// Old addresses of articles that may have moved.
    pub(super) suspects: Vec<WantedPage>,
    /// Articles with a stored text whose page is gone.
    pub(super) gone: Vec<(ArticleId, SourceId)>,
}

/// A page of a list that was stored.
#[derive(Debug)]
pub(super) struct Visited {
    pub(super) visit: Box<PlannedVisit>,
    /// How many items it lists; `None`: it is as it was.
    pub(super) items: Option<usize>,
    pub(super) given: OlderPage,
    /// What of it is new.
    pub(super) listed: ListingOutcome,
}

impl KeptBatch {
    /// The result when storing panicked: the transaction is rolled back, and the failure is reported.
    pub(super) fn lost() -> Self {
        let what = "its thread broke down; nothing of this batch was stored, and the next refresh asks again";
        Self { trouble: Some(StoreError::Sql(what.to_owned())), ..Self::default() }
    }
}

impl Batch {
    pub(super) fn is_empty(&self) -> bool {
        self.parsed.is_empty()
            && self.failed.is_empty()
            && self.unchanged.is_empty()
            && self.held.is_empty()
            && self.states.is_empty()
            && self.sections.is_empty()
    }

    pub(super) fn is_full(&self) -> bool {
        self.parsed.len() >= MAX_BATCH
    }

    /// Takes at most [`MAX_BATCH`] pages, with everything else that waits.
    pub(super) fn take(&mut self) -> Self {
        let rest = self.parsed.split_off(self.parsed.len().min(MAX_BATCH));
        let (patience, begun) = (self.patience, self.begun);
        std::mem::replace(self, Self { parsed: rest, patience, begun, ..Self::default() })
    }

    /// Stores everything in one transaction; blocks.
    pub(super) fn store(self, store: &Store, shelf: Option<&PictureShelf>) -> KeptBatch {
        let saved = store.save_all(&self.saving()).and_then(|saved| match shelf {
            Some(shelf) if !self.pictures.is_empty() => shelf.want(&self.pictures, store.now()).map(|()| saved),
            _ => Ok(saved),
        });
        match saved {
            Ok(saved) => self.kept(saved),
            Err(error) => KeptBatch { trouble: Some(error), ..KeptBatch::default() },
        }
    }

    fn saving(&self) -> Saving<'_> {
        let visited = self.sections.iter().map(|(visit, read)| SectionVisit {
            source: &visit.source,
            section: &visit.section,
            items: read.items.as_deref(),
            state: Some(&read.state).filter(|_| visit.is_front()),
            walk: Some(ListWalk {
                since: visit.since,
                next: read.given.next.as_ref(),
                order: if visit.kind == AddressKind::Feed { ListOrder::Strict } else { ListOrder::Loose },
            }),
        });
        let blamed = self.states.iter().map(|(source, section, state)| SectionVisit {
            source,
            section,
            items: None,
            state: Some(state),
            walk: None,
        });
        Saving {
            articles: self.parsed.iter().map(Parsed::incoming).collect(),
            failures: self
                .failed
                .iter()
                .map(|Failed { id, state, what, again }| Failing {
                    id: *id,
                    state: *state,
                    trouble: what,
                    again: *again,
                })
                .collect(),
            held: self.held.iter().map(|(id, what)| (*id, what.as_str())).collect(),
            unchanged: &self.unchanged,
            sections: visited.chain(blamed).collect(),
            patience: self.patience,
            begun: self.begun,
        }
    }

    fn kept(self, saved: SavedCounts) -> KeptBatch {
        let sources = self.parsed.into_iter().map(|parsed| parsed.source);
        let listed = self.sections.into_iter().zip(saved.listed);
        KeptBatch {
            saved: saved.articles.into_iter().zip(sources).map(|((id, change), source)| (id, source, change)).collect(),
            sections: listed
                .map(|((visit, read), listed)| {
                    let SectionRead { items, given, .. } = read;
                    Visited { visit, items: items.map(|items| items.len()), given, listed }
                })
                .collect(),
            muted: saved.muted,
            trouble: None,
            suspects: saved.suspects,
            gone: saved.gone,
        }
    }
}

impl Parsed {
    fn incoming(&self) -> Incoming<'_> {
        Incoming {
            source: &self.source,
            section: &self.section,
            url: &self.url,
            listed_as: self.listed_as.as_ref(),
            draft: &self.draft,
            offline: self.offline,
            fetched: self.fetched,
            html: self.html.as_ref(),
            etag: self.validators.etag.as_deref(),
            last_modified: self.validators.last_modified.as_deref(),
            parts: &self.parts,
            again: self.again.as_ref(),
        }
    }
}

/// Brings one portion into the index; blocks. Gives how many articles still wait.
pub(super) fn index(store: &Store) -> Result<usize, StoreError> {
    store.index_waiting(INDEX_AT_ONCE)
}

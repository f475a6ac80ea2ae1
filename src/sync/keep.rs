//! What is ready to be stored, gathered so that many pages share one transaction.

use crate::fetch::Validators;
use crate::model::{ArticleId, CanonicalUrl, Draft, Offline, SectionId, SourceId, Timestamp};
use crate::store::{Change, Incoming, PictureShelf, SectionState, Store, StoreError};

/// Pages in one transaction, at most.
pub(super) const MAX_BATCH: usize = 64;

/// Articles that are brought into the index at once.
const INDEX_AT_ONCE: usize = 512;

/// A page, read.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) id: ArticleId,
    pub(super) source: SourceId,
    pub(super) section: SectionId,
    pub(super) url: CanonicalUrl,
    pub(super) listed_as: Option<CanonicalUrl>,
    pub(super) draft: Draft,
    pub(super) offline: Offline,
    pub(super) fetched: Timestamp,
    pub(super) html: Option<Vec<u8>>,
    pub(super) validators: Validators,
}

/// An article whose page could not be had.
#[derive(Debug)]
pub(super) struct Failed {
    pub(super) id: ArticleId,
    pub(super) state: Offline,
    pub(super) what: String,
}

/// What waits to be stored.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) parsed: Vec<Parsed>,
    pub(super) failed: Vec<Failed>,
    pub(super) unchanged: Vec<ArticleId>,
    /// Pictures to note as wanted.
    pub(super) pictures: Vec<String>,
    pub(super) states: Vec<(SourceId, SectionId, SectionState)>,
}

/// What was stored.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) saved: Vec<(ArticleId, SourceId, Change)>,
    pub(super) trouble: Option<StoreError>,
}

impl Batch {
    pub(super) fn is_empty(&self) -> bool {
        self.parsed.is_empty() && self.failed.is_empty() && self.unchanged.is_empty() && self.states.is_empty()
    }

    pub(super) fn is_full(&self) -> bool {
        self.parsed.len() >= MAX_BATCH
    }

    /// Takes at most [`MAX_BATCH`] pages, with everything else that waits.
    pub(super) fn take(&mut self) -> Self {
        let rest = self.parsed.split_off(self.parsed.len().min(MAX_BATCH));
        std::mem::replace(self, Self { parsed: rest, ..Self::default() })
    }

    /// Stores everything; blocks.
    pub(super) fn store(self, store: &Store, shelf: Option<&PictureShelf>) -> Kept {
        let mut kept = Kept::default();
        let stored = self.store_into(store, &mut kept).and_then(|()| match shelf {
            Some(shelf) if !self.pictures.is_empty() => shelf.want(&self.pictures, store.now()),
            _ => Ok(()),
        });
        kept.trouble = stored.err();
        kept
    }

    fn store_into(&self, store: &Store, kept: &mut Kept) -> Result<(), StoreError> {
        if !self.parsed.is_empty() {
            let incoming: Vec<_> = self.parsed.iter().map(Parsed::incoming).collect();
            let changes = store.save(&incoming)?;
            let sources = self.parsed.iter().map(|parsed| parsed.source.clone());
            kept.saved = changes.into_iter().zip(sources).map(|((id, change), source)| (id, source, change)).collect();
        }
        for failed in &self.failed {
            store.save_failure(failed.id, failed.state, &failed.what)?;
        }
        for id in &self.unchanged {
            store.save_unchanged(*id)?;
        }
        for (source, section, state) in &self.states {
            store.save_section_state(source, section, state)?;
        }
        Ok(())
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
            html: self.html.as_deref(),
            etag: self.validators.etag.as_deref(),
            last_modified: self.validators.last_modified.as_deref(),
        }
    }
}

/// Brings one portion into the index; blocks. Gives how many articles still wait.
pub(super) fn index(store: &Store) -> Result<usize, StoreError> {
    store.pump_index(INDEX_AT_ONCE)
}

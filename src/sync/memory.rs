//! What refreshes learn and keep in the archive's settings: how well sites are read, and how large their pages are.
//!
//! Text form of a source's visits: a line each, `SECONDS HAD/OF …` with the shares in the order of [`MeasuredPart::ALL`].
//! Lines that cannot be read are dropped, so an older or newer loa does no harm.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::profiles::ProfileFit;
use super::{RefreshScope, plan};
use crate::model::{Draft, Evidence, Field, Listing, SourceId, Timestamp, Trouble, TroubleKind};
use crate::sources::Catalog;
use crate::sources::drift::{self, Fall, MeasuredPart, Share, SourceVisit};
use crate::store::{ListPage, Store, StoreError};

/// Setting that holds the usual size of an article page, bytes.
const PAGE_BYTES: &str = "sync.page_bytes";

/// Size of an article page that is assumed before any was seen, bytes.
const USUAL_PAGE_BYTES: u64 = 120_000;

/// Visits of a source that are remembered.
const VISITS_KEPT: usize = 2 * (drift::PAST_VISITS + drift::BAD_VISITS);

/// Category pages of one refresh that are kept; the others wait for the next.
const MAX_LIST_PAGES: usize = 60;

/// What one refresh learns.
#[derive(Debug, Default)]
pub(super) struct Lessons {
    visits: BTreeMap<SourceId, SourceVisit>,
    fits: BTreeMap<SourceId, ProfileFit>,
    list_pages: Vec<ListPage>,
    pages: u64,
    bytes: u64,
}

impl Lessons {
    /// Counts a section's page. No rule is asked about a feed or a map.
    pub(super) fn note_listing(&mut self, source: &SourceId, listing: &Listing) {
        let visit = self.visits.entry(source.clone()).or_default();
        if !matches!(listing.by, Evidence::Feed | Evidence::Sitemap) {
            let ruled = matches!(listing.by, Evidence::Rule | Evidence::Family(_));
            visit.share_mut(MeasuredPart::ListingRule).count(ruled);
        }
        visit.share_mut(MeasuredPart::Items).count(!listing.items.is_empty());
        self.fits.entry(source.clone()).or_default().note_list(listing);
    }

    /// Keeps a category page, while there is room.
    pub(super) fn note_list_page(&mut self, page: ListPage) {
        if self.list_pages.len() < MAX_LIST_PAGES {
            self.fits.entry(page.source.clone()).or_default().note_fresh_list();
            self.list_pages.push(page);
        }
    }

    /// Takes the category pages that are to be kept.
    pub(super) fn take_list_pages(&mut self) -> Vec<ListPage> {
        std::mem::take(&mut self.list_pages)
    }

    /// How the profiles of sources did.
    pub(super) fn fits(&self) -> &BTreeMap<SourceId, ProfileFit> {
        &self.fits
    }

    /// Counts a page of so many bytes.
    pub(super) fn note_page(&mut self, bytes: usize) {
        self.pages += 1;
        self.bytes += bytes as u64;
    }

    /// Counts an article.
    pub(super) fn note_article(&mut self, source: &SourceId, draft: &Draft) {
        let visit = self.visits.entry(source.clone()).or_default();
        let ruled = |field| matches!(draft.by.get(&field), Some(Evidence::Rule | Evidence::Family(_)));
        self.fits.entry(source.clone()).or_default().note(draft);
        visit.share_mut(MeasuredPart::TitleRule).count(ruled(Field::Title));
        visit.share_mut(MeasuredPart::BodyRule).count(ruled(Field::Body));
        visit.share_mut(MeasuredPart::Dates).count(draft.published.is_some());
        visit.share_mut(MeasuredPart::Bodies).count(!draft.body.is_empty());
    }
}

/// Adds what was learnt to what was known; gives the sources that seem to have changed since. Blocks.
pub(super) fn remember(store: &Store, lessons: Lessons, now: Timestamp) -> Result<Vec<Trouble>, StoreError> {
    let mut settings = Vec::new();
    if let Some(mean) = lessons.bytes.checked_div(lessons.pages) {
        // Half old, half new: one strange refresh does not decide.
        let usual = store.setting(PAGE_BYTES)?.and_then(|text| text.parse::<u64>().ok()).unwrap_or(mean);
        settings.push((PAGE_BYTES.to_owned(), usual.midpoint(mean).to_string()));
    }
    let mut changed = Vec::new();
    for (source, visit) in lessons.visits {
        let mut visits = visits(store, &source)?;
        let before = drift::verdict(&visits);
        visits.push(SourceVisit { at: now, ..visit });
        let start = visits.len().saturating_sub(VISITS_KEPT);
        settings.push((setting_of(&source), text(&visits[start..])));
        let fresh = drift::verdict(&visits).into_iter().find(|fall| before.iter().all(|old| old.part != fall.part));
        changed.extend(fresh.map(|fall| tell(&source, fall)));
    }
    store.set_settings(&settings)?;
    Ok(changed)
}

/// What of a source is found less than it used to be: the site may have changed its markup. Blocks.
pub fn falls(store: &Store, source: &SourceId) -> Result<Vec<Fall>, StoreError> {
    Ok(drift::verdict(&visits(store, source)?))
}

fn visits(store: &Store, source: &SourceId) -> Result<Vec<SourceVisit>, StoreError> {
    Ok(store.setting(&setting_of(source))?.map(|text| parse(&text)).unwrap_or_default())
}

fn setting_of(source: &SourceId) -> String {
    format!("drift.{source}")
}

fn text(visits: &[SourceVisit]) -> String {
    let mut text = String::new();
    for visit in visits {
        let _ = write!(text, "{}", visit.at.0);
        for share in visit.shares {
            let _ = write!(text, " {}/{}", share.had, share.of);
        }
        text.push('\n');
    }
    text
}

fn parse(text: &str) -> Vec<SourceVisit> {
    let share = |word: &str| {
        let (had, of) = word.split_once('/')?;
        Some(Share { had: had.parse().ok()?, of: of.parse().ok()? })
    };
    let line = |line: &str| {
        let (at, shares) = line.split_once(' ')?;
        let shares = shares.split(' ').map(share).collect::<Option<Vec<_>>>()?;
        Some(SourceVisit { at: Timestamp(at.parse().ok()?), shares: shares.try_into().ok()? })
    };
    text.lines().filter_map(line).collect()
}

fn tell(source: &SourceId, fall: Fall) -> Trouble {
    Trouble {
        source: source.clone(),
        section: None,
        url: String::new(),
        kind: TroubleKind::Drift,
        what: format!(
            "{source} may have changed its markup: {} is found on {}% of pages, before on {}%",
            fall.part.name(),
            fall.now,
            fall.before
        ),
        retry_at: None,
    }
}

/// What fetching every missing body would cost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Estimate {
    /// Article pages.
    pub pages: usize,
    /// Bytes, by the usual size of a page (decoded).
    pub bytes: u64,
}

/// Counts the bodies that a refresh with [`RefreshScope::all_bodies`] would fetch of what is listed so far. Blocks.
pub fn estimate(store: &Store, catalog: &Catalog, scope: &RefreshScope) -> Result<Estimate, StoreError> {
    let states = store.section_states()?;
    let plan = plan::plan(catalog, &states, scope, store.now());
    let pages = store.wanted(Some(&plan.sources), plan::ALL_LEFTOVERS, scope.patience())?.len();
    let usual = store.setting(PAGE_BYTES)?.and_then(|text| text.parse().ok()).unwrap_or(USUAL_PAGE_BYTES);
    Ok(Estimate { pages, bytes: usual.saturating_mul(pages as u64) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FixedClock;
    use std::sync::Arc;

    fn lessons(source: &SourceId, ruled: bool) -> Lessons {
        let mut lessons = Lessons::default();
        let by = if ruled { Evidence::Rule } else { Evidence::Generic };
        let draft = Draft { by: [(Field::Body, by)].into(), ..Draft::default() };
        for _ in 0..5 {
            lessons.note_page(80_000);
            lessons.note_article(source, &draft);
        }
        lessons
    }

    #[test]
    fn visits_come_back_from_their_text_and_nonsense_does_not() {
        let visit = SourceVisit { at: Timestamp(7), shares: [Share { had: 1, of: 2 }; 6] };
        assert_eq!(parse(&text(std::slice::from_ref(&visit))), [visit]);
        assert_eq!(parse("x 1/2\n7 1/2\n7 1/2 1/2 1/2 1/2 1/2 1\n"), []);
    }

    #[test]
    fn a_site_whose_rules_stop_matching_is_told_once() {
        let store = Store::in_memory(Arc::new(FixedClock(Timestamp(0)))).unwrap();
        let source = SourceId("bao.test".into());
        let mut told = Vec::new();
        for visit in 0..10 {
            told.extend(remember(&store, lessons(&source, visit < 6), Timestamp(visit * 3600)).unwrap());
        }
        assert_eq!(told.len(), 1);
        assert!(told[0].kind == TroubleKind::Drift && told[0].what.contains("article.body"), "{told:?}");
        assert_eq!(falls(&store, &source).unwrap()[0].since, Timestamp(6 * 3600));
    }

    #[test]
    fn the_usual_size_of_a_page_is_learnt() {
        let store = Store::in_memory(Arc::new(FixedClock(Timestamp(0)))).unwrap();
        remember(&store, lessons(&SourceId("bao.test".into()), true), Timestamp(0)).unwrap();
        assert_eq!(store.setting(PAGE_BYTES).unwrap().as_deref(), Some("80000"));
    }
}

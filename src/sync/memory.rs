//! What refreshes learn and keep in the archive's settings: how sites are found, and how large pages are.

use std::collections::BTreeMap;

use super::Scope;
use super::drift::{Drift, History};
use super::plan;
use crate::model::{SourceId, Trouble};
use crate::sources::Catalog;
use crate::store::{Store, StoreError};

/// Setting that holds the usual size of an article page, bytes.
const PAGE_BYTES: &str = "sync.page_bytes";

/// Size of an article page that is assumed before any was seen, bytes.
const USUAL_PAGE_BYTES: u64 = 120_000;

/// What one refresh learns.
#[derive(Debug, Default)]
pub(super) struct Lessons {
    histories: BTreeMap<SourceId, History>,
    pages: u64,
    bytes: u64,
}

impl Lessons {
    /// The history of a source, to be added to.
    pub(super) fn of(&mut self, source: &SourceId) -> &mut History {
        self.histories.entry(source.clone()).or_default()
    }

    /// Notes the size of an article page, bytes.
    pub(super) fn page(&mut self, bytes: usize) {
        self.pages += 1;
        self.bytes += bytes as u64;
    }
}

/// Adds what was learnt to what was known; gives the sources that seem to have changed since. Blocks.
pub(super) fn remember(store: &Store, lessons: Lessons, day: i64) -> Result<Vec<Trouble>, StoreError> {
    if let Some(mean) = lessons.bytes.checked_div(lessons.pages) {
        // Half old, half new: one strange refresh does not decide.
        let usual = store.setting(PAGE_BYTES)?.and_then(|text| text.parse::<u64>().ok()).unwrap_or(mean);
        store.set_setting(PAGE_BYTES, &usual.midpoint(mean).to_string())?;
    }
    let mut changed = Vec::new();
    for (source, new) in lessons.histories {
        let known = history(store, &source)?;
        let mut all = known.clone();
        all.add(&new);
        store.set_setting(&setting_of(&source), &all.text(day))?;
        let before = known.drifts();
        let fresh = all.drifts().into_iter().filter(|drift| before.iter().all(|old| old.field != drift.field));
        changed.extend(fresh.map(|drift| tell(&source, &drift)));
    }
    Ok(changed)
}

/// Which fields of a source are found less than they used to be: the site may have changed its markup.
pub fn drifts(store: &Store, source: &SourceId) -> Result<Vec<Drift>, StoreError> {
    Ok(history(store, source)?.drifts())
}

fn history(store: &Store, source: &SourceId) -> Result<History, StoreError> {
    Ok(store.setting(&setting_of(source))?.map(|text| History::parse(&text)).unwrap_or_default())
}

fn setting_of(source: &SourceId) -> String {
    format!("drift.{source}")
}

fn tell(source: &SourceId, drift: &Drift) -> Trouble {
    let how = if drift.missing { "found" } else { "found by the site's rules" };
    Trouble {
        source: source.clone(),
        section: None,
        url: String::new(),
        kind: "drift".to_owned(),
        what: format!(
            "{source} may have changed its markup: {} is {how} on {}% of pages, before on {}%",
            drift.field, drift.now, drift.before
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

/// Counts the bodies that a refresh with [`Scope::all_bodies`] would fetch of what is listed so far. Blocks.
pub fn estimate(store: &Store, catalog: &Catalog, scope: &Scope) -> Result<Estimate, StoreError> {
    let states = store.section_states()?;
    let plan = plan::plan(catalog, &states, scope, store.now());
    let pages = store.wanted(Some(&plan.sources), super::run::ALL_LEFTOVERS)?.len();
    let usual = store.setting(PAGE_BYTES)?.and_then(|text| text.parse().ok()).unwrap_or(USUAL_PAGE_BYTES);
    Ok(Estimate { pages, bytes: usual.saturating_mul(pages as u64) })
}

//! What is learnt of sites without rules, kept in the archive's settings: derived, so that it may be deleted at any time.
//!
//! A profile is learnt from the stored pages when a refresh ends, of a source that has no rules of its own; it is learnt
//! again when it disagreed with [`PATIENCE`] pages running, which is told as a change of the site. The same holds of lists,
//! and of the lists of a source whose own rules find them no more.
//! Bounds: [`MOST_PROFILES`] sources, [`MAX_BYTES`] each.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::extract::profile::{self, Profile};
use crate::extract::{Knowledge, Source};
use crate::model::{
    CanonicalUrl, Draft, Evidence, FindingKind, Listing, Order, Query, Scope, SectionId, SourceId, Timestamp,
};
use crate::sources::{Catalog, Site};
use crate::store::{Store, StoreError};

/// Beginning of the settings that hold profiles.
const PREFIX: &str = "profile.";
/// Pages running that may disagree with a profile.
const PATIENCE: u32 = 5;
/// Sources of which a profile is kept.
const MOST_PROFILES: usize = 200;
/// Largest profile that is kept, bytes.
const MAX_BYTES: usize = 64 << 10;
/// Stored articles of a source that are looked at for pages.
const LOOKED_AT: usize = 120;

/// A profile as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct KeptProfile {
    profile: Profile,
    /// Pages running that disagreed.
    misses: u32,
    /// When the site was last seen to have changed, seconds UTC.
    #[serde(default)]
    drifted: Option<i64>,
    /// Lists running that disagreed.
    #[serde(default)]
    list_misses: u32,
    /// When the lists were last seen to have changed, seconds UTC.
    #[serde(default)]
    lists_drifted: Option<i64>,
}

/// What of a site has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// The pages of its articles.
    Articles,
    /// Its lists.
    Lists,
}

/// A category page is kept again when the kept one of its section is older, seconds.
const LIST_PAGE_AGE: i64 = 24 * 3600;

/// The profiles of a refresh.
#[derive(Debug, Default, Clone)]
pub(super) struct Profiles {
    of_source: Arc<BTreeMap<String, Profile>>,
    /// When the newest kept page of a section came.
    list_pages: Arc<BTreeMap<(SourceId, SectionId), Timestamp>>,
}

impl Profiles {
    /// Reads what is kept; what cannot be read is as if it were not there. Blocks.
    pub(super) fn load(store: &Store) -> Self {
        let kept = store.settings_beginning(PREFIX).unwrap_or_default();
        let read = |(source, text): (String, String)| {
            let kept: KeptProfile = serde_json::from_str(&text).ok()?;
            Some((source, kept.profile))
        };
        let list_pages = store.list_pages_kept().unwrap_or_default();
        Self { of_source: Arc::new(kept.into_iter().filter_map(read).collect()), list_pages: Arc::new(list_pages) }
    }

    /// Whether a section's page is wanted: none is kept, or an old one.
    pub(super) fn wants(&self, source: &SourceId, section: &SectionId, now: Timestamp) -> bool {
        let kept = self.list_pages.get(&(source.clone(), section.clone()));
        kept.is_none_or(|kept| kept.0 + LIST_PAGE_AGE <= now.0)
    }

    /// The profile of a page's site.
    pub(super) fn of_page(&self, url: &CanonicalUrl, catalog: &Catalog) -> Option<&Profile> {
        self.of_source.get(&source_of(url, catalog).0)
    }
}

fn source_of(url: &CanonicalUrl, catalog: &Catalog) -> SourceId {
    catalog.by_host(&url.host()).map_or_else(|| SourceId::of_host(&url.host()), crate::sources::Site::source_id)
}

/// How the profile of a source did in a refresh.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct ProfileFit {
    /// Disagreements since the last agreement.
    misses: u32,
    /// Whether any page agreed.
    agreed: bool,
    /// Lists that disagreed.
    list_misses: u32,
    /// Whether any list agreed.
    list_agreed: bool,
    /// Whether a category page was kept, from which something new may be learnt.
    fresh_lists: bool,
}

impl ProfileFit {
    /// Counts a page.
    pub(super) fn note(&mut self, draft: &Draft) {
        if draft.findings.iter().any(|finding| finding.is(FindingKind::LearnedMissed)) {
            self.misses += 1;
        } else if draft.findings.iter().all(|finding| !finding.is(FindingKind::Blocked)) {
            (self.misses, self.agreed) = (0, true);
        }
    }

    /// Counts a list: read by rules, or not.
    pub(super) fn note_list(&mut self, listing: &Listing) {
        match listing.by {
            Evidence::Rule | Evidence::Learned => self.list_agreed = true,
            _ => self.list_misses += u32::from(disagrees(listing)),
        }
    }

    /// Notes that a category page was kept.
    pub(super) fn note_fresh_list(&mut self) {
        self.fresh_lists = true;
    }
}

/// Whether a list was read by something else than rules of its site; few items say nothing, and a feed has none.
pub(super) fn disagrees(listing: &Listing) -> bool {
    const LEAST_ITEMS: usize = 4;
    matches!(listing.by, Evidence::Generic | Evidence::Family(_)) && listing.items.len() >= LEAST_ITEMS
}

/// After a refresh: keeps count of disagreements, learns what is missing or has changed. Gives the sources that changed. Blocks.
pub(super) fn settle(
    store: &Store,
    catalog: &Catalog,
    fits: &BTreeMap<SourceId, ProfileFit>,
    now: Timestamp,
) -> Result<Vec<SourceId>, StoreError> {
    let mut changed = Vec::new();
    let known = store.settings_beginning(PREFIX)?.len();
    for (source, fit) in fits {
        let site = catalog.sites.iter().find(|site| site.source_id() == *source);
        let before = kept(store, source)?;
        if before.is_none() && known >= MOST_PROFILES {
            continue;
        }
        let settling = Settling { store, catalog, source, now };
        let mut kept = before.clone().unwrap_or_default();
        let mut drifted = false;
        if site.is_none_or(|site| site.article.is_empty()) {
            drifted |= settling.articles(&mut kept, fit)?;
        }
        drifted |= settling.lists(&mut kept, fit, site)?;
        if drifted {
            changed.push(source.clone());
        }
        if before.is_none() && kept == KeptProfile::default() {
            continue;
        }
        let text = serde_json::to_string(&kept).unwrap_or_default();
        if text.len() <= MAX_BYTES && before.as_ref() != Some(&kept) {
            store.set_setting(&format!("{PREFIX}{source}"), &text)?;
        }
    }
    Ok(changed)
}

/// One source at the end of a refresh.
struct Settling<'s> {
    store: &'s Store,
    catalog: &'s Catalog,
    source: &'s SourceId,
    now: Timestamp,
}

impl Settling<'_> {
    /// Settles what is known of articles; tells whether they have changed.
    fn articles(&self, kept: &mut KeptProfile, fit: &ProfileFit) -> Result<bool, StoreError> {
        kept.misses = if fit.agreed { fit.misses } else { kept.misses.saturating_add(fit.misses) };
        let drifted = kept.misses >= PATIENCE;
        let is_unknown = kept.profile.article.is_empty() && kept.profile.article.furniture.is_empty();
        if is_unknown || drifted {
            let pages = stored_pages(self.store, self.source)?;
            kept.profile.take_articles(self.learn(&pages, &[]));
            kept.misses = 0;
        }
        if drifted {
            kept.drifted = Some(self.now.0);
        }
        Ok(drifted)
    }

    /// The same of lists. Pages of another make than the others, that teach what is known already, are no change.
    fn lists(&self, kept: &mut KeptProfile, fit: &ProfileFit, site: Option<&Site>) -> Result<bool, StoreError> {
        let ruled = site.is_some_and(|site| !site.listing.is_empty());
        let is_known = !kept.profile.listing.is_empty();
        let missed = if fit.list_agreed { 0 } else { kept.list_misses.saturating_add(fit.list_misses) };
        kept.list_misses = if ruled || is_known { missed } else { 0 };
        let drifted = kept.list_misses >= PATIENCE;
        if !drifted && (ruled || is_known || !fit.fresh_lists) {
            return Ok(false);
        }
        let learnt = self.learn(&[], &stored_lists(self.store, self.source)?);
        let changed = drifted && (!is_known || learnt.listing != kept.profile.listing);
        kept.profile.take_lists(learnt);
        kept.list_misses = 0;
        if changed {
            kept.lists_drifted = Some(self.now.0);
        }
        Ok(changed)
    }

    fn learn(&self, articles: &[(CanonicalUrl, Vec<u8>)], lists: &[(CanonicalUrl, Vec<u8>)]) -> Profile {
        let knowledge = Knowledge { catalog: self.catalog, rules: false, learned: None };
        let (articles, lists) = (sources(articles, self.now), sources(lists, self.now));
        profile::learn(&articles, &lists, profile::LEAST_PAGES, knowledge)
    }
}

fn sources(pages: &[(CanonicalUrl, Vec<u8>)], now: Timestamp) -> Vec<Source<'_>> {
    pages.iter().map(|(url, bytes)| Source { bytes, charset: None, url, now }).collect()
}

fn kept(store: &Store, source: &SourceId) -> Result<Option<KeptProfile>, StoreError> {
    Ok(store.setting(&format!("{PREFIX}{source}"))?.and_then(|text| serde_json::from_str(&text).ok()))
}

/// What is kept of a source. Blocks.
pub fn learnt(store: &Store, source: &SourceId) -> Result<Option<Profile>, StoreError> {
    Ok(kept(store, source)?.map(|kept| kept.profile))
}

/// Sources whose pages disagreed with what was known of them, what of them, and when that was last seen. Blocks.
pub fn drifted(store: &Store) -> Result<Vec<(SourceId, Changed, Timestamp)>, StoreError> {
    let kept = store.settings_beginning(PREFIX)?;
    let read = |(source, text): (String, String)| {
        let kept: KeptProfile = serde_json::from_str(&text).unwrap_or_default();
        let told = [(Changed::Articles, kept.drifted), (Changed::Lists, kept.lists_drifted)];
        told.map(|(what, at)| Some((SourceId(source.clone()), what, Timestamp(at?))))
    };
    Ok(kept.into_iter().flat_map(read).flatten().collect())
}

/// The newest stored pages of a source, with their addresses; as many as a profile looks at. Blocks.
pub fn stored_pages(store: &Store, source: &SourceId) -> Result<Vec<(CanonicalUrl, Vec<u8>)>, StoreError> {
    let query = Query { scope: Scope::Source(source.clone()), order: Order::Newest, ..Query::default() };
    let mut pages = Vec::new();
    for row in store.rows_at(&query, 0, LOOKED_AT)?.rows {
        if let Some(bytes) = store.page(row.id)?.filter(|bytes| bytes.len() <= profile::MAX_LESSON_BYTES) {
            pages.push((row.url, bytes));
        }
        if pages.len() == profile::MOST_PAGES {
            break;
        }
    }
    Ok(pages)
}

/// The newest kept category page of every section of a source; where it is but one, its older ones too. Blocks.
pub fn stored_lists(store: &Store, source: &SourceId) -> Result<Vec<(CanonicalUrl, Vec<u8>)>, StoreError> {
    const LEAST: usize = 2;
    let pages = store.list_pages(source)?;
    let mut seen = std::collections::BTreeSet::new();
    let is_newest: Vec<bool> = pages.iter().map(|(url, _)| seen.insert(url.as_str().to_owned())).collect();
    let enough = seen.len() >= LEAST;
    Ok(pages.into_iter().zip(is_newest).filter(|(_, newest)| *newest || !enough).map(|(page, _)| page).collect())
}

#[cfg(test)]
mod tests;

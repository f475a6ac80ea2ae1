//! What is learnt of sites without rules, kept in the archive's settings: derived, so that it may be deleted at any time.
//!
//! A profile is learnt from the stored pages when a refresh ends, of a source that has no rules of its own; it is learnt
//! again when it disagreed with [`PATIENCE`] pages running, which is told as a change of the site.
//! Bounds: [`MOST_PROFILES`] sources, [`MAX_BYTES`] each.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::extract::profile::{self, Profile};
use crate::extract::{Knowledge, Source};
use crate::model::{CanonicalUrl, Draft, FindingKind, Order, Query, Scope, SourceId, Timestamp};
use crate::sources::Catalog;
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
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Kept {
    profile: Profile,
    /// Pages running that disagreed.
    misses: u32,
    /// When the site was last seen to have changed, seconds UTC.
    #[serde(default)]
    drifted: Option<i64>,
}

/// The profiles of a refresh.
#[derive(Debug, Default, Clone)]
pub(super) struct Profiles(Arc<BTreeMap<String, Profile>>);

impl Profiles {
    /// Reads what is kept; what cannot be read is as if it were not there. Blocks.
    pub(super) fn load(store: &Store) -> Self {
        let kept = store.settings_beginning(PREFIX).unwrap_or_default();
        let read = |(source, text): (String, String)| {
            let kept: Kept = serde_json::from_str(&text).ok()?;
            Some((source, kept.profile))
        };
        Self(Arc::new(kept.into_iter().filter_map(read).collect()))
    }

    /// The profile of a page's site.
    pub(super) fn of(&self, url: &CanonicalUrl, catalog: &Catalog) -> Option<&Profile> {
        self.0.get(&source_of(url, catalog).0)
    }
}

fn source_of(url: &CanonicalUrl, catalog: &Catalog) -> SourceId {
    catalog.by_host(&url.host()).map_or_else(|| SourceId::of_host(&url.host()), crate::sources::Site::source_id)
}

/// How the profile of a source did in a refresh.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Fit {
    /// Disagreements since the last agreement.
    misses: u32,
    /// Whether any page agreed.
    agreed: bool,
}

impl Fit {
    /// Counts a page.
    pub(super) fn note(&mut self, draft: &Draft) {
        if draft.findings.iter().any(|finding| finding.is(FindingKind::LearnedMissed)) {
            self.misses += 1;
        } else if draft.findings.iter().all(|finding| !finding.is(FindingKind::Blocked)) {
            (self.misses, self.agreed) = (0, true);
        }
    }
}

/// After a refresh: keeps count of disagreements, learns what is missing or has changed. Gives the sources that changed. Blocks.
pub(super) fn settle(
    store: &Store,
    catalog: &Catalog,
    fits: &BTreeMap<SourceId, Fit>,
    now: Timestamp,
) -> Result<Vec<SourceId>, StoreError> {
    let mut changed = Vec::new();
    let known = store.settings_beginning(PREFIX)?.len();
    for (source, fit) in fits {
        let ruled = catalog.sites.iter().any(|site| site.source_id() == *source && !site.article.is_empty());
        let name = format!("{PREFIX}{source}");
        let before: Option<Kept> = store.setting(&name)?.and_then(|text| serde_json::from_str(&text).ok());
        if ruled || before.is_none() && known >= MOST_PROFILES {
            continue;
        }
        let mut kept = before.clone().unwrap_or_default();
        kept.misses = if fit.agreed { fit.misses } else { kept.misses.saturating_add(fit.misses) };
        let drifted = kept.misses >= PATIENCE;
        if before.is_none() || drifted {
            let pages = stored_pages(store, source)?;
            let profile = learn(&pages, catalog, now);
            if profile.is_empty() && before.is_none() {
                continue;
            }
            kept = Kept { profile, misses: 0, drifted: drifted.then_some(now.0) };
        }
        if drifted {
            changed.push(source.clone());
        }
        let text = serde_json::to_string(&kept).unwrap_or_default();
        if text.len() <= MAX_BYTES {
            store.set_setting(&name, &text)?;
        }
    }
    Ok(changed)
}

/// Sources whose pages disagreed with what was learnt of them, and when that was last seen. Blocks.
pub fn drifted(store: &Store) -> Result<Vec<(SourceId, Timestamp)>, StoreError> {
    let kept = store.settings_beginning(PREFIX)?;
    let read = |(source, text): (String, String)| {
        let kept: Kept = serde_json::from_str(&text).ok()?;
        Some((SourceId(source), Timestamp(kept.drifted?)))
    };
    Ok(kept.into_iter().filter_map(read).collect())
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

fn learn(pages: &[(CanonicalUrl, Vec<u8>)], catalog: &Catalog, now: Timestamp) -> Profile {
    let sources: Vec<Source<'_>> = pages.iter().map(|(url, bytes)| Source { bytes, charset: None, url, now }).collect();
    profile::learn(&sources, &[], profile::LEAST_PAGES, Knowledge { catalog, rules: false, learned: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Finding;
    use crate::model::{Block, Evidence, Field, FixedClock, Offline, Rich, SectionId};
    use crate::store::{Incoming, PackedPage};

    /// Seconds UTC; after all invented pages.
    const NOW: i64 = 1_760_000_000;

    fn page(n: usize) -> String {
        let text: String = (0..5)
            .map(|p| {
                format!(
                    "<p>Ở phân xưởng {n}{p}, tổ trưởng cho biết ca đêm đã bớt hai giờ và bữa ăn có thêm canh nóng.</p>"
                )
            })
            .collect();
        format!(
            "<html><body><div><a href=\"/\">Trang chủ</a></div><div><h1>Phân xưởng số {n} ký thỏa ước mới</h1>\
             <span>Thứ Hai, 0{}/06/2025 08:1{n}</span><div>{text}</div></div></body></html>",
            n + 1
        )
    }

    fn archive() -> (Store, SourceId) {
        let store = Store::in_memory(Arc::new(FixedClock(Timestamp(NOW)))).unwrap();
        let source = SourceId("congdoan.tinh.example.vn".to_owned());
        for n in 0..4 {
            let url = CanonicalUrl::parse(&format!("https://congdoan.tinh.example.vn/bai-{n}0001.html")).unwrap();
            let html = page(n);
            let body = vec![Block::Paragraph(Rich::plain(format!("Ở phân xưởng {n}, ca đêm đã bớt hai giờ.")))];
            let draft = Draft {
                title: Some(format!("Phân xưởng số {n} ký thỏa ước mới")), body, ..Draft::default()
            };
            let packed = PackedPage::of(html.as_bytes());
            let incoming = Incoming {
                source: &source,
                section: &SectionId("tin".to_owned()),
                url: &url,
                listed_as: None,
                draft: &draft,
                offline: Offline::Full,
                fetched: Timestamp(NOW),
                html: packed.as_ref(),
                etag: None,
                last_modified: None,
                parts: &[],
            };
            store.save(&[incoming]).unwrap();
        }
        assert_eq!(stored_pages(&store, &source).unwrap().len(), 4);
        (store, source)
    }

    fn fit(source: &SourceId, misses: usize, hits: usize) -> BTreeMap<SourceId, Fit> {
        let mut fit = Fit::default();
        for _ in 0..hits {
            fit.note(&Draft::default());
        }
        for _ in 0..misses {
            fit.note(&Draft { findings: vec![Finding::new(FindingKind::LearnedMissed)], ..Draft::default() });
        }
        BTreeMap::from([(source.clone(), fit)])
    }

    #[test]
    fn a_source_without_rules_is_learnt_from_its_stored_pages_when_a_refresh_ends() {
        let (store, source) = archive();
        let catalog = Catalog::default();
        assert!(settle(&store, &catalog, &fit(&source, 0, 1), Timestamp(NOW + 1)).unwrap().is_empty());
        let profiles = Profiles::load(&store);
        let url = CanonicalUrl::parse("https://congdoan.tinh.example.vn/bai-90001.html").unwrap();
        let learned = profiles.of(&url, &catalog).expect("a profile is kept");
        let html = page(7);
        let page = Source { bytes: html.as_bytes(), charset: None, url: &url, now: Timestamp(NOW) };
        let draft = crate::extract::article(page, Knowledge { catalog: &catalog, rules: true, learned: Some(learned) });
        assert_eq!(draft.by.get(&Field::Title), Some(&Evidence::Learned));
    }

    #[test]
    fn pages_that_disagree_running_are_drift_and_it_is_learnt_again() {
        let (store, source) = archive();
        let catalog = Catalog::default();
        settle(&store, &catalog, &fit(&source, 0, 1), Timestamp(NOW + 1)).unwrap();
        assert!(settle(&store, &catalog, &fit(&source, 3, 0), Timestamp(NOW + 2)).unwrap().is_empty());
        assert!(drifted(&store).unwrap().is_empty());
        assert_eq!(settle(&store, &catalog, &fit(&source, 2, 0), Timestamp(NOW + 3)).unwrap().len(), 1);
        assert_eq!(drifted(&store).unwrap(), [(source.clone(), Timestamp(NOW + 3))]);
        assert!(settle(&store, &catalog, &fit(&source, 4, 0), Timestamp(NOW + 4)).unwrap().is_empty());
    }

    #[test]
    fn one_page_that_agrees_begins_the_count_anew() {
        let (store, source) = archive();
        let catalog = Catalog::default();
        settle(&store, &catalog, &fit(&source, 0, 1), Timestamp(NOW + 1)).unwrap();
        settle(&store, &catalog, &fit(&source, 4, 0), Timestamp(NOW + 2)).unwrap();
        assert!(settle(&store, &catalog, &fit(&source, 4, 1), Timestamp(NOW + 3)).unwrap().is_empty());
    }
}

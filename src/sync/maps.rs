//! THE THIRD WAY to articles, after lists and feeds: a site's archive pages or its sitemap, where a list no longer
//! reaches back to the articles known before.
//!
//! An archive is a list, only longer, and answers first: those of as many months as the gap lasted, at most [`MAX_ARCHIVES`].
//! A map names pages of the whole site, most of them without a headline. So only such are asked for as belong to the
//! section (they stand in the same folder, or the section is the site's front) and are younger than the last good visit,
//! at most a hundred (`mapped`); what a page is not proved to be, an article, never becomes a row.
//! A walk that failed is owed, and remembered under the section [`super::gap::MAP`] + id.

use std::collections::{BTreeSet, VecDeque};

use super::context::Context;
use super::failure::StepFailure;
use super::gap::{self, Gap};
use super::map_lists::path;
use crate::extract::{self, Knowledge, SiteMap};
use crate::fetch::{Answer, Validators};
use crate::model::{CanonicalUrl, Entry, Listing, Moment, Offline, SectionId, SourceId, Timestamp, same_site};
use crate::store::{Store, StoreError};

/// Maps that one walk asks for, maps of maps among them.
const MAX_MAPS: usize = 6;
/// Pages of archives that one walk asks for.
const MAX_ARCHIVES: usize = 4;
/// Articles of a section whose addresses show where its articles stand.
const SAMPLE: usize = 60;
/// Of them, in per cent, that must stand in one folder for it to be the section's.
const MOST_PERCENT: usize = 90;
/// A site that had none at the usual places is not asked for one again for so long; seconds.
const MAPLESS_FOR: i64 = 7 * 86_400;
/// Where a map stands when robots.txt names none.
pub(super) const USUAL: &[&str] =
    &["/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml", "/news-sitemap.xml", "/sitemap-news.xml"];
/// Pieces of the names of maps that hold no articles.
const OTHER_MAPS: &[&str] = &[
    "categor",
    "tag",
    "author",
    "user",
    "image",
    "video",
    "topic",
    "event",
    "page-",
    "pages",
    "chuyen-muc",
    "taxonom",
];
/// Names of lists that hold all that a site has, folded and without their ending.
const FRONTS: &[&str] = &[
    "feed",
    "rss",
    "rss2",
    "atom",
    "index",
    "home",
    "trang-chu",
    "tin-moi",
    "tin-moi-nhat",
    "moi-nhat",
    "news",
    "all",
];

/// Which pages of a site may belong to a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MapReach {
    /// All of them.
    Site,
    /// Those in this folder: `/cong-doan/`.
    Folder(String),
    /// Their addresses do not tell.
    Unknown,
}

impl MapReach {
    pub(super) fn holds(&self, url: &CanonicalUrl) -> bool {
        match self {
            Self::Site => true,
            Self::Folder(folder) => path(url).starts_with(folder.as_str()),
            Self::Unknown => false,
        }
    }
}

/// Which pages may belong to a section, by the addresses of its articles and its own. Blocks.
pub(super) fn reach(
    store: &Store,
    source: &SourceId,
    section: &SectionId,
    list: &CanonicalUrl,
) -> Result<MapReach, StoreError> {
    let known = store.addresses_in(source, section, SAMPLE)?;
    Ok(reach_of(&known, list))
}

fn reach_of(known: &[CanonicalUrl], list: &CanonicalUrl) -> MapReach {
    let folder = |url: &CanonicalUrl| {
        let path = path(url);
        let first = path.trim_start_matches('/').split_once('/').filter(|(_, rest)| !rest.is_empty())?.0.to_owned();
        // Years and numbers are no part of a paper.
        (!first.is_empty() && !first.bytes().all(|byte| byte.is_ascii_digit())).then(|| format!("/{first}/"))
    };
    if let Some(first) = known.first().and_then(folder)
        && known.iter().filter(|url| folder(url).as_ref() == Some(&first)).count() * 100 >= known.len() * MOST_PERCENT
    {
        return MapReach::Folder(first);
    }
    let own = path(list).trim_matches('/').to_ascii_lowercase();
    let stem = own.split_once('.').map_or(own.as_str(), |(stem, _)| stem);
    if list.is_front_page() || own.is_empty() || FRONTS.contains(&stem) { MapReach::Site } else { MapReach::Unknown }
}

/// The road on which pages were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Road {
    /// An archive: a list of articles.
    Archive,
    /// A map: it names pages of every kind.
    Map,
    /// A link from one article to the next: it may lead to a page of another kind.
    Neighbour,
}

/// Pages that no list of a section shows.
#[derive(Debug)]
pub(super) struct MapPages {
    pub(super) road: Road,
    pub(super) entries: Vec<Entry>,
}

/// What a site's archives or maps name, as far as they were read; `None` where it has neither.
pub(super) async fn read<H>(context: &Context, gap: &Gap, permit: H) -> Result<Option<MapPages>, StepFailure> {
    let _permit = permit;
    let archived = match gap.archive.clone() {
        Some(archive) => archives(context, gap, archive).await?,
        None => None,
    };
    if archived.is_some() {
        return Ok(archived);
    }
    if let Some(entries) = maps(context, gap).await? {
        return Ok(Some(MapPages { road: Road::Map, entries }));
    }
    // A feed names no archive; the page that lists the same may.
    let place = CanonicalUrl::join(gap.list.as_str(), "./");
    let Some(place) = place.filter(|place| gap.archive.is_none() && *place != gap.list) else { return Ok(None) };
    match one(context, &place, listed).await {
        Ok(Some(Listing { archive: Some(archive), .. })) => archives(context, gap, archive).await,
        _ => Ok(None),
    }
}

/// What the archives of a site list, back to the month before the gap.
async fn archives(context: &Context, gap: &Gap, first: CanonicalUrl) -> Result<Option<MapPages>, StepFailure> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut next = Some(first);
    let mut asked = BTreeSet::new();
    while let Some(url) = next.take()
        && asked.len() < MAX_ARCHIVES
        && same_site(&url.host(), &gap.list.host())
        && asked.insert(url.key())
    {
        let listing = match one(context, &url, listed).await {
            Ok(Some(listing)) => listing,
            Ok(None) => break,
            Err(error) if entries.is_empty() && error.offline() != Offline::Gone => return Err(error),
            Err(_) => break,
        };
        let is_before = |entry: &Entry| entry.published.is_some_and(|at| at.at.0 < gap.from(Some(at)));
        let reached = listing.items.iter().any(is_before);
        next = listing.next.or(listing.archive).filter(|_| !reached);
        entries.extend(listing.items);
    }
    Ok((!entries.is_empty()).then_some(MapPages { road: Road::Archive, entries }))
}

/// Reads a page as a list.
fn listed(context: &Context, source: extract::Source<'_>) -> Listing {
    extract::listing(source, Knowledge { catalog: &context.catalog, rules: true, learned: None })
}

/// Reads a page as a map.
fn mapped(_: &Context, source: extract::Source<'_>) -> Option<SiteMap> {
    extract::sitemap(source)
}

async fn maps(context: &Context, gap: &Gap) -> Result<Option<Vec<Entry>>, StepFailure> {
    let mut waiting: VecDeque<(CanonicalUrl, MapTeller)> = addresses(context, &gap.list).into();
    let guessed = waiting.iter().all(|(_, told)| *told == MapTeller::Guessed);
    if guessed && has_none(context, &gap.list).await {
        return Ok(None);
    }
    let (mut pages, mut asked, mut found, mut failure) = (Vec::new(), 0, false, None);
    while let Some((url, told)) = waiting.pop_front()
        && asked < MAX_MAPS
    {
        // One of the usual places is enough, if it may name what is looked for.
        if told == MapTeller::Guessed && found && pages.iter().any(|page| may_be_of(gap, page)) {
            continue;
        }
        asked += 1;
        match one(context, &url, mapped).await.map(Option::flatten) {
            Ok(Some(map)) => {
                found = true;
                pages.extend(map.pages);
                for further in best_of(map.maps, gap.since).into_iter().rev() {
                    waiting.push_front((further, MapTeller::Named));
                }
            }
            Ok(None) => {}
            Err(error) if error.offline() == Offline::Gone => {}
            Err(error) => failure = Some(error),
        }
    }
    match failure {
        Some(failure) if pages.is_empty() => Err(failure),
        None if guessed && !found => {
            remember_none(context, &gap.list).await;
            Ok(None)
        }
        _ => Ok(found.then_some(pages)),
    }
}

/// Whether a page of a map may lie in a gap, by its date.
fn may_be_of(gap: &Gap, page: &Entry) -> bool {
    page.published.or(page.updated).is_none_or(|at| at.at.0 >= gap.from(Some(at)))
}

/// The setting that says when a site was found to have no map.
fn mapless(list: &CanonicalUrl) -> String {
    format!("mapless.{}", list.host())
}

/// Whether a site had no map at any of the usual places a short while ago.
async fn has_none(context: &Context, list: &CanonicalUrl) -> bool {
    let (store, name, now) = (context.store.clone(), mapless(list), context.clock.now());
    let kept = tokio::task::spawn_blocking(move || store.setting(&name)).await;
    let at = kept.ok().and_then(Result::ok).flatten().and_then(|at| at.parse::<i64>().ok());
    at.and_then(|at| now.0.checked_sub(at)).is_some_and(|age| (0..MAPLESS_FOR).contains(&age))
}

/// Notes that a site has none. What cannot be noted is found out again.
async fn remember_none(context: &Context, list: &CanonicalUrl) {
    let (store, name, now) = (context.store.clone(), mapless(list), context.clock.now());
    if let Ok(Err(error)) = tokio::task::spawn_blocking(move || store.set_setting(&name, &now.0.to_string())).await {
        tracing::warn!(%error, "that a site has no map is not remembered");
    }
}

/// Who told where a map stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MapTeller {
    Named,
    Guessed,
}

fn addresses(context: &Context, list: &CanonicalUrl) -> Vec<(CanonicalUrl, MapTeller)> {
    let ours = |url: &CanonicalUrl| same_site(&url.host(), &list.host());
    let named: Vec<_> = context.fetcher.sitemaps_of(list).into_iter().filter(ours).collect();
    if named.is_empty() {
        let usual = USUAL.iter().filter_map(|place| CanonicalUrl::join(list.as_str(), place));
        return usual.map(|url| (url, MapTeller::Guessed)).collect();
    }
    let mut named: Vec<_> = named.into_iter().map(|url| (url, MapTeller::Named)).collect();
    named.sort_by_key(|(url, _)| !url.as_str().contains("news"));
    named
}

/// Asks for a page and reads it off the async threads.
async fn one<T: Send + 'static>(
    context: &Context,
    url: &CanonicalUrl,
    read: fn(&Context, extract::Source<'_>) -> T,
) -> Result<Option<T>, StepFailure> {
    let Answer::Fetched(page) = context.fetcher.get(url, &Validators::default()).await? else { return Ok(None) };
    let now = context.clock.now();
    let knowing = context.clone();
    let reading = context.pool.read(page.bytes.len(), move || {
        let charset = page.charset.as_deref();
        read(&knowing, extract::Source { bytes: &page.bytes, charset, url: &page.url, now })
    });
    reading.await.map(Some).ok_or(StepFailure::Fault)
}

/// The maps of a map that may hold what is younger than an instant: news first, then the youngest.
fn best_of(maps: Vec<(CanonicalUrl, Option<Moment>)>, since: Timestamp) -> Vec<CanonicalUrl> {
    let name = |url: &CanonicalUrl| path(url).rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let mut maps: Vec<_> = maps
        .into_iter()
        .filter(|(url, changed)| {
            let name = name(url);
            !OTHER_MAPS.iter().any(|other| name.contains(other))
                && changed.is_none_or(|changed| changed.at.0 >= since.0.saturating_sub(gap::DAY))
        })
        .collect();
    let number = |name: &str| {
        let digits: String = name.chars().filter(char::is_ascii_digit).take(12).collect();
        digits.parse::<u64>().unwrap_or(0)
    };
    maps.sort_by_key(|(url, changed)| {
        let name = name(url);
        let when = changed.map_or(i64::MIN, |changed| changed.at.0);
        (!name.contains("news"), std::cmp::Reverse(when), std::cmp::Reverse(number(&name)))
    });
    maps.into_iter().map(|(url, _)| url).take(MAX_MAPS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(path: &str) -> CanonicalUrl {
        CanonicalUrl::parse(&format!("https://bao.test{path}")).unwrap()
    }

    #[test]
    fn the_folder_of_its_articles_tells_what_belongs_to_a_section() {
        let folder = [url("/cong-doan/a-1.html"), url("/cong-doan/b-2.html")];
        assert_eq!(reach_of(&folder, &url("/cong-doan/")), MapReach::Folder("/cong-doan/".to_owned()));
        let flat = [url("/a-1.html"), url("/b-2.html")];
        assert_eq!(reach_of(&flat, &url("/cong-doan.htm")), MapReach::Unknown);
        assert_eq!(reach_of(&flat, &url("/")), MapReach::Site);
        assert_eq!(reach_of(&[url("/2025/11/a.html"), url("/2025/11/b.html")], &url("/feed/")), MapReach::Site);
    }

    #[test]
    fn of_many_maps_those_are_read_that_may_hold_news() {
        let at = |seconds| Some(Moment::exact(Timestamp(seconds)));
        let maps = vec![
            (url("/category-sitemap.xml"), at(9_000_000)),
            (url("/post-sitemap1.xml"), at(1_000)),
            (url("/post-sitemap2.xml"), at(8_000_000)),
            (url("/news-sitemap.xml"), None),
            (url("/sitemap-2025-11.xml"), None),
        ];
        let best = best_of(maps, Timestamp(7_000_000));
        assert_eq!(best, [url("/news-sitemap.xml"), url("/post-sitemap2.xml"), url("/sitemap-2025-11.xml")]);
    }
}

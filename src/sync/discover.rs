//! What stands at an address that somebody wants to read: a list, a feed, a map of a site, what they are called; or why it
//! is none of these.

use super::maps;
use crate::extract::{self, Knowledge, Naming, PageNotice, Source};
use crate::fetch::{Answer, FetchError, FetchedPage, Fetcher, RobotsFile, Validators};
use crate::model::{CanonicalUrl, Clock, Entry, Evidence, Extent, FindingKind, Listing};
use crate::sources::{AddressKind, Catalog};
use crate::text::fold;

/// Announced feeds that are tried.
const FEEDS_TRIED: usize = 4;
/// Fewer links than this are no list.
const LEAST_ITEMS: usize = 3;
/// Maps of a site that are tried, maps of maps among them.
const MAPS_TRIED: usize = 4;
/// Query parameters that hold what somebody searched for.
const SEARCHED: &[&str] = &["s", "q", "keyword", "keywords", "tukhoa", "search", "query"];
/// Pieces of paths that lead to what is searched for, and to what bears a mark.
const SEARCHES: &[&str] = &["search", "tim-kiem", "timkiem"];
const MARKED: &[&str] = &["tag", "tags", "the", "tu-khoa", "tukhoa", "hashtag"];
/// Beginnings of the names of feeds of comments, folded.
const COMMENTS: &[&str] = &["binh luan", "comments on", "comments for", "phan hoi", "y kien ve", "nhan xet"];

/// A page that no site has.
const NOWHERE: &str = "khong-co-trang-nay-1c3f7a";
/// Names of pages that a site gives for its front page, too.
const FRONT_PAGES: &[&str] = &["index", "home", "default", "trang-chu", "trangchu"];
/// Of two lists, in per cent, the items that make them the same.
const SAME_ITEMS_PERCENT: usize = 80;

/// Items of its list that a feed has at least for one that stands before them and is not in it.
const STRANGERS: usize = 5;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Discovery {
    /// What the site is called.
    pub site: Option<String>,
    /// Lists and feeds.
    pub sections: Vec<Discovered>,
    /// Other lists of the site, by its menus.
    pub categories: Vec<(String, CanonicalUrl)>,
    /// What the robots.txt of its hosts say.
    pub robots: Vec<RobotsFile>,
}

/// A list or a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discovered {
    /// Which of them.
    pub kind: AddressKind,
    /// Where.
    pub url: CanonicalUrl,
    /// What it is called.
    pub name: Option<String>,
    /// What it holds.
    pub listing: Listing,
    /// What tells whether it has changed since.
    pub validators: Validators,
}

/// Why an address is no source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoSource {
    /// It is no web address.
    NoAddress,
    /// What readers say of the articles.
    Comments,
    /// What somebody searched for.
    Search,
    /// What bears one mark, not a part of the paper.
    Marked,
    /// One article.
    Article(Box<Discovery>),
    /// Nothing stands in it; what else the site has is given.
    Empty(Box<Discovery>),
    /// The site answers as it answers an address that nobody has made; what else it has is given.
    NoSuchPage(Box<Discovery>),
    /// A page that asks for something else.
    Notice(PageNotice),
    /// The page did not come.
    Failed(FetchError),
}

/// Looks at an address, with or without its scheme: `https` is tried first.
pub async fn discover(
    fetcher: &Fetcher,
    catalog: &Catalog,
    clock: &dyn Clock,
    address: &str,
) -> Result<Discovery, NoSource> {
    let address = address.trim();
    let (url, page) = if address.contains("://") {
        let url = first_page(CanonicalUrl::parse(address).ok_or(NoSource::NoAddress)?);
        refuse_by_address(&url)?;
        (url.clone(), get(fetcher, &url).await.map_err(NoSource::Failed)?)
    } else {
        reach(fetcher, address).await?
    };
    let looking = Looking { fetcher, catalog, clock };
    let source = looking.source(&page);
    let naming = extract::naming(source);
    let found =
        if looks_like_feed(source) { looking.feed(&page, naming) } else { looking.page(&url, &page, naming).await };
    found.map(|found| Discovery { robots: fetcher.robots_read(), ..found })
}

/// The address with `https`, else with `http`.
async fn reach(fetcher: &Fetcher, address: &str) -> Result<(CanonicalUrl, FetchedPage), NoSource> {
    let mut first = None;
    for scheme in ["https", "http"] {
        let url = CanonicalUrl::parse(&format!("{scheme}://{address}")).filter(|url| url.host().contains('.'));
        let url = first_page(url.ok_or(NoSource::NoAddress)?);
        refuse_by_address(&url)?;
        match get(fetcher, &url).await {
            Ok(page) => return Ok((url, page)),
            Err(error) => first = first.or(Some(error)),
        }
    }
    Err(first.map_or(NoSource::NoAddress, NoSource::Failed))
}

async fn get(fetcher: &Fetcher, url: &CanonicalUrl) -> Result<FetchedPage, FetchError> {
    match fetcher.get(url, &Validators::default()).await? {
        Answer::Fetched(page) => Ok(page),
        // Nothing was asked conditionally.
        Answer::NotModified { .. } => Err(FetchError::Status { host: url.host(), status: 304 }),
    }
}

/// `/cong-doan/page/3` → `/cong-doan/`: the first page of a list is the list.
fn first_page(url: CanonicalUrl) -> CanonicalUrl {
    let (path, query) = url.as_str().split_once('?').unwrap_or((url.as_str(), ""));
    let number = |text: &str| !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let kept = query.split('&').filter(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let first = matches!(name, "page" | "paged" | "trang") && number(value);
        !(pair.is_empty() || first)
    });
    let query = kept.collect::<Vec<_>>().join("&");
    let bare = path.trim_end_matches('/');
    let path = bare
        .rsplit_once('/')
        .filter(|(_, last)| number(last))
        .and_then(|(head, _)| head.strip_suffix("/page").or_else(|| head.strip_suffix("/trang")))
        .map_or(path.to_owned(), |head| format!("{head}/"));
    let text = if query.is_empty() { path } else { format!("{path}?{query}") };
    CanonicalUrl::parse(&text).unwrap_or(url)
}

/// An address of the same site, with the same ending, that it cannot have; `None` for one that may be its front page's.
/// The whole path is another one: many sites look at a number in it and let the rest be.
fn nowhere(url: &CanonicalUrl) -> Option<CanonicalUrl> {
    let path = url.as_str().split('?').next().unwrap_or_default();
    let last = path.trim_end_matches('/').rsplit('/').next()?;
    let (stem, ending) = last.split_once('.').map_or((last, ""), |(stem, ending)| (stem, ending));
    if url.is_front_page() || FRONT_PAGES.contains(&stem.to_lowercase().as_str()) {
        return None;
    }
    let ending = match (path.ends_with('/'), ending.is_empty()) {
        (true, _) => "/".to_owned(),
        (false, true) => String::new(),
        (false, false) => format!(".{ending}"),
    };
    CanonicalUrl::join(url.as_str(), &format!("/{NOWHERE}{ending}"))
}

/// Addresses that say themselves that they are no part of a paper.
fn refuse_by_address(url: &CanonicalUrl) -> Result<(), NoSource> {
    let (path, query) = url.as_str().split_once('?').unwrap_or((url.as_str(), ""));
    let pieces: Vec<String> = path.split('/').skip(3).map(str::to_lowercase).collect();
    let any = |known: &[&str]| pieces.iter().any(|piece| known.contains(&piece.as_str()));
    let searched = query.split('&').any(|pair| pair.split_once('=').is_some_and(|(name, _)| SEARCHED.contains(&name)));
    if any(&["comments", "binh-luan"]) || query.split('&').any(|pair| pair.starts_with("feed=comments")) {
        Err(NoSource::Comments)
    } else if searched || any(SEARCHES) {
        Err(NoSource::Search)
    } else if any(MARKED) {
        Err(NoSource::Marked)
    } else {
        Ok(())
    }
}

fn looks_like_feed(source: Source<'_>) -> bool {
    let listing = extract::feed(source);
    listing.by == Evidence::Feed && !listing.items.is_empty() || is_xml_root(source.bytes)
}

fn is_xml_root(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..1_000).unwrap_or(bytes)).to_lowercase();
    ["<rss", "<feed", "<rdf:rdf"].iter().any(|root| start.contains(root))
}

struct Looking<'a> {
    fetcher: &'a Fetcher,
    catalog: &'a Catalog,
    clock: &'a dyn Clock,
}

impl Looking<'_> {
    fn source<'p>(&self, page: &'p FetchedPage) -> Source<'p> {
        Source { bytes: &page.bytes, charset: page.charset.as_deref(), url: &page.url, now: self.clock.now() }
    }

    fn feed(&self, page: &FetchedPage, naming: Naming) -> Result<Discovery, NoSource> {
        let listing = extract::feed(self.source(page));
        let said = fold::base(naming.name.as_deref().unwrap_or_default());
        if COMMENTS.iter().any(|comments| said.starts_with(comments)) {
            return Err(NoSource::Comments);
        }
        let site = naming.site.clone();
        if listing.items.is_empty() {
            return Err(NoSource::Empty(Box::new(Discovery { site, ..Discovery::default() })));
        }
        let section = found_at(page, AddressKind::Feed, page.url.clone(), naming.name, listing);
        Ok(Discovery { site, sections: vec![section], ..Discovery::default() })
    }

    async fn page(&self, asked: &CanonicalUrl, page: &FetchedPage, naming: Naming) -> Result<Discovery, NoSource> {
        let source = self.source(page);
        let Naming { name, site, categories } = naming;
        let says_missing = name.as_deref().is_some_and(extract::is_name_of_no_page);
        // What bears a tag, and what was searched for, stands in menus too.
        let categories = categories.into_iter().filter(|(_, url)| refuse_by_address(url).is_ok()).collect();
        let mut found = Discovery { site, categories, ..Discovery::default() };
        let knowledge = Knowledge { catalog: self.catalog, rules: true, learned: None };
        let listing = extract::listing(source, knowledge);
        if listing.findings.iter().any(|finding| finding.is(FindingKind::Blocked)) {
            return Err(NoSource::Notice(PageNotice::Captcha));
        }
        let front = page.url.is_front_page();
        let alone = !front && listing.items.len() < 2 * LEAST_ITEMS && extract::is_article(source, knowledge);
        if alone || extract::says_article(source) {
            return Err(NoSource::Article(Box::new(found)));
        }
        let feeds = listing.feeds.clone();
        let items = listing.items.clone();
        let name_of_list = name.clone();
        if items.len() >= LEAST_ITEMS {
            let url = if front { asked.clone() } else { page.url.clone() };
            found.sections.push(found_at(page, AddressKind::Listing, url, name.clone(), listing));
        }
        let feed = self.own_feed(&feeds, &items, front).await;
        let named = |feed: Discovered| Discovered { name: feed.name.or_else(|| found.site.clone()), ..feed };
        let feed = feed.map(named);
        found.sections.extend(feed);
        if found.sections.is_empty() {
            let notice = extract::notice(source);
            // A page that scripts fill: its map tells what it has.
            if front && matches!(notice, None | Some(PageNotice::Scripts)) {
                found.sections.extend(self.map(page).await);
            }
            if let Some(notice) = notice.filter(|_| found.sections.is_empty()) {
                return Err(NoSource::Notice(notice));
            }
        }
        if found.sections.is_empty() {
            Err(NoSource::Empty(Box::new(found)))
        } else if says_missing || self.is_answered_like_nowhere(asked, name_of_list.as_deref(), &items).await {
            Err(NoSource::NoSuchPage(Box::new(Discovery { sections: Vec::new(), ..found })))
        } else {
            Ok(found)
        }
    }

    /// Whether the site gives the same list under the same name for an address that it cannot have.
    async fn is_answered_like_nowhere(&self, asked: &CanonicalUrl, name: Option<&str>, items: &[Entry]) -> bool {
        let Some(nowhere) = nowhere(asked).filter(|_| !items.is_empty()) else { return false };
        let Ok(page) = get(self.fetcher, &nowhere).await else { return false };
        let source = self.source(&page);
        let knowledge = Knowledge { catalog: self.catalog, rules: true, learned: None };
        let there: Vec<String> = extract::listing(source, knowledge).items.iter().map(|item| item.url.key()).collect();
        let same = items.iter().filter(|item| there.contains(&item.url.key())).count();
        extract::naming(source).name.as_deref() == name
            && same * 100 >= items.len().max(there.len()) * SAME_ITEMS_PERCENT
    }

    /// Of the feeds that a page announces, the one of its own list: it tells of the same articles (that of a front page is
    /// the site's). Of two twins the one that tells more.
    async fn own_feed(&self, feeds: &[CanonicalUrl], items: &[Entry], front: bool) -> Option<Discovered> {
        let mut best: Option<Discovered> = None;
        for url in feeds.iter().filter(|url| refuse_by_address(url).is_ok()).take(FEEDS_TRIED) {
            // A feed that cannot be had is no reason to forget the others.
            let Ok(page) = get(self.fetcher, url).await else { continue };
            let naming = extract::naming(self.source(&page));
            let Ok(mut discovery) = self.feed(&page, naming) else { continue };
            let Some(found) = discovery.sections.pop() else { continue };
            let keys: Vec<String> = items.iter().map(|item| item.url.key()).collect();
            let same = found.listing.items.iter().filter(|item| keys.contains(&item.url.key())).count();
            let is_own = (same * 2 >= found.listing.items.len().min(items.len()).max(1)
                && (front || strangers(&found.listing.items, &keys) * STRANGERS <= same))
                || (front && items.len() < LEAST_ITEMS);
            if is_own && best.as_ref().is_none_or(|best| tells(&found) > tells(best)) {
                best = Some(found);
            }
        }
        best
    }

    /// The articles that a site's map names, newest first: of a news map where there is one.
    async fn map(&self, page: &FetchedPage) -> Option<Discovered> {
        let said = self.fetcher.sitemaps_of(&page.url).into_iter();
        let usual = maps::USUAL.iter().filter_map(|path| CanonicalUrl::join(page.url.as_str(), path));
        let mut waiting: Vec<CanonicalUrl> = said.chain(usual).filter(|url| url.host() == page.url.host()).collect();
        waiting.dedup();
        for _ in 0..MAPS_TRIED {
            if waiting.is_empty() {
                return None;
            }
            let url = waiting.remove(0);
            let Ok(page) = get(self.fetcher, &url).await else { continue };
            let Some(map) = extract::sitemap(self.source(&page)) else { continue };
            if map.pages.len() >= LEAST_ITEMS {
                let listing = Listing { items: map.pages, by: Evidence::Sitemap, ..Listing::default() };
                return Some(found_at(&page, AddressKind::Sitemap, url, None, listing));
            }
            let mut maps = map.maps;
            maps.sort_by_key(|(url, changed)| {
                (!url.as_str().contains("news"), std::cmp::Reverse(changed.map(|at| at.at)))
            });
            waiting.splice(0..0, maps.into_iter().map(|(url, _)| url));
        }
        None
    }
}

fn found_at(
    page: &FetchedPage,
    kind: AddressKind,
    url: CanonicalUrl,
    name: Option<String>,
    listing: Listing,
) -> Discovered {
    Discovered { kind, url, name, listing, validators: page.validators.clone() }
}

/// Items of a feed that are not in a list though they stand before one that is: the feed is of more than that list.
fn strangers(items: &[Entry], listed: &[String]) -> usize {
    let known: Vec<bool> = items.iter().map(|item| listed.contains(&item.url.key())).collect();
    let last = known.iter().rposition(|known| *known).unwrap_or(0);
    known.iter().take(last).filter(|known| !**known).count()
}

/// How much a feed tells: whole texts, dates of changes, items.
fn tells(found: &Discovered) -> (usize, bool, usize) {
    let items = &found.listing.items;
    let text = |item: &Entry| match item.text.as_ref().map(|text| text.extent) {
        Some(Extent::Whole) => 3,
        Some(Extent::FirstPage) => 2,
        Some(Extent::Teaser) => 1,
        None => 0,
    };
    (items.iter().map(text).max().unwrap_or(0), items.iter().any(|item| item.updated.is_some()), items.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> CanonicalUrl {
        CanonicalUrl::parse(text).unwrap()
    }

    #[test]
    fn the_first_page_of_a_list_is_the_list() {
        for (given, first) in [
            ("https://bao.test/cong-doan/page/3/", "https://bao.test/cong-doan/"),
            ("https://bao.test/cong-doan?page=3&loai=1", "https://bao.test/cong-doan?loai=1"),
            ("https://bao.test/cong-doan/trang/12", "https://bao.test/cong-doan/"),
            ("https://bao.test/nam/2025", "https://bao.test/nam/2025"),
        ] {
            assert_eq!(first_page(url(given)).as_str(), first);
        }
    }

    #[test]
    fn what_readers_say_and_search_for_is_no_part_of_a_paper() {
        for (address, why) in [
            ("https://bao.test/comments/feed/", NoSource::Comments),
            ("https://bao.test/?feed=comments-rss2", NoSource::Comments),
            ("https://bao.test/?s=lương", NoSource::Search),
            ("https://bao.test/tim-kiem/luong.html", NoSource::Search),
            ("https://bao.test/tag/luong/feed/", NoSource::Marked),
        ] {
            assert_eq!(refuse_by_address(&url(address)), Err(why), "{address}");
        }
        assert_eq!(refuse_by_address(&url("https://bao.test/cong-doan/feed/")), Ok(()));
    }
}

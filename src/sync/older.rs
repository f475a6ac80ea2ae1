//! How far back a list is read, page after page. Pure.

use super::Depth;
use super::plan::PlannedVisit;
use crate::model::{CanonicalUrl, Listing, Timestamp, same_site};
use crate::sources::AddressKind;
use crate::store::ListJoin;

/// Pages of one list that a refresh reads by itself to reach known ground; the rest is for the next refresh.
pub(super) const MAX_PAGES: usize = 20;

/// Most pages of one list, whatever the user asked for.
pub(super) const MAX_WISHED_PAGES: usize = 200;

/// Pages that are read to find anything older than what is there.
const OLDER_PAGES: usize = 5;

/// Pages in a row that tell nothing new before a walk ends: a list that gives every page alike has no older ones.
const MAX_BARREN: usize = 3;

/// What a page of a list gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct OlderPage {
    /// The next page, if there is one of the same site.
    pub(super) next: Option<CanonicalUrl>,
    /// The oldest date on the page.
    pub(super) oldest: Option<Timestamp>,
    /// The archive that goes on where there is no next page, if the site has one.
    pub(super) archive: Option<CanonicalUrl>,
}

impl OlderPage {
    pub(super) fn of(visit: &PlannedVisit, listing: &Listing) -> Self {
        let feed_page = || {
            let next = || next_of_feed(&visit.url, visit.page).or_else(|| next_posts(visit, listing.items.len()));
            (visit.kind == AddressKind::Feed).then(next).flatten()
        };
        let ours = |next: &CanonicalUrl| same_site(&next.host(), &visit.url.host()) && next.key() != visit.url.key();
        let oldest = listing.items.iter().filter_map(|entry| entry.published).map(|moment| moment.at).min();
        let archive = listing.archive.clone().filter(ours);
        Self { next: listing.next.clone().or_else(feed_page).filter(ours), oldest, archive }
    }
}

/// WordPress gives older items of any feed as `?paged=2`.
fn next_of_feed(feed: &CanonicalUrl, page: usize) -> Option<CanonicalUrl> {
    let (path, query) = feed.as_str().split_once('?').unwrap_or((feed.as_str(), ""));
    let is_wordpress =
        path.trim_end_matches('/').ends_with("/feed") || query.split('&').any(|pair| pair.starts_with("feed="));
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("paged=")).collect();
    let paged = format!("paged={}", page + 1);
    let query = kept.into_iter().chain([paged.as_str()]).collect::<Vec<_>>().join("&");
    is_wordpress.then(|| CanonicalUrl::parse(&format!("{path}?{query}"))).flatten()
}

/// Posts of WordPress as JSON have further pages, as long as each is full.
fn next_posts(visit: &PlannedVisit, items: usize) -> Option<CanonicalUrl> {
    let (path, query) = visit.url.as_str().split_once('?').filter(|(path, query)| {
        path.ends_with("/wp/v2/posts") || query.contains("rest_route=") && query.contains("/wp/v2/posts")
    })?;
    let pairs = || query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("page="));
    let full: usize =
        pairs().find_map(|pair| pair.strip_prefix("per_page=")).map_or(Some(10), |text| text.parse().ok())?;
    let paged = format!("page={}", visit.page + 1);
    let query = pairs().chain([paged.as_str()]).collect::<Vec<_>>().join("&");
    (items >= full).then(|| CanonicalUrl::parse(&format!("{path}?{query}"))).flatten()
}

/// What comes after a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum After {
    /// That was all.
    Done,
    /// This page.
    Page(CanonicalUrl),
    /// There is more, but not in this refresh.
    Left,
}

/// What comes after a page that was stored: `new` = articles never seen before.
pub(super) fn after(depth: Depth, visit: &PlannedVisit, given: &OlderPage, ground: ListJoin, new: usize) -> After {
    // Between two visits the archive is read last, with the maps; who asks for older ones is led there at once.
    let archive = given.archive.clone().filter(|_| matches!(depth, Depth::Older | Depth::Pages(_)));
    let Some(next) = given.next.clone().or(archive) else { return After::Done };
    let (wanted, most) = match depth {
        Depth::New => (ground == ListJoin::Ahead, MAX_PAGES),
        Depth::Pages(pages) => (visit.page < pages, pages.min(MAX_WISHED_PAGES)),
        Depth::Since(since) => (given.oldest.is_none_or(|oldest| oldest > since), MAX_WISHED_PAGES),
        Depth::Older => (new == 0, visit.page + OLDER_PAGES.saturating_sub(visit.barren)),
    };
    let barren = if new == 0 { visit.barren + 1 } else { 0 };
    if !wanted || (barren >= MAX_BARREN && depth != Depth::Older) {
        After::Done
    } else if visit.page >= most {
        After::Left
    } else {
        After::Page(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SectionId, SourceId};
    use crate::store::SectionState;

    fn visit(url: &str, kind: AddressKind, page: usize) -> PlannedVisit {
        PlannedVisit {
            source: SourceId("bao.test".into()),
            section: SectionId("tin".into()),
            url: CanonicalUrl::parse(url).unwrap(),
            kind,
            state: SectionState::default(),
            minutes: None,
            page,
            since: None,
            barren: 0,
            follows: None,
        }
    }

    fn page(number: usize) -> CanonicalUrl {
        CanonicalUrl::parse(&format!("https://bao.test/tin?page={number}")).unwrap()
    }

    #[test]
    fn a_walk_goes_on_until_known_ground_and_no_further_than_its_bound() {
        let given = OlderPage { next: Some(page(2)), ..OlderPage::default() };
        let at = |page| visit("https://bao.test/tin", AddressKind::Listing, page);
        assert_eq!(after(Depth::New, &at(1), &given, ListJoin::Ahead, 20), After::Page(page(2)));
        assert_eq!(after(Depth::New, &at(1), &given, ListJoin::Reached, 3), After::Done);
        assert_eq!(after(Depth::New, &at(MAX_PAGES), &given, ListJoin::Ahead, 20), After::Left);
        assert_eq!(after(Depth::New, &at(1), &OlderPage::default(), ListJoin::Ahead, 20), After::Done);
    }

    #[test]
    fn who_asks_for_older_ones_is_led_to_the_archive_where_a_list_has_no_next_page() {
        let given = OlderPage { archive: Some(page(9)), ..OlderPage::default() };
        let front = visit("https://bao.test/tin", AddressKind::Listing, 1);
        assert_eq!(after(Depth::Older, &front, &given, ListJoin::Reached, 0), After::Page(page(9)));
        assert_eq!(after(Depth::New, &front, &given, ListJoin::Lost, 9), After::Done);
    }

    #[test]
    fn wished_pages_are_read_though_they_are_known() {
        let given = OlderPage { next: Some(page(2)), oldest: Some(Timestamp(500)), archive: None };
        let at = |page| visit("https://bao.test/tin", AddressKind::Listing, page);
        assert_eq!(after(Depth::Pages(3), &at(2), &given, ListJoin::Reached, 1), After::Page(page(2)));
        assert_eq!(after(Depth::Pages(3), &at(3), &given, ListJoin::Reached, 1), After::Done);
        assert_eq!(after(Depth::Since(Timestamp(400)), &at(7), &given, ListJoin::Reached, 1), After::Page(page(2)));
        assert_eq!(after(Depth::Since(Timestamp(600)), &at(7), &given, ListJoin::Reached, 1), After::Done);
    }

    #[test]
    fn a_feed_of_wordpress_has_older_pages_and_another_feed_has_none() {
        let next = |url: &str| {
            OlderPage::of(&visit(url, AddressKind::Feed, 1), &Listing::default()).next.map(|url| url.to_string())
        };
        assert_eq!(next("https://bao.test/feed/").as_deref(), Some("https://bao.test/feed/?paged=2"));
        assert_eq!(
            next("https://bao.test/?feed=rss2&cat=5").as_deref(),
            Some("https://bao.test/?feed=rss2&cat=5&paged=2")
        );
        assert_eq!(next("https://bao.test/rss/tin.rss"), None);
    }

    #[test]
    fn posts_of_wordpress_have_further_pages_as_long_as_each_is_full() {
        let entry =
            |n: usize| crate::model::Entry::new("Tin", CanonicalUrl::parse(&format!("https://bao.test/{n}/")).unwrap());
        let next = |url: &str, count: usize| {
            let listing = Listing { items: (0..count).map(entry).collect(), ..Listing::default() };
            OlderPage::of(&visit(url, AddressKind::Feed, 1), &listing).next.map(|url| url.to_string())
        };
        let posts = "https://bao.test/wp-json/wp/v2/posts?per_page=10&categories=5";
        assert_eq!(next(posts, 10), Some(format!("{posts}&page=2")));
        assert_eq!(next(posts, 9), None);
        assert_eq!(next("https://bao.test/api/posts?per_page=10", 10), None);
    }

    #[test]
    fn a_next_page_that_leads_to_another_site_or_back_to_itself_is_none() {
        let given = |next: &str| {
            let listing = Listing { next: CanonicalUrl::parse(next), ..Listing::default() };
            OlderPage::of(&visit("https://bao.test/tin", AddressKind::Listing, 1), &listing).next
        };
        assert_eq!(given("https://khac.test/tin?page=2"), None);
        assert_eq!(given("https://bao.test/tin/?page=1"), None);
        assert_eq!(given("https://bao.test/tin?page=2"), Some(page(2)));
    }
}

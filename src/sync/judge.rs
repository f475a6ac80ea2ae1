//! Whether a page is the one that was requested. Pure. One that is not must neither overwrite nor add anything.
//!
//! A login page of a network answers every address with 200 and HTML. What gives it away: a listing without items of
//! its own site, an article without a date that several addresses have in common byte for byte, a way back to `/`.

use crate::extract::PageNotice;
use crate::model::{CanonicalUrl, Draft, Evidence, Finding, FindingKind, Listing, Offline, TroubleKind, same_site};
use crate::sources::{AddressKind, Site};

/// Why a page is refused: a kind and a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) kind: TroubleKind,
    pub(super) what: String,
}

impl Refusal {
    /// A page that asks for something instead of giving what was asked for.
    pub(super) fn of_notice(notice: PageNotice, host: &str) -> Self {
        match notice {
            PageNotice::Captcha => {
                Self::new(TroubleKind::Blocked, format!("{host} asks for a captcha instead of giving the page"))
            }
            PageNotice::Login => Self::new(
                TroubleKind::Login,
                format!("a login page came for {host} (this network wants a login, or the page is for members)"),
            ),
            PageNotice::Maintenance => {
                Self::new(TroubleKind::Maintenance, format!("{host} says that it is being worked on"))
            }
            PageNotice::Paywall => {
                Self::new(TroubleKind::Paywall, format!("{host} gives this text to subscribers only"))
            }
            PageNotice::Scripts => Self::new(
                TroubleKind::Scripts,
                format!("the page of {host} is drawn by scripts, and its text does not stand in it; loa runs none"),
            ),
        }
    }

    /// A page whose reading broke off.
    pub(super) fn of_unreadable(findings: &[Finding], host: &str) -> Option<Self> {
        findings.iter().any(|finding| finding.is(FindingKind::Unreadable)).then(|| {
            Self::new(
                TroubleKind::Unreadable,
                format!("a page of {host} cannot be read, or takes too long to read; it is left"),
            )
        })
    }

    fn new(kind: TroubleKind, what: String) -> Self {
        Self { kind, what }
    }
}

/// Whether a listing is one of the site.
pub(super) fn listing(
    listing: &Listing,
    url: &CanonicalUrl,
    site: Option<&Site>,
    kind: AddressKind,
) -> Result<(), Refusal> {
    let host = url.host();
    if listing.findings.iter().any(|finding| finding.is(FindingKind::Blocked)) {
        return Err(Refusal::new(TroubleKind::Blocked, format!("{host} answers with a wall instead of the page")));
    }
    if listing.items.is_empty() {
        let what = match kind {
            AddressKind::Listing => format!("the page of {host} came, but no article was found on it"),
            AddressKind::Feed => format!("{host} answered, but not with a feed that holds articles"),
            AddressKind::Sitemap => format!("{host} answered, but not with a map of its pages"),
        };
        return Err(Refusal::new(TroubleKind::NoItems, what));
    }
    let ours = |item: &str| {
        let named = |site: &Site| std::iter::once(&site.id).chain(&site.hosts).any(|known| same_site(item, known));
        same_site(item, &host) || site.is_some_and(named)
    };
    // No login page of a network is a feed; a real one may speak for another host (a feed service, a second address).
    let is_feed = kind == AddressKind::Feed && listing.by == Evidence::Feed;
    if is_feed || listing.items.iter().any(|entry| ours(&entry.url.host())) {
        return Ok(());
    }
    let what = format!("a page came for {host} that leads nowhere within the site (a login page of this network?)");
    Err(Refusal::new(TroubleKind::NoItems, what))
}

/// How much of an article came.
pub(super) fn article(draft: &Draft, asked: &CanonicalUrl, came_from: &CanonicalUrl) -> Result<Offline, Refusal> {
    let host = asked.host();
    let has = |name| draft.findings.iter().any(|finding| finding.is(name));
    if has(FindingKind::Blocked) {
        return Err(Refusal::new(TroubleKind::Blocked, format!("{host} answers with a wall instead of the article")));
    }
    let no_article = |why: String| Err(Refusal::new(TroubleKind::NotAnArticle, why));
    if is_front_page(came_from) && !is_front_page(asked) {
        return no_article(format!("{host} sends us to its front page instead of the article"));
    }
    let nothing = draft.body.is_empty() && draft.sapo.is_none();
    if has(FindingKind::NotAnArticle) || nothing || (draft.title.is_none() && draft.published.is_none()) {
        return no_article(format!("the page of {host} is not an article that can be read"));
    }
    let doubtful =
        draft.body.is_empty() || has(FindingKind::ShortBody) || has(FindingKind::NoBody) || has(FindingKind::Cut);
    Ok(if doubtful { Offline::Partial } else { Offline::Full })
}

/// Whether the page may be one that the site returns for many addresses: the same bytes under a second address prove
/// it.
pub(super) fn could_be_anything(draft: &Draft) -> bool {
    draft.published.is_none()
}

/// The refusal of a page that several addresses share.
pub(super) fn shared(host: &str) -> Refusal {
    Refusal::new(TroubleKind::SamePage, format!("{host} answers different articles with one and the same page"))
}

/// The refusal of a page that only a map names and that says no date, as the articles of its site do.
pub(super) fn undated(host: &str) -> Refusal {
    Refusal::new(TroubleKind::NotAnArticle, format!("a page of {host} says no date, as its articles do: it is none"))
}

fn is_front_page(url: &CanonicalUrl) -> bool {
    let after_scheme = url.as_str().split_once("://").map_or("", |(_, rest)| rest);
    after_scheme.split_once('/').is_none_or(|(_, path)| path.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Entry, Moment, Rich, Timestamp};

    fn url(text: &str) -> CanonicalUrl {
        CanonicalUrl::parse(text).unwrap()
    }

    fn listed(addresses: &[&str]) -> Listing {
        let entry = |address: &&str| Entry::new("Tin", url(address));
        Listing { items: addresses.iter().map(entry).collect(), ..Listing::default() }
    }

    fn draft() -> Draft {
        Draft {
            title: Some("Tin".into()),
            published: Some(Moment::exact(Timestamp(0))),
            body: vec![Block::Paragraph(Rich::default())],
            ..Draft::default()
        }
    }

    #[test]
    fn a_listing_with_articles_of_its_own_site_is_good() {
        let page = listed(&["https://khac.test/1", "https://con.bao.test/2"]);
        assert_eq!(listing(&page, &url("https://bao.test/cd"), None, AddressKind::Listing), Ok(()));
    }

    #[test]
    fn a_page_that_leads_only_elsewhere_is_no_listing() {
        let page = listed(&["https://wifi.test/login", "https://wifi.test/terms"]);
        assert_eq!(
            listing(&page, &url("https://bao.test/cd"), None, AddressKind::Listing).unwrap_err().kind,
            TroubleKind::NoItems
        );
    }

    #[test]
    fn a_site_may_live_on_several_hosts() {
        let site = Site { id: "bao.test".into(), hosts: vec!["khac.test".into()], ..Site::default() };
        let feed = url("https://feeds.test/bao.rss");
        assert_eq!(listing(&listed(&["https://khac.test/1"]), &feed, Some(&site), AddressKind::Feed), Ok(()));
    }

    #[test]
    fn an_article_that_became_the_front_page_is_gone() {
        let (asked, front) = (url("https://bao.test/a.html"), url("https://bao.test/"));
        assert_eq!(article(&draft(), &asked, &front).unwrap_err().kind, TroubleKind::NotAnArticle);
        assert_eq!(article(&draft(), &asked, &asked), Ok(Offline::Full));
    }

    #[test]
    fn a_doubtful_body_is_partial_and_nothing_at_all_is_refused() {
        let asked = url("https://bao.test/a.html");
        let short = Draft { findings: vec![Finding::new(FindingKind::ShortBody)], ..draft() };
        assert_eq!(article(&short, &asked, &asked), Ok(Offline::Partial));
        assert_eq!(
            article(&Draft { body: vec![], ..draft() }, &asked, &asked).unwrap_err().kind,
            TroubleKind::NotAnArticle
        );
        let wall = Draft { findings: vec![Finding::new(FindingKind::Blocked)], ..draft() };
        assert_eq!(article(&wall, &asked, &asked).unwrap_err().kind, TroubleKind::Blocked);
    }
}

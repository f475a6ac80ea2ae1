//! Whether a page is the one that was requested. Pure. One that is not must neither overwrite nor add anything.
//!
//! A login page of a network answers every address with 200 and HTML. What gives it away: a listing without items of
//! its own site, an article without a date that several addresses have in common byte for byte, a way back to `/`.

use crate::extract::PageNotice;
use crate::model::{
    Block, CanonicalUrl, Draft, Evidence, Finding, FindingKind, Listing, Offline, TroubleKind, same_site,
};
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
    Ok(completeness(draft))
}

/// Whether the text of an article is there to its end, as far as the page lets it be known.
pub fn completeness(draft: &Draft) -> Offline {
    let has = |name| draft.findings.iter().any(|finding| finding.is(name));
    let short = has(FindingKind::ShortBody) && !is_whole_notice(draft);
    let doubtful = draft.body.is_empty() || short || has(FindingKind::NoBody) || has(FindingKind::Cut);
    if doubtful { Offline::Partial } else { Offline::Full }
}

/// Whether a short text is a notice that is whole: an article with headline and date, of a few sentences of which the last one
/// ends, on a page that has nothing more to read and does not lead on.
fn is_whole_notice(draft: &Draft) -> bool {
    let more =
        [FindingKind::SmallPart, FindingKind::OtherVersion, FindingKind::RulesMissed, FindingKind::LearnedMissed];
    let has_more = draft.next.is_some() || draft.findings.iter().any(|finding| more.contains(&finding.kind));
    if has_more || draft.title.is_none() || draft.published.is_none() {
        return false;
    }
    let texts: Vec<&str> =
        draft.body.iter().flat_map(Block::strings).map(str::trim).filter(|text| !text.is_empty()).collect();
    let ends = |text: &str| text.ends_with(['.', '!', '?', '”', '"']) && !text.ends_with("..");
    let sentences =
        |text: &&str| text.split_inclusive(['.', '!', '?']).filter(|part| part.trim().contains(' ')).count();
    texts.iter().map(sentences).sum::<usize>() >= LEAST_SENTENCES && texts.last().is_some_and(|last| ends(last))
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

/// Sentences of a notice at least; fewer may be the beginning of a text.
const LEAST_SENTENCES: usize = 2;

fn is_front_page(url: &CanonicalUrl) -> bool {
    let after_scheme = url.as_str().split_once("://").map_or("", |(_, rest)| rest);
    after_scheme.split_once('/').is_none_or(|(_, path)| path.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Entry, Moment, Rich, Timestamp};

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
    fn a_short_notice_that_ends_is_whole_and_the_beginning_of_a_text_is_not() {
        let noticed = |text: &str, more: Option<FindingKind>| {
            let findings = [FindingKind::ShortBody].into_iter().chain(more).map(Finding::new).collect();
            completeness(&Draft { body: vec![Block::paragraph(text)], findings, ..draft() })
        };
        let notice = "Công đoàn tặng 500 vé xe Tết cho thợ dệt. Vé phát từ thứ Hai tại nhà ăn. Ai cũng có phần.";
        assert_eq!(noticed(notice, None), Offline::Full);
        for (text, more) in [
            ("Công đoàn tặng 500 vé xe Tết.", None),
            ("Công đoàn tặng vé xe. Vé phát từ thứ Hai tại…", None),
            ("Công đoàn tặng vé xe. Vé phát từ thứ Hai...", None),
            ("Công đoàn tặng vé xe. Vé phát từ thứ Hai tại nhà ăn của", None),
            (notice, Some(FindingKind::SmallPart)),
            (notice, Some(FindingKind::OtherVersion)),
        ] {
            assert_eq!(noticed(text, more), Offline::Partial, "{text} {more:?}");
        }
        let undated = Draft { published: None, ..draft() };
        let findings = vec![Finding::new(FindingKind::ShortBody)];
        assert_eq!(
            completeness(&Draft { body: vec![Block::paragraph(notice)], findings, ..undated }),
            Offline::Partial
        );
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

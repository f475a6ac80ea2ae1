//! The page to which a list without a pager sends for what is older: its archive, or that of a month.

use super::links::LinkBase;
use super::outline::ListOutline;
use crate::model::CanonicalUrl;
use crate::text::fold;

/// Most links that are looked at.
const MAX_LINKS: usize = 10_000;
/// Most characters of a link to an archive.
const MAX_CHARS: usize = 40;

/// What archives of everything are called; folded.
const NAMES: &[&str] = &[
    "luu tru",
    "kho luu tru",
    "bai luu tru",
    "tat ca bai viet",
    "tat ca cac bai",
    "tat ca cac bai viet",
    "toan bo bai viet",
    "bai cu",
    "bai viet cu",
    "cac bai cu",
    "tin cu",
    "archive",
    "archives",
    "blog archive",
    "all posts",
    "all articles",
    "all entries",
    "full archive",
    "older",
];

/// A month, or a whole year as its thirteenth.
type Period = (u32, u32);

/// The archive of the month before the one whose page this is, or of the latest; else the archive of everything.
pub(super) fn archive(outline: &ListOutline<'_, '_>, place: &LinkBase, page: &CanonicalUrl) -> Option<CanonicalUrl> {
    let links: Vec<(String, CanonicalUrl)> = (0..outline.els.len())
        .filter(|&el| outline.name(el) == "a")
        .take(MAX_LINKS)
        .filter_map(|el| {
            let url = outline.attr(el, "href").and_then(|href| place.join(href))?;
            let text = outline.text(el);
            let fits = url != *page && url.host() == page.host() && text.chars().count() <= MAX_CHARS;
            fits.then(|| (fold::base(&text), url))
        })
        .collect();
    let current = period(page);
    let months = links.iter().filter(|(text, _)| names_a_period(text)).filter_map(|(_, url)| Some((period(url)?, url)));
    let before = months.filter(|(period, _)| current.is_none_or(|current| *period < current));
    let latest = before.max_by_key(|(period, _)| *period).map(|(_, url)| url.clone());
    let is_archive = current.is_some() || is_named(page);
    latest.or_else(|| {
        let name = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let named = links
            .iter()
            .find(|(text, url)| !is_archive && NAMES.contains(&name(text).as_str()) && !url.is_front_page());
        named.map(|(_, url)| url.clone())
    })
}

/// The month or year that the end of an address is: `/2026/11/`, `/archive/2026-11.html`, `/luu-tru/2026`; days are none.
fn period(url: &CanonicalUrl) -> Option<Period> {
    let path = path(url);
    let mut numbers: Vec<&str> = Vec::new();
    for piece in path.trim_end_matches('/').rsplit(['/', '-', '_']) {
        let piece = piece.split('.').next().unwrap_or_default();
        if piece.is_empty() || !piece.bytes().all(|b| b.is_ascii_digit()) {
            break;
        }
        numbers.push(piece);
    }
    let year = |text: &str| text.parse().ok().filter(|year| text.len() == 4 && (1990..2100).contains(year));
    let month = |text: &str| text.parse().ok().filter(|month| text.len() <= 2 && (1..=12).contains(month));
    match numbers.as_slice() {
        [only] => Some((year(only)?, 13)),
        [second, first] => Some((year(first)?, month(second)?)),
        _ => None,
    }
}

/// Whether an address is that of a month's or a year's articles.
pub(in super::super) fn is_of_a_period(url: &CanonicalUrl) -> bool {
    let last = path(url).trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    last.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && period(url).is_some()
}

/// Whether a link says a month or a year, with or without how many articles are in it: "Tháng 11 2026 (66)", "November".
fn names_a_period(text: &str) -> bool {
    const MONTHS: &[&str] = &[
        "thang",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "nam",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
    ];
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit()) && word.len() <= 5;
    let first = words.next().unwrap_or_default();
    (MONTHS.contains(&first) || is_number(first))
        && words.all(|word| is_number(word) || matches!(word, "nam" | "bai" | "posts"))
}

/// Whether an address calls itself an archive.
fn is_named(url: &CanonicalUrl) -> bool {
    path(url).split(['/', '.']).any(|piece| matches!(piece, "archive" | "archives" | "luu-tru"))
}

/// The path of an address.
fn path(url: &CanonicalUrl) -> &str {
    let rest = url.as_str().split_once("://").map_or("", |(_, rest)| rest);
    let path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/");
    path.split('?').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Source;
    use crate::extract::dom::Document;
    use crate::model::Timestamp;

    fn found(page: &str, body: &str) -> Option<String> {
        let url = CanonicalUrl::parse(page).unwrap();
        let source = Source { bytes: body.as_bytes(), charset: None, url: &url, now: Timestamp(0) };
        let document = Document::read(source);
        let page = document.page(&source);
        archive(&ListOutline::new(&page.outline), &LinkBase::of(&page), &url).map(|url| url.to_string())
    }

    const MONTHS: &str = "<ul><li><a href=\"/archive/2026/09/\">September (3)</a></li><li><a href=\"/archive/2026/11/\">November (66)</a></li>\
        <li><a href=\"/archive/2026/10/\">October (5)</a></li><li><a href=\"/2026/11/28/\">28/11/2026</a></li></ul>";

    #[test]
    fn the_latest_month_goes_on_where_a_list_ends_and_the_one_before_where_a_month_does() {
        assert_eq!(found("https://bao.test/", MONTHS).as_deref(), Some("https://bao.test/archive/2026/11/"));
        assert_eq!(
            found("https://bao.test/archive/2026/11/", MONTHS).as_deref(),
            Some("https://bao.test/archive/2026/10/")
        );
        assert_eq!(found("https://bao.test/archive/2026/09/", MONTHS), None);
        let vietnamese = "<a href=\"/luu-tru/2026-11\">Tháng 11 năm 2026</a>";
        assert_eq!(found("https://bao.test/", vietnamese).as_deref(), Some("https://bao.test/luu-tru/2026-11"));
    }

    #[test]
    fn an_archive_of_everything_is_known_by_its_name_and_leads_to_no_other() {
        let link = "<div><a href=\"/tin/archive\">Archive</a></div>";
        assert_eq!(found("https://bao.test/tin/", link).as_deref(), Some("https://bao.test/tin/archive"));
        assert_eq!(
            found("https://bao.test/tin/", "<a href=\"/luu-tru\">Lưu trữ »</a>").as_deref(),
            Some("https://bao.test/luu-tru")
        );
        assert_eq!(found("https://bao.test/archives/", "<a href=\"/archive-2\">Archives</a>"), None);
    }

    #[test]
    fn articles_days_and_front_pages_are_no_archives() {
        for link in [
            "<a href=\"/2026/11/28/\">28/11/2026</a>",
            "<a href=\"/2026/11/tang-luong\">Tháng 11 tăng lương</a>",
            "<a href=\"/\">Lưu trữ</a>",
            "<a href=\"https://khac.test/2026/11/\">Tháng 11</a>",
        ] {
            assert_eq!(found("https://bao.test/tin/", link), None, "{link}");
        }
    }
}

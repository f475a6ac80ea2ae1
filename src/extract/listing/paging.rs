//! The address of the next page of a list.
//!
//! `<link rel=next>`, then the page numbers, then words such as "Trang sau". A `rel=next` on a link is believed only when
//! one link has it: some systems put it on every later page number.

use super::links::Place;
use super::outline::Outline;
use super::zone;
use crate::model::CanonicalUrl;
use crate::text::fold;

/// Most links that are looked at.
const MAX_LINKS: usize = 10_000;

/// Words of a link to the next page; folded.
const NEXT_WORDS: &[&str] =
    &["sau", "trang sau", "tiep", "tiep theo", "trang tiep", "trang ke", "next", "next page", "cu hon", "older"];

/// Where the next page is.
pub(crate) fn next(outline: &Outline<'_>, place: &Place, page: &CanonicalUrl) -> Option<CanonicalUrl> {
    let anchors: Vec<usize> =
        (0..outline.els.len()).filter(|&i| matches!(outline.name(i), "a" | "link")).take(MAX_LINKS).collect();
    let href = |el: usize| outline.attr(el, "href").and_then(|href| place.join(href)).filter(|url| url != page);
    let is_next = |el: &usize| {
        outline.attr(*el, "rel").is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word == "next"))
    };
    let linked = anchors.iter().copied().filter(|&el| outline.name(el) == "link").filter(is_next).find_map(href);
    linked
        .or_else(|| by_number(outline, &anchors, href, page))
        .or_else(|| anchors.iter().copied().filter(is_next).find_map(href))
        .or_else(|| anchors.iter().copied().filter(|&el| says_next(outline, el)).find_map(href))
}

/// The link that stands after the current number among the page numbers.
fn by_number(
    outline: &Outline<'_>,
    anchors: &[usize],
    href: impl Fn(usize) -> Option<CanonicalUrl>,
    page: &CanonicalUrl,
) -> Option<CanonicalUrl> {
    let numbered: Vec<(u32, CanonicalUrl)> = anchors
        .iter()
        .filter_map(|&el| {
            let number: u32 = outline.text(el).parse().ok().filter(|n| (1..10_000).contains(n))?;
            let url = href(el)?;
            (in_pager(outline, el) && url.host() == page.host()).then_some((number, url))
        })
        .collect();
    let current =
        numbers(page.as_str()).last().copied().filter(|n| numbered.iter().any(|(m, _)| m == n || *m == n + 1));
    let wanted = current.map_or(2, |n| n + 1);
    // Some systems count articles instead of pages (`&start=20`); then only the address of page one is sure to be the first.
    let counts_articles = |n: u32| n >= 5 && n.checked_rem(wanted - 1) == Some(0);
    let fits = |url: &CanonicalUrl| {
        let goes_on = url.as_str().starts_with(page.as_str());
        numbers(url.as_str()).iter().any(|&n| n == wanted || n + 1 == wanted || (goes_on && counts_articles(n)))
    };
    numbered.into_iter().find(|(number, url)| *number == wanted && fits(url)).map(|(_, url)| url)
}

fn in_pager(outline: &Outline<'_>, el: usize) -> bool {
    std::iter::once(el).chain(outline.ancestors(el).take(5)).any(|up| {
        let id = outline.attr(up, "id").unwrap_or_default();
        outline.class(up).split_ascii_whitespace().chain([id]).flat_map(zone::words).any(|word| {
            matches!(
                word.as_str(),
                "pagination"
                    | "paging"
                    | "pager"
                    | "page"
                    | "pages"
                    | "paginate"
                    | "panination"
                    | "wp"
                    | "nav"
                    | "phantrang"
            )
        })
    })
}

/// The whole numbers of an address that are small enough for a page.
fn numbers(address: &str) -> Vec<u32> {
    address
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() <= 4)
        .filter_map(|digits| digits.parse().ok())
        .collect()
}

/// "Trang sau", "›", a class called next.
fn says_next(outline: &Outline<'_>, el: usize) -> bool {
    if outline.name(el) != "a" || !in_pager(outline, el) {
        return false;
    }
    let text = outline.text(el);
    let folded = fold::base(&text);
    let word = folded.trim_matches(|c: char| !c.is_alphanumeric());
    NEXT_WORDS.contains(&word)
        || matches!(text.trim(), "›" | "»" | ">" | ">>" | "→")
        || outline.class(el).split_ascii_whitespace().any(|class| matches!(class, "next" | "next-page" | "page-next"))
}

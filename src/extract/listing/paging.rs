//! The address of the next page of a list.
//!
//! `<link rel=next>`, then the page numbers, then words such as "Trang sau". A `rel=next` on a link is believed only when
//! one link has it: some systems put it on every later page number. A pager is known by its class names or by its making:
//! numbers beside one another.

use super::links::LinkBase;
use super::outline::ListOutline;
use super::zone;
use crate::model::CanonicalUrl;
use crate::text::fold;

/// Most links that are looked at.
const MAX_LINKS: usize = 10_000;
/// Most characters of a link of a pager.
const MAX_PAGER_CHARS: usize = 40;

/// Words of a link to the next page, inside a pager; folded.
const NEXT_WORDS: &[&str] = &["sau", "tiep", "tiep theo", "next", "cu hon", "older", "ke tiep", "xem them"];

/// Words of a link to the next page, wherever it stands; folded.
const SURE_WORDS: &[&str] =
    &["trang sau", "trang tiep", "trang tiep theo", "trang ke", "trang ke tiep", "next page", "bai truoc do"];

/// Of them, and of [`NEXT_WORDS`], those that no system says of the newer page.
const OLDER_WORDS: &[&str] = &[
    "older posts",
    "older entries",
    "older articles",
    "older post",
    "bai cu hon",
    "bai viet cu hon",
    "cac bai cu hon",
    "bai dang cu hon",
    "tin cu hon",
    "cac tin cu hon",
    "cu hon",
    "older",
];

/// Words of a link that shows more of the list; believed where its address is that of the next page.
const MORE_WORDS: &[&str] = &["xem them", "tai them", "xem tiep", "load more", "more", "show more", "hien thi them"];

/// Where the next page is.
pub(crate) fn next(outline: &ListOutline<'_, '_>, place: &LinkBase, page: &CanonicalUrl) -> Option<CanonicalUrl> {
    let pager = PagerLinks::new(outline, place, page);
    let is_next = |link: &PagerLink| pager.is_rel_next(link) && !pager.leads_back(link);
    let linked = pager.links.iter().filter(|link| outline.name(link.el) == "link" && is_next(link));
    linked
        .map(|link| link.url.clone())
        .next()
        .or_else(|| pager.by_number())
        .or_else(|| pager.first(is_next))
        .or_else(|| pager.first(|link| in_pager(outline, link.el) && pager.says_next(link)))
        .or_else(|| pager.first(|link| pager.says_next(link)))
        .or_else(|| pager.first(|link| pager.is_older(link)))
        .or_else(|| pager.first(|link| pager.shows_more(link)))
        .or_else(|| pager.first(|link| pager.is_silent(link)))
}

/// The last link to the next page.
pub(crate) fn stands_at(outline: &ListOutline<'_, '_>, place: &LinkBase, next: &CanonicalUrl) -> Option<usize> {
    let leads_there = |el: usize| outline.attr(el, "href").and_then(|href| place.join(href)).as_ref() == Some(next);
    (0..outline.els.len()).rev().find(|&el| outline.name(el) == "a" && leads_there(el))
}

/// A link that could be of a pager.
struct PagerLink {
    el: usize,
    url: CanonicalUrl,
    /// What it says.
    text: String,
    /// The same, folded, without marks at its ends.
    word: String,
}

/// The links of a page, and which page of the list it is.
struct PagerLinks<'o, 'p, 'h> {
    outline: &'o ListOutline<'p, 'h>,
    page: &'o CanonicalUrl,
    links: Vec<PagerLink>,
    /// The page number that is wanted.
    wanted: u32,
}

impl<'o, 'p, 'h> PagerLinks<'o, 'p, 'h> {
    fn new(outline: &'o ListOutline<'p, 'h>, place: &LinkBase, page: &'o CanonicalUrl) -> Self {
        let elements = (0..outline.els.len()).filter(|&i| matches!(outline.name(i), "a" | "link"));
        let links: Vec<PagerLink> = elements
            .take(MAX_LINKS)
            .filter_map(|el| {
                let url = outline.attr(el, "href").and_then(|href| place.join(href)).filter(|url| url != page)?;
                let text = outline.text(el);
                if text.chars().count() > MAX_PAGER_CHARS {
                    return None;
                }
                let folded = fold::base(&text);
                let word = folded.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
                Some(PagerLink { el, url, text, word })
            })
            .collect();
        let mut pager = Self { outline, page, links, wanted: 2 };
        pager.wanted = pager.current().map_or(2, |current| current + 1);
        pager
    }

    /// The number of this page, where its address says one that the pager knows.
    fn current(&self) -> Option<u32> {
        let shown: Vec<u32> = self.numbered().map(|(number, _)| number).collect();
        let current = numbers(self.page.as_str()).last().copied();
        current.filter(|n| shown.iter().any(|m| m == n || *m == n + 1))
    }

    /// The links of the pager that say a number.
    fn numbered(&self) -> impl Iterator<Item = (u32, &PagerLink)> {
        self.links.iter().filter(|link| self.outline.name(link.el) == "a").filter_map(|link| {
            let number: u32 = link.word.parse().ok().filter(|n| (1..10_000).contains(n))?;
            let in_pager = in_pager(self.outline, link.el) || is_beside_numbers(self.outline, link.el, number);
            (in_pager && link.url.host() == self.page.host()).then_some((number, link))
        })
    }

    /// The link that stands after the current number among the page numbers.
    fn by_number(&self) -> Option<CanonicalUrl> {
        let wanted = self.wanted;
        // Some systems count articles instead of pages (`&start=20`); then only the address of page one is sure to be the first.
        let counts_articles = |n: u32| n >= 5 && n.checked_rem(wanted - 1) == Some(0);
        let fits = |url: &CanonicalUrl| {
            let goes_on = url.as_str().starts_with(self.page.as_str());
            numbers(url.as_str()).iter().any(|&n| n == wanted || n + 1 == wanted || (goes_on && counts_articles(n)))
        };
        self.numbered().find(|(number, link)| *number == wanted && fits(&link.url)).map(|(_, link)| link.url.clone())
    }

    fn first(&self, is_it: impl Fn(&PagerLink) -> bool) -> Option<CanonicalUrl> {
        self.links
            .iter()
            .find(|link| self.outline.name(link.el) == "a" && link.url.host() == self.page.host() && is_it(link))
            .map(|link| link.url.clone())
    }

    fn is_rel_next(&self, link: &PagerLink) -> bool {
        let rel = self.outline.attr(link.el, "rel").unwrap_or_default();
        rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("next"))
    }

    /// "Trang sau", "›", a class called next.
    fn says_next(&self, link: &PagerLink) -> bool {
        let word = link.word.as_str();
        if self.leads_back(link) && !(OLDER_WORDS.contains(&word) && self.counts_down(link)) {
            return false;
        }
        let is_sure = SURE_WORDS.contains(&word) || OLDER_WORDS.contains(&word) && !NEXT_WORDS.contains(&word);
        if is_sure {
            return true;
        }
        let is_arrow = matches!(link.text.trim(), "›" | "»" | ">" | ">>" | "→" | "⟩" | "❯" | "〉" | "▶" | "►" | "⇒");
        let has_next_class = || {
            let own = self.outline.class(link.el).split_ascii_whitespace();
            own.flat_map(zone::words).any(|word| word == "next" || word == "older")
        };
        if in_pager(self.outline, link.el) {
            NEXT_WORDS.contains(&word) || is_arrow || has_next_class() || self.is_labelled_next(link)
        } else {
            (is_arrow || NEXT_WORDS.contains(&word)) && self.is_address_of_next(link)
        }
    }

    fn is_labelled_next(&self, link: &PagerLink) -> bool {
        ["aria-label", "title"].iter().filter_map(|name| self.outline.attr(link.el, name)).any(|label| {
            let folded = fold::base(label);
            let word = folded.trim_matches(|c: char| !c.is_alphanumeric());
            NEXT_WORDS.contains(&word) || SURE_WORDS.contains(&word) || OLDER_WORDS.contains(&word)
        })
    }

    /// WordPress and its kin call the older page "previous": so does the class of the link or of what holds it.
    fn is_older(&self, link: &PagerLink) -> bool {
        let around = std::iter::once(link.el).chain(self.outline.ancestors(link.el).take(2));
        around.flat_map(|el| self.outline.class(el).split_ascii_whitespace().flat_map(zone::words)).any(|word| {
            match word.as_str() {
                "previous" | "prev" | "older" => self.is_address_of_next(link) || self.is_first_of_older(link),
                "next" | "alignleft" => self.is_address_of_next(link),
                _ => false,
            }
        })
    }

    fn shows_more(&self, link: &PagerLink) -> bool {
        MORE_WORDS.contains(&link.word.as_str()) && self.is_address_of_next(link)
    }

    /// A link of a pager that shows an arrow without words.
    fn is_silent(&self, link: &PagerLink) -> bool {
        link.text.is_empty() && in_pager(self.outline, link.el) && self.is_address_of_next(link)
    }

    /// Whether an address is this page's own with the number of the next page behind it or in the place of the present one.
    fn is_address_of_next(&self, link: &PagerLink) -> bool {
        self.turns(link).is_some_and(|(here, next)| next == here.map_or(self.wanted, |here| here + 1))
    }

    /// Where the front page is followed by page one: `/`, `/index1.html`, `/index2.html`.
    fn is_first_of_older(&self, link: &PagerLink) -> bool {
        self.turns(link) == Some((None, 1))
    }

    /// The numbers of this page and of a link in addresses that differ in little else.
    fn turns(&self, link: &PagerLink) -> Option<(Option<u32>, u32)> {
        let (here, next) = self.apart(link)?;
        let left_is_short = here.chars().filter(|c| c.is_alphabetic()).count() <= 5;
        let last = numbers(next).last().copied().filter(|_| left_is_short && next.len() <= 40)?;
        Some((numbers(here).last().copied(), last))
    }

    /// What tells the addresses of this page and of a link apart; numbers are left whole.
    fn apart<'l>(&'l self, link: &'l PagerLink) -> Option<(&'l str, &'l str)> {
        let (here, next) = (self.page.as_str(), link.url.as_str());
        let shared = next.bytes().zip(here.bytes()).take_while(|(a, b)| a == b).count();
        let shared = shared - next.get(..shared)?.bytes().rev().take_while(u8::is_ascii_digit).count();
        Some((here.get(shared..)?, next.get(shared..)?))
    }

    /// Whether a link leads towards the front of the list: to the folder of this page, to a smaller number, or to the same
    /// address without one. Some systems call the newer page the next one.
    fn leads_back(&self, link: &PagerLink) -> bool {
        let Some((here, next)) = self.apart(link) else { return false };
        let Some(current) = numbers(here).last().copied() else { return false };
        match numbers(next).last() {
            Some(&number) => number < current,
            None => next.is_empty() || here.replacen(&current.to_string(), "", 1) == next,
        }
    }

    /// Whether a link leads to the number before this page's: some systems number their pages from the oldest on.
    fn counts_down(&self, link: &PagerLink) -> bool {
        let last = |address: &str| numbers(address).last().copied();
        self.apart(link).is_some_and(|(here, next)| last(next).map(|number| number + 1) == last(here))
    }
}

/// Words of a class or an id that name a pager.
const PAGER_CLASSES: &[&str] = &[
    "pagination",
    "paging",
    "pager",
    "paginator",
    "pagenavi",
    "navigator",
    "page",
    "pages",
    "paginate",
    "panination",
    "wp",
    "nav",
    "phantrang",
];

fn in_pager(outline: &ListOutline<'_, '_>, el: usize) -> bool {
    std::iter::once(el).chain(outline.ancestors(el).take(5)).any(|up| {
        let id = outline.attr(up, "id").unwrap_or_default();
        outline
            .class(up)
            .split_ascii_whitespace()
            .chain([id])
            .flat_map(zone::words)
            .any(|word| PAGER_CLASSES.contains(&word.as_str()))
    })
}

/// Whether the number of a link stands in a row of numbers: beside it, or beside the item that holds it, the number before
/// or after is said by another element.
fn is_beside_numbers(outline: &ListOutline<'_, '_>, el: usize, number: u32) -> bool {
    let said = |other: usize| outline.text(other).trim_matches(|c: char| !c.is_alphanumeric()).parse::<u32>().ok();
    std::iter::once(el).chain(outline.ancestors(el)).take(2).any(|own| {
        let parent = outline.els[own].parent;
        own != parent
            && outline
                .children(parent)
                .take(60)
                .filter(|&other| other != own)
                .filter_map(said)
                .any(|other| other + 1 == number || other == number + 1)
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

//! Cards of other articles: a date in a small box with another headline, or in one of several boxes alike, is of another one.
//!
//! An address says little: "/1" leads to an article as well as "/tin/cong-nhan-nhan-thuong-12345.html". So it is the words that
//! tell: a link as long as a headline, or a headline beside a linked picture or number. Units: rows; characters without
//! spaces; words. Deliberately absent: teasers within the text, which are no date; that is `cards`.

use std::ops::Range;

use super::phrases::{AUTHOR, SECTION};
use crate::extract::attachments;
use crate::extract::dom::{Page, PageRow, is_inline};
use crate::extract::junk;
use crate::extract::names;
use crate::extract::tidy::key;
use crate::text::{date, fold};

/// How far above a date its card's box may be.
const LEVELS: usize = 4;
/// Longest card.
const CHARS: usize = 160;
/// Longest card whose headline is a line of its own: a teaser may stand in it.
const TEASER_CHARS: usize = 420;
/// Words from which a text is a headline.
const HEADLINE_WORDS: usize = 6;
/// Boxes alike, each with a link and a date, from which none is of the article.
const ALIKE: usize = 3;
/// Longest text that is the date of a card, bytes.
const DATE_BYTES: usize = 60;
/// What the addresses of sections and of people hold.
const SECTIONS: &[&str] =
    &["/category/", "/tag/", "/chuyen-muc/", "/the-loai/", "/danh-muc/", "/chu-de/", "/author/", "/tac-gia/"];

/// The article's own headline, and the rows between it and the text.
pub(super) struct OwnHead<'a> {
    /// Its key.
    pub(super) title: &'a str,
    /// The rows.
    pub(super) rows: Range<usize>,
}

/// Whether a text stands in a small box with the headline of another article of the site.
pub(super) fn is_of_card(page: &Page<'_>, row: usize, own: &OwnHead<'_>) -> bool {
    let outline = &page.outline;
    let is_small = |up: &usize| {
        let range = outline.subtree(*up);
        outline.weigh(&range).0 <= TEASER_CHARS && outline.select("h1", &range).is_empty() && !holds(page, &range, own)
    };
    outline.ancestors(row).take(LEVELS).take_while(is_small).any(|up| {
        let range = outline.subtree(up);
        let short = outline.weigh(&range).0 <= CHARS;
        let links = outline.select("a", &range);
        links.iter().any(|link| is_headline(page, *link, row) && (short || is_line(page, *link)))
            || short && !own.rows.contains(&row) && is_beside_numbered(page, &links, &range, row)
            || is_one_of_many(page, up)
    })
}

/// Whether rows hold the article's own headline.
fn holds(page: &Page<'_>, range: &Range<usize>, own: &OwnHead<'_>) -> bool {
    let texts = || range.clone().filter_map(|at| page.outline.rows[at].text());
    !own.title.is_empty() && texts().any(|text| text.len() >= own.title.len() && key(text) == own.title)
}

/// Whether a link is the headline of another article. `row` is the date: it may stand in the link.
fn is_headline(page: &Page<'_>, link: usize, row: usize) -> bool {
    let outline = &page.outline;
    let said = outline.subtree(link).filter(|at| *at != row).filter_map(|at| outline.rows[at].text());
    let line = crate::text::one_line(&said.collect::<Vec<_>>().join(" "));
    line.split(' ').count() >= HEADLINE_WORDS
        && leads_away(page, link)
        && outline.rows[link].attr("rel").is_none()
        && !(names::are_people(&line) || junk::is_junk_line(&line) || is_labelled(page, link))
}

/// Whether a link leads to another article of the site: neither to a section that holds the page, nor to a file.
fn leads_away(page: &Page<'_>, link: usize) -> bool {
    const PICTURES: &[&str] = &[".jpg", ".jpeg", ".png", ".gif", ".webp"];
    let href = page.outline.rows[link].attr("href").unwrap_or_default();
    page.join(href).is_some_and(|url| {
        let address = url.as_str();
        let section = page.url.as_str().starts_with(address) || SECTIONS.iter().any(|part| address.contains(part));
        let file = attachments::kind_of(href).is_some() || PICTURES.iter().any(|end| address.ends_with(end));
        url.host() == page.url.host() && url.key() != page.url.key() && !section && !file
    })
}

/// Whether the words right before a link call it a section or an author.
fn is_labelled(page: &Page<'_>, link: usize) -> bool {
    let outline = &page.outline;
    let before = outline.rows[outline.rows[link].parent..link].iter().rev();
    let before = before.filter_map(PageRow::text).find(|text| !text.trim().is_empty());
    let folded = fold::base(before.unwrap_or_default());
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let is = |label: &str| bare.strip_suffix(label).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
    SECTION.iter().chain(AUTHOR).any(|label| is(label))
}

/// Whether nothing else stands in the line of a link.
fn is_line(page: &Page<'_>, link: usize) -> bool {
    let outline = &page.outline;
    let block = outline.ancestors(link).find(|up| !is_inline(outline.rows[*up].tag)).unwrap_or(link);
    let (chars, linked) = outline.weigh(&outline.subtree(block));
    linked * 100 >= chars * 85
}

/// Whether a headline that is no link stands beside a linked picture or number: `<a href="/1">1</a> Công nhân …`.
fn is_beside_numbered(page: &Page<'_>, links: &[usize], range: &Range<usize>, row: usize) -> bool {
    let outline = &page.outline;
    let is_bare = |link: &&usize| {
        let line = outline.line(**link);
        line.len() <= 3 && line.bytes().all(|b| b.is_ascii_digit()) && leads_away(page, **link)
    };
    let Some(bare) = links.iter().find(is_bare) else { return false };
    (*bare..range.end).filter(|at| *at != row).filter_map(|at| outline.rows[at].text()).any(|text| {
        let text = text.trim();
        text.split_whitespace().count() >= HEADLINE_WORDS && !text.ends_with(['.', ':']) && !names::are_people(text)
    })
}

/// Whether a box is one of several alike side by side that hold a link and a date each.
fn is_one_of_many(page: &Page<'_>, row: usize) -> bool {
    let outline = &page.outline;
    let elements = |parent: usize| outline.children(parent).filter(|at| !outline.rows[*at].tag.is_empty());
    let tags = |at: usize| elements(at).map(|child| outline.rows[child].tag).collect::<Vec<_>>();
    let is_dated = |text: &str| text.len() <= DATE_BYTES && !date::find(text, page.now).is_empty();
    let own = tags(row);
    let is_alike = |other: &usize| {
        let range = outline.subtree(*other);
        outline.rows[*other].tag == outline.rows[row].tag
            && outline.weigh(&range).0 <= TEASER_CHARS
            && tags(*other) == own
            && !outline.select("a", &range).is_empty()
            && range.clone().filter_map(|at| outline.rows[at].text()).any(|text| is_dated(text.trim()))
    };
    if outline.rows[row].tag.is_empty() || own.is_empty() || !is_alike(&row) {
        return false;
    }
    let beside: Vec<usize> = elements(outline.rows[row].parent).collect();
    let at = beside.iter().position(|other| *other == row).unwrap_or(0);
    let after = beside[at..].iter().take_while(|other| is_alike(other)).count();
    let before = beside[..at].iter().rev().take_while(|other| is_alike(other)).count();
    before + after >= ALIKE
}

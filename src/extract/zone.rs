//! Where on a page the headline, the body and what belongs to both stand, and walks over the rows around them.
//!
//! The zone is the smallest element that holds headline and body: the byline, the date and the sapo stand in it, the
//! running clock of the page's head and the comments do not. Units: rows of the outline.

use std::ops::Range;

use super::dom::Page;
use super::junk;

/// How many rows before the headline may still belong to the article, where the zone is most of the page.
const ROWS_BEFORE: usize = 90;
/// How many rows after the body may still belong to the article.
const ROWS_AFTER: usize = 500;

/// The parts of a page around an article.
#[derive(Debug, Clone)]
pub(super) struct Zone {
    /// Before the headline, near it.
    pub(super) above: Range<usize>,
    /// Between headline and body.
    pub(super) head: Range<usize>,
    /// After the body.
    pub(super) below: Range<usize>,
    /// Headline and text share one box; the head is its beginning.
    pub(super) shared: bool,
}

impl Zone {
    /// The zone of a headline (if it is on the page) and a body.
    pub(super) fn of(page: &Page<'_>, title: Option<usize>, body: &Range<usize>) -> Self {
        let outline = &page.outline;
        let title_at = title.filter(|row| *row < body.end).unwrap_or(body.start);
        let common = outline
            .ancestors(body.start)
            .find(|row| outline.subtree(*row).contains(&title_at) && *row != body.start)
            .unwrap_or(0);
        let all = outline.subtree(common);
        let title_end = outline.subtree(title_at).end.min(body.start.max(title_at));
        // A headline within the body box: the head is the box's beginning.
        let inside = body.contains(&title_at) && title_at != body.start;
        let above_from = all.start.max(title_at.saturating_sub(ROWS_BEFORE));
        let head =
            if inside { title_at..body.end.min(title_at + ROWS_BEFORE) } else { title_end..body.start.max(title_end) };
        Self {
            above: above_from..title_at.max(above_from),
            head,
            shared: inside,
            below: body.end..all.end.max(body.end).min(body.end + ROWS_AFTER),
        }
    }
}

/// The rows of `range` without hidden elements, scripts, menus and boxes about other things. Share bars
/// and the foot of an article stay: dates and names stand there.
pub(super) fn visible<'p>(page: &'p Page<'_>, range: Range<usize>) -> impl Iterator<Item = usize> + 'p {
    let mut at = range.start;
    std::iter::from_fn(move || {
        while at < range.end {
            let row = &page.outline.rows[at];
            let gone = !row.tag.is_empty()
                && (row.junk && !matches!(row.tag, "footer" | "label") && !holds_facts(page, at)
                    || row.hidden
                    || page.outline.is_furniture(at) && junk::is_others_name(&row.names()));
            if gone {
                at = row.end;
                continue;
            }
            at += 1;
            return Some(at - 1);
        }
        None
    })
}

/// Whether a `nav` or an `aside` holds no menu and no other articles, but when and by whom the article was written: a few words
/// with a year, in the box of the headline.
pub(super) fn holds_facts(page: &Page<'_>, row: usize) -> bool {
    const CHARS: usize = 160;
    const LINKS: usize = 4;
    const HEADLINE_WORDS: usize = 5;
    let outline = &page.outline;
    if !matches!(outline.rows[row].tag, "nav" | "aside") || outline.weigh(&outline.subtree(row)).0 > CHARS {
        return false;
    }
    let range = outline.subtree(row);
    let parent = outline.rows[row].parent;
    let beside_headline = || {
        !matches!(outline.rows[parent].tag, "body" | "html")
            && !outline.select("h1", &outline.subtree(parent)).is_empty()
    };
    let has_year = |text: &str| {
        let mut numbers = text.split(|c: char| !c.is_ascii_digit());
        numbers.any(|number| number.len() == 4 && number.starts_with("20"))
    };
    let dated = range.clone().filter_map(|at| outline.rows[at].text()).any(has_year);
    let links = outline.select("a", &range);
    dated
        && links.len() <= LINKS
        && !links.iter().any(|link| outline.line(*link).split(' ').count() > HEADLINE_WORDS)
        && beside_headline()
}

/// Words of class names of what holds the author, signs left out.
const BYLINES: &[&str] = &[
    "author",
    "authors",
    "byline",
    "tacgia",
    "writer",
    "reporter",
    "journalist",
    "butdanh",
    "authorname",
    "credit",
    "nguoiviet",
    "nguoidang",
    "phongvien",
    "createdby",
    "postedby",
    "submittedby",
    "creator",
];

/// Words of class names of what holds the sapo, signs left out.
const SAPOS: &[&str] = &[
    "sapo",
    "chapeau",
    "hometext",
    "lead",
    "standfirst",
    "tomtat",
    "trichyeu",
    "trichdan",
    "summary",
    "desc",
    "description",
    "abstract",
    "intro",
    "introtext",
    "excerpt",
    "subtitle",
    "mota",
    "motangan",
    "loidan",
];

/// Whether class names say that an element holds the author.
pub(super) fn is_byline_name(names: &str) -> bool {
    says(names, BYLINES)
}

/// Whether a row stands in a box of what somebody said.
pub(super) fn is_quoted(page: &Page<'_>, at: usize) -> bool {
    const LEVELS: usize = 3;
    const QUOTES: &[&str] = &["quote", "quotes", "blockquote", "pullquote"];
    page.outline.ancestors(at).take(LEVELS).any(|up| {
        let row = &page.outline.rows[up];
        row.tag == "blockquote" || says(&row.names(), QUOTES)
    })
}

/// Whether class names say that an element holds the sapo.
pub(super) fn is_sapo_name(names: &str) -> bool {
    says(names, SAPOS)
}

/// Whether a part of a class name, or two parts side by side ("tac-gia"), is one of some words.
fn says(names: &str, words: &[&str]) -> bool {
    let is = |word: &str| words.iter().any(|known| known.eq_ignore_ascii_case(word));
    names.split_ascii_whitespace().any(|name| {
        let mut before = "";
        name.split(|c: char| !c.is_ascii_alphabetic()).filter(|part| !part.is_empty()).any(|part| {
            let found = is(part) || !before.is_empty() && words.iter().any(|known| is_both(known, before, part));
            before = part;
            found
        })
    })
}

fn is_both(known: &str, first: &str, second: &str) -> bool {
    known.len() == first.len() + second.len()
        && known.get(..first.len()).is_some_and(|head| head.eq_ignore_ascii_case(first))
        && known.get(first.len()..).is_some_and(|tail| tail.eq_ignore_ascii_case(second))
}

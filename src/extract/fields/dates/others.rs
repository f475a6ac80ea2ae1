//! What a date stands in that is of something else: a link to another article, a table of data. Units: rows of the outline.

use std::ops::Range;

use super::SaidDate;
use super::marks::joined;
use crate::extract::dom::Page;
use crate::extract::names;
use crate::extract::zone;
use crate::model::Moment;
use crate::text::fold;

/// A table of more characters without spaces lays out the page.
pub(super) const LAYOUT_CHARS: usize = 2_700;
/// How far up the names of boxes are looked at.
pub(super) const LEVELS: usize = 6;
/// Rows of a table from which it holds data.
const DATA_ROWS: usize = 3;

/// Whether a block links to another article: by a headline, or by an address with a number.
pub(super) fn leads_away(page: &Page<'_>, block: usize) -> bool {
    const HEADLINE_WORDS: usize = 5;
    page.outline.select("a", &page.outline.subtree(block)).into_iter().any(|link| {
        let row = &page.outline.rows[link];
        let href = row.attr("href").unwrap_or_default();
        if row.attr("rel") == Some("author") || names::are_people(&page.outline.line(link)) {
            return false;
        }
        let numbered = href.contains(".htm") && href.bytes().filter(u8::is_ascii_digit).count() >= 4;
        numbered || page.outline.line(link).split(' ').count() >= HEADLINE_WORDS
    })
}

/// Whether a text stands beside a link to another article, in a list of several such items.
pub(super) fn is_of_listed(page: &Page<'_>, row: usize) -> bool {
    const WORDS: usize = 3;
    const YEAR: usize = 4;
    let outline = &page.outline;
    let links = |item: usize| {
        let links = outline.select("a", &outline.subtree(item));
        // The date may itself be a link, and the author's name.
        let is_headline = |link: usize| {
            let line = outline.line(link);
            let is_date =
                outline.subtree(link).contains(&row) && line.bytes().filter(u8::is_ascii_digit).count() >= YEAR;
            line.split(' ').count() >= WORDS && !is_date && !names::are_people(&line)
        };
        links.into_iter().any(is_headline)
    };
    let item = outline.ancestors(row).take(LEVELS).find(|up| outline.rows[*up].tag == "li");
    item.is_some_and(|item| {
        let others = outline.children(outline.rows[item].parent).filter(|other| outline.rows[*other].tag == "li");
        links(item) && others.filter(|other| links(*other)).nth(1).is_some()
    })
}

/// Whether a table holds data: several rows of several cells, no headline, and no cell that holds most of its text.
pub(super) fn is_data(page: &Page<'_>, table: usize) -> bool {
    const WHOLE_TEXT_CHARS: usize = 400;
    let range = page.outline.subtree(table);
    let count = |tag: &str| page.outline.select(tag, &range).len();
    let rows = count("tr");
    let (chars, _) = page.outline.weigh(&range);
    let holds_text = |cell: &usize| {
        let (within, _) = page.outline.weigh(&page.outline.subtree(*cell));
        within >= WHOLE_TEXT_CHARS && within * 2 > chars
    };
    (rows >= DATA_ROWS || rows > 1 && count("th") > 1)
        && count("td") + count("th") > rows
        && count("h1") == 0
        && chars < LAYOUT_CHARS
        && !page.outline.select("td", &range).iter().any(holds_text)
}

/// Whether two moments are whole hours apart, as the same one is in two zones.
pub(super) fn is_same_in_other_zone(exact: &Moment, shown: &SaidDate) -> bool {
    const FARTHEST: u64 = 14 * 3_600;
    let apart = exact.at.0.abs_diff(shown.moment.at.0);
    let on_the_hour = apart % 3_600 < 60 || apart % 3_600 > 3_540;
    shown.is_exact() && exact.has_time() && (60..=FARTHEST).contains(&apart) && on_the_hour
}

/// Whether a line is the time of an event: "Thời gian: 08h00, ngày 25/11/2026", and under it where it takes place.
pub(super) fn is_of_event(page: &Page<'_>, line: &Range<usize>) -> bool {
    const WHERE: &[&str] = &["dia diem", "noi to chuc", "thanh phan", "chu tri", "tai hoi truong"];
    let begins = |text: &str, words: &[&str]| {
        let folded = fold::base(text.trim_start_matches(|c: char| !c.is_alphanumeric()));
        words.iter().any(|word| folded.starts_with(word))
    };
    let text = joined(page, line.start, ' ');
    if !begins(&text, &["thoi gian", "vao hoi", "luc"]) {
        return false;
    }
    let after = line.end..page.outline.rows.len();
    let next = zone::visible(page, after).find_map(|at| page.outline.rows[at].text().filter(|t| !t.trim().is_empty()));
    next.is_some_and(|next| begins(next, WHERE))
}

//! What a list in a text is: of files, of other articles, of places of the page, of tools and tags. Units: words.

use super::{TidyContext, is_whole_text, names_document};
use crate::extract::{attachments, byline, junk};
use crate::model::block::{List, Table};
use crate::model::{Mark, MarkKind};
use crate::text::fold;

/// Whether every item begins with a link of several words: headlines of other articles, their teasers behind them.
pub(super) fn are_headlines(list: &List) -> bool {
    const WORDS: usize = 4;
    let begins = |(at, item): (usize, &String)| {
        let mut marks = list.item_marks.get(at).into_iter().flatten();
        let first = marks.find(|mark| matches!(mark.kind, MarkKind::Link { .. }) && mark.start == 0);
        first.is_some_and(|mark| item.get(..mark.end).is_some_and(|text| text.split_whitespace().count() >= WORDS))
    };
    !list.items.is_empty() && list.items.iter().enumerate().all(begins)
}

/// Whether every row of a table is the headline of another article, and days beside them are all that it says besides.
pub(super) fn are_dated_headlines(table: &Table, known: Option<&dyn Fn(&str) -> bool>) -> bool {
    const WORDS: usize = 5;
    let is_date = |cell: &str| known.is_some_and(|is_date| is_date(cell));
    let leads_away = |row: usize, column: usize| {
        let link = table.links.iter().find(|link| link.row == row && link.column == column);
        link.is_some_and(|link| attachments::kind_of(&link.href).is_none())
    };
    let is_headline = |(at, row): (usize, &Vec<String>)| {
        let mut said = row.iter().enumerate().filter(|(_, cell)| !cell.is_empty() && !is_date(cell));
        let Some((column, cell)) = said.next().filter(|_| said.next().is_none()) else { return false };
        cell.split(' ').count() >= WORDS
            && leads_away(at, column)
            && !names_document(cell)
            && !is_whole_text(cell)
            && !cell.ends_with('.')
    };
    !table.header
        && table.rows.iter().flatten().any(|cell| is_date(cell))
        && table.rows.iter().enumerate().all(is_headline)
}

/// Whether a list is "Từ khóa:" and links, or links that begin with `#`, or links of a few words that are written small.
pub(super) fn is_row_of_tags(list: &List) -> bool {
    const TAG_WORDS: usize = 5;
    let linked = |(at, item): (usize, &String)| list.item_marks.get(at).is_some_and(|marks| is_all_link(item, marks));
    let hashed = || list.items.iter().all(|item| item.starts_with('#'));
    // Words that an article is found by are written small; headlines and names of files are not.
    let short = |item: &String| item.split(' ').count() <= TAG_WORDS && !item.ends_with(['.', ';', ':']);
    let small = |item: &String| item.starts_with(char::is_lowercase);
    let worded = || list.items.iter().all(short) && list.items.iter().any(small) && !is_list_of_files(list);
    list.items.len() > 1
        && list.items.first().is_some_and(|first| junk::is_junk_line(first))
        && list.items.iter().enumerate().skip(1).all(linked)
        || !list.items.is_empty() && (hashed() || worded()) && list.items.iter().enumerate().all(linked)
}

/// Whether all items lead to places of the page itself.
pub(super) fn is_contents(list: &List) -> bool {
    let within = |mark: &Mark| matches!(&mark.kind, MarkKind::Link { href } if href.starts_with('#') && href.len() > 1);
    let item = |(at, item): (usize, &String)| {
        list.item_marks.get(at).is_some_and(|marks| is_all_link(item, marks) && marks.iter().any(within))
    };
    !list.items.is_empty() && list.items.iter().enumerate().all(item)
}

/// Whether all items are files, or name documents of the law.
pub(super) fn is_list_of_files(list: &List) -> bool {
    let file = |mark: &Mark| matches!(&mark.kind, MarkKind::Link { href } if attachments::kind_of(href).is_some());
    let own = |(at, item): (usize, &String)| {
        list.item_marks.get(at).is_some_and(|marks| marks.iter().any(file))
            || names_document(item)
            || is_whole_text(item)
    };
    !list.items.is_empty() && list.items.iter().enumerate().all(own)
}

/// Whether a list over the text is a row of tools: the date, print, close; or the lines that say who wrote it and when.
pub(super) fn is_tools(list: &List, known: TidyContext<'_>) -> bool {
    const ITEM_WORDS: usize = 9;
    let is_date = |item: &str| known.is_date.is_some_and(|is_date| is_date(item));
    let says = |item: &String| byline::labelled(item).is_some() || is_date(item);
    let short = |item: &String| item.split(' ').count() <= ITEM_WORDS && !item.ends_with(['.', ';']);
    let tool = |(at, item): (usize, &String)| {
        let linked = list.item_marks.get(at).is_some_and(|marks| is_all_link(item, marks));
        linked || is_year_line(item) || junk::is_junk_line(item) || is_date(item)
    };
    list.items.iter().all(short) && list.items.iter().any(says) || list.items.iter().enumerate().all(tool)
}

/// Whether an item is a link and nothing else: a tag, a section.
fn is_all_link(item: &str, marks: &[Mark]) -> bool {
    let linked: usize = marks.iter().filter(|m| matches!(m.kind, MarkKind::Link { .. })).map(|m| m.end - m.start).sum();
    linked > 0 && item.trim_end_matches([',', ';', ' ', '.']).len() <= linked
}

/// "28 November 2026": a few words with a year.
fn is_year_line(item: &str) -> bool {
    let is_year = |word: &str| word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit());
    item.split_whitespace().count() <= 4 && item.split_whitespace().any(is_year)
}

/// "Sự kiện:", "Nhãn:" before the links to what else was written of it.
pub(super) fn is_topic_label(bare: &str) -> bool {
    const LABELS: &[&str] = &[
        "su kien",
        "chu de",
        "chuyen de",
        "dong su kien",
        "theo dong su kien",
        "chuyen muc",
        "nhan",
        "tu khoa",
        "tags",
    ];
    bare.strip_suffix(':').is_some_and(|label| LABELS.contains(&fold::base(label.trim()).as_str()))
}

/// Whether what stands behind the headline in its line is the day, in brackets or not.
pub(super) fn is_day(rest: &str, known: TidyContext<'_>) -> bool {
    let bare = rest.trim().trim_matches(['(', ')']).trim();
    !bare.is_empty() && known.is_date.is_some_and(|is_date| is_date(bare))
}

/// "26 Th10", "26Th102026": the day and the month as a leaf of a calendar shows them, elements run together.
pub(super) fn is_calendar_leaf(text: &str) -> bool {
    let bare: String = fold::base(text).chars().filter(|c| !c.is_whitespace()).collect();
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let day = bare.len() - rest.len();
    let month = rest.strip_prefix("thang").or_else(|| rest.strip_prefix("thg")).or_else(|| rest.strip_prefix("th"));
    let digits = |text: &str| (1..=7).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit() || b == b',');
    (1..=2).contains(&day) && month.is_some_and(digits)
}

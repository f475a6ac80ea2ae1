//! What a list in a text is: of files, of other articles, of places of the page, of tools and tags. Units: words.

use super::{TidyContext, is_whole_text, names_document};
use crate::extract::{attachments, byline, junk};
use crate::model::block::List;
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

/// Whether a list is "Từ khóa:" and links, or links that begin with `#`.
pub(super) fn is_row_of_tags(list: &List) -> bool {
    let linked = |(at, item): (usize, &String)| list.item_marks.get(at).is_some_and(|marks| is_all_link(item, marks));
    let hashed = || list.items.iter().all(|item| item.starts_with('#'));
    list.items.len() > 1
        && list.items.first().is_some_and(|first| junk::is_junk_line(first))
        && list.items.iter().enumerate().skip(1).all(linked)
        || hashed() && list.items.iter().enumerate().all(linked)
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

/// "Sự kiện:" before the link to what else was written of it.
pub(super) fn is_topic_label(bare: &str) -> bool {
    const LABELS: &[&str] = &["su kien", "chu de", "chuyen de", "dong su kien", "theo dong su kien", "chuyen muc"];
    bare.strip_suffix(':').is_some_and(|label| LABELS.contains(&fold::base(label.trim()).as_str()))
}

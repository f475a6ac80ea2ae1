//! Whether an element is shown: what is never shown, what some readers do not get, and what a script uncovers later.
//!
//! Articles and lists differ in one thing. In an article what hides itself by a style or a class is no text. Of a list the cards
//! that wait for a script are part, and boxes for narrow or wide screens hold it once each; only what hides itself for good is
//! left out.

use std::ops::Range;

use super::{PageRow, count};
use crate::extract::junk;

/// Styles of elements that are not shown.
const HIDING_STYLES: &[&str] = &["display:none", "display: none", "visibility:hidden", "visibility: hidden"];
/// Classes of elements that are not shown, or only read aloud.
const HIDING_CLASSES: &[&str] =
    &["hidden", "hide", "d-none", "sr-only", "screen-reader-text", "visually-hidden", "element-invisible", "invisible"];

/// Whether an element never holds a part of an article.
pub(super) fn is_junk_element(tag: &str) -> bool {
    // A match, not a list: every element of a page is asked.
    matches!(
        tag,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "iframe"
            | "object"
            | "embed"
            | "svg"
            | "canvas"
            | "audio"
            | "nav"
            | "aside"
            | "footer"
            | "button"
            | "select"
            | "textarea"
            | "input"
            | "label"
            | "map"
            | "dialog"
            | "head"
            | "meta"
            | "link"
            | "title"
            | "video"
            | "option"
            | "math"
            | "marquee"
            | "zone"
    )
}

/// Whether a style hides an element.
pub(super) fn is_hiding_style(style: &str) -> bool {
    HIDING_STYLES.iter().any(|hiding| style.contains(hiding))
}

/// Whether a class hides an element.
pub(super) fn is_hiding_class(class: &str) -> bool {
    class.split_ascii_whitespace().any(|name| HIDING_CLASSES.contains(&name))
}

/// Whether an element is part of no list: scripts, fields of forms, and what the page hides for good.
pub(in crate::extract) fn is_in_no_list(row: &PageRow<'_>) -> bool {
    matches!(row.tag, "script" | "style" | "noscript" | "template" | "svg" | "iframe" | "select" | "textarea")
        || row.attr("hidden").is_some()
        // Cards that a script uncovers later are part of the list.
        || (!matches!(row.tag, "article" | "li")
            && row.class().split_ascii_whitespace().any(|word| word == "hidden"))
}

/// Whether an element is a card that a script uncovers later: the same names as the element before it, and `hidden` besides.
pub(in crate::extract) fn is_later_card(row: &PageRow<'_>, before: Option<&PageRow<'_>>) -> bool {
    let is_shown = |row: &PageRow<'_>| row.class.is_some() && row.attr("hidden").is_none();
    let names = |row: &PageRow<'_>| -> Vec<String> {
        row.class().split_ascii_whitespace().filter(|name| *name != "hidden").map(str::to_owned).collect()
    };
    let Some(before) = before.filter(|before| before.tag == row.tag && is_shown(before) && is_shown(row)) else {
        return false;
    };
    let own = names(row);
    !own.is_empty() && !matches!(row.tag, "script" | "style" | "template" | "noscript") && own == names(before)
}

/// Shows the one box that holds all the paragraphs of a page although a class hides it until a script runs, or although its
/// element (`aside`, `label`) holds none on other pages. Where text is shown besides, such a box is what it seems to be.
pub(super) fn show_only_text(rows: &mut [PageRow<'_>]) {
    if !rows.iter().any(may_be_shown) {
        return;
    }
    let Some((container, text)) = only_paragraphs(rows) else { return };
    for row in rows[container..=text].iter_mut().filter(|row| row.end > text) {
        (row.hidden, row.junk) = (false, false);
    }
}

/// Whether an element may hold the text of a page although it seems to hold none.
fn may_be_shown(row: &PageRow<'_>) -> bool {
    let seems_empty = row.hidden && !row.junk || matches!(row.tag, "aside" | "label" | "footer" | "button");
    seems_empty && row.attr("role").is_none_or(|role| !role.ends_with("dialog"))
}

/// The outermost unseen box that holds all the paragraphs of a page, and its first one; `None` where others hold some as well.
fn only_paragraphs(rows: &[PageRow<'_>]) -> Option<(usize, usize)> {
    const PARAGRAPHS: usize = 3;
    const LEAST: usize = 60;
    const BESIDE: usize = 120;
    let mut container: Range<usize> = 0..0;
    let (mut unseen, mut beside) = (0, 0);
    let mut texts: Vec<(usize, usize)> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if at < unseen {
            continue;
        }
        if !container.contains(&at) && may_be_shown(row) {
            container = at..row.end;
        } else if row.junk || row.hidden {
            unseen = row.end;
        }
        let parent = &rows[row.parent];
        let Some(chars) = row.text().filter(|_| parent.tag != "a").map(count).filter(|chars| *chars >= LEAST) else {
            continue;
        };
        if !container.contains(&at) {
            beside += chars;
        } else if parent.tag == "p" {
            texts.push((container.start, at));
        }
    }
    let first = *texts.first()?;
    let alone = texts.len() >= PARAGRAPHS && beside < BESIDE && texts.iter().all(|(box_row, _)| *box_row == first.0);
    (alone && !junk::is_dialog_name(&rows[first.0].names())).then_some(first)
}

/// Hides what is hidden from some readers or covers the page; but a dialog that is open hides the article in the same
/// way, so that what holds the headline, or most of the text outside, stays.
pub(super) fn hide_covered(rows: &mut [PageRow<'_>]) {
    const SHARE: usize = 3;
    if !rows.iter().any(|row| row.covered) {
        return;
    }
    let chars = |rows: &[PageRow<'_>], range: Range<usize>| -> usize {
        rows[range].iter().filter_map(PageRow::text).map(count).sum()
    };
    let all: usize = (0..rows.len())
        .filter(|at| !matches!(rows[rows[*at].parent].tag, "script" | "style" | "noscript" | "template" | "title"))
        .map(|at| rows[at].text().map_or(0, count))
        .sum();
    for at in 0..rows.len() {
        if !rows[at].covered {
            continue;
        }
        let range = at..rows[at].end;
        let whole = matches!(rows[at].tag, "main" | "article" | "body" | "html")
            || rows[range.clone()].iter().any(|row| row.tag == "h1");
        let is_dialog = rows[at].attr("role").is_some_and(|role| role.ends_with("dialog"));
        let large = !is_dialog && chars(rows, range) * SHARE > all;
        rows[at].hidden |= !whole && !large;
    }
}

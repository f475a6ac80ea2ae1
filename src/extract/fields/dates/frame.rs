//! What is around the text: the frame of the page, and the comments under it. Units: rows.

use std::ops::Range;

use crate::extract::dom::Page;
use crate::extract::junk;
use crate::extract::remarks;
use crate::extract::zone;

/// Where the comments begin in the box of the text, or where it ends: a line that opens them, after some prose.
pub(super) fn comments(page: &Page<'_>, body: &Range<usize>) -> usize {
    const PROSE_BEFORE: usize = 200;
    const PROSE_WORDS: usize = 12;
    const OPENER_BYTES: usize = 80;
    let mut prose = 0;
    let opener = zone::visible(page, body.clone()).find(|at| {
        let Some(text) = page.outline.rows[*at].text() else { return false };
        if text.split_whitespace().count() >= PROSE_WORDS {
            prose += text.chars().count();
        }
        prose >= PROSE_BEFORE && text.len() <= OPENER_BYTES && remarks::is_opener(text.trim())
    });
    opener.unwrap_or(body.end)
}

/// Whether most prose of the page follows an element: a footer over it is the article's own.
pub(super) fn is_over_text(page: &Page<'_>, row: usize) -> bool {
    let range = page.outline.subtree(row);
    page.outline.prose(&(range.end..page.outline.rows.len())) > page.outline.prose(&(0..range.start))
}

/// Whether a head of a page, or of a part of it, is mostly links.
pub(super) fn is_menu(page: &Page<'_>, row: usize) -> bool {
    let (chars, linked) = page.outline.weigh(&page.outline.subtree(row));
    linked * 2 > chars
}

/// Whether a name is that of the foot of a page, and not of an article.
pub(super) fn is_foot(names: &str) -> bool {
    let foot = |name: &str| {
        name.starts_with("footer")
            || name.ends_with("-footer") && !["entry", "post", "article"].iter().any(|own| name.starts_with(own))
    };
    names.split_ascii_whitespace().any(|name| foot(&name.to_ascii_lowercase()))
}

/// Whether a row stands in a box about other articles, or among comments.
pub(super) fn is_of_others(page: &Page<'_>, row: usize) -> bool {
    page.outline
        .ancestors(row)
        .any(|up| page.outline.is_furniture(up) && junk::is_others_name(&page.outline.rows[up].names()))
}

/// A row's text on one line, elements apart by `joint`.
pub(super) fn joined(page: &Page<'_>, row: usize, joint: char) -> String {
    let rows = &page.outline.rows;
    let shown = |at: &usize| !matches!(rows[rows[*at].parent].tag, "script" | "style" | "noscript" | "template");
    let texts = page.outline.subtree(row).filter(shown).filter_map(|at| rows[at].text()).map(crate::text::one_line);
    let mut out = String::new();
    for text in texts.filter(|text| !text.is_empty()) {
        if !out.is_empty() {
            out.push(joint);
        }
        out.push_str(&text);
    }
    out
}

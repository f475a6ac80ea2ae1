//! Selectors made of the tags from the root down, with or without the places of elements among their like.

use crate::extract::dom::Outline;

/// Deepest chain of tags that is written.
const MOST_DEPTH: usize = 40;
/// Longest selector, bytes; as in a rules file.
pub(super) const MAX_BYTES: usize = 500;

/// `:nth-of-type(N)` of an element.
pub(super) fn place(outline: &Outline<'_>, row: usize) -> String {
    let tag = outline.rows[row].tag;
    let before = outline
        .children(outline.rows[row].parent)
        .take_while(|sibling| *sibling != row)
        .filter(|sibling| outline.rows[*sibling].tag == tag)
        .count();
    format!(":nth-of-type({})", before + 1)
}

/// The tags from the root down to an element, those of some levels (0 is its own) with their places.
pub(super) fn chain(outline: &Outline<'_>, row: usize, is_placed: impl Fn(usize) -> bool) -> Option<String> {
    let rows: Vec<usize> = std::iter::once(row).chain(outline.ancestors(row)).take(MOST_DEPTH + 1).collect();
    if rows.len() > MOST_DEPTH {
        return None;
    }
    let steps = rows.iter().enumerate().map(|(level, up)| {
        let tag = outline.rows[*up].tag;
        if is_placed(level) && !matches!(tag, "html" | "body") {
            format!("{tag}{}", place(outline, *up))
        } else {
            tag.to_owned()
        }
    });
    let mut steps: Vec<String> = steps.collect();
    steps.reverse();
    let css = steps.join(" > ");
    (css.len() <= MAX_BYTES).then_some(css)
}

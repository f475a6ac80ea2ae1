//! Small boxes that ask their readers for a choice: polls, forms of subscription. Units: rows; characters without spaces.

use crate::extract::dom::{Page, PageRow};

/// Most rows of a form; a portal may put all of its page into one.
const ROWS: usize = 60;
/// Most characters of a form.
const CHARS: usize = 300;

/// Whether a small box asks its readers for a choice.
pub(super) fn is_form(page: &Page<'_>, at: usize, row: &PageRow<'_>) -> bool {
    let range = at..row.end;
    if !matches!(row.tag, "div" | "section" | "form" | "fieldset") || !(6..=ROWS).contains(&range.len()) {
        return false;
    }
    let count = |tag: &str| page.outline.rows[range.clone()].iter().filter(|row| row.tag == tag).count();
    count("input") >= 2 && count("label") >= 2 && count("img") == 0 && page.outline.weigh(&range).0 <= CHARS
}

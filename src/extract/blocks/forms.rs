//! Small boxes that ask their readers for a choice: polls, forms of subscription. Units: rows; characters without spaces.

use crate::extract::dom::{Page, PageRow};

/// Most rows of a form; a portal may put all of its page into one.
const ROWS: usize = 60;
/// Most characters of a form.
const CHARS: usize = 300;
/// Most characters of what asks for an address of mail.
const MAIL_CHARS: usize = 200;

/// Whether a small box asks its readers for a choice, or for their address.
pub(super) fn is_form(page: &Page<'_>, at: usize, row: &PageRow<'_>) -> bool {
    let range = at..row.end;
    if !matches!(row.tag, "div" | "section" | "aside" | "form" | "fieldset") || !(6..=ROWS).contains(&range.len()) {
        return false;
    }
    let rows = &page.outline.rows[range.clone()];
    let count = |tag: &str| rows.iter().filter(|row| row.tag == tag).count();
    let chars = || page.outline.weigh(&range).0;
    let asks = count("input") >= 2 && count("label") >= 2 && count("img") == 0 && chars() <= CHARS;
    let is_typed = |row: &PageRow<'_>| {
        row.tag == "input"
            && row
                .attr("type")
                .is_none_or(|kind| kind.eq_ignore_ascii_case("email") || kind.eq_ignore_ascii_case("text"))
    };
    // A field and its button in an element `form`, with a few words of what is sent.
    let signs_up =
        || count("form") == 1 && count("button") == 1 && rows.iter().filter(|row| is_typed(row)).count() == 1;
    asks || signs_up() && count("h1") == 0 && chars() <= MAIL_CHARS
}

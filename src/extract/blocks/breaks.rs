//! What a single line break of the page means: the end of a paragraph, or a line that was wrapped. Pure.

use crate::extract::inline::BREAK;

/// Whether a single line break between two lines ends a paragraph: a sentence ended and another begins, or both are
/// points of a list typed by hand.
pub(super) fn ends_paragraph(before: &str, after: &str) -> bool {
    let last = before.trim_end().trim_end_matches(['"', '”', '’', '\'', ')', ']']).chars().last();
    let ended = last.is_some_and(|c| matches!(c, '.' | '!' | '?' | '…' | ':' | ';'));
    let first = after.trim_start().chars().find(|c| !matches!(c, '"' | '“' | '‘' | '\'' | '(' | '['));
    let begins =
        first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '-' | '–' | '—' | '+' | '•' | '*'));
    let point = |line: &str| line.trim_start().starts_with(['-', '–', '+', '•', '*']);
    (ended && begins) || point(after) || is_figures(before.rsplit(BREAK).next().unwrap_or(before))
}

/// Whether a line begins as a sentence or a sub-heading does.
pub(super) fn begins_sentence(line: &str) -> bool {
    line.trim_start().chars().find(|c| !matches!(c, '"' | '“' | '‘' | '\'' | '(' | '[')).is_some_and(char::is_uppercase)
}

/// Longest line of figures, bytes. A longer one is text; it is looked at anew at each of its breaks.
const MAX_FIGURES: usize = 400;

/// A line that is mostly digits (a date, a number of views) is a line of its own.
fn is_figures(line: &str) -> bool {
    if line.len() > MAX_FIGURES {
        return false;
    }
    let digits = line.chars().filter(char::is_ascii_digit).count();
    digits >= 6 && digits * 2 >= line.chars().filter(|c| c.is_alphanumeric()).count()
}

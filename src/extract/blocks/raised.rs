//! Raised text (`sup`) behind a figure or a word: without its height "5.310.000" and the note 1 would be 53.100.001.
//!
//! Digits become superscript digits; "25 m2" keeps its plain ones, as newspapers print it.

use crate::extract::dom::{Page, PageRow};

/// Longest mark, in characters: a number of a note, an exponent.
const LONGEST: usize = 4;
/// How far above a text the element that raises it may stand.
const LEVELS: usize = 2;
/// Letters of the longest unit before an exponent ("km", "dam").
const UNIT_LETTERS: usize = 3;

/// How raised text is written behind what ends in `before`; `None` where it may stand as it is.
pub(super) fn apart(page: &Page<'_>, at: usize, text: &str, before: &str) -> Option<String> {
    let mark = text.trim();
    if mark.is_empty() || mark.chars().count() > LONGEST || !is_raised(page, at) {
        return None;
    }
    let digits = mark.bytes().all(|b| b.is_ascii_digit());
    if digits && leads_to_note(page, at) {
        return Some(mark.chars().map(superscript).collect());
    }
    let figure = before.ends_with(|c: char| c.is_ascii_digit());
    let letters = before.chars().rev().take_while(|c| c.is_alphabetic()).take(UNIT_LETTERS + 1).count();
    if !figure && letters <= UNIT_LETTERS {
        return None;
    }
    if figure && matches!(mark, "o" | "0" | "O") {
        return Some("°".to_owned());
    }
    if digits {
        return Some(mark.chars().map(superscript).collect());
    }
    let letter = mark.len() == 1 && mark.bytes().all(|b| b.is_ascii_lowercase());
    (figure && letter).then(|| format!("[{mark}]"))
}

/// Whether a text is a link to a note further down the page.
fn leads_to_note(page: &Page<'_>, at: usize) -> bool {
    let link = page.outline.ancestors(at).take(LEVELS).find(|up| page.outline.rows[*up].tag == "a");
    link.and_then(|link| page.outline.rows[link].attr("href")).is_some_and(|href| href.starts_with('#'))
}

fn is_raised(page: &Page<'_>, at: usize) -> bool {
    page.outline.ancestors(at).take(LEVELS).any(|up| page.outline.rows[up].tag == "sup")
}

fn superscript(digit: char) -> char {
    match digit {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        other => other,
    }
}

/// Whether a link is the arrow at the end of a foot note that leads back to its mark.
pub(super) fn is_way_back(page: &Page<'_>, at: usize, row: &PageRow<'_>) -> bool {
    row.tag == "a" && row.attr("href").is_some_and(|href| href.starts_with('#')) && {
        let line = page.outline.line(at);
        !line.is_empty()
            && line
                .chars()
                .all(|c| matches!(c, '↩' | '↑' | '^' | '⤴' | '⏎' | '#' | '¶' | '🔗' | '\u{fe0e}' | '\u{fe0f}' | ' '))
    }
}

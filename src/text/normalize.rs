//! The one door for outside text: repair → sanitise → NFC; and the second guard at the ways out.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Display form of outside text: repaired, sanitised, NFC. Line feeds stay; every other control is gone.
pub fn display(raw: &str) -> String {
    guard(raw).nfc().collect()
}

/// [`display`] with every run of white space (line feeds and no-break spaces too) as one space, trimmed.
pub fn one_line(raw: &str) -> String {
    display(raw).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The guard at the ways out that ratatui does not filter (stdout, clipboard, titles, links, files):
/// removes escape sequences, controls and direction overrides; keeps line feeds.
pub fn guard(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| !c.is_control() || c == '\n') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !c.is_control() || *c == '\n').collect(),
    )
}

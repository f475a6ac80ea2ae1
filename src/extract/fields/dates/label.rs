//! What the words beside a date call it.

use super::phrases::{EDITED, PUBLISHED, UPDATED};
use crate::text::fold;

/// What a date is labelled as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Nothing says what it is.
    None,
    /// "Đăng lúc".
    Published,
    /// "Cập nhật lúc": of a later change; where nothing else is said papers mean the publication by it.
    Updated,
    /// "Sửa lần cuối": of a change, and never of the publication.
    Edited,
}

impl Label {
    /// What the words right before a date say.
    pub(super) fn said(before: &str) -> Self {
        let bare = |word: &str| fold::base(word.trim_matches(|c: char| !c.is_alphanumeric()));
        let words: Vec<String> = before.split_whitespace().map(bare).collect();
        let padded = format!(" {} ", words.join(" "));
        let says = |phrases: &[&str]| phrases.iter().any(|phrase| padded.contains(&format!(" {phrase} ")));
        if says(PUBLISHED) || matches!(padded.trim(), "dang" | "date") {
            Self::Published
        } else if says(EDITED) {
            Self::Edited
        } else if says(UPDATED) {
            Self::Updated
        } else {
            Self::None
        }
    }

    /// Whether it names a change.
    pub(super) fn is_change(self) -> bool {
        matches!(self, Self::Updated | Self::Edited)
    }
}

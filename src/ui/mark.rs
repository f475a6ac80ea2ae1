//! Marks of articles: which, why, and what really changed.

use crate::model::ArticleId;

/// Which mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Read (or unread).
    Read(bool),
    /// Starred (or not).
    Starred(bool),
}

impl Mark {
    /// The opposite, for undo.
    pub fn opposite(self) -> Self {
        match self {
            Self::Read(on) => Self::Read(!on),
            Self::Starred(on) => Self::Starred(!on),
        }
    }
}

/// Why marks are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The user asked.
    Asked,
    /// An article was opened.
    Opened,
    /// The user took a change back.
    Undone,
    /// … and made it again.
    Redone,
}

/// Marks that really changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Whose.
    pub ids: Vec<ArticleId>,
    /// What.
    pub mark: Mark,
    /// Why.
    pub why: Why,
}

//! Marks of articles: why, and what really changed.

use crate::model::{ArticleId, RowMark};

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
pub struct ChangedMarks {
    /// Whose.
    pub ids: Vec<ArticleId>,
    /// What.
    pub mark: RowMark,
    /// Why.
    pub why: Why,
}

//! What the archive answers to a question about lists: rows, and how many there are where.

use std::collections::BTreeMap;

use super::{Cursor, SectionId, SourceId, Summary};

/// A page of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// Rows in list order.
    pub rows: Vec<Summary>,
    /// Where to go on; `None` at the end.
    pub next: Option<Cursor>,
    /// Rows of the whole list.
    pub total: usize,
}

/// What happened since an instant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// Articles that came.
    pub total: usize,
    /// The newest of them.
    pub new: Vec<Summary>,
    /// Articles of before that were edited.
    pub edited: Vec<Summary>,
    /// Articles that the sites took down.
    pub gone: Vec<Summary>,
    /// What each watched search found.
    pub watched: Vec<(String, Vec<Summary>)>,
}

/// How many articles are where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// All articles.
    pub total: usize,
    /// Unread ones.
    pub unread: usize,
    /// Starred ones.
    pub starred: usize,
    /// Muted ones; they count in no other number.
    pub muted: usize,
    /// Articles that were opened to be read.
    pub opened: usize,
    /// Per source: (total, unread). An article in two sections counts once.
    pub sources: BTreeMap<SourceId, (usize, usize)>,
    /// Per section: (total, unread).
    pub sections: BTreeMap<(SourceId, SectionId), (usize, usize)>,
}

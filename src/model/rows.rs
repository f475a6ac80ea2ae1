//! Answers of the archive about lists: rows and counts.

use std::collections::BTreeMap;

use super::id::LOOSE_SOURCE;
use super::{Cursor, SectionId, SourceId, Summary};

/// A page of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// Rows in list order.
    pub rows: Vec<Summary>,
    /// Where the list continues; `None` at its end.
    pub next: Option<Cursor>,
    /// Length of the whole list.
    pub total: usize,
}

impl Summary {
    /// The newspaper that it stands in: its source; of an article that was kept by itself, the site of its address.
    pub fn outlet(&self) -> SourceId {
        if self.source.as_str() == LOOSE_SOURCE { SourceId(self.url.host()) } else { self.source.clone() }
    }
}

/// What happened since an instant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// Number of new articles.
    pub total: usize,
    /// The newest of them.
    pub new: Vec<Summary>,
    /// Older articles that were edited.
    pub edited: Vec<Summary>,
    /// Articles that the sites removed.
    pub gone: Vec<Summary>,
    /// What each watched search found.
    pub watched: Vec<(String, Vec<Summary>)>,
}

/// Numbers of articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// All articles.
    pub total: usize,
    /// Unread ones.
    pub unread: usize,
    /// Starred ones.
    pub starred: usize,
    /// Muted ones, which are included in no other number.
    pub muted: usize,
    /// Articles that were opened.
    pub opened: usize,
    /// Whether any article cites a legal document.
    pub cites: bool,
    /// Per source: (total, unread). An article in two sections counts once.
    pub sources: BTreeMap<SourceId, (usize, usize)>,
    /// Per section: (total, unread).
    pub sections: BTreeMap<(SourceId, SectionId), (usize, usize)>,
}

/// A legal document that articles cite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedDocument {
    /// Its number or name: `38/2022/NĐ-CP`.
    pub norm: String,
    /// The name and year of a law that has a number.
    pub name: Option<String>,
    /// How many articles cite it.
    pub articles: usize,
}

/// The order of cited documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DocumentOrder {
    /// Most cited first.
    #[default]
    MostCited,
    /// Cited by the newest articles first.
    Newest,
}

/// A mark that the user can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowMark {
    /// Read.
    Read,
    /// Not read.
    Unread,
    /// With a star.
    Starred,
    /// Without one.
    Unstarred,
}

impl RowMark {
    /// The opposite of a row's read state.
    pub fn other_reading(row: &Summary) -> Self {
        if row.read { Self::Unread } else { Self::Read }
    }

    /// The opposite of a row's star.
    pub fn other_star(row: &Summary) -> Self {
        if row.starred { Self::Unstarred } else { Self::Starred }
    }

    /// The opposite mark, for undo.
    pub fn opposite(self) -> Self {
        match self {
            Self::Read => Self::Unread,
            Self::Unread => Self::Read,
            Self::Starred => Self::Unstarred,
            Self::Unstarred => Self::Starred,
        }
    }

    /// Sets the mark on a row.
    pub fn put_on(self, row: &mut Summary) {
        match self {
            Self::Read => row.read = true,
            Self::Unread => row.read = false,
            Self::Starred => row.starred = true,
            Self::Unstarred => row.starred = false,
        }
    }
}

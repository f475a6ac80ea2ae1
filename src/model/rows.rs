//! What the archive answers to a question about lists: rows, and how many there are where.

use std::collections::BTreeMap;

use super::id::LOOSE_SOURCE;
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

impl Summary {
    /// The newspaper that it stands in: its source; of an article that was kept by itself, the site of its address.
    pub fn outlet(&self) -> SourceId {
        if self.source.as_str() == LOOSE_SOURCE { SourceId(self.url.host()) } else { self.source.clone() }
    }
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
    /// The name with the year of a law that has a number.
    pub name: Option<String>,
    /// How many articles cite it.
    pub articles: usize,
}

/// Which cited documents come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DocumentOrder {
    /// Those that most articles cite.
    #[default]
    MostCited,
    /// Those that the latest articles cite.
    Newest,
}

/// What the user marks an article as.
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
    /// The mark of reading that a row does not have.
    pub fn other_reading(row: &Summary) -> Self {
        if row.read { Self::Unread } else { Self::Read }
    }

    /// The mark of the star that a row does not have.
    pub fn other_star(row: &Summary) -> Self {
        if row.starred { Self::Unstarred } else { Self::Starred }
    }

    /// The mark that takes this one back.
    pub fn opposite(self) -> Self {
        match self {
            Self::Read => Self::Unread,
            Self::Unread => Self::Read,
            Self::Starred => Self::Unstarred,
            Self::Unstarred => Self::Starred,
        }
    }

    /// Puts the mark on a row.
    pub fn put_on(self, row: &mut Summary) {
        match self {
            Self::Read => row.read = true,
            Self::Unread => row.read = false,
            Self::Starred => row.starred = true,
            Self::Unstarred => row.starred = false,
        }
    }
}

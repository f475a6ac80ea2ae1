//! How lists are requested.

use super::{ArticleId, SectionId, SourceId, Timestamp};

/// Which articles.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Scope {
    /// All of them.
    #[default]
    All,
    /// Those that the user's mute rules hide from all other lists.
    Muted,
    /// One source.
    Source(SourceId),
    /// Several sources, without duplicates.
    Sources(Vec<SourceId>),
    /// One section of a source.
    Section(SourceId, SectionId),
    /// Those that cite a legal document, given by its normal form; `None`: any document.
    Citing(Option<String>),
}

/// Filters within a scope; all that are set must match.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Filter {
    /// Only unread ones.
    pub unread: bool,
    /// Only read ones.
    pub read: bool,
    /// Only starred ones.
    pub starred: bool,
    /// Published (or, without a date, seen) at or after this.
    pub since: Option<Timestamp>,
    /// … and before this.
    pub until: Option<Timestamp>,
    /// First seen by loa at or after this, whatever the publication date.
    pub seen_since: Option<Timestamp>,
    /// Only those with a picture.
    pub pictured: bool,
    /// Only those whose folded title contains this folded text (the in-list filter).
    pub title: Option<String>,
}

/// Sort order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Order {
    /// Newest first by publication, or else by when it was first seen.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
    /// By the id of the source; newest first within one.
    Source,
    /// By title, as a Vietnamese dictionary would.
    Title,
    /// Only opened articles, the last opened first.
    Opened,
}

/// The part of a list on one side of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowSide {
    /// What stands above it.
    Above,
    /// What stands below it.
    Below,
}

impl Order {
    /// Whether the order is by date, so that a list of any length is paged in constant time. The other orders cover
    /// only the newest rows, as many as the archive sorts at once.
    pub fn by_date(self) -> bool {
        matches!(self, Self::Newest | Self::Oldest)
    }
}

/// A list: scope, filter and order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Query {
    /// Which.
    pub scope: Scope,
    /// Narrowed how.
    pub filter: Filter,
    /// In what order.
    pub order: Order,
}

/// A position in a list: the sort key and id of a row (keyset paging).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cursor {
    /// Sort key, in seconds.
    pub at: Timestamp,
    /// Ties are broken by id.
    pub id: ArticleId,
}

/// The requested part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Window {
    /// Rows strictly after this position in list order; `None` for the beginning.
    pub after: Option<Cursor>,
    /// At most this many rows.
    pub limit: usize,
}

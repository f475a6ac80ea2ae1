//! How lists are asked for.

use super::{ArticleId, SectionId, SourceId, Timestamp};

/// Which articles.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Scope {
    /// All of them.
    #[default]
    All,
    /// What the reader's mute rules keep out of all other lists.
    Muted,
    /// One source.
    Source(SourceId),
    /// Several sources; no source twice.
    Sources(Vec<SourceId>),
    /// One section of a source.
    Section(SourceId, SectionId),
    /// Those that cite a legal document, by its normal form; of none, any document.
    Citing(Option<String>),
}

/// Narrowing of a scope; everything that is set must hold.
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
    /// First seen by loa at or after this: what is new since then, whatever its date.
    pub seen_since: Option<Timestamp>,
    /// Only those with a picture.
    pub pictured: bool,
    /// Only those whose folded title holds this folded text (the in-list filter).
    pub title: Option<String>,
}

/// In what order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Order {
    /// Newest first by publication, else by when it was seen.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
    /// By the id of the source; newest first within one.
    Source,
    /// By title, as a Vietnamese dictionary would.
    Title,
    /// Only those that were opened, the one opened last first.
    Opened,
}

/// The part of a list on one side of a row of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowSide {
    /// What stands above it.
    Above,
    /// What stands below it.
    Below,
}

impl Order {
    /// Whether the order follows the date, so that a list of any length is paged in constant time. The other orders
    /// are made of the newest rows only, as many as the archive sorts at once.
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

/// A place in a list: the sort key and id of a row (keyset paging).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cursor {
    /// Sort key in seconds.
    pub at: Timestamp,
    /// Ties are broken by id.
    pub id: ArticleId,
}

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Window {
    /// Rows strictly after this one in list order; `None` from the top.
    pub after: Option<Cursor>,
    /// At most this many rows.
    pub limit: usize,
}

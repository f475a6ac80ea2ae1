//! Which table a row belongs to, told by the row alone: how many columns it has, and of what kinds.
//!
//! Only tables whose rows no other one's are like; the rest (counters, keys, what is known of lists) is derived, or costs a
//! refresh to know again.

use std::time::Duration;

use rusqlite::types::Value::{self, Blob, Integer, Null, Text};

use super::leaves::{SavedRow, Tree};
use crate::store::body;

/// A table of which lone rows are saved, in the order in which they can be: articles first, what belongs to them then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SalvageTable {
    Articles,
    Bodies,
    Pages,
    Revisions,
    Positions,
    Parts,
    Aliases,
    Forgotten,
    Settings,
    Searches,
    WatchTold,
    Sections,
}

/// Columns of sections at the first step of the schema; later steps added some at the end.
const SECTION_COLUMNS: usize = 10;
/// Ids stay far below any time in seconds that an archive can hold, and any hash.
const LARGEST_ID: i64 = Duration::from_hours(24 * 365 * 20).as_secs().cast_signed();

impl SalvageTable {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Bodies => "bodies",
            Self::Pages => "pages",
            Self::Revisions => "revisions",
            Self::Positions => "positions",
            Self::Parts => "parts",
            Self::Aliases => "aliases",
            Self::Forgotten => "forgotten",
            Self::Settings => "settings",
            Self::Searches => "searches",
            Self::WatchTold => "watch_told",
            Self::Sections => "sections",
        }
    }

    /// The table of a row; `None` where it is none of these, or could be of several.
    pub(super) fn of(row: &SavedRow) -> Option<Self> {
        match row.tree {
            Tree::Table(key) => Self::keyed(key, &row.values),
            Tree::Index => Self::plain(&row.values),
        }
    }

    fn keyed(key: i64, values: &[Value]) -> Option<Self> {
        let id = 1..=LARGEST_ID;
        Some(match values {
            [Null, Text(url), ..] if is_address(url) => Self::Articles,
            [Null, Blob(blocks)] if body::is_whole(blocks) => Self::Bodies,
            [Null, Integer(_), Blob(html)] if body::unpack(html, body::MAX_PAGE_BYTES).is_some() => Self::Pages,
            [Integer(of), Integer(_), Text(_) | Null, Blob(blocks), ..]
                if id.contains(of) && body::is_whole(blocks) =>
            {
                Self::Revisions
            }
            [Null, Integer(0..), Integer(0..)] if id.contains(&key) => Self::Positions,
            _ => return None,
        })
    }

    fn plain(values: &[Value]) -> Option<Self> {
        Some(match values {
            [Text(url), Integer(id)] if is_address(url) && (1..=LARGEST_ID).contains(id) => Self::Aliases,
            [Text(url), Integer(_)] if is_address(url) => Self::Forgotten,
            [Text(_), Text(_)] => Self::Settings,
            [Text(_), Text(_), Integer(_), Integer(_), Integer(_), ..] if (5..=6).contains(&values.len()) => {
                Self::Searches
            }
            [Text(_), Integer(id), Null | Integer(_)] if (1..=LARGEST_ID).contains(id) => Self::WatchTold,
            [Integer(id), Integer(2..=99), Text(url), Text(_) | Null, Text(_) | Null]
                if (1..=LARGEST_ID).contains(id) && is_address(url) =>
            {
                Self::Parts
            }
            [Text(_), Text(_), Text(_) | Null, Text(_) | Null, ..] if values.len() >= SECTION_COLUMNS => Self::Sections,
            _ => return None,
        })
    }
}

pub(super) fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

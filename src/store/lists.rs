//! The lists of the archive: which of them make a scope, and their counters.

use rusqlite::{Connection, OptionalExtension, Row};

use super::lossy::Lossy as _;
use super::mute::MUTED;
use super::{Counts, Result};
use crate::model::{Scope, SectionId, SourceId};

/// Sources that one list may be made of; further ones are left out.
const MAX_SOURCES: usize = 200;
/// The list of every article.
pub(super) const EVERY: i64 = 1;

/// The numbers of the lists of a scope, which have no article in common; none when nothing was ever stored there.
pub(super) fn lists_of(connection: &Connection, scope: &Scope) -> Result<Vec<i64>> {
    let wanted: Vec<(&str, &str)> = match scope {
        Scope::All => return Ok(vec![EVERY]),
        Scope::Muted => return Ok(vec![MUTED]),
        Scope::Source(source) => vec![(source.as_str(), "")],
        Scope::Sources(sources) => sources.iter().take(MAX_SOURCES).map(|source| (source.as_str(), "")).collect(),
        Scope::Section(source, section) => vec![(source.as_str(), section.as_str())],
    };
    let mut find = connection.prepare_cached("SELECT id FROM lists WHERE source = ?1 AND section = ?2")?;
    let mut lists: Vec<i64> = Vec::new();
    for (source, section) in wanted {
        lists.extend(find.query_row([source, section], |row| row.lossy::<i64>(0)).optional()?);
    }
    Ok(lists)
}

/// A count in a column; a negative one (a damaged counter) is none.
pub(super) fn size(row: &Row<'_>, column: usize) -> rusqlite::Result<usize> {
    Ok(usize::try_from(row.lossy::<i64>(column)?).unwrap_or(0))
}

/// The counters of every list.
pub(super) fn counts(connection: &Connection) -> Result<Counts> {
    let mut counts = Counts::default();
    let mut statement = connection.prepare_cached("SELECT id, source, section, total, unread, starred FROM lists")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (total, unread): (usize, usize) = (size(row, 3)?, size(row, 4)?);
        if row.lossy::<i64>(0)? == EVERY {
            (counts.total, counts.unread, counts.starred) = (total, unread, size(row, 5)?);
            continue;
        }
        if row.lossy::<i64>(0)? == MUTED {
            counts.muted = total;
            continue;
        }
        let (source, section): (String, String) = (row.lossy(1)?, row.lossy(2)?);
        if section.is_empty() {
            counts.sources.insert(SourceId(source), (total, unread));
        } else {
            counts.sections.insert((SourceId(source), SectionId(section)), (total, unread));
        }
    }
    counts.opened = connection.prepare_cached("SELECT count(*) FROM opened")?.query_row([], |row| size(row, 0))?;
    Ok(counts)
}

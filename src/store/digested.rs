//! Which articles stood in a press review, so that the next one need not say it again.
//!
//! They are noted before the review is written: whatever ends the process, nothing is told twice. A review that did not come to its
//! end is remembered by its time, so that the next one can say so.

use rusqlite::{Connection, params};

use super::lossy::Lossy as _;
use super::{Result, settings};
use crate::model::{ArticleId, Timestamp};

/// Setting: when the review began that is being written, seconds; empty where none is.
const OPEN: &str = "digest.open";

/// Notes that these articles stood in a review.
pub(super) fn note(connection: &Connection, ids: &[ArticleId], now: Timestamp) -> Result<()> {
    let mut insert = connection
        .prepare_cached("INSERT OR IGNORE INTO digested (id, at) SELECT id, ?2 FROM articles WHERE id = ?1")?;
    ids.iter().try_for_each(|id| insert.execute(params![id.0, now.0]).map(|_| ()))?;
    Ok(())
}

/// Whether any of these articles stood in a review.
pub(super) fn any(connection: &Connection, ids: &[ArticleId]) -> Result<bool> {
    let mut find = connection.prepare_cached("SELECT 1 FROM digested WHERE id = ?1")?;
    for id in ids {
        if find.exists([id.0])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Notes articles of a review that is about to be written.
pub(super) fn begin(connection: &Connection, ids: &[ArticleId], now: Timestamp) -> Result<()> {
    note(connection, ids, now)?;
    settings::set(connection, OPEN, &now.0.to_string())
}

/// Records that the review is written.
pub(super) fn end(connection: &Connection) -> Result<()> {
    settings::set(connection, OPEN, "")
}

/// The review could not be written: its articles count as unreported again.
pub(super) fn take_back(connection: &Connection, ids: &[ArticleId]) -> Result<()> {
    if let Some(at) = open(connection)? {
        let mut delete = connection.prepare_cached("DELETE FROM digested WHERE id = ?1 AND at = ?2")?;
        ids.iter().try_for_each(|id| delete.execute(params![id.0, at.0]).map(|_| ()))?;
    }
    end(connection)
}

/// When the last review began, where it did not come to its end, and how many articles were noted for it.
pub(super) fn broken_off(connection: &Connection) -> Result<Option<(Timestamp, usize)>> {
    let Some(at) = open(connection)? else { return Ok(None) };
    let count: i64 = connection.query_row("SELECT count(*) FROM digested WHERE at = ?1", [at.0], |row| row.lossy(0))?;
    Ok(Some((at, usize::try_from(count).unwrap_or(0))))
}

fn open(connection: &Connection) -> Result<Option<Timestamp>> {
    Ok(settings::get(connection, OPEN)?.and_then(|at| at.parse().ok()).map(Timestamp))
}

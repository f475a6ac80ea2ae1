//! Earlier bodies of articles that were edited: kept when a new one comes, the oldest ones dropped over a bound.

use rusqlite::{Connection, params};

use super::lossy::Lossy as _;
use super::{Result, body};
use crate::model::{ArticleId, Revision, Timestamp};

/// Earlier bodies kept of one article.
pub const MAX_REVISIONS: u32 = 10;

/// Moves the stored body to the revisions, dropping the oldest ones over [`MAX_REVISIONS`].
pub(super) fn keep(connection: &Connection, id: i64, fetched: Option<Timestamp>) -> Result<()> {
    connection.execute(
        "INSERT INTO revisions (id, fetched, title, blocks) \
         SELECT a.id, coalesce(a.fetched, ?2), a.title, b.blocks FROM articles a JOIN bodies b ON b.id = a.id WHERE a.id = ?1",
        params![id, fetched.map_or(0, |at| at.0)],
    )?;
    connection.execute(
        "DELETE FROM revisions WHERE id = ?1 AND rowid NOT IN \
         (SELECT rowid FROM revisions WHERE id = ?1 ORDER BY fetched DESC, rowid DESC LIMIT ?2)",
        params![id, MAX_REVISIONS],
    )?;
    Ok(())
}

/// Earlier versions of an article, newest first.
pub(super) fn all(connection: &Connection, id: ArticleId) -> Result<Vec<Revision>> {
    let mut select = connection.prepare_cached(
        "SELECT fetched, title, blocks FROM revisions WHERE id = ?1 ORDER BY fetched DESC, rowid DESC LIMIT ?2",
    )?;
    let found = select.query_map(params![id.0, MAX_REVISIONS], |row| {
        Ok(Revision {
            fetched: Timestamp(row.lossy(0)?),
            title: row.lossy::<Option<String>>(1)?.unwrap_or_default(),
            body: body::unpack_blocks(&row.lossy::<Vec<u8>>(2)?),
        })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

//! Earlier versions of articles that were edited: kept when a new one comes, the oldest ones dropped over a bound.

use rusqlite::{Connection, params};

use super::articles::entering::{filled, titled};
use super::lossy::Lossy as _;
use super::rows::{moment, precision_number};
use super::{Result, body};
use crate::model::{ArticleId, Draft, Revision, Timestamp};

/// Earlier versions kept of one article.
pub const MAX_REVISIONS: u32 = 10;

/// Moves the stored version to the revisions, dropping the oldest ones over [`MAX_REVISIONS`]. Where its page was read `again`,
/// by the same rules as the new version, that reading is kept: what the rules changed is no change of the paper's.
pub(super) fn keep(connection: &Connection, id: i64, fetched: Option<Timestamp>, again: Option<&Draft>) -> Result<()> {
    connection.execute(
        "INSERT INTO revisions (id, fetched, title, blocks, sapo, author, published, precision) \
         SELECT a.id, coalesce(a.fetched, ?2), a.title, b.blocks, a.sapo, a.author, a.published, a.precision \
         FROM articles a JOIN bodies b ON b.id = a.id WHERE a.id = ?1",
        params![id, fetched.map_or(0, |at| at.0)],
    )?;
    if let Some(again) = again {
        connection.execute(
            "UPDATE revisions SET title = coalesce(?2, title), blocks = ?3, sapo = coalesce(?4, sapo), \
             author = coalesce(?5, author) WHERE rowid = (SELECT max(rowid) FROM revisions WHERE id = ?1)",
            params![
                id,
                titled(again.title.as_deref()),
                body::pack_blocks(&again.body).0,
                filled(again.sapo.as_deref()),
                filled(again.author.as_deref()),
            ],
        )?;
    }
    connection.execute(
        "DELETE FROM revisions WHERE id = ?1 AND rowid NOT IN \
         (SELECT rowid FROM revisions WHERE id = ?1 ORDER BY fetched DESC, rowid DESC LIMIT ?2)",
        params![id, MAX_REVISIONS],
    )?;
    Ok(())
}

/// Writes an earlier version that comes from elsewhere.
pub(super) fn write(connection: &Connection, id: i64, old: &Revision) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO revisions (id, fetched, title, blocks, sapo, author, published, precision) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            id,
            old.fetched.0,
            filled(Some(&old.title)),
            body::pack_blocks(&old.body).0,
            old.sapo,
            old.author,
            old.published.map(|moment| moment.at.0),
            old.published.map(|moment| precision_number(moment.precision)),
        ])?;
    Ok(())
}

/// Earlier versions of an article, newest first.
pub(super) fn all(connection: &Connection, id: ArticleId) -> Result<Vec<Revision>> {
    let mut select = connection.prepare_cached(
        "SELECT fetched, title, blocks, sapo, author, published, precision FROM revisions \
         WHERE id = ?1 ORDER BY fetched DESC, rowid DESC LIMIT ?2",
    )?;
    let found = select.query_map(params![id.0, MAX_REVISIONS], |row| {
        Ok(Revision {
            fetched: Timestamp(row.lossy(0)?),
            title: row.lossy::<Option<String>>(1)?.unwrap_or_default(),
            body: body::unpack_blocks(&row.lossy::<Vec<u8>>(2)?),
            sapo: row.lossy(3)?,
            author: row.lossy(4)?,
            published: moment(row.lossy(5)?, row.lossy(6)?),
        })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

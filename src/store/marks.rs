//! What the reader did to articles: read, starred, stood at.

use rusqlite::{Connection, params};

use super::{Result, rows};
use crate::model::article::Anchor;
use crate::model::{ArticleId, Cursor, Query, Timestamp};

/// Articles marked in one transaction.
pub(super) const AT_ONCE: usize = 2000;

/// Marks read or unread; gives the ids that really changed.
pub(super) fn set_read(connection: &Connection, ids: &[ArticleId], read: bool) -> Result<Vec<ArticleId>> {
    changed(connection, "UPDATE articles SET read = ?1 WHERE id = ?2 AND read <> ?1", ids, read)
}

/// The unread articles of a list.
pub(super) fn unread(connection: &Connection, query: &Query) -> Result<Vec<ArticleId>> {
    let mut unread = query.clone();
    unread.filter.unread = true;
    Ok(rows::ids(connection, &unread)?.into_iter().map(ArticleId).collect())
}

/// The articles above or below a row of a list.
pub(super) fn beside(connection: &Connection, query: &Query, row: Cursor, above: bool) -> Result<Vec<ArticleId>> {
    Ok(rows::ids_beside(connection, query, row, above)?.into_iter().map(ArticleId).collect())
}

/// Stars or unstars; gives the ids that really changed.
pub(super) fn set_starred(connection: &Connection, ids: &[ArticleId], starred: bool) -> Result<Vec<ArticleId>> {
    changed(connection, "UPDATE articles SET starred = ?1 WHERE id = ?2 AND starred <> ?1", ids, starred)
}

fn changed(connection: &Connection, sql: &str, ids: &[ArticleId], value: bool) -> Result<Vec<ArticleId>> {
    let mut update = connection.prepare_cached(sql)?;
    let mut changed = Vec::new();
    for id in ids {
        if update.execute(params![value, id.0])? > 0 {
            changed.push(*id);
        }
    }
    Ok(changed)
}

/// Remembers when an article was opened; nothing for one that is not there (any more).
pub(super) fn note_opened(connection: &Connection, id: ArticleId, now: Timestamp) -> Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO opened (id, at) SELECT id, ?2 FROM articles WHERE id = ?1")?
        .execute(params![id.0, now.0])?;
    Ok(())
}

/// Remembers where the reader stood; nothing for an article that is not there (any more).
pub(super) fn set_position(connection: &Connection, id: ArticleId, position: Anchor) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO positions (id, block, offset) SELECT id, ?2, ?3 FROM articles WHERE id = ?1",
        )?
        .execute(params![id.0, position.block, position.offset])?;
    Ok(())
}

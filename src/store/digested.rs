//! Which articles stood in a press review, so that the next one need not say it again.

use rusqlite::{Connection, params};

use super::Result;
use crate::model::{ArticleId, Timestamp};

/// Notes that these articles stood in a review.
pub(super) fn note(connection: &Connection, ids: &[ArticleId], now: Timestamp) -> Result<()> {
    let mut insert = connection
        .prepare_cached("INSERT OR IGNORE INTO digested (id, at) SELECT id, ?2 FROM articles WHERE id = ?1")?;
    ids.iter().try_for_each(|id| insert.execute(params![id.0, now.0]).map(|_| ()))?;
    Ok(())
}

/// Whether any of these articles did.
pub(super) fn any(connection: &Connection, ids: &[ArticleId]) -> Result<bool> {
    let mut find = connection.prepare_cached("SELECT 1 FROM digested WHERE id = ?1")?;
    for id in ids {
        if find.exists([id.0])? {
            return Ok(true);
        }
    }
    Ok(false)
}

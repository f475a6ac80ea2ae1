//! What the reader did to articles: read, starred, stood at.

use std::sync::atomic::Ordering;

use rusqlite::{Connection, params};

use super::stories::Reading;
use super::{Result, Store, mute, rows};
use crate::model::article::Anchor;
use crate::model::{ArticleId, Cursor, Query, RowSide, Timestamp};

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
pub(super) fn beside(connection: &Connection, query: &Query, row: Cursor, side: RowSide) -> Result<Vec<ArticleId>> {
    Ok(rows::ids_beside(connection, query, row, side)?.into_iter().map(ArticleId).collect())
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

impl Store {
    /// Marks articles read or unread; gives the ids that really changed (for undo). Many are marked in several
    /// transactions, so that whoever else wants to write gets a turn; the same holds for the calls that follow.
    pub fn set_read(&self, ids: &[ArticleId], read: bool) -> Result<Vec<ArticleId>> {
        if self.inner.whole_stories.load(Ordering::Relaxed) {
            let all = self.with_stories(ids)?;
            return self.in_parts(&all, |c, part| set_read(c, part, read));
        }
        self.in_parts(ids, |c, part| set_read(c, part, read))
    }

    /// Says what a mark of reading is of from now on.
    pub fn set_reading(&self, reading: Reading) {
        self.inner.whole_stories.store(reading == Reading::WholeStory, Ordering::Relaxed);
    }

    /// Marks every unread article of a list read; gives the ids that changed (for undo).
    pub fn set_read_all(&self, query: &Query) -> Result<Vec<ArticleId>> {
        let ids = self.read(|c| unread(c, query))?;
        self.set_read(&ids, true)
    }

    /// Marks the unread articles above (or below) a row of a list read; gives the ids that changed (for undo).
    pub fn set_read_beside(&self, query: &Query, row: Cursor, side: RowSide) -> Result<Vec<ArticleId>> {
        let ids = self.read(|c| beside(c, query, row, side))?;
        self.set_read(&ids, true)
    }

    /// Stars or unstars; gives the ids that really changed.
    pub fn set_starred(&self, ids: &[ArticleId], starred: bool) -> Result<Vec<ArticleId>> {
        self.in_parts(ids, |c, part| {
            let changed = set_starred(c, part, starred)?;
            // What is starred is never muted.
            changed.iter().filter(|_| starred).try_for_each(|id| mute::bring_back(c, id.0))?;
            Ok(changed)
        })
    }

    pub(super) fn in_parts(
        &self,
        ids: &[ArticleId],
        work: impl Fn(&rusqlite::Transaction<'_>, &[ArticleId]) -> Result<Vec<ArticleId>>,
    ) -> Result<Vec<ArticleId>> {
        let mut changed = Vec::new();
        for part in ids.chunks(AT_ONCE) {
            changed.extend(self.write(|c| work(c, part))?);
        }
        Ok(changed)
    }
}

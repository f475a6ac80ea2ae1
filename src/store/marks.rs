//! What the reader did to articles: read, starred, stood at.

use std::sync::atomic::Ordering;

use rusqlite::{Connection, params};

use super::stories::MarkTarget;
use super::{Result, Store, mute, rows};
use crate::model::article::Anchor;
use crate::model::{ArticleId, Cursor, Query, RowMark, RowSide, Timestamp};

/// Articles marked in one transaction.
pub(super) const AT_ONCE: usize = 2000;

/// Marks articles; gives the ids that really changed.
pub(super) fn mark(connection: &Connection, ids: &[ArticleId], mark: RowMark) -> Result<Vec<ArticleId>> {
    let mut update = connection.prepare_cached(match mark {
        RowMark::Read => "UPDATE articles SET read = 1 WHERE id = ?1 AND read <> 1",
        RowMark::Unread => "UPDATE articles SET read = 0 WHERE id = ?1 AND read <> 0",
        RowMark::Starred => "UPDATE articles SET starred = 1 WHERE id = ?1 AND starred <> 1",
        RowMark::Unstarred => "UPDATE articles SET starred = 0 WHERE id = ?1 AND starred <> 0",
    })?;
    let mut changed = Vec::new();
    for id in ids {
        if update.execute([id.0])? > 0 {
            changed.push(*id);
        }
    }
    Ok(changed)
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
    /// Marks articles; gives the ids that really changed (for undo). Many are marked in several transactions, so that
    /// whoever else wants to write gets a turn; the same holds for the calls that follow.
    pub fn mark(&self, ids: &[ArticleId], mark: RowMark) -> Result<Vec<ArticleId>> {
        match mark {
            RowMark::Read | RowMark::Unread if self.inner.whole_stories.load(Ordering::Relaxed) => {
                let all = self.with_stories(ids)?;
                self.in_parts(&all, |c, part| self::mark(c, part, mark))
            }
            RowMark::Read | RowMark::Unread | RowMark::Unstarred => {
                self.in_parts(ids, |c, part| self::mark(c, part, mark))
            }
            RowMark::Starred => self.in_parts(ids, |c, part| {
                let changed = self::mark(c, part, mark)?;
                // What is starred is never muted.
                changed.iter().try_for_each(|id| mute::bring_back(c, id.0))?;
                Ok(changed)
            }),
        }
    }

    /// Says what a mark of reading is of from now on.
    pub fn set_reading(&self, reading: MarkTarget) {
        self.inner.whole_stories.store(reading == MarkTarget::WholeStory, Ordering::Relaxed);
    }

    /// Marks every unread article of a list read; gives the ids that changed (for undo).
    pub fn set_read_all(&self, query: &Query) -> Result<Vec<ArticleId>> {
        let ids = self.read(|c| unread(c, query))?;
        self.mark(&ids, RowMark::Read)
    }

    /// Marks the unread articles above (or below) a row of a list read; gives the ids that changed (for undo).
    pub fn set_read_beside(&self, query: &Query, row: Cursor, side: RowSide) -> Result<Vec<ArticleId>> {
        let ids = self.read(|c| beside(c, query, row, side))?;
        self.mark(&ids, RowMark::Read)
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

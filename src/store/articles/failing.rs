//! Articles whose page could not be fetched: when each is requested again, and when one is given up.

use rusqlite::{Connection, OptionalExtension, params};

use super::own;
use crate::model::article::NO_DATE;
use crate::model::{ArticleId, Offline, SourceId, Timestamp};
use crate::store::lossy::Lossy as _;
use crate::store::rows::offline_number;
use crate::store::{Again, Failing, Result, changes, upkeep};

/// Failures after which a body is requested only when the user asks.
const MAX_TRIES: i64 = 6;
/// After so many pages that were no article, a row without a headline is taken for none.
const DOUBTFUL_TRIES: i64 = 3;
/// Failures in a row after which a page that breaks off waits like the others.
const SOON_TRIES: i64 = 3;
/// Seconds until a failed body may be asked for again; doubled by each failure.
const FIRST_RETRY: i64 = 1800;

/// Notes that a page could not be had; a stored body stays readable. A page that is gone without ever having been read
/// must not crowd the top of the lists: it counts as read and sinks to its date, or to the bottom without one.
pub(in crate::store) fn fail(connection: &Connection, failing: Failing<'_>, now: Timestamp) -> Result<()> {
    let Failing { id, state, trouble, again: when } = failing;
    let tries: Option<i64> =
        connection.query_row("SELECT tries FROM articles WHERE id = ?1", [id.0], |row| row.lossy(0)).optional()?;
    let tries = tries.unwrap_or(0) + 1;
    let again = state != Offline::Gone && tries < MAX_TRIES;
    let soon = when == Again::Soon && tries <= SOON_TRIES;
    let not_before = if soon { now.0 } else { now.0.saturating_add(FIRST_RETRY << tries.min(MAX_TRIES)) };
    connection.execute(
        "UPDATE articles SET tries = ?2, trouble = ?3, want = ?4, not_before = ?5, \
         offline = CASE WHEN EXISTS (SELECT 1 FROM bodies b WHERE b.id = ?1) THEN offline ELSE ?6 END WHERE id = ?1",
        params![id.0, tries, trouble, again, not_before, offline_number(state)],
    )?;
    connection.execute(
        "UPDATE articles SET read = 1, sort = coalesce(published, ?3) WHERE id = ?1 AND offline = ?2",
        params![id.0, offline_number(Offline::Gone), NO_DATE.0],
    )?;
    if (state == Offline::Gone || when == Again::Doubtful && tries >= DOUBTFUL_TRIES) && is_nothing(connection, id)? {
        return upkeep::let_go(connection, id.0, now);
    }
    if state == Offline::Gone {
        changes::removed(connection, id.0, now)?;
    }
    Ok(())
}

/// Those of the failures whose page is gone while their text is stored; one that moved is not among them.
pub(in crate::store) fn taken_down(
    connection: &Connection,
    failures: &[Failing<'_>],
) -> Result<Vec<(ArticleId, SourceId)>> {
    let mut read = connection
        .prepare_cached("SELECT source FROM articles WHERE id = ?1 AND removed IS NOT NULL AND offline IN (1, 2)")?;
    let mut gone = Vec::new();
    for failing in failures.iter().filter(|failing| failing.state == Offline::Gone) {
        let source: Option<String> = read.query_row([failing.id.0], |row| row.lossy(0)).optional()?;
        gone.extend(source.map(|source| (failing.id, SourceId(source))));
    }
    Ok(gone)
}

/// Whether a row has no headline but its address, no text, and nothing of the reader's, while others of its source were read since
/// it was met: where none was, the site itself may be out.
fn is_nothing(connection: &Connection, id: ArticleId) -> Result<bool> {
    let bare = "SELECT 1 FROM articles a WHERE a.id = ?1 AND a.starred = 0 AND NOT EXISTS (SELECT 1 FROM bodies b WHERE b.id = a.id) \
         AND EXISTS (SELECT 1 FROM lists l JOIN members m ON m.list = l.id JOIN articles o ON o.id = m.id \
         WHERE l.source = a.source AND l.section = '' AND o.offline IN (1, 2) AND o.fetched >= a.seen)";
    Ok(connection.prepare_cached(bare)?.exists([id.0])? && is_unnamed(connection, id)? && !own::has(connection, id.0)?)
}

/// Whether no list gave a headline to an article: a map names addresses.
fn is_unnamed(connection: &Connection, id: ArticleId) -> Result<bool> {
    let unnamed =
        "SELECT 1 FROM articles WHERE id = ?1 AND (title IS NULL OR title = substr(url, instr(url, '://') + 3))";
    Ok(connection.prepare_cached(unnamed)?.exists([id.0])?)
}

/// Whether nothing but an address is known of an article, neither headline nor date.
pub(in crate::store) fn is_bare(connection: &Connection, id: ArticleId) -> Result<bool> {
    let undated = "SELECT 1 FROM articles WHERE id = ?1 AND published IS NULL";
    Ok(is_unnamed(connection, id)? && connection.prepare_cached(undated)?.exists([id.0])?)
}

/// Records why an article was not requested; it does not count as a failure.
pub(in crate::store) fn hold(connection: &Connection, id: ArticleId, trouble: &str) -> Result<()> {
    let mut note = connection.prepare_cached("UPDATE articles SET trouble = ?2 WHERE id = ?1")?;
    note.execute(params![id.0, trouble])?;
    Ok(())
}

//! Two rows that turned out to be one article.

use rusqlite::{Connection, params};

use crate::store::articles::entering;
use crate::store::lossy::Lossy as _;
use crate::store::{Result, mute};

/// Two rows turned out to be one article: the younger goes into the older, with its marks, its reading position, its
/// sections and addresses, and its text where the older has none. Gives the row that stays.
pub(in crate::store) fn merge(connection: &Connection, one: i64, other: i64) -> Result<i64> {
    let (into, from) = (one.min(other), one.max(other));
    for id in [from, into] {
        if mute::is_muted(connection, id)? {
            mute::lift(connection, id)?;
        }
    }
    connection.execute(
        "UPDATE articles SET read = max(articles.read, o.read), starred = max(articles.starred, o.starred), \
         edited = max(articles.edited, o.edited), seen = min(articles.seen, o.seen), \
         title = coalesce(articles.title, o.title), summary = coalesce(articles.summary, o.summary), \
         sapo = coalesce(articles.sapo, o.sapo), author = coalesce(articles.author, o.author), \
         picture = coalesce(articles.picture, o.picture) FROM articles o WHERE articles.id = ?2 AND o.id = ?1",
        [from, into],
    )?;
    if !has_body(connection, into)? && has_body(connection, from)? {
        connection.execute(
            "UPDATE articles SET offline = o.offline, fetched = o.fetched, details = o.details, want = o.want, \
             trouble = o.trouble, etag = o.etag, modified = o.modified FROM articles o WHERE articles.id = ?2 AND o.id = ?1",
            [from, into],
        )?;
        connection.execute("UPDATE bodies SET id = ?2 WHERE id = ?1", [from, into])?;
    }
    for table in ["positions", "pages", "opened"] {
        let exists = connection.prepare(&format!("SELECT 1 FROM {table} WHERE id = ?1"))?.exists([into])?;
        if !exists {
            connection.execute(&format!("UPDATE {table} SET id = ?2 WHERE id = ?1"), [from, into])?;
        }
    }
    connection.execute(
        "INSERT OR IGNORE INTO members (list, sort, id, unread, starred) \
         SELECT m.list, a.sort, a.id, NOT a.read, a.starred FROM members m, articles a WHERE m.id = ?1 AND a.id = ?2",
        [from, into],
    )?;
    for table in ["revisions", "aliases", "parts", "told", "keys", "labels", "notes"] {
        connection.execute(&format!("UPDATE OR IGNORE {table} SET id = ?2 WHERE id = ?1"), [from, into])?;
    }
    let url: String = connection.query_row("SELECT url FROM articles WHERE id = ?1", [from], |row| row.lossy(0))?;
    connection.execute("DELETE FROM articles WHERE id = ?1", [from])?;
    connection.execute("INSERT OR REPLACE INTO aliases (url, id) VALUES (?1, ?2)", params![url, into])?;
    entering::queue(connection, from)?;
    entering::queue(connection, into)?;
    Ok(into)
}

pub(super) fn has_body(connection: &Connection, id: i64) -> Result<bool> {
    Ok(connection.prepare_cached("SELECT 1 FROM bodies WHERE id = ?1")?.exists([id])?)
}

/// Computes the missing keys of addresses, in an archive that was salvaged.
pub(in crate::store) fn fill(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "INSERT OR IGNORE INTO keys (key, id, kind) SELECT loa_address_key(url), id, 0 FROM articles ORDER BY id; \
         INSERT OR IGNORE INTO keys (key, id, kind) SELECT loa_address_key(url), id, 0 FROM aliases",
    )?;
    Ok(())
}

/// Pairs of rows whose addresses are two spellings of one article's.
pub(in crate::store) fn twins(connection: &Connection) -> Result<Vec<(i64, i64)>> {
    let mut select = connection.prepare(
        "SELECT k.id, a.id FROM articles a JOIN keys k ON k.key = loa_address_key(a.url) \
         WHERE k.id <> a.id AND k.kind = 0 ORDER BY a.id",
    )?;
    let found = select.query_map([], |row| Ok((row.lossy(0)?, row.lossy(1)?)))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Merges each such pair; returns how many rows were removed.
pub(in crate::store) fn merge_twins(connection: &Connection) -> Result<usize> {
    let pairs = twins(connection)?;
    for (one, other) in &pairs {
        merge(connection, *one, *other)?;
    }
    Ok(pairs.len())
}

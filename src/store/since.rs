//! What happened since an instant: what came, what was edited, what the sites took down.

use rusqlite::{Connection, params};

use super::lossy::Lossy as _;
use super::rows::{self, COLUMNS, EVERY};
use super::{Result, Since, dating};
use crate::model::{DateRank, SectionId, SourceId, Summary, Timestamp};

mod outside;

/// Articles that are looked at for new ones, the last that were stored: `seen` has no index.
const LOOKED_AT: i64 = 20_000;
/// Articles of a list, the last ones, that another one must tell of to be as full.
const RETOLD: i64 = 60;
/// As few articles say nothing.
const LEAST_RETOLD: i64 = 5;
/// Rows of each kind.
const MAX_ROWS: i64 = 200;

/// What happened from `since` on; of each kind the newest. What is muted is left out.
pub(super) fn happened(connection: &Connection, since: Timestamp) -> Result<Since> {
    Ok(Since {
        total: count(connection, since)?,
        new: rows(connection, &new(), since)?,
        edited: rows(connection, "a.edited_at >= ?1 AND a.seen < ?1", since)?,
        gone: rows(connection, "a.removed >= ?1", since)?,
        watched: Vec::new(),
    })
}

fn new() -> String {
    format!("a.seen >= ?1 AND a.id > (SELECT coalesce(max(id), 0) FROM articles) - {LOOKED_AT}")
}

fn rows(connection: &Connection, condition: &str, since: Timestamp) -> Result<Vec<Summary>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM articles a JOIN members m ON m.id = a.id AND m.list = {EVERY} \
         WHERE {condition} ORDER BY a.sort DESC, a.id DESC LIMIT {MAX_ROWS}"
    );
    let mut select = connection.prepare(&sql)?;
    let found = select.query_map(params![since.0], rows::summary)?;
    Ok(found.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

fn count(connection: &Connection, since: Timestamp) -> Result<usize> {
    let sql =
        format!("SELECT count(*) FROM articles a JOIN members m ON m.id = a.id AND m.list = {EVERY} WHERE {}", new());
    let count: i64 = connection.query_row(&sql, [since.0], |row| row.lossy(0))?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// When something last came, was edited or was taken down, of the articles that were stored last.
fn newest(connection: &Connection) -> Result<Timestamp> {
    let sql = format!(
        "SELECT max(max(seen, coalesce(edited_at, 0), coalesce(removed, 0))) FROM articles \
         WHERE id > (SELECT coalesce(max(id), 0) FROM articles) - {LOOKED_AT}"
    );
    let newest: Option<i64> = connection.prepare_cached(&sql)?.query_row([], |row| row.lossy(0))?;
    Ok(Timestamp(newest.unwrap_or(0)))
}

/// When the newest article of a section was published of those that were met by an instant.
pub(super) fn newest_met(
    connection: &Connection,
    (source, section): (&SourceId, &SectionId),
    by: Timestamp,
) -> Result<Option<Timestamp>> {
    let mut read = connection.prepare_cached(
        "SELECT max(a.published) FROM members m JOIN articles a ON a.id = m.id WHERE m.list = \
         (SELECT id FROM lists WHERE source = ?1 AND section = ?2) AND a.seen <= ?3 AND a.published <= ?3",
    )?;
    let newest: Option<i64> = read.query_row(params![source.as_str(), section.as_str(), by.0], |row| row.lossy(0))?;
    Ok(newest.map(Timestamp))
}

/// Whether an article was met by an instant, and of those of a section that were met by then none was published after it.
pub(super) fn is_newest_met(
    connection: &Connection,
    (source, section): (&SourceId, &SectionId),
    by: Timestamp,
    id: i64,
) -> Result<bool> {
    let mut read = connection.prepare_cached(
        "SELECT 1 FROM articles n WHERE n.id = ?4 AND n.seen <= ?3 AND NOT EXISTS \
         (SELECT 1 FROM members m JOIN articles a ON a.id = m.id WHERE m.list = \
          (SELECT id FROM lists WHERE source = ?1 AND section = ?2) AND m.sort > n.sort AND a.seen <= ?3 AND a.removed IS NULL)",
    )?;
    Ok(read.exists(params![source.as_str(), section.as_str(), by.0, id])?)
}

/// Whether an article page of a source said when it was published.
pub(super) fn pages_say_dates(connection: &Connection, source: &SourceId) -> Result<bool> {
    let mut read = connection.prepare_cached(
        "SELECT 1 FROM articles WHERE id > (SELECT coalesce(max(id), 0) FROM articles) - ?3 AND source = ?1 AND dated = ?2 LIMIT 1",
    )?;
    Ok(read.exists(params![source.as_str(), dating::number(Some(DateRank::Page)), LOOKED_AT])?)
}

/// Whether one list of a source told of each of the last articles of another list.
pub(super) fn tells_all_of(
    connection: &Connection,
    source: &SourceId,
    fuller: &SectionId,
    list: &SectionId,
) -> Result<bool> {
    let mut count = connection.prepare_cached(
        "SELECT count(*), coalesce(sum(EXISTS (SELECT 1 FROM told t JOIN lists f ON f.id = t.list WHERE t.id = m.id \
         AND f.source = ?1 AND f.section = ?2)), 0) FROM (SELECT id FROM members WHERE list = \
         (SELECT id FROM lists WHERE source = ?1 AND section = ?3) ORDER BY sort DESC, id DESC LIMIT ?4) m",
    )?;
    let read = |row: &rusqlite::Row<'_>| Ok((row.lossy(0)?, row.lossy(1)?));
    let (all, retold): (i64, i64) =
        count.query_row(params![source.as_str(), fuller.as_str(), list.as_str(), RETOLD], read)?;
    Ok(all >= LEAST_RETOLD && retold == all)
}

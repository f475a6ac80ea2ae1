//! Looking after the archive: figures, letting go of the old, tidying, copies.
//!
//! Retention drops nothing starred, labelled or noted, and what is unread only when it is told to. What it drops is
//! remembered by address, so that a page which still lists it does not bring it back. Units: bytes, seconds, days of 86,400 s.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, params};

use super::articles::entering;
use super::articles::own;
use super::connection::{self, Connections};
use super::lossy::Lossy as _;
use super::{Result, index, pages, private};
use crate::model::{SourceId, Timestamp};

mod copies;
#[cfg(test)]
mod tests;
pub(super) mod whole_copy;

pub(super) use copies::{backup, free_name, restore};

/// Articles dropped in one transaction, so that others get their turn.
const BATCH: usize = 500;
/// How long a dropped address is remembered, seconds: no page lists an article for two years.
const REMEMBERED: i64 = 2 * 365 * 86_400;
/// What a row costs beside its body, bytes, about.
const ROW_BYTES: u64 = 1200;
/// Pages copied at a time by a restore.
const COPY_PAGES: i32 = 4096;

/// Figures of the archive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stats {
    /// Articles.
    pub articles: u64,
    /// Of them unread.
    pub unread: u64,
    /// Of them starred.
    pub starred: u64,
    /// Of them with a body.
    pub bodies: u64,
    /// Earlier bodies that are kept.
    pub revisions: u64,
    /// Bytes of the pages kept as they came.
    pub pages_bytes: u64,
    /// Bytes of the archive's file.
    pub file_bytes: u64,
    /// Of them free, given back by a vacuum.
    pub free_bytes: u64,
    /// Bytes of the write-ahead log.
    pub log_bytes: u64,
    /// Bytes of the search index.
    pub index_bytes: u64,
    /// Articles that wait for the index.
    pub waiting: u64,
    /// Schema version.
    pub schema: i64,
    /// Each source's part.
    pub sources: BTreeMap<SourceId, SourceStats>,
}

/// What a source has in the archive: articles, and the oldest and newest date they are sorted by, if they have any (what
/// was gone before it could be read, and had no date, has none).
pub type SourceStats = (u64, Option<(Timestamp, Timestamp)>);

/// How long and how much is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// Articles older than so many days may go; `None`: none for their age.
    pub max_age_days: Option<u32>,
    /// The oldest articles may go until the texts take no more than so many bytes (about).
    pub max_bytes: Option<u64>,
}

/// What may be let go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Retention {
    /// Of all sources: the age of each article, the size of everything together.
    pub all: Limits,
    /// Of one source, instead of the general age; one with no limit at all is never touched, by size neither.
    pub sources: BTreeMap<SourceId, Limits>,
    /// Unread articles may go too.
    pub unread_too: bool,
}

/// What retention dropped, or would drop.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Articles.
    pub articles: u64,
    /// Bytes of rows and bodies, about.
    pub bytes: u64,
    /// Per source: articles and bytes.
    pub sources: BTreeMap<SourceId, (u64, u64)>,
    /// Articles that would go but for their star.
    pub kept_starred: u64,
    /// Articles that would go but that nobody has read yet.
    pub kept_unread: u64,
}

/// Told how many articles are gone, of how many.
pub(super) type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// Figures of the archive; reads every body's length, so it takes a moment on a large one.
pub(super) fn stats(archive: &Connections) -> Result<Stats> {
    let mut stats = archive.read(|c| {
        let one = |sql: &str| -> Result<u64> { number(c, sql) };
        let mut stats = Stats {
            articles: one("SELECT total FROM lists WHERE id = 1")?,
            unread: one("SELECT unread FROM lists WHERE id = 1")?,
            starred: one("SELECT starred FROM lists WHERE id = 1")?,
            bodies: one("SELECT count(*) FROM bodies")?,
            revisions: one("SELECT count(*) FROM revisions")?,
            pages_bytes: pages::bytes(c)?,
            free_bytes: one("PRAGMA freelist_count")? * one("PRAGMA page_size")?,
            waiting: index::waiting(c)?.try_into().unwrap_or(u64::MAX),
            schema: connection::version(c)?,
            ..Stats::default()
        };
        stats.sources = sources(c)?;
        Ok(stats)
    })?;
    if let Some(file) = archive.file() {
        let bytes = |path: &Path| std::fs::metadata(path).map_or(0, |data| data.len());
        stats.file_bytes = bytes(file);
        stats.log_bytes = bytes(&file.with_extension("db-wal"));
        stats.index_bytes = file.parent().map_or(0, |home| folder_bytes(&home.join(private::DIRECTORY)));
    }
    Ok(stats)
}

pub(super) fn number(connection: &Connection, sql: &str) -> Result<u64> {
    let value: i64 = connection.query_row(sql, [], |row| row.lossy(0))?;
    Ok(u64::try_from(value).unwrap_or(0))
}

fn sources(connection: &Connection) -> Result<BTreeMap<SourceId, SourceStats>> {
    let mut select = connection.prepare(
        "SELECT source, total, (SELECT min(sort) FROM members WHERE list = lists.id AND sort > 0), \
         (SELECT max(sort) FROM members WHERE list = lists.id AND sort > 0) \
         FROM lists WHERE id > 1 AND section = '' AND total > 0",
    )?;
    let found = select.query_map([], |row| {
        let total = u64::try_from(row.lossy::<i64>(1)?).unwrap_or(0);
        let (oldest, newest): (Option<i64>, Option<i64>) = (row.lossy(2)?, row.lossy(3)?);
        Ok((SourceId(row.lossy(0)?), (total, oldest.map(Timestamp).zip(newest.map(Timestamp)))))
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

fn folder_bytes(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    files.filter_map(|file| file.metadata().ok()).map(|data| data.len()).sum()
}

/// Says what `retention` lets go; with `progress` drops it too.
pub(super) fn prune(
    archive: &Connections,
    retention: &Retention,
    now: Timestamp,
    progress: Option<Progress<'_>>,
) -> Result<Pruned> {
    let (doomed, pruned) = archive.read(|c| Judge::new(c, retention, now)?.judge(c))?;
    let Some(progress) = progress else { return Ok(pruned) };
    let mut gone = 0;
    for batch in doomed.chunks(BATCH) {
        archive.write(|c| batch.iter().try_for_each(|id| drop_article(c, *id, retention, now)))?;
        gone += batch.len() as u64;
        progress(gone, pruned.articles);
    }
    archive.write(|c| {
        c.execute("DELETE FROM forgotten WHERE at < ?1", [now.0.saturating_sub(REMEMBERED)])?;
        Ok(())
    })?;
    Ok(pruned)
}

/// Holds every article against the rules, oldest first.
struct Judge<'a> {
    retention: &'a Retention,
    now: Timestamp,
    /// Bytes that are still too much, of everything and of the sources with a size of their own.
    excess: u64,
    excess_of: BTreeMap<SourceId, u64>,
}

impl<'a> Judge<'a> {
    fn new(connection: &Connection, retention: &'a Retention, now: Timestamp) -> Result<Self> {
        let excess = match retention.all.max_bytes {
            None => 0,
            Some(limit) => texts_bytes(connection)?.saturating_sub(limit),
        };
        let mut excess_of = BTreeMap::new();
        for (source, limits) in &retention.sources {
            if let Some(limit) = limits.max_bytes {
                excess_of.insert(source.clone(), source_bytes(connection, source)?.saturating_sub(limit));
            }
        }
        Ok(Self { retention, now, excess, excess_of })
    }

    /// Ids that go, oldest first, and the sums. What has no date is as old as its first sight.
    fn judge(mut self, connection: &Connection) -> Result<(Vec<i64>, Pruned)> {
        let mut select = connection.prepare(
            "SELECT a.id, a.source, CASE WHEN a.sort > 0 THEN a.sort ELSE a.seen END, coalesce(length(b.blocks), 0), \
             a.starred, a.read FROM members m \
             JOIN articles a ON a.id = m.id LEFT JOIN bodies b ON b.id = a.id WHERE m.list IN (0, 1) ORDER BY m.sort, m.id",
        )?;
        let mut rows = select.query([])?;
        let (mut doomed, mut pruned) = (Vec::new(), Pruned::default());
        while let Some(row) = rows.next()? {
            let source = SourceId(row.lossy(1)?);
            let bytes = ROW_BYTES + u64::try_from(row.lossy::<i64>(3)?).unwrap_or(0);
            if !self.may_go(&source, row.lossy(2)?) {
                continue;
            }
            if row.lossy(4)? || own::has(connection, row.lossy(0)?)? {
                pruned.kept_starred += 1;
                continue;
            }
            if !row.lossy::<bool>(5)? && !self.retention.unread_too {
                pruned.kept_unread += 1;
                continue;
            }
            doomed.push(row.lossy(0)?);
            self.excess = self.excess.saturating_sub(bytes);
            if let Some(excess) = self.excess_of.get_mut(&source) {
                *excess = excess.saturating_sub(bytes);
            }
            pruned.articles += 1;
            pruned.bytes += bytes;
            let of_source = pruned.sources.entry(source).or_default();
            *of_source = (of_source.0 + 1, of_source.1 + bytes);
        }
        Ok((doomed, pruned))
    }

    fn may_go(&self, source: &SourceId, sort: i64) -> bool {
        let own = self.retention.sources.get(source);
        let days = own.map_or(self.retention.all.max_age_days, |own| own.max_age_days);
        let too_old = days.is_some_and(|days| sort < self.now.0.saturating_sub(i64::from(days) * 86_400));
        let too_much = self.excess_of.get(source).is_some_and(|excess| *excess > 0);
        let untouchable = own.is_some_and(|own| *own == Limits::default());
        too_old || too_much || (self.excess > 0 && !untouchable)
    }
}

fn texts_bytes(connection: &Connection) -> Result<u64> {
    let bodies = number(connection, "SELECT coalesce(sum(length(blocks)), 0) FROM bodies")?;
    Ok(bodies + ROW_BYTES * number(connection, "SELECT sum(total) FROM lists WHERE id IN (0, 1)")?)
}

fn source_bytes(connection: &Connection, source: &SourceId) -> Result<u64> {
    let (articles, bodies): (i64, i64) = connection.query_row(
        "SELECT count(*), coalesce(sum(length(b.blocks)), 0) FROM articles a LEFT JOIN bodies b ON b.id = a.id \
         WHERE a.source = ?1",
        [source.as_str()],
        |row| Ok((row.lossy(0)?, row.lossy(1)?)),
    )?;
    Ok(ROW_BYTES * articles.unsigned_abs() + bodies.unsigned_abs())
}

/// Drops an article unless it was starred (or marked unread) meanwhile, and remembers its addresses.
fn drop_article(connection: &Connection, id: i64, rule: &Retention, now: Timestamp) -> Result<()> {
    let mut goes =
        connection.prepare_cached("SELECT 1 FROM articles WHERE id = ?1 AND starred = 0 AND (read = 1 OR ?2)")?;
    if !goes.exists(params![id, rule.unread_too])? || own::has(connection, id)? {
        return Ok(());
    }
    let_go(connection, id, now)
}

/// Drops a row, and remembers its addresses: lists do not bring it back.
pub(super) fn let_go(connection: &Connection, id: i64, now: Timestamp) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO forgotten (url, at) SELECT url, ?2 FROM articles WHERE id = ?1 \
             UNION ALL SELECT url, ?2 FROM aliases WHERE id = ?1",
        )?
        .execute(params![id, now.0])?;
    connection.prepare_cached("DELETE FROM articles WHERE id = ?1")?.execute([id])?;
    entering::queue(connection, id)
}

/// Gives free space back to the disk.
pub(super) fn vacuum(archive: &Connections) -> Result<()> {
    archive.outside_transaction(|c| {
        c.execute_batch("VACUUM; PRAGMA optimize;")?;
        c.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    })
}

//! Looking for damage: SQLite's own check, and whether lists and counters agree with the articles.

use rusqlite::Connection;

use super::Result;
use super::connection::Connections;
use super::upkeep::number;

/// Problems that a check names at most.
const MAX_PROBLEMS: usize = 50;

/// Something wrong that a check found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// In the file itself, in SQLite's words.
    #[error("the file: {0}")]
    File(String),
    /// A list counts other articles than it has.
    #[error("the counters of list {list:?}/{section:?} are wrong: {said} said, {real} there")]
    Counters {
        /// The source; empty for the list of everything.
        list: String,
        /// The section; empty for the whole source.
        section: String,
        /// Articles that the list says it has.
        said: i64,
        /// Articles that it has.
        real: i64,
    },
    /// So many rows of lists differ from their article.
    #[error("{0} rows of lists differ from their article")]
    Stray(u64),
    /// So many articles are in no list.
    #[error("{0} articles are in no list")]
    Unlisted(u64),
    /// So many articles stand in the archive twice, under two dresses of their address.
    #[error("{0} articles stand in the archive twice")]
    Twins(u64),
}

/// Looks for damage; gives each problem. With `repair`, counters and lists are made right again.
pub(super) fn check(archive: &Connections, repair: bool) -> Result<Vec<Problem>> {
    let mut problems = archive.read(|c| {
        let mut check = c.prepare("PRAGMA integrity_check(50)")?;
        let lines = check.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(lines.into_iter().filter(|line| line != "ok").map(Problem::File).collect::<Vec<_>>())
    })?;
    problems.extend(archive.read(wrong_counters)?);
    if repair && !problems.is_empty() {
        archive.write(|transaction| {
            super::identity::fill(transaction)?;
            super::identity::merge_twins(transaction)?;
            recount(transaction)
        })?;
    }
    problems.truncate(MAX_PROBLEMS);
    Ok(problems)
}

fn wrong_counters(connection: &Connection) -> Result<Vec<Problem>> {
    let mut select = connection.prepare(
        "SELECT l.source, l.section, l.total, count(m.id) FROM lists l LEFT JOIN members m ON m.list = l.id GROUP BY l.id \
         HAVING l.total <> count(m.id) OR l.unread <> coalesce(sum(m.unread), 0) OR l.starred <> coalesce(sum(m.starred), 0) \
         OR l.both <> coalesce(sum(m.unread * m.starred), 0)",
    )?;
    let found = select.query_map([], |row| {
        Ok(Problem::Counters { list: row.get(0)?, section: row.get(1)?, said: row.get(2)?, real: row.get(3)? })
    })?;
    let mut problems = found.collect::<rusqlite::Result<Vec<_>>>()?;
    let stray = number(
        connection,
        "SELECT count(*) FROM members m LEFT JOIN articles a ON a.id = m.id \
         WHERE a.id IS NULL OR a.sort <> m.sort OR a.starred <> m.starred OR a.read = m.unread",
    )?;
    if stray > 0 {
        problems.push(Problem::Stray(stray));
    }
    let unlisted = number(
        connection,
        "SELECT count(*) FROM articles a WHERE NOT EXISTS \
        (SELECT 1 FROM members m WHERE m.id = a.id AND m.list IN (0, 1))",
    )?;
    if unlisted > 0 {
        problems.push(Problem::Unlisted(unlisted));
    }
    let twins = super::identity::twins(connection)?.len();
    if twins > 0 {
        problems.push(Problem::Twins(twins as u64));
    }
    Ok(problems)
}

/// Makes lists and counters right from the articles.
pub(super) fn recount(connection: &rusqlite::Transaction<'_>) -> Result<()> {
    connection.execute_batch(
        "DELETE FROM members WHERE id NOT IN (SELECT id FROM articles);
         DELETE FROM muted WHERE id NOT IN (SELECT id FROM articles);
         DELETE FROM members WHERE (list = 0) <> (id IN (SELECT id FROM muted));
         INSERT OR IGNORE INTO members (list, sort, id, unread, starred)
             SELECT 0, sort, id, NOT read, starred FROM articles WHERE id IN (SELECT id FROM muted);
         INSERT OR IGNORE INTO lists (source, section) SELECT DISTINCT source, '' FROM articles;
         INSERT OR IGNORE INTO lists (source, section) SELECT DISTINCT source, section FROM articles;
         INSERT OR IGNORE INTO members (list, sort, id, unread, starred)
             SELECT l.id, a.sort, a.id, NOT a.read, a.starred FROM articles a
             JOIN lists l ON l.id = 1 OR (l.source = a.source AND l.section IN ('', a.section));
         UPDATE members SET sort = a.sort, unread = NOT a.read, starred = a.starred FROM articles a
             WHERE a.id = members.id
               AND (a.sort <> members.sort OR a.read = members.unread OR a.starred <> members.starred);
         UPDATE lists SET
             total = (SELECT count(*) FROM members WHERE list = lists.id),
             unread = (SELECT count(*) FROM members WHERE list = lists.id AND unread = 1),
             starred = (SELECT count(*) FROM members WHERE list = lists.id AND starred = 1),
             both = (SELECT count(*) FROM members WHERE list = lists.id AND starred = 1 AND unread = 1);",
    )?;
    Ok(())
}

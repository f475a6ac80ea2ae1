//! Looking for damage: SQLite's own check, and whether lists and counters agree with the articles.

use rusqlite::{Connection, params};

use super::Result;
use super::connection::Connections;
use super::lossy::Lossy as _;
use super::upkeep::number;
use crate::model::CanonicalUrl;

mod texts;

/// Problems that a check names at most.
const MAX_PROBLEMS: usize = 50;
/// Articles that a repair mends at most at a time.
const MAX_MENDED: usize = 100_000;
/// What stands for the body, and for the marks of the user, among the columns.
const BODY: &str = "body";
const MARKS: &str = "marks";

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
    /// Texts or a body of an article that cannot be read as they should.
    #[error("article {id}: {what} cannot be read as it should")]
    Row {
        /// The article.
        id: i64,
        /// Which columns.
        what: String,
    },
    /// Texts of another table that cannot be read as they should, in so many rows.
    #[error("table {table}: texts of {rows} rows cannot be read as they should")]
    Texts {
        /// Its name in the schema.
        table: &'static str,
        /// Rows with such a text.
        rows: u64,
    },
    /// So many articles stand in the archive twice, under two dresses of their address.
    #[error("{0} articles stand in the archive twice")]
    Twins(u64),
    /// So many pages are kept as they came, and the article that was read from them is lost, or its text is.
    #[error("{0} kept pages whose article, or its text, is lost")]
    Unread(u64),
    /// Files of the search index are not as they were written.
    #[error("the search index is damaged")]
    Index,
}

/// What is done about damage that is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repair {
    /// It is named.
    Name,
    /// It is named, and what can be made right again is.
    Mend,
}

impl Problem {
    /// Whether only a new file helps.
    pub fn is_of_the_file(&self) -> bool {
        matches!(self, Self::File(_))
    }
}

/// Looks for damage; gives each problem.
pub(super) fn check(archive: &Connections, repair: Repair) -> Result<Vec<Problem>> {
    let mut problems = archive.read(|c| {
        let mut check = c.prepare("PRAGMA integrity_check(50)")?;
        let lines = check.query_map([], |row| row.lossy::<String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(lines.into_iter().filter(|line| line != "ok").map(Problem::File).collect::<Vec<_>>())
    })?;
    problems.extend(archive.read(wrong_counters)?);
    let texts = archive.read(texts::wrong_texts)?;
    if repair == Repair::Mend && !texts.is_empty() {
        archive.write(|transaction| texts.iter().try_for_each(|table| table.mend(transaction)))?;
    }
    problems.extend(texts.iter().map(texts::WrongTexts::problem));
    let wrong = archive.read(wrong_rows)?;
    if repair == Repair::Mend && !wrong.is_empty() {
        archive.write(|transaction| mend_rows(transaction, &wrong))?;
    }
    problems.extend(wrong.into_iter().map(|row| Problem::Row { id: row.id, what: row.columns.join(", ") }));
    if repair == Repair::Mend && !problems.is_empty() {
        archive.write(|transaction| {
            super::identity::fill(transaction)?;
            super::identity::merge_twins(transaction)?;
            recount(transaction)
        })?;
    }
    problems.truncate(MAX_PROBLEMS);
    Ok(problems)
}

/// Columns of articles that hold text, or nothing.
const TEXTS: &[&str] = &[
    "url", "title", "source", "section", "sapo", "summary", "author", "picture", "details", "trouble", "etag",
    "modified",
];

/// An article of which something cannot be read.
struct WrongRow {
    id: i64,
    columns: Vec<&'static str>,
}

/// Articles with texts that are no texts, or a body that cannot be unpacked.
fn wrong_rows(connection: &Connection) -> Result<Vec<WrongRow>> {
    let sql = format!(
        "SELECT a.id, b.blocks, a.read IN (0, 1) AND a.starred IN (0, 1), a.{} FROM articles a LEFT JOIN bodies b ON b.id = a.id ORDER BY a.id",
        TEXTS.join(", a.")
    );
    let mut select = connection.prepare(&sql)?;
    let mut rows = select.query([])?;
    let mut wrong = Vec::new();
    while let Some(row) = rows.next()? {
        let is_text = |column: usize| row.get_ref(column).is_ok_and(texts::is_text);
        let mut columns: Vec<&str> =
            TEXTS.iter().enumerate().filter(|(at, _)| !is_text(at + 3)).map(|(_, name)| *name).collect();
        let body: Option<Vec<u8>> = row.lossy(1)?;
        if !columns.contains(&"url") && CanonicalUrl::parse(&row.lossy::<String>(3)?).is_none() {
            columns.push("url");
        }
        if !row.lossy::<bool>(2)? {
            columns.push(MARKS);
        }
        if body.is_some_and(|blob| !super::body::is_whole(&blob)) {
            columns.push(BODY);
        }
        if !columns.is_empty() && wrong.len() < MAX_MENDED {
            wrong.push(WrongRow { id: row.lossy(0)?, columns });
        }
    }
    Ok(wrong)
}

/// Lets the page of an article be asked for again, as if nothing of it were stored.
pub(super) const WANTED_AGAIN: &str =
    "UPDATE articles SET offline = 0, want = 1, not_before = 0, tries = 0, etag = NULL, modified = NULL";

/// Writes what can be read of the texts in their place, and lets a body that cannot be read go, so that it is fetched again.
fn mend_rows(transaction: &rusqlite::Transaction<'_>, wrong: &[WrongRow]) -> Result<()> {
    for row in wrong {
        for column in &row.columns {
            match *column {
                BODY => {
                    transaction.execute("DELETE FROM bodies WHERE id = ?1", [row.id])?;
                    transaction.execute(&format!("{WANTED_AGAIN} WHERE id = ?1"), [row.id])?;
                }
                MARKS => {
                    let marks = "UPDATE articles SET read = read IS NOT 0, starred = starred IS NOT 0 WHERE id = ?1";
                    transaction.execute(marks, [row.id])?;
                }
                column => mend_text(transaction, row.id, column)?,
            }
        }
        super::articles::entering::queue(transaction, row.id)?;
    }
    Ok(())
}

fn mend_text(transaction: &Connection, id: i64, column: &str) -> Result<()> {
    let read = format!("SELECT {column} FROM articles WHERE id = ?1");
    let text: String = transaction.query_row(&read, [id], |row| row.lossy(0))?;
    let text = if column == "url" { address(transaction, id, text)? } else { text };
    let write = format!("UPDATE OR IGNORE articles SET {column} = ?2 WHERE id = ?1");
    transaction.execute(&write, params![id, text])?;
    Ok(())
}

/// The address of an article whose own one is none: another that leads to it, else one that says that it is lost. Nobody is asked
/// for that.
fn address(transaction: &Connection, id: i64, text: String) -> Result<String> {
    if CanonicalUrl::parse(&text).is_some() {
        return Ok(text);
    }
    let mut others = transaction.prepare_cached("SELECT url FROM aliases WHERE id = ?1 ORDER BY url")?;
    let others = others.query_map([id], |row| row.lossy::<String>(0))?;
    if let Some(other) = others.filter_map(rusqlite::Result::ok).find(|other| CanonicalUrl::parse(other).is_some()) {
        return Ok(other);
    }
    transaction.execute("UPDATE articles SET want = 0, recheck = NULL WHERE id = ?1", [id])?;
    Ok(format!("https://lost.invalid/{id}"))
}

fn wrong_counters(connection: &Connection) -> Result<Vec<Problem>> {
    let mut select = connection.prepare(
        "SELECT l.source, l.section, l.total, count(m.id) FROM lists l LEFT JOIN members m ON m.list = l.id GROUP BY l.id \
         HAVING l.total IS NOT count(m.id) OR l.unread IS NOT count(*) FILTER (WHERE m.unread = 1) \
         OR l.starred IS NOT count(*) FILTER (WHERE m.starred = 1) \
         OR l.both IS NOT count(*) FILTER (WHERE m.unread = 1 AND m.starred = 1)",
    )?;
    let found = select.query_map([], |row| {
        Ok(Problem::Counters { list: row.lossy(0)?, section: row.lossy(1)?, said: row.lossy(2)?, real: row.lossy(3)? })
    })?;
    let mut problems = found.collect::<rusqlite::Result<Vec<_>>>()?;
    let stray = number(
        connection,
        "SELECT count(*) FROM members m LEFT JOIN articles a ON a.id = m.id \
         WHERE a.id IS NULL OR a.sort IS NOT m.sort OR m.starred IS NOT a.starred OR m.unread IS NOT (NOT a.read)",
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
    let unread = number(connection, "SELECT count(*) FROM pages WHERE id NOT IN (SELECT id FROM bodies)")?;
    if unread > 0 {
        problems.push(Problem::Unread(unread));
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
         DELETE FROM members WHERE list > 1 AND list NOT IN (SELECT id FROM lists);
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
               AND (a.sort IS NOT members.sort OR members.unread IS NOT (NOT a.read) OR members.starred IS NOT a.starred);
         UPDATE lists SET
             total = (SELECT count(*) FROM members WHERE list = lists.id),
             unread = (SELECT count(*) FROM members WHERE list = lists.id AND unread = 1),
             starred = (SELECT count(*) FROM members WHERE list = lists.id AND starred = 1),
             both = (SELECT count(*) FROM members WHERE list = lists.id AND starred = 1 AND unread = 1);",
    )?;
    Ok(())
}

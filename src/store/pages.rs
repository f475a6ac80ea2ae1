//! Pages as they came, deflated, so that better rules can read them again without asking the site.
//!
//! All of them together stay within a budget of bytes; the ones fetched longest ago go first.

mod lists;

use rusqlite::{Connection, OptionalExtension, params};

pub use self::lists::ListPage;
use super::body::{self, MAX_PAGE_BYTES};
use super::lossy::Lossy as _;
use super::{Result, Store, settings};
use crate::model::{ArticleId, Timestamp};

/// Bytes of packed pages that are kept when nobody says otherwise.
pub const DEFAULT_PAGES_BUDGET: u64 = 64 << 20;
/// The setting that holds another budget.
pub(super) const BUDGET_SETTING: &str = "store.pages-budget";

/// A page as it came, deflated: made where there is time for it, outside the archive's one writer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedPage(Vec<u8>);

impl PackedPage {
    /// Deflates a page; `None` for one over [`MAX_PAGE_BYTES`].
    pub fn of(html: &[u8]) -> Option<Self> {
        (html.len() <= MAX_PAGE_BYTES).then(|| Self(body::pack(html)))
    }

    /// Its bytes, deflated.
    fn blob(&self) -> &[u8] {
        &self.0
    }
}

/// Keeps a page and drops the oldest ones over the budget.
pub(super) fn keep(connection: &Connection, id: i64, fetched: Timestamp, page: &PackedPage) -> Result<()> {
    let budget = budget(connection)?;
    if budget == 0 {
        return Ok(());
    }
    connection.prepare_cached("DELETE FROM pages WHERE id = ?1")?.execute([id])?;
    connection
        .prepare_cached("INSERT INTO pages (id, fetched, html) VALUES (?1, ?2, ?3)")?
        .execute(params![id, fetched.0, page.0])?;
    shrink(connection, budget)
}

/// Drops the oldest pages until the rest fits in `budget` bytes.
pub(super) fn shrink(connection: &Connection, budget: u64) -> Result<()> {
    while bytes(connection)? > budget {
        let dropped = connection
            .prepare_cached("DELETE FROM pages WHERE id = (SELECT id FROM pages ORDER BY fetched, id LIMIT 1)")?
            .execute([])?;
        if dropped == 0 {
            break;
        }
    }
    Ok(())
}

/// Packed bytes of all kept pages.
pub(super) fn bytes(connection: &Connection) -> Result<u64> {
    let sum: i64 = connection
        .prepare_cached("SELECT value FROM sums WHERE name = 'pages_bytes'")?
        .query_row([], |row| row.lossy(0))?;
    Ok(u64::try_from(sum).unwrap_or(0))
}

fn budget(connection: &Connection) -> Result<u64> {
    let set = settings::get(connection, BUDGET_SETTING)?;
    Ok(set.and_then(|text| text.parse().ok()).unwrap_or(DEFAULT_PAGES_BUDGET))
}

impl Store {
    /// Kept pages after `after` whose article, or its text, is lost ([`super::Problem::Unread`]).
    pub fn unread_pages(&self, after: ArticleId, limit: usize) -> Result<Vec<ArticleId>> {
        self.read(|c| unread(c, after.0, limit))
    }

    /// Gives the page of a lost article to the one that was read from it; with `None` the page goes, unless an article has it.
    pub fn hand_page_over(&self, from: ArticleId, to: Option<ArticleId>) -> Result<()> {
        self.write(|c| hand_over(c, from.0, to.map(|to| to.0)))
    }
}

/// Pages after number `after` whose article, or its text, is lost.
pub(super) fn unread(connection: &Connection, after: i64, limit: usize) -> Result<Vec<ArticleId>> {
    let mut select = connection.prepare_cached(
        "SELECT id FROM pages WHERE id > ?1 AND id NOT IN (SELECT id FROM bodies) ORDER BY id LIMIT ?2",
    )?;
    let ids = select.query_map(params![after, i64::try_from(limit).unwrap_or(i64::MAX)], |row| row.lossy(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Gives the page of a lost article to the one that was read from it; with `None` the page goes.
pub(super) fn hand_over(connection: &Connection, from: i64, to: Option<i64>) -> Result<()> {
    if let Some(to) = to {
        connection.execute("UPDATE OR IGNORE pages SET id = ?2 WHERE id = ?1", [from, to])?;
    }
    connection.execute("DELETE FROM pages WHERE id = ?1 AND id NOT IN (SELECT id FROM articles)", [from])?;
    Ok(())
}

/// The page of an article as it came.
pub(super) fn load(connection: &Connection, id: i64) -> Result<Option<Vec<u8>>> {
    let blob: Option<Vec<u8>> =
        connection.query_row("SELECT html FROM pages WHERE id = ?1", [id], |row| row.lossy(0)).optional()?;
    Ok(blob.and_then(|blob| body::unpack(&blob, MAX_PAGE_BYTES)))
}

/// When the page that is kept of an article came.
pub(super) fn fetched(connection: &Connection, id: i64) -> Result<Option<Timestamp>> {
    let at: Option<i64> =
        connection.query_row("SELECT fetched FROM pages WHERE id = ?1", [id], |row| row.lossy(0)).optional()?;
    Ok(at.map(Timestamp))
}

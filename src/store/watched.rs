//! Articles found by watched searches that the user's command was not run for yet.
//!
//! Every article has a mark of its own for every search, so it makes no difference in which order articles come, are
//! indexed, or by which process. An article is claimed before it is told and marked as told afterwards: where nothing can
//! be written nothing is told, and what a killed process had claimed is told after [`CLAIM_SECONDS`].

use rusqlite::{Connection, OptionalExtension, params};

use super::connection::Connections;
use super::index::SearchIndex;
use super::lossy::Lossy as _;
use super::saved::{self, StoredSearch};
use super::{Result, Store, search};
use crate::model::{ArticleId, Summary, Timestamp};

/// How long a claim holds when its process dies.
const CLAIM_SECONDS: i64 = 120;

/// New articles of one watched search.
#[derive(Debug, Clone, PartialEq)]
pub struct WatchedNews {
    /// The name of the search.
    pub search: String,
    /// Newest first.
    pub articles: Vec<Summary>,
}

/// The unreported articles of each watched search, claimed for the caller.
pub(super) fn claim(
    archive: &Connections,
    index: &SearchIndex,
    now: Timestamp,
    meant: &dyn Fn(&str) -> String,
) -> Result<Vec<WatchedNews>> {
    let mut news = Vec::new();
    for saved in archive.read(saved::all)?.into_iter().filter(|saved| saved.watched) {
        let meant = StoredSearch { query: meant(&saved.query), ..saved.clone() };
        let mut articles = untold(archive, index, &meant, now)?;
        if articles.is_empty() {
            continue;
        }
        archive.write(|c| {
            let mut mine = Vec::new();
            for row in std::mem::take(&mut articles) {
                if take(c, &saved.name, row.id, now)? {
                    mine.push(row);
                }
            }
            articles = mine;
            Ok(())
        })?;
        if !articles.is_empty() {
            news.push(WatchedNews { search: saved.name, articles });
        }
    }
    Ok(news)
}

/// Unreported articles that a search found since it was saved, newest first.
pub(super) fn untold(
    archive: &Connections,
    index: &SearchIndex,
    saved: &StoredSearch,
    now: Timestamp,
) -> Result<Vec<Summary>> {
    let since = archive.read(|c| since(c, &saved.name))?;
    let free = |ids: Vec<u64>| archive.read(|c| free(c, &saved.name, ids, now));
    search::fitting(archive, index, &saved.query, since, now, free)
}

/// Marks articles as reported.
pub(super) fn mark_told(connection: &Connection, search: &str, ids: &[ArticleId]) -> Result<()> {
    let mut mark = connection.prepare_cached("UPDATE watch_told SET claimed = NULL WHERE search = ?1 AND id = ?2")?;
    for id in ids {
        mark.execute(params![search, id.0])?;
    }
    Ok(())
}

fn since(connection: &Connection, search: &str) -> Result<ArticleId> {
    let mut select = connection.prepare_cached("SELECT since FROM searches WHERE name = ?1")?;
    Ok(ArticleId(select.query_row([search], |row| row.lossy(0)).optional()?.unwrap_or(i64::MAX)))
}

/// Those of the given articles that are neither reported nor claimed.
fn free(connection: &Connection, search: &str, ids: Vec<u64>, now: Timestamp) -> Result<Vec<u64>> {
    let mut held = connection.prepare_cached(
        "SELECT 1 FROM watch_told WHERE search = ?1 AND id = ?2 AND (claimed IS NULL OR claimed > ?3)",
    )?;
    let mut free = Vec::new();
    for id in ids {
        let key = i64::try_from(id).unwrap_or(0);
        if !held.exists(params![search, key, now.0 - CLAIM_SECONDS])? {
            free.push(id);
        }
    }
    Ok(free)
}

/// Claims an article; `false` when another process was quicker.
fn take(connection: &Connection, search: &str, id: ArticleId, now: Timestamp) -> Result<bool> {
    let mut claim = connection.prepare_cached(
        "INSERT INTO watch_told (search, id, claimed) VALUES (?1, ?2, ?3) \
         ON CONFLICT (search, id) DO UPDATE SET claimed = excluded.claimed \
         WHERE watch_told.claimed IS NOT NULL AND watch_told.claimed <= ?4",
    )?;
    Ok(claim.execute(params![search, id.0, now.0, now.0 - CLAIM_SECONDS])? > 0)
}

impl Store {
    /// Notes that claimed articles of a watched search were told.
    pub fn watched_told(&self, search: &str, ids: &[ArticleId]) -> Result<()> {
        self.write(|c| mark_told(c, search, ids))
    }
}

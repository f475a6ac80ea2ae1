//! Searches that are kept by name, and which new articles they find.

use std::sync::{Arc, PoisonError};

use rusqlite::{Connection, params};

use super::lossy::Lossy as _;
use super::topics::papers;
use super::{Result, Store, topics};
use crate::labour::topics::Topic;
use crate::model::{ArticleId, SourceId};

/// Most searches that are kept.
pub const MAX_SAVED: usize = 200;

/// A search as a configuration writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSearch {
    /// Its name, unique.
    pub name: String,
    /// The query.
    pub query: String,
    /// New articles that it finds are told.
    pub watched: bool,
}

/// A search kept by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSearch {
    /// Its name, unique.
    pub name: String,
    /// The query.
    pub query: String,
    /// New articles that it finds are told.
    pub watched: bool,
    /// The newest article that the reader has been told of.
    pub told: ArticleId,
}

/// A kept search and what it finds now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedCount {
    /// The search.
    pub saved: StoredSearch,
    /// Articles that it finds.
    pub total: usize,
    /// Of them, stored since the reader last looked; 0 for one that is not watched.
    pub new: usize,
}

/// The first [`MAX_SAVED`] in the reader's order: what was put into the archive by other hands costs no more than that.
pub(super) fn all(connection: &Connection) -> Result<Vec<StoredSearch>> {
    let mut select =
        connection.prepare_cached("SELECT name, query, watched, told FROM searches ORDER BY place, name LIMIT ?1")?;
    let found = select.query_map([most()], |row| {
        Ok(StoredSearch {
            name: row.name(0)?,
            query: row.name(1)?,
            watched: row.lossy(2)?,
            told: ArticleId(row.lossy(3)?),
        })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Keeps a search, or changes the one of that name; `false` when there are [`MAX_SAVED`] already. A new one has told
/// of everything that is there now, and so has one whose query changed.
pub(super) fn save(connection: &Connection, search: &KeptSearch) -> Result<bool> {
    let KeptSearch { name, query, watched } = search;
    let kept = connection.execute(
        "INSERT INTO searches (name, query, watched, place, told, since) \
         SELECT ?1, ?2, ?3, coalesce((SELECT max(place) FROM searches), 0) + 1, \
         coalesce((SELECT max(id) FROM articles), 0), coalesce((SELECT max(id) FROM articles), 0) \
         WHERE (SELECT count(*) FROM searches) < ?4 OR EXISTS (SELECT 1 FROM searches WHERE name = ?1) \
         ON CONFLICT (name) DO UPDATE SET query = excluded.query, watched = excluded.watched, \
         since = CASE WHEN query = excluded.query AND watched THEN since ELSE excluded.since END",
        params![name, query, watched, most()],
    )?;
    Ok(kept > 0)
}

fn most() -> i64 {
    i64::try_from(MAX_SAVED).unwrap_or(i64::MAX)
}

/// Forgets a search; whether it was there.
pub(super) fn remove(connection: &Connection, name: &str) -> Result<bool> {
    Ok(connection.execute("DELETE FROM searches WHERE name = ?1", [name])? > 0)
}

/// Notes that the reader has been told of everything that is in the archive now.
pub(super) fn seen(connection: &Connection, name: &str) -> Result<()> {
    connection.execute(
        "UPDATE searches SET told = max(told, coalesce((SELECT max(id) FROM articles), 0)) WHERE name = ?1",
        [name],
    )?;
    Ok(())
}

impl Store {
    /// Searches kept by name.
    pub fn saved_searches(&self) -> Result<Vec<StoredSearch>> {
        self.inner.connections.ask(all)
    }

    /// Keeps a search by name, or changes it; `false` when [`MAX_SAVED`] are kept already.
    pub fn save_search(&self, search: &KeptSearch) -> Result<bool> {
        self.write(|c| save(c, search))
    }

    /// Forgets a kept search; whether it was there.
    pub fn remove_search(&self, name: &str) -> Result<bool> {
        self.write(|c| remove(c, name))
    }

    /// Keeps the searches of a configuration as it writes them; those that are so already are left alone.
    pub fn keep_searches(&self, searches: &[KeptSearch]) -> Result<()> {
        let kept = self.saved_searches()?;
        for search in searches {
            let same =
                |k: &StoredSearch| k.name == search.name && k.query == search.query && k.watched == search.watched;
            if !kept.iter().any(same) {
                self.save_search(search)?;
            }
        }
        Ok(())
    }

    /// Notes that the reader has looked at what a kept search finds: nothing of it is new any more.
    pub fn search_seen(&self, name: &str) -> Result<()> {
        self.write(|c| seen(c, name))
    }

    /// The topics that a query can name.
    pub fn set_topics(&self, topics: Vec<Topic>) {
        *self.inner.topics.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(topics);
    }

    /// The newspapers that a query can call by name.
    pub fn set_papers(&self, papers: Vec<(SourceId, String)>) {
        *self.inner.papers.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(papers);
    }

    /// A query with the topics and the newspapers it names written out.
    pub(super) fn meant(&self, query: &str) -> String {
        let topics = Arc::clone(&self.inner.topics.read().unwrap_or_else(PoisonError::into_inner));
        let papers = Arc::clone(&self.inner.papers.read().unwrap_or_else(PoisonError::into_inner));
        papers::written_out(&topics::written_out(query, &topics), &papers).into_owned()
    }
}

//! MEMORY. SQLite is the truth; a tantivy index is derived from it. Knows `model`, `text`, `labour`.
//!
//! [`Store`] is a cheap handle, `Clone + Send + Sync`. Every call blocks for a moment: from async code call it inside
//! `spawn_blocking`. One writer connection behind a lock, a few readers that never wait for it (WAL).
//! What it is asked and what it answers is plain data in `types`; SQL never leaves this room.

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, RwLock};

use crate::labour::topics::Topic;
use crate::model::{Article, ArticleId, CanonicalUrl, Clock, Query, Revision, Timestamp, Window};

mod articles;
mod beside;
mod body;
mod care;
mod carried;
mod changes;
mod check;
mod connection;
#[cfg(test)]
mod damage_tests;
mod dating;
mod details;
mod digested;
pub mod error;
mod exchange;
mod fresh;
mod identity;
mod index;
mod language;
mod lossy;
mod marks;
mod migrate;
mod moved;
mod mute;
mod pages;
mod parts;
pub mod private;
mod revisions;
mod rows;
mod salvage;
mod saved;
mod search;
mod sections;
mod settings;
mod shelf;
#[cfg(test)]
mod shortcuts;
mod since;
mod stories;
mod terms;
#[cfg(test)]
mod tests;
mod topics;
mod types;
mod upkeep;
mod visits;
mod watched;

pub use crate::model::Since;
pub use body::{MAX_BODY_BYTES, MAX_PAGE_BYTES};
pub use check::{Problem, Repair};
pub use error::{FileTrouble, StoreError};
pub use language::{MAX_QUERY_BYTES, MAX_QUERY_WORDS};
pub use mute::MAX_MUTE_RULES;
pub use pages::{DEFAULT_PAGES_BUDGET, ListPage, PackedPage};
pub use revisions::MAX_REVISIONS;
pub use rows::{MAX_PAGE_ROWS, SCANNED_ROWS};
pub use salvage::OpeningNotice;
pub use saved::{KeptSearch, MAX_SAVED, SavedCount, StoredSearch};
pub use search::{MAX_HITS, PATTERN_ARTICLES};
pub use shelf::{MAX_PICTURE_BYTES, PICTURES_FILE_NAME, PictureShelf};
pub use stories::{MarkTarget, Telling};
pub use types::{
    Again, Change, Counts, ExchangeRecord, Failing, Hit, Hits, Incoming, ListJoin, ListOrder, ListTells, ListWalk,
    ListingOutcome, PagePart, Patience, Rows, SavedCounts, Saving, SearchRequest, SectionState, SectionVisit, Showing,
    ShownItem, WaitingArticles, WantedPage,
};
pub use watched::WatchedNews;

pub use upkeep::{Limits, Pruned, Retention, SourceStats, Stats};

use connection::{Access, Connections};
use fresh::QueuedBody;
use mute::Mutes;

/// What every call gives.
pub type Result<T> = std::result::Result<T, StoreError>;

/// The file's name in the archive's directory.
pub const FILE_NAME: &str = "archive.db";

/// A handle of the archive.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    clock: Arc<dyn Clock>,
    connections: Connections,
    index: index::SearchIndex,
    notices: Vec<OpeningNotice>,
    mutes: RwLock<Arc<Mutes>>,
    topics: RwLock<Arc<Vec<Topic>>>,
    papers: RwLock<Arc<Vec<topics::papers::NamedPaper>>>,
    /// Whether a mark of reading is one of the whole story.
    whole_stories: AtomicBool,
}

impl Store {
    /// Opens (or makes) the archive in `dir`, migrating it if it is older.
    pub fn open(dir: &Path, clock: Arc<dyn Clock>) -> Result<Self> {
        let file = dir.join(FILE_NAME);
        private::folder(dir).map_err(|error| StoreError::CannotOpen { path: file.clone(), what: error.into() })?;
        connection::is_a_file_or_none(&file)?;
        match salvage::open(&file, clock.now()) {
            Ok((writer, notices)) => {
                private::tighten(dir);
                let connections = Connections::new(Some(file), writer, Access::ReadAndWrite);
                Ok(Self::around(connections, clock, notices))
            }
            Err(error) if error.forbids_writing() && file.exists() => {
                let reader = connection::open_read_only(&file).map_err(|_| error)?;
                let notices = vec![OpeningNotice::ReadOnly { file: file.clone() }];
                Ok(Self::around(Connections::new(Some(file), reader, Access::ReadOnly), clock, notices))
            }
            Err(error) => Err(error),
        }
    }

    /// An archive that lives as long as the handle.
    pub fn in_memory(clock: Arc<dyn Clock>) -> Result<Self> {
        let mut writer = connection::open_memory()?;
        migrate::migrate(&mut writer, None)?;
        Ok(Self::around(Connections::new(None, writer, Access::ReadAndWrite), clock, Vec::new()))
    }

    /// A part of a list, in constant time whatever the archive's size.
    pub fn rows(&self, query: &Query, window: Window) -> Result<Rows> {
        self.ask(|c| rows::page(c, query, window))
    }

    /// A part of a list by its place in it; costs time in proportion to `skip`. Orders that do not follow the date are
    /// those of the newest [`SCANNED_ROWS`] rows.
    pub fn rows_at(&self, query: &Query, skip: usize, limit: usize) -> Result<Rows> {
        self.read(|c| rows::page_at(c, query, skip, limit))
    }

    /// The counts of the sources pane.
    pub fn counts(&self) -> Result<Counts> {
        self.ask(rows::counts)
    }

    /// A stored article.
    pub fn article(&self, id: ArticleId) -> Result<Option<Article>> {
        self.ask(|c| articles::load(c, id))
    }

    /// Earlier versions of an article, newest first.
    pub fn revisions(&self, id: ArticleId) -> Result<Vec<Revision>> {
        self.read(|c| revisions::all(c, id))
    }

    /// The row of an address, by identity or by any address a listing gave for it.
    pub fn id_of(&self, url: &CanonicalUrl) -> Result<Option<ArticleId>> {
        self.ask(|c| Ok(identity::find(c, url)?.map(ArticleId)))
    }

    /// Brings the index up to date in steps of `step` articles; `told` hears after each how many still wait. Gives how many
    /// are left where the number does not fall: another process holds the index then, and will do it; or where `stop`,
    /// asked between two steps, says so.
    pub fn catch_up(&self, step: usize, stop: &dyn Fn() -> bool, told: &mut dyn FnMut(usize)) -> Result<usize> {
        let mut waiting = usize::MAX;
        loop {
            let left = self.pump_index(step)?;
            told(left);
            if left == 0 || left >= waiting || stop() {
                return Ok(left);
            }
            waiting = left;
        }
    }

    /// Whether the archive may only be read: nothing is fetched, marked or kept.
    pub fn is_read_only(&self) -> bool {
        self.inner.connections.is_read_only()
    }

    /// Makes the index if there is none.
    pub fn prepare_index(&self) -> Result<()> {
        self.inner.index.prepare(&self.inner.connections)
    }

    /// Brings the index up to date if no other process is doing it; at most `limit` articles. Gives how many are still waiting.
    pub fn pump_index(&self, limit: usize) -> Result<usize> {
        // Stories that wait from an import wait on: a search with nothing to index does not look for them.
        let waits = self.waiting_for_index()?;
        if self.inner.connections.is_read_only() {
            return Ok(waits);
        }
        self.settle_stories(waits.min(limit).min(stories::AT_ONCE))?;
        self.settle_documents(waits.min(limit).min(articles::documents::AT_ONCE))?;
        self.index_waiting(limit)
    }

    /// How many articles wait for the index.
    pub(crate) fn waiting_for_index(&self) -> Result<usize> {
        self.inner.connections.ask(index::waiting)
    }

    /// As [`Self::pump_index`], for the index alone: the stories wait.
    pub(crate) fn index_waiting(&self, limit: usize) -> Result<usize> {
        self.inner.index.pump(&self.inner.connections, limit)
    }

    /// What happened from `since` on, and what the watched searches found of it.
    pub fn since(&self, since: Timestamp) -> Result<Since> {
        let mut happened = self.read(|c| since::happened(c, since))?;
        for saved in self.saved_searches()?.into_iter().filter(|saved| saved.watched) {
            let new = happened.new.iter().chain(&happened.edited).map(|row| row.id).min();
            let Some(first) = new else { continue };
            let mut found = self.found_since(&saved.query, ArticleId(first.0 - 1), MAX_HITS)?;
            found.retain(|row| row.seen >= since);
            if !found.is_empty() {
                happened.watched.push((saved.name, found));
            }
        }
        Ok(happened)
    }

    /// Stores records of an import in one transaction; gives (new, already there). A record whose address is no
    /// `http(s)` address counts in neither.
    pub fn import(&self, records: &[ExchangeRecord]) -> Result<(usize, usize)> {
        let (mut fresh, mutes) = (Vec::new(), self.mutes());
        let counts = self.write(|c| {
            let (mut new, mut there) = (0, 0);
            for record in records {
                match exchange::import(c, record, &mutes, self.now())? {
                    Some((id, true)) => {
                        fresh.extend(QueuedBody::of(c, id.0, &record.draft.body)?);
                        new += 1;
                    }
                    Some((_, false)) => there += 1,
                    None => {}
                }
            }
            Ok((new, there))
        })?;
        self.inner.index.fresh.keep(fresh);
        Ok(counts)
    }

    /// The records after row `after`, oldest row first, at most `limit`; with the row id to go on from.
    pub fn export(&self, after: Option<ArticleId>, limit: usize) -> Result<Vec<(ArticleId, ExchangeRecord)>> {
        self.read(|c| exchange::export(c, after.map_or(0, |id| id.0), limit))
    }

    /// Present instant, by the clock the store was opened with.
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// The page of an article as it came, if it is still kept.
    pub fn page(&self, id: ArticleId) -> Result<Option<Vec<u8>>> {
        self.read(|c| pages::load(c, id.0))
    }

    /// When the page that is kept of an article came.
    pub fn page_fetched(&self, id: ArticleId) -> Result<Option<Timestamp>> {
        self.read(|c| pages::fetched(c, id.0))
    }

    /// Bytes of packed pages to keep from now on; 0 keeps none.
    pub fn set_pages_budget(&self, bytes: u64) -> Result<()> {
        self.write(|c| {
            settings::set(c, pages::BUDGET_SETTING, &bytes.to_string())?;
            pages::shrink(c, bytes)
        })
    }

    /// Notes that articles stood in a press review.
    pub fn note_digested(&self, ids: &[ArticleId]) -> Result<()> {
        let now = self.now();
        self.write(|c| digested::note(c, ids, now))
    }

    /// Notes articles of a press review that is about to be written.
    pub fn begin_digest(&self, ids: &[ArticleId]) -> Result<()> {
        let now = self.now();
        self.write(|c| digested::begin(c, ids, now))
    }

    /// The review is written.
    pub fn end_digest(&self) -> Result<()> {
        self.write(|c| digested::end(c))
    }

    /// The review could not be written: its articles are untold again.
    pub fn take_back_digest(&self, ids: &[ArticleId]) -> Result<()> {
        self.write(|c| digested::take_back(c, ids))
    }

    /// When the last review began that did not come to its end, and how many articles it was to hold.
    pub fn broken_digest(&self) -> Result<Option<(crate::model::Timestamp, usize)>> {
        self.ask(digested::broken_off)
    }

    /// Whether any of these articles stood in one.
    pub fn any_digested(&self, ids: &[ArticleId]) -> Result<bool> {
        self.ask(|c| digested::any(c, ids))
    }

    fn around(connections: Connections, clock: Arc<dyn Clock>, notices: Vec<OpeningNotice>) -> Self {
        let index = index::SearchIndex::new(connections.file().and_then(Path::parent));
        Self {
            inner: Arc::new(Inner {
                clock,
                connections,
                index,
                notices,
                mutes: RwLock::default(),
                topics: RwLock::default(),
                papers: RwLock::default(),
                whole_stories: AtomicBool::new(false),
            }),
        }
    }

    /// What happened at opening and the reader should know.
    pub fn notices(&self) -> &[OpeningNotice] {
        &self.inner.notices
    }

    /// Damage that was met makes the next opening look for it.
    fn watched<T>(&self, done: Result<T>) -> Result<T> {
        if let (Err(StoreError::Damaged), Some(file)) = (&done, self.inner.connections.file()) {
            salvage::note_damage(file);
        }
        done
    }

    fn read<T>(&self, work: impl FnOnce(&rusqlite::Connection) -> Result<T>) -> Result<T> {
        self.watched(self.inner.connections.read(work))
    }

    /// As [`Self::read`], for what takes a few milliseconds at most.
    fn ask<T>(&self, work: impl FnOnce(&rusqlite::Connection) -> Result<T>) -> Result<T> {
        self.watched(self.inner.connections.ask(work))
    }

    fn write<T>(&self, work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T>) -> Result<T> {
        self.watched(self.inner.connections.write(work))
    }
}

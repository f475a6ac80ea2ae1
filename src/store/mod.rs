//! MEMORY. SQLite is the truth; a tantivy index is derived from it. Knows `model`, `text`, `labour`.
//!
//! [`Store`] is a cheap handle, `Clone + Send + Sync`. Every call blocks for a moment: from async code call it inside
//! `spawn_blocking`. One writer connection behind a lock, a few readers that never wait for it (WAL).
//! What it is asked and what it answers is plain data in `types`; SQL never leaves this room.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use crate::labour::topics::Topic;
use crate::model::{
    Article, ArticleId, CanonicalUrl, Clock, Cursor, Entry, Language, Offline, Query, Revision, SectionId, SourceId,
    Timestamp, Window,
};

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
#[cfg(test)]
mod search_tests;
mod sections;
mod settings;
mod shelf;
mod since;
mod stories;
mod terms;
#[cfg(test)]
mod tests;
mod topics;
mod types;
mod upkeep;
#[cfg(test)]
mod upkeep_tests;
mod watched;

pub use crate::model::Since;
pub use body::{MAX_BODY_BYTES, MAX_PAGE_BYTES};
pub use check::Problem;
pub use error::{FileTrouble, StoreError};
pub use exchange::IMPORTED;
pub use language::{MAX_QUERY_BYTES, MAX_QUERY_WORDS};
pub use mute::MAX_MUTE_RULES;
pub use pages::{DEFAULT_PAGES_BUDGET, PackedPage};
pub use revisions::MAX_REVISIONS;
pub use rows::{MAX_PAGE_ROWS, SCANNED_ROWS};
pub use salvage::Notice;
pub use saved::{KeptSearch, MAX_SAVED, Saved, SavedCount};
pub use search::{MAX_HITS, PATTERN_ARTICLES};
pub use shelf::{MAX_PICTURE_BYTES, PICTURES_FILE_NAME, PictureShelf};
pub use stories::{Reading, StorySize, Telling};
pub use types::{
    Again, Change, Counts, Failing, Ground, Hit, Hits, Incoming, ListOrder, Listed, PagePart, Patience, Record, Rows,
    Saving, SearchRequest, SectionState, SectionVisit, Stored, Waiting, Walk, Wanted,
};
pub use watched::WatchedNews;

pub use upkeep::{Limits, Pruned, Retention, SourceStats, Stats};

use connection::{Access, Connections};
use fresh::Body;
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
    notices: Vec<Notice>,
    mutes: RwLock<Arc<Mutes>>,
    topics: RwLock<Arc<Vec<Topic>>>,
    /// Whether a mark of reading is one of the whole story.
    whole_stories: AtomicBool,
}

impl Store {
    /// Opens (or makes) the archive in `dir`, migrating it if it is older.
    pub fn open(dir: &Path, clock: Arc<dyn Clock>) -> Result<Self> {
        let file = dir.join(FILE_NAME);
        private::folder(dir).map_err(|error| StoreError::CannotOpen { path: file.clone(), what: error.into() })?;
        match salvage::open(&file, clock.now()) {
            Ok((writer, notices)) => {
                private::tighten(dir);
                let connections = Connections::new(Some(file), writer, Access::ReadAndWrite);
                Ok(Self::around(connections, clock, notices))
            }
            Err(error) if error.forbids_writing() && file.exists() => {
                let reader = connection::open_read_only(&file).map_err(|_| error)?;
                let notices = vec![Notice::ReadOnly { file: file.clone() }];
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

    /// Addresses of the newest articles of a section.
    pub fn addresses_in(&self, source: &SourceId, section: &SectionId, limit: usize) -> Result<Vec<CanonicalUrl>> {
        self.read(|c| sections::addresses(c, source, section, limit))
    }

    /// When the newest article of a section was published of those that were met by an instant.
    pub(crate) fn newest_met(&self, at: (&SourceId, &SectionId), by: Timestamp) -> Result<Option<Timestamp>> {
        self.read(|c| since::newest_met(c, at, by))
    }

    /// Whether one list of a source (`fuller`) told of each of the last articles of another one.
    pub(crate) fn tells_all_of(&self, source: &SourceId, fuller: &SectionId, list: &SectionId) -> Result<bool> {
        self.read(|c| since::tells_all_of(c, source, fuller, list))
    }

    /// Whether an article page of a source said when it was published.
    pub(crate) fn pages_say_dates(&self, source: &SourceId) -> Result<bool> {
        self.read(|c| since::pages_say_dates(c, source))
    }

    /// Notes what a section's page listed.
    pub fn save_listing(&self, source: &SourceId, section: &SectionId, items: &[Entry]) -> Result<Listed> {
        let visit = SectionVisit { source, section, items: Some(items), state: None, walk: None };
        self.write(|c| sections::save_visit(c, &visit, Patience::Waits, &self.mutes(), self.now()))
    }

    /// Articles that are listed but have no body yet, newest first.
    pub fn wanted(&self, sources: Option<&[SourceId]>, limit: usize, patience: Patience) -> Result<Vec<Wanted>> {
        self.read(|c| sections::all_wanted(c, sources, limit, sections::due_at(patience, self.now())))
    }

    /// What waits because its page could not be had, by source.
    pub fn waiting(&self) -> Result<Vec<Waiting>> {
        self.read(|c| sections::waiting(c, self.now()))
    }

    /// Articles of these sources whose stored page is to be asked again by itself, newest first.
    pub fn rechecks(&self, sources: &[SourceId], limit: usize) -> Result<Vec<Wanted>> {
        self.read(|c| sections::rechecks(c, sources, limit, self.now()))
    }

    /// Articles of these rows, to be asked for as if nothing of them were stored.
    pub fn again(&self, ids: &[ArticleId]) -> Result<Vec<Wanted>> {
        self.read(|c| sections::again(c, ids))
    }

    /// Stores extracted articles in one transaction and queues them for the index.
    pub fn save(&self, articles: &[Incoming<'_>]) -> Result<Vec<(ArticleId, Change)>> {
        let (mut fresh, mutes) = (Vec::new(), self.mutes());
        let saved = self.write(|c| {
            let mut saved = Vec::with_capacity(articles.len());
            for incoming in articles {
                let (id, change) = articles::save(c, incoming, &mutes)?;
                if change == Change::New {
                    fresh.extend(Body::of(c, id.0, &incoming.draft.body)?);
                }
                saved.push((id, change));
            }
            Ok(saved)
        })?;
        self.inner.index.fresh.keep(fresh);
        Ok(saved)
    }

    /// Stores what a part of a refresh brought, all of it or nothing.
    pub fn save_all(&self, saving: &Saving<'_>) -> Result<Stored> {
        let (now, mutes) = (self.now(), self.mutes());
        self.write(|c| {
            let before = mute::count(c)?;
            let articles =
                saving.articles.iter().map(|incoming| articles::save(c, incoming, &mutes)).collect::<Result<_>>()?;
            let muted = mute::count(c)?.saturating_sub(before);
            for failing in &saving.failures {
                articles::fail(c, *failing, now)?;
            }
            saving.held.iter().try_for_each(|(id, trouble)| articles::hold(c, *id, trouble))?;
            saving.unchanged.iter().try_for_each(|id| articles::unchanged(c, *id, now))?;
            let mut listed = Vec::with_capacity(saving.sections.len());
            for visit in &saving.sections {
                listed.push(sections::save_visit(c, visit, saving.patience, &mutes, now)?);
            }
            let mut stored = Stored { articles, muted, listed, suspects: Vec::new() };
            moved::settle(c, saving, &mut stored)?;
            Ok(stored)
        })
    }

    /// Notes that an article's page could not be had, and why ([`crate::model::article::Provenance::trouble`]). A stored
    /// body stays.
    pub fn save_failure(&self, id: ArticleId, state: Offline, trouble: &str) -> Result<()> {
        self.write(|c| articles::fail(c, Failing { id, state, trouble, again: Again::Later }, self.now()))
    }

    /// Notes that an article's page was asked for again and is as it was.
    pub fn save_unchanged(&self, id: ArticleId) -> Result<()> {
        self.write(|c| articles::unchanged(c, id, self.now()))
    }

    /// Marks articles read or unread; gives the ids that really changed (for undo). Many are marked in several
    /// transactions, so that whoever else wants to write gets a turn; the same holds for the calls that follow.
    pub fn set_read(&self, ids: &[ArticleId], read: bool) -> Result<Vec<ArticleId>> {
        if self.inner.whole_stories.load(Ordering::Relaxed) {
            let all = self.with_stories(ids)?;
            return self.in_parts(&all, |c, part| marks::set_read(c, part, read));
        }
        self.in_parts(ids, |c, part| marks::set_read(c, part, read))
    }

    /// Says what a mark of reading is of from now on.
    pub fn set_reading(&self, reading: Reading) {
        self.inner.whole_stories.store(reading == Reading::WholeStory, Ordering::Relaxed);
    }

    /// Marks every unread article of a list read; gives the ids that changed (for undo).
    pub fn set_read_all(&self, query: &Query) -> Result<Vec<ArticleId>> {
        let ids = self.read(|c| marks::unread(c, query))?;
        self.set_read(&ids, true)
    }

    /// Marks the unread articles above (or below) a row of a list read; gives the ids that changed (for undo).
    pub fn set_read_beside(&self, query: &Query, row: Cursor, above: bool) -> Result<Vec<ArticleId>> {
        let ids = self.read(|c| marks::beside(c, query, row, above))?;
        self.set_read(&ids, true)
    }

    /// Stars or unstars; gives the ids that really changed.
    pub fn set_starred(&self, ids: &[ArticleId], starred: bool) -> Result<Vec<ArticleId>> {
        self.in_parts(ids, |c, part| {
            let changed = marks::set_starred(c, part, starred)?;
            // What is starred is never muted.
            changed.iter().filter(|_| starred).try_for_each(|id| mute::bring_back(c, id.0))?;
            Ok(changed)
        })
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
        if self.inner.connections.is_read_only() {
            return self.inner.connections.ask(index::waiting);
        }
        // Stories that wait from an import wait on: a search with nothing to index does not look for them.
        let waits = self.inner.connections.ask(index::waiting)?;
        self.settle_stories(waits.min(limit).min(stories::AT_ONCE))?;
        self.settle_documents(waits.min(limit).min(articles::documents::AT_ONCE))?;
        self.index_waiting(limit)
    }

    /// As [`Self::pump_index`], for the index alone: the stories wait.
    fn index_waiting(&self, limit: usize) -> Result<usize> {
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

    /// What is remembered of a section.
    pub fn section_state(&self, source: &SourceId, section: &SectionId) -> Result<SectionState> {
        self.ask(|c| sections::state(c, source, section))
    }

    /// All sections' states.
    pub fn section_states(&self) -> Result<BTreeMap<(SourceId, SectionId), SectionState>> {
        self.ask(sections::states)
    }

    /// Remembers a section's state.
    pub fn save_section_state(&self, source: &SourceId, section: &SectionId, state: &SectionState) -> Result<()> {
        self.write(|c| sections::save_state(c, source, section, state))
    }

    /// Stores records of an import in one transaction; gives (new, already there). A record whose address is no
    /// `http(s)` address counts in neither.
    pub fn import(&self, records: &[Record]) -> Result<(usize, usize)> {
        let (mut fresh, mutes) = (Vec::new(), self.mutes());
        let counts = self.write(|c| {
            let (mut new, mut there) = (0, 0);
            for record in records {
                match exchange::import(c, record, &mutes, self.now())? {
                    Some((id, true)) => {
                        fresh.extend(Body::of(c, id.0, &record.draft.body)?);
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
    pub fn export(&self, after: Option<ArticleId>, limit: usize) -> Result<Vec<(ArticleId, Record)>> {
        self.read(|c| exchange::export(c, after.map_or(0, |id| id.0), limit))
    }

    /// A small value of the screen's or the engine's own (pane sizes, history); `None` when never set.
    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        self.ask(|c| settings::get(c, name))
    }

    /// All such values whose names begin with `prefix` (letters and dots), by the rest of their names.
    pub fn settings_beginning(&self, prefix: &str) -> Result<BTreeMap<String, String>> {
        self.ask(|c| settings::beginning(c, prefix))
    }

    /// Remembers such a value.
    pub fn set_setting(&self, name: &str, value: &str) -> Result<()> {
        self.write(|c| settings::set(c, name, value))
    }

    /// Remembers several at once.
    pub fn set_settings(&self, values: &[(String, String)]) -> Result<()> {
        self.write(|c| values.iter().try_for_each(|(name, value)| settings::set(c, name, value)))
    }

    /// Present instant, by the clock the store was opened with.
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// The page of an article as it came, if it is still kept.
    pub fn page(&self, id: ArticleId) -> Result<Option<Vec<u8>>> {
        self.read(|c| pages::load(c, id.0))
    }

    /// Bytes of packed pages to keep from now on; 0 keeps none.
    pub fn set_pages_budget(&self, bytes: u64) -> Result<()> {
        self.write(|c| {
            settings::set(c, pages::BUDGET_SETTING, &bytes.to_string())?;
            pages::shrink(c, bytes)
        })
    }

    /// What is wrong with a mute rule, a sentence; `None` when it makes sense.
    pub fn mute_complaint(rule: &str, now: Timestamp, language: Language) -> Option<String> {
        mute::complaint(rule, now, language)
    }

    /// Takes the rules of muting that count from now on for what arrives; [`Self::settle_mutes`] applies them to what is
    /// there. Rules that make no sense are left out.
    pub fn set_mutes(&self, rules: &[String]) {
        let mutes = Arc::new(Mutes::new(rules, self.now()));
        *self.inner.mutes.write().unwrap_or_else(PoisonError::into_inner) = mutes;
    }

    /// Applies the rules of muting to the archive if they changed since it was last done; gives how many articles were
    /// muted or came back. `stop` is asked between parts; what was broken off is done by the next call.
    pub fn settle_mutes(&self, stop: &dyn Fn() -> bool) -> Result<usize> {
        self.watched(mute::settle_all(&self.inner.connections, &self.mutes(), stop))
    }

    fn mutes(&self) -> Arc<Mutes> {
        Arc::clone(&self.inner.mutes.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Searches kept by name.
    pub fn saved_searches(&self) -> Result<Vec<Saved>> {
        self.read(saved::all)
    }

    /// Keeps a search by name, or changes it; `false` when [`MAX_SAVED`] are kept already.
    pub fn save_search(&self, name: &str, query: &str, watched: bool) -> Result<bool> {
        self.write(|c| saved::save(c, name, query, watched))
    }

    /// Forgets a kept search; whether it was there.
    pub fn remove_search(&self, name: &str) -> Result<bool> {
        self.write(|c| saved::remove(c, name))
    }

    /// Keeps the searches of a configuration as it writes them; those that are so already are left alone.
    pub fn keep_searches(&self, searches: &[KeptSearch]) -> Result<()> {
        let kept = self.saved_searches()?;
        for search in searches {
            let same = |k: &Saved| k.name == search.name && k.query == search.query && k.watched == search.watched;
            if !kept.iter().any(same) {
                self.save_search(&search.name, &search.query, search.watched)?;
            }
        }
        Ok(())
    }

    /// Notes that claimed articles of a watched search were told.
    pub fn watched_told(&self, search: &str, ids: &[ArticleId]) -> Result<()> {
        self.write(|c| watched::told(c, search, ids))
    }

    /// Notes that the reader has been told what a kept search found up to `id`.
    pub fn search_told(&self, name: &str, id: ArticleId) -> Result<()> {
        self.write(|c| saved::told(c, name, id))
    }

    /// What is wrong with a query, a sentence; its words are searched all the same.
    pub fn query_complaint(query: &str, now: Timestamp, language: Language) -> Option<String> {
        language::parse(query, now).complaint(language)
    }

    /// The topics that a query can name.
    pub fn set_topics(&self, topics: Vec<Topic>) {
        *self.inner.topics.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(topics);
    }

    /// A query with the topics it names written out.
    fn meant(&self, query: &str) -> String {
        let topics = Arc::clone(&self.inner.topics.read().unwrap_or_else(PoisonError::into_inner));
        topics::written_out(query, &topics).into_owned()
    }

    /// Notes that articles stood in a press review.
    pub fn note_digested(&self, ids: &[ArticleId]) -> Result<()> {
        let now = self.now();
        self.write(|c| digested::note(c, ids, now))
    }

    /// Whether any of these articles stood in one.
    pub fn any_digested(&self, ids: &[ArticleId]) -> Result<bool> {
        self.ask(|c| digested::any(c, ids))
    }

    /// Notes that the reader has looked at what a kept search finds: nothing of it is new any more.
    pub fn search_seen(&self, name: &str) -> Result<()> {
        self.write(|c| saved::seen(c, name))
    }

    fn around(connections: Connections, clock: Arc<dyn Clock>, notices: Vec<Notice>) -> Self {
        let index = index::SearchIndex::new(connections.file().and_then(Path::parent));
        Self {
            inner: Arc::new(Inner {
                clock,
                connections,
                index,
                notices,
                mutes: RwLock::default(),
                topics: RwLock::default(),
                whole_stories: AtomicBool::new(false),
            }),
        }
    }

    /// What happened at opening and the reader should know.
    pub fn notices(&self) -> &[Notice] {
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

    fn in_parts(
        &self,
        ids: &[ArticleId],
        work: impl Fn(&rusqlite::Transaction<'_>, &[ArticleId]) -> Result<Vec<ArticleId>>,
    ) -> Result<Vec<ArticleId>> {
        let mut changed = Vec::new();
        for part in ids.chunks(marks::AT_ONCE) {
            changed.extend(self.write(|c| work(c, part))?);
        }
        Ok(changed)
    }

    fn write<T>(&self, work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T>) -> Result<T> {
        self.watched(self.inner.connections.write(work))
    }
}

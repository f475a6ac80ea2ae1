//! The search index on disk, derived from the archive and never more than that: lost or damaged, it is made again.
//!
//! Every save puts the article's id into the table `queue` in the same transaction. Whoever gets the lock file drains
//! the queue; another process that finds it taken goes on without an error. A commit of the index carries a mark, the
//! index's name and the last `seq` in it; at opening the mark is compared with the archive's own, and when the index is
//! another one or behind what was drained, everything is queued again, newest first.

use std::collections::HashSet;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, TryLockError as MutexTryLockError};
use std::time::Instant;

use rusqlite::Connection;
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, Term};

use super::connection::{Connections, lock};
use super::fresh::Fresh;
use super::lossy::Lossy as _;
use super::terms::{self, Fields, IndexDocuments, Pending};
use super::{Result, StoreError, private, settings};
use crate::text::words::WordCutter;

mod damage;
mod queued;
mod writing;

pub(super) use damage::contained;
use queued::queued;
pub(super) use queued::texts;
use writing::{articles, mark, writer};

/// The file whose lock says who writes the index.
const LOCK_FILE: &str = "index.lock";
/// Articles read from the archive at a time.
const BATCH: usize = 500;
/// Articles in one commit of the index; a crash loses the work of at most these (they stay queued).
const COMMIT: usize = 40_000;
/// From this many articles in the index on, two threads answer a question.
const LARGE: usize = 150_000;
/// Waiting articles that are counted; beyond them the count is an estimate from the queue's numbers.
const COUNTED: i64 = 10_000;
/// Settings that hold the mark.
const NAME: &str = "index.name";
const DRAINED: &str = "index.drained";
/// The learnt words that the index is made with, one a line.
const LEARNT: &str = "index.words";
/// Setting: the words that the archive teaches, after a line with the number of articles.
pub(crate) const LEARNT_WORDS: &str = "learnt-words";
/// Ids up to this one may be in the index already and have to be taken out before they are put in.
const CEILING: &str = "index.ceiling";

/// The index of an archive, opened when first needed.
pub(super) struct SearchIndex {
    /// The archive's directory; `None` in memory.
    home: Option<PathBuf>,
    opened: Mutex<Option<OpenedIndex>>,
    pumping: Mutex<()>,
    pub(super) fresh: Fresh,
    /// Texts that wait to be cut.
    pending: Arc<Pending>,
    /// How texts are cut into words, by the name of the index.
    words: Mutex<Option<(String, Arc<WordCutter>)>>,
}

struct OpenedIndex {
    index: Index,
    reader: IndexReader,
    /// The size and time of the index's list of segments when the reader was last brought up to date.
    stamp: Option<(u64, std::time::SystemTime)>,
}

/// A consistent view of the index with its fields.
pub(super) struct IndexView {
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
}

/// Held while this process writes the index.
struct WritePermit<'a> {
    _file: Option<File>,
    _turn: MutexGuard<'a, ()>,
}

impl SearchIndex {
    /// The index in `home`, or one in memory.
    pub(super) fn new(home: Option<&Path>) -> Self {
        Self {
            home: home.map(Path::to_owned),
            opened: Mutex::default(),
            pumping: Mutex::default(),
            fresh: Fresh::default(),
            pending: Arc::default(),
            words: Mutex::default(),
        }
    }

    /// The index as it was last committed by any process; `None` when there is none yet.
    pub(super) fn view(&self) -> Option<IndexView> {
        let (_, fields) = terms::schema();
        let mut opened = lock(&self.opened);
        let stamp = self.stamp();
        match opened.as_mut() {
            Some(open) if stamp.is_none() || open.stamp != stamp => match open.reader.reload() {
                Ok(()) => open.stamp = stamp,
                Err(_) => *opened = None,
            },
            _ => {}
        }
        if opened.is_none() {
            *opened = contained(|| self.open()).ok();
        }
        opened.as_ref().map(|open| IndexView { searcher: open.reader.searcher(), fields })
    }

    /// How the texts of this index are cut into words: by the lexicon, and what the archive had taught when the index was
    /// made. What it teaches later counts from the next index on.
    pub(super) fn words(&self, archive: &Connections) -> Result<Arc<WordCutter>> {
        let (name, learnt) = archive.ask(|c| Ok((settings::get(c, NAME)?, settings::get(c, LEARNT)?)))?;
        let name = name.unwrap_or_default();
        let mut kept = lock(&self.words);
        if let Some((of, words)) = kept.as_ref()
            && *of == name
        {
            return Ok(Arc::clone(words));
        }
        let words = Arc::new(WordCutter::new(learnt.unwrap_or_default().lines()));
        *kept = Some((name, Arc::clone(&words)));
        Ok(words)
    }

    fn stamp(&self) -> Option<(u64, std::time::SystemTime)> {
        let list = std::fs::metadata(self.directory()?.join("meta.json")).ok()?;
        Some((list.len(), list.modified().ok()?))
    }

    fn directory(&self) -> Option<PathBuf> {
        self.home.as_ref().map(|home| home.join(private::DIRECTORY))
    }

    /// Opens what is there.
    fn open(&self) -> Result<OpenedIndex> {
        let directory = self.directory().ok_or_else(|| StoreError::Index("no index in memory yet".to_owned()))?;
        let stamp = self.stamp();
        self.around(damage::open(&directory)?, stamp)
    }

    fn around(&self, mut index: Index, stamp: Option<(u64, std::time::SystemTime)>) -> Result<OpenedIndex> {
        terms::register(&index, &self.pending);
        if articles(&index)? >= LARGE {
            index.set_multithread_executor(2)?;
        }
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(OpenedIndex { index, reader, stamp })
    }

    /// Indexes up to `limit` queued articles, if no other process is at it. Gives how many are still waiting.
    pub(super) fn pump(&self, archive: &Connections, limit: usize) -> Result<usize> {
        if let Some(_permit) = self.permit()? {
            let work = || contained(|| self.work(archive, limit)).map_err(|error| self.cause(error));
            match work() {
                Err(StoreError::Index(_)) if self.is_damaged() => {
                    archive.write(|c| forget(c))?;
                    work()?;
                }
                done => done?,
            }
        }
        let left = archive.ask(waiting)?;
        if left == 0 {
            self.fresh.clear();
        }
        Ok(left)
    }

    /// Makes the index if there is none, so that the first to fill it need not.
    pub(super) fn prepare(&self, archive: &Connections) -> Result<()> {
        if self.stamp().is_none()
            && let Some(_permit) = self.permit()?
        {
            self.ready(archive)?;
        }
        Ok(())
    }

    fn cause(&self, error: StoreError) -> StoreError {
        let Some(home) = &self.home else { return error };
        damage::cause(error, &home.join(LOCK_FILE))
    }

    /// Whether a file of the index on disk is not as it was written; reads all of them.
    pub(super) fn is_damaged(&self) -> bool {
        self.stamp().is_some() && self.directory().is_some_and(|directory| damage::is_damaged(&directory))
    }

    /// Indexes up to `limit` queued articles. Needs the permit.
    fn work(&self, archive: &Connections, limit: usize) -> Result<()> {
        let (index, first) = self.ready(archive)?;
        let waits = archive.ask(waiting)?.min(limit);
        if waits > 0 {
            let mut writer = first.map_or_else(|| writer(&index), Ok)?;
            // Files left by a killed writer have the names that this one is about to use.
            writer.garbage_collect_files().wait()?;
            let _draining = self.fresh.draining();
            let mut left = limit;
            while left > 0 {
                let round = left.min(COMMIT);
                let begun = Instant::now();
                let done = self.drain(&index, &mut writer, archive, round)?;
                tracing::debug!(articles = done, ms = begun.elapsed().as_millis(), "indexed");
                left -= done;
                if done < round {
                    break;
                }
            }
            // Merging goes on beside the rounds and is waited for once.
            writer.wait_merging_threads()?;
        }
        Ok(())
    }

    /// Indexes up to `limit` articles in one commit; gives how many it took from the queue.
    fn drain(&self, index: &Index, writer: &mut IndexWriter, archive: &Connections, limit: usize) -> Result<usize> {
        let Some((name, mut seq)) = payload(index) else { return Ok(0) };
        let ceiling = raise_ceiling(archive, 0)?;
        let (_, fields) = terms::schema();
        let (mut done, mut from) = (0, 0);
        // What is stored or changed while we are at it comes to the end of the queue, and is taken along.
        let mut taken = HashSet::new();
        let words = self.words(archive)?;
        let mut documents = IndexDocuments::new(fields, &words, &self.pending);
        while done < limit {
            let batch = archive.read(|c| queued(c, &self.fresh, from, BATCH.min(limit - done)))?;
            let Some(last) = batch.last() else { break };
            from = last.seq;
            done += batch.len();
            for queued in batch {
                if !taken.insert(queued.id) || queued.id <= ceiling {
                    writer.delete_term(Term::from_field_u64(fields.id, queued.id.unsigned_abs()));
                }
                if let Some(texts) = queued.texts {
                    writer.add_document(documents.document(&texts))?;
                }
            }
        }
        if done == 0 {
            return Ok(0);
        }
        seq = seq.max(from);
        raise_ceiling(archive, taken.into_iter().max().unwrap_or(0))?;
        mark(writer, &name, seq)?;
        archive.write(|c| {
            c.execute("DELETE FROM queue WHERE seq <= ?1", [from])?;
            settings::set(c, DRAINED, &from.to_string())
        })?;
        Ok(done)
    }

    fn permit(&self) -> Result<Option<WritePermit<'_>>> {
        let turn = match self.pumping.try_lock() {
            Ok(turn) => turn,
            Err(MutexTryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(MutexTryLockError::WouldBlock) => return Ok(None),
        };
        let Some(home) = &self.home else { return Ok(Some(WritePermit { _file: None, _turn: turn })) };
        let path = home.join(LOCK_FILE);
        let told = |error: std::io::Error| StoreError::File { path: path.clone(), what: error.into() };
        let file = private::lock_file(&path).map_err(told)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(WritePermit { _file: Some(file), _turn: turn })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(told(error)),
        }
    }

    /// The index to be written; made anew when it is missing, damaged, another one, or behind its mark, and then with the
    /// writer that made it. Needs the permit.
    fn ready(&self, archive: &Connections) -> Result<(Index, Option<IndexWriter>)> {
        let mark = archive.read(|c| Ok((settings::get(c, NAME)?, settings::get(c, DRAINED)?)))?;
        let drained: i64 = mark.1.and_then(|text| text.parse().ok()).unwrap_or(0);
        if let Ok(open) = self.open_to_write()
            && contained(|| Ok(is_whole(&open))).unwrap_or(false)
            && let Some((name, seq)) = payload(&open)
            && Some(&name) == mark.0.as_ref()
            && seq >= drained
        {
            return Ok((open, None));
        }
        let (index, writer) = self.make_anew(archive)?;
        Ok((index, Some(writer)))
    }

    /// On disk as it is now: another process may have written since this one opened it, and its list of files with it.
    fn open_to_write(&self) -> Result<Index> {
        let Some(directory) = self.directory() else {
            let kept = lock(&self.opened).as_ref().map(|open| open.index.clone());
            return kept.ok_or_else(|| StoreError::Index("no index in memory yet".to_owned()));
        };
        let index = damage::open(&directory)?;
        terms::register(&index, &self.pending);
        Ok(index)
    }

    fn make_anew(&self, archive: &Connections) -> Result<(Index, IndexWriter)> {
        let (schema, _) = terms::schema();
        let mut opened = lock(&self.opened);
        *opened = None;
        let index = match self.directory() {
            None => Index::create_in_ram(schema),
            Some(directory) => {
                self.home.as_deref().map_or(Ok(()), damage::remove_all)?;
                let told = |error: std::io::Error| StoreError::File { path: directory.clone(), what: error.into() };
                private::folder(&directory).map_err(told)?;
                Index::create_in_dir(&directory, schema)?
            }
        };
        let open = self.around(index, None)?;
        let index = open.index.clone();
        *opened = Some(open);
        drop(opened);
        let name = format!("{:016x}", fastrand::u64(..));
        let mut writer = writer(&index)?;
        mark(&mut writer, &name, 0)?;
        archive.write(|c| {
            let taught = settings::get(c, LEARNT_WORDS)?.unwrap_or_default();
            settings::set(c, LEARNT, taught.split_once('\n').map_or("", |(_, words)| words))?;
            settings::set(c, NAME, &name)?;
            settings::set(c, DRAINED, "0")?;
            settings::set(c, CEILING, "0")?;
            c.execute("DELETE FROM queue", [])?;
            c.execute(
                "INSERT INTO queue (id) SELECT id FROM members WHERE list IN (0, 1) ORDER BY sort DESC, id DESC",
                [],
            )?;
            Ok(())
        })?;
        Ok((index, writer))
    }
}

/// Whether every file of the index is there: of a list of segments alone nothing is found.
fn is_whole(index: &Index) -> bool {
    let Ok(reader) = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into() else { return false };
    let _: &IndexReader = &reader;
    true
}

/// The name and the last `seq` that the last commit of an index carries.
fn payload(index: &Index) -> Option<(String, i64)> {
    let payload = index.load_metas().ok()?.payload?;
    let (name, seq) = payload.split_once(' ')?;
    Some((name.to_owned(), seq.parse().ok()?))
}

/// Notes that every present id and those up to `taken` may be in the index from now on; gives the former note.
fn raise_ceiling(archive: &Connections, taken: i64) -> Result<i64> {
    archive.write(|c| {
        let before = settings::get(c, CEILING)?.and_then(|text| text.parse().ok()).unwrap_or(i64::MAX);
        let highest: Option<i64> = c.query_row("SELECT max(id) FROM articles", [], |row| row.lossy(0))?;
        settings::set(
            c,
            CEILING,
            &highest.unwrap_or(0).max(taken).max(if before == i64::MAX { 0 } else { before }).to_string(),
        )?;
        Ok(before)
    })
}

/// Makes the next indexing run rebuild the index.
pub(super) fn forget(connection: &Connection) -> Result<()> {
    settings::set(connection, NAME, "")
}

/// Articles whose current text is not in the index.
pub(super) fn waiting(connection: &Connection) -> Result<usize> {
    let mut some = connection.prepare_cached("SELECT count(*) FROM (SELECT 1 FROM queue LIMIT ?1)")?;
    let mut count: i64 = some.query_row([COUNTED], |row| row.lossy(0))?;
    if count == COUNTED {
        let mut span = connection.prepare_cached("SELECT max(seq) - (SELECT min(seq) FROM queue) + 1 FROM queue")?;
        count = span.query_row([], |row| row.lossy(0))?;
    }
    Ok(usize::try_from(count).unwrap_or(0))
}

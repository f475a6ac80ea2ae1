//! Opens the file and hands out connections: one writer behind a lock, and a few readers that never wait for it.
//!
//! WAL lets readers of this and other processes go on while one writes. `synchronous = FULL` makes every finished
//! transaction survive a power cut; with the batches of a refresh its price is one fsync per some dozens of articles.
//! An in-memory archive has one connection only, so its readers take turns with the writer.

use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use super::{FileTrouble, Result, StoreError};
use crate::text::pattern::Pattern;

/// How long a call waits for another process before it says that the archive is busy.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long is waited before a call that SQLite refused at once is tried again.
const BUSY_PAUSE: Duration = Duration::from_millis(5);
/// Idle readers that are kept open.
const KEPT_READERS: usize = 4;
/// Prepared statements kept per connection.
const KEPT_STATEMENTS: usize = 64;
/// Page cache of the writer, in KiB.
const WRITER_CACHE_KIB: i64 = 16 << 10;
/// Page cache of a reader, in KiB.
const READER_CACHE_KIB: i64 = 4 << 10;
/// The write-ahead log is folded into the file when it is this long, in pages of 4 KiB.
const CHECKPOINT_PAGES: i64 = 4000;
/// The write-ahead log is cut back to this many bytes afterwards.
const LOG_BYTES_KEPT: i64 = 32 << 20;

/// All connections of one handle.
pub(super) struct Connections {
    /// `None` for an archive in memory.
    file: Option<PathBuf>,
    /// Before the writer, for fields are dropped in this order and only a connection that may write, closed last, takes
    /// the write-ahead log into the archive; left behind, the log is read anew at every opening.
    readers: Mutex<Vec<Connection>>,
    writer: Mutex<Connection>,
    /// Nothing has been written yet: the writer answers short questions, so that a first frame, or a command that only
    /// reads a little, has one connection to open and not two.
    unwritten: AtomicBool,
    access: Access,
    /// What SQLite called the state of the file when it was last asked whether others had changed it.
    version: AtomicI64,
}

/// A state that SQLite gives to none.
const UNASKED: i64 = i64::MIN;

/// What may be done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    ReadAndWrite,
    ReadOnly,
}

impl Connections {
    /// Wraps a migrated writer.
    pub(super) fn new(file: Option<PathBuf>, writer: Connection, access: Access) -> Self {
        let (writer, readers) = (Mutex::new(writer), Mutex::new(Vec::new()));
        let (unwritten, version) = (AtomicBool::new(true), AtomicI64::new(UNASKED));
        Self { file, readers, writer, unwritten, access, version }
    }

    /// Runs `work` in one transaction that takes the write lock at once; an error rolls it back.
    pub(super) fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.unwritten.store(false, Ordering::Relaxed);
        let begun = Instant::now();
        let mut writer = lock(&self.writer);
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let waited = begun.elapsed().as_millis();
        let done = work(&transaction)?;
        transaction.commit()?;
        tracing::trace!(waited, ms = begun.elapsed().as_millis(), "archive written");
        Ok(done)
    }

    /// Runs `work` on the writer outside any transaction (vacuum, checkpoint).
    pub(super) fn outside_transaction<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        self.unwritten.store(false, Ordering::Relaxed);
        work(&mut lock(&self.writer))
    }

    /// Runs `work` on one consistent state of the archive.
    pub(super) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let several = self.file.as_ref().filter(|_| self.access == Access::ReadAndWrite);
        let Some(file) = several else { return consistently(&lock(&self.writer), work) };
        let idle = lock(&self.readers).pop();
        let reader = match idle {
            Some(reader) => reader,
            None => open_reader(file)?,
        };
        let done = consistently(&reader, work);
        let mut readers = lock(&self.readers);
        if readers.len() < KEPT_READERS {
            readers.push(reader);
        }
        done
    }

    /// As [`Self::read`], for short questions: as long as nothing has been written, the writer answers them if it is free.
    pub(super) fn ask<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        if self.file.is_some()
            && self.unwritten.load(Ordering::Relaxed)
            && let Ok(writer) = self.writer.try_lock()
        {
            return consistently(&writer, work);
        }
        self.read(work)
    }

    /// Whether another process has written since this was last asked; the first answer is no. What this handle writes does
    /// not count, for the writer is asked, whose own transactions do not change its number. While it writes, the answer
    /// is no, and the next one tells.
    pub(super) fn is_changed_outside(&self) -> Result<bool> {
        let Ok(writer) = self.writer.try_lock() else { return Ok(false) };
        let version: i64 = writer.query_row("PRAGMA data_version", [], |row| row.get(0))?;
        let before = self.version.swap(version, Ordering::Relaxed);
        Ok(before != UNASKED && before != version)
    }

    /// Whether the file may not be written.
    pub(super) fn is_read_only(&self) -> bool {
        self.access == Access::ReadOnly
    }

    /// Where the file is; `None` in memory.
    pub(super) fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Closes the idle readers, so that nothing of this handle holds the file but the writer.
    pub(super) fn close_idle_readers(&self) {
        lock(&self.readers).clear();
    }
}

/// A reader sees one state from its first statement to its last.
fn consistently<T>(connection: &Connection, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
    let transaction = connection.unchecked_transaction()?;
    let done = work(&transaction)?;
    transaction.commit()?;
    Ok(done)
}

/// A thread that panicked while it held the lock left a rolled-back transaction behind, nothing worse.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Opens the writer of a file, making the file if it is not there.
pub(super) fn open_writer(file: &Path) -> Result<Connection> {
    let cannot = |error: rusqlite::Error| match StoreError::from(error) {
        StoreError::Sql(what) => cannot_open(file, what),
        other => other,
    };
    let connection = Connection::open(file).map_err(cannot)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    write_ahead(&connection).map_err(cannot)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    connection.pragma_update(None, "journal_size_limit", LOG_BYTES_KEPT)?;
    common(&connection, WRITER_CACHE_KIB)?;
    Ok(connection)
}

/// Sets a file to the write-ahead log. SQLite does not wait for another process here, as it does everywhere else: two
/// that open a new file at once would get in each other's way, so this waits.
pub(super) fn write_ahead(connection: &Connection) -> rusqlite::Result<()> {
    let begun = Instant::now();
    loop {
        let busy = match connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())) {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => error,
            done => return done,
        };
        if begun.elapsed() >= BUSY_TIMEOUT {
            return Err(busy);
        }
        std::thread::sleep(BUSY_PAUSE);
    }
}

/// Opens an archive in memory.
pub(super) fn open_memory() -> Result<Connection> {
    let connection = Connection::open_in_memory()?;
    common(&connection, WRITER_CACHE_KIB)?;
    Ok(connection)
}

/// Opens a file that may not be written. Where not even SQLite's own files beside it can be made, the file is read as it
/// is on the disk: what only its log has is not seen.
pub(super) fn open_read_only(file: &Path) -> Result<Connection> {
    let name = file.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let open = |how: &str| -> Result<Connection> {
        let connection = Connection::open_with_flags(format!("file:{name}?{how}"), flags)?;
        connection.query_row("SELECT count(*) FROM articles", [], |_| Ok(()))?;
        common(&connection, WRITER_CACHE_KIB)?;
        Ok(connection)
    };
    open("mode=ro").or_else(|_| open("immutable=1"))
}

fn open_reader(file: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags).map_err(|error| cannot_open(file, error.to_string()))?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    common(&connection, READER_CACHE_KIB)?;
    Ok(connection)
}

/// Accepts a file, a link to a file, or nothing at this path; anything else is an error.
pub(super) fn is_a_file_or_none(path: &Path) -> Result<()> {
    let told = |what| Err(StoreError::CannotOpen { path: path.to_owned(), what });
    match (std::fs::metadata(path), path.symlink_metadata()) {
        (Ok(found), _) if !found.is_file() => told(FileTrouble::NoFile),
        (Err(error), Ok(_)) if error.kind() != ErrorKind::PermissionDenied => told(FileTrouble::BrokenLink),
        _ => Ok(()),
    }
}

/// What keeps a file from being opened: the system knows it better than SQLite, which says `said`.
fn cannot_open(file: &Path, said: String) -> StoreError {
    let what = match File::options().read(true).write(true).open(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => error.into(),
        _ => probe(file, 1).err().map_or(FileTrouble::Other(said), FileTrouble::from),
    };
    StoreError::CannotOpen { path: file.to_owned(), what }
}

/// Whether a file of so many bytes can be made beside another one.
pub(super) fn probe(file: &Path, bytes: usize) -> std::io::Result<()> {
    let probe = file.with_extension(format!("probe-{}", std::process::id()));
    let written = super::private::new_file(&probe).and_then(|mut file| file.write_all(&vec![0; bytes]));
    // A file that can be created here can also be removed.
    let _ = std::fs::remove_file(&probe);
    written
}

/// What every connection needs, a file of an older schema too: the functions that its queries and steps call.
pub(super) fn common(connection: &Connection, cache_kib: i64) -> Result<()> {
    connection.pragma_update(None, "cache_size", -cache_kib)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.set_prepared_statement_cache_capacity(KEPT_STATEMENTS);
    // Else a kept statement is prepared anew whenever another value is bound to a bound of an analysed index.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    add_functions(connection)
}

/// Makes the functions of ours known that the statements call.
fn add_functions(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("loa_base", 1, flags, |context| {
        Ok(crate::text::fold::base(context.get_raw(0).as_str().unwrap_or_default()))
    })?;
    connection.create_scalar_function("loa_address_key", 1, flags, |context| {
        Ok(super::identity::keys::address_key(context.get_raw(0).as_str().unwrap_or_default()))
    })?;
    connection.create_scalar_function("loa_pattern", 2, flags, |context| {
        let pattern = context.get_or_create_aux(0, |written| {
            let read = written.as_str().ok().and_then(Pattern::whole).and_then(std::result::Result::ok);
            Ok::<_, rusqlite::Error>(read)
        })?;
        let text = context.get_raw(1).as_str().unwrap_or_default();
        // What is no pattern narrows nothing.
        Ok(pattern.as_ref().as_ref().is_none_or(|pattern| pattern.stands_in(text)))
    })?;
    Ok(())
}

/// The schema version of a file; 0 for an empty one.
pub(super) fn version(connection: &Connection) -> Result<i64> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

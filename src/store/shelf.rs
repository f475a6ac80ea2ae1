//! Pictures for reading without a network, within a budget of bytes; the ones fetched longest ago go first.
//!
//! They live in a file of their own beside the archive: losing it loses nothing that cannot be fetched again, copies of
//! the archive stay small, and a damaged file is simply begun anew.
//! Absent on purpose: decoding and scaling; what came is kept as it came.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, params};

use super::lossy::Lossy as _;
use super::{Result, StoreError, connection, salvage};
use crate::model::Timestamp;

/// The file's name in the archive's directory.
pub const PICTURES_FILE_NAME: &str = "pictures.db";

/// Largest picture that is kept, bytes.
pub const MAX_PICTURE_BYTES: usize = 8 << 20;

/// Failed attempts after which a picture is not requested again.
const MAX_TRIES: i64 = 3;

/// How long another process is waited for.
const BUSY: Duration = Duration::from_secs(5);

/// The one form of the file. It is derived: another form is another number, and an older file is begun anew.
const SCHEMA: &str = "
CREATE TABLE pictures (
    url     TEXT PRIMARY KEY,
    asked   INTEGER NOT NULL,           -- when it was first wanted, seconds UTC
    tries   INTEGER NOT NULL DEFAULT 0,
    wanted  INTEGER NOT NULL DEFAULT 1,
    fetched INTEGER,                    -- seconds UTC
    size    INTEGER NOT NULL DEFAULT 0, -- bytes
    bytes   BLOB
);
CREATE INDEX pictures_wanted ON pictures (asked) WHERE wanted = 1;
CREATE INDEX pictures_kept ON pictures (fetched, url) WHERE bytes IS NOT NULL;
PRAGMA user_version = 1;
";

/// A handle of the pictures; cheap to clone. Every call blocks for a moment.
#[derive(Clone)]
pub struct PictureShelf(Arc<Mutex<Connection>>);

impl PictureShelf {
    /// Opens (or makes) the shelf in `dir`; a damaged one is begun anew.
    pub fn open(dir: &Path) -> Result<Self> {
        let file = dir.join(PICTURES_FILE_NAME);
        salvage::set_no_files_aside(&file, &["", "-wal", "-shm", "-journal"]);
        let opened = Self::open_file(&file);
        match opened {
            // One that another process holds is no damaged one.
            Ok(_) | Err(StoreError::Busy { .. } | StoreError::DiskFull | StoreError::ReadOnly) => opened,
            Err(_) => {
                for end in ["", "-wal", "-shm"] {
                    let mut name = file.clone().into_os_string();
                    name.push(end);
                    // A missing file is fine; one that cannot be removed fails at the next line.
                    let _ = std::fs::remove_file(PathBuf::from(name));
                }
                Self::open_file(&file)
            }
        }
    }

    /// A shelf that lives as long as the handle.
    pub fn in_memory() -> Result<Self> {
        Self::with(Connection::open_in_memory()?)
    }

    fn open_file(file: &Path) -> Result<Self> {
        let connection = Connection::open(file)?;
        connection.busy_timeout(BUSY)?;
        connection::write_ahead(&connection)?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        Self::with(connection)
    }

    fn with(mut connection: Connection) -> Result<Self> {
        let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let version: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if version == 0 {
            transaction.execute_batch(SCHEMA)?;
        } else {
            transaction.query_row("SELECT count(*) FROM (SELECT url FROM pictures LIMIT 1)", [], |_| Ok(()))?;
        }
        transaction.commit()?;
        Ok(Self(Arc::new(Mutex::new(connection))))
    }

    /// A kept picture.
    pub fn get(&self, url: &str) -> Result<Option<Vec<u8>>> {
        let connection = self.lock();
        let found = connection
            .prepare_cached("SELECT bytes FROM pictures WHERE url = ?1")?
            .query_row([url], |row| row.lossy::<Option<Vec<u8>>>(0))
            .optional()?;
        Ok(found.flatten())
    }

    /// Notes pictures that should be fetched; those already known stay as they are.
    pub fn want(&self, urls: &[String], now: Timestamp) -> Result<()> {
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        for url in urls {
            transaction
                .prepare_cached("INSERT OR IGNORE INTO pictures (url, asked) VALUES (?1, ?2)")?
                .execute(params![url, now.0])?;
        }
        Ok(transaction.commit()?)
    }

    /// Pictures that should be fetched, latest wanted first.
    pub fn wanted(&self, limit: usize) -> Result<Vec<String>> {
        let connection = self.lock();
        let mut newest =
            connection.prepare_cached("SELECT url FROM pictures WHERE wanted = 1 ORDER BY asked DESC LIMIT ?1")?;
        let found = newest.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], |row| row.lossy(0))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// Keeps a picture and lets the oldest go until all fit in `budget` bytes. Whether this one is kept.
    pub fn keep(&self, url: &str, bytes: &[u8], now: Timestamp, budget: u64) -> Result<bool> {
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let fits = bytes.len() <= MAX_PICTURE_BYTES && bytes.len() as u64 <= budget;
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        transaction
            .prepare_cached(
                "INSERT INTO pictures (url, asked, wanted, fetched, size, bytes) VALUES (?1, ?2, 0, ?2, ?3, ?4) \
                 ON CONFLICT (url) DO UPDATE SET wanted = 0, fetched = ?2, size = ?3, bytes = ?4",
            )?
            .execute(params![url, now.0, if fits { size } else { 0 }, fits.then_some(bytes)])?;
        while sum(&transaction)? > budget {
            let dropped = transaction
                .prepare_cached(
                    "UPDATE pictures SET bytes = NULL, size = 0 WHERE url = (SELECT url FROM pictures \
                     WHERE bytes IS NOT NULL ORDER BY fetched, url LIMIT 1)",
                )?
                .execute([])?;
            if dropped == 0 {
                break;
            }
        }
        transaction.commit()?;
        Ok(fits)
    }

    /// Records that a picture could not be fetched; after a few times it is not requested again.
    pub fn fail(&self, url: &str) -> Result<()> {
        self.lock()
            .prepare_cached("UPDATE pictures SET tries = tries + 1, wanted = tries + 1 < ?2 WHERE url = ?1")?
            .execute(params![url, MAX_TRIES])?;
        Ok(())
    }

    /// Bytes of all kept pictures.
    pub fn bytes(&self) -> Result<u64> {
        sum(&self.lock())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn sum(connection: &Connection) -> Result<u64> {
    let sum: i64 = connection
        .prepare_cached("SELECT coalesce(sum(size), 0) FROM pictures WHERE bytes IS NOT NULL")?
        .query_row([], |row| row.get(0))?;
    Ok(u64::try_from(sum).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn urls(names: &[&str]) -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_oldest_picture_goes_first_when_the_budget_is_full() {
        let shelf = PictureShelf::in_memory().unwrap();
        for (at, url) in ["a", "b", "c"].iter().enumerate() {
            assert!(shelf.keep(url, &[7; 40], Timestamp(i64::try_from(at).unwrap()), 100).unwrap());
        }
        assert_eq!((shelf.get("a").unwrap(), shelf.get("c").unwrap().map(|b| b.len())), (None, Some(40)));
        assert_eq!(shelf.bytes().unwrap(), 80);
        assert!(!shelf.keep("d", &[7; 101], Timestamp(9), 100).unwrap());
        assert_eq!(shelf.bytes().unwrap(), 80);
    }

    #[test]
    fn a_wanted_picture_is_asked_for_until_it_is_kept_or_has_failed_often() {
        let shelf = PictureShelf::in_memory().unwrap();
        shelf.want(&urls(&["a", "b"]), Timestamp(1)).unwrap();
        shelf.keep("a", b"x", Timestamp(2), 100).unwrap();
        assert_eq!(shelf.wanted(9).unwrap(), ["b"]);
        for _ in 0..MAX_TRIES {
            shelf.fail("b").unwrap();
        }
        shelf.want(&urls(&["b"]), Timestamp(3)).unwrap();
        assert_eq!(shelf.wanted(9).unwrap(), urls(&[]));
    }

    #[test]
    fn a_picture_that_had_to_go_is_not_fetched_again_by_itself() {
        let shelf = PictureShelf::in_memory().unwrap();
        shelf.keep("a", &[7; 60], Timestamp(1), 100).unwrap();
        shelf.keep("b", &[7; 60], Timestamp(2), 100).unwrap();
        shelf.want(&urls(&["a"]), Timestamp(3)).unwrap();
        assert_eq!(shelf.wanted(9).unwrap(), urls(&[]));
    }

    #[test]
    fn a_damaged_shelf_is_begun_anew() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(PICTURES_FILE_NAME), "this is no shelf".repeat(500)).unwrap();
        let shelf = PictureShelf::open(dir.path()).unwrap();
        shelf.keep("a", b"x", Timestamp(1), 100).unwrap();
        drop(shelf);
        assert_eq!(PictureShelf::open(dir.path()).unwrap().get("a").unwrap().as_deref(), Some(&b"x"[..]));
    }
}

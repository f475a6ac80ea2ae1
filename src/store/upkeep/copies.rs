//! Copies of the archive: made whole, put back whole.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::COPY_PAGES;
use super::whole_copy::whole_copy;
use crate::model::Timestamp;
use crate::store::connection::{self, Connections};
use crate::store::lossy::Lossy as _;
use crate::store::{FileTrouble, Result, StoreError, index, migrate, private};

/// Copies the archive, whole and consistent, to a new file; never over one that is there.
pub(in crate::store) fn backup(archive: &Connections, to: &Path) -> Result<()> {
    if to.exists() {
        return Err(StoreError::File { path: to.to_owned(), what: FileTrouble::Exists });
    }
    archive.outside_transaction(|c| whole_copy(c, to))
}

/// Replaces the archive by a copy made with [`backup`]; gives the file to which the present one was copied first.
pub(in crate::store) fn restore(archive: &Connections, from: &Path, now: Timestamp) -> Result<Option<PathBuf>> {
    let source = sound_copy(from)?;
    let aside = match archive.file() {
        None => None,
        Some(file) => {
            let aside = free_name(file, &format!("before-restore-{}", now.0));
            backup(archive, &aside)?;
            Some(aside)
        }
    };
    archive.close_idle_readers();
    // Gone before the content changes: a kill in between must not leave an index that looks right for the new content.
    if let Some(home) = archive.file().and_then(Path::parent)
        && home.join(private::DIRECTORY).exists()
    {
        let index = home.join(private::DIRECTORY);
        std::fs::remove_dir_all(&index).map_err(|e| StoreError::File { path: index.clone(), what: e.into() })?;
    }
    archive.outside_transaction(|c| {
        {
            let copy = Backup::new(&source, c)?;
            copy.run_to_completion(COPY_PAGES, Duration::ZERO, None)?;
        }
        migrate::migrate(c, None)?;
        index::forget(c)
    })?;
    Ok(aside)
}

/// Opens a copy and makes sure that it is an archive of ours, not newer than we are, and not damaged.
fn sound_copy(from: &Path) -> Result<Connection> {
    let bad = |what: FileTrouble| StoreError::File { path: from.to_owned(), what };
    let other = |error: rusqlite::Error| bad(FileTrouble::Other(error.to_string()));
    let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(other)?;
    let found = connection::version(&source).map_err(|_| bad(FileTrouble::NotAnArchive))?;
    if found > migrate::latest() {
        return Err(StoreError::TooNew { found, known: migrate::latest() });
    }
    let ours: i64 = source
        .query_row("SELECT count(*) FROM sqlite_schema WHERE name IN ('articles', 'members', 'lists')", [], |row| {
            row.lossy(0)
        })
        .map_err(other)?;
    if found == 0 || ours != 3 {
        return Err(bad(FileTrouble::NotAnArchive));
    }
    let state: String = source.query_row("PRAGMA quick_check(1)", [], |row| row.lossy(0)).map_err(other)?;
    if state == "ok" { Ok(source) } else { Err(bad(FileTrouble::Damaged(state))) }
}

/// `FILE.SUFFIX`, with a number behind it if that name is taken.
pub(in crate::store) fn free_name(file: &Path, suffix: &str) -> PathBuf {
    let named = |suffix: &str| {
        let mut name = file.as_os_str().to_owned();
        name.push(".");
        name.push(suffix);
        PathBuf::from(name)
    };
    let first = named(suffix);
    if !first.exists() {
        return first;
    }
    (2..1000).map(|number| named(&format!("{suffix}-{number}"))).find(|name| !name.exists()).unwrap_or(first)
}

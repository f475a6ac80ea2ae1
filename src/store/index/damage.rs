//! Damage of the index's files: met while it is asked or written, and looked for. It is mended by making the index anew.
//!
//! The library believes its files: of damaged ones it gives an error, panics, or waits for what is no file.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::path::Path;
use std::sync::Once;

use tantivy::Index;

use crate::store::connection::probe;
use crate::store::private;
use crate::store::{FileTrouble, Result, StoreError};

/// A disk without room for so many bytes is full.
const PROBED: usize = 1 << 20;

thread_local! {
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Works with the library; a panic of it is an error, and not told on the terminal.
pub(in crate::store) fn contained<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |info| {
            if !CONTAINED.try_with(Cell::get).unwrap_or(false) {
                before(info);
            }
        }));
    });
    let outer = CONTAINED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    CONTAINED.set(outer);
    done.unwrap_or_else(|_| {
        tracing::warn!("the search index panicked");
        Err(StoreError::Index("its files make no sense".to_owned()))
    })
}

/// The index's writing threads only say that they ended; mostly it is the disk. `lock` is a file beside the index.
pub(super) fn cause(error: StoreError, lock: &Path) -> StoreError {
    let StoreError::Index(_) = &error else { return error };
    match probe(lock, PROBED).map_err(FileTrouble::from) {
        Err(FileTrouble::DiskFull) => StoreError::DiskFull,
        Err(FileTrouble::Forbidden | FileTrouble::ReadOnlyDisk) => StoreError::ReadOnly,
        _ => error,
    }
}

/// Removes from an archive's folder every index, those of other versions too.
pub(super) fn remove_all(home: &Path) -> Result<()> {
    let told = |path: &Path, error: std::io::Error| StoreError::File { path: path.to_owned(), what: error.into() };
    for entry in std::fs::read_dir(home).map_err(|error| told(home, error))?.flatten() {
        if !entry.file_name().to_string_lossy().starts_with("index-") {
            continue;
        }
        // A link is removed, not what it leads to.
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let remove = if is_folder { std::fs::remove_dir_all } else { std::fs::remove_file };
        remove(entry.path()).map_err(|error| told(&entry.path(), error))?;
    }
    Ok(())
}

/// Opens the index in a folder, where everything in it is a file.
pub(super) fn open(directory: &Path) -> Result<Index> {
    let no_file = |path: &Path| StoreError::Index(format!("{} is no file", path.display()));
    if std::fs::symlink_metadata(directory).is_ok_and(|found| found.is_symlink()) {
        return Err(no_file(directory));
    }
    for entry in std::fs::read_dir(directory).into_iter().flatten().flatten() {
        if private::is_no_file(&entry.path()) {
            return Err(no_file(&entry.path()));
        }
    }
    contained(|| Ok(Index::open_in_dir(directory)?))
}

/// Whether a file of the index is not as it was written; reads all of them.
pub(super) fn is_damaged(directory: &Path) -> bool {
    let damaged = open(directory).and_then(|index| contained(|| Ok(index.validate_checksum()?)));
    !damaged.is_ok_and(|files| files.is_empty())
}

//! A copy of the archive's file, whole or not at all.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::store::{FileTrouble, Result, StoreError, private};

/// Copies the file of a connection to `to`. Under that name there is the whole copy, on the disk, or nothing.
pub(in crate::store) fn whole_copy(connection: &Connection, to: &Path) -> Result<()> {
    let told = |error: std::io::Error| StoreError::File { path: to.to_owned(), what: error.into() };
    let mut name = to.as_os_str().to_owned();
    name.push(format!(".part-{}", std::process::id()));
    let part = PathBuf::from(name);
    remove_abandoned(to);
    // Made empty first: the system says better than the database why a file cannot be.
    drop(private::new_file(&part).map_err(told)?);
    let copied = connection
        .execute("VACUUM INTO ?1", [part.to_string_lossy()])
        .map_err(StoreError::from)
        .and_then(|_| std::fs::File::open(&part).and_then(|file| file.sync_all()).map_err(told))
        .and_then(|()| std::fs::rename(&part, to).map_err(told));
    if copied.is_err() {
        // What could not be removed is named so that nobody takes it for a copy.
        let _ = std::fs::remove_file(&part);
    }
    copied.map_err(|error| match error {
        StoreError::Sql(what) => StoreError::File { path: to.to_owned(), what: FileTrouble::Other(what) },
        other => other,
    })
}

/// Removes the half-made copies under `to`'s name of processes that are no more.
pub(super) fn remove_abandoned(to: &Path) {
    let (Some(folder), Some(name)) = (to.parent(), to.file_name().and_then(|name| name.to_str())) else { return };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let prefix = format!("{name}.part-");
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let file = entry.file_name();
        let number = file.to_str().and_then(|name| name.strip_prefix(&prefix)).and_then(|id| id.parse::<i32>().ok());
        if number.is_some_and(|id| !is_running(id)) {
            // What cannot be removed does no harm.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Whether another process of that number runs.
#[cfg(unix)]
fn is_running(id: i32) -> bool {
    let other = u32::try_from(id).is_ok_and(|id| id != std::process::id());
    other
        && rustix::process::Pid::from_raw(id)
            .is_some_and(|id| rustix::process::test_kill_process(id) != Err(rustix::io::Errno::SRCH))
}

#[cfg(not(unix))]
fn is_running(_: i32) -> bool {
    true
}

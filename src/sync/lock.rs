//! One refresh at a time: a locked file beside the archive. The lock goes with the process, so a killed one leaves none.

use std::fs::{File, TryLockError};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::store::private;

/// The lock file's name in the data folder.
const NAME: &str = "sync.lock";

/// A held lock; released when dropped.
#[derive(Debug)]
pub struct SyncLock {
    _file: File,
}

/// Why a refresh may not start.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process is refreshing this archive.
    #[error("another loa{who} is refreshing this archive; wait for it or stop it")]
    Held {
        /// ` (process 123)`, or nothing when it is not known.
        who: String,
    },
    /// The file cannot be made.
    #[error("the lock file {path} cannot be made: {error}", path = path.display())]
    CannotMake {
        /// Where.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
}

impl SyncLock {
    /// Takes the lock of the data folder `dir`, without waiting.
    pub fn take(dir: &Path) -> Result<Self, LockError> {
        let path = dir.join(NAME);
        let trouble = |error: std::io::Error| LockError::CannotMake { path: path.clone(), error };
        private::folder(dir).map_err(trouble)?;
        let mut file = private::lock_file(&path).map_err(trouble)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(LockError::Held { who: holder(&mut file) }),
            Err(TryLockError::Error(error)) => return Err(trouble(error)),
        }
        // The process id only serves the error message; the lock holds without it.
        let _ = file.set_len(0).and_then(|()| write!(file, "{}", std::process::id()));
        Ok(Self { _file: file })
    }
}

fn holder(file: &mut File) -> String {
    let mut text = String::new();
    let _ = file.take(20).read_to_string(&mut text);
    text.trim().parse::<u32>().map(|id| format!(" (process {id})")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_refresh_is_told_who_holds_the_lock_and_may_start_when_it_is_gone() {
        let dir = tempfile::tempdir().unwrap();
        let first = SyncLock::take(dir.path()).unwrap();
        let refused = SyncLock::take(dir.path()).unwrap_err().to_string();
        assert!(refused.contains(&format!("process {}", std::process::id())), "{refused}");
        drop(first);
        SyncLock::take(dir.path()).unwrap();
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let refused = SyncLock::take(&file.path().join("x")).unwrap_err().to_string();
        assert!(refused.contains("sync.lock"), "{refused}");
    }
}

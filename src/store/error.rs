//! What can go wrong with the archive, as a person would say it.

use std::io::ErrorKind;
use std::path::PathBuf;

use rusqlite::ErrorCode;

/// Trouble with the archive.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file cannot be opened or made.
    #[error("the archive {path} cannot be opened: {what}", path = path.display())]
    CannotOpen {
        /// Which file.
        path: PathBuf,
        /// Why.
        what: FileTrouble,
    },
    /// A newer loa wrote it.
    #[error(
        "the archive was written by a newer loa (schema {found}, this one knows {known}); nothing was changed; please update loa"
    )]
    TooNew {
        /// Its schema.
        found: i64,
        /// Ours.
        known: i64,
    },
    /// Another process holds it longer than we wait.
    #[error("the archive is busy: another program has been holding it for {seconds}s")]
    Busy {
        /// How long we waited.
        seconds: u64,
    },
    /// No room on the disk.
    #[error("the disk is full; nothing was lost, but nothing new can be stored")]
    DiskFull,
    /// The file or its directory may not be written.
    #[error("the archive can only be read, not written: its file or its directory is write-protected")]
    ReadOnly,
    /// SQLite found the file damaged while it was in use.
    #[error(
        "the archive is damaged; close loa and start it again: the file is then set aside and what can be read is saved"
    )]
    Damaged,
    /// Anything else SQLite says.
    #[error("the archive answered: {0}")]
    Sql(String),
    /// The search index.
    #[error("the search index answered: {0}")]
    Index(String),
    /// A file of a backup, restore or import.
    #[error("{path}: {what}", path = path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What happened.
        what: FileTrouble,
    },
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileTrouble {
    /// Nothing is ever written over.
    #[error("is there already; choose another name")]
    Exists,
    /// Some other file.
    #[error("is not an archive of loa")]
    NotAnArchive,
    /// A folder, a pipe, a device.
    #[error("is no file")]
    NoFile,
    /// A link to what is not there; a disk, perhaps, that is not mounted.
    #[error("is a link that leads nowhere")]
    BrokenLink,
    /// SQLite's check found damage.
    #[error("is damaged: {0}")]
    Damaged(String),
    /// Neither it nor its directory may be written by this user.
    #[error("permission denied")]
    Forbidden,
    /// It is on a disk that is mounted for reading only.
    #[error("the disk can only be read")]
    ReadOnlyDisk,
    /// No room on the disk.
    #[error("the disk is full")]
    DiskFull,
    /// There is none.
    #[error("is not there")]
    Missing,
    /// In the words of the system or of SQLite.
    #[error("{0}")]
    Other(String),
}

impl From<std::io::Error> for FileTrouble {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::PermissionDenied => Self::Forbidden,
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyDisk,
            ErrorKind::StorageFull => Self::DiskFull,
            ErrorKind::NotFound => Self::Missing,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl StoreError {
    /// Whether the archive could be read if nobody wanted to write.
    pub(super) fn forbids_writing(&self) -> bool {
        matches!(
            self,
            Self::ReadOnly | Self::CannotOpen { what: FileTrouble::Forbidden | FileTrouble::ReadOnlyDisk, .. }
        )
    }

    /// A short stable name of the kind, for the screen to translate by.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::CannotOpen { .. } => "cannot-open",
            Self::TooNew { .. } => "too-new",
            Self::Busy { .. } => "busy",
            Self::DiskFull => "disk-full",
            Self::ReadOnly => "read-only",
            Self::Damaged => "damaged",
            Self::Sql(_) => "sql",
            Self::Index(_) => "index",
            Self::File { .. } => "file",
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::Busy { seconds: super::connection::BUSY_TIMEOUT.as_secs() }
            }
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            // A schema of a format that no SQLite writes: its number is damaged.
            Some(ErrorCode::Unknown) if error.to_string().contains("unsupported file format") => Self::Damaged,
            // Every question is asked of a schema that was looked at: a table or a column went missing since, or has another name.
            _ if lacks_something(&error) => Self::Damaged,
            _ => Self::Sql(error.to_string()),
        }
    }
}

fn lacks_something(error: &rusqlite::Error) -> bool {
    matches!(error, rusqlite::Error::SqlInputError { msg, .. }
        if msg.starts_with("no such table") || msg.starts_with("no such column"))
}

impl From<tantivy::TantivyError> for StoreError {
    fn from(error: tantivy::TantivyError) -> Self {
        if let tantivy::TantivyError::IoError(io) = &error
            && io.kind() == ErrorKind::StorageFull
        {
            return Self::DiskFull;
        }
        Self::Index(error.to_string())
    }
}

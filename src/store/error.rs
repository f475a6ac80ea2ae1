//! What can go wrong with the archive, as a person would say it.

use std::path::PathBuf;

/// Trouble with the archive.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file cannot be opened or made.
    #[error("the archive {path} cannot be opened: {what}", path = path.display())]
    CannotOpen {
        /// Which file.
        path: PathBuf,
        /// Why.
        what: String,
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
    /// Anything else SQLite says.
    #[error("the archive answered: {0}")]
    Sql(String),
    /// The search index.
    #[error("the search index answered: {0}")]
    Index(String),
}

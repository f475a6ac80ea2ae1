//! Things that happened when the archive was opened and that the user is told.

use std::path::PathBuf;

/// Something that happened at opening and that the user is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpeningNotice {
    /// The archive was brought to a newer schema; a copy of the old file was kept.
    Migrated {
        /// The copy.
        copy: PathBuf,
    },
    /// The archive was damaged; what could be read was saved.
    Salvaged {
        /// The damaged file.
        aside: PathBuf,
        /// Articles that were saved.
        articles: u64,
    },
    /// The archive is empty, but its search index is not: the file was emptied or replaced.
    Emptied {
        /// The archive's folder.
        home: PathBuf,
    },
    /// The write-ahead log was cut off; what stood in it alone is lost.
    LogCut {
        /// The log.
        log: PathBuf,
    },
    /// Something that is no file stood in the place of one of SQLite's files; it has another name now.
    NoFile {
        /// Where it is now.
        aside: PathBuf,
    },
    /// The archive may only be read.
    ReadOnly {
        /// The archive.
        file: PathBuf,
    },
}

//! What can be wrong with a configuration, in words for the person who wrote it.

use std::fmt;
use std::path::PathBuf;

/// Where a mistake stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A line of a file, counted from 1.
    Line {
        /// The file.
        file: PathBuf,
        /// The line.
        line: usize,
    },
    /// A variable of the environment.
    Variable(String),
    /// A flag of the command line.
    Flag(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line { file, line } => write!(f, "{}:{line}", file.display()),
            Self::Variable(name) => write!(f, "${name}"),
            Self::Flag(name) => f.write_str(name),
        }
    }
}

/// A mistake in the configuration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The file that was asked for cannot be read.
    #[error("{file}: {why}", file = file.display())]
    Unreadable {
        /// Which.
        file: PathBuf,
        /// Why.
        why: String,
    },
    /// The file is larger than a configuration can be.
    #[error("{file}: larger than {limit} bytes; is this the configuration?", file = file.display())]
    TooLarge {
        /// Which.
        file: PathBuf,
        /// The bound, bytes.
        limit: u64,
    },
    /// Not TOML.
    #[error("{at}: {why}")]
    BadToml {
        /// Where.
        at: Place,
        /// What the parser says.
        why: String,
    },
    /// A key that does not exist.
    #[error("{at}: unknown key {key:?}{}", suggestion(nearest.as_deref()))]
    UnknownKey {
        /// Where.
        at: Place,
        /// What was written, with its section.
        key: String,
        /// The known key that looks most like it.
        nearest: Option<String>,
    },
    /// A value of the wrong kind or out of bounds.
    #[error("{at}: {key} = {found}: expected {expected}")]
    BadValue {
        /// Where.
        at: Place,
        /// Which key, with its section.
        key: String,
        /// What was written.
        found: String,
        /// What would be right.
        expected: String,
    },
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map_or_else(|| "; `loa config init` lists all keys".to_owned(), |key| format!("; did you mean {key:?}?"))
}

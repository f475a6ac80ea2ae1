//! Configuration mistakes, in words for the person who wrote it.

use std::fmt;
use std::path::PathBuf;

use super::settings::SettingKind;

/// The place of a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MistakePlace {
    /// A line of a file, counted from 1.
    Line {
        /// The file.
        file: PathBuf,
        /// The line.
        line: usize,
    },
    /// An environment variable.
    Variable(String),
    /// A command-line flag.
    Flag(String),
}

impl fmt::Display for MistakePlace {
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
        why: Unread,
    },
    /// The file is too large for a configuration.
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
        at: MistakePlace,
        /// What the parser says.
        why: String,
    },
    /// A key that does not exist.
    #[error("{at}: unknown key {key:?}{}", suggestion(nearest.as_deref()))]
    UnknownKey {
        /// Where.
        at: MistakePlace,
        /// What was written, with its section.
        key: String,
        /// The most similar known key.
        nearest: Option<String>,
    },
    /// A value of the wrong kind or out of bounds.
    #[error("{at}: {key} = {found}: expected {expected}")]
    BadValue {
        /// Where.
        at: MistakePlace,
        /// Which key, with its section.
        key: String,
        /// What was written.
        found: String,
        /// What is allowed.
        expected: Expected,
    },
}

/// Why a configuration cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// The operating system's error.
    #[error("{1}")]
    System(std::io::ErrorKind, String),
    /// The file is not text.
    #[error("not UTF-8 text")]
    NotText,
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

impl From<std::io::Error> for Unread {
    fn from(error: std::io::Error) -> Self {
        Self::System(error.kind(), error.to_string())
    }
}

/// What is allowed in a place of the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A setting's value.
    Value(SettingKind),
    /// `[[name]]` tables.
    Tables(&'static str),
    /// A section `[name]`.
    Section(&'static str),
    /// This key within the table.
    Key(&'static str),
    /// An original address and the address to ask instead.
    Mirror,
    /// Keys of the keyboard.
    Keys,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(SettingKind::Switch) => f.write_str("true or false"),
            Self::Value(SettingKind::Number(least, most)) => write!(f, "a whole number from {least} to {most}"),
            Self::Value(SettingKind::OneOf(words)) => write!(f, "one of {}", quoted(words)),
            Self::Value(SettingKind::Text) => f.write_str("a text in quotes"),
            Self::Value(SettingKind::List) => f.write_str("a list of texts"),
            Self::Value(SettingKind::ListOf(words)) => write!(f, "a list of {}", quoted(words)),
            Self::Tables(name) => write!(f, "[[{name}]] tables"),
            Self::Section(name) => write!(f, "a section [{name}]"),
            Self::Key(name) => write!(f, "a key {name:?} in it"),
            Self::Mirror => f.write_str(MIRROR),
            Self::Keys => f.write_str("a key or a list of keys, in quotes"),
        }
    }
}

/// The form of a mirror.
pub const MIRROR: &str = "\"http(s)://…\" = \"http(s)://…\"";

/// `"a", "b"`.
pub fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("{word:?}")).collect::<Vec<_>>().join(", ")
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map_or_else(|| "; `loa config init` lists all keys".to_owned(), |key| format!("; did you mean {key:?}?"))
}

//! Messages about faulty files, configuration and sources.

use std::io::ErrorKind;

use crate::config::ConfigError;
use crate::config::error::{Expected, MIRROR, Unread, quoted};
use crate::config::nearest::nearest;
use crate::config::settings::SettingKind;
use crate::export::ExportError;
use crate::sources::SourceError;
use crate::sources::error::Fault;

use crate::cli::words::Say;
use crate::words::{PhraseValue, Sayable};

impl Say {
    /// An error of the operating system.
    pub(in crate::cli) fn why(self, error: &std::io::Error) -> String {
        self.system(error.kind(), &error.to_string())
    }

    fn system(self, kind: ErrorKind, said: &str) -> String {
        let id = match kind {
            ErrorKind::NotFound => "system-not-found",
            ErrorKind::PermissionDenied => "system-forbidden",
            ErrorKind::AlreadyExists => "system-exists",
            ErrorKind::StorageFull => "system-disk-full",
            ErrorKind::ReadOnlyFilesystem => "system-read-only-disk",
            ErrorKind::IsADirectory => "system-folder",
            ErrorKind::NotADirectory => "system-no-folder",
            _ => return without_number(said).to_owned(),
        };
        self.error(id, &without_number(said), &[])
    }

    /// Why articles could not be exported.
    pub(in crate::cli) fn export_error(self, error: &ExportError) -> String {
        match error {
            ExportError::Io(error) => self.why(error),
            ExportError::TooMany(most) => self.with("export-too-many", &[("most", most)]),
            ExportError::Pack(why) => self.with("export-pack", &[("why", why)]),
        }
    }

    /// The input on stdin begins like JSON but is not valid JSON.
    pub(in crate::cli) fn bad_names(self, error: &serde_json::Error) -> String {
        let (line, column) = (error.line(), error.column());
        self.with("bad-names", &[("line", &line), ("column", &column)])
    }

    /// A file is not TOML.
    pub(in crate::cli) fn bad_toml(self, file: &str, why: &str) -> String {
        let why = self.toml_fault(why.lines().last().unwrap_or(why));
        self.with("bad-toml", &[("file", &file), ("why", &why)])
    }

    /// A manifest lacks a column.
    pub(in crate::cli) fn no_column(self, name: &str) -> String {
        self.with("no-column", &[("name", &PhraseValue::Quoted(name))])
    }

    /// A mistake in the configuration.
    pub(in crate::cli) fn config_error(self, error: &ConfigError) -> String {
        match error {
            ConfigError::Unreadable { file, why } => {
                let (file, why) = (file.display().to_string(), self.read_why(why));
                self.error("config-unreadable", error, &[("file", &file), ("why", &why)])
            }
            ConfigError::TooLarge { file, limit } => {
                self.error("config-too-large", error, &[("file", &file.display().to_string()), ("limit", limit)])
            }
            ConfigError::BadToml { at, why } => {
                self.error("config-bad-toml", error, &[("at", &at.to_string()), ("why", &self.toml_fault(why))])
            }
            ConfigError::UnknownKey { at, key, nearest } => {
                let id = if nearest.is_some() { "config-unknown-key" } else { "config-unknown-key-far" };
                let near = PhraseValue::Quoted(nearest.as_deref().unwrap_or_default());
                self.error(id, error, &[("at", &at.to_string()), ("key", &PhraseValue::Quoted(key)), ("near", &near)])
            }
            ConfigError::BadValue { at, key, found, expected } => {
                let (at, expected) = (at.to_string(), self.expected(expected));
                let values: [(&str, &dyn Sayable); 4] =
                    [("at", &at), ("key", key), ("found", found), ("expected", &expected)];
                self.error("config-bad-value", error, &values)
            }
        }
    }

    /// Why the configuration cannot be read.
    fn read_why(self, why: &Unread) -> String {
        match why {
            Unread::System(kind, said) => self.system(*kind, said),
            Unread::NotText => self.phrase("not-text"),
            Unread::Other(what) => what.clone(),
        }
    }

    /// A mistake in a source.
    pub(in crate::cli) fn source_error(self, error: &SourceError) -> String {
        match error {
            SourceError::BadToml { file, what } => {
                self.error("source-bad-toml", error, &[("file", file), ("why", &self.toml_fault(what))])
            }
            SourceError::NotAllowed { file, what } => format!("{file}: {}", self.not_allowed(what)),
            SourceError::BadValue { file, table, key, what } => {
                format!("{file}: [{table}] {key}: {}", self.fault(what))
            }
            SourceError::BadSelector { file, table, key, selector } => {
                let selector = PhraseValue::Quoted(selector);
                let values: [(&str, &dyn Sayable); 4] =
                    [("file", file), ("table", table), ("key", key), ("selector", &selector)];
                self.error("source-bad-selector", error, &values)
            }
            SourceError::NotFound { what } => what.clone(),
        }
    }

    /// What the TOML parser says of a word that is not allowed: "unknown variant `a`, expected `b` or `c`".
    fn not_allowed(self, said: &str) -> String {
        let mut words = said.split('`').skip(1).step_by(2);
        let id = match said {
            said if said.starts_with("unknown variant") => Some("no-such-value"),
            said if said.starts_with("unknown field") => Some("unknown-key"),
            _ => None,
        };
        let (Some(id), Some(found), known) = (id, words.next(), words.collect::<Vec<_>>()) else {
            return self.error("bad-value", &said, &[("said", &said)]);
        };
        let meant = self.meant_instead(nearest(found, known.iter().copied()));
        self.with(id, &[("found", &PhraseValue::Quoted(found)), ("meant", &meant), ("known", &quoted(&known))])
    }

    fn fault(self, what: &Fault) -> String {
        let (id, values): (&str, &[(&str, &dyn Sayable)]) = match what {
            Fault::TooMany(most) => ("fault-too-many", &[("most", most)]),
            Fault::NotAHost(id) => ("fault-no-host", &[("id", &PhraseValue::Quoted(id))]),
            Fault::NotAnId(id) => ("fault-no-id", &[("id", &PhraseValue::Quoted(id))]),
            Fault::Twice(id, source) => ("fault-twice", &[("id", &PhraseValue::Quoted(id)), ("source", source)]),
            Fault::NotAnAddress(url, section) => {
                ("fault-no-address", &[("url", &PhraseValue::Quoted(url)), ("section", &PhraseValue::Quoted(section))])
            }
            Fault::NoAddress(section, source) => {
                ("fault-address-missing", &[("section", &PhraseValue::Quoted(section)), ("source", source)])
            }
            Fault::SelectorLength(selector, most) => {
                ("fault-selector-length", &[("selector", &PhraseValue::Quoted(selector)), ("most", most)])
            }
        };
        self.error(id, what, values)
    }

    /// What is allowed in a place of the configuration.
    fn expected(self, expected: &Expected) -> String {
        let (id, values): (&str, &[(&str, &dyn Sayable)]) = match expected {
            Expected::Value(SettingKind::Switch) => ("expected-switch", &[]),
            Expected::Value(SettingKind::Number(least, most)) => {
                ("expected-number", &[("least", least), ("most", most)])
            }
            Expected::Value(SettingKind::OneOf(words)) => ("expected-one-of", &[("words", &quoted(words))]),
            Expected::Value(SettingKind::Text) => ("expected-text", &[]),
            Expected::Value(SettingKind::List) => ("expected-list", &[]),
            Expected::Value(SettingKind::ListOf(words)) => ("expected-list-of", &[("words", &quoted(words))]),
            Expected::Tables(name) => ("expected-tables", &[("name", name)]),
            Expected::Section(name) => ("expected-section", &[("name", name)]),
            Expected::Key(name) => ("expected-key", &[("name", &PhraseValue::Quoted(name))]),
            Expected::Mirror => return MIRROR.to_owned(),
            Expected::Keys => ("expected-keys", &[]),
        };
        self.error(id, expected, values)
    }

    /// The TOML parser's message, recognised by its beginning.
    fn toml_fault(self, why: &str) -> String {
        match TOML_FAULTS.iter().find(|begins| why.starts_with(**begins)) {
            Some(begins) => self.error(&format!("toml-{}", begins.trim().replace(' ', "-")), &why, &[]),
            None => why.to_owned(),
        }
    }
}

/// The beginnings of the TOML parser's messages; the catalogue has a phrase `toml-…` for each.
const TOML_FAULTS: &[&str] = &[
    "duplicate key",
    "unclosed array",
    "unclosed inline table",
    "unclosed table",
    "missing comma",
    "extra comma",
    "missing assignment",
    "key with no value",
    "missing value",
    "missing key",
    "extra ",
    "string values must be quoted",
    "missing opening quote",
    "invalid basic string",
    "invalid literal string",
    "invalid multi-line",
    "missing escaped value",
    "too few unicode value digits",
    "invalid boolean",
    "unexpected leading zero",
    "invalid date-time",
    "unquoted keys cannot be empty",
    "invalid unquoted key",
    "unexpected key or value",
    "invalid",
    "unexpected",
];

/// The system's message without its error number, which means nothing to a user.
fn without_number(said: &str) -> &str {
    said.split_once(" (os error ").map_or(said, |(words, _)| words)
}

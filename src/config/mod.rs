//! The configuration: typed, with a default for everything. May use `model`.
//!
//! Precedence: flag > environment (`LOA_…`) > file > default; [`Loaded`] records the origin of each value.
//! Everything that lists keys is generated from one table, [`settings::SETTINGS`]. Units are part of the key names.
//! Deliberately absent: the meaning of `[keys]`, themes and rules (`ui` and `sources` know them).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

mod check;
pub mod edit;
pub mod environment;
pub mod error;
pub mod example;
pub mod load;
pub mod nearest;
pub mod paths;
mod screen;
pub mod settings;
#[cfg(test)]
mod tests;

pub use environment::Environment;
pub use error::ConfigError;
pub use load::{Loaded, Presence, ValueOrigin, load, load_all, wished_language};
pub use paths::Paths;
pub use screen::Ui;

/// All settings. Every section has a default.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The network.
    pub network: Network,
    /// The screen.
    pub ui: Ui,
    /// The archive.
    pub store: Store,
    /// Pictures for reading offline.
    pub pictures: Pictures,
    /// Articles that are kept out of the lists.
    pub mute: Mute,
    /// The command to run when a watched search finds something new.
    pub notify: Notify,
    /// Reading aloud.
    pub speech: Speech,
    /// Legal documents and terms.
    pub documents: Documents,
    /// Commands to run at the start and after a refresh.
    pub hooks: Hooks,
    /// Name of an action → its keys, replacing the built-in ones. `ui::keymap` interprets them.
    pub keys: BTreeMap<String, Keys>,
    /// Retention of individual sources.
    pub retention: Vec<SourceRetention>,
    /// Saved searches, shown as folders.
    #[serde(rename = "search")]
    pub searches: Vec<SavedSearch>,
    /// The user's own topics, and changes to built-in ones.
    #[serde(rename = "topic")]
    pub topics: Vec<Topic>,
    /// Groups of newspapers.
    #[serde(rename = "group")]
    pub groups: Vec<Group>,
    /// Which newspapers are shown, and in what order.
    #[serde(rename = "sources")]
    pub choice: Choice,
    /// Added or changed sources, as written; `sources::overlay` interprets them.
    #[serde(rename = "source")]
    pub sources: Vec<toml::Table>,
}

/// `[network]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Network {
    /// Refuse every request.
    pub offline: bool,
    /// Contact address in the User-Agent; empty = none.
    pub contact: String,
    /// Time limit for connecting, in seconds.
    pub connect_timeout_seconds: u64,
    /// Time limit for a whole request, in seconds.
    pub timeout_seconds: u64,
    /// Largest page after decompression, in MiB.
    pub max_page_mib: usize,
    /// Most redirects that are followed.
    pub max_redirects: usize,
    /// Simultaneous requests to all hosts together.
    pub connections: usize,
    /// Simultaneous requests to one host.
    pub connections_per_host: usize,
    /// Shortest interval between two requests to one host, in milliseconds.
    pub gap_ms: u64,
    /// Fetch robots.txt once a day and obey it.
    pub robots: bool,
    /// How often a failed request is repeated, if that makes sense.
    pub retries: u32,
    /// Longest Retry-After that is waited for, in seconds; a longer one ends the visit.
    pub patience_seconds: u64,
    /// Prefix of an original address → prefix of the address to ask instead.
    pub mirrors: BTreeMap<String, String>,
}

impl Default for Network {
    fn default() -> Self {
        Self {
            offline: false,
            contact: String::new(),
            connect_timeout_seconds: 10,
            timeout_seconds: 30,
            max_page_mib: 16,
            max_redirects: 5,
            connections: 16,
            connections_per_host: 2,
            gap_ms: 500,
            robots: true,
            retries: 2,
            patience_seconds: 5,
            mirrors: BTreeMap::new(),
        }
    }
}

/// `[store]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Store {
    /// `store prune` drops read, unstarred articles older than this, days; 0 = keep for ever.
    pub keep_days: u32,
    /// `store prune` drops the oldest read, unstarred articles above this size, MiB; 0 = no bound.
    pub max_mib: u64,
    /// Space for compressed original pages, kept for extracting them again, in MiB.
    pub html_mib: u64,
}

impl Default for Store {
    fn default() -> Self {
        Self { keep_days: 0, max_mib: 0, html_mib: 256 }
    }
}

/// `[pictures]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Pictures {
    /// `none`, `lead`, `all`: which pictures a refresh stores.
    pub offline: String,
    /// Space for pictures, in MiB; the oldest are removed first.
    pub mib: u64,
}

impl Default for Pictures {
    fn default() -> Self {
        Self { offline: "none".to_owned(), mib: 200 }
    }
}

/// `[mute]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mute {
    /// Queries; articles that match one of them are muted.
    pub rules: Vec<String>,
}

/// `[sources]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Choice {
    /// Whether the built-in newspapers are shown.
    pub builtin: bool,
    /// Ids of newspapers that come first, in this order.
    pub order: Vec<String>,
}

impl Default for Choice {
    fn default() -> Self {
        Self { builtin: true, order: Vec::new() }
    }
}

/// `[notify]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Notify {
    /// Program and arguments; the name of the search and the number of new articles are added. Empty = none.
    pub command: Vec<String>,
    /// Hours without notifications, `22:00-06:00`. Empty = none.
    pub quiet: String,
    /// Run the command once for all searches.
    pub digest: bool,
}

/// `[speech]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Speech {
    /// Program and arguments that speak the lines of standard input. Empty = detected.
    pub command: Vec<String>,
    /// Program and arguments that write speech to `{file}`. Empty = detected.
    pub wav_command: Vec<String>,
    /// Speed, percent.
    pub speed: u16,
}

impl Default for Speech {
    fn default() -> Self {
        Self { command: Vec::new(), wav_command: Vec::new(), speed: 100 }
    }
}

/// `[documents]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Documents {
    /// Address for looking up a document, with `{number}` in it; empty = none.
    pub search_address: String,
    /// A TOML file with the user's own terms; empty = none.
    pub glossary: String,
}

impl Default for Documents {
    fn default() -> Self {
        let search_address =
            "https://vbpl.vn/pages/vbpq-timkiem.aspx?type=0&s=1&SearchIn=Title,Title1&Keyword={number}".to_owned();
        Self { search_address, glossary: String::new() }
    }
}

/// `[hooks]`: program and arguments; empty = none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Hooks {
    /// When the screen opens.
    pub on_start: Vec<String>,
    /// When a refresh has ended, unless it was stopped or there was no network.
    pub after_sync: Vec<String>,
}

/// One key sequence or several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Keys {
    /// `"g g"`.
    One(String),
    /// `["j", "down"]`; an empty list removes the action's keys.
    Several(Vec<String>),
}

impl Keys {
    /// The sequences, in the order written.
    pub fn list(&self) -> &[String] {
        match self {
            Self::One(key) => std::slice::from_ref(key),
            Self::Several(keys) => keys,
        }
    }
}

/// `[[retention]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRetention {
    /// Id of the source.
    pub source: String,
    /// As `store.keep_days`, for this source; if absent, the general value applies.
    pub keep_days: Option<u32>,
    /// The oldest read, unstarred articles of this source are removed above this size, in MiB; 0 or absent: no limit
    /// for this source.
    pub max_mib: Option<u64>,
}

/// `[[search]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedSearch {
    /// Name of the folder.
    pub name: String,
    /// The query, in the query language.
    pub query: String,
    /// Show a badge and run the notify command when something new is found.
    #[serde(default)]
    pub notify: bool,
}

/// `[[topic]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Its name; the name of a built-in topic changes that topic.
    pub name: String,
    /// Which articles belong to it, in the query language; an empty query removes the topic.
    pub query: String,
}

/// `[[group]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Ids of its newspapers.
    pub sources: Vec<String>,
}

//! WHAT THE READER WROTE: the configuration, typed, with a default for everything. Knows `model`.
//!
//! Order: flag > environment (`LOA_…`) > file > default; [`Loaded`] remembers which of them gave each value.
//! All that names keys is made from the one table, [`settings::SETTINGS`]. Units stand in the names of the keys.
//! Absent on purpose: what a key of `[keys]`, a theme or a rule means (`ui` and `sources` know that).

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
pub mod settings;
#[cfg(test)]
mod tests;

pub use environment::Environment;
pub use error::ConfigError;
pub use load::{Loaded, Origin, load, load_all};
pub use paths::Paths;

/// Everything that can be set. Every section has its default.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The network.
    pub network: Network,
    /// The screen.
    pub ui: Ui,
    /// The archive.
    pub store: Store,
    /// Pictures for reading without a network.
    pub pictures: Pictures,
    /// What is kept out of the lists.
    pub mute: Mute,
    /// What to run when a watched search finds something new.
    pub notify: Notify,
    /// Reading aloud.
    pub speech: Speech,
    /// Legal documents and terms.
    pub documents: Documents,
    /// What to run at the start and after a refresh.
    pub hooks: Hooks,
    /// Name of an action → its keys, instead of the built-in ones. `ui::keymap` gives them meaning.
    pub keys: BTreeMap<String, Keys>,
    /// How long single sources are kept.
    pub retention: Vec<SourceRetention>,
    /// Saved searches, shown as folders.
    #[serde(rename = "search")]
    pub searches: Vec<SavedSearch>,
    /// Topics of one's own, and changes to the built-in ones.
    #[serde(rename = "topic")]
    pub topics: Vec<Topic>,
    /// Newspapers put together under a name.
    #[serde(rename = "group")]
    pub groups: Vec<Group>,
    /// Which newspapers there are, and in what order.
    #[serde(rename = "sources")]
    pub choice: Choice,
    /// Sources added or overlaid, as written; `sources::overlay` gives them meaning.
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
    /// Connecting may take this long, seconds.
    pub connect_timeout_seconds: u64,
    /// A whole request may take this long, seconds.
    pub timeout_seconds: u64,
    /// Largest page after unpacking, MiB.
    pub max_page_mib: usize,
    /// Redirects followed.
    pub max_redirects: usize,
    /// Requests at the same time, all hosts together.
    pub connections: usize,
    /// Requests at the same time to one host.
    pub connections_per_host: usize,
    /// Smallest gap between two requests to one host, milliseconds.
    pub gap_ms: u64,
    /// Ask robots.txt once a day and obey it.
    pub robots: bool,
    /// How often a request is made again when that makes sense.
    pub retries: u32,
    /// A Retry-After up to this long is waited for, seconds; a longer one ends the visit.
    pub patience_seconds: u64,
    /// Beginning of an original address → beginning of the address to ask instead.
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

/// `[ui]`. Fields with a fixed set of words hold one of the words of [`settings::SETTINGS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ui {
    /// `auto`, `vi`, `en`; `auto` = English where LANG says so, else Vietnamese. See [`Loaded::language`].
    pub language: String,
    /// `auto`, or the name of a theme.
    pub theme: String,
    /// `off`, `telex`, `vni`, `viqr`: how prompts compose Vietnamese letters.
    pub input_method: String,
    /// `old` (hòa) or `new` (hoà): where prompts put the tone in open oa, oe, uy.
    pub tone_style: String,
    /// `narrow`, `wide`, or `auto` (the terminal is asked): cells of signs that Unicode calls ambiguous.
    #[serde(deserialize_with = "width_word")]
    pub ambiguous_width: String,
    /// Only ASCII for lines and marks.
    pub ascii: bool,
    /// One column, no boxes, for screen readers and dumb terminals.
    pub plain: bool,
    /// Widest line of an article, cells.
    pub measure: u16,
    /// `optimal` or `greedy` line breaks.
    pub wrap: String,
    /// Wheel and clicks.
    pub mouse: bool,
    /// `auto`, `on`, `off`, or a protocol: pictures in the reader.
    pub pictures: String,
    /// `auto`, `on`, `off`: progress in the desktop's taskbar.
    pub taskbar: String,
    /// `relative` ("5 phút trước") or `absolute` dates in lists.
    pub dates: String,
    /// The same story in several papers takes one row of the list.
    pub fold_copies: bool,
    /// What happened since last time is shown at the start.
    pub since_at_start: bool,
    /// The topics of labour news stand in the tree.
    pub topics: bool,
    /// `roomy` or `compact` rows in the list.
    pub list: String,
    /// `normal` or `large` articles.
    pub size: String,
    /// What stands under a title in the list, in order: `source`, `section`, `age`, `date`.
    pub list_facts: Vec<String>,
    /// How long a key that may begin something longer waits for the next, milliseconds.
    pub key_timeout_ms: u64,
    /// Opens addresses: a program and its arguments; empty = `$BROWSER`, else the desktop's.
    pub browser: String,
    /// Shows pictures: a program and its arguments; empty = the browser.
    pub viewer: String,
    /// Opening an article marks it read.
    pub mark_read_on_open: bool,
    /// What is marked read in one paper is in all that tell the story.
    pub read_everywhere: bool,
    /// Refresh when the screen opens.
    pub refresh_on_start: bool,
    /// Refresh again after so many minutes while the screen is open; 0 = never.
    pub refresh_minutes: u64,
}

impl Default for Ui {
    fn default() -> Self {
        Self {
            language: "auto".to_owned(),
            theme: "auto".to_owned(),
            input_method: "off".to_owned(),
            tone_style: "old".to_owned(),
            ambiguous_width: "narrow".to_owned(),
            ascii: false,
            plain: false,
            measure: 72,
            wrap: "optimal".to_owned(),
            mouse: false,
            pictures: "auto".to_owned(),
            taskbar: "auto".to_owned(),
            dates: "relative".to_owned(),
            fold_copies: true,
            list: "roomy".to_owned(),
            size: "normal".to_owned(),
            since_at_start: false,
            topics: true,
            list_facts: ["source", "section", "age"].map(str::to_owned).to_vec(),
            key_timeout_ms: 500,
            browser: String::new(),
            viewer: String::new(),
            mark_read_on_open: true,
            read_everywhere: false,
            refresh_on_start: true,
            refresh_minutes: 30,
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
    /// Compressed original pages kept for extracting again, MiB.
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
    /// `none`, `lead`, `all`: which pictures a refresh keeps.
    pub offline: String,
    /// Budget, MiB; the oldest go first.
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
    /// Queries; what one of them finds is muted.
    pub rules: Vec<String>,
}

/// `[sources]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Choice {
    /// Whether the newspapers that loa knows by itself are there.
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
    /// Hours in which nothing is told, `22:00-06:00`. Empty = none.
    pub quiet: String,
    /// The command is run once for all searches.
    pub digest: bool,
}

/// `[speech]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Speech {
    /// Program and arguments that speak the lines of standard input. Empty = one that is found.
    pub command: Vec<String>,
    /// Program and arguments that write them to `{file}`. Empty = one that is found.
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
    /// Address of a search for a document, `{number}` in it; empty = none.
    pub search_address: String,
    /// A TOML file of the user's own terms; empty = none.
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
    /// `["j", "down"]`; an empty list takes the action's keys away.
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
    /// As `store.keep_days`, for this source; not given: the general one.
    pub keep_days: Option<u32>,
    /// The oldest read, unstarred articles of this source above this size, MiB; 0 or not given: no bound of its own.
    pub max_mib: Option<u64>,
}

/// `[[search]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedSearch {
    /// Name of the folder.
    pub name: String,
    /// What is searched, in the query language.
    pub query: String,
    /// Show a badge and run the notify command when something new is found.
    #[serde(default)]
    pub notify: bool,
}

/// `[[topic]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Its name; one of a built-in topic changes that.
    pub name: String,
    /// What belongs to it, in the query language; empty: nothing, the topic goes.
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

/// `1` and `2` are narrow and wide, with or without quotes.
fn width_word<'de, D: serde::Deserializer<'de>>(value: D) -> Result<String, D::Error> {
    let value = toml::Value::deserialize(value)?;
    let word = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let named = [("1", "narrow"), ("2", "wide")].into_iter().find(|(number, _)| *number == word);
    Ok(named.map_or(word, |(_, name)| name.to_owned()))
}

//! `[ui]`: the settings of the screen.

use serde::{Deserialize, Serialize};

/// `[ui]`. Fields with a fixed set of values hold one of those listed in [`super::settings::SETTINGS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ui {
    /// `auto`, `vi`, `en`; `auto` = English where LANG says so, else Vietnamese. See [`super::Loaded::language`].
    pub language: String,
    /// `auto`, or the name of a theme.
    pub theme: String,
    /// `off`, `telex`, `vni`, `viqr`: how prompts compose Vietnamese letters.
    pub input_method: String,
    /// `old` (hòa) or `new` (hoà): where prompts put the tone in open oa, oe, uy.
    pub tone_style: String,
    /// `narrow`, `wide`, or `auto` (the terminal is asked): width of characters that Unicode calls ambiguous.
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
    /// Mouse wheel and clicks.
    pub mouse: bool,
    /// `auto`, `on`, `off`, or a protocol: pictures in articles.
    pub pictures: String,
    /// `auto`, `on`, `off`: progress in the desktop's taskbar.
    pub taskbar: String,
    /// `relative` ("5 phút trước") or `absolute` dates in lists.
    pub dates: String,
    /// Show a story that several newspapers have as one row of the list.
    pub fold_copies: bool,
    /// Show what is new since the last time when the screen opens.
    pub since_at_start: bool,
    /// Show the topics of labour news in the tree.
    pub topics: bool,
    /// `roomy` or `compact` rows in the list.
    pub list: String,
    /// `normal` or `large` articles.
    pub size: String,
    /// The facts below a title in the list, in order: `source`, `section`, `age`, `date`.
    pub list_facts: Vec<String>,
    /// How long a key that may begin a longer sequence waits for the next key, in milliseconds.
    pub key_timeout_ms: u64,
    /// Opens addresses: a program and its arguments; empty = `$BROWSER`, else the desktop's.
    pub browser: String,
    /// Shows pictures: a program and its arguments; empty = the browser.
    pub viewer: String,
    /// Mark an article as read when it is opened.
    pub mark_read_on_open: bool,
    /// Marking an article as read marks the whole story, in all newspapers.
    pub read_everywhere: bool,
    /// Refresh when the screen opens.
    pub refresh_on_start: bool,
    /// Refresh again after this many minutes while the screen is open; 0 = never.
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
            since_at_start: true,
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

/// The numbers 1 and 2, with or without quotes, mean narrow and wide.
fn width_word<'de, D: serde::Deserializer<'de>>(value: D) -> Result<String, D::Error> {
    let value = toml::Value::deserialize(value)?;
    let word = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let named = [("1", "narrow"), ("2", "wide")].into_iter().find(|(number, _)| *number == word);
    Ok(named.map_or(word, |(_, name)| name.to_owned()))
}

//! The table of settings: name, allowed values, meaning. Defaults are those of `Config::default()`.
//!
//! Used to check a file, to read the environment (`LOA_` + the key in capitals, dots as underscores), and for `config
//! show` and config.example.toml. Units are part of the keys.

use crate::model::Language;

/// What a setting accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingKind {
    /// `true` or `false`.
    Switch,
    /// A whole number between the two, inclusive.
    Number(i64, i64),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Any text.
    Text,
    /// A list of texts.
    List,
    /// A list of these words.
    ListOf(&'static [&'static str]),
}

/// The meaning of sections (`[network]`) and settings (`network.offline`) in Vietnamese; the tables have it in English.
const VIETNAMESE: &str = include_str!("settings.vi.tsv");

fn in_vietnamese(key: &str) -> Option<&'static str> {
    VIETNAMESE.lines().find_map(|line| line.split_once('\t').filter(|(name, _)| *name == key).map(|(_, told)| told))
}

/// What a section is about.
pub fn about(section: &(&'static str, &'static str), language: Language) -> &'static str {
    match language {
        Language::Vietnamese => in_vietnamese(&format!("[{}]", section.0)).unwrap_or(section.1),
        Language::English => section.1,
    }
}

/// Narrowest and widest column of an article, in cells.
pub const MEASURE: (u16, u16) = (20, 400);

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettingRow {
    /// Section of the file.
    pub section: &'static str,
    /// Name within the section.
    pub name: &'static str,
    /// What it accepts.
    pub kind: SettingKind,
    /// What it does, as the comment of the example file.
    pub help: &'static str,
}

/// The sections of the file and what they are about.
pub const SECTIONS: &[(&str, &str)] = &[
    ("network", "How loa comes to the newspapers."),
    ("ui", "The screen."),
    ("store", "The archive. Nothing is dropped unless `loa store prune` is run."),
    ("pictures", "Pictures kept for reading without a network."),
    (
        "mute",
        "What is kept out of every list and count, and never fetched whole; see it with `loa list --muted` or is:muted.",
    ),
    ("sources", "Which newspapers there are. Those of your own ([[source]]) come before the built-in ones."),
    ("notify", "Watched searches (notify = true in [[search]])."),
    (
        "speech",
        "Reading aloud: a program that speaks the lines of its standard input. {speed} in an argument is the speed in percent.",
    ),
    ("documents", "Legal documents."),
    ("hooks", "Commands of your own: a program and its arguments, run without a shell, for ten seconds at most."),
];

const fn row(section: &'static str, name: &'static str, kind: SettingKind, help: &'static str) -> SettingRow {
    SettingRow { section, name, kind, help }
}

/// All settings, in the order of the example file.
pub const SETTINGS: &[SettingRow] = &[
    row("network", "offline", SettingKind::Switch, "Refuse every request; the same as --offline."),
    row(
        "network",
        "contact",
        SettingKind::Text,
        "A mail or web address to put into the User-Agent, so that a site can reach you.",
    ),
    row("network", "connect_timeout_seconds", SettingKind::Number(1, 600), "Connecting may take this long."),
    row("network", "timeout_seconds", SettingKind::Number(1, 3600), "A whole request may take this long."),
    row("network", "max_page_mib", SettingKind::Number(1, 256), "Larger pages are refused (MiB after unpacking)."),
    row("network", "max_redirects", SettingKind::Number(0, 20), "Redirects followed for one page."),
    row("network", "connections", SettingKind::Number(1, 256), "Requests at the same time, all hosts together."),
    row("network", "connections_per_host", SettingKind::Number(1, 32), "Requests at the same time to one host."),
    row("network", "gap_ms", SettingKind::Number(0, 600_000), "Smallest gap between two requests to one host."),
    row("network", "robots", SettingKind::Switch, "Ask robots.txt once a day and obey it."),
    row("network", "retries", SettingKind::Number(0, 10), "How often a request is made again when that makes sense."),
    row(
        "network",
        "patience_seconds",
        SettingKind::Number(0, 600),
        "A Retry-After up to this long is waited for; a longer one ends the visit.",
    ),
    row(
        "ui",
        "language",
        SettingKind::OneOf(&["auto", "vi", "en"]),
        "auto: English where LANG says so, else Vietnamese.",
    ),
    row("ui", "theme", SettingKind::Text, "auto follows the terminal's background; or the name of a theme."),
    row(
        "ui",
        "input_method",
        SettingKind::OneOf(&["off", "telex", "vni", "viqr"]),
        "How prompts compose Vietnamese letters; off if your system does it.",
    ),
    row("ui", "tone_style", SettingKind::OneOf(&["old", "new"]), "Where prompts put the tone: old is hòa, new is hoà."),
    row(
        "ui",
        "ambiguous_width",
        SettingKind::OneOf(&["narrow", "wide", "auto", "1", "2"]),
        "Cells of signs whose width Unicode leaves open: narrow is 1, wide is 2, auto asks the terminal.",
    ),
    row("ui", "ascii", SettingKind::Switch, "Draw lines and marks with ASCII only."),
    row("ui", "plain", SettingKind::Switch, "One column without boxes, for screen readers and simple terminals."),
    row(
        "ui",
        "measure",
        SettingKind::Number(MEASURE.0 as i64, MEASURE.1 as i64),
        "Widest line of an article, in cells.",
    ),
    row("ui", "wrap", SettingKind::OneOf(&["optimal", "greedy"]), "How lines are broken."),
    row("ui", "mouse", SettingKind::Switch, "Wheel and clicks; takes the terminal's own selection away."),
    row(
        "ui",
        "pictures",
        SettingKind::OneOf(&["auto", "on", "off", "kitty", "sixel", "iterm2", "blocks"]),
        "Pictures in the reader; auto: as well as the terminal says it can, none without colours.",
    ),
    row("ui", "taskbar", SettingKind::OneOf(&["auto", "on", "off"]), "Progress in the desktop's taskbar (OSC 9;4)."),
    row(
        "ui",
        "dates",
        SettingKind::OneOf(&["relative", "absolute"]),
        "Dates in lists: 5 phút trước, or 13/10/2023 09:23.",
    ),
    row(
        "ui",
        "fold_copies",
        SettingKind::Switch,
        "The same story in several papers takes one row of the list; g d shows all.",
    ),
    row(
        "ui",
        "since_at_start",
        SettingKind::Switch,
        "The screen opens with what came, was edited or taken down since last time; g N shows it at any time.",
    ),
    row("ui", "topics", SettingKind::Switch, "The topics of labour news stand below the newspapers."),
    row(
        "ui",
        "list",
        SettingKind::OneOf(&["roomy", "compact"]),
        "compact: one line an article, its time at the right; C turns it on the screen.",
    ),
    row(
        "ui",
        "size",
        SettingKind::OneOf(&["normal", "large"]),
        "large: one pane, a narrow column, a free line between lines; make the terminal's own letters larger with it.",
    ),
    row(
        "ui",
        "list_facts",
        SettingKind::ListOf(&["source", "section", "age", "date"]),
        "What stands under a title in the list, in this order.",
    ),
    row(
        "ui",
        "key_timeout_ms",
        SettingKind::Number(50, 5_000),
        "How long a digit, or a key that may begin a longer chord, waits for the next key.",
    ),
    row(
        "ui",
        "browser",
        SettingKind::Text,
        "Opens addresses: a program and its arguments, %s for the address; empty: $BROWSER, else the desktop's.",
    ),
    row(
        "ui",
        "viewer",
        SettingKind::Text,
        "Shows a picture of f: a program and its arguments, %s for the picture's file; empty: the browser, with its address.",
    ),
    row("ui", "mark_read_on_open", SettingKind::Switch, "Opening an article marks it read."),
    row(
        "ui",
        "read_everywhere",
        SettingKind::Switch,
        "What is marked read or unread is so in every paper that tells the same story, in other lists, too; a folded row always counts with its copies.",
    ),
    row("ui", "refresh_on_start", SettingKind::Switch, "Refresh when the screen opens."),
    row(
        "ui",
        "refresh_minutes",
        SettingKind::Number(0, 10_080),
        "Refresh again after so many minutes while the screen is open; 0 = never.",
    ),
    row(
        "store",
        "keep_days",
        SettingKind::Number(0, 36_500),
        "`loa store prune` drops read, unstarred articles older than this; 0 = keep for ever.",
    ),
    row(
        "store",
        "max_mib",
        SettingKind::Number(0, 1_048_576),
        "`loa store prune` drops the oldest read, unstarred articles above this size; 0 = no bound.",
    ),
    row(
        "store",
        "html_mib",
        SettingKind::Number(0, 1_048_576),
        "Compressed original pages kept, so that `loa reextract` can work without a network.",
    ),
    row("pictures", "offline", SettingKind::OneOf(&["none", "lead", "all"]), "Which pictures a refresh keeps."),
    row("pictures", "mib", SettingKind::Number(0, 1_048_576), "Budget; the oldest go first."),
    row(
        "mute",
        "rules",
        SettingKind::List,
        "Queries that look at title, lead, byline, source and date, e.g. 'tiêu đề:\"xổ số\"', 'nguồn:laodong.vn thể thao'. A rule taken away lets its articles come back.",
    ),
    row(
        "sources",
        "builtin",
        SettingKind::Switch,
        "false: only the newspapers of your own, and built-in ones that a [[source]] or a [[group]] names.",
    ),
    row("sources", "order", SettingKind::List, "Ids of newspapers that come first, in this order."),
    row(
        "notify",
        "command",
        SettingKind::List,
        "Program and arguments; the search's name and the number of new articles are added, and its standard input is a line of JSON: name, count, articles (title, paper, date, address).",
    ),
    row(
        "notify",
        "quiet",
        SettingKind::Text,
        "Hours in which nothing is told, e.g. 22:00-06:00; it waits until they are over.",
    ),
    row("notify", "digest", SettingKind::Switch, "Run the command once for all searches together."),
    row(
        "speech",
        "command",
        SettingKind::List,
        "Program and arguments; empty: spd-say, espeak-ng or piper, the first that is found.",
    ),
    row(
        "speech",
        "wav_command",
        SettingKind::List,
        "The same to write a sound file; {file} in an argument is its name. Empty: espeak-ng or piper, where found.",
    ),
    row("speech", "speed", SettingKind::Number(30, 300), "How fast, in percent."),
    row(
        "documents",
        "search_address",
        SettingKind::Text,
        "Where a document is looked up; {number} stands for its number. The default is the national law database.",
    ),
    row(
        "documents",
        "glossary",
        SettingKind::Text,
        "A TOML file of your own terms: [[term]] with name, and short, english, meaning, meaning_english, source.",
    ),
    row("hooks", "on_start", SettingKind::List, "When the screen opens."),
    row(
        "hooks",
        "after_sync",
        SettingKind::List,
        "When a refresh has ended; {new}, {bodies}, {edited}, {muted} and {failed} (sources) in an argument are its numbers.",
    ),
];

impl SettingRow {
    /// What it does.
    pub fn told(&self, language: Language) -> &'static str {
        match language {
            Language::Vietnamese => in_vietnamese(&self.key()).unwrap_or(self.help),
            Language::English => self.help,
        }
    }

    /// `section.name`.
    pub fn key(&self) -> String {
        format!("{}.{}", self.section, self.name)
    }

    /// Its environment variable, e.g. `LOA_NETWORK_GAP_MS`.
    pub fn variable(&self) -> String {
        format!("LOA_{}_{}", self.section, self.name).to_ascii_uppercase()
    }

    /// Parses a value given as text (environment, flag); `None` if it has the wrong type or is out of bounds.
    pub fn read(&self, text: &str) -> Option<toml::Value> {
        let value = match self.kind {
            SettingKind::Switch => toml::Value::Boolean(match text.trim().to_ascii_lowercase().as_str() {
                "true" | "1" | "yes" | "on" => true,
                "false" | "0" | "no" | "off" => false,
                _ => return None,
            }),
            SettingKind::Number(..) => toml::Value::Integer(text.trim().parse().ok()?),
            SettingKind::OneOf(_) | SettingKind::Text => toml::Value::String(text.to_owned()),
            SettingKind::List | SettingKind::ListOf(_) => self.list(text)?,
        };
        self.accepts(&value).then_some(value)
    }

    /// A list as TOML writes it, or words with spaces between them (commas too, where none can stand in a word). What has
    /// quotation marks without brackets could be meant in several ways.
    fn list(&self, text: &str) -> Option<toml::Value> {
        let text = text.trim();
        if text.starts_with('[') {
            return format!("list = {text}").parse::<toml::Table>().ok()?.remove("list");
        }
        let commas = matches!(self.kind, SettingKind::ListOf(_));
        let words = text.split(|c: char| c.is_whitespace() || commas && c == ',').filter(|word| !word.is_empty());
        let words = words.map(|word| toml::Value::String(word.to_owned())).collect();
        (!text.contains('"')).then_some(toml::Value::Array(words))
    }

    /// Whether a value may stand here.
    pub fn accepts(&self, value: &toml::Value) -> bool {
        match (self.kind, value) {
            (SettingKind::Switch, toml::Value::Boolean(_)) | (SettingKind::Text, toml::Value::String(_)) => true,
            (SettingKind::Number(least, most), toml::Value::Integer(n)) => (least..=most).contains(n),
            (SettingKind::OneOf(words), toml::Value::String(word)) => words.contains(&word.as_str()),
            (SettingKind::OneOf(words), toml::Value::Integer(n)) => words.contains(&n.to_string().as_str()),
            (SettingKind::ListOf(words), toml::Value::Array(items)) => {
                items.iter().all(|item| item.as_str().is_some_and(|word| words.contains(&word)))
            }
            (SettingKind::List, toml::Value::Array(items)) => items.iter().all(toml::Value::is_str),
            _ => false,
        }
    }
}

/// The setting `section.name`.
pub fn find(section: &str, name: &str) -> Option<&'static SettingRow> {
    SETTINGS.iter().find(|setting| setting.section == section && setting.name == name)
}

/// The built-in value of a setting.
pub fn default_of(setting: &SettingRow, defaults: &toml::Table) -> Option<toml::Value> {
    defaults.get(setting.section)?.get(setting.name).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_and_setting_is_told_in_vietnamese_too() {
        let told: Vec<&str> = VIETNAMESE.lines().filter_map(|line| Some(line.split_once('\t')?.0)).collect();
        let sections = SECTIONS.iter().map(|(section, _)| format!("[{section}]"));
        let known: Vec<String> = sections.chain(SETTINGS.iter().map(SettingRow::key)).collect();
        assert_eq!(told, known);
        assert!(SETTINGS.iter().all(|setting| setting.told(Language::Vietnamese) != setting.help));
    }

    #[test]
    fn a_list_is_read_as_it_is_shown_and_as_words() {
        let read = |key: (&str, &str), text| find(key.0, key.1).unwrap().read(text).map(|value| value.to_string());
        let facts = Some(r#"["source", "age"]"#.to_owned());
        for text in [r#"["source", "age"]"#, r#"["source","age"]"#, "source age", "source,age", " source, age "] {
            assert_eq!(read(("ui", "list_facts"), text), facts, "{text}");
        }
        let rules = r#"['tiêu đề:"xổ số"', "nguồn:a"]"#;
        let read_rules = find("mute", "rules").unwrap().read(rules).unwrap();
        let texts: Vec<&str> = read_rules.as_array().unwrap().iter().filter_map(toml::Value::as_str).collect();
        assert_eq!(texts, ["tiêu đề:\"xổ số\"", "nguồn:a"]);
        assert_eq!(read(("hooks", "after_sync"), "[]").as_deref(), Some("[]"));
        for unclear in [r#"tiêu đề:"xổ số""#, "[1]", "[oops", r#"["a"] b"#] {
            assert_eq!(read(("mute", "rules"), unclear), None, "{unclear}");
        }
    }
}

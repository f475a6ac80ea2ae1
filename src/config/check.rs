//! Checks a configuration file against the table of settings; reports every mistake with its line and a suggestion.
//!
//! Deliberately absent: the contents of `[[source]]` except its id (`sources::overlay` checks them) and the meaning of
//! keys (`ui::keymap`).

use std::collections::BTreeMap;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{ConfigError, Expected, MistakePlace};
use super::nearest::nearest;
use super::settings::{self, SECTIONS, SETTINGS, SettingKind};
use crate::model::LineIndex;

/// Tables of the file that are not sections of settings.
pub(super) const OTHER_TABLES: &[&str] = &["group", "keys", "retention", "search", "source", "topic"];
/// Those of them that are written as `[[name]]`.
const TABLES: &[&str] = &["group", "retention", "search", "source", "topic"];
/// Keys of a `[[search]]`.
const SEARCH_KEYS: &[&str] = &["name", "query", "notify"];
/// Keys of a `[[retention]]` besides its source; they mean the same as in `[store]`, but for that source only.
const RETENTION_KEYS: &[&str] = &["keep_days", "max_mib"];
/// Keys of a `[[group]]`, all required.
const GROUP_KEYS: &[&str] = &["name", "sources"];
/// The key of the map inside `[network]`.
pub(super) const MIRRORS: &str = "mirrors";

/// The contents of a file, with line numbers.
pub(super) struct Checked {
    /// The values.
    pub(super) table: toml::Table,
    /// `section.name` → line, from 1.
    pub(super) lines: BTreeMap<String, usize>,
}

/// Parses and checks the text of `file`. Returns all mistakes, in the order of the file.
pub(super) fn check(text: &str, file: &Path) -> Result<Checked, Vec<ConfigError>> {
    let (checked, mistakes) = check_all(text, file)?;
    if mistakes.is_empty() { Ok(checked) } else { Err(mistakes) }
}

/// As [`check`], but returns what could be read along with the mistakes. Fails only if the text is not TOML.
pub(super) fn check_all(text: &str, file: &Path) -> Result<(Checked, Vec<ConfigError>), Vec<ConfigError>> {
    let mut walk = CheckWalk { index: LineIndex::new(text), file, lines: BTreeMap::new(), mistakes: Vec::new() };
    let spanned = DeTable::parse(text).map_err(|error| vec![walk.bad_toml(&error)])?;
    let table = toml::from_str::<toml::Table>(text).map_err(|error| vec![walk.bad_toml(&error)])?;
    walk.top(spanned.get_ref(), &table);
    walk.mistakes.sort_by_key(|(line, _)| *line);
    let mistakes = walk.mistakes.into_iter().map(|(_, mistake)| mistake).collect();
    Ok((Checked { table, lines: walk.lines }, mistakes))
}

struct CheckWalk<'a> {
    index: LineIndex<'a>,
    file: &'a Path,
    lines: BTreeMap<String, usize>,
    mistakes: Vec<(usize, ConfigError)>,
}

type SettingKey<'a> = Spanned<std::borrow::Cow<'a, str>>;

impl CheckWalk<'_> {
    fn line(&self, at: usize) -> usize {
        self.index.line(at)
    }

    fn place(&self, line: usize) -> MistakePlace {
        MistakePlace::Line { file: self.file.to_path_buf(), line }
    }

    fn bad_toml(&self, error: &toml::de::Error) -> ConfigError {
        let line = error.span().map_or(1, |span| self.line(span.start));
        ConfigError::BadToml { at: self.place(line), why: error.message().to_owned() }
    }

    fn unknown<'k>(&mut self, key: &SettingKey<'_>, whole: String, known: impl Iterator<Item = &'k str>) {
        let line = self.line(key.span().start);
        let nearest = nearest(key.get_ref(), known).map(str::to_owned);
        self.mistakes.push((line, ConfigError::UnknownKey { at: self.place(line), key: whole, nearest }));
    }

    fn wrong(&mut self, at: usize, key: String, found: &toml::Value, expected: Expected) {
        let line = self.line(at);
        let found = shortened(&found.to_string());
        self.mistakes.push((line, ConfigError::BadValue { at: self.place(line), key, found, expected }));
    }

    fn top(&mut self, spanned: &DeTable<'_>, table: &toml::Table) {
        for (key, value) in spanned {
            let name = key.get_ref().as_ref();
            let Some(plain) = table.get(name) else { continue };
            match (name, value.get_ref()) {
                ("keys", DeValue::Table(keys)) => self.keys(keys, plain),
                ("search" | "topic" | "group", DeValue::Array(searches)) => {
                    for (at, search) in searches.iter().enumerate() {
                        self.lines.insert(format!("{name}.{at}"), self.line(search.span().start));
                        match name {
                            "group" => self.group(search, plain.get(at)),
                            _ => self.search(name, search, plain.get(at)),
                        }
                    }
                }
                ("retention", DeValue::Array(rules)) => {
                    for (at, rule) in rules.iter().enumerate() {
                        self.retention(rule, plain.get(at));
                    }
                }
                ("source", DeValue::Array(sources)) => {
                    for (at, source) in sources.iter().enumerate() {
                        self.source(at, source, plain);
                    }
                }
                _ if let Some(table) = TABLES.iter().find(|table| **table == name) => {
                    self.wrong(key.span().start, name.to_owned(), plain, Expected::Tables(table));
                }
                (_, DeValue::Table(section)) if SECTIONS.iter().any(|(known, _)| *known == name) => {
                    self.section(name, section, plain);
                }
                _ => match SECTIONS.iter().map(|(known, _)| *known).chain(["keys"]).find(|known| *known == name) {
                    Some(known) => self.wrong(key.span().start, name.to_owned(), plain, Expected::Section(known)),
                    None => self.unknown(key, name.to_owned(), top_words()),
                },
            }
        }
    }

    /// Checks a `[[source]]`, identified by its index.
    fn source(&mut self, at: usize, source: &Spanned<DeValue<'_>>, plain: &toml::Value) {
        self.lines.insert(format!("source.{at}"), self.line(source.span().start));
        match source.get_ref() {
            DeValue::Table(table) if table.contains_key("id") => {}
            DeValue::Table(_) => {
                let plain = plain.get(at).unwrap_or(plain);
                self.wrong(source.span().start, "source".into(), plain, Expected::Key("id"));
            }
            _ => self.wrong(source.span().start, "source".into(), plain, Expected::Tables("source")),
        }
    }

    fn section(&mut self, section: &str, spanned: &DeTable<'_>, table: &toml::Value) {
        for (key, value) in spanned {
            let name = key.get_ref().as_ref();
            let whole = format!("{section}.{name}");
            let Some(plain) = table.get(name) else { continue };
            self.lines.insert(whole.clone(), self.line(key.span().start));
            if let DeValue::Array(items) = value.get_ref() {
                for (at, item) in items.iter().enumerate() {
                    self.lines.insert(format!("{whole}.{at}"), self.line(item.span().start));
                }
            }
            match (settings::find(section, name), value.get_ref()) {
                (Some(setting), _) if setting.accepts(plain) => {}
                (Some(setting), _) => self.wrong(value.span().start, whole, plain, Expected::Value(setting.kind)),
                (None, DeValue::Table(mirrors)) if section == "network" && name == MIRRORS => {
                    self.mirrors(mirrors, plain);
                }
                (None, _) => {
                    let known = SETTINGS.iter().filter(|s| s.section == section).map(|s| s.name).chain(extra(section));
                    self.unknown(key, whole, known);
                }
            }
        }
    }

    fn mirrors(&mut self, spanned: &DeTable<'_>, table: &toml::Value) {
        let web = |address: &str| address.starts_with("http://") || address.starts_with("https://");
        for (key, value) in spanned {
            let from = key.get_ref().as_ref();
            let Some(to) = table.get(from) else { continue };
            let whole = format!("network.{MIRRORS}.{from:?}");
            self.lines.insert(format!("network.{MIRRORS}.{from}"), self.line(key.span().start));
            if !web(from) || !to.as_str().is_some_and(web) {
                self.wrong(value.span().start, whole, to, Expected::Mirror);
            }
        }
    }

    fn keys(&mut self, spanned: &DeTable<'_>, table: &toml::Value) {
        for (key, value) in spanned {
            let action = key.get_ref().as_ref();
            self.lines.insert(format!("keys.{action}"), self.line(key.span().start));
            let Some(plain) = table.get(action) else { continue };
            let fits = plain.is_str() || plain.as_array().is_some_and(|all| all.iter().all(toml::Value::is_str));
            if !fits {
                self.wrong(value.span().start, format!("keys.{action}"), plain, Expected::Keys);
            }
        }
    }

    fn search(&mut self, kind: &str, spanned: &Spanned<DeValue<'_>>, plain: Option<&toml::Value>) {
        let (DeValue::Table(table), Some(plain)) = (spanned.get_ref(), plain) else { return };
        // Topics never notify the user, so they have no `notify`.
        let keys = if kind == "topic" { &SEARCH_KEYS[..2] } else { SEARCH_KEYS };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let Some(plain) = plain.get(name) else { continue };
            match name {
                "name" | "query" if !plain.is_str() => {
                    self.wrong(value.span().start, format!("{kind}.{name}"), plain, Expected::Value(SettingKind::Text));
                }
                "notify" if !plain.is_bool() => {
                    self.wrong(
                        value.span().start,
                        format!("{kind}.notify"),
                        plain,
                        Expected::Value(SettingKind::Switch),
                    );
                }
                _ if keys.contains(&name) => {}
                _ => self.unknown(key, format!("{kind}.{name}"), keys.iter().copied()),
            }
        }
        for needed in ["name", "query"] {
            if plain.get(needed).is_none() {
                self.wrong(spanned.span().start, kind.to_owned(), plain, Expected::Key(needed));
            }
        }
    }

    fn group(&mut self, spanned: &Spanned<DeValue<'_>>, plain: Option<&toml::Value>) {
        let (DeValue::Table(table), Some(plain)) = (spanned.get_ref(), plain) else { return };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let Some(plain) = plain.get(name) else { continue };
            let is_list = || plain.as_array().is_some_and(|items| items.iter().all(toml::Value::is_str));
            let (fits, kind) = match name {
                "name" => (plain.as_str().is_some_and(|name| !name.trim().is_empty()), SettingKind::Text),
                "sources" => (is_list(), SettingKind::List),
                _ => {
                    self.unknown(key, format!("group.{name}"), GROUP_KEYS.iter().copied());
                    continue;
                }
            };
            if !fits {
                self.wrong(value.span().start, format!("group.{name}"), plain, Expected::Value(kind));
            }
        }
        for needed in GROUP_KEYS.iter().filter(|key| plain.get(key).is_none()) {
            self.wrong(spanned.span().start, "group".into(), plain, Expected::Key(needed));
        }
    }

    fn retention(&mut self, spanned: &Spanned<DeValue<'_>>, plain: Option<&toml::Value>) {
        let (DeValue::Table(table), Some(plain)) = (spanned.get_ref(), plain) else { return };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let Some(plain) = plain.get(name) else { continue };
            let setting = settings::find("store", name).filter(|_| RETENTION_KEYS.contains(&name));
            match setting {
                Some(setting) if setting.accepts(plain) => {}
                Some(setting) => {
                    self.wrong(value.span().start, format!("retention.{name}"), plain, Expected::Value(setting.kind));
                }
                None if name == "source" && plain.is_str() => {}
                None if name == "source" => {
                    self.wrong(
                        value.span().start,
                        "retention.source".into(),
                        plain,
                        Expected::Value(SettingKind::Text),
                    );
                }
                None => {
                    let known = RETENTION_KEYS.iter().copied().chain(["source"]);
                    self.unknown(key, format!("retention.{name}"), known);
                }
            }
        }
        if plain.get("source").is_none() {
            self.wrong(spanned.span().start, "retention".into(), plain, Expected::Key("source"));
        }
    }
}

fn top_words() -> impl Iterator<Item = &'static str> {
    SECTIONS.iter().map(|(name, _)| *name).chain(OTHER_TABLES.iter().copied())
}

fn extra(section: &str) -> impl Iterator<Item = &'static str> {
    (section == "network").then_some(MIRRORS).into_iter()
}

/// A value as shown in a message: one line, at most 60 characters.
fn shortened(value: &str) -> String {
    let line = value.lines().next().unwrap_or_default();
    if line.chars().count() <= 60 { line.to_owned() } else { line.chars().take(57).chain("...".chars()).collect() }
}

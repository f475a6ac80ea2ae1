//! Layers the configuration (default < file < environment < flag) and records the origin of each value.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::error::{Expected, MistakePlace, Unread};
use super::settings::{self, SETTINGS, SettingRow};
use super::{Config, ConfigError, Environment, check};
use crate::model::Language;

/// Largest configuration file, bytes.
pub const MAX_CONFIG_BYTES: u64 = 4 << 20;

/// The origin of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueOrigin {
    /// Built in.
    Default,
    /// A line of the file.
    File(usize),
    /// An environment variable.
    Variable(String),
    /// A command-line flag.
    Flag(String),
}

impl fmt::Display for ValueOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(line) => write!(f, "line {line}"),
            Self::Variable(name) => write!(f, "${name}"),
            Self::Flag(name) => f.write_str(name),
        }
    }
}

/// A value given by a command-line flag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// How it was written, e.g. `--offline`.
    pub flag: &'static str,
    /// Section of the setting.
    pub section: &'static str,
    /// Name of the setting.
    pub name: &'static str,
    /// Its value, as text.
    pub value: String,
}

/// A configuration and its origins.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The values.
    pub config: Config,
    /// The file that was read, if any.
    pub file: Option<PathBuf>,
    /// Its text, for other rooms that read their own tables from it (`sources`).
    pub text: Option<String>,
    origins: BTreeMap<String, ValueOrigin>,
    lines: BTreeMap<String, usize>,
    locale: Language,
}

impl Loaded {
    /// The origin of a setting's value.
    pub fn origin(&self, setting: &SettingRow) -> ValueOrigin {
        self.origins.get(&setting.key()).cloned().unwrap_or(ValueOrigin::Default)
    }

    /// The line of a key of the file, e.g. `keys.quit`, `source.0`, `network.mirrors.https://laodong.vn`.
    pub fn line_of(&self, key: &str) -> Option<usize> {
        self.lines.get(key).copied()
    }

    /// The language of the screen and of messages.
    pub fn language(&self) -> Language {
        match self.config.ui.language.as_str() {
            "vi" => Language::Vietnamese,
            "en" => Language::English,
            _ => self.locale,
        }
    }
}

/// Whether the configuration file must exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// The user named it, so a missing file is a mistake.
    Required,
    /// It is read if it exists.
    Optional,
}

impl Presence {
    /// A file that the user named must exist.
    pub fn of_named(file: Option<&Path>) -> Self {
        if file.is_some() { Self::Required } else { Self::Optional }
    }
}

/// The language that the configuration asks for, where nothing else of it is wanted: for help and mistakes of usage, which
/// come before it is checked.
pub fn wished_language(file: &Path, environment: &Environment) -> Language {
    let of_file = || {
        let table: toml::Table = std::fs::read_to_string(file).ok()?.parse().ok()?;
        Some(table.get("ui")?.get("language")?.as_str()?.to_owned())
    };
    let wished = environment.get("LOA_UI_LANGUAGE").map(str::to_owned).or_else(of_file);
    match wished.as_deref() {
        Some("vi") => Language::Vietnamese,
        Some("en") => Language::English,
        _ => environment.language(),
    }
}

/// Loads the configuration.
///
/// Returns all mistakes at once.
pub fn load(
    file: &Path,
    presence: Presence,
    environment: &Environment,
    flags: &[Flag],
) -> Result<Loaded, Vec<ConfigError>> {
    let text = read(file, presence).map_err(|error| vec![error])?;
    let mut layers = Layers { table: defaults(), origins: BTreeMap::new(), mistakes: Vec::new() };
    let mut lines = BTreeMap::new();
    if let Some(text) = &text {
        let checked = check::check(text, file)?;
        layers.file(&checked);
        lines = checked.lines;
    }
    layers.environment(environment);
    layers.flags(flags);
    if !layers.mistakes.is_empty() {
        return Err(layers.mistakes);
    }
    let config = Config::deserialize(layers.table).map_err(|error| {
        vec![ConfigError::Unreadable { file: file.to_path_buf(), why: Unread::Other(error.message().to_owned()) }]
    })?;
    let file = text.as_ref().map(|_| file.to_path_buf());
    Ok(Loaded { config, file, text, origins: layers.origins, lines, locale: environment.language() })
}

/// As [`load`], but returns all mistakes along with what could be read. Nothing can be read if the file is not TOML.
pub fn load_all(
    file: &Path,
    presence: Presence,
    environment: &Environment,
    flags: &[Flag],
) -> (Option<Loaded>, Vec<ConfigError>) {
    let text = match read(file, presence) {
        Ok(text) => text,
        Err(error) => return (None, vec![error]),
    };
    let mut layers = Layers { table: defaults(), origins: BTreeMap::new(), mistakes: Vec::new() };
    let (mut lines, mut mistakes) = (BTreeMap::new(), Vec::new());
    if let Some(text) = &text {
        match check::check_all(text, file) {
            Ok((checked, found)) => {
                layers.file(&checked);
                (lines, mistakes) = (checked.lines, found);
            }
            Err(found) => return (None, found),
        }
    }
    layers.environment(environment);
    layers.flags(flags);
    mistakes.append(&mut layers.mistakes);
    let table = readable(layers.table);
    let file = text.as_ref().map(|_| file.to_path_buf());
    let config = Config::deserialize(table).ok();
    let locale = environment.language();
    (config.map(|config| Loaded { config, file, text, origins: layers.origins, lines, locale }), mistakes)
}

/// The table with defaults in place of values that cannot be read.
fn readable(mut table: toml::Table) -> toml::Table {
    let built_in = defaults();
    for (name, default) in &built_in {
        let Some(value) = table.get(name).cloned() else { continue };
        let fits = |value: toml::Value| {
            let alone = toml::Table::from_iter([(name.clone(), value)]);
            Config::deserialize(alone).is_ok()
        };
        if fits(value.clone()) {
            continue;
        }
        let mut kept = default.clone();
        if let (toml::Value::Table(kept), toml::Value::Table(written)) = (&mut kept, value) {
            for (key, value) in written {
                let alone = toml::Table::from_iter([(key.clone(), value.clone())]);
                if fits(toml::Value::Table(alone)) {
                    kept.insert(key, value);
                }
            }
        }
        table.insert(name.clone(), kept);
    }
    for name in ["keys", "retention", "search", "source"] {
        let Some(value) = table.get(name).cloned() else { continue };
        if Config::deserialize(toml::Table::from_iter([(name.to_owned(), value)])).is_err() {
            table.remove(name);
        }
    }
    table
}

/// The built-in values as a table.
pub fn defaults() -> toml::Table {
    toml::Table::try_from(Config::default()).unwrap_or_default()
}

fn read(file: &Path, presence: Presence) -> Result<Option<String>, ConfigError> {
    let unreadable = |why: Unread| ConfigError::Unreadable { file: file.to_path_buf(), why };
    let opened = match std::fs::File::open(file) {
        Ok(opened) => opened,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && presence == Presence::Optional => {
            return Ok(None);
        }
        Err(error) => return Err(unreadable(error.into())),
    };
    let mut bytes = Vec::new();
    opened.take(MAX_CONFIG_BYTES + 1).read_to_end(&mut bytes).map_err(|error| unreadable(error.into()))?;
    if bytes.len() as u64 > MAX_CONFIG_BYTES {
        return Err(ConfigError::TooLarge { file: file.to_path_buf(), limit: MAX_CONFIG_BYTES });
    }
    let text = String::from_utf8(bytes).map_err(|_| unreadable(Unread::NotText))?;
    Ok(Some(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned)))
}

struct Layers {
    table: toml::Table,
    origins: BTreeMap<String, ValueOrigin>,
    mistakes: Vec<ConfigError>,
}

impl Layers {
    fn set(&mut self, setting: &SettingRow, value: toml::Value, origin: ValueOrigin) {
        let section = self.table.entry(setting.section).or_insert_with(|| toml::Value::Table(toml::Table::new()));
        if let toml::Value::Table(section) = section {
            section.insert(setting.name.to_owned(), value);
            self.origins.insert(setting.key(), origin);
        }
    }

    fn file(&mut self, checked: &check::Checked) {
        for setting in SETTINGS {
            if let Some(value) = settings::default_of(setting, &checked.table) {
                let line = checked.lines.get(&setting.key()).copied().unwrap_or(1);
                self.set(setting, value, ValueOrigin::File(line));
            }
        }
        if let Some(mirrors) = checked.table.get("network").and_then(|network| network.get(check::MIRRORS))
            && let Some(toml::Value::Table(network)) = self.table.get_mut("network")
        {
            network.insert(check::MIRRORS.to_owned(), mirrors.clone());
        }
        for name in check::OTHER_TABLES.iter().copied() {
            if let Some(value) = checked.table.get(name) {
                self.table.insert(name.to_owned(), value.clone());
            }
        }
    }

    fn environment(&mut self, environment: &Environment) {
        for setting in SETTINGS {
            let variable = setting.variable();
            if let Some(text) = environment.get(&variable) {
                self.text(setting, text, MistakePlace::Variable(variable.clone()), ValueOrigin::Variable(variable));
            }
        }
    }

    fn flags(&mut self, flags: &[Flag]) {
        for flag in flags {
            if let Some(setting) = settings::find(flag.section, flag.name) {
                self.text(
                    setting,
                    &flag.value,
                    MistakePlace::Flag(flag.flag.to_owned()),
                    ValueOrigin::Flag(flag.flag.to_owned()),
                );
            }
        }
    }

    fn text(&mut self, setting: &SettingRow, text: &str, at: MistakePlace, origin: ValueOrigin) {
        match setting.read(text) {
            Some(value) => self.set(setting, value, origin),
            None => self.mistakes.push(ConfigError::BadValue {
                at,
                key: setting.key(),
                found: format!("{text:?}"),
                expected: Expected::Value(setting.kind),
            }),
        }
    }
}

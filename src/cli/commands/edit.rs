//! `loa config get|set|edit`.

use crate::app::editor;
use crate::cli::args::Common;
use crate::cli::commands::{configuration, source_work};
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::words::Say;
use crate::config::edit::{NotSet, set as write};
use crate::config::nearest::nearest;
use crate::config::settings::{self, SETTINGS, SettingKind, SettingRow};
use crate::config::{Environment, Loaded, Paths, example, wished_language};
use crate::ui::theme::THEMES;

/// The value of a key as TOML; a string without its quotation marks.
pub(in crate::cli) fn get(loaded: &Loaded, key: &str) -> Result<String, CommandFailure> {
    let setting = setting(key, Say(loaded.language()))?;
    let table = toml::Table::try_from(&loaded.config).map_err(CommandFailure::failed)?;
    Ok(match settings::default_of(setting, &table) {
        Some(toml::Value::String(text)) => text,
        Some(value) => value.to_string(),
        None => String::new(),
    })
}

/// Writes a value into the file, which need not be there yet. What brings a mistake that was not there before is taken back:
/// a theme that does not exist would keep the screen from starting.
pub(in crate::cli) fn set(
    common: &Common,
    paths: &Paths,
    environment: &Environment,
    say: Say,
    (key, value): (&str, &str),
) -> Outcome {
    let setting = setting(key, say)?;
    let before = text_of(paths, say)?;
    let after = write(&before, setting, value).map_err(|why| match why {
        NotSet::BadValue(kind) => CommandFailure::usage(say.bad_setting(&setting.key(), value, kind)),
        NotSet::BadToml(why) => CommandFailure::usage(say.bad_toml(&paths.config.display().to_string(), &why)),
    })?;
    let name = paths.config.display().to_string();
    let unwritable = |error: &std::io::Error| CommandFailure::failed(say.unwritable(&name, &say.why(error)));
    let was_there = paths.config.exists();
    // The line of a mistake is in no file once it is taken back.
    let wrong = || checked(common, paths, environment).err().map(|why| without_places(&why.sentence(say), &name));
    let known = if was_there { wrong().unwrap_or_default() } else { String::new() };
    source_work::replace(&paths.config, &after).map_err(|error| unwritable(&error))?;
    let new = new_mistakes(&known, &wrong().unwrap_or_default());
    if new.is_empty() {
        return Ok(Exit::Fine);
    }
    let taken_back =
        if was_there { source_work::replace(&paths.config, &before) } else { std::fs::remove_file(&paths.config) };
    taken_back.map_err(|error| unwritable(&error))?;
    Err(CommandFailure::usage(new))
}

/// The lines of `now` that were not told before. What is wrong with a theme that nobody asked for is no matter of a setting.
fn new_mistakes(before: &str, now: &str) -> String {
    let new = now.lines().filter(|line| !line.starts_with(THEMES) && !before.lines().any(|told| told == *line));
    new.collect::<Vec<_>>().join("\n")
}

/// Several values as one: a list has each as an item, a text the spaces between them.
pub(in crate::cli) fn joined(key: &str, value: &str, more: &[String]) -> String {
    let found = key.split_once('.').and_then(|(section, name)| settings::find(section, name));
    let is_list = found.is_some_and(|row| matches!(row.kind, SettingKind::List | SettingKind::ListOf(_)));
    let values = [value].into_iter().chain(more.iter().map(String::as_str));
    match more {
        [] => value.to_owned(),
        _ if is_list => {
            toml::Value::Array(values.map(|item| toml::Value::String(item.to_owned())).collect()).to_string()
        }
        _ => values.collect::<Vec<_>>().join(" "),
    }
}

/// Sentences without the `file:line: ` that they begin with.
fn without_places(sentences: &str, file: &str) -> String {
    let bare = |line: &str| {
        let rest = line.strip_prefix(file).and_then(|rest| rest.strip_prefix(':'));
        let rest = rest.map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':'));
        rest.map_or(line, str::trim_start).to_owned()
    };
    sentences.lines().map(bare).collect::<Vec<_>>().join("\n")
}

/// Opens the file in the user's editor; one that is not there yet begins as the example.
pub(in crate::cli) fn edit(paths: &Paths, environment: &Environment) -> Result<(), CommandFailure> {
    let say = Say(wished_language(&paths.config, environment));
    let name = paths.config.display().to_string();
    let unwritable = |error: &std::io::Error| CommandFailure::failed(say.unwritable(&name, &say.why(error)));
    if !paths.config.exists() {
        source_work::replace(&paths.config, &example::render()).map_err(|error| unwritable(&error))?;
    }
    editor::edit(&editor::command(environment), &paths.config)
        .map_err(|error| CommandFailure::failed(say.editor_failed(&error)))
}

fn text_of(paths: &Paths, say: Say) -> Result<String, CommandFailure> {
    match std::fs::read_to_string(&paths.config) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => {
            Err(CommandFailure::failed(say.unreadable(&paths.config.display().to_string(), &say.why(&error))))
        }
    }
}

fn setting(key: &str, say: Say) -> Result<&'static SettingRow, CommandFailure> {
    let found = key.split_once('.').and_then(|(section, name)| settings::find(section, name));
    found.ok_or_else(|| {
        let keys: Vec<String> = SETTINGS.iter().map(SettingRow::key).collect();
        CommandFailure::usage(say.no_such_key(key, nearest(key, keys.iter().map(String::as_str))))
    })
}

/// Says what is wrong with the file after editing.
pub(in crate::cli) fn checked(common: &Common, paths: &Paths, environment: &Environment) -> Outcome {
    configuration::everything(common, paths, environment).map(|_| Exit::Fine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_setting_itself_brings_is_told_of_it() {
        let before = "ui.measure = 9999: too many\nthemes/old.toml:1: broken";
        assert_eq!(new_mistakes(before, before), "");
        assert_eq!(new_mistakes("", "themes/old.toml:1: broken"), "");
        let now = format!("{before}\nui.theme = \"old\": themes/old.toml:1: broken");
        assert_eq!(new_mistakes(before, &now), "ui.theme = \"old\": themes/old.toml:1: broken");
    }

    #[test]
    fn several_values_are_the_items_of_a_list_and_the_words_of_a_text() {
        let more = ["chào buổi sáng".to_owned()];
        assert_eq!(joined("hooks.on_start", "notify-send", &more), r#"["notify-send", "chào buổi sáng"]"#);
        assert_eq!(joined("ui.browser", "firefox", &["%s".to_owned()]), "firefox %s");
        assert_eq!(joined("hooks.on_start", "[]", &[]), "[]");
    }
}

//! `loa config init|show|check|path`.

use std::collections::BTreeMap;

use crate::config::{Environment, Loaded, Paths, example, load};
use crate::ui::action::{self, Scope};
use crate::ui::keymap::Keymap;

use super::args::{Common, ConfigCommand};
use super::exit::{Exit, Failure, Outcome};
use super::output::Output;
use super::session::{catalog, flags};
use super::words::Say;

/// Runs the command. `init` and `path` work even when the configuration is broken.
pub(super) fn run(common: &Common, command: &ConfigCommand) -> Outcome {
    let environment = Environment::of_process();
    let paths = Paths::find(common.config.as_deref(), common.data_dir.as_deref(), &environment);
    let mut out = Output::stdout(common.color, &environment);
    match command {
        ConfigCommand::Init => out.line(example::render().trim_end())?,
        ConfigCommand::Path => out.line(&paths.config.display().to_string())?,
        ConfigCommand::Show => out.line(example::show(&loaded(common, &paths, &environment)?).trim_end())?,
        ConfigCommand::Check => {
            let loaded = loaded(common, &paths, &environment)?;
            keys(&loaded)?;
            catalog(&loaded)?;
            let file = loaded.file.as_ref().map(|file| file.display().to_string());
            out.line(&Say(loaded.language()).config_fine(file.as_deref()))?;
        }
    }
    out.flush()?;
    Ok(Exit::Fine)
}

fn loaded(common: &Common, paths: &Paths, environment: &Environment) -> Result<Loaded, Failure> {
    Ok(load(&paths.config, common.config.is_some(), environment, &flags(common))?)
}

/// Whether every name of `[keys]` is an action, every key a key, and no key means two of them.
pub(super) fn keys(loaded: &Loaded) -> Result<(), Failure> {
    let mut mistakes = Vec::new();
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, keys) in &loaded.config.keys {
        let place = place(loaded, &format!("keys.{name}"));
        let (_, wrong) = Keymap::with(&[(name.clone(), keys.list().to_vec())]);
        mistakes.extend(wrong.iter().map(|what| format!("{place}{what}")));
        for key in keys.list() {
            if let Some(other) = taken.insert(key, name)
                && scope(other) == scope(name)
            {
                mistakes.push(format!("{place}[keys] {name}: {key:?} is already the key of {other:?}"));
            }
        }
    }
    if mistakes.is_empty() { Ok(()) } else { Err(Failure::usage(mistakes.join("\n"))) }
}

fn scope(name: &str) -> Option<Scope> {
    action::named(name.split('+').next().unwrap_or(name).trim()).map(|row| row.scope)
}

/// `file:line: ` of a key of the configuration, as far as it is known.
fn place(loaded: &Loaded, key: &str) -> String {
    let file = loaded.file.as_ref().map(|file| file.display().to_string()).unwrap_or_default();
    loaded.line_of(key).map_or_else(String::new, |line| format!("{file}:{line}: "))
}

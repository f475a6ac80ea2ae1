//! `loa config init|show|check|path`.

use crate::config::{Environment, Language, Loaded, Paths, example, load};
use crate::model::{Clock as _, SystemClock};
use crate::store::{MAX_MUTE_RULES, Store};
use crate::ui::keymap::Keymap;
use crate::ui::words::{self, Words};

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
            mutes(&loaded)?;
            catalog(&loaded)?;
            let file = loaded.file.as_ref().map(|file| file.display().to_string());
            out.line(&Say(loaded.language()).config_fine(file.as_deref()))?;
        }
    }
    out.flush()?;
    Ok(Exit::Fine)
}

pub(super) fn loaded(common: &Common, paths: &Paths, environment: &Environment) -> Result<Loaded, Failure> {
    Ok(load(&paths.config, common.config.is_some(), environment, &flags(common))?)
}

/// Whether every name of `[keys]` is an action, every key a key, and no key means two of them.
pub(super) fn keys(loaded: &Loaded) -> Result<(), Failure> {
    let keys: Vec<_> = loaded.config.keys.iter().map(|(name, keys)| (name.clone(), keys.list().to_vec())).collect();
    let (_, mistakes) = Keymap::with(&keys);
    if mistakes.is_empty() {
        return Ok(());
    }
    let words = Words::new(match loaded.language() {
        Language::Vietnamese => words::Language::Vietnamese,
        Language::English => words::Language::English,
    });
    let sentences: Vec<String> = mistakes
        .iter()
        .map(|mistake| format!("{}{}", place(loaded, &format!("keys.{}", mistake.name)), mistake.say(&words)))
        .collect();
    Err(Failure::usage(sentences.join("\n")))
}

/// Whether every rule of muting makes sense.
pub(super) fn mutes(loaded: &Loaded) -> Result<(), Failure> {
    let english = loaded.language() == Language::English;
    let rules = &loaded.config.mute.rules;
    let mut sentences: Vec<String> = rules
        .iter()
        .enumerate()
        .filter_map(|(at, rule)| {
            let what = Store::mute_complaint(rule, SystemClock.now(), english)?;
            Some(format!("{}mute.rules: {rule:?}: {what}", place(loaded, &format!("mute.rules.{at}"))))
        })
        .collect();
    if rules.len() > MAX_MUTE_RULES {
        sentences.push(Say(loaded.language()).too_many_mutes(MAX_MUTE_RULES));
    }
    if sentences.is_empty() { Ok(()) } else { Err(Failure::usage(sentences.join("\n"))) }
}

/// `file:line: ` of a key of the configuration, as far as it is known.
fn place(loaded: &Loaded, key: &str) -> String {
    let file = loaded.file.as_ref().map(|file| file.display().to_string()).unwrap_or_default();
    loaded.line_of(key).map_or_else(String::new, |line| format!("{file}:{line}: "))
}

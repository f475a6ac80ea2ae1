//! `loa config init|show|check|path`.

use std::path::Path;
use std::sync::Arc;

use crate::config::load::Origin;
use crate::config::nearest::nearest;
use crate::config::{Environment, Loaded, Paths, example, load, settings};
use crate::model::{Clock as _, SystemClock};
use crate::store::{MAX_MUTE_RULES, SearchRequest, Store};
use crate::ui::keymap::Keymap;
use crate::ui::theme::BUILT_IN;
use crate::ui::words::Words;

use crate::cli::args::{Common, ConfigCommand};
use crate::cli::commands::screen;
use crate::cli::exit::{Exit, Failure, Outcome};
use crate::cli::output::Output;
use crate::cli::session::{catalog, flags};
use crate::cli::words::Say;

/// Runs the command. `init` and `path` work even when the configuration is broken.
pub(in crate::cli) fn run(common: &Common, command: &ConfigCommand) -> Outcome {
    let environment = Environment::of_process();
    let paths = Paths::find(common.config.as_deref(), common.data_dir.as_deref());
    let mut out = Output::stdout(common.color, &environment);
    match command {
        ConfigCommand::Init => out.line(example::render().trim_end())?,
        ConfigCommand::Path => out.line(&paths.config.display().to_string())?,
        ConfigCommand::Show => out.line(example::show(&loaded(common, &paths, &environment)?).trim_end())?,
        ConfigCommand::Check => {
            let loaded = loaded(common, &paths, &environment)?;
            keys(&loaded)?;
            theme(&loaded, &paths.config)?;
            mutes(&loaded)?;
            searches(&loaded)?;
            catalog(&loaded)?;
            let file = loaded.file.as_ref().map(|file| file.display().to_string());
            out.line(&Say(loaded.language()).config_fine(file.as_deref()))?;
        }
    }
    out.flush()?;
    Ok(Exit::Fine)
}

pub(in crate::cli) fn loaded(common: &Common, paths: &Paths, environment: &Environment) -> Result<Loaded, Failure> {
    Ok(load(&paths.config, common.config.is_some(), environment, &flags(common))?)
}

/// Whether every name of `[keys]` is an action, every key a key, and no key means two of them.
pub(in crate::cli) fn keys(loaded: &Loaded) -> Result<(), Failure> {
    let keys: Vec<_> = loaded.config.keys.iter().map(|(name, keys)| (name.clone(), keys.list().to_vec())).collect();
    let (_, mistakes) = Keymap::with(&keys);
    if mistakes.is_empty() {
        return Ok(());
    }
    let words = Words::new(loaded.language());
    let sentences: Vec<String> = mistakes
        .iter()
        .map(|mistake| format!("{}{}", place(loaded, &format!("keys.{}", mistake.name)), mistake.say(&words)))
        .collect();
    Err(Failure::usage(sentences.join("\n")))
}

/// Whether there is a theme of the name that is asked for: `auto`, a built-in one, or the reader's own beside the file
/// `config`.
pub(in crate::cli) fn theme(loaded: &Loaded, config: &Path) -> Result<(), Failure> {
    let asked = loaded.config.ui.theme.as_str();
    let built_in = || ["auto"].into_iter().chain(BUILT_IN.iter().map(|(name, _)| *name));
    if built_in().any(|name| name == asked) {
        return Ok(());
    }
    let own = screen::themes(config);
    let known: Vec<&str> = built_in().chain(own.iter().map(|(name, _)| name.as_str())).collect();
    if known.contains(&asked) {
        return Ok(());
    }
    let file = loaded.file.as_ref().map(|file| file.display().to_string()).unwrap_or_default();
    let place = match settings::find("ui", "theme").map(|setting| loaded.origin(setting)) {
        Some(Origin::File(line)) => format!("{file}:{line}: "),
        Some(Origin::Variable(name)) => format!("${name}: "),
        Some(Origin::Flag(flag)) => format!("{flag}: "),
        Some(Origin::Default) | None => String::new(),
    };
    let near = nearest(asked, known.iter().copied());
    let sentence = Say(loaded.language()).no_theme(asked, near, &known.join(", "));
    Err(Failure::usage(format!("{place}{sentence}")))
}

/// Whether every kept search makes sense. One that does not is no reason not to start: its other words are searched.
fn searches(loaded: &Loaded) -> Result<(), Failure> {
    let searches = &loaded.config.searches;
    if searches.is_empty() {
        return Ok(());
    }
    // An archive of nothing: only what it says of the query is wanted.
    let nothing = Store::in_memory(Arc::new(SystemClock))?;
    let language = loaded.language();
    let mut sentences = Vec::new();
    for (at, search) in searches.iter().enumerate() {
        let request = SearchRequest { text: search.query.clone(), limit: 1, language, ..SearchRequest::default() };
        if let Some(what) = nothing.search(&request)?.complaint {
            let (place, query) = (place(loaded, &format!("search.{at}")), &search.query);
            sentences.push(format!("{place}search.query: {query:?}: {}", mistake_alone(&what)));
        }
    }
    if sentences.is_empty() { Ok(()) } else { Err(Failure::usage(sentences.join("\n"))) }
}

/// A complaint about a query without its second half, which tells what a search does all the same.
fn mistake_alone(complaint: &str) -> &str {
    complaint.rsplit_once("; ").map_or(complaint, |(mistake, _)| mistake)
}

/// Whether every rule of muting makes sense.
pub(in crate::cli) fn mutes(loaded: &Loaded) -> Result<(), Failure> {
    let language = loaded.language();
    let rules = &loaded.config.mute.rules;
    let mut sentences: Vec<String> = rules
        .iter()
        .enumerate()
        .filter_map(|(at, rule)| {
            let what = Store::mute_complaint(rule, SystemClock.now(), language)?;
            let (place, what) = (place(loaded, &format!("mute.rules.{at}")), mistake_alone(&what));
            Some(format!("{place}mute.rules: {rule:?}: {what}"))
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

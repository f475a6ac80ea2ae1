//! `loa config init|show|check|path`.

use std::path::Path;
use std::sync::Arc;

use crate::config::load::{Presence, ValueOrigin};
use crate::config::nearest::nearest;
use crate::config::{Environment, Loaded, Paths, example, load, load_all, settings, wished_language};
use crate::model::{Clock as _, SystemClock};
use crate::sources::Catalog;
use crate::store::{MAX_MUTE_RULES, SearchRequest, Store};
use crate::ui::keymap::Keymap;
use crate::ui::theme::{BUILT_IN, Theme};
use crate::words::Words;

use crate::cli::args::{Common, ConfigCommand};
use crate::cli::catalog::{catalog, flags};
use crate::cli::commands::{edit, screen};
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::Output;
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
        ConfigCommand::Get { key } => out.line(&edit::get(&loaded(common, &paths, &environment)?, key)?)?,
        ConfigCommand::Set { key, value, more } => {
            let value = edit::joined(key, value, more);
            return edit::set(
                common,
                &paths,
                &environment,
                Say(wished_language(&paths.config, &environment)),
                (key, &value),
            );
        }
        ConfigCommand::Edit => {
            edit::edit(&paths, &environment)?;
            return edit::checked(common, &paths, &environment);
        }
        ConfigCommand::Check => {
            let loaded = everything(common, &paths, &environment)?;
            let file = loaded.file.as_ref().map(|file| file.display().to_string());
            out.line(&Say(loaded.language()).config_fine(file.as_deref()))?;
        }
    }
    out.flush()?;
    Ok(Exit::Fine)
}

/// Reads and checks the whole configuration; returns all mistakes at once.
pub(in crate::cli) fn everything(
    common: &Common,
    paths: &Paths,
    environment: &Environment,
) -> Result<Loaded, CommandFailure> {
    let presence = Presence::of_named(common.config.as_deref());
    let (loaded, mistakes) = load_all(&paths.config, presence, environment, &flags(common));
    let Some(loaded) = loaded else { return Err(CommandFailure::from(mistakes)) };
    let say = Say(loaded.language());
    let mut sentences: Vec<String> = mistakes.iter().map(|mistake| say.config_error(mistake)).collect();
    let checks = [
        keys(&loaded),
        theme(&loaded, &paths.config),
        own_themes(&loaded, &paths.config),
        mutes(&loaded),
        searches(&loaded),
        catalog(&loaded).and_then(|_| unknown_sources(&loaded)),
    ];
    sentences.extend(checks.into_iter().filter_map(Result::err).map(|failure| failure.sentence(say)));
    if sentences.is_empty() { Ok(loaded) } else { Err(CommandFailure::usage(sentences.join("\n"))) }
}

/// Checks that every source without a section of its own is a built-in one.
fn unknown_sources(loaded: &Loaded) -> Result<(), CommandFailure> {
    let built_in = Catalog::built_in()?;
    let config = &loaded.config;
    let id = |source: &toml::Table| source.get("id").and_then(toml::Value::as_str).unwrap_or_default().to_owned();
    let own: Vec<String> = config.sources.iter().filter(|source| source.contains_key("section")).map(id).collect();
    let known = || built_in.sites.iter().map(|site| site.id.as_str()).chain(own.iter().map(String::as_str));
    let mut named: Vec<(String, String)> = Vec::new();
    for (at, source) in config.sources.iter().enumerate().filter(|(_, source)| !source.contains_key("section")) {
        named.push((place(loaded, &format!("source.{at}")), id(source)));
    }
    named.extend(config.choice.order.iter().map(|id| (place(loaded, "sources.order"), id.clone())));
    for (at, group) in config.groups.iter().enumerate() {
        let place = place(loaded, &format!("group.{at}"));
        let is_clear = |id: &str| known().filter(|known| known.starts_with(id)).count() == 1;
        let unknown = group.sources.iter().filter(|id| !is_clear(id));
        named.extend(unknown.map(|id| (place.clone(), id.clone())));
    }
    let wrong = named.into_iter().filter(|(_, id)| !known().any(|known| known == id));
    let sentences: Vec<String> = wrong
        .map(|(place, id)| format!("{place}{}", Say(loaded.language()).no_such_source(&id, nearest(&id, known()))))
        .collect();
    if sentences.is_empty() { Ok(()) } else { Err(CommandFailure::usage(sentences.join("\n"))) }
}

pub(in crate::cli) fn loaded(
    common: &Common,
    paths: &Paths,
    environment: &Environment,
) -> Result<Loaded, CommandFailure> {
    Ok(load(&paths.config, Presence::of_named(common.config.as_deref()), environment, &flags(common))?)
}

/// Checks `[keys]`: every name is an action, every key exists, and no key has two actions.
pub(in crate::cli) fn keys(loaded: &Loaded) -> Result<(), CommandFailure> {
    let keys: Vec<_> = loaded.config.keys.iter().map(|(name, keys)| (name.clone(), keys.list().to_vec())).collect();
    let (_, mistakes) = Keymap::with(&keys);
    if mistakes.is_empty() {
        return Ok(());
    }
    let words = Words::shared(loaded.language());
    let sentences: Vec<String> = mistakes
        .iter()
        .map(|mistake| format!("{}{}", place(loaded, &format!("keys.{}", mistake.name)), mistake.say(words)))
        .collect();
    Err(CommandFailure::usage(sentences.join("\n")))
}

/// Checks that the theme exists: `auto`, a built-in one, or one of the user's own beside the file `config`.
pub(in crate::cli) fn theme(loaded: &Loaded, config: &Path) -> Result<(), CommandFailure> {
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
    let near = nearest(asked, known.iter().copied());
    let sentence = Say(loaded.language()).no_theme(asked, near, &known.join(", "));
    Err(CommandFailure::usage(format!("{}{sentence}", origin_of_theme(loaded))))
}

/// Where `ui.theme` got its value: `file:line: `, a variable, a flag.
fn origin_of_theme(loaded: &Loaded) -> String {
    match settings::find("ui", "theme").map(|setting| loaded.origin(setting)) {
        Some(ValueOrigin::File(_)) => place(loaded, "ui.theme"),
        Some(ValueOrigin::Variable(name)) => format!("${name}: "),
        Some(ValueOrigin::Flag(flag)) => format!("{flag}: "),
        Some(ValueOrigin::Default) | None => String::new(),
    }
}

/// Whether every theme of the reader's own can be read; the one that is asked for is told with the line that asks for it.
fn own_themes(loaded: &Loaded, config: &Path) -> Result<(), CommandFailure> {
    let asked = loaded.config.ui.theme.as_str();
    let told = |name: &str, wrong: String| {
        if name == asked { format!("{}ui.theme = {name:?}: {wrong}", origin_of_theme(loaded)) } else { wrong }
    };
    let own = screen::themes(config);
    let wrong = own.iter().filter_map(|(name, text)| Some(told(name, Theme::parse(name, text).err()?)));
    let sentences: Vec<String> = wrong.collect();
    if sentences.is_empty() { Ok(()) } else { Err(CommandFailure::usage(sentences.join("\n"))) }
}

/// Checks every saved search. A mistake does not stop the program: the search goes on with its other words.
fn searches(loaded: &Loaded) -> Result<(), CommandFailure> {
    let searches = &loaded.config.searches;
    if searches.is_empty() {
        return Ok(());
    }
    // An empty archive is enough: only its complaints about the query are needed.
    let nothing = Store::in_memory(Arc::new(SystemClock))?;
    let say = Say(loaded.language());
    let mut sentences = Vec::new();
    for (at, search) in searches.iter().enumerate() {
        let request = SearchRequest { text: search.query.clone(), limit: 1, ..SearchRequest::default() };
        if let Some(what) = say.complaint(&nothing.search(&request)?.complaints) {
            let (place, query) = (place(loaded, &format!("search.{at}")), &search.query);
            sentences.push(format!("{place}search.query: {query:?}: {}", mistake_alone(&what)));
        }
    }
    if sentences.is_empty() { Ok(()) } else { Err(CommandFailure::usage(sentences.join("\n"))) }
}

/// A complaint without its second half, which says what the search does anyway.
fn mistake_alone(complaint: &str) -> &str {
    complaint.rsplit_once("; ").map_or(complaint, |(mistake, _)| mistake)
}

/// Checks every mute rule.
pub(in crate::cli) fn mutes(loaded: &Loaded) -> Result<(), CommandFailure> {
    let say = Say(loaded.language());
    let rules = &loaded.config.mute.rules;
    let mut sentences: Vec<String> = rules
        .iter()
        .enumerate()
        .filter_map(|(at, rule)| {
            let what = say.complaint(&Store::mute_complaints(rule, SystemClock.now()))?;
            let (place, what) = (place(loaded, &format!("mute.rules.{at}")), mistake_alone(&what));
            Some(format!("{place}mute.rules: {rule:?}: {what}"))
        })
        .collect();
    if rules.len() > MAX_MUTE_RULES {
        sentences.push(say.too_many_mutes(MAX_MUTE_RULES));
    }
    if sentences.is_empty() { Ok(()) } else { Err(CommandFailure::usage(sentences.join("\n"))) }
}

/// `file:line: ` of a configuration key, as far as it is known.
fn place(loaded: &Loaded, key: &str) -> String {
    let file = loaded.file.as_ref().map(|file| file.display().to_string()).unwrap_or_default();
    loaded.line_of(key).map_or_else(String::new, |line| format!("{file}:{line}: "))
}

//! Without a command: the screen. It opens although archive, network or home folder are missing, and says what is
//! missing.

use std::path::Path;
use std::sync::Arc;

use crate::app;
use crate::app::browser::Browser;
use crate::app::viewer::Viewer;
use crate::config::settings as settings_table;
use crate::config::{Config, Environment, Keys, Loaded, Paths, ValueOrigin};
use crate::model::{SavedSearch, SearchKind};
use crate::store::Store;
use crate::sync::Engine;
use crate::text::width::Ambiguous;
use crate::ui::ScreenSettings;
use crate::ui::list::{Density, RowFact};
use crate::ui::settings::REMEMBERED;
use crate::ui::shell::layout::TextSize;
use crate::ui::theme::BUILT_IN;

use crate::cli::catalog::catalog;
use crate::cli::commands::{configuration, glossary, source_desk, topics};
use crate::cli::demo::Demo;
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::session::{Session, asked};

/// Most files of the theme folder that are read.
const MAX_THEMES: usize = 200;

/// What the screen shows first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum ScreenStart {
    /// The list.
    List,
    /// The tour.
    Tour,
}

/// Opens the screen and runs until the user quits.
pub(in crate::cli) fn run(session: &mut Session, beginning: ScreenStart) -> Outcome {
    configuration::keys(&session.loaded)?;
    configuration::theme(&session.loaded, &session.paths.config)?;
    let environment = Environment::of_process();
    let mut settings = settings(&session.loaded, session.common.demo, &environment, &session.paths.config);
    settings.tour = beginning == ScreenStart::Tour;
    let store = match session.bare_store() {
        Ok(store) => {
            // This is also said on stderr, but the screen soon covers it.
            settings.read_only = store.is_read_only();
            settings.complaints.extend(store.notices().iter().map(|notice| session.say.opening(notice)));
            store
        }
        Err(failure) => {
            settings.complaints.push(failure.sentence(session.say));
            Store::in_memory(Arc::clone(&session.clock))?
        }
    };
    let ui = &session.loaded.config.ui;
    let offline = session.loaded.config.network.offline;
    let setup = app::Setup {
        settings,
        ask_width: ui.ambiguous_width == "auto",
        hints: app::Hints::of(&environment),
        pictures: ui.pictures.clone(),
        taskbar: match ui.taskbar.as_str() {
            "on" => true,
            "off" => false,
            _ => app::Hints::of(&environment).taskbar,
        },
        refresh_on_start: ui.refresh_on_start && !offline,
        on_start: session.loaded.config.hooks.on_start.clone(),
        reread: reread(session, store.clone()),
        desk: source_desk::desk(session),
        refreshing: refreshing(session.engine(store), &session.loaded.config),
    };
    let say = session.say;
    app::run(setup, || session.runtime().map_err(|failure| anyhow::anyhow!(failure.sentence(say))))
        .map_err(CommandFailure::failed)?;
    Ok(Exit::Fine)
}

/// Whether to use line mode instead of the screen: by the user's wish, in a simple terminal, or into a pipe.
pub(in crate::cli) fn must_be_plain(session: &Session) -> bool {
    let dumb = Environment::of_process().get("TERM") == Some("dumb");
    session.loaded.config.ui.plain || dumb || !session.out.is_terminal()
}

/// How the configuration is reloaded while the screen is open: in the same way as at the start.
fn reread(session: &Session, store: Store) -> app::Reread {
    let (common, say, ground) = (session.common.clone(), session.say, session.ground());
    let read = move || -> Result<_, CommandFailure> {
        let environment = Environment::of_process();
        let paths = Paths::find(common.config.as_deref(), common.data_dir.as_deref());
        let loaded = configuration::loaded(&common, &paths, &environment)?;
        configuration::keys(&loaded)?;
        configuration::theme(&loaded, &paths.config)?;
        configuration::mutes(&loaded)?;
        let catalog = if common.demo { Demo::catalog()? } else { catalog(&loaded)? };
        store.set_mutes(&loaded.config.mute.rules);
        asked(&store, &loaded.config, &catalog);
        let engine = ground.engine(&loaded.config, catalog, store.clone());
        Ok((settings(&loaded, common.demo, &environment, &paths.config), refreshing(engine, &loaded.config)))
    };
    Arc::new(move || read().map_err(|failure| failure.sentence(say)))
}

fn refreshing(engine: Engine, config: &Config) -> app::Refreshing {
    app::Refreshing {
        engine,
        after_sync: config.hooks.after_sync.clone(),
        refresh_minutes: config.ui.refresh_minutes,
        speech: config.speech.clone(),
        browser: Browser::of(&config.ui.browser, &Environment::of_process()),
        viewer: Viewer::of(&config.ui.viewer),
    }
}

/// The text of the user's own glossary; mistakes in it are reported when terms are asked for.
fn own_terms(file: &str, environment: &Environment) -> String {
    if file.is_empty() {
        return String::new();
    }
    std::fs::read_to_string(glossary::own_file(file, environment)).unwrap_or_default()
}

/// The topics for the tree.
fn topics_of(config: &Config) -> Vec<SavedSearch> {
    if !config.ui.topics {
        return Vec::new();
    }
    let all = topics::all(config).into_iter();
    all.map(|topic| SavedSearch {
        name: topic.name,
        query: topic.query,
        kind: SearchKind::Topic,
        ..SavedSearch::default()
    })
    .collect()
}

fn settings(loaded: &Loaded, demo: bool, environment: &Environment, themes_beside: &Path) -> ScreenSettings {
    let config = &loaded.config;
    let keys = config.keys.iter().map(|(name, keys)| {
        let keys = match keys {
            Keys::One(key) => vec![key.clone()],
            Keys::Several(keys) => keys.clone(),
        };
        (name.clone(), keys)
    });
    ScreenSettings {
        language: loaded.language(),
        language_named: config.ui.language != "auto",
        named: named(loaded),
        theme: theme(&config.ui.theme, environment),
        theme_follows: config.ui.theme == "auto" && !environment.no_color(),
        themes: themes(themes_beside),
        ascii: config.ui.ascii,
        ambiguous: if config.ui.ambiguous_width == "wide" { Ambiguous::Wide } else { Ambiguous::Narrow },
        greedy: config.ui.wrap == "greedy",
        measure: config.ui.measure,
        input_method: config.ui.input_method.parse().unwrap_or_default(),
        tone_style: config.ui.tone_style.parse().unwrap_or_default(),
        keys: keys.collect(),
        saved: config
            .searches
            .iter()
            .map(|search| SavedSearch {
                name: search.name.clone(),
                query: search.query.clone(),
                watched: search.notify,
                ..SavedSearch::default()
            })
            .chain(topics_of(config))
            .collect(),
        fold_copies: config.ui.fold_copies,
        since_at_start: config.ui.since_at_start,
        density: Density::of(&config.ui.list),
        size: TextSize::of(&config.ui.size),
        facts: config.ui.list_facts.iter().filter_map(|name| fact(name)).collect(),
        speech_speed: config.speech.speed,
        document_address: config.documents.search_address.clone(),
        own_terms: own_terms(&config.documents.glossary, environment),
        key_timeout_ms: config.ui.key_timeout_ms,
        offline: config.network.offline,
        pictures: match config.ui.pictures.as_str() {
            "off" => false,
            "auto" => !environment.no_color() && !config.ui.ascii,
            _ => true,
        },
        mark_read_on_open: config.ui.mark_read_on_open,
        absolute_dates: config.ui.dates == "absolute",
        mouse: config.ui.mouse,
        demo,
        ..ScreenSettings::default()
    }
}

/// Of the settings that the screen changes and remembers, those that file, environment or a flag gave a value.
fn named(loaded: &Loaded) -> Vec<&'static str> {
    let given = |key: &&&str| {
        let setting = key.split_once('.').and_then(|(section, name)| settings_table::find(section, name));
        setting.is_some_and(|setting| loaded.origin(setting) != ValueOrigin::Default)
    };
    REMEMBERED.iter().filter(given).copied().collect()
}

fn fact(name: &str) -> Option<RowFact> {
    Some(match name {
        "source" => RowFact::Source,
        "section" => RowFact::Section,
        "age" => RowFact::Age,
        "date" => RowFact::Date,
        _ => return None,
    })
}

/// The user's own themes: `themes/NAME.toml` beside the configuration, bounded in number and size. A theme that cannot
/// be read is reported when it is chosen.
pub(in crate::cli) fn themes(config: &Path) -> Vec<(String, String)> {
    let Some(folder) = config.parent().map(|folder| folder.join("themes")) else { return Vec::new() };
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.take(MAX_THEMES).filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|kind| kind == "toml"));
    paths.sort();
    let named = paths.iter().filter_map(|path| {
        let name = path.file_stem()?.to_str()?.to_owned();
        let text = std::fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        Some((name, text.unwrap_or_else(|error| format!("# {error}\n!"))))
    });
    named.collect()
}

/// The names that `ui.theme` may have; `config` is the configuration's file.
pub(in crate::cli) fn theme_names(config: &Path) -> Vec<String> {
    let own = themes(config);
    let built_in = ["auto"].into_iter().chain(BUILT_IN.iter().map(|(name, _)| *name)).map(str::to_owned);
    built_in.chain(own.into_iter().map(|(name, _)| name)).collect()
}

/// The theme asked for; `auto` is plain where colours are unwelcome, light where the terminal says that it is.
fn theme(asked: &str, environment: &Environment) -> String {
    if environment.no_color() {
        return "plain".to_owned();
    }
    if asked != "auto" {
        return asked.to_owned();
    }
    if app::Hints::of(environment).light == Some(true) { "light".to_owned() } else { "dark".to_owned() }
}

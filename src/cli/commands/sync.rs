//! `loa sync`: a refresh without the screen. Progress on stderr if that is a terminal, events on stdout with `--json`.

use std::collections::BTreeMap;

use indicatif::{ProgressBar, ProgressStyle};
use tokio::runtime::Runtime;

use crate::model::{self, ArticleId, Moment, Query, SyncNews, Tally, Trouble, TroubleKind};
use crate::store::Store;
use crate::sync::{Depth, Engine, Handle, LockError, RefreshScope, SyncLock, start, start_locked};

use crate::cli::args::SyncArgs;
use crate::cli::commands::doctor;
use crate::cli::commands::named;
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::json;
use crate::cli::output::render;
use crate::cli::output::{self, message};
use crate::cli::pick::PickNames;
use crate::cli::selection;
use crate::cli::session::Session;

/// Articles of a source that are fetched again at once.
const AGAIN: usize = 500;

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &SyncArgs) -> Outcome {
    if session.loaded.config.network.offline {
        return Err(CommandFailure::failed(session.say.phrase("cli-offline-by-wish")));
    }
    let mut scope = scope(session, args)?;
    let lock = SyncLock::take(&session.paths.data).map_err(|error| match error {
        LockError::Held { who } => CommandFailure::failed(session.say.already_syncing(&who)),
        LockError::CannotMake { path, error } => {
            CommandFailure::failed(session.say.unwritable(&path.display().to_string(), &session.say.why(&error)))
        }
    })?;
    let store = session.settled_store()?;
    store.set_pages_budget(session.loaded.config.store.html_mib << 20)?;
    for what in &args.again {
        scope.again.extend(again(session, &store, what)?);
    }
    if args.all_bodies {
        let estimate = crate::sync::estimate(&store, &session.catalog, &scope)?;
        session.message(&session.say.estimate(estimate.pages, estimate.bytes >> 20));
    }
    let engine = session.engine(store);
    let runtime = session.runtime()?;
    let ended = runtime.block_on(follow(session, start_in(&runtime, engine, scope, lock), args))?;
    report(session, ended, args)
}

/// Refreshes everything without output; fills the demo's archive.
pub(in crate::cli) fn silently(session: &mut Session, store: &Store) -> Result<(), CommandFailure> {
    // First the lists one after the other, so that every article has the same id in each run.
    let sections = session.catalog.sites.iter().flat_map(|site| {
        let enabled = site.sections.iter().filter(|section| section.enabled);
        enabled.map(|section| vec![(site.source_id(), Some(section.section_id()))])
    });
    let listing = |only| RefreshScope { only, force: true, no_bodies: true, ..RefreshScope::default() };
    let scopes: Vec<RefreshScope> =
        sections.map(listing).chain([RefreshScope { force: true, ..RefreshScope::default() }]).collect();
    for scope in scopes {
        let engine = session.engine(store.clone());
        session.runtime()?.block_on(async {
            let mut handle = start(engine, scope);
            while handle.news.recv().await.is_some() {}
        });
    }
    Ok(())
}

fn scope(session: &Session, args: &SyncArgs) -> Result<RefreshScope, CommandFailure> {
    let names = PickNames::of(&session.catalog, None);
    let only = args.only.iter().map(|text| names.places(text, session.say)).collect::<Result<Vec<_>, _>>()?.concat();
    let depth = match (args.pages, &args.since) {
        (Some(pages), _) => Depth::Pages(pages),
        (None, Some(date)) => Depth::Since(selection::date(session, date)?.from),
        (None, None) => Depth::New,
    };
    let (all_bodies, no_bodies) = (args.all_bodies, args.no_bodies);
    Ok(RefreshScope { only, force: !args.due, all_bodies, no_bodies, depth, again: Vec::new() })
}

/// The articles to fetch again: one, or the newest of a source.
fn again(session: &Session, store: &Store, what: &str) -> Result<Vec<ArticleId>, CommandFailure> {
    let names = PickNames::of(&session.catalog, None);
    let is_source = what.parse::<i64>().is_err() && !what.contains("://");
    if is_source && let Ok((source, section)) = names.scope(what, session.say) {
        let scope = match section {
            Some(section) => model::Scope::Section(source, section),
            None => model::Scope::Source(source),
        };
        let newest = selection::first(store, &Query { scope, ..Query::default() }, AGAIN)?;
        return Ok(newest.into_iter().map(|row| row.id).collect());
    }
    let id = named::find(session, store, what)?;
    match store.article(id)? {
        Some(_) => Ok(vec![id]),
        None => Err(CommandFailure::nothing(session.say.no_such_article(what))),
    }
}

fn start_in(runtime: &Runtime, engine: Engine, scope: RefreshScope, lock: SyncLock) -> Handle {
    let _inside = runtime.enter();
    start_locked(engine, scope, Some(lock))
}

/// How a refresh ended.
struct RefreshEnd {
    tally: Option<Tally>,
    offline: bool,
    cancelled: bool,
}

async fn follow(session: &mut Session, mut handle: Handle, args: &SyncArgs) -> Result<RefreshEnd, CommandFailure> {
    let mut ended = RefreshEnd { tally: None, offline: false, cancelled: false };
    let mut progress = SyncProgress::new(session, args);
    // One listener for the whole refresh: a new one for each event would miss a Ctrl-C between two events.
    let mut interrupted = std::pin::pin!(tokio::signal::ctrl_c());
    loop {
        let news = tokio::select! {
            biased;
            _ = &mut interrupted, if !ended.cancelled => {
                ended.cancelled = true;
                handle.cancel.cancel();
                continue;
            }
            news = handle.news.recv() => news,
        };
        let Some(news) = news else { break };
        if args.json {
            session.out.json(&json::news(&news))?;
            session.out.flush()?;
        }
        progress.note(session, &news);
        match news {
            SyncNews::Offline => ended.offline = true,
            SyncNews::Finished(tally) => ended.tally = Some(tally),
            _ => {}
        }
    }
    progress.bar.finish_and_clear();
    progress.sum_up(session);
    Ok(ended)
}

fn report(session: &mut Session, ended: RefreshEnd, args: &SyncArgs) -> Outcome {
    let say = session.say;
    let Some(tally) = ended.tally else {
        return Err(CommandFailure::failed(if ended.cancelled {
            say.phrase("stopped")
        } else {
            say.phrase("broke-off")
        }));
    };
    if !args.json && !session.common.quiet {
        session.out.line(&say.synced(&tally))?;
        waiting(session)?;
    }
    if let Err(what) = crate::sync::after_sync(&session.loaded.config.hooks.after_sync, &tally) {
        session.message(&session.say.hook_failed(&what));
    }
    if ended.cancelled || tally.cancelled {
        return Err(CommandFailure::failed(say.phrase("stopped")));
    }
    if ended.offline {
        return Err(CommandFailure::failed(say.network_away(&tally.failed_sources)));
    }
    Ok(if tally.failed_sources.is_empty() { Exit::Fine } else { Exit::Partly })
}

/// Reports for every source how many articles are waiting, why, and until when.
fn waiting(session: &mut Session) -> Result<(), CommandFailure> {
    let store = session.store()?;
    for waiting in store.waiting()? {
        session.message(&format!("{}: {}", waiting.source, doctor::waiting_words(session, &waiting)));
    }
    Ok(())
}

/// What is shown during a refresh.
struct SyncProgress {
    bar: ProgressBar,
    as_json: bool,
    sections: (usize, usize),
    pages: (usize, usize),
    /// Per source and kind of trouble: how often it happened, and its text.
    told: BTreeMap<(String, TroubleKind), (usize, String)>,
}

impl SyncProgress {
    fn new(session: &Session, args: &SyncArgs) -> Self {
        let seen = output::is_watched() && !session.common.quiet;
        let bar = if seen { ProgressBar::new(0) } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {wide_bar} {elapsed}") {
            bar.set_style(style);
        }
        Self { bar, as_json: args.json, sections: (0, 0), pages: (0, 0), told: BTreeMap::new() }
    }

    fn note(&mut self, session: &Session, news: &SyncNews) {
        match news {
            SyncNews::Planned { sections, .. } => self.sections.1 = *sections,
            SyncNews::SectionDone { .. } => self.sections.0 += 1,
            SyncNews::BodiesPlanned { pages } => self.pages.1 = self.pages.1.max(self.pages.0 + pages),
            // An article whose text came with a feed was not counted as a page to fetch.
            SyncNews::ArticleSaved { .. } => {
                self.pages.0 += 1;
                self.pages.1 = self.pages.1.max(self.pages.0);
            }
            SyncNews::Trouble(trouble) => self.trouble(session, trouble),
            SyncNews::OlderLeft { source, section, pages } if self.speaks(session) => {
                let words = session.say.older_left(&format!("{source}/{section}"), *pages);
                self.bar.suspend(|| message(&words));
            }
            SyncNews::Gap { source, section, mapped } if self.speaks(session) => {
                let words = session.say.gap(&format!("{source}/{section}"), *mapped);
                self.bar.suspend(|| message(&words));
            }
            SyncNews::OlderLeft { .. } | SyncNews::Gap { .. } | SyncNews::ArticleGone { .. } => {}
            SyncNews::Offline | SyncNews::Finished(_) => {}
        }
        self.bar.set_length((self.sections.1 + self.pages.1) as u64);
        self.bar.set_position((self.sections.0 + self.pages.0) as u64);
        self.bar.set_message(session.say.syncing(self.sections, self.pages));
    }

    /// Reports the first trouble of each kind per source, and counts the others. Silent with JSON events, which report
    /// them all.
    fn trouble(&mut self, session: &Session, trouble: &Trouble) {
        let words = session.say.trouble(trouble.kind, &trouble.what);
        let told = self.told.entry((trouble.source.to_string(), trouble.kind)).or_insert((0, words));
        told.0 += 1;
        if told.0 == 1 && !self.as_json && !session.common.quiet {
            let place = trouble.section.as_ref().map(|section| format!("/{section}")).unwrap_or_default();
            let url = if trouble.url.is_empty() { String::new() } else { format!(" — {}", trouble.url) };
            let whose = format!("{}{place}", trouble.source);
            let whose = if whose.is_empty() { whose } else { format!("{whose}: ") };
            let again =
                trouble.retry_at.map(|at| session.say.again_at(trouble.kind, &render::date(Some(Moment::exact(at)))));
            self.bar.suspend(|| message(&format!("{whose}{}{url}{}", told.1, again.unwrap_or_default())));
        }
    }

    /// Reports how many more troubles of each kind there were.
    fn sum_up(&self, session: &Session) {
        for ((source, _), (times, words)) in self.told.iter().filter(|(_, (times, _))| *times > 1) {
            if self.speaks(session) {
                message(&session.say.as_many_more(source, words, times - 1));
            }
        }
    }

    fn speaks(&self, session: &Session) -> bool {
        !self.as_json && !session.common.quiet
    }
}

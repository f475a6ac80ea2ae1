//! `loa doctor`: looks at everything loa stands on and says what is wrong and what helps. Asks no network.

use std::path::Path;

use serde_json::json;

use crate::model::{Moment, Timestamp, TroubleKind};
use crate::store::{SectionState, Store, Waiting, private};
use crate::sync::{BODIES, MAP, MOVED_VISITS};

use crate::cli::args::DoctorArgs;
use crate::cli::exit::{Exit, Failure, Outcome};
use crate::cli::output::Look;
use crate::cli::output::render;
use crate::cli::session::Session;

/// Failures in a row from which a section counts as ill: one bad night is no illness.
pub(in crate::cli) const FAILURES_TO_MENTION: u32 = 2;

/// How long it is told that a site's layout was learnt anew, seconds.
const DRIFT_TOLD_SECONDS: i64 = 14 * 24 * 3600;

/// How one thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Fine,
    /// Worth knowing, nothing is broken.
    Note,
    /// A source is ill.
    Ill,
    /// loa itself cannot work.
    Broken,
}

/// One finding.
struct Check {
    what: String,
    state: State,
    said: String,
}

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &DoctorArgs) -> Outcome {
    let mut checks = vec![configuration(session), places(session)];
    match session.store() {
        Ok(store) => checks.extend(archive(session, &store)?),
        Err(Failure::Said(_, why)) => {
            checks.push(Check { what: session.say.the_archive(), state: State::Broken, said: why });
        }
        Err(closed) => return Err(closed),
    }
    for check in &checks {
        print(session, check, args.json)?;
    }
    let any = |state| checks.iter().any(|check| check.state == state);
    Ok(match (any(State::Broken), any(State::Ill)) {
        (true, _) => Exit::Failed,
        (false, true) => Exit::Partly,
        (false, false) => Exit::Fine,
    })
}

fn configuration(session: &Session) -> Check {
    let file = session.loaded.file.as_ref().map(|file| file.display().to_string());
    Check { what: session.say.the_configuration(), state: State::Fine, said: session.say.config_fine(file.as_deref()) }
}

fn places(session: &Session) -> Check {
    let data = &session.paths.data;
    let what = session.say.the_place();
    if session.paths.homeless {
        return Check { what, state: State::Note, said: session.say.homeless(&data.display().to_string()) };
    }
    match writable(data) {
        Ok(()) => Check { what, state: State::Fine, said: data.display().to_string() },
        Err(error) => Check { what, state: State::Broken, said: format!("{}: {error}", data.display()) },
    }
}

/// Whether a file can be made in `dir` (or `dir` itself).
fn writable(dir: &Path) -> std::io::Result<()> {
    private::folder(dir)?;
    let probe = dir.join(format!(".loa-doctor-{}", std::process::id()));
    drop(private::new_file(&probe)?);
    std::fs::remove_file(probe)
}

fn archive(session: &Session, store: &Store) -> Result<Vec<Check>, Failure> {
    let counts = store.counts()?;
    let said = session.say.archive_counts(counts.total, counts.unread, counts.starred);
    let mut checks = vec![Check { what: session.say.the_archive(), state: State::Fine, said }];
    let told = match store.pump_index(0) {
        Ok(0) => None,
        Ok(behind) => Some((State::Note, session.say.index_behind(behind))),
        Err(error) => Some((State::Ill, session.say.not_indexed(&error))),
    };
    checks.extend(told.map(|(state, said)| Check { what: session.say.the_index(), state, said }));
    let states = store.section_states()?;
    let last = states.values().filter_map(|state| state.succeeded).max();
    checks.push(last_refresh(session, last));
    for (source, at) in crate::sync::drifted(store)? {
        if at.0 + DRIFT_TOLD_SECONDS >= session.now().0 {
            let said = session.say.learnt_anew(&render::date(Some(Moment::exact(at))));
            checks.push(Check { what: source.0, state: State::Note, said });
        }
    }
    for ((source, section), state) in &states {
        let what = match section.as_str() {
            BODIES => session.say.pages_of(source.as_str()),
            section => match section.strip_prefix(MAP) {
                Some(section) => format!("{source}/{section} (sitemap)"),
                None => format!("{source}/{section}"),
            },
        };
        if state.failures > 0 {
            let ill = if state.failures >= FAILURES_TO_MENTION { State::Ill } else { State::Note };
            checks.push(Check { what: what.clone(), state: ill, said: illness(session, state) });
        }
        if let Some(moved) = state.moved.as_deref().filter(|_| state.moved_visits >= MOVED_VISITS) {
            checks.push(Check { what: what.clone(), state: State::Note, said: session.say.moved_for_good(moved) });
        }
        if state.owed.is_some() {
            checks.push(Check { what, state: State::Note, said: session.say.older_owed() });
        }
    }
    for waiting in store.waiting()? {
        let said = waiting_words(session, &waiting);
        checks.push(Check { what: waiting.source.0.clone(), state: State::Note, said });
    }
    for site in &session.catalog.sites {
        for fall in crate::sync::falls(store, &site.source_id())? {
            let since = render::date(Some(Moment::exact(fall.since)));
            let said = session.say.fallen(fall.part.name(), &since, fall.before, fall.now);
            checks.push(Check { what: site.id.clone(), state: State::Ill, said });
        }
    }
    Ok(checks)
}

fn last_refresh(session: &Session, last: Option<Timestamp>) -> Check {
    let what = session.say.the_last_refresh();
    match last {
        Some(at) => Check { what, state: State::Fine, said: render::date(Some(Moment::exact(at))) },
        None => Check { what, state: State::Note, said: session.say.empty_archive() },
    }
}

/// How many articles wait, until when, and why.
pub(in crate::cli) fn waiting_words(session: &Session, waiting: &Waiting) -> String {
    let until = render::date(Some(Moment::exact(waiting.until)));
    let (kind, what) = TroubleKind::noted(&waiting.trouble).unwrap_or((TroubleKind::Other, &waiting.trouble));
    session.say.articles_wait(waiting.articles, &until, &session.say.trouble(kind, what))
}

/// What a section suffers from: the trouble, how often, since when, when we come again.
pub(in crate::cli) fn illness(session: &Session, state: &SectionState) -> String {
    let trouble = state.trouble.as_deref().unwrap_or_default();
    let trouble = session.say.trouble(state.trouble_kind.unwrap_or(TroubleKind::Other), trouble);
    let moment = |at: Option<Timestamp>| at.map(|at| render::date(Some(Moment::exact(at))));
    session.say.illness(&trouble, state.failures, moment(state.succeeded), moment(state.next_visit))
}

fn print(session: &mut Session, check: &Check, as_json: bool) -> Result<(), Failure> {
    let word = match check.state {
        State::Fine => "ok",
        State::Note => "note",
        State::Ill => "ill",
        State::Broken => "broken",
    };
    if as_json {
        return Ok(session.out.json(&json!({"what": check.what, "state": word, "said": check.said}))?);
    }
    let mark = match check.state {
        State::Fine => "✓",
        State::Note => "·",
        State::Ill | State::Broken => "✗",
    };
    for line in render::hanging(session, &format!("{mark} "), &format!("{}: {}", check.what, check.said), Look::Plain) {
        session.out.painted(&line)?;
    }
    Ok(())
}

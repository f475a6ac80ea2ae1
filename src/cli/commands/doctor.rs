//! `loa doctor`: checks everything that loa depends on, and says what is wrong and what helps. Uses the network only if
//! asked to.

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::Environment;
use crate::model::{Moment, SectionId, SourceId, Timestamp, TroubleKind};
use crate::store::{SectionState, Store, WaitingArticles, private};
use crate::sync::{BODIES, Changed, MAP, MOVED_VISITS};

use crate::cli::args::{DoctorArgs, OutputForm};
use crate::cli::commands::configuration::everything;
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::TextLook;
use crate::cli::output::records::Records;
use crate::cli::output::render;
use crate::cli::session::Session;

mod network;
mod surroundings;

/// Consecutive failures after which a section counts as ill; a single one may be chance.
pub(in crate::cli) const FAILURES_TO_MENTION: u32 = 2;

/// How long a changed site layout is reported, in seconds.
const DRIFT_TOLD_SECONDS: i64 = 14 * 24 * 3600;

/// The state of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Health {
    Fine,
    /// Worth knowing, but nothing is broken.
    Note,
    /// A source does not work.
    Ill,
    /// loa itself cannot work.
    Broken,
}

/// One finding.
struct Check {
    /// A stable name of what was checked.
    key: &'static str,
    /// Which source or file, where there are several.
    subject: Option<String>,
    /// The display name of what was checked, in the user's language.
    what: String,
    state: Health,
    said: String,
    /// What helps.
    remedy: Option<String>,
}

impl Check {
    fn of(key: &'static str, what: String, state: Health, said: String) -> Self {
        Self { key, subject: None, what, state, said, remedy: None }
    }

    fn about(self, subject: impl ToString) -> Self {
        Self { subject: Some(subject.to_string()), ..self }
    }

    fn helped_by(self, remedy: String) -> Self {
        Self { remedy: Some(remedy), ..self }
    }
}

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &DoctorArgs) -> Outcome {
    let mut checks = vec![configuration(session), places(session)];
    match session.reading_store() {
        Ok(store) => checks.extend(archive(session, &store)?),
        Err(CommandFailure::Said(_, why)) => {
            let broken = Check::of("archive", session.say.phrase("the-archive"), Health::Broken, why);
            checks.push(broken.helped_by("loa store check --repair".to_owned()));
        }
        Err(closed) => return Err(closed),
    }
    checks.extend(surroundings::checks(session));
    let asking = if args.network { network::Asking::Newspapers } else { network::Asking::Nobody };
    checks.extend(network::checks(session, asking)?);
    let mut records = Records::new(&args.shape, FINDING, FINDING, session.say)?;
    match args.shape.form() {
        OutputForm::Text => {
            for (check, sections) in by_cause(&checks) {
                print(session, check, sections)?;
            }
        }
        _ => checks.iter().try_for_each(|check| records.add(&mut session.out, &finding(check)))?,
    }
    records.finish(&mut session.out)?;
    let any = |state| checks.iter().any(|check| check.state == state);
    Ok(match (any(Health::Broken), any(Health::Ill)) {
        (true, _) => Exit::Failed,
        (false, true) => Exit::Partly,
        (false, false) => Exit::Fine,
    })
}

/// The findings for people: sections of one source with the same problem are merged, with their number.
fn by_cause(checks: &[Check]) -> Vec<(&Check, usize)> {
    let mut told: Vec<(&Check, usize)> = Vec::new();
    for check in checks {
        let same = |(other, _): &&mut (&Check, usize)| {
            check.key == "section"
                && check.remedy.is_some()
                && (other.key, &other.said, &other.remedy) == (check.key, &check.said, &check.remedy)
        };
        match told.iter_mut().find(same) {
            Some((_, sections)) => *sections += 1,
            None => told.push((check, 1)),
        }
    }
    told
}

fn configuration(session: &Session) -> Check {
    let file = session.loaded.file.as_ref().map(|file| file.display().to_string());
    let what = session.say.phrase("the-configuration");
    let environment = Environment::of_process();
    match everything(&session.common, &session.paths, &environment) {
        Ok(_) => Check::of("config", what, Health::Fine, session.say.config_fine(file.as_deref())),
        Err(failure) => {
            let said = failure.sentence(session.say).replace('\n', "; ");
            Check::of("config", what, Health::Ill, said).helped_by("loa config edit".to_owned())
        }
    }
}

fn places(session: &Session) -> Check {
    let data = &session.paths.data;
    let what = session.say.phrase("the-place");
    if session.paths.homeless {
        return Check::of("data-folder", what, Health::Note, session.say.homeless(&data.display().to_string()));
    }
    match writable(data) {
        Ok(()) => Check::of("data-folder", what, Health::Fine, data.display().to_string()),
        Err(error) => {
            let said = format!("{}: {}", data.display(), session.say.why(&error));
            Check::of("data-folder", what, Health::Broken, said).helped_by("--data-dir DIR".to_owned())
        }
    }
}

/// Checks that a file can be created in `dir`, or in its nearest existing parent folder.
fn writable(dir: &Path) -> std::io::Result<()> {
    let folder = dir.ancestors().find(|folder| folder.exists()).unwrap_or(dir);
    let probe = folder.join(format!(".loa-doctor-{}", std::process::id()));
    drop(private::new_file(&probe)?);
    std::fs::remove_file(probe)
}

fn archive(session: &Session, store: &Store) -> Result<Vec<Check>, CommandFailure> {
    let counts = store.counts()?;
    let said = session.say.archive_counts(counts.total, counts.unread, counts.starred);
    let mut checks = vec![Check::of("archive", session.say.phrase("the-archive"), Health::Fine, said)];
    checks.push(match store.pump_index(0) {
        Ok(0) => Check::of("index", session.say.phrase("the-index"), Health::Fine, session.say.phrase("index-whole")),
        Ok(behind) => {
            Check::of("index", session.say.phrase("the-index"), Health::Note, session.say.index_behind(behind))
        }
        Err(error) => Check::of("index", session.say.phrase("the-index"), Health::Ill, session.say.not_indexed(&error))
            .helped_by("loa store reindex".to_owned()),
    });
    let states = store.section_states()?;
    let last = states.values().filter_map(|state| state.succeeded).max();
    checks.push(last_refresh(session, last, counts.total));
    checks.extend(learnt_anew(session, store)?);
    for ((source, section), state) in &states {
        sections(session, source, section, state, &mut checks);
    }
    for waiting in store.waiting()? {
        let said = waiting_words(session, &waiting);
        checks.push(Check::of("articles-wait", waiting.source.0.clone(), Health::Note, said).about(&waiting.source));
    }
    for site in &session.catalog.sites {
        for fall in crate::sync::falls(store, &site.source_id())? {
            let since = render::date(Some(Moment::exact(fall.since)));
            let said = session.say.fallen(fall.part.name(), &since, fall.before, fall.now);
            let remedy = format!("loa sources learn {}", site.id);
            checks.push(Check::of("drift", site.id.clone(), Health::Ill, said).about(&site.id).helped_by(remedy));
        }
        let good = states.iter().filter(|((source, _), _)| source.as_str() == site.id);
        let good = good.filter_map(|(_, state)| state.succeeded).max();
        if let Some(at) = good {
            let said = session.say.last_good_day(&render::date(Some(Moment::exact(at))));
            checks.push(Check::of("source", site.id.clone(), Health::Fine, said).about(&site.id));
        }
    }
    Ok(checks)
}

/// Sources whose page or list layout was learnt again because it had changed.
fn learnt_anew(session: &Session, store: &Store) -> Result<Vec<Check>, CommandFailure> {
    let mut drifted = crate::sync::drifted(store)?;
    drifted.retain(|(_, _, at)| at.0 + DRIFT_TOLD_SECONDS >= session.now().0);
    let check = |(source, what, at): (SourceId, Changed, Timestamp)| {
        let when = render::date(Some(Moment::exact(at)));
        let (key, said) = match what {
            Changed::Articles => ("learnt-anew", session.say.learnt_anew(&when)),
            Changed::Lists => ("lists-learnt-anew", session.say.lists_learnt_anew(&when)),
        };
        let check = Check::of(key, source.0.clone(), Health::Note, said).about(&source);
        if what == Changed::Lists { check.helped_by(format!("loa sources learn {source}")) } else { check }
    };
    Ok(drifted.into_iter().map(check).collect())
}

fn sections(session: &Session, source: &SourceId, section: &SectionId, state: &SectionState, checks: &mut Vec<Check>) {
    let what = match section.as_str() {
        BODIES => session.say.pages_of(source.as_str()),
        section => match section.strip_prefix(MAP) {
            Some(section) => format!("{source}/{section} (sitemap)"),
            None => format!("{source}/{section}"),
        },
    };
    let subject = format!("{source}/{section}");
    if state.failures > 0 {
        let ill = if state.failures >= FAILURES_TO_MENTION { Health::Ill } else { Health::Note };
        let check = Check::of("section", what.clone(), ill, illness(session, state)).about(&subject);
        // If the server named a time, it is not asked before then.
        let waits = state.trouble_kind == Some(TroubleKind::Throttled);
        checks.push(if waits { check } else { check.helped_by(format!("loa sync {source}")) });
    }
    if let Some(moved) = state.moved.as_deref().filter(|_| state.moved_visits >= MOVED_VISITS) {
        let said = session.say.moved_for_good(moved);
        checks.push(Check::of("moved", what.clone(), Health::Note, said).about(&subject));
    }
    if state.owed.is_some() {
        let check = Check::of("older-owed", what, Health::Note, session.say.phrase("older-owed")).about(&subject);
        checks.push(check.helped_by(format!("loa sync {source} --pages 10")));
    }
}

fn last_refresh(session: &Session, last: Option<Timestamp>, articles: usize) -> Check {
    let what = session.say.phrase("the-last-refresh");
    let check = |state, said| Check::of("last-refresh", what.clone(), state, said);
    match last {
        Some(at) => check(Health::Fine, render::date(Some(Moment::exact(at)))),
        None if articles > 0 => {
            check(Health::Note, session.say.phrase("never-refreshed")).helped_by("loa sync".to_owned())
        }
        None => check(Health::Note, session.say.phrase("cli-empty-archive")),
    }
}

/// How many articles are waiting, until when, and why.
pub(in crate::cli) fn waiting_words(session: &Session, waiting: &WaitingArticles) -> String {
    let until = render::date(Some(Moment::exact(waiting.until)));
    let (kind, what) = TroubleKind::noted(&waiting.trouble).unwrap_or((TroubleKind::Other, &waiting.trouble));
    session.say.articles_wait(waiting.articles, &until, &session.say.trouble(kind, what))
}

/// The problem of a section: what, how often, since when, and the next attempt.
pub(in crate::cli) fn illness(session: &Session, state: &SectionState) -> String {
    let trouble = state.trouble.as_deref().unwrap_or_default();
    let trouble = session.say.trouble(state.trouble_kind.unwrap_or(TroubleKind::Other), trouble);
    let moment = |at: Option<Timestamp>| at.map(|at| render::date(Some(Moment::exact(at))));
    session.say.illness(&trouble, state.failures, moment(state.succeeded), moment(state.next_visit))
}

/// Fields of a finding.
pub(in crate::cli) const FINDING: &[&str] = &["key", "subject", "state", "what", "said", "remedy"];

/// A finding as `--json` prints it: `key` and `state` are stable, `what` and `said` are for people.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::cli) struct DoctorFinding<'a> {
    /// config, data-folder, archive, index, last-refresh, source, section, moved, older-owed, articles-wait, drift,
    /// learnt-anew, lists-learnt-anew, terminal, fonts, pictures, clipboard, network, proxy, certificates, clock.
    key: &'static str,
    /// The source (or `source/section`) that it is about.
    subject: Option<&'a str>,
    /// ok, note, ill or broken.
    state: &'static str,
    /// The name of what was looked at, in the user's language.
    what: &'a str,
    /// What was found, in the user's language.
    said: &'a str,
    /// What helps: mostly a command.
    remedy: Option<&'a str>,
}

fn finding(check: &Check) -> DoctorFinding<'_> {
    let state = match check.state {
        Health::Fine => "ok",
        Health::Note => "note",
        Health::Ill => "ill",
        Health::Broken => "broken",
    };
    let (subject, remedy) = (check.subject.as_deref(), check.remedy.as_deref());
    DoctorFinding { key: check.key, subject, state, what: &check.what, said: &check.said, remedy }
}

fn print(session: &mut Session, check: &Check, sections: usize) -> Result<(), CommandFailure> {
    let mark = match check.state {
        Health::Fine => "✓",
        Health::Note => "·",
        Health::Ill | Health::Broken => "✗",
    };
    let remedy = check.remedy.as_deref().filter(|_| check.state != Health::Fine);
    let remedy = remedy.map(|remedy| format!(" → {remedy}")).unwrap_or_default();
    let source = check.subject.as_deref().and_then(|subject| subject.split('/').next()).filter(|_| sections > 1);
    let what = source.map_or_else(|| check.what.clone(), |source| session.say.sections_of(source, sections));
    let text = format!("{what}: {}{remedy}", check.said);
    for line in render::hanging(session, &format!("{mark} "), &text, TextLook::Plain) {
        session.out.painted(&line)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_that_suffer_from_the_same_are_told_once_with_their_number() {
        let check = |section: &str, said: &str| {
            Check::of("section", format!("bao.vn/{section}"), Health::Note, said.to_owned())
                .about(format!("bao.vn/{section}"))
                .helped_by("loa sync bao.vn".to_owned())
        };
        let checks = [check("tin", "hỏng"), check("luong", "hỏng"), check("viec", "404"), check("nghe", "hỏng")];
        let told: Vec<(&str, usize)> =
            by_cause(&checks).into_iter().map(|(check, sections)| (check.what.as_str(), sections)).collect();
        assert_eq!(told, [("bao.vn/tin", 3), ("bao.vn/viec", 1)]);
    }
}

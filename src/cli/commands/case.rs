//! `loa case`: a case file. What a search found, as candidates that the user confirms or strikes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::cli::args::{CaseArgs, Form, Selection};
use crate::cli::exit::{Exit, Failure, Outcome};
use crate::cli::output::Look;
use crate::cli::output::origin::Origin;
use crate::cli::output::records::Records;
use crate::cli::output::render;
use crate::cli::selection::Selected;
use crate::cli::session::Session;
use crate::labour::facts::{Candidate, candidate};
use crate::labour::paragraphs::{Tables, paragraphs};
use crate::model::{ArticleId, Moment, Summary, Timestamp};
use crate::store::Store;
use crate::text::spark::sparkline;

/// Fields of a candidate.
pub(in crate::cli) const FIELDS: &[&str] =
    &["state", "date", "place", "company", "workers", "event", "sentence", "id", "published", "source", "title", "url"];
/// Columns of a table.
const USUAL: &[&str] = &["state", "id", "date", "place", "company", "workers", "event"];

/// What the user said of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Confirmed,
    Struck,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Confirmed => "confirmed",
            Self::Struck => "struck",
        }
    }

    fn sign(self) -> char {
        match self {
            Self::Open => '?',
            Self::Confirmed => '+',
            Self::Struck => '-',
        }
    }

    fn named(name: &str) -> Self {
        match name {
            "confirmed" => Self::Confirmed,
            "struck" => Self::Struck,
            _ => Self::Open,
        }
    }
}

#[derive(Serialize)]
struct Line<'a> {
    state: &'static str,
    date: Option<String>,
    place: Option<&'static str>,
    company: Option<&'a str>,
    workers: Option<f64>,
    event: Option<&'static str>,
    sentence: &'a str,
    #[serde(flatten)]
    origin: Origin<'a>,
}

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &CaseArgs) -> Outcome {
    let store = session.store()?;
    let words = args.query.join(" ");
    let kept = store.saved_searches()?.into_iter().find(|search| search.name == words.trim());
    let query = kept.map_or_else(|| words.trim().to_owned(), |search| search.query);
    let selection = Selection { query: Some(query.clone()), ..Selection::default() };
    let rows = Selected::of(session, &store, &selection)?.rows(session, &store, usize::MAX)?;
    if rows.is_empty() {
        return Err(Failure::nothing(session.say.nothing_found()));
    }
    judge(session, &store, args, (&query, &rows))?;
    let states = states(&store, &query)?;
    let state = |id: ArticleId| states.get(&id.0).copied().unwrap_or(State::Open);
    let mut found = Vec::new();
    for row in &rows {
        let shown = match state(row.id) {
            State::Struck => args.all,
            State::Open => !args.confirmed,
            State::Confirmed => true,
        };
        if shown && let Some(article) = store.article(row.id)? {
            let texts = paragraphs(&article, Tables::LeftOut);
            let rest: Vec<&str> = texts.iter().skip(1).map(String::as_str).collect();
            let published = row.published.map(|moment| moment.at.vietnam_day());
            found.push((state(row.id), row.clone(), candidate(&row.title, &rest, published)));
        }
    }
    print(session, args, &found)?;
    let count = |wanted: State| rows.iter().filter(|row| state(row.id) == wanted).count();
    let sums = session.say.case_sums(count(State::Open), count(State::Confirmed), count(State::Struck));
    session.message(&sums);
    Ok(Exit::Fine)
}

/// Keeps what the user says of candidates; an article that the search does not find is told.
fn judge(session: &Session, store: &Store, args: &CaseArgs, (query, rows): (&str, &[Summary])) -> Result<(), Failure> {
    for (ids, state) in [(&args.confirm, State::Confirmed), (&args.strike, State::Struck), (&args.undo, State::Open)] {
        for id in ids {
            if !rows.iter().any(|row| row.id.0 == *id) {
                return Err(Failure::usage(session.say.not_in_case(*id)));
            }
            store.set_setting(&format!("{}{id}", prefix(query)), state.name())?;
        }
    }
    Ok(())
}

/// The beginning of the names of the settings that hold what was said; the query as hexadecimal, since names take letters only.
fn prefix(query: &str) -> String {
    let hex: String = query.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!("case.{hex}.")
}

fn states(store: &Store, query: &str) -> Result<BTreeMap<i64, State>, Failure> {
    let kept = store.settings_beginning(&prefix(query))?;
    Ok(kept.into_iter().filter_map(|(id, state)| Some((id.parse().ok()?, State::named(&state)))).collect())
}

/// `2025-05-12`.
fn written_day(day: i64) -> String {
    let date = Moment::exact(Timestamp(day * 86_400)).to_string();
    date.get(..10).unwrap_or_default().to_owned()
}

fn print(session: &mut Session, args: &CaseArgs, found: &[(State, Summary, Candidate)]) -> Result<(), Failure> {
    let form = args.shape.form();
    let mut records = Records::new(&args.shape, FIELDS, USUAL, session.say)?;
    if matches!(form, Form::Text | Form::Table) {
        timeline(session, found)?;
    }
    for (state, row, candidate) in found {
        if form == Form::Text {
            entry(session, *state, row, candidate)?;
            continue;
        }
        let line = Line {
            state: state.name(),
            date: candidate.day.map(written_day),
            place: candidate.place.map(|place| place.name),
            company: candidate.company.as_deref(),
            workers: candidate.workers.as_ref().map(|(_, value)| *value),
            event: candidate.event,
            sentence: &candidate.sentence,
            origin: row.into(),
        };
        records.add(&mut session.out, &line)?;
    }
    records.finish(&mut session.out)
}

/// How many candidates fall on each day, from the first to the last; the day of the report where no other is known.
fn timeline(session: &mut Session, found: &[(State, Summary, Candidate)]) -> Result<(), Failure> {
    let day = |(_, row, candidate): &(State, Summary, Candidate)| {
        candidate.day.or_else(|| row.published.map(|moment| moment.at.vietnam_day()))
    };
    let days: Vec<i64> = found.iter().filter_map(day).collect();
    let (Some(first), Some(last)) = (days.iter().min().copied(), days.iter().max().copied()) else { return Ok(()) };
    let width = session.out.width().saturating_sub(26).max(8);
    let line = format!("{} {} {}", written_day(first), sparkline(&days, (first, last), width), written_day(last));
    session.out.line(&line)?;
    Ok(())
}

fn entry(session: &mut Session, state: State, row: &Summary, candidate: &Candidate) -> Result<(), Failure> {
    let cells = [
        candidate.day.map(written_day),
        candidate.place.map(|place| place.name.to_owned()),
        candidate.company.clone(),
        candidate.workers.as_ref().map(|(written, _)| written.clone()),
        candidate.event.map(str::to_owned),
    ];
    let told = cells.map(|cell| cell.unwrap_or_else(|| "—".to_owned())).join(" · ");
    let head = session.out.paint(&format!("{} {:>6}  {told}", state.sign(), row.id.0), Look::Strong);
    session.out.painted(&head)?;
    for line in render::hanging(session, "          ", &candidate.sentence, Look::Plain) {
        session.out.painted(&line)?;
    }
    let place = format!("          {} · {}", session.paper(&row.source), row.url.as_str());
    let place = session.out.paint(&place, Look::Dim);
    session.out.painted(&place)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_a_calendar_does() {
        assert_eq!(written_day(20_220), "2025-05-12");
    }

    #[test]
    fn two_queries_keep_their_judgements_apart() {
        assert_ne!(prefix("đình công"), prefix("đình công*"));
        assert!(prefix("a*?[").chars().all(|c| c.is_ascii_alphanumeric() || c == '.'));
    }
}

//! `loa search`: the archive, best first; what fits only without the marks under a line of its own.

use std::ops::Range;

use crate::model::{Fit, Loose, Synonyms};
use crate::store::{Hit, SearchRequest};
use crate::text;

use super::args::{SearchArgs, unmarked};
use super::exit::{Exit, Failure, Outcome};
use super::output::{Look, message};
use super::session::Session;
use super::{json, render};

/// Articles brought into the index before a search, so that what was just stored is found.
const PUMP_BEFORE: usize = 5_000;

/// Runs the command.
pub(super) fn run(session: &mut Session, args: &SearchArgs) -> Outcome {
    let store = session.store()?;
    if let Err(error) = store.pump_index(PUMP_BEFORE) {
        message(&session.say.not_indexed(&error));
    }
    let text = args.query.iter().map(|word| unmarked(word)).collect::<Vec<_>>().join(" ");
    let loose = if args.loose { Loose::Always } else { Loose::WhereFewFit };
    let synonyms = if args.literal { Synonyms::Off } else { Synonyms::After };
    let request = SearchRequest { text, limit: args.limit, loose, synonyms, ..SearchRequest::default() };
    let answer = store.search(&request)?;
    if let Some(complaint) = &answer.complaint {
        session.message(complaint);
    }
    let mut fit = Fit::Exact;
    for hit in &answer.hits {
        if hit.fit != fit && !args.json {
            fit = hit.fit;
            let divider = match fit {
                Fit::Synonym => session.say.synonym_hits(&answer.also.join(", ")),
                Fit::Exact | Fit::Loose => session.say.loose_hits(answer.loose),
            };
            let line = session.out.paint(&divider, Look::Dim);
            session.out.painted(&line)?;
        }
        if args.json { session.out.json(&json::hit(hit))? } else { print(session, hit)? }
    }
    if fit != Fit::Loose && answer.loose > 0 && !args.json {
        session.message(&session.say.more_loose_hits(answer.loose));
    }
    if answer.behind > 0 {
        session.message(&session.say.index_behind(answer.behind));
    }
    if answer.hits.is_empty() {
        session.message(&session.say.nothing_found());
        if let Some(suggestion) = &answer.suggestion {
            session.message(&session.say.did_you_mean(suggestion));
        }
        return Ok(Exit::Nothing);
    }
    Ok(Exit::Fine)
}

fn print(session: &mut Session, hit: &Hit) -> Result<(), Failure> {
    let lead = format!("{:>6}  ", hit.row.id);
    for line in render::marked(session, &lead, &hit.row.title, &ranges(&hit.title_marks), Look::Strong) {
        session.out.painted(&line)?;
    }
    let indent = " ".repeat(text::width::cells(&lead));
    let place = format!("{indent}{} · {}", render::date(hit.row.published), hit.row.source);
    let line = session.out.paint(&place, Look::Dim);
    session.out.painted(&line)?;
    for line in render::marked(session, &indent, &hit.snippet, &ranges(&hit.marks), Look::Plain) {
        session.out.painted(&line)?;
    }
    Ok(())
}

fn ranges(marks: &[(usize, usize)]) -> Vec<Range<usize>> {
    marks.iter().map(|(start, end)| *start..*end).collect()
}

//! `loa list`: rows of the archive, newest first.

use crate::cli::args::{Form, ListArgs, Shape};
use crate::cli::exit::{Exit, Failure, Outcome};
use crate::cli::output::Look;
use crate::cli::output::records::Records;
use crate::cli::output::{json, render};
use crate::cli::selection::Selected;
use crate::cli::session::Session;
use crate::model::Summary;
use crate::store::Store;
use crate::text;

/// Rows without `--limit`.
const USUAL_LIMIT: usize = 50;

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &ListArgs) -> Outcome {
    let store = session.store()?;
    let selected = Selected::of(session, &store, &args.selection)?;
    if args.selection.count {
        return count(session, selected.count(session, &store)?);
    }
    let rows = selected.rows(session, &store, args.selection.limit.unwrap_or(USUAL_LIMIT))?;
    all(session, &store, &rows, &args.shape)
}

/// Prints rows in the form that is asked for.
pub(in crate::cli) fn all(session: &mut Session, store: &Store, rows: &[Summary], shape: &Shape) -> Outcome {
    let mut records = Records::new(shape, json::ROW, json::USUAL, session.say)?;
    if rows.is_empty() {
        records.finish_empty(&mut session.out)?;
        return nothing(session, store);
    }
    for row in rows {
        match shape.form() {
            Form::Text => print(session, row)?,
            _ => records.add(&mut session.out, &json::row(row))?,
        }
    }
    records.finish(&mut session.out)?;
    Ok(Exit::Fine)
}

/// Prints how many there are.
pub(in crate::cli) fn count(session: &mut Session, count: usize) -> Outcome {
    session.out.line(&count.to_string())?;
    Ok(if count == 0 { Exit::Nothing } else { Exit::Fine })
}

/// Says that nothing was found, and what to do if nothing is stored at all.
pub(in crate::cli) fn nothing(session: &Session, store: &Store) -> Outcome {
    let empty = store.counts()?.total == 0;
    session.message(&if empty { session.say.empty_archive() } else { session.say.nothing_found() });
    Ok(Exit::Nothing)
}

fn print(session: &mut Session, row: &Summary) -> Result<(), Failure> {
    let marks = format!("{}{}", if row.read { ' ' } else { '•' }, if row.starred { '★' } else { ' ' });
    let lead = format!("{:>6} {marks} ", row.id.0);
    for line in render::hanging(session, &lead, &row.title, Look::Strong) {
        session.out.painted(&line)?;
    }
    let indent = " ".repeat(text::width::cells(&lead));
    let place = format!("{indent}{} · {}/{}", render::date(row.published), row.source, row.section);
    let line = session.out.paint(&place, Look::Dim);
    Ok(session.out.painted(&line)?)
}

//! `loa list`: rows of the archive, newest first.

use crate::model::{Filter, Query, Scope, Summary, Timestamp, Window};
use crate::store::Store;
use crate::text;

use super::args::ListArgs;
use super::exit::{Exit, Failure, Outcome};
use super::output::Look;
use super::pick::Names;
use super::session::Session;
use super::{json, render};

/// Rows asked from the archive at a time.
const PAGE: usize = 500;

/// Runs the command.
pub(super) fn run(session: &mut Session, args: &ListArgs) -> Outcome {
    let store = session.store()?;
    let filter = Filter {
        unread: args.unread,
        starred: args.starred,
        since: args.since.as_deref().map(|text| since(session, text)).transpose()?,
        ..Filter::default()
    };
    let mut rows = Vec::new();
    for scope in scopes(session, &store, args)? {
        rows.extend(first(&store, &Query { scope, filter: filter.clone(), ..Query::default() }, args.limit)?);
    }
    rows.sort_by_key(|row| std::cmp::Reverse((row.published.map_or(row.seen, |moment| moment.at), row.id)));
    rows.dedup_by_key(|row| row.id);
    rows.truncate(args.limit);
    for row in &rows {
        print(session, row, args.json)?;
    }
    if rows.is_empty() { nothing(session, &store) } else { Ok(Exit::Fine) }
}

/// Says that nothing was found, and what to do if nothing is stored at all.
fn nothing(session: &Session, store: &Store) -> Outcome {
    let empty = store.counts()?.total == 0;
    session.message(&if empty { session.say.empty_archive() } else { session.say.nothing_found() });
    Ok(Exit::Nothing)
}

fn scopes(session: &Session, store: &Store, args: &ListArgs) -> Result<Vec<Scope>, Failure> {
    if args.muted {
        return Ok(vec![Scope::Muted]);
    }
    if args.source.is_none() && args.section.is_none() {
        return Ok(vec![Scope::All]);
    }
    let names = Names::of(&session.catalog, Some(&store.counts()?));
    let source = args.source.as_deref().map(|text| names.scope(text, session.say)).transpose()?;
    match (source, args.section.as_deref()) {
        (Some((source, None)), None) => Ok(vec![Scope::Source(source)]),
        (Some((source, Some(section))), None) => Ok(vec![Scope::Section(source, section)]),
        (Some((source, _)), Some(text)) => {
            let section = names.section(&source, text, session.say)?;
            Ok(vec![Scope::Section(source, section)])
        }
        (None, text) => {
            let text = text.unwrap_or_default();
            let all = names.sections_everywhere(text);
            if all.is_empty() {
                return Err(Failure::usage(session.say.no_such_section("loa", text, "`loa sources`")));
            }
            Ok(all.into_iter().map(|(source, section)| Scope::Section(source, section)).collect())
        }
    }
}

/// The first `limit` rows of a list.
pub(super) fn first(store: &Store, query: &Query, limit: usize) -> Result<Vec<Summary>, Failure> {
    let mut rows = Vec::new();
    let mut after = None;
    while rows.len() < limit {
        let page = store.rows(query, Window { after, limit: PAGE.min(limit - rows.len()) })?;
        let got = page.rows.len();
        rows.extend(page.rows);
        after = page.next;
        if after.is_none() || got == 0 {
            break;
        }
    }
    Ok(rows)
}

/// Reads the date of `--since`: a date of any printed form, or so many days (`7d`, `7 ngày`).
pub(super) fn since(session: &Session, text: &str) -> Result<Timestamp, Failure> {
    let now = session.now();
    let days = text.strip_suffix('d').or_else(|| text.strip_suffix("ngày")).and_then(|n| n.trim().parse::<i64>().ok());
    if let Some(days) = days.filter(|days| (0..=36_500).contains(days)) {
        return Ok(Timestamp(now.0 - days * 86_400));
    }
    let moment = crate::model::Moment::parse_iso(text).or_else(|| text::date::parse(text, now));
    moment.map(|moment| moment.at).ok_or_else(|| Failure::usage(session.say.bad_date(text)))
}

fn print(session: &mut Session, row: &Summary, as_json: bool) -> Result<(), Failure> {
    if as_json {
        return Ok(session.out.json(&json::row(row))?);
    }
    let marks = format!("{}{}", if row.read { ' ' } else { '•' }, if row.starred { '★' } else { ' ' });
    let lead = format!("{:>6} {marks} ", row.id);
    for line in render::hanging(session, &lead, &row.title, Look::Strong) {
        session.out.painted(&line)?;
    }
    let indent = " ".repeat(text::width::cells(&lead));
    let place = format!("{indent}{} · {}/{}", render::date(row.published), row.source, row.section);
    let line = session.out.paint(&place, Look::Dim);
    Ok(session.out.painted(&line)?)
}

//! `loa list`: rows of the archive, newest first.

use crate::cli::args::{ListArgs, OutputForm, OutputShape};
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::TextLook;
use crate::cli::output::records::Records;
use crate::cli::output::{json, render};
use crate::cli::selection::Selected;
use crate::cli::session::Session;
use crate::model::{Query, Summary, Window};
use crate::store::Store;
use crate::text;

/// Rows without `--limit`.
const USUAL_LIMIT: usize = 50;

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &ListArgs) -> Outcome {
    let store = session.reading_store()?;
    let selected = Selected::of(session, &store, &args.selection)?;
    if args.selection.count {
        return count(session, selected.count(session, &store)?);
    }
    let limit = args.selection.limit.unwrap_or(USUAL_LIMIT);
    if args.copies || !folds(&args.shape) {
        let rows = selected.rows(session, &store, limit)?;
        return all(session, &store, &rows, &args.shape);
    }
    let mut wanted = limit.saturating_mul(2);
    loop {
        let rows = selected.rows(session, &store, wanted)?;
        let (mut told, there) = (folded(&rows), rows.len());
        if told.len() >= limit || there < wanted {
            told.truncate(limit);
            return heads(session, &store, &told, &args.shape);
        }
        wanted = wanted.saturating_mul(2);
    }
}

/// Whether copies of a story are folded in this form: for people, as on the screen; a program is given every article.
pub(in crate::cli) fn folds(shape: &OutputShape) -> bool {
    matches!(shape.form(), OutputForm::Text | OutputForm::Table)
}

/// For each row how many others of them repeat its story; `None` for one that repeats another's.
pub(in crate::cli) fn repeats(rows: &[Summary]) -> Vec<Option<usize>> {
    let heads = text::same::copies(rows);
    let mut repeats = vec![0; rows.len()];
    for head in heads.iter().flatten() {
        repeats[*head] += 1;
    }
    heads.iter().zip(repeats).map(|(head, many)| head.is_none().then_some(many)).collect()
}

/// The rows without those that only repeat another's story, each with how many do.
fn folded(rows: &[Summary]) -> Vec<(Summary, usize)> {
    let repeats = repeats(rows);
    rows.iter().zip(repeats).filter_map(|(row, many)| Some((row.clone(), many?))).collect()
}

/// Prints rows in the form that is asked for.
pub(in crate::cli) fn all(session: &mut Session, store: &Store, rows: &[Summary], shape: &OutputShape) -> Outcome {
    let alone: Vec<(Summary, usize)> = rows.iter().map(|row| (row.clone(), 0)).collect();
    heads(session, store, &alone, shape)
}

/// The same of rows for which others stand that tell the same.
fn heads(session: &mut Session, store: &Store, rows: &[(Summary, usize)], shape: &OutputShape) -> Outcome {
    let mut records = Records::new(shape, json::ROW, json::USUAL, session.say)?;
    if rows.is_empty() {
        records.finish_empty(&mut session.out)?;
        return nothing(session, store);
    }
    for (row, repeats) in rows {
        match shape.form() {
            OutputForm::Text => print(session, row, *repeats)?,
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
    session.message(&if empty {
        session.say.empty_archive()
    } else if store.rows(&Query::default(), Window { after: None, limit: USUAL_LIMIT })?.rows.is_empty() {
        session.say.rows_unreadable()
    } else {
        session.say.nothing_found()
    });
    Ok(Exit::Nothing)
}

fn print(session: &mut Session, row: &Summary, repeats: usize) -> Result<(), CommandFailure> {
    let marks = format!("{}{}", if row.read { ' ' } else { '•' }, if row.starred { '★' } else { ' ' });
    let lead = format!("{:>6} {marks} ", row.id.0);
    for line in render::hanging(session, &lead, &row.title, TextLook::Strong) {
        session.out.painted(&line)?;
    }
    let indent = " ".repeat(text::width::cells(&lead));
    let more = session.say.told_by_more(repeats);
    let place = format!("{indent}{} · {}/{}{more}", render::published(session, row.published), row.source, row.section);
    let line = session.out.paint(&place, TextLook::Dim);
    Ok(session.out.painted(&line)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleId, CanonicalUrl, Offline, SectionId, SourceId, StoryId, Timestamp};

    #[test]
    fn a_row_says_how_many_others_tell_its_story_and_those_are_left_out() {
        let row = |id, story| Summary {
            id: ArticleId(id),
            url: CanonicalUrl::parse(&format!("https://bao.example/{id}")).unwrap(),
            title: format!("Tin {id}"),
            published: None,
            seen: Timestamp(0),
            sort: Timestamp(0),
            source: SourceId("bao.example".to_owned()),
            section: SectionId("tin".to_owned()),
            teaser: None,
            read: false,
            starred: false,
            offline: Offline::Full,
            pictured: false,
            edited: false,
            removed: false,
            story: Some(StoryId(story)),
            labels: Vec::new(),
        };
        assert_eq!(repeats(&[row(1, 7), row(2, 8), row(3, 7), row(4, 7)]), [Some(2), Some(0), None, None]);
    }
}

//! `loa list`: rows of the archive, newest first.

use std::collections::{BTreeMap, BTreeSet};

use crate::cli::args::{ListArgs, OutputForm, OutputShape};
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::TextLook;
use crate::cli::output::records::Records;
use crate::cli::output::{json, render};
use crate::cli::selection::Selected;
use crate::cli::session::Session;
use crate::model::{Query, SourceId, StoryId, Summary, Window};
use crate::store::Store;
use crate::text;

/// Rows without `--limit`.
const USUAL_LIMIT: usize = 50;
/// Rows that are looked at for stories at least: of those whose text is not known yet only the headlines tell.
pub(in crate::cli) const LEAST_FOLDED: usize = 200;

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
    let mut wanted = limit.saturating_mul(2).max(LEAST_FOLDED);
    loop {
        let rows = selected.rows(session, &store, wanted)?;
        let told = told(&store, &rows)?;
        if told.len() >= limit || rows.len() < wanted {
            let shown = &told[..limit.min(told.len())];
            let outcome = heads(session, &store, &with_rows(shown, &rows), &args.shape)?;
            if args.selection.limit.is_none() && told.len() > limit {
                let shown = shown.iter().map(|row| row.at.len()).sum();
                let more = selected.count(session, &store)?.saturating_sub(shown);
                session.message(&session.say.more_rows(more));
            }
            return Ok(outcome);
        }
        wanted = wanted.saturating_mul(2);
    }
}

/// Whether copies of a story are folded in this form. Output for people is folded as on the screen; programs get every
/// article.
pub(in crate::cli) fn folds(shape: &OutputShape) -> bool {
    matches!(shape.form(), OutputForm::Text | OutputForm::Table)
}

/// A story among rows: those that tell it, and in how many papers it stands beside that of the first of them.
pub(in crate::cli) struct ToldStory {
    /// The numbers of its rows, the one that stands for it first.
    pub(in crate::cli) at: Vec<usize>,
    pub(in crate::cli) other_papers: usize,
}

/// So many rows, each for itself.
pub(in crate::cli) fn each(rows: usize) -> Vec<ToldStory> {
    (0..rows).map(|at| ToldStory { at: vec![at], other_papers: 0 }).collect()
}

/// The stories that rows tell, in the order of their first rows. The papers are those of the whole archive: they do not
/// depend on how many rows are looked at.
pub(in crate::cli) fn told(store: &Store, rows: &[Summary]) -> Result<Vec<ToldStory>, CommandFailure> {
    let stories: Vec<StoryId> = rows.iter().filter_map(|row| row.story).collect();
    Ok(told_in(rows, &store.papers_of(&stories)?))
}

fn told_in(rows: &[Summary], papers: &BTreeMap<StoryId, BTreeSet<SourceId>>) -> Vec<ToldStory> {
    let mut stories: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, head) in text::same::copies(rows).into_iter().enumerate() {
        stories.entry(head.unwrap_or(at)).or_default().push(at);
    }
    let other_papers = |at: &[usize]| {
        let own = rows[at[0]].source.clone();
        let told = at.iter().map(|at| &rows[*at]);
        let known = told.clone().filter_map(|row| papers.get(&row.story?)).flatten();
        let all: BTreeSet<&SourceId> = told.map(|row| &row.source).chain(known).collect();
        all.into_iter().filter(|source| **source != own).count()
    };
    stories.into_values().map(|at| ToldStory { other_papers: other_papers(&at), at }).collect()
}

/// The rows that stand for stories, each with the number of other papers.
fn with_rows(told: &[ToldStory], rows: &[Summary]) -> Vec<(Summary, usize)> {
    told.iter().map(|story| (rows[story.at[0]].clone(), story.other_papers)).collect()
}

/// Prints rows in the requested form.
pub(in crate::cli) fn all(session: &mut Session, store: &Store, rows: &[Summary], shape: &OutputShape) -> Outcome {
    let alone: Vec<(Summary, usize)> = rows.iter().map(|row| (row.clone(), 0)).collect();
    heads(session, store, &alone, shape)
}

/// The same of rows whose stories stand in so many other papers.
fn heads(session: &mut Session, store: &Store, rows: &[(Summary, usize)], shape: &OutputShape) -> Outcome {
    let mut records = Records::new(shape, json::ROW, json::USUAL, session.say)?;
    if rows.is_empty() {
        records.finish_empty(&mut session.out)?;
        return nothing(session, store);
    }
    for (row, papers) in rows {
        match shape.form() {
            OutputForm::Text => print(session, row, *papers)?,
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

/// Says that nothing was found, and what to do if the archive is empty.
pub(in crate::cli) fn nothing(session: &Session, store: &Store) -> Outcome {
    let empty = store.counts()?.total == 0;
    session.message(&if empty {
        session.say.phrase("cli-empty-archive")
    } else if store.rows(&Query::default(), Window { after: None, limit: USUAL_LIMIT })?.rows.is_empty() {
        session.say.phrase("rows-unreadable")
    } else {
        session.say.nothing_found()
    });
    Ok(Exit::Nothing)
}

/// What its newspaper did to an article, as the end of a line.
pub(in crate::cli) fn fate(session: &Session, row: &Summary) -> String {
    session.say.fate(row).iter().map(|said| format!(" · {said}")).collect()
}

fn print(session: &mut Session, row: &Summary, papers: usize) -> Result<(), CommandFailure> {
    let marks = format!("{}{}", if row.read { ' ' } else { '•' }, if row.starred { '★' } else { ' ' });
    let lead = format!("{:>6} {marks} ", row.id.0);
    for line in render::hanging(session, &lead, &row.title, TextLook::Strong) {
        session.out.painted(&line)?;
    }
    let indent = " ".repeat(text::width::cells(&lead));
    let more = session.say.in_more_papers(papers) + &fate(session, row);
    let place = format!("{indent}{} · {}/{}{more}", render::published(session, row.published), row.source, row.section);
    let line = session.out.paint(&place, TextLook::Dim);
    Ok(session.out.painted(&line)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleId, CanonicalUrl, Offline, SectionId, Timestamp};

    #[test]
    fn a_row_says_in_how_many_other_papers_its_story_stands_however_few_rows_are_looked_at() {
        let row = |id, paper: &str, story| Summary {
            id: ArticleId(id),
            url: CanonicalUrl::parse(&format!("https://{paper}/{id}")).unwrap(),
            title: format!("Tin {id}"),
            published: None,
            seen: Timestamp(0),
            sort: Timestamp(0),
            source: SourceId(paper.to_owned()),
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
        let rows = [
            row(1, "mot.test", 7),
            row(2, "mot.test", 8),
            row(3, "mot.test", 7),
            row(4, "hai.test", 7),
            row(5, "mot.test", 8),
        ];
        let papers = |names: &[&str]| names.iter().map(|name| SourceId((*name).to_owned())).collect();
        let known = BTreeMap::from([
            (StoryId(7), papers(&["mot.test", "hai.test", "ba.test"])),
            (StoryId(8), papers(&["mot.test"])),
        ]);
        let told = |rows: &[Summary]| -> Vec<(Vec<usize>, usize)> {
            told_in(rows, &known).into_iter().map(|story| (story.at, story.other_papers)).collect()
        };
        assert_eq!(told(&rows), [(vec![0, 2, 3], 2), (vec![1, 4], 0)], "a copy in the same paper is no other paper");
        assert_eq!(told(&rows[..1]), [(vec![0], 2)]);
    }
}

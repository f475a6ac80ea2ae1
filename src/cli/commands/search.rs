//! `loa search`: searches the archive, best hits first; hits that match only without the marks follow under a heading.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::{ArticleId, Complaint, Fit, Loose, QueryMistake, Synonyms};
use crate::store::{Hit, Hits, MAX_HITS, SearchRequest, Store};
use crate::text;

use crate::cli::args::{OutputForm, SearchArgs, Selection, SimilarArgs, Sort, unmarked};
use crate::cli::commands::list::ToldStory;
use crate::cli::commands::{list, named};
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::TextLook;
use crate::cli::output::json;
use crate::cli::output::records::Records;
use crate::cli::output::render;
use crate::cli::selection::{Selected, make_findable};
use crate::cli::session::Session;

/// Hits without `--limit`.
const USUAL_LIMIT: usize = 20;

/// How articles that tell one story are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copies {
    Together,
    Apart,
}

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &SearchArgs) -> Outcome {
    let store = session.reading_store()?;
    let query = query(args);
    let selected = Selected::of(session, &store, &Selection { query: Some(query.clone()), ..args.selection.clone() })?;
    if args.selection.count {
        return list::count(session, selected.count(session, &store)?);
    }
    let limit = args.selection.limit.unwrap_or(USUAL_LIMIT);
    let copies = if args.copies || !list::folds(&args.shape) { Copies::Apart } else { Copies::Together };
    let (answer, mut told) = if args.selection.sort.is_some_and(|sort| sort != Sort::Best) {
        ordered(session, &store, &selected, limit, copies)?
    } else {
        make_findable(session, &store);
        let terms = selected.terms();
        let text = if terms.is_empty() { query.clone() } else { format!("{terms} ({query})") };
        let loose = if args.loose { Loose::Always } else { Loose::WhereFewFit };
        let synonyms = if args.literal { Synonyms::Off } else { Synonyms::After };
        let request = SearchRequest { text, limit, loose, synonyms, ..SearchRequest::default() };
        let (answer, told) = match copies {
            Copies::Apart => each(&store, &request)?,
            Copies::Together => folded(&store, &request)?,
        };
        complain(session, &store, &query, &answer)?;
        (answer, told)
    };
    told.truncate(limit);
    let mut records = Records::new(&args.shape, json::FOUND, json::USUAL, session.say)?;
    let for_people = args.shape.form() == OutputForm::Text;
    let mut fit = Fit::Exact;
    for ToldStory { at, other_papers } in &told {
        let hit = &answer.hits[at[0]];
        if hit.fit != fit && for_people {
            fit = hit.fit;
            let divider = match fit {
                Fit::Note => session.say.phrase("note-hits"),
                Fit::Synonym => session.say.synonym_hits(&answer.also.join(", ")),
                Fit::Exact | Fit::Loose => session.say.loose_hits(answer.loose, answer.looseness),
            };
            let line = session.out.paint(&divider, TextLook::Dim);
            session.out.painted(&line)?;
        }
        if for_people { print(session, hit, *other_papers)? } else { records.add(&mut session.out, &json::hit(hit))? }
    }
    if fit != Fit::Loose && answer.loose > 0 && for_people {
        session.message(&session.say.more_loose_hits(answer.loose, answer.looseness));
    }
    let shown = told.iter().flat_map(|story| &story.at).filter(|at| answer.hits[**at].fit == Fit::Exact).count();
    if args.selection.limit.is_none() && answer.total > shown && for_people {
        session.message(&session.say.more_hits(answer.total - shown));
    }
    if answer.behind > 0 {
        session.message(&session.say.index_behind(answer.behind));
    }
    if answer.hits.is_empty() {
        records.finish_empty(&mut session.out)?;
        list::nothing(session, &store)?;
        // Only the typed words can be misspelt, not the terms of the flags.
        let alone = SearchRequest { text: query, limit: 1, ..SearchRequest::default() };
        if let Some(suggestion) = &store.search(&alone)?.suggestion {
            session.message(&session.say.did_you_mean(suggestion));
        }
        return Ok(Exit::Nothing);
    }
    records.finish(&mut session.out)?;
    Ok(Exit::Fine)
}

/// Says what is wrong with the words that were typed, else how far their patterns were looked for. The terms of the flags,
/// which stand before them, are no affair of who typed.
fn complain(session: &Session, store: &Store, query: &str, answer: &Hits) -> Result<(), CommandFailure> {
    let typed = session.say.complaint(&store.complaints_of(query)?);
    let of_patterns =
        |complaint: &&Complaint| matches!(complaint.kind, QueryMistake::PatternNewest | QueryMistake::PatternFitting);
    let patterns: Vec<Complaint> = answer.complaints.iter().filter(of_patterns).cloned().collect();
    if let Some(complaint) = typed.or_else(|| session.say.complaint(&patterns)) {
        session.message(&complaint);
    }
    Ok(())
}

/// What fits exactly, in an order that is asked for: told as what is found best is.
fn ordered(
    session: &Session,
    store: &Store,
    selected: &Selected,
    limit: usize,
    copies: Copies,
) -> Result<(Hits, Vec<ToldStory>), CommandFailure> {
    let rows = selected.rows(session, store, usize::MAX)?;
    let mut stories = match copies {
        Copies::Apart => list::each(rows.len()),
        Copies::Together => list::told(store, &rows)?,
    };
    stories.truncate(limit);
    let ids: Vec<ArticleId> = stories.iter().map(|story| rows[story.at[0]].id).collect();
    let hits = store.hits_of(&selected.asked(), &ids)?;
    let by_head: BTreeMap<ArticleId, &ToldStory> = ids.iter().copied().zip(&stories).collect();
    // A story stands where its first article does; those that repeat it are counted, not shown.
    let story = |(at, hit): (usize, &Hit)| {
        let story = by_head.get(&hit.row.id)?;
        Some(ToldStory { at: vec![at; story.at.len()], other_papers: story.other_papers })
    };
    let told = hits.iter().enumerate().filter_map(story).collect();
    Ok((Hits { total: rows.len(), hits, ..Hits::default() }, told))
}

/// What is found, each article for itself.
fn each(store: &Store, request: &SearchRequest) -> Result<(Hits, Vec<ToldStory>), CommandFailure> {
    let answer = store.search(request)?;
    let told = list::each(answer.hits.len());
    Ok((answer, told))
}

/// What is found, by stories: as many as are asked for, where there are so many.
fn folded(store: &Store, request: &SearchRequest) -> Result<(Hits, Vec<ToldStory>), CommandFailure> {
    let mut limit = request.limit.saturating_mul(2).max(list::LEAST_FOLDED);
    loop {
        let answer = store.search(&SearchRequest { limit, ..request.clone() })?;
        let rows: Vec<_> = answer.hits.iter().map(|hit| hit.row.clone()).collect();
        let told = list::told(store, &rows)?;
        if told.len() >= request.limit || rows.len() < limit.min(MAX_HITS) || limit >= MAX_HITS {
            return Ok((answer, told));
        }
        limit = limit.saturating_mul(2);
    }
}

/// Runs `loa similar`: a search for what is like one article.
pub(in crate::cli) fn similar(session: &mut Session, args: &SimilarArgs) -> Outcome {
    let store = session.store()?;
    let ids = named::articles(session, &store, &args.what)?;
    let &[id] = ids.as_slice() else { return Err(CommandFailure::usage(session.say.one_article_only(ids.len()))) };
    let search = SearchArgs {
        words: vec![format!("giống:{}", id.0)],
        selection: args.selection.clone(),
        copies: false,
        shape: args.shape.clone(),
        loose: false,
        literal: true,
    };
    run(session, &search)
}

/// The query: the words, and the `--query` option.
fn query(args: &SearchArgs) -> String {
    let words = args.words.iter().map(|word| unmarked(word));
    words.chain(args.selection.query.as_deref()).collect::<Vec<_>>().join(" ")
}

fn print(session: &mut Session, hit: &Hit, papers: usize) -> Result<(), CommandFailure> {
    let lead = format!("{:>6}  ", hit.row.id.0);
    for line in render::marked(session, &lead, &hit.row.title, &ranges(&hit.title_marks), TextLook::Strong) {
        session.out.painted(&line)?;
    }
    let indent = " ".repeat(text::width::cells(&lead));
    let more = session.say.in_more_papers(papers) + &list::fate(session, &hit.row);
    let place = format!("{indent}{} · {}{more}", render::published(session, hit.row.published), hit.row.source);
    let line = session.out.paint(&place, TextLook::Dim);
    session.out.painted(&line)?;
    for line in render::marked(session, &indent, &hit.snippet, &ranges(&hit.marks), TextLook::Plain) {
        session.out.painted(&line)?;
    }
    Ok(())
}

fn ranges(marks: &[(usize, usize)]) -> Vec<Range<usize>> {
    marks.iter().map(|(start, end)| *start..*end).collect()
}

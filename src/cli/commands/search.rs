//! `loa search`: searches the archive, best hits first; hits that match only without the marks follow under a heading.

use std::ops::Range;

use crate::model::{Fit, Loose, Synonyms};
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

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &SearchArgs) -> Outcome {
    let store = session.reading_store()?;
    let query = query(args);
    let selected = Selected::of(session, &store, &Selection { query: Some(query.clone()), ..args.selection.clone() })?;
    if args.selection.count {
        return list::count(session, selected.count(session, &store)?);
    }
    let limit = args.selection.limit.unwrap_or(USUAL_LIMIT);
    if args.selection.sort.is_some_and(|sort| sort != Sort::Best) {
        let rows = selected.rows(session, &store, limit)?;
        return list::all(session, &store, &rows, &args.shape);
    }
    make_findable(session, &store);
    let terms = selected.terms();
    let text = if terms.is_empty() { query.clone() } else { format!("{terms} ({query})") };
    let loose = if args.loose { Loose::Always } else { Loose::WhereFewFit };
    let synonyms = if args.literal { Synonyms::Off } else { Synonyms::After };
    let request = SearchRequest { text, limit, loose, synonyms, ..SearchRequest::default() };
    let alone = args.copies || !list::folds(&args.shape);
    let (answer, mut told) = if alone { each(&store, &request)? } else { folded(&store, &request)? };
    told.truncate(limit);
    // Of the words that were typed: the terms of the flags stand before them.
    let typed = session.say.complaint(&Store::query_complaints(&query, session.now()));
    if let Some(complaint) = typed.or_else(|| session.say.complaint(&answer.complaints)) {
        session.message(&complaint);
    }
    let mut records = Records::new(&args.shape, json::FOUND, json::USUAL, session.say)?;
    let for_people = args.shape.form() == OutputForm::Text;
    let mut fit = Fit::Exact;
    for ToldStory { at, other_papers } in &told {
        let hit = &answer.hits[at[0]];
        if hit.fit != fit && for_people {
            fit = hit.fit;
            let divider = match fit {
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

/// What is found, each article for itself.
fn each(store: &Store, request: &SearchRequest) -> Result<(Hits, Vec<ToldStory>), CommandFailure> {
    let answer = store.search(request)?;
    let told = (0..answer.hits.len()).map(|at| ToldStory { at: vec![at], other_papers: 0 }).collect();
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
    let more = session.say.in_more_papers(papers);
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

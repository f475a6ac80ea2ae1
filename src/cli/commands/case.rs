//! `loa case`: a case file. What a search found, as candidates that the user confirms or strikes.

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::args::{CaseArgs, OutputForm, Selection};
use crate::cli::commands::list;
use crate::cli::commands::topics::all as all_topics;
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::TextLook;
use crate::cli::output::origin::RecordOrigin;
use crate::cli::output::records::Records;
use crate::cli::output::render;
use crate::cli::selection::Selected;
use crate::cli::session::Session;
use crate::labour::facts::{CaseCandidate, candidate_of};
use crate::labour::topics::{self, Topic};
use crate::model::{ArticleId, Judgement, Moment, StoryId, Summary, Timestamp};
use crate::store::{Store, StoredSearch};
use crate::text::spark::sparkline;

/// Fields of a candidate.
pub(in crate::cli) const FIELDS: &[&str] = &[
    "state",
    "date",
    "place",
    "company",
    "workers",
    "event",
    "sentence",
    "copies",
    "id",
    "published",
    "source",
    "title",
    "url",
];
/// Columns of a table.
const USUAL: &[&str] = &["state", "id", "date", "place", "company", "workers", "event"];

/// A candidate of a case file; what the article does not say for certain is null.
#[derive(Serialize, JsonSchema)]
pub(in crate::cli) struct CaseLine<'a> {
    /// `open`, `confirmed`, `struck`.
    state: &'static str,
    /// The day on which it happened, `2025-05-12`.
    date: Option<String>,
    /// The province.
    place: Option<&'static str>,
    /// The company.
    company: Option<&'a str>,
    /// How many workers.
    workers: Option<f64>,
    /// What happened.
    event: Option<&'static str>,
    /// The sentence that tells it.
    sentence: &'a str,
    /// Numbers of other articles of the same story.
    #[schemars(with = "Vec<i64>")]
    copies: &'a [ArticleId],
    #[serde(flatten)]
    origin: RecordOrigin<'a>,
}

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &CaseArgs) -> Outcome {
    let store = session.store()?;
    let words = args.query.join(" ");
    let query = query_of(words.trim(), store.saved_searches()?, &all_topics(&session.loaded.config));
    let selection = Selection { query: Some(query.clone()), ..Selection::default() };
    let rows = Selected::of(session, &store, &selection)?.rows(session, &store, usize::MAX)?;
    if rows.is_empty() {
        return list::nothing(session, &store);
    }
    judge(session, &store, args, (&query, &rows))?;
    let stories = stories(&store, &query, rows)?;
    let mut found = Vec::new();
    for story in &stories {
        let shown = match story.judgement {
            Judgement::Struck => args.all,
            Judgement::Open => !args.confirmed,
            Judgement::Confirmed => true,
        };
        if shown && let Some(article) = store.article(story.row.id)? {
            found.push((story, candidate_of(&article)));
        }
    }
    print(session, args, &found)?;
    let count = |wanted: Judgement| stories.iter().filter(|story| story.judgement == wanted).count();
    let sums = session.say.case_sums(count(Judgement::Open), count(Judgement::Confirmed), count(Judgement::Struck));
    session.message(&sums);
    Ok(Exit::Fine)
}

/// The query that is meant: that of the kept search or of the topic of this name, as on the screen; else the words themselves.
fn query_of(words: &str, kept: Vec<StoredSearch>, topics: &[Topic]) -> String {
    let topic = || topics::named(topics, words).map(|topic| topic.query.clone());
    let kept = kept.into_iter().find(|search| search.name == words).map(|search| search.query);
    kept.or_else(topic).unwrap_or_else(|| words.to_owned())
}

/// A story that the search found, as described by its first article.
struct FoundStory {
    judgement: Judgement,
    row: Summary,
    copies: Vec<ArticleId>,
    /// Papers that print it beside that of its row.
    other_papers: usize,
}

/// The stories among the rows. A judgement on any article of a story counts for the whole story.
fn stories(store: &Store, query: &str, rows: Vec<Summary>) -> Result<Vec<FoundStory>, CommandFailure> {
    let states = store.judgements(query)?;
    let mut stories: Vec<FoundStory> = Vec::new();
    for row in rows {
        let judgement = states.get(&row.id).copied().unwrap_or_default();
        let known = stories.iter_mut().find(|known| row.story.is_some() && known.row.story == row.story);
        match known {
            Some(known) => {
                known.copies.push(row.id);
                if known.judgement == Judgement::Open {
                    known.judgement = judgement;
                }
            }
            None => stories.push(FoundStory { judgement, row, copies: Vec::new(), other_papers: 0 }),
        }
    }
    let known: Vec<StoryId> = stories.iter().filter_map(|story| story.row.story).collect();
    let papers = store.papers_of(&known)?;
    for story in &mut stories {
        let printed = story.row.story.and_then(|id| papers.get(&id)).into_iter().flatten();
        story.other_papers = printed.filter(|paper| **paper != story.row.source).count();
    }
    Ok(stories)
}

/// Saves the user's judgements of candidates, and names the articles that the search does not find.
fn judge(
    session: &Session,
    store: &Store,
    args: &CaseArgs,
    (query, rows): (&str, &[Summary]),
) -> Result<(), CommandFailure> {
    for (ids, state) in
        [(&args.confirm, Judgement::Confirmed), (&args.strike, Judgement::Struck), (&args.undo, Judgement::Open)]
    {
        for id in ids {
            if !rows.iter().any(|row| row.id.0 == *id) {
                return Err(CommandFailure::usage(session.say.not_in_case(*id)));
            }
            store.judge(query, ArticleId(*id), state)?;
        }
    }
    Ok(())
}

/// A day as `2025-05-12`.
fn written_day(day: i64) -> String {
    let date = Moment::exact(Timestamp(day * 86_400)).to_string();
    date.get(..10).unwrap_or_default().to_owned()
}

fn print(session: &mut Session, args: &CaseArgs, found: &[(&FoundStory, CaseCandidate)]) -> Result<(), CommandFailure> {
    let form = args.shape.form();
    let mut records = Records::new(&args.shape, FIELDS, USUAL, session.say)?;
    if matches!(form, OutputForm::Text | OutputForm::Table) {
        timeline(session, found)?;
    }
    for (story, candidate) in found {
        if form == OutputForm::Text {
            entry(session, story, candidate)?;
            continue;
        }
        let line = CaseLine {
            state: story.judgement.name(),
            date: candidate.day.map(written_day),
            place: candidate.place.map(|place| place.name),
            company: candidate.company.as_deref(),
            workers: candidate.workers.as_ref().map(|(_, value)| *value),
            event: candidate.event,
            sentence: &candidate.sentence,
            copies: &story.copies,
            origin: (&story.row).into(),
        };
        records.add(&mut session.out, &line)?;
    }
    records.finish(&mut session.out)
}

/// How many candidates fall on each day, from the first day to the last. Uses the day of the report if the day of the
/// event is unknown.
fn timeline(session: &mut Session, found: &[(&FoundStory, CaseCandidate)]) -> Result<(), CommandFailure> {
    let day = |(story, candidate): &(&FoundStory, CaseCandidate)| {
        candidate.day.or_else(|| story.row.published.map(|moment| moment.at.vietnam_day()))
    };
    let days: Vec<i64> = found.iter().filter_map(day).collect();
    let (Some(first), Some(last)) = (days.iter().min().copied(), days.iter().max().copied()) else { return Ok(()) };
    let width = session.out.width().saturating_sub(26).max(8);
    let line = format!("{} {} {}", written_day(first), sparkline(&days, (first, last), width), written_day(last));
    session.out.line(&line)?;
    Ok(())
}

fn entry(session: &mut Session, story: &FoundStory, candidate: &CaseCandidate) -> Result<(), CommandFailure> {
    let FoundStory { judgement, row, .. } = story;
    let cells = [
        candidate.day.map(written_day),
        candidate.place.map(|place| place.name.to_owned()),
        candidate.company.clone(),
        candidate.workers.as_ref().map(|(written, _)| written.clone()),
        candidate.event.map(str::to_owned),
    ];
    let told = cells.map(|cell| cell.unwrap_or_else(|| "—".to_owned())).join(" · ");
    let head = session.out.paint(&format!("{} {:>6}  {told}", judgement.sign(), row.id.0), TextLook::Strong);
    session.out.painted(&head)?;
    for line in render::hanging(session, "          ", &candidate.sentence, TextLook::Plain) {
        session.out.painted(&line)?;
    }
    let more = session.say.in_more_papers(story.other_papers);
    let place = format!("          {} · {}{more}", session.source_name(&row.outlet()), row.url.as_str());
    let place = session.out.paint(&place, TextLook::Dim);
    session.out.painted(&place)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_topic_is_that_topic_and_a_part_of_it_is_a_word_to_search() {
        let topic = |name: &str, query: &str| Topic { name: name.to_owned(), query: query.to_owned() };
        let topics = [topic("Tai nạn lao động", "\"sập giàn giáo\""), topic("Tiền lương", "tiêu đề:lương")];
        let kept = StoredSearch {
            name: "Tiền lương".to_owned(),
            query: "nợ lương".to_owned(),
            watched: false,
            told: ArticleId(0),
        };
        let asked = |words: &str| query_of(words, vec![kept.clone()], &topics);
        assert_eq!(asked("Tai nạn lao động"), "\"sập giàn giáo\"");
        assert_eq!(asked("tai nan lao dong"), "\"sập giàn giáo\"");
        assert_eq!(asked("tai nạn"), "tai nạn");
        assert_eq!(asked("Tiền lương"), "nợ lương", "one's own search of that name counts more");
    }

    #[test]
    fn a_day_is_written_as_a_calendar_does() {
        assert_eq!(written_day(20_220), "2025-05-12");
    }
}

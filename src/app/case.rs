//! Builds a case file, and the history of a law, from articles of the archive, read one after the other.

use crate::labour::facts::{CaseRow, candidate_of};
use crate::labour::legal::cited::{self, LawStep, WantedDocument};
use crate::labour::legal::in_full;
use crate::labour::paragraphs::{Tables, paragraphs};
use crate::model::{Judgement, StoryId};
use crate::store::{Store, StoreError};
use crate::ui::Message;

/// Most candidates of one case file; the newest are taken.
const MAX_CANDIDATES: usize = 1_000;
/// Articles that are read for the way of a law, the latest.
const MAX_CITING: usize = 500;

/// The candidates among what a query finds exactly, the latest first; one for each story.
pub(super) fn case(store: &Store, query: String) -> Result<Message, StoreError> {
    let mut found = store.all_found(&query)?;
    found.sort_by_key(|row| std::cmp::Reverse((row.sort, row.id)));
    let left_out = found.len().saturating_sub(MAX_CANDIDATES);
    found.truncate(MAX_CANDIDATES);
    let judgements = store.judgements(&query)?;
    let mut rows: Vec<CaseRow> = Vec::new();
    for row in found {
        let judgement = judgements.get(&row.id).copied().unwrap_or_default();
        let known = rows.iter_mut().find(|known| known.row.story.is_some() && known.row.story == row.story);
        if let Some(known) = known {
            known.copies.push(row.id);
            if known.judgement == Judgement::Open {
                known.judgement = judgement;
            }
            continue;
        }
        let Some(article) = store.article(row.id)? else { continue };
        let candidate = candidate_of(&article);
        rows.push(CaseRow {
            judgement,
            day: candidate.day,
            place: candidate.place.map(|place| place.name),
            company: candidate.company,
            workers: candidate.workers.map(|(written, _)| written),
            event: candidate.event,
            sentence: candidate.sentence,
            row,
            copies: Vec::new(),
            other_papers: 0,
        });
    }
    let stories: Vec<StoryId> = rows.iter().filter_map(|known| known.row.story).collect();
    let papers = store.papers_of(&stories)?;
    for known in &mut rows {
        let printed = known.row.story.and_then(|story| papers.get(&story)).into_iter().flatten();
        known.other_papers = printed.filter(|paper| **paper != known.row.source).count();
    }
    Ok(Message::Case(query, rows, left_out))
}

/// What articles say became of a document, the earliest first; each sentence once.
pub(super) fn follow(store: &Store, document: &str) -> Result<Message, StoreError> {
    let mut steps: Vec<LawStep> = Vec::new();
    let names = store.law_names()?;
    let asked = cited::normal(document).unwrap_or_else(|| in_full(document));
    let asked = names.document(&asked).to_owned();
    let wanted = WantedDocument::of(&asked, &names);
    for id in store.citing(&asked, MAX_CITING)? {
        let Some(article) = store.article(id)? else { continue };
        for text in paragraphs(&article, Tables::LeftOut) {
            let found = cited::steps(&text, &wanted).into_iter();
            steps.extend(found.map(|step| LawStep {
                stage: step.stage,
                sentence: step.sentence,
                row: article.row.clone(),
            }));
        }
    }
    steps.sort_by_key(|step| (step.row.sort, step.row.id, step.stage));
    let mut said = std::collections::HashSet::new();
    steps.retain(|step| said.insert(step.sentence.clone()));
    Ok(Message::Followed(cited::labelled(&asked, names.name(&asked)), steps))
}

//! Hits as they are shown: their rows, read from the archive and marked.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension};

use super::plan::{QueryPlan, SearchStep};
use super::snippet::{self, Marker, Passage};
use crate::model::{Fit, Looseness, Summary};
use crate::store::connection::Connections;
use crate::store::language::{Alternative, SearchPlace, WordUnit};
use crate::store::lossy::Lossy as _;
use crate::store::rows::{self, COLUMNS};
use crate::store::{Hit, Result, StoreError, body, details};
use crate::text::fold::FoldToken;

/// From this many hits on, two threads read them.
const WORTH_A_THREAD: usize = 16;

/// Distance between the scores of two steps; BM25 with recency stays below it.
const STEP_SCORE: f32 = 1000.0;

/// A hit of the index.
pub(super) struct IndexHit {
    pub(super) id: u64,
    /// Sort key of the row, seconds.
    pub(super) at: i64,
    /// Which of the query's ways found it.
    pub(super) way: usize,
    pub(super) step: SearchStep,
    /// Within the step.
    pub(super) score: f32,
    /// What keeps it from fitting exactly.
    pub(super) looseness: Option<Looseness>,
}

/// As [`read`], in two threads when that pays: reading and cutting the pieces of text is most of a search's work.
pub(super) fn read_side_by_side(
    archive: &Connections,
    plans: &[&QueryPlan<'_>],
    found: &[IndexHit],
    limit: usize,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Vec<Hit>> {
    let part = |found: &[IndexHit]| archive.read(|c| read(c, plans, found, limit, stop));
    // Patterns drop hits while reading, so the halves cannot be fixed beforehand.
    let sifted = plans.iter().any(|plan| !plan.asked.patterns.is_empty());
    if archive.file().is_none() || sifted || found.len() < WORTH_A_THREAD {
        return part(found);
    }
    let (first, second) = found.split_at(found.len() / 2);
    let (first, second) = std::thread::scope(|scope| {
        let second = scope.spawn(|| part(second));
        (part(first), second.join())
    });
    let mut hits = first?;
    hits.extend(second.unwrap_or_else(|_| Err(StoreError::Index("a reading thread failed".to_owned())))?);
    hits.truncate(limit);
    Ok(hits)
}

/// The words of a query that are marked in the answer; those that stand together where it was asked so.
fn marked_words(plan: &QueryPlan<'_>, step: SearchStep) -> Vec<Vec<FoldToken>> {
    let mut words: Vec<Vec<FoldToken>> = Vec::new();
    let mut together = 0;
    for (at, any) in plan.asked.all.iter().enumerate() {
        if let Some(word) = plan.compounds.get(&at).filter(|_| step.fit == Fit::Exact) {
            together = word.tokens;
            words.push(Vec::new());
        }
        for unit in any.iter().flat_map(WordUnit::chain).filter(|unit| unit.place.is_text()) {
            match words.last_mut().filter(|_| together > 0) {
                Some(word) => word.extend(unit.tokens.iter().cloned()),
                None => words.push(unit.tokens.clone()),
            }
        }
        together = together.saturating_sub(1);
    }
    words
}

/// Reads the rows of hits from the archive and marks them; a hit that is gone there is left out.
pub(super) fn read(
    connection: &Connection,
    plans: &[&QueryPlan<'_>],
    found: &[IndexHit],
    limit: usize,
    stop: &dyn Fn() -> bool,
) -> Result<Vec<Hit>> {
    let mut met = HashSet::new();
    let sql = format!(
        "SELECT {COLUMNS}, b.blocks, a.author, a.details FROM articles a LEFT JOIN bodies b ON b.id = a.id WHERE a.id = ?1"
    );
    let mut select = connection.prepare_cached(&sql)?;
    let mut hits = Vec::new();
    for found in found {
        if hits.len() == limit || stop() {
            break;
        }
        let Some(plan) = plans.get(found.way).filter(|_| !met.contains(&found.id)) else { continue };
        let asked = plan.asked;
        let row = select
            .query_row([i64::try_from(found.id).unwrap_or(0)], |row| {
                let beside: (Option<String>, Option<String>) =
                    (row.lossy(rows::AFTER + 1)?, row.lossy(rows::AFTER + 2)?);
                Ok(rows::summary(row)?.map(|summary| (summary, row.lossy::<Option<Vec<u8>>>(rows::AFTER), beside)))
            })
            .optional()?;
        let Some((row, blocks, (author, details))) = row.flatten() else { continue };
        if !has_marks(asked, &row) {
            continue;
        }
        let names = asked.lit.iter().map(|unit| unit.tokens.clone());
        let marker = Marker::new(marked_words(plan, found.step), found.step.last, found.step.level).with_names(names);
        let blocks = blocks?.map(|blob| body::unpack_blocks(&blob)).unwrap_or_default();
        let texts = || row.teaser.as_deref().into_iter().chain(blocks.iter().flat_map(|block| block.strings()));
        let author = author.unwrap_or_default();
        if !asked.patterns.is_empty() {
            let tags = details::tags(details.as_deref());
            if !asked.patterns.iter().all(|sought| sought.fits(&row.title, &author, &tags, texts())) {
                continue;
            }
        }
        met.insert(found.id);
        let (snippet, marks) = match pattern_snippet(asked, texts()) {
            Some(marked) => marked,
            None => {
                let sapo = row.teaser.as_deref().into_iter().map(Passage::prose);
                marker.snippet(sapo.chain(blocks.iter().flat_map(Passage::of)))
            }
        };
        let mut title_marks = marker.marks(&row.title);
        for sought in asked.patterns.iter().filter(|s| s.wanted && s.place.is_text()) {
            title_marks.extend(sought.pattern.spans(&row.title).into_iter().map(|range| (range.start, range.end)));
        }
        remove_overlaps(&mut title_marks);
        let score = STEP_SCORE * f32::from(found.step.rank()) + found.score.min(STEP_SCORE - 1.0);
        hits.push(Hit { score, snippet, marks, title_marks, row, fit: found.step.fit, looseness: found.looseness });
    }
    Ok(hits)
}

/// The rows of hits alone, in their order: no text is read and no piece of it is cut, unless a pattern has to be looked for.
pub(super) fn read_rows(connection: &Connection, plans: &[&QueryPlan<'_>], found: &[IndexHit]) -> Result<Vec<Summary>> {
    if plans.iter().any(|plan| !plan.asked.patterns.is_empty()) {
        let hits = read(connection, plans, found, usize::MAX, &|| false)?;
        return Ok(hits.into_iter().map(|hit| hit.row).collect());
    }
    let mut select = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM articles a WHERE a.id = ?1"))?;
    let (mut met, mut all) = (HashSet::new(), Vec::new());
    for found in found {
        let Some(plan) = plans.get(found.way).filter(|_| !met.contains(&found.id)) else { continue };
        let row = select.query_row([i64::try_from(found.id).unwrap_or(0)], rows::summary).optional()?.flatten();
        let Some(row) = row.filter(|row| has_marks(plan.asked, row)) else { continue };
        met.insert(found.id);
        all.push(row);
    }
    Ok(all)
}

/// Whether a row is read or unread, starred or not, as was asked.
fn has_marks(asked: &Alternative, row: &Summary) -> bool {
    asked.unread.is_none_or(|unread| unread != row.read) && asked.starred.is_none_or(|starred| starred == row.starred)
}

/// The piece of text around the first place where a pattern stands.
fn pattern_snippet<'a>(asked: &Alternative, texts: impl Iterator<Item = &'a str>) -> Option<snippet::MarkedLine> {
    let sought = asked.patterns.iter().find(|sought| sought.wanted && sought.place == SearchPlace::Anywhere)?;
    let mut texts = texts.filter(|text| sought.pattern.stands_in(text));
    texts.find_map(|text| snippet::around(text, &sought.pattern.spans(text)))
}

/// Sorts marks and cuts off what overlaps the one before.
fn remove_overlaps(marks: &mut Vec<(usize, usize)>) {
    marks.sort_unstable();
    let mut end = 0;
    marks.retain_mut(|mark| {
        mark.0 = mark.0.max(end);
        end = end.max(mark.1);
        mark.0 < mark.1
    });
}

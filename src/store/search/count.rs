//! How many articles fit.

use rusqlite::{Connection, OptionalExtension};
use tantivy::collector::Count;
use tantivy::query::{EnableScoring, Query, TermQuery};
use tantivy::{DocSet, TERMINATED};

use crate::store::Result;
use crate::store::index::View;
use crate::store::language::Asked;
use crate::store::lossy::Lossy as _;

/// Hits that are counted one by one.
const COUNTED: u64 = 100_000;

pub(super) fn count(view: &View, question: &dyn Query) -> Result<usize> {
    Ok(view.searcher.search(question, &Count)?)
}

/// As [`count`], but of a question of several words no more than about [`COUNTED`] hits are counted: the rest would take
/// longer than the answer itself.
pub(super) fn at_least(view: &View, question: &dyn Query) -> Result<usize> {
    let searcher = &view.searcher;
    if question.is::<TermQuery>() || searcher.num_docs() <= COUNTED {
        return count(view, question);
    }
    let weight = question.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut counted = 0;
    for segment in searcher.segment_readers() {
        let alive = segment.alive_bitset();
        let mut hits = weight.scorer(segment, 1.0)?;
        let mut hit = hits.doc();
        while hit != TERMINATED {
            counted += u64::from(alive.is_none_or(|alive| alive.is_alive(hit)));
            if counted >= COUNTED {
                return Ok(usize::try_from(counted).unwrap_or(usize::MAX));
            }
            hit = hits.advance();
        }
    }
    Ok(usize::try_from(counted).unwrap_or(usize::MAX))
}

/// Those of some articles that have the marks that a query asks for.
pub(super) fn marked(connection: &Connection, asked: &Asked, ids: &[u64]) -> Result<Vec<u64>> {
    let mut find = connection.prepare_cached("SELECT read, starred FROM articles WHERE id = ?1")?;
    let mut fitting = Vec::new();
    for id in ids {
        let marks = find
            .query_row([i64::try_from(*id).unwrap_or(0)], |row| Ok((row.lossy::<bool>(0)?, row.lossy::<bool>(1)?)))
            .optional()?;
        let fits = marks.is_some_and(|(read, starred)| {
            asked.unread.is_none_or(|unread| unread != read) && asked.starred.is_none_or(|wanted| wanted == starred)
        });
        fitting.extend(fits.then_some(*id));
    }
    Ok(fitting)
}

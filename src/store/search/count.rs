//! How many articles fit.

use tantivy::collector::Count;
use tantivy::query::{EnableScoring, Query, TermQuery};
use tantivy::{DocSet, TERMINATED};

use crate::store::Result;
use crate::store::index::IndexView;

/// Hits that are counted one by one.
const COUNTED: u64 = 100_000;

pub(super) fn count(view: &IndexView, question: &dyn Query) -> Result<usize> {
    Ok(view.searcher.search(question, &Count)?)
}

/// As [`count`], but of a question of several words no more than about [`COUNTED`] hits are counted: the rest would take
/// longer than the answer itself.
pub(super) fn at_least(view: &IndexView, question: &dyn Query) -> Result<usize> {
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

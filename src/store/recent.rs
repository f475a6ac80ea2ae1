//! Very common words that shall stand together: the newest articles are looked into first.
//!
//! Whether two words are neighbours is told by their positions alone, and where both stand in nearly every article, nearly
//! every article's positions would be read for one page of answers. So the question is asked of the newest articles, then
//! of four times as many, and last of all; the first round that fills the page is the answer. Units: seconds, articles.

use tantivy::Term;

use super::Result;
use super::index::View;
use super::language::{Asked, Place};
use super::plan::Step;

/// Articles with the words that are looked into in the first round; a question with fewer has one round.
const FIRST_ROUND: u64 = 16_000;
/// How many times as many in each next round.
const GROWTH: u64 = 4;
/// Articles whose dates are looked at to learn how old the newest so many are.
const SAMPLES: u32 = 1024;

/// The dates from which on a step's question is asked, round by round; `None` asks of all.
pub(super) fn rounds(view: &View, asked: &Asked, step: Step) -> Result<Vec<Option<i64>>> {
    if !step.adjacent {
        return Ok(vec![None]);
    }
    let candidates = rarest(view, asked, step.title)?;
    if candidates <= FIRST_ROUND {
        return Ok(vec![None]);
    }
    Ok(bounds(candidates, sampled(view)?))
}

/// In how many articles the rarest of the plain words stands.
fn rarest(view: &View, asked: &Asked, title: bool) -> Result<u64> {
    let mut least = view.searcher.num_docs();
    for unit in asked.all.iter().flatten().filter(|unit| unit.place != Place::Author) {
        let title = title || unit.place == Place::Title;
        let field = if title { view.fields.title } else { view.fields.all };
        for token in &unit.tokens {
            least = least.min(view.searcher.doc_freq(&Term::from_field_text(field, &token.base))?);
        }
    }
    Ok(least)
}

/// Dates of articles spread evenly over the index.
fn sampled(view: &View) -> Result<Vec<i64>> {
    let segments = view.searcher.segment_readers();
    let all: u32 = segments.iter().map(tantivy::SegmentReader::max_doc).sum();
    let stride = usize::try_from(all / SAMPLES).unwrap_or(0).max(1);
    let mut dates = Vec::new();
    for segment in segments {
        let at = segment.fast_fields().i64("at")?;
        dates.extend((0..segment.max_doc()).step_by(stride).filter_map(|doc| at.first(doc)));
    }
    Ok(dates)
}

/// The dates of the rounds for a question with so many candidates, given some articles' dates.
fn bounds(candidates: u64, mut dates: Vec<i64>) -> Vec<Option<i64>> {
    dates.sort_unstable_by(|a, b| b.cmp(a));
    let known = u64::try_from(dates.len()).unwrap_or(u64::MAX);
    let mut bounds = Vec::new();
    let mut wanted = FIRST_ROUND;
    while wanted.saturating_mul(2) < candidates {
        let place = usize::try_from(known.saturating_mul(wanted) / candidates).unwrap_or(usize::MAX);
        bounds.extend(dates.get(place).map(|date| Some(*date)));
        wanted = wanted.saturating_mul(GROWTH);
    }
    bounds.push(None);
    bounds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_are_asked_of_everything_at_once() {
        assert_eq!(bounds(FIRST_ROUND, (0..100).collect()), [None]);
    }

    #[test]
    fn common_words_are_asked_of_the_newest_first_and_of_all_last() {
        let dates = (0..1000).collect();
        assert_eq!(bounds(16 * FIRST_ROUND, dates), [Some(999 - 62), Some(999 - 250), None]);
    }

    #[test]
    fn an_index_without_dates_is_asked_as_a_whole() {
        assert_eq!(bounds(1_000_000, Vec::new()), [None]);
    }
}

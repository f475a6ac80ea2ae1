//! Very common words that shall stand together: the newest articles are looked into first.
//!
//! Whether two words are neighbours is told by their positions alone, and where both stand in nearly every article, nearly
//! every article's positions would be read for one page of answers. So the question is asked of the newest articles, then
//! of four times as many, and so on up to a bound; the first round that fills the page is the answer. Beyond the bound
//! nobody asks whether the words are neighbours: an older article is found all the same, by the words alone, and stands
//! after the newer ones that have them side by side. A phrase in quotes is asked of every article. Units: seconds,
//! articles.

use tantivy::Term;
use tantivy::schema::Field;

use super::plan::{self, SearchStep};
use super::question::unit_fields;
use crate::store::index::IndexView;
use crate::store::language::{Alternative, WordUnit};
use crate::store::terms::TextFields;
use crate::store::{Result, SearchRequest};
use crate::text::fold::FoldToken;

/// How many times as many articles in each next round.
const GROWTH: u64 = 4;
/// Articles whose dates are looked at to learn how old the newest so many are.
const SAMPLES: u32 = 1024;

/// How many articles with the words are looked into.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effort {
    /// In the first round; a question with fewer has one round.
    first: u64,
    /// In the last.
    most: u64,
}

/// A finished question is worth more effort than one that the next key changes.
pub(super) fn effort(request: &SearchRequest) -> Effort {
    if request.typing { Effort { first: 8_000, most: 32_000 } } else { Effort { first: 16_000, most: 256_000 } }
}

/// The dates from which on a step's question is asked, round by round; `None` asks of all.
pub(super) fn rounds(
    view: &IndexView,
    asked: &Alternative,
    step: SearchStep,
    effort: Effort,
) -> Result<Vec<Option<i64>>> {
    if !step.adjacent {
        return Ok(vec![None]);
    }
    let candidates = rarest(view, asked, step)?;
    if candidates <= effort.first {
        return Ok(vec![None]);
    }
    Ok(bounds(candidates, effort, sampled(view)?))
}

/// In how many articles the rarest of the plain words stands, as the step asks for it.
fn rarest(view: &IndexView, asked: &Alternative, step: SearchStep) -> Result<u64> {
    let mut least = view.searcher.num_docs();
    let units = asked.all.iter().flatten().flat_map(WordUnit::chain);
    for unit in units {
        let Some(text) = unit_fields(&view.fields, unit.place, step) else { continue };
        for token in &unit.tokens {
            least = least.min(articles_with(view, token, step, text)?);
        }
    }
    Ok(least)
}

/// In how many articles a word stands at most.
fn articles_with(view: &IndexView, token: &FoldToken, step: SearchStep, text: &TextFields) -> Result<u64> {
    let count = |field: Field, word: &str| view.searcher.doc_freq(&Term::from_field_text(field, word));
    let all = count(text.base, &token.base)?;
    let Some(spellings) = plan::spellings(token, step.level) else { return Ok(all) };
    let mut sum = 0;
    for word in spellings {
        sum += count(text.exact, &word)?;
    }
    Ok(sum.min(all))
}

/// Dates of articles spread evenly over the index.
fn sampled(view: &IndexView) -> Result<Vec<i64>> {
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
fn bounds(candidates: u64, effort: Effort, mut dates: Vec<i64>) -> Vec<Option<i64>> {
    dates.sort_unstable_by(|a, b| b.cmp(a));
    let known = u64::try_from(dates.len()).unwrap_or(u64::MAX);
    // The date of the oldest of the newest so many; `None` where that is all of them.
    let oldest = |wanted: u64| {
        let place = usize::try_from(known.saturating_mul(wanted) / candidates.max(1)).unwrap_or(usize::MAX);
        dates.get(place).copied()
    };
    let mut bounds = Vec::new();
    let mut wanted = effort.first;
    while wanted < effort.most && wanted.saturating_mul(2) < candidates {
        bounds.extend(oldest(wanted).map(Some));
        wanted = wanted.saturating_mul(GROWTH);
    }
    bounds.push(oldest(effort.most));
    bounds
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Block, Draft, FixedClock, Moment, Timestamp};
    use crate::store::search::search_with;
    use crate::store::{ExchangeRecord, SearchRequest, Store};

    const FEW: Effort = Effort { first: 10, most: 80 };

    #[test]
    fn rare_words_are_asked_of_everything_at_once() {
        assert_eq!(bounds(10, FEW, (0..100).collect()), [None]);
    }

    #[test]
    fn common_words_are_asked_of_the_newest_first_and_of_all_last() {
        assert_eq!(bounds(80, FEW, (0..1000).collect()), [Some(999 - 125), None]);
        assert_eq!(bounds(160, Effort { first: 10, most: 160 }, (0..1000).collect()), [Some(937), Some(749), None]);
    }

    #[test]
    fn the_commonest_words_are_not_asked_of_the_oldest() {
        assert_eq!(bounds(800, FEW, (0..1000).collect()), [Some(987), Some(949), Some(899)]);
    }

    #[test]
    fn an_index_without_dates_is_asked_as_a_whole() {
        assert_eq!(bounds(1_000_000, FEW, Vec::new()), [None]);
    }

    /// Forty articles, a day apart, with both words in each; side by side in the newest and the oldest only.
    #[test]
    fn beyond_the_bound_neighbours_are_no_better_than_words_apart_but_nothing_is_lost() {
        const DAY: i64 = 86_400;
        let now = Timestamp(1_749_963_600);
        let store = Store::in_memory(Arc::new(FixedClock(now))).unwrap();
        let record = |age: i64| {
            let body = if age == 0 || age == 39 { "mot may cat hai" } else { "may mot hai cat" };
            let draft = Draft {
                title: Some("Tin".into()),
                published: Some(Moment::exact(Timestamp(now.0 - age * DAY))),
                body: vec![Block::paragraph(body)],
                ..Draft::default()
            };
            ExchangeRecord { url: format!("https://bao.example.vn/{age}"), draft, ..ExchangeRecord::default() }
        };
        store.import(&(0..40).map(record).collect::<Vec<_>>()).unwrap();
        store.pump_index(100).unwrap();
        let order = |text: &str, effort: Effort| {
            let request = SearchRequest { text: text.into(), limit: 50, ..SearchRequest::default() };
            let inner = &store.inner;
            let hits = search_with(&inner.connections, &inner.index, &request, effort, now, &|| false);
            let hits = hits.unwrap().unwrap().hits;
            hits.iter().map(|hit| (now.0 - hit.row.published.unwrap().at.0) / DAY).collect::<Vec<_>>()
        };
        let all = order("may cat", Effort { first: 4, most: 40 });
        assert_eq!((&all[..3], all.len()), (&[0, 39, 1][..], 40));
        let some = order("may cat", Effort { first: 4, most: 8 });
        assert_eq!((&some[..2], some.len(), some[39]), (&[0, 1][..], 40, 39));
        assert_eq!(order("\"may cat\"", Effort { first: 4, most: 8 }), [0, 39]);
    }
}

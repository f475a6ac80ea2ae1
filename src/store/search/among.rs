//! Articles that are (or are not) among some whose ids are known, too many to be named one by one.
//!
//! Marks change without the index being told, so the ids come from the archive with each question. The set is a bit an
//! article; whether an article is in it is asked only of those that the words find.

use std::fmt;
use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

const BITS: u64 = u64::BITS as u64;

/// A set of ids of articles.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct IdSet {
    bits: Vec<u64>,
}

impl IdSet {
    pub(super) fn holds(&self, id: u64) -> bool {
        let word = usize::try_from(id / BITS).ok().and_then(|at| self.bits.get(at));
        word.is_some_and(|word| word >> (id % BITS) & 1 == 1)
    }
}

impl Extend<u64> for IdSet {
    fn extend<I: IntoIterator<Item = u64>>(&mut self, ids: I) {
        for id in ids {
            let Ok(at) = usize::try_from(id / BITS) else { continue };
            if self.bits.len() <= at {
                self.bits.resize(at + 1, 0);
            }
            self.bits[at] |= 1 << (id % BITS);
        }
    }
}

/// Whether an article has to be in a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Membership {
    In,
    NotIn,
}

/// Articles by their membership in a set.
#[derive(Clone)]
pub(super) struct AmongQuery {
    ids: Arc<IdSet>,
    wanted: Membership,
}

impl AmongQuery {
    pub(super) fn new(ids: Arc<IdSet>, wanted: Membership) -> Self {
        Self { ids, wanted }
    }
}

impl fmt::Debug for AmongQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AmongQuery").field("wanted", &self.wanted).finish_non_exhaustive()
    }
}

impl Query for AmongQuery {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for AmongQuery {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let column = reader.fast_fields().u64("id")?;
        let mut scorer = AmongScorer { among: self.clone(), column, doc: 0, end: reader.max_doc(), score: boost };
        scorer.settle(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, _reader: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("by the archive's marks", 1.0))
    }
}

struct AmongScorer {
    among: AmongQuery,
    column: Column<u64>,
    doc: DocId,
    end: DocId,
    score: Score,
}

impl AmongScorer {
    fn fits(&self, doc: DocId) -> bool {
        let id = self.column.first(doc);
        id.is_some_and(|id| self.among.ids.holds(id) == (self.among.wanted == Membership::In))
    }

    /// Goes on to the first article that fits, from this one on.
    fn settle(&mut self, from: DocId) -> DocId {
        self.doc = (from..self.end).find(|doc| self.fits(*doc)).unwrap_or(TERMINATED);
        self.doc
    }
}

impl DocSet for AmongScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED { TERMINATED } else { self.settle(self.doc + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.doc { self.doc } else { self.settle(target) }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.end
    }

    /// Every article is looked at, so anything else leads the way.
    fn cost(&self) -> u64 {
        u64::from(self.end) * 2
    }
}

impl Scorer for AmongScorer {
    fn score(&mut self) -> Score {
        self.score
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use tantivy::query::{BooleanQuery, Occur, TermQuery};

    use crate::model::{Block, Draft, FixedClock, Timestamp};
    use crate::store::search::count::count;
    use crate::store::{ExchangeRecord, Store};

    #[test]
    fn a_set_holds_what_was_put_into_it_and_nothing_else() {
        let mut ids = IdSet::default();
        ids.extend([0, 63, 64, 1_000_000]);
        let held: Vec<u64> =
            [0, 1, 62, 63, 64, 65, 999_999, 1_000_000, u64::MAX].into_iter().filter(|id| ids.holds(*id)).collect();
        assert_eq!(held, [0, 63, 64, 1_000_000]);
    }

    /// Nine articles in three parts of the index; every second has the word.
    fn articles() -> Store {
        let store = Store::in_memory(Arc::new(FixedClock(Timestamp(1_749_963_600)))).unwrap();
        for part in 0..3 {
            let record = |number: u32| {
                let word = if number.is_multiple_of(2) { "lương" } else { "ca" };
                let draft = Draft { title: Some("Tin".into()), body: vec![Block::paragraph(word)], ..Draft::default() };
                ExchangeRecord { url: format!("https://bao.example.vn/{number}"), draft, ..ExchangeRecord::default() }
            };
            store.import(&(part * 3..part * 3 + 3).map(record).collect::<Vec<_>>()).unwrap();
            store.pump_index(100).unwrap();
        }
        store
    }

    #[test]
    fn articles_in_a_set_and_those_that_are_not_make_up_the_whole() {
        let store = articles();
        let view = store.inner.index.view().unwrap();
        let mut ids = IdSet::default();
        ids.extend([1, 2, 5, 9, 77]);
        let ids = Arc::new(ids);
        let among = |wanted| count(&view, &AmongQuery::new(Arc::clone(&ids), wanted)).unwrap();
        assert_eq!((among(Membership::In), among(Membership::NotIn)), (4, 5));
    }

    #[test]
    fn the_words_and_the_set_have_to_fit_both() {
        let store = articles();
        let view = store.inner.index.view().unwrap();
        let mut ids = IdSet::default();
        ids.extend([1, 2, 5, 9]);
        let word = tantivy::Term::from_field_text(view.fields.all.base, "luong");
        let word = TermQuery::new(word, tantivy::schema::IndexRecordOption::Basic);
        let among = AmongQuery::new(Arc::new(ids), Membership::In);
        let both =
            BooleanQuery::new(vec![(Occur::Must, Box::new(word) as Box<dyn Query>), (Occur::Must, Box::new(among))]);
        assert_eq!(count(&view, &both).unwrap(), 3, "articles 1, 5 and 9");
    }
}

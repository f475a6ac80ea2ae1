//! Words that stand near each other: the articles that hold both, of these the ones where few enough syllables lie between.
//!
//! Positions are those of the index: syllables, and a wide gap between two texts, so that nothing is near across one.

use std::fmt;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

/// Where words stand: each of these must stand there, in one of its spellings, its terms at their distances from the first
/// syllable.
#[derive(Debug, Clone)]
pub(super) struct Places {
    pub(super) each: Vec<Vec<Vec<(u32, Term)>>>,
    /// Syllables that the words take.
    pub(super) length: u32,
}

/// Articles in which the words of a chain stand near each other, one after the other.
pub(super) struct NearQuery {
    /// Articles that hold all the words.
    both: Box<dyn Query>,
    /// The words, and how near each must be to the one before.
    chain: Vec<(u32, Places)>,
}

impl NearQuery {
    pub(super) fn new(both: Box<dyn Query>, chain: Vec<(u32, Places)>) -> Self {
        Self { both, chain }
    }
}

impl Clone for NearQuery {
    fn clone(&self) -> Self {
        Self { both: self.both.box_clone(), chain: self.chain.clone() }
    }
}

impl fmt::Debug for NearQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NearQuery").field("both", &self.both).field("chain", &self.chain).finish()
    }
}

impl Query for NearQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(NearWeight { both: self.both.weight(scoring)?, chain: self.chain.clone() }))
    }
}

struct NearWeight {
    both: Box<dyn Weight>,
    chain: Vec<(u32, Places)>,
}

impl Weight for NearWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut chain = Vec::new();
        for (within, places) in &self.chain {
            let mut each = Vec::new();
            for spellings in &places.each {
                let mut open = Vec::new();
                for spelling in spellings {
                    open.extend(postings(reader, spelling)?);
                }
                if open.is_empty() {
                    return Ok(Box::new(EmptyScorer));
                }
                each.push(open);
            }
            chain.push(Open { within: *within, length: places.length, each });
        }
        let mut scorer = NearScorer { both: self.both.scorer(reader, boost)?, chain, found: Vec::new() };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.both.explain(reader, doc)
    }
}

/// A spelling's terms with their distances, open for reading.
type Spelling = Vec<(u32, SegmentPostings)>;

/// `None` when a term stands nowhere in the segment.
fn postings(reader: &SegmentReader, spelling: &[(u32, Term)]) -> tantivy::Result<Option<Spelling>> {
    let mut open = Vec::new();
    for (distance, term) in spelling {
        let index = reader.inverted_index(term.field())?;
        let Some(found) = index.read_postings(term, IndexRecordOption::WithFreqsAndPositions)? else { return Ok(None) };
        open.push((*distance, found));
    }
    Ok(Some(open))
}

struct Open {
    within: u32,
    length: u32,
    each: Vec<Vec<Spelling>>,
}

impl Open {
    /// Where the words begin in an article, in order.
    fn places(&mut self, doc: DocId, buffer: &mut Vec<u32>) -> Vec<u32> {
        let mut all: Option<Vec<u32>> = None;
        for spellings in &mut self.each {
            let mut here = Vec::new();
            for spelling in spellings {
                here.extend(begins(spelling, doc, buffer));
            }
            here.sort_unstable();
            here.dedup();
            all = Some(match all {
                Some(before) => before.into_iter().filter(|place| here.binary_search(place).is_ok()).collect(),
                None => here,
            });
        }
        all.unwrap_or_default()
    }
}

/// Where a spelling begins in an article.
fn begins(spelling: &mut Spelling, doc: DocId, buffer: &mut Vec<u32>) -> Vec<u32> {
    let mut all: Option<Vec<u32>> = None;
    for (distance, postings) in spelling {
        if postings.doc() < doc {
            postings.seek(doc);
        }
        if postings.doc() != doc {
            return Vec::new();
        }
        postings.positions(buffer);
        let here = buffer.iter().filter_map(|place| place.checked_sub(*distance));
        all = Some(match all {
            Some(before) => {
                let here: Vec<u32> = here.collect();
                before.into_iter().filter(|place| here.binary_search(place).is_ok()).collect()
            }
            None => here.collect(),
        });
    }
    all.unwrap_or_default()
}

struct NearScorer {
    both: Box<dyn Scorer>,
    chain: Vec<Open>,
    found: Vec<u32>,
}

impl NearScorer {
    /// Goes on to the first article, from this one on, in which the words are near.
    fn settle(&mut self) -> DocId {
        let mut doc = self.both.doc();
        while doc != TERMINATED && !self.is_near(doc) {
            doc = self.both.advance();
        }
        doc
    }

    fn is_near(&mut self, doc: DocId) -> bool {
        let buffer = &mut self.found;
        let mut links = self.chain.iter_mut();
        let Some(first) = links.next() else { return true };
        let mut length = first.length;
        let mut places = first.places(doc, buffer);
        for link in links {
            let next = link.places(doc, buffer);
            let near = |place: &u32| {
                places.iter().any(|before| {
                    let behind = place.checked_sub(before + length);
                    let ahead = before.checked_sub(place + link.length);
                    behind.or(ahead).is_some_and(|between| between <= link.within)
                })
            };
            places = next.iter().copied().filter(near).collect();
            length = link.length;
        }
        !places.is_empty()
    }
}

impl DocSet for NearScorer {
    fn advance(&mut self) -> DocId {
        self.both.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.both.seek(target);
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.both.doc()
    }

    fn size_hint(&self) -> u32 {
        self.both.size_hint()
    }
}

impl Scorer for NearScorer {
    fn score(&mut self) -> Score {
        self.both.score()
    }
}

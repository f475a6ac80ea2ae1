//! Words that stand near each other: the articles that hold both, of these the ones where few enough syllables lie between.
//!
//! Positions are those of the index: syllables, and a sign between two texts, across which nothing is near.

use std::fmt;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use crate::store::terms::GAP;

/// Where words stand: their letters one after the other, some of them with marks.
#[derive(Debug, Clone)]
pub(super) struct WordPlaces {
    /// K1 of each syllable, with its distance from the first.
    pub(super) base: Vec<(u32, Term)>,
    /// Those whose spelling counts.
    pub(super) marked: Vec<MarkedSyllable>,
    /// Syllables that the words take.
    pub(super) length: u32,
}

/// A syllable that must be spelled in one of some ways.
#[derive(Debug, Clone)]
pub(super) struct MarkedSyllable {
    /// Its distance from the first.
    pub(super) at: u32,
    /// Where an article spells its K1 otherwise than it mostly does.
    pub(super) several: (Field, String),
    /// The spellings: that an article has it, and where, if it is not what the article has mostly.
    pub(super) spellings: Vec<(Term, Term)>,
}

/// Articles in which the words of a chain stand near each other, one after the other.
pub(super) struct NearQuery {
    /// Articles that hold all the words.
    both: Box<dyn Query>,
    /// The words, and how near each must be to the one before.
    chain: Vec<(u32, WordPlaces)>,
}

impl NearQuery {
    pub(super) fn new(both: Box<dyn Query>, chain: Vec<(u32, WordPlaces)>) -> Self {
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
    chain: Vec<(u32, WordPlaces)>,
}

impl Weight for NearWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut chain = Vec::new();
        for (within, places) in &self.chain {
            let Some(open) = OpenPlaces::new(reader, *within, places)? else { return Ok(Box::new(EmptyScorer)) };
            chain.push(open);
        }
        let borders = borders(reader, &self.chain)?;
        let mut scorer = NearScorer { both: self.both.scorer(reader, boost)?, chain, borders, found: Vec::new() };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.both.explain(reader, doc)
    }
}

fn postings(
    reader: &SegmentReader,
    term: &Term,
    option: IndexRecordOption,
) -> tantivy::Result<Option<SegmentPostings>> {
    Ok(reader.inverted_index(term.field())?.read_postings(term, option)?)
}

/// Where one text ends and the next begins; `None` where nothing must be near, or no article has two texts.
fn borders(reader: &SegmentReader, chain: &[(u32, WordPlaces)]) -> tantivy::Result<Option<SegmentPostings>> {
    let [_, .., (_, last)] = chain else { return Ok(None) };
    let Some((_, word)) = last.base.first() else { return Ok(None) };
    postings(reader, &Term::from_field_text(word.field(), GAP), IndexRecordOption::WithFreqsAndPositions)
}

/// Where the rarer spellings of a syllable stand: those whose keys begin so.
fn beginning_with(reader: &SegmentReader, (field, prefix): &(Field, String)) -> tantivy::Result<Vec<SegmentPostings>> {
    let index = reader.inverted_index(*field)?;
    let mut end = prefix.as_bytes().to_vec();
    end.push(0xff);
    let range = index.terms().range().ge(prefix.as_bytes()).lt(&end);
    let mut stream = range.into_stream().map_err(tantivy::TantivyError::from)?;
    let mut found = Vec::new();
    while stream.advance() {
        found.push(index.read_postings_from_terminfo(stream.value(), IndexRecordOption::WithFreqsAndPositions)?);
    }
    Ok(found)
}

/// [`WordPlaces`], open for reading.
struct OpenPlaces {
    within: u32,
    length: u32,
    base: Vec<(u32, SegmentPostings)>,
    marked: Vec<OpenMarked>,
}

struct OpenMarked {
    at: u32,
    several: Vec<SegmentPostings>,
    spellings: Vec<(SegmentPostings, Option<SegmentPostings>)>,
}

impl OpenPlaces {
    /// `None` when a word stands nowhere in the segment.
    fn new(reader: &SegmentReader, within: u32, places: &WordPlaces) -> tantivy::Result<Option<Self>> {
        const PLACED: IndexRecordOption = IndexRecordOption::WithFreqsAndPositions;
        let mut base = Vec::new();
        for (at, term) in &places.base {
            let Some(open) = postings(reader, term, PLACED)? else { return Ok(None) };
            base.push((*at, open));
        }
        let mut marked = Vec::new();
        for MarkedSyllable { at, several, spellings } in &places.marked {
            let mut open = Vec::new();
            for (exact, rare) in spellings {
                if let Some(exact) = postings(reader, exact, IndexRecordOption::Basic)? {
                    open.push((exact, postings(reader, rare, PLACED)?));
                }
            }
            if open.is_empty() {
                return Ok(None);
            }
            marked.push(OpenMarked { at: *at, several: beginning_with(reader, several)?, spellings: open });
        }
        Ok(Some(Self { within, length: places.length, base, marked }))
    }

    /// Whether the article spells every marked syllable in one way, which is one that is wanted.
    fn is_spelled_so_everywhere(&mut self, doc: DocId) -> bool {
        self.marked.iter_mut().all(|marked| {
            let several = marked.several.iter_mut().any(|spelling| has(spelling, doc));
            !several && marked.spellings.iter_mut().any(|(exact, _)| has(exact, doc))
        })
    }

    /// Where the words begin in an article, in order.
    fn places(&mut self, doc: DocId, buffer: &mut Vec<u32>) -> Vec<u32> {
        let mut begins: Option<Vec<u32>> = None;
        for (at, postings) in &mut self.base {
            if !has(postings, doc) {
                return Vec::new();
            }
            postings.positions(buffer);
            let here = buffer.iter().filter_map(|place| place.checked_sub(*at));
            begins = Some(match begins {
                Some(before) => {
                    let here: Vec<u32> = here.collect();
                    before.into_iter().filter(|place| here.binary_search(place).is_ok()).collect()
                }
                None => here.collect(),
            });
        }
        let mut begins = begins.unwrap_or_default();
        for marked in &mut self.marked {
            if begins.is_empty() {
                break;
            }
            marked.retain(doc, &mut begins, buffer);
        }
        begins
    }
}

impl OpenMarked {
    /// Keeps the places from which this syllable is spelled as it is wanted.
    fn retain(&mut self, doc: DocId, begins: &mut Vec<u32>, buffer: &mut Vec<u32>) {
        let mut otherwise = Vec::new();
        for spelling in &mut self.several {
            if has(spelling, doc) {
                spelling.positions(buffer);
                otherwise.extend_from_slice(buffer);
            }
        }
        otherwise.sort_unstable();
        let (mut mostly, mut wanted) = (false, Vec::new());
        for (exact, rare) in &mut self.spellings {
            if !has(exact, doc) {
                continue;
            }
            if let Some(rare) = rare
                && has(rare, doc)
            {
                rare.positions(buffer);
                wanted.extend_from_slice(buffer);
            } else {
                mostly = true;
            }
        }
        wanted.sort_unstable();
        begins.retain(|begin| {
            let place = begin + self.at;
            wanted.binary_search(&place).is_ok() || (mostly && otherwise.binary_search(&place).is_err())
        });
    }
}

/// Whether an article is among them; goes on to it.
fn has(postings: &mut SegmentPostings, doc: DocId) -> bool {
    if postings.doc() < doc {
        postings.seek(doc);
    }
    postings.doc() == doc
}

struct NearScorer {
    both: Box<dyn Scorer>,
    chain: Vec<OpenPlaces>,
    borders: Option<SegmentPostings>,
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
        // That its letters stand side by side is asked already.
        if links.len() == 0 && first.is_spelled_so_everywhere(doc) {
            return true;
        }
        let mut length = first.length;
        let mut places = first.places(doc, buffer);
        let mut borders = Vec::new();
        if !places.is_empty()
            && let Some(all) = &mut self.borders
            && has(all, doc)
        {
            all.positions(&mut borders);
        }
        let joined =
            |from: u32, to: u32| borders.get(borders.partition_point(|at| *at < from)).is_none_or(|at| *at >= to);
        for link in links {
            let next = link.places(doc, buffer);
            let near = |place: &u32| {
                places.iter().any(|before| {
                    let behind = place.checked_sub(before + length);
                    let ahead = before.checked_sub(place + link.length);
                    behind.or(ahead).is_some_and(|between| between <= link.within)
                        && joined(*place.min(before), *place.max(before))
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use crate::model::{Block, Draft, FixedClock, Loose, Moment, SearchRequest, Timestamp};
    use crate::store::{ExchangeRecord, Store};

    /// Syllables that make no words with each other.
    const SYLLABLES: [&str; 7] = ["ba", "bà", "bá", "gu", "gù", "gú", "xo"];

    /// Which of some articles a query finds exactly.
    fn found(articles: &[Vec<&str>], query: &str) -> Vec<usize> {
        let now = Timestamp(1_749_963_600);
        let store = Store::in_memory(Arc::new(FixedClock(now))).unwrap();
        let record = |(number, words): (usize, &Vec<&str>)| {
            let draft = Draft {
                title: Some("Tin".into()),
                published: Some(Moment::exact(now)),
                body: vec![Block::paragraph(words.join(" "))],
                ..Draft::default()
            };
            ExchangeRecord { url: format!("https://bao.example.vn/{number}"), draft, ..ExchangeRecord::default() }
        };
        store.import(&articles.iter().enumerate().map(record).collect::<Vec<_>>()).unwrap();
        store.pump_index(100).unwrap();
        let request = SearchRequest { text: query.into(), limit: 50, loose: Loose::Never, ..SearchRequest::default() };
        let hits = store.search(&request).unwrap().hits;
        let number = |url: &str| url.rsplit('/').next().unwrap().parse().unwrap();
        let mut found: Vec<usize> = hits.iter().map(|hit| number(hit.row.url.as_str())).collect();
        found.sort_unstable();
        found
    }

    fn words(longest: usize) -> impl Strategy<Value = Vec<&'static str>> {
        prop::collection::vec(prop::sample::select(&SYLLABLES[..]), 1..longest)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn a_phrase_with_marks_is_found_where_it_stands_so_and_nowhere_else(
            articles in prop::collection::vec(words(14), 1..6),
            phrase in words(4),
        ) {
            let letters = |word: &str| crate::text::fold::base(word);
            let same = |(typed, word): (&&str, &&str)| typed == word || (letters(typed) == **typed && letters(word) == **typed);
            let holds = |article: &Vec<&str>| {
                article.windows(phrase.len()).any(|part| phrase.iter().zip(part).all(same))
            };
            let expected: Vec<usize> = (0..articles.len()).filter(|at| holds(&articles[*at])).collect();
            prop_assert_eq!(found(&articles, &format!("\"{}\"", phrase.join(" "))), expected);
        }
    }
}

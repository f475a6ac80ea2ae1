//! From what is asked to what the index is asked: a row of questions, best kind of answer first.
//!
//! The rank is (lowest level over the words, adjacency, title before body, then BM25 and recency). Each step of it is a
//! question of its own, so that the index can stop early within each; the later ones are asked only while the page is
//! not full. Level "letters" asks for the syllable's letters with any of the six tones.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::language::{Asked, Place, Unit};
use super::terms::Fields;
use crate::text::fold::{Kind, Level, Token};

/// Most words whose adjacency is asked for beyond quotes.
const MAX_ADJACENT: usize = 8;

/// Where a question looks, and whether the words must stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) level: Level,
    pub(super) adjacent: bool,
    pub(super) title: bool,
    /// The last word is taken as a beginning.
    pub(super) prefix: bool,
}

/// Filters that are the same in every question.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    /// Lists of which the article must be in one; `Some(empty)` fits nothing.
    pub(super) lists: Vec<Vec<u64>>,
    pub(super) not_lists: Vec<u64>,
    /// Ids that may (or may not) be.
    pub(super) only: Option<Vec<u64>>,
    pub(super) never: Vec<u64>,
    /// Only row ids above this one.
    pub(super) after: Option<u64>,
    /// Only articles of this date and newer, seconds.
    pub(super) newer: Option<i64>,
}

/// What a last word that is still typed may become: words of the title and of everything, K1 or K3.
#[derive(Debug, Default)]
pub(super) struct Endings {
    pub(super) base: Vec<String>,
    pub(super) exact: Vec<String>,
}

/// The step that finds everything.
pub(super) fn widest() -> Step {
    Step { level: Level::Base, adjacent: false, title: false, prefix: false }
}

/// The questions in order of rank.
pub(super) fn steps(asked: &Asked, typing: bool) -> Vec<Step> {
    let adjacent = adjacent_words(asked).is_some();
    let mut steps = Vec::new();
    for prefix in [false, true] {
        if prefix && !typing {
            break;
        }
        for level in levels(asked) {
            for (adjacent_now, title) in [(true, true), (true, false), (false, true), (false, false)] {
                if adjacent_now && (!adjacent || prefix) {
                    continue;
                }
                steps.push(Step { level, adjacent: adjacent_now, title, prefix });
            }
        }
    }
    steps
}

/// Levels that differ for this query: a word without marks is full at every level.
fn levels(asked: &Asked) -> Vec<Level> {
    let tokens = || asked.all.iter().flatten().filter(|unit| unit.place != Place::Author).flat_map(|unit| &unit.tokens);
    if tokens().all(|token| token.meant() == Level::Base) {
        return vec![Level::Base];
    }
    let mut levels = vec![Level::Exact];
    if tokens().any(|token| variants_iy(token).len() > 1) {
        levels.push(Level::Similar);
    }
    levels.extend([Level::Letters, Level::Base]);
    levels
}

/// The words whose adjacency is worth asking for: a query of plain words, each of one kind.
fn adjacent_words(asked: &Asked) -> Option<Vec<&Token>> {
    let mut words = Vec::new();
    for any in &asked.all {
        let [unit] = any.as_slice() else { return None };
        if unit.place == Place::Author || unit.tokens.iter().any(|token| token.kind == Kind::Number) {
            return None;
        }
        words.extend(&unit.tokens);
    }
    (asked.all.len() > 1 && words.len() <= MAX_ADJACENT).then_some(words)
}

/// The question of one step.
pub(super) fn question(fields: &Fields, asked: &Asked, sieve: &Sieve, step: Step, endings: &Endings) -> Box<dyn Query> {
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    let last = asked.all.len().saturating_sub(1);
    for (number, any) in asked.all.iter().enumerate() {
        let endings = (step.prefix && number == last).then_some(endings);
        let alternatives: Vec<Box<dyn Query>> =
            any.iter().map(|unit| unit_question(fields, unit, step, endings)).collect();
        clauses.push((Occur::Must, union(alternatives)));
    }
    if step.adjacent
        && let Some(words) = adjacent_words(asked)
    {
        let field = if step.title { fields.title } else { fields.all };
        clauses.push((Occur::Must, phrase(field, &words)));
    }
    sift(fields, asked, sieve, &mut clauses);
    match clauses.len() {
        0 => Box::new(AllQuery),
        1 if clauses[0].0 == Occur::Must => clauses.remove(0).1,
        _ => Box::new(BooleanQuery::new(clauses)),
    }
}

fn sift(fields: &Fields, asked: &Asked, sieve: &Sieve, clauses: &mut Vec<(Occur, Box<dyn Query>)>) {
    let mut negative = Vec::new();
    for unit in &asked.none {
        let step = Step { level: unit_level(unit), adjacent: false, title: false, prefix: false };
        negative.push(unit_question(fields, unit, step, None));
    }
    for list in &sieve.not_lists {
        negative.push(list_question(fields, &[*list]));
    }
    if !sieve.never.is_empty() {
        negative.push(id_question(fields, &sieve.never));
    }
    if clauses.is_empty() && !negative.is_empty() {
        clauses.push((Occur::Must, Box::new(AllQuery)));
    }
    clauses.extend(negative.into_iter().map(|query| (Occur::MustNot, query)));
    let mut filters: Vec<Box<dyn Query>> = sieve.lists.iter().map(|lists| list_question(fields, lists)).collect();
    if let Some(only) = &sieve.only {
        filters.push(id_question(fields, only));
    }
    if asked.since.is_some() || asked.until.is_some() {
        let term = |at: crate::model::Timestamp| Term::from_field_i64(fields.at, at.0);
        let from = asked.since.map_or(Bound::Unbounded, |at| Bound::Included(term(at)));
        let to = asked.until.map_or(Bound::Unbounded, |at| Bound::Excluded(term(at)));
        filters.push(Box::new(RangeQuery::new(from, to)));
    }
    if let Some(newer) = sieve.newer {
        let from = Bound::Included(Term::from_field_i64(fields.at, newer));
        filters.push(Box::new(RangeQuery::new(from, Bound::Unbounded)));
    }
    if let Some(after) = sieve.after {
        filters
            .push(Box::new(RangeQuery::new(Bound::Excluded(Term::from_field_u64(fields.id, after)), Bound::Unbounded)));
    }
    clauses.extend(filters.into_iter().map(|query| (Occur::Must, unscored(query))));
}

fn unscored(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn list_question(fields: &Fields, lists: &[u64]) -> Box<dyn Query> {
    union(
        lists
            .iter()
            .map(|list| term_query(Term::from_field_u64(fields.list, *list), IndexRecordOption::Basic))
            .collect(),
    )
}

fn id_question(fields: &Fields, ids: &[u64]) -> Box<dyn Query> {
    if ids.is_empty() {
        return Box::new(EmptyQuery);
    }
    Box::new(TermSetQuery::new(ids.iter().map(|id| Term::from_field_u64(fields.id, *id))))
}

fn union(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

fn term_query(term: Term, record: IndexRecordOption) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, record))
}

fn text_query(field: Field, word: &str) -> Box<dyn Query> {
    term_query(Term::from_field_text(field, word), IndexRecordOption::WithFreqs)
}

/// The level at which a word that is taken away counts: as it was typed.
fn unit_level(unit: &Unit) -> Level {
    unit.tokens.iter().map(Token::meant).max().unwrap_or(Level::Base)
}

fn unit_question(fields: &Fields, unit: &Unit, step: Step, endings: Option<&Endings>) -> Box<dyn Query> {
    if unit.place == Place::Author {
        let words: Vec<&Token> = unit.tokens.iter().collect();
        return phrase(fields.author, &words);
    }
    let title = step.title || unit.place == Place::Title;
    let (base, exact) = if title { (fields.title, fields.title_exact) } else { (fields.all, fields.all_exact) };
    if let [token] = unit.tokens.as_slice() {
        return word_question(base, exact, token, step.level, endings);
    }
    let words: Vec<&Token> = unit.tokens.iter().collect();
    let mut clauses = vec![(Occur::Must, phrase(base, &words))];
    for token in words {
        if step.level > Level::Base && token.meant() > Level::Base {
            clauses.push((Occur::Must, unscored(word_question(base, exact, token, step.level, None))));
        }
    }
    Box::new(BooleanQuery::new(clauses))
}

fn phrase(field: Field, words: &[&Token]) -> Box<dyn Query> {
    match words {
        [word] => text_query(field, &word.base),
        _ => Box::new(PhraseQuery::new(words.iter().map(|word| Term::from_field_text(field, &word.base)).collect())),
    }
}

fn word_question(base: Field, exact: Field, token: &Token, level: Level, endings: Option<&Endings>) -> Box<dyn Query> {
    let spellings = spellings(token, level);
    if let Some(endings) = endings {
        let (field, words) = if spellings.is_none() { (base, &endings.base) } else { (exact, &endings.exact) };
        return union(words.iter().map(|word| text_query(field, word)).collect());
    }
    if let Some(spellings) = spellings {
        return union(spellings.iter().map(|word| text_query(exact, word)).collect());
    }
    let similar = variants_iy(token);
    if token.kind == Kind::Number || token.meant() == Level::Base || similar.len() < 2 {
        return text_query(base, &token.base);
    }
    let mut any: Vec<Box<dyn Query>> = similar.iter().map(|word| text_query(exact, word)).collect();
    any.push(text_query(base, &token.base));
    union(any)
}

/// The exact keys that a word is asked for by at a level; `None` where its base letters alone count.
pub(super) fn spellings(token: &Token, level: Level) -> Option<Vec<String>> {
    if token.kind == Kind::Number || token.meant() == Level::Base {
        return None;
    }
    match level {
        Level::Exact => Some(vec![token.exact.clone()]),
        Level::Similar => Some(variants_iy(token)),
        Level::Letters => Some(variants_tone(token)),
        Level::Base => None,
    }
}

/// The exact keys that differ from a word's by i and y only; the word's own among them.
fn variants_iy(token: &Token) -> Vec<String> {
    let mut variants = vec![token.exact.clone()];
    let (letters, tone) = token.exact_iy.split_once(':').map_or((token.exact_iy.as_str(), ""), |(l, t)| (l, t));
    if matches!(letters, "hi" | "ki" | "li" | "mi" | "si" | "ti" | "vi" | "qui") {
        for end in ['i', 'y'] {
            let mut word = letters.trim_end_matches('i').to_owned();
            word.push(end);
            if !tone.is_empty() {
                word.push(':');
                word.push_str(tone);
            }
            if !variants.contains(&word) {
                variants.push(word);
            }
        }
    }
    variants
}

/// The exact keys with a word's letters and any tone, and those of its i-and-y sisters.
fn variants_tone(token: &Token) -> Vec<String> {
    let mut variants = vec![token.letters.clone()];
    variants.extend(('1'..='5').map(|tone| format!("{}:{tone}", token.letters)));
    for similar in variants_iy(token) {
        if !variants.contains(&similar) {
            variants.push(similar);
        }
    }
    variants
}

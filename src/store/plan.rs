//! From what is asked to what the index is asked: a row of questions, best kind of answer first.
//!
//! The rank is (exact before loose, lowest level over the words, adjacency, title before body, then BM25 and recency).
//! Exact is what has every word with the marks that were typed and within the borders of words. Each step of the rank is
//! a question of its own, so that the index can stop early within each; the later ones are asked only while the page is
//! not full. Level "letters" asks for the syllable's letters with any of the six tones.

use std::collections::BTreeMap;
use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::language::{Asked, Place, Unit};
use super::terms::Fields;
use crate::model::Fit;
use crate::text::fold::{Kind, Level, Token};
use crate::text::words::{Compound, Words};

/// Most words whose adjacency is asked for beyond quotes.
const MAX_ADJACENT: usize = 8;
/// Most spellings of one phrase that differ by i and y.
const MAX_SPELLINGS: usize = 8;

/// A query whose words of several syllables are known.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    pub(super) asked: &'a Asked,
    words: &'a Words,
    /// By the place in `asked.all` where they begin.
    pub(super) compounds: BTreeMap<usize, Compound>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(asked: &'a Asked, words: &'a Words) -> Self {
        let mut compounds = BTreeMap::new();
        let mut at = 0;
        while at < asked.all.len() {
            let run: Vec<Token> = asked.all[at..].iter().map_while(|any| plain_word(any).cloned()).collect();
            let mut from = at;
            for word in words.of_query(&run) {
                let tokens = word.as_ref().map_or(1, |word| word.tokens);
                if let Some(word) = word {
                    compounds.insert(from, word);
                }
                from += tokens;
            }
            at += run.len().max(1);
        }
        Self { asked, words, compounds }
    }

    /// The word that the last token of the query belongs to.
    pub(super) fn last_compound(&self) -> Option<&Compound> {
        let (from, word) = self.compounds.last_key_value()?;
        (from + word.tokens == self.asked.all.len()).then_some(word)
    }

    /// Whether a piece of the query has words of several syllables.
    fn has_compounds(&self) -> bool {
        let phrases = || self.asked.all.iter().flatten().filter(|unit| unit.place != Place::Author);
        !self.compounds.is_empty()
            || phrases().any(|unit| self.words.of_query(&unit.tokens).iter().any(Option::is_some))
    }

    /// The step that finds everything that fits exactly.
    pub(super) fn exactly(&self, prefix: bool) -> Step {
        let level = exact_levels(self.asked).last().copied().unwrap_or(Level::Base);
        Step { level, adjacent: false, title: false, prefix, fit: Fit::Exact }
    }
}

/// The word that stands for itself in a query.
fn plain_word(any: &[Unit]) -> Option<&Token> {
    let [unit] = any else { return None };
    let [token] = unit.tokens.as_slice() else { return None };
    (unit.place == Place::Anywhere && token.kind == Kind::Word).then_some(token)
}

/// Where a question looks, and whether the words must stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) level: Level,
    pub(super) adjacent: bool,
    pub(super) title: bool,
    /// The last word is taken as a beginning.
    pub(super) prefix: bool,
    /// How what it finds fits; exactly = within the borders of words.
    pub(super) fit: Fit,
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
    /// Words of several syllables, K1 or K3 as they were typed.
    pub(super) compounds: Vec<String>,
}

/// The step that finds everything.
pub(super) fn widest(prefix: bool) -> Step {
    Step { level: Level::Base, adjacent: false, title: false, prefix, fit: Fit::Loose }
}

/// The questions in order of rank.
pub(super) fn steps(plan: &Plan<'_>, typing: bool) -> Vec<Step> {
    let adjacent = adjacent_words(plan.asked).is_some();
    let (exact, looser) = (exact_levels(plan.asked), looser_levels(plan.asked));
    let across: &[Level] = if plan.has_compounds() { &exact } else { &[] };
    let loose = across.iter().chain(&looser).map(|level| (*level, Fit::Loose));
    let ranks = [exact.iter().map(|level| (*level, Fit::Exact)).collect::<Vec<_>>(), loose.collect()];
    let mut steps = Vec::new();
    for rank in ranks {
        for prefix in [false, true] {
            if prefix && !typing {
                break;
            }
            for &(level, fit) in &rank {
                for (adjacent_now, title) in [(true, true), (true, false), (false, true), (false, false)] {
                    if !adjacent_now || (adjacent && !prefix) {
                        steps.push(Step { level, adjacent: adjacent_now, title, prefix, fit });
                    }
                }
            }
        }
    }
    steps
}

fn tokens(asked: &Asked) -> impl Iterator<Item = &Token> {
    asked.all.iter().flatten().filter(|unit| unit.place != Place::Author).flat_map(|unit| &unit.tokens)
}

fn is_unmarked(asked: &Asked) -> bool {
    tokens(asked).all(|token| token.meant() == Level::Base)
}

/// Levels at which a word is what was typed; a word without marks is full at every level.
fn exact_levels(asked: &Asked) -> Vec<Level> {
    if is_unmarked(asked) {
        return vec![Level::Base];
    }
    let mut levels = vec![Level::Exact];
    if tokens(asked).any(|token| variants_iy(token).len() > 1) {
        levels.push(Level::Similar);
    }
    levels
}

fn looser_levels(asked: &Asked) -> Vec<Level> {
    if is_unmarked(asked) { Vec::new() } else { vec![Level::Letters, Level::Base] }
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
pub(super) fn question(
    fields: &Fields,
    plan: &Plan<'_>,
    sieve: &Sieve,
    step: Step,
    endings: &Endings,
) -> Box<dyn Query> {
    let asked = plan.asked;
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    let mut at = 0;
    while at < asked.all.len() {
        if step.fit == Fit::Exact
            && let Some(word) = plan.compounds.get(&at)
        {
            at += word.tokens;
            let still_typed = step.prefix && at == asked.all.len();
            clauses.push((Occur::Must, compound_question(fields, word, step, still_typed.then_some(endings))));
            continue;
        }
        let any = &asked.all[at];
        at += 1;
        let endings = (step.prefix && at == asked.all.len()).then_some(endings);
        let alternatives = any.iter().map(|unit| unit_question(fields, plan.words, unit, step, endings));
        clauses.push((Occur::Must, union(alternatives.collect())));
    }
    if step.adjacent
        && let Some(words) = adjacent_words(asked)
    {
        let unit = Unit { tokens: words.into_iter().cloned().collect(), place: Place::Anywhere };
        clauses.push((Occur::Must, phrase_question(fields, plan.words, &unit, step)));
    }
    sift(fields, plan, sieve, &mut clauses);
    match clauses.len() {
        0 => Box::new(AllQuery),
        1 if clauses[0].0 == Occur::Must => clauses.remove(0).1,
        _ => Box::new(BooleanQuery::new(clauses)),
    }
}

/// A word of several syllables, or what it may become.
fn compound_question(fields: &Fields, word: &Compound, step: Step, endings: Option<&Endings>) -> Box<dyn Query> {
    let (base, exact) = text_fields(fields, step.title);
    let field = if word.exact.is_empty() { base } else { exact };
    if let Some(endings) = endings {
        return union(endings.compounds.iter().map(|word| text_query(field, word)).collect());
    }
    if word.exact.is_empty() {
        return text_query(base, &word.base);
    }
    union(word.exact.iter().map(|word| text_query(exact, word)).collect())
}

/// The fields of K1 and K3.
fn text_fields(fields: &Fields, title: bool) -> (Field, Field) {
    if title { (fields.title, fields.title_exact) } else { (fields.all, fields.all_exact) }
}

fn sift(fields: &Fields, plan: &Plan<'_>, sieve: &Sieve, clauses: &mut Vec<(Occur, Box<dyn Query>)>) {
    let asked = plan.asked;
    let mut negative = Vec::new();
    for unit in &asked.none {
        let step = Step { level: unit_level(unit), fit: Fit::Exact, ..widest(false) };
        negative.push(unit_question(fields, plan.words, unit, step, None));
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

fn unit_question(fields: &Fields, words: &Words, unit: &Unit, step: Step, endings: Option<&Endings>) -> Box<dyn Query> {
    if unit.place == Place::Author {
        let places: Vec<(usize, &str)> = unit.tokens.iter().map(|token| token.base.as_str()).enumerate().collect();
        return phrase(fields.author, &places);
    }
    if let [token] = unit.tokens.as_slice() {
        let (base, exact) = text_fields(fields, step.title || unit.place == Place::Title);
        return word_question(base, exact, token, step.level, endings);
    }
    phrase_question(fields, words, unit, step)
}

/// Words side by side: with the marks that were typed and their borders, or with each of the marks somewhere at least.
fn phrase_question(fields: &Fields, words: &Words, unit: &Unit, step: Step) -> Box<dyn Query> {
    let (base, exact) = text_fields(fields, step.title || unit.place == Place::Title);
    let compounds = if step.fit == Fit::Exact { words.of_query(&unit.tokens) } else { Vec::new() };
    let mut places: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for compound in compounds.iter().map(Option::as_ref).chain(std::iter::repeat(None)) {
        let Some(token) = unit.tokens.get(at) else { break };
        places.push((at, compound.map_or(token.base.as_str(), |word| word.base.as_str())));
        at += compound.map_or(1, |word| word.tokens);
    }
    let mut clauses = vec![(Occur::Must, phrase(base, &places))];
    let is_number = unit.tokens.iter().any(|token| token.kind == Kind::Number);
    if step.level >= Level::Similar && !is_number {
        let marked: Vec<(usize, &Token)> =
            unit.tokens.iter().enumerate().filter(|(_, token)| token.meant() > Level::Base).collect();
        if !marked.is_empty() {
            clauses.push((Occur::Must, unscored(spelled_phrase(exact, &marked, step.level))));
        }
    } else if step.level > Level::Base {
        for token in unit.tokens.iter().filter(|token| token.meant() > Level::Base) {
            clauses.push((Occur::Must, unscored(word_question(base, exact, token, step.level, None))));
        }
    }
    if clauses.len() == 1 { clauses.remove(0).1 } else { Box::new(BooleanQuery::new(clauses)) }
}

/// Words with marks at their places in a phrase, each in the spellings that count the same.
fn spelled_phrase(exact: Field, marked: &[(usize, &Token)], level: Level) -> Box<dyn Query> {
    let mut phrases: Vec<Vec<(usize, String)>> = vec![Vec::new()];
    for (at, token) in marked {
        let spellings = spellings(token, level).unwrap_or_default();
        let longer = |before: &Vec<(usize, String)>| {
            let with = |word: &String| before.iter().cloned().chain([(*at, word.clone())]).collect::<Vec<_>>();
            spellings.iter().map(with).collect::<Vec<_>>()
        };
        phrases = phrases.iter().flat_map(longer).take(MAX_SPELLINGS).collect();
    }
    let places = |words: &[(usize, String)]| {
        let places: Vec<(usize, &str)> = words.iter().map(|(at, word)| (*at, word.as_str())).collect();
        phrase(exact, &places)
    };
    union(phrases.iter().map(|words| places(words)).collect())
}

/// Words at such places beside each other.
fn phrase(field: Field, words: &[(usize, &str)]) -> Box<dyn Query> {
    match words {
        [] => Box::new(EmptyQuery),
        [(_, word)] => text_query(field, word),
        _ => {
            let first = words[0].0;
            let terms = words.iter().map(|(at, word)| (at - first, Term::from_field_text(field, word)));
            Box::new(PhraseQuery::new_with_offset(terms.collect()))
        }
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

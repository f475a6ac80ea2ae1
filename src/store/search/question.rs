//! The question of one step, as the index asks it.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::alike;
use super::near::{NearQuery, Places};
use super::plan::{Endings, Plan, Reading, Sieve, Step, adjacent_words, spellings, variants_iy, widest};
use crate::model::Fit;
use crate::store::language::{Place, Unit};
use crate::store::terms::{Fields, PICTURED};
use crate::text::fold::{Kind, Level, Token};
use crate::text::words::{Compound, Words};

/// Most spellings of one phrase that differ by i and y.
const MAX_SPELLINGS: usize = 8;

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
        if step.reading == Reading::Likeliest
            && let Some(likeliest) = plan.likeliest.get(&at)
        {
            let (_, exact) = text_fields(fields, step.title);
            let joined = likeliest.syllables.join("_");
            let comes_apart = !plan.compounds.contains_key(&at);
            if comes_apart && step.adjacent {
                let places: Vec<(usize, &str)> = likeliest.syllables.iter().map(String::as_str).enumerate().collect();
                clauses.push((Occur::Must, phrase(exact, &places)));
            } else {
                let words = if comes_apart { likeliest.syllables.as_slice() } else { std::slice::from_ref(&joined) };
                clauses.extend(words.iter().map(|word| (Occur::Must, text_query(exact, word))));
            }
            at += likeliest.syllables.len();
            continue;
        }
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
        let unit = Unit { tokens: words.into_iter().cloned().collect(), ..Unit::default() };
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

/// The fields in which a unit's words are looked for, K1 and K3.
pub(super) fn unit_fields(fields: &Fields, place: Place, title: bool) -> (Field, Field) {
    match place {
        Place::Tag => (fields.tag, fields.tag_exact),
        Place::Author => (fields.author, fields.author),
        Place::Anywhere | Place::Title => text_fields(fields, title || place == Place::Title),
    }
}

fn sift(fields: &Fields, plan: &Plan<'_>, sieve: &Sieve, clauses: &mut Vec<(Occur, Box<dyn Query>)>) {
    let asked = plan.asked;
    let mut negative = Vec::new();
    for unit in &asked.none {
        let step = Step { level: unit_level(unit), fit: Fit::Exact, ..widest(false) };
        negative.push(settled(unit_question(fields, plan.words, unit, step, None)));
    }
    if asked.pictured == Some(false) {
        negative.push(list_question(fields, &[PICTURED]));
    }
    for (words, wanted) in &sieve.similar {
        if *wanted {
            clauses.push((Occur::Must, alike::question(fields, words)));
        } else {
            negative.push(alike::question(fields, words));
        }
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
    if asked.pictured == Some(true) {
        filters.push(list_question(fields, &[PICTURED]));
    }
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

/// As it is, but never left between two articles: a phrase that is taken away is asked for articles in leaps, and the
/// index's own does not bear that.
fn settled(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(NearQuery::new(query, Vec::new()))
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

pub(super) fn union(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

pub(super) fn term_query(term: Term, record: IndexRecordOption) -> Box<dyn Query> {
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
    if unit.near.is_some() {
        return near_question(fields, words, unit, step);
    }
    lone_question(fields, words, unit, step, endings)
}

/// A unit without what must stand near it.
fn lone_question(fields: &Fields, words: &Words, unit: &Unit, step: Step, endings: Option<&Endings>) -> Box<dyn Query> {
    if unit.place == Place::Author {
        let places: Vec<(usize, &str)> = unit.tokens.iter().map(|token| token.base.as_str()).enumerate().collect();
        return phrase(fields.author, &places);
    }
    if let [token] = unit.tokens.as_slice() {
        let (base, exact) = unit_fields(fields, unit.place, step.title);
        return word_question(base, exact, token, step.level, endings);
    }
    phrase_question(fields, words, unit, step)
}

/// Units that stand near each other.
fn near_question(fields: &Fields, words: &Words, unit: &Unit, step: Step) -> Box<dyn Query> {
    let each = unit.chain().map(|unit| (Occur::Must, lone_question(fields, words, unit, step, None)));
    let both = Box::new(BooleanQuery::new(each.collect()));
    let within = std::iter::once(0).chain(unit.chain().filter_map(|unit| unit.near.as_ref()).map(|near| near.within));
    let chain = within.zip(unit.chain()).map(|(within, unit)| (narrow(within), places_of(fields, words, unit, step)));
    Box::new(NearQuery::new(both, chain.collect()))
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Where the words of a unit stand.
fn places_of(fields: &Fields, words: &Words, unit: &Unit, step: Step) -> Places {
    let (base, exact) = unit_fields(fields, unit.place, step.title);
    let term = |field: Field, (at, word): (usize, &str)| (narrow(at), Term::from_field_text(field, word));
    let compounds = if step.fit == Fit::Exact { words.of_query(&unit.tokens) } else { Vec::new() };
    let letters = base_places(unit, &compounds).into_iter().map(|place| term(base, place)).collect();
    let mut each = vec![vec![letters]];
    for (at, token) in unit.tokens.iter().enumerate() {
        let Some(spellings) = spellings(token, step.level) else { continue };
        // Distances count from the unit's first syllable, wherever the marked one stands.
        each.push(spellings.iter().map(|word| vec![term(exact, (at, word))]).collect());
    }
    Places { each, length: narrow(unit.tokens.len()) }
}

/// The letters of a unit's words at their places, syllable by syllable and word by word.
fn base_places<'u>(unit: &'u Unit, compounds: &'u [Option<Compound>]) -> Vec<(usize, &'u str)> {
    let mut places = Vec::new();
    let mut at = 0;
    for compound in compounds.iter().map(Option::as_ref).chain(std::iter::repeat(None)) {
        let Some(token) = unit.tokens.get(at) else { break };
        places.push((at, compound.map_or(token.base.as_str(), |word| word.base.as_str())));
        at += compound.map_or(1, |word| word.tokens);
    }
    places
}

/// Words side by side: with the marks that were typed and their borders, or with each of the marks somewhere at least.
fn phrase_question(fields: &Fields, words: &Words, unit: &Unit, step: Step) -> Box<dyn Query> {
    let (base, exact) = unit_fields(fields, unit.place, step.title);
    let compounds = if step.fit == Fit::Exact { words.of_query(&unit.tokens) } else { Vec::new() };
    let mut clauses = vec![(Occur::Must, phrase(base, &base_places(unit, &compounds)))];
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

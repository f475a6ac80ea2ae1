//! The question of one step, as the index asks it.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::alike;
use super::near::{MarkedSyllable, NearQuery, WordPlaces};
use super::plan::{
    Endings, FixedFilters, LastWord, Likeliest, QueryPlan, SearchStep, UnmarkedReading, adjacent_words, plain_word,
    spellings, variants_iy, widest,
};
use crate::model::Fit;
use crate::model::article::NO_DATE;
use crate::store::language::{SearchPlace, WordUnit};
use crate::store::terms::{Fields, PICTURED, RARE, TextFields, word_key};
use crate::text::fold::{FoldKind, FoldToken, MatchLevel};
use crate::text::words::{CompoundWord, WordCutter};

/// The question of one step.
pub(super) fn question(
    fields: &Fields,
    plan: &QueryPlan<'_>,
    sieve: &FixedFilters,
    step: SearchStep,
    endings: &Endings,
) -> Box<dyn Query> {
    let asked = plan.asked;
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    let mut at = 0;
    while at < asked.all.len() {
        if step.reading == UnmarkedReading::Likeliest
            && let Some(likeliest) = plan.likeliest.get(&at)
        {
            clauses
                .extend(likeliest_questions(fields, plan, at, likeliest, step).into_iter().map(|q| (Occur::Must, q)));
            at += likeliest.syllables.len();
            continue;
        }
        if step.fit == Fit::Exact
            && let Some(word) = plan.compounds.get(&at)
        {
            at += word.tokens;
            let still_typed = step.last == LastWord::Beginning && at == asked.all.len();
            let text = text_fields(fields, step);
            clauses.push((Occur::Must, compound_question(text, word, still_typed.then_some(endings))));
            continue;
        }
        let any = &asked.all[at];
        at += 1;
        let endings = (step.last == LastWord::Beginning && at == asked.all.len()).then_some(endings);
        let alternatives = any.iter().map(|unit| unit_question(fields, plan.words, unit, step, endings));
        clauses.push((Occur::Must, union(alternatives.collect())));
    }
    clauses.extend(adjacent_question(fields, plan, step).map(|question| (Occur::Must, question)));
    sift(fields, plan, sieve, &mut clauses);
    match clauses.len() {
        0 => Box::new(AllQuery),
        1 if clauses[0].0 == Occur::Must => clauses.remove(0).1,
        _ => Box::new(BooleanQuery::new(clauses)),
    }
}

/// All words side by side, where the step asks for that and there are several.
fn adjacent_question(fields: &Fields, plan: &QueryPlan<'_>, step: SearchStep) -> Option<Box<dyn Query>> {
    let words = adjacent_words(plan.asked).filter(|_| step.adjacent)?;
    let unit = WordUnit { tokens: words.into_iter().cloned().collect(), ..WordUnit::default() };
    Some(phrase_question(text_fields(fields, step), plan.words, &unit, step))
}

/// What finds a word without marks as it most likely is: joined, or syllable by syllable where it may stand apart.
fn likeliest_questions(
    fields: &Fields,
    plan: &QueryPlan<'_>,
    at: usize,
    likeliest: &Likeliest,
    step: SearchStep,
) -> Vec<Box<dyn Query>> {
    let text = text_fields(fields, step);
    let syllables = &likeliest.syllables;
    let comes_apart = !plan.compounds.contains_key(&at);
    let words = plan.asked.all[at..].iter().map_while(|any| plain_word(any));
    let bases: Vec<&str> = words.map(|token| token.base.as_str()).take(syllables.len()).collect();
    if !comes_apart {
        return vec![text_query(text.word, &word_key(&bases.join("_"), &syllables.join("_")))];
    }
    let each = || syllables.iter().map(|word| text_query(text.exact, word));
    if !step.adjacent {
        return each().collect();
    }
    let bases: Vec<(usize, &str)> = bases.into_iter().enumerate().collect();
    let marked =
        bases.iter().zip(syllables).map(|((at, base), word)| marked(text, *at, base, std::slice::from_ref(word)));
    let places = places(text, &bases, marked.collect());
    let mut both = vec![(Occur::Must, phrase(text.base, &bases))];
    both.extend(each().map(|word| (Occur::Must, unscored(word))));
    vec![Box::new(NearQuery::new(Box::new(BooleanQuery::new(both)), vec![(0, places)]))]
}

/// A word of several syllables, or what it may become.
fn compound_question(text: &TextFields, word: &CompoundWord, endings: Option<&Endings>) -> Box<dyn Query> {
    let question = |key: &String| text_query(text.word, key);
    if let Some(endings) = endings {
        return union(endings.compounds.iter().map(question).collect());
    }
    let mut keys: Vec<String> = word.exact.iter().map(|exact| word_key(&word.base, exact)).collect();
    // Texts without marks, and others of which the vocabulary knows the letters only.
    keys.extend(word.unmarked.then(|| word_key(&word.base, "")));
    union(keys.iter().map(question).collect())
}

/// The fields of the title, or of everything.
fn text_fields(fields: &Fields, step: SearchStep) -> &TextFields {
    if step.title { &fields.title } else { &fields.all }
}

/// The fields in which a unit's words are looked for; `None`: in the byline, which has letters only.
pub(super) fn unit_fields(fields: &Fields, place: SearchPlace, step: SearchStep) -> Option<&TextFields> {
    match place {
        SearchPlace::Tag => Some(&fields.tag),
        SearchPlace::Author => None,
        SearchPlace::Anywhere => Some(text_fields(fields, step)),
        SearchPlace::Title => Some(&fields.title),
    }
}

fn sift(fields: &Fields, plan: &QueryPlan<'_>, sieve: &FixedFilters, clauses: &mut Vec<(Occur, Box<dyn Query>)>) {
    let asked = plan.asked;
    let mut negative = Vec::new();
    for unit in &asked.none {
        let step = SearchStep { level: unit_level(unit), fit: Fit::Exact, ..widest(LastWord::Whole) };
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
    filters.extend(sieve.among.iter().map(|among| Box::new(among.clone()) as Box<dyn Query>));
    if asked.since.is_some() || asked.until.is_some() {
        let term = |at: crate::model::Timestamp| Term::from_field_i64(fields.at, at.0);
        // What has no date and may be of any age is in no span of time.
        let from = asked.since.map_or_else(|| Bound::Excluded(term(NO_DATE)), |at| Bound::Included(term(at)));
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

/// The level at which a word that is taken away counts: as where it is wanted, so that what has it and what has it not are
/// everything together. Without marks any spelling is meant; *lương* is not *lượng*.
fn unit_level(unit: &WordUnit) -> MatchLevel {
    let is_marked = unit.tokens.iter().any(|token| token.meant() > MatchLevel::Base);
    if is_marked { MatchLevel::Similar } else { MatchLevel::Base }
}

fn unit_question(
    fields: &Fields,
    words: &WordCutter,
    unit: &WordUnit,
    step: SearchStep,
    endings: Option<&Endings>,
) -> Box<dyn Query> {
    if unit.near.is_some() {
        return near_question(fields, words, unit, step);
    }
    lone_question(fields, words, unit, step, endings)
}

/// A unit without what must stand near it.
fn lone_question(
    fields: &Fields,
    words: &WordCutter,
    unit: &WordUnit,
    step: SearchStep,
    endings: Option<&Endings>,
) -> Box<dyn Query> {
    let Some(text) = unit_fields(fields, unit.place, step) else {
        return phrase(fields.author, &letters(unit));
    };
    match unit.tokens.as_slice() {
        [token] => word_question(text, token, step.level, endings),
        _ => phrase_question(text, words, unit, step),
    }
}

/// Units that stand near each other.
fn near_question(fields: &Fields, words: &WordCutter, unit: &WordUnit, step: SearchStep) -> Box<dyn Query> {
    let each = unit.chain().map(|unit| (Occur::Must, lone_question(fields, words, unit, step, None)));
    let both = Box::new(BooleanQuery::new(each.collect()));
    let within = std::iter::once(0).chain(unit.chain().filter_map(|unit| unit.near.as_ref()).map(|near| near.within));
    let chain = within.zip(unit.chain()).map(|(within, unit)| (narrow(within), places_of(fields, unit, step)));
    Box::new(NearQuery::new(both, chain.collect()))
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Where the words of a unit stand, with the marks that count in a step.
fn places_of(fields: &Fields, unit: &WordUnit, step: SearchStep) -> WordPlaces {
    match unit_fields(fields, unit.place, step) {
        Some(text) => marked_places(text, unit, step.level),
        None => {
            let base =
                letters(unit).into_iter().map(|(at, word)| (narrow(at), Term::from_field_text(fields.author, word)));
            WordPlaces { base: base.collect(), marked: Vec::new(), length: narrow(unit.tokens.len()) }
        }
    }
}

fn marked_places(text: &TextFields, unit: &WordUnit, level: MatchLevel) -> WordPlaces {
    let each = unit.tokens.iter().enumerate();
    let marked = each.filter_map(|(at, token)| Some(marked(text, at, &token.base, &spellings(token, level)?)));
    places(text, &letters(unit), marked.collect())
}

fn places(text: &TextFields, words: &[(usize, &str)], marked: Vec<MarkedSyllable>) -> WordPlaces {
    let base = words.iter().map(|(at, word)| (narrow(*at), Term::from_field_text(text.base, word))).collect();
    WordPlaces { base, marked, length: narrow(words.len()) }
}

/// A syllable that must be spelled in one of some ways.
fn marked(text: &TextFields, at: usize, base: &str, spellings: &[String]) -> MarkedSyllable {
    let rare = |word: &str| format!("{base}{RARE}{word}");
    let both = |word: &String| (Term::from_field_text(text.exact, word), Term::from_field_text(text.rare, &rare(word)));
    let several = (text.rare, rare(""));
    MarkedSyllable { at: narrow(at), several, spellings: spellings.iter().map(both).collect() }
}

/// The letters of a unit's syllables at their places.
fn letters(unit: &WordUnit) -> Vec<(usize, &str)> {
    unit.tokens.iter().map(|token| token.base.as_str()).enumerate().collect()
}

/// Words side by side: with the marks that were typed and their borders, or with each of the marks somewhere at least.
fn phrase_question(text: &TextFields, words: &WordCutter, unit: &WordUnit, step: SearchStep) -> Box<dyn Query> {
    let compounds = if step.fit == Fit::Exact { words.of_query(&unit.tokens) } else { Vec::new() };
    if let [Some(word)] = compounds.as_slice() {
        return compound_question(text, word, None);
    }
    let mut clauses = vec![(Occur::Must, phrase(text.base, &letters(unit)))];
    let present = |query: Box<dyn Query>| (Occur::Must, unscored(query));
    clauses.extend(compounds.iter().flatten().map(|word| present(compound_question(text, word, None))));
    let is_number = unit.tokens.iter().any(|token| token.kind == FoldKind::Number);
    let mut stands = Vec::new();
    if step.level > MatchLevel::Base {
        for token in unit.tokens.iter().filter(|token| token.meant() > MatchLevel::Base) {
            clauses.push(present(word_question(text, token, step.level, None)));
        }
        if step.level >= MatchLevel::Similar && !is_number && clauses.len() > 1 {
            stands.push((0, marked_places(text, unit, step.level)));
        }
    }
    match (clauses.len(), stands.is_empty()) {
        (1, true) => clauses.remove(0).1,
        (_, true) => Box::new(BooleanQuery::new(clauses)),
        (_, false) => Box::new(NearQuery::new(Box::new(BooleanQuery::new(clauses)), stands)),
    }
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

fn word_question(text: &TextFields, token: &FoldToken, level: MatchLevel, endings: Option<&Endings>) -> Box<dyn Query> {
    let spellings = spellings(token, level);
    if let Some(endings) = endings {
        let (field, words) =
            if spellings.is_none() { (text.base, &endings.base) } else { (text.exact, &endings.exact) };
        return union(words.iter().map(|word| text_query(field, word)).collect());
    }
    if let Some(spellings) = spellings {
        return union(spellings.iter().map(|word| text_query(text.exact, word)).collect());
    }
    let similar = variants_iy(token);
    if token.kind == FoldKind::Number || token.meant() == MatchLevel::Base || similar.len() < 2 {
        return text_query(text.base, &token.base);
    }
    let mut any: Vec<Box<dyn Query>> = similar.iter().map(|word| text_query(text.exact, word)).collect();
    any.push(text_query(text.base, &token.base));
    union(any)
}

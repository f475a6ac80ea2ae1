//! From what is asked to what the index is asked: a row of steps, best kind of answer first.
//!
//! The rank is (exact before loose, lowest level over the words, adjacency, title before body, then BM25 and recency).
//! Exact is what has every word with the marks that were typed and within the borders of words. Each step of the rank is
//! a question of its own, so that the index can stop early within each; the later ones are asked only while the page is
//! not full. Level "letters" asks for the syllable's letters with any of the six tones.

use std::collections::BTreeMap;

use super::among::AmongQuery;
use crate::model::{Fit, Looseness};
use crate::store::language::{Alternative, SearchPlace, WordUnit};
use crate::text::fold::{FoldKind, FoldToken, MatchLevel};
use crate::text::words::{CompoundWord, WordCutter};

/// What some tokens most likely are.
#[derive(Debug)]
pub(super) struct Likeliest {
    /// K3 of each token.
    pub(super) syllables: Vec<String>,
}

/// Most words whose adjacency is asked for beyond quotes.
const MAX_ADJACENT: usize = 8;

/// A query whose words of several syllables are known.
#[derive(Debug)]
pub(super) struct QueryPlan<'a> {
    pub(super) asked: &'a Alternative,
    pub(super) words: &'a WordCutter,
    /// By the place in `asked.all` where they begin.
    pub(super) compounds: BTreeMap<usize, CompoundWord>,
    /// What words without marks most likely are, by their place in `asked.all`.
    pub(super) likeliest: BTreeMap<usize, Likeliest>,
}

impl<'a> QueryPlan<'a> {
    pub(super) fn new(asked: &'a Alternative, words: &'a WordCutter) -> Self {
        let mut compounds = BTreeMap::new();
        let mut at = 0;
        while at < asked.all.len() {
            let run: Vec<FoldToken> = asked.all[at..].iter().map_while(|any| plain_word(any).cloned()).collect();
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
        Self { asked, words, compounds, likeliest: BTreeMap::new() }
    }

    /// The word that the last token of the query belongs to.
    pub(super) fn last_compound(&self) -> Option<&CompoundWord> {
        let (from, word) = self.compounds.last_key_value()?;
        (from + word.tokens == self.asked.all.len()).then_some(word)
    }

    /// What keeps an article with these syllables from fitting exactly.
    pub(super) fn looseness(&self) -> Looseness {
        match (is_unmarked(self.asked), self.has_compounds()) {
            (true, _) => Looseness::Borders,
            (false, true) => Looseness::Either,
            (false, false) => Looseness::Marks,
        }
    }

    /// What keeps a hit of a step, which none before it gave, from fitting exactly.
    pub(super) fn looseness_at(&self, step: SearchStep) -> Option<Looseness> {
        match step.fit {
            Fit::Exact | Fit::Note | Fit::Synonym => None,
            Fit::Loose if is_unmarked(self.asked) => Some(self.looseness()),
            // Those with the marks that were typed were asked for before the others.
            Fit::Loose if exact_levels(self.asked).contains(&step.level) => Some(Looseness::Borders),
            Fit::Loose => Some(Looseness::Marks),
        }
    }

    /// Whether a piece of the query has words of several syllables.
    fn has_compounds(&self) -> bool {
        let phrases = || {
            self.asked.all.iter().flatten().flat_map(WordUnit::chain).filter(|unit| unit.place != SearchPlace::Author)
        };
        !self.compounds.is_empty()
            || phrases().any(|unit| self.words.of_query(&unit.tokens).iter().any(Option::is_some))
    }

    /// The step that finds everything that fits exactly.
    pub(super) fn exactly(&self, last: LastWord) -> SearchStep {
        let level = exact_levels(self.asked).last().copied().unwrap_or(MatchLevel::Base);
        SearchStep { level, reading: UnmarkedReading::Any, adjacent: false, title: false, last, fit: Fit::Exact }
    }
}

/// The word that stands for itself in a query.
pub(super) fn plain_word(any: &[WordUnit]) -> Option<&FoldToken> {
    let [unit] = any else { return None };
    let [token] = unit.tokens.as_slice() else { return None };
    let plain = unit.place == SearchPlace::Anywhere && unit.near.is_none() && token.kind == FoldKind::Word;
    plain.then_some(token)
}

impl SearchStep {
    /// How good its answers are; comparable between the ways of one query.
    pub(super) fn rank(self) -> u8 {
        let level = match self.level {
            MatchLevel::Base => 0,
            MatchLevel::Letters => 1,
            MatchLevel::Similar => 2,
            MatchLevel::Exact => 3,
        };
        let bits = [self.fit == Fit::Exact, self.last == LastWord::Whole].map(u8::from);
        let close = [self.adjacent, self.title].map(u8::from);
        let likeliest = u8::from(self.reading == UnmarkedReading::Likeliest);
        bits[0] << 6 | bits[1] << 5 | likeliest << 4 | level << 2 | close[0] << 1 | close[1]
    }
}

/// As what words without marks are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnmarkedReading {
    /// As the word that most articles of the archive have.
    Likeliest,
    /// As any.
    Any,
}

/// What the last word of a query is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LastWord {
    Whole,
    /// It is still typed.
    Beginning,
}

/// Where a question looks, and whether the words must stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SearchStep {
    pub(super) level: MatchLevel,
    pub(super) reading: UnmarkedReading,
    pub(super) adjacent: bool,
    pub(super) title: bool,
    /// How the last word is taken.
    pub(super) last: LastWord,
    /// How what it finds fits; exactly = within the borders of words.
    pub(super) fit: Fit,
}

/// Filters that are the same in every question.
#[derive(Debug, Default)]
pub(super) struct FixedFilters {
    /// Lists of which the article must be in one; `Some(empty)` fits nothing.
    pub(super) lists: Vec<Vec<u64>>,
    pub(super) not_lists: Vec<u64>,
    /// Ids that may (or may not) be.
    pub(super) only: Option<Vec<u64>>,
    pub(super) never: Vec<u64>,
    /// Marks that too many articles have to be named.
    pub(super) among: Vec<AmongQuery>,
    /// Words of an article that it must be like, or (`false`) must not.
    pub(super) similar: Vec<(Vec<String>, bool)>,
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
pub(super) fn widest(last: LastWord) -> SearchStep {
    SearchStep {
        level: MatchLevel::Base,
        reading: UnmarkedReading::Any,
        adjacent: false,
        title: false,
        last,
        fit: Fit::Loose,
    }
}

/// The questions in order of rank.
pub(super) fn steps(plan: &QueryPlan<'_>, typed: LastWord) -> Vec<SearchStep> {
    let adjacent = adjacent_words(plan.asked).is_some();
    let (exact, looser) = (exact_levels(plan.asked), looser_levels(plan.asked));
    let across: &[MatchLevel] = if plan.has_compounds() { &exact } else { &[] };
    let loose = across.iter().chain(&looser).map(|level| (*level, Fit::Loose));
    let ranks = [exact.iter().map(|level| (*level, Fit::Exact)).collect::<Vec<_>>(), loose.collect()];
    let mut steps = Vec::new();
    for rank in ranks {
        for last in [LastWord::Whole, LastWord::Beginning] {
            if last == LastWord::Beginning && typed == LastWord::Whole {
                break;
            }
            let likeliest = last == LastWord::Whole
                && !plan.likeliest.is_empty()
                && rank.first().is_some_and(|first| first.1 == Fit::Exact);
            let readings: &[UnmarkedReading] =
                if likeliest { &[UnmarkedReading::Likeliest, UnmarkedReading::Any] } else { &[UnmarkedReading::Any] };
            for (&reading, &(level, fit)) in
                readings.iter().flat_map(|reading| rank.iter().map(move |rank| (reading, rank)))
            {
                for (adjacent_now, title) in [(true, true), (true, false), (false, true), (false, false)] {
                    if !adjacent_now || (adjacent && last == LastWord::Whole) {
                        steps.push(SearchStep { level, reading, adjacent: adjacent_now, title, last, fit });
                    }
                }
            }
        }
    }
    steps
}

fn tokens(asked: &Alternative) -> impl Iterator<Item = &FoldToken> {
    let units = asked.all.iter().flatten().flat_map(WordUnit::chain);
    units.filter(|unit| unit.place != SearchPlace::Author).flat_map(|unit| &unit.tokens)
}

fn is_unmarked(asked: &Alternative) -> bool {
    tokens(asked).all(|token| token.meant() == MatchLevel::Base)
}

/// Levels at which a word is what was typed; a word without marks is full at every level.
fn exact_levels(asked: &Alternative) -> Vec<MatchLevel> {
    if is_unmarked(asked) {
        return vec![MatchLevel::Base];
    }
    let mut levels = vec![MatchLevel::Exact];
    if tokens(asked).any(|token| variants_iy(token).len() > 1) {
        levels.push(MatchLevel::Similar);
    }
    levels
}

fn looser_levels(asked: &Alternative) -> Vec<MatchLevel> {
    if is_unmarked(asked) { Vec::new() } else { vec![MatchLevel::Letters, MatchLevel::Base] }
}

/// The words whose adjacency is worth asking for: a query of plain words, each of one kind.
pub(super) fn adjacent_words(asked: &Alternative) -> Option<Vec<&FoldToken>> {
    let mut words = Vec::new();
    for any in &asked.all {
        let [unit] = any.as_slice() else { return None };
        let apart = !unit.place.is_text() || unit.near.is_some();
        if apart || unit.tokens.iter().any(|token| token.kind == FoldKind::Number) {
            return None;
        }
        words.extend(&unit.tokens);
    }
    (asked.all.len() > 1 && words.len() <= MAX_ADJACENT).then_some(words)
}

/// The exact keys that a word is asked for by at a level; `None` where its base letters alone count.
pub(super) fn spellings(token: &FoldToken, level: MatchLevel) -> Option<Vec<String>> {
    if token.kind == FoldKind::Number || token.meant() == MatchLevel::Base {
        return None;
    }
    match level {
        MatchLevel::Exact => Some(vec![token.exact.clone()]),
        MatchLevel::Similar => Some(variants_iy(token)),
        MatchLevel::Letters => Some(variants_tone(token)),
        MatchLevel::Base => None,
    }
}

/// The exact keys that differ from a word's by i and y only; the word's own among them.
pub(super) fn variants_iy(token: &FoldToken) -> Vec<String> {
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
fn variants_tone(token: &FoldToken) -> Vec<String> {
    let mut variants = vec![token.letters.clone()];
    variants.extend(('1'..='5').map(|tone| format!("{}:{tone}", token.letters)));
    for similar in variants_iy(token) {
        if !variants.contains(&similar) {
            variants.push(similar);
        }
    }
    variants
}

//! Splits a text into words: which syllables belong together.
//!
//! Looks for the cheapest split: a single syllable costs more than a word of the vocabulary, one that often stands
//! alone costs a little less, and a particle less again. A capitalised name is one word. No word crosses punctuation.
//! Syllables unknown to the vocabulary stay single.

use std::borrow::Cow;
use std::ops::Range;

use super::alone;
use super::fold::{self, FoldToken, MatchLevel};
use super::fold_memory::Hashes;
use super::lexicon::{MOST_SYLLABLES, chain, key_hash, syllable_hash};
use vocabulary::{HashSieve, Vocabulary};

mod names;
mod vocabulary;

/// The cost of a word of the vocabulary, whatever its length. Those of single syllables are [`super::alone`]'s.
const WORD: u32 = 20;

/// First and second syllables of verbs with an object, which are words but may also be separated (`nợ ba tháng lương`).
const VERBS: &[&str] = &["nợ", "tăng", "giảm", "trả", "nâng", "đòi", "hưởng", "chậm", "chi", "phát", "nhận", "thưởng"];
const OBJECTS: &[&str] = &["lương", "thưởng", "tiền", "phí", "giá", "thuế", "tết"];

/// Splits texts into words, with the built-in vocabulary and learnt words.
#[derive(Debug)]
pub(crate) struct WordCutter {
    own: &'static Vocabulary,
    learnt: Vocabulary,
    /// The hashes of both.
    sieve: HashSieve,
}

/// A word of a text: its number of syllables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextWord {
    pub(crate) syllables: usize,
}

/// A buffer with the split of a run of syllables, reused for the next run.
#[derive(Debug, Default)]
pub(crate) struct WordCut {
    pub(crate) words: Vec<TextWord>,
    /// For each position, the lengths of the words that begin there: one bit each, from two syllables up.
    lengths: Vec<u8>,
    /// Computed from the end: the cost of the rest from each position, and the length of its first word.
    best: Vec<(u32, usize)>,
}

impl WordCut {
    /// Whether the syllables `from..to` are a word of the vocabulary, with exact spelling.
    pub(crate) fn is_word(&self, from: usize, to: usize) -> bool {
        (2..=MOST_SYLLABLES).contains(&(to - from)) && self.lengths[from] & (1 << (to - from - 2)) != 0
    }
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CompoundWord {
    /// K1, joined.
    pub(crate) base: String,
    /// K3 with i for y, joined: what it can be, given the typed marks.
    pub(crate) exact: Vec<String>,
    /// Whether it was typed without marks: then it matches any word with its letters.
    pub(crate) unmarked: bool,
    /// How many tokens it has.
    pub(crate) tokens: usize,
}

impl WordCutter {
    /// Uses the built-in vocabulary and learnt words.
    pub(crate) fn new<'a>(learnt: impl IntoIterator<Item = &'a str>) -> Self {
        let own = Vocabulary::built_in();
        let learnt = learnt.into_iter();
        let room = learnt.size_hint().0;
        let learnt = Vocabulary::new(room, learnt.map(|word| Cow::Owned(word.to_owned())));
        Self { sieve: own.sieve.with(&learnt.sieve), own, learnt }
    }

    /// Splits a run of syllables between two punctuation marks.
    pub(crate) fn cut(&self, run: &[Hashes], cut: &mut WordCut) {
        cut.lengths.clear();
        cut.lengths.extend((0..run.len()).map(|from| self.lengths(&run[from..])));
        let plain = run.len() > 1 && run.iter().all(|syllable| syllable.exact == syllable.base);
        let (mut words, mut best) = (std::mem::take(&mut cut.words), std::mem::take(&mut cut.best));
        let known = |from: usize, to: usize| cut.is_word(from, to) || (plain && self.is_unmarked(&run[from..to]));
        let names = names::in_run(run, known);
        words.clear();
        cheapest(run.len(), &names, known, |at| run[at].alone.into(), &mut words, &mut best);
        (cut.words, cut.best) = (words, best);
    }

    /// The lengths of the words that the syllables can begin with: one bit each, from two up.
    fn lengths(&self, row: &[Hashes]) -> u8 {
        let (mut hash, mut bits) = (0, 0);
        for (at, syllable) in row.iter().take(MOST_SYLLABLES).enumerate() {
            hash = chain(hash, syllable.exact);
            if at > 0 && self.sieve.may_have(hash) && (self.own.has(hash) || self.learnt.has(hash)) {
                bits |= 1 << (at - 1);
            }
        }
        bits
    }

    /// Whether some word has these syllables, ignoring marks.
    pub(crate) fn is_unmarked(&self, syllables: &[Hashes]) -> bool {
        self.has_unmarked(syllables.iter().map(|syllable| syllable.base).fold(0, chain))
    }

    /// Whether some word has the syllables of this [`chain`]ed hash, ignoring marks.
    #[inline]
    pub(crate) fn has_unmarked(&self, base: u64) -> bool {
        self.sieve.may_have(base) && (self.own.has_unmarked(base) || self.learnt.has_unmarked(base))
    }

    /// The words of a query's tokens: `Some` for a word of two or more syllables, `None` for a single token.
    pub(crate) fn of_query(&self, tokens: &[FoldToken]) -> Vec<Option<CompoundWord>> {
        let (mut words, mut best) = (Vec::new(), Vec::new());
        let known = |from: usize, to: usize| self.compound(&tokens[from..to]).is_some();
        cheapest(tokens.len(), &[], known, |at| hashes_of(&tokens[at]).alone.into(), &mut words, &mut best);
        let mut at = 0;
        let found = words.into_iter().map(|word| {
            let part = &tokens[at..at + word.syllables];
            at += word.syllables;
            if part.len() > 1 { self.compound(part) } else { None }
        });
        found.collect()
    }

    /// The words that tokens without marks may stand for: K3 with i for y, joined by `_`.
    pub(crate) fn readings(&self, tokens: &[FoldToken]) -> Vec<String> {
        let unmarked = tokens.len() > 1 && tokens.iter().all(|token| token.meant() == MatchLevel::Base);
        if unmarked { self.with_base(tokens) } else { Vec::new() }
    }

    /// The words with the letters of these tokens: K3 with i for y, joined by `_`.
    fn with_base(&self, tokens: &[FoldToken]) -> Vec<String> {
        if !(2..=MOST_SYLLABLES).contains(&tokens.len()) {
            return Vec::new();
        }
        let base = tokens.iter().map(|token| hashes_of(token).base).fold(0, chain);
        let mut found = Vec::new();
        for word in self.own.with_base(base).chain(self.learnt.with_base(base)) {
            let syllables: Vec<FoldToken> = fold::tokens(word).collect();
            let same = |(one, other): (&FoldToken, &FoldToken)| one.base == other.base;
            let exact = joined(&syllables, |token| &token.exact_iy);
            if syllables.len() == tokens.len() && syllables.iter().zip(tokens).all(same) && !found.contains(&exact) {
                found.push(exact);
            }
        }
        found
    }

    fn compound(&self, tokens: &[FoldToken]) -> Option<CompoundWord> {
        if tokens.len() < 2 || comes_apart(tokens) {
            return None;
        }
        let all = self.with_base(tokens);
        if all.is_empty() {
            return None;
        }
        let base = joined(tokens, |token| &token.base);
        if tokens.iter().all(|token| token.meant() == MatchLevel::Base) {
            return Some(CompoundWord { base, exact: all, unmarked: true, tokens: tokens.len() });
        }
        let fits = |word: &String| {
            tokens.iter().zip(word.split('_')).all(|(token, syllable)| {
                if token.meant() == MatchLevel::Base { true } else { token.exact_iy == syllable }
            })
        };
        let exact: Vec<String> = all.into_iter().filter(fits).collect();
        (!exact.is_empty()).then_some(CompoundWord { base, exact, unmarked: false, tokens: tokens.len() })
    }
}

/// A token's hashes, in the form of a text's syllables.
fn hashes_of(token: &FoldToken) -> Hashes {
    let base = syllable_hash(token.base.as_bytes()).unwrap_or(0);
    let exact = key_hash(&token.exact).unwrap_or(0);
    Hashes { exact, base, capital: false, alone: alone::cost(exact) }
}

/// Whether these are a verb and its object, which are one word but may be separated.
fn comes_apart(tokens: &[FoldToken]) -> bool {
    let [verb, object] = tokens else { return false };
    let one_of = |token: &FoldToken, words: &[&str]| words.iter().any(|word| fold::base(word) == token.base);
    one_of(verb, VERBS) && one_of(object, OBJECTS)
}

fn joined(tokens: &[FoldToken], key: impl Fn(&FoldToken) -> &String) -> String {
    let mut out = String::new();
    for token in tokens {
        if !out.is_empty() {
            out.push('_');
        }
        out.push_str(key(token));
    }
    out
}

/// The cheapest split of `count` syllables that contain these names; of two equal ones, the split with the longer first
/// word.
fn cheapest(
    count: usize,
    names: &[Range<usize>],
    known: impl Fn(usize, usize) -> bool,
    single: impl Fn(usize) -> u32,
    words: &mut Vec<TextWord>,
    best: &mut Vec<(u32, usize)>,
) {
    best.clear();
    best.resize(count + 1, (0, 0));
    let mut names = names.iter().rev().peekable();
    // Where the next name begins, which no word may cross into; and the current position.
    let (mut border, mut at) = (count, count);
    while at > 0 {
        if let Some(name) = names.next_if(|name| name.end == at && !name.is_empty()) {
            best[name.start] = (best[at].0.saturating_add(WORD), name.len());
            (border, at) = (name.start, name.start);
            continue;
        }
        at -= 1;
        let mut choice = (best[at + 1].0.saturating_add(single(at)), 1);
        for length in 2..=MOST_SYLLABLES.min(border - at) {
            let cost = best[at + length].0.saturating_add(WORD);
            if cost <= choice.0 && known(at, at + length) {
                choice = (cost, length);
            }
        }
        best[at] = choice;
    }
    let mut at = 0;
    while at < count {
        words.push(TextWord { syllables: best[at].1 });
        at += best[at].1;
    }
}

#[cfg(test)]
mod tests;

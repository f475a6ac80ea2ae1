//! The keys of an article's texts, as its fields have them: syllables, words of several, and the rarer spellings.

use std::fmt::Write as _;
use std::hash::{BuildHasher as _, BuildHasherDefault};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};

use super::{AT, GAP, GAP_WIDTH, MAX_TERM_BYTES, RARE, SAME_PLACE};
use crate::text::fold::{self, Kind};
use crate::text::fold_memory::{Hashes, Memory};
use crate::text::lexicon::MOST_SYLLABLES;
use crate::text::words::{Word, Words};

/// The keys of a text, words apart by single spaces.
#[derive(Default)]
pub(super) struct Keys {
    pub(super) base: String,
    pub(super) exact: String,
    pub(super) word: String,
    pub(super) word_exact: String,
    syllables: Vec<Syllable>,
    /// Where the next syllable stands.
    place: usize,
    run: Run,
}

/// Where a syllable stands, and its keys in [`Keys::base`] and [`Keys::exact`].
struct Syllable {
    place: usize,
    base: Range<usize>,
    exact: Range<usize>,
    /// A hash of K1.
    hash: u64,
}

/// Syllables with nothing but spaces between them, until the words they make are known.
#[derive(Default)]
struct Run {
    hashes: Vec<Hashes>,
    /// Their keys one after the other, and where each ends.
    base: String,
    exact: String,
    ends: Vec<(usize, usize)>,
    words: Vec<Word>,
}

impl Run {
    fn push(&mut self, base: &str, exact: &str, hashes: Hashes) {
        self.base.push_str(base);
        self.exact.push_str(exact);
        self.ends.push((self.base.len(), self.exact.len()));
        self.hashes.push(hashes);
    }

    fn keys(&self, at: usize) -> (&str, &str) {
        let from = at.checked_sub(1).map_or((0, 0), |before| self.ends[before]);
        (&self.base[from.0..self.ends[at].0], &self.exact[from.1..self.ends[at].1])
    }

    fn clear(&mut self) {
        self.hashes.clear();
        self.base.clear();
        self.exact.clear();
        self.ends.clear();
    }
}

impl Keys {
    pub(super) fn take(&mut self, text: &str, words: &Words, memory: &mut Memory) {
        let mut tokens = fold::tokens(text);
        let mut end = 0;
        while let Some(word) = tokens.next_keys(memory) {
            if word.base.len() > MAX_TERM_BYTES {
                continue;
            }
            let apart = text.get(end..word.range.start).is_none_or(|between| between.trim() != "");
            if apart || word.hashes.exact == 0 {
                self.end_run(words);
            }
            end = word.range.end;
            if word.kind == Kind::Number {
                same_place(&mut self.base, word.base);
                end = word.range.start;
            } else {
                self.run.push(word.base, word.exact, word.hashes);
            }
            if word.hashes.exact == 0 {
                self.end_run(words);
            }
        }
        self.end_run(words);
    }

    /// Writes the syllables of the run and its words.
    fn end_run(&mut self, words: &Words) {
        let run = &mut self.run;
        let mut cut = std::mem::take(&mut run.words);
        words.cut(&run.hashes, &mut cut);
        let alone: Vec<bool> =
            cut.iter().flat_map(|word| std::iter::repeat_n(word.syllables == 1, word.syllables)).collect();
        let mut at = 0;
        for word in &cut {
            let end = at + word.syllables;
            for from in at..end {
                for to in from + 2..=end {
                    if words.is_word(&run.hashes[from..to], true) {
                        compound(run, from, to, &mut self.word, Some(&mut self.word_exact));
                    }
                }
                if word.syllables == 1 {
                    for to in from + 2..=alone_until(&alone, from) {
                        if words.is_unmarked(&run.hashes[from..to]) {
                            compound(run, from, to, &mut self.word, None);
                        }
                    }
                }
                let (base, exact) = run.keys(from);
                let hash = match run.hashes[from].base {
                    0 => BuildHasherDefault::<FxHasher>::default().hash_one(base),
                    hash => hash,
                };
                let (base, exact) = (plain(&mut self.base, base), plain(&mut self.exact, exact));
                self.syllables.push(Syllable { place: self.place, base, exact, hash });
                self.place += 1;
            }
            at = end;
        }
        run.words = cut;
        run.clear();
    }

    pub(super) fn gap(&mut self) {
        self.base.push_str(GAP);
        self.base.push(' ');
        self.place += GAP_WIDTH;
    }

    /// Empty, with its memory kept for the next text.
    pub(super) fn clear(&mut self) {
        for keys in [&mut self.base, &mut self.exact, &mut self.word, &mut self.word_exact] {
            keys.clear();
        }
        self.syllables.clear();
        self.place = 0;
    }

    /// The syllables that are spelled otherwise than most with the same K1, with their places.
    pub(super) fn rare(&self) -> String {
        let mut rare = String::new();
        let mut numbers: FxHashMap<u64, usize> = FxHashMap::default();
        let mut groups: Vec<Spellings<'_>> = Vec::new();
        let mut of_each = Vec::with_capacity(self.syllables.len());
        for syllable in &self.syllables {
            let exact = &self.exact[syllable.exact.clone()];
            let number = *numbers.entry(syllable.hash).or_insert(groups.len());
            of_each.push(number);
            match groups.get_mut(number) {
                Some(group) => group.count(exact),
                None => groups.push(Spellings { first: (exact, 1), others: Vec::new() }),
            }
        }
        let commonest: Vec<Option<&str>> = groups.iter().map(Spellings::commonest_of_several).collect();
        for (syllable, number) in self.syllables.iter().zip(of_each) {
            let exact = &self.exact[syllable.exact.clone()];
            if commonest[number].is_some_and(|commonest| commonest != exact) {
                let (place, base) = (syllable.place, &self.base[syllable.base.clone()]);
                let _ = write!(rare, "{AT}{place}{AT}{exact} {AT}{place}{AT}{RARE}{base} ");
            }
        }
        rare
    }
}

/// How the syllables of one K1 are spelled in an article, and how often so.
struct Spellings<'k> {
    first: (&'k str, u32),
    others: Vec<(&'k str, u32)>,
}

impl<'k> Spellings<'k> {
    fn count(&mut self, exact: &'k str) {
        if self.first.0 == exact {
            self.first.1 += 1;
        } else if let Some((_, count)) = self.others.iter_mut().find(|(other, _)| *other == exact) {
            *count += 1;
        } else {
            self.others.push((exact, 1));
        }
    }

    /// The commonest spelling, where there are several; of two that are as common, the one that was met first.
    fn commonest_of_several(&self) -> Option<&'k str> {
        let mut best = self.first;
        for other in &self.others {
            if other.1 > best.1 {
                best = *other;
            }
        }
        (!self.others.is_empty()).then_some(best.0)
    }
}

/// How far the syllables from `from` on are each a word of its own, four at most.
fn alone_until(alone: &[bool], from: usize) -> usize {
    from + alone[from..].iter().take(MOST_SYLLABLES).take_while(|alone| **alone).count()
}

/// Writes a key; gives where.
fn plain(out: &mut String, key: &str) -> Range<usize> {
    let from = out.len();
    out.push_str(key);
    out.push(' ');
    from..out.len() - 1
}

fn same_place(out: &mut String, key: &str) {
    out.push(SAME_PLACE);
    plain(out, key);
}

/// The word of syllables `from..to`, in K1 and, where wanted, in K3 with i for y.
fn compound(run: &Run, from: usize, to: usize, base: &mut String, exact: Option<&mut String>) {
    for at in from..to {
        base.push_str(run.keys(at).0);
        base.push(if at + 1 < to { '_' } else { ' ' });
    }
    let Some(exact) = exact else { return };
    for at in from..to {
        fold::push_similar(exact, run.keys(at).1);
        exact.push(if at + 1 < to { '_' } else { ' ' });
    }
}

//! The keys of an article's texts, as its fields have them: syllables, words of several, and the rarer spellings.

use std::fmt::Write as _;
use std::hash::{BuildHasher as _, BuildHasherDefault};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};

use super::{AT, GAP, GAP_WIDTH, MAX_TERM_BYTES, RARE, SAME_PLACE, SPELLED};
use crate::text::fold::{self, FoldKind};
use crate::text::fold_memory::{Hashes, Memory};
use crate::text::lexicon::MOST_SYLLABLES;
use crate::text::words::{WordCut, WordCutter};

/// The keys of a text, words apart by single spaces.
#[derive(Default)]
pub(super) struct TextKeys {
    pub(super) base: String,
    pub(super) exact: String,
    pub(super) word: String,
    counted: Counted,
    syllables: Vec<KeySyllable>,
    spellings: Spellings,
    /// Where the next syllable stands.
    place: usize,
    run: SyllableRun,
}

/// Where a syllable stands, its K1 in [`TextKeys::base`], and how it is spelled.
struct KeySyllable {
    place: usize,
    base: Range<usize>,
    spelling: Spelled,
}

/// Syllables with nothing but spaces between them, until the words they make are known.
#[derive(Default)]
struct SyllableRun {
    hashes: Vec<Hashes>,
    /// Their keys one after the other, and where each ends.
    base: String,
    exact: String,
    ends: Vec<(usize, usize)>,
    cut: WordCut,
    /// Whether each is a word of its own.
    alone: Vec<bool>,
}

impl SyllableRun {
    fn push(&mut self, base: &str, exact: &str, hashes: Hashes) {
        self.base.push_str(base);
        self.exact.push_str(exact);
        self.ends.push((self.base.len(), self.exact.len()));
        self.hashes.push(hashes);
    }

    fn cut(&mut self, words: &WordCutter) {
        words.cut(&self.hashes, &mut self.cut);
        let alone = self.cut.words.iter().flat_map(|word| std::iter::repeat_n(word.syllables == 1, word.syllables));
        self.alone.clear();
        self.alone.extend(alone);
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

    /// Writes the words that begin with a syllable, up to the end of the word it belongs to.
    fn words_from(&self, from: usize, end: usize, words: &WordCutter, out: &mut String) {
        for to in from + 2..=end {
            if self.cut.is_word(from, to) {
                self.word(from, to, out);
                for at in from..to {
                    fold::push_similar(out, self.keys(at).1);
                    out.push(if at + 1 < to { '_' } else { ' ' });
                }
            } else if words.is_unmarked(&self.hashes[from..to]) {
                self.word(from, to, out);
                out.push(' ');
            }
        }
        if !self.alone[from] {
            return;
        }
        for to in from + 2..=alone_until(&self.alone, from) {
            if words.is_unmarked(&self.hashes[from..to]) {
                self.word(from, to, out);
                out.push(' ');
            }
        }
    }

    /// The letters of the word of syllables `from..to`, and the sign behind which its spelling follows.
    fn word(&self, from: usize, to: usize, out: &mut String) {
        for at in from..to {
            out.push_str(self.keys(at).0);
            out.push(if at + 1 < to { '_' } else { SPELLED });
        }
    }
}

impl TextKeys {
    pub(super) fn take(&mut self, text: &str, words: &WordCutter, memory: &mut Memory) {
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
            if word.kind == FoldKind::Number {
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
    fn end_run(&mut self, words: &WordCutter) {
        let run = &mut self.run;
        if run.ends.is_empty() {
            return;
        }
        run.cut(words);
        let mut at = 0;
        for word in &run.cut.words {
            let end = at + word.syllables;
            for from in at..end {
                let begins = self.word.len();
                run.words_from(from, end, words, &mut self.word);
                self.counted.thin(&mut self.word, begins);
                let (base, exact) = run.keys(from);
                let hash = match run.hashes[from].base {
                    0 => BuildHasherDefault::<FxHasher>::default().hash_one(base),
                    hash => hash,
                };
                let spelling = self.spellings.count(hash, exact, &mut self.exact);
                let base = plain(&mut self.base, base);
                self.syllables.push(KeySyllable { place: self.place, base, spelling });
                self.place += 1;
            }
            at = end;
        }
        run.clear();
    }

    pub(super) fn gap(&mut self) {
        self.base.push_str(GAP);
        self.base.push(' ');
        self.place += GAP_WIDTH;
    }

    /// How often a word of several syllables was met.
    pub(super) fn times(&self, word: &str) -> u32 {
        self.counted.0.get(&Counted::hash(word)).copied().unwrap_or(0)
    }

    /// Empty, with its memory kept for the next text.
    pub(super) fn clear(&mut self) {
        for keys in [&mut self.base, &mut self.exact, &mut self.word] {
            keys.clear();
        }
        self.counted.0.clear();
        self.syllables.clear();
        self.spellings.clear();
        self.place = 0;
    }

    /// The syllables that are spelled otherwise than most with the same K1, with their places.
    pub(super) fn rare(&self) -> String {
        let mut rare = String::new();
        let Some(commonest) = self.spellings.commonest() else { return rare };
        for syllable in &self.syllables {
            let Spelled { group, way } = syllable.spelling;
            if commonest[group].is_some_and(|commonest| commonest != way) {
                let exact = &self.exact[self.spellings.groups[group].way(way).key.clone()];
                let (place, base) = (syllable.place, &self.base[syllable.base.clone()]);
                let _ = write!(rare, "{AT}{place}{AT}{exact} {AT}{place}{AT}{RARE}{base} ");
            }
        }
        rare
    }
}

/// How often each word of several syllables was met, by its hash.
#[derive(Default)]
struct Counted(FxHashMap<u64, u32>);

impl Counted {
    fn hash(word: &str) -> u64 {
        BuildHasherDefault::<FxHasher>::default().hash_one(word)
    }

    /// Takes back the words of `out` from `begins` on that stand there already: how often the syllables stand in an
    /// article ranks it, and a second count of the same takes room.
    fn thin(&mut self, out: &mut String, begins: usize) {
        let mut at = begins;
        while let Some(length) = out[at..].find(' ') {
            let end = at + length + 1;
            let count = self.0.entry(Self::hash(&out[at..end - 1])).or_default();
            *count += 1;
            if *count > 1 {
                out.replace_range(at..end, "");
            } else {
                at = end;
            }
        }
    }
}

/// How the syllables of an article are spelled, by their K1.
#[derive(Default)]
struct Spellings {
    /// By the hash of K1 the place of its group.
    places: FxHashMap<u64, usize>,
    groups: Vec<SameLetters>,
    /// Whether any group has several.
    several: bool,
}

/// A spelling of a group: the first one, or one of the others.
#[derive(Clone, Copy)]
struct Spelled {
    group: usize,
    way: usize,
}

/// The ways in which one K1 is spelled, in the order in which they are met.
struct SameLetters {
    first: KeySpelling,
    others: Vec<KeySpelling>,
}

/// A spelling, where it stands in [`TextKeys::exact`], and how often it was met.
struct KeySpelling {
    key: Range<usize>,
    count: u32,
}

impl Spellings {
    /// Counts a spelling and writes it to `out`, unless it is there.
    fn count(&mut self, hash: u64, exact: &str, out: &mut String) -> Spelled {
        let group = *self.places.entry(hash).or_insert(self.groups.len());
        let Some(ways) = self.groups.get_mut(group) else {
            self.groups
                .push(SameLetters { first: KeySpelling { key: plain(out, exact), count: 1 }, others: Vec::new() });
            return Spelled { group, way: 0 };
        };
        let known = ways.all().position(|way| out[way.key.clone()] == *exact);
        let Some(way) = known else {
            ways.others.push(KeySpelling { key: plain(out, exact), count: 1 });
            self.several = true;
            return Spelled { group, way: ways.others.len() };
        };
        let met = if way == 0 { &mut ways.first } else { &mut ways.others[way - 1] };
        met.count += 1;
        Spelled { group, way }
    }

    /// Of each group the commonest way, where it has several; `None`: none has.
    fn commonest(&self) -> Option<Vec<Option<usize>>> {
        self.several.then(|| self.groups.iter().map(SameLetters::commonest_of_several).collect())
    }

    fn clear(&mut self) {
        self.places.clear();
        self.groups.clear();
        self.several = false;
    }
}

impl SameLetters {
    fn all(&self) -> impl Iterator<Item = &KeySpelling> {
        std::iter::once(&self.first).chain(&self.others)
    }

    fn way(&self, way: usize) -> &KeySpelling {
        way.checked_sub(1).map_or(&self.first, |other| &self.others[other])
    }

    /// Of two that are as common, the one that was met first.
    fn commonest_of_several(&self) -> Option<usize> {
        let better = |best: (usize, u32), (way, count)| if count > best.1 { (way, count) } else { best };
        let counts = self.all().map(|way| way.count).enumerate();
        (!self.others.is_empty()).then(|| counts.fold((0, 0), better).0)
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

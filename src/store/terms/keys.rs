//! The keys of an article's texts, as its fields have them: syllables, words of several, and the rarer spellings.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{AT, GAP, MAX_TERM_BYTES, RARE, SAME_PLACE, SPELLED};
use crate::text::fold::{self, FoldKind};
use crate::text::fold_memory::{FoldKeys, Hashes, Memory};
use crate::text::lexicon::{MOST_SYLLABLES, chain};
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
    /// The numbers of those that are remembered.
    numbers: Vec<Option<usize>>,
    /// Hashes of their keys, K1 and K3, as they are written.
    written: Vec<(u64, u64)>,
    /// Their keys one after the other, and where each ends.
    base: String,
    exact: String,
    ends: Vec<(usize, usize)>,
    cut: WordCut,
    /// Whether each is a word of its own.
    alone: Vec<bool>,
}

impl SyllableRun {
    fn push(&mut self, word: &FoldKeys<'_>) {
        self.base.push_str(word.base);
        self.exact.push_str(word.exact);
        self.ends.push((self.base.len(), self.exact.len()));
        self.hashes.push(word.hashes);
        self.numbers.push(word.number);
        self.written.push(word.written);
    }

    fn cut(&mut self, words: &WordCutter) {
        words.cut(&self.hashes, &mut self.cut);
        self.alone.clear();
        for word in &self.cut.words {
            self.alone.resize(self.alone.len() + word.syllables, word.syllables == 1);
        }
    }

    fn keys(&self, at: usize) -> (&str, &str) {
        let from = at.checked_sub(1).map_or((0, 0), |before| self.ends[before]);
        (&self.base[from.0..self.ends[at].0], &self.exact[from.1..self.ends[at].1])
    }

    fn clear(&mut self) {
        self.hashes.clear();
        self.numbers.clear();
        self.written.clear();
        self.base.clear();
        self.exact.clear();
        self.ends.clear();
    }

    /// Writes the words that begin with a syllable, up to the end of the word it belongs to; of one alone up to the last
    /// that is alone. What is counted already is not written again: how often the syllables stand in an article ranks it,
    /// and a second count of the same takes room.
    fn words_from(&self, from: usize, end: usize, words: &WordCutter, (counted, out): (&mut Counted, &mut String)) {
        let alone = self.alone[from];
        let end = if alone { alone_until(&self.alone, from) } else { end };
        let mut unmarked = chain(0, self.hashes[from].base);
        let (mut base, mut exact) = self.written[from];
        for to in from + 2..=end {
            let last = self.written[to - 1];
            (base, exact) = (chain(base, last.0), chain(exact, last.1));
            unmarked = chain(unmarked, self.hashes[to - 1].base);
            if !alone && self.cut.is_word(from, to) {
                if counted.is_new(chain(base, exact)) {
                    self.word(from, to, out);
                    for at in from..to {
                        out.push_str(&fold::similar(self.keys(at).1));
                        out.push(if at + 1 < to { '_' } else { ' ' });
                    }
                }
            } else if words.has_unmarked(unmarked) && counted.is_new(base) {
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
            let between = text.get(end..word.range.start);
            let apart = between.is_none_or(|between| between != " " && between.trim() != "");
            let no_syllable = word.hashes.exact == 0;
            if apart || no_syllable {
                self.end_run(words);
            }
            end = word.range.end;
            if word.kind == FoldKind::Number {
                same_place(&mut self.base, word.base);
                end = word.range.start;
            } else {
                self.run.push(&word);
            }
            if no_syllable {
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
                run.words_from(from, end, words, (&mut self.counted, &mut self.word));
                let (base, exact) = run.keys(from);
                let spelling = match run.numbers[from].and_then(|number| self.spellings.count_again(number)) {
                    Some(spelling) => spelling,
                    None => {
                        let hash = match run.hashes[from].base {
                            0 => run.written[from].0,
                            hash => hash,
                        };
                        self.spellings.count((hash, run.numbers[from]), exact, &mut self.exact)
                    }
                };
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
        self.place += 1;
    }

    /// The words of several syllables, each with how often it was met.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, u32)> {
        self.word.split_terminator(' ').zip(self.counted.times.iter().copied())
    }

    /// Empty, with its memory kept for the next text.
    pub(super) fn clear(&mut self) {
        for keys in [&mut self.base, &mut self.exact, &mut self.word] {
            keys.clear();
        }
        self.counted.clear();
        self.syllables.clear();
        self.spellings.clear();
        self.place = 0;
    }

    /// The syllables that are spelled otherwise than most with the same K1, with their places.
    pub(super) fn rare(&self) -> String {
        let mut rare = String::new();
        let mut digits = String::new();
        let Some(commonest) = self.spellings.commonest() else { return rare };
        for syllable in &self.syllables {
            let Spelled { group, way } = syllable.spelling;
            if commonest[group].is_some_and(|commonest| commonest != way) {
                let exact = &self.exact[self.spellings.groups[group].way(way).key.clone()];
                write_number(&mut digits, syllable.place);
                rare.push(AT);
                rare.push_str(&digits);
                rare.push(AT);
                rare.push_str(&self.base[syllable.base.clone()]);
                rare.push(RARE);
                rare.push_str(exact);
                rare.push(' ');
            }
        }
        rare
    }
}

/// How often each word of several syllables was met, in the order in which they were written.
#[derive(Default)]
struct Counted {
    /// By the hash of a word its place in `times`.
    places: FxHashMap<u64, usize>,
    times: Vec<u32>,
}

impl Counted {
    /// Counts a word; whether it was not met before.
    fn is_new(&mut self, hash: u64) -> bool {
        let next = self.times.len();
        let place = *self.places.entry(hash).or_insert(next);
        match self.times.get_mut(place) {
            Some(times) => *times += 1,
            None => self.times.push(1),
        }
        place == next
    }

    fn clear(&mut self) {
        self.places.clear();
        self.times.clear();
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
    /// By the number of a remembered word in which text it was met last, and its spelling there.
    met: Vec<(u32, Spelled)>,
    /// The number of the text.
    text: u32,
}

/// In [`Spellings::met`] what is the number of no text.
const NO_TEXT: u32 = u32::MAX;

/// A spelling of a group: the first one, or one of the others.
#[derive(Clone, Copy, Default)]
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
    /// Counts a remembered word that was met in this text before.
    fn count_again(&mut self, number: usize) -> Option<Spelled> {
        let (_, spelled) = *self.met.get(number).filter(|(text, _)| *text == self.text)?;
        let group = self.groups.get_mut(spelled.group)?;
        let met = if spelled.way == 0 { &mut group.first } else { &mut group.others[spelled.way - 1] };
        met.count += 1;
        Some(spelled)
    }

    /// Counts a spelling and writes it to `out`, unless it is there.
    fn count(&mut self, (hash, number): (u64, Option<usize>), exact: &str, out: &mut String) -> Spelled {
        let spelled = self.count_letters(hash, exact, out);
        if let Some(number) = number {
            self.met.resize(self.met.len().max(number + 1), (NO_TEXT, Spelled::default()));
            self.met[number] = (self.text, spelled);
        }
        spelled
    }

    fn count_letters(&mut self, hash: u64, exact: &str, out: &mut String) -> Spelled {
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
        self.text += 1;
        if self.text == NO_TEXT {
            (self.text, self.met) = (0, Vec::new());
        }
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

/// Writes a number over what was there.
fn write_number(out: &mut String, number: usize) {
    out.clear();
    let mut rest = number;
    loop {
        out.insert(0, char::from(b'0' + u8::try_from(rest % 10).unwrap_or(0)));
        rest /= 10;
        if rest == 0 {
            return;
        }
    }
}

fn same_place(out: &mut String, key: &str) {
    out.push(SAME_PLACE);
    plain(out, key);
}

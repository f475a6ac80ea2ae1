//! The keys of an article's texts, as its fields have them: syllables, words of several, and the rarer spellings.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::spellings::{Spelled, Spellings, plain};
use super::{AT, GAP, MAX_TERM_BYTES, RARE, SAME_PLACE, SPELLED};
use crate::text::fold::{self, FoldKind};
use crate::text::fold_memory::{FoldKeys, Hashes, Memory};
use crate::text::lexicon::{MOST_SYLLABLES, chain};
use crate::text::words::{TextWord, WordCut, WordCutter};

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
    syllables: Vec<RunSyllable>,
    /// The keys of those that are not remembered, one after the other.
    base: String,
    exact: String,
    cut: WordCut,
}

struct RunSyllable {
    /// The number of its keys, if they are remembered.
    number: Option<usize>,
    /// Hashes of its keys, K1 and K3, as they are written.
    written: (u64, u64),
    /// Where its keys end in [`SyllableRun::base`] and [`SyllableRun::exact`].
    ends: (usize, usize),
}

impl SyllableRun {
    fn push(&mut self, word: &FoldKeys, memory: &Memory) {
        if word.number.is_none() {
            let (base, exact) = memory.keys(None);
            self.base.push_str(base);
            self.exact.push_str(exact);
        }
        let ends = (self.base.len(), self.exact.len());
        self.hashes.push(word.hashes);
        self.syllables.push(RunSyllable { number: word.number, written: word.written, ends });
    }

    fn keys<'a>(&'a self, at: usize, memory: &'a Memory) -> (&'a str, &'a str) {
        let RunSyllable { number, ends, .. } = &self.syllables[at];
        if number.is_some() {
            return memory.keys(*number);
        }
        let from = at.checked_sub(1).map_or((0, 0), |before| self.syllables[before].ends);
        (&self.base[from.0..ends.0], &self.exact[from.1..ends.1])
    }

    fn clear(&mut self) {
        self.hashes.clear();
        self.syllables.clear();
        self.base.clear();
        self.exact.clear();
    }

    /// The hash of the letters of the syllables `from..to`, as they are written.
    fn letters(&self, from: usize, to: usize) -> u64 {
        let rest = self.syllables[from + 1..to].iter().map(|syllable| syllable.written.0);
        rest.fold(self.syllables[from].written.0, chain)
    }
}

/// Where the words of several syllables are written. What is counted already is not written again: how often the syllables
/// stand in an article ranks it, and a second count of the same takes room.
struct RunWords<'a> {
    run: &'a SyllableRun,
    words: &'a WordCutter,
    memory: &'a Memory,
    counted: &'a mut Counted,
    out: &'a mut String,
}

impl RunWords<'_> {
    /// Writes the words that begin with a syllable of a longer word, up to the end of that.
    fn within(&mut self, from: usize, end: usize) {
        let run = self.run;
        let mut unmarked = chain(0, run.hashes[from].base);
        let (mut base, mut exact) = run.syllables[from].written;
        for to in from + 2..=end {
            let last = run.syllables[to - 1].written;
            (base, exact) = (chain(base, last.0), chain(exact, last.1));
            unmarked = chain(unmarked, run.hashes[to - 1].base);
            if run.cut.is_word(from, to) {
                if self.counted.is_new(chain(base, exact)) {
                    self.letters(from, to);
                    for at in from..to {
                        self.out.push_str(&fold::similar(run.keys(at, self.memory).1));
                        self.out.push(if at + 1 < to { '_' } else { ' ' });
                    }
                }
            } else if self.words.has_unmarked(unmarked) && self.counted.is_new(base) {
                self.letters(from, to);
                self.out.push(' ');
            }
        }
    }

    /// Writes the words, by their letters alone, that begin with a syllable that is a word of its own, up to the last such.
    fn between(&mut self, from: usize, end: usize) {
        let mut unmarked = chain(0, self.run.hashes[from].base);
        for to in from + 2..=end {
            unmarked = chain(unmarked, self.run.hashes[to - 1].base);
            if self.words.has_unmarked(unmarked) && self.counted.is_new(self.run.letters(from, to)) {
                self.letters(from, to);
                self.out.push(' ');
            }
        }
    }

    /// The letters of the word of syllables `from..to`, and the sign behind which its spelling follows.
    fn letters(&mut self, from: usize, to: usize) {
        for at in from..to {
            self.out.push_str(self.run.keys(at, self.memory).0);
            self.out.push(if at + 1 < to { '_' } else { SPELLED });
        }
    }
}

impl TextKeys {
    pub(super) fn take(&mut self, text: &str, words: &WordCutter, memory: &mut Memory) {
        let mut tokens = fold::tokens(text);
        let mut end = 0;
        while let Some(word) = tokens.next_keys(memory) {
            // A remembered word is no longer than what is remembered.
            if word.number.is_none() && memory.keys(None).0.len() > MAX_TERM_BYTES {
                continue;
            }
            let between = end..word.range.start;
            let joined = matches!(text.as_bytes().get(between.clone()), Some(b" "))
                || text.get(between).is_some_and(|between| between.trim().is_empty());
            let no_syllable = word.hashes.exact == 0;
            if !joined || no_syllable {
                self.end_run(words, memory);
            }
            end = word.range.end;
            if word.kind == FoldKind::Number {
                same_place(&mut self.base, memory.keys(word.number).0);
                end = word.range.start;
            } else {
                self.run.push(&word, memory);
            }
            if no_syllable {
                self.end_run(words, memory);
            }
        }
        self.end_run(words, memory);
    }

    /// Writes the syllables of the run and its words.
    fn end_run(&mut self, words: &WordCutter, memory: &Memory) {
        if self.run.syllables.is_empty() {
            return;
        }
        words.cut(&self.run.hashes, &mut self.run.cut);
        let run = &self.run;
        let mut written = RunWords { run, words, memory, counted: &mut self.counted, out: &mut self.word };
        let mut at = 0;
        for (number, word) in run.cut.words.iter().enumerate() {
            let end = at + word.syllables;
            if word.syllables == 1 {
                written.between(at, at + alone(&run.cut.words[number..]));
            }
            for from in at..end {
                if word.syllables > 1 {
                    written.within(from, end);
                }
                let (base, exact) = run.keys(from, memory);
                let syllable = &run.syllables[from];
                let spelling = match syllable.number.and_then(|number| self.spellings.count_again(number)) {
                    Some(spelling) => spelling,
                    None => {
                        let hash = match run.hashes[from].base {
                            0 => syllable.written.0,
                            hash => hash,
                        };
                        self.spellings.count((hash, syllable.number), exact, &mut self.exact)
                    }
                };
                let base = plain(&mut self.base, base);
                self.syllables.push(KeySyllable { place: self.place, base, spelling });
                self.place += 1;
            }
            at = end;
        }
        self.run.clear();
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
                let exact = &self.exact[self.spellings.key(syllable.spelling)];
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

/// How many of the first words are of one syllable, four at most.
fn alone(words: &[TextWord]) -> usize {
    words.iter().take(MOST_SYLLABLES).take_while(|word| word.syllables == 1).count()
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

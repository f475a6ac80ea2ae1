//! The vocabulary by its keys: the words that a text may be split into.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::lexicon::{Lexicon, MOST_SYLLABLES, chain, syllable_hash, unmarked_hash};

/// Additional words, and words of the lexicon that are really more than one word.
const MORE: &str = include_str!("vocabulary.txt");
const APART: &str = include_str!("apart.txt");

/// The built-in vocabulary, created when a text is first split, which startup does not need.
static OWN: LazyLock<Vocabulary> = LazyLock::new(|| {
    let apart: FxHashSet<&str> = entries(APART).collect();
    let words = || Lexicon::own_words().filter(|word| !apart.contains(word)).chain(entries(MORE)).map(Cow::Borrowed);
    // Counted first and not collected, so that everything has its final size and nothing else was ever held.
    Vocabulary::new(words().count(), words())
});

/// Words of two to [`MOST_SYLLABLES`] syllables.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// Bits of the hashes in both sets: most sequences of syllables are no word, and whoever asks for many looks here first.
    pub(super) sieve: HashSieve,
    /// Hashes of K3 with i for y.
    exact: FxHashSet<u64>,
    /// The last word with each K1 hash.
    unmarked: FxHashMap<u64, u32>,
    /// Each word, and the previous one with the same K1.
    words: Vec<(Cow<'static, str>, Option<u32>)>,
}

/// The lines of a list that are words.
fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Vocabulary {
    /// The built-in vocabulary.
    pub(super) fn built_in() -> &'static Self {
        &OWN
    }

    /// Of some `room` words.
    pub(super) fn new(room: usize, words: impl Iterator<Item = Cow<'static, str>>) -> Self {
        let mut new = Self::default();
        new.exact.reserve(room);
        new.unmarked.reserve(room);
        new.words.reserve(room);
        for word in words {
            new.add(word);
        }
        new
    }

    fn add(&mut self, word: Cow<'static, str>) {
        let (mut exact, mut unmarked, mut count) = (0, 0, 0);
        for syllable in word.as_bytes().split(|byte| *byte == b' ') {
            let hashes = syllable_hash(syllable).zip(unmarked_hash(syllable));
            let Some((marked, plain)) = hashes else { return };
            (exact, unmarked) = (chain(exact, marked), chain(unmarked, plain));
            count += 1;
        }
        let Ok(place) = u32::try_from(self.words.len()) else { return };
        if (2..=MOST_SYLLABLES).contains(&count) && self.exact.insert(exact) {
            self.sieve.add(exact);
            self.sieve.add(unmarked);
            let before = self.unmarked.insert(unmarked, place);
            self.words.push((word, before));
        }
    }

    /// Whether a word has this chained hash of K3.
    pub(super) fn has(&self, exact: u64) -> bool {
        self.exact.contains(&exact)
    }

    /// Whether a word has this chained hash of K1.
    pub(super) fn has_unmarked(&self, base: u64) -> bool {
        self.unmarked.contains_key(&base)
    }

    /// The words with this chained hash of K1.
    pub(super) fn with_base(&self, base: u64) -> impl Iterator<Item = &str> {
        let first = self.unmarked.get(&base).copied();
        let at = |place: u32| self.words.get(place as usize);
        let chained = std::iter::successors(first, move |place| at(*place).and_then(|(_, before)| *before));
        chained.filter_map(move |place| at(place).map(|(word, _)| word.as_ref()))
    }
}

/// A set of bits, one per hash; different hashes may share a bit.
#[derive(Debug, Clone, Default)]
pub(super) struct HashSieve(Vec<u64>);

impl HashSieve {
    /// Number of bits, a power of two: 64 KiB, of which the built-in words use a sixteenth.
    const BITS: u64 = 1 << 19;

    /// The index of the machine word, and the bit in it.
    const fn place(hash: u64) -> (usize, u64) {
        let bit = (hash >> 24) % Self::BITS;
        ((bit / 64) as usize, 1 << (bit % 64))
    }

    fn add(&mut self, hash: u64) {
        let (word, bit) = Self::place(hash);
        self.0.resize(self.0.len().max((Self::BITS / 64) as usize), 0);
        self.0[word] |= bit;
    }

    /// Both together.
    pub(super) fn with(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.0.resize(both.0.len().max(other.0.len()), 0);
        for (word, more) in both.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
        both
    }

    #[inline]
    pub(super) fn may_have(&self, hash: u64) -> bool {
        let (word, bit) = Self::place(hash);
        self.0.get(word).is_some_and(|bits| bits & bit != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lists_is_a_word_and_stands_in_one_of_them() {
        let own = Vocabulary::built_in();
        let mut seen = FxHashSet::default();
        for word in entries(MORE) {
            assert!(seen.insert(word) && !Lexicon::default().contains(word), "{word}");
        }
        assert!(entries(APART).all(|word| Lexicon::default().contains(word) && !seen.contains(word)));
        assert_eq!(own.words.len(), seen.len() + Lexicon::default().len() - entries(APART).count());
    }

    #[test]
    fn all_words_with_the_same_letters_are_found() {
        let base = ["luong", "thuc"].iter().filter_map(|syllable| unmarked_hash(syllable.as_bytes())).fold(0, chain);
        assert!(Vocabulary::built_in().with_base(base).any(|word| word == "lương thực"));
        assert!(Vocabulary::built_in().has_unmarked(base) && !Vocabulary::built_in().has(base));
    }
}

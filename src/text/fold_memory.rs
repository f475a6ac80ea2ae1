//! A cache of word keys for reading many texts. News repeats the same few thousand syllables, and a lookup costs a
//! third of computing the keys.
//!
//! Only plain words are cached: letters of the table, surrounded by ASCII or common punctuation. Their keys depend on
//! nothing but their bytes. All other words are computed as usual, so the results are the same either way.

use std::borrow::Cow;
use std::hash::{BuildHasher as _, BuildHasherDefault};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};
use unicode_normalization::UnicodeNormalization;

use super::fold::{FoldKind, FoldToken, Tokens};
use super::lexicon::syllable_hash;

/// Most cached words; further ones are computed each time.
const MAX_WORDS: usize = 1 << 15;
/// Longest cached word, in bytes.
const MAX_BYTES: usize = 32;

/// The cached words.
#[derive(Debug, Default)]
pub struct Memory {
    /// By [`short`] the place of a word in `keys`, …
    short: FxHashMap<u128, usize>,
    /// … and of a longer one.
    long: FxHashMap<Box<str>, usize>,
    keys: Vec<KnownWord>,
    /// The number of the keys, by K3.
    numbers: FxHashMap<Box<str>, usize>,
    token: FoldToken,
}

/// The entry of a word: K1, K3, and their hashes for the lexicon.
#[derive(Debug)]
struct KnownWord {
    base: Box<str>,
    exact: Box<str>,
    hashes: Hashes,
    written: (u64, u64),
    /// The index of the first word with the same keys.
    number: usize,
}

/// The hashes of a word for the lexicon; 0 if it is no syllable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hashes {
    /// Of K3 with i for y.
    pub exact: u64,
    /// Of K1.
    pub base: u64,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// What it costs as a word of its own ([`super::words`]).
    pub(super) alone: u8,
}

impl Hashes {
    pub(super) fn of(word: &str, base: &str) -> Self {
        let hash = |text: &str| syllable_hash(text.as_bytes()).unwrap_or(0);
        let exact = hash(word);
        let alone = super::alone::cost(exact);
        Self { exact, base: hash(base), capital: word.starts_with(char::is_uppercase), alone }
    }
}

/// A token's kind and what is known of its keys, which [`Memory::keys`] gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoldKeys {
    /// Bytes of the source.
    pub range: Range<usize>,
    /// For the lexicon.
    pub hashes: Hashes,
    /// Hashes of K1 and K3 as they are written: for the lexicon `ky` and `ki` are the same.
    pub written: (u64, u64),
    /// For a cached word, the number of its keys, below `MAX_WORDS`: words with equal keys have equal numbers.
    pub number: Option<usize>,
    /// A word, or the number of a document.
    pub kind: FoldKind,
}

fn hash(key: &str) -> u64 {
    BuildHasherDefault::<FxHasher>::default().hash_one(key)
}

/// The bytes of a word of at most sixteen, behind them zeros: two such words are compared at once, which takes less time
/// than comparing strings. No cached word holds a zero byte.
fn short(word: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    Some(u128::from_le_bytes(bytes))
}

impl Memory {
    /// K1 and K3 of a cached word, by [`FoldKeys::number`]; without one, those of the word that was read last.
    #[inline]
    pub fn keys(&self, number: Option<usize>) -> (&str, &str) {
        match number.and_then(|number| self.keys.get(number)) {
            Some(known) => (&known.base, &known.exact),
            None => (&self.token.base, &self.token.exact),
        }
    }

    fn known(&self, word: &str) -> Option<usize> {
        match short(word) {
            Some(short) => self.short.get(&short).copied(),
            None => self.long.get(word).copied(),
        }
    }

    /// The index of `word` in the cache, if it can be cached.
    fn place(&mut self, word: &str) -> Option<usize> {
        if let Some(place) = self.known(word) {
            return Some(place);
        }
        if self.keys.len() >= MAX_WORDS || word.len() > MAX_BYTES || !super::fold::is_plain(word) {
            return None;
        }
        let mut tokens = super::fold::tokens(word);
        if !tokens.advance(&mut self.token) || self.token.range != (0..word.len()) {
            return None;
        }
        let place = self.keys.len();
        let hashes = Hashes::of(word, &self.token.base);
        let (base, exact): (Box<str>, Box<str>) = (self.token.base.as_str().into(), self.token.exact.as_str().into());
        let first = *self.numbers.entry(exact.clone()).or_insert(place);
        let number = if self.keys.get(first).is_none_or(|known| known.base == base) { first } else { place };
        let written = (hash(&base), hash(&exact));
        self.keys.push(KnownWord { base, exact, hashes, written, number });
        match short(word) {
            Some(short) => self.short.insert(short, place),
            None => self.long.insert(word.into(), place),
        };
        Some(place)
    }
}

impl Tokens<'_> {
    /// As [`Tokens::advance`], with the cache; only what the index needs.
    pub fn next_keys(&mut self, memory: &mut Memory) -> Option<FoldKeys> {
        if let Some(range) = self.peek_plain()
            && let Some(place) = memory.place(&self.text()[range.clone()])
        {
            self.go_behind(range.end);
            let KnownWord { hashes, written, number, .. } = &memory.keys[place];
            let (kind, hashes, written) = (FoldKind::Word, *hashes, *written);
            return Some(FoldKeys { kind, range, hashes, written, number: Some(*number) });
        }
        let token = &mut memory.token;
        self.advance(token).then(|| {
            let word = &self.text()[token.range.clone()];
            let composed = if word.is_ascii() { Cow::Borrowed(word) } else { Cow::Owned(word.nfc().collect()) };
            let hashes = Hashes::of(&composed, &token.base);
            let written = (hash(&token.base), hash(&token.exact));
            FoldKeys { kind: token.kind, range: token.range.clone(), hashes, written, number: None }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn with_memory(text: &str, memory: &mut Memory) -> Vec<(FoldKind, String, String)> {
        let mut tokens = super::super::fold::tokens(text);
        let mut out = Vec::new();
        while let Some(keys) = tokens.next_keys(memory) {
            let (base, exact) = memory.keys(keys.number);
            out.push((keys.kind, base.to_owned(), exact.to_owned()));
        }
        out
    }

    fn without(text: &str) -> Vec<(FoldKind, String, String)> {
        super::super::fold::tokens(text).map(|token| (token.kind, token.base, token.exact)).collect()
    }

    #[test]
    fn every_kind_of_text_gives_the_same_with_a_memory_and_without() {
        let texts = [
            "Người lao động, đoàn viên (công đoàn) – “lương” tối thiểu; kỹ-sư KỸ SƯ",
            "Nghị định 38/2022/NĐ-CP và 3tr5 đồng, covid19 x2y",
            "Ng\u{1b0}\u{01a1}\u{300}i lo\u{301}n a\u{ad}b .\u{301}a a\u{200d} b 中文lương",
            "\u{300}đầu a\u{0}b\r\nc\td_e'f\u{600} g",
            "“đình công”… K’Ho–Kinh ‘lương’—thưởng ”\u{301}a b”\u{301} …\u{200d}c d\u{2019}",
        ];
        let mut memory = Memory::default();
        for text in texts.iter().chain(&texts) {
            assert_eq!(with_memory(text, &mut memory), without(text), "{text:?}");
        }
    }

    #[test]
    fn a_full_memory_still_gives_every_word() {
        let mut memory = Memory::default();
        let letters =
            |n: usize| (0..4).map(|at| char::from(b'a' + u8::try_from(n / 26_usize.pow(at) % 26).unwrap())).collect();
        let words: Vec<String> = (0..MAX_WORDS + 5).map(letters).collect();
        assert_eq!(with_memory(&words.join(" "), &mut memory).len(), words.len());
        assert_eq!(memory.keys.len(), MAX_WORDS);
        assert_eq!(with_memory(&words[MAX_WORDS], &mut memory), without(&words[MAX_WORDS]));
    }

    #[test]
    fn words_with_the_same_keys_have_one_number() {
        let mut memory = Memory::default();
        let mut tokens = super::super::fold::tokens("Hoà hòa hoa HÒA");
        let mut numbers = Vec::new();
        while let Some(keys) = tokens.next_keys(&mut memory) {
            numbers.extend(keys.number);
        }
        assert!(numbers.len() == 4 && numbers[0] == numbers[1] && numbers[1] == numbers[3] && numbers[1] != numbers[2]);
    }

    proptest! {
        #[test]
        fn any_text_gives_the_same_with_a_memory_and_without(text in "[a-dA-D0-2 .,/_'đĐâấẫươừ\u{300}\u{301}\u{31b}\u{ad}\u{200d}\u{0}\r\n“”’–…中]{0,40}") {
            let mut memory = Memory::default();
            for _ in 0..2 {
                prop_assert_eq!(with_memory(&text, &mut memory), without(&text));
            }
        }
    }
}

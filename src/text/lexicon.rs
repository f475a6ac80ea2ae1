//! Words of two to four syllables, which should stay on one line if possible.
//!
//! The list in `lexicon.txt` was written for this project: words of labour, law, work and daily news. The user's own
//! archive adds more: a [`Learner`] finds syllables that occur together more often than by chance.
//! A lexicon stores hashes of the exact keys of its words, so that tone placement and capitals make no difference.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::letter::{Class, row_of};

/// Most syllables of a word in the lexicon.
pub const MOST_SYLLABLES: usize = 4;
/// How often two syllables must occur side by side to be learnt.
pub const LEAST_COUNT: u32 = 5;
/// How much more often than chance, as the natural logarithm (pointwise mutual information).
pub const LEAST_PMI: f64 = 4.5;
/// Most pairs that are counted while learning; later ones are ignored.
pub const MOST_PAIRS: usize = 400_000;
/// Most words that are learnt, the most frequent first.
pub const MOST_LEARNT: usize = 5_000;

const OWN_WORDS: &str = include_str!("lexicon.txt");

/// Word hashes; the set needs no strong hash function of its own.
type WordHashes = FxHashSet<u64>;

/// The built-in words, hashed at compile time: a table with open addressing; 0 marks an empty slot.
static BUILT_IN: [u64; PLACES] = built_in();
/// Size of the table, a power of two; less than two fifths are used.
const PLACES: usize = 1 << 13;
/// The number of built-in words.
const OWN_COUNT: usize = {
    let (mut count, mut at) = (0, 0);
    while at < PLACES {
        count += (BUILT_IN[at] != 0) as usize;
        at += 1;
    }
    count
};

#[expect(clippy::large_stack_arrays, reason = "only the compiler calls it")]
const fn built_in() -> [u64; PLACES] {
    let mut table = [0; PLACES];
    let mut rest = OWN_WORDS.as_bytes();
    while !rest.is_empty() {
        let line = until(rest, b'\n');
        if let Some(hash) = word_hash(line) {
            table[place_of(&table, hash)] = hash;
        }
        rest = beyond(rest, line.len() + 1);
    }
    table
}

/// The slot of a hash in the table, or where it would be inserted.
const fn place_of(table: &[u64; PLACES], hash: u64) -> usize {
    let mut at = (hash >> 32) as usize % PLACES;
    while table[at] != 0 && table[at] != hash {
        at = (at + 1) % PLACES;
    }
    at
}

/// A set of words; cheap to clone. `default()` contains the built-in words.
#[derive(Debug, Clone)]
pub struct Lexicon {
    /// Whether the built-in words are included.
    own: bool,
    learnt: Arc<WordHashes>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self { own: true, learnt: Arc::default() }
    }
}

impl Lexicon {
    /// An empty lexicon.
    pub fn empty() -> Self {
        Self { own: false, learnt: Arc::default() }
    }

    /// This lexicon with more words; each is a string with spaces between syllables.
    pub fn with<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut learnt = (*self.learnt).clone();
        learnt.extend(words.into_iter().filter_map(|word| word_hash(word.as_bytes())));
        Self { own: self.own, learnt: Arc::new(learnt) }
    }

    /// The built-in words, in the order of the list.
    pub(crate) fn own_words() -> impl Iterator<Item = &'static str> {
        OWN_WORDS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        if self.own { OWN_COUNT + self.learnt.len() } else { self.learnt.len() }
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether `word` (syllables by spaces) is in the lexicon.
    pub fn contains(&self, word: &str) -> bool {
        word_hash(word.as_bytes()).is_some_and(|hash| self.has(hash))
    }

    /// Whether the lexicon contains the word with this [`chain`]ed hash.
    pub(crate) fn has(&self, hash: u64) -> bool {
        (self.own && BUILT_IN[place_of(&BUILT_IN, hash)] == hash) || self.learnt.contains(&hash)
    }
}

/// The hash of a syllable by its exact key: letters without the tone, lower case, i for y where both spellings exist,
/// then the tone. `None` if it contains anything but letters.
pub(crate) const fn syllable_hash(syllable: &[u8]) -> Option<u64> {
    match hash_by(syllable, HashOf::Kept) {
        Some((letters, tone)) => Some(with_tone(letters, tone)),
        None => None,
    }
}

/// The hash that a syllable has if written without any marks.
pub(crate) const fn unmarked_hash(syllable: &[u8]) -> Option<u64> {
    match hash_by(syllable, HashOf::Dropped) {
        Some((letters, _)) => Some(with_tone(letters, 0)),
        None => None,
    }
}

/// The hash of a syllable by its exact key K3, `lương:5`.
pub(crate) fn key_hash(key: &str) -> Option<u64> {
    let (letters, tone) = key.split_once(':').unwrap_or((key, "0"));
    let (letters, _) = hash_by(letters.as_bytes(), HashOf::Kept)?;
    Some(with_tone(letters, tone.parse().ok()?))
}

const fn with_tone(letters: u64, tone: u64) -> u64 {
    (letters ^ (tone + 0x11_0000)).wrapping_mul(HASH_PRIME)
}

/// Whether a hash is of a syllable as written, or of its letters alone.
#[derive(Clone, Copy)]
enum HashOf {
    Kept,
    Dropped,
}

/// The hash of a syllable's letters, and its tone.
const fn hash_by(syllable: &[u8], marks: HashOf) -> Option<(u64, u64)> {
    let (mut tone, mut at, mut count) = (0, 0, 0);
    let mut letters = ['\0'; 3];
    let (mut before, mut hash) = (HASH_START, HASH_START);
    while at < syllable.len() {
        let (c, length) = char_at(syllable, at);
        let row = row_of(c);
        if !matches!(row.class, Class::Letter) {
            return None;
        }
        let letter = match marks {
            HashOf::Kept => row.letters,
            HashOf::Dropped => row.base,
        };
        if matches!(marks, HashOf::Kept) && row.tone as u64 > tone {
            tone = row.tone as u64;
        }
        if count < letters.len() {
            letters[count] = letter;
        }
        count += 1;
        before = hash;
        hash = letter_hash(hash, letter);
        at += length;
    }
    if count == 0 {
        return None;
    }
    let either = match (count, letters) {
        (2, ['h' | 'k' | 'l' | 'm' | 's' | 't' | 'v', 'y', _]) | (3, ['q', 'u', 'y']) => letter_hash(before, 'i'),
        _ => hash,
    };
    Some((either, tone))
}

const HASH_START: u64 = 0xcbf2_9ce4_8422_2325;
const HASH_PRIME: u64 = 0x0100_0000_01b3;

const fn letter_hash(hash: u64, letter: char) -> u64 {
    (hash ^ letter as u64).wrapping_mul(HASH_PRIME)
}

/// The character whose UTF-8 begins at byte `at`, and its length. Characters of more than three bytes occur in no word
/// and are replaced by the replacement character.
const fn char_at(text: &[u8], at: usize) -> (char, usize) {
    const fn tail(text: &[u8], at: usize) -> u32 {
        if at < text.len() { (text[at] & 0x3f) as u32 } else { 0 }
    }
    let lead = text[at] as u32;
    let (code, length) = match lead {
        0..0x80 => (lead, 1),
        0xc0..0xe0 => (((lead & 0x1f) << 6) | tail(text, at + 1), 2),
        0xe0..0xf0 => (((lead & 0xf) << 12) | (tail(text, at + 1) << 6) | tail(text, at + 2), 3),
        _ => (0xfffd, 4),
    };
    match char::from_u32(code) {
        Some(c) => (c, length),
        None => ('\u{fffd}', length),
    }
}

/// The hash of a word extended by one syllable.
pub(crate) const fn chain(word: u64, syllable: u64) -> u64 {
    (word.rotate_left(23) ^ syllable).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The hash of a UTF-8 word with spaces between syllables; `None` if it does not have two to [`MOST_SYLLABLES`]
/// syllables.
const fn word_hash(word: &[u8]) -> Option<u64> {
    let (mut hash, mut count, mut rest) = (0, 0, word);
    while !rest.is_empty() {
        let syllable = until(rest, b' ');
        rest = beyond(rest, syllable.len() + 1);
        if syllable.is_empty() {
            continue;
        }
        let Some(next) = syllable_hash(syllable) else { return None };
        hash = chain(hash, next);
        count += 1;
    }
    if count >= 2 && count <= MOST_SYLLABLES { Some(hash) } else { None }
}

/// The bytes before the first `end`.
const fn until(text: &[u8], end: u8) -> &[u8] {
    let mut at = 0;
    while at < text.len() && text[at] != end {
        at += 1;
    }
    text.split_at(at).0
}

/// The bytes from `from` on; empty if there are fewer.
const fn beyond(text: &[u8], from: usize) -> &[u8] {
    if from < text.len() { text.split_at(from).1 } else { &[] }
}

/// Two syllables that occur side by side often enough to be learnt: as lower-case text, and by their hashes.
struct Collocation {
    text: String,
    syllables: [u64; 2],
}

/// Learns words from texts; keeps counts, not the texts.
pub struct Learner<'a> {
    known: &'a Lexicon,
    total: u32,
    singles: FxHashMap<u64, u32>,
    pairs: FxHashMap<u64, u32>,
    /// Pairs that occurred at least [`LEAST_COUNT`] times. The text of rarer pairs is not stored, as there are many.
    collocations: FxHashMap<u64, Collocation>,
}

impl<'a> Learner<'a> {
    /// A learner of words that `known` does not contain.
    pub fn new(known: &'a Lexicon) -> Self {
        let (singles, pairs, collocations) = Default::default();
        Self { known, total: 0, singles, pairs, collocations }
    }

    /// Reads a text.
    pub fn read(&mut self, text: &str) {
        for phrase in text.split(|c: char| !c.is_alphabetic() && c != ' ') {
            self.take(phrase);
        }
    }

    /// Counts the syllables of a phrase without punctuation, and the pairs of neighbours.
    fn take(&mut self, phrase: &str) {
        let mut last: Option<(&str, u64)> = None;
        for syllable in phrase.split_whitespace() {
            let Some(hash) = syllable_hash(syllable.as_bytes()).filter(|_| super::syllable::is_valid(syllable)) else {
                last = None;
                continue;
            };
            self.total = self.total.saturating_add(1);
            *self.singles.entry(hash).or_default() += 1;
            if let Some((before, first)) = last.replace((syllable, hash)) {
                self.take_pair([before, syllable], [first, hash]);
            }
        }
    }

    fn take_pair(&mut self, words: [&str; 2], syllables: [u64; 2]) {
        let key = syllables.into_iter().fold(0, chain);
        if !self.pairs.contains_key(&key) && (self.pairs.len() >= MOST_PAIRS || self.known.has(key)) {
            return;
        }
        let count = self.pairs.entry(key).or_default();
        *count = count.saturating_add(1);
        if *count == LEAST_COUNT {
            self.collocations.insert(key, Collocation { text: words.join(" ").to_lowercase(), syllables });
        }
    }

    /// How much more often than by chance these syllables occur together, given `count` occurrences, as a natural
    /// logarithm.
    fn pmi(&self, count: u32, [first, second]: [u64; 2]) -> f64 {
        let alone = |hash: u64| f64::from(self.singles.get(&hash).copied().unwrap_or(1));
        (f64::from(count) * f64::from(self.total) / (alone(first) * alone(second))).ln()
    }

    /// Words of two syllables that occurred side by side at least [`LEAST_COUNT`] times and far more often than by
    /// chance ([`LEAST_PMI`]), in lower case, the most frequent first.
    pub fn words(&self) -> Vec<String> {
        let often = self.collocations.iter().filter_map(|(key, pair)| Some((*self.pairs.get(key)?, pair)));
        let mut found: Vec<_> = often.filter(|(count, pair)| self.pmi(*count, pair.syllables) >= LEAST_PMI).collect();
        found.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.text.cmp(&other.text)));
        found.truncate(MOST_LEARNT);
        found.into_iter().map(|(_, pair)| pair.text.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learnt(text: &str, known: &Lexicon) -> Vec<String> {
        let mut learner = Learner::new(known);
        learner.read(text);
        learner.words()
    }

    #[test]
    fn the_own_words_are_all_readable_and_each_is_there_once() {
        let words: Vec<&str> = OWN_WORDS.lines().filter(|line| !line.starts_with('#')).collect();
        for word in &words {
            assert!(word_hash(word.as_bytes()).is_some(), "{word}");
            assert!(Lexicon::default().contains(word), "{word}");
            assert_eq!(word.trim(), *word);
        }
        assert_eq!(Lexicon::default().len(), words.len());
        assert!((1500..=3000).contains(&words.len()), "{}", words.len());
    }

    #[test]
    fn capitals_and_the_place_of_a_tone_make_no_difference() {
        let lexicon = Lexicon::empty().with(["hòa giải"]);
        assert!(lexicon.contains("Hoà giải") && lexicon.contains("HÒA GIẢI"));
        assert!(!lexicon.contains("hoa giải") && !lexicon.contains("giải hòa"));
    }

    #[test]
    fn a_word_has_two_to_four_syllables() {
        let is_word = |text: &str| word_hash(text.as_bytes()).is_some();
        assert!(!is_word("một") && is_word("a b c d") && !is_word("a b c d e"));
    }

    #[test]
    fn syllables_that_keep_company_are_learnt_from_their_fifth_meeting_on() {
        let filler: String =
            (0..400).map(|n| format!("tin {} về đến. ", ["nhà", "chợ", "xưởng", "đồng"][n % 4])).collect();
        let text = |times: usize| format!("{filler}{}", "cầu cảng. ".repeat(times));
        let learnt = |times: usize| learnt(&text(times), &Lexicon::empty());
        assert!(learnt(5).contains(&"cầu cảng".to_owned()));
        assert!(!learnt(4).contains(&"cầu cảng".to_owned()));
    }

    #[test]
    fn what_is_known_is_not_learnt_again() {
        let text = format!("{} {}", "a ".repeat(900), "cầu cảng. ".repeat(9));
        assert!(learnt(&text, &Lexicon::empty().with(["cầu cảng"])).is_empty());
    }
}

//! The part of a text that is stored for comparison: a sketch of its word shingles, and its facts (numbers and names,
//! each with the words before it).
//!
//! The sketch is a bottom-k `MinHash`: the smallest hashes of the shingles, a consistent sample across texts. A text
//! with fewer shingles than the sketch holds is stored completely. About 500 bytes per article.

use rustc_hash::FxHashMap;

use crate::text::fold;
use crate::text::letter::is_alphanumeric;

/// Words per shingle: fewer coincide by chance, more break at every changed word.
const SHINGLE: usize = 4;
/// Hashes per sketch.
const SKETCH: usize = 96;
/// Facts stored per text, in reading order.
const FACTS: usize = 48;
/// Most words of a text that are read.
const MAX_WORDS: usize = 6_000;
/// Most bytes of a text that are read.
const MAX_BYTES: usize = 64_000;
/// How many of its smallest hashes a text can be looked up by.
const KEYS: usize = 10;
/// Bits of a fact that hold its value; the others hold its context.
const VALUE_BITS: u32 = 13;
/// The longest signature, bytes.
pub const MAX_SIGNATURE_BYTES: usize = 4 + 2 + 4 * (SKETCH + FACTS);

/// The signature of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signature {
    /// Distinct shingles of the text.
    pub(super) shingles: u32,
    /// The smallest hashes, ascending.
    pub(super) sketch: Vec<u32>,
    /// Numbers and names with their context, sorted, without duplicates.
    pub(super) facts: Vec<HashedFact>,
}

/// A number or a name and the words before it, as hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct HashedFact(u32);

impl HashedFact {
    fn new(before: u64, value: u64) -> Self {
        let value = u32::try_from(value >> (64 - VALUE_BITS)).unwrap_or(0);
        let before = u32::try_from(before >> (32 + VALUE_BITS)).unwrap_or(0);
        Self((before << VALUE_BITS) | value)
    }

    /// Its context.
    pub(super) fn context(self) -> u32 {
        self.0 >> VALUE_BITS
    }
}

impl Signature {
    /// The signature of a headline and its paragraphs, lead first.
    pub fn of<'a>(title: &'a str, paragraphs: impl IntoIterator<Item = &'a str>) -> Self {
        Self::with(&mut WordHashes::default(), title, paragraphs)
    }

    /// As [`Self::of`], for callers that process many texts.
    pub fn with<'a>(known: &mut WordHashes, title: &'a str, paragraphs: impl IntoIterator<Item = &'a str>) -> Self {
        let mut reader = SignatureReader::new(known);
        reader.facts_of_title(title);
        for paragraph in paragraphs {
            reader.paragraph(paragraph);
        }
        reader.finish()
    }

    /// Whether the text has too few words to be compared.
    pub fn is_empty(&self) -> bool {
        self.sketch.is_empty()
    }

    /// The hashes by which similar texts are looked up.
    pub fn keys(&self) -> &[u32] {
        &self.sketch[..self.sketch.len().min(KEYS)]
    }

    /// As bytes: the number of shingles, the length of the sketch, the sketch, the facts; little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(6 + 4 * (self.sketch.len() + self.facts.len()));
        bytes.extend(self.shingles.to_le_bytes());
        bytes.extend(u16::try_from(self.sketch.len()).unwrap_or(0).to_le_bytes());
        bytes.extend(self.sketch.iter().flat_map(|hash| hash.to_le_bytes()));
        bytes.extend(self.facts.iter().flat_map(|fact| fact.0.to_le_bytes()));
        bytes
    }

    /// Parses [`Self::to_bytes`]; `None` for anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (shingles, rest) = bytes.split_first_chunk::<4>()?;
        let (length, rest) = rest.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_le_bytes(*length));
        if !rest.len().is_multiple_of(4)
            || rest.len() / 4 < length
            || length > SKETCH
            || rest.len() / 4 - length > FACTS
        {
            return None;
        }
        let (sketch, facts) = rest.as_chunks::<4>().0.split_at(length);
        let sketch = sketch.iter().map(|word| u32::from_le_bytes(*word)).collect();
        let facts = facts.iter().map(|word| HashedFact(u32::from_le_bytes(*word))).collect();
        Some(Self { shingles: u32::from_le_bytes(*shingles), sketch, facts })
    }
}

/// A cache of word hashes: texts mostly repeat the same few words.
#[derive(Debug, Default)]
pub struct WordHashes(FxHashMap<Box<str>, u64>);

impl WordHashes {
    /// Most cached words; further ones are hashed each time.
    const MAX_KNOWN: usize = 1 << 14;

    /// The hash of a word without its marks.
    fn hash(&mut self, word: &str) -> u64 {
        if let Some(hash) = self.0.get(word) {
            return *hash;
        }
        let hash = hash(fold::base(word).bytes());
        if self.0.len() < Self::MAX_KNOWN {
            self.0.insert(word.into(), hash);
        }
        hash
    }
}

/// Reads a text word by word.
struct SignatureReader<'k> {
    /// Hashes of the words, in reading order.
    words: Vec<u64>,
    known: &'k mut WordHashes,
    facts: Vec<HashedFact>,
    bytes: usize,
    /// The number or name being read.
    open: Option<OpenFact>,
    /// The last two words that are neither numbers nor names.
    before: [u64; 2],
}

/// A number or name of several words.
struct OpenFact {
    kind: SignatureKind,
    before: u64,
    value: u64,
    parts: usize,
    /// Whether it begins a sentence, where every word is capitalised.
    opening: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum SignatureKind {
    Figure,
    Name,
}

impl<'k> SignatureReader<'k> {
    fn new(known: &'k mut WordHashes) -> Self {
        Self { words: Vec::new(), known, facts: Vec::new(), bytes: 0, open: None, before: [0; 2] }
    }

    /// Only the numbers of a headline are facts: in capitals every word looks like a name.
    fn facts_of_title(&mut self, title: &str) {
        let end = title.floor_char_boundary(600);
        for word in words(&title[..end]) {
            if word.figure {
                self.fact_word(SignatureKind::Figure, hash(figure(word.text)), &word);
            } else {
                let value = self.known.hash(word.text);
                self.plain(value);
            }
        }
        self.close();
        self.before = [0; 2];
    }

    fn paragraph(&mut self, text: &str) {
        let room = MAX_BYTES.saturating_sub(self.bytes);
        let text = &text[..text.floor_char_boundary(room)];
        self.bytes += text.len();
        for word in words(text) {
            if self.words.len() >= MAX_WORDS {
                break;
            }
            if word.figure {
                let value = hash(figure(word.text));
                self.words.push(value);
                self.fact_word(SignatureKind::Figure, value, &word);
                continue;
            }
            let value = self.known.hash(word.text);
            self.words.push(value);
            if word.capital {
                self.fact_word(SignatureKind::Name, value, &word);
            } else {
                self.plain(value);
            }
        }
        self.close();
        self.before = [0; 2];
    }

    fn fact_word(&mut self, kind: SignatureKind, value: u64, word: &SignatureWord<'_>) {
        let opening = kind == SignatureKind::Name && word.opens;
        let joined = kind == SignatureKind::Name || word.joined;
        match &mut self.open {
            Some(open) if open.kind == kind && joined && !opening => {
                // Day and month are enough; the year is often omitted.
                if open.parts < 2 || kind == SignatureKind::Name {
                    open.value = mix(open.value, value);
                }
                open.parts += 1;
            }
            _ => {
                self.close();
                let before = mix(mix(1, self.before[0]), self.before[1]);
                self.open = Some(OpenFact { kind, before, value: mix(0, value), parts: 1, opening });
            }
        }
    }

    fn plain(&mut self, word: u64) {
        // What is counted distinguishes numbers: *bảo hiểm 23 tỷ* and *bảo hiểm 31 tháng* are two facts.
        if let Some(open) = &mut self.open
            && open.kind == SignatureKind::Figure
        {
            open.before = mix(open.before, word);
        }
        self.close();
        self.before = [self.before[1], word];
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let counts = !(open.kind == SignatureKind::Name && open.opening && open.parts == 1);
        // At the beginning of a paragraph there is no context.
        if counts && self.before != [0; 2] && self.facts.len() < FACTS {
            self.facts.push(HashedFact::new(open.before, open.value));
        }
    }

    fn finish(mut self) -> Signature {
        let mut hashes: Vec<u32> = self.words.windows(SHINGLE).map(shingle).collect();
        hashes.sort_unstable();
        hashes.dedup();
        let shingles = u32::try_from(hashes.len()).unwrap_or(u32::MAX);
        hashes.truncate(SKETCH);
        hashes.shrink_to_fit();
        self.facts.sort_unstable();
        self.facts.dedup();
        self.facts.shrink_to_fit();
        Signature { shingles, sketch: hashes, facts: self.facts }
    }
}

fn shingle(words: &[u64]) -> u32 {
    let all = words.iter().fold(7, |all, word| mix(all, *word));
    u32::try_from(all >> 32).unwrap_or(0)
}

/// A word of a text.
struct SignatureWord<'a> {
    text: &'a str,
    figure: bool,
    capital: bool,
    /// Whether it begins a sentence.
    opens: bool,
    /// Whether only a date separator stands between it and the previous word, and it may be a month: `12-3` is a day,
    /// `35-40` a range.
    joined: bool,
}

/// The words of a text. A number keeps its dots and commas: `1.500.000` is one word.
fn words(text: &str) -> impl Iterator<Item = SignatureWord<'_>> {
    let (mut at, mut opens) = (0, true);
    std::iter::from_fn(move || {
        let start = next_word(text, at)?;
        let between = &text[at..start];
        opens |= between != " " && between.contains(['.', '!', '?', ':', '“', '"', '…', ';', '-', '–', '•']);
        let joined = at > 0 && matches!(between, "/" | "-" | ".");
        let rest = &text[start..];
        let first = rest.chars().next()?;
        let figure = first.is_ascii_digit();
        let length = if figure { figure_length(rest) } else { word_length(rest) };
        at = start + length;
        let joined = joined && text[start..at].parse::<u32>().is_ok_and(|n| n <= 12 || n > 1900);
        let word = SignatureWord { text: &text[start..at], figure, capital: first.is_uppercase(), opens, joined };
        opens = false;
        Some(word)
    })
}

/// The beginning of the next word.
fn next_word(text: &str, mut at: usize) -> Option<usize> {
    loop {
        let byte = *text.as_bytes().get(at)?;
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() {
                return Some(at);
            }
            at += 1;
            continue;
        }
        let c = text[at..].chars().next()?;
        if is_alphanumeric(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

fn word_length(text: &str) -> usize {
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        if byte.is_ascii() {
            if !byte.is_ascii_alphanumeric() {
                break;
            }
            at += 1;
            continue;
        }
        match text[at..].chars().next() {
            Some(c) if is_alphanumeric(c) || is_mark(c) => at += c.len_utf8(),
            _ => break,
        }
    }
    at
}

/// Combining marks of decomposed text.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The length of a number: digits, and dots and commas between digits.
fn figure_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    while let Some(byte) = bytes.get(end) {
        let inside = matches!(byte, b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !byte.is_ascii_digit() && !inside {
            break;
        }
        end += 1;
    }
    end
}

/// A number without its dots, commas and leading zeros: `08` is 8.
fn figure(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0')
}

fn hash(word: impl Iterator<Item = u8>) -> u64 {
    word.fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// Combines two hashes, order-sensitively (the finaliser of `SplitMix64`).
fn mix(a: u64, b: u64) -> u64 {
    let mut x = a.rotate_left(23) ^ b.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// Groups the facts by context; facts are sorted by context. No group is empty.
pub(super) fn by_context(facts: &[HashedFact]) -> impl Iterator<Item = &[HashedFact]> {
    facts.chunk_by(|a, b| a.context() == b.context())
}

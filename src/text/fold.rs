//! Search keys. K1 `base`: no tones, no letter marks, đ→d, lower case. K2 `letters`: no tones. K3 `exact`: letters and the
//! tone of the syllable as a number, so that hoà = hòa. K3iy: as K3 with i for y where both are written (lý, lí).
//!
//! All keys start from one norm: NFKC, eth and African d as đ, lower case, one kind of quote and dash, no format
//! characters, one space for white space. Offsets are bytes; a place in a key leads back to a whole grapheme cluster of
//! the source. Absent on purpose: stop words and stems. Vietnamese has no endings, and `của` matters in a phrase.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::letter::{self, Class, Entry, Tone, row_of};
use super::normalize::is_invisible;

/// How well two words agree. The order is the order of rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The same without any mark (K1).
    Base,
    /// The same letters, perhaps another tone (K2).
    Letters,
    /// The same but for i and y (K3iy).
    Similar,
    /// The same word (K3).
    Exact,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kind {
    /// A run of letters and digits: a syllable, a year. Each ideograph is one.
    #[default]
    Word,
    /// The number of a document as a whole (`38/2022/NĐ-CP`). Its words follow as tokens of their own.
    Number,
}

/// A searchable piece of a text with its keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the source, whole grapheme clusters.
    pub range: Range<usize>,
    /// Count of words before it. A number has the position of its first word.
    pub position: usize,
    /// A word, or the number of a document.
    pub kind: Kind,
    /// K1.
    pub base: String,
    /// K2.
    pub letters: String,
    /// K3: `lương` is `lương`, `lượng` is `lương:5`. `:` is in no word.
    pub exact: String,
    /// K3iy.
    pub exact_iy: String,
}

impl Token {
    /// The best level at which both are the same, if they are at all.
    pub fn level(&self, other: &Self) -> Option<Level> {
        if self.base != other.base && self.exact_iy != other.exact_iy {
            None
        } else if self.exact == other.exact {
            Some(Level::Exact)
        } else if self.exact_iy == other.exact_iy {
            Some(Level::Similar)
        } else if self.letters == other.letters {
            Some(Level::Letters)
        } else {
            Some(Level::Base)
        }
    }

    /// The level that a reader who typed this means: no mark at all = base; a letter mark or đ = letters; a tone = exact.
    pub fn meant(&self) -> Level {
        if self.exact != self.letters {
            Level::Exact
        } else if self.letters != self.base {
            Level::Letters
        } else {
            Level::Base
        }
    }

    fn clear(&mut self) {
        for key in [&mut self.base, &mut self.letters, &mut self.exact, &mut self.exact_iy] {
            key.clear();
        }
    }
}

/// A key and the way back from its bytes to the source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The key.
    pub key: String,
    /// For each character of the key: where it starts, and the bytes of the source cluster it came from.
    map: Vec<(usize, Range<usize>)>,
}

impl Folded {
    /// The bytes of the source behind `range` of the key: whole clusters. An empty range gives an empty one.
    pub fn source(&self, range: &Range<usize>) -> Range<usize> {
        let from = self.map.partition_point(|(at, _)| *at <= range.start).saturating_sub(1);
        let to = self.map.partition_point(|(at, _)| *at < range.end);
        match (self.map.get(from), to.checked_sub(1).and_then(|last| self.map.get(last))) {
            (Some((_, first)), Some((_, last))) if range.start < range.end => first.start..last.end.max(first.start),
            (Some((_, first)), _) => first.start..first.start,
            _ => 0..0,
        }
    }
}

impl Folded {
    /// Adds a character, after the space that waits, unless nothing is before it.
    #[inline]
    fn push(&mut self, space: &mut Option<Range<usize>>, c: char, source: Range<usize>) {
        if let Some(gap) = space.take()
            && !self.key.is_empty()
        {
            self.map.push((self.key.len(), gap));
            self.key.push(' ');
        }
        self.map.push((self.key.len(), source));
        self.key.push(c);
    }
}

/// One character of a key.
#[derive(Debug, Clone)]
struct Piece {
    letters: char,
    /// Absent for a mark that K1 leaves out.
    base: Option<char>,
    tone: Tone,
    class: Class,
    /// The cluster of the source.
    range: Range<usize>,
}

/// The characters of a text's key, in order. White space is not collapsed yet.
struct Pieces<'a> {
    text: &'a str,
    at: usize,
    /// What a slow cluster gave, last first.
    waiting: Vec<Piece>,
}

impl<'a> Pieces<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0, waiting: Vec::new() }
    }

    /// A space or visible ASCII character that another ASCII character follows: a cluster of its own.
    #[inline]
    fn next_ascii(&mut self) -> Option<(usize, u8)> {
        let (at, bytes) = (self.at, self.text.as_bytes());
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(&byte @ b' '..=b'~'), Some(0..0x80)) if self.waiting.is_empty() => {
                self.at += 1;
                Some((at, byte))
            }
            _ => None,
        }
    }

    /// A character of the table that is a cluster of its own. `None`: the end, or a cluster for the general rules.
    #[inline]
    fn next_known(&mut self) -> Option<(Entry, Range<usize>)> {
        let bytes = self.text.as_bytes();
        let first = *bytes.get(self.at)?;
        let c = if first.is_ascii() { char::from(first) } else { self.text[self.at..].chars().next()? };
        let (row, length) = (row_of(c), c.len_utf8());
        let range = self.at..self.at + length;
        if row.class == Class::Slow || !ends_cluster(bytes, range.end) {
            return None;
        }
        self.at = range.end;
        Some((row, range))
    }

    /// Takes the cluster at `at`, by the table or through the general rules.
    fn cluster(&mut self) {
        match self.next_known() {
            Some((row, _)) if row.class == Class::Nothing => {}
            Some((row, range)) => {
                let Entry { letters, base, tone, class } = row;
                self.waiting.push(Piece { letters, base: Some(base), tone, class, range });
            }
            None => self.slow_cluster(),
        }
    }

    /// Takes the cluster at `at` through the general rules.
    fn slow_cluster(&mut self) {
        let rest = &self.text[self.at..];
        let cluster = rest.graphemes(true).next().unwrap_or_default();
        let range = self.at..self.at + cluster.len();
        self.at = range.end;
        let norm: String = cluster
            .nfkc()
            .map(letter::look_alike)
            .flat_map(char::to_lowercase)
            .map(letter::plain_punctuation)
            .filter(|c| !is_invisible(*c))
            .collect();
        let mut tone = Tone::Level;
        let letters = norm.nfd().filter(|c| {
            Tone::of_mark(*c).is_none_or(|found| {
                tone = found;
                false
            })
        });
        let letters: String = letters.nfc().collect();
        for c in letters.chars() {
            let mark = is_combining_mark(c);
            let class = if mark { Class::Letter } else { letter::class_of(c) };
            if class == Class::Nothing {
                continue;
            }
            let base = (!mark).then(|| letter::base_letter(c));
            self.waiting.push(Piece { letters: c, base, tone, class, range: range.clone() });
        }
        self.waiting.reverse();
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    #[inline]
    fn next(&mut self) -> Option<Piece> {
        loop {
            if let Some(piece) = self.waiting.pop() {
                return Some(piece);
            }
            if let Some((row, range)) = self.next_known() {
                if row.class == Class::Nothing {
                    continue;
                }
                let (letters, base) = (row.letters, Some(row.base));
                return Some(Piece { letters, base, tone: row.tone, class: row.class, range });
            }
            if self.at >= self.text.len() {
                return None;
            }
            self.slow_cluster();
        }
    }
}

/// Whether a cluster surely ends before byte `end`: the end of the text, or a character that joins nothing before it
/// (below U+0300 but for the second half of CR LF, Latin Extended Additional, the usual punctuation).
#[inline]
fn ends_cluster(bytes: &[u8], end: usize) -> bool {
    let next = |n: usize| bytes.get(end + n).copied().unwrap_or(0);
    match next(0) {
        b'\n' => end == 0 || bytes[end - 1] != b'\r',
        0..=0xcb => true,
        0xe1 => matches!(next(1), 0xb8..=0xbb),
        0xe2 => next(1) == 0x80 && matches!(next(2), 0x90..=0xa7),
        _ => false,
    }
}

/// A key of a whole text with the way back to the source: K2 with `letters`, else K1.
fn mapped(text: &str, letters: bool) -> Folded {
    let mut out = Folded { key: String::with_capacity(text.len()), map: Vec::with_capacity(text.len()) };
    let mut space: Option<Range<usize>> = None;
    let mut pieces = Pieces::new(text);
    loop {
        if pieces.waiting.is_empty()
            && let Some((row, range)) = pieces.next_known()
        {
            match row.class {
                Class::Nothing => {}
                Class::Space => space = space.or(Some(range)),
                _ => out.push(&mut space, if letters { row.letters } else { row.base }, range),
            }
            continue;
        }
        let Some(piece) = pieces.next() else { return out };
        let found = if letters { Some(piece.letters) } else { piece.base };
        if piece.class == Class::Space {
            space = space.or(Some(piece.range));
        } else if let Some(c) = found {
            out.push(&mut space, c, piece.range);
        }
    }
}

/// The key of [`mapped`] alone, by bytes: most of a text is in the table.
fn bare(text: &str, letters: bool) -> String {
    let bytes = text.as_bytes();
    let table = letter::Keys::get(letters);
    let mut out: Vec<u8> = Vec::with_capacity(text.len() + 8);
    let mut pieces = Pieces::new(text);
    let mut space = false;
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        // A visible ASCII character before another one is a cluster of its own, and its own key but for its case.
        if matches!(lead, b'!'..=b'~') && bytes.get(at + 1).is_none_or(u8::is_ascii) {
            if std::mem::take(&mut space) && !out.is_empty() {
                out.push(b' ');
            }
            out.push(lead.to_ascii_lowercase());
            at += 1;
            continue;
        }
        if lead == b' ' && ends_cluster(bytes, at + 1) {
            space = true;
            at += 1;
            continue;
        }
        let (length, row) = table.row(bytes, at);
        if let Some(key) = row
            && ends_cluster(bytes, at + length)
        {
            if std::mem::take(&mut space) && !out.is_empty() {
                out.push(b' ');
            }
            out.extend_from_slice(key);
            at += length;
            continue;
        }
        pieces.at = at;
        pieces.cluster();
        at = pieces.at;
        while let Some(piece) = pieces.waiting.pop() {
            let found = if letters { Some(piece.letters) } else { piece.base };
            if piece.class == Class::Space {
                space = true;
            } else if let Some(c) = found {
                if std::mem::take(&mut space) && !out.is_empty() {
                    out.push(b' ');
                }
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }
    // Whole characters were written, so nothing is lost here.
    String::from_utf8(out).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// K1: lower case, without any mark, đ → d.
pub fn base(text: &str) -> String {
    bare(text, false)
}

/// K2: lower case, without tones; letter marks and đ stay.
pub fn letters(text: &str) -> String {
    bare(text, true)
}

/// K1 with the way back to the source.
pub fn base_mapped(text: &str) -> Folded {
    mapped(text, false)
}

/// K2 with the way back to the source.
pub fn letters_mapped(text: &str) -> Folded {
    mapped(text, true)
}

/// K3 of a whole text: after each run of letters its tone as `:1` to `:5`.
pub fn exact(text: &str) -> String {
    with_tones(text, false)
}

/// K3iy of a whole text.
pub fn exact_iy(text: &str) -> String {
    with_tones(text, true)
}

fn with_tones(text: &str, iy: bool) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut run = Run::default();
    for piece in Pieces::new(text) {
        if piece.class == Class::Letter {
            run.take(&piece);
            out.push(piece.letters);
            continue;
        }
        run.finish(&mut out, iy);
        match piece.class {
            Class::Space if out.is_empty() || out.ends_with(' ') => {}
            Class::Space => out.push(' '),
            _ => out.push(piece.letters),
        }
    }
    run.finish(&mut out, iy);
    out.truncate(out.trim_end().len());
    out
}

/// A run of letters while it is read.
#[derive(Debug, Default)]
struct Run {
    tone: Tone,
    /// Bytes of the run in the key.
    length: usize,
}

impl Run {
    fn take(&mut self, piece: &Piece) {
        self.length += piece.letters.len_utf8();
        if piece.tone != Tone::Level {
            self.tone = piece.tone;
        }
    }

    /// Ends the run at the end of `key`: i for y if wanted, then the tone.
    fn finish(&mut self, key: &mut String, iy: bool) {
        if self.length == 0 {
            return;
        }
        if iy && is_iy(&key[key.len() - self.length..]) {
            key.pop();
            key.push('i');
        }
        push_tone(key, self.tone);
        *self = Self::default();
    }
}

fn push_tone(key: &mut String, tone: Tone) {
    if tone != Tone::Level {
        key.push(':');
        key.push(char::from(b'0' + tone as u8));
    }
}

/// Syllables which are written with i and with y. Vowel alone (ý) and thúy/thúi, tay/tai are different words.
fn is_iy(letters: &str) -> bool {
    matches!(letters, "hy" | "ky" | "ly" | "my" | "sy" | "ty" | "vy" | "quy")
}

/// Norm of a text: what all keys start from (K2 would still lose the tones).
pub fn norm(text: &str) -> String {
    let plain = text.nfkc().map(letter::look_alike).flat_map(char::to_lowercase).map(letter::plain_punctuation);
    let plain: String = plain.filter(|c| !is_invisible(*c)).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The searchable pieces of `text` in order: words (letters and digits), and before the words of a document's number the
/// number as a whole.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { pieces: Pieces::new(text), ahead: None, position: 0, number_until: 0 }
}

/// The iterator of [`tokens`]. [`Tokens::advance`] fills a token of yours again and again, which spares allocations.
pub struct Tokens<'a> {
    pieces: Pieces<'a>,
    ahead: Option<Piece>,
    position: usize,
    number_until: usize,
}

impl Tokens<'_> {
    /// Fills `token` with the next one; `false` at the end.
    pub fn advance(&mut self, token: &mut Token) -> bool {
        token.clear();
        let Some(first) = self.next_word_piece() else { return false };
        if let Some(end) = self.number_from(&first) {
            self.number_until = end;
            fill_number(token, self.pieces.text, first.range.start..end, self.position);
            self.ahead = Some(first);
            return true;
        }
        self.fill_word(token, &first);
        true
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        self.pieces.text
    }

    /// The bytes of the next word, if nothing but ASCII stands around it and no digit is in it; it stays the next word.
    pub(super) fn peek_plain(&self) -> Option<Range<usize>> {
        if !self.pieces.waiting.is_empty() || self.ahead.as_ref().is_some_and(is_word) {
            return None;
        }
        let bytes = self.pieces.text.as_bytes();
        let between =
            |byte: &u8| byte.is_ascii() && matches!(row_of(char::from(*byte)).class, Class::Other | Class::Space);
        let mut start = self.pieces.at;
        while bytes.get(start).is_some_and(between) {
            start += 1;
        }
        let mut end = start;
        while bytes.get(end).is_some_and(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii()) {
            end += 1;
        }
        (start < end && bytes.get(end).is_none_or(between)).then_some(start..end)
    }

    /// Takes the word that ends at byte `end` as read.
    pub(super) fn go_behind(&mut self, end: usize) {
        self.ahead = None;
        self.pieces.at = end;
        self.position += 1;
    }

    /// As [`Self::advance`], but passes over words whose K1 begins with a letter that is not `wanted`, which costs far
    /// less than making their keys.
    pub fn advance_to(&mut self, token: &mut Token, wanted: impl Fn(char) -> bool) -> bool {
        token.clear();
        while let Some(first) = self.next_word_piece() {
            let fits = first.base.is_none_or(&wanted);
            if let Some(end) = self.number_from(&first) {
                self.number_until = end;
                if fits {
                    fill_number(token, self.pieces.text, first.range.start..end, self.position);
                    self.ahead = Some(first);
                    return true;
                }
            }
            if fits {
                self.fill_word(token, &first);
                return true;
            }
            self.pass_over(&first);
        }
        false
    }

    /// The bytes of the next word, for those who need no keys.
    pub fn next_range(&mut self) -> Option<Range<usize>> {
        let first = self.next_word_piece()?;
        Some(first.range.start..self.pass_over(&first))
    }

    /// Goes to the end of the word that `first` begins; gives that end.
    fn pass_over(&mut self, first: &Piece) -> usize {
        self.position += 1;
        let alone = is_ideograph(first.letters);
        let mut end = first.range.end;
        loop {
            if !alone {
                while let Some((at, byte)) = self.pieces.next_ascii() {
                    if !byte.is_ascii_alphanumeric() {
                        return end;
                    }
                    end = at + 1;
                }
            }
            match self.pieces.next() {
                Some(piece) if goes_on(end, alone, &piece) => end = piece.range.end,
                other => {
                    self.ahead = other;
                    return end;
                }
            }
        }
    }

    fn next_word_piece(&mut self) -> Option<Piece> {
        self.ahead.take().filter(is_word).or_else(|| self.pieces.find(is_word))
    }

    /// Where the document's number that starts here ends.
    fn number_from(&self, first: &Piece) -> Option<usize> {
        let start = first.range.start;
        if first.class != Class::Digit || start < self.number_until {
            return None;
        }
        super::fold_number::end(self.pieces.text, start)
    }

    fn fill_word(&mut self, token: &mut Token, first: &Piece) {
        token.kind = Kind::Word;
        token.position = self.position;
        token.range = first.range.clone();
        self.position += 1;
        let alone = is_ideograph(first.letters);
        let mut run = Run::default();
        push_piece(token, &mut run, first);
        loop {
            match self.pieces.next() {
                Some(piece) if goes_on(token.range.end, alone, &piece) => {
                    token.range.end = piece.range.end;
                    push_piece(token, &mut run, &piece);
                }
                other => {
                    self.ahead = other;
                    break;
                }
            }
        }
        finish_run(token, &mut run);
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let mut token = Token::default();
        self.advance(&mut token).then_some(token)
    }
}

fn is_word(piece: &Piece) -> bool {
    matches!(piece.class, Class::Letter | Class::Digit)
}

/// Whether a text is letters of the table alone.
pub(super) fn is_plain(text: &str) -> bool {
    text.chars().all(|c| row_of(c).class == Class::Letter)
}

/// Whether `piece` belongs to the word that ends at byte `end` so far; `alone`: the word is an ideograph, which only its
/// own marks follow.
fn goes_on(end: usize, alone: bool, piece: &Piece) -> bool {
    let same_cluster = piece.range.start < end;
    is_word(piece) && (same_cluster || (!alone && !is_ideograph(piece.letters)))
}

#[inline]
fn push_piece(token: &mut Token, run: &mut Run, piece: &Piece) {
    if piece.class == Class::Letter {
        // K3 gets the run as a whole, at its end.
        run.take(piece);
    } else {
        finish_run(token, run);
        token.exact.push(piece.letters);
        token.exact_iy.push(piece.letters);
    }
    if let Some(base) = piece.base {
        token.base.push(base);
    }
    token.letters.push(piece.letters);
}

fn finish_run(token: &mut Token, run: &mut Run) {
    if run.length == 0 {
        return;
    }
    let letters = &token.letters[token.letters.len() - run.length..];
    token.exact.push_str(letters);
    token.exact_iy.push_str(letters);
    if is_iy(&token.exact_iy) {
        token.exact_iy.pop();
        token.exact_iy.push('i');
    }
    push_tone(&mut token.exact, run.tone);
    push_tone(&mut token.exact_iy, run.tone);
    *run = Run::default();
}

fn fill_number(token: &mut Token, text: &str, range: Range<usize>, position: usize) {
    token.kind = Kind::Number;
    token.position = position;
    for piece in Pieces::new(&text[range.clone()]) {
        token.base.extend(piece.base);
        token.letters.push(piece.letters);
    }
    token.exact.push_str(&token.letters);
    token.exact_iy.push_str(&token.letters);
    token.range = range;
}

/// Scripts without spaces between words: each character is a word of its own.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;

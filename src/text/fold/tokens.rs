//! Splits a text into searchable words with their keys, and into document numbers.

use std::ops::Range;

use super::pieces::{KeyPiece, Pieces};
use super::{LetterRun, MatchLevel, is_iy, number, push_tone};
use crate::text::letter::{Class, row_of};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FoldKind {
    /// A run of letters and digits: a syllable, a year. Each ideograph is a word of its own.
    #[default]
    Word,
    /// A whole document number (`38/2022/NĐ-CP`). Its words follow as separate tokens.
    Number,
}

/// A searchable part of a text with its keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoldToken {
    /// Byte range in the source, in whole grapheme clusters.
    pub range: Range<usize>,
    /// The number of words before it. A document number has the position of its first word.
    pub position: usize,
    /// A word or a document number.
    pub kind: FoldKind,
    /// K1.
    pub base: String,
    /// K2.
    pub letters: String,
    /// K3: `lương` is `lương`, `lượng` is `lương:5`. No word contains `:`.
    pub exact: String,
    /// K3iy.
    pub exact_iy: String,
}

impl FoldToken {
    /// The best level at which both match, if any.
    pub fn level(&self, other: &Self) -> Option<MatchLevel> {
        if self.base != other.base && self.exact_iy != other.exact_iy {
            None
        } else if self.exact == other.exact {
            Some(MatchLevel::Exact)
        } else if self.exact_iy == other.exact_iy {
            Some(MatchLevel::Similar)
        } else if self.letters == other.letters {
            Some(MatchLevel::Letters)
        } else {
            Some(MatchLevel::Base)
        }
    }

    /// The level that a user who typed this means: without marks, base; with a letter mark or đ, letters; with a tone,
    /// exact.
    pub fn meant(&self) -> MatchLevel {
        if self.exact != self.letters {
            MatchLevel::Exact
        } else if self.letters != self.base {
            MatchLevel::Letters
        } else {
            MatchLevel::Base
        }
    }

    fn clear(&mut self) {
        for key in [&mut self.base, &mut self.letters, &mut self.exact, &mut self.exact_iy] {
            key.clear();
        }
    }
}

/// The tokens of `text` in order: words (letters and digits); a document number comes before its words.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { pieces: Pieces::new(text), ahead: None, position: 0, number_until: 0 }
}

/// The iterator of [`tokens`]. [`Tokens::advance`] reuses the caller's token, which saves allocations.
pub struct Tokens<'a> {
    pieces: Pieces<'a>,
    ahead: Option<KeyPiece>,
    position: usize,
    number_until: usize,
}

impl Tokens<'_> {
    /// Fills `token` with the next one; `false` at the end.
    pub fn advance(&mut self, token: &mut FoldToken) -> bool {
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
    pub(in crate::text) fn text(&self) -> &str {
        self.pieces.text
    }

    /// The bytes of the next word, if only ASCII and common punctuation surround it and it contains no digit. Does not
    /// advance.
    pub(in crate::text) fn peek_plain(&self) -> Option<Range<usize>> {
        if !self.pieces.waiting.is_empty() || self.ahead.as_ref().is_some_and(is_word) {
            return None;
        }
        let bytes = self.pieces.text.as_bytes();
        let mut start = self.pieces.at;
        while let Some(&byte) = bytes.get(start) {
            start += match BYTES[usize::from(byte)] {
                PlainByte::Between => 1,
                PlainByte::Lead if is_punctuation(bytes, start) => 3,
                _ => break,
            };
        }
        let mut end = start;
        while bytes.get(end).is_some_and(|byte| BYTES[usize::from(*byte)] == PlainByte::Within) {
            end += 1;
        }
        let closed = bytes.get(end).is_none_or(|byte| match BYTES[usize::from(*byte)] {
            PlainByte::Between => true,
            PlainByte::Lead => is_punctuation(bytes, end),
            PlainByte::Within | PlainByte::Other => false,
        });
        (start < end && closed).then_some(start..end)
    }

    /// Skips to byte `end`, where a word ends.
    pub(in crate::text) fn go_behind(&mut self, end: usize) {
        self.ahead = None;
        self.pieces.at = end;
        self.position += 1;
    }

    /// As [`Self::advance`], but skips words whose K1 begins with a letter that is not `wanted`; that is much cheaper
    /// than computing their keys.
    pub fn advance_to(&mut self, token: &mut FoldToken, wanted: impl Fn(char) -> bool) -> bool {
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

    /// The byte range of the next word, for callers that need no keys.
    pub fn next_range(&mut self) -> Option<Range<usize>> {
        let first = self.next_word_piece()?;
        Some(first.range.start..self.pass_over(&first))
    }

    /// Skips to the end of the word that begins with `first`; returns that end.
    fn pass_over(&mut self, first: &KeyPiece) -> usize {
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

    fn next_word_piece(&mut self) -> Option<KeyPiece> {
        self.ahead.take().filter(is_word).or_else(|| self.pieces.find(is_word))
    }

    /// The end of the document number that starts here, if any.
    fn number_from(&self, first: &KeyPiece) -> Option<usize> {
        let start = first.range.start;
        if first.class != Class::Digit || start < self.number_until {
            return None;
        }
        number::end(self.pieces.text, start)
    }

    fn fill_word(&mut self, token: &mut FoldToken, first: &KeyPiece) {
        token.kind = FoldKind::Word;
        token.position = self.position;
        token.range = first.range.clone();
        self.position += 1;
        let alone = is_ideograph(first.letters);
        let mut run = LetterRun::default();
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
    type Item = FoldToken;

    fn next(&mut self) -> Option<FoldToken> {
        let mut token = FoldToken::default();
        self.advance(&mut token).then_some(token)
    }
}

fn is_word(piece: &KeyPiece) -> bool {
    matches!(piece.class, Class::Letter | Class::Digit)
}

/// The class of a byte for [`Tokens::peek_plain`].
#[derive(Clone, Copy, PartialEq, Eq)]
enum PlainByte {
    /// ASCII outside words.
    Between,
    /// A letter, ASCII or not.
    Within,
    /// The first byte of common punctuation.
    Lead,
    Other,
}

static BYTES: [PlainByte; 256] = {
    let mut bytes = [PlainByte::Within; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        let c = byte as char;
        bytes[byte as usize] = match row_of(c).class {
            Class::Other | Class::Space => PlainByte::Between,
            _ if c.is_ascii_alphabetic() => PlainByte::Within,
            _ => PlainByte::Other,
        };
        byte += 1;
    }
    bytes[0xe2] = PlainByte::Lead;
    bytes
};

/// Whether a dash, a quotation mark or `…` is at byte `at`.
fn is_punctuation(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..at + 3), Some([0xe2, 0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9c | 0x9d | 0xa6]))
}

/// Whether all characters of a text are letters of the table.
pub(in crate::text) fn is_plain(text: &str) -> bool {
    text.chars().all(|c| row_of(c).class == Class::Letter)
}

/// Whether `piece` belongs to the word that ends at byte `end` so far; `alone`: the word is an ideograph, which only
/// its own marks continue.
fn goes_on(end: usize, alone: bool, piece: &KeyPiece) -> bool {
    let same_cluster = piece.range.start < end;
    is_word(piece) && (same_cluster || (!alone && !is_ideograph(piece.letters)))
}

#[inline]
fn push_piece(token: &mut FoldToken, run: &mut LetterRun, piece: &KeyPiece) {
    if piece.class == Class::Letter {
        // K3 receives the whole run at its end.
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

fn finish_run(token: &mut FoldToken, run: &mut LetterRun) {
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
    *run = LetterRun::default();
}

fn fill_number(token: &mut FoldToken, text: &str, range: Range<usize>, position: usize) {
    token.kind = FoldKind::Number;
    token.position = position;
    for piece in Pieces::new(&text[range.clone()]) {
        token.base.extend(piece.base);
        token.letters.push(piece.letters);
    }
    token.exact.push_str(&token.letters);
    token.exact_iy.push_str(&token.letters);
    token.range = range;
}

/// Scripts without spaces between words: each character is a word.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

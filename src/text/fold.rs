//! Search keys. K1 `base`: no tones, no letter marks, đ→d, lower case. K2 `letters`: no tones. K3 `exact`: the letters,
//! and the syllable's tone as a number, so that hoà = hòa. K3iy: as K3, with i for y where both spellings exist (lý,
//! lí).
//!
//! All keys start from the same normal form: NFKC, eth and African d as đ, lower case, one kind of quote and dash, no
//! format characters, single spaces. Offsets are bytes; a position in a key maps back to a whole grapheme cluster of
//! the source. Deliberately absent: stop words and stemming. Vietnamese has no inflection, and `của` matters in a
//! phrase.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::letter::{self, Class, Tone};
use super::normalize::is_invisible;

mod number;
mod pieces;
mod tokens;

use pieces::{KeyPiece, Pieces, ends_cluster};
pub(super) use tokens::is_plain;
pub use tokens::{FoldKind, FoldToken, Tokens, tokens};

/// How closely two words match, from worst to best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchLevel {
    /// Equal without any marks (K1).
    Base,
    /// Equal letters, perhaps with another tone (K2).
    Letters,
    /// Equal except for i and y (K3iy).
    Similar,
    /// Equal (K3).
    Exact,
}

/// A key with a map from its bytes back to the source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The key.
    pub key: String,
    /// For each character of the key: where it starts, and the bytes of the source cluster it came from.
    map: Vec<(usize, Range<usize>)>,
}

impl Folded {
    /// The bytes of the source behind `range` of the key, as whole clusters. An empty range gives an empty one.
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
    /// Appends a character, preceded by the pending space unless the key is empty.
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

/// How a single vowel y is spelled in a key with tones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LoneY {
    AsItStands,
    WithI,
}

/// The key of a whole text, with the map back to the source.
fn mapped(text: &str, which: letter::KeyOf) -> Folded {
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
                _ => out.push(&mut space, if which == letter::KeyOf::Letters { row.letters } else { row.base }, range),
            }
            continue;
        }
        let Some(piece) = pieces.next() else { return out };
        let found = if which == letter::KeyOf::Letters { Some(piece.letters) } else { piece.base };
        if piece.class == Class::Space {
            space = space.or(Some(piece.range));
        } else if let Some(c) = found {
            out.push(&mut space, c, piece.range);
        }
    }
}

/// The key of [`mapped`] without the map, computed on bytes: nearly all characters of a text are in the table.
fn key(text: &str, which: letter::KeyOf) -> String {
    let bytes = text.as_bytes();
    let table = letter::Keys::get(which);
    let mut out: Vec<u8> = Vec::with_capacity(text.len() + 8);
    let mut pieces = Pieces::new(text);
    let mut space = false;
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        // A visible ASCII character followed by another one is a cluster of its own; its key is its lower-case form.
        if matches!(lead, b'!'..=b'~') && bytes.get(at + 1).is_none_or(u8::is_ascii) {
            push_space(&mut out, &mut space);
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
            push_space(&mut out, &mut space);
            out.extend_from_slice(key);
            at += length;
            continue;
        }
        pieces.at = at;
        pieces.cluster();
        at = pieces.at;
        while let Some(piece) = pieces.waiting.pop() {
            let found = if which == letter::KeyOf::Letters { Some(piece.letters) } else { piece.base };
            if piece.class == Class::Space {
                space = true;
            } else if let Some(c) = found {
                push_space(&mut out, &mut space);
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }
    // Only whole characters were written, so this cannot lose anything.
    String::from_utf8(out).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Writes the pending space, if any.
#[inline]
fn push_space(out: &mut Vec<u8>, space: &mut bool) {
    if std::mem::take(space) && !out.is_empty() {
        out.push(b' ');
    }
}

/// K1: lower case, no marks, đ → d.
pub fn base(text: &str) -> String {
    key(text, letter::KeyOf::Base)
}

/// K2: lower case, no tones; letter marks and đ are kept.
pub fn letters(text: &str) -> String {
    key(text, letter::KeyOf::Letters)
}

/// K1 with the map back to the source.
pub fn base_mapped(text: &str) -> Folded {
    mapped(text, letter::KeyOf::Base)
}

/// K3 of a whole text: each run of letters is followed by its tone, `:1` to `:5`.
pub fn exact(text: &str) -> String {
    with_tones(text, LoneY::AsItStands)
}

/// K3iy of a whole text.
pub fn exact_iy(text: &str) -> String {
    with_tones(text, LoneY::WithI)
}

fn with_tones(text: &str, spelling: LoneY) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut run = LetterRun::default();
    for piece in Pieces::new(text) {
        if piece.class == Class::Letter {
            run.take(&piece);
            out.push(piece.letters);
            continue;
        }
        run.finish(&mut out, spelling);
        match piece.class {
            Class::Space if out.is_empty() || out.ends_with(' ') => {}
            Class::Space => out.push(' '),
            _ => out.push(piece.letters),
        }
    }
    run.finish(&mut out, spelling);
    out.truncate(out.trim_end().len());
    out
}

/// A run of letters being read.
#[derive(Debug, Default)]
struct LetterRun {
    tone: Tone,
    /// Bytes of the run in the key.
    length: usize,
}

impl LetterRun {
    fn take(&mut self, piece: &KeyPiece) {
        self.length += piece.letters.len_utf8();
        if piece.tone != Tone::Level {
            self.tone = piece.tone;
        }
    }

    /// Finishes the run at the end of `key`: replaces y by i if wanted, then appends the tone.
    fn finish(&mut self, key: &mut String, spelling: LoneY) {
        if self.length == 0 {
            return;
        }
        if spelling == LoneY::WithI && is_iy(&key[key.len() - self.length..]) {
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

/// Syllables spelled with i and with y. A syllable of the vowel alone (ý) is not one of them, and thúy/thúi, tay/tai are different words.
fn is_iy(letters: &str) -> bool {
    matches!(letters, "hy" | "ky" | "ly" | "my" | "sy" | "ty" | "vy" | "quy")
}

/// K3iy of a word, given its K3.
pub(crate) fn similar(exact: &str) -> Cow<'_, str> {
    let letters = exact.split(':').next().unwrap_or_default();
    match letters.strip_suffix('y') {
        Some(before) if is_iy(letters) => format!("{before}i{}", &exact[letters.len()..]).into(),
        _ => exact.into(),
    }
}

/// The normal form that all keys start from (for K2 the tones still have to be removed).
pub fn norm(text: &str) -> String {
    let plain = text.nfkc().map(letter::look_alike).flat_map(char::to_lowercase).map(letter::plain_punctuation);
    let plain: String = plain.filter(|c| !is_invisible(*c)).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;

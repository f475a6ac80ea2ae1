//! A text as the characters of its keys, cluster by cluster: from the table of letters, or by the general rules.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::letter::{self, Class, LetterEntry, Tone, row_of};
use crate::text::normalize::is_invisible;

/// One character of a key.
#[derive(Debug, Clone)]
pub(super) struct KeyPiece {
    pub(super) letters: char,
    /// `None` for a mark that K1 drops.
    pub(super) base: Option<char>,
    pub(super) tone: Tone,
    pub(super) class: Class,
    /// The cluster of the source.
    pub(super) range: Range<usize>,
}

/// Iterates over the characters of a text's key, in order. White space is not collapsed yet.
pub(super) struct Pieces<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// Output of the general rules for one cluster, in reverse order.
    pub(super) waiting: Vec<KeyPiece>,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, waiting: Vec::new() }
    }

    /// A space or visible ASCII character followed by another ASCII character: a cluster of its own.
    #[inline]
    pub(super) fn next_ascii(&mut self) -> Option<(usize, u8)> {
        let (at, bytes) = (self.at, self.text.as_bytes());
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(&byte @ b' '..=b'~'), Some(0..0x80)) if self.waiting.is_empty() => {
                self.at += 1;
                Some((at, byte))
            }
            _ => None,
        }
    }

    /// A character of the table that is a cluster of its own. `None` at the end, or for a cluster that needs the
    /// general rules.
    #[inline]
    pub(super) fn next_known(&mut self) -> Option<(LetterEntry, Range<usize>)> {
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

    /// Processes the cluster at `at`, by the table or the general rules.
    pub(super) fn cluster(&mut self) {
        match self.next_known() {
            Some((row, _)) if row.class == Class::Nothing => {}
            Some((row, range)) => {
                let LetterEntry { letters, base, tone, class } = row;
                self.waiting.push(KeyPiece { letters, base: Some(base), tone, class, range });
            }
            None => self.slow_cluster(),
        }
    }

    /// Processes the cluster at `at` by the general rules.
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
            self.waiting.push(KeyPiece { letters: c, base, tone, class, range: range.clone() });
        }
        self.waiting.reverse();
    }
}

impl Iterator for Pieces<'_> {
    type Item = KeyPiece;

    #[inline]
    fn next(&mut self) -> Option<KeyPiece> {
        loop {
            if let Some(piece) = self.waiting.pop() {
                return Some(piece);
            }
            if let Some((row, range)) = self.next_known() {
                if row.class == Class::Nothing {
                    continue;
                }
                let (letters, base) = (row.letters, Some(row.base));
                return Some(KeyPiece { letters, base, tone: row.tone, class: row.class, range });
            }
            if self.at >= self.text.len() {
                return None;
            }
            self.slow_cluster();
        }
    }
}

/// Whether a cluster certainly ends before byte `end`: at the end of the text, or before a character that never joins
/// the previous one (below U+0300 except the second half of CR LF, Latin Extended Additional, general punctuation).
#[inline]
pub(super) fn ends_cluster(bytes: &[u8], end: usize) -> bool {
    let next = |n: usize| bytes.get(end + n).copied().unwrap_or(0);
    match next(0) {
        b'\n' => end == 0 || bytes[end - 1] != b'\r',
        0..=0xcb => true,
        0xe1 => matches!(next(1), 0xb8..=0xbb),
        0xe2 => next(1) == 0x80 && matches!(next(2), 0x90..=0xa7),
        _ => false,
    }
}

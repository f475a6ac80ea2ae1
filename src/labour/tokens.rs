//! A text and its tokens with access by position: the basis of the grammars in this room.

use unicode_normalization::UnicodeNormalization;

use crate::text::token::{Token, TokenKind};

/// The tokens and their text.
#[derive(Clone, Copy)]
pub(super) struct TokenSource<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
}

impl<'a> TokenSource<'a> {
    /// The folded word at `at`.
    pub(super) fn word(self, at: usize) -> Option<&'a str> {
        match &self.tokens.get(at)?.kind {
            TokenKind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The value at `at`, and the number of digits written.
    pub(super) fn number(self, at: usize) -> Option<(u32, usize)> {
        match self.tokens.get(at)?.kind {
            TokenKind::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    /// The sign at `at`.
    pub(super) fn mark(self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.kind {
            TokenKind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// Whether token `at` follows without a space.
    pub(super) fn touches(self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    /// The source text of a token.
    pub(super) fn written(self, at: usize) -> &'a str {
        self.tokens.get(at).and_then(|token| self.text.get(token.span.clone())).unwrap_or_default()
    }

    /// Whether `mark` is at `at`, without spaces on either side.
    pub(super) fn tight(self, at: usize, mark: char) -> bool {
        self.mark(at) == Some(mark) && self.touches(at) && self.touches(at + 1)
    }

    /// Token `at` in NFC and lower case; empty if there is none.
    pub(super) fn lower(self, at: usize) -> String {
        self.written(at).nfc().flat_map(char::to_lowercase).collect()
    }

    /// Whether token `at` is `word` (lower case, NFC), including its marks. Usually the first letter decides, so no
    /// string is allocated.
    pub(super) fn is(self, at: usize, word: &str) -> bool {
        let written = self.written(at);
        written.chars().flat_map(char::to_lowercase).eq(word.chars())
            || (written.contains(is_combining) && written.nfc().flat_map(char::to_lowercase).eq(word.chars()))
    }

    /// Whether token `at` is one of `words` (lower case, NFC), including its marks.
    pub(super) fn is_any(self, at: usize, words: &[&str]) -> bool {
        self.word(at).is_some() && words.iter().any(|word| self.is(at, word))
    }

    /// Whether one of `words` right precedes token `at`.
    pub(super) fn follows(self, at: usize, words: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is_any(before, words))
    }

    /// If the words of `phrase` (lower case, NFC) are at `at`, the next token.
    pub(super) fn phrase(self, at: usize, phrase: &str) -> Option<usize> {
        let mut next = at;
        for word in phrase.split(' ') {
            if !self.is(next, word) {
                return None;
            }
            next += 1;
        }
        Some(next)
    }

    /// Whether one of `phrases` begins at token `at`.
    pub(super) fn begins_one(self, at: usize, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.phrase(at, phrase).is_some())
    }

    /// Whether `phrase` ends with token `at`.
    pub(super) fn phrase_ends(self, at: usize, phrase: &str) -> bool {
        let count = phrase.split(' ').count();
        (at + 1).checked_sub(count).is_some_and(|from| self.phrase(from, phrase) == Some(at + 1))
    }
}

/// Combining marks, which follow their letter in decomposed text.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

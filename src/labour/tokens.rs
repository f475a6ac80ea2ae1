//! A text and its tokens, asked by position: what the grammars of this room stand on.

use unicode_normalization::UnicodeNormalization;

use crate::text::token::{Token, TokenKind};

/// The tokens and the text they came from.
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

    /// The value at `at`, and how many digits were written.
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

    /// Whether no space stands before token `at`.
    pub(super) fn touches(self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    /// The source of one token.
    pub(super) fn written(self, at: usize) -> &'a str {
        self.tokens.get(at).and_then(|token| self.text.get(token.span.clone())).unwrap_or_default()
    }

    /// `mark` at `at`, touching the token before it and the one after it.
    pub(super) fn tight(self, at: usize, mark: char) -> bool {
        self.mark(at) == Some(mark) && self.touches(at) && self.touches(at + 1)
    }

    /// Token `at` in NFC and small letters; empty where there is none.
    pub(super) fn lower(self, at: usize) -> String {
        self.written(at).nfc().flat_map(char::to_lowercase).collect()
    }

    /// Whether token `at` is `word` (small letters, NFC), marks and all. Most tokens differ in their first letter, so that no
    /// string is made.
    pub(super) fn is(self, at: usize, word: &str) -> bool {
        let written = self.written(at);
        written.chars().flat_map(char::to_lowercase).eq(word.chars())
            || (written.contains(is_combining) && written.nfc().flat_map(char::to_lowercase).eq(word.chars()))
    }

    /// Whether token `at` is one of `words` (small letters, NFC), marks and all.
    pub(super) fn is_any(self, at: usize, words: &[&str]) -> bool {
        self.word(at).is_some() && words.iter().any(|word| self.is(at, word))
    }

    /// Whether one of `words` stands right before token `at`.
    pub(super) fn follows(self, at: usize, words: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is_any(before, words))
    }

    /// Whether the words of `phrase` (small letters, NFC) stand at `at`.
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

    /// Whether `phrase` ends with token `at`.
    pub(super) fn phrase_ends(self, at: usize, phrase: &str) -> bool {
        let count = phrase.split(' ').count();
        (at + 1).checked_sub(count).is_some_and(|from| self.phrase(from, phrase) == Some(at + 1))
    }
}

/// Marks that stand behind their letter where text is decomposed.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

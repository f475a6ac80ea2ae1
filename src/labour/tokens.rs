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
    #[inline]
    pub(super) fn is(self, at: usize, word: &str) -> bool {
        let written = self.written(at);
        may_begin_like(written, word) && is_same(written, word)
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
        for word in phrase.split(is_space) {
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
        // From its last word on, which mostly decides.
        let mut places = (0..=at).rev();
        phrase.rsplit(is_space).all(|word| places.next().is_some_and(|place| self.is(place, word)))
    }
}

/// Whether the first letters allow that both are the same word, the second in NFC and lower case.
#[inline]
fn may_begin_like(written: &str, word: &str) -> bool {
    let (Some(first), Some(wanted)) = (written.chars().next(), word.chars().next()) else { return true };
    match (first.is_ascii(), wanted.is_ascii()) {
        (true, true) => first.to_ascii_lowercase() == wanted,
        // Only with a mark behind it.
        (true, false) => written.as_bytes().get(1).is_some_and(|byte| !byte.is_ascii()),
        // `İ` and the sign of the kelvin alone have a letter of ASCII in lower case.
        (false, true) => first == 'İ' || first > '\u{2000}',
        (false, false) => true,
    }
}

/// Compares with all marks; the second is in NFC and lower case.
fn is_same(written: &str, word: &str) -> bool {
    let same = |c: char, wanted: char| c == wanted || (c.is_ascii_uppercase() && c.to_ascii_lowercase() == wanted);
    let mut wanted = word.chars();
    if written.chars().all(|c| wanted.next().is_some_and(|wanted| same(c, wanted))) {
        return wanted.next().is_none();
    }
    !written.is_ascii()
        && (written.chars().flat_map(char::to_lowercase).eq(word.chars())
            || (written.contains(is_combining) && written.nfc().flat_map(char::to_lowercase).eq(word.chars())))
}

/// Between the words of a phrase. Asked of each letter, for a search has to be begun and phrases are short.
fn is_space(c: char) -> bool {
    c == ' '
}

/// Combining marks, which follow their letter in decomposed text.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::token::tokens;

    fn lower(text: &str) -> String {
        text.nfc().flat_map(char::to_lowercase).collect()
    }

    #[test]
    fn a_word_is_known_in_capitals_and_with_its_marks_apart() {
        for text in ["Đồng", "ĐỒNG", "\u{110}o\u{302}\u{300}ng", "đồng"] {
            let tokens = tokens(text, 9);
            let source = TokenSource { text, tokens: &tokens };
            assert!(source.is(0, "đồng") && !source.is(0, "đông") && !source.is(0, "đồn") && !source.is(1, "đồng"));
        }
    }

    #[test]
    fn a_phrase_ends_where_its_last_word_stands_and_nowhere_before_the_text() {
        let text = "tại thành phố Huế";
        let tokens = tokens(text, 9);
        let source = TokenSource { text, tokens: &tokens };
        assert!(source.phrase_ends(2, "thành phố") && !source.phrase_ends(1, "thành phố"));
        assert!(!source.phrase_ends(0, "ở tại") && !source.phrase_ends(9, "thành phố"));
    }

    proptest! {
        #[test]
        fn a_word_is_compared_as_if_both_were_in_small_letters(
            written in "[aAbBeEkKđĐâẤươỪếİ\u{212a}\u{300}\u{301}\u{302}\u{31b}\u{323}]{1,4}",
            word in "[abekđâấươừế\u{300}]{1,3}",
        ) {
            let tokens = [Token { kind: TokenKind::Mark(' '), span: 0..written.len(), spaced: true }];
            let source = TokenSource { text: &written, tokens: &tokens };
            let word = lower(&word);
            prop_assert_eq!(source.is(0, &word), lower(&written) == word || written.to_lowercase() == word);
            prop_assert!(source.is(0, &lower(&written)) || lower(&lower(&written)) != lower(&written));
        }
    }
}

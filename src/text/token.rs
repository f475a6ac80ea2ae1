//! Splits a text into tokens for the grammars of dates and legal documents: folded words, numbers, punctuation, each
//! with its byte range.
//!
//! Folds to K1 (no tones, no letter marks, đ → d, lower case) character by character, so that offsets stay valid and
//! NFC and NFD give the same tokens. Deliberately absent: any meaning.

use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use super::letter::{Class, row_of};

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A run of letters, folded.
    Word(String),
    /// A run of digits.
    Number {
        /// The value; `u32::MAX` when it does not fit.
        value: u32,
        /// How many digits were written.
        digits: usize,
    },
    /// Any other visible character.
    Mark(char),
}

/// A token and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// What it is.
    pub(crate) kind: TokenKind,
    /// Its bytes in the source.
    pub(crate) span: Range<usize>,
    /// Whether white space stands before it (true for the first token).
    pub(crate) spaced: bool,
}

/// Splits `text`; stops after `limit` tokens.
pub(crate) fn tokens(text: &str, limit: usize) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity((text.len() / BYTES_A_TOKEN).min(limit) + 1);
    let (mut at, mut spaced, mut run) = (0, true, String::new());
    while let Some(c) = text[at..].chars().next() {
        let from = at;
        let mut next = Some(c);
        while let Some(letter) = next.and_then(letter) {
            run.push(letter);
            at += next.map_or(0, char::len_utf8);
            next = text[at..].chars().next();
        }
        if run.is_empty() {
            at += c.len_utf8();
            others(&mut out, c, from..at, &mut spaced);
        } else {
            push_word(&mut out, Token { kind: TokenKind::Word(run.clone()), span: from..at, spaced });
            run.clear();
            spaced = false;
        }
        if out.len() > limit {
            out.truncate(limit);
            break;
        }
    }
    out
}

/// Average bytes per token, for allocation.
const BYTES_A_TOKEN: usize = 5;

/// A letter of the table, folded.
#[inline]
fn letter(c: char) -> Option<char> {
    if c.is_ascii() {
        return c.is_ascii_alphabetic().then(|| c.to_ascii_lowercase());
    }
    let row = row_of(c);
    (row.class == Class::Letter).then_some(row.base)
}

/// Appends letters to the preceding word if they touch it; otherwise starts a new word.
fn push_word(out: &mut Vec<Token>, word: Token) {
    match (out.last_mut().filter(|_| !word.spaced), &word.kind) {
        (Some(Token { kind: TokenKind::Word(before), span, .. }), TokenKind::Word(run)) => {
            before.push_str(run);
            span.end = word.span.end;
        }
        _ => out.push(word),
    }
}

/// Handles any other character by decomposing it.
fn others(out: &mut Vec<Token>, source: char, span: Range<usize>, spaced: &mut bool) {
    let mut take = |c: char| {
        if !c.is_ascii() && (is_combining_mark(c) || is_invisible(c)) {
            // A mark belongs to the letter before it.
            if let Some(last) = out.last_mut()
                && !*spaced
            {
                last.span.end = span.end;
            }
        } else if c.is_whitespace() || c.is_control() {
            *spaced = true;
        } else {
            push(out, fold(c), span.clone(), *spaced);
            *spaced = false;
        }
    };
    if source.is_ascii() {
        take(source);
    } else {
        decompose_compatible(source, take);
    }
}

/// Zero-width characters that portals leave in their lines; neither white space nor letters.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0f}')
}

fn fold(c: char) -> char {
    match c {
        ascii if ascii.is_ascii() => ascii.to_ascii_lowercase(),
        'đ' | 'Đ' | 'ð' | 'Ð' | 'ɖ' | 'Ɖ' => 'd',
        '’' | '‘' | '′' | 'ʼ' => '\'',
        '‐' | '‑' | '–' | '—' | '−' => '-',
        '⁄' | '∕' => '/',
        other => other.to_lowercase().next().unwrap_or(other),
    }
}

fn push(out: &mut Vec<Token>, c: char, span: Range<usize>, spaced: bool) {
    let last = out.last_mut().filter(|_| !spaced);
    match (c.to_digit(10), last) {
        (Some(digit), Some(Token { kind: TokenKind::Number { value, digits }, span: whole, .. })) => {
            *value = value.saturating_mul(10).saturating_add(digit);
            *digits += 1;
            whole.end = span.end;
        }
        (Some(digit), _) => out.push(Token { kind: TokenKind::Number { value: digit, digits: 1 }, span, spaced }),
        (None, Some(Token { kind: TokenKind::Word(word), span: whole, .. })) if c.is_alphabetic() => {
            word.push(c);
            whole.end = span.end;
        }
        (None, _) if c.is_alphabetic() => {
            out.push(Token { kind: TokenKind::Word(String::from(c)), span, spaced });
        }
        (None, _) => out.push(Token { kind: TokenKind::Mark(c), span, spaced }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Tokenises by decomposing every character.
    fn by_parts(text: &str) -> Vec<Token> {
        let (mut out, mut spaced) = (Vec::new(), true);
        for (at, c) in text.char_indices() {
            others(&mut out, c, at..at + c.len_utf8(), &mut spaced);
        }
        out
    }

    #[test]
    fn a_letter_of_the_table_gives_what_its_parts_give() {
        for c in (0..0x2100).filter_map(char::from_u32) {
            let text = format!("a{c}b {c}{c} 1{c}");
            assert_eq!(tokens(&text, 100), by_parts(&text), "{c:?}");
        }
    }

    #[test]
    fn no_more_than_the_limit_is_given_and_the_last_is_whole() {
        let all = tokens("Điều 98, khoản 2", 2);
        assert_eq!((all.len(), all[1].span.clone()), (2, 8..10));
    }

    proptest! {
        #[test]
        fn any_text_gives_what_its_parts_give(text in "[a-dA-D0-2 .,/đĐÐâấẫươừỀ\u{300}\u{301}\u{31b}\u{ad}\u{200b}\u{a0}\u{0}ﬁ½“–中]{0,30}") {
            prop_assert_eq!(tokens(&text, 100), by_parts(&text));
        }
    }
}

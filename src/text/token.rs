//! Text → tokens for the grammars of dates and of legal documents: folded words, numbers, marks; each knows its bytes in the source.
//!
//! Folding here is K1 (no tones, no letter marks, đ → d, lower case) a character at a time, so that offsets survive
//! and NFC and NFD give the same tokens. Deliberately absent: any meaning.

use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A run of letters, folded.
    Word(String),
    /// A run of digits: its value (saturated) and how many digits were written.
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
    let mut out: Vec<Token> = Vec::new();
    let mut spaced = true;
    for (at, source) in text.char_indices() {
        let mut take = |c: char| {
            let end = at + source.len_utf8();
            if !c.is_ascii() && (is_combining_mark(c) || is_invisible(c)) {
                // A mark belongs to the letter before it.
                if let Some(last) = out.last_mut()
                    && !spaced
                {
                    last.span.end = end;
                }
            } else if c.is_whitespace() || c.is_control() {
                spaced = true;
            } else {
                push(&mut out, fold(c), at..end, spaced);
                spaced = false;
            }
        };
        if source.is_ascii() {
            take(source);
        } else {
            decompose_compatible(source, take);
        }
        if out.len() > limit {
            out.truncate(limit);
            break;
        }
    }
    out
}

/// Zero-width characters that portals leave in their lines; they are no white space and no letter.
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

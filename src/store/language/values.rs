//! The values of a query: quoted pieces, words, and the tokens that they are made of.

use super::parse::{Parser, is_quote};
use super::tree::{QueryNode, Sign, near_each_other};
use super::{MAX_QUERY_WORDS, SearchPlace, WordUnit};
use crate::model::QueryMistake;
use crate::text::fold::{self, FoldKind, FoldToken};

pub(super) struct FilterValue<'a> {
    pub(super) text: &'a str,
    pub(super) quoted: bool,
}

impl<'a> Parser<'a> {
    /// A quoted piece or everything up to a space.
    pub(super) fn value(&mut self) -> FilterValue<'a> {
        let rest = self.rest();
        let start = self.at;
        if let Some(quote) = rest.chars().next().filter(|c| is_quote(*c)) {
            let inner = &rest[quote.len_utf8()..];
            if let Some(end) = inner.find(is_quote) {
                self.at += quote.len_utf8() + end;
                self.at += self.rest().chars().next().map_or(0, char::len_utf8);
                return FilterValue { text: &inner[..end], quoted: true };
            }
            self.at = self.text.len();
            self.complain(QueryMistake::OpenQuote, start, "");
            return FilterValue { text: inner, quoted: false };
        }
        let mut depth = 0_usize;
        let group = self.in_group();
        let end = rest.find(|c: char| {
            let closes = c == ')' && group && depth == 0;
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            closes || c.is_whitespace() || is_quote(c)
        });
        let end = end.unwrap_or(rest.len());
        self.at += end;
        FilterValue { text: &rest[..end], quoted: false }
    }

    /// Takes `words` if they stand here whole, in any case and in any Unicode form.
    pub(super) fn take_words(&mut self, words: &str) -> bool {
        let mut tokens = fold::tokens(self.rest());
        let mut end = 0;
        for wanted in fold::tokens(words) {
            match tokens.next() {
                Some(token) if token.exact == wanted.exact && self.rest()[end..token.range.start].trim().is_empty() => {
                    end = token.range.end;
                }
                _ => return false,
            }
        }
        let group = self.in_group();
        let whole = self.rest()[end..].chars().next().is_none_or(|c| c.is_whitespace() || (c == ')' && group));
        if whole {
            self.at += end;
        }
        whole
    }

    /// The words of a value: one unit when they are one word or quoted, else a unit for each.
    pub(super) fn words_of(&mut self, value: &FilterValue<'_>, place: SearchPlace, sign: Sign) {
        let found = tokens(value.text);
        if found.is_empty() && value.text.chars().any(says_something) {
            self.complain(QueryMistake::NoWord, self.at.saturating_sub(value.text.len()), value.text.trim());
        }
        let glued = value.quoted || !value.text.contains(char::is_whitespace);
        let units: Vec<Vec<FoldToken>> =
            if glued { vec![found] } else { found.into_iter().map(|token| vec![token]).collect() };
        for tokens in units {
            self.words += tokens.len();
            if tokens.is_empty() {
                continue;
            }
            if self.words > MAX_QUERY_WORDS {
                self.complain(QueryMistake::TooLong, self.at, "");
                return;
            }
            let unit = match self.slop(value) {
                Some(within) => near_each_other(tokens, place, within),
                None => WordUnit { tokens, place, near: None },
            };
            self.add(QueryNode::Words(unit), sign);
        }
    }
}

/// Whether a letter that belongs to no word is more than punctuation.
fn says_something(c: char) -> bool {
    !c.is_whitespace() && !c.is_ascii_punctuation() && !matches!(c, '\u{a0}'..='\u{bf}' | '\u{2000}'..='\u{206f}')
}

/// The tokens of a text; the number of a document stands for its words.
pub(super) fn tokens(text: &str) -> Vec<FoldToken> {
    let mut number_until = 0;
    fold::tokens(text)
        .filter(|token| {
            if token.kind == FoldKind::Number {
                number_until = token.range.end;
                return true;
            }
            token.range.start >= number_until
        })
        .collect()
}

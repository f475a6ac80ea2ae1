//! Legal documents, articles and laws in a text: `38/2022/NĐ-CP`, `khoản 2 Điều 98`, `Bộ luật Lao động 2019`.
//!
//! Each has a normal form, so that different spellings of a number are one search token (`38/2022/ND-CP`, eth for đ,
//! lower case). Deliberately absent: the contents of documents, whether they exist or are in force; articles without a
//! number; numbers in addresses. Accepts NFC and NFD.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::text::token::tokens;

mod articles;
pub mod cited;
mod look;
mod named;
pub mod names;
mod numbers;
mod words;

#[cfg(test)]
mod tests;

pub use named::asked as asked_law;

use super::tokens::TokenSource;

/// Most tokens of a text that are searched.
pub const MAX_TOKENS: usize = 100_000;

/// Most entities returned for one text.
pub const MAX_ENTITIES: usize = 500;

/// Most words in the name of a law.
pub const MAX_NAME_WORDS: usize = 16;

/// What the user asks for, with the name of a law written out: `luat bhxh 2024` is *Luật Bảo hiểm xã hội 2024*.
pub fn in_full(asked: &str) -> String {
    let law = asked_law(asked).filter(|(end, _)| *end == asked.trim_end().len());
    law.map_or_else(|| asked.to_owned(), |(_, name)| name)
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A document number.
    Number,
    /// An article, optionally with clause and point.
    Article,
    /// A law, a code or the constitution, with its year.
    Law,
}

/// One entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: Kind,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its normal form: `38/2022/NĐ-CP`, `Điều 98 khoản 2`, `Luật Công đoàn 2012`.
    pub norm: String,
    /// For numbers: the type in words (`Nghị định`), where the number tells it.
    pub document: Option<&'static str>,
    /// For a law's number next to its name: the name with the year, `Luật Nhà ở 2023`.
    pub name: Option<String>,
}

/// Every entity of `text`, in order, without overlaps. Reads the first [`MAX_TOKENS`] tokens, returns at most
/// [`MAX_ENTITIES`].
pub fn entities(text: &str) -> Vec<Entity> {
    let may = look::may_name(text);
    if may.document || may.article { all_entities(text) } else { Vec::new() }
}

/// As [`entities`], without the quick check whether there can be any.
fn all_entities(text: &str) -> Vec<Entity> {
    let tokens = tokens(text, MAX_TOKENS);
    let source = TokenSource { text, tokens: &tokens };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() && found.len() < MAX_ENTITIES {
        let range = |from: usize, end: usize| tokens[from].span.start..tokens[end - 1].span.end;
        if let Some((named, end)) = articles_at(source, at) {
            let entity = |articles::NamedArticle { norm, from, end }| Entity {
                kind: Kind::Article,
                range: range(from, end),
                norm,
                document: None,
                name: None,
            };
            found.extend(named.into_iter().map(entity).take(MAX_ENTITIES - found.len()));
            at = end;
            continue;
        }
        let Some((found_here, end)) = entity(source, at) else {
            at += 1;
            continue;
        };
        found.push(Entity { range: range(at, end), ..found_here });
        at = end;
    }
    found
}

/// The documents and laws among the [`entities`] of `text`.
pub fn documents(text: &str) -> Vec<Entity> {
    let mut found = if look::may_name(text).document { all_entities(text) } else { Vec::new() };
    found.retain(|entity| entity.kind != Kind::Article);
    found
}

/// The document number that begins at token `at`.
pub(super) fn number_at(source: TokenSource<'_>, at: usize) -> Option<Entity> {
    let number = numbers::read(source, at).filter(|_| !in_address(source, at))?;
    let range = source.tokens.get(at)?.span.start..source.tokens.get(number.end - 1)?.span.end;
    Some(Entity { kind: Kind::Number, range, norm: number.norm, document: number.kind, name: number.name })
}

/// The name of the type that a code stands for: `NĐ`.
pub(super) fn type_of(code: &str) -> Option<&'static str> {
    words::types().find(|(_, written, _)| *written == code).map(|(.., name)| name)
}

/// The articles named by the phrase that begins at token `at`.
fn articles_at(source: TokenSource<'_>, at: usize) -> Option<(Vec<articles::NamedArticle>, usize)> {
    matches!(source.word(at)?, "diem" | "khoan" | "dieu").then(|| articles::read(source, at)).flatten()
}

/// The number or law that begins at token `at`, without its byte range, and the next token.
fn entity(source: TokenSource<'_>, at: usize) -> Option<(Entity, usize)> {
    let of = |kind, norm, document, name| Entity { kind, range: 0..0, norm, document, name };
    if source.number(at).is_some() {
        let number = numbers::read(source, at).filter(|_| !in_address(source, at))?;
        return Some((of(Kind::Number, number.norm, number.kind, number.name), number.end));
    }
    match source.word(at)? {
        "bo" | "luat" | "hien" | "phap" => law(source, at).map(|(norm, end)| (of(Kind::Law, norm, None, None), end)),
        _ => None,
    }
}

/// Whether token `at` is part of a web address.
fn in_address(source: TokenSource<'_>, at: usize) -> bool {
    let start = source.tokens.get(at).map_or(0, |token| token.span.start);
    let before = source.text.get(..start).unwrap_or_default();
    let run = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    run.contains("://") || run.contains("www.")
}

/// `(Bộ luật|Luật|Pháp lệnh|Hiến pháp) name [năm] yyyy`. The name begins with a capital and may contain commas.
fn law(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let head = match source.word(at)? {
        "bo" if is(source, at, "bộ") && is(source, at + 1, "luật") => 2,
        "hien" if is(source, at, "hiến") && is(source, at + 1, "pháp") => 2,
        "phap" if is(source, at, "pháp") && is(source, at + 1, "lệnh") => 2,
        "luat" if is(source, at, "luật") => 1,
        _ => return None,
    };
    if !source.written(at).starts_with(char::is_uppercase) {
        return None;
    }
    let name = at + head;
    let constitution = source.word(at) == Some("hien");
    let known = if constitution { None } else { named::known(source, at, name) };
    let end = if constitution { name } else { known.map_or_else(|| name_end(source, name), |(end, _)| Some(end))? };
    let year_at = if is(source, end, "năm") { end + 1 } else { end };
    let (year, _) = source.number(year_at).filter(|(year, digits)| *digits == 4 && (1945..=2100).contains(year))?;
    let longer = matches!(source.mark(year_at + 1), Some('/' | '-' | '.'))
        && source.touches(year_at + 1)
        && source.touches(year_at + 2);
    if longer {
        return None;
    }
    if let Some((_, name)) = known {
        return Some((format!("{name} {year}"), year_at + 1));
    }
    let from = source.tokens.get(at)?.span.start;
    let to = source.tokens.get(end - 1)?.span.end;
    let name: Vec<String> = source.text.get(from..to)?.split_whitespace().map(|word| word.nfc().collect()).collect();
    Some((format!("{} {year}", name.join(" ")), year_at + 1))
}

/// The end of a law's name: before `năm` or the year; `None` if the sentence continues first.
fn name_end(source: TokenSource<'_>, at: usize) -> Option<usize> {
    if !source.written(at).starts_with(char::is_uppercase) {
        return None;
    }
    let mut next = at;
    for _ in 0..MAX_NAME_WORDS {
        if source.number(next).is_some() || (is(source, next, "năm") && source.number(next + 1).is_some()) {
            return Some(next);
        }
        source.word(next)?;
        let word = written(source, next).to_lowercase();
        let in_name = words::IN_NAME.iter().any(|(first, then)| *first == word && is(source, next + 1, then));
        let sentence = words::AFTER_NAME.contains(&word.as_str()) && !in_name && next > at;
        if sentence || (next > at && word == "luật" && source.written(next).starts_with('L')) {
            return None;
        }
        next += 1;
        if source.mark(next) == Some(',') && source.word(next + 1).is_some() {
            next += 1;
        }
    }
    None
}

/// A text in NFC.
fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// The source of a token in NFC.
fn written(source: TokenSource<'_>, at: usize) -> String {
    composed(source.written(at))
}

/// Whether token `at` is `word` (lower case, NFC), including its marks.
fn is(source: TokenSource<'_>, at: usize, word: &str) -> bool {
    source.word(at).is_some() && source.written(at).nfc().flat_map(char::to_lowercase).map(bar).eq(word.chars())
}

/// Eth normalised to đ.
fn bar(c: char) -> char {
    if c == 'ð' { 'đ' } else { c }
}

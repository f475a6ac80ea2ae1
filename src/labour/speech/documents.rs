//! Document numbers: `Nghị định 38/2022/NĐ-CP` → *Nghị định ba mươi tám năm hai nghìn không trăm hai mươi hai của Chính
//! phủ*.

use unicode_normalization::UnicodeNormalization;

use super::letters::spell;
use super::number;
use super::words;
use crate::labour::glossary;
use crate::labour::legal::{self, Kind};
use crate::labour::tokens::TokenSource;

/// The document number at token `at`, as spoken, and the next token.
pub(super) fn read(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    source.number(at)?;
    if let Some(found) = standard(source, at) {
        return Some(found);
    }
    let start = source.tokens.get(at)?.span.start;
    let entity =
        legal::number_at(source, at).filter(|entity| entity.kind == Kind::Number && entity.range.start == start)?;
    let end = at + source.tokens.iter().skip(at).take_while(|token| token.span.start < entity.range.end).count();
    let mut said = String::new();
    if let Some(kind) = entity.document.filter(|kind| !named(source, at, kind)) {
        said.push_str(&kind.to_lowercase());
        said.push_str(" số ");
    } else if entity.document.is_none() && !source.follows(at, &["số"]) {
        said.push_str("số ");
    }
    said.push_str(&figures(&entity.norm));
    let owner = source.is_any(end, &["của"]);
    if !owner && let Some(body) = body(&entity.norm) {
        said.push_str(" của ");
        said.push_str(&body);
    }
    Some((said, end))
}

/// Names before the number of a standard.
const STANDARDS: &[&str] = &["qcvn", "tcvn", "qcđp", "tcđp", "qcxdvn", "tcxdvn", "tccs", "iso"];

/// `QCVN 26:2016/BYT`: number, year and body of a standard.
fn standard(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let (year, 4) = source.number(at + 2).filter(|_| source.tight(at + 1, ':'))? else { return None };
    if !source.follows(at, STANDARDS) || !(1900..=2100).contains(&year) {
        return None;
    }
    let said = format!("{} năm {}", number::cardinal(source.written(at)), number::in_words(year));
    let bodied = source.tight(at + 3, '/') && source.word(at + 4).is_some();
    let body = bodied.then(|| source.written(at + 4).nfc().collect::<String>());
    Some(match body {
        Some(code) => (format!("{said} của {}", name(&code)), at + 5),
        None => (said, at + 3),
    })
}

/// Whether the type of the document, or `số`, precedes it.
fn named(source: TokenSource<'_>, at: usize, kind: &str) -> bool {
    let short = at > 0 && legal::type_of(source.written(at - 1)).is_some_and(|name| name == kind);
    if short || source.follows(at, &["số", "luật"]) {
        return true;
    }
    let kind = kind.to_lowercase();
    let count = kind.split(' ').count();
    at.checked_sub(count).is_some_and(|from| source.phrase(from, &kind) == Some(at))
        || source.follows(
            at,
            &["định", "tư", "quyết", "thị", "văn", "lệnh", "báo", "dẫn", "hoạch", "trình", "luận", "điện", "và"],
        )
}

/// The digits before the letters: number and year.
fn figures(norm: &str) -> String {
    let mut parts = norm.split(['/', '-']);
    let first = parts.next().unwrap_or_default();
    let digits = first.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let letter = first.get(digits.len()..).unwrap_or_default();
    let first = format!("{} {}", number::cardinal(digits), spell(letter)).trim_end().to_owned();
    match parts.next().filter(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())) {
        Some(year) => format!("{first} năm {}", number::cardinal(year)),
        None => first,
    }
}

/// The issuing bodies, by name, or else by the glossary, or else spelled.
fn body(norm: &str) -> Option<String> {
    let codes: Vec<&str> = match norm.split_once('-') {
        // 02-NQ/TW
        Some((head, rest)) if !head.contains('/') => rest.split('/').skip(1).collect(),
        // 38/2022/NĐ-CP, 36/2019/TTLT-BTC-BNV
        Some((head, rest)) => {
            let own = head.rsplit('/').next().filter(|code| legal::type_of(code).is_none());
            own.into_iter().chain(rest.split('-')).collect()
        }
        // 45/2019/QH14
        None => norm.rsplit('/').take(1).collect(),
    };
    let names: Vec<String> = codes.into_iter().filter(|code| !code.is_empty()).map(name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn name(code: &str) -> String {
    let letters = code.trim_end_matches(|c: char| c.is_ascii_digit());
    let legislature = code.get(letters.len()..).filter(|digits| !digits.is_empty());
    let spoken = words::BODIES.iter().find(|(known, _)| *known == letters).map(|(_, name)| (*name).to_owned());
    let spoken = spoken
        .or_else(|| {
            glossary::senses(letters).first().filter(|sense| !sense.ambiguous).map(|sense| sense.expansion.to_owned())
        })
        .unwrap_or_else(|| spell(letters));
    match legislature {
        Some(digits) => format!("{spoken} khóa {}", number::cardinal(digits)),
        None => spoken,
    }
}

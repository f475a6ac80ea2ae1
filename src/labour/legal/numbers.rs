//! Document numbers: `38/2022/NĐ-CP`, `45/2019/QH14`, `02-NQ/TW`, `1234/LĐTBXH-ATLĐ`.

use super::{named, words};
use crate::labour::tokens::TokenSource;

/// Number of letters in the code of an issuing body.
const BODY_LETTERS: std::ops::RangeInclusive<usize> = 2..=14;

/// The first year in which decrees have the code of the Government.
const FIRST_DECREES: u32 = 1993;

/// Issuing bodies whose early numbers have no type, and the types of documents they issued.
const EARLY: &[(&str, &[&str])] = &[
    ("CP", &["Nghị định", "Nghị quyết", "Quyết định"]),
    ("TTg", &["Quyết định", "Chỉ thị"]),
    ("HĐBT", &["Nghị định", "Nghị quyết", "Quyết định", "Chỉ thị"]),
];

/// Most issuing bodies in one number (joint circulars).
const MAX_BODIES: usize = 5;

/// A parsed number: normal form, name of the type, next token.
pub(super) struct Number {
    pub(super) norm: String,
    pub(super) kind: Option<&'static str>,
    pub(super) end: usize,
    /// The name with the year, for a law that is named next to its number.
    pub(super) name: Option<String>,
}

/// Skips a hyphen inside a code: attached on both sides, or with spaces before a known body.
fn hyphen(source: TokenSource<'_>, at: usize) -> bool {
    let spaced_body = source.word(at + 1).and_then(words::body).is_some() && is_upper(source.written(at + 1));
    source.mark(at) == Some('-') && (source.tight(at, '-') || spaced_body)
}

fn is_upper(code: &str) -> bool {
    let small = code.chars().filter(|c| c.is_lowercase()).count();
    code.chars().any(char::is_uppercase) && (small == 0 || (small == 1 && code.ends_with('g')))
}

/// A number that begins at token `at`.
pub(super) fn read(source: TokenSource<'_>, at: usize) -> Option<Number> {
    let (_, digits) = source.number(at).filter(|(_, digits)| *digits <= 5)?;
    if !free_before(source, at) || is_file(source, at) {
        return None;
    }
    let start = at;
    let (head, at) = head(source, at);
    let head = head.as_str();
    let party = party_number(source, at, head);
    let year_at = source.number(at + 2).filter(|(year, digits)| {
        *digits == 4 && (1945..=2100).contains(year) && source.tight(at + 1, '/') && source.mark(at + 3) == Some('/')
    });
    let dated = year_at.and_then(|_| {
        let head = format!("{head}/{}", source.written(at + 2));
        law_number(source, (start, at + 4), &head)
            .or_else(|| coded(source, at + 4, &head))
            .or_else(|| precedent(source, at + 4, &head))
    });
    let plain = || source.tight(at + 1, '/').then(|| coded(source, at + 2, head)).flatten();
    let found =
        party.or(dated).or_else(plain).or_else(|| decree(source, at, head)).or_else(|| early(source, at, head))?;
    (digits > 0 && free_after(source, found.end)).then_some(found)
}

/// Preceded by words that make it the number of a file, a contract or a bill.
fn is_file(source: TokenSource<'_>, at: usize) -> bool {
    let at = if source.follows(at, &["số"]) { at - 1 } else { at };
    let phrases = ["hồ sơ", "hợp đồng", "hóa đơn", "mã số", "mã", "biên lai", "giấy phép", "chứng chỉ", "vận đơn"];
    phrases.iter().any(|phrase| {
        let count = phrase.split(' ').count();
        at.checked_sub(count).is_some_and(|from| source.phrase(from, phrase) == Some(at))
    })
}

/// The leading number, `38` or `7c`, and its last token.
fn head(source: TokenSource<'_>, at: usize) -> (String, usize) {
    let letter = source.written(at + 1);
    let lettered = source.touches(at + 1)
        && letter.len() == 1
        && letter.starts_with(|c: char| c.is_ascii_lowercase())
        && (source.tight(at + 2, '/') || source.tight(at + 2, '-'));
    let number = source.written(at);
    if lettered { (format!("{number}{letter}"), at + 1) } else { (number.to_owned(), at) }
}

/// Not preceded by a letter, a digit, or a sign that would make it part of something longer.
fn free_before(source: TokenSource<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| source.touches(at)) else { return true };
    match source.mark(before) {
        Some('/' | '-' | '.' | ',' | '=' | '&' | '_' | '#' | '%' | '@') | None => false,
        Some(_) => true,
    }
}

/// Not followed by a letter, a digit or a slash.
fn free_after(source: TokenSource<'_>, end: usize) -> bool {
    if !source.touches(end) {
        return true;
    }
    match source.mark(end) {
        Some('/' | '_' | '@' | '=') | None => false,
        // `…-CP-2` is part of something longer; a dash before a space is not.
        Some('-') => !source.touches(end + 1),
        Some(_) => true,
    }
}

/// `QH14`, `UBTVQH13`, of a number that begins at `start`.
fn law_number(source: TokenSource<'_>, (start, at): (usize, usize), head: &str) -> Option<Number> {
    let folded = source.word(at).filter(|word| matches!(*word, "qh" | "ubtvqh"))?;
    source.number(at + 1).filter(|(_, digits)| *digits <= 2 && source.touches(at + 1))?;
    let norm = format!("{head}/{}{}", words::body(folded)?, source.written(at + 1));
    let number = Number { norm, kind: assembly_type(source, start), end: at + 2, name: None };
    let year = head.rsplit_once('/')?.1;
    let may_be_law = matches!(number.kind, None | Some("Luật" | "Pháp lệnh"));
    Some(match named::read(source, (start, number.end), year).filter(|_| may_be_law) {
        Some(law) => Number { kind: Some(law.kind), name: Some(law.name), ..number },
        None => number,
    })
}

/// Types of documents of the National Assembly and its committee. A code (`bộ luật`) counts as a law.
const ASSEMBLY_TYPES: &[(&str, &str)] = &[("nghị quyết", "Nghị quyết"), ("pháp lệnh", "Pháp lệnh"), ("luật", "Luật")];
/// Most tokens of a law's name between its type and its number.
const MOST_NAME_TOKENS: usize = 16;

/// The number does not distinguish a law from a resolution; the words before it do: `Nghị quyết 42/2030/QH18`, `Luật Đò
/// ngang số …`.
fn assembly_type(source: TokenSource<'_>, start: usize) -> Option<&'static str> {
    let ends_at = |end: usize| {
        let is = |phrase: &str| {
            end.checked_sub(phrase.split(' ').count()).is_some_and(|from| source.phrase(from, phrase) == Some(end))
        };
        ASSEMBLY_TYPES.iter().find(|(phrase, _)| is(phrase)).map(|(_, name)| *name)
    };
    let numbered = source.follows(start, &["số"]) || start > 0 && source.mark(start - 1) == Some('(');
    if !numbered {
        return ends_at(start);
    }
    let stops = |at: usize| matches!(source.mark(at), Some('.' | ';' | ':' | '!' | '?')) || source.number(at).is_some();
    let ends = (0..=MOST_NAME_TOKENS).map_while(|back| (start - 1).checked_sub(back));
    ends.take_while(|end| *end + 1 == start || !stops(*end)).find_map(ends_at)
}

/// `20/2018/AL`: a precedent.
fn precedent(source: TokenSource<'_>, at: usize, head: &str) -> Option<Number> {
    let found = source.written(at) == "AL" && source.touches(at);
    found.then(|| Number { norm: format!("{head}/AL"), kind: Some("Án lệ"), end: at + 1, name: None })
}

/// `Nghị định 38/2022`, `Nghị định số 38 năm 2022`: only the Government issues decrees, so that the code may be
/// omitted.
fn decree(source: TokenSource<'_>, at: usize, head: &str) -> Option<Number> {
    let joined = source.tight(at + 1, '/') || source.is(at + 1, "năm") && source.number(at).is_some();
    let (year, 4) = source.number(at + 2).filter(|_| joined)? else { return None };
    let before = if source.follows(at, &["số"]) { at - 1 } else { at };
    let named = before > 1 && source.phrase(before - 2, "nghị định") == Some(before) || source.follows(before, &["nđ"]);
    let norm = format!("{head}/{year}/NĐ-CP");
    (named && (FIRST_DECREES..=2100).contains(&year)).then_some(Number {
        norm,
        kind: Some("Nghị định"),
        end: at + 3,
        name: None,
    })
}

/// `Nghị định 90/CP`, `Quyết định 217/HĐBT`: before 1997 a number only named the issuing body; the type comes from the
/// words before it.
fn early(source: TokenSource<'_>, at: usize, head: &str) -> Option<Number> {
    let (code, types) = EARLY.iter().find(|(code, _)| source.tight(at + 1, '/') && source.written(at + 2) == *code)?;
    let last = at.checked_sub(if source.follows(at, &["số"]) { 2 } else { 1 })?;
    let name = types.iter().find(|name| source.phrase_ends(last, &name.to_lowercase()))?;
    Some(Number { norm: format!("{head}/{code}"), kind: Some(name), end: at + 3, name: None })
}

/// `02-NQ/TW`: the party's form.
fn party_number(source: TokenSource<'_>, at: usize, head: &str) -> Option<Number> {
    let (code, name) = source.word(at + 2).and_then(words::kind).filter(|_| source.tight(at + 1, '-'))?;
    if !source.tight(at + 3, '/') {
        return None;
    }
    let body = body(source, at + 4)?;
    let norm = format!("{head}-{}/{body}", with_bar(source, at + 2, code));
    Some(Number { norm, kind: Some(name), end: at + 5, name: None })
}

/// `NĐ-CP`, `TTLT-BLĐTBXH-BNV`, `LĐTBXH-ATLĐ` after the slash before `at`.
fn coded(source: TokenSource<'_>, at: usize, head: &str) -> Option<Number> {
    let known = source.word(at).and_then(words::kind);
    let (first, name) = match known {
        Some((code, name)) => (with_bar(source, at, code), Some(name)),
        None => (body(source, at).filter(|_| source.touches(at))?, Some("Công văn")),
    };
    let mut norm = format!("{head}/{first}");
    let mut end = at + 1;
    for _ in 0..MAX_BODIES {
        let next = if hyphen(source, end) { body(source, end + 1) } else { None };
        let Some(next) = next else { break };
        norm.push('-');
        norm.push_str(&next);
        end += 2;
        // `NQ-UBTVQH14`: the number of the legislature is part of the body.
        if next.ends_with("QH") && source.touches(end) && source.number(end).is_some_and(|(_, digits)| digits <= 2) {
            norm.push_str(source.written(end));
            end += 1;
        }
    }
    (end > at + 1).then_some(Number { norm, kind: name, end, name: None })
}

/// An issuing body in its proper spelling: a known one, or any code in capitals.
fn body(source: TokenSource<'_>, at: usize) -> Option<String> {
    let written = source.written(at);
    if let Some(known) = source.word(at).and_then(words::body) {
        return Some(known.to_owned());
    }
    let fits = source.word(at).is_some_and(|word| BODY_LETTERS.contains(&word.chars().count()));
    (fits && is_upper(written)).then(|| plain_bar(&written.to_uppercase()))
}

/// The code of a type. HD may be *hướng dẫn* or, with a bar, *hợp đồng*; a written bar is kept.
fn with_bar(source: TokenSource<'_>, at: usize, code: &str) -> String {
    let written = plain_bar(&source.written(at).to_uppercase());
    if written.contains('Đ') && !code.contains('Đ') { written } else { code.to_owned() }
}

/// Replaces eth and African D, which look like Đ.
fn plain_bar(code: &str) -> String {
    code.replace(['Ð', 'Ɖ'], "Đ")
}

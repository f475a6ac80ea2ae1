//! Abbreviations, Roman numerals, single letters, and codes of letters and digits (`QL1A`, `H5N1`).

use unicode_normalization::UnicodeNormalization;

use super::number;
use super::quantity;
use super::words;
use crate::labour::glossary;
use crate::labour::tokens::TokenSource;
use crate::text::syllable;

/// Most tokens of one abbreviation: `LĐ-TB&XH`.
const MAX_PARTS: usize = 5;

/// An abbreviation, a numeral or a code at token `at`, as spoken, and the next token.
pub(super) fn read(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    source.word(at)?;
    if let Some((name, end)) = quantity::raised(source, at) {
        return Some((name.to_owned(), end));
    }
    initials(source, at)
        .or_else(|| known(source, at, 2))
        .or_else(|| in_place(source, at))
        .or_else(|| known(source, at, 1))
        .or_else(|| plate(source, at))
        .or_else(|| roman(source, at))
        .or_else(|| code(source, at))
        .or_else(|| point(source, at))
        .or_else(|| spelled(source, at))
}

/// Abbreviations that depend on the context: `TP Hà Nội`, `TS. Lê …`, `Q.1`.
fn in_place(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let written = source.written(at);
    let tied =
        |at: usize| matches!(source.mark(at), Some('-' | '&' | '_')) && source.touches(at) && source.touches(at + 1);
    if (at > 0 && tied(at - 1)) || tied(at + 1) {
        return None;
    }
    let dot = source.mark(at + 1) == Some('.') && source.touches(at + 1);
    let next = if dot { at + 2 } else { at + 1 };
    let behind = |words: &[&str]| {
        words.is_empty()
            || words.iter().any(|word| match *word {
                "*" => source.written(next).starts_with(char::is_uppercase),
                "**" => is_district(source, at, next),
                "#" => source.number(next).is_some(),
                phrase => source.phrase(next, phrase).is_some(),
            })
    };
    let ahead = |words: &[&str]| {
        words.is_empty()
            || words.iter().any(|phrase| match *phrase {
                "#" => at > 0 && source.number(at - 1).is_some(),
                phrase => {
                    let count = phrase.split(' ').count();
                    at.checked_sub(count).is_some_and(|from| source.phrase(from, phrase) == Some(at))
                }
            })
    };
    let (.., said) = words::IN_PLACE
        .iter()
        .find(|(abbreviation, before, after, _)| *abbreviation == written && ahead(before) && behind(after))?;
    let starts = matches!(*said, "thành phố" | "Ông") || at > 0;
    let said = if starts { (*said).to_owned() } else { capital(said) };
    let titled = dot && (source.written(next).starts_with(char::is_uppercase) || source.number(next).is_some());
    Some((said, if titled { next } else { at + 1 }))
}

/// `Q.Bình Tân`: two capitalised words after a dot attached on both sides, unless it is a person's name.
fn is_district(source: TokenSource<'_>, at: usize, next: usize) -> bool {
    let capital = |at: usize| {
        source.written(at).starts_with(char::is_uppercase) && source.written(at).chars().any(char::is_lowercase)
    };
    let person =
        source.follows(at, &["anh", "chị", "ông", "bà", "em", "cô", "chú", "cháu", "bác", "bị", "cáo", "nhân"]);
    let attached = source.touches(next) || is_placed(source, at);
    next == at + 2 && attached && capital(next) && capital(next + 1) && !person
}

/// Words of an address.
const PLACED: &[&str] =
    &["kp", "khu", "phố", "đường", "phường", "xã", "thôn", "ấp", "tổ", "trú", "ngụ", "tại", "thuộc", "hẻm", "ngõ"];

/// Whether token `at` goes on with an address: `KP 3, P. Tân Hiệp`.
fn is_placed(source: TokenSource<'_>, at: usize) -> bool {
    const REACH: usize = 8;
    let parted = at > 1 && source.mark(at - 1) == Some(',') && source.mark(at - 2) != Some('.');
    parted && (at.saturating_sub(REACH)..at).any(|before| source.is_any(before, PLACED))
}

/// Whether the stop at token `at` belongs to a person's initial and the sentence goes on: `Nguyễn Thị H. (SN 1985)`.
pub(super) fn ends_initial(source: TokenSource<'_>, at: usize) -> bool {
    let Some(name) = at.checked_sub(2) else { return false };
    let letter = source.word(at - 1).is_some() && source.written(at - 1).chars().count() == 1;
    let named = source.written(name).starts_with(char::is_uppercase)
        || source.is_any(name, &["ông", "bà", "anh", "chị", "em", "cô", "chú", "bác", "cháu"]);
    let goes_on =
        matches!(source.mark(at + 1), Some('(' | ',' | ';')) || source.written(at + 1).starts_with(char::is_lowercase);
    source.touches(at)
        && letter
        && is_capitals(source.written(at - 1))
        && source.word(name).is_some()
        && named
        && goes_on
}

/// Whether token `at` is joined to the one before it.
fn joined(source: TokenSource<'_>, at: usize) -> bool {
    at > 0
        && source.touches(at)
        && (source.mark(at - 1).is_none_or(|mark| matches!(mark, '-' | '&' | '.' | '_'))
            && (source.mark(at).is_none() || matches!(source.mark(at), Some('-' | '&' | '.'))))
        && (source.mark(at).is_none() || (source.word(at + 1).is_some() && source.touches(at + 1)))
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// An abbreviation of the tables: the longest sequence of tokens that is one.
fn known(source: TokenSource<'_>, at: usize, fewest: usize) -> Option<(String, usize)> {
    let start = source.tokens.get(at)?.span.start;
    for count in (fewest..=MAX_PARTS).rev() {
        let Some(last) = source.tokens.get(at + count - 1) else { continue };
        let tied = (at + 1..at + count).all(|inside| source.touches(inside));
        let closed = !source.touches(at + count) || source.mark(at + count).is_some();
        if !tied || !closed || (count == 1 && joined(source, at)) {
            continue;
        }
        let run: String = source.text.get(start..last.span.end)?.nfc().map(plain).collect();
        if let Some(said) = expansion(&run) {
            return Some((said, at + count));
        }
    }
    None
}

/// Normalises eth to đ, and dashes.
fn plain(c: char) -> char {
    match c {
        'Ð' | 'Ɖ' => 'Đ',
        '–' | '‑' | '‐' => '-',
        other => other,
    }
}

/// The spoken form of an abbreviation, if the table has it.
pub(super) fn said(run: &str) -> Option<&'static str> {
    words::SAID.iter().find(|(short, _)| *short == run).map(|(_, said)| *said)
}

pub(super) fn expansion(run: &str) -> Option<String> {
    if let Some(said) = said(run) {
        return Some(said.to_owned());
    }
    // Only unambiguous ones; others are spelled. Words that are pronounced as words are left alone.
    let senses = glossary::senses(run);
    match senses {
        [sense] if !sense.ambiguous => Some(sense.expansion.to_owned()),
        _ => None,
    }
}

/// A Roman numeral where it is a number: two letters or more, or a single one after a word that is numbered.
fn roman(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let written = source.written(at);
    let value = value(written)?;
    if joined(source, at) && source.mark(at - 1) != Some('-')
        || (source.touches(at + 1) && source.mark(at + 1).is_none())
    {
        return None;
    }
    let asked = source.follows(at, words::ROMAN_BEFORE) || range_before(source, at);
    let several = written.len() > 1 && written.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    let listed = at == 0 && matches!(source.mark(1), Some('.' | ')' | '-' | '/'));
    if !(asked || listed || (several && !shouted(source, at))) || (asked && written.len() == 1 && shouted(source, at)) {
        return None;
    }
    let said = if source.follows(at, &["thứ"]) { number::ordinal(value) } else { number::in_words(value) };
    let mut end = at + 1;
    let mut all = said;
    let dated = source.tight(end, '/') || (source.tight(end, '-') && source.follows(at, &["quý"]));
    if dated && let Some((year, 4)) = source.number(end + 1) {
        all = format!("{all} năm {}", number::in_words(year));
        end += 2;
    } else if source.mark(end) == Some('-') && self::value(source.written(end + 1)).is_some() {
        all.push_str(" đến");
        end += 1;
    }
    Some((all, end))
}

/// Whether `I-` or `I -` precedes.
fn range_before(source: TokenSource<'_>, at: usize) -> bool {
    at > 1 && source.mark(at - 1) == Some('-') && value(source.written(at - 2)).is_some()
}

/// Whether the word is part of a headline in capitals: next to it is another word in capitals that is no numeral.
fn shouted(source: TokenSource<'_>, at: usize) -> bool {
    let loud = |at: usize| {
        let written = source.written(at);
        written.chars().count() > 1
            && written.chars().all(char::is_uppercase)
            && value(written).is_none()
            && syllable::is_valid(&written.nfc().collect::<String>())
    };
    (at > 0 && loud(at - 1)) || loud(at + 1)
}

/// The value of a well-formed Roman numeral, up to 399.
fn value(written: &str) -> Option<u32> {
    if written.is_empty() || written.len() > 9 {
        return None;
    }
    let mut rest = written;
    let mut total = 0;
    for (figure, worth) in
        [("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)]
    {
        let most = if matches!(figure, "C" | "X" | "I") { 3 } else { 1 };
        for _ in 0..most {
            let Some(left) = rest.strip_prefix(figure) else { break };
            rest = left;
            total += worth;
        }
    }
    (rest.is_empty() && total > 0 && written_again(total) == written).then_some(total)
}

fn written_again(mut value: u32) -> String {
    let mut out = String::new();
    for (figure, worth) in
        [("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)]
    {
        while value >= worth {
            out.push_str(figure);
            value -= worth;
        }
    }
    out
}

/// `N.V.A.`: initials of a name.
fn initials(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let letter = |at: usize| {
        source.word(at).is_some() && source.written(at).chars().count() == 1 && is_capitals(source.written(at))
    };
    if !letter(at) || joined(source, at) || known(source, at, 2).is_some() {
        return None;
    }
    let mut end = at + 1;
    while source.tight(end, '.') && letter(end + 1) {
        end += 2;
    }
    if end == at + 1 {
        return None;
    }
    let said: Vec<String> = (at..end).step_by(2).map(|at| spell(source.written(at))).collect();
    let goes_on = matches!(source.mark(end + 1), Some('(' | ',' | ';'))
        || source.written(end + 1).starts_with(char::is_lowercase);
    let dotted = source.mark(end) == Some('.') && source.touches(end) && goes_on;
    Some((said.join(" "), if dotted { end + 1 } else { end }))
}

/// `29C-123.45`: a number plate after its first two digits.
fn plate(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let placed = at > 0 && source.touches(at) && source.number(at - 1).is_some_and(|(_, digits)| digits == 2);
    let tail = if source.number(at + 1).is_some() && source.touches(at + 1) { at + 2 } else { at + 1 };
    if !placed || !is_capitals(source.written(at)) || !source.tight(tail, '-') {
        return None;
    }
    let (_, 3..=5) = source.number(tail + 1)? else { return None };
    let more = source.tight(tail + 2, '.') && source.number(tail + 3).is_some();
    let end = if more { tail + 4 } else { tail + 2 };
    let digits: String = (at + 1..end).filter(|at| source.number(*at).is_some()).map(|at| source.written(at)).collect();
    Some((format!("{} {}", spell(source.written(at)), number::one_by_one(&digits)), end))
}

/// Letters and digits in one word: `QL1A`, `H5N1`, `A320`, `T2`.
fn code(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let mut end = at + 1;
    while source.touches(end) && source.mark(end).is_none() {
        end += 1;
    }
    let hyphen = source.mark(end) == Some('-') && source.tight(end, '-') && source.number(end + 1).is_some();
    if end == at + 1 && !(hyphen && is_capitals(source.written(at))) {
        return None;
    }
    let crossed = source.written(at) == "x" && at > 0 && source.touches(at) && source.number(at - 1).is_some();
    if crossed && source.number(at + 1).is_some() {
        return Some(("nhân".to_owned(), at + 1));
    }
    let mut said = Vec::new();
    let mut next = at;
    if end == at + 1 {
        end += 2;
    }
    while next < end {
        match source.number(next) {
            Some(_) => said.push(number::cardinal(source.written(next))),
            None if source.mark(next).is_some() => {}
            None => match expansion(source.written(next)).filter(|_| source.written(next).len() > 1) {
                Some(expansion) => said.push(expansion),
                None if is_capitals(source.written(next)) || source.written(next).chars().count() == 1 => {
                    said.push(spell(source.written(next)));
                }
                None => said.push(source.written(next).to_owned()),
            },
        }
        next += 1;
    }
    Some((said.join(" "), end))
}

/// `điểm b`, `a)`: a letter that is read as a letter.
fn point(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let written = source.written(at);
    let numbered = at > 0 && source.touches(at) && source.number(at - 1).is_some() && is_capitals(written);
    if written.chars().count() == 1 && numbered {
        return Some((spell(written), at + 1));
    }
    if written.chars().count() != 1 || (joined(source, at) && source.mark(at - 1) != Some('&')) {
        return None;
    }
    let listed = source.mark(at + 1) == Some(')') && source.touches(at + 1);
    let named = source.follows(at, &["điểm", "mục", "nhóm", "hạng", "loại", "khối", "ca", "tổ", "đội", "lớp", "mẫu"])
        || (at > 1
            && matches!(source.mark(at - 1), Some(','))
            && source.written(at - 2).chars().count() == 1
            && source.word(at - 2).is_some())
        || (at > 1
            && source.follows(at, &["và"])
            && source.written(at - 2).chars().count() == 1
            && source.word(at - 2).is_some());
    let capital = written.chars().all(char::is_uppercase) && !written.chars().all(is_vowel);
    (listed || named || capital).then(|| (spell(written), at + 1))
}

fn is_vowel(c: char) -> bool {
    matches!(c.to_lowercase().next(), Some('a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y'))
}

fn is_capitals(written: &str) -> bool {
    !written.is_empty() && written.chars().all(char::is_uppercase)
}

/// Capitals that form no word: letter by letter.
fn spelled(source: TokenSource<'_>, at: usize) -> Option<(String, usize)> {
    let written: String = source.written(at).nfc().map(plain).collect();
    let count = written.chars().count();
    if count < 2 || !is_capitals(&written) || words::WORDS.contains(&written.as_str()) {
        return None;
    }
    let syllable = syllable::is_valid(&written) && (count > 2 || shouted(source, at));
    let name = count >= 5 && pronounceable(&written);
    let marked = written.chars().any(|c| !matches!(c, 'Đ' | 'Ă' | 'Â' | 'Ê' | 'Ô' | 'Ơ' | 'Ư') && !c.is_ascii());
    if syllable || name || marked {
        return None;
    }
    Some((spell(&written), at + 1))
}

/// Whether vowels and consonants alternate enough to be pronounced as a word: `SAMSUNG`.
fn pronounceable(written: &str) -> bool {
    let letters: Vec<bool> = written.chars().map(is_vowel).collect();
    let run = |kind: bool| letters.split(|vowel| *vowel != kind).map(<[bool]>::len).max().unwrap_or(0);
    letters.iter().filter(|vowel| **vowel).count() * 5 >= letters.len()
        && run(false) <= 2
        && run(true) <= 3
        && !(letters.len() > 1 && !letters[0] && !letters[1])
}

/// Each letter by its name.
pub(super) fn spell(written: &str) -> String {
    let name = |c: char| {
        let upper = c.to_uppercase().next().unwrap_or(c);
        words::LETTERS
            .iter()
            .find(|(letter, _)| *letter == upper)
            .map_or_else(|| c.to_string(), |(_, name)| (*name).to_owned())
    };
    written.nfc().map(plain).map(name).collect::<Vec<_>>().join(" ")
}

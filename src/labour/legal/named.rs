//! The name of a law next to its number: `Luật Nhà ở số 27/2023/QH15`, `Luật Nhà ở năm 2023 (số 27/2023/QH15)`, `Luật
//! số 27/2023/QH15 về nhà ở`.
//!
//! A name in the table of laws is recognised in any spelling. Any other name must begin with a capital, continue in
//! lower case, and contain no word that continues the sentence. If two laws are possible, neither is taken: `các luật
//! Nhà ở, Đất đai số …`, and amending laws, `Luật sửa đổi … của Luật Nhà ở số …`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{MAX_NAME_WORDS, words, written};
use crate::labour::tokens::TokenSource;
use crate::text::fold;

/// Tokens before a law that are searched for a law amending it.
const MAX_TOKENS_BEFORE: usize = 40;

/// The laws of the table: name in lower case → proper spelling.
static LAWS: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let lines = include_str!("laws.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let spelled = |line: &'static str| {
        let (spelling, name) = line.split_once(" = ").unwrap_or((line, line));
        (spelling.to_lowercase().replace(',', ""), name)
    };
    lines.map(spelled).collect()
});

/// The same, by their words without marks.
static FOLDED: LazyLock<HashMap<String, &str>> =
    LazyLock::new(|| LAWS.iter().map(|(words, name)| (fold::base(words), *name)).collect());

/// Most words of a law's name with its head and its year.
const MAX_ASKED_WORDS: usize = MAX_NAME_WORDS + 4;

/// The longest name of a law of the table that `text` begins with, in any spelling, marks or not: how many bytes it takes with the year
/// behind it, and the name with that year.
pub fn asked(text: &str) -> Option<(usize, String)> {
    let words: Vec<(usize, &str)> = words_with_ends(text).take(MAX_ASKED_WORDS).collect();
    let name = |count: usize| {
        let folded = words[..count].iter().map(|(_, word)| fold::base(word)).collect::<Vec<_>>().join(" ");
        FOLDED.get(&folded).copied()
    };
    let (count, name) = (1..=words.len()).rev().find_map(|count| Some((count, name(count)?)))?;
    let is_year =
        |at: usize| words.get(at).is_some_and(|(_, word)| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()));
    let of_year = words.get(count).is_some_and(|(_, word)| fold::base(word) == "nam") && is_year(count + 1);
    let year = if is_year(count) { Some(count) } else { of_year.then_some(count + 1) };
    let end = words[year.unwrap_or(count - 1)].0;
    Some((end, year.map_or_else(|| name.to_owned(), |at| format!("{name} {}", words[at].1))))
}

/// The words of a text without the signs around them, each with the byte where it ends.
fn words_with_ends(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let sign = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '"');
    let ends = text.char_indices().filter(move |(_, c)| sign(*c)).map(|(at, _)| at).chain([text.len()]);
    ends.scan(0, |from, end| Some((end, &text[std::mem::replace(from, end)..end])))
        .map(move |(end, word)| (end, word.trim_start_matches(sign)))
        .filter(|(_, word)| !word.is_empty())
}

/// What begins the name of a law, the longer first.
const HEADS: &[(&str, &str)] = &[("bộ luật", "Bộ luật"), ("pháp lệnh", "Pháp lệnh"), ("luật", "Luật")];

/// A name with its year and type.
pub(super) struct LawName {
    /// `Luật Nhà ở 2023`.
    pub(super) name: String,
    /// `Luật` (also for a code).
    pub(super) kind: &'static str,
}

/// The name of the law whose number, passed in `year`, is at tokens `at..end`.
pub(super) fn read(source: TokenSource<'_>, (at, end): (usize, usize), year: &str) -> Option<LawName> {
    let (head, name) = before(source, at, year).or_else(|| after(source, at, end))?;
    let kind = if head == "Pháp lệnh" { head } else { "Luật" };
    Some(LawName { name: format!("{name} {year}"), kind })
}

/// The name before a number; the year, `(sửa đổi)`, a parenthesis or `Luật số` may stand in between.
fn before(source: TokenSource<'_>, at: usize, year: &str) -> Option<(&'static str, String)> {
    let mut edge = at;
    edge -= usize::from(source.follows(edge, &["số"]));
    if source.follows(edge, &["luật"]) && edge > 1 && source.mark(edge - 2) == Some('(') {
        edge -= 1;
    }
    edge -= usize::from(edge > 0 && source.mark(edge - 1) == Some('('));
    if edge > 0 && source.number(edge - 1).is_some() {
        if source.written(edge - 1) != year {
            return None;
        }
        edge -= 1;
        edge -= usize::from(source.follows(edge, &["năm"]));
    }
    if edge > 4 && source.mark(edge - 1) == Some(')') && source.phrase_ends(edge - 2, "sửa đổi") {
        edge -= if source.mark(edge - 4) == Some('(') { 4 } else { return None };
    }
    if head_at(source, edge).is_some() {
        return None;
    }
    let (from, head, name) = head_before(source, edge)?;
    let several = source.follows(from, &["các", "những", "hai", "ba", "bốn", "năm"]);
    let one = !several && !is_amended(source, from);
    one.then(|| called(source, (from, name, edge), head)).flatten().map(|name| (head, name))
}

/// For a law of the table that begins at token `at` and whose own name begins at `name`: the end of the name before the
/// year, and its proper spelling.
/// is written.
pub(super) fn known(source: TokenSource<'_>, at: usize, name: usize) -> Option<(usize, &'static str)> {
    let year = |at: usize| source.number(at).is_some_and(|(_, digits)| digits == 4);
    let ends = (name + 1..=name + MAX_NAME_WORDS)
        .take_while(|end| source.word(end - 1).is_some() || source.mark(end - 1) == Some(','));
    let mut dated = ends.filter(|end| year(*end) || source.is(*end, "năm") && year(end + 1));
    dated.find_map(|end| Some((end, *LAWS.get(&small(source, at, end))?)))
}

/// The nearest type word before token `edge`: its first token, the type, the first token of the name.
fn head_before(source: TokenSource<'_>, edge: usize) -> Option<(usize, &'static str, usize)> {
    for name in (edge.saturating_sub(MAX_NAME_WORDS)..edge).rev() {
        if source.number(name).is_some() || source.mark(name).is_some_and(|mark| mark != ',') {
            return None;
        }
        if let Some((phrase, head)) = head_at(source, name) {
            return Some((name - phrase.split(' ').count(), head, name));
        }
    }
    None
}

/// The type word that ends right before token `name`; `pháp luật` and `kỷ luật` are part of a name.
fn head_at(source: TokenSource<'_>, name: usize) -> Option<(&'static str, &'static str)> {
    let ends = |phrase: &str| name.checked_sub(1).is_some_and(|last| source.phrase_ends(last, phrase));
    if ["pháp luật", "kỷ luật", "quy luật"].iter().any(|word| ends(word)) {
        return None;
    }
    HEADS.iter().find(|(phrase, _)| ends(phrase)).copied()
}

/// Whether the law that begins at token `from` is amended by another one in the same sentence.
fn is_amended(source: TokenSource<'_>, from: usize) -> bool {
    let back = (from.saturating_sub(MAX_TOKENS_BEFORE)..from).rev();
    let mut sentence = back.take_while(|at| !matches!(source.mark(*at), Some('.' | ';' | '!' | '?')));
    sentence.any(|at| source.phrase(at, "luật sửa đổi").is_some())
}

/// The name in tokens `from..edge`, whose own words begin at `name`; `None` if it is no name.
fn called(source: TokenSource<'_>, (from, name, edge): (usize, usize, usize), head: &str) -> Option<String> {
    if name >= edge {
        return None;
    }
    if let Some(known) = LAWS.get(format!("{} {}", head.to_lowercase(), small(source, name, edge)).as_str()) {
        return Some((*known).to_owned());
    }
    let capital = |at: usize| source.written(at).starts_with(char::is_uppercase);
    let mut fits = capital(from) && capital(name) && source.mark(edge - 1).is_none();
    for at in name..edge {
        let again = source.mark(at) == Some(',') || source.is_any(at, &["và"]);
        fits &= !(ends_name(source, at) || again && capital(at + 1));
    }
    let span = source.tokens.get(name)?.span.start..source.tokens.get(edge - 1)?.span.end;
    let own = source.text.get(span)?.split_whitespace().collect::<Vec<_>>().join(" ");
    fits.then(|| format!("{head} {}", super::composed(&own)))
}

/// Whether the word at `at` continues the sentence instead of the name.
fn ends_name(source: TokenSource<'_>, at: usize) -> bool {
    let word = written(source, at).to_lowercase();
    let in_name = words::IN_NAME.iter().any(|(first, then)| *first == word && source.is(at + 1, then));
    !in_name && (words::AFTER_NAME.contains(&word.as_str()) || words::BESIDE_NAME.contains(&word.as_str()))
}

/// `Luật số 27/2023/QH15 về nhà ở`, `Luật số 27/2023/QH15 (Luật Nhà ở)`: only names of the table, since the end of any
/// other is uncertain.
fn after(source: TokenSource<'_>, at: usize, end: usize) -> Option<(&'static str, String)> {
    let number = if source.follows(at, &["số"]) { at - 1 } else { at };
    let (phrase, head) = head_at(source, number)?;
    let name = if source.is(end, "về") {
        end + 1
    } else if source.mark(end) == Some('(') {
        source.phrase(end + 1, phrase)?
    } else {
        return None;
    };
    let mut longest = (1..=MAX_NAME_WORDS).rev().filter(|count| source.word(name + count - 1).is_some());
    let known = |count| LAWS.get(format!("{phrase} {}", small(source, name, name + count)).as_str());
    longest.find_map(known).map(|known| (head, (*known).to_owned()))
}

/// The words of tokens `from..to` in lower case, without commas.
fn small(source: TokenSource<'_>, from: usize, to: usize) -> String {
    (from..to).filter(|at| source.mark(*at) != Some(',')).map(|at| source.lower(at)).collect::<Vec<_>>().join(" ")
}

//! Text to speech: what a voice should say for a written text.
//!
//! Numbers, money, dates, times, units, document numbers, Roman numerals and abbreviations become words; web addresses
//! are skipped; brackets and dashes become pauses. Deliberately absent: the pronunciation of English words (the voice
//! program knows better); guessing the sense of an ambiguous abbreviation (it is spelled).

mod dates;
mod documents;
mod joined;
mod letters;
mod number;
mod quantity;
pub mod script;
mod web;
mod words;

#[cfg(test)]
mod tests;

use unicode_normalization::UnicodeNormalization;

use super::glossary;
use super::tokens::TokenSource;
use crate::text::token::tokens;

/// Most tokens of one text that are spoken.
pub const MAX_TOKENS: usize = 20_000;

/// The spoken form of `text`, on one line.
pub fn spoken(text: &str) -> String {
    let text: String = text.nfc().collect();
    let tokens = tokens(&text, MAX_TOKENS);
    let source = TokenSource { text: &text, tokens: &tokens };
    let mut voice = Voice::default();
    let mut at = 0;
    while at < tokens.len() {
        at = step(source, at, &mut voice);
    }
    voice.done()
}

/// The output so far.
#[derive(Debug, Default)]
struct Voice {
    said: String,
}

impl Voice {
    fn say(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        if !self.said.is_empty() {
            self.said.push(' ');
        }
        self.said.push_str(words);
    }

    /// Adds a pause: one sign; of two adjacent pauses the stronger one.
    fn pause(&mut self, sign: char) {
        match self.said.chars().last() {
            None => {}
            Some(',' | ';' | ':') if sign != ',' => {
                self.said.pop();
                self.said.push(sign);
            }
            Some(last) if last.is_ascii_punctuation() || last == '…' => {}
            Some(_) => self.said.push(sign),
        }
    }

    fn done(self) -> String {
        let trimmed = self.said.trim_end_matches([',', ';', ' ']);
        trimmed.to_owned()
    }
}

/// Speaks what begins at token `at`; returns the next token.
fn step(source: TokenSource<'_>, at: usize, voice: &mut Voice) -> usize {
    if let Some(end) = web::skip(source, at).or_else(|| repeated(source, at)) {
        return end.max(at + 1);
    }
    let readers = [joined::read, documents::read, dates::read, dates::short_months, quantity::read, letters::read];
    if let Some((said, end)) = readers.iter().find_map(|read| read(source, at)) {
        let (per, last) = if source.number(at).is_some() { quantity::per(source, end) } else { (String::new(), end) };
        voice.say(&(said + &per));
        return last.max(at + 1);
    }
    match source.mark(at) {
        Some(mark) => sign(source, at, mark, voice),
        None => return word(source, at, voice),
    }
    at + 1
}

/// `người lao động (NLĐ)`: does not repeat what was just spoken in full.
fn repeated(source: TokenSource<'_>, at: usize) -> Option<usize> {
    let close =
        (at + 2..at + 6).find(|close| source.mark(*close) == Some(')')).filter(|_| source.mark(at) == Some('('))?;
    let from = source.tokens.get(at + 1)?.span.start;
    let to = source.tokens.get(close - 1)?.span.end;
    let inside = source.text.get(from..to)?;
    let short = inside
        .split([' ', '-', '&'])
        .all(|part| part.chars().filter(|c| c.is_uppercase()).count() * 2 > part.chars().count());
    if !short {
        return None;
    }
    let start = source.tokens.get(at)?.span.start;
    let before = source.text.get(..start)?.trim_end().to_lowercase();
    let known = glossary::senses(inside).iter().any(|sense| before.ends_with(&sense.expansion.to_lowercase()));
    let said = letters::said(inside).is_some_and(|said| before.ends_with(&said.to_lowercase()));
    (known || said || initials(&before, inside)).then_some(close + 1)
}

/// Whether the preceding words have the letters of `short` as initials.
fn initials(before: &str, short: &str) -> bool {
    let letters: Vec<char> = short.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let words: Vec<char> =
        before.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next()).collect();
    letters.len() > 1 && words.len() >= letters.len() && words.ends_with(&letters)
}

/// A word as written, with the words joined to it by a dash.
fn word(source: TokenSource<'_>, at: usize, voice: &mut Voice) -> usize {
    let mut said = source.written(at).to_owned();
    let mut end = at + 1;
    while (source.tight(end, '-') || source.tight(end, '\''))
        && source.word(end + 1).is_some()
        && is_plain(source.written(end + 1))
        && is_plain(source.written(at))
    {
        said.push_str(source.written(end));
        said.push_str(source.written(end + 1));
        end += 2;
    }
    if said == "x" && at > 0 && source.number(at - 1).is_some() && source.number(end).is_some() {
        "nhân".clone_into(&mut said);
    }
    let counted = source.is_any(at, COUNTED) || (1..=3).any(|back| at >= back && source.number(at - back).is_some());
    let (per, last) = if counted { quantity::per(source, end) } else { (String::new(), end) };
    voice.say(&(said + &per));
    last
}

/// Units before a slash: *đồng/tháng*.
const COUNTED: &[&str] = &["đồng", "giờ", "người", "ca", "suất", "ngày", "phút"];

/// Whether this is a word, not an abbreviation.
fn is_plain(written: &str) -> bool {
    written.chars().skip(1).any(char::is_lowercase)
}

/// `8 triệu - 12 triệu`: a range between two amounts.
fn from_to(source: TokenSource<'_>, at: usize) -> bool {
    let scaled = at > 1 && source.is_any(at - 1, &["triệu", "tỷ", "tỉ", "nghìn", "ngàn", "đồng"]);
    let figure = (2..=3).any(|back| at >= back && source.number(at - back).is_some());
    scaled && figure && source.number(at + 1).is_some()
}

/// Punctuation: a pause, a word, or nothing.
fn sign(source: TokenSource<'_>, at: usize, mark: char, voice: &mut Voice) {
    let spaced = !source.touches(at) && !source.touches(at + 1);
    match mark {
        '.' if letters::ends_initial(source, at) => {}
        '.' | '!' | '?' => voice.pause(mark),
        '…' => voice.pause('.'),
        ',' | ';' => voice.pause(','),
        ':' if source.tight(at, ':')
            && source.number(at + 1).is_some()
            && at > 0
            && dates::is_ratio(source, at - 1) =>
        {
            voice.say("trên");
        }
        ':' if source.tight(at, ':') && source.number(at + 1).is_some() => {}
        ':' => voice.pause(':'),
        '(' | ')' | '[' | ']' | '{' | '}' | '•' | '|' | '→' | '►' | '·' | '●' => voice.pause(','),
        '-' if spaced && from_to(source, at) => voice.say("đến"),
        '-' if spaced => voice.pause(','),
        '/' if source.word(at + 1).is_some()
            && at > 0
            && source.word(at - 1).is_some()
            && !source.is_any(at - 1, &["và"]) =>
        {
            voice.pause(',');
        }
        // `-150/-100`: one below nought, and another.
        '/' if matches!(source.mark(at + 1), Some('-' | '+')) && source.number(at + 2).is_some() => voice.pause(','),
        '&' => voice.say("và"),
        '%' => voice.say("phần trăm"),
        // Behind the end of a point it begins the next one.
        '+' if spaced && at > 0 && matches!(source.mark(at - 1), Some('.' | ';' | ':')) => {}
        '+' if !voice.said.is_empty() => voice.say("cộng"),
        '=' => voice.say("bằng"),
        '×' => voice.say("nhân"),
        '°' => voice.say("độ"),
        '$' => voice.say("đô la"),
        '€' => voice.say("ơ rô"),
        _ => {}
    }
}

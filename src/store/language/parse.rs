//! Reads a query item by item. Never fails: what makes no sense is noted, once, and its words are searched.

use super::days::{day_start, span};
use super::{Asked, Complaint, MAX_QUERY_BYTES, MAX_QUERY_WORDS, Place, Sought, Unit, Wrong};
use crate::model::Timestamp;
use crate::text::fold::{self, Kind, Token};
use crate::text::pattern::Pattern;

/// Most patterns of a query.
const MAX_PATTERNS: usize = 8;
/// Longest field name with its colon, in bytes.
const MAX_FIELD_BYTES: usize = 24;
/// Most days of `N ngày`.
const MAX_DAYS: i64 = 36_500;

/// Names of fields, as K1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Source,
    Section,
    Author,
    Title,
    Since,
    Until,
    Number,
    State,
}

const NAMES: &[(&str, Name)] = &[
    ("nguon", Name::Source),
    ("source", Name::Source),
    ("muc", Name::Section),
    ("chuyen muc", Name::Section),
    ("section", Name::Section),
    ("tac gia", Name::Author),
    ("author", Name::Author),
    ("tieu de", Name::Title),
    ("title", Name::Title),
    ("tu", Name::Since),
    ("from", Name::Since),
    ("since", Name::Since),
    ("den", Name::Until),
    ("to", Name::Until),
    ("until", Name::Until),
    ("vb", Name::Number),
    ("doc", Name::Number),
    ("is", Name::State),
];

/// Understands a query typed at `now`.
pub(in crate::store) fn parse(text: &str, now: Timestamp) -> Asked {
    let mut end = text.len().min(MAX_QUERY_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut parser =
        Parser { text: &text[..end], at: 0, now, asked: Asked::default(), words: 0, or: None, joins: false };
    while parser.item() {}
    if let Some(at) = parser.or {
        parser.complain(Wrong::LonelyOr, at, "");
    }
    if end < text.len() {
        parser.complain(Wrong::TooLong, end, "");
    }
    parser.asked
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    now: Timestamp,
    asked: Asked,
    words: usize,
    /// An OR that waits for its right side.
    or: Option<usize>,
    /// The last item was words that an OR can join with others.
    joins: bool,
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '\u{ff02}')
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn complain(&mut self, kind: Wrong, byte: usize, about: &str) {
        if self.asked.complaint.is_none() {
            let at = self.text.get(..byte).unwrap_or(self.text).chars().count() + 1;
            self.asked.complaint = Some(Complaint { kind, at, about: about.to_owned() });
        }
    }

    fn skip_spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Takes one item; `false` at the end.
    fn item(&mut self) -> bool {
        self.skip_spaces();
        if self.rest().is_empty() {
            return false;
        }
        if self.take_or() {
            return true;
        }
        let (joins, before) = (std::mem::take(&mut self.joins), self.asked.clone());
        self.other_item();
        if self.asked.asks_as_much_as(&before) {
            // A sign, an empty field: as if it were not there.
            self.joins = joins;
            return true;
        }
        // What is no word with a place of its own has no alternative: it must hold, whatever else does.
        if !self.joins
            && let Some(at) = self.or.take()
        {
            self.complain(Wrong::LonelyOr, at, "");
        }
        true
    }

    fn other_item(&mut self) {
        if self.take_bare() {
            return;
        }
        let start = self.at;
        let negative = self.take_minus();
        if negative && self.rest().chars().next().is_none_or(char::is_whitespace) {
            self.complain(Wrong::LonelyMinus, start, "");
            return;
        }
        if self.take_pattern(Place::Anywhere, !negative, start) {
            return;
        }
        if let Some(name) = self.take_name() {
            self.field(name, negative, start);
        } else {
            let value = self.value();
            self.words_of(&value, Place::Anywhere, negative);
        }
    }

    /// A pattern at this place: for `place`, wanted or not. Words take its place when it is not closed.
    fn take_pattern(&mut self, place: Place, wanted: bool, start: usize) -> bool {
        let rest = self.rest();
        if !Pattern::begins(rest) {
            return false;
        }
        let Some(taken) = Pattern::take(rest) else {
            self.complain(Wrong::OpenPattern, start, "");
            return false;
        };
        self.at += taken.length;
        match taken.pattern {
            Ok(pattern) if self.asked.patterns.len() < MAX_PATTERNS => {
                self.asked.patterns.push(Sought { pattern, place, wanted });
            }
            Ok(_) => self.complain(Wrong::TooLong, start, ""),
            Err(why) => {
                let about = format!("{} ({why})", &rest[..taken.length]);
                self.complain(Wrong::BadPattern, start, &about);
            }
        }
        true
    }

    fn take_or(&mut self) -> bool {
        let rest = self.rest();
        let word = rest.split(char::is_whitespace).next().unwrap_or_default();
        if word != "OR" && word != "|" {
            return false;
        }
        let at = self.at;
        self.at += word.len();
        if !self.joins || self.or.is_some() {
            self.complain(Wrong::LonelyOr, at, "");
        } else {
            self.or = Some(at);
        }
        true
    }

    fn take_minus(&mut self) -> bool {
        let minus = self.rest().starts_with(['-', '−']);
        if minus {
            self.at += self.rest().chars().next().map_or(0, char::len_utf8);
        }
        minus
    }

    /// A field's name with its colon.
    fn take_name(&mut self) -> Option<Name> {
        let rest = self.rest();
        let colon = rest.char_indices().take_while(|(at, _)| *at < MAX_FIELD_BYTES).find(|(_, c)| *c == ':')?.0;
        let key = fold::base(&rest[..colon]);
        let Some(&(_, name)) = NAMES.iter().find(|(name, _)| *name == key) else {
            self.suggest(&key, colon);
            return None;
        };
        self.at += colon + 1;
        Some(name)
    }

    /// Tells which field was meant by a name that is nearly one.
    fn suggest(&mut self, key: &str, colon: usize) {
        let is_name = key.chars().count() > 2 && key.chars().all(char::is_alphabetic);
        let has_value = self.rest()[colon + 1..].chars().next().is_some_and(|c| !c.is_whitespace() && c != '/');
        if !is_name || !has_value {
            return;
        }
        let near = |name: &&(&str, Name)| name.0.chars().count() > 2 && distance(name.0, key) == 1;
        if let Some((name, _)) = NAMES.iter().find(near) {
            self.complain(Wrong::UnknownField, self.at, &format!("{name}:"));
        }
    }

    /// Filters that are words of their own, written with their marks.
    fn take_bare(&mut self) -> bool {
        for (words, bare) in
            [("hôm nay", 0), ("hôm qua", 1), ("chưa đọc", 2), ("đánh dấu", 3), ("đã ẩn", 4), ("đã đọc", 5)]
        {
            if self.take_words(words) {
                let today = self.now.vietnam_day();
                match bare {
                    0 => self.since_day(today),
                    1 => {
                        self.since_day(today - 1);
                        self.until(day_start(today));
                    }
                    2 => self.asked.unread = Some(true),
                    3 => self.asked.starred = Some(true),
                    5 => self.asked.unread = Some(false),
                    _ => self.asked.muted = true,
                }
                return true;
            }
        }
        self.take_days()
    }

    /// `7 ngày`: today and the six days before it.
    fn take_days(&mut self) -> bool {
        let rest = self.rest();
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let Ok(days) = rest[..digits].parse::<i64>() else { return false };
        let start = self.at;
        self.at += digits;
        self.skip_spaces();
        if (1..=MAX_DAYS).contains(&days) && self.at > start + digits && self.take_words("ngày") {
            self.since_day(self.now.vietnam_day() - days + 1);
            return true;
        }
        self.at = start;
        false
    }

    /// Takes `words` if they stand here whole, in any case and in any Unicode form.
    fn take_words(&mut self, words: &str) -> bool {
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
        let whole = self.rest()[end..].chars().next().is_none_or(char::is_whitespace);
        if whole {
            self.at += end;
        }
        whole
    }

    /// A quoted piece or everything up to a space.
    fn value(&mut self) -> Value<'a> {
        let rest = self.rest();
        let start = self.at;
        if let Some(quote) = rest.chars().next().filter(|c| is_quote(*c)) {
            let inner = &rest[quote.len_utf8()..];
            if let Some(end) = inner.find(is_quote) {
                self.at += quote.len_utf8() + end;
                self.at += self.rest().chars().next().map_or(0, char::len_utf8);
                return Value { text: &inner[..end], quoted: true };
            }
            self.at = self.text.len();
            self.complain(Wrong::OpenQuote, start, "");
            return Value { text: inner, quoted: false };
        }
        let end = rest.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(rest.len());
        self.at += end;
        Value { text: &rest[..end], quoted: false }
    }

    fn field(&mut self, name: Name, negative: bool, start: usize) {
        self.skip_spaces();
        let place = match name {
            Name::Title => Some(Place::Title),
            Name::Author => Some(Place::Author),
            _ => None,
        };
        if place.is_some_and(|place| self.take_pattern(place, !negative, start)) {
            return;
        }
        let value = match name {
            Name::Since | Name::Until => self.days_in_words().unwrap_or_else(|| self.value()),
            _ => self.value(),
        };
        let shown = self.text[start..self.at].trim();
        if value.text.trim().is_empty() {
            self.complain(Wrong::NoValue, start, shown);
            return;
        }
        let key = fold::base(value.text).trim().to_owned();
        match name {
            Name::Source if negative => self.asked.not_sources.extend(each(&key)),
            Name::Source => self.asked.sources.extend(each(&key)),
            Name::Section if negative => self.asked.not_sections.extend(each(&key.replace(' ', "-"))),
            Name::Section => self.asked.sections.extend(each(&key.replace(' ', "-"))),
            Name::Author => self.words_of(&value, Place::Author, negative),
            Name::Title => self.words_of(&value, Place::Title, negative),
            Name::Number => self.words_of(&Value { quoted: true, ..value }, Place::Anywhere, negative),
            Name::Since | Name::Until => self.date(name, &value, start, shown),
            Name::State => match key.replace(['-', '_'], " ").as_str() {
                "unread" | "chua doc" => self.asked.unread = Some(!negative),
                "read" | "da doc" => self.asked.unread = Some(negative),
                "starred" | "danh dau" => self.asked.starred = Some(!negative),
                "muted" | "da an" => self.asked.muted = !negative,
                _ => self.complain(Wrong::BadState, start, shown),
            },
        }
    }

    fn date(&mut self, name: Name, value: &Value<'_>, start: usize, shown: &str) {
        match (span(value.text).or_else(|| self.recent_span(value.text)), name) {
            (Some((from, _)), Name::Since) => self.asked.since = Some(from),
            (Some((_, to)), _) => self.until(to),
            (None, _) => self.complain(Wrong::BadDate, start, shown),
        }
    }

    /// `hôm nay`, `hôm qua`, `7 ngày` after a field's name, without quotes.
    fn days_in_words(&mut self) -> Option<Value<'a>> {
        let start = self.at;
        let digits = self.rest().len() - self.rest().trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let found = if digits > 0 {
            self.at += digits;
            let end = self.at;
            self.skip_spaces();
            self.at > end && self.take_words("ngày")
        } else {
            self.take_words("hôm nay") || self.take_words("hôm qua")
        };
        if !found {
            self.at = start;
            return None;
        }
        Some(Value { text: &self.text[start..self.at], quoted: true })
    }

    /// The span of a day as people say it: `hôm nay`, `hôm qua`, `7 ngày` and `7d` (today and the six days before it).
    fn recent_span(&self, text: &str) -> Option<(Timestamp, Timestamp)> {
        let today = self.now.vietnam_day();
        let key = fold::base(text);
        let (first, last) = match key.trim() {
            "hom nay" | "today" => (today, today),
            "hom qua" | "yesterday" => (today - 1, today - 1),
            other => {
                let count = other.strip_suffix("ngay").or_else(|| other.strip_suffix('d'))?;
                let days = count.trim().parse::<i64>().ok().filter(|days| (1..=MAX_DAYS).contains(days))?;
                (today - days + 1, today)
            }
        };
        Some((day_start(first), day_start(last + 1)))
    }

    fn since_day(&mut self, day: i64) {
        self.asked.since = Some(day_start(day));
    }

    fn until(&mut self, at: Timestamp) {
        self.asked.until = Some(at);
    }

    /// The words of a value: one unit when they are one word or quoted, else a unit for each.
    fn words_of(&mut self, value: &Value<'_>, place: Place, negative: bool) {
        let tokens = tokens(value.text);
        let glued = value.quoted || !value.text.contains(char::is_whitespace);
        let units: Vec<Vec<Token>> =
            if glued { vec![tokens] } else { tokens.into_iter().map(|token| vec![token]).collect() };
        for tokens in units {
            self.words += tokens.len();
            if tokens.is_empty() {
                continue;
            }
            if self.words > MAX_QUERY_WORDS {
                self.complain(Wrong::TooLong, self.at, "");
                return;
            }
            self.add(Unit { tokens, place }, negative);
        }
    }

    fn add(&mut self, unit: Unit, negative: bool) {
        if negative {
            self.asked.none.push(unit);
            return;
        }
        self.joins = true;
        match (self.or.take(), self.asked.all.last_mut()) {
            (Some(_), Some(last)) => last.push(unit),
            _ => self.asked.all.push(vec![unit]),
        }
    }
}

/// The names of a list with commas.
fn each(names: &str) -> Vec<String> {
    names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// How many letters have to be changed, put in or left out to make one word of another.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, c) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (place, d) in other.iter().enumerate() {
            let changed = diagonal + usize::from(c != *d);
            diagonal = row[place + 1];
            row[place + 1] = changed.min(diagonal + 1).min(row[place] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

struct Value<'a> {
    text: &'a str,
    quoted: bool,
}

/// The tokens of a text; the number of a document stands for its words.
fn tokens(text: &str) -> Vec<Token> {
    let mut number_until = 0;
    fold::tokens(text)
        .filter(|token| {
            if token.kind == Kind::Number {
                number_until = token.range.end;
                return true;
            }
            token.range.start >= number_until
        })
        .collect()
}

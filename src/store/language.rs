//! The query language: what a reader types → what is asked.
//!
//! Words (all must be there), `"cụm từ"`, `-trừ`, `a OR b`, `nguồn:` `mục:` `tác giả:` `tiêu đề:` `từ:` `đến:` `vb:`
//! `/mẫu/` and `/mẫu/i` (a regular expression, of the title with `tiêu đề:`)
//! (English: `source:` `section:` `author:` `title:` `from:` `to:` `doc:`), `hôm nay`, `hôm qua`, `7 ngày`, `chưa đọc`,
//! `đánh dấu`, `đã ẩn` (`is:unread`, `is:starred`, `is:muted`). Names of fields may be typed without marks. What makes no sense is told with
//! its place, and the words are searched all the same: parsing never fails.
//! Units: days are those of the newspapers' clock (+07:00).

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::{Moment, Precision, Timestamp};
use crate::text::fold::{self, Kind, Token};
use crate::text::pattern::Pattern;

/// Longest query that is read, in bytes; the rest is not searched, and the reader is told.
pub const MAX_QUERY_BYTES: usize = 1024;
/// Most words of a query.
pub const MAX_QUERY_WORDS: usize = 32;
/// Most patterns of a query.
const MAX_PATTERNS: usize = 8;
/// Longest field name with its colon, in bytes.
const MAX_FIELD_BYTES: usize = 24;
/// Most days of `N ngày`.
const MAX_DAYS: i64 = 36_500;

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Place {
    #[default]
    Anywhere,
    Title,
    Author,
}

/// Words that stand together: one word, or several that must be adjacent and in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Unit {
    pub(super) tokens: Vec<Token>,
    pub(super) place: Place,
}

/// A pattern of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sought {
    pub(super) pattern: Pattern,
    pub(super) place: Place,
    /// It must be there; else it must not.
    pub(super) wanted: bool,
}

impl Sought {
    /// Whether an article with these texts is one that is asked for.
    pub(super) fn fits<'a>(&self, title: &str, author: &str, rest: impl IntoIterator<Item = &'a str>) -> bool {
        let stands = |text: &str| self.pattern.stands_in(text);
        let found = match self.place {
            Place::Title => stands(title),
            Place::Author => stands(author),
            Place::Anywhere => stands(title) || rest.into_iter().any(stands),
        };
        found == self.wanted
    }
}

/// A query, understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Asked {
    /// Each must hold; within one, any of the alternatives.
    pub(super) all: Vec<Vec<Unit>>,
    /// None may hold.
    pub(super) none: Vec<Unit>,
    /// Patterns: where each must stand, or (`false`) must not.
    pub(super) patterns: Vec<Sought>,
    /// Beginnings of source ids, of which one must fit; and those that must not.
    pub(super) sources: Vec<String>,
    pub(super) not_sources: Vec<String>,
    /// Likewise of section ids.
    pub(super) sections: Vec<String>,
    pub(super) not_sections: Vec<String>,
    pub(super) since: Option<Timestamp>,
    pub(super) until: Option<Timestamp>,
    pub(super) unread: Option<bool>,
    pub(super) starred: Option<bool>,
    /// Only what is muted; else nothing of it.
    pub(super) muted: bool,
    /// What was wrong, the first thing.
    pub(super) complaint: Option<Complaint>,
}

impl Asked {
    /// Whether nothing at all is asked.
    pub(super) fn is_empty(&self) -> bool {
        let nothing = Self { complaint: self.complaint.clone(), ..Self::default() };
        *self == nothing
    }
}

/// What was wrong with a query, and where (characters from 1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Complaint {
    pub(super) kind: Wrong,
    pub(super) at: usize,
    pub(super) about: String,
}

/// Kinds of mistakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    OpenQuote,
    NoValue,
    BadDate,
    LonelyOr,
    LonelyMinus,
    BadState,
    TooLong,
    OpenPattern,
    BadPattern,
}

impl Complaint {
    /// The sentence, in Vietnamese or English.
    pub(super) fn sentence(&self, english: bool) -> String {
        let Self { kind, at, about } = self;
        if english {
            return match kind {
                Wrong::OpenQuote => {
                    format!("the quotation mark at character {at} is not closed; its words were searched one by one")
                }
                Wrong::NoValue => format!("“{about}” at character {at} needs a value; it was left out"),
                Wrong::BadDate => {
                    format!("“{about}” at character {at} is not a date (2024, 2024-01 or 2024-01-31); it was left out")
                }
                Wrong::LonelyOr => format!("OR at character {at} needs a word on both sides; it was left out"),
                Wrong::LonelyMinus => format!("the minus at character {at} needs a word; it was left out"),
                Wrong::BadState => {
                    format!("“{about}” at character {at} is none of unread, read, starred, muted; it was left out")
                }
                Wrong::OpenPattern => {
                    format!("the pattern at character {at} is not closed by a slash; its words were searched")
                }
                Wrong::BadPattern => {
                    format!("{about} at character {at} is not a regular expression; it was left out")
                }
                Wrong::TooLong => format!("the query is too long; everything from character {at} was left out"),
            };
        }
        match kind {
            Wrong::OpenQuote => format!("dấu ngoặc kép ở ký tự {at} chưa đóng; đã tìm từng từ trong đó"),
            Wrong::NoValue => format!("“{about}” ở ký tự {at} cần một giá trị; đã bỏ qua"),
            Wrong::BadDate => {
                format!("“{about}” ở ký tự {at} không phải là ngày (2024, 2024-01 hoặc 2024-01-31); đã bỏ qua")
            }
            Wrong::LonelyOr => format!("OR ở ký tự {at} cần có từ ở cả hai bên; đã bỏ qua"),
            Wrong::LonelyMinus => format!("dấu trừ ở ký tự {at} cần có từ theo sau; đã bỏ qua"),
            Wrong::BadState => {
                format!("“{about}” ở ký tự {at} không phải là “unread”, “read”, “starred” hay “muted”; đã bỏ qua")
            }
            Wrong::OpenPattern => format!("mẫu ở ký tự {at} chưa đóng bằng dấu /; đã tìm các từ trong đó"),
            Wrong::BadPattern => format!("{about} ở ký tự {at} không phải là biểu thức chính quy; đã bỏ qua"),
            Wrong::TooLong => format!("câu tìm quá dài; đã bỏ phần từ ký tự {at} trở đi"),
        }
    }
}

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
pub(super) fn parse(text: &str, now: Timestamp) -> Asked {
    let mut end = text.len().min(MAX_QUERY_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut parser = Parser { text: &text[..end], at: 0, now, asked: Asked::default(), words: 0, or: None };
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
        if self.take_or() || self.take_bare() {
            return true;
        }
        let start = self.at;
        let negative = self.take_minus();
        if negative && self.rest().chars().next().is_none_or(char::is_whitespace) {
            self.complain(Wrong::LonelyMinus, start, "");
            return true;
        }
        if self.take_pattern(Place::Anywhere, !negative, start) {
            return true;
        }
        if let Some(name) = self.take_name() {
            self.field(name, negative, start);
        } else {
            let value = self.value();
            self.words_of(&value, Place::Anywhere, negative);
        }
        true
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
        if self.asked.all.is_empty() || self.or.is_some() {
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
        let name = NAMES.iter().find(|(name, _)| *name == key)?.1;
        self.at += colon + 1;
        Some(name)
    }

    /// Filters that are words of their own, written with their marks.
    fn take_bare(&mut self) -> bool {
        for (words, bare) in [("hôm nay", 0), ("hôm qua", 1), ("chưa đọc", 2), ("đánh dấu", 3), ("đã ẩn", 4)]
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
        let value = self.value();
        let shown = self.text[start..self.at].trim();
        if value.text.trim().is_empty() {
            self.complain(Wrong::NoValue, start, shown);
            return;
        }
        let key = fold::base(value.text).trim().to_owned();
        match name {
            Name::Source if negative => self.asked.not_sources.push(key),
            Name::Source => self.asked.sources.push(key),
            Name::Section if negative => self.asked.not_sections.push(key.replace(' ', "-")),
            Name::Section => self.asked.sections.push(key.replace(' ', "-")),
            Name::Author => self.words_of(&value, Place::Author, negative),
            Name::Title => self.words_of(&value, Place::Title, negative),
            Name::Number => self.words_of(&Value { quoted: true, ..value }, Place::Anywhere, negative),
            Name::Since | Name::Until => self.date(name, &value, start, shown),
            Name::State => match key.as_str() {
                "unread" => self.asked.unread = Some(!negative),
                "read" => self.asked.unread = Some(negative),
                "starred" => self.asked.starred = Some(!negative),
                "muted" => self.asked.muted = !negative,
                _ => self.complain(Wrong::BadState, start, shown),
            },
        }
    }

    fn date(&mut self, name: Name, value: &Value<'_>, start: usize, shown: &str) {
        match (span(value.text), name) {
            (Some((from, _)), Name::Since) => self.asked.since = Some(from),
            (Some((_, to)), _) => self.until(to),
            (None, _) => self.complain(Wrong::BadDate, start, shown),
        }
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
        match (self.or.take(), self.asked.all.last_mut()) {
            (Some(_), Some(last)) => last.push(unit),
            _ => self.asked.all.push(vec![unit]),
        }
    }
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

/// First instant of a day since 1970 in +07:00.
fn day_start(day: i64) -> Timestamp {
    Timestamp(day * 86_400 - crate::model::time::VIETNAM_OFFSET_SECONDS)
}

/// The first instant of a year, month or day, and the first one after it.
fn span(text: &str) -> Option<(Timestamp, Timestamp)> {
    let text = text.trim();
    let moment = parse_date(text)?;
    let date: Date = moment.at.in_vietnam()?.date();
    let year = text.len() == 4;
    let span = match moment.precision {
        Precision::Month if year => 1.year(),
        Precision::Month => 1.month(),
        _ => 1.day(),
    };
    let midnight = |date: Date| Timestamp::from_vietnam(date.to_datetime(jiff::civil::Time::midnight()));
    Some((midnight(date)?, midnight(date.checked_add(span).ok()?)?))
}

/// `2024`, `2024-01`, `2024-01-31`, `01/2024`, `31/01/2024` (dots and dashes too).
fn parse_date(text: &str) -> Option<Moment> {
    if !text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.')) {
        return None;
    }
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let number = |part: &str| part.parse::<u16>().ok().filter(|_| part.len() <= 4);
    let (year, month, day) = match parts.as_slice() {
        [year] if year.len() == 4 => (number(year)?, 1, None),
        [year, month] if year.len() == 4 => (number(year)?, number(month)?, None),
        [month, year] if year.len() == 4 => (number(year)?, number(month)?, None),
        [year, month, day] if year.len() == 4 => (number(year)?, number(month)?, Some(number(day)?)),
        [day, month, year] if year.len() == 4 => (number(year)?, number(month)?, Some(number(day)?)),
        _ => return None,
    };
    let iso = day.map_or_else(|| format!("{year:04}-{month:02}"), |day| format!("{year:04}-{month:02}-{day:02}"));
    Moment::parse_iso(&iso)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2025-06-15 12:00 in +07:00.
    const NOW: Timestamp = Timestamp(1_749_963_600);

    fn asked(text: &str) -> Asked {
        parse(text, NOW)
    }

    fn words(units: &[Unit]) -> Vec<String> {
        units.iter().map(|unit| unit.tokens.iter().map(|t| t.letters.as_str()).collect::<Vec<_>>().join(" ")).collect()
    }

    fn iso(at: Option<Timestamp>) -> String {
        at.map(|at| Moment::exact(at).to_string()).unwrap_or_default()
    }

    #[test]
    fn words_must_all_be_there_and_quotes_keep_them_together() {
        let asked = asked("lương “bảo hiểm xã hội” tăng");
        let units: Vec<Vec<String>> = asked.all.iter().map(|any| words(any)).collect();
        assert_eq!(units, [["lương"], ["bao hiêm xa hôi"], ["tăng"]].map(|unit| unit.map(str::to_owned).to_vec()));
        assert_eq!(asked.complaint, None);
    }

    #[test]
    fn or_joins_its_neighbours_only() {
        let asked = asked("lương thưởng OR phạt tết");
        assert_eq!(asked.all.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2, 1]);
    }

    #[test]
    fn a_minus_takes_away_words_phrases_and_sources() {
        let asked = asked("lương -thưởng -\"tăng ca\" -nguồn:nld covid-19");
        assert_eq!(words(&asked.none), ["thương", "tăng ca"]);
        assert_eq!((asked.not_sources, asked.all.len()), (vec!["nld".to_owned()], 2));
    }

    #[test]
    fn fields_are_known_with_and_without_marks_and_in_english() {
        for text in ["tác giả:\"Hòa An\" mục:\"công đoàn\" nguồn:nld", "tac gia:\"Hòa An\" muc:cong-doan source: NLD"]
        {
            let asked = asked(text);
            assert_eq!((asked.all[0][0].place, asked.all[0][0].tokens.len()), (Place::Author, 2), "{text}");
            assert_eq!((asked.sections, asked.sources), (vec!["cong-doan".to_owned()], vec!["nld".to_owned()]));
        }
        assert_eq!(asked("tiêu đề:lương").all[0][0].place, Place::Title);
    }

    #[test]
    fn dates_open_at_their_first_instant_and_close_after_their_last() {
        let asked = asked("từ:2024-01 đến:15/03/2024");
        assert_eq!(iso(asked.since), "2024-01-01T00:00:00+07:00");
        assert_eq!(iso(asked.until), "2024-03-16T00:00:00+07:00");
        assert_eq!(iso(self::asked("đến:2024").until), "2025-01-01T00:00:00+07:00");
    }

    #[test]
    fn days_are_counted_on_the_newspapers_calendar() {
        assert_eq!(iso(asked("hôm nay").since), "2025-06-15T00:00:00+07:00");
        assert_eq!(iso(asked("7 ngày lương").since), "2025-06-09T00:00:00+07:00");
        assert_eq!(iso(asked("hôm qua").until), "2025-06-15T00:00:00+07:00");
    }

    #[test]
    fn states_are_words_of_their_own_with_marks_and_plain_words_without() {
        let state = asked("chưa đọc đánh dấu");
        assert_eq!((state.unread, state.starred, state.all.len()), (Some(true), Some(true), 0));
        assert_eq!(asked("chua doc").all.len(), 2);
        assert_eq!(asked("\"chưa đọc\"").all.len(), 1);
        assert_eq!(asked("is:unread").unread, Some(true));
    }

    #[test]
    fn the_number_of_a_document_is_one_word() {
        for text in ["38/2022/NĐ-CP", "vb:38/2022/NĐ-CP"] {
            let asked = asked(text);
            assert_eq!((asked.all.len(), asked.all[0][0].tokens.len()), (1, 1));
            assert_eq!(asked.all[0][0].tokens[0].kind, Kind::Number);
        }
    }

    #[test]
    fn a_mistake_is_told_with_its_place_and_the_words_are_searched() {
        let open = asked("lương \"tăng ca");
        assert_eq!(open.complaint.as_ref().map(|c| (c.kind, c.at)), Some((Wrong::OpenQuote, 7)));
        assert_eq!(open.all.len(), 3);
        for (text, wrong) in [
            ("lương từ:mai", Wrong::BadDate),
            ("lương nguồn:", Wrong::NoValue),
            ("lương OR", Wrong::LonelyOr),
            ("OR lương", Wrong::LonelyOr),
            ("lương - thưởng", Wrong::LonelyMinus),
            ("lương is:odd", Wrong::BadState),
        ] {
            let asked = asked(text);
            assert_eq!(asked.complaint.map(|c| c.kind), Some(wrong), "{text}");
            assert!(!asked.all.is_empty(), "{text}");
        }
    }

    #[test]
    fn a_query_at_the_bound_is_whole_and_a_longer_one_is_told() {
        let fits = format!("{}b", "a".repeat(MAX_QUERY_BYTES - 1));
        assert_eq!(asked(&fits).complaint, None);
        assert_eq!(asked(&format!("{fits}c")).complaint.map(|c| c.kind), Some(Wrong::TooLong));
        assert_eq!(asked(&"a ".repeat(MAX_QUERY_WORDS)).complaint, None);
        assert_eq!(asked(&"a ".repeat(MAX_QUERY_WORDS + 1)).complaint.map(|c| c.kind), Some(Wrong::TooLong));
    }

    proptest::proptest! {
        #[test]
        fn no_query_panics(text in "\\PC{0,60}") {
            let _ = asked(&text);
        }

        #[test]
        fn no_query_of_our_own_signs_panics(text in "[-\"“”: |ORhôm nayừ7ngàđê/0-9]{0,40}") {
            let _ = asked(&text);
        }
    }
}

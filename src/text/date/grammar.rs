//! The grammar over tokens. Every rule is `(&self, at) -> Option<(value, next)>`: it parses from token `at` and returns
//! the next token. `None` consumes nothing, so alternatives are tried in order.

use jiff::civil::{Date, Time, Weekday};

use super::words::{self, TimeUnit};
use crate::model::Precision;
use crate::text::token::{Token, TokenKind};

/// A rule's answer: the value and the next token.
pub(super) type RuleAnswer<T> = Option<(T, usize)>;

/// A day as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WrittenDay {
    /// Day, month and year; `short_year` when the year had two digits, `slash` when the parts were joined by `/` or words.
    Full {
        /// The day.
        date: Date,
        /// Whether two digits of the year were written.
        short_year: bool,
        /// Whether the parts were joined by `/` (or by words) rather than by `-` or `.`.
        slash: bool,
    },
    /// Day and month; `slash` as above.
    NoYear {
        /// 1–12.
        month: i8,
        /// 1–31.
        day: i8,
        /// Joined by `/` or by words.
        slash: bool,
    },
    /// Month and year: the first of that month.
    Month(Date),
    /// Days before today: 0, 1 or 2.
    Ago(i64),
}

/// A time of day as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ClockTime {
    /// The time on the wall.
    pub(super) time: Time,
    /// Hour, minute or second.
    pub(super) precision: Precision,
}

/// An absolute date line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Absolute {
    /// The day.
    pub(super) day: WrittenDay,
    /// The time of day, if given.
    pub(super) clock: Option<ClockTime>,
    /// Minutes east of UTC, if a zone is given.
    pub(super) zone: Option<i32>,
    /// The weekday, if given.
    pub(super) weekday: Option<Weekday>,
}

/// Which number of a date comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    /// The day, as nearly everybody writes.
    Day,
    /// The month.
    Month,
}

/// "N units ago".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ago {
    /// How many.
    pub(super) count: u32,
    /// Of what.
    pub(super) unit: TimeUnit,
}

/// The tokens of one line.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineTokens<'a>(pub(super) &'a [Token]);

impl LineTokens<'_> {
    pub(super) fn word(&self, at: usize) -> Option<&str> {
        match &self.0.get(at)?.kind {
            TokenKind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn number(&self, at: usize) -> Option<(u32, usize)> {
        match self.0.get(at)?.kind {
            TokenKind::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    /// A number written with one or two digits.
    pub(super) fn short(&self, at: usize) -> Option<u32> {
        self.number(at).filter(|(_, digits)| *digits <= 2).map(|(value, _)| value)
    }

    pub(super) fn mark(&self, at: usize) -> Option<char> {
        match self.0.get(at)?.kind {
            TokenKind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    pub(super) fn is_word(&self, at: usize, word: &str) -> bool {
        self.word(at) == Some(word)
    }

    pub(super) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.mark(at) == Some(mark)
    }

    /// Whether token `at` touches the one before it.
    pub(super) fn touches(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|token| !token.spaced)
    }

    fn phrase(&self, at: usize, phrases: &[&[&str]]) -> Option<usize> {
        let found = phrases.iter().find(|p| p.iter().enumerate().all(|(i, word)| self.is_word(at + i, word)))?;
        Some(at + found.len())
    }

    /// Skips labels ("Cập nhật lúc:"), at most three.
    pub(super) fn after_labels(&self, mut at: usize) -> usize {
        for _ in 0..3 {
            let Some(next) = self.phrase(at, words::LABELS) else { break };
            at = if matches!(self.mark(next), Some(':' | ',')) { next + 1 } else { next };
        }
        at
    }

    /// Skips the separators between the parts of a line: at most two punctuation marks, then perhaps "lúc".
    pub(super) fn after_separator(&self, mut at: usize) -> usize {
        for _ in 0..2 {
            if matches!(self.mark(at), Some(',' | '|' | '-' | '•' | '·' | ';')) {
                at += 1;
            }
        }
        let next = self.phrase(at, words::AT).unwrap_or(at);
        if next > at && self.is_mark(next, ':') { next + 1 } else { next }
    }

    /// A whole absolute line: `[weekday ,] date [sep] [time] [zone]` or `time [zone] [sep] [weekday ,] date [zone]`.
    pub(super) fn absolute(&self, at: usize) -> Vec<(Absolute, usize)> {
        let mut readings = Vec::new();
        if let Some((clock, after)) = self.clock(at) {
            self.clock_first(clock, after, &mut readings);
        }
        self.day_first(at, &mut readings);
        readings
    }

    fn day_first(&self, at: usize, readings: &mut Vec<(Absolute, usize)>) {
        for (weekday, start) in self.weekdays(at) {
            if let Some((said, end)) = self.of_unix(start) {
                readings.push((Absolute { weekday, ..said }, end));
            }
            for (day, weekday, end) in self.days_with(start, weekday) {
                let plain = Absolute { day, clock: None, zone: None, weekday };
                for clock_at in self.clock_starts(end) {
                    if let Some((clock, after)) = self.clock(clock_at) {
                        let timed = Absolute { clock: Some(clock), ..plain };
                        if let Some((zone, last)) = self.zone(after) {
                            readings.push((Absolute { zone: Some(zone), ..timed }, last));
                        }
                        readings.push((timed, after));
                    }
                }
                readings.push((plain, end));
            }
        }
    }

    fn clock_first(&self, clock: ClockTime, after: usize, readings: &mut Vec<(Absolute, usize)>) {
        let mut starts = vec![(None, after)];
        if let Some((zone, next)) = self.zone(after) {
            starts.insert(0, (Some(zone), next));
        }
        for (zone, next) in starts {
            for (weekday, start) in self.weekdays(self.after_separator(next)) {
                for (day, weekday, end) in self.days_with(start, weekday) {
                    let timed = Absolute { day, clock: Some(clock), zone, weekday };
                    if let Some((late, last)) = self.zone(end).filter(|_| zone.is_none()) {
                        readings.push((Absolute { zone: Some(late), ..timed }, last));
                    }
                    readings.push((timed, end));
                }
            }
        }
    }

    /// Where a time may begin after a date that ends before `at`: after a separator, or after the `T` of ISO 8601.
    fn clock_starts(&self, at: usize) -> Vec<usize> {
        let mut starts = vec![self.after_separator(at)];
        if self.is_word(at, "t") && self.touches(at) && self.touches(at + 1) {
            starts.push(at + 1);
        }
        starts
    }

    /// The ways to read a day, the most complete first. A weekday decides which number is the month.
    pub(super) fn days(&self, at: usize, weekday: Option<Weekday>) -> Vec<(WrittenDay, usize)> {
        let start = match self.word(at) {
            Some("ngay") if self.is_mark(at + 1, ':') => at + 2,
            Some("ngay") => at + 1,
            _ => at,
        };
        [
            self.numeric_of(start, weekday),
            self.worded(start),
            self.month_first(at),
            self.english(start),
            self.month_only(at),
            self.without_year(start),
            self.near(at),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// `d/m/y`, `d-m-y`, `d.m.y`, `y-m-d`, `y/m/d`; with the month first only `m/d/y` and similar.
    pub(super) fn numeric(&self, at: usize, order: First) -> RuleAnswer<WrittenDay> {
        let (first, first_digits) = self.number(at)?;
        let joint = self.joint(at + 1)?;
        let second = self.short(at + 2)?;
        if !self.is_mark(at + 3, joint) {
            return None;
        }
        let (third, third_digits) = self.number(at + 4)?;
        let slash = joint == '/';
        let day = match (first_digits, third_digits) {
            (4, 1..=2) if joint != '.' && order == First::Day => {
                WrittenDay::Full { date: date(year(first, 4)?, second, third)?, short_year: false, slash }
            }
            (1..=2, 2 | 4) => {
                let (day, month) = if order == First::Day { (first, second) } else { (second, first) };
                let date = date(year(third, third_digits)?, month, day)?;
                WrittenDay::Full { date, short_year: third_digits == 2, slash }
            }
            _ => return None,
        };
        Some((day, at + 5))
    }

    fn joint(&self, at: usize) -> Option<char> {
        self.mark(at).filter(|mark| matches!(mark, '/' | '-' | '.'))
    }

    /// `d tháng m [năm|,] y`, `d Thm y`, `d/m năm y`; without a year too.
    fn worded(&self, at: usize) -> RuleAnswer<WrittenDay> {
        let day = self.short(at)?;
        let (month, next) = match (self.word(at + 1), self.mark(at + 1)) {
            (Some("thang" | "thg" | "th"), _) => self.month(at + 2)?,
            (_, Some('/' | '-' | '.')) => {
                let month = self.short(at + 2)?;
                if !self.is_word(at + 3, "nam") {
                    return None;
                }
                (month, at + 3)
            }
            _ => return None,
        };
        if let Some((year, end)) = self.year_after(next) {
            return Some((WrittenDay::Full { date: date(year, month, day)?, short_year: false, slash: true }, end));
        }
        Some((WrittenDay::NoYear { month: small(month)?, day: small(day)?, slash: true }, next))
    }

    /// `[,|/|-|.] [năm] yyyy`.
    fn year_after(&self, at: usize) -> RuleAnswer<i16> {
        let next = if matches!(self.mark(at), Some(',' | '/' | '-' | '.')) { at + 1 } else { at };
        let next = if self.is_word(next, "nam") { next + 1 } else { next };
        let (value, digits) = self.number(next).filter(|(_, digits)| *digits == 4)?;
        Some((year(value, digits)?, next + 1))
    }

    /// A month after `tháng`: 1–12, or `một`…`mười hai`.
    fn month(&self, at: usize) -> RuleAnswer<u32> {
        if let Some(value) = self.short(at) {
            return Some((value, at + 1));
        }
        let first = self.word(at).and_then(words::number)?;
        match self.word(at + 1) {
            Some("mot") if first == 10 => Some((11, at + 2)),
            Some("hai") if first == 10 => Some((12, at + 2)),
            _ => Some((first, at + 1)),
        }
    }

    /// `Tháng Chín 3, 2020`, `Th9 3, 2020` (the forms of `WordPress`), `October 13, 2023`.
    fn month_first(&self, at: usize) -> RuleAnswer<WrittenDay> {
        let named = matches!(self.word(at), Some("thang" | "thg" | "th"));
        let (month, next) = if named { self.month(at + 1)? } else { self.english_month(at)? };
        let day = self.short(next)?;
        // A numeric month needs the comma, and so does May: folded, `may` is also the Vietnamese word for sewing.
        let comma = self.is_mark(next + 1, ',');
        let year_at = if comma { next + 2 } else { next + 1 };
        let (value, digits) = self.number(year_at).filter(|(_, digits)| *digits == 4)?;
        if !comma && (named || self.is_word(at, "may")) {
            return None;
        }
        let date = date(year(value, digits)?, month, day)?;
        Some((WrittenDay::Full { date, short_year: false, slash: true }, year_at + 1))
    }

    /// `Tháng 10/2023`, `tháng 3 năm 2022`.
    fn month_only(&self, at: usize) -> RuleAnswer<WrittenDay> {
        if !self.is_word(at, "thang") {
            return None;
        }
        let (month, next) = self.month(at + 1)?;
        let (year, end) = self.year_after(next)?;
        Some((WrittenDay::Month(date(year, month, 1)?), end))
    }

    fn without_year(&self, at: usize) -> RuleAnswer<WrittenDay> {
        let day = self.short(at)?;
        let joint = self.joint(at + 1)?;
        let month = self.short(at + 2)?;
        Some((WrittenDay::NoYear { month: small(month)?, day: small(day)?, slash: joint == '/' }, at + 3))
    }

    /// `hôm nay`, `hôm qua`, `hôm kia`.
    fn near(&self, at: usize) -> RuleAnswer<WrittenDay> {
        if !self.is_word(at, "hom") {
            return None;
        }
        let back = match self.word(at + 1)? {
            "nay" => 0,
            "qua" => 1,
            "kia" => 2,
            _ => return None,
        };
        Some((WrittenDay::Ago(back), at + 2))
    }

    /// `vừa xong`, `N phút trước`, `cách đây N giờ`, `7' trước`.
    pub(super) fn ago(&self, at: usize) -> RuleAnswer<Ago> {
        if self.is_word(at, "vua") && matches!(self.word(at + 1), Some("xong" | "moi")) {
            return Some((Ago { count: 0, unit: TimeUnit::Minute }, at + 2));
        }
        let counted_from = self.is_word(at, "cach") && self.is_word(at + 1, "day");
        let start = if counted_from { at + 2 } else { at };
        let start = if self.is_word(start, "khoang") { start + 1 } else { start };
        let count = self.number(start).map(|(value, _)| value).or_else(|| self.word(start).and_then(words::number))?;
        let unit = match self.mark(start + 1) {
            Some('\'') => TimeUnit::Minute,
            _ => self.word(start + 1).and_then(words::unit)?,
        };
        let next = if self.is_word(start + 2, "dong") && self.is_word(start + 3, "ho") { start + 4 } else { start + 2 };
        let said = Ago { count, unit };
        if self.is_word(next, "truoc") { Some((said, next + 1)) } else { counted_from.then_some((said, next)) }
    }
}

pub(super) fn small(value: u32) -> Option<i8> {
    i8::try_from(value).ok()
}

/// 1900–2199 as four digits; two digits are 1970–2069.
pub(super) fn year(value: u32, digits: usize) -> Option<i16> {
    let full = match digits {
        2 if value < 70 => 2000 + value,
        2 => 1900 + value,
        _ => value,
    };
    i16::try_from(full).ok().filter(|year| (1900..=2199).contains(year))
}

pub(super) fn date(year: i16, month: u32, day: u32) -> Option<Date> {
    Date::new(year, small(month)?, small(day)?).ok()
}

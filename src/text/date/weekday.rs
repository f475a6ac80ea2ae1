//! Rules for weekdays, before or after a date, in the languages that Vietnamese sites and their publishing systems
//! print.
//!
//! A weekday serves one purpose: it decides which number of `05/12/2026` is the month, if only one reading falls on
//! that weekday.

use jiff::civil::Weekday;

use super::grammar::{First, LineTokens, RuleAnswer, WrittenDay};
use super::words;

impl LineTokens<'_> {
    /// The ways to read a weekday; the last one reads none.
    pub(super) fn weekdays(&self, at: usize) -> Vec<(Option<Weekday>, usize)> {
        let mut ways = Vec::new();
        let mut add = |day: Option<Weekday>, next: usize| {
            if let Some(day) = day {
                ways.push((Some(day), self.after_weekday(next)));
            }
        };
        match self.word(at) {
            Some("thu") => {
                add(self.word(at + 1).and_then(words::weekday), at + 2);
                add(self.short(at + 1).and_then(words::weekday_number), at + 2);
            }
            Some("t") if self.touches(at + 1) => add(self.short(at + 1).and_then(words::weekday_number), at + 2),
            Some("cn") => add(Some(Weekday::Sunday), at + 1),
            Some("chu") if matches!(self.word(at + 1), Some("nhat" | "nhut")) => add(Some(Weekday::Sunday), at + 2),
            _ => {}
        }
        add(self.word(at).and_then(words::english_weekday), at + 1);
        add(self.word(at).and_then(words::foreign_weekday), at + 1);
        ways.push((None, at));
        ways
    }

    fn after_weekday(&self, at: usize) -> usize {
        let next = if self.is_mark(at, '.') { at + 1 } else { at };
        self.after_separator(next)
    }

    /// The ways to read a day, each with the weekday before it or in brackets after it.
    pub(super) fn days_with(&self, at: usize, weekday: Option<Weekday>) -> Vec<(WrittenDay, Option<Weekday>, usize)> {
        let mut ways = Vec::new();
        for (day, end) in self.days(at, weekday) {
            let behind = if weekday.is_none() { self.weekday_behind(end) } else { None };
            if let Some((said, last)) = behind {
                let read = self.days(at, Some(said)).into_iter().find(|(_, other)| *other == end);
                ways.extend(read.map(|(day, _)| (day, Some(said), last)));
            }
            ways.push((day, weekday, end));
        }
        ways
    }

    /// `(Thứ Sáu)`, `(Tue)`.
    fn weekday_behind(&self, at: usize) -> RuleAnswer<Weekday> {
        if !self.is_mark(at, '(') {
            return None;
        }
        self.weekdays(at + 1)
            .into_iter()
            .find_map(|(day, next)| Some((day?, next + 1)).filter(|_| self.is_mark(next, ')')))
    }

    /// A numeric day: day first, unless a weekday is given that only fits the reading with the month first.
    pub(super) fn numeric_of(&self, at: usize, weekday: Option<Weekday>) -> RuleAnswer<WrittenDay> {
        let day_first = self.numeric(at, First::Day);
        let Some(weekday) = weekday else { return day_first };
        let fits =
            |(day, _): &(WrittenDay, usize)| matches!(day, WrittenDay::Full { date, .. } if date.weekday() == weekday);
        if day_first.as_ref().is_some_and(fits) {
            return day_first;
        }
        self.numeric(at, First::Month).filter(fits).or(day_first)
    }
}

//! Rules for times of day and time zones.

use jiff::civil::Time;

use super::grammar::{ClockTime, LineTokens, RuleAnswer, small};
use super::words;
use crate::model::Precision;

impl LineTokens<'_> {
    /// `HH:MM[:SS]`, `HH : MM`, `HHhMM`, `HHgMM`, `H giờ [M [phút]]`, each with SA, CH, AM, PM or a part of the day.
    pub(super) fn clock(&self, at: usize) -> RuleAnswer<ClockTime> {
        let hour = self.short(at)?;
        let ((minute, second, precision), next) = self.colon_rest(at + 1).or_else(|| self.hour_word_rest(at + 1))?;
        let (hour, next) = match (self.half_of_day(next), self.word(next)) {
            (Some((false, end)), _) => (hour <= 12).then_some((if hour == 12 { 0 } else { hour }, end))?,
            (Some((true, end)), _) => (hour > 0).then_some((if hour < 12 { hour + 12 } else { hour }, end))?,
            (None, Some(part)) => part_of_day(part, hour).map_or((hour, next), |hour| (hour, next + 1)),
            (None, None) => (hour, next),
        };
        let time = Time::new(small(hour)?, small(minute)?, small(second)?, 0).ok()?;
        Some((ClockTime { time, precision }, next))
    }

    /// `:MM[:SS[.fff]]`, `:MM'`: with a prime, the minutes may have one digit.
    fn colon_rest(&self, at: usize) -> RuleAnswer<(u32, u32, Precision)> {
        let two = |at: usize, spaced: bool| {
            let marked = self.is_mark(at, ':') && self.touches(at) != spaced && self.touches(at + 1) != spaced;
            self.number(at + 1).filter(|(_, digits)| marked && *digits == 2).map(|(value, _)| value)
        };
        let stroke = self.touches(at + 2) && matches!(self.mark(at + 2), Some('\'' | '’' | '′'));
        if stroke && self.is_mark(at, ':') && self.touches(at + 1) {
            return Some(((self.short(at + 1)?, 0, Precision::Minute), at + 3));
        }
        if let Some(minute) = two(at, true) {
            return Some(((minute, 0, Precision::Minute), at + 2));
        }
        let two = |at: usize| two(at, false);
        let minute = two(at)?;
        let Some(second) = two(at + 2) else { return Some(((minute, 0, Precision::Minute), at + 2)) };
        let fraction = self.is_mark(at + 4, '.') && self.touches(at + 5) && self.number(at + 5).is_some();
        Some(((minute, second, Precision::Second), if fraction { at + 6 } else { at + 4 }))
    }

    /// `hMM`, `gMM`, `giờ MM phút`, or the hour alone.
    fn hour_word_rest(&self, at: usize) -> RuleAnswer<(u32, u32, Precision)> {
        if !matches!(self.word(at), Some("h" | "g" | "gio")) {
            return None;
        }
        let far = self.mark(at + 2) == Some('/') || (self.mark(at + 2) == Some('-') && self.touches(at + 2));
        let minute = self.short(at + 1).filter(|_| !far && !self.is_word(at + 2, "thang"));
        let Some(minute) = minute else { return Some(((0, 0, Precision::Hour), at + 1)) };
        let tail = self.is_word(at + 2, "phut") || self.is_word(at + 2, "p") || self.is_mark(at + 2, '\'');
        Some(((minute, 0, Precision::Minute), if tail { at + 3 } else { at + 2 }))
    }

    /// `(GMT+7)`, `UTC+07:00`, `+0700`, `Z`, `(giờ Việt Nam)`. Minutes east of UTC.
    pub(super) fn zone(&self, at: usize) -> RuleAnswer<i32> {
        if self.is_mark(at, '(') {
            let (minutes, next) = self.bare_zone(at + 1)?;
            return self.is_mark(next, ')').then_some((minutes, next + 1));
        }
        let next = if self.is_mark(at, ',') { at + 1 } else { at };
        self.bare_zone(next)
    }

    fn bare_zone(&self, at: usize) -> RuleAnswer<i32> {
        if self.is_word(at, "gio") && (self.is_word(at + 1, "vn") || self.is_word(at + 2, "nam")) {
            let end = if self.is_word(at + 1, "vn") { at + 2 } else { at + 3 };
            return (end == at + 2 || self.is_word(at + 1, "viet")).then_some((7 * 60, end));
        }
        let Some(named) = self.word(at).and_then(words::zone) else { return self.offset(at) };
        self.offset(at + 1).or_else(|| self.hours_apart(at + 1)).or(Some((named, at + 1)))
    }

    /// `GMT + 7`: behind the name of a zone the sign may stand by itself.
    fn hours_apart(&self, at: usize) -> RuleAnswer<i32> {
        let (hours, digits) = self.number(at + 1).filter(|_| self.is_mark(at, '+'))?;
        let minutes = i32::try_from(hours * 60).ok().filter(|_| digits <= 2 && hours <= 14)?;
        Some((minutes, at + 2))
    }

    /// `+7`, `+07`, `+0700`, `+07:00`; the sign touches the number.
    fn offset(&self, at: usize) -> RuleAnswer<i32> {
        let sign = match self.mark(at)? {
            '+' => 1,
            '-' => -1,
            _ => return None,
        };
        let (value, digits) = self.number(at + 1).filter(|_| self.touches(at + 1))?;
        let colon = self.is_mark(at + 2, ':') && self.touches(at + 2) && self.touches(at + 3);
        let (hours, minutes, next) = match digits {
            1 | 2 if colon => (value, self.short(at + 3)?, at + 4),
            1 | 2 => (value, 0, at + 2),
            4 => (value / 100, value % 100, at + 2),
            _ => return None,
        };
        let minutes = i32::try_from(hours * 60 + minutes).ok().filter(|_| hours <= 14 && minutes < 60)?;
        Some((sign * minutes, next))
    }
}

/// The hour of the day of "8h15 sáng", "2 giờ chiều"; `None` if the word is no part of the day or does not fit the
/// hour.
fn part_of_day(part: &str, hour: u32) -> Option<u32> {
    match (part, hour) {
        ("sang", 1..=11) | ("trua", 10..=12) => Some(hour),
        ("trua", 1..=2) | ("chieu", 1..=6) | ("toi", 5..=11) | ("dem", 9..=11) => Some(hour + 12),
        ("chieu", 12..=18) | ("toi", 17..=23) | ("dem", 0..=3 | 21..=23) => Some(hour),
        _ => None,
    }
}

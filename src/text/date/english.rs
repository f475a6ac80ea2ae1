//! Dates with English month names: as in mail headers, and as Unix tools print them.

use super::grammar::{Absolute, LineTokens, RuleAnswer, WrittenDay, date, year};
use super::words;

impl LineTokens<'_> {
    /// `August`, `Aug`, `Aug.`: the month, and what follows.
    pub(super) fn english_month(&self, at: usize) -> RuleAnswer<u32> {
        let word = self.word(at)?;
        let month = words::english_month(word)?;
        let cut = word.len() <= 4 && self.is_mark(at + 1, '.') && self.touches(at + 1);
        Some((month, if cut { at + 2 } else { at + 1 }))
    }

    /// `am`, `p.m.`: whether it is the afternoon, and the next token.
    pub(super) fn half_of_day(&self, at: usize) -> RuleAnswer<bool> {
        let dots = self.is_mark(at + 1, '.') && self.is_word(at + 2, "m");
        let end = if self.is_mark(at + 3, '.') { at + 4 } else { at + 3 };
        match self.word(at)? {
            "sa" | "am" => Some((false, at + 1)),
            "ch" | "pm" => Some((true, at + 1)),
            "a" if dots => Some((false, end)),
            "p" if dots => Some((true, end)),
            _ => None,
        }
    }

    /// `13 Oct 2023` (RFC 5322; also with two-digit years, as in RFC 2822).
    pub(super) fn english(&self, at: usize) -> RuleAnswer<WrittenDay> {
        let day = self.short(at)?;
        let dash = self.is_mark(at + 1, '-');
        let month_at = if dash { at + 2 } else { at + 1 };
        let month = self.word(month_at).and_then(words::english_month)?;
        let year_at =
            if dash || matches!(self.mark(month_at + 1), Some(',' | '.')) { month_at + 2 } else { month_at + 1 };
        let (value, digits) = self.number(year_at).filter(|(_, digits)| matches!(digits, 2 | 4))?;
        let date = date(year(value, digits)?, month, day)?;
        Some((WrittenDay::Full { date, short_year: false, slash: true }, year_at + 1))
    }

    /// `Oct 13 09:23:00 2023`, `Oct 13 09:23:00 +07 2023`: as Unix prints it (`ctime`, `date`), the year last.
    pub(super) fn of_unix(&self, at: usize) -> RuleAnswer<Absolute> {
        let month = self.word(at).and_then(words::english_month)?;
        let day = self.short(at + 1)?;
        let (clock, after) = self.clock(at + 2)?;
        let full = |at: usize| self.number(at).filter(|(_, digits)| *digits == 4).map(|(value, _)| value);
        let (zone, year_at) = match self.zone(after).filter(|(_, next)| full(*next).is_some()) {
            Some((zone, next)) => (Some(zone), next),
            None => (None, after),
        };
        let date = date(year(full(year_at)?, 4)?, month, day)?;
        let day = WrittenDay::Full { date, short_year: false, slash: true };
        Some((Absolute { day, clock: Some(clock), zone, weekday: None }, year_at + 1))
    }
}

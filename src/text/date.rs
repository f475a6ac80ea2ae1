//! Parses Vietnamese dates as newspapers print them into a [`Moment`]. Rejects what is ambiguous instead of guessing.
//!
//! Grammar, after folding and collapsing spaces: `[label] [weekday ,] date [sep] [lúc] [time] [zone]`, or the time
//! first; `N phút trước` and similar; ISO 8601; RFC 2822. The day comes first: `10/13/2023` is no date, unless a
//! weekday is given that is right only with the month first. The zone is UTC+7 unless one is named. A missing year is
//! the latest one in which the date is not after tomorrow.
//!
//! Units: `now` and results are [`Timestamp`]s (seconds UTC); days are counted in UTC+7.
//! Deliberately absent: other month-first dates, lunar dates, the future (`5 giờ nữa`).

use std::ops::Range;

use jiff::civil::{Date, DateTime, Time};

use crate::model::{Moment, Precision, Timestamp};

mod address;
mod clock;
mod english;
mod grammar;
mod weekday;
mod words;

#[cfg(test)]
mod tests;

use super::token::{Token, TokenKind, tokens};
pub use address::from_address;
use grammar::{Absolute, Ago, LineTokens, WrittenDay};
use words::TimeUnit;

/// Longest date line that is read, in bytes; a longer one is refused by [`parse`].
pub const MAX_LINE: usize = 512;

/// Most tokens of a text that [`find`] searches.
pub const MAX_TOKENS: usize = 2_000;

/// Most dates that [`find`] returns.
pub const MAX_FOUND: usize = 32;

/// Offset from UTC in minutes if no zone is named.
const VIETNAM_MINUTES: i32 = 7 * 60;

/// A parsed date line, and whether it contradicts itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The date.
    pub moment: Moment,
    /// Whether a weekday is given that does not belong to the date; the date wins.
    pub wrong_weekday: bool,
}

/// Parses a whole date line ("Cập nhật lúc 09:23 13/10/2023 (GMT+7)"); `now` is for relative dates and missing years.
/// `None` if it is not a date.
pub fn parse(line: &str, now: Timestamp) -> Option<Moment> {
    read(line, now).map(|reading| reading.moment)
}

/// As [`parse`], and says whether the weekday contradicts the date.
pub fn read(line: &str, now: Timestamp) -> Option<Reading> {
    if line.len() > MAX_LINE {
        return None;
    }
    let tokens = without_ordinals(tokens(line, MAX_TOKENS));
    let line = LineTokens(trimmed(&tokens));
    let start = line.after_labels(0);
    if let Some((ago, end)) = line.ago(start)
        && end == line.0.len()
    {
        return before(ago, now).map(|moment| Reading { moment, wrong_weekday: false });
    }
    let labelled = start > 0;
    // A label may also be the beginning of the date itself ("ngày đăng" against "ngày 5"), so both starts are tried.
    [start, 0].into_iter().find_map(|from| {
        let readings = line.absolute(from);
        let whole = readings.into_iter().filter(|(_, end)| *end == line.0.len());
        whole.map(|(said, _)| said).find_map(|said| said_enough(&said, labelled).then(|| resolve(&said, now))?)
    })
}

/// `21st November` → `21 November`: drops the ordinal ending of an English number.
fn without_ordinals(mut tokens: Vec<Token>) -> Vec<Token> {
    let mut after_number = false;
    tokens.retain(|token| {
        let ends = matches!(&token.kind, TokenKind::Word(word) if matches!(word.as_str(), "st" | "nd" | "rd" | "th"));
        let drop = after_number && ends && !token.spaced;
        after_number = matches!(token.kind, TokenKind::Number { .. });
        !drop
    });
    tokens
}

/// A date found in a longer text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its bytes in the line.
    pub range: Range<usize>,
    /// The date.
    pub moment: Moment,
    /// Whether it is relative to the present ("6 giờ trước", "hôm qua"): then it is only as exact as the time at which
    /// the page was made.
    pub reckoned: Reckoned,
}

/// What a date is relative to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reckoned {
    /// The calendar.
    Absolute,
    /// The present.
    Relative,
}

/// Finds every date in a longer visible text ("Nguyên Minh - 07/03/2026 08:47"), in order, with its byte range.
/// Stricter than [`parse`]: a date without a year needs a weekday or a time, and a two-digit year needs `/`. Searches
/// the first [`MAX_TOKENS`] tokens and returns at most [`MAX_FOUND`] dates.
pub fn find(text: &str, now: Timestamp) -> Vec<Found> {
    let tokens = without_ordinals(tokens(text, MAX_TOKENS));
    let line = LineTokens(&tokens);
    let mut found = Vec::new();
    if !may_hold_date(&tokens) {
        return found;
    }
    let mut at = 0;
    while at < tokens.len() && found.len() < MAX_FOUND {
        match longest(line, at, now) {
            Some((moment, end, reckoned)) => {
                found.push(Found { range: tokens[at].span.start..tokens[end - 1].span.end, moment, reckoned });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether tokens may hold a date: every one has a number, or a word of those that count from the present.
fn may_hold_date(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| match &token.kind {
        TokenKind::Number { .. } => true,
        TokenKind::Word(word) => matches!(word.as_str(), "vua" | "truoc" | "cach"),
        TokenKind::Mark(_) => false,
    })
}

/// The date of a longer visible text: its first absolute date, or else its first relative one.
pub fn find_first(text: &str, now: Timestamp) -> Option<Moment> {
    let tokens = without_ordinals(tokens(text, MAX_TOKENS));
    let line = LineTokens(&tokens);
    let mut relative = None;
    let mut at = 0;
    while at < tokens.len() {
        match longest(line, at, now) {
            Some((moment, _, Reckoned::Absolute)) => return Some(moment),
            Some((moment, end, Reckoned::Relative)) => {
                relative = relative.or(Some(moment));
                at = end;
            }
            None => at += 1,
        }
    }
    relative
}

/// The longest date that begins at token `at`, the token after it, and what the date is relative to.
fn longest(line: LineTokens<'_>, at: usize, now: Timestamp) -> Option<(Moment, usize, Reckoned)> {
    if !opens(line, at) {
        return None;
    }
    let absolute = line.absolute(at).into_iter().filter(|(said, end)| closes(line, *end) && stands_alone(said));
    let best = absolute.max_by_key(|(_, end)| *end);
    if let Some((said, end)) = best {
        let reckoned = if matches!(said.day, WrittenDay::Ago(_)) { Reckoned::Relative } else { Reckoned::Absolute };
        return resolve(&said, now).map(|reading| (reading.moment, end, reckoned));
    }
    let (ago, end) = line.ago(at)?;
    before(ago, now).filter(|_| closes(line, end)).map(|moment| (moment, end, Reckoned::Relative))
}

/// Whether a date may begin at token `at`: not inside a word, a number, a code or an address.
fn opens(line: LineTokens<'_>, at: usize) -> bool {
    if at == 0 || !line.touches(at) {
        return true;
    }
    matches!(line.mark(at - 1), Some('(' | '[' | '|' | ',' | ';' | ':' | '•' | '·' | '"' | '“' | '>' | '\''))
}

/// Whether a date may end before token `end`.
fn closes(line: LineTokens<'_>, end: usize) -> bool {
    if !line.touches(end) {
        return true;
    }
    let closing = line.mark(end);
    // A full stop or a colon closes a date unless something touches it from behind (`13/10.5`).
    match closing {
        Some(')' | ']' | '|' | ',' | ';' | '•' | '·' | '"' | '”' | '<' | '!' | '?' | '…') => true,
        Some('.' | ':' | '-') => !line.touches(end + 1),
        _ => false,
    }
}

/// Whether the parsed parts are enough for a date in the middle of a text.
fn stands_alone(said: &Absolute) -> bool {
    let helped = said.clock.is_some() || said.weekday.is_some();
    match said.day {
        WrittenDay::Full { short_year, slash, .. } => !short_year || slash || helped,
        WrittenDay::NoYear { .. } => helped,
        WrittenDay::Month(_) => false,
        WrittenDay::Ago(_) => said.clock.is_some(),
    }
}

/// Whether the parsed parts are enough for a date that is the whole line: `12-10` alone may be a score.
fn said_enough(said: &Absolute, labelled: bool) -> bool {
    match said.day {
        WrittenDay::NoYear { slash, .. } => slash || labelled || said.clock.is_some() || said.weekday.is_some(),
        _ => true,
    }
}

/// Strips separators at both ends and one pair of brackets.
fn trimmed(tokens: &[Token]) -> &[Token] {
    let line = LineTokens(tokens);
    let frame = |at: usize| matches!(line.mark(at), Some('|' | '•' | '·' | ',' | ';'));
    let mut start = 0;
    let mut end = tokens.len();
    while start < end && (frame(start) || (line.mark(start) == Some('-') && !line.touches(start + 1))) {
        start += 1;
    }
    while end > start && (frame(end - 1) || matches!(line.mark(end - 1), Some('-' | '.'))) {
        end -= 1;
    }
    let inner = (start + 1)..end.saturating_sub(1);
    let framed = end > start + 1 && line.mark(start) == Some('(') && line.mark(end - 1) == Some(')');
    if framed && inner.clone().all(|at| !matches!(line.mark(at), Some('(' | ')'))) {
        return &tokens[inner];
    }
    &tokens[start..end]
}

/// Converts the parsed parts to an instant.
fn resolve(said: &Absolute, now: Timestamp) -> Option<Reading> {
    let today = now.in_vietnam()?.date();
    let date = match said.day {
        WrittenDay::Full { date, .. } => date,
        WrittenDay::NoYear { month, day, .. } => latest(month, day, today)?,
        WrittenDay::Month(first) => {
            let moment = Moment {
                at: Timestamp::from_vietnam(first.to_datetime(Time::midnight()))?,
                precision: Precision::Month,
            };
            return said.clock.is_none().then_some(Reading { moment, wrong_weekday: false });
        }
        WrittenDay::Ago(days) => days_before(today, days)?,
    };
    let wrong_weekday = said.weekday.is_some_and(|weekday| weekday != date.weekday());
    let moment = match said.clock {
        Some(clock) => Moment { at: instant(date.to_datetime(clock.time), said.zone)?, precision: clock.precision },
        None => Moment { at: Timestamp::from_vietnam(date.to_datetime(Time::midnight()))?, precision: Precision::Day },
    };
    Some(Reading { moment, wrong_weekday })
}

fn instant(civil: DateTime, zone: Option<i32>) -> Option<Timestamp> {
    let vietnam = Timestamp::from_vietnam(civil)?;
    Some(Timestamp(vietnam.0 + i64::from(VIETNAM_MINUTES - zone.unwrap_or(VIETNAM_MINUTES)) * 60))
}

/// The latest year in which the day exists and is not after tomorrow (29 February: at most eight years back).
fn latest(month: i8, day: i8, today: Date) -> Option<Date> {
    let tomorrow = today.tomorrow().ok()?;
    (0..=8).find_map(|back| Date::new(tomorrow.year().checked_sub(back)?, month, day).ok().filter(|d| *d <= tomorrow))
}

fn days_before(today: Date, days: i64) -> Option<Date> {
    today.checked_sub(jiff::Span::new().try_days(days).ok()?).ok()
}

/// Converts "N units ago" to an instant: seconds to hours exactly; days and weeks as days; months and years by the
/// calendar, clamped to the end of the month. `None` before 1900.
fn before(ago: Ago, now: Timestamp) -> Option<Moment> {
    let count = i64::from(ago.count);
    let exact = |unit: i64, precision| {
        let at = Timestamp(now.0.checked_sub(count.checked_mul(unit)?)?);
        at.in_vietnam().filter(|civil| civil.year() >= 1900).map(|_| Moment { at, precision })
    };
    let span = jiff::Span::new();
    let span = match ago.unit {
        TimeUnit::Second => return exact(1, Precision::Second),
        TimeUnit::Minute => return exact(60, Precision::Minute),
        TimeUnit::Hour => return exact(3_600, Precision::Hour),
        TimeUnit::Day => span.try_days(count),
        TimeUnit::Week => span.try_weeks(count),
        TimeUnit::Month => span.try_months(count),
        TimeUnit::Year => span.try_years(count),
    };
    let date = now.in_vietnam()?.date().checked_sub(span.ok()?).ok().filter(|date| date.year() >= 1900)?;
    Timestamp::from_vietnam(date.to_datetime(Time::midnight())).map(|at| Moment { at, precision: Precision::Day })
}

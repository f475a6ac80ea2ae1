//! Spans of time as people write them: `hôm nay`, `7 ngày`, `2024-01`, `31/01/2024 08:30`.
//!
//! Used by command-line flags and by query terms. Days are in UTC+7 whatever the machine's zone; `now` is an argument.
//! Forms that people type are tried first, then every form in which pages print a date (`text::date`); anything else is
//! rejected.

use jiff::civil::{Date, DateTime, Time};
use jiff::{Span as Length, ToSpan};

use super::fold;
use crate::model::{Moment, Precision, Timestamp};

/// Longest text that is parsed, in bytes.
const MAX_BYTES: usize = 64;
/// Names of stretches, with their marks.
pub const NAMES: [&str; 9] =
    ["hôm nay", "hôm qua", "hôm kia", "tuần này", "tuần trước", "tháng này", "tháng trước", "năm nay", "năm ngoái"];
/// Most units of `N ngày`.
const MAX_UNITS: i64 = 36_500;

/// From `from` up to, but not including, `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First instant.
    pub from: Timestamp,
    /// First instant after the span.
    pub to: Timestamp,
}

/// Parses the span that `text` names at `now`; `None` if it is not understood.
///
/// Days and dates: `hôm nay`, `hôm qua`, `hôm kia`, `2024`, `2024-01`, `01/2024`, `2024-01-31`, `31/01/2024`, `31.1.2024`.
/// Whole weeks from Monday on, months and years: `tuần này`, `tuần trước`, `tháng này`, `tháng trước`, `năm nay`, `năm ngoái`.
/// Up to now: `7 ngày` and `7d` (today and the six days before it), `2 tuần`/`2w`, `3 tháng`, `1 năm`/`1y`, `6 giờ`/`6h`.
/// Times: `08:30` (today), any day with a time (`hôm qua 8h30`, `31/01/2024 08:30`), RFC 3339.
pub fn parse(text: &str, now: Timestamp) -> Option<Span> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_BYTES {
        return None;
    }
    if text.contains(['T', 't'])
        && let Some(moment) = Moment::parse_iso(text).filter(|moment| moment.has_time())
    {
        let length = if moment.precision == Precision::Minute { 60 } else { 1 };
        return Some(Span { from: moment.at, to: Timestamp(moment.at.0 + length) });
    }
    let key = fold::base(text);
    let key = key.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(span) =
        days(&key, now).or_else(|| turns(&key, now)).or_else(|| calendar(&key)).or_else(|| up_to_now(&key, now))
    {
        return Some(span);
    }
    at_a_time(&key, now).or_else(|| printed(text, now))
}

/// Any form in which pages print a date.
fn printed(text: &str, now: Timestamp) -> Option<Span> {
    let moment = super::date::parse(text, now)?;
    let length = match moment.precision {
        Precision::Month => return between(moment.at.in_vietnam()?.date(), 1.month()),
        Precision::Day => return between(moment.at.in_vietnam()?.date(), 1.day()),
        Precision::Hour => 3_600,
        Precision::Minute => 60,
        Precision::Second => 1,
    };
    Some(Span { from: moment.at, to: Timestamp(moment.at.0 + length) })
}

/// A whole day by its name.
fn days(key: &str, now: Timestamp) -> Option<Span> {
    let back = match key {
        "hom nay" | "today" => 0,
        "hom qua" | "yesterday" => 1,
        "hom kia" => 2,
        _ => return None,
    };
    let today = today(now)?;
    between(today.checked_sub(back.days()).ok()?, 1.day())
}

/// A whole week, month or year by its name: this one, or the one before.
fn turns(key: &str, now: Timestamp) -> Option<Span> {
    let today = today(now)?;
    let monday = || today.checked_sub(today.weekday().to_monday_zero_offset().days()).ok();
    let (first, length, before) = match key.replace('-', " ").as_str() {
        "tuan nay" | "this week" => (monday()?, 1.week(), false),
        "tuan truoc" | "last week" => (monday()?, 1.week(), true),
        "thang nay" | "this month" => (today.first_of_month(), 1.month(), false),
        "thang truoc" | "last month" => (today.first_of_month(), 1.month(), true),
        "nam nay" | "this year" => (today.first_of_year(), 1.year(), false),
        "nam ngoai" | "nam truoc" | "last year" => (today.first_of_year(), 1.year(), true),
        _ => return None,
    };
    between(if before { first.checked_sub(length).ok()? } else { first }, length)
}

fn today(now: Timestamp) -> Option<Date> {
    Some(now.in_vietnam()?.date())
}

fn between(first: Date, length: Length) -> Option<Span> {
    let midnight = |date: Date| Timestamp::from_vietnam(date.to_datetime(Time::midnight()));
    Some(Span { from: midnight(first)?, to: midnight(first.checked_add(length).ok()?)? })
}

/// `2024`, `2024-01`, `2024-01-31`, `01/2024`, `31/01/2024` (dots and dashes too).
fn calendar(key: &str) -> Option<Span> {
    let (date, length) = date(key)?;
    between(date, length)
}

fn date(key: &str) -> Option<(Date, Length)> {
    if !key.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.')) {
        return None;
    }
    let parts: Vec<&str> = key.split(['-', '/', '.']).collect();
    let is_year = |part: &&str| part.len() == 4;
    let number = |part: &str| part.parse::<i16>().ok().filter(|_| part.len() <= 4);
    let small = |part: &str| part.parse::<i8>().ok().filter(|_| part.len() <= 2);
    let (year, month, day) = match parts.as_slice() {
        [year] if is_year(year) => (number(year)?, None, None),
        [year, month] if is_year(year) => (number(year)?, Some(small(month)?), None),
        [month, year] if is_year(year) => (number(year)?, Some(small(month)?), None),
        [year, month, day] if is_year(year) => (number(year)?, Some(small(month)?), Some(small(day)?)),
        [day, month, year] if is_year(year) => (number(year)?, Some(small(month)?), Some(small(day)?)),
        _ => return None,
    };
    let length = match (month, day) {
        (None, _) => 1.year(),
        (Some(_), None) => 1.month(),
        (Some(_), Some(_)) => 1.day(),
    };
    Some((Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?, length))
}

/// N units up to now. Days, weeks, months and years are whole days, today being the last.
fn up_to_now(key: &str, now: Timestamp) -> Option<Span> {
    let digits = key.len() - key.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let count = key[..digits].parse::<i64>().ok().filter(|count| (1..=MAX_UNITS).contains(count))?;
    let today = today(now)?;
    let tomorrow = today.checked_add(1.day()).ok()?;
    let length = match key[digits..].trim_start() {
        "ngay" | "d" | "day" | "days" => Length::new().try_days(count),
        "tuan" | "w" | "week" | "weeks" => Length::new().try_weeks(count),
        "thang" | "month" | "months" => Length::new().try_months(count),
        "nam" | "y" | "year" | "years" => Length::new().try_years(count),
        "gio" | "h" | "hour" | "hours" => {
            return Some(Span { from: Timestamp(now.0 - count * 3_600), to: Timestamp(now.0 + 1) });
        }
        _ => return None,
    };
    let first = tomorrow.checked_sub(length.ok()?).ok()?;
    Some(Span { to: between(today, 1.day())?.to, ..between(first, 1.day())? })
}

/// A minute of today, or of the day named before it.
fn at_a_time(key: &str, now: Timestamp) -> Option<Span> {
    let (day, time) = key.rsplit_once(' ').map_or((None, key), |(day, time)| (Some(day), time));
    let time = clock(time)?;
    let date = match day {
        None => today(now)?,
        Some(day) => match days(day, now) {
            Some(span) => span.from.in_vietnam()?.date(),
            None => date(day).filter(|(_, length)| length.get_days() == 1)?.0,
        },
    };
    let from = Timestamp::from_vietnam(DateTime::from_parts(date, time))?;
    Some(Span { from, to: Timestamp(from.0 + 60) })
}

/// `08:30`, `8h30`, `8h`.
fn clock(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once([':', 'h'])?;
    if text.ends_with(':') || hour.is_empty() || hour.len() > 2 || minute.len() > 2 {
        return None;
    }
    let minute = if minute.is_empty() { 0 } else { minute.parse().ok()? };
    Time::new(hour.parse().ok()?, minute, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Thursday, 12 October 2023, 10:00 in Viet Nam.
    fn now() -> Timestamp {
        Moment::parse_iso("2023-10-12T10:00:00+07:00").unwrap().at
    }

    fn shown(text: &str) -> Option<String> {
        let minute = |at: Timestamp| at.in_vietnam().unwrap().strftime("%Y-%m-%d %H:%M").to_string();
        parse(text, now()).map(|span| format!("{} .. {}", minute(span.from), minute(span.to)))
    }

    #[test]
    fn a_day_a_month_and_a_year_are_whole() {
        for (text, wanted) in [
            ("hôm nay", "2023-10-12 00:00 .. 2023-10-13 00:00"),
            ("HÔM QUA", "2023-10-11 00:00 .. 2023-10-12 00:00"),
            ("hom kia", "2023-10-10 00:00 .. 2023-10-11 00:00"),
            ("2024", "2024-01-01 00:00 .. 2025-01-01 00:00"),
            ("2024-02", "2024-02-01 00:00 .. 2024-03-01 00:00"),
            ("12/2023", "2023-12-01 00:00 .. 2024-01-01 00:00"),
            ("31/01/2024", "2024-01-31 00:00 .. 2024-02-01 00:00"),
            ("5.1.2024", "2024-01-05 00:00 .. 2024-01-06 00:00"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn a_week_a_month_or_a_year_by_its_name_is_whole() {
        for (text, wanted) in [
            ("tuần này", "2023-10-09 00:00 .. 2023-10-16 00:00"),
            ("this-week", "2023-10-09 00:00 .. 2023-10-16 00:00"),
            ("tuan truoc", "2023-10-02 00:00 .. 2023-10-09 00:00"),
            ("tháng này", "2023-10-01 00:00 .. 2023-11-01 00:00"),
            ("last month", "2023-09-01 00:00 .. 2023-10-01 00:00"),
            ("năm nay", "2023-01-01 00:00 .. 2024-01-01 00:00"),
            ("năm ngoái", "2022-01-01 00:00 .. 2023-01-01 00:00"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(wanted), "{text}");
        }
        for name in NAMES {
            assert!(shown(name).is_some(), "{name}");
        }
    }

    #[test]
    fn so_many_days_end_with_today() {
        for text in ["7 ngày", "7d", "7 ngay", "7ngày", "1 tuần", "1w"] {
            assert_eq!(shown(text).as_deref(), Some("2023-10-06 00:00 .. 2023-10-13 00:00"), "{text}");
        }
        assert_eq!(shown("1 tháng").as_deref(), Some("2023-09-13 00:00 .. 2023-10-13 00:00"));
        assert_eq!(shown("6h").as_deref(), Some("2023-10-12 04:00 .. 2023-10-12 10:00"));
    }

    #[test]
    fn a_time_is_a_minute_of_its_day() {
        for (text, wanted) in [
            ("08:30", "2023-10-12 08:30 .. 2023-10-12 08:31"),
            ("hôm qua 8h30", "2023-10-11 08:30 .. 2023-10-11 08:31"),
            ("31/01/2024 08:30", "2024-01-31 08:30 .. 2024-01-31 08:31"),
            ("2024-01-31T08:30:00+07:00", "2024-01-31 08:30 .. 2024-01-31 08:30"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "mai kia", "0d", "32/01/2024", "2024-13", "24:61", "d", "99999999999d", "1/2/3", "2024 08:30"]
        {
            assert_eq!(shown(text), None, "{text:?}");
        }
    }
}

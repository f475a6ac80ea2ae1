//! The dates of feeds: ISO 8601, the mail form with odd weekdays and zones ("GMT+7"), seconds since 1970, what programs print
//! (`Fri Nov 20 2026 …`, `/Date(…)/`), and the Vietnamese forms.
//!
//! A zone that nobody knows leaves the day alone: its hour is no fact. Absent on purpose: the letters of military zones.

use jiff::civil::{Date, DateTime, ISOWeekDate, Time, Weekday};

use crate::model::{Moment, Precision, Timestamp};
use crate::text::{self, date};

/// The first second of 1990: what is dated before it was filled in by a system that knew no date (year 1, 1970).
const LEAST: Timestamp = Timestamp(631_152_000);
/// Seconds that Vietnam is ahead of Greenwich.
const VIETNAM: i64 = 7 * 3_600;

/// A date as feeds write it.
pub(super) fn read(written: &str, now: Timestamp) -> Option<Moment> {
    let written = text::one_line(written);
    let moment = Moment::parse_iso(&written)
        .or_else(|| mail_date(&written))
        .or_else(|| since_1970(&written).map(Moment::exact))
        .or_else(|| by_program(&written))
        .or_else(|| date::parse(&written, now))
        .or_else(|| date::find_first(&written, now));
    moment.filter(|moment| moment.at >= LEAST)
}

/// Seconds or milliseconds since 1970: ten or thirteen digits and nothing else, or `/Date(…)/` around them.
fn since_1970(written: &str) -> Option<Timestamp> {
    let wrapped = written.strip_prefix("/Date(").and_then(|rest| rest.strip_suffix(")/"));
    let digits = wrapped.map_or(written, |inner| inner.split(['+', '-']).next().unwrap_or(inner));
    let number: i64 = digits.parse().ok()?;
    match digits.len() {
        10 => Some(Timestamp(number)),
        13 => Some(Timestamp(number / 1_000)),
        _ => None,
    }
}

/// `2026-W47-5T08:15`, `20261120081500`.
fn by_program(written: &str) -> Option<Moment> {
    if written.len() == 14 && written.bytes().all(|byte| byte.is_ascii_digit()) {
        let (date, time) = written.split_at(8);
        return Moment::parse_iso(&format!("{date}T{time}"));
    }
    let (year, rest) = written.split_once("-W")?;
    let (week, day) = (rest.get(..2)?.parse().ok()?, rest.get(2..)?.trim_start_matches('-'));
    let weekday = Weekday::from_monday_one_offset(day.get(..1).map_or(Some(1), |day| day.parse().ok())?).ok()?;
    let date = ISOWeekDate::new(year.parse().ok()?, week, weekday).ok()?.date();
    Moment::parse_iso(&format!("{date}{}", day.get(1..).unwrap_or_default()))
}

/// `Thu, 14 Feb 2019 13:34:15 GMT+7`, `Thu Feb 14 2019 13:34:15 GMT+0700 (…)`: the mail form, the weekday and the zone in any
/// of the ways feeds write them.
fn mail_date(written: &str) -> Option<Moment> {
    let rest = written.split_once(',').map_or(written, |(_, rest)| rest);
    let mut words = rest.split_whitespace().peekable();
    let is_weekday = |word: &&str| word.bytes().all(|b| b.is_ascii_alphabetic()) && month(word).is_none();
    words.next_if(is_weekday);
    let (first, second) = (words.next()?, words.next()?);
    let (day, month) = match month(first) {
        Some(month) => (second, month),
        None => (first, month(second)?),
    };
    let year: i16 = words.next()?.parse().ok().filter(|year| (1990..2200).contains(year))?;
    let date = Date::new(year, month, day.parse().ok()?).ok()?;
    let Some(clock) = words.next() else { return day_of(date) };
    // The zone may touch the time: `01:15:00.672Z`.
    let touching = clock.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.')));
    let (clock, touching) = clock.split_at(touching.unwrap_or(clock.len()));
    let mut words = Some(touching).filter(|zone| !zone.is_empty()).into_iter().chain(words).peekable();
    let seconds = seconds_of(clock)?;
    // Half days are the business of whoever reads what people print.
    if words.peek().is_some_and(|word| ["am", "pm", "sa", "ch"].iter().any(|half| word.eq_ignore_ascii_case(half))) {
        return None;
    }
    let named = words.next();
    // `GMT +7`, `GMT + 7`: the hours stand apart from the name.
    let sign = words.next_if(|next| matches!(named, Some("GMT" | "UTC")) && next.starts_with(['+', '-']));
    let apart = sign.filter(|sign| sign.len() == 1).and_then(|sign| Some(format!("{sign}{}", words.next()?)));
    let zone = apart.as_deref().or(sign).or(named);
    let Some(zone) = zone.map_or(Some(VIETNAM), zone_seconds) else { return day_of(date) };
    let midnight = date.to_datetime(Time::midnight());
    Some(Moment::exact(Timestamp(utc(midnight)? + seconds - zone)))
}

fn utc(civil: DateTime) -> Option<i64> {
    Some(civil.to_zoned_datetime(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second())
}

fn day_of(date: Date) -> Option<Moment> {
    let at = Timestamp::from_vietnam(date.to_datetime(Time::midnight()))?;
    Some(Moment { at, precision: Precision::Day })
}

/// The seconds of the day at `8:15` or `08:15:00`; the 60th second and the hour 24 are the next ones.
fn seconds_of(clock: &str) -> Option<i64> {
    let mut parts = clock.split(':').map(|part| part.split('.').next().and_then(|part| part.parse::<i64>().ok()));
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().flatten().unwrap_or(0);
    let fits = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..=60).contains(&second);
    (fits || (hour, minute, second) == (24, 0, 0)).then_some(hour * 3_600 + minute * 60 + second)
}

fn month(name: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = name.get(..3)?.to_ascii_lowercase();
    MONTHS.iter().position(|month| *month == name).and_then(|at| i8::try_from(at + 1).ok())
}

/// Zones that mail calls by name, in hours east of Greenwich.
const ZONES: &[(&str, i64)] = &[
    ("", 0),
    ("Z", 0),
    ("UT", 0),
    ("WET", 0),
    ("CET", 1),
    ("BST", 1),
    ("CEST", 2),
    ("EET", 2),
    ("EEST", 3),
    ("MSK", 3),
    ("ICT", 7),
    ("WIB", 7),
    ("Asia/Ho_Chi_Minh", 7),
    ("Asia/Saigon", 7),
    ("Asia/Bangkok", 7),
    ("SGT", 8),
    ("HKT", 8),
    ("AWST", 8),
    ("JST", 9),
    ("KST", 9),
    ("AEST", 10),
    ("AEDT", 11),
    ("EDT", -4),
    ("EST", -5),
    ("CDT", -5),
    ("CST", -6),
    ("MDT", -6),
    ("MST", -7),
    ("PDT", -7),
    ("PST", -8),
];

/// `+0700`, `GMT+7`, `GMT+07:00`, `GMT`, `Z`, `ICT` → seconds east of Greenwich.
fn zone_seconds(zone: &str) -> Option<i64> {
    let zone = zone.trim_matches(['(', ')']).trim_start_matches("GMT").trim_start_matches("UTC");
    if let Some((_, hours)) = ZONES.iter().find(|(name, _)| *name == zone) {
        return Some(hours * 3_600);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let number: i64 = digits.parse().ok()?;
    let (hours, minutes) = if digits.len() > 2 { (number / 100, number % 100) } else { (number, 0) };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3_600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(written: &str) -> Option<String> {
        read(written, Timestamp(1_796_000_000)).map(|moment| moment.to_string())
    }

    #[test]
    fn one_instant_is_read_however_programs_write_it() {
        for written in [
            "Fri, 20 Nov 2026 10:15:00 JST",
            "Fri, 20 Nov 2026 02:15:00 CET",
            "Fri Nov 20 2026 08:15:00 GMT+0700 (Indochina Time)",
            "2026-W47-5T08:15:00+07:00",
            "20261120081500",
            "Fri, 20 Nov 2026 08:14:60 +0700",
            "/Date(1795137300000+0700)/",
            "Fri, 20 Nov 2026 01:15:00.672Z",
            "Fri, 20 Nov 2026 08:15:00+0700",
            "Fri, 20 Nov 2026 08:15:00 GMT +7",
            "Fri, 20 Nov 2026 08:15:00 UTC + 7",
            "Thu, 19 Nov 2026 20:15:00 (GMT-5)",
            "20/11/2026 08:15:00 (GMT + 7)",
        ] {
            assert_eq!(said(written).as_deref(), Some("2026-11-20T08:15:00+07:00"), "{written}");
        }
        assert_eq!(said("Fri, 20 Nov 2026 24:00:00 +0700").as_deref(), Some("2026-11-21T00:00:00+07:00"));
    }

    #[test]
    fn a_zone_that_nobody_knows_leaves_the_day_alone() {
        assert_eq!(said("Fri, 20 Nov 2026 08:15:00 +9900").as_deref(), Some("2026-11-20"));
        assert_eq!(said("Fri, 20 Nov 2026 08:15:00 XYZ").as_deref(), Some("2026-11-20"));
    }
}

//! The dates of feeds: ISO 8601, the mail form with odd weekdays and zones ("GMT+7"), seconds since 1970, and the Vietnamese
//! forms.

use crate::model::{Moment, Timestamp};
use crate::text::{self, date};

/// The first second of 1990: what is dated before it was filled in by a system that knew no date (year 1, 1970).
const LEAST: Timestamp = Timestamp(631_152_000);

/// A date as feeds write it.
pub(super) fn read(written: &str, now: Timestamp) -> Option<Moment> {
    let written = text::one_line(written);
    let moment = Moment::parse_iso(&written)
        .or_else(|| mail_date(&written).map(Moment::exact))
        .or_else(|| since_1970(&written).map(Moment::exact))
        .or_else(|| date::parse(&written, now))
        .or_else(|| date::find_first(&written, now));
    moment.filter(|moment| moment.at >= LEAST)
}

/// Seconds or milliseconds since 1970: ten or thirteen digits and nothing else.
fn since_1970(written: &str) -> Option<Timestamp> {
    let number: i64 = written.parse().ok()?;
    match written.len() {
        10 => Some(Timestamp(number)),
        13 => Some(Timestamp(number / 1_000)),
        _ => None,
    }
}

/// `Thu, 14 Feb 2019 13:34:15 GMT+7`: the mail form, the weekday and the zone in any of the ways feeds write them.
fn mail_date(written: &str) -> Option<Timestamp> {
    let rest = written.split_once(',').map_or(written, |(_, rest)| rest);
    let mut words = rest.split_whitespace();
    let day: i8 = words.next()?.parse().ok()?;
    let month = month(words.next()?)?;
    let year: i16 = words.next()?.parse().ok().filter(|year| (1990..2200).contains(year))?;
    let mut clock = words.next().unwrap_or("00:00:00").split(':').map(|part| part.parse::<i8>().ok());
    let (hour, minute) = (clock.next()??, clock.next()??);
    let second = clock.next().flatten().unwrap_or(0);
    let zone = words.next().map_or(Some(7 * 3_600), zone_seconds)?;
    let civil = jiff::civil::DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    let utc = civil.to_zoned_datetime(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second();
    Some(Timestamp(utc - zone))
}

fn month(name: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = name.get(..3)?.to_ascii_lowercase();
    MONTHS.iter().position(|month| *month == name).and_then(|at| i8::try_from(at + 1).ok())
}

/// `+0700`, `GMT+7`, `GMT+07:00`, `GMT`, `Z`, `ICT` → seconds east of Greenwich.
fn zone_seconds(zone: &str) -> Option<i64> {
    let zone = zone.trim_start_matches("GMT").trim_start_matches("UTC");
    if matches!(zone, "" | "Z" | "UT") {
        return Some(0);
    }
    if zone == "ICT" {
        return Some(7 * 3_600);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let number: i64 = digits.parse().ok()?;
    let (hours, minutes) = if digits.len() > 2 { (number / 100, number % 100) } else { (number, 0) };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3_600 + minutes * 60))
}

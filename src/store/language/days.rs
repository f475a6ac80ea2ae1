//! Days as a query names them, on the newspapers' clock (+07:00).

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::{Moment, Precision, Timestamp};

/// First instant of a day since 1970 in +07:00.
pub(super) fn day_start(day: i64) -> Timestamp {
    Timestamp(day * 86_400 - crate::model::time::VIETNAM_OFFSET_SECONDS)
}

/// The first instant of a year, month or day, and the first one after it.
pub(super) fn span(text: &str) -> Option<(Timestamp, Timestamp)> {
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

//! Dates in article addresses: a fallback for listings, which mostly show no dates.
//!
//! Forms: `…-20260307075519174.htm` (yyyyMMddHHmmssSSS), `…-196260307071308923.htm` (three digits for the site, then
//! yyMMddHHmmssSSS), `/20240701/…`, `/2024/07/01/…` and `/2024/07/…` (blogs). The long codes are the time of CREATION,
//! which may be an hour, sometimes a day, before publication: a date on the page itself is better.
//! Deliberately absent: serial numbers (they contain no date) and dates spelled in slugs (they are part of the
//! headline).

use std::ops::Range;

use jiff::civil::{Date, Time};

use crate::model::{Moment, Precision, Timestamp};

/// Longest address that is looked at, in bytes.
pub(super) const MAX_ADDRESS: usize = 2_048;

/// The date in `url` (absolute, or only a path), if there is one, in UTC+7.
pub fn from_address(url: &str) -> Option<Moment> {
    if url.len() > MAX_ADDRESS {
        return None;
    }
    let path = url.split(['?', '#']).next()?;
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    path.rsplit('/').next().and_then(from_slug).or_else(|| from_folder(path)).or_else(|| from_folders(path))
}

/// `/20240701/` between slashes; ambiguous if there are two such folders.
fn from_folder(path: &str) -> Option<Moment> {
    let (folders, _) = path.rsplit_once('/')?;
    let mut days = folders.split('/').skip(1).filter_map(|folder| {
        let digits = folder.len() == 8 && folder.bytes().all(|byte| byte.is_ascii_digit());
        let part = |range: Range<usize>| folder.get(range)?.parse::<i8>().ok();
        day(folder.get(..4).filter(|_| digits)?, part(4..6)?, part(6..8)?)
    });
    let only = days.next().filter(|_| days.next().is_none())?;
    let at = Timestamp::from_vietnam(only.to_datetime(Time::midnight()))?;
    Some(Moment { at, precision: Precision::Day })
}

/// Digits at the end of a slug, before its extension.
fn from_slug(slug: &str) -> Option<Moment> {
    let stem = slug.split_once('.').map_or(slug, |(stem, _)| stem);
    let head = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = stem.get(head.len()..)?;
    if head.ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    match digits.len() {
        14 | 17 => stamp(digits.get(..4)?, digits.get(4..14)?),
        // Three digits of the site; the century is not written.
        18 => stamp(&format!("20{}", digits.get(3..5)?), digits.get(5..15)?),
        _ => None,
    }
}

/// `year` and `MMddHHmmss`.
fn stamp(year: &str, rest: &str) -> Option<Moment> {
    let part = |at: usize| rest.get(at..at + 2)?.parse::<i8>().ok();
    let date = day(year, part(0)?, part(2)?)?;
    let time = Time::new(part(4)?, part(6)?, part(8)?, 0).ok()?;
    Some(Moment { at: Timestamp::from_vietnam(date.to_datetime(time))?, precision: Precision::Minute })
}

/// `/2024/07/01/` or `/2024/07/` between slashes.
fn from_folders(path: &str) -> Option<Moment> {
    let folders: Vec<&str> = path.split('/').collect();
    let two = |at: usize| folders.get(at).filter(|f| f.len() == 2).and_then(|f| f.parse::<i8>().ok());
    (1..folders.len()).find_map(|at| {
        let year = folders.get(at).filter(|f| f.len() == 4)?;
        let month = two(at + 1)?;
        // The last part is the article's own name, never a day or a month.
        let written = |at: usize| two(at).filter(|_| at + 1 < folders.len());
        let moment = |date: Date, precision| {
            Timestamp::from_vietnam(date.to_datetime(Time::midnight())).map(|at| Moment { at, precision })
        };
        match written(at + 2) {
            Some(d) => moment(day(year, month, d)?, Precision::Day),
            None if at + 2 < folders.len() => moment(day(year, month, 1)?, Precision::Month),
            None => None,
        }
    })
}

/// Only days of this century: a number that merely looks like a date rarely is one.
fn day(year: &str, month: i8, day: i8) -> Option<Date> {
    let year = year.parse::<i16>().ok().filter(|year| (2000..=2099).contains(year))?;
    Date::new(year, month, day).ok()
}

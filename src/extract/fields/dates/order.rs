//! Which of two numbers of a date is the month, where the other dates of the page tell: "10/13/2023" beside "05/12/2023".
//!
//! Deliberately absent: the language of the page; templates say English whatever is written in them.

use super::line::LONGEST;
use super::marks::joined;
use crate::extract::dom::Page;
use crate::model::{Moment, Timestamp};

/// Longest line whose date tells, in bytes: those in sentences may be quoted.
const LINE_BYTES: usize = 48;

/// Whether dates of the page have the month first and none has the day first.
pub(super) fn is_month_first(page: &Page<'_>) -> bool {
    let (mut month, mut day) = (false, false);
    for (at, row) in page.outline.rows.iter().enumerate() {
        let short = row.text().is_some_and(|text| text.len() <= LINE_BYTES && text.contains('/'));
        if !short {
            continue;
        }
        for (first, second, _) in slashed(&joined(page, at, ' ')) {
            month |= second > 12 && first <= 12;
            day |= first > 12;
        }
    }
    month && !day
}

/// A moment of a line with its two numbers changed, where they may be changed at all.
pub(super) fn turned(line: &str, moment: Moment, now: Timestamp) -> Option<Moment> {
    let civil = moment.at.in_vietnam()?;
    let is_it = |(first, second, year): &(u16, u16, u16)| {
        u16::try_from(civil.day()) == Ok(*first)
            && u16::try_from(civil.month()) == Ok(*second)
            && u16::try_from(civil.year()) == Ok(*year)
            && *first <= 12
            && first != second
    };
    slashed(line).into_iter().find(is_it)?;
    let civil = civil.with().month(civil.day()).day(civil.month()).build().ok()?;
    let at = Timestamp::from_vietnam(civil)?;
    (at <= now).then_some(Moment { at, ..moment })
}

/// A line whose date can only have its month first ("11/20/2026 8:15:00 AM"), with the day first.
pub(super) fn day_first(line: &str) -> Option<String> {
    if line.len() > LONGEST || !line.contains('/') {
        return None;
    }
    let mut words = line.split(|c: char| !(c.is_ascii_digit() || c == '/'));
    let written = words.find(|word| slashed(word).iter().any(|(first, second, _)| *first <= 12 && *second > 12))?;
    let (first, rest) = written.split_once('/')?;
    let (second, year) = rest.split_once('/')?;
    Some(line.replacen(written, &format!("{second}/{first}/{year}"), 1))
}

/// The dates of a line that are three numbers between strokes.
fn slashed(line: &str) -> Vec<(u16, u16, u16)> {
    let number = |part: &str, most: usize| (1..=most).contains(&part.len()).then(|| part.parse().ok()).flatten();
    let words = line.split(|c: char| !(c.is_ascii_digit() || c == '/'));
    let date = |word: &str| {
        let mut parts = word.split('/');
        let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
        (year.len() == 4 && parts.next().is_none()).then_some(())?;
        Some((number(first, 2)?, number(second, 2)?, number(year, 4)?))
    };
    words.filter_map(date).collect()
}

//! How a feed writes its dates, told from all of them together: a day that can be none in one item is none in all.
//!
//! Some systems write the month before the day, some write the local time and call it GMT. One date alone does not tell;
//! a feed in which one cannot be read the usual way, or lies in the future, does.

use super::mail;
use crate::model::{Moment, Timestamp};

/// Seconds that clocks may disagree by.
const SLACK: i64 = 15 * 60;
/// Least items of the future by which a feed shows that it calls the local time GMT; one may be announced.
const LEAST_AHEAD: usize = 3;
/// Seconds of a day.
const DAY: i64 = 86_400;
/// What Vietnam is ahead of Greenwich, in seconds.
const VIETNAM: i64 = 7 * 3_600;

/// Which of two numbers of a date is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DateOrder {
    DayFirst,
    MonthFirst,
}

/// What "GMT" means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Greenwich {
    AsSaid,
    /// The local time, which is called GMT.
    Local,
}

/// How a feed writes its dates.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar {
    order: DateOrder,
    greenwich: Greenwich,
}

impl Calendar {
    /// What all dates of a feed tell, read at the instant `now`.
    pub(super) fn of<'w>(written: impl Iterator<Item = &'w str> + Clone, now: Timestamp) -> Self {
        let usual = Self { order: DateOrder::DayFirst, greenwich: Greenwich::AsSaid };
        let order = if is_month_first(written.clone(), now) { DateOrder::MonthFirst } else { DateOrder::DayFirst };
        let read = written.filter(|date| says_greenwich(date)).filter_map(|date| usual.read(date, now));
        let ahead: Vec<i64> = read.map(|moment| moment.at.0 - now.0).filter(|ahead| *ahead > SLACK).collect();
        let is_local = ahead.len() >= LEAST_AHEAD && ahead.iter().all(|ahead| *ahead <= VIETNAM + SLACK);
        Self { order, greenwich: if is_local { Greenwich::Local } else { Greenwich::AsSaid } }
    }

    /// A date of the feed.
    pub(super) fn read(self, written: &str, now: Timestamp) -> Option<Moment> {
        let turned = (self.order == DateOrder::MonthFirst).then(|| numbers(written)).flatten();
        let mut moment = match turned {
            Some(Numbers { first, second, rest }) => mail::read(&format!("{second}/{first}{rest}"), now)?,
            None => mail::read(written, now)?,
        };
        if self.greenwich == Greenwich::Local && says_greenwich(written) {
            moment.at = Timestamp(moment.at.0 - VIETNAM);
        }
        Some(moment)
    }
}

/// Whether a date ends with the name of Greenwich and no hours beside it.
fn says_greenwich(written: &str) -> bool {
    let zone = written.trim().rsplit(' ').next().unwrap_or_default();
    matches!(zone, "GMT" | "UTC" | "Z" | "+0000")
}

/// A date that begins with two numbers and a year.
struct Numbers<'w> {
    first: u32,
    second: u32,
    /// From the mark before the year on.
    rest: &'w str,
}

fn numbers(written: &str) -> Option<Numbers<'_>> {
    let written = written.trim();
    let (first, after) = written.split_once(['/', '-', '.'])?;
    let end = after.find(|c: char| !c.is_ascii_digit())?;
    let (second, rest) = (after.get(..end)?, after.get(end..)?);
    let year = rest.get(1..5).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
    let is_short = |number: &str| (1..=2).contains(&number.len());
    let fits = is_short(first) && is_short(second) && rest.starts_with(['/', '-', '.']) && year.starts_with(['1', '2']);
    fits.then_some(Numbers { first: first.parse().ok()?, second: second.parse().ok()?, rest })
}

/// Whether a date of the feed is one only if its month stands first, and none is one only if its day does.
fn is_month_first<'w>(written: impl Iterator<Item = &'w str> + Clone, now: Timestamp) -> bool {
    let fits = |order: DateOrder, written: &str| {
        let calendar = Calendar { order, greenwich: Greenwich::AsSaid };
        calendar.read(written, now).is_some_and(|moment| moment.at.0 <= now.0 + DAY)
    };
    let mut numbered = written.filter(|date| numbers(date).is_some());
    let all_turned = numbered.clone().all(|date| fits(DateOrder::MonthFirst, date));
    all_turned && numbered.any(|date| !fits(DateOrder::DayFirst, date))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-29 12:00 in Vietnam.
    fn now() -> Timestamp {
        Moment::parse_iso("2026-11-29T12:00:00+07:00").unwrap().at
    }

    fn read(written: &[&str]) -> Vec<Option<String>> {
        let calendar = Calendar::of(written.iter().copied(), now());
        let local =
            |moment: Moment| jiff::Timestamp::from_second(moment.at.0 + VIETNAM).unwrap().strftime("%F %R").to_string();
        written.iter().map(|date| calendar.read(date, now()).map(local)).collect()
    }

    fn said(dates: &[&str]) -> Vec<Option<String>> {
        dates.iter().map(|date| Some((*date).to_owned())).collect()
    }

    #[test]
    fn one_day_that_is_no_month_turns_all_dates_of_a_feed() {
        assert_eq!(
            read(&["11/28/2026 3:05:00 PM", "11/05/2026 9:10:00 AM"]),
            said(&["2026-11-28 15:05", "2026-11-05 09:10"])
        );
        assert_eq!(read(&["28/11/2026 15:05", "05/11/2026 09:10"]), said(&["2026-11-28 15:05", "2026-11-05 09:10"]));
    }

    #[test]
    fn a_day_that_lies_in_the_future_turns_them_too_if_it_can_be_read_so() {
        assert_eq!(read(&["11/12/2026 9:10:00 AM"]), said(&["2026-11-12 09:10"]));
        assert_eq!(read(&["12/11/2026 9:10:00 AM"]), said(&["2026-11-12 09:10"]));
    }

    #[test]
    fn a_feed_that_is_neither_keeps_the_day_first_and_refuses_what_is_no_day() {
        assert_eq!(read(&["11/28/2026 15:05", "28/11/2026 15:05"]), [None, Some("2026-11-28 15:05".to_owned())]);
    }

    #[test]
    fn times_of_greenwich_in_the_future_are_local_times_in_all_items() {
        let hours = |from: u32| -> Vec<String> {
            (from..from + 3).map(|hour| format!("Sun, 29 Nov 2026 {hour:02}:30:00 GMT")).collect()
        };
        let as_text = |dates: &[String]| read(&dates.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(as_text(&hours(9)), said(&["2026-11-29 09:30", "2026-11-29 10:30", "2026-11-29 11:30"]));
        assert_eq!(as_text(&hours(2)), said(&["2026-11-29 09:30", "2026-11-29 10:30", "2026-11-29 11:30"]));
    }

    #[test]
    fn one_announced_article_does_not_move_a_feed() {
        assert_eq!(
            read(&["Sun, 29 Nov 2026 09:30:00 GMT", "Sun, 29 Nov 2026 01:30:00 GMT"]),
            said(&["2026-11-29 16:30", "2026-11-29 08:30"])
        );
    }
}

//! How old a moment looks, and under which day it stands in a list. Values only: the words are the screen's.
//!
//! Units: [`Timestamp`]s are seconds UTC; every day, weekday and hour here is of the newspapers' clock (+07:00), whatever
//! the machine's zone. Deliberately absent: words, languages, the clock (`now` comes in).

use jiff::civil::DateTime;

use crate::model::{Moment, Precision, Timestamp};

/// How far ahead of our clock a newspaper's may run, in seconds, and still count as "now".
pub const CLOCK_SKEW: i64 = 15 * 60;

/// A time yesterday is still told in hours when it is less than so many hours ago.
pub const HOURS_OVER_MIDNIGHT: i64 = 6;

/// Days of a week that are told by their weekday.
const WEEK: i64 = 7;

/// A moment on the wall in Viet Nam (+07:00).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wall {
    /// The year, four digits.
    pub year: i16,
    /// 1–12.
    pub month: i8,
    /// 1–31.
    pub day: i8,
    /// 1 = Monday … 7 = Sunday.
    pub weekday: i8,
    /// 0–23; 0 when the time is not known.
    pub hour: i8,
    /// 0–59; 0 when the time is not known.
    pub minute: i8,
}

impl Wall {
    /// What the clock on the wall shows at `at`; `None` outside the years that a calendar holds.
    pub fn of(at: Timestamp) -> Option<Self> {
        at.in_vietnam().map(Self::from_civil)
    }

    fn from_civil(civil: DateTime) -> Self {
        Self {
            year: civil.year(),
            month: civil.month(),
            day: civil.day(),
            weekday: civil.weekday().to_monday_one_offset(),
            hour: civil.hour(),
            minute: civil.minute(),
        }
    }
}

/// How old something looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Less than a minute ago, or a little ahead of our clock.
    JustNow,
    /// 1–59 minutes ago.
    Minutes(i64),
    /// Whole hours ago, today or shortly before midnight.
    Hours(i64),
    /// Today, the time is not known.
    Today,
    /// Yesterday; hour and minute when they are known.
    Yesterday(Option<(i8, i8)>),
    /// Two to six days ago.
    Weekday(Wall),
    /// Earlier this year.
    ThisYear(Wall),
    /// In another year, or ahead of now.
    Date(Wall),
    /// Only month and year are known.
    Month(Wall),
}

/// How old `moment` looks at `now`. `None` outside the years that a calendar holds.
pub fn age(moment: Moment, now: Timestamp) -> Option<Age> {
    let wall = Wall::of(moment.at)?;
    if moment.precision == Precision::Month {
        return Some(Age::Month(wall));
    }
    let days = now.vietnam_day() - moment.at.vietnam_day();
    let by_clock = if moment.has_time() { clock_age(now.0 - moment.at.0, days) } else { None };
    if let Some(age) = by_clock {
        return Some(age);
    }
    Some(match days {
        0 => Age::Today,
        1 => Age::Yesterday(moment.has_time().then_some((wall.hour, wall.minute))),
        2..WEEK => Age::Weekday(wall),
        _ if days > 0 && Wall::of(now).is_some_and(|today| today.year == wall.year) => Age::ThisYear(wall),
        _ => Age::Date(wall),
    })
}

/// The ages that count minutes and hours.
fn clock_age(seconds: i64, days: i64) -> Option<Age> {
    match seconds {
        ..0 => (seconds >= -CLOCK_SKEW).then_some(Age::JustNow),
        0..60 => Some(Age::JustNow),
        60..3_600 => Some(Age::Minutes(seconds / 60)),
        _ if days == 0 || (days == 1 && seconds < HOURS_OVER_MIDNIGHT * 3_600) => Some(Age::Hours(seconds / 3_600)),
        _ => None,
    }
}

/// The heading under which a row stands in a list by day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayGroup {
    /// Today (a moment a little ahead of our clock too).
    Today,
    /// Yesterday.
    Yesterday,
    /// Two to six days ago: the weekday and the date.
    Weekday(Wall),
    /// Any other day; hour and minute mean nothing here.
    Day(Wall),
    /// A whole month.
    Month(Wall),
    /// No date is known.
    Undated,
}

/// The group of a row at `now`. Rows of one day are in one group: compare with `==`.
pub fn day_group(moment: Option<Moment>, now: Timestamp) -> DayGroup {
    let Some((moment, wall)) = moment.and_then(|moment| Some((moment, Wall::of(moment.at)?))) else {
        return DayGroup::Undated;
    };
    let day = Wall { hour: 0, minute: 0, ..wall };
    if moment.precision == Precision::Month {
        return DayGroup::Month(Wall { day: 1, ..day });
    }
    let skewed = moment.at > now && moment.at.0 - now.0 <= CLOCK_SKEW;
    match now.vietnam_day() - moment.at.vietnam_day() {
        _ if skewed => DayGroup::Today,
        0 => DayGroup::Today,
        1 => DayGroup::Yesterday,
        2..WEEK => DayGroup::Weekday(day),
        _ => DayGroup::Day(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sunday.
    const NOW: &str = "2023-11-05T10:00:00+07:00";

    fn at(text: &str) -> Moment {
        Moment::parse_iso(text).unwrap()
    }

    fn age_of(text: &str) -> Age {
        age(at(text), at(NOW).at).unwrap()
    }

    #[test]
    fn minutes_and_hours_are_counted_down() {
        assert_eq!(age_of("2023-11-05T09:59:30+07:00"), Age::JustNow);
        assert_eq!(age_of("2023-11-05T09:01:00+07:00"), Age::Minutes(59));
        assert_eq!(age_of("2023-11-05T09:00:00+07:00"), Age::Hours(1));
        assert_eq!(age_of("2023-11-05T00:05:00+07:00"), Age::Hours(9));
    }

    #[test]
    fn a_date_without_a_time_is_never_told_in_hours() {
        assert_eq!(age_of("2023-11-05"), Age::Today);
        assert_eq!(age_of("2023-11-04"), Age::Yesterday(None));
    }

    #[test]
    fn yesterday_keeps_its_time_unless_it_was_a_few_hours_ago() {
        assert_eq!(age_of("2023-11-04T21:40:00+07:00"), Age::Yesterday(Some((21, 40))));
        let night = at("2023-11-05T00:30:00+07:00").at;
        assert_eq!(age(at("2023-11-04T22:00:00+07:00"), night), Some(Age::Hours(2)));
    }

    #[test]
    fn days_are_days_in_vietnam() {
        // 18:00 UTC on the 4th is 01:00 on the 5th.
        assert_eq!(day_group(Some(at("2023-11-04T18:00:00Z")), at(NOW).at), DayGroup::Today);
        assert_eq!(day_group(Some(at("2023-11-04T16:59:59Z")), at(NOW).at), DayGroup::Yesterday);
    }

    #[test]
    fn a_week_is_told_by_weekdays_and_a_year_by_days() {
        assert!(matches!(age_of("2023-10-30T08:00:00+07:00"), Age::Weekday(Wall { weekday: 1, .. })));
        assert!(matches!(age_of("2023-10-29T08:00:00+07:00"), Age::ThisYear(Wall { day: 29, month: 10, .. })));
        assert!(matches!(age_of("2022-12-31"), Age::Date(Wall { year: 2022, .. })));
        assert!(matches!(age_of("2022-12"), Age::Month(Wall { month: 12, .. })));
    }

    #[test]
    fn a_clock_that_runs_ahead_is_now_and_tomorrow_is_a_date() {
        assert_eq!(age_of("2023-11-05T10:15:00+07:00"), Age::JustNow);
        assert!(matches!(age_of("2023-11-05T10:15:01+07:00"), Age::Today));
        assert!(matches!(age_of("2023-11-06"), Age::Date(_)));
    }

    #[test]
    fn rows_of_one_day_are_in_one_group() {
        let group = |text| day_group(Some(at(text)), at(NOW).at);
        assert_eq!(group("2023-10-02T08:00:00+07:00"), group("2023-10-02T23:00:00+07:00"));
        assert_eq!(day_group(None, at(NOW).at), DayGroup::Undated);
    }
}

//! Days as a query names them, on the newspapers' clock (+07:00).

use crate::model::Timestamp;

/// First instant of a day since 1970 in +07:00.
pub(super) fn day_start(day: i64) -> Timestamp {
    Timestamp(day * 86_400 - crate::model::time::VIETNAM_OFFSET_SECONDS)
}

/// The Monday of the week of a day.
pub(super) fn monday_of(day: i64) -> i64 {
    // 1970-01-01 was a Thursday.
    day - (day + 3).rem_euclid(7)
}

/// The first day of the month of a day.
pub(super) fn first_of_month(day: i64) -> i64 {
    let passed = day_start(day).in_vietnam().map_or(0, |civil| i64::from(civil.day()) - 1);
    day - passed
}

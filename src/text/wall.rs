//! Local time in Viet Nam (UTC+7), whatever the machine's zone.

use jiff::civil::DateTime;

use crate::model::Timestamp;

/// A local date and time in Viet Nam (UTC+7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WallTime {
    /// The year, four digits.
    pub year: i16,
    /// 1–12.
    pub month: i8,
    /// 1–31.
    pub day: i8,
    /// 1 = Monday … 7 = Sunday.
    pub weekday: i8,
    /// 0–23; 0 if the time is unknown.
    pub hour: i8,
    /// 0–59; 0 if the time is unknown.
    pub minute: i8,
}

impl WallTime {
    /// The local time of `at`; `None` outside the supported years.
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

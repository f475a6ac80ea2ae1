//! A moment as the clock and the calendar in Viet Nam show it (+07:00), whatever the machine's zone.

use jiff::civil::DateTime;

use crate::model::Timestamp;

/// A moment on the wall in Viet Nam (+07:00).
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
    /// 0–23; 0 when the time is not known.
    pub hour: i8,
    /// 0–59; 0 when the time is not known.
    pub minute: i8,
}

impl WallTime {
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

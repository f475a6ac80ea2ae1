//! Feeds that call themselves unchanged when they are not: some systems date a feed by its youngest article, and an article that
//! bears an older date changes nothing then. Such a feed is asked for whole from then on.
//!
//! Kept in the archive's settings, for [`HOLDS`].

use super::plan::RefreshPlan;
use crate::model::{SectionId, SourceId, Timestamp};
use crate::store::{Store, StoreError};

/// How long it is remembered, seconds; a site may get another system.
const HOLDS: i64 = 30 * 86_400;

/// Forgets what would let such feeds call themselves unchanged. Blocks.
pub(super) fn ask_whole(plan: &mut RefreshPlan, store: &Store, now: Timestamp) -> Result<(), StoreError> {
    for visit in
        plan.visits.iter_mut().filter(|visit| visit.state.etag.is_some() || visit.state.last_modified.is_some())
    {
        let noted = store.setting(&setting_of(&visit.source, &visit.section))?.and_then(|at| at.parse::<i64>().ok());
        if noted.and_then(|at| now.0.checked_sub(at)).is_some_and(|age| (0..HOLDS).contains(&age)) {
            (visit.state.etag, visit.state.last_modified) = (None, None);
        }
    }
    Ok(())
}

/// Notes that a section called itself unchanged while another list of the same showed new articles. Blocks.
pub(super) fn note(
    store: &Store,
    (source, section): (&SourceId, &SectionId),
    now: Timestamp,
) -> Result<(), StoreError> {
    store.set_setting(&setting_of(source, section), &now.0.to_string())
}

fn setting_of(source: &SourceId, section: &SectionId) -> String {
    format!("unreliable.{source}.{section}")
}

//! Feeds that answer "not modified" although they changed: some systems date a feed by its newest article, so that a
//! new article with an older date goes unnoticed. Such a feed is requested without validators from then on.
//!
//! Kept in the archive's settings, for [`HOLDS`].

use super::plan::RefreshPlan;
use crate::model::{SectionId, SourceId, Timestamp};
use crate::store::{Store, StoreError};

/// How long it is remembered, seconds; the site may change its system.
const HOLDS: i64 = 30 * 86_400;

/// Drops the validators of such feeds from the plan. Blocks.
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

/// Notes that a section answered "not modified" while another list with the same articles showed new ones. Blocks.
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

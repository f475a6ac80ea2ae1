//! Single steps of a refresh, for tests of what the archive does with them.

use super::{Again, Failing, ListingOutcome, Patience, Result, SectionState, SectionVisit, Store, articles, sections};
use crate::model::{ArticleId, Entry, Offline, SectionId, SourceId};

impl Store {
    /// Notes what a section's page listed.
    pub(crate) fn save_listing(
        &self,
        source: &SourceId,
        section: &SectionId,
        items: &[Entry],
    ) -> Result<ListingOutcome> {
        let visit = SectionVisit { source, section, items: Some(items), state: None, walk: None };
        self.write(|c| sections::save_visit(c, &visit, Patience::Waits, &self.mutes(), &mut Vec::new(), self.now()))
    }

    /// Notes that an article's page could not be had, and why.
    pub(crate) fn save_failure(&self, id: ArticleId, state: Offline, trouble: &str) -> Result<()> {
        self.write(|c| articles::failing::fail(c, Failing { id, state, trouble, again: Again::Later }, self.now()))
    }

    /// Remembers a section's state.
    pub(super) fn save_section_state(
        &self,
        source: &SourceId,
        section: &SectionId,
        state: &SectionState,
    ) -> Result<()> {
        self.write(|c| sections::save_state(c, source, section, state))
    }
}

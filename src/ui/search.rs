//! The search whose hits stand in the place of the list.

use super::list::List;
use super::message::Ticket;

/// Most hits of a search that are shown.
pub(in crate::ui) const MAX_HITS: usize = 300;

/// A search that is shown.
#[derive(Debug)]
pub(in crate::ui) struct Searching {
    /// What was typed.
    pub(in crate::ui) text: String,
    /// The question that is under way or was answered last.
    pub(in crate::ui) ticket: Ticket,
    /// The list to go back to.
    pub(in crate::ui) before: List,
    /// What was wrong with the question.
    pub(in crate::ui) complaint: Option<String>,
    /// Articles the index does not know yet.
    pub(in crate::ui) behind: usize,
}

/// The search, and the filter of titles.
#[derive(Debug, Default)]
pub(in crate::ui) struct Search {
    pub(in crate::ui) running: Option<Searching>,
    /// The filter of titles as it was typed.
    pub(in crate::ui) filter_typed: String,
}

impl Search {
    /// What was typed, if it is more than blanks.
    pub(in crate::ui) fn text(&self) -> Option<&str> {
        self.running.as_ref().map(|searching| searching.text.as_str()).filter(|text| !text.trim().is_empty())
    }
}

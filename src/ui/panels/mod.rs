//! What lies over the panes: one thing at a time, and it gets the keys.

use overlay::Overlay;

mod about;
mod case;
pub(in crate::ui) mod configuration;
mod follow;
pub mod help;
mod help_sheet;
mod known;
mod offer;
pub mod overlay;
pub(in crate::ui) mod panel;
pub(in crate::ui) mod place;
mod portals;
pub mod query_help;
pub(in crate::ui) mod revisions;
pub(in crate::ui) mod since;
pub(in crate::ui) mod study;
pub(in crate::ui) mod tour;
mod troubles;

/// What lies there.
#[derive(Debug, Default)]
pub(in crate::ui) struct Panels {
    pub(in crate::ui) overlay: Option<Overlay>,
    /// What a site has to read, while something else lies there.
    pub(in crate::ui) offered: Option<crate::model::offer::Offer>,
    /// What happened since last time, once it was asked for.
    pub(in crate::ui) since: Option<since::SincePage>,
    /// Who asked for it.
    pub(in crate::ui) since_wish: since::SinceWish,
    /// Until when the screen knows what happened.
    pub(in crate::ui) known: known::KnownUntil,
    /// The case file that was opened last.
    pub(in crate::ui) case: case::CasePage,
    /// The tour, while it is walked.
    pub(in crate::ui) tour: Option<tour::Tour>,
    /// The card of a first start stands in the reader's place.
    pub(in crate::ui) card: bool,
}

impl Panels {
    /// Lays something over the panes, in the place of what lies there.
    pub(in crate::ui) fn lay(&mut self, overlay: Overlay) {
        self.overlay = Some(overlay);
    }

    /// Whether what lies there explains the open prompt.
    pub(in crate::ui) fn explains_prompt(&self) -> bool {
        matches!(self.overlay, Some(Overlay::Query { .. }))
    }

    /// Whether what lies there lists articles to be read one after the other.
    pub(in crate::ui) fn lists_unread(&self) -> bool {
        matches!(self.overlay, Some(Overlay::Since))
    }

    /// Whether anything lies there.
    pub(in crate::ui) fn is_open(&self) -> bool {
        self.overlay.is_some()
    }
}

//! Whether a list reaches back to articles known before, judged by which items of its page are known. Pure.

use super::super::{ListJoin, ListOrder, ListWalk, SectionState};
use crate::model::CanonicalUrl;

/// Which page of a list was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReadPage {
    First,
    Further,
}

/// Notes how a list goes on, and what ground its page reached.
pub(super) fn go_on(state: &mut SectionState, walk: ListWalk<'_>, known: &[bool], page: ReadPage) -> ListJoin {
    let count = known.iter().filter(|known| **known).count();
    let reached = walk.since.is_none()
        || match walk.order {
            ListOrder::Strict => known.iter().rev().take(known.len().div_ceil(3)).any(|known| *known),
            ListOrder::Loose => !known.is_empty() && (count * 2 >= known.len() || ends_known(known)),
        };
    let next = walk.next.map(CanonicalUrl::to_string);
    match (reached, page) {
        // The first page may join known ground while a walk of an earlier visit is not yet done.
        (true, ReadPage::First) => state.older = state.older.take().or(next),
        (true, ReadPage::Further) => {
            state.owed = state.owed.filter(|_| walk.since.is_none());
            state.older = next.or(state.older.take());
        }
        (false, _) if next.is_some() => {
            state.owed = state.owed.or(walk.since);
            state.older = next;
            return ListJoin::Ahead;
        }
        // There is no older page.
        (false, ReadPage::First) => return ListJoin::Lost,
        (false, ReadPage::Further) => {
            state.owed = None;
            return ListJoin::Lost;
        }
    }
    ListJoin::Reached
}

/// Known items that must end a list in which all others stand before them, to show that it reached known ground.
const LEAST_KNOWN: usize = 5;

/// Whether a list is all unknown items and then all known ones: the newest first, and known ground below.
fn ends_known(known: &[bool]) -> bool {
    let first = known.iter().position(|known| *known).unwrap_or(known.len());
    known.len() - first >= LEAST_KNOWN && known[first..].iter().all(|known| *known)
}

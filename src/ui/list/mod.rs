//! The list: a window on a list of any length. Rows come by keyset pages in both directions; only what is in sight is wrapped.
//!
//! Units: `selected`, `first` and `top` are row numbers of the whole list; lines are screen lines.

use std::collections::{BTreeSet, HashSet};

use crate::model::{ArticleId, Cursor, Hit, Looseness, Query, Summary, Window};

use super::message::Ticket;
use super::way::Way;

mod choose;
mod copies;
mod going;
mod lay;
pub(in crate::ui) mod marks;
pub(in crate::ui) mod order;
pub(in crate::ui) mod orders;
mod parts;
mod remembered;
mod row;
mod style;
mod titles;
pub mod view;

pub use going::Goal;
pub use lay::{Laid, RowSetting};
pub use row::LineLook;
pub use style::{Density, RowFact, Style};

/// Rows asked for at once.
pub const PAGE_ROWS: usize = 120;
/// Rows of the first part: what fills a screen; the next part is asked for when they stand.
const FIRST_ROWS: usize = 60;
/// Most rows kept; the far side is dropped beyond this. A list of so many is held whole as soon as somebody goes to its end.
pub const MAX_ROWS: usize = 10_000;
/// Rows from the edge of the window at which more are asked for.
const MARGIN: usize = 60;

/// A question that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListQuestion {
    /// The rows from this number on, keeping the selection; with a row to go to, if there is one.
    Part(usize, Option<usize>),
    /// Rows after the last one.
    After,
    /// Rows before the first one.
    Before,
    /// The last rows of the list.
    End,
}

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ListKind {
    /// Articles of a query.
    #[default]
    Articles,
    /// Hits of a search, by its text.
    Hits(String),
}

/// The state of the list.
#[derive(Debug, Default)]
pub struct ListPane {
    /// What is listed.
    pub query: Query,
    /// Articles or hits.
    pub kind: ListKind,
    /// Rows of the whole list.
    pub total: usize,
    /// Hits that fit exactly, and those that fit loosely only.
    pub(in crate::ui) exact: usize,
    loose: usize,
    looseness: Looseness,
    /// Where nothing was found: what was perhaps meant.
    pub(in crate::ui) suggestion: Option<String>,
    /// Whether the first answer has come.
    pub loaded: bool,
    /// The row to select when the first answer comes, if it is among its rows.
    pub(in crate::ui) kept: Option<ArticleId>,
    rows: Vec<Summary>,
    hits: Vec<Hit>,
    first: usize,
    selected: usize,
    top: usize,
    touched: bool,
    asked: Option<(Ticket, ListQuestion)>,
    /// Where the user goes when the rows down to there have come.
    goal: Option<Goal>,
    /// That led only as far as rows are held.
    stopped_short: bool,
    /// Whether the archive changed since the rows were asked for.
    pub stale: bool,
    /// Marked for a bulk action.
    pub chosen: BTreeSet<ArticleId>,
    /// Where a range began.
    pub range_from: Option<usize>,
    /// What was chosen before the range began.
    chosen_before: BTreeSet<ArticleId>,
    /// How rows are shown.
    pub style: Style,
    copies: copies::Copies,
    /// Lines in sight, made by [`ListPane::lay_out`].
    pub laid: Vec<Laid>,
    memory: remembered::RowMemory,
    height: usize,
}

/// What the list wants of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedRows {
    /// Which list, in which order.
    pub query: Query,
    /// Which part.
    pub part: ListPart,
}

/// A part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListPart {
    /// After a row.
    After(Window),
    /// So many rows from this number on.
    From(usize, usize),
}

/// The sort key of a row.
pub fn cursor(row: &Summary) -> Cursor {
    Cursor { at: row.sort, id: row.id }
}

impl ListPane {
    /// A list that has asked for nothing yet.
    pub fn new(style: Style) -> Self {
        let mut list = Self { style, ..Self::default() };
        list.copies.spread = !list.style.fold_copies;
        list
    }

    /// An empty list of the same height and style.
    fn another(&mut self, query: Query) -> Self {
        let style = std::mem::take(&mut self.style);
        let mut other = Self { query, height: self.height, style, ..Self::default() };
        other.copies.spread = self.copies.spread;
        other
    }

    /// The row the user went to; `None` where the user went nowhere yet.
    pub fn chosen_row(&self) -> Option<ArticleId> {
        self.current().map(|row| row.id).filter(|_| self.touched)
    }

    /// The row with this number, if it is in the window.
    pub fn row(&self, number: usize) -> Option<&Summary> {
        self.rows.get(number.checked_sub(self.first)?)
    }

    /// The hit with this number, if hits are shown.
    pub fn hit(&self, number: usize) -> Option<&Hit> {
        self.hits.get(number)
    }

    /// The selected row.
    pub fn current(&self) -> Option<&Summary> {
        self.row(self.selected)
    }

    /// The articles a step below and a step above the selected one.
    pub fn beside(&self) -> Vec<ArticleId> {
        let below = self.shown_from(self.selected + 1, Way::Forward);
        let above = self.selected.checked_sub(1).and_then(|number| self.shown_from(number, Way::Backward));
        below.into_iter().chain(above).filter_map(|number| self.row(number)).map(|row| row.id).collect()
    }

    /// Number of the selected row.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// Rows in the window (for bulk marks), in order, with their numbers.
    pub fn window(&self) -> impl Iterator<Item = (usize, &Summary)> {
        self.rows.iter().enumerate().map(|(at, row)| (self.first + at, row))
    }

    /// Selects a row by number, within what is loaded; a folded one gives way to the one that stands for its story.
    pub fn select(&mut self, number: usize) {
        let last = (self.first + self.rows.len()).saturating_sub(1);
        let number = number.clamp(self.first.min(last), last);
        self.selected = self.head_of(number).unwrap_or(number);
        self.top = self.top.min(self.selected);
    }

    /// Moves the selection to a row by number.
    pub fn move_to(&mut self, number: usize) {
        self.touched = true;
        self.goal = None;
        self.select(number);
        if let Some(from) = self.range_from {
            self.choose_range(from);
        }
    }

    /// Selects the row of an article, if it is in the window.
    pub fn select_id(&mut self, id: ArticleId) -> bool {
        let Some(at) = self.rows.iter().position(|r| r.id == id) else { return false };
        self.touched = true;
        self.goal = None;
        self.select(self.first + at);
        true
    }

    /// Number of the next unread row after the selected one.
    pub fn next_unread(&self, many: usize) -> Option<usize> {
        let unread = self.window().filter(|(n, row)| *n > self.selected && !row.read && !self.is_folded(row));
        unread.take(many).last().map(|(n, _)| n)
    }

    /// Whether the last row of the list is in the window.
    pub fn reaches_the_end(&self) -> bool {
        self.first + self.rows.len() >= self.total
    }

    /// How many rows fill half a page, going by what is in sight.
    pub fn rows_in_sight(&self) -> usize {
        let mut numbers: Vec<usize> = self.laid.iter().filter_map(|l| l.row).collect();
        numbers.dedup();
        numbers.len().max(1)
    }

    /// The row of an article, if it is in the window.
    pub fn row_of(&self, id: ArticleId) -> Option<&Summary> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// Applies a change to every row in the window with one of these ids.
    pub fn change(&mut self, ids: &[ArticleId], change: impl Fn(&mut Summary)) {
        let rows = self.rows.iter_mut().chain(self.hits.iter_mut().map(|h| &mut h.row));
        if ids.len() < 64 {
            rows.filter(|r| ids.contains(&r.id)).for_each(change);
        } else {
            // A whole list of a million was marked.
            let ids: HashSet<ArticleId> = ids.iter().copied().collect();
            rows.filter(|r| ids.contains(&r.id)).for_each(change);
        }
    }
}

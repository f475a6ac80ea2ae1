//! The list: a window on a list of any length. Rows come by keyset pages in both directions; only what is in sight is wrapped.
//!
//! Units: `selected`, `first` and `top` are row numbers of the whole list; lines are screen lines.

use std::collections::BTreeSet;

use crate::model::{ArticleId, Cursor, Order, Query, Summary, Timestamp, Window};

use super::message::{Hit, Page, Ticket};

mod lay;
pub mod view;

pub use lay::{Laid, Look};

/// Rows asked for at once.
pub const PAGE_ROWS: usize = 120;
/// Most rows kept; the far side is dropped beyond this.
pub const MAX_ROWS: usize = 600;
/// Rows from the edge of the window at which more are asked for.
const MARGIN: usize = 60;

/// A question that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// The window from the top, keeping the selection.
    Reload,
    /// Rows after the last one.
    After,
    /// Rows before the first one.
    Before,
    /// The last rows of the list.
    End,
}

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Kind {
    /// Articles of a query.
    #[default]
    Articles,
    /// Hits of a search, by its text.
    Hits(String),
}

/// The state of the list.
#[derive(Debug, Default)]
pub struct List {
    /// What is listed.
    pub query: Query,
    /// Articles or hits.
    pub kind: Kind,
    /// Rows of the whole list.
    pub total: usize,
    /// Whether the first answer has come.
    pub loaded: bool,
    rows: Vec<Summary>,
    hits: Vec<Hit>,
    first: usize,
    selected: usize,
    top: usize,
    touched: bool,
    asked: Option<(Ticket, Asked)>,
    /// Whether the archive changed since the rows were asked for.
    pub stale: bool,
    /// Marked for a bulk action.
    pub chosen: BTreeSet<ArticleId>,
    /// Where a range began.
    pub range_from: Option<usize>,
    /// Dates as they are, not as ages.
    pub absolute_dates: bool,
    /// Lines in sight, made by [`List::lay_out`].
    pub laid: Vec<Laid>,
    height: usize,
}

/// What the list wants of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Which list, in which order.
    pub query: Query,
    /// Which part.
    pub window: Window,
}

/// The sort key of a row.
fn cursor(row: &Summary) -> Cursor {
    Cursor { at: sort_key(row), id: row.id }
}

/// When a row counts as published: its date, else when it was first seen.
pub fn sort_key(row: &Summary) -> Timestamp {
    row.published.map_or(row.seen, |m| m.at)
}

impl List {
    /// A list that has asked for nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Shows another query from its top.
    pub fn show(&mut self, query: Query, ticket: Ticket) -> Wanted {
        *self = Self {
            query,
            height: self.height,
            absolute_dates: self.absolute_dates,
            asked: Some((ticket, Asked::Reload)),
            ..Self::default()
        };
        self.wanted(None, PAGE_ROWS, false)
    }

    /// Shows hits instead of a query; `keep` keeps the selection where it is (the same search, refined).
    pub fn show_hits(&mut self, text: &str, hits: Vec<Hit>, total: usize) {
        let query = self.query.clone();
        *self = Self {
            query,
            height: self.height,
            absolute_dates: self.absolute_dates,
            kind: Kind::Hits(text.to_owned()),
            loaded: true,
            total,
            ..Self::default()
        };
        self.rows = hits.iter().map(|h| h.row.clone()).collect();
        self.total = total.max(self.rows.len());
        self.hits = hits;
    }

    /// Asks for the present window anew, keeping place and selection.
    pub fn reload(&mut self, ticket: Ticket) -> Option<Wanted> {
        if self.kind != Kind::Articles {
            return None;
        }
        self.stale = false;
        self.asked = Some((ticket, Asked::Reload));
        // A window that begins in the middle is read from the top as far as it reaches, if that is not too far.
        let rows = (self.first + self.rows.len()).clamp(PAGE_ROWS, MAX_ROWS);
        if self.first > 0 {
            self.asked = None;
            return None;
        }
        Some(self.wanted(None, rows, false))
    }

    fn wanted(&self, after: Option<Cursor>, limit: usize, backwards: bool) -> Wanted {
        let mut query = self.query.clone();
        if backwards {
            query.order = match query.order {
                Order::Newest => Order::Oldest,
                Order::Oldest => Order::Newest,
            };
        }
        Wanted { query, window: Window { after, limit } }
    }

    /// What is missing around the selection, if anything and if nothing is under way.
    pub fn want_more(&mut self, ticket: Ticket) -> Option<Wanted> {
        if self.asked.is_some() || self.kind != Kind::Articles || self.rows.is_empty() {
            return None;
        }
        let last = self.first + self.rows.len();
        let reach = self.selected + MARGIN.max(self.height * 2);
        if reach > last && last < self.total {
            self.asked = Some((ticket, Asked::After));
            let after = self.rows.last().map(cursor);
            return Some(self.wanted(after, PAGE_ROWS, false));
        }
        if self.first > 0 && self.selected < self.first + MARGIN {
            self.asked = Some((ticket, Asked::Before));
            let after = self.rows.first().map(cursor);
            return Some(self.wanted(after, PAGE_ROWS.min(self.first), true));
        }
        None
    }

    /// Jumps to the last row; asks for the end of the list when it is not in the window.
    pub fn to_end(&mut self, ticket: Ticket) -> Option<Wanted> {
        self.touched = true;
        if self.first + self.rows.len() >= self.total {
            self.select(self.total.saturating_sub(1));
            return None;
        }
        self.asked = Some((ticket, Asked::End));
        Some(self.wanted(None, PAGE_ROWS, true))
    }

    /// Jumps to the first row; asks for the beginning when it is not in the window.
    pub fn to_start(&mut self, ticket: Ticket) -> Option<Wanted> {
        self.touched = true;
        if self.first == 0 {
            self.select(0);
            return None;
        }
        Some(self.show(self.query.clone(), ticket))
    }

    /// Takes an answer; an answer to an older question is dropped.
    pub fn receive(&mut self, ticket: Ticket, page: Page) {
        let Some((asked, what)) = self.asked else { return };
        if asked != ticket {
            return;
        }
        self.asked = None;
        self.loaded = true;
        match what {
            Asked::Reload => self.replace(page),
            Asked::After => self.append(page),
            Asked::Before => self.prepend(page),
            Asked::End => {
                self.total = page.total.max(page.rows.len());
                self.rows = page.rows;
                self.rows.reverse();
                self.first = self.total - self.rows.len();
                self.select(self.total.saturating_sub(1));
            }
        }
    }

    fn replace(&mut self, page: Page) {
        let kept = if self.touched { self.current().map(|r| r.id) } else { None };
        let above = self.selected.saturating_sub(self.top);
        self.total = page.total.max(page.rows.len());
        self.rows = page.rows;
        self.first = 0;
        if let Some(at) = kept.and_then(|id| self.rows.iter().position(|r| r.id == id)) {
            self.selected = at;
            self.top = at.saturating_sub(above);
        }
        self.select(self.selected);
    }

    fn append(&mut self, page: Page) {
        self.total = page.total.max(self.first + self.rows.len() + page.rows.len());
        if page.rows.is_empty() {
            self.total = self.first + self.rows.len();
        }
        self.rows.extend(page.rows);
        if self.rows.len() > MAX_ROWS {
            let excess = self.rows.len() - MAX_ROWS;
            self.rows.drain(..excess);
            self.first += excess;
        }
    }

    fn prepend(&mut self, page: Page) {
        let mut rows = page.rows;
        rows.truncate(self.first);
        if rows.is_empty() {
            self.first = 0;
            return;
        }
        rows.reverse();
        self.first -= rows.len();
        rows.append(&mut self.rows);
        rows.truncate(MAX_ROWS);
        self.rows = rows;
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

    /// Number of the selected row.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// Rows in the window (for bulk marks), in order, with their numbers.
    pub fn window(&self) -> impl Iterator<Item = (usize, &Summary)> {
        self.rows.iter().enumerate().map(|(at, row)| (self.first + at, row))
    }

    /// Selects a row by number, within what is loaded.
    pub fn select(&mut self, number: usize) {
        let last = (self.first + self.rows.len()).saturating_sub(1);
        self.selected = number.clamp(self.first.min(last), last);
        self.top = self.top.min(self.selected);
    }

    /// Moves the selection by so many rows.
    pub fn move_by(&mut self, rows: isize) {
        self.touched = true;
        self.select(self.selected.saturating_add_signed(rows));
        if let Some(from) = self.range_from {
            self.choose_range(from);
        }
    }

    /// Selects the row of an article, if it is in the window.
    pub fn select_id(&mut self, id: ArticleId) -> bool {
        let Some(at) = self.rows.iter().position(|r| r.id == id) else { return false };
        self.touched = true;
        self.select(self.first + at);
        true
    }

    /// Number of the next unread row after the selected one.
    pub fn next_unread(&self) -> Option<usize> {
        self.window().find(|(n, row)| *n > self.selected && !row.read).map(|(n, _)| n)
    }

    /// How many rows fill half a page, going by what is in sight.
    pub fn rows_in_sight(&self) -> usize {
        let mut numbers: Vec<usize> = self.laid.iter().filter_map(|l| l.row).collect();
        numbers.dedup();
        numbers.len().max(1)
    }

    /// Begins or ends choosing rows.
    pub fn toggle_choosing(&mut self) {
        if self.range_from.take().is_some() {
            return;
        }
        self.range_from = Some(self.selected);
        if let Some(id) = self.current().map(|r| r.id)
            && !self.chosen.remove(&id)
        {
            self.chosen.insert(id);
        }
    }

    fn choose_range(&mut self, from: usize) {
        let (low, high) = (from.min(self.selected), from.max(self.selected));
        let ids: Vec<ArticleId> = self.window().filter(|(n, _)| (low..=high).contains(n)).map(|(_, r)| r.id).collect();
        self.chosen = ids.into_iter().collect();
    }

    /// Forgets what was chosen; tells whether anything was.
    pub fn choose_none(&mut self) -> bool {
        let had = !self.chosen.is_empty() || self.range_from.is_some();
        self.chosen.clear();
        self.range_from = None;
        had
    }

    /// The chosen articles, else the selected one.
    pub fn targets(&self) -> Vec<&Summary> {
        if self.chosen.is_empty() {
            return self.current().into_iter().collect();
        }
        self.rows.iter().filter(|r| self.chosen.contains(&r.id)).collect()
    }

    /// Applies a change to every row in the window with one of these ids.
    pub fn change(&mut self, ids: &[ArticleId], change: impl Fn(&mut Summary)) {
        let rows = self.rows.iter_mut().chain(self.hits.iter_mut().map(|h| &mut h.row));
        rows.filter(|r| ids.contains(&r.id)).for_each(change);
    }
}

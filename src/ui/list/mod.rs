//! The list: a window on a list of any length. Rows come by keyset pages in both directions; only what is in sight is wrapped.
//!
//! Units: `selected`, `first` and `top` are row numbers of the whole list; lines are screen lines.

use std::collections::{BTreeSet, HashSet};

use crate::model::{ArticleId, Cursor, Hit, Hits, Looseness, Order, Query, Rows, Summary, Window};

use super::message::Ticket;

mod choose;
mod copies;
mod lay;
pub(in crate::ui) mod marks;
pub(in crate::ui) mod order;
pub(in crate::ui) mod orders;
mod style;
mod titles;
pub mod view;

pub use lay::{Laid, Look, Setting};
pub use style::{Density, Fact, Style};

/// Rows asked for at once.
pub const PAGE_ROWS: usize = 120;
/// Rows of the first part: what fills a screen; the next part is asked for when they stand.
const FIRST_ROWS: usize = 60;
/// Most rows kept; the far side is dropped beyond this.
pub const MAX_ROWS: usize = 600;
/// Rows from the edge of the window at which more are asked for.
const MARGIN: usize = 60;

/// A question that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
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
    asked: Option<(Ticket, Asked)>,
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
    /// Lines in sight, made by [`List::lay_out`].
    pub laid: Vec<Laid>,
    titles: titles::TitleLines,
    height: usize,
}

/// What the list wants of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Which list, in which order.
    pub query: Query,
    /// Which part.
    pub part: Part,
}

/// A part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// After a row.
    After(Window),
    /// So many rows from this number on.
    From(usize, usize),
}

/// The sort key of a row.
pub fn cursor(row: &Summary) -> Cursor {
    Cursor { at: row.sort, id: row.id }
}

impl List {
    /// A list that has asked for nothing yet.
    pub fn new(style: Style) -> Self {
        let copies = copies::Copies::new(!style.fold_copies);
        Self { style, copies, ..Self::default() }
    }

    /// An empty list of the same height and style.
    fn another(&mut self, query: Query) -> Self {
        let spread = self.copies.spread;
        let copies = copies::Copies::new(spread);
        Self { query, height: self.height, style: std::mem::take(&mut self.style), copies, ..Self::default() }
    }

    /// Shows another query from its top.
    pub fn show(&mut self, query: Query, ticket: Ticket) -> Wanted {
        *self = self.another(query);
        self.asked = Some((ticket, Asked::Part(0, None)));
        self.part(0, FIRST_ROWS)
    }

    /// Shows hits instead of a query; a better answer to the same search keeps the selection.
    pub fn show_hits(&mut self, text: &str, found: Hits) {
        let kept = match &self.kind {
            Kind::Hits(before) if before == text && self.touched => self.current().map(|row| row.id),
            _ => None,
        };
        let query = self.query.clone();
        *self = self.another(query);
        self.kind = Kind::Hits(text.to_owned());
        self.loaded = true;
        self.rows = found.hits.iter().map(|h| h.row.clone()).collect();
        self.total = found.total.max(self.rows.len());
        (self.exact, self.loose, self.suggestion) = (found.total, found.loose, found.suggestion);
        self.looseness = found.looseness;
        self.hits = found.hits;
        self.group();
        if let Some(id) = kept {
            self.select_id(id);
        }
    }

    /// Asks for the present window anew, keeping place and selection.
    pub fn reload(&mut self, ticket: Ticket) -> Option<Wanted> {
        if self.kind != Kind::Articles {
            return None;
        }
        self.stale = false;
        self.asked = Some((ticket, Asked::Part(self.first, None)));
        Some(self.part(self.first, self.rows.len().clamp(PAGE_ROWS, MAX_ROWS)))
    }

    fn part(&self, first: usize, rows: usize) -> Wanted {
        if first == 0 {
            return self.after(None, rows, false);
        }
        Wanted { query: self.query.clone(), part: Part::From(first, rows) }
    }

    fn after(&self, after: Option<Cursor>, limit: usize, backwards: bool) -> Wanted {
        let mut query = self.query.clone();
        if backwards {
            query.order = match query.order {
                Order::Newest => Order::Oldest,
                _ => Order::Newest,
            };
        }
        Wanted { query, part: Part::After(Window { after, limit }) }
    }

    /// What is missing around the selection, if anything and if nothing is under way.
    pub fn want_more(&mut self, ticket: Ticket) -> Option<Wanted> {
        if self.asked.is_some() || self.kind != Kind::Articles || self.rows.is_empty() {
            return None;
        }
        let by_date = self.query.order.by_date();
        let last = self.first + self.rows.len();
        let reach = self.selected + MARGIN.max(self.height * 2);
        if reach >= last && last < self.total {
            self.asked = Some((ticket, Asked::After));
            let after = self.rows.last().map(cursor);
            return Some(if by_date { self.after(after, PAGE_ROWS, false) } else { self.part(last, PAGE_ROWS) });
        }
        if self.first > 0 && self.selected < self.first + MARGIN {
            let rows = PAGE_ROWS.min(self.first);
            if !by_date {
                // Read anew from further up; the selection stays with its article.
                let first = self.first - rows;
                self.asked = Some((ticket, Asked::Part(first, Some(self.selected))));
                return Some(self.part(first, MAX_ROWS));
            }
            self.asked = Some((ticket, Asked::Before));
            let after = self.rows.first().map(cursor);
            return Some(self.after(after, rows, true));
        }
        None
    }

    /// Jumps to the last row; asks for the end of the list when it is not in the window.
    pub fn to_end(&mut self, ticket: Ticket) -> Option<Wanted> {
        if !self.query.order.by_date() {
            return self.go_to(self.total.saturating_sub(1), ticket);
        }
        self.touched = true;
        if self.first + self.rows.len() >= self.total || self.kind != Kind::Articles {
            self.move_to(self.total.saturating_sub(1));
            return None;
        }
        self.asked = Some((ticket, Asked::End));
        Some(self.after(None, PAGE_ROWS, true))
    }

    /// Jumps to the first row; asks for the beginning when it is not in the window.
    pub fn to_start(&mut self, ticket: Ticket) -> Option<Wanted> {
        self.go_to(0, ticket)
    }

    /// Jumps to a row by its number; asks for the rows around it when it is not in the window.
    pub fn go_to(&mut self, number: usize, ticket: Ticket) -> Option<Wanted> {
        self.touched = true;
        let number = number.min(self.total.saturating_sub(1));
        if self.row(number).is_some() || self.kind != Kind::Articles {
            self.move_to(number);
            return None;
        }
        let first = number.saturating_sub(PAGE_ROWS / 2);
        self.asked = Some((ticket, Asked::Part(first, Some(number))));
        Some(self.part(first, PAGE_ROWS))
    }

    /// The row the user went to; `None` where the user went nowhere yet.
    pub fn chosen_row(&self) -> Option<ArticleId> {
        self.current().map(|row| row.id).filter(|_| self.touched)
    }

    /// Takes an answer; an answer to an older question is dropped.
    pub fn receive(&mut self, ticket: Ticket, page: Rows) {
        let Some((asked, what)) = self.asked else { return };
        if asked != ticket {
            return;
        }
        self.asked = None;
        self.loaded = true;
        match what {
            Asked::Part(first, goal) => self.replace(page, first, goal),
            Asked::After => self.append(page),
            Asked::Before => self.prepend(page),
            Asked::End => {
                self.total = page.total.max(page.rows.len());
                self.rows = page.rows;
                self.rows.reverse();
                self.first = self.total - self.rows.len();
                self.top = self.first;
                self.select(self.total.saturating_sub(1));
            }
        }
        self.group();
        self.select(self.selected);
    }

    fn replace(&mut self, page: Rows, first: usize, goal: Option<usize>) {
        let kept = if self.touched && goal.is_none() { self.current().map(|r| r.id) } else { None };
        self.touched |= self.kept.is_some();
        let kept = self.kept.take().or(kept);
        let above = self.selected.saturating_sub(self.top);
        self.total = page.total.max(if page.rows.is_empty() { 0 } else { first + page.rows.len() });
        self.rows = page.rows;
        self.first = if self.rows.is_empty() { 0 } else { first };
        if let Some(number) = goal {
            self.selected = number;
            self.top = number.saturating_sub(above);
        }
        if let Some(at) = kept.and_then(|id| self.rows.iter().position(|r| r.id == id)) {
            self.selected = first + at;
            self.top = self.selected.saturating_sub(above);
        }
        self.select(self.selected);
    }

    fn append(&mut self, page: Rows) {
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

    fn prepend(&mut self, page: Rows) {
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

    /// The articles a step below and a step above the selected one.
    pub fn beside(&self) -> Vec<ArticleId> {
        let below = self.shown_from(self.selected + 1, true);
        let above = self.selected.checked_sub(1).and_then(|number| self.shown_from(number, false));
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

    /// Selects a row by number, within what is loaded; a folded one gives way to the next in sight.
    pub fn select(&mut self, number: usize) {
        let last = (self.first + self.rows.len()).saturating_sub(1);
        let number = number.clamp(self.first.min(last), last);
        let shown = self.shown_from(number, true).or_else(|| self.shown_from(number, false));
        self.selected = shown.unwrap_or(number);
        self.top = self.top.min(self.selected);
    }

    /// Moves the selection to a row by number.
    pub fn move_to(&mut self, number: usize) {
        self.touched = true;
        self.select(number);
        if let Some(from) = self.range_from {
            self.choose_range(from);
        }
    }

    /// Moves the selection by so many rows in sight.
    pub fn move_by(&mut self, rows: isize) {
        let mut at = self.selected;
        for _ in 0..rows.unsigned_abs().min(MAX_ROWS) {
            let next = if rows > 0 { Some(at + 1) } else { at.checked_sub(1) };
            let Some(next) = next.and_then(|next| self.shown_from(next, rows > 0)) else { break };
            at = next;
        }
        self.move_to(at);
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
        self.window().find(|(n, row)| *n > self.selected && !row.read && !self.is_folded(row)).map(|(n, _)| n)
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

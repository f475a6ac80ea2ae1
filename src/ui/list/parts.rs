//! The part of a long list that is held: what is asked of the archive, and how an answer joins what is there.

use crate::model::{Cursor, Hits, Order, Query, Rows, Window};
use crate::ui::message::Ticket;
use crate::ui::way::Way;

use super::{FIRST_ROWS, ListKind, ListPane, ListPart, ListQuestion, MARGIN, MAX_ROWS, PAGE_ROWS, WantedRows, cursor};

impl ListPane {
    /// Shows another query from its top.
    pub fn show(&mut self, query: Query, ticket: Ticket) -> WantedRows {
        *self = self.another(query);
        self.asked = Some((ticket, ListQuestion::Part(0, None)));
        self.part(0, FIRST_ROWS)
    }

    /// Shows hits instead of a query; a better answer to the same search keeps the selection.
    pub fn show_hits(&mut self, text: &str, found: Hits) {
        let kept = match &self.kind {
            ListKind::Hits(before) if before == text && self.touched => self.current().map(|row| row.id),
            // The first part of the same answer did not reach it.
            ListKind::Hits(before) if before == text => self.kept,
            _ => None,
        };
        let query = self.query.clone();
        *self = self.another(query);
        self.kind = ListKind::Hits(text.to_owned());
        self.loaded = true;
        self.rows = found.hits.iter().map(|h| h.row.clone()).collect();
        self.total = found.total.max(self.rows.len());
        (self.exact, self.loose, self.suggestion) = (found.total, found.loose, found.suggestion);
        self.looseness = found.looseness;
        self.hits = found.hits;
        self.group();
        self.kept = kept.filter(|id| !self.select_id(*id));
    }

    /// Asks for the present window anew, keeping place and selection.
    pub fn reload(&mut self, ticket: Ticket) -> Option<WantedRows> {
        if self.kind != ListKind::Articles {
            return None;
        }
        self.stale = false;
        self.asked = Some((ticket, ListQuestion::Part(self.first, None)));
        Some(self.part(self.first, self.rows.len().clamp(PAGE_ROWS, MAX_ROWS)))
    }

    pub(super) fn part(&self, first: usize, rows: usize) -> WantedRows {
        if first == 0 {
            return self.after(None, rows, Way::Forward);
        }
        WantedRows { query: self.query.clone(), part: ListPart::From(first, rows) }
    }

    pub(super) fn after(&self, after: Option<Cursor>, limit: usize, way: Way) -> WantedRows {
        let mut query = self.query.clone();
        if way == Way::Backward {
            query.order = match query.order {
                Order::Newest => Order::Oldest,
                _ => Order::Newest,
            };
        }
        WantedRows { query, part: ListPart::After(Window { after, limit }) }
    }

    /// What is missing around the selection, if anything and if nothing is under way.
    pub fn want_more(&mut self, ticket: Ticket) -> Option<WantedRows> {
        if self.asked.is_some() || self.kind != ListKind::Articles || self.rows.is_empty() {
            return None;
        }
        let by_date = self.query.order.by_date();
        let last = self.first + self.rows.len();
        let reach = self.selected + MARGIN.max(self.height * 2);
        let near = (reach >= last).then_some(PAGE_ROWS);
        let missing = self.missing_for_goal().or_else(|| self.missing_for_stories()).or(near);
        if let Some(rows) = missing.filter(|_| last < self.total) {
            self.asked = Some((ticket, ListQuestion::After));
            let after = self.rows.last().map(cursor);
            return Some(if by_date { self.after(after, rows, Way::Forward) } else { self.part(last, rows) });
        }
        if self.first > 0 && self.selected < self.first + MARGIN {
            let rows = PAGE_ROWS.min(self.first);
            if !by_date {
                // Read anew from further up; the selection stays with its article.
                let first = self.first - rows;
                self.asked = Some((ticket, ListQuestion::Part(first, Some(self.selected))));
                return Some(self.part(first, MAX_ROWS));
            }
            self.asked = Some((ticket, ListQuestion::Before));
            let after = self.rows.first().map(cursor);
            return Some(self.after(after, rows, Way::Backward));
        }
        None
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
            ListQuestion::Part(first, goal) => self.replace(page, first, goal),
            ListQuestion::After => self.append(page),
            ListQuestion::Before => self.prepend(page),
            ListQuestion::End => self.show_end(page),
        }
        self.group();
        self.select(self.selected);
        self.reach_goal();
    }

    /// The last rows, which come last first.
    fn show_end(&mut self, page: Rows) {
        self.total = page.total.max(page.rows.len());
        self.rows = page.rows;
        self.rows.reverse();
        self.first = self.total - self.rows.len();
        self.top = self.first;
        self.select(self.total.saturating_sub(1));
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
}

//! Going in a list that is longer than what is held of it: what is missing on the way is asked for, and the selection moves
//! when it has come.
//!
//! Units: a *number* counts all rows from 0, a *position* those that are shown from 1. The position that is asked for is the
//! one that is told afterwards.

use crate::model::Order;
use crate::ui::message::Ticket;
use crate::ui::way::Way;

use super::{ListKind, ListPane, ListQuestion, MAX_ROWS, PAGE_ROWS, WantedRows};

/// Where the user wants to go in rows that have not all come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// The row shown at this position.
    Position(usize),
    /// The row of this number.
    Row(usize),
    /// The last row.
    End,
}

impl ListPane {
    /// Moves the selection by so many rows in sight; beyond what is held it goes on when more has come.
    pub fn move_by(&mut self, rows: isize) {
        let held = self.last_position();
        let here = self.position().0;
        let to = here.saturating_add_signed(rows).max(1);
        let number = self.number_at(to.clamp(self.first + 1, held.max(self.first + 1)));
        self.move_to(number.unwrap_or(self.selected));
        if to > held && self.may_come() {
            self.goal = Some(Goal::Position(to));
        }
    }

    /// Whether rows after the last one that is held are in the list.
    fn may_come(&self) -> bool {
        self.kind == ListKind::Articles && !self.rows.is_empty() && !self.reaches_the_end()
    }

    /// Jumps to the last row; asks for what is missing down to there.
    pub fn to_end(&mut self, ticket: Ticket) -> Option<WantedRows> {
        self.touched = true;
        if !self.may_come() {
            self.move_to(self.total.saturating_sub(1));
            return None;
        }
        if self.can_hold(Goal::End) {
            return self.head_for(Goal::End, ticket);
        }
        if !self.query.order.by_date() {
            return Some(self.jump(self.total.saturating_sub(1), ticket));
        }
        self.goal = None;
        self.asked = Some((ticket, ListQuestion::End));
        Some(self.after(None, PAGE_ROWS, Way::Backward))
    }

    /// Jumps to a row by its number among all.
    pub fn go_to(&mut self, number: usize, ticket: Ticket) -> Option<WantedRows> {
        self.touched = true;
        let number = number.min(self.total.saturating_sub(1));
        if self.row(number).is_some() || self.kind != ListKind::Articles {
            self.move_to(number);
            return None;
        }
        if number >= MAX_ROWS { Some(self.jump(number, ticket)) } else { self.head_for(Goal::Row(number), ticket) }
    }

    /// Jumps to the row shown at a position.
    pub fn go_to_position(&mut self, position: usize, ticket: Ticket) -> Option<WantedRows> {
        self.touched = true;
        let position = position.clamp(1, self.total.max(1));
        if let Some(number) = self.number_at(position) {
            self.move_to(number);
            return None;
        }
        if position > self.first && !self.may_come() {
            self.move_to(self.total.saturating_sub(1));
            return None;
        }
        if position > MAX_ROWS {
            return Some(self.jump(position - 1, ticket));
        }
        self.head_for(Goal::Position(position), ticket)
    }

    /// Whether a row can be gone to while a range is chosen: all between must be held.
    pub fn can_choose_to(&self, goal: Goal) -> bool {
        let held = match goal {
            Goal::Position(position) => self.number_at(position).is_some(),
            Goal::Row(number) => self.row(number).is_some(),
            Goal::End => !self.may_come(),
        };
        held || self.kind != ListKind::Articles || (self.first == 0 && self.can_hold(goal))
    }

    fn can_hold(&self, goal: Goal) -> bool {
        match goal {
            Goal::Position(position) => position <= MAX_ROWS,
            Goal::Row(number) => number < MAX_ROWS,
            Goal::End => self.first == 0 && self.total <= MAX_ROWS,
        }
    }

    /// Asks for what lies between, from the first row on where that is no longer held.
    fn head_for(&mut self, goal: Goal, ticket: Ticket) -> Option<WantedRows> {
        self.goal = Some(goal);
        if self.first > 0 {
            self.asked = Some((ticket, ListQuestion::Part(0, Some(0))));
            return Some(self.part(0, PAGE_ROWS));
        }
        self.want_more(ticket)
    }

    /// Jumps to a row that is too far to hold all above it, and asks for those around it.
    fn jump(&mut self, number: usize, ticket: Ticket) -> WantedRows {
        self.goal = None;
        let first = number.saturating_sub(PAGE_ROWS / 2);
        self.asked = Some((ticket, ListQuestion::Part(first, Some(number))));
        self.part(first, PAGE_ROWS)
    }

    /// How many rows are missing on the way to where the user wants to go, as far as they can be held.
    pub(super) fn missing_for_goal(&self) -> Option<usize> {
        let last = self.first + self.rows.len();
        let missing = match self.goal? {
            Goal::End => self.total.saturating_sub(last),
            // Some of them will be copies.
            Goal::Position(position) => (position.saturating_sub(self.last_position()) * 2).max(PAGE_ROWS),
            Goal::Row(number) => (number + 1).saturating_sub(last).max(PAGE_ROWS),
        };
        Some(missing.min(MAX_ROWS.saturating_sub(self.rows.len()))).filter(|missing| *missing > 0)
    }

    /// How many rows are missing before stories can be told: where rows of one story are far apart, all of them.
    pub(super) fn missing_for_stories(&self) -> Option<usize> {
        let apart = matches!(self.query.order, Order::Source | Order::Title) && self.folds() && self.first == 0;
        Some(self.total.saturating_sub(self.rows.len())).filter(|_| apart && self.total <= MAX_ROWS)
    }

    /// Goes where the user wanted to, if what was missing has come; as far as possible where it will not.
    pub(super) fn reach_goal(&mut self) {
        let Some(goal) = self.goal else { return };
        let number = match goal {
            Goal::Position(position) => self.number_at(position),
            Goal::Row(number) => Some(number).filter(|number| self.row(*number).is_some()),
            Goal::End => self.reaches_the_end().then(|| self.total.saturating_sub(1)),
        };
        let full = self.rows.len() >= MAX_ROWS;
        if number.is_none() && !self.reaches_the_end() && !full {
            return;
        }
        self.stopped_short = number.is_none() && full && !self.reaches_the_end();
        self.move_to(number.unwrap_or((self.first + self.rows.len()).saturating_sub(1)));
    }

    /// Whether the last wish to go somewhere led only as far as rows are held; tells it once.
    pub(in crate::ui) fn take_stopped_short(&mut self) -> bool {
        std::mem::take(&mut self.stopped_short)
    }

    /// Whether the selection moves when rows have come.
    pub(in crate::ui) fn is_going(&self) -> bool {
        self.goal.is_some()
    }

    /// Whether rows were asked for and have not come.
    pub(in crate::ui) fn waits(&self) -> bool {
        self.asked.is_some() || self.goal.is_some()
    }
}

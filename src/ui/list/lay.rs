//! Which lines of which rows are in sight. Wrapping happens here, in `update`, never in drawing.

use crate::model::article::NO_DATE;
use crate::model::{Fit, Looseness, Order, Summary, Timestamp};
use crate::ui::sources::Sources;
use crate::ui::way::Way;
use crate::ui::when;
use crate::ui::widgets::signs::Signs;
use crate::ui::words::Words;

use super::remembered::RowMemory;
use super::row::{LineLook, RowLines};
use super::{ListKind, ListPane};

/// One line in sight: one of those of its row or of its heading, which are shared with what is remembered of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laid {
    /// The row it belongs to; `None` for day headings and gaps.
    pub row: Option<usize>,
    lines: RowLines,
    at: usize,
}

impl Laid {
    /// What it shows.
    pub fn look(&self) -> &LineLook {
        self.lines.get(self.at).unwrap_or(&LineLook::Gap)
    }

    #[cfg(test)]
    pub(in crate::ui) fn is_shared_with(&self, other: &Self) -> bool {
        self.at == other.at && RowLines::ptr_eq(&self.lines, &other.lines)
    }
}

/// What the rows are laid out with.
pub struct RowSetting<'a> {
    /// Cells of a line.
    pub width: u16,
    /// Lines.
    pub height: u16,
    /// The present instant.
    pub now: Timestamp,
    /// The phrases.
    pub words: &'a Words,
    /// The signs.
    pub signs: &'a Signs,
    /// The names of sources and sections.
    pub sources: &'a Sources,
}

/// What stands above rows that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heading<'a> {
    Day(i64),
    NoDay,
    Source(&'a str),
    Notes,
    Synonyms,
    Loose,
}

impl ListPane {
    /// Lays out the rows in sight, scrolling just enough to show the selected one.
    pub fn lay_out(&mut self, with: &RowSetting<'_>) {
        self.height = usize::from(with.height);
        let mut lines = std::mem::take(&mut self.laid);
        lines.clear();
        if self.height > 0 && with.width > 0 && !self.rows.is_empty() {
            let mut memory = std::mem::take(&mut self.memory);
            memory.stand_on(self, with);
            self.lay_rows(with, &mut memory, &mut lines);
            self.fill(with, &mut memory, &mut lines);
            self.memory = memory;
        }
        self.laid = lines;
    }

    #[cfg(test)]
    pub(in crate::ui) fn forget_rows(&mut self) {
        self.memory = RowMemory::default();
    }

    /// At the end of the list no lines stay empty while rows above them are out of sight.
    fn fill(&mut self, with: &RowSetting<'_>, memory: &mut RowMemory, lines: &mut Vec<Laid>) {
        while lines.len() < self.height {
            let above = self.top.checked_sub(1).and_then(|number| self.shown_from(number, Way::Backward));
            let Some(above) = above else { return };
            let before = std::mem::replace(&mut self.top, above);
            let laid = self.lay_rows(with, memory, lines);
            if self.top != above {
                // The selected row needs the room.
                return;
            }
            if laid > self.height {
                // Nothing of the last row is given up for it.
                self.top = before;
                self.lay_rows(with, memory, lines);
                return;
            }
        }
    }

    /// Lays rows from `top` on; gives how many lines they take, of which those that fit are laid.
    fn lay_rows(&mut self, with: &RowSetting<'_>, memory: &mut RowMemory, lines: &mut Vec<Laid>) -> usize {
        lines.clear();
        let height = self.height;
        self.top = self.top.clamp(self.first, self.selected.max(self.first));
        self.top = self.top.max(self.selected.saturating_sub(height));
        let mut starts: Vec<(usize, usize)> = Vec::with_capacity(height);
        let mut number = self.top;
        let mut selected_end = usize::MAX;
        let mut heading = None;
        // Rows from `top` on until the screen is full and the selected row is whole.
        while let Some(row) = self.row(number) {
            if lines.len() >= height && number > self.selected {
                break;
            }
            if self.is_folded(row) && number != self.selected {
                number += 1;
                continue;
            }
            starts.push((number, lines.len()));
            let wanted = self.heading(number, row, with);
            if let Some(above) = wanted.filter(|_| wanted != heading) {
                heading = wanted;
                put(lines, None, &self.heading_lines(above, row, with, memory));
            }
            put(lines, Some(number), &memory.of(self, number, row, with));
            if number == self.selected {
                selected_end = lines.len();
            }
            number += 1;
        }
        // Scroll: drop whole rows from the top until the selected one fits.
        let excess = selected_end.saturating_sub(height);
        if selected_end != usize::MAX && excess > 0 {
            let cut = starts.iter().find(|(n, at)| *at >= excess || *n == self.selected);
            if let Some((number, _)) = cut.copied()
                && number > self.top
            {
                self.top = number;
                return self.lay_rows(with, memory, lines);
            }
        }
        let gap = lines.last().is_some_and(|line| *line.look() == LineLook::Gap);
        let taken = lines.len() - usize::from(gap);
        lines.truncate(height);
        taken
    }

    /// What stands above a row and those like it: the day, the source, or how hits fit.
    fn heading<'a>(&self, number: usize, row: &'a Summary, with: &RowSetting<'a>) -> Option<Heading<'a>> {
        match (&self.kind, self.query.order) {
            (ListKind::Hits(_), _) => match self.hit(number)?.fit {
                Fit::Exact => None,
                Fit::Note => Some(Heading::Notes),
                Fit::Synonym => Some(Heading::Synonyms),
                Fit::Loose => Some(Heading::Loose),
            },
            (_, Order::Title | Order::Opened) => None,
            (_, Order::Source) => Some(Heading::Source(with.sources.paper_of(row))),
            (_, Order::Newest | Order::Oldest) if row.sort == NO_DATE || row.published.is_none() => {
                Some(Heading::NoDay)
            }
            (_, Order::Newest | Order::Oldest) => Some(Heading::Day(row.sort.vietnam_day())),
        }
    }

    /// The line of a heading; that of a day is remembered.
    fn heading_lines(
        &self,
        heading: Heading<'_>,
        row: &Summary,
        with: &RowSetting<'_>,
        memory: &mut RowMemory,
    ) -> RowLines {
        let words = with.words;
        let line = |text: String| RowLines::from([LineLook::Day(text)]);
        match heading {
            Heading::Day(day) => memory.of_day(day, || line(when::day(words, row.sort, with.now))),
            Heading::NoDay => line(words.say("day-none")),
            Heading::Source(name) => line(name.to_owned()),
            Heading::Notes => line(words.say("hits-note")),
            Heading::Synonyms => line(words.say("hits-synonym")),
            Heading::Loose => line(words.count(divider(self.looseness), self.loose)),
        }
    }
}

/// Puts the lines of a row, or of a heading, below what is there.
fn put(laid: &mut Vec<Laid>, row: Option<usize>, lines: &RowLines) {
    let of = |(at, look): (usize, &LineLook)| Laid {
        row: row.filter(|_| *look != LineLook::Gap),
        lines: RowLines::clone(lines),
        at,
    };
    laid.extend(lines.iter().enumerate().map(of));
}

/// What is said above the hits that fit loosely.
fn divider(looseness: Looseness) -> &'static str {
    match looseness {
        Looseness::Marks => "hits-loose",
        Looseness::Borders => "hits-loose-borders",
        Looseness::Either => "hits-loose-either",
    }
}

//! Which lines of which rows are in sight. Wrapping happens here, in `update`, never in drawing.

use std::ops::Range;

use crate::model::Timestamp;
use crate::text::width::{Ambiguous, cells, shorten};
use crate::text::wrap;
use crate::ui::when;
use crate::ui::words::Words;

use super::{Kind, List, sort_key};

/// Most lines of a title.
const TITLE_LINES: usize = 2;
/// Most lines of a snippet.
const SNIPPET_LINES: usize = 2;
/// Cells kept free after the age for the signs of a row.
const SIGNS_CELLS: usize = 4;
/// A name of fewer cells than this says nothing.
const LEAST_NAME: usize = 6;
/// Cells before a title: the bar of the selected row, the mark of an unread one, a space.
pub(super) const GUTTER: u16 = 3;

/// One line in sight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laid {
    /// The row it belongs to; `None` for day headings and gaps.
    pub row: Option<usize>,
    /// What it shows.
    pub look: Look,
}

/// What a line shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// A day heading.
    Day(String),
    /// A line of the title: byte range, and whether it is the first line.
    Title {
        /// Bytes of the title.
        range: Range<usize>,
        /// Whether the marks stand here.
        first: bool,
    },
    /// A line of the snippet: byte range of it.
    Snippet(Range<usize>),
    /// Source and age.
    Foot(String),
    /// Nothing.
    Gap,
}

impl List {
    /// Lays out the rows in sight on `width` × `height` cells, scrolling just enough to show the selected one.
    pub fn lay_out(
        &mut self,
        width: u16,
        height: u16,
        now: Timestamp,
        words: &Words,
        name: &dyn Fn(&super::Summary) -> Vec<String>,
    ) {
        let height = usize::from(height);
        self.height = height;
        self.laid.clear();
        if height == 0 || width == 0 || self.rows.is_empty() {
            return;
        }
        self.top = self.top.clamp(self.first, self.selected.max(self.first));
        self.top = self.top.max(self.selected.saturating_sub(height));
        let mut lines = Vec::new();
        let mut starts: Vec<(usize, usize)> = Vec::new();
        let mut number = self.top;
        let mut selected_end = usize::MAX;
        // Rows from `top` on until the screen is full and the selected row is whole.
        while let Some(row) = self.row(number) {
            if lines.len() >= height && number > self.selected {
                break;
            }
            starts.push((number, lines.len()));
            let before = number.checked_sub(1).and_then(|n| self.row(n));
            let new_day = before.is_none_or(|b| sort_key(b).vietnam_day() != sort_key(row).vietnam_day());
            if self.kind == Kind::Articles && (new_day || number == self.top) {
                lines.push(Laid { row: None, look: Look::Day(when::day(words, sort_key(row), now)) });
            }
            self.lay_row(number, width, now, words, name, height, &mut lines);
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
                return self.lay_out(width, u16::try_from(height).unwrap_or(u16::MAX), now, words, name);
            }
        }
        lines.truncate(height);
        self.laid = lines;
    }

    #[expect(clippy::too_many_arguments, reason = "the surroundings of one row, used once")]
    fn lay_row(
        &self,
        number: usize,
        width: u16,
        now: Timestamp,
        words: &Words,
        name: &dyn Fn(&super::Summary) -> Vec<String>,
        height: usize,
        lines: &mut Vec<Laid>,
    ) {
        let Some(row) = self.row(number) else { return };
        let room = usize::from(width.saturating_sub(GUTTER + 1)).max(1);
        let short = height < 8;
        let most = if short { 1 } else { TITLE_LINES };
        let wrapped = if short { std::iter::once(0..row.title.len()).collect() } else { title_lines(&row.title, room) };
        for (at, range) in wrapped.into_iter().take(most).enumerate() {
            lines.push(Laid { row: Some(number), look: Look::Title { range, first: at == 0 } });
        }
        if row.title.is_empty() {
            lines.push(Laid { row: Some(number), look: Look::Title { range: 0..0, first: true } });
        }
        if let Some(hit) = self.hit(number).filter(|_| !short) {
            for range in wrap::wrap(&hit.snippet, room, &wrap::Options::default()).into_iter().take(SNIPPET_LINES) {
                lines.push(Laid { row: Some(number), look: Look::Snippet(range) });
            }
        }
        if !short {
            let moment = row.published.unwrap_or_else(|| crate::model::Moment::exact(row.seen));
            let age = if self.absolute_dates { when::stamp(moment, now) } else { when::age(words, moment, now) };
            lines.push(Laid { row: Some(number), look: Look::Foot(foot(&name(row), &age, room)) });
            lines.push(Laid { row: None, look: Look::Gap });
        }
    }
}

/// Names and age in `room` cells: the names give way to the age, the last of them first.
fn foot(names: &[String], age: &str, room: usize) -> String {
    let room = room.saturating_sub(SIGNS_CELLS);
    for many in (1..=names.len()).rev() {
        let text = format!("{} · {age}", names[..many].join(" · "));
        if cells(&text) <= room {
            return text;
        }
    }
    let left = room.saturating_sub(cells(age) + 3);
    if let Some(name) = names.first().filter(|_| left >= LEAST_NAME) {
        return format!("{} · {age}", shorten(name, left, Ambiguous::default()));
    }
    age.to_owned()
}

/// A title on at most [`TITLE_LINES`] lines and a rest: balanced where it fits, else each line as full as can be.
fn title_lines(title: &str, room: usize) -> Vec<Range<usize>> {
    let balanced = wrap::wrap(title, room, &wrap::Options::default());
    if balanced.len() <= TITLE_LINES {
        return balanced;
    }
    let mut full = wrap::wrap(title, room, &wrap::Options { greedy: true, ..wrap::Options::default() });
    if full.len() > TITLE_LINES {
        full.truncate(TITLE_LINES);
        // The last line goes on to the end of the title; drawing cuts it with an ellipsis.
        if let Some(last) = full.last_mut() {
            last.end = title.len();
        }
    }
    full
}

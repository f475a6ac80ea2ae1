//! Draws the list: heading, rows, scrollbar. Draws what [`ListPane::lay_out`] laid, and remembers nothing.

use crate::model::Summary;
use crate::text::width::cells;
use crate::ui::layout::Area;
use crate::ui::theme::Meaning;
use crate::ui::widgets::pen::Pen;
use crate::ui::widgets::signs::Signs;

use super::row::GUTTER;
use super::{Laid, LineLook, ListPane};

/// What stands between the parts of what is said beside the heading.
pub const ASIDE_JOINT: &str = " · ";

/// Lines above the rows: the heading and a gap.
pub fn head_lines(height: u16) -> u16 {
    match height {
        0..=4 => 0,
        5..=11 => 1,
        _ => 2,
    }
}

/// Cells that a heading keeps beside what stands right of it.
const LEAST_HEADING: usize = 16;

/// What the list is drawn with.
pub struct ListView<'a> {
    /// The state.
    pub list: &'a ListPane,
    /// The heading.
    pub heading: &'a str,
    /// What stands right of it (how many, how filtered).
    pub aside: &'a str,
    /// What to say when there is no row.
    pub empty: &'a [String],
    /// The signs.
    pub signs: &'a Signs,
    /// Whether the keys go here.
    pub focused: bool,
}

impl ListView<'_> {
    /// Draws on `area`.
    pub fn draw(&self, pen: &mut Pen<'_>, area: Area) {
        let head = head_lines(area.height);
        if head > 0 {
            let meaning = if self.focused { Meaning::Accent } else { Meaning::Title };
            let aside = self.aside_for(area.width);
            let beside = u16::try_from(cells(aside)).unwrap_or(0) + 2 * u16::from(!aside.is_empty());
            pen.line(area.x + 1, area.y, area.width.saturating_sub(2 + beside), self.heading, meaning);
            pen.right(Area { width: area.width.saturating_sub(1), ..area }, area.y, aside, Meaning::Muted);
        }
        let body = Area { y: area.y + head, height: area.height - head, ..area };
        if self.list.laid.is_empty() {
            return self.draw_empty(pen, body);
        }
        for (laid, y) in self.list.laid.iter().zip(body.y..) {
            self.draw_line(pen, Area { y, height: 1, ..body }, laid);
        }
        self.draw_thumb(pen, body);
    }

    /// What stands right of the heading: how many is told before the heading is told to its end, of the rest what fits.
    fn aside_for(&self, width: u16) -> &str {
        let room = usize::from(width).saturating_sub(LEAST_HEADING.min(cells(self.heading)) + 4);
        let first = self.aside.split(ASIDE_JOINT).next().unwrap_or_default();
        [self.aside, first].into_iter().find(|aside| cells(aside) <= room).unwrap_or_default()
    }

    fn draw_empty(&self, pen: &mut Pen<'_>, area: Area) {
        let above = u16::from(area.height > 6);
        let room = usize::from(area.width.saturating_sub(GUTTER + 1)).max(1);
        let mut lines: Vec<&str> = Vec::new();
        for text in self.empty {
            if !lines.is_empty() {
                lines.push("");
            }
            let ranges = crate::text::wrap::wrap(text, room, &crate::text::wrap::Options::default());
            lines.extend(ranges.into_iter().map(|range| &text[range]));
        }
        let (x, width) = (area.x + GUTTER, area.width.saturating_sub(GUTTER));
        let sight = usize::from(area.height.saturating_sub(above));
        for (at, (line, y)) in lines.iter().take(sight).zip(area.y + above..).enumerate() {
            let used = pen.text(x, y, width, line, Meaning::Muted);
            if at + 1 == sight && lines.len() > sight {
                // More follows.
                pen.text(x + used, y, width.saturating_sub(used), "…", Meaning::Muted);
            }
        }
    }

    fn draw_line(&self, pen: &mut Pen<'_>, line: Area, laid: &Laid) {
        let (x, room) = (line.x + GUTTER.min(line.width), line.width.saturating_sub(GUTTER + 1));
        let Some(number) = laid.row else {
            if let LineLook::Day(day) = laid.look() {
                pen.line(line.x + 1, line.y, line.width.saturating_sub(2), day, Meaning::Day);
            }
            return;
        };
        let Some(row) = self.list.row(number) else { return };
        let selected = number == self.list.selected();
        match laid.look() {
            LineLook::Title { range, first, cut, tail } => {
                let meaning = if row.read { Meaning::Read } else { Meaning::Unread };
                let used = pen.line(x, line.y, room, row.title.get(range.clone()).unwrap_or_default(), meaning);
                if *cut {
                    pen.text(x + used, line.y, room.saturating_sub(used), "…", meaning);
                }
                if *first {
                    self.draw_marks(pen, line, row);
                }
                let mut end = x + room;
                for (text, meaning) in tail.iter().rev() {
                    let width = u16::try_from(cells(text)).unwrap_or(room).min(end.saturating_sub(x));
                    end -= width;
                    pen.text(end, line.y, width, text, *meaning);
                    end = end.saturating_sub(1).max(x);
                }
            }
            LineLook::Snippet(range) => {
                if let Some(hit) = self.list.hit(number) {
                    let text = hit.snippet.get(range.clone()).unwrap_or_default();
                    pen.text(x, line.y, room, text, Meaning::Muted);
                }
            }
            LineLook::Foot { text, tags } => {
                let mut at = x + pen.line(x, line.y, room, text, Meaning::Muted) + 1;
                for (tag, meaning) in tags {
                    let left = (x + room).saturating_sub(at);
                    at += pen.text(at, line.y, left, tag, *meaning) + 1;
                }
            }
            LineLook::Day(_) | LineLook::Gap => {}
        }
        if selected {
            let meaning = if self.focused { Meaning::Selected } else { Meaning::SelectedAway };
            pen.tint(line, meaning);
            pen.text(line.x, line.y, 1, self.signs.bar, if self.focused { Meaning::Accent } else { Meaning::Faint });
        }
        // After the tint, which would take the ground from under the words that were found.
        match (laid.look(), self.list.hit(number)) {
            (LineLook::Title { range, .. }, Some(hit)) => {
                highlight(pen, (x, line.y, room), &row.title, range, &hit.title_marks);
            }
            (LineLook::Snippet(range), Some(hit)) => {
                highlight(pen, (x, line.y, room), &hit.snippet, range, &hit.marks);
            }
            _ => {}
        }
    }

    fn draw_marks(&self, pen: &mut Pen<'_>, line: Area, row: &Summary) {
        if line.width <= GUTTER {
            return;
        }
        let (sign, meaning) = if self.list.chosen.contains(&row.id) {
            (self.signs.chosen, Meaning::Good)
        } else if !row.read {
            (self.signs.unread, Meaning::Accent)
        } else if row.starred {
            (self.signs.star, Meaning::Star)
        } else {
            return;
        };
        pen.text(line.x + 1, line.y, 1, sign, meaning);
    }

    fn draw_thumb(&self, pen: &mut Pen<'_>, body: Area) {
        if self.list.total <= self.list.rows_in_sight() || body.height < 3 || body.width == 0 {
            return;
        }
        let last = self.list.total.saturating_sub(1).max(1);
        let at = self.list.selected() * usize::from(body.height - 1) / last;
        let y = body.y + u16::try_from(at).unwrap_or(0).min(body.height - 1);
        pen.text(body.x + body.width - 1, y, 1, self.signs.thumb, Meaning::Faint);
    }
}

/// Marks the parts of `marks` (bytes of `text`) that lie in `range`, which is drawn at `x`. Parts with nothing but blanks
/// between them are one.
pub fn highlight(
    pen: &mut Pen<'_>,
    (x, y, room): (u16, u16, u16),
    text: &str,
    range: &std::ops::Range<usize>,
    marks: &[(usize, usize)],
) {
    for (start, end) in joined(text, marks) {
        let (start, end) = (start.max(range.start), end.min(range.end));
        let (Some(before), Some(inside)) = (text.get(range.start..start), text.get(start..end)) else { continue };
        let (left, width) = (cells(before), cells(inside));
        if left < usize::from(room) {
            let width = width.min(usize::from(room) - left);
            pen.mark(x + u16::try_from(left).unwrap_or(0), y, u16::try_from(width).unwrap_or(0), Meaning::Match);
        }
    }
}

/// Marks that have nothing but blanks between them as one.
fn joined(text: &str, marks: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (start, end) in marks {
        match out.last_mut() {
            Some(last) if text.get(last.1..*start).is_some_and(|between| between.trim().is_empty()) => last.1 = *end,
            _ => out.push((*start, *end)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_side_by_side_are_one_mark() {
        assert_eq!(joined("tăng lương tối", &[(0, 5), (6, 13), (14, 19)]), [(0, 19)]);
        assert_eq!(joined("tăng, lương", &[(0, 5), (7, 14)]), [(0, 5), (7, 14)]);
    }
}

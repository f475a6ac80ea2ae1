//! Drawing on the buffer by meaning, never outside an area.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::width::{cells, fit};
use crate::ui::layout::Area;
use crate::ui::theme::{Meaning, Theme};

/// A buffer and a theme to draw on it with.
pub struct Pen<'a> {
    /// The cells.
    pub buffer: &'a mut Buffer,
    /// The looks.
    pub theme: &'a Theme,
}

impl Pen<'_> {
    /// Writes `text` at a cell, at most `room` cells of it; gives the cells used.
    pub fn text(&mut self, x: u16, y: u16, room: u16, text: &str, meaning: Meaning) -> u16 {
        let bounds = self.buffer.area;
        if room == 0 || y < bounds.top() || y >= bounds.bottom() || x < bounds.left() || x >= bounds.right() {
            return 0;
        }
        let (end, _) = self.buffer.set_stringn(x, y, text, usize::from(room), self.theme.style(meaning));
        end.saturating_sub(x)
    }

    /// Writes `text`, and an ellipsis where it does not fit.
    pub fn line(&mut self, x: u16, y: u16, room: u16, text: &str, meaning: Meaning) -> u16 {
        if cells(text) <= usize::from(room) {
            return self.text(x, y, room, text, meaning);
        }
        let used = self.text(x, y, room, fit(text, usize::from(room.saturating_sub(1))), meaning);
        used + self.text(x + used, y, room - used, "…", meaning)
    }

    /// Writes `text` so that it ends at the right edge of `area`; gives the cells used.
    pub fn right(&mut self, area: Area, y: u16, text: &str, meaning: Meaning) -> u16 {
        let width = u16::try_from(cells(text)).unwrap_or(u16::MAX).min(area.width);
        self.text(area.x + area.width - width, y, width, text, meaning)
    }

    /// Gives an area a look, on top of what is there.
    pub fn tint(&mut self, area: Area, meaning: Meaning) {
        let rect = rect(area).intersection(self.buffer.area);
        self.buffer.set_style(rect, self.theme.style(meaning));
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Area) {
        let rect = rect(area).intersection(self.buffer.area);
        for position in rect.positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
            }
        }
        self.buffer.set_style(rect, self.theme.style(Meaning::Ground));
    }

    /// Gives the cells of a line from `x` on a look, on top of what is there.
    pub fn mark(&mut self, x: u16, y: u16, width: u16, meaning: Meaning) {
        self.tint(Area { x, y, width, height: 1 }, meaning);
    }

    /// Underlines cells of a line.
    pub fn underline(&mut self, x: u16, y: u16, width: u16) {
        for x in x..x.saturating_add(width) {
            if let Some(cell) = self.buffer.cell_mut((x, y)) {
                cell.modifier.insert(ratatui::style::Modifier::UNDERLINED);
            }
        }
    }

    /// A rule down the left of an area.
    pub fn rule_left_of(&mut self, area: Area, sign: &str) {
        let Some(x) = area.x.checked_sub(1) else { return };
        for y in area.y..area.y.saturating_add(area.height) {
            self.text(x, y, 1, sign, Meaning::Rule);
        }
    }
}

fn rect(area: Area) -> Rect {
    Rect { x: area.x, y: area.y, width: area.width, height: area.height }
}

//! Drawing on the buffer by meaning, never outside an area.

use ratatui::buffer::{Buffer, Cell};
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
        let style = self.theme.style(meaning);
        let room = room.min(bounds.right() - x);
        let plain = plain_start(text, usize::from(room));
        let mut at = x;
        for (cell, character) in row(self.buffer, (x, y), room).iter_mut().zip(text[..plain].chars()) {
            cell.set_char(character).set_style(style);
            at += 1;
        }
        let rest = text.get(plain..).unwrap_or_default();
        if at < x + room && !rest.is_empty() {
            at = self.buffer.set_stringn(at, y, rest, usize::from(x + room - at), style).0;
        }
        at.saturating_sub(x)
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
        let style = self.theme.style(meaning);
        for y in rect.top()..rect.bottom() {
            for cell in row(self.buffer, (rect.x, y), rect.width) {
                cell.set_style(style);
            }
        }
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

/// Cells side by side in the buffer, found at once: asked for one by one, each is looked for anew.
fn row(buffer: &mut Buffer, (x, y): (u16, u16), width: u16) -> &mut [Cell] {
    let area = buffer.area;
    let start = usize::from(y.saturating_sub(area.y)) * usize::from(area.width) + usize::from(x.saturating_sub(area.x));
    buffer.content.get_mut(start..start + usize::from(width)).unwrap_or_default()
}

/// Bytes of the start of a text, at most `room` characters, in which every character is a cell and a grapheme cluster of
/// its own: nearly all of what is drawn, and far quicker than to look for clusters.
fn plain_start(text: &str, room: usize) -> usize {
    let mut plain = 0;
    let mut characters = text.char_indices().peekable();
    for _ in 0..room {
        let Some((at, character)) = characters.next() else { break };
        let goes_on_plainly = characters.peek().is_none_or(|(_, next)| is_plain(*next));
        if !is_plain(character) || !goes_on_plainly {
            break;
        }
        plain = at + character.len_utf8();
    }
    plain
}

/// Printable ASCII, precomposed Latin letters, and the marks of running text: one cell each, and joined to nothing
/// (`Grapheme_Cluster_Break=Other` in UAX #29).
fn is_plain(character: char) -> bool {
    matches!(character, ' '..='~' | 'À'..='ɏ' | 'Ḁ'..='ỿ' | '–' | '—' | '‘'..='”' | '…')
}

fn rect(area: Area) -> Rect {
    Rect { x: area.x, y: area.y, width: area.width, height: area.height }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn drawn(text: &str, x: u16, room: u16, plainly: impl Fn(&mut Buffer, u16, &str, u16)) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 1));
        plainly(&mut buffer, x, text, room);
        buffer
    }

    proptest! {
        #[test]
        fn what_is_drawn_is_what_the_library_would_draw(
            text in "[ -~À-ỿ–—‘’“”…\u{300}\u{301}\u{323}\u{200d}\u{fe0f}世👍🏽🇻🇳]{0,30}", x in 0_u16..24, room in 1_u16..30,
        ) {
            let theme = Theme::bare();
            let style = theme.style(Meaning::Text);
            let ours = drawn(&text, x, room, |buffer, x, text, room| {
                Pen { buffer, theme: &theme }.text(x, 0, room, text, Meaning::Text);
            });
            let theirs = drawn(&text, x, room, |buffer, x, text, room| {
                buffer.set_stringn(x, 0, text, usize::from(room), style);
            });
            prop_assert_eq!(ours, theirs);
        }
    }
}

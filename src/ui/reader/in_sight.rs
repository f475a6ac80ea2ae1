//! The links of the article that are in sight, for terminals that open them by a click.

use crate::ui::Ui;

use super::lines::{ReaderLine, SpanLook};
use super::view::{head_lines, place};

/// Cells of a line that lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkInSight {
    /// Column of the first cell.
    pub x: u16,
    /// Row.
    pub y: u16,
    /// Cells.
    pub width: u16,
    /// The address, as the page has it.
    pub href: String,
}

impl Ui {
    /// The links in sight; none while something lies over the article.
    pub fn links_in_sight(&self) -> Vec<LinkInSight> {
        let free = !self.panels.is_open() && !self.panels.card;
        let Some(area) = self.shell.panes.layout.reader.filter(|_| free) else { return Vec::new() };
        let (column, head) = (self.reader.column(area.width), head_lines(area.height));
        let left = area.x + area.width.saturating_sub(column) / 2;
        let lines = self.reader.document.lines.iter().skip(self.reader.top());
        let rows = area.y + head..area.y.saturating_add(area.height);
        lines.zip(rows).flat_map(|(line, y)| self.links_of(line, (left, y), column)).collect()
    }

    fn links_of(&self, line: &ReaderLine, (left, y): (u16, u16), column: u16) -> Vec<LinkInSight> {
        let (x, room) = (left + line.indent.min(column), column.saturating_sub(line.indent));
        let of = |(range, look): &(std::ops::Range<usize>, SpanLook)| {
            let SpanLook::Link(number) = look else { return None };
            let href = self.reader.document.links.get(*number)?.href.clone();
            let (offset, width) = place(&line.text, range).filter(|(offset, _)| *offset < room)?;
            Some(LinkInSight { x: x + offset, y, width: width.min(room - offset), href })
        };
        line.looks.iter().filter_map(of).collect()
    }
}

//! Pictures on the screen: in half blocks (two pixels a cell) in any terminal with colours, or in the terminal's own protocol.
//! Fetching, decoding and making to measure are the shell's work.
//!
//! Units: a picture knows the cells that it takes; a half block is one pixel wide and half a cell high.

use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
#[cfg(feature = "images")]
use ratatui::widgets::Widget;
#[cfg(feature = "images")]
use ratatui_image::{
    Image,
    protocol::Protocol,
    sliced::{SignedPosition, SlicedImage, SlicedProtocol},
};

/// Most rows that a picture takes.
pub const MAX_ROWS: u16 = 36;
/// Most pictures of one article that are asked for.
pub const MAX_PICTURES: usize = 24;

/// The pictures at hand, by address.
pub type PicturesAtHand = BTreeMap<String, Arc<Picture>>;

/// A picture made for a pane.
pub struct Picture {
    /// Columns and rows that it was made for.
    size: (u16, u16),
    how: How,
}

enum How {
    /// Pixels from the top left, two rows of them to a row of cells.
    Blocks(Vec<[u8; 3]>),
    /// The terminal has the whole and is told which part goes where.
    #[cfg(feature = "images")]
    Whole(Box<SlicedProtocol>),
    /// One drawing for every row of cells.
    #[cfg(feature = "images")]
    Rows(Vec<Protocol>),
}

impl Picture {
    /// A picture in half blocks: `height` rows of `width` pixels.
    pub fn blocks(width: u16, height: u16, pixels: Vec<[u8; 3]>) -> Self {
        Self { size: (width, height.div_ceil(2)), how: How::Blocks(pixels) }
    }

    /// A picture that the terminal keeps.
    #[cfg(feature = "images")]
    pub fn whole(drawn: SlicedProtocol, size: (u16, u16)) -> Self {
        Self { size, how: How::Whole(Box::new(drawn)) }
    }

    /// A picture of rows.
    #[cfg(feature = "images")]
    pub fn rows(rows: Vec<Protocol>, size: (u16, u16)) -> Self {
        let height = u16::try_from(rows.len()).unwrap_or(size.1).min(size.1);
        Self { size: (size.0, height), how: How::Rows(rows) }
    }

    /// Cells it takes in a column of `width` cells where `height` rows may be used; none where it does not fit, until one
    /// that does has been made.
    pub fn cells(&self, width: u16, height: u16) -> (u16, u16) {
        let (columns, rows) = self.size;
        if let How::Blocks(pixels) = &self.how {
            let whole = pixels.len() >= usize::from(columns) * usize::from(rows) * 2;
            if !whole || columns == 0 || rows == 0 {
                return (0, 0);
            }
            let (w, h) = (u32::from(columns), u32::from(rows));
            let mut columns = w.min(u32::from(width)).max(1);
            let mut rows = (columns * h / w).max(1);
            if rows > u32::from(height) {
                rows = u32::from(height);
                columns = (rows * w / h).clamp(1, w);
            }
            return (u16::try_from(columns).unwrap_or(0), u16::try_from(rows).unwrap_or(0));
        }
        if columns > width || rows > height { (0, 0) } else { self.size }
    }

    /// Whether it takes all columns or all rows of a room: in a larger one it may be larger.
    pub fn fills(&self, room: (u16, u16)) -> bool {
        self.size.0 >= room.0 || self.size.1 >= room.1
    }

    /// Cells that its shape takes in a room where it is as large as it can be.
    pub fn shape_in(&self, room: (u16, u16)) -> (u16, u16) {
        let (columns, rows) = (u32::from(self.size.0.max(1)), u32::from(self.size.1.max(1)));
        let (width, height) = (u32::from(room.0), u32::from(room.1));
        let high = (width * rows / columns).max(1);
        let (width, height) = if high > height { ((height * columns / rows).max(1), height) } else { (width, high) };
        (u16::try_from(width).unwrap_or(room.0), u16::try_from(height).unwrap_or(room.1))
    }

    /// Whether text over a part of it leaves the rest damaged, so that it must go while something lies over it.
    pub fn is_fragile(&self) -> bool {
        // Rows are drawn from their first cell on; kitty's placeholders count from their neighbour on the left.
        !matches!(self.how, How::Blocks(_))
    }

    /// Draws row `row` of the picture, which takes `size` cells, at a cell of the buffer.
    pub fn draw_row(&self, buffer: &mut Buffer, (x, y): (u16, u16), size: (u16, u16), row: u16) {
        let area = Rect { x, y, width: size.0, height: 1 };
        if area.intersection(buffer.area) != area {
            return;
        }
        match &self.how {
            How::Blocks(pixels) => self.draw_blocks(pixels, buffer, (x, y), size, row),
            #[cfg(feature = "images")]
            How::Whole(drawn) => {
                let above = i16::try_from(row).unwrap_or(i16::MAX);
                SlicedImage::new(drawn, SignedPosition::from((0, -above))).render(area, buffer);
            }
            #[cfg(feature = "images")]
            How::Rows(rows) => {
                if let Some(drawn) = rows.get(usize::from(row)) {
                    Image::new(drawn).render(area, buffer);
                }
            }
        }
    }

    fn draw_blocks(&self, pixels: &[[u8; 3]], buffer: &mut Buffer, (x, y): (u16, u16), size: (u16, u16), row: u16) {
        let at = |column: u16, half: u16| {
            let px = u32::from(column) * u32::from(self.size.0) / u32::from(size.0.max(1));
            let py = u32::from(half) * u32::from(self.size.1) * 2 / (u32::from(size.1.max(1)) * 2);
            let pixel = pixels.get((py * u32::from(self.size.0) + px) as usize).copied().unwrap_or_default();
            Color::Rgb(pixel[0], pixel[1], pixel[2])
        };
        for column in 0..size.0 {
            if let Some(cell) = buffer.cell_mut((x.saturating_add(column), y)) {
                let (upper, lower) = (at(column, row * 2), at(column, row * 2 + 1));
                cell.set_symbol("▀").set_style(Style::new().fg(upper).bg(lower));
            }
        }
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let how = match self.how {
            How::Blocks(_) => "blocks",
            #[cfg(feature = "images")]
            How::Whole(_) => "whole",
            #[cfg(feature = "images")]
            How::Rows(_) => "rows",
        };
        write!(f, "Picture({how}, {} × {})", self.size.0, self.size.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(width: u16, height: u16) -> Picture {
        Picture::blocks(width, height, vec![[1, 2, 3]; usize::from(width) * usize::from(height)])
    }

    #[test]
    fn a_picture_in_blocks_keeps_its_shape_in_any_place() {
        assert_eq!(blocks(100, 50).cells(60, 40), (60, 15));
        assert_eq!(blocks(100, 50).cells(200, 40), (100, 25));
        assert_eq!(blocks(50, 100).cells(60, 10), (10, 10));
    }

    #[test]
    fn a_broken_picture_takes_no_place() {
        assert_eq!(Picture::blocks(9, 9, vec![[0; 3]; 5]).cells(60, 40), (0, 0));
        assert_eq!(Picture::blocks(0, 0, Vec::new()).cells(60, 40), (0, 0));
    }
}

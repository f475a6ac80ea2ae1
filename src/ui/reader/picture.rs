//! Pictures in half blocks: two pixels a cell, in any terminal with colours. Decoding is the shell's work.
//!
//! Units: a raster is in pixels; a cell is one pixel wide and two high, which makes pixels about square.

use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Style};

/// Widest raster the screen asks for, pixels (and cells).
pub const MAX_WIDTH: u16 = 100;
/// Highest raster the screen asks for, pixels; twice the cells.
pub const MAX_HEIGHT: u16 = 72;
/// Most pictures of one article that are asked for.
pub const MAX_PICTURES: usize = 24;

/// A small picture: rows of red, green, blue from the top left.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Raster {
    /// Pixels in a row.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// `width` × `height` pixels.
    pub pixels: Vec<[u8; 3]>,
}

/// The pictures at hand, by address.
pub type Pictures = BTreeMap<String, Arc<Raster>>;

impl Raster {
    /// Cells it takes in a column of `width` cells where `height` rows may be used: never larger than it is.
    pub fn cells(&self, width: u16, height: u16) -> (u16, u16) {
        if self.width == 0 || self.height == 0 || self.pixels.len() < usize::from(self.width) * usize::from(self.height)
        {
            return (0, 0);
        }
        let (w, h) = (u32::from(self.width), u32::from(self.height));
        let mut columns = w.min(u32::from(width));
        let mut rows = (columns * h / w).div_ceil(2).max(1);
        if rows > u32::from(height) {
            rows = u32::from(height);
            columns = (rows * 2 * w / h).clamp(1, w);
        }
        (u16::try_from(columns).unwrap_or(0), u16::try_from(rows).unwrap_or(0))
    }

    /// The pixel at a place of a picture drawn on `columns` × `rows` cells; `y` counts half cells.
    fn at(&self, (columns, rows): (u16, u16), x: u16, y: u16) -> [u8; 3] {
        let px = u32::from(x) * u32::from(self.width) / u32::from(columns.max(1));
        let py = u32::from(y) * u32::from(self.height) / (u32::from(rows.max(1)) * 2);
        let index = py.min(u32::from(self.height) - 1) * u32::from(self.width) + px.min(u32::from(self.width) - 1);
        self.pixels.get(index as usize).copied().unwrap_or_default()
    }

    /// Draws row `row` of the picture, which takes `size` cells, at a cell of the buffer.
    pub fn draw_row(&self, buffer: &mut Buffer, (x, y): (u16, u16), size: (u16, u16), row: u16) {
        let color = |[r, g, b]: [u8; 3]| Color::Rgb(r, g, b);
        for column in 0..size.0 {
            let upper = color(self.at(size, column, row * 2));
            let lower = color(self.at(size, column, row * 2 + 1));
            if let Some(cell) = buffer.cell_mut((x.saturating_add(column), y)) {
                cell.set_symbol("▀").set_style(Style::new().fg(upper).bg(lower));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raster(width: u16, height: u16) -> Raster {
        Raster { width, height, pixels: vec![[1, 2, 3]; usize::from(width) * usize::from(height)] }
    }

    #[test]
    fn a_picture_keeps_its_shape_and_its_place() {
        assert_eq!(raster(100, 50).cells(60, 40), (60, 15));
        assert_eq!(raster(100, 50).cells(200, 40), (100, 25));
        assert_eq!(raster(50, 100).cells(60, 10), (10, 10));
    }

    #[test]
    fn a_broken_raster_takes_no_place() {
        assert_eq!(Raster { width: 9, height: 9, pixels: vec![[0; 3]; 5] }.cells(60, 40), (0, 0));
        assert_eq!(Raster::default().cells(60, 40), (0, 0));
    }
}

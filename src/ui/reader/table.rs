//! A table → lines of at most so many cells: columns shrink and their cells wrap; too many columns become a list.

use crate::text::width::cells;
use crate::text::wrap::{Options, wrap};

/// Cells between two columns.
const GAP: usize = 2;
/// A column narrower than this is no use; then each row is set as a list.
const LEAST: usize = 6;
/// Most rows that are set.
pub const MAX_ROWS: usize = 2_000;

/// A line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableLine {
    /// Which row it belongs to.
    pub row: usize,
    /// The text.
    pub text: String,
}

/// Sets `rows` on `width` cells.
pub fn set(rows: &[Vec<String>], width: usize) -> Vec<TableLine> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return Vec::new();
    }
    let rows = &rows[..rows.len().min(MAX_ROWS)];
    match widths(rows, columns, width) {
        Some(widths) => rows.iter().enumerate().flat_map(|(at, row)| set_row(at, row, &widths)).collect(),
        None => rows.iter().enumerate().flat_map(|(at, row)| as_list(at, row, &rows[0], width)).collect(),
    }
}

/// Widths of the columns that fit in `width`, the widest shrinking first; `None` when they cannot.
fn widths(rows: &[Vec<String>], columns: usize, width: usize) -> Option<Vec<usize>> {
    let mut widths: Vec<usize> = (0..columns)
        .map(|c| rows.iter().filter_map(|r| r.get(c)).map(|cell| cells(cell)).max().unwrap_or(0).max(1))
        .collect();
    let room = width.checked_sub(GAP * (columns - 1))?;
    while widths.iter().sum::<usize>() > room {
        let excess = widths.iter().sum::<usize>() - room;
        let widest = *widths.iter().max()?;
        if widest <= LEAST {
            return None;
        }
        let second = widths.iter().copied().filter(|w| *w < widest).max().unwrap_or(0).max(LEAST);
        let many = widths.iter().filter(|w| **w == widest).count();
        let step = (widest - second).min(excess.div_ceil(many)).max(1);
        widths.iter_mut().filter(|w| **w == widest).for_each(|w| *w -= step);
    }
    Some(widths)
}

fn set_row(at: usize, row: &[String], widths: &[usize]) -> Vec<TableLine> {
    let wrapped: Vec<Vec<&str>> = widths
        .iter()
        .enumerate()
        .map(|(c, width)| {
            let cell = row.get(c).map_or("", String::as_str);
            wrap(cell, *width, &Options::default()).into_iter().map(|r| &cell[r]).collect()
        })
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0).max(1);
    (0..height).map(|y| TableLine { row: at, text: join(&wrapped, widths, y) }).collect()
}

fn join(wrapped: &[Vec<&str>], widths: &[usize], y: usize) -> String {
    let mut text = String::new();
    for (column, width) in wrapped.iter().zip(widths) {
        let cell = column.get(y).copied().unwrap_or("");
        text.push_str(cell);
        text.extend(std::iter::repeat_n(' ', width.saturating_sub(cells(cell)) + GAP));
    }
    text.truncate(text.trim_end().len());
    text
}

/// A row as "head: cell" lines, for tables with more columns than the pane can hold.
fn as_list(at: usize, row: &[String], head: &[String], width: usize) -> Vec<TableLine> {
    let mut lines = Vec::new();
    for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let label = if at == 0 { "" } else { head.get(column).map_or("", String::as_str) };
        let text = if label.is_empty() { cell.clone() } else { format!("{label}: {cell}") };
        lines.extend(
            wrap(&text, width, &Options::default())
                .into_iter()
                .map(|r| TableLine { row: at, text: text[r].to_owned() }),
        );
    }
    lines.push(TableLine { row: at, text: String::new() });
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[&[&str]]) -> Vec<Vec<String>> {
        text.iter().map(|r| r.iter().map(|c| (*c).to_owned()).collect()).collect()
    }

    fn text(lines: &[TableLine]) -> Vec<&str> {
        lines.iter().map(|l| l.text.as_str()).collect()
    }

    #[test]
    fn columns_stand_under_each_other() {
        let set = set(&rows(&[&["Vùng", "Lương"], &["I", "4.960.000"]]), 40);
        assert_eq!(text(&set), ["Vùng  Lương", "I     4.960.000"]);
    }

    #[test]
    fn a_wide_column_shrinks_and_wraps() {
        let lines = set(&rows(&[&["Vùng", "một hai ba bốn năm sáu bảy tám"]]), 20);
        assert_eq!(text(&lines), ["Vùng  một hai ba bốn", "      năm sáu bảy", "      tám"]);
    }

    #[test]
    fn too_many_columns_become_a_list() {
        let lines = set(&rows(&[&["aaaaaaa", "bbbbbbb", "ccccccc"], &["1", "2", "3"]]), 12);
        assert!(text(&lines).contains(&"bbbbbbb: 2"));
    }

    #[test]
    fn no_line_is_wider_than_its_pane() {
        for width in 1..60 {
            let lines = set(&rows(&[&["Nghị định 38/2022/NĐ-CP", "x", "mức lương tối thiểu vùng"], &["a"]]), width);
            assert!(lines.iter().all(|l| cells(&l.text) <= width), "{width} {lines:?}");
        }
    }
}

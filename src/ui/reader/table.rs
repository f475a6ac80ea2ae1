//! A table → lines: a grid while its columns stay wide enough to be read, else record by record, "head: cell"; or, where
//! the user wants to see columns side by side, a grid wider than the pane that is moved sideways.

use std::ops::Range;
use std::sync::Arc;

use crate::model::block::Table;
use crate::text::fold;
use crate::text::width::cells;
use crate::text::wrap::{Options, wrap};

/// Cells between two columns.
pub const GAP: usize = 2;
/// A column is not made narrower than this by shrinking.
const LEAST: usize = 6;
/// … nor narrower than its longest word, up to so many cells.
const LONGEST_WORD: usize = 18;
/// A cell of a column narrower than this many cells may take [`MAX_FOLDS`] lines; where it takes more, nobody reads it.
const NARROW: usize = 14;
/// See [`NARROW`].
const MAX_FOLDS: usize = 4;
/// Widest column of a table that is moved sideways, cells.
const WIDEST: usize = 36;
/// What the rule under the heads is made of.
const RULE: &str = "─";
/// Most rows that are set.
pub const MAX_ROWS: usize = 2_000;
/// Lines of one row have numbers below this: the place in a table is its row's number times this, and the line's.
pub const ROW_LINES: usize = 4_096;

/// A line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableLine {
    /// Which row it belongs to.
    pub row: usize,
    /// Which line of the row it is.
    pub line: usize,
    /// It is a heading: the row of heads, or the name of a record.
    pub head: bool,
    /// Cells before the text.
    pub indent: usize,
    /// The text.
    pub text: String,
    /// The columns of a line that is wider than the pane.
    pub wide: Option<Wide>,
}

/// The columns of a line that is wider than the pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wide {
    /// Cells of each column; the same for all lines of a table.
    pub widths: Arc<[usize]>,
    /// Bytes of the text that stand in each column.
    pub pieces: Vec<Range<usize>>,
}

impl Wide {
    /// How many columns can be moved out of sight in a pane of `width`, so that the last column is seen whole.
    pub fn last_shift(&self, width: usize) -> usize {
        (0..self.widths.len().saturating_sub(1)).find(|s| self.end(*s) <= width).unwrap_or_default()
    }

    /// Cells that the first column and those after the `shift` next ones take.
    fn end(&self, shift: usize) -> usize {
        let held = self.widths.first().copied().unwrap_or(0);
        held + self.widths.iter().skip(1 + shift).map(|w| w + GAP).sum::<usize>()
    }

    /// The columns in sight after `shift` were moved out, each with the cell where it begins. The first is held in place.
    pub fn in_sight(&self, shift: usize, width: usize) -> impl Iterator<Item = (usize, usize)> {
        let shift = shift.min(self.last_shift(width));
        let mut x = self.widths.first().copied().unwrap_or(0) + GAP;
        let rest = self.widths.iter().enumerate().skip(1 + shift).map(move |(column, cells)| {
            let at = x;
            x += cells + GAP;
            (column, at)
        });
        std::iter::once((0, 0)).chain(rest.take_while(move |(_, at)| *at < width))
    }

    /// Columns in sight, counted from 1: the first after the one that is held, and the last that is seen whole.
    pub fn numbers(&self, shift: usize, width: usize) -> (usize, usize) {
        let seen = self.in_sight(shift, width).skip(1);
        let whole: Vec<usize> = seen.filter(|(c, at)| at + self.widths[*c] <= width).map(|(c, _)| c + 1).collect();
        let first = 2 + shift.min(self.last_shift(width));
        (first, whole.last().copied().unwrap_or(first))
    }

    /// The shift, next to the present one, at which a column is seen.
    pub fn shift_to(&self, column: usize, shift: usize, width: usize) -> usize {
        let shift = shift.min(self.last_shift(width));
        let (first, last) = self.numbers(shift, width);
        if column == 0 || (first..=last).contains(&(column + 1)) { shift } else { column - 1 }
    }
}

/// A table, set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Set {
    /// Its lines.
    pub lines: Vec<TableLine>,
    /// Its columns do not fit side by side.
    pub too_wide: bool,
}

/// Sets a table on `width` cells; one too wide for that record by record, or as a grid to be moved `sideways`.
pub fn set(table: &Table, width: usize, sideways: bool) -> Set {
    let rows = &table.rows[..table.rows.len().min(MAX_ROWS)];
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return Set::default();
    }
    let marked = table.head_rows().min(rows.len());
    let heads = if marked == 0 { usize::from(is_head(rows)) } else { marked };
    let natural = natural(rows, columns);
    if let Some(widths) = shrunk(rows, &natural, width).filter(|widths| reads_well(rows, widths)) {
        let mut lines = grid(rows, &widths, heads, Spanning::Across);
        for line in &mut lines {
            line.wide = None;
        }
        return Set { lines, too_wide: false };
    }
    if sideways && columns > 2 {
        let rows = &named(rows, heads.max(1));
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let natural = self::natural(rows, columns);
        let held = natural[0].min((width / 3).max(LEAST));
        let most = width.saturating_sub(held + GAP).clamp(1, WIDEST);
        let widths =
            natural.iter().enumerate().map(|(c, w)| if c == 0 { held } else { *w.min(&most) }).collect::<Vec<_>>();
        let mut lines = grid(rows, &widths, heads, Spanning::InColumn);
        let shared: Arc<[usize]> = widths.into();
        lines.iter_mut().filter_map(|l| l.wide.as_mut()).for_each(|w| w.widths = Arc::clone(&shared));
        return Set { lines, too_wide: true };
    }
    Set { lines: records(table, rows, marked, width), too_wide: columns > 2 }
}

/// Where a row that says one thing for all columns is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spanning {
    Across,
    InColumn,
}

/// Whether a row says one thing for all columns: a foot, a note, the name of a part.
fn is_one_line(row: &[String]) -> bool {
    row.len() > 1 && !row[0].trim().is_empty() && row[1..].iter().all(|cell| cell.trim().is_empty())
}

/// The rows with running numbers drawn into the names beside them, so that the column held in place tells one row from
/// another.
fn named(rows: &[Vec<String>], heads: usize) -> Vec<Vec<String>> {
    let numbered = rows.len() > heads && rows[heads..].iter().all(|row| name_of(row).1 == 2);
    let merge = |(at, row): (usize, &Vec<String>)| {
        let name = if at < heads { row.get(1).cloned().unwrap_or_default() } else { name_of(row).0 };
        std::iter::once(name).chain(row.iter().skip(2).cloned()).collect()
    };
    if numbered && rows[0].len() > 2 { rows.iter().enumerate().map(merge).collect() } else { rows.to_vec() }
}

/// Cells that each column would like to have.
fn natural(rows: &[Vec<String>], columns: usize) -> Vec<usize> {
    (0..columns).map(|c| column(rows, c).map(cells).max().unwrap_or(0).max(1)).collect()
}

fn column(rows: &[Vec<String>], number: usize) -> impl Iterator<Item = &str> {
    rows.iter().filter(|row| !is_one_line(row)).filter_map(move |row| row.get(number)).map(String::as_str)
}

/// Widths of the columns that fit in `width`, the widest shrinking first; `None` when they cannot.
fn shrunk(rows: &[Vec<String>], natural: &[usize], width: usize) -> Option<Vec<usize>> {
    let mut widths = natural.to_vec();
    let room = width.checked_sub(GAP * (widths.len() - 1))?;
    let least: Vec<usize> = (0..widths.len())
        .map(|c| column(rows, c).flat_map(str::split_whitespace).map(cells).max().unwrap_or(0))
        .map(|word| word.clamp(LEAST, LONGEST_WORD))
        .collect();
    loop {
        let sum = widths.iter().sum::<usize>();
        let excess = sum.saturating_sub(room);
        if excess == 0 {
            return Some(widths);
        }
        let free = |c: usize| widths[c] > least[c];
        let widest = (0..widths.len()).filter(|c| free(*c)).map(|c| widths[c]).max()?;
        let chosen: Vec<usize> = (0..widths.len()).filter(|c| free(*c) && widths[*c] == widest).collect();
        let second = (0..widths.len()).map(|c| widths[c]).filter(|w| *w < widest).max().unwrap_or(0);
        let floor = chosen.iter().map(|c| least[*c]).max().unwrap_or(0).max(second);
        let step = (widest - floor).min(excess.div_ceil(chosen.len())).max(1);
        for c in chosen {
            widths[c] -= step;
        }
    }
}

/// Whether no narrow column folds its cells into a tower of single words.
fn reads_well(rows: &[Vec<String>], widths: &[usize]) -> bool {
    widths.iter().enumerate().filter(|(_, width)| **width < NARROW).all(|(c, width)| {
        column(rows, c).all(|cell| cells(cell) <= *width || wrap(cell, *width, &Options::default()).len() <= MAX_FOLDS)
    })
}

/// The rows side by side: heads set off by a rule, figures at the right edge of their columns, rows told apart by a blank
/// line where cells take several lines.
fn grid(rows: &[Vec<String>], widths: &[usize], heads: usize, spanning: Spanning) -> Vec<TableLine> {
    let sides: Vec<CellEdge> = (0..widths.len()).map(|c| side_of(&rows[heads..], c)).collect();
    let set: Vec<Vec<TableLine>> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let mut lines = match spanning {
                Spanning::Across if is_one_line(row) => set_across(at, &row[0], widths),
                _ => set_row(at, row, widths, &sides),
            };
            for line in &mut lines {
                line.head = at < heads;
            }
            lines
        })
        .collect();
    let folded = set.iter().enumerate().any(|(at, lines)| lines.len() > 1 && !is_one_line(&rows[at]));
    let (mut out, last) = (Vec::new(), set.len().saturating_sub(1));
    for (at, lines) in set.into_iter().enumerate() {
        let next = lines.len().min(ROW_LINES - 1);
        out.extend(lines);
        if at + 1 == heads && at < last {
            let total = widths.iter().sum::<usize>() + GAP * (widths.len() - 1);
            out.push(extra(at, next, RULE.repeat(total), widths));
        } else if folded && at + 1 > heads && at < last {
            out.push(extra(at, next, String::new(), widths));
        }
    }
    out
}

/// A line of the grid that holds no cells.
fn extra(row: usize, line: usize, text: String, widths: &[usize]) -> TableLine {
    let mut pieces = vec![0..0; widths.len()];
    let mut from = 0;
    for (piece, width) in pieces.iter_mut().zip(widths) {
        let end = (from + width * RULE.len()).min(text.len());
        *piece = from.min(end)..end;
        from = end + GAP * RULE.len();
    }
    TableLine { row, line, head: false, indent: 0, text, wide: Some(Wide { widths: Arc::from([]), pieces }) }
}

/// A row that says one thing for all columns.
fn set_across(at: usize, text: &str, widths: &[usize]) -> Vec<TableLine> {
    let total = widths.iter().sum::<usize>() + GAP * (widths.len() - 1);
    let lines = wrap(text, total.max(1), &Options::default()).into_iter().take(ROW_LINES);
    let set = |(line, range): (usize, Range<usize>)| TableLine {
        row: at,
        line,
        head: false,
        indent: 0,
        text: text[range].to_owned(),
        wide: None,
    };
    lines.enumerate().map(set).collect()
}

/// At which edge of its column a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CellEdge {
    Left,
    Right,
}

/// Columns of figures stand at the right edge: units under units.
fn side_of(rows: &[Vec<String>], number: usize) -> CellEdge {
    let mut figures = 0;
    for cell in column(rows, number).map(str::trim).filter(|cell| !cell.is_empty()) {
        let is_figure = cell.contains(|c: char| c.is_ascii_digit())
            && cell.chars().all(|c| c.is_ascii_digit() || ".,%+-–−()±~ \u{a0}".contains(c));
        // What stands for a figure that is not there.
        let is_nothing = cell.chars().all(|c| "-–—.…*x".contains(c));
        figures += usize::from(is_figure);
        if !is_figure && !is_nothing {
            return CellEdge::Left;
        }
    }
    if figures > 0 { CellEdge::Right } else { CellEdge::Left }
}

fn set_row(at: usize, row: &[String], widths: &[usize], sides: &[CellEdge]) -> Vec<TableLine> {
    let wrapped: Vec<Vec<&str>> = widths
        .iter()
        .enumerate()
        .map(|(c, width)| {
            let cell = row.get(c).map_or("", String::as_str);
            wrap(cell, *width, &Options::default()).into_iter().map(|r| &cell[r]).collect()
        })
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0).clamp(1, ROW_LINES);
    (0..height)
        .map(|y| {
            let (text, pieces) = join(&wrapped, widths, sides, y);
            let wide = Some(Wide { widths: Arc::from([]), pieces });
            TableLine { row: at, line: y, head: false, indent: 0, text, wide }
        })
        .collect()
}

fn join(wrapped: &[Vec<&str>], widths: &[usize], sides: &[CellEdge], y: usize) -> (String, Vec<Range<usize>>) {
    let (mut text, mut pieces) = (String::new(), Vec::new());
    for ((column, width), side) in wrapped.iter().zip(widths).zip(sides) {
        let cell = column.get(y).copied().unwrap_or("");
        let free = width.saturating_sub(cells(cell));
        let (before, after) = if *side == CellEdge::Right { (free, 0) } else { (0, free) };
        let start = text.len();
        text.extend(std::iter::repeat_n(' ', before));
        text.push_str(cell);
        pieces.push(start..text.len());
        text.extend(std::iter::repeat_n(' ', after + GAP));
    }
    text.truncate(text.trim_end().len());
    let end = text.len();
    for piece in &mut pieces {
        *piece = piece.start.min(end)..piece.end.min(end);
    }
    (text, pieces)
}

/// Each row as a record: its name, and under it a line "head: cell" for every other cell.
fn records(table: &Table, rows: &[Vec<String>], heads: usize, width: usize) -> Vec<TableLine> {
    let guessed = heads == 0 && is_head(rows);
    let head = if guessed { rows[0].clone() } else { table.head() };
    let heads = if guessed { 1 } else { heads };
    let step = if width >= 16 { 2 } else { 0 };
    let mut lines = Vec::new();
    for (at, row) in rows.iter().enumerate().skip(if rows.len() > heads { heads } else { 0 }) {
        let first = lines.len();
        let (name, used) = name_of(row);
        let mut add = |text: &str, indent: usize, hang: usize, is_name: bool| {
            for (number, range) in
                wrap(text, width.saturating_sub(indent + hang).max(1), &Options::default()).into_iter().enumerate()
            {
                let indent = if number == 0 { indent } else { indent + hang };
                let line = lines.len() - first;
                let text = text[range].to_owned();
                lines.push(TableLine {
                    row: at,
                    line: line.min(ROW_LINES - 1),
                    head: is_name,
                    indent,
                    text,
                    wide: None,
                });
            }
        };
        add(&name, 0, 0, true);
        for (c, cell) in row.iter().enumerate().skip(used).filter(|(_, cell)| !cell.trim().is_empty()) {
            match head.get(c).map(|label| label.trim().trim_end_matches(':')).filter(|l| !l.is_empty()) {
                Some(label) => add(&format!("{label}: {cell}"), step, step, false),
                None => add(cell, step, step, false),
            }
        }
        if at + 1 < rows.len() {
            let line = (lines.len() - first).min(ROW_LINES - 1);
            lines.push(TableLine { row: at, line, head: false, indent: 0, text: String::new(), wide: None });
        }
    }
    lines
}

/// The name of a record, and how many cells it was made of: the first cell, after a running number also the second.
fn name_of(row: &[String]) -> (String, usize) {
    let first = row.first().map_or("", |c| c.trim());
    let number =
        !first.is_empty() && first.len() <= 4 && first.trim_end_matches('.').chars().all(|c| c.is_ascii_digit());
    match row.get(1).map(|c| c.trim()).filter(|second| number && !second.is_empty()) {
        Some(second) => (format!("{}. {second}", first.trim_end_matches('.')), 2),
        None => (first.to_owned(), 1),
    }
}

/// Whether the first row holds heads though the page does not say so: words everywhere, where other rows have numbers.
fn is_head(rows: &[Vec<String>]) -> bool {
    let numbers = |row: &[String]| row.iter().filter(|cell| cell.contains(|c: char| c.is_ascii_digit())).count();
    let Some((first, rest)) = rows.split_first() else { return false };
    let named = first.iter().filter(|cell| !fold::base(cell).trim().is_empty()).count();
    let more = rest.iter().any(|row| numbers(row) > numbers(first));
    named + 1 >= first.len() && first.len() > 2 && (more || numbers(first) == 0) && !rest.is_empty()
}

#[cfg(test)]
mod tests;

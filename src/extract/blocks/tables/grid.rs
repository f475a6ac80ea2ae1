//! The grid of a table: cells in all the columns and rows that they span, its heads, its title. Units: cells; bytes.

use super::{Cell, HeadSign, RowLine};
use crate::model::MarkKind;
use crate::model::block::{CellLink, Table};

/// Most bytes that filling spans may add, what a text takes beside its letters among them.
const MAX_COPIED_BYTES: usize = 4 << 20;
/// More empty columns than this at the right edge are no columns.
const MOST_EMPTY: usize = 2;
/// Most rows of heads.
const MAX_HEADS: usize = 4;
/// Most columns of a table.
const MAX_COLUMNS: usize = 200;

/// Fills the grid: each cell into all the columns and rows that it spans.
pub(super) fn fill(lines: Vec<RowLine>, table: &mut Table) {
    let asked = lines.iter().map(|line| line.cells.iter().map(|c| c.columns).sum());
    let whole = asked.max().unwrap_or(0_usize).min(MAX_COLUMNS);
    // Cells of rows above that reach down: per column the text and how many rows are left.
    let mut reaching: Vec<Option<(String, usize)>> = Vec::new();
    let mut heads: Vec<bool> = Vec::new();
    let mut titled = false;
    let (mut budget, count_of_lines) = (MAX_COPIED_BYTES, lines.len());
    let looks_matter = lines.len() > 2 || lines.len() == 2 && lines[1].cells.iter().all(|c| c.head == HeadSign::None);
    let mut group = 0;
    for line in lines {
        if std::mem::replace(&mut group, line.group) != line.group {
            reaching.clear();
        }
        let (head, at) = (is_head(&line, looks_matter), table.rows.len());
        let mut row: Vec<String> = Vec::new();
        let alone = line.cells.len() == 1 && reaching.iter().all(Option::is_none);
        for cell in line.cells.into_iter().take(MAX_COLUMNS) {
            take_reaching(&mut row, &reaching);
            let column = row.len();
            for mark in &cell.rich.marks {
                if let MarkKind::Link { href } = &mark.kind {
                    table.links.push(CellLink { row: at, column, href: href.clone() });
                }
            }
            let spans_all = alone && cell.columns >= whole && whole > 1 && cell.head != HeadSign::Marked;
            titled |= spans_all && at == 0;
            for offset in
                0..cell.columns.min(whole.saturating_sub(column).max(1)).min(MAX_COLUMNS - column.min(MAX_COLUMNS))
            {
                let repeated = offset > 0 || cell.rows > 1;
                let fits = !repeated || taken(&cell.rich.text) * cell.rows.min(count_of_lines) <= budget;
                let once = spans_all || !fits;
                let text = if once && offset > 0 { String::new() } else { cell.rich.text.clone() };
                if repeated {
                    budget = budget.saturating_sub(taken(&text) * cell.rows.min(count_of_lines));
                }
                if cell.rows > 1 && fits {
                    let slot = column + offset;
                    reaching.resize(reaching.len().max(slot + 1), None);
                    reaching[slot] = Some((text.clone(), cell.rows));
                }
                row.push(text);
            }
        }
        take_rest(&mut row, &reaching);
        for slot in &mut reaching {
            *slot = slot.take().filter(|(_, left)| *left > 1).map(|(text, left)| (text, left - 1));
        }
        reaching.truncate(reaching.iter().rposition(Option::is_some).map_or(0, |last| last + 1));
        if row.iter().any(|cell| !cell.is_empty()) {
            table.rows.push(row);
            heads.push(head);
        } else {
            table.links.retain(|link| link.row != at);
        }
    }
    if titled && heads.get(1) == Some(&true) && has_title(table) {
        table.caption = table.rows.remove(0).swap_remove(0);
        heads.remove(0);
        table.links.iter_mut().for_each(|link| link.row -= 1);
    }
    let count = heads.iter().take_while(|head| **head).count();
    // Where every row looks like a head, none is.
    if count > 0 && count < table.rows.len() && count <= MAX_HEADS {
        table.header = true;
        table.heads = if count > 1 { count } else { 0 };
    }
    let columns = filled_columns(table);
    table.rows.iter_mut().for_each(|row| row.truncate(columns));
    if table.rows.iter().any(|row| row.len() > 1) {
        table.rows.iter_mut().for_each(|row| row.resize(columns, String::new()));
    }
}

/// Whether the first row, across the whole width over the heads, may be what is printed over the table.
fn has_title(table: &Table) -> bool {
    table.caption.is_empty() && table.links.iter().all(|link| link.row > 0)
}

/// What a copy of a text takes, bytes.
const fn taken(text: &str) -> usize {
    size_of::<String>() + text.len()
}

/// How many columns a table has: those at its right edge that only a cell across the whole width asked for are none.
fn filled_columns(table: &Table) -> usize {
    let filled = |row: &Vec<String>| row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let used = table.rows.iter().map(filled).max().unwrap_or(0);
    if columns > MOST_EMPTY + used { used } else { columns }
}

/// Puts what reaches down from above into the next columns.
fn take_reaching(row: &mut Vec<String>, reaching: &[Option<(String, usize)>]) {
    while let Some(Some((text, _))) = reaching.get(row.len()) {
        row.push(text.clone());
    }
}

/// At the end of a row: what reaches down into columns that the row has no cells for.
fn take_rest(row: &mut Vec<String>, reaching: &[Option<(String, usize)>]) {
    for slot in reaching.iter().skip(row.len()) {
        row.push(slot.as_ref().map(|(text, _)| text.clone()).unwrap_or_default());
    }
}

/// Whether all cells of a row are heads.
fn is_head(line: &RowLine, looks_matter: bool) -> bool {
    let filled: Vec<&Cell> = line.cells.iter().filter(|cell| !cell.rich.text.is_empty()).collect();
    let marked = filled.iter().all(|cell| cell.head == HeadSign::Marked);
    let looks =
        looks_matter && filled.len() > 1 && (line.set_off || filled.iter().all(|cell| cell.head != HeadSign::None));
    !filled.is_empty() && (marked || looks)
}

//! An article as plain text, to be copied, piped, saved or exported. Lines are not wrapped; tables are set in columns.

use crate::model::block::{BULLET, List, Table};
use crate::model::{Article, Block, Moment, Precision};
use crate::text::own;
use crate::text::wall::WallTime;
use crate::text::width::cells;

/// Gap between two columns of a table.
const GAP: &str = "  ";
/// Widest table that is set in columns, in cells. In a wider one the cells are separated by tabs.
const WIDEST: usize = 200;

/// What stands before the time of the last change.
const UPDATED: &str = "Cập nhật";
/// What is said of an article that its paper has taken down.
pub const REMOVED: &str = "Báo đã gỡ bài";

/// `Cập nhật 01/12/2026 16:00`, where the newspaper says that it changed the article after it was published.
pub fn updated(article: &Article) -> Option<String> {
    let later = |updated: &Moment| article.row.published.is_none_or(|published| updated.at > published.at);
    article.updated.filter(later).map(|moment| format!("{UPDATED} {}", day(moment)))
}

/// That the newspaper has taken the article down: its address leads nowhere.
pub fn removed(article: &Article) -> Option<String> {
    article.row.removed.then(|| REMOVED.to_owned())
}

/// Title, author, paper, dates, whether it was taken down, where it is taken from and address, then sapo and body, then what the user added; with a
/// final newline.
pub fn plain(article: &Article, paper: &str) -> String {
    let row = &article.row;
    let author = article.author.clone().unwrap_or_default();
    let head = [row.title.clone(), author, paper.to_owned(), row.published.map(day).unwrap_or_default()];
    let said = [updated(article), removed(article), article.imprint.source_line.clone()].into_iter().flatten();
    let head =
        head.into_iter().chain(said).chain([row.url.to_string()]).filter(|line| !line.is_empty()).collect::<Vec<_>>();
    let mut parts = vec![head.join("\n")];
    parts.extend(article.sapo.clone());
    parts.extend(article.body.iter().chain(&own::blocks(article)).map(block));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n"
}

/// "13/10/2023 09:23", with the precision that is known.
pub fn day(moment: Moment) -> String {
    let Some(WallTime { year, month, day, hour, minute, .. }) = WallTime::of(moment.at) else { return String::new() };
    match moment.precision {
        Precision::Month => format!("{month:02}/{year}"),
        Precision::Day => format!("{day:02}/{month:02}/{year}"),
        _ => format!("{day:02}/{month:02}/{year} {hour:02}:{minute:02}"),
    }
}

/// One block.
pub fn block(block: &Block) -> String {
    match block {
        Block::Table(rows) => table(rows),
        Block::List(items) => list(items),
        Block::File { name, url, .. } | Block::Media { caption: name, url, .. } => {
            [name.as_str(), url].join(" ").trim().to_owned()
        }
        Block::Quote(rich) => format!("> {}", rich.text),
        Block::Attribution(rich) => format!("> — {}", rich.text),
        other => other.strings().join("\n"),
    }
}

fn list(list: &List) -> String {
    let item = |(at, item): (usize, &String)| {
        let marker = list.marker(at);
        let marker = if marker == BULLET { "-".to_owned() } else { marker };
        let lead = if marker.is_empty() { marker } else { marker + " " };
        format!("{}{lead}{item}", GAP.repeat(list.level(at)))
    };
    list.items.iter().enumerate().map(item).collect::<Vec<_>>().join("\n")
}

/// The rows in columns: numbers right-aligned, a rule of hyphens below the headers.
fn table(table: &Table) -> String {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |row: &[String], column: usize| row.get(column).map(|cell| cell.trim().to_owned()).unwrap_or_default();
    let widest = |column: usize| table.rows.iter().map(|row| cells(&cell(row, column))).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    let heads = table.head_rows();
    let to_the_right: Vec<bool> =
        (0..columns).map(|column| is_figures(table.rows.iter().skip(heads).map(|row| cell(row, column)))).collect();
    let wide = widths.iter().sum::<usize>() + GAP.len() * columns.saturating_sub(1) > WIDEST;
    let line = |row: &Vec<String>| {
        if wide {
            return row.join("\t");
        }
        let pad = |column: usize| {
            let text = cell(row, column);
            let space = " ".repeat(widths[column].saturating_sub(cells(&text)));
            if to_the_right[column] { space + &text } else { text + &space }
        };
        (0..columns).map(pad).collect::<Vec<_>>().join(GAP).trim_end().to_owned()
    };
    let mut lines: Vec<String> = table.rows.iter().map(line).collect();
    if heads > 0 && !wide {
        lines.insert(heads, widths.iter().map(|width| "-".repeat(*width)).collect::<Vec<_>>().join(GAP));
    }
    if !table.caption.is_empty() {
        lines.insert(0, table.caption.clone());
    }
    lines.join("\n")
}

/// Whether all cells are numbers, and there is at least one.
fn is_figures(cells: impl Iterator<Item = String>) -> bool {
    let mut any = false;
    for cell in cells.filter(|cell| !cell.is_empty() && cell != "-") {
        any = true;
        let digits = cell.chars().filter(char::is_ascii_digit).count();
        let others = cell.chars().filter(|c| c.is_alphabetic()).count();
        if digits == 0 || others > 0 {
            return false;
        }
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn a_table_stands_in_columns_with_figures_to_the_right() {
        let table = Table {
            rows: rows(&[&["Vùng", "Mức (đồng)"], &["Vùng I", "4.960.000"], &["IV", "960.000"]]),
            header: true,
            ..Table::default()
        };
        let wanted = "\
Vùng    Mức (đồng)
------  ----------
Vùng I   4.960.000
IV         960.000";
        assert_eq!(block(&Block::Table(table)), wanted);
    }

    #[test]
    fn a_list_keeps_its_markers_and_levels() {
        let list = List {
            items: vec!["một".to_owned(), "hai".to_owned()],
            markers: vec!["a)".to_owned(), BULLET.to_owned()],
            levels: vec![0, 1],
            ..List::default()
        };
        assert_eq!(block(&Block::List(list)), "a) một\n  - hai");
    }
}

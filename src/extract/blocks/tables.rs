//! Tables: a grid with its spans filled, its heads recognised, its caption, links and pictures kept; or a layout.
//!
//! A cell that spans columns or rows stands in each of them: every figure stands under its heading. A cell that spans the
//! whole width is a line of its own (a foot, a note). Units: rows of the outline, cells.

use self::grid::fill;
use super::look::{is_bold, is_no_figure, is_shaded};
use super::{Align, BlockPiece, BlockReader, Frame, MAX_CELLS, OpenRun, PieceLook, count, is_skipped, linked, rich};
use crate::model::block::Table;
use crate::model::{Block, MarkKind, Rich};

mod grid;

/// A table with a picture and at most this much text (characters) is a picture with its caption.
const PICTURE_TABLE_CHARS: usize = 700;
/// A table of so little text (characters) keeps the tables within it in its cells.
const SMALL_CHARS: usize = 120;
/// Most columns or rows that one cell fills.
const MAX_SPAN: usize = 1_000;
/// Most pictures that are taken out of the cells of one table.
const MAX_PICTURES: usize = 60;

/// What a table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TableKind {
    Data,
    Layout,
    Picture,
}

/// A cell as it stands in the page.
struct Cell {
    rich: Rich,
    columns: usize,
    rows: usize,
    head: HeadSign,
}

/// What says that a cell is a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HeadSign {
    /// `th`, or a cell in `thead`.
    Marked,
    /// Bold or shaded.
    Looks,
    None,
}

/// A row as it stands in the page.
#[derive(Default)]
struct RowLine {
    cells: Vec<Cell>,
    /// Shaded or bold as a whole.
    set_off: bool,
    /// Where it is shown: heads first and the foot last, wherever they are written.
    part: TablePart,
    /// Row of the element (`tbody`) that it stands in: no cell reaches out of it.
    group: usize,
}

/// The part of a table that a row stands in, in the order in which they are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum TablePart {
    Head,
    #[default]
    Body,
    Foot,
}

impl BlockReader<'_, '_> {
    /// Reads a table; gives the next row to read.
    pub(super) fn table(&mut self, at: usize, skip: &dyn Fn(usize) -> bool) -> usize {
        let row = self.page.outline.rows[at];
        self.flush();
        match self.kind_of_table(at) {
            TableKind::Data => {}
            TableKind::Picture if self.picture_columns(at, skip) => return row.end,
            kind => {
                let frame = if kind == TableKind::Picture { Frame::Figure } else { Frame::Box(Align::Plain) };
                self.open.push(OpenRun { end: row.end, row: at, frame });
                return at + 1;
            }
        }
        let mut table = Table::default();
        let (lines, pictures) = self.lines_of(at, &mut table, skip);
        let all_linked = lines.iter().flat_map(|line| &line.cells).map(|c| linked(&c.rich.text, &c.rich.marks)).sum();
        fill(lines, &mut table);
        if !table.rows.is_empty() {
            let chars = table.rows.iter().flatten().map(|c| count(c)).sum();
            let look = PieceLook { chars, linked: all_linked, ..self.look() };
            self.out.push(BlockPiece { row: at, at, look, ..BlockPiece::of(Block::Table(table)) });
        }
        for picture in pictures {
            let row = self.page.outline.rows[picture];
            self.picture(picture, &row);
        }
        row.end
    }

    /// The rows of a table itself, not those of a table within it; its caption; pictures that stand in its cells.
    fn lines_of(&mut self, at: usize, table: &mut Table, skip: &dyn Fn(usize) -> bool) -> (Vec<RowLine>, Vec<usize>) {
        let outline = &self.page.outline;
        let end = outline.rows[at].end;
        let (mut lines, mut pictures, mut cells): (Vec<RowLine>, Vec<usize>, usize) = (Vec::new(), Vec::new(), 0);
        let (mut head_end, mut foot_end, mut r) = (0, 0, at + 1);
        while r < end {
            let here = outline.rows[r];
            match here.tag {
                _ if here.hidden => {
                    r = here.end;
                    continue;
                }
                "thead" => head_end = here.end,
                "tfoot" => foot_end = here.end,
                "caption" => {
                    table.caption = rich(self.page, r, skip).text;
                    r = here.end;
                    continue;
                }
                "tr" => lines.push(RowLine {
                    cells: Vec::new(),
                    set_off: is_shaded(&here) || is_bold(&here),
                    part: match () {
                        () if r < head_end => TablePart::Head,
                        () if r < foot_end => TablePart::Foot,
                        () => TablePart::Body,
                    },
                    group: here.parent,
                }),
                "td" | "th" if cells < MAX_CELLS && !is_skipped(self.page, r, &here) && !skip(r) => {
                    let rich = rich(self.page, r, skip);
                    let bold = super::covers(&rich, |kind| *kind == MarkKind::Strong);
                    let head = match () {
                        () if here.tag == "th" || r < head_end => HeadSign::Marked,
                        () if bold || is_shaded(&here) || is_bold(&here) => HeadSign::Looks,
                        () => HeadSign::None,
                    };
                    let span = |name: &str| here.attr(name).and_then(|n| n.trim().parse::<usize>().ok());
                    let columns = span("colspan").unwrap_or(1).clamp(1, MAX_SPAN);
                    // `rowspan=0` goes to the end.
                    let rows = span("rowspan").map_or(1, |n| if n == 0 { MAX_SPAN } else { n.min(MAX_SPAN) });
                    cells += 1;
                    if lines.is_empty() {
                        lines.push(RowLine::default());
                    }
                    if let Some(line) = lines.last_mut() {
                        line.cells.push(Cell { rich, columns, rows, head });
                    }
                    let inside = (r + 1..here.end).filter(|p| matches!(outline.rows[*p].tag, "img" | "amp-img"));
                    pictures.extend(inside.take(MAX_PICTURES.saturating_sub(pictures.len())));
                    r = here.end;
                    continue;
                }
                _ => {}
            }
            r += 1;
        }
        lines.sort_by_key(|line| line.part);
        (lines, pictures)
    }

    /// The cells of a table that show or say something, row by row, each with its first picture.
    fn cells_with_pictures(&self, at: usize) -> Vec<Vec<(usize, Option<usize>)>> {
        let outline = &self.page.outline;
        let mut rows: Vec<Vec<(usize, Option<usize>)>> = Vec::new();
        let mut r = at + 1;
        while r < outline.rows[at].end {
            let here = &outline.rows[r];
            match here.tag {
                "tr" => rows.push(Vec::new()),
                "td" | "th" => {
                    let range = outline.subtree(r);
                    let picture = range.clone().find(|p| matches!(outline.rows[*p].tag, "img" | "amp-img"));
                    if let Some(row) = rows.last_mut().filter(|_| outline.weigh(&range).0 > 0 || picture.is_some()) {
                        row.push((r, picture));
                    }
                    r = here.end;
                    continue;
                }
                _ => {}
            }
            r += 1;
        }
        rows.retain(|row| !row.is_empty());
        rows
    }

    /// Reads a table in which rows of several pictures stand over rows of as many captions, column by column; `false` where
    /// it is no such table.
    fn picture_columns(&mut self, at: usize, skip: &dyn Fn(usize) -> bool) -> bool {
        let outline = &self.page.outline;
        let rows = self.cells_with_pictures(at);
        let shows = |cell: &(usize, Option<usize>)| cell.1.is_some() && outline.weigh(&outline.subtree(cell.0)).0 == 0;
        let says = |cell: &(usize, Option<usize>)| cell.1.is_none();
        let pairs = |two: &[Vec<(usize, Option<usize>)>]| {
            two.len() == 2
                && two[0].len() > 1
                && two[0].len() == two[1].len()
                && two[0].iter().all(shows)
                && two[1].iter().all(says)
        };
        if rows.is_empty() || !rows.chunks(2).all(pairs) {
            return false;
        }
        for two in rows.chunks(2) {
            for ((cell, picture), (words, _)) in two[0].iter().zip(&two[1]) {
                let Some(picture) = *picture else { continue };
                let shown = self.page.outline.rows[picture];
                self.picture(picture, &shown);
                let text = rich(self.page, *words, skip);
                let look = PieceLook { caption: true, figure: Some(*cell), ..super::seen(&text, self.look()) };
                if let Some(last) = self.out.last_mut().filter(|last| last.at == picture) {
                    last.look.figure = Some(*cell);
                }
                self.out.push(BlockPiece { row: *words, at: *words, look, ..BlockPiece::of(Block::Paragraph(text)) });
            }
        }
        true
    }

    /// What a table is for. Layout tables hold pictures, one column, or one cell with nearly all the text.
    fn kind_of_table(&self, at: usize) -> TableKind {
        let seen = self.survey(at);
        let text_cells = seen.cells_with_text;
        let is_grid = seen.rows >= 2 && seen.widest >= 2;
        // A row of headings says what the pictures under it are: "Ảnh", "Họ tên".
        let is_headed = seen.heads >= seen.widest && seen.rows > 2;
        if seen.pictures > 0
            && seen.nested == 0
            && seen.chars <= PICTURE_TABLE_CHARS
            && !is_no_figure(self.page, at)
            && !(is_grid && (text_cells >= seen.pictures * 2 + 2 || is_headed))
        {
            return TableKind::Picture;
        }
        let small = seen.chars <= SMALL_CHARS;
        let nested_rules = seen.nested > 0
            && (seen.heads == 0 && !small && seen.nested_chars * 2 > seen.chars
                || seen.largest > 300
                || seen.chars > 3_000);
        let pictures_rule = seen.pictures > 0 && text_cells < seen.pictures * 2 + 2 && !is_headed;
        let one_cell_rules = seen.chars > 600 && seen.largest * 10 > seen.chars * 7;
        // A heading and what belongs to it, in one row each.
        let pairs = seen.rows == 1 && seen.heads > 0 && seen.widest >= 2;
        if (!is_grid && !pairs) || nested_rules || seen.block || pictures_rule || one_cell_rules {
            TableKind::Layout
        } else {
            TableKind::Data
        }
    }

    fn survey(&self, at: usize) -> Survey {
        let outline = &self.page.outline;
        let end = outline.rows[at].end;
        let mut seen = Survey::default();
        let (mut width, mut r) = (0, at + 1);
        let (mut cell_end, mut cell_chars) = (0, 0);
        while r < end {
            let row = &outline.rows[r];
            match row.tag {
                "table" => {
                    let chars = outline.weigh(&outline.subtree(r)).0;
                    seen.nested += 1;
                    seen.nested_chars += chars;
                    seen.chars += chars;
                    r = row.end;
                    continue;
                }
                "tr" => {
                    seen.rows += 1;
                    width = 0;
                }
                "td" | "th" => {
                    width += row.attr("colspan").and_then(|n| n.parse().ok()).unwrap_or(1_usize).min(MAX_SPAN);
                    seen.widest = seen.widest.max(width);
                    seen.heads += usize::from(row.tag == "th");
                    seen.cells_with_text += usize::from(outline.weigh(&outline.subtree(r)).0 > 0);
                    cell_chars = 0;
                    cell_end = row.end;
                }
                "img" | "amp-img" => seen.pictures += 1,
                "h1" | "h2" | "article" | "section" | "figure" => seen.block = true,
                "" if r < cell_end => {
                    let n = row.text().map_or(0, count);
                    seen.chars += n;
                    cell_chars += n;
                    seen.largest = seen.largest.max(cell_chars);
                }
                _ => {}
            }
            r += 1;
        }
        seen
    }
}

/// What a table holds, tables within it apart.
#[derive(Default)]
struct Survey {
    rows: usize,
    widest: usize,
    heads: usize,
    pictures: usize,
    nested: usize,
    nested_chars: usize,
    chars: usize,
    largest: usize,
    cells_with_text: usize,
    block: bool,
}

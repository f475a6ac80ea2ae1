//! Lists and tables: a piece of their own, unless they only lay out what they hold.

use super::{Align, Frame, Look, MAX_CELLS, Open, Piece, Reader, count, frame_of, is_skipped, linked, rich};
use crate::model::{Block, Mark};

/// A table with a picture and at most this much text (characters) is a picture with its caption.
const PICTURE_TABLE_CHARS: usize = 700;

/// What a table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TableKind {
    Data,
    Layout,
    Picture,
}

impl Reader<'_, '_> {
    pub(super) fn list(&mut self, at: usize, skip: &dyn Fn(usize) -> bool) -> usize {
        let row = self.page.outline.rows[at];
        self.flush();
        let flows = (at + 1..row.end).any(|r| matches!(self.page.outline.rows[r].tag, "img" | "table" | "h1" | "h2"));
        if flows {
            self.open.push(Open { end: row.end, row: at, frame: frame_of(&row) });
            return at + 1;
        }
        let (mut items, mut item_marks): (Vec<String>, Vec<Vec<Mark>>) = (Vec::new(), Vec::new());
        let mut child = at + 1;
        while child < row.end && items.len() < MAX_CELLS {
            let here = self.page.outline.rows[child];
            if here.tag == "li" && !is_skipped(self.page, child, &here) && !skip(child) {
                // A list within an item gives items of its own.
                let inner = (child + 1..here.end).find(|r| matches!(self.page.outline.rows[*r].tag, "ul" | "ol"));
                let rich = rich(self.page, child, &|r| skip(r) || inner.is_some_and(|inner| r >= inner));
                if !rich.text.is_empty() {
                    items.push(rich.text);
                    item_marks.push(rich.marks);
                }
                child = inner.map_or(here.end, |inner| inner + 1);
            } else {
                child += 1;
            }
        }
        if !items.is_empty() {
            let chars = items.iter().map(|i| count(i)).sum();
            let linked = items.iter().zip(&item_marks).map(|(i, m)| linked(i, m)).sum();
            let look = Look { linked, chars, ..self.look() };
            if item_marks.iter().all(Vec::is_empty) {
                item_marks.clear();
            }
            self.out.push(Piece {
                block: Block::List { items, ordered: row.tag == "ol", item_marks },
                row: at,
                at,
                look,
                alt: String::new(),
            });
        }
        row.end
    }

    pub(super) fn table(&mut self, at: usize, skip: &dyn Fn(usize) -> bool) -> usize {
        let row = self.page.outline.rows[at];
        self.flush();
        match self.kind_of_table(at) {
            TableKind::Data => {}
            kind => {
                let frame = if kind == TableKind::Picture { Frame::Figure } else { Frame::Box(Align::Plain) };
                self.open.push(Open { end: row.end, row: at, frame });
                return at + 1;
            }
        }
        let mut rows: Vec<Vec<String>> = Vec::new();
        let (mut cells, mut header, mut all_linked) = (0, false, 0);
        for r in at + 1..row.end {
            let here = self.page.outline.rows[r];
            match here.tag {
                "tr" => rows.push(Vec::new()),
                "td" | "th" if cells < MAX_CELLS => {
                    header |= here.tag == "th" && rows.len() <= 1;
                    let rich = rich(self.page, r, skip);
                    cells += 1;
                    all_linked += linked(&rich.text, &rich.marks);
                    if rows.is_empty() {
                        rows.push(Vec::new());
                    }
                    if let Some(last) = rows.last_mut() {
                        last.push(rich.text);
                    }
                }
                _ => {}
            }
        }
        rows.retain(|cells| cells.iter().any(|cell| !cell.is_empty()));
        if !rows.is_empty() {
            let chars = rows.iter().flatten().map(|c| count(c)).sum();
            let look = Look { chars, linked: all_linked, ..self.look() };
            self.out.push(Piece { block: Block::Table { rows, header }, row: at, at, look, alt: String::new() });
        }
        row.end
    }

    /// What a table is for. Layout tables hold pictures, other tables, one column, or one cell with nearly all the text.
    fn kind_of_table(&self, at: usize) -> TableKind {
        let outline = &self.page.outline;
        let end = outline.rows[at].end;
        let (mut trs, mut widest, mut width, mut pictures, mut chars) = (0, 0, 0, 0, 0);
        let (mut cell_end, mut cell_chars, mut largest, mut nested, mut block) = (0, 0, 0, false, false);
        for r in at + 1..end {
            let row = &outline.rows[r];
            match row.tag {
                "tr" => {
                    trs += 1;
                    width = 0;
                }
                "td" | "th" => {
                    width += 1;
                    widest = widest.max(width);
                    cell_chars = 0;
                    cell_end = row.end;
                }
                "img" => pictures += 1,
                "table" => nested = true,
                "h1" | "h2" | "article" | "section" | "figure" => block = true,
                "" if r < cell_end => {
                    let n = row.text().map_or(0, count);
                    chars += n;
                    cell_chars += n;
                    largest = largest.max(cell_chars);
                }
                _ => {}
            }
        }
        if pictures > 0 && chars <= PICTURE_TABLE_CHARS && !nested {
            TableKind::Picture
        } else if nested
            || block
            || widest < 2
            || trs < 2
            || (pictures > 0)
            || (chars > 600 && largest * 10 > chars * 7)
        {
            TableKind::Layout
        } else {
            TableKind::Data
        }
    }
}

//! A part of a page → pieces: paragraphs, headings, lists, tables, pictures, each with how it looks and where it stands.
//!
//! A piece is a block and the evidence that later steps judge by: alignment, emphasis, share of links, the box around it.
//! Furniture is left out here ([`super::junk`]), hidden elements too. Bounds: [`MAX_PIECES`], [`MAX_CELLS`], run length.
//! Deliberately absent: judging what is a caption, a byline, a sapo; that is [`super::tidy`].

use std::ops::Range;

use super::dom::{Page, PageRow, count, is_inline, wraps_text};
use super::inline::InlineRun;
use crate::model::{Block, MarkKind, Rich};

mod breaks;
mod forms;
mod lists;
mod look;
mod media;
mod posts;
mod preformatted;
mod quotes;
mod raised;
mod runs;
mod tables;
pub(super) use lists::settle;
pub(super) use look::{Align, PieceLook, is_bold};
use look::{align_of, covers, is_caption_name, linked, mark_of, seen};
use preformatted::{Feeds, feeds_of};
use raised::is_way_back;

/// How far above a text an element may name who wrote it.
const BYLINE_LEVELS: usize = 3;
/// Most pieces of a page; the rest is not read.
pub(super) const MAX_PIECES: usize = 6_000;
/// Most cells of a table, and items of a list; the rest is left out.
pub(super) const MAX_CELLS: usize = 5_000;

/// A block and the evidence about it.
#[derive(Debug, Clone)]
pub(super) struct BlockPiece {
    /// What it says.
    pub(super) block: Block,
    /// Row of the element that holds it.
    pub(super) row: usize,
    /// Row of its first text.
    pub(super) at: usize,
    /// How it looks.
    pub(super) look: PieceLook,
    /// What a picture's `alt` says; empty for others.
    pub(super) alt: String,
    /// Bytes of the text at which the page breaks a line: each is a space.
    pub(super) breaks: Vec<usize>,
}

impl BlockPiece {
    /// A piece that shows nothing of its place and look yet.
    pub(super) fn of(block: Block) -> Self {
        Self { block, row: 0, at: 0, look: PieceLook::default(), alt: String::new(), breaks: Vec::new() }
    }

    /// The text of a paragraph, heading or quote; empty for others.
    pub(super) fn text(&self) -> &str {
        match &self.block {
            Block::Paragraph(rich) | Block::Quote(rich) | Block::Attribution(rich) | Block::Heading { rich, .. } => {
                &rich.text
            }
            _ => "",
        }
    }

    /// Whether it is a picture.
    pub(super) fn is_picture(&self) -> bool {
        matches!(self.block, Block::Picture { .. })
    }

    /// Words of the text.
    pub(super) fn words(&self) -> usize {
        self.look.words
    }

    /// Share of links in it, in per cent.
    pub(super) fn linked_percent(&self) -> usize {
        (self.look.linked * 100).checked_div(self.look.chars).unwrap_or(0)
    }
}

/// What an open element means.
#[derive(Debug, Clone)]
enum Frame {
    Mark(usize, MarkKind),
    Box(Align),
    Heading(u8),
    Quote,
    /// Who is quoted.
    Attribution,
    Figure,
    Caption,
}

struct OpenRun {
    end: usize,
    row: usize,
    frame: Frame,
}

impl OpenRun {
    fn is_mark(&self) -> bool {
        matches!(self.frame, Frame::Mark(..))
    }
}

/// Reads the rows of `range`, leaving out what `skip` says and all furniture. The first row is the box that was asked
/// for: it is read whatever it is called.
pub(super) fn read(page: &Page<'_>, range: Range<usize>, skip: &dyn Fn(usize) -> bool) -> Vec<BlockPiece> {
    let mut reader = BlockReader {
        page,
        out: Vec::new(),
        run: InlineRun::default(),
        open: Vec::new(),
        first: 0,
        linked: 0,
        root: range.start,
        feeds_end: 0,
        line_end: 0,
    };
    reader.read(range, skip);
    reader.out
}

/// One line of marked text from a subtree: a list item, a cell, a heading.
pub(super) fn rich(page: &Page<'_>, row: usize, skip: &dyn Fn(usize) -> bool) -> Rich {
    let mut reader = BlockReader {
        page,
        out: Vec::new(),
        run: InlineRun::default(),
        open: Vec::new(),
        first: 0,
        linked: 0,
        root: row,
        feeds_end: 0,
        line_end: 0,
    };
    reader.flat(page.outline.subtree(row), skip);
    let mut lines = reader.run.take(|_, _| false);
    if lines.is_empty() { Rich::default() } else { lines.swap_remove(0).rich }
}

struct BlockReader<'p, 'a> {
    page: &'p Page<'a>,
    out: Vec<BlockPiece>,
    run: InlineRun,
    open: Vec<OpenRun>,
    first: usize,
    linked: usize,
    /// The box that was asked for: never furniture itself.
    root: usize,
    /// One past the last row of an element in which line feeds end lines.
    feeds_end: usize,
    /// One past the last row of an inline element that has lines of its own.
    line_end: usize,
}

impl BlockReader<'_, '_> {
    fn read(&mut self, range: Range<usize>, skip: &dyn Fn(usize) -> bool) {
        let mut at = range.start;
        loop {
            while self.open.last().is_some_and(|open| open.end <= at) {
                self.close();
            }
            if at >= range.end || self.out.len() >= MAX_PIECES {
                break;
            }
            if self.line_end > 0 && self.line_end <= at {
                self.line_end = 0;
                self.line_apart();
            }
            at = self.step(at, skip);
        }
        while !self.open.is_empty() {
            self.close();
        }
        self.flush();
    }

    /// Reads one row; gives the next row to read.
    fn step(&mut self, at: usize, skip: &dyn Fn(usize) -> bool) -> usize {
        let row = self.page.outline.rows[at];
        if let Some(text) = row.text() {
            self.text(at, text);
            return at + 1;
        }
        if at != self.root && self.special(at, &row, skip) {
            return row.end;
        }
        if at != self.root && self.is_left_out(at, &row) || skip(at) {
            return row.end;
        }
        match row.tag {
            "br" => self.run_break(),
            "hr" => self.flush(),
            "img" | "amp-img" => self.picture(at, &row),
            "table" => return self.table(at, skip),
            "ul" | "ol" | "menu" => return self.list(at, skip),
            "dl" => return self.terms(at, skip),
            "li" => {
                if let Some(next) = self.loose_item(at, skip) {
                    return next;
                }
                self.open_box(at, &row);
            }
            "cite" if self.in_quote() && !self.in_attribution() => {
                self.flush();
                self.open.push(OpenRun { end: row.end, row: at, frame: Frame::Attribution });
            }
            tag if is_inline(tag) || self.is_word(at, &row) => {
                if row.lined {
                    self.line_apart();
                    self.line_end = self.line_end.max(row.end);
                }
                if matches!(row.attr("role"), Some("cell" | "gridcell" | "columnheader" | "rowheader")) {
                    self.run.separate();
                }
                if let Some(kind) = mark_of(&row).filter(|_| !wraps_text(&self.page.outline.rows, at)) {
                    let start = self.run.position();
                    self.open.push(OpenRun { end: row.end, row: at, frame: Frame::Mark(start, kind) });
                }
            }
            _ => match feeds_of(&row) {
                Feeds::AllKept => match self.preformatted(at, skip) {
                    Some(next) => return next,
                    None => self.open_lines(at, &row),
                },
                Feeds::EndLines => self.open_lines(at, &row),
                Feeds::Ignored => self.open_box(at, &row),
            },
        }
        at + 1
    }

    /// Whether an element of the page's own invention (`private-company`) stands in a sentence.
    fn is_word(&self, at: usize, row: &PageRow<'_>) -> bool {
        let rows = &self.page.outline.rows;
        let parent = rows[row.parent].tag;
        row.tag.contains('-')
            && (parent == "p" || is_inline(parent))
            && (at + 1..row.end).all(|inner| is_inline(rows[inner].tag))
    }

    /// Whether an element is left out. The foot of a quotation says who is quoted; foot notes may stand aside.
    fn is_left_out(&self, at: usize, row: &PageRow<'_>) -> bool {
        let kept = row.tag == "footer" && self.in_quote()
            || row.tag == "aside" && (row.names().contains("footnote") || row.attr("role") == Some("doc-footnote"));
        let remark = row.attr("itemprop") == Some("comment");
        remark
            || is_skipped(self.page, at, row) && (!kept || row.hidden)
            || is_way_back(self.page, at, row)
            || forms::is_form(self.page, at, row)
    }

    fn open_box(&mut self, at: usize, row: &PageRow<'_>) {
        self.flush();
        let in_quote = self.in_quote();
        let frame = match frame_of(row) {
            Frame::Caption if in_quote => Frame::Attribution,
            Frame::Box(_) if in_quote && row.tag == "footer" => Frame::Attribution,
            Frame::Caption if self.after_quote(at) => Frame::Attribution,
            frame => frame,
        };
        self.open.push(OpenRun { end: row.end, row: at, frame });
    }

    /// Opens a box in which line feeds end lines.
    fn open_lines(&mut self, at: usize, row: &PageRow<'_>) {
        self.open_box(at, row);
        self.feeds_end = self.feeds_end.max(row.end);
    }

    fn text(&mut self, at: usize, text: &str) {
        if at < self.feeds_end && text.contains('\n') {
            for (number, line) in text.split('\n').enumerate() {
                if number > 0 {
                    self.run_break();
                }
                self.words(at, line);
            }
            return;
        }
        self.words(at, text);
    }

    fn words(&mut self, at: usize, text: &str) {
        if self.run.is_empty() {
            if text.trim().is_empty() {
                return;
            }
            self.first = at;
            self.linked = 0;
        } else if self.run.breaks() > 1 && !text.trim().is_empty() {
            self.restart(at);
        }
        if self.open.iter().any(|open| matches!(open.frame, Frame::Mark(_, MarkKind::Link { .. }))) {
            self.linked += text.chars().filter(|c| !c.is_whitespace()).count();
        }
        self.push(at, text);
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if let Frame::Mark(start, kind) = open.frame {
            self.run.mark(start, kind);
        } else {
            self.open.push(open);
            self.flush();
            self.open.pop();
        }
    }

    /// Reads a subtree into the run, blocks as spaces.
    fn flat(&mut self, range: Range<usize>, skip: &dyn Fn(usize) -> bool) {
        let mut at = range.start;
        // One past the last row of each block that is open: what follows a block stands apart from it as well.
        let mut blocks: Vec<usize> = Vec::new();
        loop {
            while self.open.last().is_some_and(|open| open.end <= at) {
                if let Some(OpenRun { frame: Frame::Mark(start, kind), .. }) = self.open.pop() {
                    self.run.mark(start, kind);
                }
            }
            while blocks.pop_if(|end| *end <= at).is_some() {
                self.run.separate();
            }
            if at >= range.end {
                break;
            }
            let row = self.page.outline.rows[at];
            if let Some(text) = row.text() {
                self.push(at, text);
            } else if at > range.start
                && (is_skipped(self.page, at, &row) || is_way_back(self.page, at, &row) || skip(at))
            {
                if !is_inline(row.tag) {
                    self.run.separate();
                }
                at = row.end;
                continue;
            } else if let Some(kind) = mark_of(&row) {
                let start = self.run.position();
                self.open.push(OpenRun { end: row.end, row: at, frame: Frame::Mark(start, kind) });
            } else if row.breaks_line() {
                self.run.separate();
                blocks.push(row.end);
            }
            at += 1;
        }
    }
}

fn frame_of(row: &PageRow<'_>) -> Frame {
    match row.tag {
        "h1" => Frame::Heading(2),
        "summary" => Frame::Heading(4),
        "h2" | "h3" | "h4" | "h5" | "h6" => Frame::Heading(row.tag.as_bytes()[1] - b'0'),
        // Drupal sets captions as quotations.
        "blockquote" | "q" if !is_caption_name(&row.names()) => Frame::Quote,
        "figure" => Frame::Figure,
        "figcaption" | "caption" => Frame::Caption,
        _ if is_caption_name(&row.names()) => Frame::Caption,
        _ => Frame::Box(align_of(row)),
    }
}

/// Whether a row is left out whatever the article: an element that is never text, hidden, or of furniture by name.
pub(super) fn is_skipped(page: &Page<'_>, at: usize, row: &PageRow<'_>) -> bool {
    if row.tag.is_empty() {
        return false;
    }
    row.junk || row.hidden || page.outline.is_furniture(at)
}

/// Whether a byte begins a letter or digit: ASCII ones, and all others but those of General Punctuation.
pub(super) fn begins_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0xc3 && byte != 0xe2
}

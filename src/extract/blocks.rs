//! A part of a page → pieces: paragraphs, headings, lists, tables, pictures, each with how it looks and where it stands.
//!
//! A piece is a block and the evidence that later steps judge by: alignment, emphasis, share of links, the box around it.
//! Furniture is left out here ([`super::junk`]), hidden elements too. Bounds: [`MAX_PIECES`], [`MAX_CELLS`], run length.
//! Deliberately absent: judging what is a caption, a byline, a sapo; that is [`super::tidy`].

use std::ops::Range;

use super::inline::Run;
use super::page::{Page, Row, is_inline};
use crate::model::{Block, Mark, MarkKind, Rich};
use crate::text;

mod grids;

/// Most pieces of a page; the rest is not read.
pub(super) const MAX_PIECES: usize = 6_000;
/// Most cells of a table, and items of a list; the rest is left out.
pub(super) const MAX_CELLS: usize = 5_000;
/// Pictures narrower than this, in pixels, are icons.
const ICON_PIXELS: u32 = 60;

/// A block and the evidence about it.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// What it says.
    pub(super) block: Block,
    /// Row of the element that holds it.
    pub(super) row: usize,
    /// Row of its first text.
    pub(super) at: usize,
    /// How it looks.
    pub(super) look: Look,
    /// What a picture's `alt` says; empty for others.
    pub(super) alt: String,
}

/// How a piece looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent observation")]
pub(super) struct Look {
    /// Where the text is aligned.
    pub(super) align: Align,
    /// All of it is bold.
    pub(super) strong: bool,
    /// All of it is italic.
    pub(super) emphasis: bool,
    /// Characters within links.
    pub(super) linked: usize,
    /// Characters.
    pub(super) chars: usize,
    /// Words of a paragraph, heading or quote.
    pub(super) words: usize,
    /// The markup says it is a caption (`figcaption`, a class).
    pub(super) caption: bool,
    /// Row of the figure or picture table around it.
    pub(super) figure: Option<usize>,
    /// A class says that it is the sapo.
    pub(super) sapo: bool,
    /// It stands in a quotation box.
    pub(super) quoted: bool,
    /// It ends at a `<br>`, or begins after one: part of a paragraph element.
    pub(super) broken: bool,
}

/// Where a text is aligned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Align {
    /// Left or justified.
    #[default]
    Plain,
    /// In the middle.
    Centre,
    /// At the right edge, where bylines stand.
    Right,
}

impl Piece {
    /// The text of a paragraph, heading or quote; empty for others.
    pub(super) fn text(&self) -> &str {
        match &self.block {
            Block::Paragraph(rich) | Block::Quote(rich) | Block::Heading { rich, .. } => &rich.text,
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
    Figure,
    Caption,
}

struct Open {
    end: usize,
    row: usize,
    frame: Frame,
}

/// Reads the rows of `range`, leaving out what `skip` says and all furniture. The first row is the box that was asked
/// for: it is read whatever it is called.
pub(super) fn read(page: &Page<'_>, range: Range<usize>, skip: &dyn Fn(usize) -> bool) -> Vec<Piece> {
    let mut reader =
        Reader { page, out: Vec::new(), run: Run::default(), open: Vec::new(), first: 0, linked: 0, root: range.start };
    reader.read(range, skip);
    reader.out
}

/// One line of marked text from a subtree: a list item, a cell, a heading.
pub(super) fn rich(page: &Page<'_>, row: usize, skip: &dyn Fn(usize) -> bool) -> Rich {
    let mut reader =
        Reader { page, out: Vec::new(), run: Run::default(), open: Vec::new(), first: 0, linked: 0, root: row };
    reader.flat(page.outline.subtree(row), skip);
    let mut lines = reader.run.take(|_, _| false);
    if lines.is_empty() { Rich::default() } else { lines.swap_remove(0) }
}

struct Reader<'p, 'a> {
    page: &'p Page<'a>,
    out: Vec<Piece>,
    run: Run,
    open: Vec<Open>,
    first: usize,
    linked: usize,
    /// The box that was asked for: never furniture itself.
    root: usize,
}

impl Reader<'_, '_> {
    fn read(&mut self, range: Range<usize>, skip: &dyn Fn(usize) -> bool) {
        let mut at = range.start;
        loop {
            while self.open.last().is_some_and(|open| open.end <= at) {
                self.close();
            }
            if at >= range.end || self.out.len() >= MAX_PIECES {
                break;
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
        if at != self.root && is_skipped(self.page, at, &row) || skip(at) {
            return row.end;
        }
        match row.tag {
            "br" => self.run_break(),
            "hr" => self.flush(),
            "img" | "amp-img" => self.picture(at, &row),
            "table" => return self.table(at, skip),
            "ul" | "ol" => return self.list(at, skip),
            tag if is_inline(tag) => {
                if let Some(kind) = Self::mark_of(&row) {
                    let start = self.run.position();
                    self.open.push(Open { end: row.end, row: at, frame: Frame::Mark(start, kind) });
                }
            }
            _ => {
                self.flush();
                self.open.push(Open { end: row.end, row: at, frame: frame_of(&row) });
            }
        }
        at + 1
    }

    fn text(&mut self, at: usize, text: &str) {
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
        self.run.push(text);
    }

    /// Two breaks end a paragraph; marks that are open go on in the next.
    fn restart(&mut self, at: usize) {
        self.flush_as(true);
        self.first = at;
        self.linked = 0;
    }

    fn run_break(&mut self) {
        if self.run.is_empty() {
            return;
        }
        self.run.line_break();
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

    fn mark_of(row: &Row<'_>) -> Option<MarkKind> {
        let bold = |style: &str| {
            style.contains("font-weight:bold")
                || style.contains("font-weight: bold")
                || style.contains("font-weight:700")
        };
        match row.tag {
            "b" | "strong" => Some(MarkKind::Strong),
            "i" | "em" | "cite" => Some(MarkKind::Emphasis),
            // Made absolute when it is known that the block stays.
            "a" => Some(MarkKind::Link { href: row.attr("href").unwrap_or_default().to_owned() }),
            "span" | "font" => {
                let style = row.attr("style")?;
                if bold(style) {
                    Some(MarkKind::Strong)
                } else {
                    style.contains("font-style:italic").then_some(MarkKind::Emphasis)
                }
            }
            _ => None,
        }
    }

    fn flush(&mut self) {
        self.flush_as(false);
    }

    /// Ends the run: one piece, or several where its line breaks are ends of paragraphs.
    fn flush_as(&mut self, broken: bool) {
        if self.run.is_empty() {
            return;
        }
        let broken = broken || self.run.breaks() > 0;
        for open in &self.open {
            // A block within a link or bold: the mark covers what is read so far.
            if let Frame::Mark(start, kind) = &open.frame {
                self.run.mark(*start, kind.clone());
            }
        }
        let free = self.run.breaks_paragraphs();
        let lines = self.run.take(|before, after| ends_paragraph(before, after) || free && begins_sentence(after));
        let several = lines.len() > 1;
        for open in &mut self.open {
            if let Frame::Mark(start, _) = &mut open.frame {
                *start = 0;
            }
        }
        let row = self.open.iter().rev().find(|o| !matches!(o.frame, Frame::Mark(..))).map_or(self.first, |o| o.row);
        let sapo = row != self.root && super::zone::is_sapo_name(&self.page.outline.rows[row].names());
        let look = Look { sapo, ..self.look() };
        for rich in lines {
            let look = Look { broken: broken || several, ..seen(&rich, look) };
            let block = self.block(rich);
            self.out.push(Piece { block, row, at: self.first, look, alt: String::new() });
        }
        self.linked = 0;
    }

    fn look(&self) -> Look {
        let mut look = Look { linked: self.linked, ..Look::default() };
        for open in &self.open {
            match open.frame {
                Frame::Box(align) if align != Align::Plain => look.align = align,
                Frame::Caption => look.caption = true,
                Frame::Quote => look.quoted = true,
                Frame::Figure => look.figure = Some(open.row),
                _ => {}
            }
        }
        look
    }

    fn block(&self, rich: Rich) -> Block {
        for open in self.open.iter().rev() {
            match open.frame {
                Frame::Heading(level) => return Block::Heading { rich, level },
                Frame::Quote => return Block::Quote(rich),
                _ => {}
            }
        }
        Block::Paragraph(rich)
    }

    fn picture(&mut self, at: usize, row: &Row<'_>) {
        let size = |name: &str| row.attr(name).and_then(|n| n.trim_end_matches("px").parse::<u32>().ok());
        if size("width").is_some_and(|w| w > 0 && w < ICON_PIXELS)
            || size("height").is_some_and(|h| h > 0 && h < ICON_PIXELS)
        {
            return;
        }
        let Some(url) = picture_address(self.page, row) else { return };
        let alt = text::one_line(row.attr("alt").unwrap_or_default());
        self.flush();
        let look = self.look();
        let row = self.open.iter().rev().find(|o| !matches!(o.frame, Frame::Mark(..))).map_or(at, |o| o.row);
        self.out.push(Piece { block: Block::Picture { url, caption: String::new() }, row, at, look, alt });
    }

    /// Reads a subtree into the run, blocks as spaces.
    fn flat(&mut self, range: Range<usize>, skip: &dyn Fn(usize) -> bool) {
        let mut at = range.start;
        loop {
            while self.open.last().is_some_and(|open| open.end <= at) {
                if let Some(Open { frame: Frame::Mark(start, kind), .. }) = self.open.pop() {
                    self.run.mark(start, kind);
                }
            }
            if at >= range.end {
                break;
            }
            let row = self.page.outline.rows[at];
            if let Some(text) = row.text() {
                self.run.push(text);
            } else if at > range.start && (is_skipped(self.page, at, &row) || skip(at)) {
                at = row.end;
                continue;
            } else if let Some(kind) = Self::mark_of(&row) {
                let start = self.run.position();
                self.open.push(Open { end: row.end, row: at, frame: Frame::Mark(start, kind) });
            } else if !is_inline(row.tag) {
                self.run.separate();
            }
            at += 1;
        }
    }
}

fn frame_of(row: &Row<'_>) -> Frame {
    match row.tag {
        "h1" => Frame::Heading(2),
        "h2" | "h3" | "h4" | "h5" | "h6" => Frame::Heading(row.tag.as_bytes()[1] - b'0'),
        "blockquote" | "q" => Frame::Quote,
        "figure" => Frame::Figure,
        "figcaption" | "caption" => Frame::Caption,
        _ if is_caption_name(&row.names()) => Frame::Caption,
        _ => Frame::Box(align_of(row)),
    }
}

/// Whether a class says that a text is a caption.
fn is_caption_name(names: &str) -> bool {
    names.split_ascii_whitespace().any(|name| {
        let lower = name.to_ascii_lowercase();
        matches!(
            lower.as_str(),
            "caption" | "pcaption" | "image" | "ck_legend" | "chuthich" | "chu-thich" | "imgcaption"
        ) || lower.ends_with("-caption-text")
            || lower.ends_with("_caption")
            || lower.ends_with("-caption") && lower != "wp-caption"
            || lower.contains("photocms_caption")
    })
}

fn align_of(row: &Row<'_>) -> Align {
    if row.tag == "center" {
        return Align::Centre;
    }
    let by_name = |value: &str| match value.trim() {
        v if v.eq_ignore_ascii_case("right") || v.eq_ignore_ascii_case("end") => Some(Align::Right),
        v if v.eq_ignore_ascii_case("center") => Some(Align::Centre),
        _ => None,
    };
    if let Some(align) = row.attr("align").and_then(by_name) {
        return align;
    }
    if let Some((_, after)) = row.attr("style").and_then(|style| style.split_once("text-align"))
        && let Some(align) = by_name(after.trim_start_matches([':', ' ']).split([';', '!']).next().unwrap_or_default())
    {
        return align;
    }
    for name in row.class().split_ascii_whitespace() {
        if name.ends_with("text-right") || name.ends_with("align-right") || name == "text-end" {
            return Align::Right;
        }
        if name.ends_with("text-center") || name.ends_with("align-center") {
            return Align::Centre;
        }
    }
    Align::Plain
}

/// Whether a row is left out whatever the article: an element that is never text, hidden, or of furniture by name.
pub(super) fn is_skipped(page: &Page<'_>, at: usize, row: &Row<'_>) -> bool {
    if row.tag.is_empty() {
        return false;
    }
    row.junk || is_hidden(row) || page.outline.is_furniture(at)
}

/// Whether an element is not shown.
pub(super) fn is_hidden(row: &Row<'_>) -> bool {
    row.hidden
}

/// The address of a picture, lazy ones too.
pub(super) fn picture_address(page: &Page<'_>, row: &Row<'_>) -> Option<String> {
    const LAZY: &[&str] = &["data-original", "data-src", "data-lazy-src", "data-url", "data-lazy", "src"];
    let direct = LAZY.iter().filter_map(|name| row.attr(name)).find(|v| !v.is_empty() && !v.starts_with("data:"));
    let from_set = || {
        let set = row.attr("data-srcset").or_else(|| row.attr("srcset"))?;
        set.split_ascii_whitespace().next().map(|first| first.trim_end_matches(','))
    };
    let address = direct.or_else(from_set)?;
    page.join(address).map(|url| url.as_str().to_owned())
}

/// Whether a single line break between two lines ends a paragraph: a sentence ended and another begins, or both are
/// points of a list typed by hand.
fn ends_paragraph(before: &str, after: &str) -> bool {
    let last = before.trim_end().trim_end_matches(['"', '”', '’', '\'', ')', ']']).chars().last();
    let ended = last.is_some_and(|c| matches!(c, '.' | '!' | '?' | '…' | ':' | ';'));
    let first = after.trim_start().chars().find(|c| !matches!(c, '"' | '“' | '‘' | '\'' | '(' | '['));
    let begins = first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '-' | '–' | '+' | '•' | '*'));
    let point = |line: &str| line.trim_start().starts_with(['-', '–', '+', '•', '*']);
    (ended && begins) || point(after) || is_figures(before)
}

/// Whether a line begins as a sentence or a sub-heading does.
fn begins_sentence(line: &str) -> bool {
    line.trim_start().chars().find(|c| !matches!(c, '"' | '“' | '‘' | '\'' | '(' | '[')).is_some_and(char::is_uppercase)
}

/// A line that is mostly digits (a date, a number of views) is a line of its own.
fn is_figures(line: &str) -> bool {
    let digits = line.chars().filter(char::is_ascii_digit).count();
    digits >= 6 && digits * 2 >= line.chars().filter(|c| c.is_alphanumeric()).count()
}

fn seen(rich: &Rich, look: Look) -> Look {
    let covers = |wanted: fn(&MarkKind) -> bool| {
        let mut reached = 0;
        for mark in rich.marks.iter().filter(|m| wanted(&m.kind)) {
            let gap = rich.text.get(reached..mark.start.max(reached)).unwrap_or_default();
            if gap.chars().any(char::is_alphanumeric) {
                return false;
            }
            reached = reached.max(mark.end);
        }
        reached > 0 && !rich.text.get(reached..).unwrap_or_default().chars().any(char::is_alphanumeric)
    };
    Look {
        strong: covers(|k| *k == MarkKind::Strong),
        emphasis: covers(|k| *k == MarkKind::Emphasis),
        linked: linked(&rich.text, &rich.marks),
        chars: count(&rich.text),
        words: rich.text.split(' ').filter(|word| word.bytes().any(begins_letter)).count(),
        ..look
    }
}

/// Characters that are not ASCII white space, counted by their first bytes.
pub(super) fn count(text: &str) -> usize {
    text.bytes().filter(|b| *b & 0xc0 != 0x80 && !b.is_ascii_whitespace()).count()
}

/// Whether a byte begins a letter or digit: ASCII ones, and all others but those of General Punctuation.
pub(super) fn begins_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0xc3 && byte != 0xe2
}

fn linked(text: &str, marks: &[Mark]) -> usize {
    let mut reached = 0;
    let mut sum = 0;
    for mark in marks.iter().filter(|m| matches!(m.kind, MarkKind::Link { .. })) {
        let from = mark.start.max(reached);
        sum += text.get(from..mark.end).map_or(0, count);
        reached = reached.max(mark.end);
    }
    sum
}

//! The blocks of a body → lines.
//!
//! Units: as in [`super`]; a place in a table is its row's number times [`table::ROW_LINES`] and the line's.

use super::{MAX_LINKS, ParagraphShape, PicturePlace, ReaderLine, ReaderLink, Role, Setter, room_for};
use crate::model::article::Anchor;
use crate::model::block::{BULLET, Lines, List, MediaKind, Spacing, Table};
use crate::model::{Block, Mark, Rich};
use crate::text::width::cells;
use crate::ui::reader::pictures::can_be_asked_for;
use crate::ui::reader::unshown::Unshown;
use crate::ui::reader::{table, view};

/// Cells by which each level of a list is indented.
const LEVEL: usize = 2;

impl Setter<'_> {
    pub(super) fn block(&mut self, block: u32, what: &Block) {
        match what {
            Block::Paragraph(rich) => self.rich(Role::Body, block, 0, rich, "", ""),
            Block::Quote(rich) => {
                let bar = format!("{} ", self.with.signs.quote);
                self.rich(Role::Quote, block, 0, rich, &bar, &bar);
            }
            Block::Attribution(rich) => {
                let bar = format!("{}   ", self.with.signs.quote);
                self.rich(Role::Caption, block, 0, rich, &bar, &bar);
            }
            Block::Heading { rich, .. } => {
                self.out.headings.push(self.out.lines.len());
                self.rich(Role::Heading, block, 0, rich, "", "");
            }
            Block::Lines(lines) => self.kept_lines(block, lines),
            Block::List(list) => self.list(block, list),
            Block::Table(table) => self.table(block, table),
            Block::Picture { url, caption } => {
                let why = self.place_for(block, url).map(|why| view::unshown(self.with.words, why));
                let words = match why {
                    Some(why) => format!("{why} {caption}").trim_end().to_owned(),
                    None if caption.is_empty() => self.with.words.say("reader-picture"),
                    None => caption.clone(),
                };
                self.shown(block, url, words, ShownLine::Picture);
            }
            Block::Media { kind, url, caption } => {
                let word = self.with.words.say(match kind {
                    MediaKind::Video => "reader-video",
                    MediaKind::Audio => "reader-audio",
                    MediaKind::Frame => "reader-frame",
                });
                let words = if caption.is_empty() { word } else { format!("{word} {caption}") };
                self.shown(block, url, words, ShownLine::Other);
            }
            Block::File { name, kind, url } => {
                let kind = if kind.is_empty() { String::new() } else { format!(" ({})", kind.to_uppercase()) };
                let words = format!("{} {name}{kind}", self.with.words.say("reader-file"));
                self.shown(block, url, words, ShownLine::Other);
            }
        }
        self.gap();
    }

    fn list(&mut self, block: u32, list: &List) {
        let mut base = 0;
        for (at, item) in list.items.iter().enumerate() {
            let marker = list.marker(at);
            let marker = if marker == BULLET { self.with.signs.bullet.to_owned() } else { marker };
            let space = if marker.is_empty() { "" } else { " " };
            let lead = format!("{}{marker}{space}", " ".repeat(LEVEL * list.level(at)));
            let rest = " ".repeat(cells(&lead));
            let rich = Rich { text: item.clone(), marks: list.item_marks.get(at).cloned().unwrap_or_default() };
            self.rich(Role::Body, block, base, &rich, &lead, &rest);
            base += item.len() + 1;
        }
    }

    /// Lines that stay lines, the indentation of preformatted ones too.
    fn kept_lines(&mut self, block: u32, lines: &Lines) {
        let mut base = 0;
        for line in lines.rich.text.split('\n') {
            let range = base..base + line.len();
            let inside = |mark: &Mark| {
                let part = super::within(&(mark.start..mark.end), &range)?;
                Some(Mark { start: part.start, end: part.end, kind: mark.kind.clone() })
            };
            let marks = lines.rich.marks.iter().filter_map(inside).collect();
            let lead = match lines.spacing {
                Spacing::Kept => " ".repeat((line.len() - line.trim_start_matches(' ').len()).min(self.most_indent())),
                Spacing::Free => String::new(),
            };
            if line.trim().is_empty() {
                self.push(ReaderLine::bare(
                    Anchor { block, offset: u32::try_from(base).unwrap_or(u32::MAX) },
                    Role::Body,
                ));
            } else if lead.is_empty() {
                self.rich(Role::Body, block, base, &Rich { text: line.to_owned(), marks }, "", "");
            } else {
                self.rich(Role::Body, block, base, &Rich::plain(line.trim_start_matches(' ')), &lead, &lead);
            }
            base = range.end + 1;
        }
    }

    fn most_indent(&self) -> usize {
        usize::from(self.with.width) / 2
    }

    /// A line that stands for something to look at or to open; its address is in the list of links.
    fn shown(&mut self, block: u32, url: &str, words: String, what: ShownLine) {
        let lead = format!("{} ", self.with.signs.picture);
        let rest = " ".repeat(cells(&lead));
        if url.starts_with("http") && self.out.links.len() < MAX_LINKS {
            let picture = what == ShownLine::Picture;
            self.out.links.push(ReaderLink { href: url.to_owned(), text: words.clone(), picture });
        }
        let shape = ParagraphShape { role: Role::Caption, block, base: 0, first: lead, rest };
        self.wrapped(&shape, words, &[]);
    }

    /// Leaves place for a picture: what one at hand takes, or what one that may come will get. Gives why none will.
    fn place_for(&mut self, block: u32, url: &str) -> Option<Unshown> {
        let (width, most) = (self.with.width, self.with.picture_rows);
        let unshown = self.with.pictures.unshown(url, self.askable);
        self.askable += usize::from(can_be_asked_for(url));
        let size = match (self.with.pictures.place_of(url, room_for(width, most)), unshown) {
            (Some(size), _) => size,
            (None, Some(why)) => return Some(why),
            (None, None) if self.with.pictures_come => room_for(width, most),
            (None, None) => return None,
        };
        let number = self.out.pictures.len();
        self.out.pictures.push(PicturePlace { url: url.to_owned(), size });
        for row in 0..size.1 {
            let anchor = Anchor { block, offset: 0 };
            self.push(ReaderLine { picture: Some((number, row)), ..ReaderLine::bare(anchor, Role::Picture) });
        }
        None
    }

    fn table(&mut self, block: u32, table: &Table) {
        if !table.caption.is_empty() {
            self.rich(Role::Caption, block, 0, &Rich::plain(table.caption.as_str()), "", "");
        }
        self.keep_links(table);
        let set = table::set(table, usize::from(self.with.width), self.with.sideways);
        self.out.too_wide |= set.too_wide;
        for line in set.lines {
            let role = if line.head { Role::TableHead } else { Role::Body };
            let part = self.out.parts.len();
            let offset = u32::try_from(line.row * table::ROW_LINES + line.line).unwrap_or(u32::MAX);
            let range = 0..line.text.len();
            self.out.parts.push(line.text.clone());
            let indent = u16::try_from(line.indent).unwrap_or(0);
            let (part, text, wide) = (Some((part, range)), line.text, line.wide);
            self.push(ReaderLine { indent, text, part, wide, ..ReaderLine::bare(Anchor { block, offset }, role) });
        }
    }

    /// Keeps the links of a table's cells for the list of links.
    fn keep_links(&mut self, table: &Table) {
        for link in &table.links {
            let cell = table.rows.get(link.row).and_then(|row| row.get(link.column));
            if let Some(cell) = cell.filter(|_| self.out.links.len() < MAX_LINKS) {
                self.out.links.push(ReaderLink { href: link.href.clone(), text: cell.clone(), picture: false });
            }
        }
    }
}

/// What a line stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ShownLine {
    Picture,
    Other,
}

//! Draws the reader: the column in the middle of its pane, the looks of its pieces, the spots of a find.

use ratatui::style::Modifier;

use crate::text::width::cells;
use crate::text::wrap;
use crate::ui::layout::Area;
use crate::ui::theme::Meaning;
use crate::ui::widgets::pen::Pen;
use crate::ui::widgets::signs::Signs;
use crate::ui::words::{PhraseValue, Words};

use super::ReaderPane;
use super::lines::{ReaderLine, Role, SpanLook, within};
use super::pictures::PictureState;
use super::table::Wide;
use super::unshown::Unshown;

/// What the reader is drawn with.
pub struct ReaderView<'a> {
    /// The state.
    pub reader: &'a ReaderPane,
    /// The pictures at hand, and why others are not.
    pub pictures: &'a PictureState,
    /// The phrases.
    pub words: &'a Words,
    /// What to say when there is no article.
    pub empty: &'a [String],
    /// The signs.
    pub signs: &'a Signs,
    /// Whether the keys go here.
    pub focused: bool,
    /// Something lies over the pane.
    pub covered: bool,
}

/// From this height on a line above the text is kept for the title, once that is out of sight.
const HEADED: u16 = 10;

/// Lines above the text.
pub fn head_lines(height: u16) -> u16 {
    u16::from(height >= HEADED)
}

/// Why a picture is not shown, as it stands beside its sign.
pub(super) fn unshown(words: &Words, why: Unshown) -> String {
    words.with("reader-unshown", &[("why", PhraseValue::Text(&words.say(why.phrase())))])
}

impl ReaderView<'_> {
    /// Draws on `area`.
    pub fn draw(&self, pen: &mut Pen<'_>, area: Area) {
        let column = self.reader.column(area.width);
        let left = area.x + (area.width.saturating_sub(column)) / 2;
        let head = head_lines(area.height);
        let body = Area { x: left, y: area.y + head, width: column, height: area.height - head };
        if self.reader.article.is_none() {
            return self.draw_empty(pen, body);
        }
        if head > 0 {
            self.draw_head(pen, Area { y: area.y, height: 1, ..body });
        }
        let lines = self.reader.document.lines.iter().enumerate().skip(self.reader.top());
        for ((number, line), y) in lines.zip(body.y..body.y + body.height) {
            self.draw_line(pen, Area { y, height: 1, ..body }, line);
            if self.reader.chosen_lines().is_some_and(|chosen| chosen.contains(&number)) {
                pen.mark(body.x, y, body.width, Meaning::Selected);
            }
        }
        self.draw_thumb(pen, area);
    }

    fn draw_empty(&self, pen: &mut Pen<'_>, area: Area) {
        let mut y = area.y + area.height / 3;
        for text in self.empty {
            let lines = wrap::wrap(text, usize::from(area.width), &wrap::Options::default());
            for range in lines {
                if y < area.y + area.height {
                    pen.text(area.x, y, area.width, &text[range], Meaning::Faint);
                }
                y = y.saturating_add(1);
            }
        }
    }

    fn draw_line(&self, pen: &mut Pen<'_>, at: Area, line: &ReaderLine) {
        if let Some((number, row)) = line.picture {
            return self.draw_picture(pen, at, number, row);
        }
        let meaning = meaning(line.role);
        if !line.lead.is_empty() {
            pen.text(at.x, at.y, at.width, &line.lead, Meaning::Faint);
        }
        if let Some(wide) = &line.wide {
            return self.draw_wide(pen, at, line, wide);
        }
        let (x, room) = (at.x + line.indent.min(at.width), at.width.saturating_sub(line.indent));
        pen.text(x, at.y, room, &line.text, meaning);
        for (range, look) in &line.looks {
            let Some((offset, width)) = place(&line.text, range) else { continue };
            match look {
                SpanLook::Strong => add(pen, (x + offset, at.y, width), Modifier::BOLD),
                SpanLook::Emphasis => add(pen, (x + offset, at.y, width), Modifier::ITALIC),
                SpanLook::Link(_) => {
                    pen.mark(x + offset, at.y, width, Meaning::Link);
                    pen.underline(x + offset, at.y, width);
                }
            }
        }
        self.draw_spots(pen, (x, at.y), line);
    }

    /// A row of a picture, which stands on its caption; its sign in the middle of its place while it is not there, and why it
    /// will not be.
    fn draw_picture(&self, pen: &mut Pen<'_>, at: Area, number: usize, row: u16) {
        let Some(place) = self.reader.document.pictures.get(number) else { return };
        let Some(picture) = self.pictures.at_hand.get(&place.url) else {
            if row == place.size.1 / 2 {
                let why = self.pictures.failure(&place.url).map(|why| unshown(self.words, why));
                let told = format!("{} {}", self.signs.picture, why.unwrap_or_default());
                let x = at.x + at.width.saturating_sub(u16::try_from(cells(told.trim_end())).unwrap_or(0)) / 2;
                pen.text(x, at.y, at.width, told.trim_end(), Meaning::Faint);
            }
            return;
        };
        let size = picture.cells(place.size.0, place.size.1);
        let above = place.size.1.saturating_sub(size.1);
        if row >= above && !(self.covered && picture.is_fragile()) {
            let left = at.x + at.width.saturating_sub(size.0) / 2;
            picture.draw_row(pen.buffer, (left, at.y), size, row - above);
        }
    }

    /// Which hit of how many; once the headline is out of sight also the title and how much has been read.
    fn draw_head(&self, pen: &mut Pen<'_>, at: Area) {
        let hit = self.reader.spot.map(|spot| format!("{}/{}", spot + 1, self.reader.spots.len()));
        let Some(article) = self.reader.article.as_ref().filter(|_| self.reader.top() > 0) else {
            pen.right(at, at.y, &hit.unwrap_or_default(), Meaning::Muted);
            return;
        };
        let percent = format!("{}%", self.reader.percent());
        let told = hit.map_or_else(|| percent.clone(), |hit| format!("{hit} · {percent}"));
        let used = pen.right(at, at.y, &told, Meaning::Muted);
        let room = usize::from(at.width.saturating_sub(used + 2));
        let title = shorten_at_word(&article.row.title, room);
        pen.line(at.x, at.y, at.width.saturating_sub(used + 2), &title, Meaning::Title);
    }

    /// A row of a table that is moved sideways: the first column, then those in sight; signs where more are on a side.
    fn draw_wide(&self, pen: &mut Pen<'_>, at: Area, line: &ReaderLine, wide: &Wide) {
        let (width, shift) = (usize::from(at.width), self.reader.shift);
        let mut last = 0;
        for (column, x) in wide.in_sight(shift, width) {
            let Some(piece) = wide.pieces.get(column) else { continue };
            let (x, room) =
                (u16::try_from(x).unwrap_or(u16::MAX), u16::try_from(wide.widths[column]).unwrap_or(u16::MAX));
            let area = Area { x: at.x + x, width: room.min(at.width - x), ..at };
            pen.text(area.x, at.y, area.width, &line.text[piece.clone()], meaning(line.role));
            self.draw_spots_of(pen, area, line, piece);
            last = if usize::from(x) + wide.widths[column] <= width { column } else { last };
        }
        if shift > 0 && wide.last_shift(width) > 0 {
            let x = u16::try_from(wide.widths[0]).unwrap_or(u16::MAX);
            pen.text(at.x + x, at.y, 1, self.signs.more_left, Meaning::Faint);
        }
        if last + 1 < wide.widths.len() {
            pen.text(at.x + at.width, at.y, 1, self.signs.more_right, Meaning::Faint);
        }
    }

    fn draw_spots_of(&self, pen: &mut Pen<'_>, at: Area, line: &ReaderLine, piece: &std::ops::Range<usize>) {
        let Some((part, _)) = &line.part else { return };
        let from = self.reader.spots.partition_point(|s| s.part < *part);
        for (number, spot) in self.reader.spots.iter().enumerate().skip(from).take_while(|(_, s)| s.part == *part) {
            let found = within(&spot.range, piece).and_then(|range| place(&line.text[piece.clone()], &range));
            if let Some((offset, width)) = found.filter(|(offset, _)| *offset < at.width) {
                let here = self.reader.spot == Some(number);
                let meaning = if here { Meaning::MatchHere } else { Meaning::Match };
                pen.mark(at.x + offset, at.y, width.min(at.width - offset), meaning);
            }
        }
    }

    fn draw_spots(&self, pen: &mut Pen<'_>, (x, y): (u16, u16), line: &ReaderLine) {
        let Some((part, bounds)) = &line.part else { return };
        let cited = self.reader.document.cited.partition_point(|s| s.part < *part);
        for spot in self.reader.document.cited.iter().skip(cited).take_while(|s| s.part == *part) {
            let range = within(&spot.range, bounds);
            if let Some((offset, width)) = range.and_then(|range| place(&line.text, &range)) {
                pen.underline(x + offset, y, width);
            }
        }
        let lit = self.reader.lit.as_ref().filter(|lit| lit.part == *part);
        if let Some((offset, width)) =
            lit.and_then(|lit| within(&lit.range, bounds)).and_then(|range| place(&line.text, &range))
        {
            pen.mark(x + offset, y, width, Meaning::Match);
        }
        let from = self.reader.spots.partition_point(|s| s.part < *part);
        for (at, spot) in self.reader.spots.iter().enumerate().skip(from).take_while(|(_, s)| s.part == *part) {
            let Some(range) = within(&spot.range, bounds) else { continue };
            if let Some((offset, width)) = place(&line.text, &range) {
                let here = self.reader.spot == Some(at);
                pen.mark(x + offset, y, width, if here { Meaning::MatchHere } else { Meaning::Match });
            }
        }
    }

    fn draw_thumb(&self, pen: &mut Pen<'_>, area: Area) {
        let (lines, height) = (self.reader.document.lines.len(), usize::from(area.height));
        if lines <= self.reader.height() || area.width < 4 || height < 3 {
            return;
        }
        let size = (height * height / lines).clamp(1, height);
        let from = self.reader.top() * (height - size) / (lines - self.reader.height()).max(1);
        for y in from..(from + size).min(height) {
            let y = area.y + u16::try_from(y).unwrap_or(0);
            let meaning = if self.focused { Meaning::Accent } else { Meaning::Rule };
            pen.text(area.x + area.width - 1, y, 1, self.signs.thumb, meaning);
        }
    }
}

/// A text on one line of `room` cells, cut between words.
fn shorten_at_word(text: &str, room: usize) -> String {
    if cells(text) <= room {
        return text.to_owned();
    }
    let greedy = wrap::Options { greedy: true, ..wrap::Options::default() };
    let first = wrap::wrap(text, room.saturating_sub(1).max(1), &greedy).into_iter().next().unwrap_or_default();
    format!("{}…", text.get(first).unwrap_or_default())
}

/// Where a byte range of a line stands: cells before it and cells of it.
pub(in crate::ui) fn place(text: &str, range: &std::ops::Range<usize>) -> Option<(u16, u16)> {
    let before = cells(text.get(..range.start)?);
    let inside = cells(text.get(range.clone())?);
    Some((u16::try_from(before).ok()?, u16::try_from(inside).ok()?))
}

fn add(pen: &mut Pen<'_>, (x, y, width): (u16, u16, u16), modifier: Modifier) {
    for x in x..x.saturating_add(width) {
        if let Some(cell) = pen.buffer.cell_mut((x, y)) {
            cell.modifier.insert(modifier);
        }
    }
}

fn meaning(role: Role) -> Meaning {
    match role {
        Role::Gap | Role::Body | Role::Picture => Meaning::Text,
        Role::Kicker => Meaning::Accent,
        Role::Headline => Meaning::Headline,
        Role::Byline => Meaning::Byline,
        Role::Sapo => Meaning::Sapo,
        Role::Heading => Meaning::Heading,
        Role::Quote => Meaning::Quote,
        Role::Caption => Meaning::Caption,
        Role::TableHead => Meaning::Strong,
        Role::Rule => Meaning::Rule,
        Role::Foot => Meaning::Muted,
        Role::Notice => Meaning::Warning,
    }
}

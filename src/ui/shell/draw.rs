//! Draws the whole screen from the state. Wraps nothing, counts nothing, remembers nothing.

use ratatui::Frame;
use ratatui::buffer::Buffer;

use crate::text::revision::{Changed, changes};
use crate::text::width::{Ambiguous, cells, narrow_sign};
use crate::text::wrap;

use crate::ui::Ui;
use crate::ui::layout::{Area, Pane, USEFUL};
use crate::ui::panel::{Panel, PanelText, fitted_foot, meaning};
use crate::ui::place::{PlacedPanel, Wrapped};
use crate::ui::prompt::Ask;
use crate::ui::theme::Meaning;
use crate::ui::widgets::pen::Pen;
use crate::ui::widgets::signs::Signs;
use crate::ui::{list, reader, sources};

/// From so many cells on, rows that one column would leave out stand in two.
const TWO_COLUMNS: u16 = 56;

/// Most completions shown above the command line.
const COMPLETIONS: usize = 8;

/// Puts ASCII signs in the place of those that the terminal would draw over the next cell.
fn narrow_signs(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if let Some(sign) = narrow_sign(cell.symbol()) {
            cell.set_symbol(sign);
        }
    }
}

/// How rows of a name and its help stand above the status line; cells.
struct MenuShape {
    columns: usize,
    width: u16,
    label: u16,
    help: u16,
}

/// A line of such a row: its number, the name, the help or a part of it.
type MenuLine<'a> = (usize, &'a str, &'a str);

fn numbered(rows: &[(String, String)]) -> Vec<MenuLine<'_>> {
    rows.iter().enumerate().map(|(at, (name, help))| (at, name.as_str(), help.as_str())).collect()
}

/// The rows with every help on as many lines as it needs.
fn unfolded(rows: &[(String, String)], room: usize) -> Vec<MenuLine<'_>> {
    let mut lines = Vec::new();
    for (at, (name, help)) in rows.iter().enumerate() {
        let parts = wrap::wrap(help, room.max(1), &wrap::Options::default());
        let text = |range: std::ops::Range<usize>| help.get(range).unwrap_or_default().trim_end();
        let mut parts = parts.into_iter().map(text);
        lines.push((at, name.as_str(), parts.next().unwrap_or_default()));
        lines.extend(parts.map(|part| (at, "", part)));
    }
    lines
}

impl Ui {
    /// Draws, and shows the cursor in a prompt. Gives the cell where the attention is in any case.
    pub fn draw(&self, frame: &mut Frame<'_>) -> (u16, u16) {
        let (cursor, focus) = self.paint_all(frame.buffer_mut());
        if self.shell.settings.ambiguous == Ambiguous::Wide {
            narrow_signs(frame.buffer_mut());
        }
        if let Some((x, y)) = cursor {
            frame.set_cursor_position((x, y));
        }
        cursor.unwrap_or(focus)
    }

    /// Paints the buffer; gives the cell of a prompt's cursor.
    pub fn paint(&self, buffer: &mut Buffer) -> Option<(u16, u16)> {
        self.paint_all(buffer).0
    }

    /// Paints the buffer; gives the cell of a prompt's cursor, and that of what has the focus.
    pub(in crate::ui) fn paint_all(&self, buffer: &mut Buffer) -> (Option<(u16, u16)>, (u16, u16)) {
        let mut pen = Pen { buffer, theme: &self.shell.look.theme };
        let screen = self.shell.panes.layout.screen;
        pen.tint(screen, Meaning::Ground);
        if screen.width < USEFUL.0 || screen.height < USEFUL.1 {
            pen.text(0, 0, screen.width, &self.shell.words.say("too-small"), Meaning::Warning);
            return (None, (0, 0));
        }
        self.draw_panes(&mut pen);
        self.draw_above_status(&mut pen, &self.tour_rows(), None);
        let mut cursor = self.draw_status(&mut pen);
        self.draw_completions(&mut pen);
        self.draw_chord_hints(&mut pen);
        let mut focus = self.focus_cell();
        if let Some(panel) = self.panel() {
            focus = self.draw_panel(&mut pen, &panel);
            cursor = None;
        }
        self.draw_long_notice(&mut pen);
        (cursor, focus)
    }

    /// The cell of what has the focus: the selected row, the line that is read or was found.
    fn focus_cell(&self) -> (u16, u16) {
        let Some(area) = self.shell.panes.focused() else { return (0, 0) };
        let head = match self.shell.panes.focus {
            Pane::Reader => reader::view::head_lines(area.height),
            _ => list::view::head_lines(area.height),
        };
        let line = match self.shell.panes.focus {
            Pane::Sources => self.sources.selected().saturating_sub(self.sources.top()),
            Pane::List => {
                let selected = Some(self.list.selected());
                self.list.laid.iter().position(|line| line.row == selected).unwrap_or(0)
            }
            Pane::Reader => self.reader.focus_line().saturating_sub(self.reader.top()),
        };
        let left = match self.shell.panes.focus {
            Pane::Reader => area.width.saturating_sub(self.reader.column(area.width)) / 2,
            _ => 0,
        };
        let line = u16::try_from(line).unwrap_or(0).min(area.height.saturating_sub(1 + head));
        (area.x + left, area.y + head + line)
    }

    fn draw_panes(&self, pen: &mut Pen<'_>) {
        let focused = |pane| self.shell.panes.focus == pane && !self.panels.is_open();
        if let Some(area) = self.shell.panes.layout.sources {
            let view = sources::view::SourcesView {
                sources: &self.sources,
                words: &self.shell.words,
                signs: self.shell.look.signs,
                focused: focused(Pane::Sources),
            };
            view.draw(pen, area);
        }
        let card = self.card_area();
        if let Some(area) = self.shell.panes.layout.list.filter(|area| card != Some(*area)) {
            let (heading, aside) = self.list_heading();
            let empty = self.empty_list();
            let view = list::view::ListView {
                list: &self.list,
                heading: &heading,
                aside: &aside,
                empty: &empty,
                signs: self.shell.look.signs,
                focused: focused(Pane::List),
            };
            view.draw(pen, area);
            if area.x > 0 {
                pen.rule_left_of(area, self.shell.look.signs.rule);
            }
        }
        if let Some(area) = card {
            self.draw_card(pen, area);
            if area.x > 0 {
                pen.rule_left_of(area, self.shell.look.signs.rule);
            }
        } else if let Some(area) = self.shell.panes.layout.reader {
            let id = if self.reader.is_absent() { "article-gone" } else { "empty-reader" };
            let empty = [self.shell.words.say(id)];
            let view = reader::view::ReaderView {
                reader: &self.reader,
                pictures: &self.pictures,
                words: &self.shell.words,
                empty: &empty,
                signs: self.shell.look.signs,
                focused: focused(Pane::Reader),
                covered: self.panels.is_open()
                    || !self.keys.pending.is_empty()
                    || self.keys.letter.is_some()
                    || matches!(self.prompts.asks(), Some(Ask::Command | Ask::Label)),
            };
            view.draw(pen, area);
            if area.x > 0 {
                pen.rule_left_of(area, self.shell.look.signs.rule);
            }
        }
    }

    /// Draws a panel; gives the cell of its chosen line, else of its first.
    fn draw_panel(&self, pen: &mut Pen<'_>, panel: &Panel) -> (u16, u16) {
        let placed = panel.place(self.shell.panes.layout.screen);
        let (area, inner, x) = (placed.area, placed.inner, placed.area.x + 2.min(placed.area.width.saturating_sub(1)));
        draw_edge(pen, area, self.shell.panes.layout.screen, self.shell.look.signs);
        pen.clear(area);
        pen.tint(area, Meaning::Panel);
        pen.line(x, area.y, inner, &panel.title, Meaning::Accent);
        let mut focus = (x, area.y);
        if area.height < 3 {
            return focus;
        }
        let foot = area.y + area.height - 1;
        for (line, y) in placed.lines.iter().skip(placed.top).zip(area.y + placed.head..foot) {
            draw_panel_line(pen, (x, y, inner), placed.label, line, panel);
            if panel.chosen.unwrap_or(0) == line.number && line.first {
                focus = (x, y);
            }
        }
        if panel.tells == PanelText::Changes {
            mark_changes(pen, &placed, (x + placed.label, foot));
        }
        if placed.top < placed.last_top() {
            // More follows.
            pen.text(x + inner, foot - 1, 1, "…", Meaning::Muted);
        }
        pen.line(x, foot, inner, &fitted_foot(&panel.foot, usize::from(inner)), Meaning::Muted);
        focus
    }

    fn draw_completions(&self, pen: &mut Pen<'_>) {
        let Some(prompt) = &self.prompts.open else { return };
        let found = self.offered();
        let chosen = prompt.completed();
        // The chosen one stays in sight.
        let first = chosen.unwrap_or(0).saturating_sub(COMPLETIONS - 1);
        let shown = found.into_iter().skip(first).take(COMPLETIONS).map(|c| (c.name, c.help));
        self.draw_above_status(pen, &shown.collect::<Vec<_>>(), chosen.map(|at| at - first));
    }

    fn draw_chord_hints(&self, pen: &mut Pen<'_>) {
        if let Some(wanted) = self.keys.letter.filter(|_| !self.panels.is_open()) {
            return self.draw_above_status(pen, &self.letter_hints(wanted), None);
        }
        if self.keys.pending.is_empty() || self.panels.is_open() {
            return;
        }
        self.draw_above_status(pen, &self.chord_hints(), None);
    }

    /// What may follow the keys so far, and what it does; in fewer words where the column is narrow.
    pub(in crate::ui) fn chord_hints(&self) -> Vec<(String, String)> {
        let hints = self.keys.map.hints(&self.scopes(), &self.keys.pending);
        let hints: Vec<(String, String)> = hints.into_iter().filter(|(_, name)| self.has_use(name)).collect();
        let shape = self.menu(hints.iter().map(|(keys, _)| keys.as_str()));
        let help = |(keys, name): (String, String)| {
            let (whole, short) = (self.help_of(&name), format!("which-{name}"));
            let narrow = cells(&whole) > usize::from(shape.help) && self.shell.words.has(&short);
            (keys, if narrow { self.shell.words.say(&short) } else { whole })
        };
        hints.into_iter().map(help).collect()
    }

    /// Whether an action can do anything now; what it would only refuse is not offered after a prefix.
    fn has_use(&self, name: &str) -> bool {
        match name {
            "loose-hits" | "synonym-hits" | "hits-of-source" | "sort-hits" | "save-search" => {
                self.search.text().is_some()
            }
            "tables" | "columns-left" | "columns-right" => self.reader.document.too_wide,
            "stop-speaking" | "faster" | "slower" => self.reader.aloud.is_heard(),
            _ => true,
        }
    }

    /// How rows with these labels stand above the status line.
    fn menu<'a>(&self, labels: impl ExactSizeIterator<Item = &'a str>) -> MenuShape {
        let (screen, rows) = (self.shell.panes.layout.status, labels.len());
        let label = labels.map(cells).max().unwrap_or(0).min(usize::from(screen.width) / 2);
        let label = u16::try_from(label).unwrap_or(0) + 2;
        // Two columns where one would leave rows out.
        let (many, all) = (rows > usize::from(screen.y / 2), usize::from(screen.y));
        let two = (many && screen.width >= 80) || (rows > all && screen.width >= TWO_COLUMNS);
        let columns = if two { 2 } else { 1 };
        let width = screen.width / u16::try_from(columns).unwrap_or(1);
        MenuShape { columns, width, label, help: width.saturating_sub(label + 2) }
    }

    fn draw_above_status(&self, pen: &mut Pen<'_>, rows: &[(String, String)], chosen: Option<usize>) {
        let screen = self.shell.panes.layout.status;
        if rows.is_empty() || screen.y == 0 {
            return;
        }
        let MenuShape { columns, width, label, help } = self.menu(rows.iter().map(|(label, _)| label.as_str()));
        let (lines, room) = (unfolded(rows, usize::from(help)), usize::from(screen.y));
        let lines = if columns == 1 && lines.len() <= room { lines } else { numbered(rows) };
        let height = u16::try_from(lines.len().div_ceil(columns)).unwrap_or(u16::MAX).min(screen.y);
        let room = usize::from(height) * columns;
        // What does not fit is counted, so that nobody takes the rest for all.
        let shown = if lines.len() > room { room - 1 } else { lines.len() };
        let rest = self.shell.words.count("more-rows", lines.len() - shown);
        let rest = (shown < lines.len()).then_some((usize::MAX, "", rest.as_str()));
        let area = Area { x: 0, y: screen.y - height, width: screen.width, height };
        // An edge, where the screen goes on above: a theme without grounds shows where the menu begins, too.
        if let Some(y) = area.y.checked_sub(1) {
            pen.clear(Area { y, height: 1, ..area });
            pen.text(0, y, area.width, &self.shell.look.signs.line.repeat(usize::from(area.width)), Meaning::Rule);
        }
        pen.clear(area);
        pen.tint(area, Meaning::Panel);
        for (at, (row, name, text)) in lines.iter().take(shown).chain(&rest).enumerate() {
            let (column, line) = (at / usize::from(height), at % usize::from(height));
            let x = 1 + u16::try_from(column).unwrap_or(0) * width;
            let y = area.y + u16::try_from(line).unwrap_or(0);
            pen.line(x, y, label, name, Meaning::Accent);
            pen.line(x + label, y, help, text, Meaning::Text);
            if chosen == Some(*row) {
                pen.mark(x.saturating_sub(1), y, width, Meaning::Selected);
            }
        }
    }

    /// What a row of the table, or several by ` + `, does.
    fn help_of(&self, name: &str) -> String {
        let part = |part: &str| {
            if part.starts_with(':') { part.to_owned() } else { self.shell.words.say(&format!("do-{part}")) }
        };
        name.split(" + ").map(part).collect::<Vec<_>>().join(" + ")
    }
}

/// An edge round a panel, on the sides where the screen goes on: a theme without grounds shows where a panel ends, too.
fn draw_edge(pen: &mut Pen<'_>, area: Area, screen: Area, signs: &Signs) {
    let (left, top) = (area.x.checked_sub(1), area.y.checked_sub(1));
    let right = Some(area.x + area.width).filter(|x| *x < screen.width);
    let bottom = Some(area.y + area.height).filter(|y| *y < screen.height);
    for y in area.y..area.y + area.height {
        for x in [left, right].into_iter().flatten() {
            pen.clear(Area { x, y, width: 1, height: 1 });
            pen.text(x, y, 1, signs.rule, Meaning::Rule);
        }
    }
    let [top_left, top_right, bottom_left, bottom_right] = signs.corners;
    for (y, [start, end]) in [(top, [top_left, top_right]), (bottom, [bottom_left, bottom_right])] {
        let Some(y) = y else { continue };
        pen.clear(Area { y, height: 1, ..area });
        pen.text(area.x, y, area.width, &signs.line.repeat(usize::from(area.width)), Meaning::Rule);
        for (x, corner) in [(left, start), (right, end)] {
            let Some(x) = x else { continue };
            pen.clear(Area { x, y, width: 1, height: 1 });
            pen.text(x, y, 1, corner, Meaning::Rule);
        }
    }
}

fn draw_panel_line(pen: &mut Pen<'_>, (x, y, room): (u16, u16, u16), label: u16, line: &Wrapped<'_>, panel: &Panel) {
    pen.line(x, y, label.saturating_sub(1), line.label, Meaning::Accent);
    pen.text(x + label, y, room - label, line.text, meaning(line.of, panel.tells));
    if panel.chosen == Some(line.number) {
        pen.mark(x, y, room, Meaning::Selected);
    }
}

/// Gives the words that are gone or new their looks. A change may have begun above what is in sight.
fn mark_changes(pen: &mut Pen<'_>, placed: &PlacedPanel<'_>, (x, foot): (u16, u16)) {
    let mut open = None;
    let first = placed.area.y + placed.head;
    for (at, line) in placed.lines.iter().enumerate() {
        let (found, goes_on) = changes(line.text, open.filter(|_| !line.first));
        open = goes_on;
        let y = at.checked_sub(placed.top).and_then(|at| first.checked_add(u16::try_from(at).ok()?));
        let Some(y) = y.filter(|y| *y < foot) else { continue };
        for (range, change) in found {
            let Some((offset, width)) = reader::view::place(line.text, &range) else { continue };
            pen.mark(x + offset, y, width, if change == Changed::Gone { Meaning::Muted } else { Meaning::Good });
        }
    }
}

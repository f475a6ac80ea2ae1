//! Writes the cells of a frame: of their look only what differs from the cell before, in one sequence, without the formatting
//! machinery that writing a colour would pass through a thousand times a frame.

use std::io::{self, Write};

use crossterm::style::Colored;
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

/// Attributes: what switches each on, and off. Bold and dim are switched off together.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];
/// What begins a foreground, a background and an underline colour (SGR).
const FOREGROUND: u8 = 38;
const BACKGROUND: u8 = 48;
const UNDERLINE: u8 = 58;

/// Whether colours are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Colours {
    Written,
    /// `NO_COLOR` is set.
    LeftOut,
}

/// A terminal behind `W`.
pub(super) struct CellBackend<W: Write> {
    terminal: CrosstermBackend<W>,
    /// What is written next; kept for its room.
    bytes: Vec<u8>,
}

impl<W: Write> CellBackend<W> {
    pub(super) fn new(out: W) -> Self {
        Self { terminal: CrosstermBackend::new(out), bytes: Vec::new() }
    }
}

/// How the last cell looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    foreground: Color,
    background: Color,
    underline: Color,
    modifier: Modifier,
}

impl Look {
    /// After a reset.
    const PLAIN: Self = Self {
        foreground: Color::Reset,
        background: Color::Reset,
        underline: Color::Reset,
        modifier: Modifier::empty(),
    };

    fn of(cell: &Cell, colours: Colours) -> Self {
        let (foreground, background, underline) = match colours {
            Colours::Written => (cell.fg, cell.bg, cell.underline_color),
            Colours::LeftOut => (Color::Reset, Color::Reset, Color::Reset),
        };
        Self { foreground, background, underline, modifier: cell.modifier }
    }

    /// Writes what makes this look of the one before.
    fn write_after(self, before: Self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\x1b[");
        if self.modifier != before.modifier {
            write_attributes(before.modifier, self.modifier, out);
        }
        for (begin, was, is) in [
            (FOREGROUND, before.foreground, self.foreground),
            (BACKGROUND, before.background, self.background),
            (UNDERLINE, before.underline, self.underline),
        ] {
            if is != was {
                write_colour(begin, is, out);
            }
        }
        // The sign between the last number and none.
        if let Some(last) = out.last_mut() {
            *last = b'm';
        }
    }
}

/// Each number with a sign after it, as everything that [`Look::write_after`] puts together.
fn write_attributes(before: Modifier, now: Modifier, out: &mut Vec<u8>) {
    let mut on = before;
    for (attribute, _, off) in ATTRIBUTES {
        if on.contains(attribute) && !now.contains(attribute) {
            write_number(u16::from(off), b';', out);
            for (other, _, _) in ATTRIBUTES.into_iter().filter(|(_, _, other)| *other == off) {
                on.remove(other);
            }
        }
    }
    for (attribute, code, _) in ATTRIBUTES {
        if now.contains(attribute) && !on.contains(attribute) {
            write_number(u16::from(code), b';', out);
        }
    }
}

fn write_colour(begin: u8, colour: Color, out: &mut Vec<u8>) {
    let number = match colour {
        Color::Reset => return write_number(u16::from(begin) + 1, b';', out),
        Color::Rgb(red, green, blue) => {
            for part in [begin, 2, red, green, blue] {
                write_number(u16::from(part), b';', out);
            }
            return;
        }
        Color::Indexed(number) => number,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    for part in [begin, 5, number] {
        write_number(u16::from(part), b';', out);
    }
}

/// A number in its digits, and the sign after it.
fn write_number(number: u16, after: u8, out: &mut Vec<u8>) {
    let mut rest = number;
    let mut digits = [0; 5];
    let mut len = 0;
    for digit in &mut digits {
        *digit = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        len += 1;
        if rest == 0 {
            break;
        }
    }
    out.extend(digits.iter().take(len).rev());
    out.push(after);
}

impl<W: Write> Backend for CellBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let colours = if Colored::ansi_color_disabled_memoized() { Colours::LeftOut } else { Colours::Written };
        let out = &mut self.bytes;
        out.clear();
        let mut look = Look::PLAIN;
        // Where the next cell is written unless the cursor is moved.
        let mut next = None;
        for (x, y, cell) in content {
            if next != Some((x, y)) {
                out.extend_from_slice(b"\x1b[");
                write_number(y.saturating_add(1), b';', out);
                write_number(x.saturating_add(1), b'H', out);
            }
            next = Some((x.saturating_add(1), y));
            let wanted = Look::of(cell, colours);
            if wanted != look {
                wanted.write_after(look, out);
                look = wanted;
            }
            out.extend_from_slice(cell.symbol().as_bytes());
        }
        if look != Look::PLAIN {
            out.extend_from_slice(b"\x1b[0m");
        }
        self.terminal.write_all(&self.bytes)
    }

    fn append_lines(&mut self, lines: u16) -> io::Result<()> {
        self.terminal.append_lines(lines)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.terminal.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.terminal.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.terminal.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.terminal.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.terminal.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.terminal.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.terminal.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.terminal)
    }
}

impl<W: Write> Write for CellBackend<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.terminal.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.terminal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLOURS: [Color; 7] = [
        Color::Reset,
        Color::Rgb(230, 0, 7),
        Color::Indexed(240),
        Color::Red,
        Color::LightBlue,
        Color::Gray,
        Color::White,
    ];

    /// Every attribute and colour after every other, in cells that follow each other and cells that do not.
    fn cells() -> Vec<(u16, u16, Cell)> {
        let modifiers: Vec<Modifier> = ["", "b", "d", "bd", "iu", "bu", "r", "dr", "i"].map(modifier).to_vec();
        let mut cells = Vec::new();
        for (row, first) in modifiers.iter().enumerate() {
            for (column, second) in modifiers.iter().flat_map(|second| [first, second]).enumerate() {
                let mut cell = Cell::new(["ộ", "x", "“", " "][(row + column) % 4]);
                cell.modifier = *second;
                cell.fg = COLOURS[(row * 3 + column) % 7];
                cell.bg = COLOURS[(row + column * column) % 7];
                let gap = usize::from(column > 9) * 3;
                cells.push((u16::try_from(column + gap).unwrap(), u16::try_from(row).unwrap(), cell));
            }
        }
        cells
    }

    fn modifier(letters: &str) -> Modifier {
        letters.chars().fold(Modifier::empty(), |all, letter| {
            all | match letter {
                'b' => Modifier::BOLD,
                'd' => Modifier::DIM,
                'i' => Modifier::ITALIC,
                'u' => Modifier::UNDERLINED,
                _ => Modifier::REVERSED,
            }
        })
    }

    fn written(screen: &mut impl Backend<Error = io::Error>, cells: &[(u16, u16, Cell)]) {
        screen.draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell))).unwrap();
    }

    /// All cells with their looks, as a terminal shows them, and how it would write on.
    fn shown(bytes: &[u8]) -> (Vec<vt100::Cell>, String) {
        let mut parser = vt100::Parser::default();
        parser.process(bytes);
        let at = |n: u16| parser.screen().cell(n / 80, n % 80).cloned();
        ((0..24 * 80).filter_map(at).collect(), parser.screen().contents_formatted())
    }

    #[test]
    fn what_is_written_shows_what_the_cells_say_in_fewer_bytes() {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        written(&mut CellBackend::new(&mut ours), &cells());
        written(&mut CrosstermBackend::new(&mut theirs), &cells());
        assert_eq!(shown(&ours), shown(&theirs));
        assert!(ours.len() * 10 < theirs.len() * 9, "{} of {}", ours.len(), theirs.len());
    }

    #[test]
    fn a_look_is_written_once_for_the_cells_that_share_it() {
        let mut cell = Cell::new("a");
        (cell.fg, cell.modifier) = (Color::Rgb(1, 22, 255), Modifier::BOLD);
        let mut dim = cell.clone();
        dim.modifier = Modifier::DIM;
        let mut lined = dim.clone();
        (lined.underline_color, lined.modifier) = (Color::Red, Modifier::UNDERLINED | Modifier::DIM);
        let cells = [(0, 9, cell.clone()), (1, 9, cell), (2, 9, dim), (300, 0, lined)];
        let mut bytes = Vec::new();
        written(&mut CellBackend::new(&mut bytes), &cells);
        let expected = "\x1b[10;1H\x1b[1;38;2;1;22;255maa\x1b[22;2ma\x1b[1;301H\x1b[4;58;5;1ma\x1b[0m";
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn no_cells_are_no_bytes() {
        let mut bytes = Vec::new();
        written(&mut CellBackend::new(&mut bytes), &[]);
        assert!(bytes.is_empty());
    }
}

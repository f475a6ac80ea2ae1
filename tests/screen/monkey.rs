//! Random keys on the real keyboard input while the terminal is resized: no panic, nothing wider than its place, and
//! the terminal is restored. The seeds are fixed; `LOA_MONKEY_KEYS` sets the number of keys per size (default 5,000).

use std::io::Write;
use std::time::{Duration, Instant};

use super::terminal::{PATIENCE, Terminal, odd_archive, restored};

/// Default number of keys per size.
const USUAL: usize = 5_000;
/// The frame is checked after this many keys.
const LOOK_AFTER: usize = 100;

const KEYS: &[&str] = &[
    "j",
    "k",
    "g",
    "G",
    "\x04",
    "\x15",
    " ",
    "b",
    "h",
    "l",
    "\t",
    "\x1b[Z",
    "\r",
    "\x1b",
    "J",
    "K",
    "/",
    "n",
    "N",
    "u",
    "s",
    "z",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "9",
    "?",
    "&",
    ":",
    "v",
    "A",
    "U",
    "\x12",
    "t",
    "i",
    "e",
    "x",
    "r",
    "d",
    "w",
    "O",
    "f",
    "+",
    "-",
    ">",
    "<",
    "(",
    ")",
    "m",
    "\x7f",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1b[H",
    "\x1b[F",
    "ư",
    "đ",
    "Ế",
    "c",
    "a",
    "p",
    "y",
    "\x1b[200~dán\x1b[201~",
    "\x1b[<65;9;9M",
    "\x1b[<0;30;9M",
    "\x1b_Gi=31;OK\x1b\\",
];

#[expect(clippy::disallowed_methods, reason = "a test is steered by the environment")]
fn presses() -> usize {
    std::env::var("LOA_MONKEY_KEYS").ok().and_then(|n| n.parse().ok()).unwrap_or(USUAL)
}

/// The same for a seed on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn size(&mut self, most: usize) -> u16 {
        u16::try_from(1 + self.roll(most)).unwrap()
    }
}

/// Rows that a notice at the bottom may take, as the status line allows: the output of a program may arrive at any
/// time, even after the help was closed.
const SAID: u16 = 6;

/// Cells (row, column) at which a line between panes does not continue straight down (it ends at a notice at the
/// bottom), and rows that extend beyond the right edge, with the number of columns.
fn crooked(screen: &vt100::Screen) -> Vec<(u16, u16)> {
    let (rows, cols) = screen.size();
    let is_line = |row: u16, col: u16| screen.cell(row, col).is_some_and(|cell| matches!(cell.contents(), "│" | "|"));
    let lines = (0..cols.get()).filter(|col| is_line(0, *col));
    let ends = |col: u16| {
        let foot = (rows.get().saturating_sub(SAID)..rows.get() - 1).find(|row| !is_line(*row, col));
        foot.filter(|from| (*from..rows.get() - 1).all(|row| !is_line(row, col))).unwrap_or(rows.get() - 1)
    };
    let broken = lines.flat_map(|col| (0..ends(col)).map(move |row| (row, col)));
    let over = (0..rows.get()).filter(|row| screen.row_wrapped(*row)).map(|row| (row, cols.get()));
    broken.filter(|(row, col)| !is_line(*row, *col)).chain(over).collect()
}

/// Random keys in a terminal of this size: in the demo, or on articles with unusual characters.
struct Run {
    terminal: Terminal,
    odd: bool,
    size: (u16, u16),
}

impl Run {
    fn start((cols, rows): (u16, u16), odd: bool) -> Self {
        let home = if odd { odd_archive() } else { tempfile::tempdir().unwrap() };
        let arguments: &[&str] = if odd { &["--offline"] } else { &["--demo"] };
        // No program is found in there, so what the keys start does not run.
        let path = home.path().join("nothing").display().to_string();
        let mut terminal = Terminal::start_at(home, cols, rows, arguments, &[("PATH", &path)]);
        terminal.until("something", |screen| !screen.contents().trim().is_empty());
        Self { terminal, odd, size: (cols, rows) }
    }

    /// Sends keys; starts again if the previous ones have quit the program regularly.
    fn press(&mut self, keys: &str, at: &str) {
        while let Ok(bytes) = self.terminal.bytes.try_recv() {
            self.terminal.take(&bytes);
        }
        self.begin_anew_if_left(at);
        // It may be quitting just now; then the keys are lost, as on a real keyboard.
        let _ = self.terminal.keys.write_all(keys.as_bytes()).and_then(|()| self.terminal.keys.flush());
    }

    /// Whether the keys have quit the program.
    fn begin_anew_if_left(&mut self, at: &str) -> bool {
        let Some(status) = self.terminal.child.try_wait().unwrap() else { return false };
        self.terminal.till_the_end();
        assert!(status.success(), "{at}: {status:?}\n{}", self.terminal.text());
        assert!(restored(&self.terminal.parser), "{at}");
        *self = Self::start(self.size, self.odd);
        true
    }

    /// Reads until the screen is as wanted; `false` if the program quit instead.
    fn until(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) -> bool {
        let end = Instant::now() + PATIENCE;
        while !wanted(self.terminal.parser.screen()) {
            match self.terminal.bytes.recv_timeout(Duration::from_millis(100)) {
                Ok(bytes) => self.terminal.take(&bytes),
                Err(_) if self.begin_anew_if_left(what) => return false,
                Err(_) => {
                    let (screen, text) = (self.terminal.parser.screen(), self.terminal.text());
                    let crooked = crooked(screen);
                    assert!(Instant::now() < end, "waited for {what} (not in their places: {crooked:?}):\n{text}");
                }
            }
        }
        true
    }

    /// Closes whatever is open, and checks the remaining frame.
    fn look(&mut self, at: &str) {
        let (cols, rows) = self.size;
        self.terminal.resize(cols, rows);
        // The help opens after all earlier keys are handled; the frame below is complete when it has closed. Between
        // Esc and `?` there is another key (redraw), because Esc followed by `?` could be read as one key.
        self.press("\x1b\x1b\x1b\x1b\x0c?", at);
        let helps = |screen: &vt100::Screen| ["Phím", "Keys"].iter().any(|word| screen.contents().contains(word));
        if self.until(&format!("the help, {at}"), helps) {
            self.press("\x1b", at);
            self.until(&format!("a frame in its place, {at}"), |screen| !helps(screen) && crooked(screen).is_empty());
        }
    }
}

fn monkey(size: (u16, u16), seeds: [u64; 2]) {
    for (seed, odd) in seeds.into_iter().zip([false, true]) {
        let mut dice = Dice(seed);
        let mut run = Run::start(size, odd);
        for press in 0..presses() / 2 {
            let at = format!("seed {seed}, key {press}");
            run.press(KEYS[dice.roll(KEYS.len())], &at);
            if press % 50 == 49 {
                run.terminal.resize(dice.size(180), dice.size(60));
            }
            if press % LOOK_AFTER == LOOK_AFTER - 1 {
                run.look(&at);
            }
        }
        run.press("\x03", "the end");
        let (code, parser) = run.terminal.end();
        assert_eq!(code, 0, "seed {seed}");
        assert!(restored(&parser), "seed {seed}");
    }
}

#[test]
fn random_keys_do_no_harm_at_160x48() {
    monkey((160, 48), [3, 17]);
}

#[test]
fn random_keys_do_no_harm_at_120x36() {
    monkey((120, 36), [5, 19]);
}

#[test]
fn random_keys_do_no_harm_at_80x24() {
    monkey((80, 24), [7, 23]);
}

#[test]
fn random_keys_do_no_harm_at_40x12() {
    monkey((40, 12), [11, 29]);
}

#[test]
fn random_keys_do_no_harm_at_20x5() {
    monkey((20, 5), [13, 31]);
}

//! The screen in a real terminal: a pty and a parser of what the program writes. Few, slow, last.
//!
//! Every wait is bounded and ends on what is seen, never on a time.

#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// No wait is longer than this.
const PATIENCE: Duration = Duration::from_mins(1);

/// The program in a terminal of its own.
struct Terminal {
    parser: vt100::Parser,
    bytes: Receiver<Vec<u8>>,
    keys: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    _home: tempfile::TempDir,
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn some(number: u16) -> NonZero<u16> {
    NonZero::new(number).unwrap()
}

impl Terminal {
    fn start(cols: u16, rows: u16, arguments: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let pair = native_pty_system().openpty(size(cols, rows)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_loa"));
        command.args(arguments);
        command.env("HOME", home.path());
        command.env("XDG_DATA_HOME", home.path().join("data"));
        command.env("XDG_CONFIG_HOME", home.path().join("config"));
        command.env("TERM", "xterm-256color");
        command.env("LANG", "vi_VN.UTF-8");
        command.env_remove("NO_COLOR");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let (say, bytes) = channel();
        let mut reader = pair.master.try_clone_reader().unwrap();
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                if say.send(buffer[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        let parser = vt100::Parser::new(some(rows), some(cols), 0);
        Self { parser, bytes, keys, master: pair.master, child, _home: home }
    }

    fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// Reads until the screen is as wanted; says what it showed instead.
    fn until(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        while !wanted(self.parser.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.parser.process(&bytes),
                Err(error) => panic!("waited for {what}; the screen shows ({error}):\n{}", self.text()),
            }
        }
        self
    }

    fn shows(&mut self, text: &str) -> &mut Self {
        let wanted = text.to_owned();
        self.until(text, move |screen| screen.contents().contains(&wanted))
    }

    fn send(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self
    }

    fn resize(&mut self, cols: u16, rows: u16) -> &mut Self {
        self.parser.screen_mut().set_size(some(rows), some(cols));
        self.master.resize(size(cols, rows)).unwrap();
        self
    }

    /// Waits for the end of the program; gives its exit code and everything it still wrote.
    fn end(mut self) -> (u32, vt100::Parser) {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.parser.process(&bytes),
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => break,
                Err(std::sync::mpsc::RecvTimeoutError::Timeout) => panic!("it does not end:\n{}", self.text()),
            }
        }
        (self.child.wait().unwrap().exit_code(), self.parser)
    }
}

fn restored(parser: &vt100::Parser) -> bool {
    let screen = parser.screen();
    !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
}

#[test]
fn the_demo_opens_on_headlines_is_read_resized_and_left_clean() {
    let mut terminal = Terminal::start(120, 36, &["--demo"]);
    terminal.shows("Nguồn tin").shows("Hôm nay").shows("Xong:");
    assert!(terminal.parser.screen().alternate_screen());
    terminal.send("\r").shows("phút đọc");
    for (cols, rows) in [(80, 24), (40, 12), (20, 5), (1, 1), (160, 48), (120, 36)] {
        terminal.resize(cols, rows);
    }
    terminal.shows("Nguồn tin").shows("phút đọc");
    terminal.send("?").shows("Phím tắt").send("\x1b");
    terminal.until("no help", |screen| !screen.contents().contains("Phím tắt"));
    terminal.send("q").send("q");
    let (code, parser) = terminal.end();
    assert_eq!(code, 0);
    assert!(restored(&parser), "{}", parser.screen().contents());
}

#[test]
fn an_archive_without_articles_or_network_starts_and_says_what_to_do() {
    let mut terminal = Terminal::start(100, 30, &["--offline"]);
    terminal.shows("kho còn trống").shows("ngoại tuyến").send("\x03");
    let (code, parser) = terminal.end();
    assert_eq!(code, 0);
    assert!(restored(&parser));
}

#[test]
fn a_signal_to_end_restores_the_terminal() {
    let mut terminal = Terminal::start(100, 30, &["--offline"]);
    terminal.shows("kho còn trống");
    let id = terminal.child.process_id().unwrap().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    let (_, parser) = terminal.end();
    assert!(restored(&parser));
}

//! Runs the program in a terminal of its own: a pty, and a parser of its output.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Longest wait.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// The program in a terminal of its own.
pub(crate) struct Terminal {
    pub(crate) parser: vt100::Parser,
    pub(crate) bytes: Receiver<Vec<u8>>,
    pub(crate) keys: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    pub(crate) child: Box<dyn Child + Send + Sync>,
    /// Everything written so far.
    pub(crate) raw: Vec<u8>,
    /// How much of it the parser has processed.
    parsed: usize,
    _home: tempfile::TempDir,
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn some(number: u16) -> NonZero<u16> {
    NonZero::new(number).unwrap()
}

impl Terminal {
    pub(crate) fn start(cols: u16, rows: u16, arguments: &[&str]) -> Self {
        Self::start_in(cols, rows, arguments, &[])
    }

    /// Starts it with additional environment variables.
    pub(crate) fn start_in(cols: u16, rows: u16, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        Self::start_at(tempfile::tempdir().unwrap(), cols, rows, arguments, variables)
    }

    /// Starts it in a home folder with existing contents.
    pub(crate) fn start_at(
        home: tempfile::TempDir,
        cols: u16,
        rows: u16,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_loa"));
        command.args(arguments);
        Self::spawn(home, cols, rows, command, variables)
    }

    /// Starts any command in a home folder, independent of the terminal in which the tests run.
    pub(crate) fn spawn(
        home: tempfile::TempDir,
        cols: u16,
        rows: u16,
        mut command: CommandBuilder,
        variables: &[(&str, &str)],
    ) -> Self {
        let pair = native_pty_system().openpty(size(cols, rows)).unwrap();
        command.cwd(home.path());
        command.env("HOME", home.path());
        command.env("XDG_DATA_HOME", home.path().join("data"));
        command.env("XDG_CONFIG_HOME", home.path().join("config"));
        command.env("TERM", "xterm-256color");
        command.env("LANG", "vi_VN.UTF-8");
        for name in
            ["NO_COLOR", "TMUX", "TERM_PROGRAM", "LC_TERMINAL", "WT_SESSION", "KONSOLE_VERSION", "WEZTERM_EXECUTABLE"]
        {
            command.env_remove(name);
        }
        for (name, value) in variables {
            command.env(name, value);
        }
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
        Self { parser, bytes, keys, master: pair.master, child, raw: Vec::new(), parsed: 0, _home: home }
    }

    pub(crate) fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        // Never a partial character: the parser loses a letter after a split one.
        let rest = self.raw.get(self.parsed..).unwrap_or_default();
        let whole = match std::str::from_utf8(rest) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => rest.len(),
        };
        self.parser.process(&rest[..whole]);
        self.parsed += whole;
    }

    /// Reads until these bytes have been written.
    pub(crate) fn writes(&mut self, bytes: &str) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        while !self.raw.windows(bytes.len()).any(|part| part == bytes.as_bytes()) {
            match self.bytes.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("waited for {bytes:?} ({error}):\n{}", self.text()),
            }
        }
        self
    }

    pub(crate) fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// Reads until the screen is as wanted; otherwise says what it showed.
    pub(crate) fn until(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        while !wanted(self.parser.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("waited for {what}; the screen shows ({error}):\n{}", self.text()),
            }
        }
        self
    }

    /// Reads until `count` columns have `sign` in every row but the last: the full-height lines between panes.
    pub(crate) fn straight(&mut self, sign: &'static str, count: usize) -> &mut Self {
        self.until("straight lines", move |screen| {
            let (rows, cols) = screen.size();
            let is_line =
                |col: &u16| (0..rows.get() - 1).all(|row| screen.cell(row, *col).is_some_and(|c| c.contents() == sign));
            (0..cols.get()).filter(is_line).count() == count
        })
    }

    pub(crate) fn shows(&mut self, text: &str) -> &mut Self {
        let wanted = text.to_owned();
        self.until(text, move |screen| screen.contents().contains(&wanted))
    }

    /// Goes to the top of the list until the cursor is on this headline: the rows of a refresh arrive a moment after
    /// its end, and the cursor stays with its article.
    pub(crate) fn goes_to_top(&mut self, headline: &str) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        let on_it = |screen: &vt100::Screen| screen.contents().lines().any(|l| l.contains('▌') && l.contains(headline));
        while !on_it(self.parser.screen()) {
            assert!(Instant::now() < end, "the cursor is not on {headline}:\n{}", self.text());
            self.send("gg");
            while let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(200)) {
                self.take(&bytes);
            }
        }
        self
    }

    pub(crate) fn send(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self
    }

    pub(crate) fn resize(&mut self, cols: u16, rows: u16) -> &mut Self {
        if self.parser.screen().size() == (some(rows), some(cols)) {
            return self;
        }
        // A new parser for each size, in the same modes: a resized one keeps halves of wide characters, and the program
        // redraws everything.
        let mut parser = vt100::Parser::new(some(rows), some(cols), 0);
        let before = self.parser.screen();
        parser.process(before.input_mode_formatted().as_bytes());
        parser.process(if before.alternate_screen() { b"\x1b[?1049h" } else { b"" });
        parser.process(if before.hide_cursor() { b"\x1b[?25l" } else { b"" });
        self.parser = parser;
        self.master.resize(size(cols, rows)).unwrap();
        self
    }

    /// Reads until the program has ended.
    pub(crate) fn till_the_end(&mut self) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => return self,
                Err(std::sync::mpsc::RecvTimeoutError::Timeout) => panic!("it does not end:\n{}", self.text()),
            }
        }
    }

    /// Waits for the end of the program; returns its exit code and the remaining output.
    pub(crate) fn end(mut self) -> (u32, vt100::Parser) {
        self.till_the_end();
        (self.child.wait().unwrap().exit_code(), self.parser)
    }
}

pub(crate) fn restored(parser: &vt100::Parser) -> bool {
    let screen = parser.screen();
    !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
}

/// A home folder with an archive of three articles: composed, decomposed, and with everything that confuses terminals.
pub(crate) fn odd_archive() -> tempfile::TempDir {
    use unicode_normalization::UnicodeNormalization;
    let plain = "Thợ may ở xưởng bến sông được trả “tiền ca đêm” – theo Nghị định 38/2022/NĐ-CP… ";
    let hostile = "a\u{200b}b\u{202e}c\u{2066}d ☎\u{fe0f} 👨\u{200d}👩\u{200d}👧 👍🏽 1\u{fe0f}\u{20e3} 🇻🇳 越南國家 ｆｕｌｌ \
        e\u{323}\u{302}\u{301}\u{301}\u{301}\u{301}\u{301} \u{e0041} ไทยภาษา 각국 \u{301}đầu \u{ad}ẩn ¹½ ①② → \
        \u{1b}[31mđỏ\u{1b}[0m \u{1b}]0;TÊN\u{7} \u{9b}2J \u{2028}﷽ ";
    let article = |name: &str, text: &str| {
        let body = vec![text.repeat(6); 3];
        serde_json::json!({"url": format!("https://a.example/{name}"), "title": text.repeat(2), "author": text, "body": body})
    };
    imported(&[article("1", plain), article("2", &plain.nfd().collect::<String>()), article("3", hostile)])
}

/// A home folder with an archive of these articles.
pub(crate) fn imported(lines: &[serde_json::Value]) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("a.jsonl");
    std::fs::write(&file, lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")).unwrap();
    let mut import = std::process::Command::new(env!("CARGO_BIN_EXE_loa"));
    import.arg("import").arg(&file).env("HOME", home.path());
    import.env("XDG_DATA_HOME", home.path().join("data")).env("XDG_CONFIG_HOME", home.path().join("config"));
    assert!(import.output().unwrap().status.success());
    home
}

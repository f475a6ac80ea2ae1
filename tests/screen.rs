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
    /// Everything that was written so far.
    raw: Vec<u8>,
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
        Self::start_in(cols, rows, arguments, &[])
    }

    /// Starts it with more variables in its environment.
    fn start_in(cols: u16, rows: u16, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        Self::start_at(tempfile::tempdir().unwrap(), cols, rows, arguments, variables)
    }

    /// Starts it in a home that has something already.
    fn start_at(home: tempfile::TempDir, cols: u16, rows: u16, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let pair = native_pty_system().openpty(size(cols, rows)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_loa"));
        command.args(arguments);
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
        Self { parser, bytes, keys, master: pair.master, child, raw: Vec::new(), _home: home }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.parser.process(bytes);
    }

    /// Reads until these bytes have been written.
    fn writes(&mut self, bytes: &str) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        while !self.raw.windows(bytes.len()).any(|part| part == bytes.as_bytes()) {
            match self.bytes.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("waited for {bytes:?} ({error}):\n{}", self.text()),
            }
        }
        self
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
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("waited for {what}; the screen shows ({error}):\n{}", self.text()),
            }
        }
        self
    }

    /// Reads until `count` columns have `sign` in every row but the last: lines between panes, top to bottom.
    fn straight(&mut self, sign: &'static str, count: usize) -> &mut Self {
        self.until("straight lines", move |screen| {
            let (rows, cols) = screen.size();
            let is_line =
                |col: &u16| (0..rows.get() - 1).all(|row| screen.cell(row, *col).is_some_and(|c| c.contents() == sign));
            (0..cols.get()).filter(is_line).count() == count
        })
    }

    fn shows(&mut self, text: &str) -> &mut Self {
        let wanted = text.to_owned();
        self.until(text, move |screen| screen.contents().contains(&wanted))
    }

    /// Goes to the list's top until the cursor stands on this headline: the rows of a refresh come a moment after its end, and
    /// the cursor stays with its article.
    fn goes_to_top(&mut self, headline: &str) -> &mut Self {
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
                Ok(bytes) => self.take(&bytes),
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

fn end_by(signal: &str) {
    let mut terminal = Terminal::start(100, 30, &["--offline"]);
    terminal.shows("kho còn trống");
    let id = terminal.child.process_id().unwrap().to_string();
    assert!(std::process::Command::new("kill").args([signal, &id]).status().unwrap().success());
    let (_, parser) = terminal.end();
    assert!(restored(&parser), "{signal}");
}

#[test]
fn a_terminal_that_hangs_up_is_left_in_order() {
    end_by("-HUP");
    end_by("-INT");
}

/// How the demo's newest headline begins, whose article has two pictures.
const NEWEST: &str = "Công đoàn Khu công nghiệp";

/// The words under its first picture.
const CAPTION: &str = "giờ ăn trưa";

/// Opens the article with two pictures in a terminal that gives these answers, and waits until it writes `sign`.
fn picture(variables: &[(&str, &str)], arguments: &[&str], answers: &str, sign: &str) {
    let mut terminal = Terminal::start_in(110, 50, arguments, variables);
    terminal.send(answers);
    terminal.shows("Hôm nay").shows("Xong:").goes_to_top(NEWEST).send("\r").shows(CAPTION).writes(sign);
    // Reading goes on, the caption stays, and no answer of the terminal came out as keys.
    terminal.send("i").shows("Tựa đề").send("\x1b").until("no panel", |screen| !screen.contents().contains("Tựa đề"));
    terminal.shows(CAPTION);
    terminal.send("q").send("q");
    let (code, parser) = terminal.end();
    assert_eq!(code, 0);
    assert!(restored(&parser));
}

#[test]
#[cfg(feature = "images")]
fn pictures_are_drawn_as_the_terminal_says_it_can() {
    const CELL: &str = "\x1b[6;20;10t";
    picture(&[], &["--demo"], &format!("\x1b_Gi=31;OK\x1b\\{CELL}\x1b[?62c"), "\x1b_Gq=2,i=");
    picture(&[], &["--demo"], &format!("{CELL}\x1b[?62;4c"), "\x1bP");
    picture(&[("TERM_PROGRAM", "iTerm.app")], &["--demo"], &format!("{CELL}\x1b[?62c"), "\x1b]1337;File=inline=1");
    picture(&[], &["--demo"], "\x1b[?62c", "▀");
    // Answers that never come change nothing but the kind of picture.
    picture(&[], &["--demo"], "", "▀");
}

#[test]
fn the_terminals_ground_chooses_the_theme_and_its_answer_is_no_key() {
    let mut terminal = Terminal::start(110, 40, &["--demo"]);
    let ground = |screen: &vt100::Screen| screen.cell(1, 1).map(vt100::Cell::bgcolor);
    terminal.writes("\x1b]11;?").shows("Hôm nay");
    let dark = ground(terminal.parser.screen());
    terminal.send("\x1b]11;rgb:ffff/ffff/ffff\x1b\\").until("another ground", |screen| ground(screen) != dark);
    terminal.send("q");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn the_taskbar_shows_a_refresh_and_is_cleared() {
    let mut terminal = Terminal::start_in(110, 40, &["--demo"], &[("TERM_PROGRAM", "ghostty")]);
    terminal.writes("\x1b]9;4;").writes("\x1b]9;4;0;0").send("Q");
    assert_eq!(terminal.end().0, 0);
    // One that may take it for a message is left alone.
    let mut terminal = Terminal::start(110, 40, &["--demo"]);
    terminal.shows("Xong:").send("Q");
    while let Ok(bytes) = terminal.bytes.recv_timeout(Duration::from_secs(5)) {
        terminal.take(&bytes);
    }
    assert!(!terminal.raw.windows(5).any(|part| part == b"\x1b]9;4"));
}

#[test]
fn the_cursor_stands_where_the_attention_is() {
    let mut terminal = Terminal::start(110, 40, &["--demo"]);
    terminal.shows("Xong:").send("j").send("j");
    let on = |screen: &vt100::Screen, sign: &str| {
        let (row, _) = screen.cursor_position();
        screen.contents().lines().nth(usize::from(row)).is_some_and(|line| line.contains(sign))
    };
    terminal.until("the cursor on the selected row", |screen| on(screen, "▌"));
    assert!(terminal.parser.screen().hide_cursor());
    terminal
        .send("/")
        .until("the caret in the prompt", |screen| !screen.hide_cursor() && screen.cursor_position().0 == 39);
    terminal.send("luong").shows("luong").send("\x1b").until("no caret", vt100::Screen::hide_cursor);
    terminal.send("Q");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_storm_of_sizes_ends_in_the_frame_of_the_last() {
    for (cols, rows) in [(160, 48), (120, 36), (80, 24), (40, 12), (20, 5)] {
        let mut terminal = Terminal::start(cols, rows, &["--demo", "--config", "/dev/null"]);
        terminal.until("something", |screen| !screen.contents().trim().is_empty());
        terminal.send("\r");
        std::thread::sleep(Duration::from_millis(50));
        for n in 0..300_u16 {
            terminal.resize(1 + n * 7 % 200, 1 + n * 3 % 60);
        }
        terminal.resize(cols, rows);
        terminal.send("?").shows(if cols < 40 { "Phím" } else { "Phím tắt" });
        terminal.send("\x1b").send("\x03");
        let (code, parser) = terminal.end();
        assert_eq!(code, 0, "{cols}×{rows}");
        assert!(restored(&parser));
    }
}

#[test]
fn a_monkey_at_the_real_keyboard_does_no_harm() {
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
        "9",
        "?",
        "&",
        ":",
        "v",
        "A",
        "U",
        "t",
        "i",
        "e",
        "x",
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
        "ư",
        "đ",
        "Ế",
        "c",
        "a",
        "p",
        "\x1b[200~dán\x1b[201~",
        "\x1b[<65;9;9M",
        "\x1b[<0;30;9M",
        "\x1b_Gi=31;OK\x1b\\",
    ];
    for seed in [3_u64, 17] {
        let mut dice = seed;
        let mut roll = |sides: usize| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(dice >> 33).unwrap() % sides
        };
        let mut terminal = Terminal::start(120, 36, &["--demo"]);
        terminal.shows("Hôm nay");
        for press in 0..1_000 {
            let key = KEYS[roll(KEYS.len())];
            terminal.send(key);
            if press % 50 == 0 {
                terminal.resize(u16::try_from(1 + roll(180)).unwrap(), u16::try_from(1 + roll(60)).unwrap());
            }
            while let Ok(bytes) = terminal.bytes.try_recv() {
                terminal.take(&bytes);
            }
            assert!(
                terminal.child.try_wait().unwrap().is_none_or(|status| status.success()),
                "seed {seed} press {press}"
            );
        }
        // Whatever stands open is closed; then it is left.
        terminal.resize(120, 36).send("\x1b").send("\x1b").send("\x1b").send("\x03");
        let (code, parser) = terminal.end();
        assert_eq!(code, 0, "seed {seed}");
        assert!(restored(&parser), "seed {seed}");
    }
}

/// A home with an archive of three articles: composed, decomposed, and everything that terminals trip over.
fn odd_archive() -> tempfile::TempDir {
    use unicode_normalization::UnicodeNormalization;
    let plain = "Thợ may ở xưởng bến sông được trả “tiền ca đêm” – theo Nghị định 38/2022/NĐ-CP… ";
    let hostile = "a\u{200b}b\u{202e}c\u{2066}d ☎\u{fe0f} 👨\u{200d}👩\u{200d}👧 👍🏽 1\u{fe0f}\u{20e3} 🇻🇳 越南國家 ｆｕｌｌ \
        e\u{323}\u{302}\u{301}\u{301}\u{301}\u{301}\u{301} \u{e0041} ไทยภาษา 각국 \u{301}đầu \u{ad}ẩn ¹½ ①② → \
        \u{1b}[31mđỏ\u{1b}[0m \u{1b}]0;TÊN\u{7} \u{9b}2J \u{2028}﷽ ";
    let article = |name: &str, text: &str| {
        let body = vec![text.repeat(6); 3];
        serde_json::json!({"url": format!("https://a.example/{name}"), "title": text.repeat(2), "author": text, "body": body})
    };
    let lines = [article("1", plain), article("2", &plain.nfd().collect::<String>()), article("3", hostile)];
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("a.jsonl");
    std::fs::write(&file, lines.map(|line| line.to_string()).join("\n")).unwrap();
    let mut import = std::process::Command::new(env!("CARGO_BIN_EXE_loa"));
    import.arg("import").arg(&file).env("HOME", home.path());
    import.env("XDG_DATA_HOME", home.path().join("data")).env("XDG_CONFIG_HOME", home.path().join("config"));
    assert!(import.output().unwrap().status.success());
    home
}

#[test]
fn lines_between_panes_stay_straight_whatever_the_text_is() {
    let mut terminal = Terminal::start_at(odd_archive(), 120, 30, &["--offline"], &[]);
    terminal.shows("Tất cả").shows("a.example");
    for (cols, rows, lines) in [(120, 30, 2), (160, 40, 2), (100, 24, 1), (80, 24, 1)] {
        terminal.resize(cols, rows);
        for key in ["j", "k", "j", "j"] {
            terminal.send(key).straight("│", lines);
        }
    }
    assert!(!terminal.text().contains("TÊN"));
}

#[test]
fn a_terminal_that_draws_quotes_wide_gets_ascii_lines() {
    let auto = [("LOA_UI_AMBIGUOUS_WIDTH", "auto")];
    let mut terminal = Terminal::start_at(odd_archive(), 120, 30, &["--offline"], &auto);
    // Two cells were taken: the cursor stands in the third column.
    terminal.writes("\x1b[6n").send("\x1b[2;3R").shows("a.example").straight("|", 2).straight("│", 0);
    assert!(!terminal.text().contains(['“', '…', '–']));
}

#[test]
fn a_terminal_that_says_nothing_of_its_cursor_gets_its_frame_and_a_late_answer_is_not_typed() {
    let auto = [("LOA_UI_AMBIGUOUS_WIDTH", "auto")];
    let mut terminal = Terminal::start_at(odd_archive(), 120, 30, &["--offline"], &auto);
    terminal.writes("\x1b[6n").shows("a.example");
    terminal.straight("│", 2);
    terminal.send("/").send("\x1b[2;3R").send("ca dem").shows("ca dem");
    assert!(!terminal.text().contains("2;3"), "{}", terminal.text());
}

#[test]
fn the_cursor_of_the_terminal_stands_at_the_caret_in_every_prompt() {
    let telex = [("LOA_UI_INPUT_METHOD", "telex")];
    let mut terminal = Terminal::start_at(odd_archive(), 120, 30, &["--offline"], &telex);
    terminal.shows("a.example").send("\r").shows("phút đọc");
    // Find, filter, command, search; `ddeem` is typed, and the caret goes one letter back.
    for (open, typed, shown) in [
        ("/", "ca ddeem", "ca đêm"),
        ("&", "ca ddeem", "ca đêm"),
        (":", "theme ddeem", "theme đêm"),
        ("g/", "ca ddeem", "ca đêm"),
    ] {
        terminal.send(open).send(typed).shows(shown).shows("Telex");
        let at_caret = |letters: usize| {
            move |screen: &vt100::Screen| {
                let (row, col) = screen.cursor_position();
                let line = screen.contents_between(row, 0, row, col);
                !screen.hide_cursor() && line.ends_with(&shown.chars().take(letters).collect::<String>())
            }
        };
        let all = shown.chars().count();
        terminal.until("the cursor behind the text", at_caret(all));
        terminal.send("\x1b[D").until("the cursor before the last letter", at_caret(all - 1));
        terminal.send("\x1b[F");
        // A paste is not composed.
        terminal.send("\x1b[200~sausff\x1b[201~").shows(&format!("{shown}sausff")).send("\x03");
        terminal.until("no prompt", |screen| !screen.contents().contains("sausff"));
    }
}

//! The screen in a real terminal: a pty and a parser of the program's output. Few, slow tests that run last.
//!
//! Every wait is bounded and ends when something is seen, never after a fixed time.

#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

#[path = "screen/ends.rs"]
mod ends;
#[path = "screen/monkey.rs"]
mod monkey;
#[path = "screen/plain.rs"]
mod plain;
#[path = "screen/terminal.rs"]
mod terminal;
#[path = "screen/wishes.rs"]
mod wishes;

use terminal::{Terminal, odd_archive, restored};

#[test]
fn the_demo_opens_on_headlines_is_read_resized_and_left_clean() {
    let mut terminal = Terminal::start(120, 36, &["--demo"]);
    terminal.shows("Nguồn tin").shows("46 bài").shows("Xong:");
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
    terminal.shows("kho bài còn trống").shows("ngoại tuyến").send("\x03");
    let (code, parser) = terminal.end();
    assert_eq!(code, 0);
    assert!(restored(&parser));
}

/// The beginning of the demo's newest headline, whose article has two pictures.
const NEWEST: &str = "Công đoàn Khu công nghiệp";

/// The caption of its first picture.
const CAPTION: &str = "giờ ăn trưa";

/// Opens the article with two pictures in a terminal that gives these answers, and waits until the program writes
/// `sign`.
fn picture(variables: &[(&str, &str)], arguments: &[&str], answers: &str, sign: &str) {
    let mut terminal = Terminal::start_in(110, 50, arguments, variables);
    terminal.send(answers);
    terminal.shows("46 bài").shows("Xong:").goes_to_top(NEWEST).send("\r").shows(CAPTION).writes(sign);
    // Reading continues, the caption stays, and no answer of the terminal was taken for keys.
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
    // Missing answers only change the picture protocol.
    picture(&[], &["--demo"], "", "▀");
}

#[test]
fn the_terminals_ground_chooses_the_theme_and_its_answer_is_no_key() {
    let mut terminal = Terminal::start(110, 40, &["--demo"]);
    let ground = |screen: &vt100::Screen| screen.cell(1, 1).map(vt100::Cell::bgcolor);
    terminal.writes("\x1b]11;?").shows("46 bài");
    let dark = ground(terminal.parser.screen());
    terminal.send("\x1b]11;rgb:ffff/ffff/ffff\x1b\\").until("another ground", |screen| ground(screen) != dark);
    terminal.send("q");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn the_mouse_is_taken_from_the_start_where_the_configuration_wishes_it() {
    let mut terminal = Terminal::start_in(110, 40, &["--offline"], &[("LOA_UI_MOUSE", "true")]);
    terminal.writes("\x1b[?1000h").send("q");
    let (code, parser) = terminal.end();
    assert_eq!((code, parser.screen().mouse_protocol_mode()), (0, vt100::MouseProtocolMode::None));
}

#[test]
fn the_taskbar_shows_a_refresh_and_is_cleared() {
    let mut terminal = Terminal::start_in(110, 40, &["--demo"], &[("TERM_PROGRAM", "ghostty")]);
    terminal.writes("\x1b]9;4;").writes("\x1b]9;4;0;0").send("Q");
    assert_eq!(terminal.end().0, 0);
    // A terminal that may take it for a message is left alone.
    let mut terminal = Terminal::start(110, 40, &["--demo"]);
    terminal.shows("Xong:").send("Q").till_the_end();
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
    // Two cells were used: the cursor is in the third column.
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
    // Find, filter, command, search; `ddeem` is typed, and the cursor moves one letter back.
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
        // Pasted text is not composed.
        terminal.send("\x1b[200~sausff\x1b[201~").shows(&format!("{shown}sausff")).send("\x03");
        terminal.until("no prompt", |screen| !screen.contents().contains("sausff"));
    }
}

#[test]
fn a_changed_configuration_counts_when_it_is_read_again_its_papers_and_hooks_too() {
    let home = tempfile::tempdir().unwrap();
    let (config, ran) = (home.path().join("loa.toml"), home.path().join("ran"));
    let path = config.display().to_string();
    std::fs::write(&config, "[ui]\nrefresh_on_start = false\n").unwrap();
    let mut terminal = Terminal::start_at(home, 120, 40, &["--config", &path], &[]);
    terminal.shows("Kho bài còn trống");
    let (paper, hook) = ("[[source]]\nid = \"a.test\"\nname = \"Báo Thêm\"\n", ran.display());
    let off = "[[source.section]]\nid = \"x\"\nurl = \"http://127.0.0.1:1/x\"\n";
    std::fs::write(&config, format!("[hooks]\nafter_sync = [\"touch\", \"{hook}\"]\n{paper}{off}")).unwrap();
    terminal.send("gr").shows("Đã đọc lại cấu hình");
    terminal.send(":source a.test\r").shows("Báo Thêm");
    terminal.send("r");
    let end = std::time::Instant::now() + terminal::PATIENCE;
    while !ran.exists() && std::time::Instant::now() < end {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(ran.exists(), "{}", terminal.text());
    terminal.send("\x03");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_ctrl_c_for_a_piped_command_ends_that_and_not_the_screen() {
    let mut terminal = Terminal::start(100, 30, &["--demo"]);
    terminal.shows("Xong:").send("\r").shows("phút đọc");
    // It runs too long to wait for its output.
    terminal.send("|sleep 1.2; echo $((40+2))x; sleep 50\r").shows("42x").send("\x03").shows("không thành");
    terminal.send("|echo $((1+1))nd\r").shows("2nd").send("\r").shows("Lệnh đã chạy xong");
    terminal.send("\x03");
    assert_eq!(terminal.end().0, 0);
}

/// A home folder with one article whose text has a link.
fn linked_archive() -> tempfile::TempDir {
    let link = serde_json::json!({"type": "paragraph", "text": "Tổ ba xem biên bản rồi ký.",
        "marks": [{"start": 11, "end": 22, "mark": "link", "href": "https://a.example/biên-bản"}]});
    let article = serde_json::json!({"url": "https://a.example/1", "title": "Tổ ba họp", "body": [link]});
    terminal::imported(&[article])
}

#[test]
fn links_are_written_as_links_where_the_terminal_is_known_to_take_them() {
    let known = [("TERM_PROGRAM", "WezTerm")];
    let mut terminal = Terminal::start_at(linked_archive(), 120, 30, &["--offline"], &known);
    terminal
        .send("\r")
        .shows("biên bản")
        .writes("\x1b]8;;https://a.example/bi%C3%AAn-b%E1%BA%A3n\x1b\\")
        .writes("\x1b]8;;\x1b\\");
    terminal.send("qq").till_the_end();
    let mut terminal = Terminal::start_at(linked_archive(), 120, 30, &["--offline"], &[]);
    terminal.send("\r").shows("biên bản").send("qq").till_the_end();
    assert!(!terminal.raw.windows(4).any(|part| part == b"\x1b]8;"), "an unknown terminal gets none");
}

#[test]
fn a_label_is_given_seen_on_its_row_and_taken_back() {
    let mut terminal = Terminal::start_at(linked_archive(), 120, 30, &["--offline"], &[]);
    terminal.shows("Tổ ba họp").send("S").shows("Nhãn:").send("hồ sơ\r").shows("#hồ sơ").shows("Nhãn: hồ sơ");
    terminal.send("U").until("no label", |screen| !screen.contents().contains("#hồ sơ")).shows("Đã hoàn tác nhãn");
    terminal.send("\x12").shows("#hồ sơ").send("qq");
    assert_eq!(terminal.end().0, 0);
}

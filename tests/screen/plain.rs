//! `--plain`: the newspaper line by line, through a pipe and in a terminal.

use std::io::Write;
use std::process::{Command, Stdio};

use portable_pty::CommandBuilder;

use super::terminal::Terminal;

/// The question that is repeated.
const PROMPT: &str = "Gõ số bài để đọc";

/// Reads the first article, searches, reads a hit, quits.
const JOURNEY: &str = "1\n/luong\n1\nq\n";

/// Only text: no escape sequences, no box drawing or block characters, no braille, no controls except line ends.
fn is_text(text: &str) -> bool {
    !text.chars().any(|c| {
        matches!(c, '\u{2500}'..='\u{259f}' | '\u{2800}'..='\u{28ff}') || (c.is_control() && !matches!(c, '\n' | '\r'))
    })
}

/// The steps appear in the output, in their order.
fn tells_the_journey(text: &str) {
    assert!(is_text(text), "{text:?}");
    let mut rest = text;
    for step in
        ["Mới nhất trước.", "1. ", PROMPT, "Hết bài số 1.", PROMPT, "Tìm “luong”:", "1. ", PROMPT, "Hết bài số 1."]
    {
        let Some((_, after)) = rest.split_once(step) else { panic!("no {step:?} in its place:\n{text}") };
        rest = after;
    }
    assert!(rest.contains(PROMPT), "{text}");
}

#[test]
fn lines_come_out_of_a_pipe_as_text() {
    let home = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_loa"))
        .args(["--demo", "--plain"])
        .env_clear()
        .env("HOME", home.path())
        .env("TERM", "xterm-256color")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(JOURNEY.as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    assert_eq!((out.status.code(), String::from_utf8(out.stderr).unwrap().as_str()), (Some(0), ""));
    tells_the_journey(&String::from_utf8(out.stdout).unwrap());
}

#[test]
fn answers_from_a_pipe_are_told_in_a_terminal_as_text() {
    let mut command = CommandBuilder::new("sh");
    let program = env!("CARGO_BIN_EXE_loa");
    command.args(["-c", &format!("printf '{}' | '{program}' --demo --plain", JOURNEY.replace('\n', "\\n"))]);
    let mut terminal = Terminal::spawn(tempfile::tempdir().unwrap(), 100, 40, command, &[]);
    terminal.till_the_end();
    tells_the_journey(&String::from_utf8(terminal.raw).unwrap());
}

#[test]
fn one_reads_in_a_terminal_without_a_screen() {
    let mut terminal = Terminal::start(100, 40, &["--demo", "--plain"]);
    terminal.writes(PROMPT).send("1\r").writes("Hết bài số 1.");
    terminal.send("/luong\r").writes("Tìm “luong”:").send("1\r").send("q\r").till_the_end();
    assert!(!terminal.parser.screen().alternate_screen());
    let text = String::from_utf8(terminal.raw.clone()).unwrap();
    tells_the_journey(&text);
    // Words of an article that fill a line break between words, within the terminal's width.
    assert!(text.lines().all(|line| loaphuong::text::width::cells(line.trim_end_matches('\r')) <= 100), "{text}");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_terminal_that_can_do_no_more_gets_lines_without_asking() {
    let mut terminal = Terminal::start_in(80, 24, &["--demo"], &[("TERM", "dumb")]);
    terminal.writes(PROMPT).send("q\r").till_the_end();
    assert!(is_text(std::str::from_utf8(&terminal.raw).unwrap()));
}

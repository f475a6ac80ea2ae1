//! Selection flags: every flag on every command that has it, and every way to write a date, select the same articles
//! everywhere. Runs on the demo.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::BTreeSet;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// An archive with the demo's articles, some of them read and starred.
struct Archive(tempfile::TempDir);

impl Archive {
    fn new() -> Self {
        let archive = Self(tempfile::tempdir().unwrap());
        assert!(archive.run(&["--demo", "list", "-n", "1"]).status.success());
        for mark in [["mark", "read", "1", "2"], ["mark", "star", "2", "3"]] {
            assert!(archive.run(&mark).status.success());
        }
        archive
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_loa"));
        command.env_clear().env("HOME", self.0.path()).env("LANG", "en_US.UTF-8").env("BROWSER", "true");
        command.arg("--data-dir").arg(self.0.path().join("data")).args(arguments).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// The output of a command with these lines on stdin.
    fn fed(&self, arguments: &[&str], lines: &[u8]) -> Output {
        let mut command = self.command(arguments);
        let mut running = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        running.stdin.take().unwrap().write_all(lines).unwrap();
        running.wait_with_output().unwrap()
    }

    /// The addresses in JSON lines, in order.
    fn addresses(&self, arguments: &[&str]) -> Vec<String> {
        let out = self.run(arguments);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(matches!(out.status.code(), Some(0 | 4)), "{arguments:?}: {:?}: {said}", out.status);
        addresses(&out.stdout)
    }
}

fn addresses(lines: &[u8]) -> Vec<String> {
    let lines = std::str::from_utf8(lines).unwrap().lines();
    lines.map(|line| serde_json::from_str::<Value>(line).unwrap()["url"].as_str().unwrap().to_owned()).collect()
}

/// Every flag that selects articles, with a value that occurs in the demo.
const FLAGS: &[&[&str]] = &[
    &["--query", "lương"],
    &["--query", "(lương OR công đoàn) -thưởng"],
    &["--source", "loaphuong"],
    &["--source", "loaphuong", "--source", "doisong"],
    &["--section", "cong-doan"],
    &["--since", "7d"],
    &["--until", "hôm qua"],
    &["--unread"],
    &["--read"],
    &["--starred"],
    &["--muted"],
    &["--sort", "oldest"],
    &["--sort", "source"],
    &["--sort", "title"],
    &["--limit", "3"],
    &["-n", "3"],
    &["--starred", "--read"],
    &["--query", "công", "--source", "loaphuong", "--since", "30d", "--sort", "oldest", "-n", "2"],
];

/// Commands that have them: what is typed before and after the flags.
const COMMANDS: &[(&[&str], &[&str])] = &[
    (&["list", "--copies"], &["--json"]),
    (&["search", "--query", "công", "--copies"], &["--json"]),
    (&["similar", "1"], &["--json"]),
    (&["export"], &[]),
    (&["mark", "star"], &["--count"]),
    (&["digest", "--format", "json"], &[]),
    (&["docs"], &["--json"]),
    (&["facts"], &["--json"]),
    (&["speak", "--digest", "--text"], &[]),
];

/// Flags that a command does not accept twice.
fn given_already(command: &[&str], flags: &[&str]) -> bool {
    command.contains(&"--query") && flags.contains(&"--query")
}

#[test]
fn every_flag_of_the_selection_is_taken_by_every_command_that_selects() {
    let archive = Archive::new();
    let mut wrong = Vec::new();
    for (before, after) in COMMANDS {
        for flags in FLAGS.iter().filter(|flags| !given_already(before, flags)) {
            let line: Vec<&str> = [*before, *flags, *after].concat();
            let out = archive.run(&line);
            if !matches!(out.status.code(), Some(0 | 4)) {
                wrong.push(format!("{line:?}: {:?}: {}", out.status, String::from_utf8_lossy(&out.stderr)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_command_whose_help_offers_the_selection_is_in_the_table() {
    let archive = Archive(tempfile::tempdir().unwrap());
    let help = String::from_utf8(archive.run(&["--help"]).stdout).unwrap();
    let names = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let names = names.take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("   "));
    let names: BTreeSet<&str> = names.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() > 20, "{help}");
    let selects = |name: &&str| {
        let help = String::from_utf8(archive.run(&[name, "--help"]).stdout).unwrap();
        help.contains("--starred") && help.contains("--muted")
    };
    let found: BTreeSet<&str> = names.into_iter().filter(|name| *name != "help").filter(selects).collect();
    let table: BTreeSet<&str> = COMMANDS.iter().map(|(before, _)| before[0]).collect();
    assert_eq!(found, table);
}

#[test]
fn the_same_flags_mean_the_same_articles_to_every_command() {
    let archive = Archive::new();
    for flags in FLAGS {
        let listed = archive.addresses(&[&["list", "--copies", "--json"], *flags].concat());
        assert_eq!(archive.addresses(&[&["export"], *flags].concat()), listed, "export {flags:?}");
        // A limit of shown articles says nothing about how many there are.
        if !flags.iter().any(|flag| matches!(*flag, "-n" | "--limit")) {
            let count = archive.run(&[&["list", "--copies", "--count"], *flags].concat()).stdout;
            assert_eq!(String::from_utf8_lossy(&count).trim(), listed.len().to_string(), "--count {flags:?}");
            let marked = archive.run(&[&["mark", "star", "--count"], *flags].concat()).stdout;
            assert_eq!(String::from_utf8_lossy(&marked).trim(), listed.len().to_string(), "mark {flags:?}");
        }
        if !flags.iter().any(|flag| matches!(*flag, "-n" | "--limit" | "--query")) {
            let query = ["--copies", "--json", "--query", "công", "-n", "1000"];
            let mut found = archive.addresses(&[&["search", "--literal"], &query[..], *flags].concat());
            let mut both = archive.addresses(&[&["list"], &query[..], *flags].concat());
            found.sort();
            both.sort();
            assert_eq!(found, both, "search {flags:?}");
        }
    }
}

/// Every way to write a day or an hour.
const DATES: &[&str] = &[
    "hôm nay",
    "hom nay",
    "hôm qua",
    "hôm kia",
    "today",
    "yesterday",
    "7 ngày",
    "7d",
    "1d",
    "2 tuần",
    "2w",
    "3 tháng",
    "6h",
    "12 giờ",
    "2024",
    "2024-01",
    "01/2024",
    "31/01/2024",
    "2024-01-31",
    "08:30",
    "8h30",
    "hôm qua 8h30",
];

#[test]
fn a_date_is_written_the_same_way_in_flags_and_in_queries() {
    let archive = Archive::new();
    for date in DATES {
        for (flag, term) in [("--since", "từ"), ("--until", "đến"), ("--since", "since"), ("--until", "until")] {
            let mut by_flag = archive.addresses(&["list", "--copies", "--json", flag, date]);
            let query = format!("{term}:\"{date}\"");
            let out = archive.run(&["list", "--copies", "--json", "--query", &query]);
            assert!(
                out.stderr.is_empty() || out.status.code() == Some(4),
                "{query}: {}",
                String::from_utf8_lossy(&out.stderr)
            );
            let mut by_term = addresses(&out.stdout);
            by_flag.sort();
            by_term.sort();
            assert_eq!(by_flag, by_term, "{flag} {date}");
        }
    }
}

#[test]
fn what_is_no_date_is_told_in_both_places() {
    let archive = Archive::new();
    for date in ["31/02/2024", "2024-13", "hôm kìa kia", "25:00"] {
        assert_eq!(archive.run(&["list", "--since", date]).status.code(), Some(2), "{date}");
        let out = archive.run(&["list", "--query", &format!("từ:\"{date}\"")]);
        assert!(!out.stderr.is_empty(), "{date}");
    }
}

#[test]
fn every_command_that_takes_articles_takes_them_from_stdin_in_every_form() {
    let archive = Archive::new();
    let wanted = archive.addresses(&["list", "-n", "2", "--json"]);
    for form in ["text", "table", "json", "jsonl", "tsv", "csv"] {
        let lines = archive.run(&["list", "-n", "2", "-o", form]).stdout;
        let out = archive.fed(&["export", "-"], &lines);
        assert_eq!(addresses(&out.stdout), wanted, "{form}: {}", String::from_utf8_lossy(&out.stderr));
    }
    let one = b"1\n";
    for command in [&["show", "-"][..], &["mark", "star", "-"], &["open", "-"], &["similar", "-"], &["facts", "-"]] {
        let out = archive.fed(command, one);
        assert!(matches!(out.status.code(), Some(0 | 4)), "{command:?}: {}", String::from_utf8_lossy(&out.stderr));
        assert_eq!(archive.fed(command, b"").status.code(), Some(4), "{command:?} of nothing");
    }
}

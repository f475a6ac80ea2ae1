//! Stopping a refresh, whatever it is waiting for, while keeping what was stored: the engine, and the real binary on
//! Ctrl-C.
//!
//! The servers here never answer, so that a refresh waiting for them does not end on its own. How quickly it stops is
//! measured by `cargo bench --bench stop`.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]
#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::faults::{Asked, FaultServer, Manner, Reply};

#[path = "cancel/cases.rs"]
mod cases;
#[path = "support/faults.rs"]
mod faults;
#[path = "cancel/voices.rs"]
mod voices;

use cases::{CASES, article, feed, stop};

/// Longest time a test waits for the end.
const BOUND: Duration = Duration::from_mins(1);

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_that_is_stopped_ends_whatever_it_waits_for() {
    for (name, answer, asked) in CASES {
        let ended = tokio::time::timeout(BOUND, stop(*answer, asked)).await;
        assert!(ended.is_ok_and(|(_, stopped)| stopped), "while {name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_ends_the_command_and_what_was_saved_is_there() {
    let silent_after_two = |asked: &Asked| match asked.path.as_str() {
        "/bao.test/tin.rss" => feed(4),
        "/bao.test/robots.txt" => Reply::new(404, ""),
        "/bao.test/3.html" | "/bao.test/4.html" => Reply::html("").manner(Manner::Silence),
        page => article(page, 6),
    };
    let server = FaultServer::start(silent_after_two).await.unwrap();
    let home = tempfile::tempdir().unwrap();
    let config = format!(
        "[network]\ngap_ms = 0\n[network.mirrors]\n\"https://bao.test\" = \"{}/bao.test\"\n[[source]]\nid = \"bao.test\"\n\
         name = \"Báo\"\n[[source.section]]\nid = \"tin\"\nname = \"Tin\"\nkind = \"feed\"\nurl = \"https://bao.test/tin.rss\"\n",
        server.base()
    );
    let file = home.path().join("config.toml");
    std::fs::write(&file, config).unwrap();
    let loa = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_loa"));
        command.env_clear().env("HOME", home.path()).env("LANG", "en_US.UTF-8");
        command.arg("--config").arg(&file).arg("--data-dir").arg(home.path().join("data")).args(arguments);
        command
    };
    let mut child = loa(&["sync", "--json", "bao.test"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut events = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut saved = 0;
    while saved < 2 {
        saved += usize::from(events.next().unwrap().unwrap().contains("\"event\":\"article\""));
    }
    let told = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(told.success());
    let status = child.wait().unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(status.code(), Some(1), "{said}");
    let listed = loa(&["list", "--json"]).output().unwrap();
    let rows = String::from_utf8(listed.stdout).unwrap();
    assert_eq!(rows.lines().count(), 4, "{rows}");
}

#[test]
fn a_voice_that_is_hushed_ends_with_its_children_and_hears_no_sentence_more() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for (name, script) in voices::VOICES {
        let home = tempfile::tempdir().unwrap();
        let (_, started) = voices::hush(&runtime, script, home.path());
        assert_eq!(started.len(), 2, "{name}");
        let begun = std::time::Instant::now();
        while started.iter().any(|id| is_alive(*id)) {
            assert!(begun.elapsed() < BOUND, "{name}");
            std::thread::sleep(Duration::from_millis(1));
        }
        let heard = std::fs::read_to_string(home.path().join("heard")).unwrap_or_default();
        assert!(heard.lines().all(|line| line.starts_with("một ")), "{name}");
    }
}

/// Whether a process is running: one that has ended may still exist as a zombie.
fn is_alive(id: u32) -> bool {
    let state = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    state.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with('Z'))
}

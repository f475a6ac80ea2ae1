//! A writer killed with SIGKILL at any moment, and two processes at once: what was reported saved is there.
//!
//! The child process is this test program itself, asked for the ignored test `a_writer_to_be_killed`. It prints a line
//! after each finished transaction. `LOA_KILLS` sets the number of kills (10 unless told).

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use loaphuong::model::{ArticleId, Block, CanonicalUrl, Draft, Query, SystemClock, Window};
use loaphuong::store::{Limits, Record, Retention, SearchRequest, Store};

const HOME: &str = "LOA_TEST_HOME";

#[expect(clippy::disallowed_methods, reason = "a test is steered by the environment")]
fn told(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn open(home: &Path) -> Store {
    Store::open(home, Arc::new(SystemClock)).unwrap()
}

fn record(number: u64) -> Record {
    let draft = Draft {
        title: Some(format!("Tin số {number}")),
        body: vec![Block::paragraph(format!("Người lao động nhận lương tháng {number}. ").repeat(20))],
        ..Draft::default()
    };
    Record {
        url: format!("https://bao.example.vn/{number}"),
        read: number.is_multiple_of(3),
        draft,
        ..Record::default()
    }
}

#[test]
#[ignore = "run by the other tests as a process of its own"]
fn a_writer_to_be_killed() {
    let Some(home) = told(HOME) else { return };
    let store = open(Path::new(&home));
    let from: u64 = told("LOA_TEST_FROM").unwrap().parse().unwrap();
    let until: u64 = told("LOA_TEST_UNTIL").unwrap().parse().unwrap();
    for number in from..until {
        store.import(&[record(number)]).unwrap();
        println!("saved {number}");
        match number % 10 {
            0 => drop(store.pump_index(1000).unwrap()),
            5 => {
                let rule = Retention { all: Limits { max_age_days: Some(0), max_bytes: None }, ..Retention::default() };
                store.prune(&rule, true).unwrap();
                store.set_starred(&[ArticleId(1)], number % 20 == 5).unwrap();
            }
            _ => {}
        }
    }
}

fn writer(home: &Path, from: u64, until: u64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--nocapture", "a_writer_to_be_killed"])
        .env(HOME, home)
        .env("LOA_TEST_FROM", from.to_string())
        .env("LOA_TEST_UNTIL", until.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Reads reports until `enough` have come, kills the writer, and reads what it had still reported.
fn kill_after(mut child: Child, enough: usize) -> Vec<u64> {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let number = |line: String| line.split_once("saved ").and_then(|(_, n)| n.trim().parse::<u64>().ok());
    let mut saved = Vec::new();
    while saved.len() < enough
        && let Some(Ok(line)) = lines.next()
    {
        saved.extend(number(line));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    saved.extend(lines.map_while(Result::ok).filter_map(number));
    saved
}

fn there(store: &Store, number: u64) -> bool {
    let url = CanonicalUrl::parse(&format!("https://bao.example.vn/{number}")).unwrap();
    let id = store.id_of(&url).unwrap();
    id.is_some_and(|id| store.article(id).unwrap().is_some_and(|article| !article.body.is_empty()))
}

#[test]
fn what_was_reported_saved_is_there_after_a_kill() {
    let kills: u64 = told("LOA_KILLS").and_then(|n| n.parse().ok()).unwrap_or(10);
    let home = tempfile::tempdir().unwrap();
    let mut all = Vec::new();
    for round in 0..kills {
        let enough = usize::try_from(1 + (round * 7) % 23).unwrap();
        all.extend(kill_after(writer(home.path(), round * 10_000, (round + 1) * 10_000), enough));
        let store = open(home.path());
        assert_eq!(store.notices(), [], "round {round}");
        assert_eq!(store.check(false).unwrap(), [], "round {round}");
        let lost: Vec<&u64> = all.iter().filter(|number| !there(&store, **number)).collect();
        assert_eq!(lost, Vec::<&u64>::new(), "round {round}");
    }
    let store = open(home.path());
    while store.pump_index(10_000).unwrap() > 0 {}
    let rows = store.rows(&Query::default(), Window { after: None, limit: 1 }).unwrap();
    let hits = store.search(&SearchRequest { text: "lương".into(), limit: 1, ..SearchRequest::default() }).unwrap();
    assert_eq!((hits.total, hits.behind), (rows.total, 0));
}

#[test]
fn two_processes_write_at_once_and_lose_nothing() {
    let home = tempfile::tempdir().unwrap();
    let mut one = writer(home.path(), 0, 60);
    let mut two = writer(home.path(), 1000, 1060);
    assert!(one.wait().unwrap().success() && two.wait().unwrap().success());
    let store = open(home.path());
    assert_eq!((0..60).chain(1000..1060).filter(|number| !there(&store, *number)).count(), 0);
    assert_eq!(store.counts().unwrap().total, 120);
    assert_eq!(store.check(false).unwrap(), []);
}

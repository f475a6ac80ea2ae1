//! Stopping a refresh: within 200 ms, whatever it is waiting for, keeping what was saved. The engine, and the real
//! binary under Ctrl-C. Of three tries the best counts: the machine that tests may be busy with something else.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]
#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use loaphuong::demo::faults::{Asked, FaultServer, Manner, Reply};
use loaphuong::fetch::Settings;
use loaphuong::model::{FixedClock, SyncNews, Timestamp};
use loaphuong::sources::{Catalog, Kind, Section, Site};
use loaphuong::store::Store;
use loaphuong::sync::{Engine, Scope, start};

/// What is promised.
const PROMISE: Duration = Duration::from_millis(200);

/// Tries of which the best counts.
const TRIES: usize = 3;

fn feed(count: usize) -> Reply {
    let item = |n| {
        format!(
            "<item><title>Công đoàn cơ sở số {n} chăm lo đoàn viên</title><link>https://bao.test/{n}.html</link>\
             <pubDate>Mon, 12 May 2025 08:00:00 +0700</pubDate></item>"
        )
    };
    let items: String = (1..=count).map(item).collect();
    let xml = format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Tin</title>{items}</channel></rss>");
    Reply::new(200, xml).with("content-type", "application/rss+xml; charset=utf-8")
}

/// An article page with so many paragraphs.
fn article(name: &str, paragraphs: usize) -> Reply {
    let one =
        |n| format!("<p>Đoạn {n}: công nhân được trả đủ lương, được nghỉ phép năm và được khám sức khỏe định kỳ.</p>");
    let body: String = (1..=paragraphs).map(one).collect();
    Reply::html(format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><meta property=\"og:title\" content=\"Bài {name}\">\
         <meta property=\"article:published_time\" content=\"2025-05-12T07:15:00+07:00\"></head>\
         <body><article><h1>Bài {name}</h1>{body}</article></body></html>"
    ))
}

fn engine(server: &FaultServer) -> Engine {
    let section = Section {
        id: "tin".into(),
        name: "Tin".into(),
        url: "https://bao.test/tin.rss".into(),
        kind: Kind::Feed,
        unverified: false,
        enabled: true,
    };
    let site = Site { id: "bao.test".into(), name: "Báo".into(), sections: vec![section], ..Site::default() };
    let clock = Arc::new(FixedClock(Timestamp(1_747_013_400)));
    Engine {
        catalog: Arc::new(Catalog { sites: vec![site] }),
        store: Store::in_memory(clock.clone()).unwrap(),
        network: Settings {
            mirrors: [("https://bao.test".to_owned(), format!("{}/bao.test", server.base()))].into(),
            total_timeout: Duration::from_mins(10),
            ..Settings::default()
        },
        clock,
        pictures: None,
    }
}

/// How long stopping takes, at best, once the server has been asked for `asked`.
async fn stopping(answer: impl Fn(&Asked) -> Reply + Send + Sync + Clone + 'static, asked: &str) -> Duration {
    let mut best = Duration::MAX;
    for _ in 0..TRIES {
        let server = FaultServer::start(answer.clone()).await.unwrap();
        let mut handle = start(engine(&server), Scope { force: true, ..Scope::default() });
        while server.asked(asked) == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
        let began = Instant::now();
        handle.cancel.cancel();
        let mut last = None;
        while let Some(news) = handle.news.recv().await {
            last = Some(news);
        }
        best = best.min(began.elapsed());
        match last {
            Some(SyncNews::Finished(tally)) => assert!(tally.cancelled),
            other => panic!("the last fact is {other:?}"),
        }
    }
    best
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_stops_at_once_while_pages_hang() {
    let silent = |asked: &Asked| match asked.path.as_str() {
        "/bao.test/tin.rss" => feed(4),
        "/bao.test/robots.txt" => Reply::new(404, ""),
        _ => Reply::html("").manner(Manner::Silence),
    };
    let took = stopping(silent, "/bao.test/1.html").await;
    assert!(took <= PROMISE, "{took:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_stops_at_once_while_a_page_never_ends() {
    let endless = |asked: &Asked| match asked.path.as_str() {
        "/bao.test/tin.rss" => feed(2),
        "/bao.test/robots.txt" => Reply::new(404, ""),
        _ => Reply::html("").manner(Manner::Slow(Duration::from_millis(50))),
    };
    let took = stopping(endless, "/bao.test/1.html").await;
    assert!(took <= PROMISE, "{took:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_stops_at_once_while_it_waits_as_it_was_asked_to() {
    let patience = |asked: &Asked| match asked.path.as_str() {
        "/bao.test/robots.txt" => Reply::new(404, ""),
        _ => Reply::new(429, "").with("retry-after", "4"),
    };
    let took = stopping(patience, "/bao.test/tin.rss").await;
    assert!(took <= PROMISE, "{took:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_stops_at_once_while_long_pages_are_read() {
    let long = |asked: &Asked| match asked.path.as_str() {
        "/bao.test/tin.rss" => feed(4),
        "/bao.test/robots.txt" => Reply::new(404, ""),
        page => article(page, 20_000),
    };
    let took = stopping(long, "/bao.test/2.html").await;
    assert!(took <= PROMISE, "{took:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_ends_the_command_at_once_and_the_next_one_goes_on() {
    let silent_after_two = |asked: &Asked| match asked.path.as_str() {
        "/bao.test/tin.rss" => feed(4),
        "/bao.test/robots.txt" => Reply::new(404, ""),
        "/bao.test/3.html" | "/bao.test/4.html" => Reply::html("").manner(Manner::Silence),
        page => article(page, 6),
    };
    let mut best = Duration::MAX;
    for _ in 0..TRIES {
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
        let mut child =
            loa(&["sync", "--json", "bao.test"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut events = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut saved = 0;
        while saved < 2 {
            saved += usize::from(events.next().unwrap().unwrap().contains("\"event\":\"article\""));
        }
        let began = Instant::now();
        let told = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(told.success());
        let status = child.wait().unwrap();
        best = best.min(began.elapsed());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(status.code(), Some(1), "{said}");
        let listed = loa(&["list", "--json"]).output().unwrap();
        let rows = String::from_utf8(listed.stdout).unwrap();
        assert_eq!(rows.lines().count(), 4, "{rows}");
    }
    assert!(best <= PROMISE, "{best:?}");
}

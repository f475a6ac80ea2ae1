//! Refreshes that wait for something and are stopped: the tests check that they end, the benchmark how quickly.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::faults::{Asked, FaultServer, Manner, Reply};
use loaphuong::fetch::NetworkSettings;
use loaphuong::model::{FixedClock, SyncNews, Timestamp};
use loaphuong::sources::{AddressKind, Catalog, Section, Site};
use loaphuong::store::Store;
use loaphuong::sync::{Engine, RefreshScope, Watch, start};

/// How long a server waits before it sends more, far longer than any test.
const FOR_EVER: Duration = Duration::from_mins(10);

pub(crate) fn feed(count: usize) -> Reply {
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

/// An article page with this many paragraphs.
pub(crate) fn article(name: &str, paragraphs: usize) -> Reply {
    let one =
        |n| format!("<p>Đoạn {n}: công nhân được trả đủ lương, được nghỉ phép năm và được khám sức khỏe định kỳ.</p>");
    let body: String = (1..=paragraphs).map(one).collect();
    Reply::html(format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><meta property=\"og:title\" content=\"Bài {name}\">\
         <meta property=\"article:published_time\" content=\"2025-05-12T07:15:00+07:00\"></head>\
         <body><article><h1>Bài {name}</h1>{body}</article></body></html>"
    ))
}

pub(crate) fn engine(server: &FaultServer) -> Engine {
    let section = Section {
        id: "tin".into(),
        name: "Tin".into(),
        url: "https://bao.test/tin.rss".into(),
        kind: AddressKind::Feed,
        unverified: false,
        enabled: true,
    };
    let site = Site { id: "bao.test".into(), name: "Báo".into(), sections: vec![section], ..Site::default() };
    let clock = Arc::new(FixedClock(Timestamp(1_747_013_400)));
    Engine {
        catalog: Arc::new(Catalog { sites: vec![site], ..Catalog::default() }),
        store: Store::in_memory(clock.clone()).unwrap(),
        network: NetworkSettings {
            mirrors: [("https://bao.test".to_owned(), format!("{}/bao.test", server.base()))].into(),
            total_timeout: FOR_EVER,
            patience: FOR_EVER * 2,
            ..NetworkSettings::default()
        },
        clock,
        pictures: None,
        watch: Watch::default(),
    }
}

/// A case: its name, the answers, and the page that must have been requested before the refresh is stopped.
pub(crate) type Case = (&'static str, fn(&Asked) -> Reply, &'static str);

pub(crate) const CASES: &[Case] = &[
    ("pages hang", silent, "/bao.test/1.html"),
    ("a page never ends", endless, "/bao.test/1.html"),
    ("it waits as it was asked to", patience, "/bao.test/tin.rss"),
    ("long pages are read", long, "/bao.test/2.html"),
];

fn silent(asked: &Asked) -> Reply {
    match asked.path.as_str() {
        "/bao.test/tin.rss" => feed(4),
        "/bao.test/robots.txt" => Reply::new(404, ""),
        _ => Reply::html("").manner(Manner::Silence),
    }
}

fn endless(asked: &Asked) -> Reply {
    match asked.path.as_str() {
        "/bao.test/tin.rss" => feed(2),
        "/bao.test/robots.txt" => Reply::new(404, ""),
        _ => Reply::html("").manner(Manner::Slow(Duration::from_millis(50))),
    }
}

fn patience(asked: &Asked) -> Reply {
    match asked.path.as_str() {
        "/bao.test/robots.txt" => Reply::new(404, ""),
        _ => Reply::new(429, "").with("retry-after", &FOR_EVER.as_secs().to_string()),
    }
}

fn long(asked: &Asked) -> Reply {
    match asked.path.as_str() {
        "/bao.test/tin.rss" => feed(4),
        "/bao.test/robots.txt" => Reply::new(404, ""),
        page => article(page, 20_000),
    }
}

/// Starts a refresh, stops it in the middle, and waits for its last event: how long that took, and whether the last
/// event says that it was stopped.
pub(crate) async fn stop(answer: fn(&Asked) -> Reply, asked: &str) -> (Duration, bool) {
    let server = FaultServer::start(answer).await.unwrap();
    let mut handle = start(engine(&server), RefreshScope { force: true, ..RefreshScope::default() });
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
    (began.elapsed(), matches!(last, Some(SyncNews::Finished(tally)) if tally.cancelled))
}

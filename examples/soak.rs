//! A soak: thousands of pages refreshed from a server that misbehaves in every way we know, in one process.
//!
//! `cargo run --example soak -- [PAGES]` (10,000 by default). It ends with an error when a task is left over, memory
//! grows, an article is half written, or a source's trouble is not the one that was made.
//! Units: pages are sections and articles asked for; memory is the resident set in KiB, from `/proc` (Linux only).

#[path = "../tests/support/faults.rs"]
mod faults;

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::Duration;

use crate::faults::{Asked, FaultServer, Manner, Reply};
use loaphuong::fetch::NetworkSettings;
use loaphuong::model::{Clock, Offline, Query, SyncNews, Timestamp, Window};
use loaphuong::sources::{AddressKind, Catalog, Section, Site};
use loaphuong::store::Store;
use loaphuong::sync::{Engine, RefreshScope, Watch, start};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Paragraphs of every article: a stored one with fewer is half written.
const PARAGRAPHS: usize = 6;

/// Articles of each source.
const ARTICLES: usize = 4;

/// A fault, and the kind of trouble it must be told as (`None`: it is no trouble).
const FAULTS: &[(&str, Option<&str>)] = &[
    ("lanh", None),
    ("cham", None),
    ("sai-bang-ma", None),
    ("429", Some("throttled")),
    ("500", Some("status")),
    ("gone", Some("gone")),
    ("dut", Some("cut-off")),
    ("gzip-cut", Some("cut-off")),
    ("sai-do-dai", Some("cut-off")),
    ("gac-may", Some("cut-off")),
    ("vong", Some("redirects")),
    ("vo-tan", Some("too-large")),
    ("im-lang", Some("timed-out")),
    ("tuong", Some("blocked")),
    ("wifi", Some("led-away")),
];

/// A clock that we turn on by hand, so that nothing is ever "not due yet".
struct HandClock(AtomicI64);

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

fn article(path: &str) -> Vec<u8> {
    let paragraph = |n| {
        format!(
            "<p>Đoạn {n}: người lao động được trả đủ lương, được nghỉ phép và được khám sức khỏe định kỳ theo thỏa ước \
             lao động tập thể mà công đoàn cơ sở đã ký.</p>"
        )
    };
    let body: String = (1..=PARAGRAPHS).map(paragraph).collect();
    format!(
        "<!doctype html><html><head><meta charset=utf-8><title>Bài {path}</title><meta property=\"og:type\" content=\"article\">\
         <meta property=\"og:title\" content=\"Bài {path}\">\
         <meta property=\"article:published_time\" content=\"2025-05-12T07:15:00+07:00\"></head>\
         <body><article><h1>Bài {path}</h1>{body}</article></body></html>"
    )
    .into_bytes()
}

fn feed(host: &str, round: usize) -> Vec<u8> {
    let item = |n| {
        // A later date each round: the bodies are asked for again.
        let day = 1 + (round % 28);
        format!(
            "<item><title>Công đoàn cơ sở số {n} chăm lo đoàn viên</title><link>https://{host}/{n}.html</link>\
             <pubDate>{day:02} May 2025 08:00:00 +0700</pubDate></item>"
        )
    };
    let items: String = (1..=ARTICLES).map(item).collect();
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>Tin</title>{items}</channel></rss>")
        .into_bytes()
}

fn zipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// What a host with a fault answers.
fn answer(asked: &Asked, round: usize) -> Reply {
    let (host, path) = asked.path[1..].split_once('/').unwrap_or(("", ""));
    let fault = host.trim_end_matches(".test");
    if path == "robots.txt" {
        return Reply::new(404, "");
    }
    let is_feed = path == "tin.rss";
    let body = if is_feed { feed(host, round) } else { article(path) };
    let kind = if is_feed { "application/rss+xml" } else { "text/html" };
    // Every other round the feeds are well, so that the faults meet the articles too.
    if is_feed && round % 2 == 1 {
        return Reply::new(200, body).with("content-type", kind);
    }
    let half = body.len() / 2;
    let good = Reply::new(200, body.clone()).with("content-type", kind);
    match fault {
        "cham" => good.manner(Manner::Slow(Duration::from_millis(5))),
        "sai-bang-ma" => Reply::new(200, body).with("content-type", &format!("{kind}; charset=iso-8859-1")),
        "429" => Reply::new(429, "").with("retry-after", "1800"),
        "500" => Reply::new(500, "hỏng"),
        "gone" => Reply::new(410, ""),
        "dut" => good.manner(Manner::CutAfter(half)),
        "gzip-cut" => {
            let zipped = zipped(&body);
            Reply::new(200, &zipped[..zipped.len() / 2]).with("content-type", kind).with("content-encoding", "gzip")
        }
        "sai-do-dai" => good.manner(Manner::TooShortBy(100)),
        "gac-may" => good.manner(Manner::HangUp),
        "vong" => Reply::redirect(&format!("/{host}/{}", if path.contains('x') { "y" } else { "x" })),
        "vo-tan" => good.manner(Manner::Endless),
        "im-lang" => good.manner(Manner::Silence),
        "tuong" => Reply::new(200, "<script>document.cookie='D1N=1; path=/';location.reload()</script>"),
        "wifi" => Reply::redirect("http://khach-san.test/login"),
        _ => good,
    }
}

fn site(host: &str) -> Site {
    let section = Section {
        id: "tin".into(),
        name: "Tin".into(),
        url: format!("https://{host}/tin.rss"),
        kind: AddressKind::Feed,
        unverified: false,
        enabled: true,
    };
    Site { id: host.into(), name: host.into(), sections: vec![section], ..Site::default() }
}

/// Resident memory, KiB; 0 where `/proc` is not there.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0");
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// One refresh: the kinds of trouble of each source.
async fn refresh(engine: &Engine) -> Outcome<BTreeMap<String, Vec<String>>> {
    let mut handle = start(engine.clone(), RefreshScope { force: true, ..RefreshScope::default() });
    let mut troubles: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut finished = false;
    while let Some(news) = handle.news.recv().await {
        match news {
            SyncNews::Trouble(trouble) => {
                troubles.entry(trouble.source.0).or_default().push(trouble.kind.name().to_owned());
            }
            SyncNews::Finished(_) => finished = true,
            _ => {}
        }
    }
    if finished { Ok(troubles) } else { Err("a refresh ended without its last word".into()) }
}

/// Whether every source's troubles are of the kind that was made, and only where one was made.
fn compare(troubles: &BTreeMap<String, Vec<String>>, round: usize) -> Outcome<()> {
    for (fault, expected) in FAULTS {
        let told = troubles.get(&format!("{fault}.test")).map_or(&[][..], Vec::as_slice);
        let strange = told.iter().find(|kind| Some(kind.as_str()) != *expected);
        if let Some(kind) = strange {
            return Err(format!("round {round}: {fault} was told as {kind}, not as {expected:?}").into());
        }
        if round.is_multiple_of(2) && expected.is_some() && told.is_empty() {
            return Err(format!("round {round}: the trouble of {fault} was not told").into());
        }
    }
    Ok(())
}

/// Whether every stored article is whole; gives how many can be read.
fn whole(store: &Store) -> Outcome<usize> {
    let rows = store.rows(&Query::default(), Window { after: None, limit: 10_000 })?.rows;
    let mut readable = 0;
    for row in rows {
        let article = store.article(row.id)?.ok_or("a listed article is lost")?;
        if row.offline == Offline::Full {
            readable += 1;
            if article.body.len() != PARAGRAPHS {
                return Err(format!("{} has {} paragraphs", row.url, article.body.len()).into());
            }
        }
    }
    Ok(readable)
}

async fn soak(pages: usize) -> Outcome<()> {
    let round = Arc::new(AtomicUsize::new(0));
    let shared = Arc::clone(&round);
    let server = FaultServer::start(move |asked| answer(asked, shared.load(Ordering::SeqCst))).await?;
    let hosts: Vec<String> = FAULTS.iter().map(|(fault, _)| format!("{fault}.test")).collect();
    let network = NetworkSettings {
        mirrors: hosts.iter().map(|host| (format!("https://{host}"), format!("{}/{host}", server.base()))).collect(),
        retries: 1,
        retry_pause: Duration::from_millis(1),
        total_timeout: Duration::from_millis(250),
        max_bytes: 1 << 20,
        ..NetworkSettings::default()
    };
    let clock = Arc::new(HandClock(AtomicI64::new(1_747_013_400)));
    let store = Store::in_memory(clock.clone())?;
    let catalog = Arc::new(Catalog { sites: hosts.iter().map(|host| site(host)).collect(), ..Catalog::default() });
    let engine = Engine {
        catalog,
        store: store.clone(),
        network,
        clock: clock.clone(),
        pictures: None,
        watch: Watch::default(),
    };
    let (mut done, mut warm) = (0, None);
    while done < pages {
        let now = round.load(Ordering::SeqCst);
        compare(&refresh(&engine).await?, now)?;
        whole(&store)?;
        done += server.log().iter().filter(|asked| !asked.path.ends_with("robots.txt")).count();
        server.forget();
        if warm.is_none() && done > pages / 4 {
            warm = Some(resident());
        }
        if now.is_multiple_of(20) {
            say(&format!("round {now}: {done} pages, {} readable, {} KiB", whole(&store)?, resident()));
        }
        clock.0.fetch_add(86_400, Ordering::SeqCst);
        round.fetch_add(1, Ordering::SeqCst);
    }
    let (before, after) = (warm.unwrap_or_default(), resident());
    let tasks = tokio::runtime::Handle::current().metrics().num_alive_tasks();
    say(&format!("{done} pages; {before} KiB after warming up, {after} KiB at the end; {tasks} tasks alive"));
    if after > before + before / 20 {
        return Err("memory grew by more than 5 %".into());
    }
    // The server's own listener and the connections that the last client keeps open.
    if tasks > 64 {
        return Err("tasks were left over".into());
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "an example talks to the one who runs it")]
fn say(text: &str) {
    println!("{text}");
}

fn main() -> Outcome<()> {
    let pages = std::env::args().nth(1).map_or(Ok(10_000), |text| text.parse())?;
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(soak(pages))
}

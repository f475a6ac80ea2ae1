//! The refresh against a server of ours: what is stored, what is told, what is asked on the wire, whatever goes wrong.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use loaphuong::demo::faults::{Asked, FaultServer, Manner, Reply};
use loaphuong::fetch::Settings;
use loaphuong::model::{FixedClock, Offline, Query, SectionId, SourceId, SyncNews, Tally, Timestamp, Trouble, Window};
use loaphuong::sources::{Catalog, Kind, Section, Site};
use loaphuong::store::{KeptSearch, SectionState, Store};
use loaphuong::sync::{Engine, Scope, Watch, start};

/// Monday 12 May 2025, 08:30 in Viet Nam.
const NOW: Timestamp = Timestamp(1_747_013_400);

/// A feed with articles `/1.html` … of `host`, dated on the hour.
fn feed(host: &str, numbers: impl IntoIterator<Item = usize>) -> Reply {
    let item = |n| {
        format!(
            "<item><title>Công đoàn cơ sở số {n} chăm lo đoàn viên</title><link>https://{host}/{n}.html</link>\
             <pubDate>Mon, 12 May 2025 0{}:00:00 +0700</pubDate><description>Tóm tắt {n}.</description></item>",
            n % 8
        )
    };
    let items: String = numbers.into_iter().map(item).collect();
    let xml = format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Tin</title>{items}</channel></rss>");
    Reply::new(200, xml).with("content-type", "application/rss+xml; charset=utf-8")
}

/// An article page that extraction finds whole.
fn article(name: &str) -> Reply {
    let paragraph = |n| {
        format!(
            "<p>Đoạn {n} của bài {name}: công nhân được trả đủ lương, được nghỉ phép năm và được khám sức khỏe định kỳ \
             theo đúng thỏa ước lao động tập thể mà công đoàn cơ sở đã ký với người sử dụng lao động.</p>"
        )
    };
    let body: String = (1..=6).map(paragraph).collect();
    Reply::html(format!(
        "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>Bài {name}</title>\
         <meta property=\"og:type\" content=\"article\"><meta property=\"og:title\" content=\"Bài {name}\">\
         <meta property=\"article:published_time\" content=\"2025-05-12T07:15:00+07:00\"></head>\
         <body><article><h1>Bài {name}</h1>{body}</article></body></html>"
    ))
}

/// The usual answers of a host: a feed of `count` articles, their pages, an open robots.txt.
fn usual(asked: &Asked, count: usize) -> Reply {
    let (host, path) = asked.path[1..].split_once('/').unwrap_or(("", ""));
    match path {
        "robots.txt" => Reply::new(404, ""),
        "tin.rss" => feed(host, 1..=count),
        page => article(page),
    }
}

fn site(host: &str) -> Site {
    let section = Section {
        id: "tin".into(),
        name: "Tin".into(),
        url: format!("https://{host}/tin.rss"),
        kind: Kind::Feed,
        unverified: false,
        enabled: true,
    };
    Site { id: host.into(), name: host.into(), sections: vec![section], ..Site::default() }
}

/// A paper whose hosts are served by one server under `/HOST`.
struct Desk {
    engine: Engine,
    server: FaultServer,
}

impl Desk {
    async fn new(hosts: &[&str], answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let server = FaultServer::start(answer).await.unwrap();
        let mirrors: BTreeMap<_, _> =
            hosts.iter().map(|host| (format!("https://{host}"), format!("{}/{host}", server.base()))).collect();
        let network = Settings {
            mirrors,
            retries: 1,
            retry_pause: Duration::from_millis(1),
            total_timeout: Duration::from_mins(1),
            ..Settings::default()
        };
        let clock = Arc::new(FixedClock(NOW));
        let catalog = Arc::new(Catalog { sites: hosts.iter().map(|host| site(host)).collect() });
        let store = Store::in_memory(clock.clone()).unwrap();
        Self { engine: Engine { catalog, store, network, clock, pictures: None, watch: Watch::default() }, server }
    }

    async fn run(&self, scope: Scope) -> (Vec<SyncNews>, Tally) {
        let mut handle = start(self.engine.clone(), scope);
        let mut all = Vec::new();
        while let Some(news) = handle.news.recv().await {
            all.push(news);
        }
        match all.pop() {
            Some(SyncNews::Finished(tally)) => (all, tally),
            other => panic!("the last fact is {other:?}"),
        }
    }

    async fn refresh(&self) -> (Vec<SyncNews>, Tally) {
        self.run(forced()).await
    }

    /// (address, readable offline?) of every article, by address.
    fn rows(&self) -> Vec<(String, Offline)> {
        let rows = self.engine.store.rows(&Query::default(), Window { after: None, limit: 10_000 }).unwrap().rows;
        let mut rows: Vec<_> = rows.into_iter().map(|row| (row.url.to_string(), row.offline)).collect();
        rows.sort();
        rows
    }

    fn first_article(&self) -> loaphuong::model::Article {
        let rows = self.engine.store.rows(&Query::default(), Window { after: None, limit: 1 }).unwrap().rows;
        self.engine.store.article(rows[0].id).unwrap().unwrap()
    }

    fn readable(&self) -> usize {
        self.rows().iter().filter(|(_, offline)| *offline == Offline::Full).count()
    }

    fn state(&self, host: &str) -> SectionState {
        self.engine.store.section_state(&SourceId(host.into()), &SectionId("tin".into())).unwrap()
    }
}

fn forced() -> Scope {
    Scope { force: true, ..Scope::default() }
}

fn troubles(news: &[SyncNews]) -> Vec<&Trouble> {
    news.iter().filter_map(|news| if let SyncNews::Trouble(trouble) = news { Some(trouble) } else { None }).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_stores_what_is_listed_so_that_it_can_be_read_offline() {
    let desk = Desk::new(&["bao.test", "khac.test"], |asked| usual(asked, 3)).await;
    let (news, tally) = desk.refresh().await;
    assert!(matches!(news[0], SyncNews::Planned { sections: 2, sources: 2 }));
    assert_eq!((tally.sections, tally.listed, tally.new, tally.bodies), (2, 6, 6, 6), "{news:#?}");
    assert_eq!(tally.failed_sources, []);
    assert_eq!((desk.rows().len(), desk.readable()), (6, 6));
    let saved = news.iter().filter(|news| matches!(news, SyncNews::ArticleSaved { new: true, .. })).count();
    assert_eq!(saved, 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_keeps_its_original_address_and_its_own_minute() {
    let desk = Desk::new(&["bao.test"], |asked| usual(asked, 1)).await;
    desk.refresh().await;
    let rows = desk.engine.store.rows(&Query::default(), Window { after: None, limit: 9 }).unwrap().rows;
    assert_eq!(rows[0].url.as_str(), "https://bao.test/1.html");
    assert_eq!(rows[0].published.unwrap().to_string(), "2025-05-12T07:15:00+07:00");
    let whole = desk.engine.store.article(rows[0].id).unwrap().unwrap();
    assert_eq!(whole.body.len(), 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_known_is_fetched_again() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.header("if-none-match") {
        Some("\"v1\"") => Reply::new(304, ""),
        _ => usual(asked, 3).with("etag", "\"v1\""),
    })
    .await;
    desk.refresh().await;
    let before = desk.server.requests();
    let (_, tally) = desk.refresh().await;
    assert_eq!((tally.unchanged, tally.bodies, tally.bytes), (1, 0, 0));
    assert_eq!(desk.server.requests() - before, 1, "one conditional request");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_new_article_of_a_changed_listing_is_fetched() {
    let count = Arc::new(AtomicUsize::new(2));
    let shared = Arc::clone(&count);
    let desk = Desk::new(&["bao.test"], move |asked| usual(asked, shared.load(Ordering::SeqCst))).await;
    desk.refresh().await;
    count.store(3, Ordering::SeqCst);
    let (_, tally) = desk.refresh().await;
    assert_eq!((tally.new, tally.bodies), (1, 1));
    assert_eq!((desk.server.asked("/bao.test/1.html"), desk.server.asked("/bao.test/3.html")), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_section_that_is_not_due_is_left_alone() {
    let desk = Desk::new(&["bao.test"], |asked| usual(asked, 1)).await;
    desk.refresh().await;
    let before = desk.server.requests();
    let (news, _) = desk.run(Scope::default()).await;
    assert!(matches!(news[0], SyncNews::Planned { sections: 0, .. }));
    assert_eq!(desk.server.requests(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn listings_alone_fetch_no_bodies_and_a_later_refresh_makes_up_for_it() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.header("if-none-match") {
        Some(_) => Reply::new(304, ""),
        None => usual(asked, 3).with("etag", "\"v1\""),
    })
    .await;
    desk.run(Scope { no_bodies: true, ..forced() }).await;
    assert_eq!((desk.rows().len(), desk.readable()), (3, 0));
    desk.refresh().await;
    assert_eq!(desk.readable(), 3, "although the listing itself was unchanged");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_failing_source_never_stops_the_others() {
    let desk = Desk::new(&["hong.test", "bao.test"], |asked| {
        if asked.path.starts_with("/hong.test") { Reply::new(500, "") } else { usual(asked, 2) }
    })
    .await;
    let (news, tally) = desk.refresh().await;
    assert_eq!(tally.failed_sources, [SourceId("hong.test".into())]);
    assert_eq!(desk.readable(), 2);
    let trouble = troubles(&news)[0];
    assert_eq!(trouble.source.as_str(), "hong.test");
    assert!(trouble.what.contains("500") && trouble.retry_at > Some(NOW), "{trouble:?}");
    let state = desk.state("hong.test");
    assert_eq!((state.failures, state.succeeded), (1, None));
    desk.refresh().await;
    assert_eq!(desk.state("hong.test").failures, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_asks_for_patience_is_not_asked_again_even_by_force() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/robots.txt" => Reply::new(404, ""),
        _ => Reply::new(429, "").with("retry-after", "3600"),
    })
    .await;
    let (news, _) = desk.refresh().await;
    assert_eq!(troubles(&news)[0].kind, "throttled");
    assert_eq!(troubles(&news)[0].retry_at, Some(Timestamp(NOW.0 + 3600)));
    let before = desk.server.requests();
    let (news, tally) = desk.refresh().await;
    assert_eq!(desk.server.requests(), before);
    assert_eq!(troubles(&news)[0].retry_at, Some(Timestamp(NOW.0 + 3600)));
    assert_eq!(tally.failed_sources.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_page_of_the_network_pollutes_nothing() {
    let captive = Arc::new(AtomicBool::new(false));
    let shared = Arc::clone(&captive);
    let desk = Desk::new(&["bao.test"], move |asked| {
        if !shared.load(Ordering::SeqCst) {
            return usual(asked, 2).with("etag", "\"good\"");
        }
        let links = "<a href=\"https://wifi.test/login\">Đăng nhập để dùng mạng miễn phí của khách sạn</a>";
        Reply::html(format!(
            "<html><title>Đăng nhập Wi-Fi</title><body><h1>Chào mừng quý khách</h1>{links}</body></html>"
        ))
    })
    .await;
    desk.refresh().await;
    let (before, state) = (desk.rows(), desk.state("bao.test"));
    captive.store(true, Ordering::SeqCst);
    let (news, tally) = desk.refresh().await;
    assert_eq!(troubles(&news)[0].kind, "no-items");
    assert_eq!(tally.failed_sources.len(), 1);
    assert_eq!(desk.rows(), before);
    let now = desk.state("bao.test");
    assert_eq!((now.etag, now.succeeded), (state.etag, state.succeeded), "the last good state stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_to_a_login_page_elsewhere_is_reported_for_what_it_is() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/robots.txt" => Reply::new(404, ""),
        _ => Reply::redirect("http://wifi.test/login?to=bao"),
    })
    .await;
    let (news, _) = desk.refresh().await;
    assert_eq!(troubles(&news)[0].kind, "led-away");
    assert!(troubles(&news)[0].what.contains("wifi.test"));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_page_for_every_address_is_nobodys_article() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/tin.rss" => feed("bao.test", 1..=3),
        "/bao.test/robots.txt" => Reply::new(404, ""),
        _ => {
            let text =
                "<p>Trang đang được bảo trì, mong quý bạn đọc thông cảm và quay lại sau ít phút nữa.</p>".repeat(9);
            Reply::html(format!(
                "<html><title>Bảo trì</title><body><article><h1>Bảo trì</h1>{text}</article></body></html>"
            ))
        }
    })
    .await;
    desk.refresh().await;
    assert_eq!(desk.rows().iter().map(|(_, offline)| *offline).collect::<Vec<_>>(), [Offline::Failed; 3]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wall_instead_of_a_feed_is_said_to_be_a_wall() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/robots.txt" => Reply::new(404, ""),
        _ => Reply::html("<html><body><script>document.cookie=\"D1N=1\"+\"; path=/\";window.location.reload(true);</script></body></html>"),
    })
    .await;
    let (news, tally) = desk.refresh().await;
    assert_eq!(troubles(&news)[0].kind, "blocked");
    assert_eq!((tally.listed, desk.state("bao.test").trouble_kind.as_deref()), (0, Some("blocked")));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_article_tells_why_it_cannot_be_read_offline() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/1.html" => Reply::new(404, ""),
        "/bao.test/2.html" => Reply::new(403, ""),
        "/bao.test/3.html" => Reply::html("x".repeat(200)).manner(Manner::CutAfter(100)),
        _ => usual(asked, 4),
    })
    .await;
    let (news, tally) = desk.refresh().await;
    let states: Vec<_> = desk.rows().into_iter().map(|(_, offline)| offline).collect();
    assert_eq!(states, [Offline::Gone, Offline::Failed, Offline::Failed, Offline::Full]);
    assert_eq!(troubles(&news).len(), 3);
    assert_eq!(tally.failed_sources.len(), 1);
    let id = desk.engine.store.id_of(&loaphuong::model::CanonicalUrl::parse("https://bao.test/2.html").unwrap());
    let whole = desk.engine.store.article(id.unwrap().unwrap()).unwrap().unwrap();
    assert!(whole.provenance.trouble.unwrap().contains("403"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_article_is_fetched_again_and_a_vanished_one_is_kept() {
    let edition = Arc::new(AtomicUsize::new(1));
    let shared = Arc::clone(&edition);
    let desk = Desk::new(&["bao.test"], move |asked| {
        let edition = shared.load(Ordering::SeqCst);
        match asked.path.as_str() {
            "/bao.test/tin.rss" if edition > 1 => {
                let mut reply = feed("bao.test", 1..=2);
                reply.body = String::from_utf8(reply.body).unwrap().replace("12 May", "13 May").into_bytes();
                reply
            }
            "/bao.test/1.html" => article(&format!("một, bản {edition}")),
            "/bao.test/2.html" if edition > 1 => Reply::new(410, ""),
            _ => usual(asked, 2),
        }
    })
    .await;
    desk.refresh().await;
    edition.store(2, Ordering::SeqCst);
    let (_, tally) = desk.refresh().await;
    assert_eq!(tally.edited, 1);
    assert_eq!(desk.readable(), 2, "what vanished from the site stays in the archive");
}

#[tokio::test(flavor = "multi_thread")]
async fn when_nobody_can_be_reached_the_network_is_away_and_nobody_is_blamed() {
    let desk = Desk::new(&["bao.test", "khac.test"], |_| Reply::new(200, "")).await;
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut engine = desk.engine.clone();
    engine.network.mirrors.values_mut().for_each(|to| *to = format!("http://{closed}"));
    let away = Desk { engine, server: desk.server };
    let (news, tally) = away.refresh().await;
    assert!(news.contains(&SyncNews::Offline));
    assert!(troubles(&news).is_empty());
    assert_eq!(tally.failed_sources.len(), 2);
    assert_eq!(away.state("bao.test").failures, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_alone_cannot_be_reached_is_its_own_trouble() {
    let desk = Desk::new(&["bao.test", "khac.test"], |asked| usual(asked, 1)).await;
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut engine = desk.engine.clone();
    engine.network.mirrors.insert("https://khac.test".into(), format!("http://{closed}"));
    let half = Desk { engine, server: desk.server };
    let (news, tally) = half.refresh().await;
    assert!(!news.contains(&SyncNews::Offline));
    assert_eq!(troubles(&news)[0].kind, "refused");
    assert_eq!((half.readable(), tally.failed_sources.len(), half.state("khac.test").failures), (1, 1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn offline_by_wish_opens_no_connection() {
    let mut desk = Desk::new(&["bao.test", "khac.test"], |asked| usual(asked, 1)).await;
    desk.engine.network.offline = true;
    desk.run(Scope { all_bodies: true, ..forced() }).await;
    assert_eq!(desk.server.connections(), 0);
    assert_eq!(desk.state("bao.test").failures, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_refresh_keeps_what_was_saved_and_the_next_one_goes_on() {
    let patient = Arc::new(AtomicBool::new(false));
    let shared = Arc::clone(&patient);
    let desk = Desk::new(&["bao.test"], move |asked| match asked.path.as_str() {
        // The later half never answers the first time: only cancelling ends such a refresh.
        "/bao.test/3.html" | "/bao.test/4.html" if !shared.load(Ordering::SeqCst) => {
            Reply::html("").manner(Manner::Silence)
        }
        _ => usual(asked, 4),
    })
    .await;
    let mut engine = desk.engine.clone();
    engine.network.total_timeout = Duration::from_mins(10);
    let mut handle = start(engine, forced());
    let (mut saved, mut last) = (0, None);
    while let Some(news) = handle.news.recv().await {
        saved += usize::from(matches!(news, SyncNews::ArticleSaved { .. }));
        if saved == 2 {
            handle.cancel.cancel();
        }
        last = Some(news);
    }
    let Some(SyncNews::Finished(tally)) = last else { panic!("{last:?}") };
    assert!(tally.cancelled);
    assert_eq!(desk.readable(), 2);
    patient.store(true, Ordering::SeqCst);
    let (_, tally) = desk.refresh().await;
    assert_eq!((tally.bodies, desk.readable()), (2, 4));
    assert_eq!(desk.server.asked("/bao.test/1.html"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn dropping_the_handle_ends_the_refresh() {
    let desk = Desk::new(&["bao.test"], |_| Reply::html("").manner(Manner::Silence)).await;
    let mut engine = desk.engine.clone();
    engine.network.total_timeout = Duration::from_mins(10);
    let dir = tempfile::tempdir().unwrap();
    let lock = loaphuong::sync::SyncLock::take(dir.path()).unwrap();
    let mut handle = loaphuong::sync::start_locked(engine, forced(), Some(lock));
    assert!(handle.news.recv().await.is_some());
    drop(handle);
    // The lock is given back at the very end.
    while loaphuong::sync::SyncLock::take(dir.path()).is_err() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_listener_slows_the_refresh_but_loses_nothing() {
    let desk = Desk::new(&["bao.test"], |asked| usual(asked, 300)).await;
    let mut engine = desk.engine.clone();
    engine.network.connections_per_host = 16;
    let mut handle = start(engine, forced());
    let heard = Mutex::new(0);
    while let Some(news) = handle.news.recv().await {
        tokio::task::yield_now().await;
        *heard.lock().unwrap() += usize::from(matches!(news, SyncNews::ArticleSaved { .. }));
    }
    assert_eq!((heard.into_inner().unwrap(), desk.readable()), (300, 300));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_over_several_pages_is_joined() {
    let desk = Desk::new(&["bao.test"], |asked| {
        let with_next = |reply: Reply, next: &str| {
            let page = String::from_utf8(reply.body.clone()).unwrap();
            let link = format!("<link rel=\"next\" href=\"https://bao.test{next}\"></head>");
            Reply { body: page.replace("</head>", &link).into_bytes(), ..reply }
        };
        match asked.path.as_str() {
            "/bao.test/1.html" => with_next(article("dài"), "/1.html?page=2"),
            "/bao.test/1.html?page=2" => with_next(article("dài, trang 2"), "/1.html"),
            _ => usual(asked, 1),
        }
    })
    .await;
    desk.refresh().await;
    if desk.server.asked("/bao.test/1.html?page=2") == 0 {
        eprintln!("extraction names no next page for this markup: nothing to join");
        return;
    }
    assert_eq!(desk.server.asked("/bao.test/1.html"), 1, "a ring of pages is walked once");
    let rows = desk.engine.store.rows(&Query::default(), Window { after: None, limit: 9 }).unwrap().rows;
    assert_eq!(desk.engine.store.article(rows[0].id).unwrap().unwrap().body.len(), 12);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_with_a_newer_date_is_asked_for_conditionally() {
    let later = Arc::new(AtomicBool::new(false));
    let shared = Arc::clone(&later);
    let desk = Desk::new(&["bao.test"], move |asked| match asked.path.as_str() {
        "/bao.test/tin.rss" if shared.load(Ordering::SeqCst) => {
            let mut reply = feed("bao.test", 1..=1);
            reply.body = String::from_utf8(reply.body).unwrap().replace("12 May", "13 May").into_bytes();
            reply
        }
        "/bao.test/1.html" if asked.header("if-none-match") == Some("\"a1\"") => Reply::new(304, ""),
        "/bao.test/1.html" => article("một").with("etag", "\"a1\""),
        _ => usual(asked, 1),
    })
    .await;
    desk.refresh().await;
    later.store(true, Ordering::SeqCst);
    let (_, tally) = desk.refresh().await;
    assert_eq!((tally.edited, tally.bodies, desk.readable()), (0, 0, 1));
    assert_eq!(desk.server.asked("/bao.test/1.html"), 2);
    desk.refresh().await;
    assert_eq!(desk.server.asked("/bao.test/1.html"), 2, "once is enough");
}

#[tokio::test(flavor = "multi_thread")]
async fn lead_pictures_are_kept_within_the_budget_and_their_trouble_is_nobodys() {
    let mut desk = Desk::new(&["bao.test", "anh.bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/1.html" | "/bao.test/2.html" => {
            let reply = article("có ảnh");
            let number = &asked.path[10..11];
            let page = String::from_utf8(reply.body.clone()).unwrap();
            let meta = format!("<meta property=\"og:image\" content=\"https://anh.bao.test/{number}.jpg\"></head>");
            Reply { body: page.replace("</head>", &meta).into_bytes(), ..reply }
        }
        "/anh.bao.test/1.jpg" => Reply::new(200, vec![7; 500]).with("content-type", "image/jpeg"),
        "/anh.bao.test/2.jpg" => Reply::new(200, "<p>không phải ảnh").with("content-type", "text/html"),
        path if path.starts_with("/anh.bao.test") => Reply::new(404, ""),
        _ => usual(asked, 2),
    })
    .await;
    desk.engine.catalog = Arc::new(Catalog { sites: vec![site("bao.test")] });
    let shelf = loaphuong::store::PictureShelf::in_memory().unwrap();
    desk.engine.pictures = Some(loaphuong::sync::Pictures { shelf: shelf.clone(), all: false, budget: 10_000 });
    let (_, tally) = desk.refresh().await;
    assert_eq!((tally.failed_sources.len(), desk.readable()), (0, 2));
    assert_eq!(shelf.get("https://anh.bao.test/1.jpg").unwrap().map(|bytes| bytes.len()), Some(500));
    assert_eq!(shelf.get("https://anh.bao.test/2.jpg").unwrap(), None);
    desk.refresh().await;
    assert_eq!(desk.server.asked("/anh.bao.test/1.jpg"), 1);
}

/// A page that gives a headline and no text, with `head` in its head.
fn hollow(name: &str, head: &str) -> Reply {
    Reply::html(format!(
        "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>Bài {name}</title>\
         <meta property=\"og:type\" content=\"article\"><meta property=\"og:title\" content=\"Bài {name}\">\
         <meta property=\"article:published_time\" content=\"2025-05-12T07:15:00+07:00\">{head}</head>\
         <body><article><h1>Bài {name}</h1><div id=\"app\"></div></article></body></html>"
    ))
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_page_gives_no_text_its_amp_version_is_asked_for_and_said_to_be_the_source() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/1.html" => hollow("1.html", "<link rel=\"amphtml\" href=\"/amp/1.html\">"),
        "/bao.test/amp/1.html" => article("1.html"),
        _ => usual(asked, 1),
    })
    .await;
    desk.refresh().await;
    assert_eq!(desk.rows(), [("https://bao.test/1.html".to_owned(), Offline::Full)]);
    assert_eq!(desk.server.asked("/bao.test/amp/1.html"), 1);
    let whole = desk.first_article();
    assert_eq!(whole.body.len(), 6);
    assert!(
        whole.provenance.findings.iter().any(|f| f.0 == "taken-from: amp https://bao.test/amp/1.html"),
        "{whole:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_for_printing_is_second_to_an_amp_page_that_does_not_answer() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/1.html" => {
            hollow("1.html", "<link rel=\"amphtml\" href=\"/amp/1.html\"><a href=\"/print/1.html\">In</a>")
        }
        "/bao.test/amp/1.html" => Reply::new(404, ""),
        "/bao.test/print/1.html" => article("1.html"),
        _ => usual(asked, 1),
    })
    .await;
    desk.refresh().await;
    assert_eq!(desk.first_article().body.len(), 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_robots_txt_forbids_is_not_asked_for() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/robots.txt" => Reply::new(200, "User-agent: *\nDisallow: /amp/\n"),
        "/bao.test/1.html" => hollow("1.html", "<link rel=\"amphtml\" href=\"/amp/1.html\">"),
        "/bao.test/amp/1.html" => article("1.html"),
        _ => usual(asked, 1),
    })
    .await;
    desk.refresh().await;
    assert_eq!((desk.server.asked("/bao.test/amp/1.html"), desk.readable()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_version_of_a_whole_page_is_left_alone() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/1.html" => {
            let whole = String::from_utf8(article("1.html").body).unwrap();
            Reply::html(whole.replace("</head>", "<link rel=\"amphtml\" href=\"/amp/1.html\"></head>"))
        }
        _ => usual(asked, 1),
    })
    .await;
    desk.refresh().await;
    assert_eq!((desk.server.asked("/bao.test/amp/1.html"), desk.readable()), (0, 1));
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn what_a_watched_search_finds_is_told_to_the_readers_command_once() {
    let folder = tempfile::tempdir().unwrap();
    let told = folder.path().join("told");
    let articles = Arc::new(std::sync::atomic::AtomicUsize::new(1));
    let listed = articles.clone();
    let mut desk =
        Desk::new(&["bao.test"], move |asked| usual(asked, listed.load(std::sync::atomic::Ordering::Relaxed))).await;
    let kept = |name: &str, query: &str, watched| KeptSearch { name: name.into(), query: query.into(), watched };
    let script = format!("printf '%s|' \"$@\" >> '{}'", told.display());
    desk.engine.watch = Watch {
        searches: vec![
            kept("Của tôi\u{1b}[2J", "nguồn:bao.test", true),
            kept("Không báo", "nguồn:bao.test", false),
            kept("Không có", "nguồn:khac.test", true),
        ],
        command: ["sh", "-c", &script, "sh"].map(str::to_owned).to_vec(),
    };
    let say = || std::fs::read_to_string(&told).unwrap_or_default();
    let (news, _) = desk.refresh().await;
    assert_eq!(say(), "Của tôi|1|", "{:?}", troubles(&news));
    desk.refresh().await;
    assert_eq!(say(), "Của tôi|1|", "told once");
    articles.store(3, std::sync::atomic::Ordering::Relaxed);
    desk.refresh().await;
    assert_eq!(say(), "Của tôi|1|Của tôi|2|");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_cannot_be_run_is_told_and_the_refresh_is_good() {
    let mut desk = Desk::new(&["bao.test"], |asked| usual(asked, 1)).await;
    let search = KeptSearch { name: "Báo".into(), query: "nguồn:bao.test".into(), watched: true };
    desk.engine.watch = Watch { searches: vec![search], command: vec!["/nowhere/loa-notify".into()] };
    let (news, tally) = desk.refresh().await;
    assert_eq!(troubles(&news).iter().map(|t| t.kind.as_str()).collect::<Vec<_>>(), ["notify"]);
    assert_eq!((tally.bodies, tally.failed_sources), (1, vec![]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_may_be_told_not_to_ask_for_robots_txt() {
    let mut desk = Desk::new(&["bao.test", "khac.test"], |asked| usual(asked, 1)).await;
    let mut sites = vec![site("bao.test"), site("khac.test")];
    sites[0].pace.robots = Some(false);
    desk.engine.catalog = Arc::new(Catalog { sites });
    desk.refresh().await;
    let asked = ["/bao.test/robots.txt", "/khac.test/robots.txt"].map(|path| desk.server.asked(path));
    assert_eq!(asked, [0, 1]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn robots_txt_is_asked_for_once_a_day_and_obeyed_meanwhile() {
    let mut desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/robots.txt" => Reply::new(200, "User-agent: *\nDisallow: /2.html\n"),
        _ => usual(asked, 2),
    })
    .await;
    desk.refresh().await;
    assert_eq!(desk.server.asked("/bao.test/robots.txt"), 1);
    desk.engine.clock = Arc::new(FixedClock(Timestamp(NOW.0 + 23 * 3600)));
    desk.refresh().await;
    assert_eq!(desk.server.asked("/bao.test/robots.txt"), 1);
    assert_eq!(desk.server.asked("/bao.test/2.html"), 0);
    desk.engine.clock = Arc::new(FixedClock(Timestamp(NOW.0 + 25 * 3600)));
    desk.refresh().await;
    assert_eq!(desk.server.asked("/bao.test/robots.txt"), 2);
}

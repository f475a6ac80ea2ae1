//! The fetcher against a misbehaving server: its results, and the requests that it sends.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

#[path = "support/faults.rs"]
mod faults;

#[path = "fetch/redirects.rs"]
mod redirects;

#[path = "fetch/handshakes.rs"]
mod handshakes;

use std::io::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::faults::{Asked, FaultServer, Manner, Reply};
use loaphuong::fetch::{Answer, FetchError, FetchedPage, Fetcher, HostRules, NetworkSettings, Validators};
use loaphuong::model::CanonicalUrl;

/// Settings for tests: no robots.txt, hardly any pauses, and time limits long enough for a busy machine.
fn settings() -> NetworkSettings {
    NetworkSettings {
        robots: false,
        retry_pause: Duration::from_millis(1),
        total_timeout: Duration::from_mins(1),
        max_bytes: 1 << 20,
        retries: 1,
        ..NetworkSettings::default()
    }
}

/// The sites `https://bao.test` and `https://khac.test`, served by `server`.
fn mirrored(server: &FaultServer) -> NetworkSettings {
    let mut settings = settings();
    settings.mirrors.insert("https://bao.test".into(), format!("{}/bao", server.base()));
    settings.mirrors.insert("https://khac.test".into(), format!("{}/khac", server.base()));
    settings
}

async fn serve(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> FaultServer {
    FaultServer::start(answer).await.unwrap()
}

async fn get(fetcher: &Fetcher, url: &str) -> Result<Answer, FetchError> {
    fetcher.get(&CanonicalUrl::parse(url).unwrap(), &Validators::default()).await
}

async fn page(fetcher: &Fetcher, url: &str) -> FetchedPage {
    match get(fetcher, url).await.unwrap() {
        Answer::Fetched(page) => page,
        Answer::NotModified { .. } => panic!("not modified"),
    }
}

async fn kind(fetcher: &Fetcher, url: &str) -> &'static str {
    get(fetcher, url).await.unwrap_err().kind().name()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn a_mirrored_page_keeps_its_original_address() {
    let server = serve(|asked| Reply::html(format!("<p>{}", asked.path))).await;
    let page = page(&Fetcher::new(mirrored(&server)), "https://bao.test/cong-doan?trang=2").await;
    assert_eq!(page.url.as_str(), "https://bao.test/cong-doan?trang=2");
    assert_eq!(page.bytes, b"<p>/bao/cong-doan?trang=2");
    assert_eq!((page.charset.as_deref(), page.content_type.as_deref()), (Some("utf-8"), Some("text/html")));
}

#[tokio::test]
async fn we_say_who_we_are_and_whom_to_ask() {
    let server = serve(|_| Reply::html("x")).await;
    let fetcher = Fetcher::new(NetworkSettings { contact: Some("ban-doc@vi.du\r\nX: y".into()), ..mirrored(&server) });
    page(&fetcher, "https://bao.test/").await;
    let agent = server.log()[0].header("user-agent").unwrap().to_owned();
    assert_eq!(agent, format!("loa/{} (+ban-doc@vi.duX:y)", env!("CARGO_PKG_VERSION")));
}

#[tokio::test]
async fn offline_by_wish_opens_no_connection() {
    let server = serve(|_| Reply::html("x")).await;
    let fetcher = Fetcher::new(NetworkSettings { offline: true, robots: true, ..mirrored(&server) });
    for url in ["https://bao.test/", "https://khac.test/a", &format!("{}/direct", server.base())] {
        assert_eq!(get(&fetcher, url).await.unwrap_err(), FetchError::OfflineByWish);
    }
    assert_eq!((server.connections(), fetcher.stats().requests), (0, 0));
}

#[tokio::test]
async fn an_unchanged_page_is_not_sent_again() {
    let server = serve(|asked| match asked.header("if-none-match") {
        Some("\"v1\"") if asked.header("if-modified-since").is_some() => Reply::new(304, ""),
        _ => Reply::html("x").with("etag", "\"v1\"").with("last-modified", "Mon, 12 May 2025 01:30:00 GMT"),
    })
    .await;
    let fetcher = Fetcher::new(mirrored(&server));
    let first = page(&fetcher, "https://bao.test/").await;
    let again = fetcher.get(&first.url, &first.validators).await.unwrap();
    assert!(matches!(again, Answer::NotModified { .. }));
}

#[tokio::test]
async fn a_cookie_script_is_answered_once_and_its_cookie_kept_for_its_host() {
    const SCRIPT: &str = r#"<html><body><script>document.cookie="D1N=abc123"+"; path=/";window.location.reload(true);</script></body></html>"#;
    let server = serve(|asked| match asked.header("cookie") {
        Some("D1N=abc123") => Reply::html("<p>Tin công đoàn"),
        _ => Reply::html(SCRIPT),
    })
    .await;
    let fetcher = Fetcher::new(mirrored(&server));
    assert_eq!(page(&fetcher, "https://bao.test/").await.bytes, "<p>Tin công đoàn".as_bytes());
    page(&fetcher, "https://bao.test/b").await;
    assert_eq!(server.requests(), 3, "the second page already carries the cookie");
    page(&fetcher, "https://khac.test/").await;
    assert_eq!(server.log()[3].header("cookie"), None, "another host on the same address gets no foreign cookie");
}

#[tokio::test]
async fn a_cookie_script_that_comes_again_is_a_wall() {
    let server = serve(|_| Reply::html("<script>document.cookie='a=1';location.reload()</script>")).await;
    assert_eq!(kind(&Fetcher::new(mirrored(&server)), "https://bao.test/").await, "blocked");
    assert_eq!(server.requests(), 2);
}

#[tokio::test]
async fn a_meta_refresh_within_the_host_is_followed_once() {
    let server = serve(|asked| match asked.path.as_str() {
        "/bao/a" => Reply::html("<meta http-equiv=\"refresh\" content=\"0;url=/b\">"),
        "/bao/b" => Reply::html("<p>b"),
        "/bao/ring" => Reply::html("<meta http-equiv=refresh content='0;url=/ring2'>"),
        _ => Reply::html("<meta http-equiv=refresh content='0;url=/ring'>"),
    })
    .await;
    let fetcher = Fetcher::new(mirrored(&server));
    assert_eq!(page(&fetcher, "https://bao.test/a").await.url.as_str(), "https://bao.test/b");
    assert_eq!(kind(&fetcher, "https://bao.test/ring").await, "blocked");
}

#[tokio::test]
async fn an_empty_answer_a_piece_of_a_page_and_an_unchanged_one_that_nobody_has_are_no_pages() {
    let server = serve(|asked| match asked.path.as_str() {
        "/bao.test/manh" => Reply { status: 206, ..Reply::html("<p>một mảnh") },
        "/bao.test/trong" => Reply::new(204, ""),
        _ => Reply::new(304, ""),
    })
    .await;
    let fetcher = Fetcher::new(mirrored(&server));
    for page in ["manh", "trong", "cu"] {
        assert_eq!(kind(&fetcher, &format!("https://bao.test/{page}")).await, "status", "{page}");
    }
}

#[tokio::test]
async fn a_host_that_asks_for_a_minute_gets_it_and_is_not_asked_again() {
    let server = serve(|_| Reply::new(429, "").with("retry-after", "60")).await;
    let fetcher = Fetcher::new(mirrored(&server));
    let error = get(&fetcher, "https://bao.test/a").await.unwrap_err();
    assert_eq!(error, FetchError::Throttled { host: "bao.test".into(), wait: Duration::from_mins(1) });
    assert_eq!(kind(&fetcher, "https://bao.test/b").await, "throttled");
    assert_eq!(server.requests(), 1);
    assert_eq!(kind(&fetcher, "https://khac.test/").await, "throttled");
    assert_eq!(server.requests(), 2, "another host is asked all the same");
}

#[tokio::test]
async fn a_short_wish_to_wait_is_waited_for() {
    let served = AtomicUsize::new(0);
    let server = serve(move |_| match served.fetch_add(1, Ordering::SeqCst) {
        0 => Reply::new(503, "").with("retry-after", "0"),
        _ => Reply::html("x"),
    })
    .await;
    page(&Fetcher::new(mirrored(&server)), "https://bao.test/a").await;
    assert_eq!(server.requests(), 2);
}

#[tokio::test]
async fn a_failing_server_is_asked_again_and_a_refusing_one_is_not() {
    let server = serve(|asked| Reply::new(if asked.path == "/bao/500" { 500 } else { 403 }, "")).await;
    let fetcher = Fetcher::new(mirrored(&server));
    assert_eq!(kind(&fetcher, "https://bao.test/500").await, "status");
    assert_eq!(server.requests(), 2);
    assert_eq!(kind(&fetcher, "https://bao.test/403").await, "forbidden");
    assert_eq!(server.requests(), 3);
}

#[tokio::test]
async fn a_host_that_fails_everywhere_is_not_asked_twice_for_ever() {
    let server = serve(|_| Reply::new(500, "")).await;
    let fetcher = Fetcher::new(NetworkSettings { retries_per_host: 3, ..mirrored(&server) });
    for n in 0..10 {
        assert_eq!(kind(&fetcher, &format!("https://bao.test/{n}")).await, "status");
    }
    assert_eq!(server.requests(), 10 + 3);
}

#[tokio::test]
async fn a_vanished_page_is_told_from_a_failing_one() {
    let server = serve(|asked| Reply::new(if asked.path == "/bao/a" { 404 } else { 410 }, "")).await;
    let fetcher = Fetcher::new(mirrored(&server));
    assert_eq!(kind(&fetcher, "https://bao.test/a").await, "gone");
    assert_eq!(kind(&fetcher, "https://bao.test/b").await, "gone");
}

#[tokio::test]
async fn a_body_at_the_limit_is_taken_and_one_byte_more_is_not() {
    let server = serve(|asked| {
        let size: usize = asked.path.trim_start_matches("/bao/").parse().unwrap();
        Reply::html(vec![b'x'; size])
    })
    .await;
    let fetcher = Fetcher::new(NetworkSettings { max_bytes: 5000, ..mirrored(&server) });
    assert_eq!(page(&fetcher, "https://bao.test/5000").await.bytes.len(), 5000);
    assert_eq!(kind(&fetcher, "https://bao.test/5001").await, "too-large");
}

#[tokio::test]
async fn a_body_that_unpacks_without_measure_is_stopped() {
    let server = serve(|_| Reply::html(gzip(&vec![b'x'; 8 << 20])).with("content-encoding", "gzip")).await;
    let fetcher = Fetcher::new(mirrored(&server));
    assert_eq!(kind(&fetcher, "https://bao.test/").await, "too-large");
    assert!(fetcher.stats().bytes <= 1 << 20);
}

#[tokio::test]
async fn an_endless_body_is_stopped() {
    let server = serve(|_| Reply::html("").manner(Manner::Endless)).await;
    assert_eq!(kind(&Fetcher::new(mirrored(&server)), "https://bao.test/").await, "too-large");
}

#[tokio::test]
async fn a_page_that_breaks_off_is_no_page() {
    let whole = "<p>Một câu dài".repeat(50);
    let zipped = gzip(whole.as_bytes());
    let server = serve(move |asked| match asked.path.as_str() {
        "/bao/cut" => Reply::html(whole.clone()).manner(Manner::CutAfter(40)),
        "/bao/short" => Reply::html(whole.clone()).manner(Manner::TooShortBy(9)),
        "/bao/gzip" => Reply::html(&zipped[..zipped.len() / 2]).with("content-encoding", "gzip"),
        _ => Reply::html("").manner(Manner::HangUp),
    })
    .await;
    let fetcher = Fetcher::new(mirrored(&server));
    for path in ["cut", "short", "gzip", "hang-up"] {
        assert_eq!(kind(&fetcher, &format!("https://bao.test/{path}")).await, "cut-off", "{path}");
    }
}

#[tokio::test]
async fn a_silent_server_is_given_up_in_time() {
    let server = serve(|asked| {
        let manner = if asked.path == "/bao/a" { Manner::Silence } else { Manner::Drip(Duration::from_millis(20)) };
        Reply::html(vec![b'x'; 500]).manner(manner)
    })
    .await;
    let fetcher = Fetcher::new(NetworkSettings { total_timeout: Duration::from_millis(150), ..mirrored(&server) });
    assert_eq!(kind(&fetcher, "https://bao.test/a").await, "timed-out");
    assert_eq!(kind(&fetcher, "https://bao.test/b").await, "timed-out");
}

#[tokio::test]
async fn robots_txt_is_asked_once_a_host_and_obeyed() {
    let server = serve(|asked| match asked.path.as_str() {
        "/bao/robots.txt" => Reply::new(200, "User-agent: *\nDisallow: /rieng\n"),
        "/khac/robots.txt" => Reply::new(503, ""),
        _ => Reply::html("x"),
    })
    .await;
    let fetcher = Fetcher::new(NetworkSettings { robots: true, ..mirrored(&server) });
    page(&fetcher, "https://bao.test/chung").await;
    page(&fetcher, "https://bao.test/khac").await;
    assert_eq!(kind(&fetcher, "https://bao.test/rieng/a").await, "robots");
    assert_eq!(server.asked("/bao/robots.txt"), 1);
    assert_eq!(server.asked("/bao/rieng/a"), 0);
    assert_eq!(kind(&fetcher, "https://khac.test/a").await, "robots-error");
    assert_eq!(server.asked("/khac/a"), 0);
}

#[tokio::test]
async fn a_redirect_cannot_lead_around_robots_txt() {
    let server = serve(|asked| match asked.path.as_str() {
        "/bao/robots.txt" => Reply::new(200, "User-agent: *\nDisallow: /rieng\n"),
        "/bao/a" => Reply::redirect("/rieng"),
        _ => Reply::html("x"),
    })
    .await;
    let fetcher = Fetcher::new(NetworkSettings { robots: true, ..mirrored(&server) });
    assert_eq!(kind(&fetcher, "https://bao.test/a").await, "robots");
    assert_eq!(server.asked("/bao/rieng"), 0);
}

#[tokio::test]
async fn a_host_is_never_asked_by_more_hands_than_allowed() {
    let server = serve(|_| Reply::html("x").manner(Manner::Together(3))).await;
    let fetcher = Fetcher::new(NetworkSettings { connections_per_host: 3, ..mirrored(&server) });
    let urls: Vec<_> = (0..12).map(|n| format!("https://bao.test/{n}")).collect();
    futures_util::future::join_all(urls.iter().map(|url| page(&fetcher, url))).await;
    assert_eq!(server.most_at_once(), 3);
}

#[tokio::test]
async fn hosts_on_one_mirror_keep_their_own_slots() {
    let server = serve(|_| Reply::html("x").manner(Manner::Together(2))).await;
    let fetcher = Fetcher::new(NetworkSettings { connections_per_host: 1, ..mirrored(&server) });
    tokio::join!(page(&fetcher, "https://bao.test/"), page(&fetcher, "https://khac.test/"));
    assert_eq!(server.most_at_once(), 2);
}

#[tokio::test]
async fn a_host_may_have_its_own_contact_retries_and_no_conditional_requests() {
    let server = serve(|_| Reply::new(500, "")).await;
    let fetcher = Fetcher::new(mirrored(&server));
    let rules = HostRules {
        retries: Some(0),
        conditional: Some(false),
        contact: Some("mailto:toi@vi-du.example".into()),
        ..HostRules::default()
    };
    fetcher.set_host("bao.test", rules);
    let known = Validators { etag: Some("\"v1\"".into()), last_modified: None };
    let url = CanonicalUrl::parse("https://bao.test/tin").unwrap();
    assert!(fetcher.get(&url, &known).await.is_err());
    let log = server.log();
    let pages: Vec<_> = log.iter().filter(|asked| asked.path == "/bao/tin").collect();
    assert_eq!(pages.len(), 1, "no second try");
    assert!(pages[0].header("user-agent").unwrap().ends_with("(+mailto:toi@vi-du.example)"));
    assert_eq!(pages[0].header("if-none-match"), None);
}

#[tokio::test]
async fn a_host_that_drips_costs_one_time_limit_and_not_one_for_each_try_and_hop() {
    let server = serve(|asked| match asked.path.as_str() {
        "/bao/a" => Reply::redirect("https://bao.test/b"),
        _ => Reply::html("x".repeat(5000)).manner(Manner::Slow(Duration::from_secs(30))),
    })
    .await;
    let settings = NetworkSettings { total_timeout: Duration::from_millis(300), retries: 5, ..mirrored(&server) };
    let begun = std::time::Instant::now();
    assert_eq!(kind(&Fetcher::new(settings), "https://bao.test/a").await, "timed-out");
    assert!(begun.elapsed() < Duration::from_secs(20), "far less than one drip");
    assert!(server.requests() <= 3, "{}", server.requests());
}

#[tokio::test]
async fn a_large_body_that_waits_for_its_turn_loses_no_time_by_it() {
    const LIMIT: Duration = Duration::from_millis(500);
    let server = serve(|_| Reply::html(format!("<p>{}", "x".repeat(4 << 20)))).await;
    let settings = NetworkSettings { total_timeout: LIMIT, max_bytes: 8 << 20, retries: 0, ..mirrored(&server) };
    let fetcher = Fetcher::new(settings);
    let mut held = Vec::new();
    for n in 0..2 {
        held.push(page(&fetcher, &format!("https://bao.test/{n}")).await);
    }
    let mut third = Box::pin(page(&fetcher, "https://bao.test/3"));
    assert!(tokio::time::timeout(LIMIT * 2, &mut third).await.is_err(), "two large bodies are held");
    drop(held);
    assert_eq!(third.await.bytes.len(), (4 << 20) + 3);
}

#[tokio::test]
async fn a_header_that_is_too_large_is_told_as_such() {
    let server = serve(|_| {
        let mut reply = Reply::html("<p>a");
        for n in 0..300 {
            reply = reply.with(&format!("x-{n}"), &"y".repeat(3000));
        }
        reply
    })
    .await;
    assert_eq!(kind(&Fetcher::new(mirrored(&server)), "https://bao.test/a").await, "not-http");
}

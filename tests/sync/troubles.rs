//! Whatever goes wrong: which source is blamed, which ones are not, and what is reported.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::faults::{Manner, Reply};
use loaphuong::model::{Offline, SourceId, SyncNews, Timestamp, TroubleKind};

use super::desk::{Desk, NOW, feed, troubles, usual};

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
    assert_eq!(troubles(&news)[0].kind, TroubleKind::Throttled);
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
    assert_eq!(troubles(&news)[0].kind, TroubleKind::Login);
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
    assert_eq!(troubles(&news)[0].kind, TroubleKind::LedAway);
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
    let (news, tally) = desk.refresh().await;
    assert_eq!(desk.rows().iter().map(|(_, offline)| *offline).collect::<Vec<_>>(), [Offline::Listed; 3]);
    let kinds: Vec<&str> = troubles(&news).iter().map(|trouble| trouble.kind.name()).collect();
    assert_eq!((kinds, tally.failed_sources.len()), (vec!["maintenance"], 1), "told once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wall_instead_of_a_feed_is_said_to_be_a_wall() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/robots.txt" => Reply::new(404, ""),
        _ => Reply::html("<html><body><script>document.cookie=\"D1N=1\"+\"; path=/\";window.location.reload(true);</script></body></html>"),
    })
    .await;
    let (news, tally) = desk.refresh().await;
    assert_eq!(troubles(&news)[0].kind, TroubleKind::Blocked);
    assert_eq!((tally.listed, desk.state("bao.test").trouble_kind), (0, Some(TroubleKind::Blocked)));
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
async fn dead_hosts_alone_are_each_told_and_are_no_absent_network() {
    let desk = Desk::new(&["bao.test", "khac.test"], |_| Reply::new(200, "")).await;
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut engine = desk.engine.clone();
    engine.network.mirrors.values_mut().for_each(|to| *to = format!("http://{closed}"));
    let away = Desk { engine, ..desk };
    let (news, tally) = away.refresh().await;
    assert!(!news.contains(&SyncNews::Offline));
    assert_eq!(troubles(&news).iter().filter(|trouble| trouble.kind == TroubleKind::Refused).count(), 2);
    assert_eq!(tally.failed_sources.len(), 2);
    assert_eq!(away.state("bao.test").failures, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_alone_cannot_be_reached_is_its_own_trouble() {
    let desk = Desk::new(&["bao.test", "khac.test"], |asked| usual(asked, 1)).await;
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut engine = desk.engine.clone();
    engine.network.mirrors.insert("https://khac.test".into(), format!("http://{closed}"));
    let half = Desk { engine, ..desk };
    let (news, tally) = half.refresh().await;
    assert!(!news.contains(&SyncNews::Offline));
    assert_eq!(troubles(&news)[0].kind, TroubleKind::Refused);
    assert_eq!((half.readable(), tally.failed_sources.len(), half.state("khac.test").failures), (1, 1, 1));
}

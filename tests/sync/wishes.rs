//! The user's options: offline, cancelling, notifications, ignoring robots.txt.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::faults::{Manner, Reply};
use loaphuong::model::{FixedClock, SyncNews, Timestamp};
use loaphuong::sources::Catalog;
use loaphuong::store::KeptSearch;
use loaphuong::sync::{RefreshScope, Watch, start};

use super::desk::{Desk, NOW, forced, site, troubles, usual};

#[tokio::test(flavor = "multi_thread")]
async fn offline_by_wish_opens_no_connection() {
    let mut desk = Desk::new(&["bao.test", "khac.test"], |asked| usual(asked, 1)).await;
    desk.engine.network.offline = true;
    desk.run(RefreshScope { all_bodies: true, ..forced() }).await;
    assert_eq!(desk.server.connections(), 0);
    assert_eq!(desk.state("bao.test").failures, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_refresh_keeps_what_was_saved_and_the_next_one_goes_on() {
    let patient = Arc::new(AtomicBool::new(false));
    let shared = Arc::clone(&patient);
    let desk = Desk::new(&["bao.test"], move |asked| match asked.path.as_str() {
        // The second half never answers the first time: only cancelling ends such a refresh.
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
    // The lock is released at the very end.
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
        ..Watch::default()
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

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn fifty_first_refreshes_tell_every_article_that_a_watched_search_fits() {
    let folder = tempfile::tempdir().unwrap();
    for round in 0..50 {
        let told = folder.path().join(round.to_string());
        let mut desk = Desk::new(&["bao.test"], |asked| usual(asked, 12)).await;
        let search = KeptSearch { name: "Báo".into(), query: "nguồn:bao.test".into(), watched: true };
        let script = format!("cat > '{}'", told.display());
        let command = ["sh", "-c", &script, "sh"].map(str::to_owned).to_vec();
        desk.engine.watch = Watch { searches: vec![search], command, ..Watch::default() };
        desk.refresh().await;
        let said: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&told).unwrap()).unwrap();
        let articles = said["articles"].as_array().unwrap();
        assert_eq!((said["count"].as_u64(), articles.len()), (Some(12), 12), "round {round}");
        assert!(articles.iter().all(|article| article["address"].as_str().is_some_and(|url| url.contains("bao.test"))));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_cannot_be_run_is_told_and_the_refresh_is_good() {
    let mut desk = Desk::new(&["bao.test"], |asked| usual(asked, 1)).await;
    let search = KeptSearch { name: "Báo".into(), query: "nguồn:bao.test".into(), watched: true };
    desk.engine.watch =
        Watch { searches: vec![search], command: vec!["/nowhere/loa-notify".into()], ..Watch::default() };
    let (news, tally) = desk.refresh().await;
    assert_eq!(troubles(&news).iter().map(|t| t.kind.name()).collect::<Vec<_>>(), ["notify"]);
    assert_eq!((tally.bodies, tally.failed_sources), (1, vec![]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_may_be_told_not_to_ask_for_robots_txt() {
    let mut desk = Desk::new(&["bao.test", "khac.test"], |asked| usual(asked, 1)).await;
    let mut sites = vec![site("bao.test"), site("khac.test")];
    sites[0].pace.robots = Some(false);
    desk.engine.catalog = Arc::new(Catalog { sites, ..Catalog::default() });
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

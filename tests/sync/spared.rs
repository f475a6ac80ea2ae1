//! Requests that are spared because the site said how long its answer holds, when to come again, or where it has moved to.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use loaphuong::demo::faults::{Asked, Reply};
use loaphuong::sync::{MOVED_VISITS, Scope};

use super::desk::{Desk, article, feed, forced, usual};

const FEED: &str = "/bao.test/tin.rss";

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_calls_itself_fresh_is_asked_again_at_the_second_when_it_no_longer_is() {
    for (name, value) in [
        ("cache-control", "public, max-age=3600"),
        ("expires", "Mon, 12 May 2025 02:30:00 GMT"),
        // As long as a cache on the way has it already.
        ("age", "600"),
    ] {
        let desk = Desk::new(&["bao.test"], move |asked| match asked.path.as_str() {
            FEED => {
                let reply = feed("bao.test", 1..=2).with("date", "Mon, 12 May 2025 01:30:00 GMT");
                let reply = if name == "age" { reply.with("cache-control", "max-age=4200") } else { reply };
                reply.with(name, value)
            }
            _ => usual(asked, 2),
        })
        .await;
        desk.run(Scope::default()).await;
        desk.pass(3599);
        desk.run(Scope::default()).await;
        assert_eq!(desk.server.asked(FEED), 1, "{name}: still fresh");
        desk.pass(1);
        desk.run(Scope::default()).await;
        assert_eq!(desk.server.asked(FEED), 2, "{name}: no longer");
        desk.run(forced()).await;
        assert_eq!(desk.server.asked(FEED), 3, "{name}: a person asks now");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_wants_an_hour_of_quiet_has_it_to_the_second_from_the_next_visits_too() {
    let busy = Arc::new(AtomicBool::new(true));
    let shared = Arc::clone(&busy);
    let desk = Desk::new(&["bao.test"], move |asked| match asked.path.as_str() {
        FEED if shared.load(Ordering::SeqCst) => Reply::new(503, "").with("retry-after", "3600"),
        _ => usual(asked, 2),
    })
    .await;
    desk.refresh().await;
    let asked = desk.server.asked(FEED);
    busy.store(false, Ordering::SeqCst);
    desk.pass(3599);
    desk.refresh().await;
    assert_eq!(desk.server.asked(FEED), asked, "not even for a person who asks");
    desk.pass(1);
    desk.run(Scope::default()).await;
    assert_eq!((desk.server.asked(FEED), desk.readable()), (asked + 1, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_moved_for_good_is_asked_at_its_new_place_once_enough_visits_agree() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        FEED => Reply { status: 301, ..Reply::redirect("/bao.test/moi.rss") },
        "/bao.test/moi.rss" => feed("bao.test", 1..=2),
        _ => usual(asked, 2),
    })
    .await;
    for visit in 1..=MOVED_VISITS + 2 {
        desk.refresh().await;
        desk.pass(3600);
        let old = usize::try_from(visit.min(MOVED_VISITS)).unwrap();
        assert_eq!(desk.server.asked(FEED), old, "visit {visit}");
    }
    assert_eq!(desk.state("bao.test").moved.as_deref(), Some("https://bao.test/moi.rss"));
}

/// A feed of articles whose addresses lack the closing slash, at a host that leads each of them to the one with it, or, where
/// it is `plain`, to none.
fn without_slash(count: usize, plain: usize, asked: &Asked) -> Reply {
    let path = asked.path.as_str();
    let number = path.rsplit('/').find_map(|piece| piece.parse::<usize>().ok());
    match number {
        _ if path == FEED => {
            let Reply { body, .. } = feed("bao.test", 1..=count);
            let text = String::from_utf8_lossy(&body).replace(".html</link>", "</link>");
            Reply::new(200, text).with("content-type", "application/rss+xml; charset=utf-8")
        }
        Some(number) if path.ends_with('/') && number == plain => Reply::new(404, ""),
        Some(number) if path.ends_with('/') || number == plain => article(&number.to_string()),
        Some(_) => Reply { status: 301, ..Reply::redirect(&format!("{path}/")) },
        None => usual(asked, count),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_leads_every_address_to_the_one_with_a_slash_is_asked_there_once_three_agree() {
    let count = Arc::new(AtomicUsize::new(3));
    let shared = Arc::clone(&count);
    let desk = Desk::new(&["bao.test"], move |asked| without_slash(shared.load(Ordering::SeqCst), 0, asked)).await;
    desk.refresh().await;
    count.store(6, Ordering::SeqCst);
    desk.refresh().await;
    assert_eq!(desk.readable(), 6);
    assert_eq!((desk.server.asked("/bao.test/3"), desk.server.asked("/bao.test/3/")), (1, 1));
    assert_eq!((desk.server.asked("/bao.test/6"), desk.server.asked("/bao.test/6/")), (0, 1), "learnt by now");
    assert!(desk.first_article().row.url.as_str().ends_with('/'), "its address is where it stands");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_has_no_such_form_is_asked_as_it_is_written_and_ends_the_habit() {
    let count = Arc::new(AtomicUsize::new(3));
    let shared = Arc::clone(&count);
    let desk = Desk::new(&["bao.test"], move |asked| without_slash(shared.load(Ordering::SeqCst), 4, asked)).await;
    desk.refresh().await;
    count.store(4, Ordering::SeqCst);
    desk.refresh().await;
    assert_eq!((desk.readable(), desk.server.asked("/bao.test/4")), (4, 1));
    count.store(5, Ordering::SeqCst);
    desk.refresh().await;
    assert_eq!((desk.readable(), desk.server.asked("/bao.test/5")), (5, 1));
}

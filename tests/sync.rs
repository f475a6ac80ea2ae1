//! Refreshes against a test server: what is stored, what is reported, and which requests are sent, whatever goes wrong.

#![expect(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test may fail loudly")]

#[path = "sync/carried.rs"]
mod carried;
#[path = "sync/chains.rs"]
mod chains;
#[path = "sync/changes.rs"]
mod changes;
#[path = "sync/desk.rs"]
mod desk;
#[path = "sync/discover.rs"]
mod discover;
#[path = "support/faults.rs"]
mod faults;
#[path = "sync/identity.rs"]
mod identity;
#[path = "sync/lately.rs"]
mod lately;
#[path = "sync/life.rs"]
mod life;
#[path = "sync/maps.rs"]
mod maps;
#[path = "sync/neighbours.rs"]
mod neighbours;
#[path = "sync/older.rs"]
mod older;
#[path = "sync/outages.rs"]
mod outages;
#[path = "sync/parts.rs"]
mod parts;
#[path = "sync/private.rs"]
mod private;
#[path = "sync/spared.rs"]
mod spared;
#[path = "sync/storm.rs"]
mod storm;
#[path = "sync/troubles.rs"]
mod troubles;
#[path = "sync/versions.rs"]
mod versions;
#[path = "sync/wishes.rs"]
mod wishes;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::faults::Reply;
use loaphuong::model::{Query, SyncNews, Window};
use loaphuong::sync::RefreshScope;

use desk::{Desk, article, feed, forced, usual};

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
    let (news, _) = desk.run(RefreshScope::default()).await;
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
    desk.run(RefreshScope { no_bodies: true, ..forced() }).await;
    assert_eq!((desk.rows().len(), desk.readable()), (3, 0));
    desk.refresh().await;
    assert_eq!(desk.readable(), 3, "although the listing itself was unchanged");
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

//! Edits, corrections and removals: noticed, kept with the earlier version, and requested no more often than needed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::faults::{Asked, Reply};
use loaphuong::sync::RefreshScope;

use super::desk::{Desk, article, listing, usual};

const DUE: RefreshScope = RefreshScope {
    only: Vec::new(),
    force: false,
    all_bodies: false,
    no_bodies: false,
    depth: loaphuong::sync::Depth::New,
    again: Vec::new(),
};

/// A test site in the edition given by the number.
async fn editions(answer: impl Fn(&Asked, usize) -> Reply + Send + Sync + 'static) -> (Desk, Arc<AtomicUsize>) {
    let edition = Arc::new(AtomicUsize::new(1));
    let shared = Arc::clone(&edition);
    let desk = Desk::with_listing("bao.test", move |asked| match asked.path.as_str() {
        "/bao.test/robots.txt" => Reply::new(404, ""),
        _ => answer(asked, shared.load(Ordering::SeqCst)),
    })
    .await;
    (desk, edition)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_headline_in_a_list_brings_the_new_text_and_keeps_the_old_one() {
    let (desk, edition) = editions(|asked, edition| match asked.path.as_str() {
        "/bao.test/tin/" => {
            let reply = listing("bao.test", 1..=5, None);
            let html = String::from_utf8(reply.body.clone()).unwrap();
            Reply {
                body: html.replace("số 1 chăm lo", &format!("số 1 (bản {edition}) chăm lo")).into_bytes(), ..reply
            }
        }
        "/bao.test/1.html" => article(&format!("một, bản {edition}")),
        path => article(path),
    })
    .await;
    desk.run(DUE).await;
    edition.store(2, Ordering::SeqCst);
    desk.pass(1800);
    let (_, tally) = desk.run(DUE).await;
    assert_eq!(tally.edited, 1);
    let id = desk
        .engine
        .store
        .id_of(&loaphuong::model::CanonicalUrl::parse("https://bao.test/1.html").unwrap())
        .unwrap()
        .unwrap();
    assert_eq!(desk.engine.store.article(id).unwrap().unwrap().row.title, "Bài một, bản 2");
    let earlier = desk.engine.store.revisions(id).unwrap();
    assert_eq!((earlier.len(), earlier[0].title.as_str()), (1, "Bài một, bản 1"));
    desk.pass(1800);
    desk.run(DUE).await;
    assert_eq!(desk.server.asked("/bao.test/1.html"), 2, "once is enough");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_counter_in_a_teaser_is_believed_three_times_and_no_more() {
    let (desk, edition) = editions(|asked, edition| match asked.path.as_str() {
        "/bao.test/tin/" => {
            let reply = listing("bao.test", 1..=5, None);
            let html = String::from_utf8(reply.body.clone()).unwrap();
            Reply {
                body: html.replace("trong tháng này", &format!("với {edition} lượt xem")).into_bytes(), ..reply
            }
        }
        path => article(path),
    })
    .await;
    for visit in 1..=10 {
        edition.store(visit * 7, Ordering::SeqCst);
        desk.run(DUE).await;
        desk.pass(1200);
    }
    assert_eq!(desk.server.asked("/bao.test/1.html"), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_changes_behind_a_list_that_does_not_is_noticed_within_a_day() {
    let (desk, edition) = editions(|asked, edition| match asked.path.as_str() {
        "/bao.test/tin/" => listing("bao.test", 1..=5, None),
        "/bao.test/1.html" => {
            let reply = article("một").with("etag", &format!("\"{edition}\""));
            let html = String::from_utf8(reply.body.clone()).unwrap();
            match asked.header("if-none-match") {
                Some(tag) if tag == format!("\"{edition}\"") => Reply::new(304, ""),
                _ => Reply {
                    body: html.replace("khám sức khỏe", &format!("khám sức khỏe {edition} lần")).into_bytes(),
                    ..reply
                },
            }
        }
        path => article(path),
    })
    .await;
    desk.run(DUE).await;
    desk.pass(5 * 3600);
    edition.store(2, Ordering::SeqCst);
    let mut edited = 0;
    for _ in 0..48 {
        desk.pass(1800);
        edited += desk.run(DUE).await.1.edited;
    }
    assert_eq!(edited, 1);
    for _ in 0..96 {
        desk.pass(1800);
        desk.run(DUE).await;
    }
    assert!(desk.server.asked("/bao.test/1.html") <= 4, "{}", desk.server.asked("/bao.test/1.html"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_that_the_site_took_down_stays_and_is_marked_so() {
    let (desk, edition) = editions(|asked, edition| match asked.path.as_str() {
        "/bao.test/1.html" if edition == 2 => Reply::new(410, ""),
        "/bao.test/tin/" => listing("bao.test", 1..=3, None),
        path => article(path),
    })
    .await;
    desk.run(DUE).await;
    edition.store(2, Ordering::SeqCst);
    for _ in 0..48 {
        desk.pass(1800);
        desk.run(DUE).await;
    }
    let id = desk
        .engine
        .store
        .id_of(&loaphuong::model::CanonicalUrl::parse("https://bao.test/1.html").unwrap())
        .unwrap()
        .unwrap();
    let whole = desk.engine.store.article(id).unwrap().unwrap();
    assert!(whole.row.removed && !whole.body.is_empty());
    edition.store(1, Ordering::SeqCst);
    desk.run(RefreshScope { again: vec![id], ..super::desk::forced() }).await;
    assert!(!desk.engine.store.article(id).unwrap().unwrap().row.removed, "it came back");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_asks_for_again_is_fetched_whole_and_nothing_else() {
    let desk = Desk::new(&["bao.test"], |asked| usual(asked, 3).with("etag", "\"v\"")).await;
    desk.refresh().await;
    let id = desk.first_article().row.id;
    let before = desk.server.requests();
    let (_, tally) = desk.run(RefreshScope { again: vec![id], ..super::desk::forced() }).await;
    assert_eq!((desk.server.requests() - before, tally.bodies, tally.reread), (1, 0, 1));
    assert_eq!(desk.server.log().last().unwrap().header("if-none-match"), None);
}

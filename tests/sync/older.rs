//! Articles that left the first page of a list between two visits, and older ones.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::faults::{Asked, Reply};
use loaphuong::model::{Query, SyncNews, Window};
use loaphuong::sync::{Depth, RefreshScope};

use super::desk::{Desk, article, forced, listing};

/// Articles on one page of the list.
const PER_PAGE: usize = 10;

/// A list of `count` articles, ten per page, newest (the highest number) first.
fn paged(asked: &Asked, count: usize) -> Reply {
    let path = asked.path.strip_prefix("/bao.test").unwrap_or_default();
    let page = match path {
        "/robots.txt" => return Reply::new(404, ""),
        "/tin/" => 1,
        other => match other.strip_prefix("/tin/?page=") {
            Some(page) => page.parse().unwrap(),
            None => return article(other),
        },
    };
    let newest = count.saturating_sub((page - 1) * PER_PAGE);
    let oldest = newest.saturating_sub(PER_PAGE);
    let next = format!("/tin/?page={}", page + 1);
    listing("bao.test", (oldest + 1..=newest).rev(), Some(next.as_str()).filter(|_| oldest > 0))
}

async fn desk(count: &Arc<AtomicUsize>) -> Desk {
    let shared = Arc::clone(count);
    Desk::with_listing("bao.test", move |asked| paged(asked, shared.load(Ordering::SeqCst))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_articles_published_between_two_visits_all_arrive() {
    let count = Arc::new(AtomicUsize::new(60));
    let desk = desk(&count).await;
    desk.refresh().await;
    assert_eq!(desk.rows().len(), PER_PAGE, "the first visit takes what stands on the first page");
    count.store(90, Ordering::SeqCst);
    desk.pass(3600);
    let (news, tally) = desk.refresh().await;
    assert_eq!((tally.new, tally.sections, desk.rows().len()), (30, 1, 40), "{news:#?}");
    assert_eq!(desk.server.asked("/bao.test/tin/?page=4"), 1, "known ground is reached there");
    assert_eq!(desk.server.asked("/bao.test/tin/?page=5"), 0);
    desk.pass(3600);
    count.store(92, Ordering::SeqCst);
    let before = desk.server.requests();
    desk.refresh().await;
    assert_eq!(desk.server.requests() - before, 3, "the list and two articles");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_walk_that_broke_off_goes_on_at_the_next_visit_and_loses_nothing() {
    let (count, broken) = (Arc::new(AtomicUsize::new(20)), Arc::new(AtomicBool::new(false)));
    let (shared, fails) = (Arc::clone(&count), Arc::clone(&broken));
    let desk = Desk::with_listing("bao.test", move |asked| {
        let third = asked.path.ends_with("page=3") && fails.load(Ordering::SeqCst);
        if third { Reply::new(500, "") } else { paged(asked, shared.load(Ordering::SeqCst)) }
    })
    .await;
    desk.refresh().await;
    count.store(55, Ordering::SeqCst);
    broken.store(true, Ordering::SeqCst);
    desk.pass(3600);
    desk.refresh().await;
    assert_eq!(desk.rows().len(), 30, "ten known ones and two new pages");
    broken.store(false, Ordering::SeqCst);
    count.store(56, Ordering::SeqCst);
    desk.pass(3600);
    desk.refresh().await;
    let rows = desk.rows();
    let missed: Vec<usize> = (11..=56)
        .filter(|number| rows.iter().all(|(url, _)| *url != format!("https://bao.test/{number}.html")))
        .collect();
    assert_eq!(missed, Vec::<usize>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn more_pages_than_one_refresh_reads_are_said_to_be_there_and_read_by_the_next() {
    let count = Arc::new(AtomicUsize::new(10));
    let desk = desk(&count).await;
    desk.refresh().await;
    count.store(310, Ordering::SeqCst);
    desk.pass(3600);
    let (news, _) = desk.run(RefreshScope { no_bodies: true, ..forced() }).await;
    assert!(news.iter().any(|news| matches!(news, SyncNews::OlderLeft { pages: 20, .. })), "{news:#?}");
    assert_eq!(desk.rows().len(), 210);
    desk.pass(3600);
    desk.run(RefreshScope { no_bodies: true, ..forced() }).await;
    assert_eq!(desk.rows().len(), 310);
}

#[tokio::test(flavor = "multi_thread")]
async fn so_many_pages_are_read_as_a_person_wishes_and_then_the_next_older_ones() {
    let count = Arc::new(AtomicUsize::new(60));
    let desk = desk(&count).await;
    let wish = |depth| RefreshScope { depth, no_bodies: true, ..forced() };
    desk.run(wish(Depth::Pages(3))).await;
    assert_eq!(desk.rows().len(), 30);
    desk.pass(60);
    desk.run(wish(Depth::Older)).await;
    assert_eq!((desk.rows().len(), desk.server.asked("/bao.test/tin/?page=4")), (40, 1));
    desk.pass(3600);
    count.store(61, Ordering::SeqCst);
    desk.run(wish(Depth::New)).await;
    assert_eq!((desk.rows().len(), desk.server.asked("/bao.test/tin/?page=5")), (41, 0), "nothing is owed");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_first_visit_finds_without_a_date_stands_below_what_has_one_and_what_comes_later_above() {
    let count = Arc::new(AtomicUsize::new(3));
    let shared = Arc::clone(&count);
    let undated = |name: &str| {
        let dated = String::from_utf8(article(name).body).unwrap();
        Reply::html(dated.replace("article:published_time", "article:tag"))
    };
    let desk = Desk::with_listing("bao.test", move |asked| match asked.path.as_str() {
        "/bao.test/2.html" => article("2"),
        path if path.contains(".html") => undated(path),
        _ => paged(asked, shared.load(Ordering::SeqCst)),
    })
    .await;
    let places = |desk: &Desk| {
        let rows = desk.engine.store.rows(&Query::default(), Window { after: None, limit: 9 }).unwrap().rows;
        rows.iter().map(|row| row.url.as_str().replace("https://bao.test", "")).collect::<Vec<_>>()
    };
    desk.refresh().await;
    assert_eq!(places(&desk), ["/2.html", "/3.html", "/1.html"]);
    count.store(4, Ordering::SeqCst);
    desk.pass(3600);
    desk.refresh().await;
    assert_eq!(places(&desk), ["/4.html", "/2.html", "/3.html", "/1.html"]);
}

//! Requests that are avoided because the site said how long its answer is valid, when to come again, or where it moved.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::faults::{Asked, Reply};
use loaphuong::model::{Moment, Timestamp};
use loaphuong::sources::{AddressKind, Catalog, Section};
use loaphuong::sync::{MOVED_VISITS, RefreshScope};

use super::desk::{Desk, NOW, article, feed, forced, listing, site, usual};

const FEED: &str = "/bao.test/tin.rss";
const LIST: &str = "/bao.test/tin/";
/// The endings of a list's teasers, one layout after the other.
const TEASERS: [&str; 3] = ["trong tháng này", "trong tháng…", "trong…"];

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_calls_itself_fresh_is_asked_again_at_the_second_when_it_no_longer_is() {
    for (name, value) in [
        ("cache-control", "public, max-age=3600"),
        ("expires", "Mon, 12 May 2025 02:30:00 GMT"),
        // As old as a cache on the way says it is.
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
        desk.run(RefreshScope::default()).await;
        desk.pass(3599);
        desk.run(RefreshScope::default()).await;
        assert_eq!(desk.server.asked(FEED), 1, "{name}: still fresh");
        desk.pass(1);
        desk.run(RefreshScope::default()).await;
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
    desk.run(RefreshScope::default()).await;
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

/// A feed of articles whose addresses lack the trailing slash, on a host that redirects each to the one with it; or, if
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

/// When the article with this number was published.
fn minute(number: usize) -> Moment {
    Moment::exact(Timestamp(NOW.0 - 86_400 + 60 * i64::try_from(number).unwrap()))
}

/// A site whose list and feed show the ten newest articles, and whose list has further pages.
fn ten_at_a_time(newest: usize, asked: &Asked) -> Reply {
    let page = |page: usize| {
        let first = newest.saturating_sub(10 * (page - 1));
        let next = format!("/tin/?trang={}", page + 1);
        listing("bao.test", (first.saturating_sub(9).max(1)..=first).rev(), (first > 10).then_some(next.as_str()))
    };
    match asked.path.as_str() {
        FEED => {
            let items = (newest.saturating_sub(9)..=newest).rev().map(|number| {
                format!(
                    "<entry><title>Công đoàn cơ sở số {number} chăm lo đoàn viên</title><published>{}</published>\
                     <link href=\"https://bao.test/{number}.html\"/><summary>Tóm tắt {number}.</summary></entry>",
                    minute(number)
                )
            });
            let items: String = items.collect();
            Reply::new(200, format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Tin</title>{items}</feed>"))
                .with("content-type", "application/atom+xml")
        }
        LIST => page(1),
        path => match path.strip_prefix("/bao.test/tin/?trang=").and_then(|number| number.parse().ok()) {
            Some(number) => page(number),
            None => {
                let number = path.rsplit('/').find_map(|piece| piece.strip_suffix(".html")?.parse().ok());
                let reply = usual(asked, newest);
                let html = String::from_utf8_lossy(&reply.body)
                    .replace("2025-05-12T07:15:00+07:00", &minute(number.unwrap_or(0)).to_string());
                Reply { body: html.into_bytes(), ..reply }
            }
        },
    }
}

/// A site with a list and its feed.
async fn with_list_and_feed(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Desk {
    let mut desk = Desk::new(&["bao.test"], answer).await;
    let mut site = site("bao.test");
    let list = Section {
        id: "ds".into(),
        url: "https://bao.test/tin/".into(),
        kind: AddressKind::Listing,
        ..site.sections[0].clone()
    };
    site.sections.push(list);
    desk.engine.catalog = Arc::new(Catalog { sites: vec![site], ..Catalog::default() });
    desk
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_list_and_a_feed_that_show_the_same_one_is_asked_and_the_other_a_few_times_a_day() {
    let newest = Arc::new(AtomicUsize::new(10));
    let shared = Arc::clone(&newest);
    let desk = with_list_and_feed(move |asked| ten_at_a_time(shared.load(Ordering::SeqCst), asked)).await;
    desk.run(RefreshScope::default()).await;
    assert_eq!((desk.server.asked(FEED), desk.server.asked(LIST)), (1, 1));
    for _ in 0..47 {
        desk.pass(1800);
        newest.fetch_add(1, Ordering::SeqCst);
        desk.run(RefreshScope::default()).await;
    }
    assert_eq!(desk.readable(), 57);
    let (feed, list) = (desk.server.asked(FEED), desk.server.asked(LIST));
    assert_eq!(feed.max(list), 48);
    assert!((4..=6).contains(&feed.min(list)), "{feed} {list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_burst_that_one_of_two_like_lists_cannot_show_is_found_through_the_other() {
    let newest = Arc::new(AtomicUsize::new(10));
    let shared = Arc::clone(&newest);
    let desk = with_list_and_feed(move |asked| ten_at_a_time(shared.load(Ordering::SeqCst), asked)).await;
    for more in [0, 1, 35, 1, 28] {
        newest.fetch_add(more, Ordering::SeqCst);
        desk.refresh().await;
        desk.pass(1800);
    }
    assert_eq!(desk.readable(), 75);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_fails_is_stood_in_for_by_the_one_that_shows_the_same() {
    let (newest, fails) = (Arc::new(AtomicUsize::new(10)), Arc::new(AtomicUsize::new(0)));
    let shared = (Arc::clone(&newest), Arc::clone(&fails));
    let desk = with_list_and_feed(move |asked| {
        let lists = [FEED, LIST];
        match lists.get(shared.1.load(Ordering::SeqCst).wrapping_sub(1)) {
            Some(path) if asked.path == *path => Reply::new(500, ""),
            _ => ten_at_a_time(shared.0.load(Ordering::SeqCst), asked),
        }
    })
    .await;
    desk.refresh().await;
    for which in [1, 2] {
        fails.store(which, Ordering::SeqCst);
        newest.fetch_add(3, Ordering::SeqCst);
        desk.pass(1800);
        desk.refresh().await;
        assert_eq!(desk.readable(), newest.load(Ordering::SeqCst));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_layout_that_changes_all_teasers_at_once_asks_for_no_article_and_an_edit_in_it_does() {
    let layout = Arc::new(AtomicUsize::new(0));
    let shared = Arc::clone(&layout);
    let desk = Desk::with_listing("bao.test", move |asked| match asked.path.as_str() {
        "/bao.test/robots.txt" => Reply::new(404, ""),
        LIST => {
            let reply = listing("bao.test", 1..=9, None);
            let html =
                String::from_utf8_lossy(&reply.body).replace("trong tháng này", TEASERS[shared.load(Ordering::SeqCst)]);
            let html = if shared.load(Ordering::SeqCst) == 2 {
                html.replace("số 4 chăm lo đoàn viên</a>", "số 4 lo cho đoàn viên</a>")
            } else {
                html
            };
            Reply { body: html.into_bytes(), ..reply }
        }
        path => {
            let number: usize =
                path.rsplit('/').find_map(|piece| piece.strip_suffix(".html")?.parse().ok()).unwrap_or(0);
            let reply = article(&number.to_string());
            let title = format!("Công đoàn cơ sở số {number} chăm lo đoàn viên");
            let html = String::from_utf8_lossy(&reply.body).replace(&format!("Bài {number}"), &title);
            Reply { body: html.into_bytes(), ..reply }
        }
    })
    .await;
    desk.run(RefreshScope::default()).await;
    let pages = |desk: &Desk| (1..=9).map(|n| desk.server.asked(&format!("/bao.test/{n}.html"))).sum::<usize>();
    assert_eq!(pages(&desk), 9);
    layout.store(1, Ordering::SeqCst);
    desk.pass(1800);
    desk.run(RefreshScope::default()).await;
    assert_eq!(pages(&desk), 9, "the site looks otherwise now");
    layout.store(2, Ordering::SeqCst);
    desk.pass(1800);
    desk.run(RefreshScope::default()).await;
    assert_eq!((pages(&desk), desk.server.asked("/bao.test/4.html")), (10, 2), "one headline was edited, too");
}

//! A site or the network is down: reported once with its reason, without consequences for the articles, and tried again
//! when the user asks.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::faults::{Asked, Manner, Reply};
use loaphuong::model::Offline;
use loaphuong::sync::RefreshScope;

use super::desk::{Desk, article, feed, forced, listing, troubles, usual};

/// A feed of forty articles whose pages answer as `page` says while the number is 1, and normally afterwards.
async fn sick(page: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> (Desk, Arc<AtomicUsize>) {
    let state = Arc::new(AtomicUsize::new(1));
    let shared = Arc::clone(&state);
    let desk = Desk::new(&["bao.test"], move |asked| match asked.path.as_str() {
        "/bao.test/robots.txt" | "/bao.test/tin.rss" => usual(asked, 40),
        _ if shared.load(Ordering::SeqCst) == 1 => page(asked),
        _ => usual(asked, 40),
    })
    .await;
    (desk, state)
}

fn told(news: &[loaphuong::model::SyncNews]) -> Vec<String> {
    troubles(news).iter().map(|trouble| trouble.kind.name().to_owned()).collect()
}

fn login(asked: &Asked) -> Reply {
    Reply::html(format!(
        "<html><title>Đăng nhập Wi-Fi</title><body><h1>Xin chào</h1><p>Mời đăng nhập để dùng mạng.</p>\
         <form action=\"/vao?den={}\"><input type=\"password\" name=\"mk\"></form></body></html>",
        asked.path
    ))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_stops_its_source_once_marks_no_article_and_the_next_request_is_tried_at_once() {
    type Page = fn(&Asked) -> Reply;
    let pages: [(Page, &str); 4] = [
        (login, "login"),
        (|_| Reply::redirect("http://wifi.test/vao"), "led-away"),
        (|_| Reply::html("<title>Bảo trì</title><p>Website đang bảo trì, mời quay lại sau.</p>"), "maintenance"),
        (
            |_| Reply::html("<title>Xác minh</title><p>Vui lòng nhập mã xác nhận bạn không phải là robot.</p>"),
            "blocked",
        ),
    ];
    for (page, kind) in pages {
        let (desk, state) = sick(page).await;
        let (news, tally) = desk.refresh().await;
        assert_eq!(told(&news), [kind]);
        assert_eq!(tally.failed_sources.len(), 1, "{kind}");
        assert!(troubles(&news)[0].retry_at.is_some(), "{kind}");
        assert!(desk.rows().iter().all(|(_, offline)| *offline == Offline::Listed), "{kind}: {:?}", desk.rows());
        assert!(desk.server.requests() <= 20, "{kind}: {} requests", desk.server.requests());
        state.store(2, Ordering::SeqCst);
        desk.pass(60);
        desk.refresh().await;
        assert_eq!(desk.readable(), 40, "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_timer_leaves_a_source_that_was_out_alone_until_its_time_has_come() {
    let (desk, state) = sick(login).await;
    let due = || RefreshScope::default();
    desk.run(due()).await;
    state.store(2, Ordering::SeqCst);
    desk.pass(120);
    desk.run(due()).await;
    assert_eq!(desk.readable(), 0);
    desk.pass(1200);
    desk.run(due()).await;
    assert_eq!(desk.readable(), 40);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_article_that_fails_among_others_is_its_own_trouble() {
    let (desk, _) = sick(|asked| match asked.path.as_str() {
        "/bao.test/3.html" => Reply::new(500, ""),
        "/bao.test/5.html" => login(asked),
        path => article(path),
    })
    .await;
    let (news, _) = desk.refresh().await;
    assert_eq!(desk.readable(), 38);
    let mut kinds = told(&news);
    kinds.sort();
    assert_eq!(kinds, ["login", "status"]);
    let before = desk.server.asked("/bao.test/3.html");
    desk.refresh().await;
    assert!(desk.server.asked("/bao.test/3.html") > before, "a person asked");
    let before = desk.server.asked("/bao.test/3.html");
    desk.pass(1200);
    desk.run(RefreshScope::default()).await;
    assert_eq!(desk.server.asked("/bao.test/3.html"), before, "a timer waits");
    let waiting = desk.engine.store.waiting().unwrap();
    assert_eq!(waiting.iter().map(|waiting| waiting.articles).sum::<usize>(), 2);
    assert!(waiting[0].until > desk.engine.store.now());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_that_asks_for_patience_is_obeyed_by_the_next_visit_too() {
    let (desk, _) = sick(|_| Reply::new(429, "").with("retry-after", "3600")).await;
    let (news, _) = desk.refresh().await;
    assert_eq!(told(&news), ["throttled"]);
    let before = desk.server.requests();
    desk.pass(600);
    let (news, _) = desk.refresh().await;
    assert_eq!((desk.server.requests(), told(&news)), (before, vec!["throttled".to_owned()]));
    desk.pass(3600);
    desk.refresh().await;
    assert!(desk.server.requests() > before);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_bad_certificate_does_not_end_the_other_articles() {
    let mut desk = Desk::new(&["bao.test"], |asked| usual(asked, 4)).await;
    // Plain HTTP where TLS is expected.
    let insecure = desk.server.base().replace("http:", "https:");
    desk.engine.network.mirrors.insert("https://bao.test/1.html".into(), format!("{insecure}/bao.test/1.html"));
    let (news, _) = desk.refresh().await;
    assert_eq!(desk.readable(), 3, "{news:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_broke_off_is_asked_for_again_by_the_next_refresh() {
    let (desk, state) = sick(|asked| match asked.path.as_str() {
        "/bao.test/1.html" => Reply::html("x".repeat(200)).manner(Manner::CutAfter(100)),
        path => article(path),
    })
    .await;
    desk.run(RefreshScope::default()).await;
    assert_eq!(desk.readable(), 39);
    state.store(2, Ordering::SeqCst);
    desk.pass(1200);
    desk.run(RefreshScope::default()).await;
    assert_eq!(desk.readable(), 40);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_robots_txt_that_fails_is_not_told_as_one_that_forbids() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/robots.txt" => Reply::new(500, ""),
        _ => usual(asked, 2),
    })
    .await;
    let (news, _) = desk.refresh().await;
    assert_eq!(told(&news), ["robots-error"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_captcha_instead_of_a_list_is_a_wall_and_not_a_list_without_articles() {
    let desk = Desk::with_listing("bao.test", |asked| match asked.path.as_str() {
        "/bao.test/tin/" => Reply::html(
            "<title>Xác minh</title><h1>Xác minh truy cập</h1><p>Nhập mã xác nhận để tiếp tục.</p><img src=\"/ma.png\">",
        ),
        _ => Reply::new(404, ""),
    })
    .await;
    let (news, _) = desk.refresh().await;
    assert_eq!(told(&news), ["blocked"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_that_speaks_for_another_host_is_a_feed() {
    let desk = Desk::new(&["bao.test", "goc.example"], |asked| match asked.path.as_str() {
        "/bao.test/tin.rss" => feed("goc.example", 1..=3),
        path if path.ends_with("robots.txt") => Reply::new(404, ""),
        path => article(path),
    })
    .await;
    let mut desk = desk;
    desk.engine.catalog = Arc::new(loaphuong::sources::Catalog {
        sites: vec![super::desk::site("bao.test")],
        ..loaphuong::sources::Catalog::default()
    });
    let (news, _) = desk.refresh().await;
    assert_eq!(desk.readable(), 3, "{news:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_for_subscribers_keeps_its_beginning_and_says_why_there_is_no_more() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/1.html" => Reply::html(
            "<html lang=\"vi\"><head><title>Bài có phí</title><meta property=\"og:type\" content=\"article\">\
             <meta property=\"article:published_time\" content=\"2025-05-12T07:15:00+07:00\"></head><body><article>\
             <h1>Bài có phí</h1><p>Công nhân nhà máy được tăng lương từ tháng bảy năm nay theo thỏa ước.</p>\
             <div class=\"khoa\">Nội dung dành cho thuê bao. Mua gói để đọc tiếp.</div></article></body></html>",
        ),
        _ => usual(asked, 1),
    })
    .await;
    let (news, tally) = desk.refresh().await;
    assert_eq!((told(&news), tally.failed_sources.len()), (vec!["paywall".to_owned()], 1));
    assert_eq!(desk.rows()[0].1, Offline::Partial);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_section_that_moved_for_good_is_asked_at_its_new_place_after_three_visits_that_agree() {
    let desk = Desk::with_listing("bao.test", |asked| match asked.path.as_str() {
        "/bao.test/tin/" => Reply { status: 301, ..Reply::redirect("/bao.test/tin-moi/") },
        "/bao.test/tin-moi/" => listing("bao.test", 1..=5, None),
        "/bao.test/robots.txt" => Reply::new(404, ""),
        path => article(path),
    })
    .await;
    for _ in 0..5 {
        desk.run(RefreshScope { no_bodies: true, ..forced() }).await;
        desk.pass(3600);
    }
    assert_eq!((desk.server.asked("/bao.test/tin/"), desk.server.asked("/bao.test/tin-moi/")), (3, 5));
    assert_eq!(desk.state("bao.test").moved.as_deref(), Some("https://bao.test/tin-moi/"));
}

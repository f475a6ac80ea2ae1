//! Articles with several pages: nothing is lost to a feed that contains only the first, and no edit of a later page
//! goes unnoticed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::faults::{Asked, Reply};
use loaphuong::model::{Block, Evidence, Field, Offline};
use loaphuong::sync::RefreshScope;

use super::desk::{Desk, troubles};

const HOUR: i64 = 3600;

fn paragraphs(page: usize, edition: usize) -> String {
    let paragraph = |n: usize| {
        format!(
            "<p>Đoạn {n} trang {page} bản {edition}: công nhân được trả đủ lương, được nghỉ phép năm và được khám sức khỏe định \
             kỳ theo đúng thỏa ước lao động tập thể mà công đoàn cơ sở đã ký với người sử dụng lao động.</p>"
        )
    };
    (1..=4).map(paragraph).collect()
}

/// A feed as WordPress generates it: of an article with two pages it contains the first.
fn feed() -> Reply {
    let text = paragraphs(1, 1);
    Reply::new(
        200,
        format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
             <title>Tin</title><generator>https://wordpress.org/?v=6.1</generator><item><title>Bữa cơm ca ba</title>\
             <link>https://bao.test/bua-com-ca-ba/</link><pubDate>Mon, 12 May 2025 07:00:00 +0700</pubDate>\
             <content:encoded><![CDATA[{text}]]></content:encoded></item></channel></rss>"
        ),
    )
    .with("content-type", "application/rss+xml")
    .with("etag", "\"feed\"")
}

fn page(asked: &Asked, number: usize, edition: usize) -> Reply {
    let tag = format!("\"{number}-{edition}\"");
    if asked.header("if-none-match") == Some(tag.as_str()) {
        return Reply::new(304, "");
    }
    let link = if number == 1 {
        "<a href=\"https://bao.test/bua-com-ca-ba/2/\" class=\"post-page-numbers\">2</a>"
    } else {
        ""
    };
    Reply::html(format!(
        "<!doctype html><html lang=\"vi\"><head><title>Bữa cơm ca ba</title><meta property=\"og:type\" content=\"article\">\
         <meta property=\"og:title\" content=\"Bữa cơm ca ba\"><meta property=\"article:published_time\" \
         content=\"2025-05-12T07:00:00+07:00\"></head><body><article><h1>Bữa cơm ca ba</h1>{}\
         <div class=\"post-nav-links\">Trang: <span class=\"post-page-numbers current\">1</span> {link}</div></article></body></html>",
        paragraphs(number, edition)
    ))
    .with("etag", &tag)
}

/// The site; the later page is in the edition given by `edition`; 0: it fails; 9: all pages are forbidden.
async fn desk() -> (Desk, Arc<AtomicUsize>) {
    let edition = Arc::new(AtomicUsize::new(1));
    let shared = Arc::clone(&edition);
    let desk = Desk::new(&["bao.test"], move |asked| match (asked.path.as_str(), shared.load(Ordering::SeqCst)) {
        ("/bao.test/tin.rss", _) if asked.header("if-none-match") == Some("\"feed\"") => Reply::new(304, ""),
        ("/bao.test/tin.rss", _) => feed(),
        ("/bao.test/bua-com-ca-ba/" | "/bao.test/bua-com-ca-ba/2/", 9) => Reply::new(403, ""),
        ("/bao.test/bua-com-ca-ba/", _) => page(asked, 1, 1),
        ("/bao.test/bua-com-ca-ba/2/", 0) => Reply::new(500, ""),
        ("/bao.test/bua-com-ca-ba/2/", edition) => page(asked, 2, edition),
        _ => Reply::new(404, ""),
    })
    .await;
    (desk, edition)
}

fn words(desk: &Desk) -> String {
    desk.first_article().body.iter().flat_map(Block::strings).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_later_pages_of_an_article_are_read_though_the_feed_of_wordpress_seems_to_hold_its_text() {
    let (desk, _) = desk().await;
    let (_, tally) = desk.refresh().await;
    assert_eq!(desk.first_article().body.len(), 8);
    assert_eq!(tally.edited, 0, "a page in the place of a feed's text is no edit");
    assert!(!desk.first_article().row.edited);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_that_a_feed_holds_is_readable_where_the_pages_are_forbidden() {
    let (desk, edition) = desk().await;
    edition.store(9, Ordering::SeqCst);
    desk.refresh().await;
    let article = desk.first_article();
    assert_eq!((article.body.len(), article.row.offline), (4, Offline::Partial));
    assert_eq!(article.provenance.by.get(&Field::Body), Some(&Evidence::Feed));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_of_a_later_page_alone_is_noticed_within_a_day_and_nothing_is_fetched_whole_before_it() {
    let (desk, edition) = desk().await;
    desk.run(RefreshScope::default()).await;
    assert!(words(&desk).contains("trang 2 bản 1"));
    desk.pass(5 * HOUR);
    let (_, tally) = desk.run(RefreshScope::default()).await;
    assert_eq!(tally.edited, 0);
    edition.store(2, Ordering::SeqCst);
    desk.pass(13 * HOUR);
    let (_, tally) = desk.run(RefreshScope::default()).await;
    assert_eq!(tally.edited, 1);
    assert!(words(&desk).contains("trang 1 bản 1") && words(&desk).contains("trang 2 bản 2"));
    assert_eq!(desk.first_article().body.len(), 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_page_that_could_not_be_had_is_told_and_asked_again() {
    let (desk, edition) = desk().await;
    edition.store(0, Ordering::SeqCst);
    let (news, _) = desk.refresh().await;
    assert_eq!(desk.first_article().row.offline, Offline::Partial);
    assert_eq!(troubles(&news).len(), 1, "{news:#?}");
    edition.store(1, Ordering::SeqCst);
    desk.pass(2 * HOUR);
    desk.run(RefreshScope::default()).await;
    assert_eq!((desk.first_article().body.len(), desk.first_article().row.offline), (8, Offline::Full));
}

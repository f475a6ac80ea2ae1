//! Feeds with full texts: readable at once, without requests for the pages.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::faults::{Manner, Reply};
use loaphuong::model::{Block, CanonicalUrl, Evidence, Field};
use loaphuong::sources::{AddressKind, Catalog, Section};
use loaphuong::sync::RefreshScope;

use super::desk::{Desk, article, listing, site, usual};

fn paragraph(n: usize, p: usize, edition: usize) -> String {
    format!(
        "<p>Đoạn {p} của tin {n}, bản {edition}: công nhân được trả đủ lương, được nghỉ phép năm và được khám sức khỏe \
         định kỳ theo đúng thỏa ước lao động tập thể mà công đoàn cơ sở đã ký.</p>"
    )
}

/// A feed of three articles with full texts, in a given edition.
fn feed(edition: usize) -> Reply {
    feed_of(3, edition)
}

/// A feed of this many articles with full texts, in a given edition.
fn feed_of(articles: usize, edition: usize) -> Reply {
    let item = |n: usize| {
        let text: String = (1..=8).map(|p| paragraph(n, p, edition)).collect();
        format!(
            "<item><title>Tin số {n}</title><link>https://bao.test/{n}.html</link>\
             <pubDate>Mon, 12 May 2025 07:00:00 +0700</pubDate><description>Tóm tắt ngắn {n}.</description>\
             <content:encoded><![CDATA[{text}]]></content:encoded></item>"
        )
    };
    let items: String = (1..=articles).map(item).collect();
    let head =
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Tin</title>";
    Reply::new(200, format!("<?xml version=\"1.0\"?>{head}{items}</channel></rss>"))
        .with("content-type", "application/rss+xml")
}

async fn desk(pages: u16) -> (Desk, Arc<AtomicUsize>) {
    let edition = Arc::new(AtomicUsize::new(1));
    let shared = Arc::clone(&edition);
    let desk = Desk::new(&["bao.test"], move |asked| match asked.path.as_str() {
        "/bao.test/tin.rss" => feed(shared.load(Ordering::SeqCst)),
        "/bao.test/robots.txt" => Reply::new(404, ""),
        path if pages == 200 => article(path),
        _ => Reply::new(pages, ""),
    })
    .await;
    (desk, edition)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_text_of_a_feed_is_readable_though_the_pages_are_forbidden_and_no_page_is_asked_for() {
    let (desk, edition) = desk(403).await;
    let (_, tally) = desk.run(RefreshScope::default()).await;
    assert_eq!((desk.readable(), tally.bodies), (3, 3));
    let whole = desk.first_article();
    assert_eq!((whole.body.len(), whole.provenance.by.get(&Field::Body)), (8, Some(&Evidence::Feed)));
    edition.store(2, Ordering::SeqCst);
    desk.pass(3600);
    let (_, tally) = desk.run(RefreshScope::default()).await;
    assert_eq!(tally.edited, 3);
    let words: String = desk.first_article().body.iter().flat_map(Block::strings).collect();
    assert!(words.contains("bản 2"));
    assert_eq!(desk.engine.store.revisions(desk.first_article().row.id).unwrap().len(), 1);
    for _ in 0..96 {
        desk.pass(1800);
        desk.run(RefreshScope::default()).await;
    }
    assert_eq!(desk.server.log().iter().filter(|asked| asked.path.contains(".html")).count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_a_refresh_brought_is_joined_to_its_stories_when_it_ends() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/tin.rss" => feed_of(130, 1),
        _ => Reply::new(404, ""),
    })
    .await;
    desk.run(RefreshScope::default()).await;
    assert_eq!((desk.readable(), desk.engine.store.settle_stories(usize::MAX).unwrap()), (130, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_may_want_its_pages_all_the_same() {
    let (mut desk, _) = desk(200).await;
    let mut wanting = site("bao.test");
    wanting.pace.feed_text = Some(false);
    desk.engine.catalog = Arc::new(Catalog { sites: vec![wanting], ..Catalog::default() });
    desk.refresh().await;
    assert_eq!((desk.server.asked("/bao.test/1.html"), desk.first_article().body.len()), (1, 6));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_a_person_asked_for_stays_the_better_text() {
    let (desk, _) = desk(200).await;
    desk.refresh().await;
    let id = desk.first_article().row.id;
    desk.run(RefreshScope { again: vec![id], ..super::desk::forced() }).await;
    assert_eq!(desk.engine.store.article(id).unwrap().unwrap().body.len(), 6);
    desk.pass(3600);
    desk.refresh().await;
    assert_eq!(desk.engine.store.article(id).unwrap().unwrap().body.len(), 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_with_the_text_of_the_feed_under_its_own_headline_is_no_edit() {
    let paragraphs: String = (1..=8).map(|p| paragraph(1, p, 1)).collect();
    let desk = Desk::new(&["bao.test"], move |asked| match asked.path.as_str() {
        "/bao.test/tin.rss" => feed(1),
        "/bao.test/robots.txt" => Reply::new(404, ""),
        _ => Reply::html(format!(
            "<!doctype html><html lang=\"vi\"><head><title>Nhật ký: Tin số 1</title>\
             <meta property=\"article:published_time\" content=\"2025-05-12T07:00:00+07:00\"></head>\
             <body><article><h1>Nhật ký: Tin số 1</h1>{paragraphs}</article></body></html>"
        )),
    })
    .await;
    desk.refresh().await;
    let url = CanonicalUrl::parse("https://bao.test/1.html").unwrap();
    let id = desk.engine.store.id_of(&url).unwrap().unwrap();
    let (_, tally) = desk.run(RefreshScope { again: vec![id], ..super::desk::forced() }).await;
    let whole = desk.engine.store.article(id).unwrap().unwrap();
    assert_eq!((whole.body.len(), whole.provenance.by.get(&Field::Body)), (8, Some(&Evidence::Generic)));
    assert_eq!((tally.edited, whole.row.edited, desk.engine.store.revisions(id).unwrap().len()), (0, false, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_of_teasers_leaves_the_text_to_the_page() {
    let desk = Desk::new(&["bao.test"], |asked| usual(asked, 2)).await;
    desk.refresh().await;
    assert_eq!((desk.server.asked("/bao.test/1.html"), desk.readable()), (1, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_that_is_rewritten_under_another_address_stays_one_and_goes_there() {
    let edition = Arc::new(AtomicUsize::new(1));
    let shared = Arc::clone(&edition);
    let desk = Desk::new(&["bao.test"], move |asked| match asked.path.as_str() {
        "/bao.test/tin.rss" => {
            let edition = shared.load(Ordering::SeqCst);
            let text: String = (1..=8).map(|p| paragraph(1, p, if p == 1 { edition } else { 1 })).collect();
            let (title, page) = if edition == 1 {
                ("Thợ may được tăng lương", 1)
            } else {
                ("Sửa lại: thợ may được tăng lương", 2)
            };
            Reply::new(
                200,
                format!(
                    "<rss version=\"2.0\"><channel><title>Tin</title><item><title>{title}</title>\
                     <link>https://bao.test/{page}.html</link><pubDate>Mon, 12 May 2025 07:00:00 +0700</pubDate>\
                     <description><![CDATA[{text}]]></description></item></channel></rss>"
                ),
            )
            .with("content-type", "application/rss+xml")
        }
        "/bao.test/robots.txt" => Reply::new(404, ""),
        path => article(path),
    })
    .await;
    desk.run(RefreshScope::default()).await;
    let id = desk.first_article().row.id;
    edition.store(2, Ordering::SeqCst);
    desk.pass(3600);
    desk.run(RefreshScope::default()).await;
    let now = desk.engine.store.article(id).unwrap().unwrap();
    let words: String = now.body.iter().flat_map(Block::strings).collect();
    assert_eq!((desk.readable(), now.row.url.as_str()), (1, "https://bao.test/2.html"));
    assert!(now.row.title.starts_with("Sửa lại") && words.contains("bản 2"), "{now:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_of_change_beside_the_same_whole_text_brings_no_page_again() {
    let changed = Arc::new(AtomicUsize::new(1));
    let shared = Arc::clone(&changed);
    let desk = Desk::new(&["bao.test"], move |asked| match asked.path.as_str() {
        "/bao.test/tin.rss" => {
            let hour = shared.load(Ordering::SeqCst);
            let text: String = (1..=8).map(|p| paragraph(1, p, 1)).collect();
            let text = text.replace('<', "&lt;");
            Reply::new(
                200,
                format!(
                    "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Tin</title><entry><title>Tin số 1</title>\
                     <link href=\"https://bao.test/1.html\"/><published>2025-05-12T07:00:00+07:00</published>\
                     <updated>2025-05-12T{hour:02}:30:00+07:00</updated><content type=\"html\">{text}</content></entry></feed>"
                ),
            )
            .with("content-type", "application/atom+xml")
        }
        "/bao.test/robots.txt" => Reply::new(404, ""),
        path => article(path),
    })
    .await;
    desk.refresh().await;
    let id = desk.first_article().row.id;
    desk.run(RefreshScope { again: vec![id], ..super::desk::forced() }).await;
    assert_eq!(desk.server.asked("/bao.test/1.html"), 1);
    for hour in [8, 9, 10] {
        changed.store(hour, Ordering::SeqCst);
        desk.pass(1800);
        desk.run(RefreshScope::default()).await;
    }
    assert_eq!(desk.server.asked("/bao.test/1.html"), 1);
}

/// A newspaper with a list and a feed; the feed answers later than the list, in this way.
async fn with_list(status: u16) -> Desk {
    let mut desk = Desk::new(&["bao.test"], move |asked| match asked.path.as_str() {
        "/bao.test/tin.rss" => {
            let late = Manner::Slow(Duration::from_millis(400));
            Reply { manner: late, ..if status == 200 { feed(1) } else { Reply::new(status, "") } }
        }
        "/bao.test/tin/" => listing("bao.test", 1..=3, None),
        "/bao.test/robots.txt" => Reply::new(404, ""),
        path => article(path),
    })
    .await;
    let mut paper = site("bao.test");
    let list = paper.sections[0].clone();
    let url = "https://bao.test/tin/".to_owned();
    paper.sections.push(Section { id: "danh-sach".to_owned(), url, kind: AddressKind::Listing, ..list });
    desk.engine.catalog = Arc::new(Catalog { sites: vec![paper], ..Catalog::default() });
    desk
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_list_shows_first_waits_for_the_texts_of_a_later_feed_and_comes_by_itself_where_that_brings_none() {
    for (status, pages) in [(200, 0), (404, 3)] {
        let desk = with_list(status).await;
        desk.refresh().await;
        let asked = desk.server.log().iter().filter(|asked| asked.path.contains(".html")).count();
        assert_eq!((desk.readable(), asked), (3, pages), "feed: {status}");
    }
}

/// A WordPress feed, which contains first pages only, and the page of its article; the paragraphs with these numbers
/// are edited.
async fn with_edits(second_page: bool, headline: &'static str) -> (Desk, Arc<Mutex<Vec<usize>>>) {
    let edited = Arc::new(Mutex::new(Vec::new()));
    let shared = Arc::clone(&edited);
    let desk = Desk::new(&["bao.test"], move |asked| {
        let edited = shared.lock().unwrap().clone();
        let text: String = (1..=8).map(|p| paragraph(1, p, if edited.contains(&p) { 2 } else { 1 })).collect();
        match asked.path.as_str() {
            "/bao.test/robots.txt" => Reply::new(404, ""),
            "/bao.test/tin.rss" => Reply::new(
                200,
                format!(
                    "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Tin</title>\
                     <generator>https://wordpress.org/?v=6.1</generator><item><title>Tin số 1</title>\
                     <link>https://bao.test/1.html</link><pubDate>Mon, 12 May 2025 07:00:00 +0700</pubDate>\
                     <content:encoded><![CDATA[{text}]]></content:encoded></item></channel></rss>"
                ),
            )
            .with("content-type", "application/rss+xml"),
            path => {
                let pager = "<p class=\"post-nav-links\">Trang: 1 <a href=\"https://bao.test/1.html/2/\">2</a></p>";
                let text = if path.ends_with("/2/") { paragraph(1, 9, 1) } else { text };
                Reply::html(format!(
                    "<!doctype html><html lang=\"vi\"><head><title>{headline}</title><meta property=\"article:published_time\" \
                     content=\"2025-05-12T07:00:00+07:00\"></head><body><article><h1>{headline}</h1>{text}{}</article></body></html>",
                    if second_page { pager } else { "" }
                ))
            }
        }
    })
    .await;
    (desk, edited)
}

#[tokio::test(flavor = "multi_thread")]
async fn paragraphs_that_a_feed_changes_in_the_text_of_a_page_are_edited_without_asking_for_the_page() {
    for (second_page, paragraphs, asked) in [
        (false, vec![1], 1),
        (false, vec![2, 5], 1),
        // The end may now be that of a first page, most of it is new, or there are further pages.
        (false, vec![8], 2),
        (false, vec![1, 2, 3, 4, 5], 2),
        (true, vec![1], 2),
    ] {
        let (desk, edited) = with_edits(second_page, "Tin số 1").await;
        desk.refresh().await;
        assert_eq!((desk.readable(), desk.server.asked("/bao.test/1.html")), (1, 1));
        edited.lock().unwrap().extend(&paragraphs);
        desk.pass(1800);
        let (_, tally) = desk.run(RefreshScope::default()).await;
        let whole = desk.first_article();
        let words: String = whole.body.iter().flat_map(Block::strings).collect();
        assert_eq!((tally.edited, words.contains("bản 2")), (1, true), "{paragraphs:?}");
        assert_eq!(whole.provenance.by.get(&Field::Body), Some(&Evidence::Generic), "{paragraphs:?}");
        assert_eq!(desk.engine.store.revisions(whole.row.id).unwrap().len(), 1, "{paragraphs:?}");
        assert_eq!(desk.server.asked("/bao.test/1.html"), asked, "{paragraphs:?} {second_page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_that_heads_an_article_otherwise_than_its_page_edits_nothing_and_the_page_is_asked() {
    let (desk, edited) = with_edits(false, "Tin số 1, như trang báo viết").await;
    desk.refresh().await;
    edited.lock().unwrap().push(1);
    desk.pass(1800);
    desk.run(RefreshScope::default()).await;
    let whole = desk.first_article();
    assert_eq!(whole.row.title, "Tin số 1, như trang báo viết");
    assert!(whole.body.iter().flat_map(Block::strings).any(|text| text.contains("bản 2")));
    assert_eq!(desk.server.asked("/bao.test/1.html"), 2);
}

/// A feed of these articles with full texts, each on a day of May.
fn feed_of_days(numbers: &[usize]) -> Reply {
    let item = |n: &usize| {
        let text: String = (1..=8).map(|p| paragraph(*n, p, 1)).collect();
        format!(
            "<item><title>Tin số {n}</title><link>https://bao.test/{n}.html</link>\
             <pubDate>{n:02} May 2025 07:00:00 +0700</pubDate><content:encoded><![CDATA[{text}]]></content:encoded></item>"
        )
    };
    let items: String = numbers.iter().map(item).collect();
    let head =
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Tin</title>";
    Reply::new(200, format!("{head}{items}</channel></rss>")).with("content-type", "application/rss+xml")
}

/// A site whose feed shows some articles first and others later; its pages are gone.
async fn with_feeds(first: &'static [usize], later: &'static [usize]) -> Desk {
    let visits = Arc::new(AtomicUsize::new(0));
    let desk = Desk::new(&["bao.test"], move |asked| match asked.path.as_str() {
        "/bao.test/tin.rss" => feed_of_days(if visits.fetch_add(1, Ordering::SeqCst) == 0 { first } else { later }),
        "/bao.test/robots.txt" => Reply::new(404, ""),
        _ => Reply::new(410, ""),
    })
    .await;
    for _ in 0..3 {
        desk.run(RefreshScope::default()).await;
        desk.pass(3600);
    }
    desk
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_that_drops_out_of_the_middle_of_a_feed_is_asked_for_and_marked_where_it_is_gone() {
    let desk = with_feeds(&[8, 7, 6, 5, 4, 3], &[8, 7, 5, 4, 3]).await;
    assert_eq!(desk.server.asked("/bao.test/6.html"), 1);
    let id = desk.engine.store.id_of(&CanonicalUrl::parse("https://bao.test/6.html").unwrap()).unwrap().unwrap();
    let whole = desk.engine.store.article(id).unwrap().unwrap();
    assert!(whole.row.removed && whole.body.len() == 8, "{whole:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn articles_that_leave_a_feed_at_its_end_are_not_asked_for() {
    let desk = with_feeds(&[8, 7, 6, 5, 4, 3], &[9, 8, 7, 6, 5]).await;
    assert_eq!(desk.server.log().iter().filter(|asked| asked.path.contains(".html")).count(), 0);
}

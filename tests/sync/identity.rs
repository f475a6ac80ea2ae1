//! One article, one row: whatever form its address has; and never two articles in one row.

use std::sync::{Arc, Mutex};

use crate::faults::Reply;
use loaphuong::model::article::Anchor;
use loaphuong::model::{CanonicalUrl, Query, Window};

use super::desk::{Desk, article};

/// A feed of items as (address, title, identifier, date).
fn feed(items: &[(&str, &str, &str, &str)]) -> Reply {
    let item = |(url, title, mark, date): &(&str, &str, &str, &str)| {
        let mark = if mark.is_empty() { String::new() } else { format!("<guid isPermaLink=\"false\">{mark}</guid>") };
        let url = url.replace('&', "&amp;");
        format!("<item><title>{title}</title><link>{url}</link>{mark}<pubDate>{date}</pubDate></item>")
    };
    let items: String = items.iter().map(item).collect();
    let xml = format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Tin</title>{items}</channel></rss>");
    Reply::new(200, xml).with("content-type", "application/rss+xml; charset=utf-8")
}

const DATE: &str = "Mon, 12 May 2025 07:00:00 +0700";
const LATER: &str = "Mon, 19 May 2025 09:00:00 +0700";
const TITLE: &str = "Tăng lương tối thiểu vùng cho công nhân may";

/// What the archive contains after a site showed first one item and then the other.
async fn rows_after(first: (&str, &str, &str, &str), then: (&str, &str, &str, &str)) -> (Desk, usize) {
    let items =
        |item: (&str, &str, &str, &str)| (item.0.to_owned(), item.1.to_owned(), item.2.to_owned(), item.3.to_owned());
    let now = Arc::new(Mutex::new(items(first)));
    let shared = Arc::clone(&now);
    let desk = Desk::new(&["bao.test", "www.bao.test", "m.bao.test"], move |asked| {
        let item = shared.lock().unwrap().clone();
        match asked.path.rsplit('/').next() {
            Some("robots.txt") => Reply::new(404, ""),
            Some("tin.rss") => feed(&[(&item.0, &item.1, &item.2, &item.3)]),
            _ => article(&item.1),
        }
    })
    .await;
    let hosts = ["https", "http"]
        .iter()
        .flat_map(|scheme| ["bao.test", "www.bao.test", "m.bao.test"].map(|host| format!("{scheme}://{host}")));
    let mut desk = desk;
    let base = desk.server.base();
    desk.engine.network.mirrors =
        hosts.map(|host| (host.clone(), format!("{base}/{}", host.split("//").last().unwrap()))).collect();
    desk.refresh().await;
    let rows = desk.engine.store.rows(&Query::default(), Window { after: None, limit: 9 }).unwrap().rows;
    desk.engine.store.mark(&[rows[0].id], loaphuong::model::RowMark::Read).unwrap();
    desk.engine.store.mark(&[rows[0].id], loaphuong::model::RowMark::Starred).unwrap();
    desk.engine.store.set_position(rows[0].id, Anchor { block: 3, offset: 0 }).unwrap();
    *now.lock().unwrap() = items(then);
    desk.pass(3600);
    desk.refresh().await;
    let count = desk.rows().len();
    (desk, count)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_in_another_dress_brings_nothing_back_as_unread() {
    let first = "https://bao.test/tin/luong-toi-thieu-1234567.html?a=1&b=2";
    for then in [
        "http://bao.test/tin/luong-toi-thieu-1234567.html?a=1&b=2",
        "https://www.bao.test/tin/luong-toi-thieu-1234567.html?a=1&b=2",
        "https://m.bao.test/tin/luong-toi-thieu-1234567.html?b=2&a=1",
        "https://bao.test/tin/luong%2Dtoi%2Dthieu-1234567.html/?a=1&b=2&amp",
        "https://bao.test/tin/luong-toi-thieu-1234567.html?a=1&b=2&page=1",
    ] {
        let (desk, count) = rows_after((first, TITLE, "", DATE), (then, TITLE, "", DATE)).await;
        assert_eq!(count, 1, "{then}");
        let whole = desk.first_article();
        assert!(whole.row.read && whole.row.starred, "{then}");
        assert_eq!(whole.position, Some(Anchor { block: 3, offset: 0 }), "{then}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_slug_with_the_same_mark_or_the_same_number_is_the_same_article() {
    let better = "Tăng lương tối thiểu vùng cho công nhân may từ tháng bảy";
    for (first, then) in [
        (
            ("https://bao.test/luong-cu", TITLE, "https://bao.test/?p=77", DATE),
            ("https://bao.test/luong-moi", better, "https://bao.test/?p=77", DATE),
        ),
        (
            ("https://bao.test/luong-cu-1234567.html", TITLE, "", DATE),
            ("https://bao.test/viec/luong-moi-1234567.html", "Công nhân may được tăng lương", "", DATE),
        ),
    ] {
        let (desk, count) = rows_after(first, then).await;
        assert_eq!(count, 1, "{then:?}");
        assert!(desk.first_article().row.read);
        let old = CanonicalUrl::parse(first.0).unwrap();
        assert!(desk.engine.store.id_of(&old).unwrap().is_some(), "its old address still leads to it");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_only_looks_alike_stays_apart() {
    for (first, then) in [
        // A feed that gives all its items the same identifier.
        (
            ("https://bao.test/a", TITLE, "tin", DATE),
            ("https://bao.test/b", "Nghỉ lễ Quốc khánh hai ngày", "tin", DATE),
        ),
        // What appears every month under nearly the same headline.
        (
            ("https://bao.test/a", "Lịch tiếp đoàn viên tháng 5", "lich", DATE),
            ("https://bao.test/b", "Lịch tiếp đoàn viên tháng 6", "lich", LATER),
        ),
        (
            ("https://bao.test/a", "Thông báo tuyển dụng", "tb", DATE),
            ("https://bao.test/b", "Thông báo tuyển dụng", "tb", LATER),
        ),
        // A number that is an amount.
        (
            ("https://bao.test/ho-tro-5000000.html", TITLE, "", DATE),
            ("https://bao.test/vay-5000000.html", "Cho vay mua nhà ở xã hội", "", DATE),
        ),
        // Another number after the same slug.
        (
            ("https://bao.test/luong-1234567.html", TITLE, "", DATE),
            ("https://bao.test/luong-1234568.html", TITLE, "", LATER),
        ),
        (("https://bao.test/xem?id=5", TITLE, "", DATE), ("https://bao.test/xem?id=6", TITLE, "", LATER)),
    ] {
        let (_, count) = rows_after(first, then).await;
        assert_eq!(count, 2, "{first:?} {then:?}");
    }
}

/// A page that calls `claimed` its own address.
fn page(title: &str, claimed: &str) -> Reply {
    let reply = article(title);
    let html = String::from_utf8(reply.body.clone()).unwrap();
    let link = format!("<link rel=\"canonical\" href=\"{claimed}\"></head>");
    Reply { body: html.replace("</head>", &link).into_bytes(), ..reply }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_addresses_whose_pages_claim_one_address_are_one_article() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/robots.txt" => Reply::new(404, ""),
        "/bao.test/tin.rss" => feed(&[
            ("https://bao.test/cong-doan/luong", TITLE, "", DATE),
            ("https://bao.test/thoi-su/luong", TITLE, "", DATE),
        ]),
        _ => page(TITLE, "https://bao.test/thoi-su/luong"),
    })
    .await;
    let (_, tally) = desk.refresh().await;
    assert_eq!(desk.rows().len(), 1);
    let stored = desk.engine.store.stats().unwrap().bodies;
    assert_eq!((tally.bodies as u64, stored), (1, 1), "the refresh counts texts as the archive does");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_whose_pages_all_claim_one_address_keeps_its_articles_apart() {
    let titles = ["Tăng lương tối thiểu vùng", "Nghỉ lễ Quốc khánh hai ngày", "Khám sức khỏe cho thợ may"];
    let desk = Desk::new(&["bao.test"], move |asked| match asked.path.as_str() {
        "/bao.test/robots.txt" => Reply::new(404, ""),
        "/bao.test/tin.rss" => feed(&[
            ("https://bao.test/a", titles[0], "", DATE),
            ("https://bao.test/b", titles[1], "", DATE),
            ("https://bao.test/c", titles[2], "", DATE),
        ]),
        path => {
            let at = ["/bao.test/a", "/bao.test/b", "/bao.test/c"].iter().position(|known| *known == path).unwrap();
            page(titles[at], "https://bao.test/tin-tuc")
        }
    })
    .await;
    desk.refresh().await;
    assert_eq!(desk.rows().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_moved_for_good_moves_the_row_and_keeps_its_marks() {
    let moved = Arc::new(Mutex::new(false));
    let shared = Arc::clone(&moved);
    let desk = Desk::new(&["bao.test"], move |asked| {
        let moved = *shared.lock().unwrap();
        match asked.path.as_str() {
            "/bao.test/robots.txt" => Reply::new(404, ""),
            "/bao.test/tin.rss" => {
                feed(&[(if moved { "https://bao.test/moi" } else { "https://bao.test/cu" }, TITLE, "", DATE)])
            }
            "/bao.test/cu" if moved => Reply { status: 301, ..Reply::redirect("/bao.test/moi") },
            _ => article(TITLE),
        }
    })
    .await;
    desk.refresh().await;
    let id = desk.first_article().row.id;
    desk.engine.store.mark(&[id], loaphuong::model::RowMark::Starred).unwrap();
    *moved.lock().unwrap() = true;
    desk.pass(3600);
    // The list shows the new address; the old one redirects there.
    desk.run(loaphuong::sync::RefreshScope { again: vec![id], ..super::desk::forced() }).await;
    desk.refresh().await;
    assert_eq!(desk.rows().len(), 1);
    let whole = desk.first_article();
    assert_eq!((whole.row.url.as_str(), whole.row.starred, whole.row.id), ("https://bao.test/moi", true, id));
}

/// A page of an article with six paragraphs, of which the first ones are rewritten.
fn edited_page(title: &str, rewritten: usize, published: &str) -> Reply {
    let paragraph = |n: usize| {
        let edition = if n <= rewritten { "bản sửa" } else { "bản đầu" };
        format!(
            "<p>Đoạn {n}, {edition}: công nhân được trả đủ lương, được nghỉ phép năm và được khám sức khỏe định kỳ theo đúng \
             thỏa ước lao động tập thể mà công đoàn cơ sở đã ký với người sử dụng lao động.</p>"
        )
    };
    let body: String = (1..=6).map(paragraph).collect();
    Reply::html(format!(
        "<!doctype html><html lang=\"vi\"><head><title>{title}</title><meta property=\"og:type\" content=\"article\">\
         <meta property=\"og:title\" content=\"{title}\"><meta property=\"article:published_time\" content=\"{published}\"></head>\
         <body><article><h1>{title}</h1>{body}</article></body></html>"
    ))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_under_a_second_address_is_known_by_its_minute_and_its_text_though_it_was_edited() {
    let corrected = format!("Sửa lại: {TITLE}");
    for (title, rewritten, minute, rows) in [
        (TITLE, 0, "15", 1),
        (corrected.as_str(), 1, "15", 1),
        // Another minute, another text, another headline: each of them alone makes it another article.
        (TITLE, 0, "45", 2),
        (TITLE, 4, "15", 2),
        ("Nghỉ lễ Quốc khánh hai ngày", 0, "15", 2),
    ] {
        let moved = Arc::new(Mutex::new(false));
        let shared = Arc::clone(&moved);
        let (now, title) = (format!("2025-05-12T07:{minute}:00+07:00"), title.to_owned());
        let shown = title.clone();
        let desk = Desk::new(&["bao.test"], move |asked| match (asked.path.as_str(), *shared.lock().unwrap()) {
            ("/bao.test/robots.txt", _) => Reply::new(404, ""),
            ("/bao.test/tin.rss", false) => feed(&[("https://bao.test/cu", TITLE, "", "")]),
            ("/bao.test/tin.rss", true) => feed(&[("https://bao.test/moi", &shown, "", "")]),
            ("/bao.test/cu", _) => edited_page(TITLE, 0, "2025-05-12T07:15:00+07:00"),
            ("/bao.test/moi", true) => edited_page(&shown, rewritten, &now),
            _ => Reply::new(404, ""),
        })
        .await;
        desk.refresh().await;
        *moved.lock().unwrap() = true;
        desk.pass(3600);
        desk.refresh().await;
        assert_eq!(desk.rows().len(), rows, "{title:?} {rewritten} {minute}");
    }
}

/// What the old address returns once the article is at the new one.
#[derive(Debug, Clone, Copy)]
enum Old {
    Gone,
    Stays,
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_dated_by_day_alone_that_moved_is_one_where_its_old_address_is_gone() {
    let corrected = format!("Sửa lại: {TITLE}");
    let day = "2025-05-12";
    for (title, rewritten, date, old, rows) in [
        (corrected.as_str(), 2, day, Old::Gone, 1),
        (TITLE, 0, "2025-05-12T07:45:00+07:00", Old::Gone, 1),
        // The old address still works, or headline, numbers, day or text contradict a move.
        (corrected.as_str(), 2, day, Old::Stays, 2),
        ("Nghỉ lễ Quốc khánh hai ngày", 0, day, Old::Gone, 2),
        ("Tăng lương tối thiểu vùng từ tháng 8", 0, day, Old::Gone, 2),
        (TITLE, 5, day, Old::Gone, 2),
        (TITLE, 2, "2025-05-11", Old::Gone, 2),
    ] {
        let moved = Arc::new(Mutex::new(false));
        let shared = Arc::clone(&moved);
        let (now, title) = (date.to_owned(), title.to_owned());
        let shown = title.clone();
        let desk = Desk::new(&["bao.test"], move |asked| match (asked.path.as_str(), *shared.lock().unwrap(), old) {
            ("/bao.test/tin.rss", false, _) => feed(&[("https://bao.test/cu", TITLE, "", "")]),
            ("/bao.test/tin.rss", true, _) => feed(&[("https://bao.test/moi", &shown, "", "")]),
            ("/bao.test/cu", false, _) | ("/bao.test/cu", true, Old::Stays) => edited_page(TITLE, 0, day),
            ("/bao.test/moi", true, _) => edited_page(&shown, rewritten, &now),
            _ => Reply::new(404, ""),
        })
        .await;
        desk.refresh().await;
        let id = desk.first_article().row.id;
        desk.engine.store.mark(&[id], loaphuong::model::RowMark::Starred).unwrap();
        *moved.lock().unwrap() = true;
        desk.pass(3600);
        desk.refresh().await;
        assert_eq!(desk.rows().len(), rows, "{title:?} {rewritten} {date} {old:?}");
        if rows == 1 {
            let whole = desk.first_article();
            let words: String = whole.body.iter().flat_map(loaphuong::model::Block::strings).collect();
            assert_eq!((whole.row.url.as_str(), whole.row.title.as_str()), ("https://bao.test/moi", title.as_str()));
            assert_eq!((whole.row.id, whole.row.starred, whole.row.removed), (id, true, false));
            assert_eq!(words.contains("bản sửa"), rewritten > 0);
            let before = desk.engine.store.revisions(id).unwrap();
            assert_eq!(before.len(), usize::from(rewritten > 0), "what stood there before is an earlier version");
        }
    }
}

/// A feed of an article and its four predecessors.
fn five(address: &str) -> Reply {
    let older: Vec<_> = (1..=4).map(|n| (format!("https://bao.test/tin-{n}"), older_title(n))).collect();
    let older = older.iter().map(|(url, title)| (url.as_str(), title.as_str(), "", ""));
    feed(&std::iter::once((address, TITLE, "", "")).chain(older).collect::<Vec<_>>())
}

fn older_title(n: usize) -> String {
    format!("Công đoàn xã {n} trao quà cho thợ mỏ")
}

/// One of those, this many days older.
fn older_page(path: &str) -> Reply {
    let n: usize = path.rsplit('-').next().and_then(|n| n.parse().ok()).unwrap();
    let reply = edited_page(&older_title(n), 0, &format!("2025-05-{:02}", 12 - n));
    let html = String::from_utf8_lossy(&reply.body).replace("công nhân", &format!("thợ mỏ xã {n}"));
    Reply { body: html.into_bytes(), ..reply }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_in_whose_place_a_list_shows_its_new_address_is_one_without_asking_the_old_one() {
    for (rewritten, asked) in [(0, 1), (2, 2)] {
        let moved = Arc::new(Mutex::new(false));
        let shared = Arc::clone(&moved);
        let desk = Desk::new(&["bao.test"], move |asked| match (asked.path.as_str(), *shared.lock().unwrap()) {
            ("/bao.test/tin.rss", false) => five("https://bao.test/cu"),
            ("/bao.test/tin.rss", true) => five("https://bao.test/moi"),
            ("/bao.test/cu", false) => edited_page(TITLE, 0, "2025-05-12"),
            ("/bao.test/moi", true) => edited_page(TITLE, rewritten, "2025-05-12"),
            (path, _) if path.starts_with("/bao.test/tin-") => older_page(path),
            _ => Reply::new(404, ""),
        })
        .await;
        desk.refresh().await;
        assert_eq!(desk.rows().len(), 5);
        *moved.lock().unwrap() = true;
        desk.pass(3600);
        desk.refresh().await;
        assert_eq!((desk.rows().len(), desk.server.asked("/bao.test/cu")), (5, asked), "{rewritten}");
        assert!(desk.rows().iter().any(|(url, _)| url == "https://bao.test/moi"), "{rewritten}");
    }
}

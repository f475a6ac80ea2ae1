//! Parts of an article at other addresses: further pages, light versions, pictures.

use std::sync::Arc;

use crate::faults::Reply;
use loaphuong::model::{Offline, Query, Window};
use loaphuong::sources::Catalog;

use super::desk::{Desk, article, site, usual};

#[tokio::test(flavor = "multi_thread")]
async fn an_article_over_several_pages_is_joined() {
    let desk = Desk::new(&["bao.test"], |asked| {
        let with_next = |reply: Reply, next: &str| {
            let page = String::from_utf8(reply.body.clone()).unwrap();
            let link = format!("<link rel=\"next\" href=\"https://bao.test{next}\"></head>");
            Reply { body: page.replace("</head>", &link).into_bytes(), ..reply }
        };
        match asked.path.as_str() {
            "/bao.test/1.html" => with_next(article("dài"), "/1.html?page=2"),
            "/bao.test/1.html?page=2" => with_next(article("dài, trang 2"), "/1.html"),
            _ => usual(asked, 1),
        }
    })
    .await;
    desk.refresh().await;
    assert_eq!(desk.server.asked("/bao.test/1.html?page=2"), 1, "its second page");
    assert_eq!(desk.server.asked("/bao.test/1.html"), 1, "a ring of pages is walked once");
    let rows = desk.engine.store.rows(&Query::default(), Window { after: None, limit: 9 }).unwrap().rows;
    assert_eq!(desk.engine.store.article(rows[0].id).unwrap().unwrap().body.len(), 12);
}

#[tokio::test(flavor = "multi_thread")]
async fn lead_pictures_are_kept_within_the_budget_and_their_trouble_is_nobodys() {
    let mut desk = Desk::new(&["bao.test", "anh.bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/1.html" | "/bao.test/2.html" => {
            let reply = article("có ảnh");
            let number = &asked.path[10..11];
            let page = String::from_utf8(reply.body.clone()).unwrap();
            let meta = format!("<meta property=\"og:image\" content=\"https://anh.bao.test/{number}.jpg\"></head>");
            Reply { body: page.replace("</head>", &meta).into_bytes(), ..reply }
        }
        "/anh.bao.test/1.jpg" => Reply::new(200, vec![7; 500]).with("content-type", "image/jpeg"),
        "/anh.bao.test/2.jpg" => Reply::new(200, "<p>không phải ảnh").with("content-type", "text/html"),
        path if path.starts_with("/anh.bao.test") => Reply::new(404, ""),
        _ => usual(asked, 2),
    })
    .await;
    desk.engine.catalog = Arc::new(Catalog { sites: vec![site("bao.test")], ..Catalog::default() });
    let shelf = loaphuong::store::PictureShelf::in_memory().unwrap();
    desk.engine.pictures = Some(loaphuong::sync::KeptPictures { shelf: shelf.clone(), all: false, budget: 10_000 });
    let (_, tally) = desk.refresh().await;
    assert_eq!((tally.failed_sources.len(), desk.readable()), (0, 2));
    assert_eq!(shelf.get("https://anh.bao.test/1.jpg").unwrap().map(|bytes| bytes.len()), Some(500));
    assert_eq!(shelf.get("https://anh.bao.test/2.jpg").unwrap(), None);
    desk.refresh().await;
    assert_eq!(desk.server.asked("/anh.bao.test/1.jpg"), 1);
}

/// A page with a headline and no text, and with `head` in its head.
fn hollow(name: &str, head: &str) -> Reply {
    Reply::html(format!(
        "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>Bài {name}</title>\
         <meta property=\"og:type\" content=\"article\"><meta property=\"og:title\" content=\"Bài {name}\">\
         <meta property=\"article:published_time\" content=\"2025-05-12T07:15:00+07:00\">{head}</head>\
         <body><article><h1>Bài {name}</h1><div id=\"app\"></div></article></body></html>"
    ))
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_page_gives_no_text_its_amp_version_is_asked_for_and_said_to_be_the_source() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/1.html" => hollow("1.html", "<link rel=\"amphtml\" href=\"/amp/1.html\">"),
        "/bao.test/amp/1.html" => article("1.html"),
        _ => usual(asked, 1),
    })
    .await;
    desk.refresh().await;
    assert_eq!(desk.rows(), [("https://bao.test/1.html".to_owned(), Offline::Full)]);
    assert_eq!(desk.server.asked("/bao.test/amp/1.html"), 1);
    let whole = desk.first_article();
    assert_eq!(whole.body.len(), 6);
    assert!(
        whole.provenance.findings.iter().any(|f| f.to_string() == "taken-from: amp https://bao.test/amp/1.html"),
        "{whole:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_for_printing_is_second_to_an_amp_page_that_does_not_answer() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/1.html" => {
            hollow("1.html", "<link rel=\"amphtml\" href=\"/amp/1.html\"><a href=\"/print/1.html\">In</a>")
        }
        "/bao.test/amp/1.html" => Reply::new(404, ""),
        "/bao.test/print/1.html" => article("1.html"),
        _ => usual(asked, 1),
    })
    .await;
    desk.refresh().await;
    assert_eq!(desk.first_article().body.len(), 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_robots_txt_forbids_is_not_asked_for() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/robots.txt" => Reply::new(200, "User-agent: *\nDisallow: /amp/\n"),
        "/bao.test/1.html" => hollow("1.html", "<link rel=\"amphtml\" href=\"/amp/1.html\">"),
        "/bao.test/amp/1.html" => article("1.html"),
        _ => usual(asked, 1),
    })
    .await;
    desk.refresh().await;
    assert_eq!((desk.server.asked("/bao.test/amp/1.html"), desk.readable()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_version_of_a_whole_page_is_left_alone() {
    let desk = Desk::new(&["bao.test"], |asked| match asked.path.as_str() {
        "/bao.test/1.html" => {
            let whole = String::from_utf8(article("1.html").body).unwrap();
            Reply::html(whole.replace("</head>", "<link rel=\"amphtml\" href=\"/amp/1.html\"></head>"))
        }
        _ => usual(asked, 1),
    })
    .await;
    desk.refresh().await;
    assert_eq!((desk.server.asked("/bao.test/amp/1.html"), desk.readable()), (0, 1));
}

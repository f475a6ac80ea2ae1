//! Adding a source: what an address is, what it is called, and why it is no source.

use std::collections::BTreeMap;

use crate::faults::{Asked, FaultServer, Reply};
use loaphuong::fetch::{Fetcher, NetworkSettings};
use loaphuong::model::FixedClock;
use loaphuong::sources::{AddressKind, Catalog};
use loaphuong::sync::{Discovery, GivenNames, NoSource, discover, enlist, offer};

use super::desk::{NOW, article, feed, listing};

/// What is found at an address of `bao.test` that is served as `answer` says.
async fn found(address: &str, answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Result<Discovery, NoSource> {
    let server = FaultServer::start(answer).await.unwrap();
    let mirrors: BTreeMap<_, _> =
        ["https", "http"].map(|scheme| (format!("{scheme}://bao.test"), format!("{}/bao.test", server.base()))).into();
    let fetcher = Fetcher::new(NetworkSettings { mirrors, retries: 0, ..NetworkSettings::default() });
    discover(&fetcher, &Catalog::default(), &FixedClock(NOW), address).await
}

fn paper(asked: &Asked) -> Reply {
    let announced = |reply: Reply, feeds: &[&str]| {
        let links: String = feeds
            .iter()
            .map(|feed| format!("<link rel=\"alternate\" type=\"application/rss+xml\" href=\"{feed}\">"))
            .collect();
        let menu = "<nav class=\"menu\"><a href=\"/cong-doan/\">Công đoàn</a><a href=\"/viec-lam/\">Việc làm</a></nav>";
        let page = String::from_utf8(reply.body.clone()).unwrap();
        let page = page.replace("</head>", &format!("{links}</head>")).replace("<body>", &format!("<body>{menu}"));
        Reply { body: page.into_bytes(), ..reply }
    };
    match asked.path.strip_prefix("/bao.test").unwrap_or_default() {
        "/cong-doan/" => announced(
            listing("bao.test", 1..=8, None),
            &["/feed/", "/comments/feed/", "/cong-doan/feed/", "/cong-doan/feed/atom/"],
        ),
        "/trong/" => {
            announced(listing("bao.test", std::ops::RangeInclusive::new(1, 0), None), &["/feed/", "/comments/feed/"])
        }
        "/it/" => announced(listing("bao.test", [69, 66, 63, 60, 57], None), &["/feed/"]),
        "/khong/" => {
            let reply = listing("bao.test", 1..=8, None);
            let page = String::from_utf8(reply.body.clone()).unwrap();
            let says = "<body><section class=\"no-results not-found\"><h1>Nothing here</h1></section>";
            announced(Reply { body: page.replacen("<body>", says, 1).into_bytes(), ..reply }, &["/feed/"])
        }
        "/hai/" => {
            let reply = listing("bao.test", 1..=8, None);
            let page = String::from_utf8(reply.body.clone()).unwrap();
            let says = "<meta property=\"article:published_time\" content=\"2026-01-02T08:00:00+07:00\"></head>";
            let text = "<p>Công nhân ở khu công nghiệp được nhận thưởng Tết sớm hơn mọi năm, theo lời cán bộ công đoàn cơ sở của nhà máy, và ai cũng vui vì có tiền mua vé xe về quê.</p>";
            let page = page.replacen("</head>", says, 1).replacen(
                "<body>",
                &format!("<body><article>{}</article>", text.repeat(3)),
                1,
            );
            Reply { body: page.into_bytes(), ..reply }
        }
        "/cong-doan/feed/" | "/cong-doan/feed/atom/" => feed("bao.test", 1..=8),
        "/feed/" => feed("bao.test", 50..=70),
        "/bai/feed/" => {
            let reply = feed("bao.test", 1..=3);
            let text = String::from_utf8(reply.body.clone()).unwrap();
            Reply { body: text.replacen("<title>Tin", "<title>Bình luận cho: Một bài", 1).into_bytes(), ..reply }
        }
        "/" => Reply::html(
            "<html><head><title>Báo Thử</title></head><body><div id=\"app\"></div><script src=\"/a.js\"></script></body></html>",
        ),
        "/sitemap.xml" => {
            let pages: String = (1..=6).map(|n| format!("<url><loc>https://bao.test/{n}.html</loc></url>")).collect();
            Reply::new(200, format!("<?xml version=\"1.0\"?><urlset>{pages}</urlset>"))
                .with("content-type", "application/xml")
        }
        path if path.contains(".html") => article(path),
        _ => Reply::new(404, ""),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_of_a_paper_is_found_with_its_name_and_its_own_feed_once() {
    let discovery = found("bao.test/cong-doan/page/3/", paper).await.unwrap();
    let kinds: Vec<_> = discovery.sections.iter().map(|section| (section.kind, section.url.as_str())).collect();
    assert_eq!(
        kinds,
        [
            (AddressKind::Listing, "https://bao.test/cong-doan/"),
            (AddressKind::Feed, "https://bao.test/cong-doan/feed/")
        ]
    );
    assert_eq!(discovery.sections[0].name.as_deref(), Some("Tin công đoàn"));
    let names: Vec<&str> = discovery.categories.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Công đoàn", "Việc làm"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_feed_of_the_whole_site_is_not_that_of_a_part_whose_articles_it_holds() {
    let discovery = found("https://bao.test/it/", paper).await.unwrap();
    let kinds: Vec<_> = discovery.sections.iter().map(|section| section.kind).collect();
    assert_eq!(kinds, [AddressKind::Listing]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_source_is_refused_with_its_reason() {
    assert!(matches!(found("https://bao.test/khong/", paper).await, Err(NoSource::Empty(_))), "boxes are no list");
    assert!(matches!(found("https://bao.test/trong/", paper).await, Err(NoSource::Empty(_))));
    assert_eq!(found("https://bao.test/bai/feed/", paper).await, Err(NoSource::Comments));
    assert_eq!(found("https://bao.test/comments/feed/", paper).await, Err(NoSource::Comments));
    assert_eq!(found("https://bao.test/?s=luong", paper).await, Err(NoSource::Search));
    assert!(matches!(found("https://bao.test/1.html", paper).await, Err(NoSource::Article(_))));
    assert!(matches!(found("https://bao.test/hai/", paper).await, Err(NoSource::Article(_))), "a list beside its text");
    assert_eq!(found("khong phai dia chi", paper).await, Err(NoSource::NoAddress));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_the_chosen_parts_those_that_are_lists_become_sections_and_the_others_are_told() {
    let server = FaultServer::start(paper).await.unwrap();
    let mirrors: BTreeMap<_, _> =
        ["https", "http"].map(|scheme| (format!("{scheme}://bao.test"), format!("{}/bao.test", server.base()))).into();
    let fetcher = Fetcher::new(NetworkSettings { mirrors, retries: 0, ..NetworkSettings::default() });
    let (catalog, clock) = (Catalog::default(), FixedClock(NOW));
    let found = discover(&fetcher, &catalog, &clock, "bao.test/cong-doan/").await.unwrap();
    let mut offer = offer(&found, &catalog);
    assert_eq!(offer.parts.iter().map(|part| part.name.as_str()).next_back(), Some("Việc làm"));
    assert_eq!(offer.chosen().count(), 2, "the list at the address and its feed");
    offer.parts.iter_mut().for_each(|part| part.chosen = true);
    let chosen: Vec<_> = offer.chosen().cloned().collect();
    let enlisted = enlist((&fetcher, &catalog, &clock), &found, &chosen, &GivenNames::default()).await;
    let ids: Vec<&str> = enlisted.source.sections.iter().map(|section| section.id.as_str()).collect();
    assert_eq!((enlisted.source.id.as_str(), ids), ("bao.test", vec!["cong-doan", "feed-rss"]));
    assert!(matches!(enlisted.refused.as_slice(), [(name, NoSource::Failed(_))] if name == "Việc làm"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_front_page_that_scripts_fill_is_read_by_its_map() {
    let discovery = found("bao.test", paper).await.unwrap();
    assert_eq!((discovery.sections[0].kind, discovery.sections[0].listing.items.len()), (AddressKind::Sitemap, 6));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_the_site_does_not_have_is_refused_though_it_answers_with_a_list() {
    let titled = |reply: Reply, title: &str| {
        let page = String::from_utf8(reply.body.clone()).unwrap();
        let (head, rest) = page.split_once("<title>").unwrap();
        let (_, rest) = rest.split_once("</title>").unwrap();
        Reply { body: format!("{head}<title>{title}</title>{rest}").into_bytes(), ..reply }
    };
    // What the site returns for missing pages: a page that says so, its front page, or a redirect.
    let says = move |asked: &Asked| match asked.path.as_str() {
        "/bao.test/robots.txt" => Reply::new(404, ""),
        "/bao.test/tin/" => titled(listing("bao.test", 1..=8, None), "Tin mới"),
        _ => titled(listing("bao.test", 11..=18, None), "Không tìm thấy trang"),
    };
    let mute = |asked: &Asked| match asked.path.as_str() {
        "/bao.test/robots.txt" => Reply::new(404, ""),
        "/bao.test/tin/" => listing("bao.test", 1..=8, None),
        _ => listing("bao.test", 11..=18, None),
    };
    let leads_home = |asked: &Asked| match asked.path.as_str() {
        "/bao.test/robots.txt" => Reply::new(404, ""),
        "/bao.test/tin/" => listing("bao.test", 1..=8, None),
        "/bao.test/" => listing("bao.test", 11..=18, None),
        _ => Reply::redirect("/bao.test/"),
    };
    assert!(matches!(found("https://bao.test/khong-co/", says).await, Err(NoSource::NoSuchPage(_))));
    assert!(matches!(found("https://bao.test/khong-co.html", mute).await, Err(NoSource::NoSuchPage(_))));
    assert!(matches!(found("https://bao.test/khong-co/", leads_home).await, Err(NoSource::NoSuchPage(_))));
    for address in ["https://bao.test/tin/", "https://bao.test/", "https://bao.test/index.html"] {
        assert_eq!(found(address, mute).await.map(|found| found.sections.len()), Ok(1), "{address}");
        assert_eq!(found(address, leads_home).await.map(|found| found.sections.len()), Ok(1), "{address}");
    }
    assert!(found("https://bao.test/tin/", says).await.is_ok());
}

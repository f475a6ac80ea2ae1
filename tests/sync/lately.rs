//! Recently read pages, and answers that claim to be unchanged: when they are fetched again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::faults::{Asked, Reply};
use loaphuong::fetch::Fetcher;
use loaphuong::sources::{AddressKind, Catalog, Section};
use loaphuong::sync::{GivenNames, RefreshScope, discover, enlist, first_visit, offer};

use super::desk::{Desk, article, feed, forced, listing, site, usual};

const FEED: &str = "/bao.test/tin.rss";
const LIST: &str = "/bao.test/tin/";
/// The headers with which a file server and a program answer.
const OF_A_FILE: &str = "\"6821-1b2c\"";
const OF_A_PROGRAM: &str = "\"0cc175b9c0f1b6a831c399e269772661\"";

/// Adds the source at an address, as the user does, and returns the site with its parts.
async fn add(desk: &mut Desk, address: &str) {
    let (catalog, clock) = (Catalog::default(), Arc::clone(&desk.engine.clock));
    let fetcher = Fetcher::new(desk.engine.network.clone());
    let found = discover(&fetcher, &catalog, &*clock, address).await.unwrap();
    let chosen: Vec<_> = offer(&found, &catalog).chosen().cloned().collect();
    let added = enlist((&fetcher, &catalog, &*clock), &found, &chosen, &GivenNames::default()).await;
    first_visit(&desk.engine.store, &catalog, &added).unwrap();
    let mut site = site("bao.test");
    let of_user = |section: &loaphuong::sources::UserSection| Section {
        id: section.id.clone(),
        url: section.url.clone().unwrap(),
        kind: section.kind.unwrap(),
        ..site.sections[0].clone()
    };
    site.sections = added.source.sections.iter().map(of_user).collect();
    desk.engine.catalog = Arc::new(Catalog { sites: vec![site], ..Catalog::default() });
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_read_when_its_source_was_added_is_kept_and_not_asked_for_by_the_first_refresh() {
    let mut desk = Desk::with_listing("bao.test", |asked| match asked.path.as_str() {
        LIST => listing("bao.test", 1..=8, None),
        _ => usual(asked, 8),
    })
    .await;
    add(&mut desk, "https://bao.test/tin/").await;
    assert_eq!((desk.rows().len(), desk.readable()), (8, 0), "its list stands there at once");
    let asked = |desk: &Desk| (desk.server.asked(LIST), desk.server.asked("/bao.test/robots.txt"));
    let before = asked(&desk);
    desk.run(forced()).await;
    assert_eq!((desk.readable(), asked(&desk)), (8, before));
    desk.run(forced()).await;
    assert_eq!(asked(&desk), (before.0 + 1, before.1), "a person asks once more");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slash_that_the_feed_of_an_added_source_writes_and_its_list_does_not_is_asked_with_at_once() {
    let text_with = |reply: Reply, from: &str, to: &str| {
        let text = String::from_utf8_lossy(&reply.body).replace(from, to);
        Reply { body: text.into_bytes(), ..reply }
    };
    let mut desk = Desk::with_listing("bao.test", move |asked| match asked.path.as_str() {
        LIST => {
            let announced = "</title><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/tin.rss\">";
            text_with(text_with(listing("bao.test", 1..=8, None), ".html", ""), "</title>", announced)
        }
        FEED => text_with(feed("bao.test", 1..=8), ".html", "/"),
        "/bao.test/robots.txt" => Reply::new(404, ""),
        path if path.ends_with('/') => article(path),
        path => Reply { status: 301, ..Reply::redirect(&format!("{path}/")) },
    })
    .await;
    add(&mut desk, "https://bao.test/tin/").await;
    assert_eq!(desk.rows().len(), 8);
    let before = desk.server.requests();
    desk.run(forced()).await;
    assert_eq!((desk.readable(), desk.server.requests() - before), (8, 8));
}

/// A feed with full texts: it says more than a list, and comes first.
fn whole_texts(numbers: impl Iterator<Item = usize>) -> Reply {
    let paragraph = |n: usize, p: usize| {
        format!(
            "<p>Đoạn {p} của tin số {n}: công nhân được trả đủ lương và được khám sức khỏe định kỳ theo thỏa ước đã ký với công đoàn.</p>"
        )
    };
    let item = |n: usize| {
        let text: String = (1..=6).map(|p| paragraph(n, p)).collect();
        format!(
            "<item><title>Công đoàn cơ sở số {n} chăm lo đoàn viên</title><link>https://bao.test/{n}.html</link>\
             <content:encoded><![CDATA[{text}]]></content:encoded></item>"
        )
    };
    let items: String = numbers.map(item).collect();
    let head =
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Tin</title>";
    Reply::new(200, format!("{head}{items}</channel></rss>")).with("content-type", "application/rss+xml; charset=utf-8")
}

/// A list and a feed with the same ten articles; the feed always claims to be unchanged if its tag is sent.
async fn with_still_feed(newest: &Arc<AtomicUsize>, tag: &'static str) -> Desk {
    let shared = Arc::clone(newest);
    let answer = move |asked: &Asked| {
        let newest = shared.load(Ordering::SeqCst);
        let youngest = (newest.saturating_sub(9)..=newest).rev();
        match asked.path.as_str() {
            FEED if asked.header("if-none-match").is_some() => Reply::new(304, ""),
            FEED => whole_texts(youngest).with("etag", tag).with("last-modified", "Thu, 01 Jan 1970 07:24:17 GMT"),
            LIST => listing("bao.test", youngest, None),
            _ => usual(asked, newest),
        }
    };
    let mut desk = Desk::new(&["bao.test"], answer).await;
    let mut site = site("bao.test");
    let url = "https://bao.test/tin/".to_owned();
    site.sections.push(Section { id: "ds".into(), url, kind: AddressKind::Listing, ..site.sections[0].clone() });
    desk.engine.catalog = Arc::new(Catalog { sites: vec![site], ..Catalog::default() });
    desk
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_that_called_itself_unchanged_while_its_list_had_news_is_asked_whole_from_then_on() {
    let newest = Arc::new(AtomicUsize::new(10));
    let desk = with_still_feed(&newest, OF_A_FILE).await;
    for expected in [10, 13] {
        newest.store(expected, Ordering::SeqCst);
        desk.run(RefreshScope::default()).await;
        assert_eq!(desk.readable(), expected);
        desk.pass(3600);
    }
    let lists = desk.server.asked(LIST);
    newest.store(18, Ordering::SeqCst);
    desk.run(RefreshScope::default()).await;
    assert_eq!((desk.readable(), desk.server.asked(LIST)), (18, lists), "the feed alone tells all now");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_that_leads_a_list_and_is_made_by_a_program_is_asked_whole_and_the_list_is_not_asked() {
    let newest = Arc::new(AtomicUsize::new(10));
    let desk = with_still_feed(&newest, OF_A_PROGRAM).await;
    desk.run(RefreshScope::default()).await;
    for expected in [10, 13, 16] {
        newest.store(expected, Ordering::SeqCst);
        desk.pass(1800);
        desk.run(RefreshScope::default()).await;
        assert_eq!((desk.readable(), desk.server.asked(LIST)), (expected, 1));
    }
    assert_eq!(desk.server.asked(FEED), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn beside_a_feed_that_is_an_unchanged_file_its_list_is_asked_once_an_hour() {
    let newest = Arc::new(AtomicUsize::new(10));
    let desk = with_still_feed(&newest, OF_A_FILE).await;
    desk.run(RefreshScope::default()).await;
    let lists = desk.server.asked(LIST);
    desk.pass(1800);
    desk.run(RefreshScope::default()).await;
    assert_eq!(desk.server.asked(LIST), lists, "it was read half an hour ago");
    desk.pass(1800);
    desk.run(RefreshScope::default()).await;
    assert_eq!(desk.server.asked(LIST), lists + 1);
}

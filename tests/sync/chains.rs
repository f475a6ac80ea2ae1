//! A list page that would only show known articles is not fetched if the articles before it lead to known ones.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::faults::{Asked, Reply};

use loaphuong::model::{Moment, Timestamp};

use super::desk::{Desk, NOW, article, listing};

/// Articles on one page of the list.
const PER_PAGE: usize = 10;

/// Which article an article names as its predecessor.
type Before = fn(usize) -> usize;

/// A list of `newest` articles, ten per page, each of which links to its neighbours.
fn linked(asked: &Asked, newest: usize, before: Before) -> Reply {
    let path = asked.path.strip_prefix("/bao.test").unwrap_or_default();
    let page = match path {
        "/robots.txt" => return Reply::new(404, ""),
        "/tin/" => 1,
        other => match other.strip_prefix("/tin/?page=") {
            Some(page) => page.parse().unwrap(),
            None => return page_of(path, newest, before),
        },
    };
    let first = newest.saturating_sub((page - 1) * PER_PAGE);
    let last = first.saturating_sub(PER_PAGE);
    let next = format!("/tin/?page={}", page + 1);
    listing("bao.test", (last + 1..=first).rev(), Some(next.as_str()).filter(|_| last > 0))
}

fn page_of(path: &str, newest: usize, before: Before) -> Reply {
    let number: usize = path.trim_matches('/').strip_suffix(".html").and_then(|n| n.parse().ok()).unwrap();
    let reply = article(&number.to_string());
    let link = |name: &str, to: usize| format!("<a rel=\"{name}\" href=\"/{to}.html\">bài</a>");
    let older = if number > 1 { link("prev", before(number)) } else { String::new() };
    let younger = if number < newest { link("next", number + 1) } else { String::new() };
    let minute = Moment::exact(Timestamp(NOW.0 + 600 * (i64::try_from(number).unwrap() - 100)));
    let html = String::from_utf8_lossy(&reply.body)
        .replace("2025-05-12T07:15:00+07:00", &minute.to_string())
        .replace("</article>", &format!("</article><nav>{older}{younger}</nav>"));
    Reply { body: html.into_bytes(), ..reply }
}

/// What is stored, and how often further pages were requested, after thirty new articles between two visits.
async fn after_thirty(before: Before) -> (usize, [usize; 3]) {
    let newest = Arc::new(AtomicUsize::new(60));
    let shared = Arc::clone(&newest);
    let desk = Desk::with_listing("bao.test", move |asked| linked(asked, shared.load(Ordering::SeqCst), before)).await;
    desk.refresh().await;
    newest.store(90, Ordering::SeqCst);
    desk.pass(3600);
    let (news, _) = desk.refresh().await;
    assert_eq!(super::maps::gaps(&news), []);
    assert_eq!(desk.state("bao.test").owed, None, "nothing is owed");
    let asked = [2, 3, 4].map(|page| desk.server.asked(&format!("/bao.test/tin/?page={page}")));
    newest.store(92, Ordering::SeqCst);
    desk.pass(3600);
    let requests = desk.server.requests();
    desk.refresh().await;
    assert_eq!(desk.server.requests() - requests, 3, "the list and two articles");
    (desk.readable(), asked)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_known_articles_is_not_asked_for_where_the_oldest_new_one_leads_to_a_known_one() {
    assert_eq!(after_thirty(|number| number - 1).await, (42, [1, 1, 0]));
}

#[tokio::test(flavor = "multi_thread")]
async fn links_that_go_another_way_than_the_list_end_no_walk() {
    let ways: [Before; 3] = [
        // An earlier part of the same series, long known.
        |number| if number == 81 { 55 } else { number - 1 },
        |_| 60,
        |number| number.saturating_sub(2).max(1),
    ];
    for (way, before) in ways.into_iter().enumerate() {
        let (readable, asked) = after_thirty(before).await;
        assert_eq!(readable, 42, "{way}");
        assert_eq!(asked[..2], [1, 1], "{way}");
    }
}

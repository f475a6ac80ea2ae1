//! The last way to find articles: from one to the next, if a list has lost known articles and the site has neither
//! archive nor sitemap.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::faults::Reply;

use super::desk::Desk;
use super::maps::{gaps, list, page};

/// Articles that one walk requests.
const MAX_WALKED: usize = 100;

/// A site whose list has one page of ten; each article links to the previous one, except article `broken`.
async fn desk(newest: &Arc<AtomicUsize>, broken: usize) -> Desk {
    let shared = Arc::clone(newest);
    Desk::with_listing("bao.test", move |asked| {
        let newest = shared.load(Ordering::SeqCst);
        match asked.path.as_str() {
            "/bao.test/tin/" => list(newest),
            path => match path.strip_prefix("/bao.test/tin/bai-").and_then(|rest| rest.strip_suffix(".html")) {
                Some(n) => linked(n.parse().unwrap(), newest, broken),
                None => Reply::new(404, ""),
            },
        }
    })
    .await
}

fn linked(n: usize, newest: usize, broken: usize) -> Reply {
    let link = |name: &str, to: usize| format!("<a rel=\"{name}\" href=\"/tin/bai-{to}.html\">bài</a>");
    let before = if n > 1 && n != broken { link("prev", n - 1) } else { String::new() };
    let after = if n < newest && n + 1 != broken { link("next", n + 1) } else { String::new() };
    let reply = page(n);
    let html =
        String::from_utf8_lossy(&reply.body).replace("</article>", &format!("</article><nav>{before}{after}</nav>"));
    Reply { body: html.into_bytes(), ..reply }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_list_shows_any_more_is_reached_from_article_to_article() {
    let newest = Arc::new(AtomicUsize::new(20));
    let desk = desk(&newest, 0).await;
    desk.refresh().await;
    assert_eq!(desk.readable(), 10);
    newest.store(50, Ordering::SeqCst);
    desk.pass(1800);
    let (news, _) = desk.refresh().await;
    assert_eq!(desk.readable(), 40, "{news:#?}");
    assert_eq!(gaps(&news), [], "known ground was reached");
    assert_eq!(
        (desk.server.asked("/bao.test/tin/bai-11.html"), desk.server.asked("/bao.test/tin/bai-10.html")),
        (1, 0)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_walk_that_comes_to_an_end_before_known_ground_is_told() {
    let newest = Arc::new(AtomicUsize::new(20));
    let desk = desk(&newest, 30).await;
    desk.refresh().await;
    newest.store(50, Ordering::SeqCst);
    desk.pass(1800);
    let (news, _) = desk.refresh().await;
    assert_eq!((desk.readable(), gaps(&news)), (10 + 21, vec![None]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_walk_is_bounded() {
    let newest = Arc::new(AtomicUsize::new(20));
    let desk = desk(&newest, 0).await;
    desk.refresh().await;
    newest.store(50 + MAX_WALKED, Ordering::SeqCst);
    desk.pass(1800);
    let (news, _) = desk.refresh().await;
    assert_eq!((desk.readable(), gaps(&news)), (10 + 10 + MAX_WALKED, vec![None]));
}

//! The third way to find articles: the sitemap, if lists and feeds no longer reach back to known articles.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::faults::{Asked, Reply};
use loaphuong::model::{Moment, SyncNews, Timestamp};
use loaphuong::sources::{AddressKind, Catalog, Section};
use loaphuong::sync::{Depth, RefreshScope};

use super::desk::{Desk, NOW, forced, troubles};

/// Items of the only page of the list.
const SHOWN: usize = 10;

/// When article `n` was published: ten minutes after the previous one; the twentieth now.
fn when(n: usize) -> Moment {
    Moment::exact(Timestamp(NOW.0 + (i64::try_from(n).unwrap() - 20) * 600))
}

pub(super) fn list(newest: usize) -> Reply {
    listing(newest, SHOWN, "")
}

fn listing(newest: usize, shown: usize, foot: &str) -> Reply {
    let item = |n: usize| {
        format!(
            "<li class=\"tin\"><h3><a href=\"https://bao.test/tin/bai-{n}.html\">Công đoàn cơ sở số {n} chăm lo đoàn viên</a></h3>\
             <p>Tóm tắt việc chăm lo đoàn viên của công đoàn cơ sở số {n} trong tháng này.</p></li>"
        )
    };
    let items: String = (1..=newest).rev().take(shown).map(item).collect();
    Reply::html(format!(
        "<!doctype html><html lang=\"vi\"><head><title>Tin công đoàn</title></head><body><main><h1>Tin công đoàn</h1>\
         <ul class=\"ds\">{items}</ul>{foot}</main></body></html>"
    ))
}

pub(super) fn page(n: usize) -> Reply {
    page_with(n, &format!("<meta property=\"article:published_time\" content=\"{}\">", when(n)))
}

fn page_with(n: usize, date: &str) -> Reply {
    let paragraph = |p| {
        format!(
            "<p>Đoạn {p} của bài {n}: công nhân được trả đủ lương, được nghỉ phép năm và được khám sức khỏe định kỳ \
             theo đúng thỏa ước lao động tập thể mà công đoàn cơ sở đã ký với người sử dụng lao động.</p>"
        )
    };
    let body: String = (1..=6).map(paragraph).collect();
    Reply::html(format!(
        "<!doctype html><html lang=\"vi\"><head><title>Bài {n}</title><meta property=\"og:type\" content=\"article\">\
         <meta property=\"og:title\" content=\"Công đoàn cơ sở số {n} chăm lo đoàn viên\">{date}</head>\
         <body><article><h1>Công đoàn cơ sở số {n} chăm lo đoàn viên</h1>{body}</article></body></html>"
    ))
}

/// The sitemap of articles `1..=newest` and of a page that is no article.
fn map(newest: usize, dated: bool) -> Reply {
    let mut urls = String::from("<url><loc>https://bao.test/gioi-thieu.html</loc></url>");
    for n in 1..=newest {
        let date = if dated { format!("<lastmod>{}</lastmod>", when(n)) } else { String::new() };
        let _ = write!(urls, "<url><loc>https://bao.test/tin/bai-{n}.html</loc>{date}</url>");
    }
    Reply::new(200, format!("<?xml version=\"1.0\"?><urlset>{urls}</urlset>")).with("content-type", "application/xml")
}

/// A feed of the newest articles.
fn feed_of(newest: usize, shown: usize) -> Reply {
    let item = |n: usize| {
        format!(
            "<item><title>Công đoàn cơ sở số {n} chăm lo đoàn viên</title><link>https://bao.test/tin/bai-{n}.html</link>\
             <description>Tóm tắt việc chăm lo đoàn viên của công đoàn cơ sở số {n} trong tháng này.</description></item>"
        )
    };
    let items: String = (1..=newest).rev().take(shown).map(item).collect();
    Reply::new(
        200,
        format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Tin</title>{items}</channel></rss>"),
    )
    .with("content-type", "application/rss+xml; charset=utf-8")
}

/// A site whose list has one page; `extra` answers all other requests.
async fn desk(newest: &Arc<AtomicUsize>, extra: impl Fn(&Asked, usize) -> Reply + Send + Sync + 'static) -> Desk {
    let shared = Arc::clone(newest);
    Desk::with_listing("bao.test", move |asked| {
        let newest = shared.load(Ordering::SeqCst);
        match asked.path.as_str() {
            "/bao.test/tin/" => list(newest),
            path => match path.strip_prefix("/bao.test/tin/bai-").and_then(|rest| rest.strip_suffix(".html")) {
                Some(n) => page(n.parse().unwrap()),
                None => extra(asked, newest),
            },
        }
    })
    .await
}

pub(super) fn gaps(news: &[SyncNews]) -> Vec<Option<usize>> {
    news.iter().filter_map(|news| if let SyncNews::Gap { mapped, .. } = news { Some(*mapped) } else { None }).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_list_no_longer_shows_comes_from_the_map_that_robots_names() {
    for dated in [true, false] {
        let newest = Arc::new(AtomicUsize::new(20));
        let desk = desk(&newest, move |asked, newest| match asked.path.as_str() {
            "/bao.test/robots.txt" => Reply::new(200, "User-agent: *\nSitemap: https://bao.test/so-do/tat-ca.xml\n"),
            "/bao.test/so-do/tat-ca.xml" => Reply::new(
                200,
                "<sitemapindex><sitemap><loc>https://bao.test/so-do/tags.xml</loc></sitemap>\
                 <sitemap><loc>https://bao.test/so-do/bai-2025.xml</loc></sitemap></sitemapindex>",
            ),
            "/bao.test/so-do/bai-2025.xml" => map(newest, dated),
            _ => Reply::new(404, ""),
        })
        .await;
        desk.refresh().await;
        assert_eq!(desk.readable(), SHOWN, "the first visit looks for nothing older");
        newest.store(50, Ordering::SeqCst);
        desk.pass(50 * 600);
        let (news, _) = desk.refresh().await;
        assert_eq!(gaps(&news), [Some(20)], "dated: {dated}; {news:#?}");
        assert_eq!(desk.readable(), SHOWN + 30, "dated: {dated}");
        assert_eq!(desk.server.asked("/bao.test/so-do/tags.xml") + desk.server.asked("/bao.test/gioi-thieu.html"), 0);
        let before = desk.server.requests();
        desk.refresh().await;
        assert_eq!(desk.server.requests() - before, 1, "the list alone");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_list_without_pages_no_longer_shows_comes_from_its_archive_and_nothing_older_does() {
    let newest = Arc::new(AtomicUsize::new(20));
    let shared = Arc::clone(&newest);
    let desk = Desk::with_listing("bao.test", move |asked| {
        let newest = shared.load(Ordering::SeqCst);
        match asked.path.as_str() {
            "/bao.test/tin/" => listing(newest, SHOWN, "<p><a href=\"/tin/luu-tru\">Lưu trữ</a></p>"),
            "/bao.test/tin/luu-tru" => listing(newest, newest, ""),
            path => match path.strip_prefix("/bao.test/tin/bai-").and_then(|rest| rest.strip_suffix(".html")) {
                Some(n) => page(n.parse().unwrap()),
                None => Reply::new(404, ""),
            },
        }
    })
    .await;
    desk.refresh().await;
    assert_eq!((desk.readable(), desk.server.asked("/bao.test/tin/luu-tru")), (SHOWN, 0));
    newest.store(50, Ordering::SeqCst);
    desk.pass(50 * 600);
    let (news, _) = desk.refresh().await;
    assert_eq!((gaps(&news), desk.readable()), (vec![Some(20)], SHOWN + 30), "{news:#?}");
    assert_eq!((desk.server.asked("/bao.test/tin/luu-tru"), desk.server.asked("/bao.test/sitemap.xml")), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn articles_whose_pages_say_no_date_are_had_from_an_archive_and_from_a_map_all_the_same() {
    for road in ["/bao.test/tin/luu-tru", "/bao.test/sitemap.xml"] {
        let newest = Arc::new(AtomicUsize::new(20));
        let shared = Arc::clone(&newest);
        let desk = Desk::with_listing("bao.test", move |asked| {
            let newest = shared.load(Ordering::SeqCst);
            match asked.path.as_str() {
                "/bao.test/tin/" => listing(newest, SHOWN, "<p><a href=\"/tin/luu-tru\">Lưu trữ</a></p>"),
                "/bao.test/tin/luu-tru" if asked.path == road => listing(newest, newest, ""),
                "/bao.test/sitemap.xml" if asked.path == road => map(newest, false),
                path => match path.strip_prefix("/bao.test/tin/bai-").and_then(|rest| rest.strip_suffix(".html")) {
                    Some(n) => page_with(n.parse().unwrap(), ""),
                    None => Reply::new(404, ""),
                },
            }
        })
        .await;
        desk.refresh().await;
        newest.store(50, Ordering::SeqCst);
        desk.pass(50 * 600);
        let (news, _) = desk.refresh().await;
        assert_eq!((gaps(&news), desk.readable()), (vec![Some(20)], SHOWN + 30), "{road}: {news:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_undated_page_of_a_map_is_no_article_where_articles_say_their_dates() {
    let newest = Arc::new(AtomicUsize::new(20));
    let desk = desk(&newest, |asked, newest| match asked.path.as_str() {
        "/bao.test/sitemap.xml" => {
            let articles = String::from_utf8(map(newest, false).body).unwrap();
            let about =
                "<url><loc>https://bao.test/tin/toa-soan.html</loc></url><url><loc>https://bao.test/tin/bai-49.html";
            Reply::new(200, articles.replace("<url><loc>https://bao.test/tin/bai-49.html", about))
                .with("content-type", "application/xml")
        }
        "/bao.test/tin/toa-soan.html" => page_with(99, ""),
        _ => Reply::new(404, ""),
    })
    .await;
    desk.refresh().await;
    newest.store(50, Ordering::SeqCst);
    desk.pass(50 * 600);
    desk.refresh().await;
    assert_eq!((desk.server.asked("/bao.test/tin/toa-soan.html"), desk.readable()), (1, SHOWN + 30));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_lost_what_was_known_is_told_of_where_no_map_helps() {
    let newest = Arc::new(AtomicUsize::new(20));
    let desk = desk(&newest, |_, _| Reply::new(404, "")).await;
    desk.refresh().await;
    newest.store(50, Ordering::SeqCst);
    desk.pass(50 * 600);
    let (news, _) = desk.refresh().await;
    assert_eq!((gaps(&news), desk.readable()), (vec![None], 2 * SHOWN), "{news:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_without_a_map_is_asked_for_one_once_a_week() {
    let newest = Arc::new(AtomicUsize::new(20));
    let desk = desk(&newest, |_, _| Reply::new(404, "")).await;
    desk.refresh().await;
    for (pass, asked) in [(50 * 600, 1), (50 * 600, 1), (8 * 86_400, 2)] {
        newest.fetch_add(30, Ordering::SeqCst);
        desk.pass(pass);
        let (news, _) = desk.refresh().await;
        assert_eq!((gaps(&news), desk.server.asked("/bao.test/sitemap.xml")), (vec![None], asked));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_map_that_could_not_be_had_is_asked_again_by_the_next_refresh() {
    let newest = Arc::new(AtomicUsize::new(20));
    let times = AtomicUsize::new(0);
    let desk = desk(&newest, move |asked, newest| match asked.path.as_str() {
        "/bao.test/robots.txt" => Reply::new(200, "User-agent: *\nSitemap: https://bao.test/so-do.xml\n"),
        "/bao.test/so-do.xml" if times.fetch_add(1, Ordering::SeqCst) < 2 => Reply::new(500, ""),
        "/bao.test/so-do.xml" => map(newest, true),
        _ => Reply::new(404, ""),
    })
    .await;
    desk.refresh().await;
    newest.store(50, Ordering::SeqCst);
    desk.pass(50 * 600);
    let (news, _) = desk.refresh().await;
    assert_eq!((troubles(&news).len(), desk.readable()), (1, 2 * SHOWN), "{news:#?}");
    desk.pass(3600);
    let (news, _) = desk.refresh().await;
    assert_eq!((gaps(&news), desk.readable()), (vec![Some(20)], SHOWN + 30), "{news:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_for_older_articles_reaches_the_map_where_the_list_ends() {
    let newest = Arc::new(AtomicUsize::new(40));
    let desk = desk(&newest, |asked, newest| match asked.path.as_str() {
        "/bao.test/sitemap.xml" => map(newest, true),
        _ => Reply::new(404, ""),
    })
    .await;
    let day = when(25).at;
    // Read back one more hour, because clocks differ.
    let (news, _) = desk.run(RefreshScope { depth: Depth::Since(day), ..forced() }).await;
    assert_eq!((gaps(&news), desk.readable()), (vec![Some(12)], 22), "{news:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_of_a_list_is_none_where_a_longer_feed_told_all_that_it_ever_told() {
    let newest = Arc::new(AtomicUsize::new(20));
    let shared = Arc::clone(&newest);
    let mut desk = desk(&newest, move |asked, newest| match asked.path.as_str() {
        // The addresses of list and feed are in different folders from the articles.
        "/bao.test/nguon/tat-ca.xml" => feed_of(shared.load(Ordering::SeqCst), 60),
        "/bao.test/sitemap.xml" => map(newest, true),
        _ => Reply::new(404, ""),
    })
    .await;
    let mut catalog: Catalog = (*desk.engine.catalog).clone();
    let list = catalog.sites[0].sections[0].clone();
    let url = "https://bao.test/nguon/tat-ca.xml".to_owned();
    catalog.sites[0].sections.push(Section { id: "tat-ca".to_owned(), url, kind: AddressKind::Feed, ..list });
    desk.engine.catalog = Arc::new(catalog);
    desk.refresh().await;
    newest.store(50, Ordering::SeqCst);
    desk.pass(50 * 600);
    let (news, _) = desk.refresh().await;
    assert_eq!((gaps(&news), desk.server.asked("/bao.test/sitemap.xml")), (vec![], 0), "{news:#?}");
    assert_eq!(desk.readable(), 50);
}

/// The page about the newspaper.
#[derive(Debug, Clone, Copy)]
enum About {
    Words,
    /// Like an article, but without a date.
    Prose,
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_a_site_that_has_a_map_alone_are_no_rows_once_they_proved_three_times_to_be_no_articles() {
    for about in [About::Words, About::Prose] {
        let newest = Arc::new(AtomicUsize::new(12));
        let mut desk = desk(&newest, move |asked, newest| match (asked.path.as_str(), about) {
            ("/bao.test/sitemap.xml", _) => map(newest, true),
            ("/bao.test/gioi-thieu.html", About::Words) => Reply::html("<title>Giới thiệu</title><p>Tòa soạn"),
            ("/bao.test/gioi-thieu.html", About::Prose) => page_with(500, ""),
            _ => Reply::new(404, ""),
        })
        .await;
        let mut catalog: Catalog = (*desk.engine.catalog).clone();
        let section = &mut catalog.sites[0].sections[0];
        (section.url, section.kind) = ("https://bao.test/sitemap.xml".to_owned(), AddressKind::Sitemap);
        desk.engine.catalog = Arc::new(catalog);
        desk.refresh().await;
        assert_eq!((desk.readable(), desk.rows().len()), (12, 13), "{about:?}");
        for hours in [2, 4, 30] {
            desk.pass(hours * 3600);
            desk.refresh().await;
        }
        assert_eq!((desk.readable(), desk.rows().len()), (12, 12), "{about:?}: {:?}", desk.rows());
        assert_eq!(desk.server.asked("/bao.test/gioi-thieu.html"), 3, "{about:?}");
        newest.store(14, Ordering::SeqCst);
        desk.pass(1800);
        desk.refresh().await;
        assert_eq!((desk.readable(), desk.rows().len()), (14, 14), "{about:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn articles_that_a_map_names_are_kept_while_all_pages_of_their_site_are_empty() {
    let (newest, empty) = (Arc::new(AtomicUsize::new(12)), Arc::new(AtomicUsize::new(1)));
    let (shared, out) = (Arc::clone(&newest), Arc::clone(&empty));
    let mut desk = Desk::with_listing("bao.test", move |asked| match asked.path.as_str() {
        "/bao.test/sitemap.xml" => map(shared.load(Ordering::SeqCst), true),
        path => match path.strip_prefix("/bao.test/tin/bai-").and_then(|rest| rest.strip_suffix(".html")) {
            Some(_) if out.load(Ordering::SeqCst) == 1 => Reply::html(""),
            Some(n) => page(n.parse().unwrap()),
            None => Reply::new(404, ""),
        },
    })
    .await;
    let mut catalog: Catalog = (*desk.engine.catalog).clone();
    let section = &mut catalog.sites[0].sections[0];
    (section.url, section.kind) = ("https://bao.test/sitemap.xml".to_owned(), AddressKind::Sitemap);
    desk.engine.catalog = Arc::new(catalog);
    for hours in [2, 4, 30, 60] {
        desk.refresh().await;
        desk.pass(hours * 3600);
    }
    assert_eq!((desk.readable(), desk.rows().len()), (0, 13));
    empty.store(0, Ordering::SeqCst);
    desk.refresh().await;
    assert_eq!((desk.readable(), desk.rows().len()), (12, 13));
}

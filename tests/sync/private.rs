//! Nothing in a private network is requested unless the user wrote the address, wherever it comes from.

use crate::faults::{Asked, FaultServer, Reply};
use loaphuong::fetch::{Fetcher, NetworkSettings, Validators};
use loaphuong::model::CanonicalUrl;
use loaphuong::store::PictureShelf;
use loaphuong::sync::KeptPictures;

use crate::desk::{Desk, article, feed, forced, usual};

/// Spellings of the local machine and of private networks.
const HOSTS: &[&str] = &[
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "0177.1",
    "017700000001",
    "127.0.0.1.",
    "127.000.000.001",
    "0x7F.0x0.0x0.0x1",
    "127.255.255.254",
    "0",
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "167772161",
    "0xa.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "0xc0a80101",
    "192.168.257",
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:0:127.0.0.1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::1]",
    "[2002:7f00:1::]",
    "[2001:0:53aa::1]",
    "[2001:db8::1]",
    "[fe80::1]",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[ff02::1]",
    "localhost",
    "localhost.",
    "LOCALHOST",
    "a.localhost",
    "router.local",
    "metadata.google.internal",
    "１２７.０.０.１",
    "127。0。0。1",
    "%6c%6fcalhost",
    "printer.home.arpa",
];

/// A server inside the user's network, and every spelling of an address on it.
async fn inside() -> (FaultServer, Vec<String>) {
    let server = FaultServer::start(|_: &Asked| Reply::html("<p>bí mật")).await.unwrap();
    let port = server.base().rsplit(':').next().unwrap().to_owned();
    let pages = HOSTS.iter().map(|host| format!("http://{host}:{port}/bi-mat.html")).collect();
    (server, pages)
}

/// Refreshes a newspaper twice whose answers link to the pages of [`inside`]; returns what was requested there.
async fn asked_inside(road: impl Fn(&Asked, &[String]) -> Reply + Send + Sync + 'static) -> usize {
    let (server, pages) = inside().await;
    let mut desk = Desk::new(&["bao.test"], move |asked| road(asked, &pages)).await;
    let folder = tempfile::tempdir().unwrap();
    desk.engine.pictures =
        Some(KeptPictures { shelf: PictureShelf::open(folder.path()).unwrap(), all: true, budget: 1 << 20 });
    desk.run(forced()).await;
    desk.pass(90_000);
    desk.run(forced()).await;
    assert!(desk.server.requests() > 2, "the paper itself was asked");
    server.requests()
}

/// A feed of one article for each page, or links written by `link`.
fn feed_of(links: impl Iterator<Item = String>) -> Reply {
    let items: String = links
        .enumerate()
        .map(|(n, link)| {
            format!("<item><title>Công đoàn cơ sở số {n} chăm lo đoàn viên</title><link>{link}</link></item>")
        })
        .collect();
    Reply::new(200, format!("<rss version=\"2.0\"><channel><title>Tin</title>{items}</channel></rss>"))
        .with("content-type", "application/rss+xml; charset=utf-8")
}

#[tokio::test]
async fn every_spelling_of_a_private_address_is_refused_before_anything_is_sent() {
    let (server, pages) = inside().await;
    let fetcher = Fetcher::new(NetworkSettings::default());
    for page in &pages {
        let Some(url) = CanonicalUrl::parse(page) else { continue };
        let refused = fetcher.get(&url, &Validators::default()).await.unwrap_err();
        assert_eq!(refused.kind(), loaphuong::model::TroubleKind::Private, "{page}");
    }
    assert_eq!((fetcher.stats().requests, server.requests()), (0, 0));
}

#[tokio::test]
async fn the_host_that_the_user_wrote_is_asked_wherever_it_stands_and_its_neighbours_are_not() {
    let (server, _) = inside().await;
    let (other, _) = inside().await;
    let fetcher =
        Fetcher::new(NetworkSettings { trusted: vec![server.base()], robots: false, ..NetworkSettings::default() });
    let get = async |base: String| {
        let url = CanonicalUrl::parse(&format!("{base}/tin.html")).unwrap();
        fetcher.get(&url, &Validators::default()).await.map_err(|error| error.kind()).map(drop)
    };
    assert_eq!(
        (get(server.base()).await, get(other.base()).await),
        (Ok(()), Err(loaphuong::model::TroubleKind::Private))
    );
    assert_eq!((server.requests(), other.requests()), (1, 0));
}

#[tokio::test]
async fn a_feed_that_names_private_addresses_gets_none_of_them_asked() {
    let asked = asked_inside(|asked, pages| match asked.path.as_str() {
        "/bao.test/tin.rss" => feed_of(pages.iter().cloned()),
        _ => usual(asked, 0),
    });
    assert_eq!(asked.await, 0);
}

#[tokio::test]
async fn a_list_that_names_private_addresses_gets_none_of_them_asked() {
    let (server, pages) = inside().await;
    let desk = Desk::with_listing("bao.test", move |asked| match asked.path.as_str() {
        "/bao.test/tin/" => {
            let item = |(n, page): (usize, &String)| {
                format!("<li><h3><a href=\"{page}\">Công đoàn cơ sở số {n} chăm lo đoàn viên</a></h3></li>")
            };
            let own: String = (1..9)
                .map(|n| {
                    format!("<li><h3><a href=\"/{n}.html\">Công nhân nhà máy số {n} được tăng lương</a></h3></li>")
                })
                .collect();
            let items: String = pages.iter().enumerate().map(item).collect();
            Reply::html(format!("<body><ul>{own}{items}</ul><a rel=next href=\"{}\">Trang sau</a></body>", pages[0]))
        }
        _ => usual(asked, 0),
    })
    .await;
    desk.run(forced()).await;
    assert_eq!(server.requests(), 0);
}

#[tokio::test]
async fn a_redirect_to_a_private_address_is_not_followed() {
    let asked = asked_inside(|asked, pages| match asked.path.as_str() {
        "/bao.test/tin.rss" => feed("bao.test", 0..pages.len()),
        path => match path.trim_start_matches("/bao.test/").trim_end_matches(".html").parse::<usize>() {
            Ok(n) if n % 2 == 0 => Reply::redirect(&pages[n]),
            Ok(n) => Reply::html(format!("<meta http-equiv=\"refresh\" content=\"0;url={}\">", pages[n])),
            Err(_) => usual(asked, 0),
        },
    });
    assert_eq!(asked.await, 0);
}

#[tokio::test]
async fn a_robots_file_that_leads_to_a_private_address_is_not_followed() {
    let asked = asked_inside(|asked, pages| match asked.path.as_str() {
        "/bao.test/robots.txt" => Reply::redirect(&pages[0]),
        _ => usual(asked, 3),
    });
    assert_eq!(asked.await, 0);
}

#[tokio::test]
async fn versions_pages_and_pictures_at_private_addresses_are_not_asked() {
    let asked = asked_inside(|asked, pages| match asked.path.as_str() {
        "/bao.test/tin.rss" => feed("bao.test", 0..pages.len()),
        path => match path.trim_start_matches("/bao.test/").trim_end_matches(".html").parse::<usize>() {
            Ok(n) => {
                let page = &pages[n];
                let body = if n % 2 == 0 {
                    String::from_utf8(article("so").body).unwrap()
                } else {
                    "<article><h1>Bài ngắn</h1><p>Ngắn.</p></article>".to_owned()
                };
                Reply::html(format!(
                    "<link rel=canonical href=\"{page}\"><link rel=amphtml href=\"{page}\">\
                     <link rel=next href=\"{page}\"><meta property=og:image content=\"{page}\">\
                     <meta property=og:url content=\"{page}\">{body}<article><img src=\"{page}\"></article>\
                     <a rel=next href=\"{page}\">Trang sau</a><a href=\"{page}\">Bản in</a>"
                ))
            }
            Err(_) => usual(asked, 0),
        },
    });
    assert_eq!(asked.await, 0);
}

//! What a list is called, and which other lists its site has.

use std::collections::{BTreeMap, BTreeSet};

use super::dom::{Document, Page};
use super::{Source, feed, listing};
use crate::model::CanonicalUrl;
use crate::text::{self, encoding, fold};

/// Longest name of a list, characters.
const MAX_NAME_CHARS: usize = 60;
/// Categories that are given.
const MAX_CATEGORIES: usize = 80;
/// Links of a page that are looked at.
const MAX_LINKS: usize = 600;
/// Fewer parts make no menu; and what fewer articles belong to is no part.
const LEAST_CATEGORIES: usize = 2;
/// A name for so many addresses is the name of no part.
const MANY_ADDRESSES: usize = 3;
/// Signs that stand between a page's name and its site's.
const BETWEEN: &[&str] = &[" | ", " - ", " – ", " — ", " » ", " « ", " :: ", " • "];
/// Names of what stands in menus and is no list of articles, folded; a beginning is enough.
const NO_CATEGORIES: &[&str] = &[
    "trang chu",
    "home",
    "dang nhap",
    "dang ky",
    "dang xuat",
    "login",
    "lien he",
    "contact",
    "gioi thieu",
    "about",
    "rss",
    "tim kiem",
    "search",
    "quang cao",
    "toa soan",
    "dat bao",
    "mua bao",
    "video",
    "podcast",
    "e-magazine",
    "english",
    "menu",
    "them",
    "xem them",
    "sitemap",
    "so do",
    "hotline",
    "gop y",
    "hoi dap",
    "chinh sach",
    "dieu khoan",
];

/// What a page says of itself and of its site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Naming {
    /// What the list is called.
    pub name: Option<String>,
    /// What its site is called.
    pub site: Option<String>,
    /// Lists that the site's menus lead to.
    pub categories: Vec<(String, CanonicalUrl)>,
}

/// What a page or a feed is called.
pub fn naming(page: Source<'_>) -> Naming {
    let decoded = encoding::decode(page.bytes, page.charset);
    let start: String =
        decoded.text.trim_start_matches('\u{feff}').chars().take(2_000).collect::<String>().to_lowercase();
    if ["<rss", "<feed", "<rdf"].iter().any(|root| start.contains(root)) {
        let title = decoded.text.split_once("<title").and_then(|(_, rest)| rest.split_once('>')?.1.split_once("</"));
        // Atom escapes what HTML has escaped already.
        let plain = |title: &str| feed::unescaped(&feed::unescaped(&title.replace("<![CDATA[", "").replace("]]>", "")));
        let title = title.map(|(title, _)| plain(title));
        let (name, site) = parted(&text::one_line(&title.unwrap_or_default()));
        return Naming { name: name.map(without_label), site, categories: Vec::new() };
    }
    let document = Document::read(page);
    let page = document.page(&page);
    let line = |selector: &str| page.outline.first(selector).map(|row| page.outline.line(row));
    let (title, titled_site) = parted(&line("title").unwrap_or_default());
    let heading = line("h1").filter(|heading| (2..=MAX_NAME_CHARS).contains(&heading.chars().count()));
    let site =
        page.outline.first("meta[property=\"og:site_name\"]").and_then(|row| page.outline.rows[row].attr("content"));
    let site = site.map(text::one_line).filter(|site| !site.is_empty());
    let said_by_itself = site.is_some();
    let site = site.or(titled_site);
    // The front page is the site: what stands first in its title is its name, what follows is a motto.
    let is_home = |name: &String| ["trang chu", "trang nhat", "home"].contains(&fold::base(name).as_str());
    let site = match title.clone().filter(|title| page.url.is_front_page() && !is_home(title)) {
        Some(title) if !said_by_itself => Some(title),
        _ => site,
    };
    let own = |name: &String| site.as_ref().is_none_or(|site| site != name);
    let name = heading.filter(own).or(title).map(without_label);
    Naming { name, site, categories: categories(&page) }
}

/// What themes print before the name of a part; folded, each with a colon behind it.
const LABELS: &[&str] = &["category", "categories", "chuyen muc", "danh muc", "muc", "archives", "archive", "luu tru"];

/// `Chuyên mục: Việc làm` → `Việc làm`.
fn without_label(name: String) -> String {
    match name.split_once(':') {
        Some((label, rest)) if LABELS.contains(&fold::base(label.trim()).as_str()) && !rest.trim().is_empty() => {
            rest.trim().to_owned()
        }
        _ => name,
    }
}

/// `Công đoàn - Báo Thử` → the list's name, the site's.
fn parted(title: &str) -> (Option<String>, Option<String>) {
    let cut = BETWEEN.iter().filter_map(|sign| title.find(sign).map(|at| (at, sign.len()))).min();
    let (name, site) = cut.map_or((title, ""), |(at, length)| (&title[..at], &title[at + length..]));
    let some = |part: &str| {
        let part = part.trim_matches(|c: char| c.is_whitespace() || "«»|-–—".contains(c));
        (!part.is_empty()).then(|| part.chars().take(MAX_NAME_CHARS).collect::<String>())
    };
    (some(name), some(site))
}

/// Links of the page's menus that lead to lists of the same site; where it has no menus, the lists that several of its
/// articles are said to belong to.
fn categories(page: &Page<'_>) -> Vec<(String, CanonicalUrl)> {
    let all = lists_linked(page);
    // One name for many addresses ("read on") is that of none.
    let mut addresses: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (_, name, url) in &all {
        addresses.entry(name).or_default().insert(url.key());
    }
    let is_name = |name: &str| addresses.get(name).is_some_and(|keys| keys.len() < MANY_ADDRESSES);
    let links: Vec<_> = all.iter().filter(|(_, name, _)| is_name(name)).collect();
    let unique = |rows: &dyn Fn(usize, &CanonicalUrl) -> bool| {
        let mut found: Vec<(String, CanonicalUrl)> = Vec::new();
        for (row, name, url) in &links {
            let is_new = found.iter().all(|(_, known)| known.key() != url.key());
            if found.len() < MAX_CATEGORIES && is_new && rows(*row, url) {
                found.push((name.clone(), url.clone()));
            }
        }
        found
    };
    let named = unique(&|row, _| in_menu(page, row));
    if named.len() >= LEAST_CATEGORIES {
        return named;
    }
    let times = |url: &CanonicalUrl| links.iter().filter(|(_, _, other)| other.key() == url.key()).count();
    unique(&|row, url| in_menu(page, row) || times(url) >= LEAST_CATEGORIES)
}

/// Whether a link's text is the name of a part: a year and the number of a page are none.
fn names_a_part(name: &str) -> bool {
    let folded = fold::base(name);
    let number = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let is_turn = ["page", "trang"].iter().any(|word| folded.strip_prefix(word).is_some_and(number));
    !is_turn && !NO_CATEGORIES.iter().any(|no| folded.starts_with(no)) && name.chars().any(char::is_alphabetic)
}

/// Every link that may lead to a list: row, name, address.
fn lists_linked(page: &Page<'_>) -> Vec<(usize, String, CanonicalUrl)> {
    let whole = 0..page.outline.rows.len();
    let read = |row: usize| {
        let name = page.outline.line(row);
        let said = (2..=40).contains(&name.chars().count()) && names_a_part(&name);
        let url = page.outline.rows[row].attr("href").and_then(|href| page.join(href))?;
        let is_part = url.host() == page.url.host()
            && is_list(&url)
            && is_no_person(&url)
            && !listing::is_of_a_period(&url)
            && !turns_pages(&url);
        (said && is_part).then_some((row, name, url))
    };
    page.outline.select("a", &whole).into_iter().filter_map(read).take(MAX_LINKS).collect()
}

/// Whether an address is a further page of a list: `/page/2/`.
fn turns_pages(url: &CanonicalUrl) -> bool {
    let key = url.key();
    let pieces: Vec<&str> = key.split('/').collect();
    let is_number = |piece: &str| !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_digit());
    pieces.windows(2).any(|pair| matches!(pair[0], "page" | "trang" | "p") && is_number(pair[1]))
}

/// Whether an address is none of somebody who writes.
fn is_no_person(url: &CanonicalUrl) -> bool {
    !url.as_str().split('/').any(|piece| matches!(piece, "author" | "authors" | "tac-gia" | "user" | "users"))
}

/// A list's address is short and ends in no number of an article.
fn is_list(url: &CanonicalUrl) -> bool {
    let key = url.key();
    let pieces = key.split(['/', '?']).count() - 1;
    let digits = key.chars().rev().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).count();
    (1..=3).contains(&pieces) && digits < 6 && key != url.host()
}

fn in_menu(page: &Page<'_>, row: usize) -> bool {
    page.outline.ancestors(row).take(8).any(|up| {
        let row = &page.outline.rows[up];
        let names = row.names();
        matches!(row.tag, "nav" | "header")
            || names.to_ascii_lowercase().split(|c: char| !c.is_ascii_alphabetic()).any(|word| {
                matches!(word, "menu" | "nav" | "navbar" | "mainmenu" | "navigation" | "category" | "categories")
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;

    fn read(html: &str) -> Naming {
        let url = CanonicalUrl::parse("https://bao.test/cong-doan/").unwrap();
        naming(Source { bytes: html.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(0) })
    }

    #[test]
    fn a_list_is_called_as_its_page_calls_it() {
        let page = read(
            "<html><head><title>Công đoàn - Báo Thử</title></head><body><nav><a href=\"/\">Trang chủ</a>\
             <a href=\"/cong-doan/\">Công đoàn</a><a href=\"/viec-lam\">Việc làm</a><a href=\"/lien-he\">Liên hệ</a>\
             <a href=\"https://khac.test/a\">Khác</a></nav><h1>Công đoàn</h1><a href=\"/bai-1234567.html\">Một bài dài</a></body></html>",
        );
        assert_eq!((page.name.as_deref(), page.site.as_deref()), (Some("Công đoàn"), Some("Báo Thử")));
        let names: Vec<&str> = page.categories.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Công đoàn", "Việc làm"]);
    }

    #[test]
    fn without_a_menu_the_lists_that_several_articles_belong_to_are_the_parts() {
        let one = |n: usize, part: &str| {
            format!(
                "<article><h2><a href=\"/tin/bai-{n}\">Bài số {n} về tiền lương của thợ</a></h2>\
                 <a href=\"/{part}\">Phần {part}</a> <a href=\"/tac-gia/lan\">Chị Lan</a></article>"
            )
        };
        let html = format!("<body>{}{}{}</body>", one(1, "luong"), one(2, "luong"), one(3, "nha-o"));
        let names: Vec<String> = read(&html).categories.into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["Phần luong"]);
    }

    #[test]
    fn a_site_is_called_by_what_stands_first_in_the_title_of_its_front_page() {
        let url = CanonicalUrl::parse("https://bao.test/").unwrap();
        let of = |title: &str| {
            let html = format!("<html><head><title>{title}</title></head><body><p>Tin</p></body></html>");
            naming(Source { bytes: html.as_bytes(), charset: Some("utf-8"), url: &url, now: Timestamp(0) }).site
        };
        assert_eq!(of("Báo Thử – Tin nhanh của thợ").as_deref(), Some("Báo Thử"));
        assert_eq!(of("Trang chủ | Báo Thử").as_deref(), Some("Báo Thử"));
    }

    #[test]
    fn months_pages_and_persons_are_no_parts_of_a_paper() {
        let page = read(
            "<body><nav><a href=\"/cong-doan/\">Công đoàn</a><a href=\"/2026/11/\">November 2026</a><a href=\"/page/2/\">Page 2</a>\
             <a href=\"/page/2/\">Older posts</a>\
             <a href=\"/author/lan/\">Chị Lan</a><a href=\"/trang-phuc/\">Trang phục</a></nav></body>",
        );
        let names: Vec<&str> = page.categories.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Công đoàn", "Trang phục"]);
    }

    #[test]
    fn the_label_before_the_name_of_a_part_goes() {
        let named = |html: &str| read(html).name.unwrap_or_default();
        assert_eq!(named("<title>Việc làm – Báo Thử</title><h1>Category: Việc làm</h1>"), "Việc làm");
        assert_eq!(named("<title>Báo Thử</title><h1>Chuyên mục: Công đoàn</h1>"), "Công đoàn");
        assert_eq!(named("<title>Báo Thử</title><h1>Lương: ai được tăng</h1>"), "Lương: ai được tăng");
        let atom = "<feed><title type=\"html\">Việc làm &amp;#8211; Báo Thử</title></feed>";
        assert_eq!(named(atom), "Việc làm");
    }

    #[test]
    fn a_feed_is_called_as_its_channel() {
        let feed = read(
            "<?xml version=\"1.0\"?><rss><channel><title>Công đoàn &amp; đời sống – Báo Thử</title></channel></rss>",
        );
        assert_eq!((feed.name.as_deref(), feed.site.as_deref()), (Some("Công đoàn & đời sống"), Some("Báo Thử")));
    }
}

//! What a list is called, and which other lists its site has.

use super::Source;
use super::page::{Document, Page};
use crate::model::CanonicalUrl;
use crate::text::{self, encoding, fold};

/// Longest name of a list, characters.
const MAX_NAME_CHARS: usize = 60;
/// Categories that are given.
const MAX_CATEGORIES: usize = 80;
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
        let title = title.map(|(title, _)| title.replace("<![CDATA[", "").replace("]]>", "").replace("&amp;", "&"));
        let (name, site) = parted(&text::one_line(&title.unwrap_or_default()));
        return Naming { name, site, categories: Vec::new() };
    }
    let document = Document::read(page);
    let page = document.page(&page);
    let line = |selector: &str| page.outline.first(selector).map(|row| page.outline.line(row));
    let (title, titled_site) = parted(&line("title").unwrap_or_default());
    let heading = line("h1").filter(|heading| (2..=MAX_NAME_CHARS).contains(&heading.chars().count()));
    let site =
        page.outline.first("meta[property=\"og:site_name\"]").and_then(|row| page.outline.rows[row].attr("content"));
    let site = site.map(text::one_line).filter(|site| !site.is_empty()).or(titled_site);
    let own = |name: &String| site.as_ref().is_none_or(|site| site != name);
    let name = heading.filter(own).or(title);
    Naming { name, site, categories: categories(&page) }
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

/// Links of the page's menus that lead to lists of the same site.
fn categories(page: &Page<'_>) -> Vec<(String, CanonicalUrl)> {
    let whole = 0..page.outline.rows.len();
    let mut found: Vec<(String, CanonicalUrl)> = Vec::new();
    for row in page.outline.select("a", &whole) {
        if found.len() >= MAX_CATEGORIES {
            break;
        }
        let name = page.outline.line(row);
        let folded = fold::base(&name);
        let said = (2..=40).contains(&name.chars().count()) && !NO_CATEGORIES.iter().any(|no| folded.starts_with(no));
        let url = page.outline.rows[row].attr("href").and_then(|href| page.join(href));
        let Some(url) = url.filter(|url| said && url.host() == page.url.host() && is_list(url)) else { continue };
        if in_menu(page, row) && found.iter().all(|(_, known)| known.key() != url.key()) {
            found.push((name, url));
        }
    }
    found
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
    fn a_feed_is_called_as_its_channel() {
        let feed = read(
            "<?xml version=\"1.0\"?><rss><channel><title>Công đoàn &amp; đời sống – Báo Thử</title></channel></rss>",
        );
        assert_eq!((feed.name.as_deref(), feed.site.as_deref()), (Some("Công đoàn & đời sống"), Some("Báo Thử")));
    }
}

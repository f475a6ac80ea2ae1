//! Plainer versions of the same article that a page names: AMP, the page for printing, and its JSON for programs.
//!
//! Only named here; the refresh asks for one where the page itself gave too little. Absent on purpose: guessing an
//! address that the page does not name.

use super::dom::Page;
use super::metadata::Facts;
use crate::model::{CanonicalUrl, PlainVersion, VersionKind};

/// Links that are looked at.
const MOST_LINKS: usize = 5_000;
/// Longest script of a link that is looked at, in bytes.
const MOST_SCRIPT: usize = 1_000;

/// The versions of this article on its own site, the one that holds the most marked-up text first.
pub(super) fn of(page: &Page<'_>, facts: &Facts) -> Vec<PlainVersion> {
    let amp =
        facts.amp.as_deref().and_then(CanonicalUrl::parse).map(|url| PlainVersion { kind: VersionKind::Amp, url });
    let print = print(page).map(|url| PlainVersion { kind: VersionKind::Print, url });
    let data = data(page).map(|url| PlainVersion { kind: VersionKind::Data, url });
    amp.into_iter()
        .chain(print)
        .chain(data)
        .filter(|version| version.url != *page.url && is_near(page, &version.url))
        .collect()
}

/// Whether an address is on the page's host, or on one of the two under the other (`amp.bao.vn` and `bao.vn`).
fn is_near(page: &Page<'_>, url: &CanonicalUrl) -> bool {
    let bare = |url: &CanonicalUrl| url.host().trim_start_matches("www.").to_owned();
    let (here, there) = (bare(page.url), bare(url));
    here == there || there.ends_with(&format!(".{here}")) || here.ends_with(&format!(".{there}"))
}

/// The address of the page for printing: a link or the script of a button that leads to it.
fn print(page: &Page<'_>) -> Option<CanonicalUrl> {
    let whole = 0..page.outline.rows.len();
    let named = page.outline.select("link[rel=alternate][media=print]", &whole).into_iter();
    let links = page.outline.select("a", &whole).into_iter().take(MOST_LINKS);
    named
        .filter_map(|row| page.outline.rows[row].attr("href").and_then(|href| page.join(href)))
        .chain(links.filter_map(|row| {
            let link = &page.outline.rows[row];
            let href = link.attr("href").filter(|href| leads_to_print(href));
            let script = || link.attr("onclick").filter(|s| s.len() < MOST_SCRIPT).and_then(quoted_address);
            page.join(href.or_else(script)?)
        }))
        .find(|url| url != page.url && is_near(page, url) && same_words(page.url, url))
}

/// The address of the JSON that the page names as another form of itself, or has its scripts read first.
fn data(page: &Page<'_>) -> Option<CanonicalUrl> {
    let whole = 0..page.outline.rows.len();
    let named = page.outline.select("link[rel=alternate][type=\"application/json\"]", &whole).into_iter();
    let ahead = page.outline.select("link[rel=preload][as=fetch]", &whole).into_iter();
    let address = |row: usize| page.outline.rows[row].attr("href").and_then(|href| page.join(href));
    let is_json =
        |url: &CanonicalUrl| url.as_str().split('?').next().is_some_and(|path| path.to_lowercase().ends_with(".json"));
    named.filter_map(address).chain(ahead.filter_map(address).filter(is_json)).next()
}

/// The first address in quotes that leads to a page for printing.
fn quoted_address(script: &str) -> Option<&str> {
    script.split(['\'', '"']).skip(1).step_by(2).find(|text| leads_to_print(text) && !text.contains(' '))
}

/// Whether a part of an address says that it is for printing.
fn leads_to_print(address: &str) -> bool {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    path.split('/').any(|part| matches!(part, "print" | "in" | "in-bai" | "ban-in" | "print.html"))
        || query.split('&').any(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            matches!(name, "print" | "in") && matches!(value, "" | "1" | "true")
                || matches!(name, "op" | "view" | "task" | "layout") && value.starts_with("print")
        })
}

/// Whether two addresses are of one article: they share their longest part, or only the query differs.
fn same_words(here: &CanonicalUrl, there: &CanonicalUrl) -> bool {
    let path = |url: &CanonicalUrl| -> String {
        let text = url.as_str().split(['?', '#']).next().unwrap_or_default();
        text.split_once("://").map_or(text, |(_, rest)| rest).to_owned()
    };
    let (here, there) = (path(here), path(there));
    let longest = here.split('/').skip(1).max_by_key(|part| part.len()).unwrap_or_default();
    let stem = longest.split('.').next().unwrap_or_default();
    !stem.is_empty() && there.contains(stem)
}

#[cfg(test)]
mod tests {
    use super::super::dom::Document;
    use super::*;
    use crate::extract::Source;
    use crate::model::Timestamp;

    fn versions(html: &str, url: &str) -> Vec<String> {
        let url = CanonicalUrl::parse(url).unwrap();
        let source = Source { bytes: html.as_bytes(), charset: None, url: &url, now: Timestamp(0) };
        let document = Document::read(source);
        let page = document.page(&source);
        of(&page, &Facts::of(&page)).iter().map(|v| format!("{} {}", v.kind, v.url)).collect()
    }

    const HERE: &str = "https://bao.test/luong/tho-may-tang-luong-12.html";

    #[test]
    fn an_amp_page_is_one_that_the_head_names_on_the_same_site() {
        let link = |to: &str| format!("<head><link rel=\"amphtml\" href=\"{to}\"></head><p>a");
        assert_eq!(versions(&link("/amp/tho-may-12.html"), HERE), ["amp https://bao.test/amp/tho-may-12.html"]);
        assert_eq!(versions(&link("https://amp.bao.test/a.html"), HERE), ["amp https://amp.bao.test/a.html"]);
        assert!(versions(&link("https://cdn.khac.test/a.html"), HERE).is_empty());
        assert!(versions(&link(HERE), HERE).is_empty());
    }

    #[test]
    fn a_print_page_is_named_by_a_link_or_by_the_script_of_a_button() {
        let found = ["print https://bao.test/print/luong/tho-may-tang-luong-12.html"];
        let link = "<a href=\"/print/luong/tho-may-tang-luong-12.html\">In</a>";
        assert_eq!(versions(link, HERE), found);
        let button = "<a title=\"In ra\" href=\"javascript:void(0)\" \
            onclick=\"open_window('/print/luong/tho-may-tang-luong-12.html','',840,500);return false\">In</a>";
        assert_eq!(versions(button, HERE), found);
        let query = "<a href=\"/luong/tho-may-tang-luong-12.html?tmpl=component&amp;print=1\">In</a>";
        assert_eq!(versions(query, HERE), [format!("print {HERE}?tmpl=component&print=1")]);
    }

    #[test]
    fn the_print_page_of_another_article_is_not_this_ones() {
        assert!(versions("<a href=\"/print/viec-lam/bai-khac-13.html\">In</a>", HERE).is_empty());
        assert!(versions("<a href=\"/tin/in-an-bao-chi-14.html\">In ấn</a>", HERE).is_empty());
    }
}

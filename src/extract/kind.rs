//! What a page is, when nobody says: an article, a list or a feed.
//!
//! Signs are weighed, each by how seldom it misleads; the sum decides. Absent on purpose: reading the page as both and
//! comparing, which costs twice.

use std::collections::HashMap;

use super::dom::{Document, Outline, Page};
use super::listing;
use super::{Knowledge, PageKind, Source, feed};
use crate::text::encoding;

/// Least syllables of a paragraph of running text.
const MIN_PARAGRAPH: usize = 25;
/// Most paragraphs that are counted.
const MAX_PARAGRAPHS: usize = 400;
/// Least characters without links under the headline of a short article.
const LEAST_NOTE: usize = 240;
/// How far the head of the page is searched, in bytes.
const HEAD_BYTES: usize = 300_000;

/// Weighs the signs.
pub(super) fn kind(source: Source<'_>, knowledge: Knowledge<'_>) -> PageKind {
    let decoded = encoding::decode(source.bytes, source.charset);
    if feed::is_feed(&decoded.text) {
        return PageKind::Feed;
    }
    let document = Document::read(source);
    let page = document.page(&source);
    let outline = &page.outline;
    let items = listing::count(&page);
    let sum =
        declared(outline, &decoded.text) + address(source) + words(outline) + ruled(&page, knowledge) + list(items);
    if sum > 0 || is_note(&page, items) { PageKind::Article } else { PageKind::Listing }
}

/// What a page must say of itself, in the sum of its signs, to be an article wherever it stands.
const SURELY_SAID: i32 = 3;

/// Whether the page says in its head that it is one article, and has the running text of one: an article even at the address of
/// a front page, and with a list of other articles beside it.
pub(super) fn says_article(source: Source<'_>) -> bool {
    let decoded = encoding::decode(source.bytes, source.charset);
    let document = Document::read(source);
    let outline = document.page(&source).outline;
    declared(&outline, &decoded.text) >= SURELY_SAID && words(&outline) > 0
}

/// Whether a page that lists nothing holds a headline and some sentences: a short article, whatever its address.
fn is_note(page: &Page<'_>, items: (usize, usize)) -> bool {
    let outline = &page.outline;
    let named = listing::key(page.url).contains('/');
    named
        && items.0 <= 1
        && outline.first("h1").is_some_and(|at| outline.prose(&(at..outline.rows.len())) >= LEAST_NOTE)
}

/// What the page says of itself. Positive speaks for an article.
fn declared(outline: &Outline<'_>, text: &str) -> i32 {
    let mut sum = 0;
    match first_attr(outline, "meta[property=\"og:type\"]", "content").map(str::trim) {
        Some("article" | "news" | "newsarticle") => sum += 2,
        Some("website") => sum -= 2,
        _ => {}
    }
    if first_attr(outline, "meta[property=\"article:published_time\"]", "content")
        .is_some_and(|date| date.trim().len() > 4)
    {
        sum += 3;
    }
    let head = text.get(..text.len().min(HEAD_BYTES)).unwrap_or(text);
    let compact: String = head.split_whitespace().collect();
    if [
        "\"@type\":\"NewsArticle\"",
        "\"@type\":\"Article\"",
        "\"@type\":\"ReportageNewsArticle\"",
        "\"@type\":\"BlogPosting\"",
    ]
    .iter()
    .any(|sign| compact.contains(sign))
    {
        sum += 3;
    }
    if ["\"@type\":\"CollectionPage\"", "\"@type\":\"ItemList\""].iter().any(|sign| compact.contains(sign)) {
        sum -= 2;
    }
    let body = first_attr(outline, "body", "class").unwrap_or_default();
    for class in body.split_ascii_whitespace() {
        match class {
            "single" | "single-post" | "node-type-post" | "node-type-article" | "detail" | "detail-normal" => sum += 3,
            "archive" | "home" | "blog" | "category" | "search" | "tag" => sum -= 3,
            _ => {}
        }
    }
    sum
}

/// What the address says.
fn address(source: Source<'_>) -> i32 {
    let key = listing::key(source.url);
    match key.split_once('/') {
        None => -10,
        // A section may have a long name too; a number is an article's.
        Some((_, path)) if listing::is_article_like(&key) => {
            if path.contains(|c: char| c.is_ascii_digit()) {
                2
            } else {
                0
            }
        }
        Some(_) => -2,
    }
}

/// Paragraphs of running text side by side speak for an article; teasers of a list stand apart from each other.
fn words(outline: &Outline<'_>) -> i32 {
    let mut together = HashMap::new();
    let paragraphs = outline.select("p", &(0..outline.rows.len()));
    for paragraph in paragraphs.into_iter().take(MAX_PARAGRAPHS).filter(|p| is_running(outline, *p)) {
        *together.entry(outline.rows[paragraph].parent).or_insert(0) += 1;
    }
    match together.into_values().max().unwrap_or(0) {
        0 => -2,
        1..=2 => 0,
        3..=5 => 1,
        _ => 3,
    }
}

fn is_running(outline: &Outline<'_>, paragraph: usize) -> bool {
    let words = |row: usize| -> usize {
        let texts = outline.subtree(row).filter_map(|row| outline.rows[row].text());
        texts.map(|text| text.split_whitespace().count()).sum()
    };
    let in_links: usize = outline.children(paragraph).filter(|row| outline.rows[*row].tag == "a").map(words).sum();
    let all = words(paragraph);
    all >= MIN_PARAGRAPH && in_links * 2 < all
}

/// Whether the site's own rules find a body.
fn ruled(page: &Page<'_>, knowledge: Knowledge<'_>) -> i32 {
    let Some(site) = knowledge.catalog.by_host(&page.url.host()).filter(|_| knowledge.rules) else { return 0 };
    if site.article.body.iter().any(|css| page.outline.first(css).is_some()) { 3 } else { 0 }
}

/// Many headlines with teasers speak for a list.
fn list((items, with_summary): (usize, usize)) -> i32 {
    match (items, with_summary) {
        (_, 5..) => -2,
        (15.., _) => -2,
        (0 | 1, _) => 1,
        _ => 0,
    }
}

fn first_attr<'a>(outline: &Outline<'a>, css: &str, name: &str) -> Option<&'a str> {
    outline.rows[outline.first(css)?].attr(name)
}

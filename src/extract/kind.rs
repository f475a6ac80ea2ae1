//! What a page is, when nobody says: an article, a list or a feed.
//!
//! Signs are weighed, each by how seldom it misleads; the sum decides. Absent on purpose: reading the page as both and
//! comparing, which costs twice.

use std::collections::HashMap;

use scraper::{ElementRef, Html, Selector};

use super::listing;
use super::page::Document;
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
    let html = document.html();
    let items = listing::count(html, source.url);
    let sum =
        declared(html, &decoded.text) + address(source) + words(html) + ruled(html, source, knowledge) + list(items);
    if sum > 0 || is_note(&document, source, items) { PageKind::Article } else { PageKind::Listing }
}

/// What a page must say of itself, in the sum of its signs, to be an article wherever it stands.
const SURELY_SAID: i32 = 3;

/// Whether the page says in its head that it is one article, and has the running text of one: an article even at the address of
/// a front page, and with a list of other articles beside it.
pub(super) fn says_article(source: Source<'_>) -> bool {
    let decoded = encoding::decode(source.bytes, source.charset);
    let document = Document::read(source);
    let html = document.html();
    declared(html, &decoded.text) >= SURELY_SAID && words(html) > 0
}

/// Whether a page that lists nothing holds a headline and some sentences: a short article, whatever its address.
fn is_note(document: &Document, source: Source<'_>, items: (usize, usize)) -> bool {
    let outline = document.page(&source).outline;
    let named = listing::key(source.url).contains('/');
    named
        && items.0 <= 1
        && outline.first("h1").is_some_and(|at| outline.prose(&(at..outline.rows.len())) >= LEAST_NOTE)
}

/// What the page says of itself. Positive speaks for an article.
fn declared(html: &Html, text: &str) -> i32 {
    let mut sum = 0;
    match first_attr(html, "meta[property=\"og:type\"]", "content").as_deref().map(str::trim) {
        Some("article" | "news" | "newsarticle") => sum += 2,
        Some("website") => sum -= 2,
        _ => {}
    }
    if first_attr(html, "meta[property=\"article:published_time\"]", "content")
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
    let body = first_attr(html, "body", "class").unwrap_or_default();
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
fn words(html: &Html) -> i32 {
    let Ok(selector) = Selector::parse("p") else { return 0 };
    let mut together = HashMap::new();
    for paragraph in html.select(&selector).take(MAX_PARAGRAPHS).filter(|p| is_running(*p)) {
        *together.entry(paragraph.parent().map(|parent| parent.id())).or_insert(0) += 1;
    }
    match together.into_values().max().unwrap_or(0) {
        0 => -2,
        1..=2 => 0,
        3..=5 => 1,
        _ => 3,
    }
}

fn is_running(paragraph: ElementRef<'_>) -> bool {
    let links = paragraph.child_elements().filter(|el| el.value().name() == "a");
    let in_links: usize = links.map(|a| a.text().map(|t| t.split_whitespace().count()).sum::<usize>()).sum();
    let all: usize = paragraph.text().map(|text| text.split_whitespace().count()).sum();
    all >= MIN_PARAGRAPH && in_links * 2 < all
}

/// Whether the site's own rules find a body.
fn ruled(html: &Html, source: Source<'_>, knowledge: Knowledge<'_>) -> i32 {
    let Some(site) = knowledge.catalog.by_host(&source.url.host()).filter(|_| knowledge.rules) else { return 0 };
    let found =
        site.article.body.iter().filter_map(|css| Selector::parse(css).ok()).any(|s| html.select(&s).next().is_some());
    if found { 3 } else { 0 }
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

fn first_attr(html: &Html, css: &str, name: &str) -> Option<String> {
    let selector = Selector::parse(css).ok()?;
    html.select(&selector).next()?.attr(name).map(str::to_owned)
}

//! RSS 2.0, Atom, RDF and JSON Feed → entries; and what stands in for a feed: a news sitemap, the posts of WordPress.
//!
//! Well-formed feeds are read by `feed-rs`. Newspapers also send feeds that are no XML (a bare `&`, HTML entities) and
//! dates of their own making: `loose` reads those, and fills in dates that the library refuses.
//! Absent on purpose: judging an item by its date; that is the refresh's business.

mod loose;

use std::collections::HashSet;

use feed_rs::model as feed;
use scraper::{ElementRef, Html};

use super::Source;
use crate::model::{CanonicalUrl, Entry, Finding, Listing, Moment, Timestamp};
use crate::text::{self, date, encoding};

/// Most items of a feed that are kept.
pub const MAX_ENTRIES: usize = 1_000;
/// Longest teaser that is kept, in characters.
const MAX_SUMMARY_CHARS: usize = 1_000;
/// Deepest nesting of elements that the feed library is given; deeper is read loosely.
const MAX_DEPTH: usize = 200;

/// An item as a feed says it, whatever the feed's kind.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Raw {
    /// May hold markup.
    title: String,
    /// May be relative.
    link: String,
    /// As written, when the library could not read it.
    date: Option<String>,
    published: Option<Moment>,
    /// The last change, where it is told apart from the publication.
    updated: Option<Moment>,
    /// What the feed calls the item, however it names it.
    mark: Option<String>,
    /// May hold markup.
    summary: Option<String>,
    content: Option<String>,
    author: Option<String>,
    picture: Option<String>,
}

/// Longest mark of an item that is believed, bytes.
const MAX_MARK_BYTES: usize = 1_000;

/// Reads a feed; never fails.
pub(super) fn read(source: Source<'_>) -> Listing {
    let decoded = encoding::decode(source.bytes, source.charset);
    let text = undeclared(&decoded.text);
    let (raws, strict) = raws(text);
    let base = loose::channel_link(text).and_then(|link| CanonicalUrl::join(source.url.as_str(), &link));
    let base = base.as_ref().unwrap_or(source.url);
    let mut listing = Listing { by: "feed".to_owned(), ..Listing::default() };
    let (mut dateless, mut known) = (0_usize, HashSet::new());
    for raw in raws.into_iter().take(MAX_ENTRIES) {
        let Some(entry) = entry(raw, base, source.now) else { continue };
        dateless += usize::from(entry.published.is_none());
        if known.insert(entry.url.clone()) {
            listing.items.push(entry);
        }
    }
    if !strict {
        listing.findings.push(Finding::with("broken-feed", "read loosely"));
    }
    if dateless > 0 {
        listing.findings.push(Finding::with(Finding::NO_DATE, format!("{dateless} items")));
    }
    if listing.items.is_empty() {
        listing.findings.push(Finding::new(Finding::NO_ITEMS));
    }
    if decoded.repaired {
        listing.findings.push(Finding::with(Finding::REPAIRED_TEXT, decoded.encoding));
    }
    listing
}

/// Whether a text is a feed or stands in for one.
pub(super) fn is_feed(text: &str) -> bool {
    let start: String = undeclared(text).chars().take(2_000).collect();
    let start = start.trim_start();
    if start.starts_with('{') {
        return start.contains("jsonfeed.org");
    }
    if start.starts_with('[') {
        return start.contains("\"title\"") && start.contains("\"link\"");
    }
    let lower = start.to_ascii_lowercase();
    let root =
        ["<rss", "<feed", "<rdf:rdf", "<urlset", "<sitemapindex"].iter().filter_map(|root| lower.find(root)).min();
    let page = ["<html", "<!doctype html", "<body", "<div"].iter().filter_map(|tag| lower.find(tag)).min();
    root.is_some_and(|root| page.is_none_or(|page| root < page))
}

/// The text without byte order mark, XML declaration and whatever else stands before the first element: it is decoded
/// already, and a browser that saved it may have put a sentence there.
fn undeclared(text: &str) -> &str {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n', '\0']);
    if text.starts_with(['{', '[']) {
        return text;
    }
    let text = text.find('<').and_then(|at| text.get(at..)).unwrap_or(text);
    match text.strip_prefix("<?xml ").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest.trim_start(),
        None => text,
    }
}

/// The items, and whether the feed was read strictly.
fn raws(text: &str) -> (Vec<Raw>, bool) {
    if text.starts_with('[') {
        return (loose::posts(text), true);
    }
    if text.contains("<urlset") {
        return (loose::sitemap(text), true);
    }
    let parsed = (loose::depth(text) <= MAX_DEPTH).then(|| {
        feed_rs::parser::Builder::new()
            .sanitize_content(false)
            .id_generator(|_, _, _| String::new())
            .build()
            .parse(text.as_bytes())
    });
    let Some(Ok(feed)) = parsed else { return (loose::items(text), false) };
    let mut raws: Vec<Raw> = feed.entries.into_iter().map(from_library).collect();
    // What the library does not understand is looked for by hand.
    if raws.iter().any(|raw| raw.published.is_none() || raw.link.is_empty()) {
        let by_hand = loose::items(text);
        let same_count = by_hand.len() == raws.len();
        for (raw, loose) in raws.iter_mut().zip(by_hand).filter(|_| same_count) {
            raw.date = loose.date;
            if raw.link.is_empty() {
                raw.link = loose.link;
            }
        }
    }
    (raws, true)
}

fn from_library(entry: feed::Entry) -> Raw {
    let link = entry
        .links
        .iter()
        .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"))
        .or_else(|| entry.links.first())
        .map(|link| link.href.clone())
        .or_else(|| entry.id.starts_with("http").then(|| entry.id.clone()))
        .unwrap_or_default();
    let stamp = entry.published.or(entry.updated);
    let updated = entry.updated.filter(|_| entry.published.is_some());
    let media = entry.media.iter().find_map(|media| {
        let thumbnail = media.thumbnails.first().map(|thumbnail| thumbnail.image.uri.clone());
        let is_image = |content: &&feed::MediaContent| {
            content.content_type.as_ref().is_none_or(|kind| kind.to_string().starts_with("image/"))
        };
        thumbnail.or_else(|| media.content.iter().find(is_image)?.url.as_ref().map(ToString::to_string))
    });
    Raw {
        title: entry.title.map(|title| title.content).unwrap_or_default(),
        link,
        date: None,
        published: stamp.map(|stamp| Moment::exact(Timestamp(stamp.timestamp()))),
        updated: updated.map(|stamp| Moment::exact(Timestamp(stamp.timestamp()))),
        mark: Some(entry.id).filter(|id| !id.is_empty()),
        summary: entry.summary.map(|summary| summary.content),
        content: entry.content.and_then(|content| content.body),
        author: entry.authors.into_iter().filter_map(|person| person.name).find(|name| !name.trim().is_empty()),
        picture: media,
    }
}

fn entry(raw: Raw, base: &CanonicalUrl, now: Timestamp) -> Option<Entry> {
    let title = plain(&raw.title);
    let url = CanonicalUrl::join(base.as_str(), raw.link.trim()).filter(|_| !raw.link.trim().is_empty())?;
    if title.is_empty() {
        return None;
    }
    let published = raw.published.or_else(|| raw.date.as_deref().and_then(|date| read_date(date, now)));
    let markup = raw.summary.as_deref().or(raw.content.as_deref()).unwrap_or_default();
    let summary: String = plain(markup).chars().take(MAX_SUMMARY_CHARS).collect();
    let picture = raw.picture.or_else(|| first_picture(markup)).or_else(|| first_picture(raw.content.as_deref()?));
    let mark = raw.mark.map(|mark| text::one_line(&mark)).filter(|mark| mark.len() <= MAX_MARK_BYTES);
    Some(Entry {
        title,
        published,
        updated: raw.updated,
        guid: mark.filter(|mark| CanonicalUrl::parse(mark).as_ref() != Some(&url)),
        summary: Some(summary).filter(|summary| !summary.is_empty()),
        picture: picture
            .and_then(|address| CanonicalUrl::join(base.as_str(), &address))
            .map(|url| url.as_str().to_owned()),
        author: raw.author.map(|author| text::one_line(&author)).filter(|author| !author.is_empty()),
        url,
    })
}

/// A date as feeds write it: ISO, the mail form with odd zones ("GMT+7"), or the Vietnamese forms.
fn read_date(written: &str, now: Timestamp) -> Option<Moment> {
    let written = text::one_line(written);
    Moment::parse_iso(&written)
        .or_else(|| loose::mail_date(&written).map(Moment::exact))
        .or_else(|| date::parse(&written, now))
}

/// The words of something that may hold markup or entities.
fn plain(markup: &str) -> String {
    if !markup.contains(['<', '&']) {
        return text::one_line(markup);
    }
    let mut words = String::new();
    for piece in Html::parse_fragment(markup).root_element().text() {
        words.push_str(piece);
        words.push(' ');
    }
    // Escaped twice: the words of the fragment are markup again.
    if words.contains("</") || words.contains("/>") || words.contains("&#") {
        let inner: Vec<String> = Html::parse_fragment(&words).root_element().text().map(str::to_owned).collect();
        words = inner.join(" ");
    }
    text::one_line(&words)
}

fn first_picture(markup: &str) -> Option<String> {
    let mut tags = markup.match_indices("<img").filter_map(|(at, _)| {
        let rest = markup.get(at..)?;
        rest.get(..=rest.find('>')?)
    });
    // Tag by tag: a whole body is long, and its first picture stands near its beginning.
    tags.find_map(|tag| {
        let html = Html::parse_fragment(tag);
        let img = html.root_element().children().find_map(ElementRef::wrap)?;
        let address = img.attr("data-src").or_else(|| img.attr("src"))?.trim();
        (!address.is_empty() && !address.starts_with("data:")).then(|| address.to_owned())
    })
}

#[cfg(test)]
mod tests;

//! RSS, Atom, RDF and JSON Feed → entries; and what stands in for a feed: a news sitemap, the posts of WordPress.
//!
//! Whole and broken feeds are read by the same reader (`xml`, `json`): what is odd costs the field it stands in, what
//! was cut off is left out, and both are told. An item without a title is named by its text; one without an address is
//! told of and never given one.
//! Absent on purpose: judging an item by its date; that is the refresh's business.

mod calendar;
mod carried;
mod elements;
mod entities;
mod json;
mod mail;
mod tags;
mod words;
mod xml;

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use self::calendar::Calendar;
use self::carried::TextPlace;
pub(super) use self::carried::blocks;
use self::words::Written;
use super::dom::Document;
use super::{Source, byline, wall};
use crate::model::{CanonicalUrl, Entry, Evidence, Extent, Finding, FindingKind, Listing, Timestamp};
use crate::text::{self, encoding};

/// Most items of a feed that are kept.
pub const MAX_ENTRIES: usize = 1_000;
/// Longest teaser that is kept, in characters.
const MAX_SUMMARY_CHARS: usize = 1_000;
/// Longest name of an item that is believed, in bytes.
const MAX_GUID_BYTES: usize = 1_000;

/// An item as a feed says it, whatever the feed's kind.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct RawItem {
    title: Option<Written>,
    /// May be relative.
    link: Option<String>,
    guid: Option<String>,
    /// As written.
    published: Option<String>,
    /// What else the item says of when it was published: read where the first can be read by nobody.
    also_published: Vec<String>,
    /// As written.
    updated: Option<String>,
    summary: Option<Written>,
    content: Option<Written>,
    /// May hold an address of mail.
    author: Option<String>,
    picture: Option<String>,
    /// What the item says that its addresses are relative to.
    base: Option<String>,
    /// The same of its text alone.
    text_base: Option<String>,
}

/// The items of a text, and what is to be told of it.
#[derive(Debug, Default)]
struct ReadItems {
    raws: Vec<RawItem>,
    /// The feed's page, or what addresses are relative to.
    link: Option<String>,
    /// What the feed says that all addresses are relative to.
    base: Option<String>,
    /// Why it is not what it should be.
    fault: Option<String>,
    /// The last item was cut off.
    cut: bool,
}

/// What addresses are relative to.
#[derive(Debug, Clone, Copy)]
struct Places<'u> {
    /// The feed's page.
    page: &'u CanonicalUrl,
    /// What the feed itself says.
    root: Option<&'u CanonicalUrl>,
}

/// How many items lack what.
#[derive(Debug, Default)]
struct Lacks {
    dates: usize,
    titles: usize,
    addresses: usize,
}

/// Reads a feed; never fails.
pub(super) fn read(source: Source<'_>) -> Listing {
    let decoded = encoding::decode(source.bytes, source.charset);
    let text = shown_in_page(&decoded.text).unwrap_or_else(|| with_own_entities(&decoded.text));
    let text = undeclared(&text);
    let mut listing = Listing { by: Evidence::Feed, ..Listing::default() };
    if is_page(text) {
        let document = Document::read(source);
        let finding = match wall::blocked(&document.page(&source)) {
            Some(why) => Finding::with(FindingKind::Blocked, why),
            None => Finding::with(FindingKind::NoItems, "a page, not a feed"),
        };
        listing.findings.push(finding);
        return listing;
    }
    let read = items(text);
    let base = read.link.as_deref().and_then(|link| CanonicalUrl::join(source.url.as_str(), link));
    let base = base.filter(|base| base.host().contains('.'));
    let base = base.as_ref().unwrap_or(source.url);
    let mut lacks = Lacks::default();
    let mut known = HashSet::new();
    let first_pages = gives_first_pages(text);
    let root = read.base.as_deref().and_then(|said| CanonicalUrl::join(source.url.as_str(), said));
    let at = Places { page: base, root: root.as_ref() };
    let shared = shared_pages(&read.raws);
    let written =
        read.raws.iter().take(MAX_ENTRIES).filter_map(|raw| raw.published.as_deref().or(raw.updated.as_deref()));
    let calendar = Calendar::of(written, source.now);
    for mut raw in read.raws.into_iter().take(MAX_ENTRIES) {
        // A place in a page of many articles is no address of one.
        raw.link = raw.link.filter(|link| link.split_once('#').is_none_or(|(page, _)| !shared.contains(page)));
        let Some(mut entry) = entry(raw, at, (calendar, source.now), &mut lacks, &mut listing.unaddressed) else {
            continue;
        };
        if let Some(text) = entry.text.as_mut().filter(|text| first_pages && text.extent == Extent::Whole) {
            text.extent = Extent::FirstPage;
        }
        if known.insert(entry.url.clone()) {
            listing.items.push(entry);
        }
    }
    let mut tell = |kind: FindingKind, count: usize| {
        if count > 0 {
            listing.findings.push(Finding::with(kind, format!("{count} items")));
        }
    };
    tell(FindingKind::NoDate, lacks.dates);
    tell(FindingKind::NoTitle, lacks.titles);
    tell(FindingKind::NoAddress, lacks.addresses);
    if let Some(fault) = read.fault {
        listing.findings.push(Finding::with(FindingKind::BrokenFeed, fault));
    }
    if read.cut {
        listing.findings.push(Finding::with(FindingKind::Cut, "the feed ends in the middle"));
    }
    if listing.items.is_empty() {
        listing.findings.push(Finding::new(FindingKind::NoItems));
    }
    if decoded.repaired {
        listing.findings.push(Finding::with(FindingKind::RepairedText, decoded.encoding));
    }
    listing
}

/// Pages that several items lead to, each to another place in it.
fn shared_pages(raws: &[RawItem]) -> HashSet<String> {
    let mut places: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (page, place) in raws.iter().take(MAX_ENTRIES).filter_map(|raw| raw.link.as_deref()?.split_once('#')) {
        places.entry(page).or_default().insert(place);
    }
    places.into_iter().filter(|(_, places)| places.len() > 1).map(|(page, _)| page.to_owned()).collect()
}

/// Whether a feed was made by WordPress, which gives only the first page of an article over several ones, and does not say
/// so: by its generator, else by two vocabularies that it declares together. What WordPress gives as JSON is whole.
fn gives_first_pages(text: &str) -> bool {
    if text.starts_with(['{', '[']) {
        return false;
    }
    let head = xml::before_items(text);
    head.contains("//wordpress.org") || (head.contains("xmlns:wfw=") && head.contains("xmlns:slash="))
}

/// A text of a feed with its entities read once.
pub(super) fn unescaped(text: &str) -> String {
    elements::unescape(text)
}

/// Whether a text is a feed or stands in for one.
pub(super) fn is_feed(text: &str) -> bool {
    let start: String = undeclared(text).chars().take(2_000).collect();
    let start = start.trim_start();
    if start.starts_with('{') {
        return json::is_feed(start);
    }
    if start.starts_with('[') {
        return start.contains("\"title\"") && start.contains("\"link\"");
    }
    root(start).is_some() && !is_page(start)
}

/// Where the root of a feed stands in a text.
fn root(text: &str) -> Option<usize> {
    const ROOTS: &[&str] = &["rss", "feed", "rdf", "urlset", "sitemapindex", "channel"];
    text.match_indices('<').map(|(at, _)| at).take(200).find(|at| {
        let name = text[at + 1..].split(|c: char| !(c.is_alphanumeric() || c == ':')).next().unwrap_or_default();
        ROOTS.iter().any(|root| name.rsplit(':').next().is_some_and(|name| name.eq_ignore_ascii_case(root)))
    })
}

/// Whether the root of a text is that of a map of a site.
fn is_map(text: &str) -> bool {
    let name = root(text).and_then(|at| text[at + 1..].split(|c: char| !(c.is_alphanumeric() || c == ':')).next());
    name.and_then(|name| name.rsplit(':').next()).is_some_and(|name| name.eq_ignore_ascii_case("urlset"))
}

/// Whether a text is a page, and no feed after some words of a server.
fn is_page(text: &str) -> bool {
    let start: String = text.chars().take(2_000).collect::<String>().to_ascii_lowercase();
    let page = ["<html", "<!doctype html", "<body", "<div", "<head"].iter().filter_map(|tag| start.find(tag)).min();
    page.is_some_and(|page| root(&start).is_none_or(|root| page < root))
}

/// A feed that a browser shows as text in a page of its own: a proxy that passes walls hands it on so.
fn shown_in_page(text: &str) -> Option<Cow<'_, str>> {
    if !is_page(text) {
        return None;
    }
    let (_, rest) = text.split_once("<pre").and_then(|(_, rest)| rest.split_once('>'))?;
    let shown = elements::unescape(rest.split_once("</pre").map_or(rest, |(inside, _)| inside));
    (is_feed(&shown) && !is_page(&shown)).then_some(Cow::Owned(shown))
}

/// The text with the words in place that its document type declares: `<!ENTITY cd "công đoàn">`. Bounded, and words only: one that
/// names others is left alone.
fn with_own_entities(text: &str) -> Cow<'_, str> {
    const MOST: usize = 40;
    const LONGEST: usize = 100;
    let head = &text[..root(text).unwrap_or(0)];
    let mut whole = Cow::Borrowed(text);
    for declared in head.split("<!ENTITY ").skip(1).take(MOST) {
        let Some((name, rest)) = declared.trim_start().split_once(char::is_whitespace) else { continue };
        let value = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"')).map(|(value, _)| value);
        let is_plain = |value: &&str| {
            value.len() <= LONGEST && !value.contains(['<', '%']) && !value.replace("&#", "").contains('&')
        };
        let known = name.chars().all(char::is_alphanumeric) && !matches!(name, "lt" | "gt" | "amp" | "quot" | "apos");
        if let Some(value) = value.filter(is_plain).filter(|_| known) {
            whole = Cow::Owned(whole.replace(&format!("&{name};"), value));
        }
    }
    whole
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

fn items(text: &str) -> ReadItems {
    if text.starts_with(['{', '[']) {
        let (raws, link, fault) = json::items(text);
        return ReadItems { raws, link, fault, ..ReadItems::default() };
    }
    if is_map(text) {
        return ReadItems { raws: xml::sitemap(text), ..ReadItems::default() };
    }
    let (raws, cut) = xml::items(text);
    let xml::Channel { link, base } = xml::channel(text);
    ReadItems { raws, cut, link, base, fault: elements::fault(text) }
}

fn entry(
    raw: RawItem,
    at: Places<'_>,
    (calendar, now): (Calendar, Timestamp),
    lacks: &mut Lacks,
    unaddressed: &mut Vec<String>,
) -> Option<Entry> {
    let summary = raw.summary.as_ref().map(Written::words).unwrap_or_default();
    // Mostly only its end is asked for.
    let content = LazyCell::new(|| raw.content.as_ref().map(Written::words).unwrap_or_default());
    let own_title = raw.title.as_ref().map(Written::title).filter(|title| !title.is_empty());
    let title = own_title.clone().or_else(|| {
        let alt = raw.title.as_ref().and_then(|title| words::first_alt(&title.text));
        let heading = || raw.content.as_ref().and_then(|content| words::first_heading(&content.text));
        alt.or_else(|| words::title_of(&summary)).or_else(heading).or_else(|| words::title_of(&content))
    });
    let within = raw.base.as_deref().and_then(|own| CanonicalUrl::join(at.page.as_str(), own));
    let base = within.as_ref().unwrap_or(at.page);
    let link = raw.link.as_deref().map(str::trim).filter(|link| !link.is_empty());
    let joined = |link: &str| CanonicalUrl::join(base.as_str(), &addressed(link, base));
    // A link that leads nowhere (`javascript:`): the item's name may be its address.
    let named = || raw.guid.as_deref().map(str::trim).filter(|guid| guid.starts_with("http")).and_then(joined);
    let Some(url) = link.and_then(|link| joined(link).or_else(named)) else {
        if let Some(title) = title {
            lacks.addresses += 1;
            unaddressed.push(title);
        }
        return None;
    };
    lacks.titles += usize::from(own_title.is_none());
    // Named by its address, which is true at least.
    let title =
        title.unwrap_or_else(|| url.as_str().split_once("://").map_or(url.as_str(), |(_, rest)| rest).to_owned());
    let title = words::shortened(title);
    let mut entry = Entry::new(title, url);
    let date = |written: &Option<String>| written.as_deref().and_then(|date| calendar.read(date, now));
    let updated = date(&raw.updated);
    let other = || raw.also_published.iter().find_map(|date| calendar.read(date, now));
    entry.published = date(&raw.published).or_else(other).or(updated);
    entry.dated_by = Evidence::Feed;
    entry.updated = updated.filter(|_| raw.published.is_some());
    lacks.dates += usize::from(entry.published.is_none());
    let guid = raw.guid.map(|guid| text::one_line(&guid)).filter(|guid| (1..=MAX_GUID_BYTES).contains(&guid.len()));
    entry.guid = guid.filter(|guid| CanonicalUrl::parse(guid).as_ref() != Some(&entry.url));
    let teaser = if summary.is_empty() { &*content } else { &summary };
    entry.summary = Some(teaser.chars().take(MAX_SUMMARY_CHARS).collect()).filter(|text: &String| !text.is_empty());
    let markup =
        || [&raw.summary, &raw.content].into_iter().flatten().find_map(|text| words::first_picture(&text.text));
    let picture = raw.picture.or_else(markup);
    entry.picture = picture
        .and_then(|address| CanonicalUrl::join(base.as_str(), address.trim()))
        .map(|url| url.as_str().to_owned());
    let scope = within.as_ref().or(at.root);
    let own = raw.text_base.as_deref().and_then(|own| CanonicalUrl::join(scope.unwrap_or(at.page).as_str(), own));
    let relative_to = own.as_ref().or(scope).unwrap_or(&entry.url);
    let carried =
        |written: &Option<Written>, place| carried::read((written.as_ref()?, place), &entry.title, relative_to, now);
    let text = carried(&raw.content, TextPlace::Content).or_else(|| carried(&raw.summary, TextPlace::Summary));
    let (text, signature) = text.map_or((None, None), |(text, signature)| (Some(text), signature));
    entry.text = text;
    entry.author = raw.author.as_deref().and_then(byline::credited).or(signature);
    Some(entry)
}

/// An address as it was meant: with a scheme where the host was written alone, with entities read that were escaped twice.
fn addressed<'l>(link: &'l str, base: &CanonicalUrl) -> Cow<'l, str> {
    // A link as markup: the address that it leads to.
    let link = match link.find("http").filter(|_| link.starts_with('<')) {
        Some(at) => link[at..].split(['"', '\'', '<', '>', ' ']).next().unwrap_or_default(),
        None => link,
    };
    let link = if link.contains("&amp;") { Cow::Owned(link.replace("&amp;", "&")) } else { Cow::Borrowed(link) };
    let base_host = base.host();
    let site = base_host.trim_start_matches("www.");
    let host = link.trim_start_matches("www.").strip_prefix(site);
    if host.is_some_and(|rest| rest.starts_with('/')) { Cow::Owned(format!("https://{link}")) } else { link }
}

#[cfg(test)]
mod odd_tests;
#[cfg(test)]
mod tests;

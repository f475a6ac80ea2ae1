//! RSS 0.9 to 2.0, RDF and Atom 0.3 and 1.0 → items, by the names of their elements; and the pages of a news sitemap.
//!
//! One reader for whole and broken feeds: a strict one refuses a hundred articles for the ampersand in one. Prefixes are
//! not believed but for those of other vocabularies, whose titles and links are not the item's own.

use memchr::memmem;

use super::RawItem;
use super::elements::{self, Element};
use super::words::{MarkupForm, Written};

/// Most items that are read.
const MAX_ITEMS: usize = 1_000;
/// Deepest groups of media that are looked into.
const MAX_GROUPS: usize = 4;
/// The elements that items are.
const ITEMS: &[&str] = &["item", "entry"];
/// Prefixes of vocabularies that describe something else than the article.
const FOREIGN: &[&str] =
    &["media", "itunes", "googleplay", "podcast", "slash", "wfw", "thr", "georss", "geo", "sy", "cc", "trackback"];

/// Most roots, one in the other, that are asked what addresses are relative to.
const MAX_ROOTS: usize = 4;
/// Parts of the names of those vocabularies, for feeds that bind prefixes of their own to them.
const FOREIGN_NAMES: &[&str] = &[
    "search.yahoo.com/mrss",
    "itunes.com/dtds",
    "google.com/schemas/play-podcasts",
    "podcastindex.org",
    "rss/1.0/modules/slash",
    "wellformedweb.org",
    "syndication/thread",
    "georss.org",
    "geo/wgs84",
    "modules/syndication",
];

/// What a feed says of itself before its items.
#[derive(Debug, Default)]
pub(super) struct Channel {
    /// The address of its page, or what addresses are relative to.
    pub(super) link: Option<String>,
    /// What it says that addresses are relative to.
    pub(super) base: Option<String>,
}

/// The items of a feed, and whether the last one was cut off.
pub(super) fn items(text: &str) -> (Vec<RawItem>, bool) {
    let mut cut = false;
    let mut raws = Vec::new();
    let foreign = foreign_prefixes(text);
    for (element, whole) in elements::all(text, ITEMS).take(MAX_ITEMS) {
        cut = !whole;
        raws.push(item(&element, &foreign));
    }
    (raws, cut)
}

/// The prefixes that stand for foreign vocabularies, in lower case: the usual ones, and those that the root binds to them.
fn foreign_prefixes(text: &str) -> Vec<String> {
    let bound = before_items(text).split("xmlns:").skip(1).filter_map(|rest| {
        let (prefix, name) = rest.split_once('=')?;
        let name = name.trim_start().strip_prefix(['"', '\''])?.split(['"', '\'']).next()?;
        FOREIGN_NAMES.iter().any(|part| name.contains(part)).then(|| prefix.trim().to_ascii_lowercase())
    });
    FOREIGN.iter().map(|prefix| (*prefix).to_owned()).chain(bound.take(FOREIGN_NAMES.len())).collect()
}

/// What stands before the first item.
pub(super) fn before_items(text: &str) -> &str {
    let found = |item: &&str| memmem::find(text.as_bytes(), item.as_bytes());
    let first = ["<item", "<entry"].iter().filter_map(found).min();
    first.and_then(|at| text.get(..at)).unwrap_or(text)
}

/// What is said before the first item.
pub(super) fn channel(text: &str) -> Channel {
    let head = before_items(text);
    let own = |link: &Element<'_>| {
        let page = link.attribute("rel").is_none_or(|rel| rel == "alternate");
        link.text().or_else(|| link.attribute("href")).filter(|_| page)
    };
    let links = elements::all(head, &["link"]).filter_map(|(link, _)| own(&link));
    let links = links.map(|link| link.trim().to_owned());
    let mut bases = elements::all(head, &["feed", "rss", "channel", "rdf"]).take(MAX_ROOTS);
    let base = bases.find_map(|(root, _)| root.attribute("base"));
    let mut links = base.iter().cloned().chain(links);
    let link = links.find(|link| link.starts_with("http") || link.starts_with('/'));
    Channel { link, base }
}

fn item(element: &Element<'_>, foreign: &[String]) -> RawItem {
    let mut raw = RawItem { base: element.attribute("base"), guid: element.attribute("about"), ..RawItem::default() };
    let mut authors: Vec<String> = Vec::new();
    let mut permanent = raw.guid.clone();
    let mut named = false;
    // The text that stands on a page of its own: `<content src="…">`.
    let mut elsewhere = None;
    // A title of Atom that says no more is words; RSS never says, and means markup as often.
    let default = if element.is("entry") { MarkupForm::Plain } else { MarkupForm::Markup };
    for child in element.children() {
        let prefix = child.prefix().to_ascii_lowercase();
        let name = child.local().to_ascii_lowercase();
        if foreign.contains(&prefix) {
            if raw.picture.is_none() {
                raw.picture = picture(&child);
            }
            continue;
        }
        match name.as_str() {
            // A title under the item's own prefix goes before those of vocabularies that nobody knows.
            "title" if child.prefix() == element.prefix() && !named => {
                let own = title(&child, default);
                named = own.is_some();
                raw.title = own.or(raw.title.take());
            }
            "title" => fill(&mut raw.title, || title(&child, default)),
            "link" => link(&child, &mut raw),
            "origlink" => raw.link = child.text().or(raw.link.take()),
            "guid" | "id" => {
                raw.guid = child.text().or(raw.guid.take());
                permanent = permanent.or_else(|| child.text());
            }
            "pubdate" | "published" | "issued" => {
                if let Some(date) = child.text() {
                    raw.also_published.extend(raw.published.replace(date));
                }
            }
            "date" | "created" if raw.published.is_some() => raw.also_published.extend(child.text()),
            "date" | "created" => raw.published = child.text(),
            "updated" | "modified" | "lastbuilddate" | "lastmod" => fill(&mut raw.updated, || child.text()),
            "encoded" if prefix == "excerpt" => fill(&mut raw.summary, || markup(&child)),
            "encoded" | "content" | "body" | "fulltext" | "full-text" if raw.content.is_none() => {
                raw.content = markup(&child);
                raw.text_base = child.attribute("base");
                elsewhere = child.attribute("src").filter(|_| raw.content.is_none());
            }
            "description" | "summary" | "abstract" | "subtitle" => fill(&mut raw.summary, || markup(&child)),
            "author" | "creator" => authors.extend(author(&child)),
            "enclosure" | "image" | "thumbnail" => fill(&mut raw.picture, || picture(&child)),
            _ => {}
        }
    }
    raw.author = (!authors.is_empty()).then(|| authors.join(", "));
    // The name of an item is its address where it looks like one.
    fill(&mut raw.link, || elsewhere);
    fill(&mut raw.link, || permanent.filter(|id| id.trim().starts_with("http")));
    raw
}

fn fill<T>(slot: &mut Option<T>, value: impl FnOnce() -> Option<T>) {
    if slot.is_none() {
        *slot = value();
    }
}

/// A title, of the form that its type says, else of the usual one.
fn title(element: &Element<'_>, default: MarkupForm) -> Option<Written> {
    let text = element.text().map(|text| unprefixed(element, text));
    let text = text.or_else(|| element.unclosed().map(str::to_owned))?;
    let kind = element.attribute("type").or_else(|| element.attribute("mode"));
    let form = match kind.as_deref() {
        _ if element.holds_elements() => MarkupForm::Markup,
        None => default,
        Some("text" | "text/plain") => MarkupForm::Plain,
        Some(_) => MarkupForm::Markup,
    };
    Some(Written { text, form })
}

fn markup(element: &Element<'_>) -> Option<Written> {
    let form = match element.attribute("type").as_deref() {
        Some("text" | "text/plain") if !element.holds_elements() => MarkupForm::Plain,
        _ => MarkupForm::Markup,
    };
    Some(Written { text: unprefixed(element, element.text()?), form })
}

/// Markup within an element without the prefix that its tags bear: `<xhtml:p>` is a `<p>`.
fn unprefixed(element: &Element<'_>, text: String) -> String {
    let prefix = element.children().next().map_or("", |child| child.prefix());
    if prefix.is_empty() {
        return text;
    }
    text.replace(&format!("<{prefix}:"), "<").replace(&format!("</{prefix}:"), "</")
}

/// The address of the article's page: the text of an RSS link, the alternate one of Atom's.
fn link(element: &Element<'_>, raw: &mut RawItem) {
    let Some(href) = element.attribute("href") else {
        fill(&mut raw.link, || element.text());
        return;
    };
    let rel = element.attribute("rel").unwrap_or_else(|| "alternate".to_owned());
    // The relation may be written as the address by which it is registered.
    let rel = rel.trim().rsplit('/').next().unwrap_or_default();
    let page = element.attribute("type").is_none_or(|kind| kind.contains("html"));
    match rel {
        "alternate" if page && !href.trim().is_empty() => fill(&mut raw.link, || Some(href)),
        "enclosure" if raw.picture.is_none() => {
            raw.picture = picture(element).or_else(|| image_type(element).then_some(href));
        }
        _ => {}
    }
}

/// `<author>mail (Name)</author>`, `<author><name>Name</name></author>`, `<dc:creator>Name</dc:creator>`.
fn author(element: &Element<'_>) -> Option<String> {
    let name = element.children().find(|child| child.is("name"));
    let name = name.map_or_else(|| element.text(), |name| name.text())?;
    // Some systems give the link to the author's page.
    Some(if name.contains("</") { Written::markup(name).words() } else { name })
}

/// The address of a picture: of media, of an enclosure, of an image element.
fn picture(element: &Element<'_>) -> Option<String> {
    picture_within(element, MAX_GROUPS)
}

/// As [`picture`], through so many groups in groups.
fn picture_within(element: &Element<'_>, groups: usize) -> Option<String> {
    let own = || element.attribute("url").or_else(|| element.attribute("href")).filter(|_| image_type(element));
    let name = element.local().to_ascii_lowercase();
    match name.as_str() {
        "group" | "content" if groups > 0 => {
            element.children().find_map(|child| picture_within(&child, groups - 1)).or_else(own)
        }
        "thumbnail" | "enclosure" => own(),
        "image" => own().or_else(|| {
            let url = element.children().find(|child| child.is("url"));
            url.map_or_else(|| element.text(), |url| url.text())
        }),
        _ => None,
    }
}

fn image_type(element: &Element<'_>) -> bool {
    let kind = element.attribute("type").or_else(|| element.attribute("medium"));
    kind.is_none_or(|kind| kind.starts_with("image"))
}

/// The addresses of a news sitemap that come with a title.
pub(super) fn sitemap(text: &str) -> Vec<RawItem> {
    let page = |(url, _): (Element<'_>, bool)| {
        let said = |element: &Element<'_>, name: &str| element.children().find(|c| c.is(name)).and_then(|c| c.text());
        let news = url.children().find(|child| child.is("news"))?;
        Some(RawItem {
            title: Some(Written::markup(said(&news, "title")?)),
            link: said(&url, "loc"),
            published: said(&news, "publication_date"),
            updated: said(&url, "lastmod"),
            ..RawItem::default()
        })
    };
    elements::all(text, &["url"]).filter_map(page).take(MAX_ITEMS).collect()
}

//! A saved page and the rules to read it with, shared by the commands that read pages from files.

use std::cell::RefCell;
use std::io::Read;
use std::path::Path;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::cli::args::KindChoice;
use crate::cli::session::Session;
use crate::cli::words::Say;
use crate::extract::{self, Knowledge, PageKind, Profile, Source};
use crate::model::{CanonicalUrl, Draft, Entry, Imprint, Listing, Timestamp};
use crate::sources::Catalog;

/// A page that was read.
pub(in crate::cli) enum ExtractAnswer {
    /// An article.
    Article(Box<Draft>),
    /// A category page.
    Listing(Listing),
    /// A feed.
    Feed(Listing),
}

/// The rules to read a page with.
#[derive(Clone, Copy)]
pub(in crate::cli) struct ReadingRules<'a> {
    pub(in crate::cli) catalog: &'a Catalog,
    pub(in crate::cli) rules: bool,
    /// What was learnt from other pages of the host.
    pub(in crate::cli) learned: Option<&'a Profile>,
    pub(in crate::cli) now: Timestamp,
    pub(in crate::cli) max_bytes: usize,
    pub(in crate::cli) say: Say,
}

impl<'a> ReadingRules<'a> {
    /// With all rules of `catalog`.
    pub(in crate::cli) fn of(session: &Session, catalog: &'a Catalog) -> Self {
        let (now, max_bytes, say) = (session.now(), session.max_page_bytes(), session.say);
        Self { catalog, rules: true, learned: None, now, max_bytes, say }
    }

    /// Reads a page of the given kind; `charset` is the HTTP header's, if there was one.
    pub(in crate::cli) fn read(
        self,
        bytes: &[u8],
        charset: Option<&str>,
        url: &CanonicalUrl,
        kind: KindChoice,
    ) -> ExtractAnswer {
        let page = Source { bytes, charset, url, now: self.now };
        let knowledge = Knowledge { catalog: self.catalog, rules: self.rules, learned: self.learned };
        let kind = match kind {
            KindChoice::Auto => extract::kind(page, knowledge),
            KindChoice::Article => PageKind::Article,
            KindChoice::Listing => PageKind::Listing,
            KindChoice::Feed => PageKind::Feed,
        };
        match kind {
            PageKind::Article => ExtractAnswer::Article(Box::new(extract::article(page, knowledge))),
            PageKind::Listing => ExtractAnswer::Listing(extract::listing(page, knowledge)),
            PageKind::Feed => ExtractAnswer::Feed(extract::feed(page)),
        }
    }

    /// What every applicable rule finds on the page.
    pub(in crate::cli) fn trace(self, bytes: &[u8], charset: Option<&str>, url: &CanonicalUrl) -> Vec<extract::Trace> {
        let page = Source { bytes, charset, url, now: self.now };
        extract::trace(page, Knowledge { catalog: self.catalog, rules: self.rules, learned: self.learned })
    }
}

/// The bytes of a saved page, or an error message.
pub(in crate::cli) fn read_page(file: &Path, reading: ReadingRules<'_>) -> Result<Vec<u8>, String> {
    let name = file.display().to_string();
    let unreadable = |error: std::io::Error| reading.say.unreadable(&name, &reading.say.why(&error));
    let reader: Box<dyn Read> = if file.as_os_str() == "-" {
        Box::new(std::io::stdin())
    } else {
        Box::new(std::fs::File::open(file).map_err(unreadable)?)
    };
    let mut bytes = Vec::new();
    reader.take(reading.max_bytes as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > reading.max_bytes {
        return Err(reading.say.unreadable(&name, &reading.say.too_large(reading.max_bytes >> 20)));
    }
    Ok(bytes)
}

#[derive(Serialize)]
struct ExtractedItem<'a> {
    title: &'a str,
    url: &'a CanonicalUrl,
    published: Option<crate::model::Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<crate::model::Moment>,
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    /// What a feed carries of the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a crate::model::FeedText>,
}

/// The JSON form of a page that was read.
pub(in crate::cli) fn json(read: &ExtractAnswer, url: &CanonicalUrl) -> Value {
    match read {
        ExtractAnswer::Article(draft) => article_json(draft, url),
        ExtractAnswer::Listing(listing) => listing_json(listing, url, "listing"),
        ExtractAnswer::Feed(listing) => listing_json(listing, url, "feed"),
    }
}

fn article_json(draft: &Draft, url: &CanonicalUrl) -> Value {
    let mut object = serde_json::json!({
        "kind": "article", "url": draft.url.as_ref().unwrap_or(url), "title": draft.title, "published": draft.published,
        "updated": draft.updated, "author": draft.author, "sapo": draft.sapo, "body": draft.body,
        "next": draft.next, "versions": draft.versions, "findings": draft.findings, "by": draft.by,
    });
    if let Value::Object(object) = &mut object {
        object.extend(every_field(&draft.imprint));
    }
    object
}

/// Every field by name, including those that the page does not have.
fn every_field(imprint: &Imprint) -> Map<String, Value> {
    let fields = RefCell::new(Map::new());
    let name = |name: &str, nothing: Value| drop(fields.borrow_mut().insert(name.to_owned(), nothing));
    Imprint::named(
        |text| {
            name(text, Value::Null);
            None
        },
        |list| {
            name(list, Value::Array(Vec::new()));
            Vec::new()
        },
    );
    let mut fields = fields.into_inner();
    if let Ok(Value::Object(printed)) = serde_json::to_value(imprint) {
        fields.extend(printed);
    }
    fields
}

fn listing_json(listing: &Listing, url: &CanonicalUrl, kind: &str) -> Value {
    let item = |entry: &Entry| {
        let Entry { title, url, published, updated, summary, author, text, .. } = entry;
        let (summary, author) = (summary.as_deref(), author.as_deref());
        serde_json::json!(ExtractedItem {
            title,
            url,
            published: *published,
            updated: *updated,
            summary,
            author,
            text: text.as_ref()
        })
    };
    let nowhere = |title: &String| serde_json::json!({"title": title, "url": null, "published": null, "summary": null});
    let items: Vec<Value> = listing.items.iter().map(item).chain(listing.unaddressed.iter().map(nowhere)).collect();
    serde_json::json!({
        "kind": kind, "url": url, "items": items,
        "next": listing.next, "feeds": listing.feeds, "findings": listing.findings, "by": listing.by,
    })
}

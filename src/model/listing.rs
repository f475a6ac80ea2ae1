//! What a category page or a feed offers.

use serde::{Deserialize, Serialize};

use super::{Block, CanonicalUrl, Evidence, Finding, Moment};

/// One item of a listing or a feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Headline, whole (not the cut one where a `title` attribute has it whole).
    pub title: String,
    /// Where the article is.
    pub url: CanonicalUrl,
    /// When, if the listing says so.
    pub published: Option<Moment>,
    /// Who says `published`: [`Evidence::Feed`], [`Evidence::Listing`] or [`Evidence::Address`].
    #[serde(default = "listed")]
    pub dated_by: Evidence,
    /// Last change, when a feed tells it apart (`updated` of Atom, `date_modified` of JSON Feed).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Moment>,
    /// What a feed calls the item for ever (`guid`, `id`, `rdf:about`), as written; unique within the feed only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guid: Option<String>,
    /// Teaser, if any.
    pub summary: Option<String>,
    /// Address of the lead picture, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// Author, when a feed names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The article's text, when a feed carries it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<FeedText>,
}

impl Entry {
    /// An item of which nothing but headline and address is known.
    pub fn new(title: impl Into<String>, url: CanonicalUrl) -> Self {
        Self {
            title: title.into(),
            url,
            published: None,
            dated_by: listed(),
            updated: None,
            guid: None,
            summary: None,
            picture: None,
            author: None,
            text: None,
        }
    }
}

fn listed() -> Evidence {
    Evidence::Listing
}

/// The text of an article as a feed carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedText {
    /// Whether it is all of the article.
    pub extent: Extent,
    /// The sapo, where it was the first paragraph in bold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sapo: Option<String>,
    /// The body.
    pub body: Vec<Block>,
    /// Printed source, e.g. `Theo LĐTĐ`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_line: Option<String>,
}

/// How much of an article a feed carries, as far as its text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Extent {
    /// All of it: the page need not be asked for.
    Whole,
    /// All of its first page, by a system that keeps further ones out of its feeds: only the page tells whether it has any.
    FirstPage,
    /// Its beginning, or too little to be sure.
    Teaser,
}

/// A category page or feed, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// Items in page order, each address once.
    pub items: Vec<Entry>,
    /// Headlines of the list whose link leads nowhere (saved or edited pages): seen, but nothing to fetch.
    pub unaddressed: Vec<String>,
    /// Address of the next page, if the page links to one.
    pub next: Option<CanonicalUrl>,
    /// Address of the archive, or of the archive of a month, that goes on where a list without next pages ends.
    pub archive: Option<CanonicalUrl>,
    /// Feeds that the page announces (`link rel=alternate`).
    pub feeds: Vec<CanonicalUrl>,
    /// What was missing or strange.
    pub findings: Vec<Finding>,
    /// Which step of the ladder answered.
    pub by: Evidence,
}

//! The contents of a category page or a feed.

use serde::{Deserialize, Serialize};

use super::{Block, CanonicalUrl, Evidence, Finding, Moment};

/// One item of a listing or a feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Headline, complete (taken from the `title` attribute if the visible one is cut off).
    pub title: String,
    /// Address of the article.
    pub url: CanonicalUrl,
    /// Publication date, if given.
    pub published: Option<Moment>,
    /// Origin of `published`: [`Evidence::Feed`], [`Evidence::Listing`] or [`Evidence::Address`].
    #[serde(default = "listed")]
    pub dated_by: Evidence,
    /// Last change, if a feed gives it separately (`updated` in Atom, `date_modified` in JSON Feed).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Moment>,
    /// The feed's permanent identifier of the item (`guid`, `id`, `rdf:about`), as written; unique within the feed
    /// only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guid: Option<String>,
    /// Teaser, if any.
    pub summary: Option<String>,
    /// Address of the lead picture, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// Author, if a feed gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The article's text, if a feed contains it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<FeedText>,
}

impl Entry {
    /// An item of which only headline and address are known.
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

/// The text of an article from a feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedText {
    /// Whether it is complete.
    pub extent: Extent,
    /// The lead, if it was the first paragraph in bold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sapo: Option<String>,
    /// The body.
    pub body: Vec<Block>,
    /// Printed source, e.g. `Theo LĐTĐ`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_line: Option<String>,
}

/// How much of an article a feed contains, as far as its text shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Extent {
    /// All of it: the page need not be fetched.
    Whole,
    /// The first page; this system leaves further pages out of its feeds, so only the page shows whether there are any.
    FirstPage,
    /// Its beginning, or too little to be sure.
    Teaser,
}

/// A category page or feed after extraction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// Items in page order, without duplicates.
    pub items: Vec<Entry>,
    /// Headlines whose link leads nowhere (on saved or edited pages): recognised, but with nothing to fetch.
    pub unaddressed: Vec<String>,
    /// Address of the next page, if linked.
    pub next: Option<CanonicalUrl>,
    /// Address of the archive, or of a month's archive, that continues a list without further pages.
    pub archive: Option<CanonicalUrl>,
    /// Feeds announced by the page (`link rel=alternate`).
    pub feeds: Vec<CanonicalUrl>,
    /// What was missing or unusual.
    pub findings: Vec<Finding>,
    /// Which step found the items.
    pub by: Evidence,
}

//! Site, section, rules: the typed form of a site file.

use serde::{Deserialize, Serialize};

use super::later::Later;
use crate::model::{SectionId, SourceId};

/// One newspaper.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Host without `www.`; the id.
    pub id: String,
    /// Name for the screen.
    #[serde(default)]
    pub name: String,
    /// Other hosts served by the same rules.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Day on which the rules were last checked, `YYYY-MM-DD`.
    #[serde(default)]
    pub checked: Option<String>,
    /// What they were checked against.
    #[serde(default)]
    pub against: Option<String>,
    /// Nothing here could be checked against a stored page.
    #[serde(default)]
    pub unverified: bool,
    /// CMS family whose rules come after the site's own.
    #[serde(default)]
    pub family: Option<String>,
    /// Rate limits.
    #[serde(default)]
    pub pace: Pace,
    /// Sections, in reading order.
    #[serde(default, rename = "section")]
    pub sections: Vec<Section>,
    /// How to read an article.
    #[serde(default)]
    pub article: Later<ArticleRules>,
    /// How to read a category page.
    #[serde(default)]
    pub listing: Later<ListingRules>,
    /// The user's file mentions it.
    #[serde(skip)]
    pub from_user: bool,
    /// It is not built in.
    #[serde(skip)]
    pub own: bool,
}

/// One section of a site.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Unique within the site.
    pub id: String,
    /// Name for the screen.
    pub name: String,
    /// Address of the category page or feed.
    pub url: String,
    /// What is there.
    #[serde(default)]
    pub kind: AddressKind,
    /// The address could not be checked against a stored page.
    #[serde(default)]
    pub unverified: bool,
    /// Whether a refresh visits it by default.
    #[serde(default = "yes")]
    pub enabled: bool,
}

fn yes() -> bool {
    true
}

/// What an address holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AddressKind {
    /// A category page.
    #[default]
    Listing,
    /// RSS, Atom, RDF or JSON Feed.
    Feed,
    /// A sitemap, of news or of all pages.
    Sitemap,
}

impl AddressKind {
    /// Its name in a file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Listing => "listing",
            Self::Feed => "feed",
            Self::Sitemap => "sitemap",
        }
    }
}

/// Selectors of an article page: per field a list, tried in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "each field is named after the field of Draft that it finds")]
pub struct ArticleRules {
    pub title: Vec<String>,
    pub sapo: Vec<String>,
    pub published: Vec<String>,
    pub updated: Vec<String>,
    pub author: Vec<String>,
    pub category: Vec<String>,
    pub body: Vec<String>,
    pub caption: Vec<String>,
    /// Removed from the body.
    pub remove: Vec<String>,
    /// Lines (not selectors) that are on every page and never part of an article.
    pub furniture: Vec<String>,
}

/// Selectors of a category page; all but `item` are relative to an item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "each field is named after the field of Entry that it finds")]
pub struct ListingRules {
    pub item: Vec<String>,
    pub title: Vec<String>,
    pub link: Vec<String>,
    pub published: Vec<String>,
    pub summary: Vec<String>,
    pub picture: Vec<String>,
    pub next: Vec<String>,
    /// Removed before items are looked for.
    pub remove: Vec<String>,
}

/// Rate limits of a host; `None` = the configuration's default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Pace {
    /// Shortest interval between two requests, in milliseconds.
    pub gap_ms: Option<u64>,
    /// Simultaneous requests.
    pub connections: Option<usize>,
    /// Shortest interval between two visits of a section, in minutes.
    pub visit_minutes: Option<u64>,
    /// Fetch robots.txt once a day and obey it.
    pub robots: Option<bool>,
    /// Make conditional requests (`ETag`, `Last-Modified`).
    pub conditional: Option<bool>,
    /// Whether the texts in its feeds are those of the articles; if `false`, the pages are fetched anyway.
    pub feed_text: Option<bool>,
    /// How often a failed request is repeated.
    pub retries: Option<u32>,
    /// Longest `Retry-After` that is waited for, in seconds.
    pub patience_seconds: Option<u64>,
    /// Longest pause after failures, in minutes; a host that asks for more gets it.
    pub longest_pause_minutes: Option<u64>,
    /// Contact address in the User-Agent.
    pub contact: Option<String>,
}

/// A named group of newspapers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteGroup {
    /// Its name.
    pub name: String,
    /// Its newspapers, without duplicates.
    pub sources: Vec<SourceId>,
}

/// All sites.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// In the order of the sources pane.
    pub sites: Vec<Site>,
    /// The user's groups, in the order of the file.
    pub groups: Vec<SiteGroup>,
    /// Built-in newspapers that the user has hidden.
    pub hidden: Vec<SourceId>,
}

impl Site {
    /// Its id.
    pub fn source_id(&self) -> SourceId {
        SourceId(self.id.clone())
    }
}

impl Section {
    /// Its id.
    pub fn section_id(&self) -> SectionId {
        SectionId(self.id.clone())
    }
}

impl Pace {
    /// This pace, overridden by the values that `over` has.
    pub(super) fn overlaid(self, over: Self) -> Self {
        Self {
            gap_ms: over.gap_ms.or(self.gap_ms),
            connections: over.connections.or(self.connections),
            visit_minutes: over.visit_minutes.or(self.visit_minutes),
            robots: over.robots.or(self.robots),
            conditional: over.conditional.or(self.conditional),
            feed_text: over.feed_text.or(self.feed_text),
            retries: over.retries.or(self.retries),
            patience_seconds: over.patience_seconds.or(self.patience_seconds),
            longest_pause_minutes: over.longest_pause_minutes.or(self.longest_pause_minutes),
            contact: over.contact.or(self.contact),
        }
    }
}

impl Catalog {
    /// The addresses that the user wrote: those of the user's sections, and their hosts.
    pub fn user_addresses(&self) -> Vec<String> {
        let sites = self.sites.iter().filter(|site| site.from_user);
        sites
            .flat_map(|site| {
                let hosts = std::iter::once(&site.id).chain(&site.hosts);
                let roots = hosts.flat_map(|host| [format!("https://{host}/"), format!("http://{host}/")]);
                site.sections.iter().map(|section| section.url.clone()).chain(roots)
            })
            .collect()
    }
}

/// Gives a struct of selector lists an iterator over its fields, so that no check or test forgets one.
macro_rules! selector_lists {
    ($rules:ident: $($field:ident),+ $(,)?) => {
        impl $rules {
            /// Every list of selectors with the key it has in a site file.
            pub fn fields(&self) -> Vec<(&'static str, &[String])> {
                vec![$((stringify!($field), self.$field.as_slice())),+]
            }

            /// These selectors, followed by those of `others`, field by field.
            pub(super) fn before(mut self, others: &Self) -> Self {
                $(self.$field.extend_from_slice(&others.$field);)+
                self
            }

            /// Whether there are no rules at all.
            pub fn is_empty(&self) -> bool {
                self.fields().iter().all(|(_, list)| list.is_empty())
            }
        }
    };
}

selector_lists!(ArticleRules: title, sapo, published, updated, author, category, body, caption, remove);
selector_lists!(ListingRules: item, title, link, published, summary, picture, next, remove);

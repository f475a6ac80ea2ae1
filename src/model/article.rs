//! An article in its three forms: drafted from a page, stored, and as a row of a list.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::imprint::Imprint;
use super::{ArticleId, Block, CanonicalUrl, Finding, FindingKind, Moment, SectionId, SourceId, StoryId, Timestamp};

/// A field of an article, as named in `by` and in findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each name is the name of the field of Draft that it stands for")]
pub enum Field {
    Title,
    Published,
    Updated,
    Author,
    Sapo,
    Category,
    Body,
}

/// Which step of the extraction gave a field, from site rules to the generic reading.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// A selector of the site's own rules file.
    Rule,
    /// A rule learnt from other pages of the site.
    Learned,
    /// A rule of a CMS family, by the family's name.
    Family(String),
    /// JSON-LD.
    JsonLd,
    /// OpenGraph or another `meta` element.
    OpenGraph,
    /// Microdata, `<time>`, or visible text.
    Text,
    /// JSON embedded in a page for its scripts.
    State,
    /// The item of a feed.
    Feed,
    /// The item of a listing.
    Listing,
    /// The date in the address.
    Address,
    /// A line of its own beside the headline or the text, confirmed by nothing else.
    Line,
    /// The sitemap.
    Sitemap,
    /// Generic density extraction.
    #[default]
    Generic,
}

/// How reliable a publication date is, least first: a lower rank never replaces a higher one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateRank {
    /// A line of its own, confirmed by nothing else.
    Line,
    /// The address.
    Address,
    /// A listing.
    Listing,
    /// A feed.
    Feed,
    /// The date marked up on the article's page.
    Page,
}

impl Evidence {
    /// How reliable a date from this step is.
    pub fn date_rank(&self) -> DateRank {
        match self {
            Self::Rule
            | Self::Learned
            | Self::Family(_)
            | Self::JsonLd
            | Self::OpenGraph
            | Self::Text
            | Self::State => DateRank::Page,
            Self::Feed => DateRank::Feed,
            Self::Listing | Self::Sitemap => DateRank::Listing,
            Self::Address => DateRank::Address,
            Self::Line | Self::Generic => DateRank::Line,
        }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rule => f.write_str("rule"),
            Self::Learned => f.write_str("learned"),
            Self::Family(name) => write!(f, "family:{name}"),
            Self::JsonLd => f.write_str("json-ld"),
            Self::OpenGraph => f.write_str("opengraph"),
            Self::Text => f.write_str("text"),
            Self::State => f.write_str("state"),
            Self::Feed => f.write_str("feed"),
            Self::Listing => f.write_str("listing"),
            Self::Address => f.write_str("address"),
            Self::Line => f.write_str("line"),
            Self::Sitemap => f.write_str("sitemap"),
            Self::Generic => f.write_str("generic"),
        }
    }
}

impl Serialize for Evidence {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Evidence {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(match text.as_str() {
            "rule" => Self::Rule,
            "learned" => Self::Learned,
            "json-ld" => Self::JsonLd,
            "opengraph" => Self::OpenGraph,
            "text" => Self::Text,
            "state" => Self::State,
            "feed" => Self::Feed,
            "listing" => Self::Listing,
            "address" => Self::Address,
            "line" => Self::Line,
            "sitemap" => Self::Sitemap,
            other => other.strip_prefix("family:").map_or(Self::Generic, |name| Self::Family(name.to_owned())),
        })
    }
}

/// What was extracted from an article page. All text has passed through `text::display`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The page's canonical address if it is on the same host; otherwise the requested one.
    pub url: Option<CanonicalUrl>,
    /// Headline.
    pub title: Option<String>,
    /// First publication, as printed.
    pub published: Option<Moment>,
    /// Last change, if printed separately.
    pub updated: Option<Moment>,
    /// Byline, cleaned up.
    pub author: Option<String>,
    /// The lead paragraph under the title, usually in bold.
    pub sapo: Option<String>,
    /// Whatever else is printed about it.
    pub imprint: Imprint,
    /// The body.
    pub body: Vec<Block>,
    /// Address of the lead picture.
    pub picture: Option<String>,
    /// Next page of an article split over several.
    pub next: Option<CanonicalUrl>,
    /// The previous and next articles, as linked by the page.
    pub neighbours: Vec<CanonicalUrl>,
    /// Simpler versions of the same article that the page links to.
    pub versions: Vec<PlainVersion>,
    /// Which step gave each field.
    pub by: BTreeMap<Field, Evidence>,
    /// The selector or element that gave each field, for those who maintain rules; not stored.
    pub found_by: BTreeMap<Field, String>,
    /// What was missing or unusual.
    pub findings: Vec<Finding>,
}

impl Draft {
    /// Whether the page gave no or hardly any text; another version of it may give more.
    pub fn is_poor(&self) -> bool {
        let poor = [FindingKind::NoBody, FindingKind::ShortBody, FindingKind::NotAnArticle];
        self.findings.iter().any(|finding| poor.contains(&finding.kind))
    }
}

/// A simpler page with the same article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlainVersion {
    /// Its purpose.
    pub kind: VersionKind,
    /// Its address.
    pub url: CanonicalUrl,
}

/// The purpose of another version of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum VersionKind {
    /// For phones (`link rel=amphtml`).
    Amp,
    /// For printing.
    Print,
    /// The article as JSON, for programs.
    Data,
}

impl fmt::Display for VersionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Amp => "amp",
            Self::Print => "print",
            Self::Data => "data",
        })
    }
}

impl fmt::Display for PlainVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.url)
    }
}

/// Whether an article can be read offline, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Offline {
    /// Only its entry in a list is known.
    Listed,
    /// The full body is stored.
    Full,
    /// A body is stored, but it may be incomplete.
    Partial,
    /// Fetching or extracting failed.
    Failed,
    /// The site answered with a block page.
    Blocked,
    /// The page no longer exists (404, 410).
    Gone,
}

/// The sort key of a row without any date: at the end of every list that has the newest first.
pub const NO_DATE: Timestamp = Timestamp(0);

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Row id.
    pub id: ArticleId,
    /// Its address.
    pub url: CanonicalUrl,
    /// Headline.
    pub title: String,
    /// Publication.
    pub published: Option<Moment>,
    /// When loa first saw it.
    pub seen: Timestamp,
    /// The sort key of lists, in seconds UTC: publication, or else `seen` (also if the publication lies far in the
    /// future); [`NO_DATE`] for an article that was removed before it could be read and never had a date.
    pub sort: Timestamp,
    /// Its source.
    pub source: SourceId,
    /// The section it was first seen in.
    pub section: SectionId,
    /// Teaser: the sapo, else the listing's summary.
    pub teaser: Option<String>,
    /// Read or not.
    pub read: bool,
    /// Starred or not.
    pub starred: bool,
    /// Whether it can be read offline.
    pub offline: Offline,
    /// Whether it has a picture.
    pub pictured: bool,
    /// Whether the body changed since it was first stored.
    pub edited: bool,
    /// Whether the site removed the page although its text is stored here.
    pub removed: bool,
    /// Its story; `None` if its text is too short to compare, or not compared yet.
    pub story: Option<StoryId>,
    /// Labels that the user gave it.
    pub labels: Vec<String>,
}

/// The origin of a stored article's fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// When the body was fetched.
    pub fetched: Option<Timestamp>,
    /// Which step gave each field.
    pub by: BTreeMap<Field, Evidence>,
    /// Findings of the extraction.
    pub findings: Vec<Finding>,
    /// Why there is no body if `offline` is `Failed`, `Blocked` or `Gone`: the kind of trouble
    /// ([`crate::model::TroubleKind`]), a colon, a message. Older archives have the message alone.
    pub trouble: Option<String>,
    /// When the page is automatically fetched again after a failure.
    pub retry_at: Option<Timestamp>,
    /// The stored article of another newspaper that it credits as its source.
    pub original: Option<Original>,
}

/// A stored article that another one is taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Its id.
    pub id: ArticleId,
    /// Its newspaper.
    pub source: SourceId,
    /// Its headline.
    pub title: String,
}

/// Reading position: a block and a byte offset in its text, so that it does not depend on the line width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Anchor {
    /// Index of the block; the header is block 0, the body starts at 1.
    pub block: u32,
    /// Byte offset in the block's text.
    pub offset: u32,
}

/// An earlier version of an article, kept when the newspaper changed it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Revision {
    /// When this version was fetched.
    pub fetched: Timestamp,
    /// Its headline.
    pub title: String,
    /// Its lead; `None`: there was none, or it was not kept.
    pub sapo: Option<String>,
    /// Its byline; likewise.
    pub author: Option<String>,
    /// When it said that it was published; likewise.
    pub published: Option<Moment>,
    /// Its body.
    pub body: Vec<Block>,
}

/// What happens to a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelChange {
    /// It is added to articles.
    Given,
    /// It is removed from them.
    Taken,
}

impl LabelChange {
    /// The opposite change, for undo.
    pub fn opposite(self) -> Self {
        match self {
            Self::Given => Self::Taken,
            Self::Taken => Self::Given,
        }
    }
}

/// A label that is added to or removed from articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// The label as spelled in the archive.
    pub name: String,
    /// What happens to it.
    pub change: LabelChange,
    /// The articles; in an answer, those that really changed.
    pub ids: Vec<ArticleId>,
}

/// A note of the user on an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The passage that it refers to; empty for the whole article.
    pub quote: String,
    /// What was written.
    pub text: String,
    /// When it was written.
    pub at: Timestamp,
}

/// A stored article, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its row.
    pub row: Summary,
    /// Last change, as printed.
    pub updated: Option<Moment>,
    /// Byline.
    pub author: Option<String>,
    /// Lead.
    pub sapo: Option<String>,
    /// Whatever else is printed about it.
    pub imprint: Imprint,
    /// Body; empty if only listed.
    pub body: Vec<Block>,
    /// Reading position.
    pub position: Option<Anchor>,
    /// Notes of the user.
    pub notes: Vec<Note>,
    /// The origin of its fields.
    pub provenance: Provenance,
}

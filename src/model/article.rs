//! An article at its three stations: drafted from a page, stored, and as a row of a list.

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

/// Which step of the ladder gave a field.
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
    /// The JSON that a page keeps for its scripts.
    State,
    /// The item of a feed.
    Feed,
    /// The item of a listing.
    Listing,
    /// The date coded in the address.
    Address,
    /// A visible line of its own beside headline or text that nothing else confirms.
    Line,
    /// The map that a site gives of its pages.
    Sitemap,
    /// Generic density extraction.
    #[default]
    Generic,
}

/// How far a publication date is believed, least first: a lower rank never replaces a higher one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateRank {
    /// A visible line of its own that nothing confirms.
    Line,
    /// The address.
    Address,
    /// A listing.
    Listing,
    /// A feed.
    Feed,
    /// What the article's page marks as its date.
    Page,
}

impl Evidence {
    /// How far a date is believed that this gave.
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

/// What an article page gave. All text has passed `text::display`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Address the page calls its own, if it is on the same host; else the one asked for.
    pub url: Option<CanonicalUrl>,
    /// Headline.
    pub title: Option<String>,
    /// First publication, as the page shows it.
    pub published: Option<Moment>,
    /// Last change, when the page says so apart.
    pub updated: Option<Moment>,
    /// Byline, cleaned.
    pub author: Option<String>,
    /// The paragraph in bold under the title.
    pub sapo: Option<String>,
    /// What else is printed about it.
    pub imprint: Imprint,
    /// The body.
    pub body: Vec<Block>,
    /// Address of the lead picture.
    pub picture: Option<String>,
    /// Next page of an article split over several.
    pub next: Option<CanonicalUrl>,
    /// The articles before and after this one, as the page links them.
    pub neighbours: Vec<CanonicalUrl>,
    /// Plainer versions of the same article that the page names.
    pub versions: Vec<PlainVersion>,
    /// Which step of the ladder gave which field.
    pub by: BTreeMap<Field, Evidence>,
    /// The selector or element that gave a field, for whoever mends rules; not stored.
    pub found_by: BTreeMap<Field, String>,
    /// What was missing or strange.
    pub findings: Vec<Finding>,
}

impl Draft {
    /// Whether the page gave no text, or hardly any: another version of it may give more.
    pub fn is_poor(&self) -> bool {
        let poor = [FindingKind::NoBody, FindingKind::ShortBody, FindingKind::NotAnArticle];
        self.findings.iter().any(|finding| poor.contains(&finding.kind))
    }
}

/// Another page with the same article, plainer than the one that readers see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlainVersion {
    /// What it is for.
    pub kind: VersionKind,
    /// Where it is.
    pub url: CanonicalUrl,
}

/// What another version of a page is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum VersionKind {
    /// For telephones (`link rel=amphtml`).
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

/// Whether an article can be read with no network, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Offline {
    /// Only the listing's line is known so far.
    Listed,
    /// The whole body is stored.
    Full,
    /// A body is stored, but the extractor doubts that it is whole.
    Partial,
    /// Fetching or extracting failed.
    Failed,
    /// The site answered with a wall.
    Blocked,
    /// The page is gone (404, 410).
    Gone,
}

/// The sort key of a row that has no date at all: the end of every list, newest first.
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
    /// What lists are sorted by, seconds UTC: publication, else `seen` (also where the publication lies far ahead);
    /// [`NO_DATE`] for what was gone before it could be read and never had a date.
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
    /// Readable offline?
    pub offline: Offline,
    /// Whether it has a picture.
    pub pictured: bool,
    /// Whether the body changed since it was first stored.
    pub edited: bool,
    /// Whether the site has no such page any more, while its text is stored here.
    pub removed: bool,
    /// The story that it tells, alone or with others; `None` where its text is too short to say, or not looked at yet.
    pub story: Option<StoryId>,
    /// Labels that the user gave it.
    pub labels: Vec<String>,
}

/// Where the facts of a stored article come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// When the body was fetched.
    pub fetched: Option<Timestamp>,
    /// Which step of the ladder gave which field.
    pub by: BTreeMap<Field, Evidence>,
    /// What the extractor had to say.
    pub findings: Vec<Finding>,
    /// Why there is no body, when `offline` is `Failed`, `Blocked` or `Gone`: the kind of the trouble ([`crate::model::TroubleKind`]),
    /// a colon, a sentence; older archives have the sentence alone.
    pub trouble: Option<String>,
    /// When the page is asked for again by itself, after a failure.
    pub retry_at: Option<Timestamp>,
    /// The stored article of the paper that it says it is taken from.
    pub original: Option<Original>,
}

/// A stored article that another one is taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Its id.
    pub id: ArticleId,
    /// Its paper.
    pub source: SourceId,
    /// Its headline.
    pub title: String,
}

/// Where the reader stood: a block of the body and a grapheme cluster in it, so that it survives another width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Anchor {
    /// Index of the block; header lines count as block 0 of the page, the body starts at 1.
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

/// What becomes of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelChange {
    /// Articles get it.
    Given,
    /// They lose it.
    Taken,
}

impl LabelChange {
    /// What takes it back.
    pub fn opposite(self) -> Self {
        match self {
            Self::Given => Self::Taken,
            Self::Taken => Self::Given,
        }
    }
}

/// A label that articles got or lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// The label, as it is spelled in the archive.
    pub name: String,
    /// What became of it.
    pub change: LabelChange,
    /// Whose it is; as an answer: whose changed.
    pub ids: Vec<ArticleId>,
}

/// What the user wrote to an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The passage that it is about; empty: the whole article.
    pub quote: String,
    /// What was written.
    pub text: String,
    /// When.
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
    /// Sapo.
    pub sapo: Option<String>,
    /// What else is printed about it.
    pub imprint: Imprint,
    /// Body; empty while only listed.
    pub body: Vec<Block>,
    /// Reading position.
    pub position: Option<Anchor>,
    /// What the user wrote to it.
    pub notes: Vec<Note>,
    /// Where it comes from.
    pub provenance: Provenance,
}

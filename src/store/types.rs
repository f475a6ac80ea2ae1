//! Arguments and results of the archive's calls: plain data.

use super::pages::PackedPage;
pub use crate::model::{Counts, Hit, Hits, Rows, SearchRequest};

use crate::model::article::Anchor;
use crate::model::{
    ArticleId, CanonicalUrl, Draft, Entry, Note, Offline, Revision, SectionId, SourceId, Timestamp, TroubleKind,
};

/// An article page that should be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedPage {
    /// Row.
    pub id: ArticleId,
    /// Address.
    pub url: CanonicalUrl,
    /// Source.
    pub source: SourceId,
    /// The section it was first seen in.
    pub section: SectionId,
    /// Validators of the stored page; `None` while there is no body that could stay as it is.
    pub etag: Option<String>,
    /// Likewise.
    pub last_modified: Option<String>,
    /// Its further pages, where the stored article has several.
    pub parts: Vec<PagePart>,
}

/// A further page of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePart {
    /// Address.
    pub url: CanonicalUrl,
    /// Validators.
    pub etag: Option<String>,
    /// Likewise.
    pub last_modified: Option<String>,
}

/// Articles of a source whose page could not be had and that are asked for again by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingArticles {
    /// Source.
    pub source: SourceId,
    /// How many.
    pub articles: usize,
    /// From when.
    pub until: Timestamp,
    /// Why the last of them could not be had (see [`crate::model::article::Provenance::trouble`]).
    pub trouble: String,
}

/// The result of storing a listing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListingOutcome {
    /// Rows made for addresses never seen before.
    pub new: Vec<ArticleId>,
    /// Such rows that a mute rule keeps out of all lists; they are not among `new`.
    pub muted: usize,
    /// Items whose body is not stored yet, or whose listing date is newer than the stored one.
    pub wanted: Vec<WantedPage>,
    /// Articles whose text the feed itself carried.
    pub carried: Vec<(ArticleId, Change)>,
    /// Addresses as they are listed, each with the one under which its article is known, where only the form differs.
    pub forms: Vec<(CanonicalUrl, CanonicalUrl)>,
    /// Whether what was known before was reached.
    pub ground: ListJoin,
}

/// How much the items of a list tell of changes of their articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListTells {
    /// Their headlines.
    Headlines,
    /// Their beginnings.
    Teasers,
    /// When they were changed last.
    Dates,
    /// All.
    Texts,
}

/// What a list showed when it was read last, and before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Showing {
    /// Which list.
    pub section: SectionId,
    /// How much it tells of changes.
    pub tells: ListTells,
    /// When it was read.
    pub read: Timestamp,
    /// The youngest articles that it has ever shown, youngest first.
    pub items: Vec<ShownItem>,
}

/// An article that a list has shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownItem {
    /// Its row.
    pub id: i64,
    /// Its place in lists by age.
    pub sort: i64,
    /// When any list showed it first.
    pub seen: Timestamp,
    /// Whether the list showed it when it was read last.
    pub now: bool,
    /// Whether the site has taken it down.
    pub removed: bool,
}

/// Whether a page of a list joins what was known before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ListJoin {
    /// It does, or nothing is known yet.
    #[default]
    Reached,
    /// Not yet: the next page must be read too.
    Ahead,
    /// It does not, and nothing leads further back: articles between may be missing.
    Lost,
}

/// An extracted article on its way in.
#[derive(Debug, Clone)]
pub struct Incoming<'a> {
    /// Source it was found at.
    pub source: &'a SourceId,
    /// Section it was found in.
    pub section: &'a SectionId,
    /// Identity: the address after redirects.
    pub url: &'a CanonicalUrl,
    /// The address that the listing gave, when different: both lead to the one article.
    pub listed_as: Option<&'a CanonicalUrl>,
    /// What was extracted.
    pub draft: &'a Draft,
    /// `Full` or `Partial`.
    pub offline: Offline,
    /// When.
    pub fetched: Timestamp,
    /// The page itself, for extracting again when rules improve; kept compressed within a budget.
    pub html: Option<&'a PackedPage>,
    /// Validators of the page, for asking again.
    pub etag: Option<&'a str>,
    /// Likewise.
    pub last_modified: Option<&'a str>,
    /// Its further pages, in their order.
    pub parts: &'a [PagePart],
    /// The page that is stored already, read by the rules of today: where the new one says the same, the newspaper changed
    /// nothing, whatever was read of the old one then. The draft itself where it is that page that was read.
    pub again: Option<&'a Draft>,
}

/// A section after a visit, on its way in.
#[derive(Debug, Clone, Copy)]
pub struct SectionVisit<'a> {
    /// Source.
    pub source: &'a SourceId,
    /// Section.
    pub section: &'a SectionId,
    /// What its page lists; `None` when that is not known or as it was.
    pub items: Option<&'a [Entry]>,
    /// What is to be remembered of it; `None` for a further page of its list.
    pub state: Option<&'a SectionState>,
    /// How the list goes on; `None` where nothing is to be walked.
    pub walk: Option<ListWalk<'a>>,
}

impl SectionVisit<'_> {
    /// Whether nothing tells how old its items are: the list was never read before, or this is an older page of it.
    pub(super) fn is_first_sight(&self) -> bool {
        self.walk.is_some_and(|walk| walk.since.is_none())
    }
}

/// A page of a list that goes on: rows that were seen up to `since` are ground that was walked before.
#[derive(Debug, Clone, Copy)]
pub struct ListWalk<'a> {
    /// The instant of the last good visit; `None` the first time, when nothing older is owed.
    pub since: Option<Timestamp>,
    /// The next page.
    pub next: Option<&'a CanonicalUrl>,
    /// How known ground shows itself.
    pub order: ListOrder,
}

/// What may stand between the items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListOrder {
    /// Newest first, nothing else: one known item at its end is enough.
    Strict,
    /// Pinned items and boxes of older ones may stand among them: half of the items must be known.
    Loose,
}

/// Whether articles that failed before wait until their pause is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Patience {
    /// An automatic refresh: each article when its pause is over.
    #[default]
    Waits,
    /// The user asked for a refresh: now.
    Now,
}

impl Patience {
    /// The instant whose wishes count: for a person who asks, none lies too far ahead.
    pub(super) fn due(self, now: Timestamp) -> Timestamp {
        match self {
            Self::Waits => now,
            Self::Now => Timestamp(i64::MAX),
        }
    }
}

/// Everything that one transaction of a refresh stores.
#[derive(Debug, Clone, Default)]
pub struct Saving<'a> {
    /// Extracted articles.
    pub articles: Vec<Incoming<'a>>,
    /// Articles whose page could not be had.
    pub failures: Vec<Failing<'a>>,
    /// Articles that were not requested because their host is failing, and why.
    pub held: Vec<(ArticleId, &'a str)>,
    /// Articles that did not change.
    pub unchanged: &'a [ArticleId],
    /// Sections.
    pub sections: Vec<SectionVisit<'a>>,
    /// Whether articles that failed before are requested now.
    pub patience: Patience,
    /// When the refresh began, where that is known: nothing that it listed itself has moved since.
    pub begun: Option<Timestamp>,
}

/// An article whose page could not be had.
#[derive(Debug, Clone, Copy)]
pub struct Failing<'a> {
    /// Row.
    pub id: ArticleId,
    /// What it is now.
    pub state: Offline,
    /// Why ([`crate::model::article::Provenance::trouble`]).
    pub trouble: &'a str,
    /// When it is asked for again.
    pub again: Again,
}

/// When an article that failed is requested again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// With the next refresh, a few times: a page that broke off.
    Soon,
    /// After a pause that doubles.
    Later,
    /// Likewise; but what nobody ever gave a headline, a page that only a map names, is asked for twice more alone.
    Doubtful,
}

/// What [`Saving`] did, in its order.
#[derive(Debug, Clone, Default)]
pub struct SavedCounts {
    /// Of each article.
    pub articles: Vec<(ArticleId, Change)>,
    /// Articles that turned out to be muted only now that their page is known.
    pub muted: usize,
    /// Of each section.
    pub listed: Vec<ListingOutcome>,
    /// Old addresses of articles that may have moved: whether they are gone is to be asked now.
    pub suspects: Vec<WantedPage>,
    /// Articles with a stored text whose page is gone.
    pub gone: Vec<(ArticleId, SourceId)>,
}

/// What a save did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Stored for the first time with a body.
    New,
    /// The newspaper says something else than the stored version (which is kept as a revision).
    Edited,
    /// The same.
    Same,
}

/// What is remembered of a section between refreshes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SectionState {
    /// Validators of the page.
    pub etag: Option<String>,
    /// Likewise.
    pub last_modified: Option<String>,
    /// Last visit, good or bad.
    pub visited: Option<Timestamp>,
    /// Last good visit.
    pub succeeded: Option<Timestamp>,
    /// Failures in a row.
    pub failures: u32,
    /// Not before this.
    pub next_visit: Option<Timestamp>,
    /// Kind of the last trouble, cleared by success.
    pub trouble_kind: Option<TroubleKind>,
    /// Sentence of the last trouble.
    pub trouble: Option<String>,
    /// The page of its list after the last one that was read.
    pub older: Option<String>,
    /// Up to which visit the walk back must still go; `None` = it is done.
    pub owed: Option<Timestamp>,
    /// Where its address leads by a permanent redirect.
    pub moved: Option<String>,
    /// How many visits in a row have agreed on that.
    pub moved_visits: u32,
}

/// One line of `loa import` / `loa export`, and of the store's own exchange.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExchangeRecord {
    /// Address.
    pub url: String,
    /// Source id; the host of `url` when empty.
    pub source: String,
    /// Section id; `imported` when empty.
    pub section: String,
    /// The article.
    pub draft: Draft,
    /// Read.
    pub read: bool,
    /// Starred.
    pub starred: bool,
    /// Labels that the user gave it.
    pub labels: Vec<String>,
    /// What the user wrote to it.
    pub notes: Vec<Note>,
    /// When loa first saw it.
    pub seen: Option<Timestamp>,
    /// When the body was fetched.
    pub fetched: Option<Timestamp>,
    /// Further sections that it belongs to, with their sources.
    pub also_in: Vec<(String, String)>,
    /// Other addresses that lead to it.
    pub aliases: Vec<String>,
    /// The teaser that a listing gave.
    pub summary: Option<String>,
    /// Readable offline? `None`: `Full` with a body, `Listed` without.
    pub offline: Option<Offline>,
    /// Reading position.
    pub position: Option<Anchor>,
    /// The newest date a listing gave.
    pub listed: Option<Timestamp>,
    /// Without a date it may be of any age: its place among those, the later the older; `None` where it was new when it was seen.
    pub undated_place: Option<usize>,
    /// Its body was changed since it was first stored.
    pub edited: bool,
    /// Earlier bodies, oldest first.
    pub revisions: Vec<Revision>,
    /// Why its page could not be had the last time.
    pub trouble: Option<String>,
    /// Validators of its page.
    pub etag: Option<String>,
    /// Likewise.
    pub last_modified: Option<String>,
}

//! Events of a running refresh.

use super::{ArticleId, SectionId, SourceId, Trouble};

/// One event of a running refresh, in the past tense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyncNews {
    /// The plan is made.
    Planned {
        /// Sections that will be visited.
        sections: usize,
        /// Sources they belong to.
        sources: usize,
    },
    /// A section's page was read.
    SectionDone {
        /// Source.
        source: SourceId,
        /// Section.
        section: SectionId,
        /// Items on the page.
        listed: usize,
        /// Those of them that are new.
        new: usize,
        /// The server answered "not modified", or the list was skipped because another one shows the same.
        unchanged: bool,
    },
    /// A list has older pages that are not read in this run.
    OlderLeft {
        /// Source.
        source: SourceId,
        /// Section.
        section: SectionId,
        /// Pages that were read.
        pages: usize,
    },
    /// A list no longer reaches back to known articles.
    Gap {
        /// Source.
        source: SourceId,
        /// Section.
        section: SectionId,
        /// Articles that the sitemap gives instead; `None` if there is no usable sitemap, so some may be missing.
        mapped: Option<usize>,
    },
    /// More article pages are to be fetched.
    BodiesPlanned {
        /// Pages still to fetch or to store in this run.
        pages: usize,
    },
    /// An article was stored.
    ArticleSaved {
        /// Which.
        id: ArticleId,
        /// Its source.
        source: SourceId,
        /// Whether its body was stored for the first time.
        new: bool,
    },
    /// The page of a stored article is gone from its site; the stored text stays.
    ArticleGone {
        /// Which.
        id: ArticleId,
        /// Its source.
        source: SourceId,
    },
    /// Something went wrong; the others go on.
    Trouble(Trouble),
    /// No host could be reached: the network is down.
    Offline,
    /// The end, with totals.
    Finished(Tally),
}

/// Totals of a refresh.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Sections visited.
    pub sections: usize,
    /// Those of them that were unchanged (304), or skipped because another list shows the same.
    pub unchanged: usize,
    /// Items listed.
    pub listed: usize,
    /// Articles never seen before.
    pub new: usize,
    /// Further new ones that a mute rule hides.
    pub muted: usize,
    /// Articles whose text was stored for the first time.
    pub bodies: usize,
    /// Articles with a stored text whose page was read again.
    pub reread: usize,
    /// Those of them, and of articles with their text in a feed, that changed since last time.
    pub edited: usize,
    /// Articles with a stored text whose page is gone from its site.
    pub gone: usize,
    /// Requests made.
    pub requests: usize,
    /// Bytes received (decoded).
    pub bytes: u64,
    /// Sources with at least one trouble.
    pub failed_sources: Vec<SourceId>,
    /// Whether the user stopped it.
    pub cancelled: bool,
}

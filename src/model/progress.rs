//! What a refresh tells while it runs.

use super::{ArticleId, SectionId, SourceId, Trouble};

/// One fact of a running refresh, in the past tense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyncNews {
    /// The plan is made: so many sections of so many sources.
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
        /// Of them, never seen before.
        new: usize,
        /// The server said "not modified", or another list showed the same and this one was not asked.
        unchanged: bool,
    },
    /// A list goes on, but no further page of it is read in this run.
    OlderLeft {
        /// Source.
        source: SourceId,
        /// Section.
        section: SectionId,
        /// Pages that were read.
        pages: usize,
    },
    /// A list no longer reaches what was known before.
    Gap {
        /// Source.
        source: SourceId,
        /// Section.
        section: SectionId,
        /// Articles that the site's map names instead; `None`: it has no map that tells, and some may be missing.
        mapped: Option<usize>,
    },
    /// So many article pages are now known to be wanted.
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
        /// First time stored with a body.
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
    /// No host could be reached: the network is away.
    Offline,
    /// The end, with sums.
    Finished(Tally),
}

/// Sums of a refresh.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Sections visited.
    pub sections: usize,
    /// Of them, unchanged (304), or spared because another list shows the same.
    pub unchanged: usize,
    /// Items listed.
    pub listed: usize,
    /// Articles never seen before.
    pub new: usize,
    /// Further ones that a mute rule keeps out of the lists.
    pub muted: usize,
    /// Articles whose text is stored now and was not before.
    pub bodies: usize,
    /// Articles with a stored text whose page was read again.
    pub reread: usize,
    /// Of them, and of those whose text a feed carries, the ones that changed since last time.
    pub edited: usize,
    /// Articles with a stored text whose page is gone from its site.
    pub gone: usize,
    /// Requests made.
    pub requests: usize,
    /// Bytes received (decoded).
    pub bytes: u64,
    /// Sources with at least one trouble.
    pub failed_sources: Vec<SourceId>,
    /// Whether the reader stopped it.
    pub cancelled: bool,
}

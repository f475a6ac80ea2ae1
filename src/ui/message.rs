//! What has happened, in the past tense. Messages carry facts, never instructions.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::labour::facts::{ArticleFacts, CaseRow};
use crate::labour::legal::cited::LawStep;
use crate::model::offer::Offer;
use crate::model::{
    Article, ArticleId, CitedDocument, Counts, Hits, Labelled, Revision, Rows, SavedSearch, SectionId, Since, SourceId,
    SyncNews, Timestamp, TroubleKind,
};

use super::key::Key;
use super::mark::{ChangedMarks, Why};
use super::reader::picture::Picture;
use super::reader::raw::RawPage;
use super::reader::unshown::Unshown;

/// Numbers a question; an answer with an older number is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Ticket(pub u64);

/// Something happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// No further key came for as long as a begun one waits.
    Waited,
    /// The terminal got (or lost) the user's attention.
    Focused(bool),
    /// The configuration was read again: the screen's new settings, or sentences on what is wrong with it.
    Settings(Box<Result<super::ScreenSettings, String>>),
    /// Settings of the configuration: key and value of each; a single one was asked for.
    SettingsTold(Vec<(String, String)>),
    /// A setting was written into the configuration, which is read again next.
    SettingWritten(String, String),
    /// What a site has to read; a sentence where the address itself is no source.
    Offered(Box<Offer>, Option<String>),
    /// Why there is nothing to choose, or nothing was added.
    NotOffered(String),
    /// A source was written into the configuration: how many sections it got, and sentences on the parts that fell.
    SourceAdded(SourceId, usize, Vec<String>),
    /// A source was taken out of the configuration, which is read again next; what was stored of it stays.
    SourceRemoved(SourceId),
    /// What downloading every missing body would fetch: pages, and about how many MB.
    Estimated(usize, usize),
    /// Something could not be done, for a reason that the catalogue of words has a sentence for.
    Refused(&'static str),
    /// Bringing the search index up to date takes a while: articles that still wait, and how many there were.
    Indexing(usize, usize),
    /// A command of the user's hooks failed: why.
    HookFailed(String),
    /// The rules of muting were applied to the archive: so many articles were muted or came back.
    MutesSettled(usize),
    /// The search index has caught up with the archive.
    Indexed,
    /// Another process has changed the archive.
    ChangedOutside {
        /// When something last came, was edited or was taken down, whoever stored it.
        newest: Timestamp,
        /// Articles that wait for the search index.
        waiting: usize,
    },
    /// The kept searches came.
    Saved(Vec<SavedSearch>),
    /// Text was pasted.
    Pasted(String),
    /// The terminal has this size now (columns, rows).
    Resized(u16, u16),
    /// The wheel was turned over a cell: rows, down is positive.
    Scrolled(u16, u16, i32),
    /// A cell was clicked.
    Clicked(u16, u16),
    /// The clock moved on; also sent a few times a second while work runs.
    Ticked(Timestamp),
    /// A part of a list came.
    Rows(Ticket, Rows),
    /// The legal documents that articles cite came.
    Documents(Vec<CitedDocument>),
    /// More articles were read for the documents that they cite.
    DocumentsChanged,
    /// The counts came.
    Counted(Counts),
    /// An article came; `None` when it is no longer there.
    Article(Ticket, Option<Box<Article>>),
    /// Articles came that are likely to be wished next. Nothing in sight changes by it.
    ReadAhead(Ticket, Vec<Article>),
    /// What an article holds for a closer look was counted.
    FactsCounted(ArticleId, ArticleFacts),
    /// Articles came that something is to be done with together.
    Articles(Ticket, Vec<Article>),
    /// An article came together with its earlier versions, newest first.
    Revisions(Box<Article>, Vec<Revision>),
    /// The page of an article as it came; `None` when it is not kept.
    Raw(ArticleId, Option<Box<RawPage>>),
    /// A picture came, or why it cannot be had.
    Picture(String, Result<Arc<Picture>, Unshown>),
    /// Pictures are drawn in another way from now on: those at hand are worth nothing.
    PicturesChanged,
    /// A picture that is to be shown lies in a file.
    PictureFile(PathBuf),
    /// A picture that is to be shown, by its address, cannot be had, and why.
    NoPicture(String, Unshown),
    /// The theme that goes with the ground that the terminal told: `light` or `dark`.
    Ground(&'static str),
    /// Hits came.
    Found(Ticket, Hits),
    /// All labels came, with how many articles have each.
    Labels(Vec<(String, usize)>),
    /// Marks were changed in the archive: these ids really changed.
    Marked(ChangedMarks),
    /// Labels were given and taken away in the archive: these ids really changed.
    Labelled(Vec<Labelled>, Why),
    /// What is wrong with which section came.
    Troubles(BTreeMap<(SourceId, SectionId), SectionTrouble>),
    /// The candidates of a query came, and how many there are beyond the bound.
    Case(String, Vec<CaseRow>, usize),
    /// What became of a document came.
    Followed(String, Vec<LawStep>),
    /// What happened since last time came.
    Since(Box<Since>),
    /// A press review was made: its text, and how many stories it has.
    Digest(String, usize),
    /// A refresh told something.
    Sync(SyncNews),
    /// A refresh ended without its sums (it could not start, or was dropped).
    SyncEnded,
    /// A sentence was said to its end.
    Said(Ticket),
    /// A sentence could not be said: the phrase's id, the program, and why.
    Unheard(Ticket, &'static str, String, Reason),
    /// Something was done that deserves a word: the phrase's id.
    Done(&'static str),
    /// A file was written.
    Written(String),
    /// Something failed: the phrase's id, what it was about, and why.
    Failed(&'static str, String, Reason),
    /// Words that stand together in the archive were learnt; lines keep them whole.
    Learnt(Vec<String>),
    /// Named values the screen kept from last time.
    Remembered(BTreeMap<String, String>),
}

impl Message {
    /// Whether something in sight may change by it.
    pub fn is_seen(&self) -> bool {
        !matches!(self, Self::ReadAhead(..))
    }
}

/// Why something failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// What the system said of a file or a program.
    System(std::io::ErrorKind, String),
    /// A program ended with this code; none when it was ended.
    Code(Option<i32>),
    /// Words of those who know no language but their own.
    Said(String),
    /// The phrase says it all.
    None,
}

impl From<&std::io::Error> for Reason {
    fn from(error: &std::io::Error) -> Self {
        Self::System(error.kind(), error.to_string())
    }
}

/// What is wrong with a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionTrouble {
    /// What went wrong.
    pub kind: TroubleKind,
    /// The engine's sentence.
    pub sentence: String,
    /// Failures in a row.
    pub failures: u32,
    /// Last visit.
    pub visited: Option<Timestamp>,
    /// Not before this.
    pub next_visit: Option<Timestamp>,
}

//! What the world should do next. Plain data: comparable, printable, testable.

use std::path::PathBuf;

use crate::model::article::Anchor;
use crate::model::offer::OfferPart;
use crate::model::{
    Article, ArticleId, Cursor, DocumentOrder, Judgement, Labelled, Query, RowMark, RowSide, SavedSearch,
    SearchRequest, SectionId, SourceId, Timestamp, Window,
};

use super::mark::Why;
use super::message::Ticket;

/// Work for the shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Ask the archive for a part of a list.
    LoadRows(Ticket, Query, Window),
    /// Ask it for rows of a list from a number on: first row, how many.
    LoadRowsAt(Ticket, Query, usize, usize),
    /// Ask it for the kept searches: how many articles each finds, and how many are new.
    /// Those of the configuration are given along: they are kept from then on.
    LoadSaved(Vec<SavedSearch>),
    /// Keep a search under a name, watched or not.
    KeepSearch(String, String, bool),
    /// Forget a kept search.
    DropSearch(String),
    /// The user has seen what a kept search found.
    SearchSeen(String),
    /// Read the configuration again.
    Reload,
    /// Tell what a setting of the configuration is; of none: what all are.
    TellSetting(Option<String>),
    /// Write a setting into the configuration: its key, its value.
    WriteSetting(String, String),
    /// Ask a site what it has to read.
    LookAtSource(String),
    /// Write these parts of the site that was asked last into the configuration.
    AddSource(Vec<OfferPart>),
    /// Hide the built-in newspapers, or show them again.
    ToggleBuiltIn,
    /// Take the source of this id, or a beginning of it, out of the configuration.
    RemoveSource(String),
    /// Ask it for the legal documents that articles cite: which first, how many at most.
    LoadDocuments(DocumentOrder, usize),
    /// Ask it for the counts.
    LoadCounts,
    /// Ask it for an article.
    LoadArticle(Ticket, ArticleId),
    /// Remember that an article was opened.
    NoteOpened(ArticleId),
    /// Ask it for articles that are likely to be wished next.
    ReadAhead(Ticket, Vec<ArticleId>),
    /// Count what the opened article holds for a closer look.
    CountFacts(ArticleId),
    /// Ask it for all of these articles.
    LoadArticles(Ticket, Vec<ArticleId>),
    /// Ask it for the earlier versions of an article.
    LoadRevisions(ArticleId),
    /// Read the page of an article as it came.
    LoadRaw(ArticleId),
    /// Fetch a picture and make it for so many columns and rows.
    LoadPicture(String, (u16, u16)),
    /// Search; a newer search replaces an older one.
    Search(Ticket, SearchRequest),
    /// Change marks.
    SetMark(Vec<ArticleId>, RowMark, Why),
    /// Ask for all labels.
    LoadLabels,
    /// Give articles labels, or take them away.
    SetLabels(Vec<Labelled>, Why),
    /// Write a note to a passage of an article (empty: to all of it); an empty note goes.
    SetNote(ArticleId, String, String),
    /// Mark a whole list read, or one side of a row of it.
    MarkListRead(Query, Option<SideOfRow>),
    /// Remember where the user stood.
    SavePosition(ArticleId, Anchor),
    /// Ask what is wrong with which section.
    LoadTroubles,
    /// Ask for the candidates among what a query finds.
    LoadCase(String),
    /// Keep what the user says of an article of a query.
    Judge(String, ArticleId, Judgement),
    /// Ask what became of a document.
    FollowDocument(String),
    /// Ask what happened since an instant.
    LoadSince(Timestamp),
    /// Make the press review of the last day: for the clipboard, or for a file.
    MakeDigest(DigestWish),
    /// Count what a refresh would fetch of what is listed.
    Estimate(Refresh),
    /// Start a refresh.
    Refresh(Refresh),
    /// Stop it.
    StopRefresh,
    /// Stop bringing the search index up to date.
    StopIndexing,
    /// Promise to make no connection.
    GoOffline,
    /// Take that promise back.
    GoOnline,
    /// Open an address in the browser.
    Browse(String),
    /// Show a picture at an address in the user's viewer, else in the browser.
    View(String),
    /// Show a picture that lies in a file in the user's viewer; after one that draws in the terminal, a sentence says which
    /// key leads back.
    ShowPicture(PathBuf, String),
    /// Copy a text to the clipboard; then the phrase with this id is said.
    Copy(String, &'static str),
    /// Write the article of a newspaper to a file in the user's folder; the ending of the file's name picks the form.
    Save(String, Box<Article>, String),
    /// Give the text to a command; after one that ends at once, a sentence says which key leads back.
    Pipe(String, String, String),
    /// Run a program with its arguments while the screen is away, with this text in the file that they name as `{file}`;
    /// after one that ends at once, a sentence says which key leads back.
    Run(Vec<String>, Option<String>, String),
    /// Say a sentence at a speed in percent; then tell that it was said.
    Speak(Ticket, String, u16),
    /// Be quiet at once.
    Hush,
    /// Remember a named value for next time.
    Remember(&'static str, String),
    /// Take the mouse or give it back.
    Mouse(bool),
    /// Draw everything anew.
    Redraw,
    /// Stop the process until the shell wakes it.
    Suspend,
    /// Leave.
    Quit,
}

impl Effect {
    /// Whether it keeps something that the user did: it is done even when the screen is being left.
    pub fn keeps(&self) -> bool {
        match self {
            Self::KeepSearch(..)
            | Self::DropSearch(_)
            | Self::SearchSeen(_)
            | Self::SetMark(..)
            | Self::SetLabels(..)
            | Self::SetNote(..)
            | Self::Judge(..)
            | Self::MarkListRead(..)
            | Self::NoteOpened(_)
            | Self::SavePosition(..)
            | Self::Save(..)
            | Self::WriteSetting(..)
            | Self::Remember(..) => true,
            Self::LoadRows(..)
            | Self::LoadRowsAt(..)
            | Self::LoadSaved(_)
            | Self::Reload
            | Self::TellSetting(_)
            | Self::LookAtSource(_)
            | Self::AddSource(_)
            | Self::ToggleBuiltIn
            | Self::RemoveSource(_)
            | Self::LoadDocuments(..)
            | Self::LoadCounts
            | Self::LoadArticle(..)
            | Self::ReadAhead(..)
            | Self::CountFacts(_)
            | Self::LoadArticles(..)
            | Self::LoadLabels
            | Self::LoadRevisions(_)
            | Self::LoadRaw(_)
            | Self::LoadPicture(..)
            | Self::Search(..)
            | Self::LoadTroubles
            | Self::LoadSince(_)
            | Self::LoadCase(_)
            | Self::FollowDocument(_)
            | Self::MakeDigest(_)
            | Self::Estimate(_)
            | Self::Refresh(_)
            | Self::StopRefresh
            | Self::StopIndexing
            | Self::GoOffline
            | Self::GoOnline
            | Self::Browse(_)
            | Self::View(_)
            | Self::ShowPicture(..)
            | Self::Copy(..)
            | Self::Pipe(..)
            | Self::Run(..)
            | Self::Speak(..)
            | Self::Hush
            | Self::Mouse(_)
            | Self::Redraw
            | Self::Suspend
            | Self::Quit => false,
        }
    }
}

/// What a press review is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigestWish {
    /// How many days it goes back.
    pub days: u32,
    /// The file it goes to, by whose ending its form is known; none: the clipboard.
    pub file: Option<String>,
    /// What stands above it, and over what fits no topic.
    pub titles: (String, String),
    /// The topics: name and query.
    pub topics: Vec<(String, String)>,
    /// The papers' names.
    pub names: Vec<(SourceId, String)>,
}

/// The part of a list above or below a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SideOfRow {
    /// The row, which does not belong to it.
    pub row: Cursor,
    /// Above it, or below.
    pub side: RowSide,
}

/// What to refresh.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refresh {
    /// Empty: everything that is enabled.
    pub only: Vec<(SourceId, Option<SectionId>)>,
    /// Visit what is not due, too: a person asked.
    pub force: bool,
    /// Fetch every listed body that is missing.
    pub all_bodies: bool,
    /// How far back lists are read.
    pub back: Back,
    /// These articles are asked for again, and nothing else.
    pub again: Vec<ArticleId>,
}

/// How far back lists are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Back {
    /// To what is known.
    #[default]
    Known,
    /// On from where the last walk ended.
    Older,
}

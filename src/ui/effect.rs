//! What the world should do next. Plain data: comparable, printable, testable.

use crate::model::article::Anchor;
use crate::model::{ArticleId, Query, SectionId, SourceId, Window};

use super::message::{Mark, Ticket};

/// Work for the shell.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Effect {
    /// Ask the archive for a part of a list.
    LoadRows(Ticket, Query, Window),
    /// Ask it for the counts.
    LoadCounts,
    /// Ask it for an article.
    LoadArticle(Ticket, ArticleId),
    /// Fetch and decode a picture.
    LoadPicture(String),
    /// Search; a newer search replaces an older one.
    Search(Ticket, SearchFor),
    /// Change marks.
    SetMark(Vec<ArticleId>, Mark, Why),
    /// Mark a whole list read.
    MarkListRead(Query),
    /// Remember where the reader stood.
    SavePosition(ArticleId, Anchor),
    /// Ask what is wrong with which section.
    LoadTroubles,
    /// Start a refresh.
    Refresh(Refresh),
    /// Stop it.
    StopRefresh,
    /// Promise to make no connection (or take the promise back).
    GoOffline(bool),
    /// Open an address in the browser.
    Browse(String),
    /// Copy to the clipboard; `said` is the phrase for when it is done.
    Copy(String),
    /// Write the text to a file in the reader's folder.
    Save(String, String),
    /// Give the text to a command.
    Pipe(String, String),
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

/// Why marks are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The reader asked.
    Asked,
    /// An article was opened.
    Opened,
    /// The reader took a change back.
    Undone,
}

/// What to search for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchFor {
    /// What was typed.
    pub text: String,
    /// Other readings that count as well (raw keys of the input method).
    pub alternatives: Vec<String>,
    /// The last word is still being typed.
    pub typing: bool,
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
}

//! Every wish of the user, by what it is about, and where it counts. Their names and keys: the table beside it.

/// A wish of the user, by what it is about. Each group is carried out by one exhaustive match, so that an action which nobody
/// carries out does not compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Moves the selection, or what is in sight.
    Move(MoveAction),
    /// Goes to another pane, or to another article.
    Go(GoAction),
    /// Changes what the reader shows of an article.
    Reader(ReaderAction),
    /// Does something with one article.
    Article(ArticleAction),
    /// Changes which articles are listed, and in which order.
    List(ListAction),
    /// Searches, and keeps searches.
    Search(SearchAction),
    /// Marks articles.
    Mark(MarkAction),
    /// Fetches, or stops fetching.
    Refresh(RefreshAction),
    /// Changes the screen itself.
    Screen(ScreenAction),
    /// Keeps places in articles, and goes back to them.
    Place(PlaceAction),
    /// Does again what keys did.
    Again(AgainAction),
}

/// Moves the selection, or what is in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table of keys says what each action does")]
pub enum MoveAction {
    Down,
    Up,
    HalfPageDown,
    HalfPageUp,
    PageDown,
    PageUp,
    LineDown,
    LineUp,
    Top,
    Bottom,
}

/// Goes to another pane, or to another article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table of keys says what each action does")]
pub enum GoAction {
    Left,
    Right,
    NextPane,
    PreviousPane,
    Open,
    Close,
    Back,
    Quit,
    NextArticle,
    PreviousArticle,
    NextUnread,
}

/// Changes what the reader shows of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table of keys says what each action does")]
pub enum ReaderAction {
    NextHeading,
    PreviousHeading,
    Tables,
    ColumnsLeft,
    ColumnsRight,
    Find,
    SelectLines,
    Raw,
    Widen,
    Narrow,
    TogglePictures,
    Speak,
    StopSpeaking,
    NextSentence,
    NextParagraph,
    Faster,
    Slower,
}

/// Does something with one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table of keys says what each action does")]
pub enum ArticleAction {
    OpenInBrowser,
    CopyAddress,
    CopyText,
    CopyCitation,
    Links,
    Info,
    Revisions,
    Original,
    Documents,
    Terms,
    Facts,
    Pipe,
    Save,
    Label,
    Note,
}

/// Changes which articles are listed, and in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table of keys says what each action does")]
pub enum ListAction {
    Filter,
    ShowAll,
    ShowUnread,
    ShowStarred,
    ShowToday,
    ShowPictured,
    ShowNew,
    ReverseOrder,
    Sort,
    Copies,
    SpreadCopies,
    TurnDensity,
    SinceLastTime,
    Digest,
}

/// Searches, and keeps searches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table of keys says what each action does")]
pub enum SearchAction {
    Search,
    NextHit,
    PreviousHit,
    SortHits,
    LooseHits,
    SynonymHits,
    HitsOfSource,
    SimilarArticles,
    WatchNews,
    SaveSearch,
    Case,
    WatchSearch,
    DropSearch,
}

/// Marks articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table of keys says what each action does")]
pub enum MarkAction {
    ToggleRead,
    ToggleStar,
    MarkAllRead,
    MarkAboveRead,
    MarkBelowRead,
    Select,
    Undo,
    Redo,
}

/// Fetches, or stops fetching.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table of keys says what each action does")]
pub enum RefreshAction {
    RefreshSection,
    RefreshAll,
    Older,
    Again,
    AddSource,
    ToggleBuiltIn,
    DownloadBodies,
    StopRefresh,
    ToggleOffline,
}

/// Changes the screen itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table of keys says what each action does")]
pub enum ScreenAction {
    CommandLine,
    Help,
    Troubles,
    Zen,
    GrowPane,
    ShrinkPane,
    Themes,
    ToggleLanguage,
    ToggleMouse,
    Redraw,
    Reload,
    Suspend,
}

/// Keeps places in articles, and goes back to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table of keys says what each action does")]
pub enum PlaceAction {
    Set,
    GoTo,
    JumpBack,
    JumpForward,
}

/// Does again what keys did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table of keys says what each action does")]
pub enum AgainAction {
    Repeat,
    Record,
    Play,
}

/// Where a row counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CountScope {
    /// Everywhere but in prompts.
    Anywhere,
    /// In the pane of sources.
    Sources,
    /// In the list (of a section or of hits).
    List,
    /// In the article.
    Reader,
}

impl CountScope {
    /// Its name in the configuration and the catalogue (`scope-NAME`).
    pub fn name(self) -> &'static str {
        match self {
            Self::Anywhere => "anywhere",
            Self::Sources => "sources",
            Self::List => "list",
            Self::Reader => "reader",
        }
    }
}

//! THE TABLE: every action once, with its name, where it counts, its default keys and its help.
//!
//! Dispatch, the help screen, the `:` line, the README's table and the names in the configuration read these rows.
//! The help of a row is the phrase `do-NAME` of the catalogue.

/// A wish of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table below says what each action does")]
pub enum Action {
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
    NextHeading,
    PreviousHeading,
    Tables,
    ColumnsLeft,
    ColumnsRight,
    Search,
    Find,
    NextHit,
    PreviousHit,
    Filter,
    CommandLine,
    Help,
    RefreshSection,
    RefreshAll,
    DownloadBodies,
    StopRefresh,
    ToggleOffline,
    ToggleRead,
    ToggleStar,
    MarkAllRead,
    MarkAboveRead,
    MarkBelowRead,
    Select,
    Undo,
    Redo,
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
    SaveSearch,
    WatchSearch,
    DropSearch,
    OpenInBrowser,
    CopyAddress,
    CopyText,
    CopyCitation,
    Links,
    Info,
    Revisions,
    Raw,
    Troubles,
    Pipe,
    Save,
    Zen,
    Widen,
    Narrow,
    GrowPane,
    ShrinkPane,
    Themes,
    ToggleLanguage,
    ToggleMouse,
    TogglePictures,
    Redraw,
    Reload,
    Suspend,
}

/// Where a row counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everywhere but in prompts.
    Anywhere,
    /// In the pane of sources.
    Sources,
    /// In the list (of a section or of hits).
    List,
    /// In the article.
    Reader,
}

impl Scope {
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

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it counts.
    pub scope: Scope,
    /// Its name in the configuration and on the `:` line.
    pub name: &'static str,
    /// Default keys; a chord is keys with spaces between.
    pub keys: &'static [&'static str],
    /// What it does.
    pub action: Action,
}

const fn row(scope: Scope, name: &'static str, keys: &'static [&'static str], action: Action) -> Binding {
    Binding { scope, name, keys, action }
}

/// All rows, in the order of the help screen.
pub const BINDINGS: &[Binding] = &[
    row(Scope::Anywhere, "down", &["j", "down"], Action::Down),
    row(Scope::Anywhere, "up", &["k", "up"], Action::Up),
    row(Scope::Anywhere, "half-page-down", &["ctrl-d"], Action::HalfPageDown),
    row(Scope::Anywhere, "half-page-up", &["ctrl-u"], Action::HalfPageUp),
    row(Scope::Anywhere, "page-down", &["space", "pagedown", "ctrl-f"], Action::PageDown),
    row(Scope::Anywhere, "page-up", &["b", "pageup", "ctrl-b"], Action::PageUp),
    row(Scope::Anywhere, "line-down", &["ctrl-e"], Action::LineDown),
    row(Scope::Anywhere, "line-up", &["ctrl-y"], Action::LineUp),
    row(Scope::Anywhere, "top", &["g g", "home"], Action::Top),
    row(Scope::Anywhere, "bottom", &["G", "end"], Action::Bottom),
    row(Scope::Anywhere, "left", &["h", "left"], Action::Left),
    row(Scope::Anywhere, "right", &["l", "right"], Action::Right),
    row(Scope::Anywhere, "next-pane", &["tab"], Action::NextPane),
    row(Scope::Anywhere, "previous-pane", &["shift-tab"], Action::PreviousPane),
    row(Scope::Anywhere, "open", &["enter"], Action::Open),
    row(Scope::Anywhere, "close", &["esc"], Action::Close),
    row(Scope::Anywhere, "back", &["q"], Action::Back),
    row(Scope::Anywhere, "quit", &["Q", "ctrl-c"], Action::Quit),
    row(Scope::Anywhere, "next-article", &["J", "]"], Action::NextArticle),
    row(Scope::Anywhere, "previous-article", &["K", "["], Action::PreviousArticle),
    row(Scope::Anywhere, "next-unread", &["g n", "}"], Action::NextUnread),
    row(Scope::Anywhere, "search", &["/", "g /"], Action::Search),
    row(Scope::Reader, "find", &["/"], Action::Find),
    row(Scope::Anywhere, "next-hit", &["n"], Action::NextHit),
    row(Scope::Anywhere, "previous-hit", &["N"], Action::PreviousHit),
    row(Scope::Reader, "next-heading", &[")"], Action::NextHeading),
    row(Scope::Reader, "previous-heading", &["("], Action::PreviousHeading),
    row(Scope::Reader, "tables", &["g t"], Action::Tables),
    row(Scope::Reader, "columns-left", &[","], Action::ColumnsLeft),
    row(Scope::Reader, "columns-right", &["."], Action::ColumnsRight),
    row(Scope::Anywhere, "filter", &["&"], Action::Filter),
    row(Scope::Anywhere, "save-search", &["g s"], Action::SaveSearch),
    row(Scope::Anywhere, "watch-search", &["g w"], Action::WatchSearch),
    row(Scope::Sources, "drop-search", &["delete", "d"], Action::DropSearch),
    row(Scope::Anywhere, "show-all", &["1"], Action::ShowAll),
    row(Scope::Anywhere, "show-unread", &["2"], Action::ShowUnread),
    row(Scope::Anywhere, "show-starred", &["3"], Action::ShowStarred),
    row(Scope::Anywhere, "show-today", &["4"], Action::ShowToday),
    row(Scope::Anywhere, "show-pictured", &["5"], Action::ShowPictured),
    row(Scope::Anywhere, "show-new", &["6"], Action::ShowNew),
    row(Scope::Anywhere, "sort", &["O"], Action::Sort),
    row(Scope::Anywhere, "reverse-order", &["g o"], Action::ReverseOrder),
    row(Scope::Anywhere, "copies", &["g d"], Action::Copies),
    row(Scope::Anywhere, "spread-copies", &["g D"], Action::SpreadCopies),
    row(Scope::Anywhere, "refresh", &["r"], Action::RefreshSection),
    row(Scope::Anywhere, "refresh-all", &["R"], Action::RefreshAll),
    row(Scope::Anywhere, "download", &["D"], Action::DownloadBodies),
    row(Scope::Anywhere, "stop", &["x"], Action::StopRefresh),
    row(Scope::Anywhere, "offline", &["g x"], Action::ToggleOffline),
    row(Scope::Anywhere, "toggle-read", &["u"], Action::ToggleRead),
    row(Scope::Anywhere, "toggle-star", &["s"], Action::ToggleStar),
    row(Scope::Anywhere, "undo", &["U"], Action::Undo),
    row(Scope::Anywhere, "redo", &["ctrl-r"], Action::Redo),
    row(Scope::Anywhere, "mark-all-read", &["A"], Action::MarkAllRead),
    row(Scope::List, "mark-above-read", &["g k"], Action::MarkAboveRead),
    row(Scope::List, "mark-below-read", &["g j"], Action::MarkBelowRead),
    row(Scope::List, "select", &["v"], Action::Select),
    row(Scope::Anywhere, "browser", &["o"], Action::OpenInBrowser),
    row(Scope::Anywhere, "copy-address", &["y"], Action::CopyAddress),
    row(Scope::Anywhere, "copy-text", &["Y"], Action::CopyText),
    row(Scope::Anywhere, "copy-citation", &["c"], Action::CopyCitation),
    row(Scope::Anywhere, "links", &["f"], Action::Links),
    row(Scope::Anywhere, "info", &["i"], Action::Info),
    row(Scope::Anywhere, "revisions", &["g v"], Action::Revisions),
    row(Scope::Reader, "raw", &["g h"], Action::Raw),
    row(Scope::Anywhere, "troubles", &["e"], Action::Troubles),
    row(Scope::Anywhere, "pipe", &["|"], Action::Pipe),
    row(Scope::Anywhere, "save", &["w"], Action::Save),
    row(Scope::Anywhere, "zen", &["z"], Action::Zen),
    row(Scope::Anywhere, "widen", &["+", "="], Action::Widen),
    row(Scope::Anywhere, "narrow", &["-"], Action::Narrow),
    row(Scope::Anywhere, "grow-pane", &[">"], Action::GrowPane),
    row(Scope::Anywhere, "shrink-pane", &["<"], Action::ShrinkPane),
    row(Scope::Anywhere, "pictures", &["p"], Action::TogglePictures),
    row(Scope::Anywhere, "themes", &["t"], Action::Themes),
    row(Scope::Anywhere, "language", &["g l"], Action::ToggleLanguage),
    row(Scope::Anywhere, "mouse", &["m"], Action::ToggleMouse),
    row(Scope::Anywhere, "redraw", &["ctrl-l"], Action::Redraw),
    row(Scope::Anywhere, "reload", &["g r"], Action::Reload),
    row(Scope::Anywhere, "suspend", &["ctrl-z"], Action::Suspend),
    row(Scope::Anywhere, "command", &[":"], Action::CommandLine),
    row(Scope::Anywhere, "help", &["?", "f1"], Action::Help),
];

impl Action {
    /// Whether a number before it means how often, or where to.
    pub fn counts(self) -> bool {
        matches!(
            self,
            Self::Down
                | Self::Up
                | Self::HalfPageDown
                | Self::HalfPageUp
                | Self::PageDown
                | Self::PageUp
                | Self::LineDown
                | Self::LineUp
                | Self::Top
                | Self::Bottom
                | Self::NextArticle
                | Self::PreviousArticle
                | Self::ColumnsLeft
                | Self::ColumnsRight
                | Self::ToggleRead
                | Self::ToggleStar
        )
    }
}

/// The row called `name`, if there is one.
pub fn named(name: &str) -> Option<&'static Binding> {
    BINDINGS.iter().find(|b| b.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::ui::key::Key;

    #[test]
    fn no_key_means_two_things_in_one_scope() {
        let mut seen = HashSet::new();
        for b in BINDINGS {
            for key in b.keys {
                assert!(seen.insert((b.scope, Key::parse_chord(key).unwrap())), "{} {key}", b.name);
            }
        }
    }

    #[test]
    fn every_action_has_its_own_name() {
        let names: HashSet<_> = BINDINGS.iter().map(|b| b.name).collect();
        assert_eq!(names.len(), BINDINGS.len());
    }

    #[test]
    fn no_chord_begins_with_a_key_that_acts_alone() {
        for chord in BINDINGS.iter().flat_map(|b| b.keys).filter(|k| k.contains(' ')) {
            let first = Key::parse_chord(chord).unwrap()[0];
            let alone = |b: &Binding| b.keys.iter().any(|k| Key::parse_chord(k).unwrap() == [first]);
            assert!(!BINDINGS.iter().any(alone), "{chord}");
        }
    }
}

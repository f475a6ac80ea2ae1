//! THE TABLE: every action once, with its name, where it counts, its default keys and its help.
//!
//! Dispatch, the help screen, the `:` line, the README's table and the names in the configuration read these rows.
//! The help of a row is the phrase `do-NAME` of the catalogue.

use super::action::{
    Action, AgainAction, ArticleAction, GoAction, ListAction, MarkAction, MoveAction, PlaceAction, ReaderAction,
    RefreshAction, Scope, ScreenAction, SearchAction,
};

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it counts.
    pub scope: Scope,
    /// Its name in the configuration and on the `:` line.
    pub name: &'static str,
    /// Default keys; a chord is keys with spaces between.
    pub keys: &'static [&'static str],
    /// What a number before it means.
    pub counting: Counting,
    /// What it does.
    pub action: Action,
}

/// What a number typed before an action means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// How often, or where to.
    Times,
    /// Nothing: it is done once.
    Once,
}

use Counting::{Once, Times};

const fn row(
    scope: Scope,
    name: &'static str,
    keys: &'static [&'static str],
    counting: Counting,
    action: Action,
) -> Binding {
    Binding { scope, name, keys, counting, action }
}

/// All rows, in the order of the help screen.
pub const BINDINGS: &[Binding] = &[
    row(Scope::Anywhere, "down", &["j", "down"], Times, Action::Move(MoveAction::Down)),
    row(Scope::Anywhere, "up", &["k", "up"], Times, Action::Move(MoveAction::Up)),
    row(Scope::Anywhere, "half-page-down", &["ctrl-d"], Times, Action::Move(MoveAction::HalfPageDown)),
    row(Scope::Anywhere, "half-page-up", &["ctrl-u"], Times, Action::Move(MoveAction::HalfPageUp)),
    row(Scope::Anywhere, "page-down", &["space", "pagedown", "ctrl-f"], Times, Action::Move(MoveAction::PageDown)),
    row(Scope::Anywhere, "page-up", &["b", "pageup", "ctrl-b"], Times, Action::Move(MoveAction::PageUp)),
    row(Scope::Anywhere, "line-down", &["ctrl-e"], Times, Action::Move(MoveAction::LineDown)),
    row(Scope::Anywhere, "line-up", &["ctrl-y"], Times, Action::Move(MoveAction::LineUp)),
    row(Scope::Anywhere, "top", &["g g", "home"], Times, Action::Move(MoveAction::Top)),
    row(Scope::Anywhere, "bottom", &["G", "end"], Times, Action::Move(MoveAction::Bottom)),
    row(Scope::Anywhere, "left", &["h", "left"], Once, Action::Go(GoAction::Left)),
    row(Scope::Anywhere, "right", &["l", "right"], Once, Action::Go(GoAction::Right)),
    row(Scope::Anywhere, "next-pane", &["tab"], Once, Action::Go(GoAction::NextPane)),
    row(Scope::Anywhere, "previous-pane", &["shift-tab"], Once, Action::Go(GoAction::PreviousPane)),
    row(Scope::Anywhere, "open", &["enter"], Once, Action::Go(GoAction::Open)),
    row(Scope::Anywhere, "close", &["esc"], Once, Action::Go(GoAction::Close)),
    row(Scope::Anywhere, "back", &["q"], Once, Action::Go(GoAction::Back)),
    row(Scope::Anywhere, "quit", &["Q", "ctrl-c"], Once, Action::Go(GoAction::Quit)),
    row(Scope::Anywhere, "next-article", &["J", "]"], Times, Action::Go(GoAction::NextArticle)),
    row(Scope::Anywhere, "previous-article", &["K", "["], Times, Action::Go(GoAction::PreviousArticle)),
    row(Scope::Anywhere, "next-unread", &["g n", "}"], Once, Action::Go(GoAction::NextUnread)),
    row(Scope::Anywhere, "search", &["/", "g /"], Once, Action::Search(SearchAction::Search)),
    row(Scope::Reader, "find", &["/"], Once, Action::Reader(ReaderAction::Find)),
    row(Scope::Anywhere, "next-hit", &["n"], Once, Action::Search(SearchAction::NextHit)),
    row(Scope::Anywhere, "previous-hit", &["N"], Once, Action::Search(SearchAction::PreviousHit)),
    row(Scope::Anywhere, "loose-hits", &["g e"], Once, Action::Search(SearchAction::LooseHits)),
    row(Scope::Anywhere, "synonym-hits", &["g y"], Once, Action::Search(SearchAction::SynonymHits)),
    row(Scope::Anywhere, "hits-of-source", &["g f"], Once, Action::Search(SearchAction::HitsOfSource)),
    row(Scope::Anywhere, "sort-hits", &["g c"], Once, Action::Search(SearchAction::SortHits)),
    row(Scope::Anywhere, "similar-articles", &["g m"], Once, Action::Search(SearchAction::SimilarArticles)),
    row(Scope::Anywhere, "watch-news", &["g W"], Once, Action::Search(SearchAction::WatchNews)),
    row(Scope::Reader, "next-heading", &[")"], Once, Action::Reader(ReaderAction::NextHeading)),
    row(Scope::Reader, "previous-heading", &["("], Once, Action::Reader(ReaderAction::PreviousHeading)),
    row(Scope::Reader, "tables", &["g t"], Once, Action::Reader(ReaderAction::Tables)),
    row(Scope::Reader, "columns-left", &["ctrl-left", "g <"], Times, Action::Reader(ReaderAction::ColumnsLeft)),
    row(Scope::Reader, "columns-right", &["ctrl-right", "g >"], Times, Action::Reader(ReaderAction::ColumnsRight)),
    row(Scope::Reader, "set-place", &["m"], Once, Action::Place(PlaceAction::Set)),
    row(Scope::Anywhere, "go-to-place", &["'", "`"], Once, Action::Place(PlaceAction::GoTo)),
    row(Scope::Anywhere, "jump-back", &["ctrl-o", "alt-left"], Times, Action::Place(PlaceAction::JumpBack)),
    row(Scope::Anywhere, "jump-forward", &["ctrl-i", "alt-right"], Times, Action::Place(PlaceAction::JumpForward)),
    row(Scope::Anywhere, "repeat", &["."], Once, Action::Again(AgainAction::Repeat)),
    row(Scope::Anywhere, "record", &["g q"], Once, Action::Again(AgainAction::Record)),
    row(Scope::Anywhere, "play", &["@"], Times, Action::Again(AgainAction::Play)),
    row(Scope::Anywhere, "filter", &["&"], Once, Action::List(ListAction::Filter)),
    row(Scope::Anywhere, "save-search", &["g s"], Once, Action::Search(SearchAction::SaveSearch)),
    row(Scope::Anywhere, "watch-search", &["g w"], Once, Action::Search(SearchAction::WatchSearch)),
    row(Scope::Anywhere, "case", &["g C"], Once, Action::Search(SearchAction::Case)),
    row(Scope::Sources, "drop-search", &["delete", "d"], Once, Action::Search(SearchAction::DropSearch)),
    row(Scope::Anywhere, "show-all", &["1"], Once, Action::List(ListAction::ShowAll)),
    row(Scope::Anywhere, "show-unread", &["2"], Once, Action::List(ListAction::ShowUnread)),
    row(Scope::Anywhere, "show-starred", &["3"], Once, Action::List(ListAction::ShowStarred)),
    row(Scope::Anywhere, "show-today", &["4"], Once, Action::List(ListAction::ShowToday)),
    row(Scope::Anywhere, "show-pictured", &["5"], Once, Action::List(ListAction::ShowPictured)),
    row(Scope::Anywhere, "show-new", &["6"], Once, Action::List(ListAction::ShowNew)),
    row(Scope::Anywhere, "sort", &["O"], Once, Action::List(ListAction::Sort)),
    row(Scope::Anywhere, "reverse-order", &["g o"], Once, Action::List(ListAction::ReverseOrder)),
    row(Scope::Anywhere, "copies", &["g d"], Once, Action::List(ListAction::Copies)),
    row(Scope::Anywhere, "spread-copies", &["g D"], Once, Action::List(ListAction::SpreadCopies)),
    row(Scope::Anywhere, "compact-list", &["C"], Once, Action::List(ListAction::TurnDensity)),
    row(Scope::Anywhere, "since-last-time", &["g N"], Once, Action::List(ListAction::SinceLastTime)),
    row(Scope::Anywhere, "digest", &["g p"], Once, Action::List(ListAction::Digest)),
    row(Scope::Anywhere, "refresh", &["r"], Once, Action::Refresh(RefreshAction::RefreshSection)),
    row(Scope::Anywhere, "refresh-all", &["R"], Once, Action::Refresh(RefreshAction::RefreshAll)),
    row(Scope::Anywhere, "older", &["g b"], Once, Action::Refresh(RefreshAction::Older)),
    row(Scope::Anywhere, "again", &["g u"], Once, Action::Refresh(RefreshAction::Again)),
    row(Scope::Sources, "add-source", &["a"], Once, Action::Refresh(RefreshAction::AddSource)),
    row(Scope::Sources, "toggle-built-in", &["H"], Once, Action::Refresh(RefreshAction::ToggleBuiltIn)),
    row(Scope::Anywhere, "download", &["D"], Once, Action::Refresh(RefreshAction::DownloadBodies)),
    row(Scope::Anywhere, "stop", &["x"], Once, Action::Refresh(RefreshAction::StopRefresh)),
    row(Scope::Anywhere, "offline", &["g x"], Once, Action::Refresh(RefreshAction::ToggleOffline)),
    row(Scope::Anywhere, "toggle-read", &["u"], Times, Action::Mark(MarkAction::ToggleRead)),
    row(Scope::Anywhere, "toggle-star", &["s"], Times, Action::Mark(MarkAction::ToggleStar)),
    row(Scope::Anywhere, "undo", &["U"], Once, Action::Mark(MarkAction::Undo)),
    row(Scope::Anywhere, "redo", &["ctrl-r"], Once, Action::Mark(MarkAction::Redo)),
    row(Scope::Anywhere, "mark-all-read", &["A"], Once, Action::Mark(MarkAction::MarkAllRead)),
    row(Scope::List, "mark-above-read", &["g k"], Once, Action::Mark(MarkAction::MarkAboveRead)),
    row(Scope::List, "mark-below-read", &["g j"], Once, Action::Mark(MarkAction::MarkBelowRead)),
    row(Scope::List, "select", &["v"], Once, Action::Mark(MarkAction::Select)),
    row(Scope::Anywhere, "browser", &["o"], Once, Action::Article(ArticleAction::OpenInBrowser)),
    row(Scope::Anywhere, "copy-address", &["y"], Once, Action::Article(ArticleAction::CopyAddress)),
    row(Scope::Anywhere, "copy-text", &["Y"], Once, Action::Article(ArticleAction::CopyText)),
    row(Scope::Anywhere, "copy-citation", &["c"], Once, Action::Article(ArticleAction::CopyCitation)),
    row(Scope::Anywhere, "links", &["f"], Once, Action::Article(ArticleAction::Links)),
    row(Scope::Anywhere, "info", &["i"], Once, Action::Article(ArticleAction::Info)),
    row(Scope::Anywhere, "revisions", &["g v"], Once, Action::Article(ArticleAction::Revisions)),
    row(Scope::Anywhere, "original", &["g O"], Once, Action::Article(ArticleAction::Original)),
    row(Scope::Anywhere, "documents", &["L"], Once, Action::Article(ArticleAction::Documents)),
    row(Scope::Anywhere, "terms", &["T"], Once, Action::Article(ArticleAction::Terms)),
    row(Scope::Anywhere, "facts", &["#"], Once, Action::Article(ArticleAction::Facts)),
    row(Scope::Reader, "speak", &["a"], Once, Action::Reader(ReaderAction::Speak)),
    row(Scope::Anywhere, "stop-speaking", &["g a"], Once, Action::Reader(ReaderAction::StopSpeaking)),
    row(Scope::Reader, "next-sentence", &[";"], Once, Action::Reader(ReaderAction::NextSentence)),
    row(Scope::Reader, "next-paragraph", &["\""], Once, Action::Reader(ReaderAction::NextParagraph)),
    row(Scope::Reader, "faster", &["g ."], Once, Action::Reader(ReaderAction::Faster)),
    row(Scope::Reader, "slower", &["g ,"], Once, Action::Reader(ReaderAction::Slower)),
    row(Scope::Reader, "raw", &["g h"], Once, Action::Reader(ReaderAction::Raw)),
    row(Scope::Anywhere, "troubles", &["e"], Once, Action::Screen(ScreenAction::Troubles)),
    row(Scope::Reader, "select-lines", &["V"], Once, Action::Reader(ReaderAction::SelectLines)),
    row(Scope::Anywhere, "label", &["S"], Once, Action::Article(ArticleAction::Label)),
    row(Scope::Anywhere, "note", &["M"], Once, Action::Article(ArticleAction::Note)),
    row(Scope::Anywhere, "pipe", &["|"], Once, Action::Article(ArticleAction::Pipe)),
    row(Scope::Anywhere, "save", &["w"], Once, Action::Article(ArticleAction::Save)),
    row(Scope::Anywhere, "zen", &["z"], Once, Action::Screen(ScreenAction::Zen)),
    row(Scope::Anywhere, "widen", &["+", "="], Once, Action::Reader(ReaderAction::Widen)),
    row(Scope::Anywhere, "narrow", &["-"], Once, Action::Reader(ReaderAction::Narrow)),
    row(Scope::Anywhere, "grow-pane", &[">"], Once, Action::Screen(ScreenAction::GrowPane)),
    row(Scope::Anywhere, "shrink-pane", &["<"], Once, Action::Screen(ScreenAction::ShrinkPane)),
    row(Scope::Anywhere, "pictures", &["p"], Once, Action::Reader(ReaderAction::TogglePictures)),
    row(Scope::Anywhere, "themes", &["t"], Once, Action::Screen(ScreenAction::Themes)),
    row(Scope::Anywhere, "language", &["g l"], Once, Action::Screen(ScreenAction::ToggleLanguage)),
    row(Scope::Anywhere, "mouse", &["g M"], Once, Action::Screen(ScreenAction::ToggleMouse)),
    row(Scope::Anywhere, "redraw", &["ctrl-l"], Once, Action::Screen(ScreenAction::Redraw)),
    row(Scope::Anywhere, "reload", &["g r"], Once, Action::Screen(ScreenAction::Reload)),
    row(Scope::Anywhere, "suspend", &["ctrl-z"], Once, Action::Screen(ScreenAction::Suspend)),
    row(Scope::Anywhere, "command", &[":"], Once, Action::Screen(ScreenAction::CommandLine)),
    row(Scope::Anywhere, "help", &["?", "f1"], Once, Action::Screen(ScreenAction::Help)),
];

/// Whether a number before an action means how often, or where to.
pub fn counts(action: Action) -> bool {
    BINDINGS.iter().any(|row| row.action == action && row.counting == Times)
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

//! THE TABLE: every action once, with its name, where it counts, its default keys and its help.
//!
//! Dispatch, the help screen, the `:` line, the README's table and the names in the configuration read these rows.
//! The help of a row is the phrase `do-NAME` of the catalogue.

use super::action::{
    Action, AgainAction, ArticleAction, CountScope, GoAction, ListAction, MarkAction, MoveAction, PlaceAction,
    ReaderAction, RefreshAction, ScreenAction, SearchAction,
};

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it counts.
    pub scope: CountScope,
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
    scope: CountScope,
    name: &'static str,
    keys: &'static [&'static str],
    counting: Counting,
    action: Action,
) -> Binding {
    Binding { scope, name, keys, counting, action }
}

/// All rows, in the order of the help screen.
pub const BINDINGS: &[Binding] = &[
    row(CountScope::Anywhere, "down", &["j", "down"], Times, Action::Move(MoveAction::Down)),
    row(CountScope::Anywhere, "up", &["k", "up"], Times, Action::Move(MoveAction::Up)),
    row(CountScope::Anywhere, "half-page-down", &["ctrl-d"], Times, Action::Move(MoveAction::HalfPageDown)),
    row(CountScope::Anywhere, "half-page-up", &["ctrl-u"], Times, Action::Move(MoveAction::HalfPageUp)),
    row(CountScope::Anywhere, "page-down", &["space", "pagedown", "ctrl-f"], Times, Action::Move(MoveAction::PageDown)),
    row(CountScope::Anywhere, "page-up", &["b", "pageup", "ctrl-b"], Times, Action::Move(MoveAction::PageUp)),
    row(CountScope::Anywhere, "line-down", &["ctrl-e"], Times, Action::Move(MoveAction::LineDown)),
    row(CountScope::Anywhere, "line-up", &["ctrl-y"], Times, Action::Move(MoveAction::LineUp)),
    row(CountScope::Anywhere, "top", &["g g", "home"], Times, Action::Move(MoveAction::Top)),
    row(CountScope::Anywhere, "bottom", &["G", "end"], Times, Action::Move(MoveAction::Bottom)),
    row(CountScope::Anywhere, "left", &["h", "left", "ctrl-w h"], Once, Action::Go(GoAction::Left)),
    row(CountScope::Anywhere, "right", &["l", "right", "ctrl-w l"], Once, Action::Go(GoAction::Right)),
    row(CountScope::Anywhere, "next-pane", &["tab", "ctrl-w w"], Once, Action::Go(GoAction::NextPane)),
    row(CountScope::Anywhere, "previous-pane", &["shift-tab", "ctrl-w p"], Once, Action::Go(GoAction::PreviousPane)),
    row(CountScope::Anywhere, "open", &["enter"], Once, Action::Go(GoAction::Open)),
    row(CountScope::Anywhere, "close", &["esc"], Once, Action::Go(GoAction::Close)),
    row(CountScope::Anywhere, "back", &["q"], Once, Action::Go(GoAction::Back)),
    row(CountScope::Anywhere, "quit", &["Q", "ctrl-c"], Once, Action::Go(GoAction::Quit)),
    row(CountScope::Anywhere, "next-article", &["J", "]"], Times, Action::Go(GoAction::NextArticle)),
    row(CountScope::Anywhere, "previous-article", &["K", "["], Times, Action::Go(GoAction::PreviousArticle)),
    row(CountScope::Anywhere, "next-unread", &["g n", "}"], Times, Action::Go(GoAction::NextUnread)),
    row(CountScope::Anywhere, "search", &["/", "g /"], Once, Action::Search(SearchAction::Search)),
    row(CountScope::Reader, "find", &["/"], Once, Action::Reader(ReaderAction::Find)),
    row(CountScope::Anywhere, "next-hit", &["n"], Times, Action::Search(SearchAction::NextHit)),
    row(CountScope::Anywhere, "previous-hit", &["N"], Times, Action::Search(SearchAction::PreviousHit)),
    row(CountScope::Anywhere, "loose-hits", &["g e"], Once, Action::Search(SearchAction::LooseHits)),
    row(CountScope::Anywhere, "synonym-hits", &["g y"], Once, Action::Search(SearchAction::SynonymHits)),
    row(CountScope::Anywhere, "hits-of-source", &["g f"], Once, Action::Search(SearchAction::HitsOfSource)),
    row(CountScope::Anywhere, "sort-hits", &["g c"], Once, Action::Search(SearchAction::SortHits)),
    row(CountScope::Anywhere, "similar-articles", &["g m"], Once, Action::Search(SearchAction::SimilarArticles)),
    row(CountScope::Anywhere, "watch-news", &["g W"], Once, Action::Search(SearchAction::WatchNews)),
    row(CountScope::Reader, "next-heading", &[")"], Times, Action::Reader(ReaderAction::NextHeading)),
    row(CountScope::Reader, "previous-heading", &["("], Times, Action::Reader(ReaderAction::PreviousHeading)),
    row(CountScope::Reader, "tables", &["g t"], Once, Action::Reader(ReaderAction::Tables)),
    row(CountScope::Reader, "columns-left", &["ctrl-left", "g <"], Times, Action::Reader(ReaderAction::ColumnsLeft)),
    row(CountScope::Reader, "columns-right", &["ctrl-right", "g >"], Times, Action::Reader(ReaderAction::ColumnsRight)),
    row(CountScope::Reader, "set-place", &["m"], Once, Action::Place(PlaceAction::Set)),
    row(CountScope::Anywhere, "go-to-place", &["'", "`"], Once, Action::Place(PlaceAction::GoTo)),
    row(CountScope::Anywhere, "jump-back", &["ctrl-o", "alt-left"], Times, Action::Place(PlaceAction::JumpBack)),
    row(CountScope::Anywhere, "jump-forward", &["ctrl-i", "alt-right"], Times, Action::Place(PlaceAction::JumpForward)),
    row(CountScope::Anywhere, "repeat", &["."], Times, Action::Again(AgainAction::Repeat)),
    row(CountScope::Anywhere, "record", &["g q"], Once, Action::Again(AgainAction::Record)),
    row(CountScope::Anywhere, "play", &["@"], Times, Action::Again(AgainAction::Play)),
    row(CountScope::Anywhere, "filter", &["&"], Once, Action::List(ListAction::Filter)),
    row(CountScope::Anywhere, "save-search", &["g s"], Once, Action::Search(SearchAction::SaveSearch)),
    row(CountScope::Anywhere, "watch-search", &["g w"], Once, Action::Search(SearchAction::WatchSearch)),
    row(CountScope::Anywhere, "case", &["g C"], Once, Action::Search(SearchAction::Case)),
    row(CountScope::Sources, "drop-search", &["delete", "d"], Once, Action::Search(SearchAction::DropSearch)),
    row(CountScope::Anywhere, "show-all", &["1"], Once, Action::List(ListAction::ShowAll)),
    row(CountScope::Anywhere, "show-unread", &["2"], Once, Action::List(ListAction::ShowUnread)),
    row(CountScope::Anywhere, "show-starred", &["3"], Once, Action::List(ListAction::ShowStarred)),
    row(CountScope::Anywhere, "show-today", &["4"], Once, Action::List(ListAction::ShowToday)),
    row(CountScope::Anywhere, "show-pictured", &["5"], Once, Action::List(ListAction::ShowPictured)),
    row(CountScope::Anywhere, "show-new", &["6"], Once, Action::List(ListAction::ShowNew)),
    row(CountScope::Anywhere, "sort", &["O"], Once, Action::List(ListAction::Sort)),
    row(CountScope::Anywhere, "reverse-order", &["g o"], Once, Action::List(ListAction::ReverseOrder)),
    row(CountScope::Anywhere, "copies", &["g d"], Once, Action::List(ListAction::Copies)),
    row(CountScope::Anywhere, "spread-copies", &["g D"], Once, Action::List(ListAction::SpreadCopies)),
    row(CountScope::Anywhere, "compact-list", &["C"], Once, Action::List(ListAction::TurnDensity)),
    row(CountScope::Anywhere, "since-last-time", &["g N"], Once, Action::List(ListAction::SinceLastTime)),
    row(CountScope::Anywhere, "digest", &["g p"], Once, Action::List(ListAction::Digest)),
    row(CountScope::Anywhere, "refresh", &["r"], Once, Action::Refresh(RefreshAction::RefreshSection)),
    row(CountScope::Anywhere, "refresh-all", &["R"], Once, Action::Refresh(RefreshAction::RefreshAll)),
    row(CountScope::Anywhere, "older", &["g b"], Once, Action::Refresh(RefreshAction::Older)),
    row(CountScope::Anywhere, "again", &["g u"], Once, Action::Refresh(RefreshAction::Again)),
    row(CountScope::Sources, "add-source", &["a"], Once, Action::Refresh(RefreshAction::AddSource)),
    row(CountScope::Sources, "toggle-built-in", &["H"], Once, Action::Refresh(RefreshAction::ToggleBuiltIn)),
    row(CountScope::Anywhere, "download", &["D"], Once, Action::Refresh(RefreshAction::DownloadBodies)),
    row(CountScope::Anywhere, "stop", &["x"], Once, Action::Refresh(RefreshAction::StopRefresh)),
    row(CountScope::Anywhere, "offline", &["g x"], Once, Action::Refresh(RefreshAction::ToggleOffline)),
    row(CountScope::Anywhere, "toggle-read", &["u"], Times, Action::Mark(MarkAction::ToggleRead)),
    row(CountScope::Anywhere, "toggle-star", &["s"], Times, Action::Mark(MarkAction::ToggleStar)),
    row(CountScope::Anywhere, "undo", &["U"], Once, Action::Mark(MarkAction::Undo)),
    row(CountScope::Anywhere, "redo", &["ctrl-r"], Once, Action::Mark(MarkAction::Redo)),
    row(CountScope::Anywhere, "mark-all-read", &["A"], Once, Action::Mark(MarkAction::MarkAllRead)),
    row(CountScope::List, "mark-above-read", &["g k"], Once, Action::Mark(MarkAction::MarkAboveRead)),
    row(CountScope::List, "mark-below-read", &["g j"], Once, Action::Mark(MarkAction::MarkBelowRead)),
    row(CountScope::List, "select", &["v"], Once, Action::Mark(MarkAction::Select)),
    row(CountScope::Anywhere, "browser", &["o"], Once, Action::Article(ArticleAction::OpenInBrowser)),
    row(CountScope::Anywhere, "copy-address", &["y"], Once, Action::Article(ArticleAction::CopyAddress)),
    row(CountScope::Anywhere, "copy-text", &["Y"], Once, Action::Article(ArticleAction::CopyText)),
    row(CountScope::Anywhere, "copy-citation", &["c"], Once, Action::Article(ArticleAction::CopyCitation)),
    row(CountScope::Anywhere, "links", &["f"], Once, Action::Article(ArticleAction::Links)),
    row(CountScope::Anywhere, "info", &["i"], Once, Action::Article(ArticleAction::Info)),
    row(CountScope::Anywhere, "revisions", &["g v"], Once, Action::Article(ArticleAction::Revisions)),
    row(CountScope::Anywhere, "original", &["g O"], Once, Action::Article(ArticleAction::Original)),
    row(CountScope::Anywhere, "documents", &["L"], Once, Action::Article(ArticleAction::Documents)),
    row(CountScope::Anywhere, "terms", &["T"], Once, Action::Article(ArticleAction::Terms)),
    row(CountScope::Anywhere, "facts", &["#"], Once, Action::Article(ArticleAction::Facts)),
    row(CountScope::Reader, "speak", &["a"], Once, Action::Reader(ReaderAction::Speak)),
    row(CountScope::Anywhere, "stop-speaking", &["g a"], Once, Action::Reader(ReaderAction::StopSpeaking)),
    row(CountScope::Reader, "next-sentence", &[";"], Once, Action::Reader(ReaderAction::NextSentence)),
    row(CountScope::Reader, "next-paragraph", &["\""], Once, Action::Reader(ReaderAction::NextParagraph)),
    row(CountScope::Reader, "faster", &["g ."], Once, Action::Reader(ReaderAction::Faster)),
    row(CountScope::Reader, "slower", &["g ,"], Once, Action::Reader(ReaderAction::Slower)),
    row(CountScope::Reader, "raw", &["g h"], Once, Action::Reader(ReaderAction::Raw)),
    row(CountScope::Anywhere, "troubles", &["e"], Once, Action::Screen(ScreenAction::Troubles)),
    row(CountScope::Reader, "select-lines", &["V"], Times, Action::Reader(ReaderAction::SelectLines)),
    row(CountScope::Anywhere, "label", &["S"], Once, Action::Article(ArticleAction::Label)),
    row(CountScope::Anywhere, "note", &["M"], Once, Action::Article(ArticleAction::Note)),
    row(CountScope::Anywhere, "pipe", &["|"], Once, Action::Article(ArticleAction::Pipe)),
    row(CountScope::Anywhere, "save", &["w"], Once, Action::Article(ArticleAction::Save)),
    row(CountScope::Anywhere, "zen", &["z", "ctrl-w o"], Once, Action::Screen(ScreenAction::Zen)),
    row(CountScope::Anywhere, "widen", &["+", "="], Once, Action::Reader(ReaderAction::Widen)),
    row(CountScope::Anywhere, "narrow", &["-"], Once, Action::Reader(ReaderAction::Narrow)),
    row(CountScope::Anywhere, "grow-pane", &[">", "ctrl-w >"], Once, Action::Screen(ScreenAction::GrowPane)),
    row(CountScope::Anywhere, "shrink-pane", &["<", "ctrl-w <"], Once, Action::Screen(ScreenAction::ShrinkPane)),
    row(CountScope::Anywhere, "pictures", &["p"], Once, Action::Reader(ReaderAction::TogglePictures)),
    row(CountScope::Anywhere, "themes", &["t"], Once, Action::Screen(ScreenAction::Themes)),
    row(CountScope::Anywhere, "language", &["g l"], Once, Action::Screen(ScreenAction::ToggleLanguage)),
    row(CountScope::Anywhere, "mouse", &["g M"], Once, Action::Screen(ScreenAction::ToggleMouse)),
    row(CountScope::Anywhere, "redraw", &["ctrl-l"], Once, Action::Screen(ScreenAction::Redraw)),
    row(CountScope::Anywhere, "reload", &["g r"], Once, Action::Screen(ScreenAction::Reload)),
    row(CountScope::Anywhere, "suspend", &["ctrl-z"], Once, Action::Screen(ScreenAction::Suspend)),
    row(CountScope::Anywhere, "command", &[":"], Once, Action::Screen(ScreenAction::CommandLine)),
    row(CountScope::Anywhere, "help", &["?", "f1"], Once, Action::Screen(ScreenAction::Help)),
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

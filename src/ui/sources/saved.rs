//! Kept searches: shown as folders with their counts, watched or not; and what the tree of sources remembers.

use crate::model::{HitOrder, SavedSearch, SearchKind};
use crate::ui::Ui;
use crate::ui::action::SearchAction;
use crate::ui::effect::{DigestWish, Effect};
use crate::ui::layout::Pane;
use crate::ui::list::ListKind;
use crate::ui::notice::StatusNotice;
use crate::ui::overlay::{Confirmed, Overlay};
use crate::ui::prompt::Ask;
use crate::ui::shell::panes::times;
use crate::ui::sources::{MAX_SAVED, TreeNode};
use crate::ui::way::Way;
use crate::ui::words::PhraseValue;

/// Most days that a press review of the screen goes back.
pub(in crate::ui) const MAX_DIGEST_DAYS: u32 = 31;
/// Most hits that one key goes past in an article; there they go round.
const MAX_STEPS: isize = 1_000;

/// What may stand behind a number of days.
const DAYS: &[&str] = &["ngày", "days", "day", "d"];

/// The number of days that a line begins with, and the rest: `7`, `7d`, `7 ngày x.txt`. A file's name that begins with a figure
/// is none.
fn days_before(line: &str) -> Option<(u32, &str)> {
    let end = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len());
    let (number, rest) = (line[..end].parse().ok()?, line[end..].trim_start());
    let apart = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
    let unit = DAYS.iter().find_map(|unit| rest.strip_prefix(unit).filter(|r| apart(r)));
    let rest = unit.or_else(|| apart(&line[end..]).then_some(rest))?;
    Some((number, rest.trim()))
}

impl Ui {
    /// Searches, and keeps searches.
    pub(in crate::ui) fn act_search(&mut self, action: SearchAction, count: Option<u32>) -> Vec<Effect> {
        match action {
            SearchAction::Search => self.ask(Ask::Search),
            SearchAction::NextHit => self.hit(Way::Forward, times(count)),
            SearchAction::PreviousHit => self.hit(Way::Backward, times(count)),
            SearchAction::SortHits => self.sort_hits(),
            SearchAction::LooseHits => self.loosen_hits(),
            SearchAction::SynonymHits => self.toggle_synonyms(),
            SearchAction::HitsOfSource => self.hits_of_source(),
            SearchAction::SimilarArticles => self.search_similar(),
            SearchAction::WatchNews => self.show_watch_news(),
            SearchAction::Case => self.open_case(),
            SearchAction::SaveSearch => self.save_search(),
            SearchAction::WatchSearch => self.watch_search(),
            SearchAction::DropSearch => self.drop_search(),
        }
    }

    fn hit(&mut self, way: Way, many: isize) -> Vec<Effect> {
        if self.shell.panes.focus == Pane::Reader {
            let before = self.reader.spot;
            let found = (0..many.min(MAX_STEPS)).all(|_| self.reader.next_spot(way));
            let wrapped = match way {
                Way::Forward => self.reader.spot <= before,
                Way::Backward => self.reader.spot >= before,
            };
            if found && before.is_some() && wrapped {
                self.shell.hint(if way == Way::Forward { "find-from-start" } else { "find-from-end" });
            }
            if !found {
                self.shell.hint(if self.reader.needles.is_empty() { "no-search" } else { "no-hit" });
            }
        } else if let Some(meant) = self.list.suggestion.take() {
            return self.search_for(&meant);
        } else if matches!(self.list.kind, ListKind::Hits(_)) {
            self.list.move_by(if way == Way::Forward { many } else { -many });
        } else {
            self.shell.hint("no-search");
        }
        Vec::new()
    }

    /// Shows what a kept search finds; what was new in it has been seen.
    pub(in crate::ui) fn show_saved(&mut self, at: usize) -> Vec<Effect> {
        let Some(search) = self.sources.saved.get_mut(at) else { return Vec::new() };
        let (name, query, new) = (search.name.clone(), search.query.clone(), std::mem::take(&mut search.new));
        self.begin_search();
        self.forget_manner();
        // What is new comes first.
        if let Some(searching) = self.search.running.as_mut().filter(|_| new > 0) {
            searching.manner.order = HitOrder::Newest;
        }
        let mut effects = self.search_for(&query);
        if let Some(searching) = self.search.running.as_mut().filter(|searching| searching.text != name) {
            searching.name = Some(name.clone());
        }
        self.shell.panes.focus = crate::ui::layout::Pane::Sources;
        if new > 0 {
            effects.push(Effect::SearchSeen(name));
        }
        effects
    }

    pub(in crate::ui) fn save_search(&mut self) -> Vec<Effect> {
        let Some(text) = self.search.text().map(str::to_owned) else {
            self.shell.hint("no-search");
            return Vec::new();
        };
        self.keep(text.clone(), text)
    }

    /// Keeps the present search under a name.
    pub(in crate::ui) fn save_search_as(&mut self, name: &str) -> Vec<Effect> {
        match self.search.text().map(str::to_owned) {
            Some(text) => self.keep(name.to_owned(), text),
            None => self.save_search(),
        }
    }

    fn keep(&mut self, name: String, query: String) -> Vec<Effect> {
        let known = self.sources.saved.iter().position(|s| s.name == name);
        if known.is_none() && self.sources.saved.len() >= MAX_SAVED {
            self.shell.tell(StatusNotice::warning(&self.shell.words.count("searches-full", MAX_SAVED)));
            return Vec::new();
        }
        let watched = known.is_some_and(|at| self.sources.saved[at].watched);
        let search = SavedSearch {
            name: name.clone(),
            query: query.clone(),
            watched,
            total: self.list.exact,
            ..SavedSearch::default()
        };
        match known {
            Some(at) => self.sources.saved[at] = search,
            None => self.sources.saved.push(search),
        }
        self.sources.build();
        self.shell.done("search-saved");
        vec![Effect::KeepSearch(name, query, watched), Effect::LoadSaved(self.shell.settings.saved.clone())]
    }

    /// The kept search that is selected among the sources, or whose hits are shown.
    fn search_at_hand(&self) -> Option<usize> {
        if let Some(TreeNode::Saved(at)) = self.sources.current() {
            return Some(*at);
        }
        let text = &self.search.running.as_ref()?.text;
        self.sources.saved.iter().position(|s| s.query == *text)
    }

    /// The kept search that is looked at: the one whose line is lit, or the one whose hits are shown. What is typed is kept for
    /// it.
    fn search_looked_at(&mut self) -> Option<usize> {
        let text = self.search.text().filter(|_| self.shell.panes.focus != Pane::Sources).map(str::to_owned);
        let Some(text) = text else { return self.search_at_hand() };
        let name = self.search.running.as_ref().and_then(|searching| searching.name.clone());
        if name.is_some() && !self.sources.saved.iter().any(|search| Some(&search.name) == name.as_ref()) {
            // Nobody typed it: what is like an article is no search that anybody could keep.
            return None;
        }
        let known = |search: &SavedSearch| search.query == text;
        if let Some(at) = self.sources.saved.iter().position(known) {
            return Some(at);
        }
        if self.sources.saved.len() >= MAX_SAVED {
            return None;
        }
        let search = SavedSearch { name: text.clone(), query: text, total: self.list.exact, ..SavedSearch::default() };
        self.sources.saved.push(search);
        Some(self.sources.saved.len() - 1)
    }

    /// Watches a kept search, or the one whose hits are shown, or stops watching it.
    pub(in crate::ui) fn watch_search(&mut self) -> Vec<Effect> {
        let Some(at) = self.search_looked_at() else {
            self.shell.hint("no-kept-search");
            return Vec::new();
        };
        let search = &mut self.sources.saved[at];
        search.watched = !search.watched;
        let search = search.clone();
        self.sources.build();
        let id = if search.watched { "search-watched" } else { "search-unwatched" };
        self.shell.tell(StatusNotice::done(&self.shell.words.with(id, &[("name", PhraseValue::Text(&search.name))])));
        vec![
            Effect::KeepSearch(search.name, search.query, search.watched),
            Effect::LoadSaved(self.shell.settings.saved.clone()),
        ]
    }

    /// Asks whether a kept search is to be forgotten.
    pub(in crate::ui) fn drop_search(&mut self) -> Vec<Effect> {
        let Some(at) = self.search_at_hand() else {
            self.shell.hint("no-kept-search");
            return Vec::new();
        };
        let name = self.sources.saved[at].name.clone();
        // It would be back at the next start.
        if let Some(given) = self.shell.settings.saved.iter().find(|search| search.name == name) {
            let id = if given.kind == SearchKind::Topic { "topic-stays" } else { "search-stays" };
            self.shell.tell(StatusNotice::hint(&self.shell.words.with(id, &[("name", PhraseValue::Text(&name))])));
            return Vec::new();
        }
        let question = self.shell.words.with("confirm-drop-search", &[("name", PhraseValue::Text(&name))]);
        self.panels.lay(Overlay::Confirm { question, then: Confirmed::DropSearch(name), top: 0 });
        Vec::new()
    }

    /// Forgets the kept search of this name, as the user confirmed.
    pub(in crate::ui) fn drop_confirmed(&mut self, name: &str) -> Vec<Effect> {
        let Some(at) = self.sources.saved.iter().position(|search| search.name == *name) else { return Vec::new() };
        let search = self.sources.saved.remove(at);
        self.sources.build();
        self.marks.keep_dropped(search.clone());
        self.shell.notice = Some(StatusNotice::done(
            &self.shell.words.with("search-dropped", &[("name", PhraseValue::Text(&search.name))]),
        ));
        let mut effects = vec![Effect::DropSearch(search.name)];
        if self.shell.panes.focus == crate::ui::layout::Pane::Sources {
            effects.extend(self.show_selected_source());
        }
        effects
    }

    /// The kept searches came, with their counts; a watched one with something new is told.
    pub(in crate::ui) fn take_saved(&mut self, saved: Vec<SavedSearch>) {
        let lit = self.sources.lit_saved();
        let before = std::mem::replace(&mut self.sources.saved, saved);
        self.sources.saved.truncate(MAX_SAVED);
        self.sources.keep_saved_light(lit);
        let had = |name: &str| before.iter().find(|s| s.name == name).map_or(0, |s| s.new);
        let fresh: Vec<String> =
            self.sources.saved.iter().filter(|s| s.new > had(&s.name)).map(|s| s.name.clone()).collect();
        if let Some(name) = fresh.first() {
            let new = self.sources.saved.iter().find(|s| s.name == *name).map_or(0, |s| s.new);
            let values = [("name", PhraseValue::Text(name)), ("n", PhraseValue::Number(new))];
            self.shell.tell(StatusNotice::done(&self.shell.words.with("search-news", &values)));
        }
    }

    /// A search that was dropped is kept again.
    pub(in crate::ui) fn keep_again(&mut self, search: SavedSearch) -> Vec<Effect> {
        self.shell.tell(StatusNotice::done(
            &self.shell.words.with("search-back", &[("name", PhraseValue::Text(&search.name))]),
        ));
        vec![
            Effect::KeepSearch(search.name, search.query, search.watched),
            Effect::LoadSaved(self.shell.settings.saved.clone()),
        ]
    }

    /// Asks for the press review of the last day, or of as many as are named first: for the clipboard, or for a file.
    pub(in crate::ui) fn make_digest(&mut self, wanted: &str) -> Vec<Effect> {
        let (days, file) = match days_before(wanted) {
            Some((days, file)) if (1..=MAX_DIGEST_DAYS).contains(&days) => (days, file),
            Some(_) => return self.refuse("no-measure", "digest", &format!("1–{MAX_DIGEST_DAYS}")),
            // A number with something that is no word for days, and more behind it, is no name of a file.
            None if wanted.starts_with(|c: char| c.is_ascii_digit()) && wanted.contains(' ') => {
                return self.refuse("no-measure", "digest", &format!("1–{MAX_DIGEST_DAYS}"));
            }
            None => (1, wanted),
        };
        let topics = self.shell.settings.saved.iter().filter(|search| search.kind == SearchKind::Topic);
        let outlets = self.sources.outlets.iter();
        vec![Effect::MakeDigest(DigestWish {
            days,
            file: Some(file.to_owned()).filter(|file| !file.is_empty()),
            titles: (self.shell.words.say("digest-title"), self.shell.words.say("digest-rest")),
            topics: topics.map(|topic| (topic.name.clone(), topic.query.clone())).collect(),
            names: outlets.map(|outlet| (outlet.id.clone(), outlet.name.clone())).collect(),
        })]
    }

    /// A press review came; it goes to the clipboard.
    pub(in crate::ui) fn take_digest(&mut self, text: String, stories: usize) -> Vec<Effect> {
        if stories == 0 {
            self.shell.hint("digest-empty");
            return Vec::new();
        }
        vec![Effect::Copy(text, "digest-copied")]
    }

    pub(in crate::ui) fn remember_folds(&self) -> Vec<Effect> {
        let mut effects = vec![
            self.remember_documents(),
            Effect::Remember("folds", self.sources.unfolded().join("\n")),
            Effect::Remember("folders", self.sources.unfolded_folders().join("\n")),
        ];
        effects.extend(self.load_documents().filter(|_| self.sources.documents.known.is_empty()));
        effects
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_before_a_file_are_read_with_and_without_their_word() {
        for (line, read) in [
            ("7", Some((7, ""))),
            ("7d x.txt", Some((7, "x.txt"))),
            ("7 x.txt", Some((7, "x.txt"))),
            ("7 ngày x.txt", Some((7, "x.txt"))),
            ("7ngày x.txt", Some((7, "x.txt"))),
            ("2 days", Some((2, ""))),
            ("7ngàyx.txt", None),
            ("2026.docx", None),
            ("x.txt", None),
        ] {
            assert_eq!(days_before(line), read, "{line}");
        }
    }
}

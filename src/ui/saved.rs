//! Kept searches: shown as folders with their counts, watched or not; and what the tree of sources remembers.

use super::Ui;
use super::effect::Effect;
use super::message::SavedSearch;
use super::notice::Notice;
use super::overlay::{Confirmed, Overlay};
use super::sources::{MAX_SAVED, Node};
use super::words::Value;

impl Ui {
    /// Shows what a kept search finds; what was new in it has been seen.
    pub(super) fn show_saved(&mut self, at: usize) -> Vec<Effect> {
        let Some(search) = self.sources.saved.get_mut(at) else { return Vec::new() };
        let (name, query, new) = (search.name.clone(), search.query.clone(), std::mem::take(&mut search.new));
        let mut effects = self.search_for(&query, false);
        self.focus = super::layout::Pane::Sources;
        if new > 0 {
            effects.push(Effect::SearchSeen(name));
        }
        effects
    }

    pub(super) fn save_search(&mut self) -> Vec<Effect> {
        let Some(text) = self.searching.as_ref().map(|s| s.text.clone()).filter(|t| !t.trim().is_empty()) else {
            self.notice = Some(Notice::hint(&self.words.say("no-search")));
            return Vec::new();
        };
        self.keep(text.clone(), text)
    }

    /// Keeps the present search under a name.
    pub(super) fn save_search_as(&mut self, name: &str) -> Vec<Effect> {
        match self.searching.as_ref().map(|s| s.text.clone()).filter(|t| !t.trim().is_empty()) {
            Some(text) => self.keep(name.to_owned(), text),
            None => self.save_search(),
        }
    }

    fn keep(&mut self, name: String, query: String) -> Vec<Effect> {
        let known = self.sources.saved.iter().position(|s| s.name == name);
        if known.is_none() && self.sources.saved.len() >= MAX_SAVED {
            self.notice = Some(Notice::warning(&self.words.count("searches-full", MAX_SAVED)));
            return Vec::new();
        }
        let watched = known.is_some_and(|at| self.sources.saved[at].watched);
        let search = SavedSearch { name: name.clone(), query: query.clone(), watched, total: self.list.total, new: 0 };
        match known {
            Some(at) => self.sources.saved[at] = search,
            None => self.sources.saved.push(search),
        }
        self.sources.build();
        self.notice = Some(Notice::done(&self.words.say("search-saved")));
        vec![Effect::KeepSearch(name, query, watched), Effect::LoadSaved(self.settings.saved.clone())]
    }

    /// The kept search that is selected among the sources, or whose hits are shown.
    fn search_at_hand(&self) -> Option<usize> {
        if let Some(Node::Saved(at)) = self.sources.current() {
            return Some(*at);
        }
        let text = &self.searching.as_ref()?.text;
        self.sources.saved.iter().position(|s| s.query == *text)
    }

    /// Watches a kept search, or stops watching it.
    pub(super) fn watch_search(&mut self) -> Vec<Effect> {
        let Some(at) = self.search_at_hand() else {
            self.notice = Some(Notice::hint(&self.words.say("no-kept-search")));
            return Vec::new();
        };
        let search = &mut self.sources.saved[at];
        search.watched = !search.watched;
        let search = search.clone();
        let id = if search.watched { "search-watched" } else { "search-unwatched" };
        self.notice = Some(Notice::done(&self.words.with(id, &[("name", Value::Text(&search.name))])));
        vec![
            Effect::KeepSearch(search.name, search.query, search.watched),
            Effect::LoadSaved(self.settings.saved.clone()),
        ]
    }

    /// Asks whether a kept search is to be forgotten.
    pub(super) fn drop_search(&mut self) -> Vec<Effect> {
        let Some(at) = self.search_at_hand() else {
            self.notice = Some(Notice::hint(&self.words.say("no-kept-search")));
            return Vec::new();
        };
        let name = self.sources.saved[at].name.clone();
        let question = self.words.with("confirm-drop-search", &[("name", Value::Text(&name))]);
        self.overlay = Some(Overlay::Confirm { question, then: Confirmed::DropSearch(name), top: 0 });
        Vec::new()
    }

    /// Forgets the kept search of this name, as the reader confirmed.
    pub(super) fn drop_confirmed(&mut self, name: &str) -> Vec<Effect> {
        let Some(at) = self.sources.saved.iter().position(|search| search.name == *name) else { return Vec::new() };
        let search = self.sources.saved.remove(at);
        self.settings.saved.retain(|s| s.name != search.name);
        self.sources.build();
        self.notice = Some(Notice::done(&self.words.with("search-dropped", &[("name", Value::Text(&search.name))])));
        let mut effects = vec![Effect::DropSearch(search.name)];
        if self.focus == super::layout::Pane::Sources {
            effects.extend(self.show_selected_source());
        }
        effects
    }

    /// The kept searches came, with their counts; a watched one with something new is told.
    pub(super) fn take_saved(&mut self, saved: Vec<SavedSearch>) {
        let before = std::mem::replace(&mut self.sources.saved, saved);
        self.sources.saved.truncate(MAX_SAVED);
        self.sources.build();
        let had = |name: &str| before.iter().find(|s| s.name == name).map_or(0, |s| s.new);
        let fresh: Vec<String> =
            self.sources.saved.iter().filter(|s| s.new > had(&s.name)).map(|s| s.name.clone()).collect();
        if let Some(name) = fresh.first() {
            let new = self.sources.saved.iter().find(|s| s.name == *name).map_or(0, |s| s.new);
            let values = [("name", Value::Text(name)), ("n", Value::Number(new))];
            self.notice = Some(Notice::done(&self.words.with("search-news", &values)));
        }
    }

    pub(super) fn remember_folds(&self) -> Vec<Effect> {
        vec![Effect::Remember("folds", self.sources.unfolded().join("\n"))]
    }
}

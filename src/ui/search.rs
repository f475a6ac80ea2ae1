//! The search whose hits stand in the place of the list, and how they are wanted.

use crate::model::{Complaint, Filter, HitOrder, Loose, Scope, Synonyms};

use super::Ui;
use super::effect::Effect;
use super::layout::Pane;
use super::list::ListPane;
use super::message::Ticket;
use super::sources::TreeNode;
use super::words::PhraseValue;

/// Most hits of a search that are shown.
pub(in crate::ui) const MAX_HITS: usize = 300;
/// Hits that come first, more than a screen holds.
pub const FIRST_HITS: usize = 50;

/// How hits are wanted, beside what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::ui) struct Manner {
    pub(in crate::ui) order: HitOrder,
    pub(in crate::ui) scope: Scope,
    pub(in crate::ui) filter: Filter,
    pub(in crate::ui) loose: Loose,
    pub(in crate::ui) synonyms: Synonyms,
}

/// A search that is shown.
#[derive(Debug)]
pub(in crate::ui) struct Searching {
    /// What was typed.
    pub(in crate::ui) text: String,
    /// Readings of it that count as well.
    pub(in crate::ui) alternatives: Vec<String>,
    pub(in crate::ui) manner: Manner,
    /// What the heading says in place of what was typed.
    pub(in crate::ui) name: Option<String>,
    /// The question that is under way or was answered last.
    pub(in crate::ui) ticket: Ticket,
    /// How many parts of its answer have come, and whether that is all of it.
    pub(in crate::ui) parts: usize,
    pub(in crate::ui) answered: bool,
    /// The list to go back to.
    pub(in crate::ui) before: ListPane,
    /// What was wrong with the question.
    pub(in crate::ui) complaints: Vec<Complaint>,
    /// Articles the index does not know yet.
    pub(in crate::ui) behind: usize,
}

/// The search, and the filter of titles.
#[derive(Debug, Default)]
pub(in crate::ui) struct Search {
    pub(in crate::ui) running: Option<Searching>,
    /// The filter of titles as it was typed.
    pub(in crate::ui) filter_typed: String,
}

impl Search {
    /// Whether hits were asked for and have not all come.
    pub(in crate::ui) fn waits(&self) -> bool {
        self.running.as_ref().is_some_and(|searching| !searching.answered)
    }

    /// What was typed, if it is more than blanks.
    pub(in crate::ui) fn text(&self) -> Option<&str> {
        self.running.as_ref().map(|searching| searching.text.as_str()).filter(|text| !text.trim().is_empty())
    }
}

impl Ui {
    /// The next search is wanted as searches usually are.
    pub(in crate::ui) fn forget_manner(&mut self) {
        if let Some(searching) = &mut self.search.running {
            searching.manner = Manner::default();
        }
    }

    /// Whether hits are shown in another manner than usual.
    pub(in crate::ui) fn has_manner(&self) -> bool {
        self.search.running.as_ref().is_some_and(|searching| searching.manner != Manner::default())
    }

    /// Searches the same again in another manner; the selection stays with its article.
    pub(in crate::ui) fn search_otherwise(&mut self, change: impl FnOnce(&mut Manner)) -> Vec<Effect> {
        let Some(searching) = self.search.running.as_mut().filter(|searching| !searching.text.trim().is_empty()) else {
            self.shell.hint("no-search");
            return Vec::new();
        };
        change(&mut searching.manner);
        let text = searching.text.clone();
        self.search_for(&text)
    }

    /// Narrows the hits; the same again takes it back.
    pub(in crate::ui) fn narrow_hits(&mut self, change: impl Fn(&mut Filter)) -> Vec<Effect> {
        self.search_otherwise(|manner| {
            let before = manner.filter.clone();
            change(&mut manner.filter);
            if manner.filter == before {
                (manner.filter.unread, manner.filter.starred) = (false, false);
            }
        })
    }

    /// Best first, or newest first.
    pub(in crate::ui) fn sort_hits(&mut self) -> Vec<Effect> {
        self.search_otherwise(|manner| {
            manner.order = match manner.order {
                HitOrder::Best => HitOrder::Newest,
                HitOrder::Newest => HitOrder::Best,
            };
        })
    }

    /// Also what fits without its marks, or only where little fits.
    pub(in crate::ui) fn loosen_hits(&mut self) -> Vec<Effect> {
        self.search_otherwise(|manner| {
            manner.loose = if manner.loose == Loose::Always { Loose::WhereFewFit } else { Loose::Always };
        })
    }

    /// With what the glossary knows by another name, or without.
    pub(in crate::ui) fn toggle_synonyms(&mut self) -> Vec<Effect> {
        self.search_otherwise(|manner| {
            manner.synonyms = match manner.synonyms {
                Synonyms::After => Synonyms::Off,
                Synonyms::Off => Synonyms::After,
            };
        })
    }

    /// Only hits of the newspaper of the selected one, or of all.
    pub(in crate::ui) fn hits_of_source(&mut self) -> Vec<Effect> {
        let source = self.list.current().map(|row| row.source.clone());
        self.search_otherwise(|manner| {
            manner.scope = match (&manner.scope, source) {
                (Scope::All, Some(source)) => Scope::Source(source),
                _ => Scope::All,
            };
        })
    }

    /// Articles that tell of the same things as the one in sight.
    pub(in crate::ui) fn search_similar(&mut self) -> Vec<Effect> {
        let reads = self.shell.panes.focus == Pane::Reader;
        let read = self.reader.article.as_deref().map(|article| &article.row).filter(|_| reads);
        let Some((id, title)) = read.or(self.list.current()).map(|row| (row.id, row.title.clone())) else {
            return Vec::new();
        };
        self.begin_search();
        self.forget_manner();
        self.shell.panes.focus = Pane::List;
        let effects = self.search_for(&format!("giống:{id}"));
        self.reader.find(Vec::new());
        if let Some(searching) = &mut self.search.running {
            searching.name = Some(self.shell.words.with("label-similar", &[("title", PhraseValue::Text(&title))]));
        }
        effects
    }

    /// What the next watched search with something new found, newest first.
    pub(in crate::ui) fn show_watch_news(&mut self) -> Vec<Effect> {
        let Some(at) = self.sources.saved.iter().position(|search| search.watched && search.new > 0) else {
            self.shell.hint("no-watch-news");
            return Vec::new();
        };
        self.sources.go_to(&TreeNode::Saved(at));
        let effects = self.show_saved(at);
        self.shell.panes.focus = Pane::List;
        effects
    }

    /// What was searched, and how.
    pub(in crate::ui) fn hits_heading(&self, text: &str) -> String {
        let words = &self.shell.words;
        let Some(searching) = &self.search.running else { return text.to_owned() };
        let typed = || words.with("label-search", &[("text", PhraseValue::Text(text))]);
        let mut heading = searching.name.clone().unwrap_or_else(typed);
        let Manner { order, scope, filter, loose, synonyms } = &searching.manner;
        let source = match scope {
            Scope::Source(source) | Scope::Section(source, _) => self.sources.name_of(source).to_owned(),
            Scope::Sources(sources) => self.sources.name_of_folder(sources),
            Scope::Citing(Some(document)) => document.clone(),
            Scope::All | Scope::Muted | Scope::Citing(None) => String::new(),
        };
        for (on, said) in [
            (!source.is_empty(), source),
            (filter.unread, words.say("label-unread").to_lowercase()),
            (filter.starred, words.say("label-starred").to_lowercase()),
            (filter.since.is_some(), words.say("day-today").to_lowercase()),
            (filter.pictured, words.say("filter-pictured")),
            (*order == HitOrder::Newest, words.say("order-newest")),
            (*loose == Loose::Always, words.say("hits-all-levels")),
            (*synonyms == Synonyms::Off, words.say("hits-literal")),
        ] {
            if on {
                heading.push_str(" · ");
                heading.push_str(&said);
            }
        }
        heading
    }
}

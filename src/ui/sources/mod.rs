//! The pane of sources: all, unread, starred, saved searches; then site → section, with unread counts and trouble marks;
//! then the topics.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Counts, Filter, Order, Query, SavedSearch, Scope, SearchKind, SectionId, SourceId};

use super::message::SectionTrouble;

mod saved;
pub mod view;

/// Most saved searches that are shown.
pub const MAX_SAVED: usize = 64;

/// A newspaper as the screen knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlet {
    /// Its id.
    pub id: SourceId,
    /// Its name.
    pub name: String,
    /// Its sections in reading order: (id, name).
    pub sections: Vec<(SectionId, String)>,
}

/// A line of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Everything.
    All,
    /// What is unread.
    Unread,
    /// What is starred.
    Starred,
    /// What was opened last; there is such a line only when something was.
    History,
    /// What is muted; there is such a line only while something is.
    Muted,
    /// A saved search, by its number.
    Saved(usize),
    /// A newspaper, by its number.
    Outlet(usize),
    /// A section: numbers of the newspaper and of the section.
    Section(usize, usize),
}

/// The state of the pane.
#[derive(Debug, Default)]
pub struct Sources {
    /// The newspapers.
    pub outlets: Vec<Outlet>,
    /// Kept searches.
    pub saved: Vec<SavedSearch>,
    /// Counts of articles.
    pub counts: Counts,
    /// What is wrong where.
    pub troubles: BTreeMap<(SourceId, SectionId), SectionTrouble>,
    open: BTreeSet<SourceId>,
    selected: usize,
    top: usize,
    nodes: Vec<Node>,
}

impl Sources {
    /// The tree of these newspapers, all folded.
    pub fn new(outlets: Vec<Outlet>) -> Self {
        let mut sources = Self { outlets, ..Self::default() };
        sources.build();
        sources
    }

    /// Builds the lines anew after anything changed.
    pub fn build(&mut self) {
        let kept = self.current().cloned();
        self.nodes = vec![Node::All, Node::Unread, Node::Starred];
        let of_kind = |kind| {
            let shown = self.saved.iter().enumerate().take(MAX_SAVED).filter(move |(_, search)| search.kind == kind);
            shown.map(|(at, _)| Node::Saved(at)).collect::<Vec<_>>()
        };
        self.nodes.extend(of_kind(SearchKind::Kept));
        if self.counts.opened > 0 {
            self.nodes.push(Node::History);
        }
        if self.counts.muted > 0 {
            self.nodes.push(Node::Muted);
        }
        for (at, outlet) in self.outlets.iter().enumerate() {
            self.nodes.push(Node::Outlet(at));
            if self.open.contains(&outlet.id) {
                self.nodes.extend((0..outlet.sections.len()).map(|s| Node::Section(at, s)));
            }
        }
        // Behind the newspapers: they are there before the user has kept anything.
        self.nodes.extend(of_kind(SearchKind::Topic));
        let place = kept.and_then(|k| self.nodes.iter().position(|n| *n == k));
        self.selected = place.unwrap_or_else(|| self.selected.min(self.nodes.len() - 1));
    }

    /// Selects the line of a list of all newspapers: all, unread or starred; a newspaper keeps the selection.
    pub fn follow(&mut self, query: &Query) {
        if query.scope == Scope::All && matches!(self.current(), Some(Node::All | Node::Unread | Node::Starred)) {
            let node = match (query.filter.unread, query.filter.starred) {
                (true, false) => Node::Unread,
                (false, true) => Node::Starred,
                _ => Node::All,
            };
            self.go_to(&node);
        }
    }

    /// Takes other newspapers; the selection stays with its newspaper or section. Tells whether that is still there; else
    /// the first line is selected.
    pub fn replace(&mut self, outlets: Vec<Outlet>) -> bool {
        let kept = self.current().cloned();
        let before = std::mem::replace(&mut self.outlets, outlets);
        let counts = std::mem::take(&mut self.counts);
        self.adopt(counts);
        let at = |outlet: usize| {
            let known = before.get(outlet)?;
            Some((known, self.outlets.iter().position(|o| o.id == known.id)?))
        };
        let node = match kept {
            Some(Node::Outlet(outlet)) => at(outlet).map(|(_, now)| Node::Outlet(now)),
            Some(Node::Section(outlet, section)) => at(outlet).and_then(|(known, now)| {
                let id = &known.sections.get(section)?.0;
                Some(Node::Section(now, self.outlets.get(now)?.sections.iter().position(|(other, _)| other == id)?))
            }),
            other => other,
        };
        match &node {
            Some(node) => self.go_to(node),
            None => self.selected = 0,
        }
        node.is_some()
    }

    /// Adds newspapers of which only articles are known (imported, or no longer described).
    pub fn adopt(&mut self, counts: Counts) {
        for (source, section) in counts.sections.keys() {
            let at = self.outlets.iter().position(|o| o.id == *source).unwrap_or_else(|| {
                self.outlets.push(Outlet { id: source.clone(), name: source.0.clone(), sections: Vec::new() });
                self.outlets.len() - 1
            });
            let sections = &mut self.outlets[at].sections;
            if !sections.iter().any(|(id, _)| id == section) {
                sections.push((section.clone(), section.0.clone()));
            }
        }
        self.counts = counts;
        self.build();
    }

    /// The lines of the tree.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The selected line.
    pub fn current(&self) -> Option<&Node> {
        self.nodes.get(self.selected)
    }

    /// Its number.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The first line in sight.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Selects a line; tells whether that changed anything.
    pub fn select(&mut self, number: usize) -> bool {
        let number = number.min(self.nodes.len().saturating_sub(1));
        let changed = number != self.selected;
        self.selected = number;
        changed
    }

    /// Moves the selection.
    pub fn move_by(&mut self, lines: isize) -> bool {
        self.select(self.selected.saturating_add_signed(lines))
    }

    /// Selects the line that shows `node`, unfolding what hides it.
    pub fn go_to(&mut self, node: &Node) {
        if let Node::Section(outlet, _) = node
            && let Some(o) = self.outlets.get(*outlet)
        {
            self.open.insert(o.id.clone());
            self.build();
        }
        if let Some(at) = self.nodes.iter().position(|n| n == node) {
            self.selected = at;
        }
    }

    /// Unfolds the selected newspaper; tells whether it was folded.
    pub fn unfold(&mut self) -> bool {
        let Some(Node::Outlet(at)) = self.current() else { return false };
        let outlet = &self.outlets[*at];
        let changed = !outlet.sections.is_empty() && self.open.insert(outlet.id.clone());
        self.build();
        changed
    }

    /// Folds the newspaper that is selected or holds the selected section; tells whether it was unfolded.
    pub fn fold(&mut self) -> bool {
        let at = match self.current() {
            Some(Node::Outlet(at) | Node::Section(at, _)) => *at,
            _ => return false,
        };
        let changed = self.open.remove(&self.outlets[at].id.clone());
        if changed {
            self.selected = self.nodes.iter().position(|n| *n == Node::Outlet(at)).unwrap_or(self.selected);
            self.build();
        }
        changed
    }

    /// Ids of the newspapers that are unfolded.
    pub fn unfolded(&self) -> Vec<&str> {
        self.open.iter().map(SourceId::as_str).collect()
    }

    /// Unfolds newspapers by their ids.
    pub fn unfold_all<'a>(&mut self, ids: impl Iterator<Item = &'a str>) {
        self.open.extend(ids.filter(|id| !id.is_empty()).map(|id| SourceId(id.to_owned())));
        self.build();
    }

    /// Whether a newspaper is unfolded.
    pub fn is_open(&self, outlet: usize) -> bool {
        self.outlets.get(outlet).is_some_and(|o| self.open.contains(&o.id))
    }

    /// The query of the selected line; `None` for a saved search.
    pub fn query(&self) -> Option<Query> {
        Some(match self.current()? {
            Node::All => Query::default(),
            Node::Unread => Query { filter: Filter { unread: true, ..Filter::default() }, ..Query::default() },
            Node::Starred => Query { filter: Filter { starred: true, ..Filter::default() }, ..Query::default() },
            Node::History => Query { order: Order::Opened, ..Query::default() },
            Node::Muted => scoped(Scope::Muted),
            Node::Saved(_) => return None,
            Node::Outlet(at) => scoped(Scope::Source(self.outlets.get(*at)?.id.clone())),
            Node::Section(at, section) => {
                let outlet = self.outlets.get(*at)?;
                scoped(Scope::Section(outlet.id.clone(), outlet.sections.get(*section)?.0.clone()))
            }
        })
    }

    /// What stands at the end of a line: unread articles, starred ones, or all that a kept search finds.
    pub fn count(&self, node: &Node) -> usize {
        let of = |outlet: usize, section: Option<usize>| {
            let Some(o) = self.outlets.get(outlet) else { return 0 };
            let wanted = section.and_then(|s| o.sections.get(s)).map(|(id, _)| id);
            self.counts
                .sections
                .iter()
                .filter(|((source, id), _)| *source == o.id && wanted.is_none_or(|w| w == id))
                .map(|(_, (_, unread))| unread)
                .sum()
        };
        match node {
            Node::All | Node::Unread => self.counts.unread,
            Node::Starred => self.counts.starred,
            Node::History => self.counts.opened,
            Node::Muted => self.counts.muted,
            Node::Saved(at) => self.saved.get(*at).map_or(0, |search| search.total),
            Node::Outlet(at) => match self.outlets.get(*at).and_then(|o| self.counts.sources.get(&o.id)) {
                Some((_, unread)) => *unread,
                None => of(*at, None),
            },
            Node::Section(at, section) => of(*at, Some(*section)),
        }
    }

    /// Whether something is wrong with a newspaper or a section.
    pub fn troubled(&self, node: &Node) -> bool {
        match node {
            Node::Outlet(at) => self.outlets.get(*at).is_some_and(|o| self.troubles.keys().any(|(s, _)| *s == o.id)),
            Node::Section(at, section) => self.outlets.get(*at).is_some_and(|o| {
                o.sections.get(*section).is_some_and(|(id, _)| self.troubles.contains_key(&(o.id.clone(), id.clone())))
            }),
            _ => false,
        }
    }

    /// The name of a newspaper; its id where it has none.
    pub fn name_of<'a>(&'a self, source: &'a SourceId) -> &'a str {
        self.outlets.iter().find(|o| o.id == *source).map_or(source.as_str(), |o| &o.name)
    }

    /// The name of a section; its id where it has none.
    pub fn section_name(&self, source: &SourceId, section: &SectionId) -> String {
        let outlet = self.outlets.iter().find(|o| o.id == *source);
        let known = outlet.and_then(|o| o.sections.iter().find(|(id, _)| id == section));
        known.map_or_else(|| section.0.clone(), |(_, name)| name.clone())
    }

    /// Scrolls so that the selected line is in sight on `height` lines.
    pub fn lay_out(&mut self, height: u16) {
        let height = usize::from(height).max(1);
        self.top = self.top.min(self.selected).max((self.selected + 1).saturating_sub(height));
        self.top = self.top.min(self.nodes.len().saturating_sub(height));
    }
}

fn scoped(scope: Scope) -> Query {
    Query { scope, ..Query::default() }
}

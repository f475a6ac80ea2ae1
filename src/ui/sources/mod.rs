//! The pane of sources: all, unread, starred, saved searches; then site → section, with unread counts and trouble marks;
//! then the topics.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::id::{name_of_none, name_of_stray};
use crate::model::{Counts, Filter, Order, Query, SavedSearch, Scope, SearchKind, SectionId, SourceId, Summary};

use super::message::SectionTrouble;

mod documents;
mod folders;
pub(in crate::ui) mod saved;
pub mod view;

pub use documents::ShownDocuments;
pub use folders::Folder;

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
pub enum TreeNode {
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
    /// A group of newspapers, by its number.
    Folder(usize),
    /// A newspaper, by its number.
    Outlet(usize),
    /// A section: numbers of the newspaper and of the section.
    Section(usize, usize),
    /// The legal documents that articles cite; there is such a line only where one is cited.
    Documents,
    /// One of them, by its number.
    Document(usize),
}

/// The state of the pane.
#[derive(Debug, Default)]
pub struct Sources {
    /// The newspapers.
    pub outlets: Vec<Outlet>,
    /// Groups of them.
    pub folders: Vec<Folder>,
    /// Newspapers that the user does not want to see: their stored articles make no line.
    pub hidden: BTreeSet<SourceId>,
    /// Kept searches.
    pub saved: Vec<SavedSearch>,
    /// Legal documents.
    pub documents: ShownDocuments,
    /// Counts of articles.
    pub counts: Counts,
    /// What is wrong where.
    pub troubles: BTreeMap<(SourceId, SectionId), SectionTrouble>,
    open: BTreeSet<SourceId>,
    open_folders: BTreeSet<String>,
    selected: usize,
    top: usize,
    /// Lines below the selected one that are to come into sight.
    unfolded_now: usize,
    nodes: Vec<TreeNode>,
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
        self.nodes = vec![TreeNode::All, TreeNode::Unread, TreeNode::Starred];
        let of_kind = |kind| {
            let shown = self.saved.iter().enumerate().take(MAX_SAVED).filter(move |(_, search)| search.kind == kind);
            shown.map(|(at, _)| TreeNode::Saved(at)).collect::<Vec<_>>()
        };
        self.nodes.extend(of_kind(SearchKind::Kept));
        if self.counts.opened > 0 {
            self.nodes.push(TreeNode::History);
        }
        if self.counts.muted > 0 {
            self.nodes.push(TreeNode::Muted);
        }
        // Before the newspapers, of which there may be more than a screen holds.
        self.nodes.extend(of_kind(SearchKind::Topic));
        let newspapers = self.newspaper_lines();
        self.nodes.extend(newspapers);
        self.nodes.extend(self.document_lines());
        let place = kept.and_then(|k| self.nodes.iter().position(|n| *n == k));
        self.selected = place.unwrap_or_else(|| self.selected.min(self.nodes.len() - 1));
    }

    /// Selects the line of a list of all newspapers: all, unread or starred; a newspaper keeps the selection.
    pub fn follow(&mut self, query: &Query) {
        if query.scope == Scope::All
            && matches!(self.current(), Some(TreeNode::All | TreeNode::Unread | TreeNode::Starred))
        {
            let node = match (query.filter.unread, query.filter.starred) {
                (true, false) => TreeNode::Unread,
                (false, true) => TreeNode::Starred,
                _ => TreeNode::All,
            };
            self.go_to(&node);
        }
    }

    /// Takes other newspapers; the selection stays with its newspaper or section. Tells whether that is still there; else
    /// the first line is selected.
    pub fn replace(&mut self, outlets: Vec<Outlet>, folders: Vec<Folder>, hidden: &[SourceId]) -> bool {
        let kept = self.current().cloned();
        let before = std::mem::replace(&mut self.outlets, outlets);
        let folders_before = std::mem::replace(&mut self.folders, folders);
        self.hidden = hidden.iter().cloned().collect();
        let counts = std::mem::take(&mut self.counts);
        self.adopt(counts);
        let at = |outlet: usize| {
            let known = before.get(outlet)?;
            Some((known, self.outlets.iter().position(|o| o.id == known.id)?))
        };
        let node = match kept {
            Some(TreeNode::Folder(number)) => folders_before.get(number).and_then(|known| {
                Some(TreeNode::Folder(self.folders.iter().position(|folder| folder.name == known.name)?))
            }),
            Some(TreeNode::Outlet(outlet)) => at(outlet).map(|(_, now)| TreeNode::Outlet(now)),
            Some(TreeNode::Section(outlet, section)) => at(outlet).and_then(|(known, now)| {
                let id = &known.sections.get(section)?.0;
                Some(TreeNode::Section(now, self.outlets.get(now)?.sections.iter().position(|(other, _)| other == id)?))
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
        for (source, section) in counts.sections.keys().filter(|(source, _)| !self.hidden.contains(source)) {
            let at = self.outlets.iter().position(|o| o.id == *source).unwrap_or_else(|| {
                self.outlets.push(Outlet { id: source.clone(), name: source.0.clone(), sections: Vec::new() });
                self.outlets.len() - 1
            });
            let sections = &mut self.outlets[at].sections;
            if !sections.iter().any(|(id, _)| id == section) {
                sections.push((section.clone(), name_of_stray(section).to_owned()));
            }
        }
        self.counts = counts;
        self.build();
    }

    /// The lines of the tree.
    pub fn nodes(&self) -> &[TreeNode] {
        &self.nodes
    }

    /// The selected line.
    pub fn current(&self) -> Option<&TreeNode> {
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
    pub fn go_to(&mut self, node: &TreeNode) {
        if let TreeNode::Outlet(at) | TreeNode::Section(at, _) = node {
            if let Some(folder) = self.folder_of(*at).and_then(|number| self.folders.get(number)) {
                self.open_folders.insert(folder.name.clone());
            }
            if let (TreeNode::Section(..), Some(o)) = (node, self.outlets.get(*at)) {
                self.open.insert(o.id.clone());
            }
            self.build();
        }
        if let Some(at) = self.nodes.iter().position(|n| n == node) {
            self.selected = at;
        }
    }

    /// The name of the kept search whose line is selected.
    pub(in crate::ui) fn lit_saved(&self) -> Option<String> {
        match self.current()? {
            TreeNode::Saved(at) => self.saved.get(*at).map(|search| search.name.clone()),
            _ => None,
        }
    }

    /// Builds the lines after the kept searches changed; the selection stays with the one of this name.
    pub(in crate::ui) fn keep_saved_light(&mut self, name: Option<String>) {
        self.build();
        if let Some(at) = name.and_then(|name| self.saved.iter().position(|search| search.name == name)) {
            self.go_to(&TreeNode::Saved(at));
        }
    }

    /// The query of the selected line; `None` for a saved search.
    pub fn query(&self) -> Option<Query> {
        Some(match self.current()? {
            TreeNode::All => Query::default(),
            TreeNode::Unread => Query { filter: Filter { unread: true, ..Filter::default() }, ..Query::default() },
            TreeNode::Starred => Query { filter: Filter { starred: true, ..Filter::default() }, ..Query::default() },
            TreeNode::History => Query { order: Order::Opened, ..Query::default() },
            TreeNode::Muted => scoped(Scope::Muted),
            TreeNode::Saved(_) => return None,
            TreeNode::Folder(number) => scoped(Scope::Sources(self.folders.get(*number)?.sources.clone())),
            TreeNode::Documents => scoped(Scope::Citing(None)),
            TreeNode::Document(at) => scoped(Scope::Citing(Some(self.documents.known.get(*at)?.norm.clone()))),
            TreeNode::Outlet(at) => scoped(Scope::Source(self.outlets.get(*at)?.id.clone())),
            TreeNode::Section(at, section) => {
                let outlet = self.outlets.get(*at)?;
                scoped(Scope::Section(outlet.id.clone(), outlet.sections.get(*section)?.0.clone()))
            }
        })
    }

    /// What stands at the end of a line: unread articles, starred ones, or all that a kept search finds.
    pub fn count(&self, node: &TreeNode) -> usize {
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
            TreeNode::All | TreeNode::Unread => self.counts.unread,
            TreeNode::Starred => self.counts.starred,
            TreeNode::History => self.counts.opened,
            TreeNode::Muted => self.counts.muted,
            TreeNode::Saved(at) => self.saved.get(*at).map_or(0, |search| search.total),
            TreeNode::Folder(number) => {
                let sources = self.folders.get(*number).map_or(&[][..], |folder| &folder.sources);
                sources.iter().filter_map(|id| self.counts.sources.get(id)).map(|(_, unread)| unread).sum()
            }
            TreeNode::Outlet(at) => match self.outlets.get(*at).and_then(|o| self.counts.sources.get(&o.id)) {
                Some((_, unread)) => *unread,
                None => of(*at, None),
            },
            TreeNode::Section(at, section) => of(*at, Some(*section)),
            TreeNode::Documents => 0,
            TreeNode::Document(at) => self.documents.known.get(*at).map_or(0, |document| document.articles),
        }
    }

    /// Whether something is wrong with a newspaper or a section.
    pub fn troubled(&self, node: &TreeNode) -> bool {
        match node {
            TreeNode::Folder(number) => self
                .folders
                .get(*number)
                .is_some_and(|folder| self.troubles.keys().any(|(s, _)| folder.sources.contains(s))),
            TreeNode::Outlet(at) => {
                self.outlets.get(*at).is_some_and(|o| self.troubles.keys().any(|(s, _)| *s == o.id))
            }
            TreeNode::Section(at, section) => self.outlets.get(*at).is_some_and(|o| {
                o.sections.get(*section).is_some_and(|(id, _)| self.troubles.contains_key(&(o.id.clone(), id.clone())))
            }),
            _ => false,
        }
    }

    /// The name of a newspaper; its id where it has none.
    pub fn name_of<'a>(&'a self, source: &'a SourceId) -> &'a str {
        let known = self.outlets.iter().find(|o| o.id == *source);
        known.map_or_else(|| name_of_none(source).unwrap_or(source.as_str()), |o| &o.name)
    }

    /// The name of the newspaper that an article is from; its site where it has none.
    pub fn paper_of<'a>(&'a self, row: &'a Summary) -> &'a str {
        let id = row.outlet();
        let known = self.outlets.iter().find(|outlet| outlet.id == id);
        known.map_or_else(|| if id == row.source { self.name_of(&row.source) } else { row.url.site() }, |o| &o.name)
    }

    /// The name of a section; its id where it has none.
    pub fn section_name<'a>(&'a self, source: &SourceId, section: &'a SectionId) -> &'a str {
        let outlet = self.outlets.iter().find(|o| o.id == *source);
        let known = outlet.and_then(|o| o.sections.iter().find(|(id, _)| id == section));
        known.map_or(name_of_stray(section), |(_, name)| name)
    }

    /// Scrolls so that the selected line is in sight on `height` lines.
    pub fn lay_out(&mut self, height: u16) {
        let height = usize::from(height).max(1);
        // What has just unfolded is in sight, as far as its own line stays there.
        let below = std::mem::take(&mut self.unfolded_now).min(height.saturating_sub(1));
        let last = (self.selected + below).min(self.nodes.len().saturating_sub(1));
        self.top = self.top.min(self.selected).max((last + 1).saturating_sub(height));
        self.top = self.top.min(self.nodes.len().saturating_sub(height));
    }
}

fn scoped(scope: Scope) -> Query {
    Query { scope, ..Query::default() }
}

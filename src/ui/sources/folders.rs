//! What of the tree is folded: newspapers, and the groups that the user put together.

use super::{Sources, TreeNode};
use crate::model::SourceId;

/// Lines of what unfolds that come into sight with it.
pub(super) const SHOWN_BELOW: usize = 8;

/// Newspapers that the user put together under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Its name.
    pub name: String,
    /// The newspapers.
    pub sources: Vec<SourceId>,
}

impl Sources {
    /// The lines of the groups and of the newspapers that stand in none.
    pub(super) fn newspaper_lines(&self) -> Vec<TreeNode> {
        let mut lines = Vec::new();
        for (number, folder) in self.folders.iter().enumerate() {
            lines.push(TreeNode::Folder(number));
            if self.open_folders.contains(&folder.name) {
                let within = (0..self.outlets.len()).filter(|at| self.folder_of(*at) == Some(number));
                lines.extend(within.flat_map(|at| self.lines_of(at)));
            }
        }
        let alone = (0..self.outlets.len()).filter(|at| self.folder_of(*at).is_none());
        lines.extend(alone.flat_map(|at| self.lines_of(at)));
        lines
    }

    /// The line of a newspaper, and those of its sections where it is unfolded.
    fn lines_of(&self, at: usize) -> Vec<TreeNode> {
        let sections = if self.is_open(at) { self.outlets.get(at).map_or(0, |o| o.sections.len()) } else { 0 };
        std::iter::once(TreeNode::Outlet(at)).chain((0..sections).map(|s| TreeNode::Section(at, s))).collect()
    }

    /// The group in whose folder a newspaper stands: the first that names it.
    pub fn folder_of(&self, outlet: usize) -> Option<usize> {
        let id = &self.outlets.get(outlet)?.id;
        self.folders.iter().position(|folder| folder.sources.contains(id))
    }

    /// Unfolds the selected newspaper or group; tells whether it was folded.
    pub fn unfold(&mut self) -> bool {
        let changed = match self.current() {
            Some(TreeNode::Documents) => !std::mem::replace(&mut self.documents.unfolded, true),
            Some(TreeNode::Folder(number)) => {
                self.folders.get(*number).is_some_and(|folder| self.open_folders.insert(folder.name.clone()))
            }
            Some(TreeNode::Outlet(at)) => {
                self.outlets.get(*at).is_some_and(|o| !o.sections.is_empty() && self.open.insert(o.id.clone()))
            }
            _ => return false,
        };
        let before = self.nodes.len();
        self.build();
        self.unfolded_now = self.nodes.len().saturating_sub(before).min(SHOWN_BELOW);
        changed
    }

    /// Folds the newspaper that is selected or holds the selected section, else the group that holds it; tells whether
    /// anything was unfolded.
    pub fn fold(&mut self) -> bool {
        if let Some(TreeNode::Documents | TreeNode::Document(_)) = self.current() {
            let changed = std::mem::take(&mut self.documents.unfolded);
            self.selected = self.nodes.iter().position(|n| *n == TreeNode::Documents).unwrap_or(self.selected);
            self.build();
            return changed;
        }
        let (outlet, folder) = match self.current() {
            Some(TreeNode::Outlet(at) | TreeNode::Section(at, _)) => (Some(*at), self.folder_of(*at)),
            Some(TreeNode::Folder(number)) => (None, Some(*number)),
            _ => return false,
        };
        let id = outlet.and_then(|at| self.outlets.get(at)).map(|o| o.id.clone());
        let to = if id.is_some_and(|id| self.open.remove(&id)) {
            outlet.map(TreeNode::Outlet)
        } else {
            let name = folder.and_then(|number| self.folders.get(number)).map(|folder| folder.name.clone());
            folder.filter(|_| name.is_some_and(|name| self.open_folders.remove(&name))).map(TreeNode::Folder)
        };
        let Some(to) = to else { return false };
        self.selected = self.nodes.iter().position(|n| *n == to).unwrap_or(self.selected);
        self.build();
        true
    }

    /// Names of the groups that are unfolded.
    pub fn unfolded_folders(&self) -> Vec<&str> {
        self.open_folders.iter().map(String::as_str).collect()
    }

    /// Unfolds groups by their names.
    pub fn unfold_folders<'a>(&mut self, names: impl Iterator<Item = &'a str>) {
        self.open_folders.extend(names.filter(|name| !name.is_empty()).map(str::to_owned));
        self.build();
    }

    /// Whether a group is unfolded.
    pub fn is_open_folder(&self, number: usize) -> bool {
        self.folders.get(number).is_some_and(|folder| self.open_folders.contains(&folder.name))
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

    /// The name of the group of just these newspapers.
    pub fn name_of_folder(&self, sources: &[SourceId]) -> String {
        let known = self.folders.iter().find(|folder| folder.sources == sources);
        known.map_or_else(|| sources.first().map_or("", |first| self.name_of(first)).to_owned(), |f| f.name.clone())
    }
}

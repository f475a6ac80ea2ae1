//! Draws the pane of sources.

use crate::labour::legal::cited::labelled;
use crate::model::CitedDocument;
use crate::text::width::cells;
use crate::ui::layout::Area;
use crate::ui::theme::Meaning;
use crate::ui::widgets::pen::Pen;
use crate::ui::widgets::signs::Signs;
use crate::ui::words::Words;

use super::{Sources, TreeNode};

/// What the pane is drawn with.
pub struct SourcesView<'a> {
    /// The state.
    pub sources: &'a Sources,
    /// The phrases.
    pub words: &'a Words,
    /// The signs.
    pub signs: &'a Signs,
    /// Whether the keys go here.
    pub focused: bool,
}

impl SourcesView<'_> {
    /// Draws on `area`.
    pub fn draw(&self, pen: &mut Pen<'_>, area: Area) {
        let head = crate::ui::list::view::head_lines(area.height);
        if head > 0 {
            let meaning = if self.focused { Meaning::Accent } else { Meaning::Title };
            pen.line(area.x + 1, area.y, area.width.saturating_sub(2), &self.words.say("label-sources"), meaning);
        }
        let body = Area { y: area.y + head, height: area.height - head, ..area };
        let nodes = self.sources.nodes().iter().enumerate().skip(self.sources.top());
        for ((number, node), y) in nodes.zip(body.y..body.y + body.height) {
            self.draw_node(pen, Area { y, height: 1, ..body }, node, number == self.sources.selected());
        }
    }

    fn draw_node(&self, pen: &mut Pen<'_>, line: Area, node: &TreeNode, selected: bool) {
        let unread = self.sources.count(node);
        let mut count = if unread > 0 { self.words.number(unread) } else { String::new() };
        let search = match node {
            TreeNode::Saved(at) => self.sources.saved.get(*at),
            _ => None,
        };
        let new = search.map_or(0, |search| search.new);
        if new > 0 && new == unread {
            count = format!("+{count}");
        } else if new > 0 {
            count = format!("+{} / {count}", self.words.number(new));
        }
        let trouble = if self.sources.troubled(node) { self.signs.trouble } else { "" };
        let tail = u16::try_from(cells(&count) + cells(trouble)).unwrap_or(0) + 2;
        let (indent, sign) = self.sign(node);
        pen.text(line.x + indent, line.y, 1, sign, sign_meaning(node));
        let x = line.x + indent + 2;
        let room = line.width.saturating_sub(indent + 2 + tail);
        let meaning = if unread > 0
            && !matches!(node, TreeNode::Starred | TreeNode::History | TreeNode::Muted | TreeNode::Document(_))
        {
            Meaning::Text
        } else {
            Meaning::Muted
        };
        pen.line(x, line.y, room, &self.name(node), meaning);
        let counted = Area { width: line.width.saturating_sub(1), ..line };
        let used = pen.right(counted, line.y, &count, if new > 0 { Meaning::Good } else { Meaning::Muted });
        if !trouble.is_empty() {
            let left = Area { width: counted.width.saturating_sub(used + u16::from(used > 0)), ..counted };
            pen.right(left, line.y, trouble, Meaning::Warning);
        }
        if selected {
            pen.tint(line, if self.focused { Meaning::Selected } else { Meaning::SelectedAway });
            pen.text(line.x, line.y, 1, self.signs.bar, if self.focused { Meaning::Accent } else { Meaning::Faint });
        }
    }

    /// How far a line stands in, cells, and the sign before its name.
    fn sign(&self, node: &TreeNode) -> (u16, &str) {
        let within = |at: &usize| 2 * u16::from(self.sources.folder_of(*at).is_some());
        match node {
            TreeNode::Folder(number) if self.sources.is_open_folder(*number) => (1, self.signs.open),
            TreeNode::Folder(_) => (1, self.signs.closed),
            TreeNode::Outlet(at) if self.sources.outlets[*at].sections.is_empty() => (1 + within(at), " "),
            TreeNode::Outlet(at) if self.sources.is_open(*at) => (1 + within(at), self.signs.open),
            TreeNode::Outlet(at) => (1 + within(at), self.signs.closed),
            TreeNode::Section(at, _) => (3 + within(at), " "),
            TreeNode::Documents if self.sources.documents.unfolded => (1, self.signs.open),
            TreeNode::Documents => (1, self.signs.closed),
            TreeNode::Document(_) => (2, " "),
            TreeNode::Starred => (1, self.signs.star),
            TreeNode::Unread => (1, self.signs.unread),
            TreeNode::History => (1, " "),
            TreeNode::Muted => (1, self.signs.failed),
            TreeNode::Saved(at) if self.sources.saved.get(*at).is_some_and(|search| search.watched) => {
                (1, self.signs.watch)
            }
            TreeNode::Saved(_) => (1, "/"),
            TreeNode::All => (1, self.signs.bullet),
        }
    }

    fn name(&self, node: &TreeNode) -> String {
        match node {
            TreeNode::All => self.words.say("label-all"),
            TreeNode::Unread => self.words.say("label-unread"),
            TreeNode::Starred => self.words.say("label-starred"),
            TreeNode::History => self.words.say("label-history"),
            TreeNode::Muted => self.words.say("label-muted"),
            TreeNode::Saved(at) => self.sources.saved.get(*at).map(|search| search.name.clone()).unwrap_or_default(),
            TreeNode::Documents => self.words.say("label-all-documents"),
            TreeNode::Document(at) => {
                let label = |document: &CitedDocument| labelled(&document.norm, document.name.as_deref());
                self.sources.documents.known.get(*at).map(label).unwrap_or_default()
            }
            TreeNode::Folder(number) => {
                self.sources.folders.get(*number).map(|folder| folder.name.clone()).unwrap_or_default()
            }
            TreeNode::Outlet(at) => self.sources.outlets[*at].name.clone(),
            TreeNode::Section(at, section) => {
                self.sources.outlets[*at].sections.get(*section).map(|(_, name)| name.clone()).unwrap_or_default()
            }
        }
    }
}

fn sign_meaning(node: &TreeNode) -> Meaning {
    match node {
        TreeNode::Starred => Meaning::Star,
        TreeNode::Unread => Meaning::Accent,
        _ => Meaning::Faint,
    }
}

//! The legal documents of the archive as lines of the tree: which are cited most, and which were cited last.

use super::folders::SHOWN_BELOW;
use super::{Sources, TreeNode};
use crate::model::{CitedDocument, DocumentOrder};
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::layout::Pane;

/// Documents that make a line; every one is found by `vb:NUMBER`.
const MAX_DOCUMENTS: usize = 30;

/// The documents that the tree shows.
#[derive(Debug, Default)]
pub struct ShownDocuments {
    /// What the archive answered last.
    pub known: Vec<CitedDocument>,
    /// Which of them come first.
    pub order: DocumentOrder,
    /// Whether each makes a line.
    pub unfolded: bool,
}

impl ShownDocuments {
    /// What is remembered of it: empty while it is folded.
    fn name(&self) -> &'static str {
        match (self.unfolded, self.order) {
            (false, _) => "",
            (true, DocumentOrder::MostCited) => "cited",
            (true, DocumentOrder::Newest) => "newest",
        }
    }
}

impl Sources {
    /// The lines of the documents; none where no article cites one.
    pub(super) fn document_lines(&self) -> Vec<TreeNode> {
        if !self.counts.cites {
            return Vec::new();
        }
        let shown = if self.documents.unfolded { self.documents.known.len() } else { 0 };
        std::iter::once(TreeNode::Documents).chain((0..shown).map(TreeNode::Document)).collect()
    }

    /// The document of the selected line.
    pub fn document(&self) -> Option<&str> {
        match self.current() {
            Some(TreeNode::Document(at)) => self.documents.known.get(*at).map(|document| document.norm.as_str()),
            _ => None,
        }
    }

    /// Whether the selected line is of the documents.
    pub fn is_at_documents(&self) -> bool {
        matches!(self.current(), Some(TreeNode::Documents | TreeNode::Document(_)))
    }
}

impl Ui {
    /// Asks for the documents, where they make lines.
    pub(in crate::ui) fn load_documents(&self) -> Option<Effect> {
        let documents = &self.sources.documents;
        documents.unfolded.then_some(Effect::LoadDocuments(documents.order, MAX_DOCUMENTS))
    }

    /// The documents came; the selection stays with its document.
    pub(in crate::ui) fn take_documents(&mut self, known: Vec<CitedDocument>) {
        let kept = self.sources.document().map(str::to_owned);
        let first = self.sources.documents.known.is_empty();
        self.sources.documents.known = known;
        if first && self.sources.current() == Some(&TreeNode::Documents) {
            self.sources.unfolded_now = self.sources.documents.known.len().min(SHOWN_BELOW);
        }
        let at = kept.and_then(|norm| self.sources.documents.known.iter().position(|document| document.norm == norm));
        self.sources.build();
        if let Some(at) = at {
            self.sources.go_to(&TreeNode::Document(at));
        }
    }

    /// Other documents come first, where their lines are selected; tells whether they are.
    pub(in crate::ui) fn turn_documents(&mut self) -> Option<Vec<Effect>> {
        if self.shell.panes.focus != Pane::Sources || !self.sources.is_at_documents() {
            return None;
        }
        let documents = &mut self.sources.documents;
        documents.order = match documents.order {
            DocumentOrder::MostCited => DocumentOrder::Newest,
            DocumentOrder::Newest => DocumentOrder::MostCited,
        };
        documents.unfolded = true;
        let id = match documents.order {
            DocumentOrder::MostCited => "documents-most-cited",
            DocumentOrder::Newest => "documents-newest",
        };
        self.shell.done(id);
        Some(self.load_documents().into_iter().chain([self.remember_documents()]).collect())
    }

    /// The document whose line is selected among the sources.
    pub(in crate::ui) fn selected_document(&self) -> Option<String> {
        let document = self.sources.document().filter(|_| self.shell.panes.focus == Pane::Sources);
        document.map(str::to_owned)
    }

    pub(in crate::ui) fn remember_documents(&self) -> Effect {
        Effect::Remember("documents", self.sources.documents.name().to_owned())
    }

    /// The documents as they were left.
    pub(in crate::ui) fn recall_documents(&mut self, name: &str) {
        let documents = &mut self.sources.documents;
        documents.unfolded = !name.is_empty();
        documents.order = if name == "newest" { DocumentOrder::Newest } else { DocumentOrder::MostCited };
        let asked = self.load_documents();
        self.shell.effects.extend(asked);
    }
}

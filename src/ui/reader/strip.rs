//! What the opened article holds for a closer look, counted, with the keys that list it: facts, documents, terms.
//!
//! Looked for once, when the article is opened; while one walks along a list nothing is.

use crate::labour::facts::{self, KINDS, Kind};
use crate::model::ArticleId;
use crate::ui::Ui;
use crate::ui::layout::Pane;

/// The lines of an article.
#[derive(Debug, Default)]
pub(in crate::ui) struct Strip {
    of: Option<ArticleId>,
    text: String,
}

impl Strip {
    /// The lines of this article; empty where it holds nothing, or was not opened.
    pub(super) fn text_of(&self, article: ArticleId) -> &str {
        if self.of == Some(article) { &self.text } else { "" }
    }
}

/// The phrase that counts a kind of facts.
fn phrase(kind: Kind) -> &'static str {
    match kind {
        Kind::Wage => "strip-wages",
        Kind::Rate => "strip-rates",
        Kind::Workers => "strip-workers",
        Kind::Effect => "strip-effects",
        Kind::Deadline => "strip-deadlines",
    }
}

impl Ui {
    /// Looks for what the opened article holds.
    pub(in crate::ui) fn make_strip(&mut self) {
        let shown = self.reader.shown().filter(|_| self.shell.panes.focus == Pane::Reader && !self.reader.is_raw());
        if shown.is_none() || shown == self.reader.strip.of {
            return;
        }
        self.reader.strip = Strip { of: shown, text: self.strip_text() };
    }

    fn strip_text(&self) -> String {
        let Some(article) = self.reader.article.as_deref() else { return String::new() };
        let texts = crate::labour::paragraphs::paragraphs(article, crate::labour::paragraphs::Tables::LeftOut);
        let kinds: Vec<Kind> = texts.iter().flat_map(|text| facts::in_text(text)).map(|fact| fact.kind).collect();
        let counted = |kind: Kind| {
            let many = kinds.iter().filter(|other| **other == kind).count();
            (many > 0).then(|| self.shell.words.count(phrase(kind), many))
        };
        let facts: Vec<String> = KINDS.into_iter().filter_map(counted).collect();
        let cited = crate::labour::legal::cited::cited(texts.iter().map(String::as_str)).len();
        let documents = (cited > 0).then(|| self.shell.words.count("strip-documents", cited));
        let with_key = |text: String, action: &str| match self.keys.map.keys_of(action).into_iter().next() {
            Some(key) => format!("{text} · {key}"),
            None => text,
        };
        let facts = Some(facts.join(", ")).filter(|text| !text.is_empty()).map(|text| with_key(text, "facts"));
        let parts = [facts, documents.map(|text| with_key(text, "documents"))];
        parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
    }
}

//! What the opened article holds for a closer look, counted, with the keys that list it: facts, documents, terms.
//!
//! Asked for once, when the article is opened, and counted after its first frame; while one walks along a list nothing is.

use crate::labour::facts::{ArticleFacts, Kind};
use crate::model::ArticleId;
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::layout::Pane;

/// What was counted in an article.
#[derive(Debug, Default)]
pub(in crate::ui) struct Strip {
    of: Option<ArticleId>,
    facts: ArticleFacts,
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
    /// Asks for what the opened article holds.
    pub(in crate::ui) fn count_facts(&mut self) -> Option<Effect> {
        let shown = self.reader.shown().filter(|_| self.shell.panes.focus == Pane::Reader && !self.reader.is_raw())?;
        if self.reader.strip.of == Some(shown) {
            return None;
        }
        self.reader.strip = Strip { of: Some(shown), facts: ArticleFacts::default() };
        Some(Effect::CountFacts(shown))
    }

    /// What an article holds was counted.
    pub(in crate::ui) fn take_facts(&mut self, article: ArticleId, facts: ArticleFacts) {
        if self.reader.strip.of == Some(article) {
            self.reader.strip.facts = facts;
        }
    }

    /// The lines of this article; empty where it holds nothing, or was not opened.
    pub(super) fn strip_of(&self, article: ArticleId) -> String {
        if self.reader.strip.of != Some(article) {
            return String::new();
        }
        let ArticleFacts { kinds, documents } = &self.reader.strip.facts;
        let facts: Vec<String> =
            kinds.iter().map(|(kind, many)| self.shell.words.count(phrase(*kind), *many)).collect();
        let documents = (*documents > 0).then(|| self.shell.words.count("strip-documents", *documents));
        let with_key = |text: String, action: &str| match self.keys.map.keys_of(action).into_iter().next() {
            Some(key) => format!("{text} · {key}"),
            None => text,
        };
        let facts = Some(facts.join(", ")).filter(|text| !text.is_empty()).map(|text| with_key(text, "facts"));
        let parts = [facts, documents.map(|text| with_key(text, "documents"))];
        parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
    }
}

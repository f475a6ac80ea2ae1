//! Prompts: the one that is open, what was typed into them before, and the `:` line.

use std::collections::BTreeMap;

use crate::model::ArticleId;
use crate::text::telex::Method;

pub(in crate::ui) mod ask;
pub(in crate::ui) mod command;
pub(in crate::ui) mod known;
mod open;

pub use open::{Ask, MAX_HISTORY, Prompt, Typed};

/// The prompts of the screen.
#[derive(Debug, Default)]
pub(in crate::ui) struct Prompts {
    pub(in crate::ui) open: Option<Prompt>,
    /// What was typed into each, the newest last.
    pub(in crate::ui) histories: BTreeMap<Ask, Vec<String>>,
    /// How letters are composed.
    pub(in crate::ui) method: Method,
    /// The file that could not be saved last, to be offered again for this article.
    pub(in crate::ui) unsaved: Option<(ArticleId, String)>,
    /// The passage that a note is asked for; empty: the whole article.
    pub(in crate::ui) noted: String,
}

impl Prompts {
    /// No prompt is open.
    pub(in crate::ui) fn new(method: Method) -> Self {
        Self { method, ..Self::default() }
    }

    /// What the open prompt asks.
    pub(in crate::ui) fn asks(&self) -> Option<Ask> {
        self.open.as_ref().map(|prompt| prompt.ask)
    }

    /// Keeps a line in the history of a prompt; gives the whole of it, one line each.
    pub(in crate::ui) fn keep(&mut self, ask: Ask, text: &str) -> String {
        let history = self.histories.entry(ask).or_default();
        history.retain(|line| line != text);
        history.push(text.to_owned());
        if history.len() > MAX_HISTORY {
            history.remove(0);
        }
        history.join("\n")
    }
}

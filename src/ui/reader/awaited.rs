//! What is done with the chosen article as soon as the archive has given it: keys in a list mean the row that is chosen
//! there, never the article that was read last.

use super::ReaderPane;
use crate::model::ArticleId;
use crate::ui::Ui;
use crate::ui::action::ArticleAction;
use crate::ui::effect::Effect;
use crate::ui::layout::Pane;

/// What waits for an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) enum Waiting {
    /// An action.
    Act(ArticleAction),
    /// A line of the command line.
    Line(String),
}

/// An article, and what waits for it.
pub(in crate::ui) type Awaited = (ArticleId, Waiting);

impl ArticleAction {
    /// Whether the row of the list is enough for it.
    fn needs_only_the_row(self) -> bool {
        matches!(self, Self::OpenInBrowser | Self::CopyAddress | Self::Label)
    }
}

impl ReaderPane {
    /// Whether an article was asked for and has not come.
    pub fn waits(&self) -> bool {
        self.asked.is_some()
    }
}

impl Ui {
    /// Asks the archive for the chosen article where it is not at hand; what is to be done waits for it then.
    pub(in crate::ui) fn act_when_here(&mut self, action: ArticleAction) -> Vec<Effect> {
        let reads = self.shell.panes.focus == Pane::Reader;
        if (reads && self.reader.article.is_none()) || (!reads && self.list.current().is_none()) {
            self.shell.hint("no-article-here");
            return Vec::new();
        }
        if let Some(effects) = self.act_together(action) {
            return effects;
        }
        let needs = !action.needs_only_the_row();
        let asked = if needs { self.await_article(Waiting::Act(action)) } else { None };
        asked.unwrap_or_else(|| self.act_article(action))
    }

    /// Lets `what` wait for the chosen article; `None` where it is at hand, or none is chosen.
    pub(in crate::ui) fn await_article(&mut self, what: Waiting) -> Option<Vec<Effect>> {
        if let Some(refused) = self.refuse_line(&what) {
            return Some(refused);
        }
        let id = self.list.current().filter(|_| self.shell.panes.focus != Pane::Reader)?.id;
        if self.reader.shown() == Some(id) {
            return None;
        }
        let comes = self.reader.wanted() == Some(id) && !self.reader.is_absent();
        let effects = if comes { Vec::new() } else { self.load(id) };
        self.prefetch.awaited = Some((id, what));
        Some(effects)
    }

    /// Does what has waited for the article that is here now.
    pub(in crate::ui) fn do_awaited(&mut self) -> Vec<Effect> {
        let Some((id, what)) = self.prefetch.awaited.take() else { return Vec::new() };
        if self.reader.is_absent() {
            self.shell.hint("article-gone");
            return Vec::new();
        }
        if self.reader.shown() != Some(id) {
            self.prefetch.awaited = Some((id, what));
            return Vec::new();
        }
        match what {
            Waiting::Act(action) => self.act_article(action),
            Waiting::Line(line) => self.run_command(&line),
        }
    }
}

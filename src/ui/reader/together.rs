//! What is done with several chosen articles at once: they are copied together. What can be done with one alone says so.

use super::awaited::Waiting;
use crate::model::Article;
use crate::text::article::plain;
use crate::ui::Ui;
use crate::ui::action::ArticleAction;
use crate::ui::effect::Effect;
use crate::ui::layout::Pane;
use crate::ui::message::Ticket;
use crate::ui::notice::StatusNotice;
use crate::ui::panel::citation;

/// Most articles that are copied together.
pub(in crate::ui) const MAX_TOGETHER: usize = 200;

/// What an action does where several articles are chosen.
enum OfSeveral {
    /// It is done with all of them.
    All,
    /// It looks at the one that the keys are at, or asks which it is about itself.
    One,
    /// It would be done with one and look as if it were done with all.
    None,
}

fn of_several(action: ArticleAction) -> OfSeveral {
    match action {
        ArticleAction::CopyAddress | ArticleAction::CopyText | ArticleAction::CopyCitation => OfSeveral::All,
        ArticleAction::OpenInBrowser | ArticleAction::Pipe | ArticleAction::Save | ArticleAction::Note => {
            OfSeveral::None
        }
        ArticleAction::Links
        | ArticleAction::Info
        | ArticleAction::Revisions
        | ArticleAction::Original
        | ArticleAction::Documents
        | ArticleAction::Terms
        | ArticleAction::Facts
        | ArticleAction::Label => OfSeveral::One,
    }
}

impl Ui {
    /// How many articles are chosen in the list that has the keys.
    fn chosen_together(&self) -> usize {
        if self.shell.panes.focus == Pane::List { self.list.chosen.len() } else { 0 }
    }

    /// Does something with all chosen articles, or says that it is done with one; `None` where it is about one anyway.
    pub(in crate::ui) fn act_together(&mut self, action: ArticleAction) -> Option<Vec<Effect>> {
        let many = self.chosen_together();
        if many < 2 {
            return None;
        }
        match of_several(action) {
            OfSeveral::One => None,
            OfSeveral::None => Some(self.refuse_several(many)),
            OfSeveral::All if many > MAX_TOGETHER => {
                self.shell.tell(StatusNotice::hint(&self.shell.words.count("copy-bound", MAX_TOGETHER)));
                Some(Vec::new())
            }
            OfSeveral::All => {
                let ticket = self.shell.ticket();
                self.prefetch.together = Some((ticket, action));
                Some(vec![Effect::LoadArticles(ticket, self.list.targets(1))])
            }
        }
    }

    /// A line of the command line that is about one article, where several are chosen.
    pub(in crate::ui) fn refuse_line(&mut self, what: &Waiting) -> Option<Vec<Effect>> {
        let many = self.chosen_together();
        (many > 1 && matches!(what, Waiting::Line(_))).then(|| self.refuse_several(many))
    }

    fn refuse_several(&mut self, many: usize) -> Vec<Effect> {
        self.shell.tell(StatusNotice::hint(&self.shell.words.count("one-of-chosen", many)));
        Vec::new()
    }

    /// The chosen articles came: what was wished of them is copied, in their order.
    pub(in crate::ui) fn copy_together(&mut self, ticket: Ticket, articles: &[Article]) -> Vec<Effect> {
        let Some((_, action)) = self.prefetch.together.take_if(|(asked, _)| *asked == ticket) else {
            return Vec::new();
        };
        let paper = |article: &Article| self.sources.name_of(&article.row.outlet()).to_owned();
        let texts = articles.iter().map(|article| match action {
            ArticleAction::CopyText => plain(article, &paper(article)),
            ArticleAction::CopyCitation => citation(article, &paper(article)),
            _ => article.row.url.to_string(),
        });
        let between = if action == ArticleAction::CopyText { "\n\n" } else { "\n" };
        let said = match action {
            ArticleAction::CopyText => "copied-texts",
            ArticleAction::CopyCitation => "copied-citations",
            _ => "copied-addresses",
        };
        vec![Effect::Copy(texts.collect::<Vec<_>>().join(between), said)]
    }
}

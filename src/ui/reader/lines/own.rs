//! What the user added to the article: its labels under the byline, the notes at its end.

use super::{Role, Setter};
use crate::model::{Article, Rich};
use crate::ui::words::PhraseValue;

impl Setter<'_> {
    pub(super) fn labels(&mut self, article: &Article) {
        if !article.row.labels.is_empty() {
            let labels = article.row.labels.join(", ");
            let text = self.with.words.with("reader-labels", &[("labels", PhraseValue::Text(&labels))]);
            self.plain(Role::Byline, &text);
        }
    }

    pub(super) fn notes(&mut self, article: &Article) {
        if article.notes.is_empty() {
            return;
        }
        self.gap();
        self.at_end(Role::Heading, &self.with.words.say("reader-notes"), "");
        let bar = format!("{} ", self.with.signs.quote);
        for note in &article.notes {
            self.gap();
            note.quote.lines().for_each(|line| self.at_end(Role::Quote, line, &bar));
            note.text.lines().for_each(|line| self.at_end(Role::Body, line, ""));
        }
    }

    /// A paragraph after every block.
    fn at_end(&mut self, role: Role, text: &str, bar: &str) {
        self.rich(role, u32::MAX, self.out.parts.len(), &Rich::plain(text), bar, bar);
    }
}

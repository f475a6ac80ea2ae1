//! An article without its text: what is known of it, why it is not there, and what helps.

use super::{Role, Setter};
use crate::model::{Article, Offline, TroubleKind};
use crate::ui::notice;
use crate::ui::when;
use crate::ui::words::PhraseValue;

impl Setter<'_> {
    pub(super) fn no_body(&mut self, article: &Article) {
        let sentence = article.provenance.trouble.as_deref().map(|told| self.why(article, told));
        if let Some(teaser) = article.row.teaser.as_deref().filter(|t| Some(*t) != article.sapo.as_deref()) {
            self.plain(Role::Body, teaser);
            self.gap();
        }
        self.plain(Role::Notice, &self.with.words.say("reader-no-body"));
        if let Some(sentence) = sentence {
            self.plain(Role::Notice, &sentence);
        }
        if let Some(at) = article.provenance.retry_at {
            let when = when::clock(at);
            self.plain(Role::Notice, &self.with.words.with("reader-retry", &[("when", PhraseValue::Text(&when))]));
        }
        let advice = if article.row.offline == Offline::Gone { "reader-gone-do" } else { "reader-no-body-do" };
        self.plain(Role::Notice, &self.with.words.say(advice));
        self.gap();
    }

    /// Why there is no body: by the kind that is noted before the sentence, or the sentence as it is.
    fn why(&self, article: &Article, told: &str) -> String {
        let words = self.with.words;
        if let Some((kind, sentence)) = TroubleKind::noted(told) {
            return notice::trouble(words, self.with.outlet, kind, sentence, None);
        }
        let id = match article.row.offline {
            Offline::Blocked => "reader-why-blocked",
            Offline::Gone => "reader-why-gone",
            _ => "reader-why-failed",
        };
        words.with(id, &[("what", PhraseValue::Text(told))])
    }
}

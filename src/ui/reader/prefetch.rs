//! Articles beside the one in sight, read ahead of the cursor: a step in the list shows the next one in the same frame.
//!
//! Absent on purpose: what is further away. Two rows are a step; a leap asks the archive as ever.

use crate::model::{Article, ArticleId, Block, Summary, Timestamp};

use crate::ui::Ui;
use crate::ui::action::ArticleAction;
use crate::ui::effect::Effect;
use crate::ui::message::Ticket;
use crate::ui::reader::TypesetArticle;
use crate::ui::reader::awaited::Awaited;

/// Most articles that are kept.
const MOST: usize = 4;
/// Longest text that is typeset before it is wanted, bytes: an article takes a millisecond, a book would be noticed.
const LONGEST: usize = 64 << 10;
/// Longest text that is kept, bytes; its lines take several times as much.
const MAX_KEPT_BYTES: usize = 1 << 20;
/// Seconds after which they are read anew: other programs write into the archive, too.
const FRESH_SECONDS: i64 = 60;

/// An article, and its lines once they are set.
type PrefetchedArticle = (Box<Article>, Option<TypesetArticle>);

/// Articles at hand.
#[derive(Debug, Default)]
pub(in crate::ui) struct Prefetch {
    /// The oldest first.
    kept: Vec<PrefetchedArticle>,
    asked: Option<(Ticket, Vec<ArticleId>)>,
    since: Timestamp,
    /// What is to be done with an article that is on its way.
    pub(in crate::ui) awaited: Option<Awaited>,
    /// What is to be copied of articles that are on their way together.
    pub(in crate::ui) together: Option<(Ticket, ArticleAction)>,
}

impl Prefetch {
    /// Takes out an article that is at hand.
    pub(in crate::ui) fn take(&mut self, id: ArticleId) -> Option<PrefetchedArticle> {
        let at = self.kept.iter().position(|(article, _)| article.row.id == id)?;
        Some(self.kept.remove(at))
    }

    /// Keeps an article; the oldest one goes when there are too many. A book is not kept.
    pub(in crate::ui) fn keep(&mut self, (article, typeset): PrefetchedArticle) {
        self.kept.retain(|(other, _)| other.row.id != article.row.id);
        if bytes(&article) > MAX_KEPT_BYTES {
            return;
        }
        self.kept.push((article, typeset));
        let over = self.kept.len().saturating_sub(MOST);
        self.kept.drain(..over);
    }

    /// Changes rows, as the list's are.
    pub(in crate::ui) fn change(&mut self, ids: &[ArticleId], change: impl FnMut(&mut Summary)) {
        let rows = self.kept.iter_mut().map(|(article, _)| &mut article.row);
        rows.filter(|row| ids.contains(&row.id)).for_each(change);
        // What is under way may have been read before the change.
        self.asked = None;
    }

    /// Forgets everything, and what is under way with it: the archive has changed.
    pub(in crate::ui) fn forget(&mut self) {
        self.kept.clear();
        self.asked = None;
    }

    /// Sets the articles again when they are wanted.
    pub(in crate::ui) fn forget_lines(&mut self) {
        self.kept.iter_mut().for_each(|(_, typeset)| *typeset = None);
    }

    /// Sets what is not yet set, books excepted.
    fn typeset(&mut self, set: impl Fn(&Article) -> TypesetArticle) {
        for (article, typeset) in &mut self.kept {
            if typeset.is_none() && bytes(article) <= LONGEST {
                *typeset = Some(set(article));
            }
        }
    }

    /// Forgets what is too old.
    pub(in crate::ui) fn age(&mut self, now: Timestamp) {
        if now.0 - self.since.0 >= FRESH_SECONDS {
            self.since = now;
            self.forget();
        }
    }

    /// Which of these are neither at hand nor under way; they count as asked for from now on.
    fn missing(&mut self, mut ids: Vec<ArticleId>, ticket: Ticket) -> Option<Effect> {
        ids.retain(|id| self.kept.iter().all(|(article, _)| article.row.id != *id));
        if ids.is_empty() || self.asked.as_ref().is_some_and(|(_, asked)| *asked == ids) {
            return None;
        }
        self.asked = Some((ticket, ids.clone()));
        Some(Effect::ReadAhead(ticket, ids))
    }

    /// Takes what came; an answer to an older question is dropped.
    fn receive(&mut self, ticket: Ticket, articles: Vec<Article>) {
        if self.asked.as_ref().is_some_and(|(asked, _)| *asked == ticket) {
            // What was asked for and is not there is not asked for again until something changes.
            for article in articles {
                self.keep((Box::new(article), None));
            }
        }
    }
}

/// Length of an article's text, bytes.
fn bytes(article: &Article) -> usize {
    article.body.iter().flat_map(Block::strings).map(str::len).sum()
}

impl Ui {
    /// Asks for the articles beside the one in sight, once that one is there.
    pub(in crate::ui) fn read_ahead(&mut self) -> Option<Effect> {
        let shown = self.reader.shown();
        if self.shell.panes.layout.reader.is_none()
            || self.reader.wanted() != shown
            || shown != self.list.current().map(|r| r.id)
        {
            return None;
        }
        let ticket = self.shell.ticket();
        self.prefetch.missing(self.list.beside(), ticket)
    }

    /// Takes what was read ahead, and typesets it: nothing in sight waits for it now.
    pub(in crate::ui) fn take_ahead(&mut self, ticket: Ticket, articles: Vec<Article>) {
        self.prefetch.receive(ticket, articles);
        let Some(area) = self.shell.panes.layout.reader else { return };
        let mut ahead = std::mem::take(&mut self.prefetch);
        ahead.typeset(|article| {
            let names = self.names_of(Some(article));
            TypesetArticle::new(article, &self.setting(&self.reader, area, &names))
        });
        self.prefetch = ahead;
    }

    /// Shows an article if it is at hand, and tells so.
    pub(in crate::ui) fn show_from_hand(&mut self, ticket: Ticket, id: ArticleId) -> bool {
        let Some((article, typeset)) = self.prefetch.take(id) else { return false };
        self.take_article(ticket, Some(article), typeset);
        true
    }
}

//! Until when the screen knows what happened: "last time" at the next start.
//!
//! What the screen itself fetched it has told. What another process stored beside it is new the next time, however long the
//! screen stood open, unless the user asked here what happened since.

use crate::model::Timestamp;
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::list::ListKind;

/// Until when the screen knows what happened.
#[derive(Debug, Default)]
pub(in crate::ui) struct KnownUntil {
    /// Everything up to this instant: the start, the end of the last refresh of its own, the last time it was asked.
    until: Timestamp,
    /// Another process brought something after it.
    outside: bool,
    /// The latest news that it heard of.
    heard: Timestamp,
}

/// Who may have stored what is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bringer {
    /// Another process, for this one fetches nothing.
    Another,
    /// A refresh of this screen runs: what comes is taken for its.
    PerhapsThis,
}

impl KnownUntil {
    /// The screen opens: what is there now is told by its first page.
    pub(in crate::ui) fn begin(&mut self, now: Timestamp) {
        (self.until, self.heard) = (now, now);
    }

    /// Everything up to now was told, by a refresh of the screen's own; what others brought before it waits on.
    pub(in crate::ui) fn advance(&mut self, now: Timestamp) {
        if !self.outside {
            // What was stored in this very second is known.
            self.until = Timestamp(now.0 + 1);
        }
        self.heard = self.heard.max(now);
    }

    /// The user asked what happened, and was told all of it.
    pub(in crate::ui) fn tell_all(&mut self, now: Timestamp) {
        self.outside = false;
        self.advance(now);
    }

    /// Another process wrote; `newest` is when something last came, was edited or was taken down. Whether that is news.
    fn hear(&mut self, newest: Timestamp, by: Bringer) -> bool {
        self.outside |= newest >= self.until && by == Bringer::Another;
        let news = newest >= self.heard;
        self.heard = self.heard.max(Timestamp(newest.0 + 1));
        news
    }

    /// What the next start takes for the last time.
    pub(in crate::ui) fn last_time(&self, now: Timestamp) -> Timestamp {
        if self.outside { self.until } else { now }
    }
}

impl Ui {
    /// Another process has changed the archive: rows and counts are read again, and where there is news also what is shown
    /// of it elsewhere.
    pub(in crate::ui) fn take_changed_outside(&mut self, newest: Timestamp) -> Vec<Effect> {
        self.prefetch.forget();
        let mut effects = self.refresh_list();
        let by = if self.refresh.progress.running { Bringer::PerhapsThis } else { Bringer::Another };
        if !self.panels.known.hear(newest, by) {
            return effects;
        }
        if let Some(page) = &mut self.panels.since {
            page.grow_old();
        }
        effects.push(Effect::LoadSaved(self.shell.settings.saved.clone()));
        // The article in hand may be one that was edited.
        effects.extend(self.reader.shown().map(|id| self.load(id)).unwrap_or_default());
        effects.extend(self.search_the_same());
        effects
    }

    /// Asks for the hits in sight again; not under the hands of one who types or chooses.
    pub(in crate::ui) fn search_the_same(&mut self) -> Vec<Effect> {
        let shown = matches!(self.list.kind, ListKind::Hits(_)) && self.search.text().is_some();
        if shown && self.prompts.open.is_none() && self.list.chosen.is_empty() {
            self.search_otherwise(|_| {})
        } else {
            Vec::new()
        }
    }
}

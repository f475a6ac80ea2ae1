//! How far a refresh has come, told by its news.

use crate::model::{SyncNews, Trouble};

/// How far work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// It has begun; nobody knows how much there is.
    Begun,
    /// So many percent are done.
    Percent(u8),
}

/// A refresh as the status line shows it.
#[derive(Debug, Clone, Default)]
pub(in crate::ui) struct StatusProgress {
    /// Whether one is running.
    pub running: bool,
    /// Sections planned and done.
    pub sections: (usize, usize),
    /// Sources planned.
    pub sources: usize,
    /// Article pages planned and done.
    pub pages: (usize, usize),
    /// Articles never seen before.
    pub new: usize,
    /// Troubles so far.
    pub troubles: Vec<Trouble>,
    /// The network is away, as far as is known.
    pub offline: bool,
    /// This refresh could reach nobody.
    silent: bool,
}

/// Most troubles that are kept of one refresh.
const MAX_TROUBLES: usize = 500;

impl StatusProgress {
    /// A refresh that has just been asked for.
    pub(in crate::ui) fn begun(&self) -> Self {
        Self { running: true, offline: self.offline, ..Self::default() }
    }

    /// Takes one piece of news.
    pub(in crate::ui) fn take(&mut self, news: &SyncNews) {
        match news {
            SyncNews::Planned { sections, sources } => {
                self.sections.0 = *sections;
                self.sources = *sources;
            }
            SyncNews::SectionDone { new, .. } => {
                self.sections.1 += 1;
                self.new += new;
                self.offline = false;
            }
            SyncNews::BodiesPlanned { pages } => self.pages.0 = self.pages.0.max(self.pages.1 + pages),
            // A text that a feed carried was no page to come.
            SyncNews::ArticleSaved { .. } => {
                self.pages.1 += 1;
                self.pages.0 = self.pages.0.max(self.pages.1);
            }
            SyncNews::Trouble(trouble) => {
                if self.troubles.len() < MAX_TROUBLES {
                    self.troubles.push(trouble.clone());
                }
            }
            SyncNews::OlderLeft { .. } | SyncNews::Gap { .. } | SyncNews::ArticleGone { .. } => {}
            SyncNews::Offline => (self.offline, self.silent) = (true, true),
            SyncNews::Finished(tally) => {
                self.running = false;
                // A refresh that asked somebody and was not told of an absent network was not without one.
                self.offline = self.silent || (self.offline && tally.requests == 0);
            }
        }
    }

    /// How far it is, for the taskbar; `None` when nothing runs.
    pub(in crate::ui) fn work(&self) -> Option<Work> {
        let planned = self.sections.0 + self.pages.0 > 0;
        let percent = || Work::Percent(u8::try_from(self.percent()).unwrap_or(100));
        self.running.then(|| if planned { percent() } else { Work::Begun })
    }

    /// How much is done, percent.
    pub(in crate::ui) fn percent(&self) -> usize {
        let planned = self.sections.0 + self.pages.0;
        let done = self.sections.1.min(self.sections.0) + self.pages.1.min(self.pages.0);
        (done * 100).checked_div(planned).unwrap_or(0).min(100)
    }
}

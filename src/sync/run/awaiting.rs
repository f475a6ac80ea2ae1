//! Articles whose pages wait until the feeds of their source are read: a feed may bring their texts, and then nobody asks for
//! the pages.

use std::collections::HashMap;

use super::super::plan::PlannedVisit;
use super::RefreshRun;
use crate::model::{ArticleId, SourceId};
use crate::sources::AddressKind;
use crate::store::{Change, WantedPage};

/// What waits, and for how many feeds.
#[derive(Debug, Default)]
pub(super) struct Awaiting {
    feeds: HashMap<SourceId, usize>,
    articles: Vec<WantedPage>,
}

impl Awaiting {
    /// A section is going to be visited.
    pub(super) fn expect(&mut self, visit: &PlannedVisit) {
        if visit.kind == AddressKind::Feed {
            *self.feeds.entry(visit.source.clone()).or_default() += 1;
        }
    }

    /// Keeps an article that must wait; gives back one that need not.
    pub(super) fn hold(&mut self, wanted: WantedPage) -> Option<WantedPage> {
        if !self.feeds.contains_key(&wanted.source) {
            return Some(wanted);
        }
        self.articles.push(wanted);
        None
    }

    /// How many wait.
    pub(super) fn len(&self) -> usize {
        self.articles.len()
    }

    /// The articles of a host wait no longer: it is out.
    pub(super) fn leave(&mut self, host: &str) -> Vec<WantedPage> {
        self.take(|wanted| wanted.url.host() == host)
    }

    /// A feed of a source was read and brought these texts; gives the articles whose pages need not wait any more.
    fn came(&mut self, source: &SourceId, brought: &[(ArticleId, Change)]) -> Vec<WantedPage> {
        self.articles.retain(|wanted| brought.iter().all(|(id, _)| *id != wanted.id));
        let Some(feeds) = self.feeds.get_mut(source) else { return Vec::new() };
        *feeds = feeds.saturating_sub(1);
        if *feeds > 0 {
            return Vec::new();
        }
        self.feeds.remove(source);
        self.take(|wanted| wanted.source == *source)
    }

    fn take(&mut self, is_it: impl Fn(&WantedPage) -> bool) -> Vec<WantedPage> {
        let (taken, kept) = std::mem::take(&mut self.articles).into_iter().partition(is_it);
        self.articles = kept;
        taken
    }
}

impl RefreshRun {
    /// A section's page was stored, with these texts, or could not be had.
    pub(super) async fn feed_came(&mut self, visit: &PlannedVisit, brought: &[(ArticleId, Change)]) {
        if visit.is_front() && visit.kind == AddressKind::Feed {
            let free = self.awaiting.came(&visit.source, brought);
            self.want(free).await;
        }
    }

    /// Nothing else is under way: what still waits is asked for. Whether there was any.
    pub(super) async fn want_all_awaiting(&mut self) -> bool {
        self.awaiting.feeds.clear();
        let free = std::mem::take(&mut self.awaiting.articles);
        let any = !free.is_empty();
        self.want(free).await;
        any
    }
}

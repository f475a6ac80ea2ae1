//! The further page of a list that need not be asked for: its articles name the ones before and after them, all that a page
//! brought do so in the list's own order, and the one before the oldest of them is the newest of those that were known.
//!
//! Such a page waits until the articles of the page before it came. Whatever speaks against it (an article that did not come,
//! a link that leads elsewhere, one of a series) lets it be asked for. That a source's articles are linked so is kept in
//! the archive's settings.

use std::collections::HashSet;

use super::super::Depth;
use super::super::older::{After, OlderPage};
use super::super::plan::PlannedVisit;
use super::RefreshRun;
use crate::model::{ArticleId, CanonicalUrl, SourceId, Timestamp};
use crate::store::{ListJoin, SectionState, StoreError, WantedPage};

/// Articles of one page that must be linked in its order: fewer prove nothing.
const LEAST_LINKED: usize = 4;

/// Beginning of the settings, before the source.
const PREFIX: &str = "linked.";

/// A further page that waits.
#[derive(Debug)]
pub(super) struct Further {
    /// The visit of the page before it.
    pub(super) visit: Box<PlannedVisit>,
    /// What that page gave.
    pub(super) given: OlderPage,
    pub(super) next: CanonicalUrl,
    /// Up to when the list is walked.
    pub(super) since: Option<Timestamp>,
    /// How many new articles that page told.
    pub(super) new: usize,
}

#[derive(Debug)]
struct Waiting {
    page: Further,
    since: Timestamp,
    /// The articles of the page before it, in its order.
    order: Vec<CanonicalUrl>,
    /// Those that have not come yet.
    left: HashSet<ArticleId>,
}

/// Pages that wait for articles.
#[derive(Debug, Default)]
pub(super) struct Chains(Vec<Waiting>);

impl RefreshRun {
    /// Asks for a further page now, or when the articles of the page before it have come.
    pub(super) async fn go_back_or_wait(&mut self, page: Further, wanted: &[WantedPage]) {
        let may_wait = self.scope.depth == Depth::New
            && !self.scope.no_bodies
            && wanted.len() >= LEAST_LINKED
            && !self.resting.contains(&page.visit.source);
        match page.since {
            Some(since) if may_wait && self.are_linked(&page.visit.source).await => {
                let order = wanted.iter().map(|wanted| wanted.url.clone()).collect();
                let left = wanted.iter().map(|wanted| wanted.id).collect();
                self.chains.0.push(Waiting { page, since, order, left });
            }
            _ => self.ask_further(&page),
        }
    }

    fn ask_further(&mut self, page: &Further) {
        self.go_back(&page.visit, page.next.clone(), page.since, page.new);
    }

    /// Whether articles of a source are known to name their neighbours.
    async fn are_linked(&mut self, source: &SourceId) -> bool {
        if self.neighbours.are_named(source) {
            return true;
        }
        let (store, name) = (self.context.store.clone(), format!("{PREFIX}{source}"));
        let kept = tokio::task::spawn_blocking(move || store.setting(&name)).await;
        matches!(kept, Ok(Ok(Some(_))))
    }

    /// The sources whose articles named their neighbours in this run, as settings.
    pub(super) fn linked_sources(&self) -> Vec<(String, String)> {
        let now = self.context.clock.now();
        self.neighbours.sources().map(|source| (format!("{PREFIX}{source}"), now.0.to_string())).collect()
    }

    /// The page of an article came, or could not be had: a page of its list may have waited for it alone.
    pub(super) async fn chain_came(&mut self, id: ArticleId) {
        for waiting in &mut self.chains.0 {
            waiting.left.remove(&id);
        }
        while let Some(at) = self.chains.0.iter().position(|waiting| waiting.left.is_empty()) {
            let waiting = self.chains.0.swap_remove(at);
            match self.joined(&waiting).await {
                Ok(Some(state)) => self.reached(waiting, state).await,
                Ok(None) => self.ask_further(&waiting.page),
                Err(error) => return self.store_broke(&error).await,
            }
        }
    }

    /// Nothing else is under way: pages that still wait are asked for. Whether there were any.
    pub(super) fn ask_all_further(&mut self) -> bool {
        let all = std::mem::take(&mut self.chains.0);
        for waiting in &all {
            self.ask_further(&waiting.page);
        }
        !all.is_empty()
    }

    /// The state of a section whose walk is at its end, if it is.
    async fn joined(&self, waiting: &Waiting) -> Result<Option<SectionState>, StoreError> {
        let visit = &waiting.page.visit;
        let Some(before) = self.neighbours.before_all(&visit.source, &waiting.order) else { return Ok(None) };
        let (store, since) = (self.context.store.clone(), waiting.since);
        let (source, section) = (visit.source.clone(), visit.section.clone());
        let looking = tokio::task::spawn_blocking(move || {
            if !store.is_newest_met((&source, &section), since, &before)? {
                return Ok(None);
            }
            Ok(Some(SectionState { owed: None, ..store.section_state(&source, &section)? }))
        });
        looking.await.unwrap_or(Ok(None))
    }

    async fn reached(&mut self, waiting: Waiting, state: SectionState) {
        let Waiting { page: Further { visit, given, .. }, since, .. } = waiting;
        self.batch.states.push((visit.source.clone(), visit.section.clone(), state));
        self.touch();
        self.gaps.note(&visit, &given, ListJoin::Reached, Some(since));
        self.settle_followers(&visit, &After::Done, Some(ListJoin::Reached)).await;
    }
}

//! From pages that were read to the archive: gathered, checked for doubles, stored in batches.

use std::time::Duration;

use super::super::batch::{self, KeptBatch, Parsed, Visited};
use super::super::failure::StepFailure;
use super::super::older::{self, After};
use super::super::{Depth, judge, step};
use super::RefreshRun;
use super::chains::Further;
use crate::model::{CanonicalUrl, SyncNews};
use crate::store::{Change, ListJoin, WantedPage};

/// A page that is ready is stored after at most this long.
const BATCH_PAUSE: Duration = Duration::from_millis(150);

/// Saved articles after which the index is brought up to date during the run.
const INDEX_AFTER: usize = 1000;

/// Pages without a date that wait to see whether another address gives the same page.
const MAX_UNDATED: usize = 64;

impl RefreshRun {
    /// Queues a page for storing; one without a date waits, as another address may return the same page (a login page).
    pub(super) async fn parsed(&mut self, wanted: WantedPage, mut parsed: Parsed) {
        if self.is_older_than_its_gap(&wanted, &mut parsed) {
            return self.walked_past(&wanted);
        }
        self.meet_neighbours(&wanted, &parsed.draft.neighbours).await;
        let Some(hash) = parsed.anybodys else { return self.ready(parsed) };
        let full = self.undated.len() >= MAX_UNDATED;
        match self.undated.get_mut(&hash) {
            None if full => self.ready(parsed),
            None => {
                self.undated.insert(hash, Some((wanted, parsed)));
            }
            Some(first) if first.as_ref().is_some_and(|(_, first)| first.url == parsed.url) => {}
            Some(first) => {
                let both = first.take().map(|(wanted, _)| wanted).into_iter().chain([wanted]);
                for wanted in both.collect::<Vec<_>>() {
                    let failure = StepFailure::Refused(judge::shared(&wanted.url.host()));
                    self.body_failed(wanted, failure).await;
                }
            }
        }
    }

    pub(super) fn ready(&mut self, parsed: Parsed) {
        if let Some(pictures) = &self.context.pictures {
            let urls = step::pictures_of(&parsed.draft, if pictures.all { step::MAX_PICTURES } else { 1 });
            self.batch.pictures.extend(urls.iter().cloned());
            self.want_pictures(urls);
        }
        self.batch.parsed.push(parsed);
        self.touch();
    }

    pub(super) fn touch(&mut self) {
        self.batch_due.get_or_insert_with(|| tokio::time::Instant::now() + BATCH_PAUSE);
    }

    /// Queues the waiting pages that no other address returned, unless they are pages of the site that are no articles;
    /// returns whether there were any.
    pub(super) async fn settle_undated(&mut self) -> bool {
        let single: Vec<_> = self.undated.drain().filter_map(|(_, held)| held).collect();
        let any = !single.is_empty();
        for (wanted, parsed) in single {
            let (store, source, id) = (self.context.store.clone(), wanted.source.clone(), wanted.id);
            let looking = tokio::task::spawn_blocking(move || store.is_other_page(&source, id));
            // Undecidable: taken as an article.
            if matches!(looking.await, Ok(Ok(true))) {
                self.own_failure(&wanted, &StepFailure::Refused(judge::undated(&wanted.url.host()))).await;
            } else {
                self.ready(parsed);
            }
        }
        any
    }

    pub(super) fn save_if_due(&mut self) {
        let now = tokio::time::Instant::now();
        if self.batch.is_full() || self.batch_due.is_some_and(|due| due <= now) {
            self.save_now();
        }
    }

    /// Passes the batch to the store, unless it is still storing the last one.
    pub(super) fn save_now(&mut self) {
        if !self.saving.is_empty() || self.batch.is_empty() {
            return;
        }
        let batch = self.batch.take();
        self.batch_due = (!self.batch.is_empty()).then(tokio::time::Instant::now);
        let store = self.context.store.clone();
        let shelf = self.context.pictures.as_ref().map(|pictures| pictures.shelf.clone());
        self.unindexed += batch.parsed.len();
        let index = self.unindexed >= INDEX_AFTER;
        if index {
            self.unindexed = 0;
        }
        let pool = self.context.pool.clone();
        self.saving.spawn(async move {
            let archive = store.clone();
            let storing = tokio::task::spawn_blocking(move || batch.store(&archive, shelf.as_ref()));
            let kept = storing.await.unwrap_or_else(|_| KeptBatch::lost());
            if index {
                // Searching finds them a little later if this fails; the queue remembers.
                let _ = pool.run(move || batch::index(&store)).await;
            }
            kept
        });
    }

    /// A page of a list was stored: told, walked on from, its bodies lined up.
    async fn visited(&mut self, visited: Visited) {
        let Visited { visit, items, given, listed: found } = visited;
        let (listed, new, unchanged) = (items.unwrap_or(0), found.new.len(), items.is_none());
        self.tally.listed += listed;
        self.tally.new += new;
        self.tally.muted += found.muted;
        if visit.is_front() {
            self.tally.sections += 1;
            self.tally.unchanged += usize::from(unchanged);
            let (source, section) = (visit.source.clone(), visit.section.clone());
            self.tell(SyncNews::SectionDone { source, section, listed, new, unchanged }).await;
        }
        for (listed, known) in &found.forms {
            self.context.fetcher.heard_form(listed, known);
        }
        self.feed_came(&visit, &found.carried).await;
        for (id, change) in found.carried {
            self.tally.bodies += usize::from(change == Change::New);
            self.tally.edited += usize::from(change == Change::Edited);
            let source = visit.source.clone();
            self.tell(SyncNews::ArticleSaved { id, source, new: change == Change::New }).await;
        }
        let since = visit.state.owed.filter(|_| visit.is_front()).or(visit.since);
        let after = older::after(self.scope.depth, &visit, &given, found.ground, new + found.muted);
        let ground = Some(found.ground).filter(|_| !unchanged);
        self.settle_followers(&visit, &after, ground).await;
        self.doubt_lead(&visit, new + found.muted).await;
        match after {
            After::Page(next) => {
                // A gap of an earlier visit that was not closed yet is walked over together with this one.
                let since = since.filter(|_| found.ground == ListJoin::Ahead);
                let page = Further { visit, given, next, since, new: new + found.muted };
                self.go_back_or_wait(page, &found.wanted).await;
            }
            After::Left => {
                let (source, section) = (visit.source.clone(), visit.section.clone());
                self.tell(SyncNews::OlderLeft { source, section, pages: visit.page }).await;
            }
            // The list ends before the day that was asked for.
            After::Done
                if let Depth::Since(day) = self.scope.depth
                    && given.oldest.is_none_or(|oldest| oldest > day) =>
            {
                self.gaps.note(&visit, &given, ListJoin::Lost, Some(day));
            }
            // What an earlier refresh could not finish.
            After::Done if visit.is_front() && visit.state.owed.is_some() => {
                if let Some(next) = visit.state.older.as_deref().and_then(CanonicalUrl::parse) {
                    self.go_back(&visit, next, visit.state.owed, 1);
                }
            }
            After::Done if !unchanged => self.gaps.note(&visit, &given, found.ground, since),
            After::Done => {}
        }
        self.want(found.wanted).await;
    }

    pub(super) async fn saved(&mut self, kept: KeptBatch) {
        for visited in kept.sections {
            self.visited(visited).await;
        }
        for (id, source, change) in kept.saved {
            self.tally.bodies += usize::from(change == Change::New);
            self.tally.reread += usize::from(change != Change::New);
            self.tally.edited += usize::from(change == Change::Edited);
            self.tell(SyncNews::ArticleSaved { id, source, new: change == Change::New }).await;
        }
        for (id, source) in kept.gone {
            self.tally.gone += 1;
            self.tell(SyncNews::ArticleGone { id, source }).await;
        }
        self.tally.muted += kept.muted;
        self.want(kept.suspects).await;
        if let Some(error) = kept.trouble {
            self.store_broke(&error).await;
        }
    }
}

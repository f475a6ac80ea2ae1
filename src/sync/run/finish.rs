//! The end of a refresh: stores what is left and keeps what was learnt about sites.

use std::sync::PoisonError;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::super::batch::{self, KeptBatch};
use super::super::context::Context;
use super::super::{host_forms, memory, profiles, robots_cache, watch};
use super::RefreshRun;
use crate::model::SyncNews;

/// How long a cancelled refresh waits for the store, and less than the 200 ms that are promised.
const LAST_WAIT: Duration = Duration::from_millis(100);

/// How long the last event of a cancelled refresh waits for its listener.
const LAST_WORD: Duration = Duration::from_millis(40);

/// How long a refresh waits for another one that is indexing, so that what it watches for is told now.
const INDEX_PATIENCE: Duration = Duration::from_secs(10);

/// How often it looks.
const INDEX_LOOK: Duration = Duration::from_millis(50);

/// Most articles that a refresh joins to their stories at its end: what an hour brings. After a first refresh the others are
/// joined by the screen, a search and the next refresh.
const MAX_JOINED: usize = 300;

/// Articles joined to their stories between two checks for cancellation.
const JOINED_AT_ONCE: usize = 100;

impl RefreshRun {
    /// Stores what is left, remembers what was learnt, brings the index up to date, tells what was watched for.
    pub(super) async fn finish(mut self) -> JoinSet<KeptBatch> {
        self.tally.cancelled = self.cancel.is_cancelled();
        self.jobs.abort_all();
        if self.reach.is_away() && !self.tally.cancelled {
            self.failed.extend(self.held.iter().map(|(visit, _)| visit.source.clone()));
            self.tell(SyncNews::Offline).await;
        } else if !self.tally.cancelled {
            self.blame_held().await;
        }
        self.settle_undated().await;
        self.tell_open_walks().await;
        if !self.tally.cancelled {
            self.settle_suspects().await;
        }
        if self.tally.cancelled {
            let _ = tokio::time::timeout(LAST_WAIT, self.flush()).await;
        } else if !self.broken {
            self.flush().await;
            self.remember().await;
            self.bring_up().await;
            self.tell_watched().await;
        }
        let stats = self.context.fetcher.stats();
        self.tally.requests = usize::try_from(stats.requests).unwrap_or(usize::MAX);
        self.tally.bytes = stats.bytes;
        self.tally.failed_sources = std::mem::take(&mut self.failed).into_iter().collect();
        self.tally.cancelled = self.cancel.is_cancelled();
        let last = SyncNews::Finished(std::mem::take(&mut self.tally));
        super::journal::note(&last);
        let patience = async {
            self.cancel.cancelled().await;
            tokio::time::sleep(LAST_WORD).await;
        };
        tokio::select! {
            _ = self.news.send(last) => {}
            () = patience => {}
        }
        std::mem::take(&mut self.saving)
    }

    /// Stores what is left.
    async fn flush(&mut self) {
        loop {
            self.save_now();
            let Some(kept) = self.saving.join_next().await else { return };
            self.saved(kept.unwrap_or_else(|_| KeptBatch::lost())).await;
            if self.broken {
                return;
            }
        }
    }

    /// Remembers what this run taught about sites, and tells which seem to have changed.
    async fn remember(&mut self) {
        let mut lessons = std::mem::take(&mut *self.context.lessons.lock().unwrap_or_else(PoisonError::into_inner));
        let store = self.context.store.clone();
        let (fetcher, now) = (self.context.fetcher.clone(), self.context.clock.now());
        let catalog = std::sync::Arc::clone(&self.context.catalog);
        let linked = self.linked_sources();
        let remembering = tokio::task::spawn_blocking(move || {
            robots_cache::remember(&store, &fetcher, now)?;
            host_forms::remember(&store, &fetcher, now)?;
            store.set_settings(&linked)?;
            store.keep_list_pages(&lessons.take_list_pages())?;
            // A layout that is no longer the learnt one is learnt anew; `doctor` tells of it.
            profiles::settle(&store, &catalog, lessons.fits(), now)?;
            memory::remember(&store, lessons, now)
        });
        match remembering.await {
            Ok(Ok(changed)) => {
                for trouble in changed {
                    self.tell(SyncNews::Trouble(trouble)).await;
                }
            }
            Ok(Err(error)) => self.store_broke(&error).await,
            Err(error) => tracing::warn!(%error, "what this refresh taught is lost"),
        }
    }

    /// Brings the index up to date, and what else is made of the texts beside it: each is one thread's work.
    async fn bring_up(&mut self) {
        let store = self.context.store.clone();
        let waiting = self.context.pool.run(move || store.waiting_for_index()).await;
        let Some(Ok(waits)) = waiting else { return };
        let came = self.tally.new.max(self.tally.bodies);
        let (context, cancel) = (&self.context, &self.cancel);
        tokio::join!(bring_index_up(context, cancel), join_stories(context, cancel, (waits, came)));
    }

    /// Tells the reader's command what watched searches found; a refresh that was stopped leaves it to the next one.
    async fn tell_watched(&mut self) {
        if self.cancel.is_cancelled() || self.watch.command.is_empty() {
            return;
        }
        let (store, watch) = (self.context.store.clone(), std::mem::take(&mut self.watch));
        let telling = tokio::task::spawn_blocking(move || watch::tell(&store, &watch));
        let told = tokio::select! {
            told = telling => told,
            () = self.cancel.cancelled() => return,
        };
        match told {
            Ok(Ok(troubles)) => {
                for trouble in troubles {
                    self.tell(SyncNews::Trouble(trouble)).await;
                }
            }
            Ok(Err(error)) => self.store_broke(&error).await,
            Err(error) => tracing::warn!(%error, "nobody was told what watched searches found"),
        }
    }
}

/// Brings the index up to date; where another one is at it, waits for that, for a while.
async fn bring_index_up(context: &Context, cancel: &CancellationToken) {
    let mut before = usize::MAX;
    let end = tokio::time::Instant::now() + INDEX_PATIENCE;
    loop {
        let store = context.store.clone();
        let pumping = context.pool.run(move || batch::index(&store));
        let waiting = tokio::select! {
            waiting = pumping => waiting,
            () = cancel.cancelled() => return,
        };
        match waiting {
            Some(Ok(waiting)) if waiting > 0 && waiting < before => before = waiting,
            Some(Ok(waiting)) if waiting > 0 && tokio::time::Instant::now() < end => {
                tokio::select! {
                    () = tokio::time::sleep(INDEX_LOOK) => {}
                    () = cancel.cancelled() => return,
                }
            }
            _ => return, // done, or another process does it for long, or the next refresh will
        }
    }
}

/// Joins what came, and what else waited for the index, to the stories that it tells, and finds the documents that it cites;
/// what an import left behind waits for the screen.
async fn join_stories(context: &Context, cancel: &CancellationToken, (waits, came): (usize, usize)) {
    let mut left = came.min(MAX_JOINED) + waits.min(JOINED_AT_ONCE);
    while left > 0 && !cancel.is_cancelled() {
        let (store, step) = (context.store.clone(), left.min(JOINED_AT_ONCE));
        match context.pool.run(move || store.settle_stories(step)).await {
            Some(Ok(joined @ 1..)) => left = left.saturating_sub(joined),
            _ => break, // nothing waits, or the next refresh will
        }
    }
    let store = context.store.clone();
    if waits > 0 && !cancel.is_cancelled() {
        let _ = context.pool.run(move || store.settle_documents(waits.min(JOINED_AT_ONCE))).await;
    }
}

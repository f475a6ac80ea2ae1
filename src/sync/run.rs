//! The loop of a refresh: starts jobs as permits become free, passes results to the store and events to the listener,
//! until nothing is left or the user stops it.
//!
//! One task runs the loop; it never blocks and never waits for a single page. Cancelling drops every request at once,
//! stores what is ready, and leaves the rest to the next refresh (the store knows which articles are still missing).

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

mod awaiting;
mod chains;
mod finish;
mod followers;
mod gaps;
mod jobs;
mod journal;
mod neighbours;
mod saving;
mod trouble;

use awaiting::Awaiting;
use chains::Chains;
use gaps::Gaps;
use jobs::{JobDone, RunJob};
use neighbours::NeighbourLinks;

use super::batch::{Batch, KeptBatch, Parsed};
use super::context::Context;
use super::extract_pool::ExtractPool;
use super::failure::StepFailure;
use super::plan::{self, ALL_LEFTOVERS, PlannedVisit, RefreshPlan};
use super::profiles::Profiles;
use super::queue::Queue;
use super::reach::KnownReach;
use super::watch::{self, Watch};
use super::{Engine, RefreshScope, host_forms, robots_cache, twins, unreliable};
use crate::fetch::{Fetcher, HostRules};
use crate::model::{CanonicalUrl, SectionId, SourceId, SyncNews, Tally};
use crate::sources::Pace;
use crate::store::{SectionState, StoreError, WantedPage};

/// Missing bodies of earlier refreshes that one refresh takes up by itself.
const LEFTOVERS: usize = 500;

struct RefreshRun {
    scope: RefreshScope,
    context: Context,
    permits_per_host: usize,
    offline: bool,
    news: mpsc::Sender<SyncNews>,
    cancel: CancellationToken,
    queue: Queue<RunJob>,
    jobs: JoinSet<JobDone>,
    freed: mpsc::UnboundedSender<String>,
    saving: JoinSet<KeptBatch>,
    batch: Batch,
    batch_due: Option<tokio::time::Instant>,
    /// Addresses asked for in this run.
    asked: HashSet<CanonicalUrl>,
    /// Article pages that were requested and have not arrived.
    under_way: usize,
    /// Articles that wait for the feeds of their sources.
    awaiting: Awaiting,
    /// Pages without a date, by the hash of their words; `None` once two addresses shared it.
    undated: HashMap<u64, Option<(WantedPage, Parsed)>>,
    reach: KnownReach,
    watch: Watch,
    /// Articles whose failure may be their host's, by host.
    suspects: HashMap<String, Vec<(WantedPage, StepFailure)>>,
    /// Hosts found failing in this refresh; they are not asked again.
    out: HashSet<String>,
    /// Hosts that delivered a complete page in this refresh.
    well: HashSet<String>,
    /// Sources whose article pages could not be had at the last visit.
    pauses: HashMap<SourceId, SectionState>,
    /// Sources whose article pages are not requested in this refresh.
    resting: BTreeSet<SourceId>,
    /// Sections whose host did not answer while it is unknown whether the network works.
    held: Vec<(Box<PlannedVisit>, StepFailure)>,
    /// Lists that are asked only where another one does not tell all.
    followers: Vec<PlannedVisit>,
    /// Lists that answered "not modified" before other lists with the same articles were asked.
    unchanged: HashSet<(SourceId, SectionId)>,
    /// Gaps: lists that no longer reach back to the articles known before.
    gaps: Gaps,
    /// Links from article to article, and the walks along them.
    neighbours: NeighbourLinks,
    /// Further pages that wait for articles.
    chains: Chains,
    strikes: HashMap<String, u32>,
    unindexed: usize,
    /// Bytes of pictures fetched in this run.
    picture_bytes: u64,
    broken: bool,
    tally: Tally,
    failed: BTreeSet<SourceId>,
}

/// Walks a refresh from plan to [`SyncNews::Finished`].
/// What is still being stored then (after a cancel) is given back: whoever holds the lock waits for it.
pub(super) async fn run(
    engine: Engine,
    scope: RefreshScope,
    news: mpsc::Sender<SyncNews>,
    cancel: CancellationToken,
) -> JoinSet<KeptBatch> {
    let (freed, mut free) = mpsc::unbounded_channel();
    let mut run = RefreshRun::new(engine, scope, news, cancel, freed);
    if run.prepare().await {
        run.walk(&mut free).await;
    }
    run.finish().await
}

impl RefreshRun {
    fn new(
        engine: Engine,
        scope: RefreshScope,
        news: mpsc::Sender<SyncNews>,
        cancel: CancellationToken,
        freed: mpsc::UnboundedSender<String>,
    ) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let permits = engine.network.connections;
        let permits_per_host = engine.network.connections_per_host;
        let offline = engine.network.offline;
        let (patience, begun) = (scope.patience(), engine.clock.now());
        let fetcher = Fetcher::new(engine.network);
        for site in &engine.catalog.sites {
            let hosts: Vec<String> = std::iter::once(&site.id).chain(&site.hosts).cloned().collect();
            for host in &hosts {
                fetcher.set_host(host, host_rules(&site.pace, &hosts));
            }
        }
        let reading = Arc::new(Semaphore::new(cores + 1));
        let pool = ExtractPool::new(cores);
        let profiles = Profiles::load(&engine.store);
        let context = Context {
            catalog: engine.catalog,
            store: engine.store,
            fetcher,
            clock: engine.clock,
            pool,
            reading,
            pictures: engine.pictures,
            profiles,
            lessons: Arc::new(Mutex::default()),
        };
        Self {
            scope,
            context,
            permits_per_host,
            offline,
            news,
            cancel,
            queue: Queue::new(permits),
            jobs: JoinSet::new(),
            freed,
            saving: JoinSet::new(),
            batch: Batch { patience, begun: Some(begun), ..Batch::default() },
            batch_due: None,
            asked: HashSet::new(),
            under_way: 0,
            awaiting: Awaiting::default(),
            undated: HashMap::new(),
            reach: KnownReach::default(),
            watch: engine.watch,
            suspects: HashMap::new(),
            out: HashSet::new(),
            well: HashSet::new(),
            pauses: HashMap::new(),
            resting: BTreeSet::new(),
            held: Vec::new(),
            followers: Vec::new(),
            unchanged: HashSet::new(),
            gaps: Gaps::default(),
            neighbours: NeighbourLinks::default(),
            chains: Chains::default(),
            strikes: HashMap::new(),
            unindexed: 0,
            picture_bytes: 0,
            broken: false,
            tally: Tally::default(),
            failed: BTreeSet::new(),
        }
    }

    /// Makes the plan and queues its jobs; `false` when there is nothing to do: the user chose to be offline, or the
    /// archive cannot be read.
    async fn prepare(&mut self) -> bool {
        if self.offline {
            self.tell(SyncNews::Planned { sections: 0, sources: 0 }).await;
            self.tell(SyncNews::Offline).await;
            return false;
        }
        let (context, scope, watch) = (self.context.clone(), self.scope.clone(), self.watch.clone());
        let preparing = tokio::task::spawn_blocking(move || {
            watch::keep(&context.store, &watch)?;
            prepare(&context, &scope)
        });
        let prepared = tokio::select! {
            prepared = preparing => prepared,
            () = self.cancel.cancelled() => return false,
        };
        match prepared {
            Ok(Ok((plan, leftovers, pictures))) => {
                self.begin(plan).await;
                self.want(leftovers).await;
                self.want_pictures(pictures);
                true
            }
            Ok(Err(error)) => {
                self.store_broke(&error).await;
                false
            }
            Err(_) => false,
        }
    }

    /// Reports the plan and queues its jobs.
    async fn begin(&mut self, plan: RefreshPlan) {
        let sources: BTreeSet<_> = plan.visits.iter().map(|visit| &visit.source).collect();
        self.tell(SyncNews::Planned { sections: plan.visits.len(), sources: sources.len() }).await;
        for trouble in plan.refused {
            self.failed.insert(trouble.source.clone());
            self.tell(SyncNews::Trouble(trouble)).await;
        }
        self.pauses = plan.pauses;
        self.resting = plan.resting;
        self.gaps = Gaps::owed(plan.gaps);
        // Once: the next refresh asks for them.
        let asked_next = |(source, section, state)| (source, section, SectionState { next_visit: None, ..state });
        self.batch.states.extend(plan.just_added.into_iter().map(asked_next));
        for visit in plan.visits {
            if visit.follows.is_some() {
                self.followers.push(visit);
            } else {
                self.line_up(visit);
            }
        }
    }

    async fn walk(&mut self, free: &mut mpsc::UnboundedReceiver<String>) {
        let cancel = self.cancel.clone();
        self.send_out();
        // While the first pages are under way there is nothing else to do. What goes wrong here goes wrong again, and is
        // heard, when the index is filled.
        let store = self.context.store.clone();
        self.context.pool.begin(move || drop(store.prepare_index()));
        while !cancel.is_cancelled() && !self.broken {
            self.send_out();
            self.save_if_due();
            if self.jobs.is_empty() && self.saving.is_empty() && self.queue.is_empty() {
                if self.batch.is_empty()
                    && !self.settle_undated().await
                    && !self.ask_all_further()
                    && !self.ask_all_followers()
                    && !self.want_all_awaiting().await
                    && !self.close_gaps().await
                {
                    return;
                }
                self.batch_due = None;
                self.save_now();
                continue;
            }
            let due = self.batch_due.filter(|_| self.saving.is_empty());
            tokio::select! {
                biased;
                () = cancel.cancelled() => return,
                Some(kept) = self.saving.join_next() => self.saved(kept.unwrap_or_else(|_| KeptBatch::lost())).await,
                Some(host) = free.recv() => self.queue.free(&host),
                Some(done) = self.jobs.join_next() => match done {
                    Ok(JobDone::Section(visit, result)) => self.section_done(visit, *result).await,
                    Ok(JobDone::Body(wanted, result)) => self.body_done(*wanted, result).await,
                    Ok(JobDone::Map(map, result)) => self.map_done(map.0, map.1, result).await,
                    Ok(JobDone::Picture(url, result)) => self.picture_done(&url, result).await,
                    Err(_) => {} // a task that broke down has freed its permit
                },
                () = tokio::time::sleep_until(due.unwrap_or_else(tokio::time::Instant::now)), if due.is_some() => {}
            }
        }
    }

    /// Sends an event; a listener that is gone or does not receive must not hold up a cancelled refresh.
    async fn tell(&self, news: SyncNews) {
        journal::note(&news);
        let Err(error) = self.news.try_send(news) else { return };
        if let mpsc::error::TrySendError::Full(news) = error {
            tokio::select! {
                _ = self.news.send(news) => {}
                () = self.cancel.cancelled() => {}
            }
        }
    }
}

/// How a site wants to be visited, for its hosts.
fn host_rules(pace: &Pace, hosts: &[String]) -> HostRules {
    HostRules {
        gap: pace.gap_ms.map(Duration::from_millis),
        connections: pace.connections,
        robots: pace.robots,
        conditional: pace.conditional,
        retries: pace.retries,
        patience: pace.patience_seconds.map(Duration::from_secs),
        contact: pace.contact.clone(),
        allies: hosts.to_vec(),
    }
}

/// Reads the states, makes the plan and finds what earlier refreshes left behind; blocks.
fn prepare(context: &Context, scope: &RefreshScope) -> Result<(RefreshPlan, Vec<WantedPage>, Vec<String>), StoreError> {
    let states = context.store.section_states()?;
    let now = context.clock.now();
    let mut plan = plan::plan(&context.catalog, &states, scope, now);
    twins::arrange(&mut plan, &context.store, scope, now)?;
    unreliable::ask_whole(&mut plan, &context.store, now)?;
    robots_cache::recall(&context.store, &context.fetcher, plan.visits.iter().map(|visit| &visit.url), now)?;
    host_forms::recall(&context.store, &context.fetcher, now)?;
    if !scope.again.is_empty() {
        let again = context.store.again(&scope.again)?;
        robots_cache::recall(&context.store, &context.fetcher, again.iter().map(|wanted| &wanted.url), now)?;
        return Ok((plan, again, Vec::new()));
    }
    if scope.no_bodies || plan.sources.is_empty() {
        return Ok((plan, Vec::new(), Vec::new()));
    }
    let limit = if scope.all_bodies { ALL_LEFTOVERS } else { LEFTOVERS };
    let mut leftovers = context.store.wanted(Some(&plan.sources), limit, scope.patience())?;
    leftovers.extend(context.store.rechecks(&plan.sources, LEFTOVERS)?);
    robots_cache::recall(&context.store, &context.fetcher, leftovers.iter().map(|wanted| &wanted.url), now)?;
    let pictures = match &context.pictures {
        Some(pictures) => pictures.shelf.wanted(limit)?,
        None => Vec::new(),
    };
    Ok((plan, leftovers, pictures))
}

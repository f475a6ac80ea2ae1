//! The walk: errands to hands, what comes back to the store, facts to the listener, until nothing is left or the
//! reader stops it.
//!
//! One task conducts; it never blocks and never waits for a page. Cancelling drops every request at once, stores what
//! is ready, and leaves the rest for the next refresh (the store knows what is still wanted).

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

mod finish;
mod trouble;

use super::keep::{self, Batch, Failed, Kept, Parsed};
use super::plan::{self, Plan, Visit};
use super::queue::Queue;
use super::reach::Reach;
use super::readers::Readers;
use super::step::{self, ArticleRead, Context, Failure, SectionRead};
use super::watch::{self, Watch};
use super::{Engine, Scope, judge, manners};
use crate::fetch::{Fetcher, HostRules};
use crate::model::{CanonicalUrl, Offline, SourceId, SyncNews, Tally};
use crate::sources::Pace;
use crate::store::{Change, StoreError, Wanted};

/// Missing bodies of earlier refreshes that one refresh takes up by itself.
const LEFTOVERS: usize = 500;

/// … and when the reader asks for all of them.
pub(super) const ALL_LEFTOVERS: usize = 200_000;

/// Pages that wait to be stored before no more are fetched.
const MAX_WAITING: usize = 2 * keep::MAX_BATCH;

/// A page that is ready is stored after at most this long.
const BATCH_PAUSE: Duration = Duration::from_millis(150);

/// Saved articles after which the index is brought up to date during the run.
const INDEX_AFTER: usize = 1000;

/// Pages without a date that wait to see whether another address gives the same page.
const MAX_ASIDE: usize = 64;

enum Errand {
    Section(Box<Visit>),
    Body(Box<Wanted>),
    Picture(CanonicalUrl),
}

enum Done {
    Section(Box<Visit>, Result<SectionRead, Failure>),
    Body(Box<Wanted>, Result<ArticleRead, Failure>),
    Picture(CanonicalUrl, Result<u64, Failure>),
}

/// A busy hand; dropping it frees it, however the errand ends.
struct Hand {
    host: String,
    freed: mpsc::UnboundedSender<String>,
}

impl Drop for Hand {
    fn drop(&mut self) {
        let _ = self.freed.send(std::mem::take(&mut self.host));
    }
}

struct Run {
    scope: Scope,
    context: Context,
    hands_per_host: usize,
    offline: bool,
    news: mpsc::Sender<SyncNews>,
    cancel: CancellationToken,
    queue: Queue<Errand>,
    errands: JoinSet<Done>,
    freed: mpsc::UnboundedSender<String>,
    saving: JoinSet<Kept>,
    batch: Batch,
    batch_due: Option<tokio::time::Instant>,
    /// Addresses asked for in this run.
    asked: HashSet<CanonicalUrl>,
    /// Pages without a date, by the hash of their bytes; `None` once two addresses shared it.
    aside: HashMap<u64, Option<Parsed>>,
    reach: Reach,
    watch: Watch,
    /// Sections that met silence while it is not known whether the network is there.
    held: Vec<(Box<Visit>, Failure)>,
    strikes: HashMap<String, u32>,
    unindexed: usize,
    /// Bytes of pictures fetched in this run.
    picture_bytes: u64,
    broken: bool,
    tally: Tally,
    failed: BTreeSet<SourceId>,
}

/// Walks a refresh from plan to [`SyncNews::Finished`].
pub(super) async fn run(engine: Engine, scope: Scope, news: mpsc::Sender<SyncNews>, cancel: CancellationToken) {
    let (freed, mut free) = mpsc::unbounded_channel();
    let mut run = Run::new(engine, scope, news, cancel, freed);
    if run.prepare().await {
        run.walk(&mut free).await;
    }
    run.finish().await;
}

impl Run {
    fn new(
        engine: Engine,
        scope: Scope,
        news: mpsc::Sender<SyncNews>,
        cancel: CancellationToken,
        freed: mpsc::UnboundedSender<String>,
    ) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let hands = engine.network.connections;
        let hands_per_host = engine.network.connections_per_host;
        let offline = engine.network.offline;
        let fetcher = Fetcher::new(engine.network);
        for site in &engine.catalog.sites {
            let hosts: Vec<String> = std::iter::once(&site.id).chain(&site.hosts).cloned().collect();
            for host in &hosts {
                fetcher.set_host(host, host_rules(&site.pace, &hosts));
            }
        }
        let readers = Arc::new(Semaphore::new(cores + 1));
        let hands_that_read = Readers::new(cores);
        let context = Context {
            catalog: engine.catalog,
            store: engine.store,
            fetcher,
            clock: engine.clock,
            hands: hands_that_read,
            readers,
            pictures: engine.pictures,
            lessons: Arc::new(Mutex::default()),
        };
        Self {
            scope,
            context,
            hands_per_host,
            offline,
            news,
            cancel,
            queue: Queue::new(hands),
            errands: JoinSet::new(),
            freed,
            saving: JoinSet::new(),
            batch: Batch::default(),
            batch_due: None,
            asked: HashSet::new(),
            aside: HashMap::new(),
            reach: Reach::default(),
            watch: engine.watch,
            held: Vec::new(),
            strikes: HashMap::new(),
            unindexed: 0,
            picture_bytes: 0,
            broken: false,
            tally: Tally::default(),
            failed: BTreeSet::new(),
        }
    }

    /// Makes the plan and lines up its errands; `false` when there is nothing to walk: the reader promised himself no
    /// network, or the archive does not answer.
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
        let (plan, leftovers, pictures) = match prepared {
            Ok(Ok(prepared)) => prepared,
            Ok(Err(error)) => {
                self.store_broke(&error).await;
                return false;
            }
            Err(_) => return false,
        };
        let sources: BTreeSet<_> = plan.visits.iter().map(|visit| &visit.source).collect();
        self.tell(SyncNews::Planned { sections: plan.visits.len(), sources: sources.len() }).await;
        for trouble in plan.refused {
            self.failed.insert(trouble.source.clone());
            self.tell(SyncNews::Trouble(trouble)).await;
        }
        for visit in plan.visits {
            let host = visit.url.host();
            let hands = self.hands_at(&host);
            let _ = self.queue.push(&host, hands, Errand::Section(Box::new(visit)));
        }
        self.want(leftovers).await;
        self.want_pictures(pictures);
        true
    }

    async fn walk(&mut self, free: &mut mpsc::UnboundedReceiver<String>) {
        let cancel = self.cancel.clone();
        self.send_out();
        // While the first pages are under way there is nothing else to do. What goes wrong here goes wrong again, and is
        // heard, when the index is filled.
        let store = self.context.store.clone();
        self.context.hands.begin(move || drop(store.prepare_index()));
        while !cancel.is_cancelled() && !self.broken {
            self.send_out();
            self.save_if_due();
            if self.errands.is_empty() && self.saving.is_empty() && self.queue.is_empty() {
                if self.batch.is_empty() && !self.settle_aside() {
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
                Some(kept) = self.saving.join_next() => self.saved(kept.unwrap_or_else(|_| Kept::lost())).await,
                Some(host) = free.recv() => self.queue.free(&host),
                Some(done) = self.errands.join_next() => match done {
                    Ok(Done::Section(visit, result)) => self.section_done(visit, result).await,
                    Ok(Done::Body(wanted, result)) => self.body_done(&wanted, result).await,
                    Ok(Done::Picture(url, result)) => self.picture_done(&url, result).await,
                    Err(_) => {} // a task that broke down has freed its hand
                },
                () = tokio::time::sleep_until(due.unwrap_or_else(tokio::time::Instant::now)), if due.is_some() => {}
            }
        }
    }

    /// Sends free hands out.
    fn send_out(&mut self) {
        while self.batch.parsed.len() < MAX_WAITING
            && let Some((host, errand)) = self.queue.take()
        {
            let hand = Hand { host, freed: self.freed.clone() };
            let context = self.context.clone();
            match errand {
                Errand::Section(visit) => self.errands.spawn(async move {
                    let result = step::section(&context, &visit, hand).await;
                    Done::Section(visit, result)
                }),
                Errand::Body(wanted) => self.errands.spawn(async move {
                    let result = step::article(&context, &wanted, hand).await;
                    Done::Body(wanted, result)
                }),
                Errand::Picture(url) => self.errands.spawn(async move {
                    let result = match &context.pictures {
                        Some(pictures) => step::picture(&context, pictures, &url, hand).await,
                        None => Ok(0),
                    };
                    Done::Picture(url, result)
                }),
            };
        }
    }

    async fn section_done(&mut self, visit: Box<Visit>, result: Result<SectionRead, Failure>) {
        match result {
            Ok(read) => {
                self.answered(&visit.url.host()).await;
                self.batch.sections.push((visit, read));
                // What it lists is waited for: stored as soon as the store is free.
                self.batch_due = Some(tokio::time::Instant::now());
            }
            Err(Failure::Store(error)) => self.store_broke(&error).await,
            Err(failure) => {
                let host = visit.url.host();
                self.tally.sections += 1;
                self.note_failure(&host, &failure).await;
                self.section_failed(visit, failure).await;
            }
        }
    }

    async fn body_done(&mut self, wanted: &Wanted, result: Result<ArticleRead, Failure>) {
        let host = wanted.url.host();
        match result {
            Ok(ArticleRead::Page(parsed)) => {
                self.answered(&host).await;
                self.parsed(*parsed);
            }
            Ok(ArticleRead::Unchanged(id)) => {
                self.answered(&host).await;
                self.batch.unchanged.push(id);
                self.touch();
            }
            Err(failure) => {
                self.note_failure(&host, &failure).await;
                self.body_failed(wanted, &failure).await;
            }
        }
    }

    /// Puts a page among those to be stored; one without a date waits to see whether it is everybody's page.
    fn parsed(&mut self, parsed: Parsed) {
        let Some(hash) = parsed.anybodys else { return self.ready(parsed) };
        let full = self.aside.len() >= MAX_ASIDE;
        match self.aside.get_mut(&hash) {
            None if full => self.ready(parsed),
            None => {
                self.aside.insert(hash, Some(parsed));
            }
            Some(first) if first.as_ref().is_some_and(|first| first.url == parsed.url) => {}
            Some(first) => {
                let both = first.take().into_iter().chain([parsed]);
                let failed = both.map(|parsed| {
                    let failure = Failure::Refused(judge::shared(&parsed.url.host()));
                    Failed { id: parsed.id, state: Offline::Failed, what: failure.noted() }
                });
                self.batch.failed.extend(failed);
                self.touch();
            }
        }
    }

    /// Lines up pictures, each address once a run, as long as the budget could hold what this run has fetched.
    fn want_pictures(&mut self, urls: Vec<String>) {
        let Some(pictures) = &self.context.pictures else { return };
        let room = self.picture_bytes < pictures.budget;
        for url in urls.into_iter().filter(|_| room).filter_map(|url| CanonicalUrl::parse(&url)) {
            if self.asked.insert(url.clone()) {
                let host = url.host();
                let hands = self.hands_at(&host);
                // A host that was closed takes no more; the picture stays wanted.
                let _ = self.queue.push(&host, hands, Errand::Picture(url));
            }
        }
    }

    async fn picture_done(&mut self, url: &CanonicalUrl, result: Result<u64, Failure>) {
        match result {
            Ok(bytes) => {
                self.answered(&url.host()).await;
                self.picture_bytes = self.picture_bytes.saturating_add(bytes);
            }
            Err(Failure::Store(error)) => self.store_broke(&error).await,
            Err(failure) => self.note_failure(&url.host(), &failure).await,
        }
    }

    fn ready(&mut self, parsed: Parsed) {
        if let Some(pictures) = &self.context.pictures {
            let urls = step::pictures_of(&parsed.draft, pictures.all);
            self.batch.pictures.extend(urls.iter().cloned());
            self.want_pictures(urls);
        }
        self.batch.parsed.push(parsed);
        self.touch();
    }

    fn touch(&mut self) {
        self.batch_due.get_or_insert_with(|| tokio::time::Instant::now() + BATCH_PAUSE);
    }

    /// Pages that waited for a double and got none are good; whether there were any.
    fn settle_aside(&mut self) -> bool {
        let good: Vec<_> = self.aside.drain().filter_map(|(_, parsed)| parsed).collect();
        let any = !good.is_empty();
        for parsed in good {
            self.ready(parsed);
        }
        any
    }

    /// Lines up article pages, each address once a run.
    async fn want(&mut self, bodies: Vec<Wanted>) {
        if self.scope.no_bodies {
            return;
        }
        let before = self.asked.len();
        for wanted in bodies {
            if self.asked.insert(wanted.url.clone()) {
                let host = wanted.url.host();
                let hands = self.hands_at(&host);
                // A host that was closed takes no more; the article stays wanted.
                let _ = self.queue.push(&host, hands, Errand::Body(Box::new(wanted)));
            }
        }
        if self.asked.len() > before {
            let pages = self.queue.waiting().filter(|errand| matches!(errand, Errand::Body(_))).count();
            self.tell(SyncNews::BodiesPlanned { pages }).await;
        }
    }

    fn hands_at(&self, host: &str) -> usize {
        let own = self.context.catalog.by_host(host).and_then(|site| site.pace.connections);
        own.unwrap_or(self.hands_per_host)
    }

    fn save_if_due(&mut self) {
        let now = tokio::time::Instant::now();
        if self.batch.is_full() || self.batch_due.is_some_and(|due| due <= now) {
            self.save_now();
        }
    }

    /// Hands the batch to the store, unless it is busy with the last one.
    fn save_now(&mut self) {
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
        let hands = self.context.hands.clone();
        self.saving.spawn(async move {
            let archive = store.clone();
            let storing = tokio::task::spawn_blocking(move || batch.store(&archive, shelf.as_ref()));
            let kept = storing.await.unwrap_or_else(|_| Kept::lost());
            if index {
                // Searching finds them a little later if this fails; the queue remembers.
                let _ = hands.run(move || keep::index(&store)).await;
            }
            kept
        });
    }

    async fn saved(&mut self, kept: Kept) {
        for (visit, items, read) in kept.sections {
            let (listed, new, unchanged) = (items.unwrap_or(0), read.new.len(), items.is_none());
            self.tally.sections += 1;
            self.tally.unchanged += usize::from(unchanged);
            self.tally.listed += listed;
            self.tally.new += new;
            self.tally.muted += read.muted;
            let (source, section) = (visit.source, visit.section);
            self.tell(SyncNews::SectionDone { source, section, listed, new, unchanged }).await;
            self.want(read.wanted).await;
        }
        for (id, source, change) in kept.saved {
            self.tally.bodies += 1;
            self.tally.edited += usize::from(change == Change::Edited);
            self.tell(SyncNews::ArticleSaved { id, source, new: change == Change::New }).await;
        }
        self.tally.muted += kept.muted;
        if let Some(error) = kept.trouble {
            self.store_broke(&error).await;
        }
    }

    /// Tells a fact; a listener who is gone or will not listen does not stop a cancelled refresh.
    async fn tell(&self, news: SyncNews) {
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
fn prepare(context: &Context, scope: &Scope) -> Result<(Plan, Vec<Wanted>, Vec<String>), StoreError> {
    let states = context.store.section_states()?;
    let now = context.clock.now();
    let plan = plan::plan(&context.catalog, &states, scope, now);
    manners::recall(&context.store, &context.fetcher, plan.visits.iter().map(|visit| &visit.url), now)?;
    if scope.no_bodies || plan.sources.is_empty() {
        return Ok((plan, Vec::new(), Vec::new()));
    }
    let limit = if scope.all_bodies { ALL_LEFTOVERS } else { LEFTOVERS };
    let leftovers = context.store.wanted(Some(&plan.sources), limit)?;
    manners::recall(&context.store, &context.fetcher, leftovers.iter().map(|wanted| &wanted.url), now)?;
    let pictures = match &context.pictures {
        Some(pictures) => pictures.shelf.wanted(limit)?,
        None => Vec::new(),
    };
    Ok((plan, leftovers, pictures))
}

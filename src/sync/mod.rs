//! THE REFRESH. Knows `model`, `text`, `sources`, `fetch`, `extract`, `store`.
//!
//! [`start`] walks every section that is due (`plan`), at each host with as many permits as the host gives (`queue`),
//! reads what came (`step`), judges it (`judge`) and stores it in batches (`batch`); what happens is told as
//! [`SyncNews`]. One failing source never stops the others; what was saved stays, whatever happens next.
//! Units: times are [`crate::model::Timestamp`] (seconds UTC).
//! Absent on purpose: the screen, and any second way to the network or to the store.

use std::sync::Arc;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::fetch;
use crate::model::{ArticleId, Clock, SectionId, SourceId, SyncNews, Timestamp};
use crate::sources::Catalog;
use crate::store::{Patience, PictureShelf, Store};

mod batch;
mod context;
mod discover;
mod due;
mod enlist;
mod extract_pool;
mod failure;
mod first;
mod fuller;
mod gap;
mod host_forms;
mod judge;
mod lock;
mod map_lists;
mod mapped;
mod maps;
mod memory;
mod older;
mod parts;
mod plan;
mod profiles;
mod queue;
mod reach;
mod robots_cache;
mod run;
mod step;
mod twins;
mod unreliable;
mod watch;

pub use discover::{Discovered, Discovery, NoSource, discover};
pub use due::BODIES;
pub use enlist::{Enlisted, GivenNames, enlist, offer};
pub use first::first_visit;
pub use gap::MAP;
pub use judge::completeness;
pub use lock::{LockError, SyncLock};
pub use memory::{Estimate, estimate, falls};
pub use plan::MOVED_VISITS;
pub use profiles::{Changed, drifted, learnt, stored_lists, stored_pages};
pub use watch::{Watch, WatchForm, after_sync, hand_over, hook, test as test_watch};

/// News that wait for a slow listener; then the refresh waits for it.
const NEWS_WAITING: usize = 256;

/// What to refresh.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RefreshScope {
    /// Empty = everything that is enabled.
    pub only: Vec<(SourceId, Option<SectionId>)>,
    /// A person asks now: sections that are not due yet are visited too, and what failed a while ago is tried again.
    pub force: bool,
    /// Fetch every listed body that is missing, not only the new ones.
    pub all_bodies: bool,
    /// Listings and feeds only.
    pub no_bodies: bool,
    /// How far back lists are read.
    pub depth: Depth,
    /// These articles are asked for again, and nothing else is done.
    pub again: Vec<ArticleId>,
}

impl RefreshScope {
    pub(crate) fn patience(&self) -> Patience {
        if self.force { Patience::Now } else { Patience::Waits }
    }
}

/// How far back lists are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Depth {
    /// To the ground that the last visit covered.
    #[default]
    New,
    /// So many pages.
    Pages(usize),
    /// To articles that are older than this.
    Since(Timestamp),
    /// On from where the last walk ended, until something older was found.
    Older,
}

/// What a refresh works with.
#[derive(Clone)]
pub struct Engine {
    /// The sites.
    pub catalog: Arc<Catalog>,
    /// The archive.
    pub store: Store,
    /// The network.
    pub network: fetch::NetworkSettings,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Pictures to keep for reading offline, if any.
    pub pictures: Option<KeptPictures>,
    /// Watched searches, told after a refresh.
    pub watch: Watch,
}

/// Which pictures a refresh keeps, and where.
#[derive(Clone)]
pub struct KeptPictures {
    /// Where they are kept.
    pub shelf: PictureShelf,
    /// All of an article, or only its lead picture.
    pub all: bool,
    /// Bytes that all of them may take; the oldest go first.
    pub budget: u64,
}

/// A running refresh. Dropping it cancels it; what was saved stays.
pub struct Handle {
    /// What happens; closes after [`SyncNews::Finished`].
    pub news: mpsc::Receiver<SyncNews>,
    /// Stops it within 200 ms.
    pub cancel: CancellationToken,
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

/// Starts a refresh on the current tokio runtime.
pub fn start(engine: Engine, scope: RefreshScope) -> Handle {
    start_locked(engine, scope, None)
}

/// Starts a refresh that holds `lock` until it has ended, so that no second one runs beside it.
#[expect(clippy::disallowed_methods, reason = "the engine owns the refresh's tasks; dropping the handle ends them")]
pub fn start_locked(engine: Engine, scope: RefreshScope, lock: Option<SyncLock>) -> Handle {
    let (sender, news) = mpsc::channel(NEWS_WAITING);
    let cancel = CancellationToken::new();
    let stop = cancel.clone();
    tokio::spawn(async move {
        let mut saving = run::run(engine, scope, sender, stop).await;
        // A transaction that a cancel found under way ends before somebody else may begin.
        while saving.join_next().await.is_some() {}
        drop(lock);
    });
    Handle { news, cancel }
}

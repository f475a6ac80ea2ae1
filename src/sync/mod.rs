//! THE REFRESH. Knows `model`, `text`, `sources`, `fetch`, `extract`, `store`.

use std::sync::Arc;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::fetch;
use crate::model::{Clock, SectionId, SourceId, SyncNews};
use crate::sources::Catalog;
use crate::store::Store;

/// What to refresh.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Empty = everything that is enabled.
    pub only: Vec<(SourceId, Option<SectionId>)>,
    /// Visit sections that are not due yet too (the reader asked by name or by key).
    pub force: bool,
    /// Fetch every listed body that is missing, not only the new ones.
    pub all_bodies: bool,
    /// Listings and feeds only.
    pub no_bodies: bool,
}

/// What a refresh works with.
#[derive(Clone)]
pub struct Engine {
    /// The sites.
    pub catalog: Arc<Catalog>,
    /// The archive.
    pub store: Store,
    /// The network.
    pub network: fetch::Settings,
    /// The clock.
    pub clock: Arc<dyn Clock>,
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
pub fn start(engine: Engine, scope: Scope) -> Handle {
    let (sender, news) = mpsc::channel(256);
    let cancel = CancellationToken::new();
    let _ = (engine, scope, sender);
    Handle { news, cancel }
}

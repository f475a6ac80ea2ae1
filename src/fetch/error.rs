//! What can happen on the way to a page, named after what it means to a reader.

use std::time::Duration;

/// A request that gave no page.
#[derive(Debug, Clone, thiserror::Error)]
pub enum FetchError {
    /// The reader asked for no network.
    #[error("no request was made: loa is offline by your wish")]
    OfflineByWish,
    /// No answer in time.
    #[error("{host} did not answer within {}s", limit.as_secs())]
    TimedOut {
        /// Who.
        host: String,
        /// How long we waited.
        limit: Duration,
    },
}

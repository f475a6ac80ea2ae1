//! What can be set about the network, what is asked, and what comes back: plain data.
//!
//! Units: sizes in decoded bytes, times as `Duration`.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::OwnedSemaphorePermit;

use crate::model::CanonicalUrl;

/// Everything that can be set about the network; made by `config`.
#[derive(Debug, Clone)]
pub struct NetworkSettings {
    /// Refuse every request (the one choke point).
    pub offline: bool,
    /// Prefix of an original address → prefix to ask instead.
    pub mirrors: BTreeMap<String, String>,
    /// Addresses that the user wrote: their hosts may stand in a private network, as the mirrors' may.
    pub trusted: Vec<String>,
    /// Contact address in the User-Agent.
    pub contact: Option<String>,
    /// Connecting may take this long.
    pub connect_timeout: Duration,
    /// All requests for one page may take this long together: redirects, robots.txt and repetitions included.
    pub total_timeout: Duration,
    /// Largest decoded body, bytes.
    pub max_bytes: usize,
    /// Redirects followed.
    pub max_redirects: usize,
    /// Requests at the same time to one host.
    pub connections_per_host: usize,
    /// Requests at the same time in all.
    pub connections: usize,
    /// Smallest gap between two requests to one host; requests that stay on this machine keep none.
    pub gap: Duration,
    /// Ask robots.txt.
    pub robots: bool,
    /// How often a request is made again when that makes sense.
    pub retries: u32,
    /// Repetitions that one host gets in all; then its failures are final at once.
    pub retries_per_host: u32,
    /// Pause before the first repetition; it doubles each time, up to [`LONGEST_PAUSE`].
    pub retry_pause: Duration,
    /// A `Retry-After` up to this long is waited for; a longer one ends the visit and is reported.
    pub patience: Duration,
}

impl Default for NetworkSettings {
    fn default() -> Self {
        Self {
            offline: false,
            mirrors: BTreeMap::new(),
            trusted: Vec::new(),
            contact: None,
            connect_timeout: Duration::from_secs(10),
            total_timeout: Duration::from_secs(30),
            max_bytes: 16 << 20,
            max_redirects: 5,
            connections_per_host: 2,
            connections: 16,
            gap: Duration::from_millis(500),
            robots: true,
            retries: 2,
            retries_per_host: 6,
            retry_pause: Duration::from_millis(500),
            patience: Duration::from_secs(5),
        }
    }
}

/// Longest pause between two tries of the same request.
pub const LONGEST_PAUSE: Duration = Duration::from_secs(8);

/// What one host may do differently; `None` = as [`NetworkSettings`] say.
#[derive(Debug, Clone, Default)]
pub struct HostRules {
    /// Smallest gap between two requests.
    pub gap: Option<Duration>,
    /// Requests at the same time.
    pub connections: Option<usize>,
    /// Ask robots.txt.
    pub robots: Option<bool>,
    /// Ask whether a page changed instead of asking for it; yes where nothing is said.
    pub conditional: Option<bool>,
    /// How often a request is made again.
    pub retries: Option<u32>,
    /// A `Retry-After` up to this long is waited for.
    pub patience: Option<Duration>,
    /// Contact address in the User-Agent.
    pub contact: Option<String>,
    /// Other hosts to which it may redirect (besides those of the same registered name).
    pub allies: Vec<String>,
}

/// What a server said about a copy, to ask later whether it changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

/// A page that came.
#[derive(Debug, Clone)]
pub struct FetchedPage {
    /// Decoded (unzipped) bytes.
    pub bytes: Vec<u8>,
    /// Charset of the header.
    pub charset: Option<String>,
    /// Media type of the header, lower case, without parameters.
    pub content_type: Option<String>,
    /// Address after redirects, with mirrors taken back: the identity.
    pub url: CanonicalUrl,
    /// For next time.
    pub validators: Validators,
    /// How long it stays as it is, in the server's words, seconds.
    pub fresh: Option<i64>,
    /// The server's clock when it answered, Unix seconds.
    pub server_clock: Option<i64>,
    /// Whether every redirect on the way here was one for good.
    pub moved_for_good: bool,
    /// Held as long as the bytes of a large page are.
    pub(super) large: Option<Arc<OwnedSemaphorePermit>>,
}

impl FetchedPage {
    /// The bytes; room is made for another large page.
    pub fn take_bytes(&mut self) -> Vec<u8> {
        self.large = None;
        std::mem::take(&mut self.bytes)
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub enum Answer {
    /// A page.
    Fetched(FetchedPage),
    /// 304.
    NotModified {
        /// Where it stands now, after redirects.
        url: CanonicalUrl,
    },
}

/// What was done so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Requests made, robots.txt, redirects and repetitions included.
    pub requests: u64,
    /// Decoded bytes received.
    pub bytes: u64,
}

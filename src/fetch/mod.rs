//! POLITE HTTP. Knows `model`.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::model::CanonicalUrl;

pub mod error;

pub use error::FetchError;

/// Everything that can be set about the network; made by `config`.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Refuse every request (the one choke point).
    pub offline: bool,
    /// Prefix of an original address → prefix to ask instead.
    pub mirrors: BTreeMap<String, String>,
    /// Contact address in the User-Agent.
    pub contact: Option<String>,
    /// Connecting may take this long.
    pub connect_timeout: Duration,
    /// A whole request may take this long.
    pub total_timeout: Duration,
    /// Largest decoded body, bytes.
    pub max_bytes: usize,
    /// Redirects followed.
    pub max_redirects: usize,
    /// Requests at the same time to one host.
    pub connections_per_host: usize,
    /// Requests at the same time in all.
    pub connections: usize,
    /// Smallest gap between two requests to one host.
    pub gap: Duration,
    /// Ask robots.txt.
    pub robots: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            offline: false,
            mirrors: BTreeMap::new(),
            contact: None,
            connect_timeout: Duration::from_secs(10),
            total_timeout: Duration::from_secs(30),
            max_bytes: 16 << 20,
            max_redirects: 5,
            connections_per_host: 2,
            connections: 16,
            gap: Duration::from_millis(500),
            robots: true,
        }
    }
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
pub struct Page {
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
}

/// An answer.
#[derive(Debug, Clone)]
pub enum Answer {
    /// A page.
    Fetched(Page),
    /// 304.
    NotModified,
}

//! An invented newspaper on 127.0.0.1: three sites with the markup of three families, for machines without a network,
//! for tests and for pictures. Uses no other room.
//!
//! All names and events are invented. Dates are computed from the `now` given at the start, so that there is always
//! news of today. Times are seconds UTC; pages print UTC+7.

mod pages;
mod paper;
mod server;

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;

use tokio::task::JoinSet;

/// The demo's sources in the form of the configuration file (`[[source]]` with sections; no rules: the pages are read
/// by family rules and the generic extraction).
pub const SOURCES_TOML: &str = include_str!("paper/sources.toml");

/// A running demo server. Dropping it stops the server.
pub struct Paper {
    address: SocketAddr,
    _tasks: JoinSet<()>,
}

impl Paper {
    /// Its listening address.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Original address prefix → loopback prefix, as in `[network.mirrors]`.
    pub fn mirrors(&self) -> BTreeMap<String, String> {
        pages::HOSTS
            .iter()
            .map(|host| (format!("https://{}", host.name), format!("http://{}/{}", self.address, host.name)))
            .collect()
    }
}

/// Starts the server on a free port of 127.0.0.1, inside the current tokio runtime. `now` is seconds UTC.
///
/// # Errors
/// No loopback port can be bound.
/// When no loopback port can be bound.
pub async fn start(now: i64) -> io::Result<Paper> {
    let site = std::sync::Arc::new(pages::DemoSite::new(now));
    let (address, tasks) = server::start(move |path| site.get(path)).await?;
    Ok(Paper { address, _tasks: tasks })
}

#[cfg(test)]
mod tests;

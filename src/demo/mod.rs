//! A PAPER OF OUR OWN, on 127.0.0.1: three invented sites in the markup shapes of three families, for machines with no
//! network, for tests and for pictures. Knows no other room.
//!
//! Every name and event in it is invented. Its dates are made from the `now` it is started with, so that it always has
//! news of today. Times are seconds UTC; pages print +07:00.

mod pages;
mod paper;
mod server;

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;

use tokio::task::JoinSet;

/// The sources of the demo paper in the form of the configuration file (`[[source]]` with sections; no rules: the pages
/// are read by family rules and generic extraction).
pub const SOURCES_TOML: &str = include_str!("paper/sources.toml");

/// A running demo paper. Dropping it stops the server.
pub struct Paper {
    address: SocketAddr,
    _tasks: JoinSet<()>,
}

impl Paper {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Original address prefix → loopback prefix, as `[network.mirrors]` wants it.
    pub fn mirrors(&self) -> BTreeMap<String, String> {
        pages::HOSTS
            .iter()
            .map(|host| (format!("https://{}", host.name), format!("http://{}/{}", self.address, host.name)))
            .collect()
    }
}

/// Starts the paper on a free port of 127.0.0.1, inside the current tokio runtime. `now` is seconds UTC.
///
/// # Errors
/// When no loopback port can be bound.
pub async fn start(now: i64) -> io::Result<Paper> {
    let site = std::sync::Arc::new(pages::DemoSite::new(now));
    let (address, tasks) = server::start(move |path| site.get(path)).await?;
    Ok(Paper { address, _tasks: tasks })
}

#[cfg(test)]
mod tests;

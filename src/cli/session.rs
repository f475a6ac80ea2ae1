//! What a command works with: configuration, places, sites, clock, the two ways out; the archive when it is asked for.

use std::sync::Arc;
use std::time::Duration;

use crate::config::load::Flag;
use crate::config::{Environment, Loaded, Paths, load};
use crate::fetch;
use crate::model::{Clock, SystemClock, Timestamp};
use crate::sources::Catalog;
use crate::store::Store;

use super::args::Common;
use super::exit::Failure;
use super::output::{Output, message};
use super::words::Say;

/// One run of the program.
pub(super) struct Session {
    pub(super) common: Common,
    pub(super) loaded: Loaded,
    pub(super) paths: Paths,
    pub(super) catalog: Arc<Catalog>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) out: Output,
    pub(super) say: Say,
}

impl Session {
    /// Reads the configuration and the sites. Opens nothing, writes nothing.
    pub(super) fn start(common: Common) -> Result<Self, Failure> {
        let environment = Environment::of_process();
        let paths = Paths::find(common.config.as_deref(), common.data_dir.as_deref(), &environment);
        let loaded = load(&paths.config, common.config.is_some(), &environment, &flags(&common))?;
        let say = Say(loaded.language());
        let out = Output::stdout(common.color, &environment);
        let catalog = Arc::new(Catalog::built_in()?);
        let session = Self { common, loaded, paths, catalog, clock: Arc::new(SystemClock), out, say };
        if session.paths.homeless {
            session.message(&session.say.homeless(&session.paths.data.display().to_string()));
        }
        Ok(session)
    }

    /// Says something on stderr, unless the reader wants quiet.
    pub(super) fn message(&self, text: &str) {
        if !self.common.quiet {
            message(text);
        }
    }

    /// Opens the archive, making it if there is none.
    pub(super) fn store(&self) -> Result<Store, Failure> {
        Ok(Store::open(&self.paths.data, Arc::clone(&self.clock))?)
    }

    /// The present instant.
    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Width of an article's lines: the terminal's, at most the configured measure, cells.
    pub(super) fn measure(&self) -> usize {
        self.out.width().min(usize::from(self.loaded.config.ui.measure)).max(1)
    }

    /// Largest page that is read, bytes.
    pub(super) fn max_page_bytes(&self) -> usize {
        self.loaded.config.network.max_page_mib << 20
    }

    /// The network's settings.
    pub(super) fn network(&self) -> fetch::Settings {
        let network = &self.loaded.config.network;
        fetch::Settings {
            offline: network.offline,
            mirrors: network.mirrors.clone(),
            contact: Some(network.contact.clone()).filter(|contact| !contact.is_empty()),
            connect_timeout: Duration::from_secs(network.connect_timeout_seconds),
            total_timeout: Duration::from_secs(network.timeout_seconds),
            max_bytes: self.max_page_bytes(),
            max_redirects: network.max_redirects,
            connections_per_host: network.connections_per_host,
            connections: network.connections,
            gap: Duration::from_millis(network.gap_ms),
            robots: network.robots,
            ..fetch::Settings::default()
        }
    }
}

/// The flags that are settings.
pub(super) fn flags(common: &Common) -> Vec<Flag> {
    let offline = Flag { flag: "--offline", section: "network", name: "offline", value: "true".to_owned() };
    if common.offline { vec![offline] } else { Vec::new() }
}

//! What a command works with: configuration, paths, sites, clock and the two outputs; the archive is opened on demand.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::config::load::Presence;
use crate::config::{Config, Environment, Loaded, Paths, SavedSearch, load};
use crate::fetch;
use crate::model::{Clock, SourceId, SystemClock, Timestamp};
use crate::sources::Catalog;
use crate::store::{KeptSearch, MarkTarget, PictureShelf, Store};
use crate::sync::{Engine, KeptPictures, Watch, WatchForm};

use crate::cli::args::Common;
use crate::cli::catalog::{catalog, flags};
use crate::cli::commands::configuration;
use crate::cli::commands::{sync, topics};
use crate::cli::demo::{self, Demo};
use crate::cli::exit::CommandFailure;
use crate::cli::output::{Output, message};
use crate::cli::words::Say;

/// Whether a named configuration file must exist; a command that writes it may create it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ConfigFile {
    MustExist,
    MayBeNew,
}

/// One run of the program.
pub(super) struct Session {
    pub(super) common: Common,
    pub(super) loaded: Loaded,
    pub(super) paths: Paths,
    pub(super) catalog: Arc<Catalog>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) out: Output,
    pub(super) say: Say,
    demo: Option<Demo>,
    // Dropped last: the demo's server runs on it.
    runtime: Option<Arc<Runtime>>,
    /// Where files go if there is no home folder; removed with the session.
    _temporary: Option<TempDir>,
}

impl Session {
    /// Reads the configuration and the sites, and starts the demo's server with `--demo`. Does not open the archive.
    pub(super) fn start(common: Common, file: ConfigFile) -> Result<Self, CommandFailure> {
        let environment = Environment::of_process();
        let paths = Paths::find(common.config.as_deref(), common.data_dir.as_deref());
        let temporary = if paths.homeless { Some(demo::temporary()?) } else { None };
        let paths = temporary.as_ref().map_or(paths.clone(), |dir| paths.in_temporary(dir.path()));
        let loaded = load(
            &paths.config,
            Presence::of_named(common.config.as_deref().filter(|_| file == ConfigFile::MustExist)),
            &environment,
            &flags(&common),
        )?;
        let say = Say(loaded.language());
        configuration::mutes(&loaded)?;
        let out = Output::stdout(common.color, &environment);
        let catalog = if common.demo { Demo::catalog()? } else { catalog(&loaded)? };
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let mut session =
            Self { common, loaded, paths, catalog, clock, out, say, demo: None, runtime: None, _temporary: temporary };
        if session.common.demo {
            session.start_demo()?;
        } else if session.paths.homeless {
            session.message(&session.say.homeless(&session.paths.data.display().to_string()));
        }
        Ok(session)
    }

    fn start_demo(&mut self) -> Result<(), CommandFailure> {
        let runtime = self.runtime()?;
        let demo = Demo::start(&runtime, self.common.data_dir.as_deref(), self.clock.now())?;
        if let Some(folder) = demo.folder() {
            let home = self.paths.config.clone();
            self.paths = self.paths.under(folder);
            // A named file is used, even in the demo.
            if self.common.config.is_none() {
                let own = demo::own_configuration(folder, &home, self.loaded.text.as_deref())?;
                self.paths.config.clone_from(&own);
                self.common.config = Some(own);
            }
        }
        self.demo = Some(demo);
        Ok(())
    }

    /// The async runtime for network work; started on first use.
    pub(super) fn runtime(&mut self) -> Result<Arc<Runtime>, CommandFailure> {
        if let Some(runtime) = &self.runtime {
            return Ok(Arc::clone(runtime));
        }
        let runtime = Arc::new(tokio::runtime::Builder::new_multi_thread().enable_all().build()?);
        self.runtime = Some(Arc::clone(&runtime));
        Ok(runtime)
    }

    /// Prints a message on stderr, unless the user wants quiet.
    pub(super) fn message(&self, text: &str) {
        if !self.common.quiet {
            message(text);
        }
    }

    /// Opens the archive, creating it if there is none.
    pub(super) fn bare_store(&self) -> Result<Store, CommandFailure> {
        let store = Store::open(&self.paths.data, Arc::clone(&self.clock))
            .map_err(|error| CommandFailure::from(error).said(self.say))?;
        store.set_mutes(&self.loaded.config.mute.rules);
        asked(&store, &self.loaded.config, &self.catalog);
        for notice in store.notices() {
            self.message(&self.say.opening(notice));
        }
        Ok(store)
    }

    /// As [`Self::bare_store`], with the mute rules applied.
    pub(super) fn settled_store(&self) -> Result<Store, CommandFailure> {
        let store = self.bare_store()?;
        match store.settle_mutes(&|| false) {
            Ok(0) => {}
            Ok(changed) => self.message(&self.say.mutes_settled(changed)),
            // The lists stay as they were; a command that only reads should not fail because of that.
            Err(error) => self.message(&error.to_string()),
        }
        Ok(store)
    }

    /// Opens the archive for a command that reads it; in the demo an empty one is filled first.
    pub(super) fn store(&mut self) -> Result<Store, CommandFailure> {
        let store = self.settled_store()?;
        if self.demo.is_some() && !self.loaded.config.network.offline && store.counts()?.total == 0 {
            sync::silently(self, &store)?;
        }
        Ok(store)
    }

    /// As [`Self::store`], for a command that only reads: it creates no archive.
    pub(super) fn reading_store(&mut self) -> Result<Store, CommandFailure> {
        let data = &self.paths.data;
        // If the folder could not be created either, opening the archive says why.
        let could_be = data.ancestors().find(|folder| folder.exists()).is_none_or(std::path::Path::is_dir);
        if self.demo.is_some() || data.join(crate::store::FILE_NAME).symlink_metadata().is_ok() || !could_be {
            return self.store();
        }
        Ok(Store::in_memory(Arc::clone(&self.clock))?)
    }

    /// The sync engine for a refresh.
    pub(super) fn engine(&self, store: Store) -> Engine {
        self.ground().engine(&self.loaded.config, Arc::clone(&self.catalog), store)
    }

    /// The parts of a refresh that the configuration does not decide.
    pub(super) fn ground(&self) -> RefreshGround {
        let demo_mirrors = self.demo.as_ref().map(Demo::mirrors);
        RefreshGround { data: self.paths.data.clone(), clock: Arc::clone(&self.clock), demo_mirrors }
    }

    /// The name of a newspaper, or its id if unknown.
    pub(super) fn source_name(&self, source: &SourceId) -> String {
        source_name(&self.catalog, source)
    }

    /// The present instant.
    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Line width of an article, in cells: that of the terminal, at most the configured measure.
    pub(super) fn measure(&self) -> usize {
        self.out.width().min(usize::from(self.loaded.config.ui.measure)).max(1)
    }

    /// Largest page that is read, bytes.
    pub(super) fn max_page_bytes(&self) -> usize {
        self.loaded.config.network.max_page_mib << 20
    }

    /// The network's settings.
    pub(super) fn network(&self) -> fetch::NetworkSettings {
        self.ground().network(&self.loaded.config, &self.catalog)
    }
}

/// The name of a newspaper, or its id if unknown.
pub(super) fn source_name(catalog: &Catalog, source: &SourceId) -> String {
    let site = catalog.sites.iter().find(|site| site.source_id() == *source);
    let name = site.map(|site| site.name.clone()).filter(|name| !name.is_empty());
    name.unwrap_or_else(|| crate::model::id::name_of_none(source).unwrap_or(source.as_str()).to_owned())
}

/// Passes the settings that concern the archive to it.
pub(super) fn asked(store: &Store, config: &Config, catalog: &Catalog) {
    store.set_topics(topics::all(config));
    let named = catalog.sites.iter().filter(|site| !site.name.is_empty());
    store.set_papers(named.map(|site| (site.source_id(), site.name.clone())).collect());
    store.set_reading(if config.ui.read_everywhere { MarkTarget::WholeStory } else { MarkTarget::Article });
}

/// The parts of a refresh that the configuration does not decide.
#[derive(Clone)]
pub(super) struct RefreshGround {
    /// Where the archive is.
    data: PathBuf,
    clock: Arc<dyn Clock>,
    /// Where the demo's sites are served; nothing else can be reached then.
    demo_mirrors: Option<BTreeMap<String, String>>,
}

impl RefreshGround {
    /// The sync engine for a refresh.
    pub(super) fn engine(&self, config: &Config, catalog: Arc<Catalog>, store: Store) -> Engine {
        let kept = |s: &SavedSearch| KeptSearch { name: s.name.clone(), query: s.query.clone(), watched: s.notify };
        Engine {
            store,
            network: self.network(config, &catalog),
            catalog,
            clock: Arc::clone(&self.clock),
            pictures: self.pictures(config),
            watch: Watch {
                searches: config.searches.iter().map(kept).collect(),
                command: config.notify.command.clone(),
                quiet: config.notify.quiet.clone(),
                form: if config.notify.digest { WatchForm::Digest } else { WatchForm::Each },
            },
        }
    }

    /// The pictures that a refresh stores; `None` if the picture store cannot be opened, since the articles matter
    /// more.
    fn pictures(&self, config: &Config) -> Option<KeptPictures> {
        let wish = &config.pictures;
        if wish.offline == "none" {
            return None;
        }
        let shelf = PictureShelf::open(&self.data).ok()?;
        Some(KeptPictures { shelf, all: wish.offline == "all", budget: wish.mib << 20 })
    }

    pub(super) fn network(&self, config: &Config, catalog: &Catalog) -> fetch::NetworkSettings {
        let network = &config.network;
        let settings = fetch::NetworkSettings {
            offline: network.offline,
            mirrors: network.mirrors.clone(),
            trusted: catalog.user_addresses(),
            contact: Some(network.contact.clone()).filter(|contact| !contact.is_empty()),
            connect_timeout: Duration::from_secs(network.connect_timeout_seconds),
            total_timeout: Duration::from_secs(network.timeout_seconds),
            max_bytes: network.max_page_mib << 20,
            max_redirects: network.max_redirects,
            connections_per_host: network.connections_per_host,
            connections: network.connections,
            gap: Duration::from_millis(network.gap_ms),
            robots: network.robots,
            retries: network.retries,
            patience: Duration::from_secs(network.patience_seconds),
            ..fetch::NetworkSettings::default()
        };
        match &self.demo_mirrors {
            // Only the demo can be reached, and it needs no rate limit.
            Some(mirrors) => fetch::NetworkSettings { mirrors: mirrors.clone(), gap: Duration::ZERO, ..settings },
            None => settings,
        }
    }
}

impl Drop for Session {
    /// Running work (a page being read, a request) is not awaited; what is stored stays stored.
    fn drop(&mut self) {
        self.demo = None;
        if let Some(runtime) = self.runtime.take().and_then(Arc::into_inner) {
            runtime.shutdown_background();
        }
    }
}

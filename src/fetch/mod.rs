//! POLITE HTTP. Knows `model`.
//!
//! [`Fetcher::get`] gives the bytes of a page, or says what came instead. It keeps each host's pace, asks robots.txt,
//! follows redirects itself (each hop keeps its own host's pace, and none leaves the site or its encryption), answers a
//! cookie script once, tries again where that makes sense, and counts. No address in a private network is asked unless
//! the user wrote it (`trust`). Decoding bytes into text belongs to `extract`.
//! Units: sizes in decoded bytes, times as `Duration`.
//! Absent on purpose: a cache of pages (the store remembers), and any notion of what a page means.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OnceCell, Semaphore};

use crate::model::CanonicalUrl;

mod address;
mod budget;
mod client;
mod coding;
mod cookies;
pub mod error;
mod form;
mod pace;
mod robots;
mod settings;
mod tls;
mod trust;
mod validators;
mod visit;
mod wall;

pub use error::{FetchError, NetworkSign};
pub use form::HostForm;
pub use robots::RobotsFile;
pub use settings::{Answer, FetchedPage, HostRules, LONGEST_PAUSE, NetworkSettings, Stats, Validators};
pub use visit::robots_of;

use address::Mirrors;
use budget::Budget;
use client::Client;
use cookies::Cookies;
use form::Habits;
use pace::Gate;
use robots::RobotsRules;

/// The way to the network; a cheap handle.
#[derive(Clone)]
pub struct Fetcher(Arc<Inner>);

struct Inner {
    settings: NetworkSettings,
    mirrors: Mirrors,
    client: Client,
    cookies: Cookies,
    /// Requests at the same time in all.
    permits: Semaphore,
    rules: Mutex<HashMap<String, HostRules>>,
    gates: Mutex<HashMap<String, Arc<Gate>>>,
    /// Retries used up by each host.
    repeated: Mutex<HashMap<String, u32>>,
    robots: Mutex<HashMap<String, Arc<OnceCell<RobotsRules>>>>,
    /// The robots.txt that this run has read.
    robots_read: Mutex<Vec<RobotsFile>>,
    /// How hosts write their addresses.
    habits: Habits,
}

impl Fetcher {
    /// A fetcher that has not asked for anything yet. Costs nothing: the client is built with the first request.
    pub fn new(settings: NetworkSettings) -> Self {
        Self(Arc::new(Inner {
            mirrors: Mirrors::new(&settings.mirrors),
            client: Client::new(settings.clone()),
            cookies: Cookies::default(),
            permits: Semaphore::new(settings.connections.max(1)),
            rules: Mutex::default(),
            gates: Mutex::default(),
            repeated: Mutex::default(),
            robots: Mutex::default(),
            robots_read: Mutex::default(),
            habits: Habits::default(),
            settings,
        }))
    }

    /// Sets a host's own rules; before its first request.
    pub fn set_host(&self, host: &str, rules: HostRules) {
        lock(&self.0.rules).insert(without_www(host).to_owned(), rules);
    }

    /// Takes what a robots.txt said earlier, so that it is not asked for in this run; the caller minds its age. After
    /// [`Self::set_host`].
    pub fn know_robots(&self, file: &RobotsFile) {
        let Some(at) = CanonicalUrl::parse(&file.address) else { return };
        let rules = self.0.rules_of(&at, file.status, file.text.as_bytes());
        lock(&self.0.robots).insert(at.as_str().to_owned(), Arc::new(OnceCell::new_with(Some(rules))));
    }

    /// Where the robots.txt that speaks for an address says that maps of the site stand, as far as it is known.
    pub fn sitemaps_of(&self, url: &CanonicalUrl) -> Vec<CanonicalUrl> {
        let Some(at) = robots_of(url) else { return Vec::new() };
        let cell = lock(&self.0.robots).get(at.as_str()).cloned();
        let said = cell.as_ref().and_then(|cell| cell.get()).map(RobotsRules::sitemaps).unwrap_or_default();
        said.iter().filter_map(|said| CanonicalUrl::join(at.as_str(), said.trim())).collect()
    }

    /// The robots.txt that were read so far and may be kept.
    pub fn robots_read(&self) -> Vec<RobotsFile> {
        lock(&self.0.robots_read).clone()
    }

    /// Takes what an earlier run learnt of a host's addresses; the caller minds its age.
    pub fn know_form(&self, kept: &HostForm) {
        self.0.habits.know(kept);
    }

    /// A site itself writes one address in another form.
    pub fn heard_form(&self, from: &CanonicalUrl, to: &CanonicalUrl) {
        self.0.habits.led(from, to);
    }

    /// What this run learnt of hosts' addresses.
    pub fn forms_learnt(&self) -> Vec<HostForm> {
        self.0.habits.learnt()
    }

    /// What was done so far.
    pub fn stats(&self) -> Stats {
        self.0.client.stats()
    }

    /// Gets a page as [`Self::get`] does, in the form to which its host leads all its addresses, where that is known (`form`).
    /// What is not there is asked for as it was written.
    pub async fn get_in_form(&self, url: &CanonicalUrl, validators: &Validators) -> Result<Answer, FetchError> {
        self.get_as(self.0.habits.form_of(url), url, validators).await
    }

    /// Gets a further page of a list as [`Self::get_in_form`] does; one address of its host that was led so is enough, for the
    /// pages of a list are written alike.
    pub async fn get_further(&self, url: &CanonicalUrl) -> Result<Answer, FetchError> {
        self.get_as(self.0.habits.form_met(url), url, &Validators::default()).await
    }

    async fn get_as(
        &self,
        form: Option<CanonicalUrl>,
        url: &CanonicalUrl,
        validators: &Validators,
    ) -> Result<Answer, FetchError> {
        let Some(form) = form else { return self.get(url, validators).await };
        match self.get(&form, validators).await {
            Err(FetchError::Gone { .. }) => self.get(url, validators).await,
            answer => answer,
        }
    }

    /// Gets a page. With `validators` the answer may be [`Answer::NotModified`].
    ///
    /// Dropping the future ends the request.
    pub async fn get(&self, url: &CanonicalUrl, validators: &Validators) -> Result<Answer, FetchError> {
        let inner = &self.0;
        let host = url.host();
        let retries = inner.host_rule(&host, |rules| rules.retries).unwrap_or(inner.settings.retries);
        let patience = inner.patience(&host);
        let nothing = Validators::default();
        let validators =
            if inner.host_rule(&host, |rules| rules.conditional) == Some(false) { &nothing } else { validators };
        let mut tries = 0;
        let mut budget = Budget::new(inner.settings.total_timeout);
        loop {
            let error = match inner.visit(url, validators, &mut budget).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            let waitable = error.wait().is_some_and(|wait| wait <= patience);
            let worth = waitable || error.worth_retrying();
            if tries >= retries || budget.is_spent() || !worth || !inner.may_repeat(&host) {
                return Err(error);
            }
            if !waitable {
                tokio::time::sleep(pause(inner.settings.retry_pause, tries, fastrand::f64())).await;
            }
            tries += 1;
        }
    }
}

/// The pause before repetition number `tries` + 1: doubling, capped, and up to half as long again by `jitter` (0 to 1).
fn pause(first: Duration, tries: u32, jitter: f64) -> Duration {
    first.saturating_mul(1 << tries.min(16)).min(LONGEST_PAUSE).mul_f64(1.0 + jitter.clamp(0.0, 1.0) / 2.0)
}

impl Inner {
    /// A rule of a host, where it differs from the settings.
    fn host_rule<T>(&self, host: &str, what: impl FnOnce(&HostRules) -> Option<T>) -> Option<T> {
        lock(&self.rules).get(host).and_then(what)
    }

    fn patience(&self, host: &str) -> Duration {
        self.host_rule(host, |rules| rules.patience).unwrap_or(self.settings.patience)
    }

    /// Takes one repetition out of a host's budget, so that a host which fails everywhere costs little.
    fn may_repeat(&self, host: &str) -> bool {
        let mut repeated = lock(&self.repeated);
        let spent = repeated.entry(host.to_owned()).or_default();
        *spent += 1;
        *spent <= self.settings.retries_per_host
    }

    fn gate(&self, host: &str) -> Arc<Gate> {
        let own = lock(&self.rules).get(host).map(|rules| (rules.connections, rules.gap)).unwrap_or_default();
        let slots = own.0.unwrap_or(self.settings.connections_per_host);
        let gap = own.1.unwrap_or(self.settings.gap);
        Arc::clone(lock(&self.gates).entry(host.to_owned()).or_insert_with(|| Arc::new(Gate::new(slots, gap))))
    }
}

fn without_www(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

//! POLITE HTTP. Knows `model`.
//!
//! [`Fetcher::get`] gives the bytes of a page, or says what came instead. It keeps each host's pace, asks robots.txt,
//! follows redirects itself (each hop keeps its own host's pace, and none leaves the site), answers a cookie script
//! once, tries again where that makes sense, and counts. Decoding bytes into text belongs to `extract`.
//! Units: sizes in decoded bytes, times as `Duration`.
//! Absent on purpose: a cache of pages (the store remembers), and any notion of what a page means.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::header;
use tokio::sync::{OnceCell, Semaphore};
use url::Url;

use crate::model::{CanonicalUrl, Clock, SystemClock};

mod address;
mod client;
mod cookies;
pub mod error;
mod pace;
mod robots;
mod wall;

pub use address::same_site;
pub use error::FetchError;
pub use robots::RobotsFile;

use address::{Mirrors, is_loopback};
use client::{Ask, Client, Raw};
use cookies::Cookies;
use pace::{DEFAULT_WAIT, Gate};
use robots::Rules;
use wall::Wall;

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
            retries: 2,
            retries_per_host: 6,
            retry_pause: Duration::from_millis(500),
            patience: Duration::from_secs(5),
        }
    }
}

/// Longest pause between two tries of the same request.
pub const LONGEST_PAUSE: Duration = Duration::from_secs(8);

/// What one host may do differently; `None` = as [`Settings`] say.
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
    /// How long it stays as it is, in the server's words, seconds.
    pub fresh: Option<i64>,
    /// Whether every redirect on the way here was one for good.
    pub moved_for_good: bool,
}

/// An answer.
#[derive(Debug, Clone)]
pub enum Answer {
    /// A page.
    Fetched(Page),
    /// 304.
    NotModified,
}

/// What was done so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Requests made, robots.txt, redirects and repetitions included.
    pub requests: u64,
    /// Decoded bytes received.
    pub bytes: u64,
}

/// The way to the network; a cheap handle.
#[derive(Clone)]
pub struct Fetcher(Arc<Inner>);

struct Inner {
    settings: Settings,
    mirrors: Mirrors,
    client: Client,
    cookies: Cookies,
    /// Requests at the same time in all.
    hands: Semaphore,
    rules: Mutex<HashMap<String, HostRules>>,
    gates: Mutex<HashMap<String, Arc<Gate>>>,
    /// Repetitions that hosts have had.
    repeated: Mutex<HashMap<String, u32>>,
    robots: Mutex<HashMap<String, Arc<OnceCell<Rules>>>>,
    /// What came of it in this run.
    robots_read: Mutex<Vec<RobotsFile>>,
}

impl Fetcher {
    /// A fetcher that has not asked for anything yet. Costs nothing: the client is built with the first request.
    pub fn new(settings: Settings) -> Self {
        Self(Arc::new(Inner {
            mirrors: Mirrors::new(&settings.mirrors),
            client: Client::new(settings.clone()),
            cookies: Cookies::default(),
            hands: Semaphore::new(settings.connections.max(1)),
            rules: Mutex::default(),
            gates: Mutex::default(),
            repeated: Mutex::default(),
            robots: Mutex::default(),
            robots_read: Mutex::default(),
            settings,
        }))
    }

    /// Sets a host's own rules; before its first request.
    pub fn set_host(&self, host: &str, rules: HostRules) {
        lock(&self.0.rules).insert(bare(host).to_owned(), rules);
    }

    /// Promises (or ends the promise) that nothing is sent.
    pub fn set_offline(&self, offline: bool) {
        self.0.client.set_offline(offline);
    }

    /// Takes what a robots.txt said earlier, so that it is not asked for in this run; the caller minds its age. After
    /// [`Self::set_host`].
    pub fn know_robots(&self, file: &RobotsFile) {
        let Some(at) = CanonicalUrl::parse(&file.address) else { return };
        let rules = self.0.rules_of(&at, file.status, file.text.as_bytes());
        lock(&self.0.robots).insert(at.as_str().to_owned(), Arc::new(OnceCell::new_with(Some(rules))));
    }

    /// The robots.txt that were read so far and may be kept.
    pub fn robots_read(&self) -> Vec<RobotsFile> {
        lock(&self.0.robots_read).clone()
    }

    /// What was done so far.
    pub fn stats(&self) -> Stats {
        self.0.client.stats()
    }

    /// Gets a page. With `validators` the answer may be [`Answer::NotModified`].
    ///
    /// Dropping the future ends the request.
    pub async fn get(&self, url: &CanonicalUrl, validators: &Validators) -> Result<Answer, FetchError> {
        let inner = &self.0;
        let host = url.host();
        let retries = inner.own(&host, |rules| rules.retries).unwrap_or(inner.settings.retries);
        let patience = inner.patience(&host);
        let nothing = Validators::default();
        let validators = if inner.own(&host, |rules| rules.conditional) == Some(false) { &nothing } else { validators };
        let mut tries = 0;
        loop {
            let error = match inner.visit(url, validators).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            let waitable = error.wait().is_some_and(|wait| wait <= patience);
            let worth = waitable || error.worth_retrying();
            if tries >= retries || !worth || !inner.may_repeat(&host) {
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

/// What to do after one answer.
enum Next {
    Done(Answer),
    /// A redirect of the server.
    Go(CanonicalUrl),
    /// A cookie was set by script: ask the same again.
    Again,
    /// A redirect by the page itself.
    Refresh(CanonicalUrl),
}

impl Inner {
    /// One visit: follows redirects, answers one cookie script and one meta refresh.
    async fn visit(&self, url: &CanonicalUrl, validators: &Validators) -> Result<Answer, FetchError> {
        let first_host = url.host();
        let mut here = url.clone();
        let mut seen = HashSet::new();
        let (mut again, mut refreshed, mut hops, mut for_good) = (false, false, 0, true);
        loop {
            self.obey_robots(&here).await?;
            let (asked, raw) = self.hop(&here, validators, self.settings.max_bytes).await?;
            let status = raw.status;
            let target = match self.read(&here, &asked, raw)? {
                Next::Done(Answer::Fetched(page)) => {
                    let moved_for_good = for_good && hops > 0;
                    return Ok(Answer::Fetched(Page { moved_for_good, ..page }));
                }
                Next::Done(answer) => return Ok(answer),
                Next::Again if again => return Err(blocked(&here, "a cookie script that comes again and again")),
                Next::Again => {
                    again = true;
                    continue;
                }
                Next::Refresh(_) if refreshed => return Err(blocked(&here, "a page that only sends us on")),
                Next::Refresh(target) => {
                    refreshed = true;
                    target
                }
                Next::Go(target) => target,
            };
            hops += 1;
            for_good &= matches!(status, 301 | 308);
            // A redirect to the very same address is how some sites set a first cookie: allowed once.
            if hops > self.settings.max_redirects || !seen.insert((here.clone(), target.clone())) {
                return Err(FetchError::Redirects { host: first_host, hops });
            }
            self.stay_on_site(&first_host, &target)?;
            here = target;
        }
    }

    /// One request with everything that politeness asks for; gives also what was really asked.
    async fn hop(
        &self,
        here: &CanonicalUrl,
        validators: &Validators,
        max_bytes: usize,
    ) -> Result<(Url, Raw), FetchError> {
        let host = here.host();
        let asked = self.mirrors.ask(here).ok_or_else(|| FetchError::BadRedirect { host: host.clone() })?;
        let gate = self.gate(&host);
        let slot = gate.pass(is_loopback(&asked), self.patience(&host)).await;
        let _slot = slot.map_err(|wait| FetchError::Throttled { host: host.clone(), wait })?;
        let _hand = self.hands.acquire().await;
        let cookie = self.cookies.header(&host);
        let contact = self.own(&host, |rules| rules.contact.clone());
        let (cookie, contact) = (cookie.as_deref(), contact.as_deref());
        let ask = Ask { address: &asked, host: &host, validators, cookie, contact, max_bytes };
        let raw = self.client.ask(ask).await?;
        for line in raw.headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            self.cookies.keep(&host, line);
        }
        if let Some(wait) = asks_for_patience(&raw) {
            gate.hush(wait);
            return Err(FetchError::Throttled { host, wait });
        }
        Ok((asked, raw))
    }

    /// What an answer means for the visit.
    fn read(&self, here: &CanonicalUrl, asked: &Url, raw: Raw) -> Result<Next, FetchError> {
        let host = here.host();
        match raw.status {
            200..=299 => self.read_page(here, asked, raw),
            304 => Ok(Next::Done(Answer::NotModified)),
            301 | 302 | 303 | 307 | 308 => raw
                .header(&header::LOCATION)
                .and_then(|location| self.mirrors.follow(here, asked, location))
                .map(Next::Go)
                .ok_or(FetchError::BadRedirect { host }),
            404 | 410 => Err(FetchError::Gone { host, status: raw.status }),
            511 => Err(FetchError::LedAway { host, to: "a login page of this network".to_owned() }),
            _ if raw.headers.contains_key("cf-mitigated") => Err(blocked(here, "a check for browsers")),
            status => Err(FetchError::Status { host, status }),
        }
    }

    fn read_page(&self, here: &CanonicalUrl, asked: &Url, raw: Raw) -> Result<Next, FetchError> {
        match wall::find(&raw.bytes) {
            Some(Wall::Cookie(line)) => {
                self.cookies.keep(&here.host(), &line);
                return Ok(Next::Again);
            }
            Some(Wall::Script) => return Err(blocked(here, "a script that must run in a browser")),
            Some(Wall::Refresh(location)) => {
                let target = self.mirrors.follow(here, asked, &location);
                if let Some(target) = target.filter(|target| target != here && target.host() == here.host()) {
                    return Ok(Next::Refresh(target));
                }
            }
            None => {}
        }
        let content_type = raw.header(&header::CONTENT_TYPE).map(str::to_owned);
        let text = |name| raw.header(name).map(str::to_owned);
        let validators = Validators { etag: text(&header::ETAG), last_modified: text(&header::LAST_MODIFIED) };
        Ok(Next::Done(Answer::Fetched(Page {
            charset: content_type.as_deref().and_then(charset),
            content_type: content_type.as_deref().map(media_type),
            url: here.clone(),
            validators,
            fresh: fresh(&raw),
            moved_for_good: false,
            bytes: raw.bytes,
        })))
    }

    /// What a host does in its own way.
    fn own<T>(&self, host: &str, what: impl FnOnce(&HostRules) -> Option<T>) -> Option<T> {
        lock(&self.rules).get(host).and_then(what)
    }

    fn patience(&self, host: &str) -> Duration {
        self.own(host, |rules| rules.patience).unwrap_or(self.settings.patience)
    }

    /// Refuses what robots.txt asks programs not to read.
    async fn obey_robots(&self, here: &CanonicalUrl) -> Result<(), FetchError> {
        let host = here.host();
        if !self.own(&host, |rules| rules.robots).unwrap_or(self.settings.robots) {
            return Ok(());
        }
        let Some(at) = robots_of(here) else { return Ok(()) };
        let cell = Arc::clone(lock(&self.robots).entry(at.as_str().to_owned()).or_default());
        let rules = cell.get_or_try_init(|| self.load_robots(&at)).await?;
        if let Rules::Closed(status) = rules {
            return Err(FetchError::RobotsUnreadable { host, status: *status });
        }
        if rules.allow(here.as_str()) { Ok(()) } else { Err(FetchError::RobotsForbid { host }) }
    }

    /// Reads robots.txt, following redirects within the site; one that leads elsewhere gives no rules.
    async fn load_robots(&self, at: &CanonicalUrl) -> Result<Rules, FetchError> {
        let mut here = at.clone();
        for _ in 0..=self.settings.max_redirects {
            let (asked, raw) = match self.hop(&here, &Validators::default(), robots::MAX_ROBOTS_BYTES).await {
                Ok(answer) => answer,
                Err(FetchError::TooLarge { .. } | FetchError::CutOff { .. }) => return Ok(Rules::Free),
                Err(error) => return Err(error),
            };
            let location = raw.header(&header::LOCATION).filter(|_| (300..=399).contains(&raw.status));
            match location.and_then(|location| self.mirrors.follow(&here, &asked, location)) {
                Some(target) if same_site(&target.host(), &here.host()) => here = target,
                Some(_) => return Ok(Rules::Free),
                None => {
                    lock(&self.robots_read).extend(RobotsFile::of(at.as_str(), raw.status, &raw.bytes));
                    return Ok(self.rules_of(at, raw.status, &raw.bytes));
                }
            }
        }
        Ok(Rules::Free)
    }

    /// What an answer for robots.txt means, its delay already minded.
    fn rules_of(&self, at: &CanonicalUrl, status: u16, bytes: &[u8]) -> Rules {
        let rules = Rules::of(status, bytes);
        if let Some(delay) = rules.delay() {
            self.gate(&at.host()).at_least(delay);
        }
        rules
    }

    fn stay_on_site(&self, host: &str, target: &CanonicalUrl) -> Result<(), FetchError> {
        let to = target.host();
        let ally = lock(&self.rules).get(host).is_some_and(|rules| rules.allies.contains(&to));
        if ally || same_site(host, &to) { Ok(()) } else { Err(FetchError::LedAway { host: host.to_owned(), to }) }
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

/// Where the robots.txt is that speaks for an address.
pub fn robots_of(url: &CanonicalUrl) -> Option<CanonicalUrl> {
    CanonicalUrl::join(url.as_str(), "/robots.txt")
}

/// How long an answer asks us to stay away: 429 always, 503 when it says so.
fn asks_for_patience(raw: &Raw) -> Option<Duration> {
    let said = raw.header(&header::RETRY_AFTER).and_then(|value| {
        let now = std::time::UNIX_EPOCH + Duration::from_secs(u64::try_from(SystemClock.now().0).unwrap_or_default());
        pace::retry_after(value, raw.header(&header::DATE), now)
    });
    match raw.status {
        429 => Some(said.unwrap_or(DEFAULT_WAIT)),
        503 => said,
        _ => None,
    }
}

/// How long an answer says that it holds: `max-age`, else `Expires`; seconds.
fn fresh(raw: &Raw) -> Option<i64> {
    let said = raw.header(&header::CACHE_CONTROL).unwrap_or_default().to_ascii_lowercase();
    let mut directives = said.split(',').map(str::trim);
    if directives.clone().any(|directive| matches!(directive, "no-cache" | "no-store")) {
        return None;
    }
    if let Some(age) = directives.find_map(|directive| directive.strip_prefix("max-age=")) {
        return age.trim_matches('"').parse().ok();
    }
    let date = |name| raw.header(name).and_then(|text| httpdate::parse_http_date(text.trim()).ok());
    let until = date(&header::EXPIRES)?.duration_since(date(&header::DATE)?).ok()?;
    i64::try_from(until.as_secs()).ok()
}

fn blocked(here: &CanonicalUrl, why: &str) -> FetchError {
    FetchError::Blocked { host: here.host(), why: why.to_owned() }
}

fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

fn media_type(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn charset(value: &str) -> Option<String> {
    let found = value.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    found.filter(|name| !name.is_empty())
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

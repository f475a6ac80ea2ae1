//! The one place from which bytes leave this machine: one request, one answer, bounded.
//!
//! The reqwest client is built when first needed, so that no certificate store and no network never stop the screen.
//! Without a certificate store of the system the Mozilla roots that are compiled in are used. Addresses on this machine
//! are asked directly; all others go through the proxy that the usual environment variables name. Where the user did not
//! write the address, only public machines are asked (see [`super::trust`]).
//! Units: sizes in decoded bytes; times as `Duration`.

use std::error::Error as _;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use reqwest::header::{self, HeaderMap, HeaderValue};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use url::Url;

use super::address::is_loopback;
use super::budget::Budget;
use super::coding::{self, ACCEPT_ENCODING};
use super::trust::{BehindProxy, PrivateAddress, PublicResolver, Trusted, looks_public};
use super::{FetchError, NetworkSettings, NetworkSign, Stats, Validators, tls};

/// What we would like to get. Feeds and pages alike.
const ACCEPT: &str =
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.8";

/// Languages we would like to get.
const ACCEPT_LANGUAGE: &str = "vi,en;q=0.5";

/// Bytes set aside for a page before its size is known.
const FIRST_CAPACITY: usize = 64 << 10;

/// A body that is longer, packed or not, is a large one, bytes.
const LARGE_BYTES: usize = 1 << 20;

/// Large bodies that are held at the same time, so that many of them do not fill the memory.
const LARGE_BODIES: usize = 2;

/// How long a large body waits for others to be read; then it is held beside them.
const LARGE_PATIENCE: Duration = Duration::from_secs(30);

/// Longest header value that is kept, bytes.
const MAX_HEADER_BYTES: usize = 4096;

/// One answer, before anything is made of it.
#[derive(Debug, Default)]
pub(super) struct RawAnswer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    /// Decoded body; empty unless the status is 2xx.
    pub(super) bytes: Vec<u8>,
    /// Held as long as the bytes of a large body are.
    pub(super) large: Option<Arc<OwnedSemaphorePermit>>,
}

impl RawAnswer {
    /// What the head of a response says.
    fn before_its_body(response: &reqwest::Response) -> Self {
        Self { status: response.status().as_u16(), headers: response.headers().clone(), ..Self::default() }
    }

    /// A header as text, if it is text and not longer than a sane one.
    pub(super) fn header(&self, name: &header::HeaderName) -> Option<&str> {
        // Not as ASCII: servers send addresses with Vietnamese letters as they are.
        let text = self.headers.get(name).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
        text.filter(|text| text.len() <= MAX_HEADER_BYTES)
    }
}

/// What goes along with a request.
#[derive(Debug, Clone, Copy)]
pub(super) struct RequestExtras<'a> {
    /// What is really asked (a mirror's address, perhaps).
    pub(super) address: &'a Url,
    /// Host of the original address, for words and cookies.
    pub(super) host: &'a str,
    pub(super) validators: &'a Validators,
    pub(super) cookie: Option<&'a str>,
    /// The contact named to this host in the User-Agent; `None` = as the settings say.
    pub(super) contact: Option<&'a str>,
    /// Largest decoded body.
    pub(super) max_bytes: usize,
}

/// Where a host stands, which decides how it is requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AskedPlace {
    /// This machine, at an address of the user's: no proxy.
    Here,
    /// A host that the user wrote, wherever it stands.
    Trusted,
    /// All others: public machines only.
    World,
}

/// The client and its counters.
pub(super) struct Client {
    settings: NetworkSettings,
    trusted: Trusted,
    behind_proxy: BehindProxy,
    /// By [`AskedPlace`]; each is built when first needed.
    clients: [OnceLock<Result<reqwest::Client, String>>; 3],
    requests: AtomicU64,
    bytes: AtomicU64,
    /// Large bodies at the same time.
    large: Arc<Semaphore>,
}

impl Client {
    pub(super) fn new(settings: NetworkSettings) -> Self {
        Self {
            trusted: Trusted::new(settings.mirrors.values().chain(&settings.trusted).map(String::as_str)),
            behind_proxy: BehindProxy::new(),
            settings,
            clients: Default::default(),
            requests: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            large: Arc::new(Semaphore::new(LARGE_BODIES)),
        }
    }

    pub(super) fn stats(&self) -> Stats {
        Stats { requests: self.requests.load(Ordering::Relaxed), bytes: self.bytes.load(Ordering::Relaxed) }
    }

    /// Makes one request. THE CHOKE POINT: nothing else in loa sends anything.
    pub(super) async fn ask(&self, ask: RequestExtras<'_>, budget: &mut Budget) -> Result<RawAnswer, FetchError> {
        if self.settings.offline {
            return Err(FetchError::OfflineByWish);
        }
        let private = || FetchError::PrivateAddress { host: ask.host.to_owned() };
        let place = self.place(ask.address).ok_or_else(private)?;
        if place == AskedPlace::World && self.behind_proxy.refuses(ask.address).await {
            return Err(private());
        }
        let client = self.client(place)?;
        self.requests.fetch_add(1, Ordering::Relaxed);
        let begun = Instant::now();
        let request = client.get(ask.address.clone()).headers(headers(&ask));
        let answer = match budget.within(request.send()).await {
            Some(Ok(response)) => self.read(response, &ask, budget).await,
            Some(Err(error)) => Err(self.explain(&error, ask.host)),
            None => Err(timed_out(&ask, budget)),
        };
        let (url, ms) = (ask.address, begun.elapsed().as_millis());
        match &answer {
            Ok(raw) => tracing::debug!(%url, status = raw.status, bytes = raw.bytes.len(), ms, "asked"),
            Err(error) => tracing::debug!(%url, %error, ms, "asked in vain"),
        }
        answer
    }

    /// Where an address is, as far as it may be asked; `None`: it may not.
    fn place(&self, address: &Url) -> Option<AskedPlace> {
        match (self.trusted.has(address), is_loopback(address)) {
            (true, true) => Some(AskedPlace::Here),
            (true, false) => Some(AskedPlace::Trusted),
            (false, _) => looks_public(address).then_some(AskedPlace::World),
        }
    }

    /// Reads the body. How long a large one waits for its turn is no fault of the server's and costs it no time.
    async fn read(
        &self,
        mut response: reqwest::Response,
        ask: &RequestExtras<'_>,
        budget: &mut Budget,
    ) -> Result<RawAnswer, FetchError> {
        let mut raw = RawAnswer::before_its_body(&response);
        if !response.status().is_success() {
            return Ok(raw);
        }
        let too_large = || FetchError::TooLarge { host: ask.host.to_owned(), limit: ask.max_bytes };
        let announced = response.content_length().and_then(|length| usize::try_from(length).ok());
        if announced.is_some_and(|length| length > ask.max_bytes) {
            return Err(too_large());
        }
        raw.bytes.reserve(announced.unwrap_or(FIRST_CAPACITY).min(LARGE_BYTES));
        let mut has_waited = false;
        loop {
            if raw.bytes.len() > LARGE_BYTES && !has_waited {
                has_waited = true;
                let turn = tokio::time::timeout(LARGE_PATIENCE, Arc::clone(&self.large).acquire_owned()).await;
                raw.large = turn.ok().and_then(Result::ok).map(Arc::new);
                // Reserves the announced size at once: growing by doubling takes three times as much memory.
                raw.bytes.reserve_exact(announced.unwrap_or_default().saturating_sub(raw.bytes.len()));
            }
            match budget.within(response.chunk()).await.ok_or_else(|| timed_out(ask, budget))? {
                Ok(Some(chunk)) if raw.bytes.len() + chunk.len() > ask.max_bytes => return Err(too_large()),
                Ok(Some(chunk)) => {
                    self.bytes.fetch_add(chunk.len() as u64, Ordering::Relaxed);
                    raw.bytes.extend_from_slice(&chunk);
                }
                Ok(None) => break,
                Err(error) if error.is_timeout() => return Err(self.explain(&error, ask.host)),
                Err(_) => return Err(FetchError::CutOff { host: ask.host.to_owned() }),
            }
        }
        raw.bytes = coding::decode(&raw.headers, raw.bytes, ask.max_bytes).map_err(|trouble| match trouble {
            coding::CodingError::TooLarge => too_large(),
            coding::CodingError::Damaged => FetchError::CutOff { host: ask.host.to_owned() },
        })?;
        Ok(raw)
    }

    fn client(&self, place: AskedPlace) -> Result<&reqwest::Client, FetchError> {
        let built = self.clients[place as usize].get_or_init(|| {
            // Another part of the program may have installed it already; then ours is not needed.
            let _ = rustls::crypto::ring::default_provider().install_default();
            self.build(place)
        });
        built.as_ref().map_err(|what| FetchError::NoClient { what: what.clone() })
    }

    fn build(&self, place: AskedPlace) -> Result<reqwest::Client, String> {
        let builder = || {
            let builder = reqwest::Client::builder()
                .user_agent(user_agent(self.settings.contact.as_deref()))
                .connect_timeout(self.settings.connect_timeout)
                .redirect(reqwest::redirect::Policy::none())
                .retry(reqwest::retry::never())
                .referer(false)
                .pool_max_idle_per_host(self.settings.connections_per_host.max(1));
            match place {
                AskedPlace::Here => builder.no_proxy(),
                AskedPlace::Trusted => builder,
                AskedPlace::World => builder.dns_resolver(PublicResolver::new()),
            }
        };
        // Nothing on this machine is asked over TLS by default, but it may be: with the compiled-in roots as well.
        let system = builder().build();
        system.or_else(|_| builder().tls_certs_only(compiled_in_roots()).build()).map_err(|error| sentence(&error))
    }

    /// What an error of the library means to a person.
    fn explain(&self, error: &reqwest::Error, host: &str) -> FetchError {
        let host = host.to_owned();
        if chain(error).any(<dyn std::error::Error>::is::<PrivateAddress>) {
            return FetchError::PrivateAddress { host };
        }
        if error.is_timeout() {
            let limit = if error.is_connect() { self.settings.connect_timeout } else { self.settings.total_timeout };
            return FetchError::TimedOut { host, limit };
        }
        if error.is_dns() {
            return FetchError::UnknownHost { host, network: name_trouble(error) };
        }
        if let Some(what) = tls_trouble(error) {
            return FetchError::NotSecure { host, what };
        }
        if error.is_connect() {
            let (what, network) = connect_trouble(error);
            return FetchError::CannotConnect { host, what, network };
        }
        let unreadable =
            chain(error).filter_map(|error| error.downcast_ref::<hyper::Error>()).any(hyper::Error::is_parse);
        if unreadable { FetchError::NotHttp { host } } else { FetchError::CutOff { host } }
    }
}

fn timed_out(ask: &RequestExtras<'_>, budget: &Budget) -> FetchError {
    FetchError::TimedOut { host: ask.host.to_owned(), limit: budget.limit() }
}

/// The User-Agent, `loa/1.2.3 (+contact)`.
fn user_agent(contact: Option<&str>) -> String {
    let contact: String =
        contact.unwrap_or(env!("CARGO_PKG_REPOSITORY")).chars().filter(char::is_ascii_graphic).collect();
    format!("loa/{} (+{contact})", env!("CARGO_PKG_VERSION"))
}

fn headers(ask: &RequestExtras<'_>) -> HeaderMap {
    let mut map = HeaderMap::new();
    map.insert(header::ACCEPT, HeaderValue::from_static(ACCEPT));
    map.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(ACCEPT_LANGUAGE));
    map.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(ACCEPT_ENCODING));
    let agent = ask.contact.map(|contact| user_agent(Some(contact)));
    let optional = [
        (header::USER_AGENT, agent.as_deref()),
        (header::IF_NONE_MATCH, ask.validators.etag.as_deref()),
        (header::IF_MODIFIED_SINCE, ask.validators.last_modified.as_deref()),
        (header::COOKIE, ask.cookie),
    ];
    for (name, value) in optional {
        if let Some(value) = value.and_then(|text| HeaderValue::from_str(text).ok()) {
            map.insert(name, value);
        }
    }
    map
}

fn compiled_in_roots() -> Vec<reqwest::Certificate> {
    webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().filter_map(|der| reqwest::Certificate::from_der(der).ok()).collect()
}

type BoxedError<'a> = &'a (dyn std::error::Error + 'static);

/// The errors below an error, itself first; what hides inside an `io::Error` is looked at too.
fn chain(error: BoxedError<'_>) -> impl Iterator<Item = BoxedError<'_>> {
    fn below(error: BoxedError<'_>) -> Option<BoxedError<'_>> {
        let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        match inner {
            Some(inner) => Some(inner),
            None => error.source(),
        }
    }
    std::iter::successors(Some(error), |&error| below(error))
}

fn tls_trouble(error: &reqwest::Error) -> Option<String> {
    chain(error).find_map(|error| error.downcast_ref::<rustls::Error>()).map(|error| tls::reason(error).to_owned())
}

fn connect_trouble(error: &reqwest::Error) -> (String, NetworkSign) {
    let kind = chain(error).find_map(|error| error.downcast_ref::<io::Error>()).map(io::Error::kind);
    match kind {
        Some(io::ErrorKind::ConnectionRefused) => ("nobody answers there".to_owned(), NetworkSign::There),
        Some(io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable) => {
            ("there is no way to it".to_owned(), NetworkSign::Unknown)
        }
        Some(io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted) => {
            ("it hung up".to_owned(), NetworkSign::There)
        }
        _ => (sentence(error), NetworkSign::Unknown),
    }
}

/// Whether a name server said that there is no such host; without a network none says anything.
fn name_trouble(error: &reqwest::Error) -> NetworkSign {
    let denied = chain(error).any(|error| error.to_string().contains("Name or service not known"));
    if denied { NetworkSign::There } else { NetworkSign::Unknown }
}

/// The innermost reason: the outer ones only say which layer it passed through.
fn sentence(error: &reqwest::Error) -> String {
    let mut innermost = error.source();
    while let Some(deeper) = innermost.and_then(std::error::Error::source) {
        innermost = Some(deeper);
    }
    innermost.map_or_else(|| error.to_string(), ToString::to_string)
}

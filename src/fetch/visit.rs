//! One visit of a page: robots.txt, redirects, a cookie script, a page that sends us on; within one budget of time.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header;
use url::Url;

use super::address::is_loopback;
use super::budget::Budget;
use super::client::{RawAnswer, RequestExtras};
use super::pace::{self, DEFAULT_WAIT};
use super::robots::{self, RobotsFile, RobotsRules};
use super::settings::{Answer, FetchedPage, Validators};
use super::wall::{self, PageWall};
use super::{FetchError, Inner, lock};
use crate::model::same_site;
use crate::model::{CanonicalUrl, Clock, SystemClock};

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
    pub(super) async fn visit(
        &self,
        url: &CanonicalUrl,
        validators: &Validators,
        budget: &mut Budget,
    ) -> Result<Answer, FetchError> {
        let first_host = url.host();
        let mut here = url.clone();
        let mut seen = HashSet::new();
        let (mut again, mut refreshed, mut hops, mut for_good) = (false, false, 0, true);
        loop {
            self.obey_robots(&here, budget).await?;
            let (asked, raw) = self.hop(&here, validators, self.settings.max_bytes, budget).await?;
            let status = raw.status;
            let target = match self.read(&here, &asked, raw, validators)? {
                Next::Done(Answer::Fetched(page)) => {
                    let moved_for_good = for_good && hops > 0;
                    if hops == 0 {
                        self.habits.stood(url);
                    } else if moved_for_good {
                        self.habits.led(url, &here);
                    }
                    return Ok(Answer::Fetched(FetchedPage { moved_for_good, ..page }));
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
            if is_downgrade(&here, &target) {
                return Err(FetchError::Downgrade { host: first_host });
            }
            here = target;
        }
    }

    /// One request with everything that politeness asks for; gives also what was really asked.
    async fn hop(
        &self,
        here: &CanonicalUrl,
        validators: &Validators,
        max_bytes: usize,
        budget: &mut Budget,
    ) -> Result<(Url, RawAnswer), FetchError> {
        let host = here.host();
        let asked = self.mirrors.ask(here).ok_or_else(|| FetchError::BadRedirect { host: host.clone() })?;
        let gate = self.gate(&host);
        let machine = if is_loopback(&asked) { pace::AskedMachine::Here } else { pace::AskedMachine::Elsewhere };
        let slot = gate.pass(machine, self.patience(&host)).await;
        let _slot = slot.map_err(|wait| FetchError::Throttled { host: host.clone(), wait })?;
        let _permit = self.permits.acquire().await;
        let cookies_of = cookies_of(here, &asked);
        let cookie = self.cookies.header(cookies_of.as_ref());
        let contact = self.host_rule(&host, |rules| rules.contact.clone());
        let (cookie, contact) = (cookie.as_deref(), contact.as_deref());
        let ask = RequestExtras { address: &asked, host: &host, validators, cookie, contact, max_bytes };
        let raw = self.client.ask(ask, budget).await?;
        for line in raw.headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            self.cookies.keep(cookies_of.as_ref(), line);
        }
        if let Some(wait) = asks_for_patience(&raw) {
            gate.back_off(wait);
            return Err(FetchError::Throttled { host, wait });
        }
        Ok((asked, raw))
    }

    /// What an answer means for the visit.
    fn read(&self, here: &CanonicalUrl, asked: &Url, raw: RawAnswer, sent: &Validators) -> Result<Next, FetchError> {
        let host = here.host();
        match raw.status {
            // No page, or a piece of one: nobody asked for a piece.
            status @ 204..=206 => Err(FetchError::Status { host, status }),
            200..=299 => self.read_page(here, asked, raw),
            // What is not at hand cannot be unchanged.
            304 if *sent == Validators::default() => Err(FetchError::Status { host, status: 304 }),
            304 => Ok(Next::Done(Answer::NotModified { url: here.clone() })),
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

    fn read_page(&self, here: &CanonicalUrl, asked: &Url, raw: RawAnswer) -> Result<Next, FetchError> {
        match wall::find(&raw.bytes) {
            Some(PageWall::Cookie(line)) => {
                self.cookies.keep(cookies_of(here, asked).as_ref(), &line);
                return Ok(Next::Again);
            }
            Some(PageWall::Script) => return Err(blocked(here, "a script that must run in a browser")),
            Some(PageWall::Refresh(location)) => {
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
        Ok(Next::Done(Answer::Fetched(FetchedPage {
            charset: content_type.as_deref().and_then(charset),
            content_type: content_type.as_deref().map(media_type),
            url: here.clone(),
            validators,
            fresh: fresh(&raw),
            server_clock: server_clock(&raw),
            moved_for_good: false,
            large: raw.large,
            bytes: raw.bytes,
        })))
    }

    /// Refuses what robots.txt asks programs not to read.
    async fn obey_robots(&self, here: &CanonicalUrl, budget: &mut Budget) -> Result<(), FetchError> {
        let host = here.host();
        if !self.host_rule(&host, |rules| rules.robots).unwrap_or(self.settings.robots) {
            return Ok(());
        }
        let Some(at) = robots_of(here) else { return Ok(()) };
        let cell = Arc::clone(lock(&self.robots).entry(at.as_str().to_owned()).or_default());
        let rules = cell.get_or_try_init(|| self.load_robots(&at, budget)).await?;
        if let RobotsRules::Closed(status) = rules {
            return Err(FetchError::RobotsUnreadable { host, status: *status });
        }
        if rules.allow(here.as_str()) { Ok(()) } else { Err(FetchError::RobotsForbid { host }) }
    }

    /// Reads robots.txt, following redirects within the site; one that leads elsewhere gives no rules.
    async fn load_robots(&self, at: &CanonicalUrl, budget: &mut Budget) -> Result<RobotsRules, FetchError> {
        let mut here = at.clone();
        for _ in 0..=self.settings.max_redirects {
            let (asked, raw) = match self.hop(&here, &Validators::default(), robots::MAX_ROBOTS_BYTES, budget).await {
                Ok(answer) => answer,
                Err(FetchError::TooLarge { .. } | FetchError::CutOff { .. }) => return Ok(RobotsRules::Free),
                Err(error) => return Err(error),
            };
            let location = raw.header(&header::LOCATION).filter(|_| (300..=399).contains(&raw.status));
            match location.and_then(|location| self.mirrors.follow(&here, &asked, location)) {
                Some(target) if same_site(&target.host(), &here.host()) && !is_downgrade(&here, &target) => {
                    here = target;
                }
                Some(_) => return Ok(RobotsRules::Free),
                None => {
                    lock(&self.robots_read).extend(RobotsFile::new(at.as_str(), raw.status, &raw.bytes));
                    return Ok(self.rules_of(at, raw.status, &raw.bytes));
                }
            }
        }
        Ok(RobotsRules::Free)
    }

    /// What an answer for robots.txt means, its delay already minded.
    pub(super) fn rules_of(&self, at: &CanonicalUrl, status: u16, bytes: &[u8]) -> RobotsRules {
        let rules = RobotsRules::new(status, bytes);
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
}

/// Where the robots.txt is that speaks for an address.
pub fn robots_of(url: &CanonicalUrl) -> Option<CanonicalUrl> {
    CanonicalUrl::join(url.as_str(), "/robots.txt")
}

/// Whether a redirect gives up the encryption.
fn is_downgrade(here: &CanonicalUrl, target: &CanonicalUrl) -> bool {
    here.as_str().starts_with("https:") && target.as_str().starts_with("http:")
}

/// The address whose cookies go along: the original one, in clear when it is asked in clear over a network.
fn cookies_of(here: &CanonicalUrl, asked: &Url) -> Option<Url> {
    let mut address = Url::parse(here.as_str()).ok()?;
    if asked.scheme() == "http" && !is_loopback(asked) {
        address.set_scheme("http").ok()?;
    }
    Some(address)
}

/// How long an answer asks us to stay away: 429 always, 503 when it says so.
fn asks_for_patience(raw: &RawAnswer) -> Option<Duration> {
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

/// How long an answer says that it still holds: `max-age`, else `Expires`, less the time that caches on the way had it;
/// seconds.
fn fresh(raw: &RawAnswer) -> Option<i64> {
    let said = raw.header(&header::CACHE_CONTROL).unwrap_or_default().to_ascii_lowercase();
    let mut directives = said.split(',').map(str::trim);
    if directives.clone().any(|directive| matches!(directive, "no-cache" | "no-store")) {
        return None;
    }
    let age = raw.header(&header::AGE).and_then(|age| age.trim().parse().ok()).map_or(0, |age: i64| age.max(0));
    if let Some(most) = directives.find_map(|directive| directive.strip_prefix("max-age=")) {
        return most.trim_matches('"').parse::<i64>().ok().map(|most| most.saturating_sub(age).max(0));
    }
    let date = |name| raw.header(name).and_then(|text| httpdate::parse_http_date(text.trim()).ok());
    let until = date(&header::EXPIRES)?.duration_since(date(&header::DATE)?).ok()?;
    i64::try_from(until.as_secs()).ok().map(|until| until.saturating_sub(age).max(0))
}

/// What the server's clock showed, Unix seconds.
fn server_clock(raw: &RawAnswer) -> Option<i64> {
    let at = httpdate::parse_http_date(raw.header(&header::DATE)?.trim()).ok()?;
    i64::try_from(at.duration_since(std::time::UNIX_EPOCH).ok()?.as_secs()).ok()
}

fn blocked(here: &CanonicalUrl, why: &str) -> FetchError {
    FetchError::Blocked { host: here.host(), why: why.to_owned() }
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

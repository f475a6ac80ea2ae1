//! Network, proxy, certificates and clock: first what can be checked locally; if the user asks for it, also what some
//! newspapers answer.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use futures_util::future::join_all;

use super::{Check, Health};
use crate::cli::exit::CommandFailure;
use crate::cli::session::Session;
use crate::config::Environment;
use crate::fetch::{Answer, FetchError, Fetcher, NetworkSettings, Validators};
use crate::model::{CanonicalUrl, Moment, TroubleKind};
use crate::text::article::day;

/// Number of newspapers asked: a single one may be down.
const ASKED: usize = 3;
/// Longest wait for one of them.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(15);
/// Tolerated difference between our clock and a server's, in seconds.
const CLOCKS_APART: i64 = 300;
/// The clock cannot be before this time, in seconds: 1 January 2026.
const OLDEST_NOW: i64 = 1_767_225_600;

const PROXIES: [&str; 6] = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];

/// Environment variables that replace the system's trusted certificates.
const ROOTS: [&str; 2] = ["SSL_CERT_FILE", "SSL_CERT_DIR"];
/// Files of a folder that are checked, and bytes of each; a bundle may begin with comments.
const MOST_ROOTS: usize = 1000;
const HEAD: u64 = 64 * 1024;

/// The result of asking one newspaper.
struct Probe {
    url: CanonicalUrl,
    /// The server's clock, in seconds, if it sends one; or why there was no answer.
    answer: Result<Option<i64>, FetchError>,
}

/// Whether the network is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asking {
    Newspapers,
    Nobody,
}

/// Every check.
pub(super) fn checks(session: &mut Session, asking: Asking) -> Result<Vec<Check>, CommandFailure> {
    let asks = asking == Asking::Newspapers && !session.loaded.config.network.offline;
    let visits = if asks { visits(session)? } else { Vec::new() };
    Ok(vec![
        network(session, &visits),
        proxy(session, &visits),
        certificates(session, &visits),
        clock(session, &visits),
    ])
}

fn visits(session: &mut Session) -> Result<Vec<Probe>, CommandFailure> {
    let addresses = session.catalog.sites.iter().filter_map(|site| site.sections.first());
    let urls: Vec<CanonicalUrl> =
        addresses.filter_map(|section| CanonicalUrl::parse(&section.url)).take(ASKED).collect();
    let settings = NetworkSettings { total_timeout: PATIENCE, retries: 0, ..session.network() };
    let fetcher = Fetcher::new(settings);
    let ask = async {
        join_all(urls.into_iter().map(|url| async {
            let answer = fetcher.get(&url, &Validators::default()).await.map(|answer| match answer {
                Answer::Fetched(page) => page.server_clock,
                Answer::NotModified { .. } => None,
            });
            Probe { url, answer }
        }))
        .await
    };
    Ok(session.runtime()?.block_on(ask))
}

fn network(session: &Session, visits: &[Probe]) -> Check {
    let say = session.say;
    let check = |state, said| Check::of("network", say.phrase("the-network"), state, said);
    if session.loaded.config.network.offline {
        return check(Health::Note, say.phrase("cli-offline-by-wish"));
    }
    if visits.is_empty() {
        return check(Health::Fine, say.phrase("network-not-asked")).helped_by("loa doctor --network".to_owned());
    }
    let answers: Vec<String> = visits.iter().filter(|v| v.answer.is_ok()).map(|v| v.url.host()).collect();
    if !answers.is_empty() {
        return check(Health::Fine, say.network_answers(&answers.join(", ")));
    }
    let why = visits.iter().filter_map(|visit| {
        let error = visit.answer.as_ref().err()?;
        Some(format!("{}: {}", visit.url.host(), say.trouble(error.kind(), &error.to_string())))
    });
    check(Health::Ill, why.collect::<Vec<_>>().join("; ")).helped_by(say.phrase("network-remedy"))
}

fn proxy(session: &Session, visits: &[Probe]) -> Check {
    let environment = Environment::of_process();
    let say = session.say;
    let set: Vec<String> =
        PROXIES.iter().filter(|name| environment.get(name).is_some()).map(|name| format!("${name}")).collect();
    if set.is_empty() {
        return Check::of("proxy", say.phrase("the-proxy"), Health::Fine, say.phrase("no-proxy"));
    }
    // The values may contain a password.
    let named = set.join(", ");
    let fails = !visits.is_empty() && visits.iter().all(|visit| visit.answer.is_err());
    let check =
        Check::of("proxy", say.phrase("the-proxy"), if fails { Health::Note } else { Health::Fine }, named.clone());
    if fails { check.helped_by(format!("unset {}", named.replace(['$', ','], ""))) } else { check }
}

fn certificates(session: &Session, visits: &[Probe]) -> Check {
    let say = session.say;
    let what = say.phrase("the-certificates");
    let refused = visits.iter().find_map(|visit| match &visit.answer {
        Err(error) if error.kind() == TroubleKind::Tls => Some(error.to_string()),
        _ => None,
    });
    if let Some(why) = refused {
        return Check::of("certificates", what, Health::Ill, why).helped_by(say.phrase("certificates-remedy"));
    }
    // A mirror answers instead of the newspaper, with another certificate or with none.
    let mirrored = session.common.demo || !session.loaded.config.network.mirrors.is_empty();
    let visits = if mirrored { &[] } else { visits };
    let trusted = visits.iter().find(|visit| visit.answer.is_ok() && visit.url.as_str().starts_with("https:"));
    let environment = Environment::of_process();
    let named = ROOTS.into_iter().find_map(|name| Some((name, environment.get(name)?)));
    if let Some((name, _)) = named.filter(|(_, path)| !has_certificates(Path::new(path))) {
        return Check::of("certificates", what, Health::Ill, say.no_certificates(name))
            .helped_by(format!("unset {name}"));
    }
    let host = trusted.map(|visit| visit.url.host());
    let said = say.trusted_certificates(named.map(|(name, _)| name), host.as_deref());
    Check::of("certificates", what, Health::Fine, said)
}

/// Whether a file, or a file of a folder, begins like a certificate. Only its beginning is read.
fn has_certificates(path: &Path) -> bool {
    let Ok(entries) = path.read_dir() else { return is_certificate(path) };
    entries.flatten().take(MOST_ROOTS).any(|entry| is_certificate(&entry.path()))
}

fn is_certificate(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && String::from_utf8_lossy(&head).contains("-----BEGIN CERTIFICATE-----")
}

fn clock(session: &Session, visits: &[Probe]) -> Check {
    let say = session.say;
    let now = session.now();
    let shown = day(Moment::exact(now));
    let ill = |said| {
        Check::of("clock", say.phrase("the-clock"), Health::Ill, said).helped_by("timedatectl set-ntp true".to_owned())
    };
    if now.0 < OLDEST_NOW {
        return ill(say.clock_behind(&shown));
    }
    let clocks = visits.iter().filter_map(|visit| Some((visit.url.host(), (*visit.answer.as_ref().ok()?)?)));
    match clocks.map(|(host, theirs)| (host, now.0 - theirs)).next() {
        Some((host, apart)) if apart.abs() > CLOCKS_APART => ill(say.clock_apart(&shown, &host, apart / 60)),
        _ => Check::of("clock", say.phrase("the-clock"), Health::Fine, shown),
    }
}

//! Which machines may be asked. What a page, a feed or a redirect names is asked only on the public internet; a machine
//! of the user's own network only where the user wrote its address (a source, a mirror, a command).
//!
//! Two looks, so that no spelling helps: the host of the address, after the URL standard has read all forms of an IP
//! address; and the addresses that a name resolves to, inside the connector, so that what was looked at is what is
//! connected to. Through a proxy the proxy resolves; then the name is looked at, and what this machine's resolver says of it.

use std::collections::HashSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// Names, and ends of names, that no public site has.
const PRIVATE_NAMES: &[&str] =
    &["localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa"];

/// Variables of the environment that name a proxy.
const PROXY_VARIABLES: &[&str] = &["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

/// How long this machine's resolver is asked for a name that a proxy resolves.
const LONGEST_LOOK: Duration = Duration::from_secs(2);
/// Most names that are remembered.
const MAX_PASSED: usize = 2_000;

/// The hosts and ports that the user wrote.
#[derive(Debug, Default)]
pub(super) struct Trusted(HashSet<(String, u16)>);

impl Trusted {
    pub(super) fn new<'a>(addresses: impl Iterator<Item = &'a str>) -> Self {
        Self(addresses.filter_map(|address| origin(&Url::parse(address.trim()).ok()?)).collect())
    }

    /// Whether the user wrote the host and port of an address.
    pub(super) fn has(&self, address: &Url) -> bool {
        origin(address).is_some_and(|origin| self.0.contains(&origin))
    }
}

/// Host without `www.` and port.
fn origin(address: &Url) -> Option<(String, u16)> {
    let host = address.host_str()?.trim_end_matches('.');
    let host = host.strip_prefix("www.").unwrap_or(host);
    Some((host.to_owned(), address.port_or_known_default()?))
}

/// Whether the host of an address, as written, may be one of the public internet.
pub(super) fn looks_public(address: &Url) -> bool {
    match address.host() {
        Some(Host::Ipv4(ip)) => is_public_v4(ip),
        Some(Host::Ipv6(ip)) => is_public_v6(ip),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            let private = |end: &str| name.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
            name.contains('.') && !PRIVATE_NAMES.iter().any(|end| private(end))
        }
        None => false,
    }
}

/// Whether an address is one of the public internet.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

/// The IANA registry of special-purpose IPv4 addresses.
#[expect(clippy::unnested_or_patterns, reason = "one range a line, as the registry lists them")]
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = matches!(
        (a, b, c),
        (0 | 10 | 127, ..)              // this network, private, loopback
            | (100, 64..=127, _)        // carrier-grade NAT
            | (169, 254, _)             // link-local
            | (172, 16..=31, _)         // private
            | (192, 0, 0 | 2)           // protocol assignments, documentation
            | (192, 31, 196) | (192, 52, 193) | (192, 88, 99) | (192, 175, 48)
            | (192, 168, _)             // private
            | (198, 18 | 19, _)         // benchmarks
            | (198, 51, 100)            // documentation
            | (203, 0, 113)             // documentation
            | (224..=255, ..) // multicast, reserved, broadcast
    );
    !special
}

/// Global unicast without the ranges that IANA reserves; an IPv4 address inside counts as itself.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let s = ip.segments();
    let v4 = |high: u16, low: u16| {
        let ([first, second], [third, fourth]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(first, second, third, fourth))
    };
    match s {
        // ::ffff:a.b.c.d, ::a.b.c.d, ::ffff:0:a.b.c.d (mapped, compatible, translated)
        [0, 0, 0, 0, 0, 0xffff | 0, high, low] | [0, 0, 0, 0, 0xffff, 0, high, low] => high != 0 && v4(high, low),
        // NAT64
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => v4(high, low),
        // 6to4
        [0x2002, high, low, ..] => v4(high, low),
        // Teredo and other protocol assignments, documentation
        [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => false,
        // ISATAP
        [.., 0 | 0x200, 0x5efe, high, low] => v4(high, low),
        // Global unicast is 2000::/3; all else is local, multicast or reserved.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

/// Says that a name resolves to private addresses only.
#[derive(Debug, thiserror::Error)]
#[error("the address lies in a private network")]
pub(super) struct PrivateAddress;

/// Resolves names, and keeps of their addresses the public ones.
pub(super) struct PublicResolver {
    /// Proxies of the environment may stand anywhere.
    proxies: Arc<HashSet<String>>,
}

impl PublicResolver {
    #[expect(clippy::disallowed_methods, reason = "the HTTP client reads the same variables by itself")]
    pub(super) fn new() -> Self {
        let values = PROXY_VARIABLES.iter().filter_map(|name| std::env::var(name).ok());
        Self { proxies: Arc::new(values.filter_map(|value| proxy_host(&value)).collect()) }
    }
}

/// Whether a name has addresses, and none of them is public.
fn is_private(found: &[SocketAddr]) -> bool {
    !found.is_empty() && !found.iter().any(|at| is_public(at.ip()))
}

/// Names of hosts that a proxy is to resolve, looked at here as well: what this machine's own resolver says of a name counts.
/// Where it says nothing, the name and the proxy have to do.
pub(super) struct BehindProxy {
    /// Whether the environment names a proxy.
    proxied: bool,
    /// Names that were looked at and may be asked.
    passed: Mutex<HashSet<String>>,
}

impl BehindProxy {
    #[expect(clippy::disallowed_methods, reason = "the HTTP client reads the same variables by itself")]
    pub(super) fn new() -> Self {
        let proxied = PROXY_VARIABLES.iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
        Self { proxied, passed: Mutex::default() }
    }

    /// Whether the host of an address lies in a private network, as far as this machine knows.
    pub(super) async fn refuses(&self, address: &Url) -> bool {
        let Some(Host::Domain(name)) = address.host().filter(|_| self.proxied) else { return false };
        let names = || self.passed.lock().unwrap_or_else(PoisonError::into_inner);
        if names().contains(name) {
            return false;
        }
        let found = tokio::time::timeout(LONGEST_LOOK, tokio::net::lookup_host((name, 0))).await;
        if found.is_ok_and(|found| found.is_ok_and(|found| is_private(&found.collect::<Vec<_>>()))) {
            return true;
        }
        let mut passed = names();
        if passed.len() >= MAX_PASSED {
            passed.clear();
        }
        passed.insert(name.to_owned());
        false
    }
}

fn proxy_host(value: &str) -> Option<String> {
    let with_scheme = if value.contains("://") { value.to_owned() } else { format!("http://{value}") };
    Url::parse(&with_scheme).ok()?.host_str().map(str::to_ascii_lowercase)
}

impl Resolve for PublicResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let anywhere = self.proxies.contains(&name.as_str().to_ascii_lowercase());
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            if !anywhere && is_private(&found) {
                return Err(PrivateAddress.into());
            }
            Ok(Box::new(found.into_iter().filter(move |at| anywhere || is_public(at.ip()))) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(address: &str) -> bool {
        looks_public(&Url::parse(address).unwrap())
    }

    #[test]
    fn no_spelling_of_a_private_address_passes() {
        for host in [
            "127.0.0.1",
            "127.1",
            "127.0.1",
            "2130706433",
            "0x7f000001",
            "0x7f.1",
            "0177.0.0.1",
            "0177.1",
            "127.0.0.1.",
            "0x7F.0x0.0x0.0x1",
            "127.000.000.001",
            "017700000001",
            "0",
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "167772161",
            "0xa.1",
            "012.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "0xc0a80101",
            "192.168.257",
            "169.254.169.254",
            "2852039166",
            "0xa9fea9fe",
            "0251.0376.0251.0376",
            "100.64.0.1",
            "100.127.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.250",
            "240.0.0.1",
            "255.255.255.255",
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::127.0.0.1]",
            "[0:0:0:0:0:ffff:10.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[64:ff9b::169.254.169.254]",
            "[64:ff9b:1::1]",
            "[2002:7f00:1::]",
            "[2002:a9fe:a9fe::1]",
            "[2001:0:53aa::1]",
            "[2001:db8::1]",
            "[3fff::1]",
            "[fe80::1]",
            "[fc00::1]",
            "[fd12:3456::1]",
            "[ff02::1]",
            "[fec0::1]",
            "[100::1]",
            "[::ffff:0:127.0.0.1]",
            "[2606:4700::5efe:127.0.0.1]",
            "localhost",
            "localhost.",
            "LOCALHOST",
            "a.localhost",
            "router.local",
            "metadata.google.internal",
            "intranet",
            "nas.lan",
            "１２７.０.０.１",
            "127。0。0。1",
            "ⓛocalhost",
            "%6c%6fcalhost",
            "%31%32%37.0.0.1",
            "printer.home.arpa",
        ] {
            assert!(!public(&format!("http://{host}/")), "{host}");
        }
    }

    #[test]
    fn public_addresses_and_names_pass() {
        for host in [
            "laodong.vn",
            "www.bao.com.vn.",
            "8.8.8.8",
            "100.63.255.255",
            "172.32.0.1",
            "192.0.1.1",
            "223.255.255.254",
            "[2606:4700::1111]",
            "[2001:4860:4860::8888]",
            "[2404:6800::1]",
            "[64:ff9b::8.8.8.8]",
            "[2002:808:808::1]",
            "localhost.vn",
            "bao.local.vn",
        ] {
            assert!(public(&format!("http://{host}/")), "{host}");
        }
    }

    #[test]
    fn trust_is_given_to_host_and_port_and_to_no_neighbour() {
        let trusted = Trusted::new(["http://127.0.0.1:8000/bao.test", "https://www.toasoan.test/rss"].into_iter());
        let has = |address: &str| trusted.has(&Url::parse(address).unwrap());
        assert!(has("http://127.0.0.1:8000/x") && has("http://2130706433:8000/") && has("https://toasoan.test/tin"));
        for other in ["http://127.0.0.1/", "http://127.0.0.1:22/", "http://127.0.0.2:8000/", "http://toasoan.test/"] {
            assert!(!has(other), "{other}");
        }
    }

    #[tokio::test]
    async fn a_name_that_resolves_to_this_machine_is_not_given_to_a_proxy() {
        let at = |host: &str| Url::parse(&format!("http://{host}/")).unwrap();
        let behind = |proxied| BehindProxy { proxied, passed: Mutex::default() };
        assert!(behind(true).refuses(&at("localhost")).await);
        assert!(!behind(false).refuses(&at("localhost")).await, "without a proxy the connector looks");
        assert!(!behind(true).refuses(&at("bao.invalid")).await, "perhaps the proxy knows it");
    }

    #[tokio::test]
    async fn a_name_that_resolves_to_this_machine_is_refused_by_the_resolver() {
        let resolver = PublicResolver { proxies: Arc::default() };
        let refused = resolver.resolve("localhost".parse().unwrap()).await.err().unwrap();
        assert!(refused.downcast_ref::<PrivateAddress>().is_some());
        let proxy = PublicResolver { proxies: Arc::new(HashSet::from(["localhost".to_owned()])) };
        assert!(proxy.resolve("localhost".parse().unwrap()).await.is_ok());
    }
}

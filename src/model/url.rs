//! The identity of an article: its address after redirects, without tracking parameters.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

/// Longest address that is stored, in bytes. Longer ones are rejected: no newspaper needs them.
pub const MAX_URL_BYTES: usize = 4096;

/// Query parameters that say where the visitor came from, not what is read. A trailing `*` means a prefix.
const TRACKING: &[&str] = &[
    "utm_*",
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "yclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "zarsrc",
    "gidzl",
    "vn_source",
    "vn_medium",
    "vn_campaign",
    "vn_term",
    "vn_thumb",
    "ref_src",
    "_ga",
    "gclsrc",
    "wbraid",
    "gbraid",
    "twclid",
    "ttclid",
    "mibextid",
    "li_fat_id",
    "_gl",
    "itm_*",
    "box_*",
];

/// Host name prefixes of variants of the same site.
const DRESSES: &[&str] = &["www.", "m.", "amp.", "mobile.", "wap."];

/// File names that stand for their folder.
const FOLDER_FILES: &[&str] = &["index.html", "index.htm", "index.php", "index.aspx", "default.aspx", "default.htm"];

/// Query parameters that change how a page looks, not which page it is; with a value if only that value does so.
const VIEWS: &[(&str, Option<&str>)] = &[
    ("amp", None),
    ("page", Some("1")),
    ("trang", Some("1")),
    ("paged", Some("1")),
    ("outputtype", Some("amp")),
    ("view", Some("amp")),
    ("replytocom", None),
    ("m", Some("1")),
    ("m", Some("0")),
    ("mobile", Some("1")),
    ("print", Some("1")),
    ("tmpl", Some("component")),
    ("phpsessid", None),
    ("jsessionid", None),
];

/// The registered domain of a host, by the public suffix list: `a.com.vn` for `m.a.com.vn`, `a.id.vn` for
/// `tin.a.id.vn`. `None` for IP addresses, single labels and public suffixes (`com.vn`).
pub fn registered_name(host: &str) -> Option<&str> {
    let host = host.trim_end_matches('.');
    if host.parse::<std::net::IpAddr>().is_ok() || host.starts_with('[') {
        return None;
    }
    psl::domain_str(host)
}

/// Whether two hosts have the same registered domain: `m.a.com.vn` and `a.com.vn` do, `a.com.vn` and `b.com.vn` do not.
pub fn same_site(one: &str, other: &str) -> bool {
    one == other || registered_name(one).is_some_and(|name| registered_name(other) == Some(name))
}

/// An absolute `http` or `https` address without fragment, tracking parameters or default port.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CanonicalUrl(String);

impl CanonicalUrl {
    /// Parses an absolute address; `None` if it is not `http(s)`, has no host, or is longer than [`MAX_URL_BYTES`].
    pub fn parse(address: &str) -> Option<Self> {
        if address.len() > MAX_URL_BYTES {
            return None;
        }
        Self::from_url(Url::parse(&seen(address)).ok()?)
    }

    /// Parses `address` relative to `base` (which must be absolute).
    pub fn join(base: &str, address: &str) -> Option<Self> {
        if address.len() > MAX_URL_BYTES {
            return None;
        }
        Self::from_url(Url::parse(base).ok()?.join(&seen(address)).ok()?)
    }

    fn from_url(mut url: Url) -> Option<Self> {
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
            return None;
        }
        url.set_fragment(None);
        let _ = url.set_username("");
        let _ = url.set_password(None);
        if url.query().is_some() {
            let kept: Vec<(String, String)> = url
                .query_pairs()
                .filter(|(name, _)| !is_tracking(name))
                .map(|(n, v)| (n.into_owned(), v.into_owned()))
                .collect();
            if kept.is_empty() {
                url.set_query(None);
            } else if kept.len() != url.query_pairs().count() {
                url.query_pairs_mut().clear().extend_pairs(kept);
            }
        }
        let text = String::from(url);
        (text.len() <= MAX_URL_BYTES).then_some(Self(text))
    }

    /// A normal form shared by all addresses of one page: no scheme, no `www.` or mobile host, escapes and slashes
    /// unified, the query sorted and without parameters that only change the look. Addresses with the same key are one
    /// article.
    pub fn key(&self) -> String {
        let Ok(url) = Url::parse(&self.0) else { return self.0.clone() };
        let mut key = undressed(url.host_str().unwrap_or_default()).to_owned();
        if let Some(port) = url.port() {
            key.push_str(&format!(":{port}"));
        }
        key.push_str(&plain_path(url.path()));
        let mut query: Vec<String> = url
            .query()
            .unwrap_or_default()
            .split('&')
            .filter(|pair| !is_view(pair))
            .map(without_entity)
            .map(plain_escapes)
            .collect();
        query.sort_unstable();
        if !query.is_empty() {
            key.push('?');
            key.push_str(&query.join("&"));
        }
        key
    }

    /// Whether it is a site's front page: neither path nor query.
    pub fn is_front_page(&self) -> bool {
        !self.key().contains(['/', '?'])
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host without `www.`, lower case.
    pub fn host(&self) -> String {
        let host = Url::parse(&self.0).ok().and_then(|u| u.host_str().map(str::to_owned)).unwrap_or_default();
        host.strip_prefix("www.").map_or(host.clone(), str::to_owned)
    }

    /// The host and the port, if one is named, as they stand in the address, without `www.`.
    pub fn site(&self) -> &str {
        let rest = self.0.split_once("://").map_or(self.0.as_str(), |(_, rest)| rest);
        let site = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let site = site.rsplit('@').next().unwrap_or_default();
        site.strip_prefix("www.").unwrap_or(site)
    }
}

/// The host without the prefixes of [`DRESSES`], but never less than the site's own name.
fn undressed(host: &str) -> &str {
    let mut host = host.trim_end_matches('.');
    while let Some(rest) = DRESSES.iter().find_map(|dress| host.strip_prefix(dress)) {
        if registered_name(rest).is_none() {
            break;
        }
        host = rest;
    }
    host
}

/// An address without what stands unseen in it, copied from a text: letters without width, marks of direction.
fn seen(address: &str) -> Cow<'_, str> {
    let unseen = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}');
    let address = address.trim();
    if address.contains(unseen) {
        Cow::Owned(address.replace(unseen, "").trim().to_owned())
    } else {
        Cow::Borrowed(address)
    }
}

/// Ends of addresses of light pages, and those of the pages themselves.
const LIGHT_ENDS: &[(&str, &str)] = &[(".amp.html", ".html"), (".amp.htm", ".htm"), (".amp", "")];

/// The path without empty pieces, session marks, folder files and `amp`; empty for a front page.
fn plain_path(path: &str) -> String {
    let path = plain_escapes(path);
    let pieces = path.split('/').map(|piece| piece.split_once(";jsessionid=").map_or(piece, |(before, _)| before));
    let mut pieces: Vec<&str> = pieces.filter(|piece| !piece.is_empty()).collect();
    if pieces.len() > 1 && pieces.last() == Some(&"amp") {
        pieces.pop();
    }
    if pieces.last().is_some_and(|last| FOLDER_FILES.contains(&last.to_ascii_lowercase().as_str())) {
        pieces.pop();
    }
    let path: String = pieces.iter().flat_map(|piece| ["/", piece]).collect();
    let light = LIGHT_ENDS.iter().find_map(|(end, plain)| path.strip_suffix(end).map(|stem| format!("{stem}{plain}")));
    light.unwrap_or(path)
}

/// Decodes unnecessary escapes and writes the others in upper case.
fn plain_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        plain.push_str(before);
        rest = after;
        let Some(byte) = after.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()) else {
            plain.push('%');
            continue;
        };
        rest = &after[2..];
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            plain.push(char::from(byte));
        } else {
            plain.push_str(&format!("%{byte:02X}"));
        }
    }
    plain.push_str(rest);
    plain
}

/// A parameter without the rest of an undecoded `&amp;`.
fn without_entity(pair: &str) -> &str {
    pair.strip_prefix("amp;").unwrap_or(pair)
}

fn is_view(pair: &str) -> bool {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let name = without_entity(name).to_ascii_lowercase();
    pair.is_empty() || VIEWS.iter().any(|(view, only)| *view == name && only.is_none_or(|only| only == value))
}

fn is_tracking(name: &str) -> bool {
    TRACKING.iter().any(|t| t.strip_suffix('*').map_or(*t == name, |prefix| name.starts_with(prefix)))
}

impl fmt::Display for CanonicalUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sub_domains_are_the_same_site_and_neighbours_under_com_vn_are_not() {
        assert!(same_site("cuocsong.bao.vn", "bao.vn"));
        assert!(same_site("m.bao.com.vn", "bao.com.vn"));
        assert!(!same_site("bao.com.vn", "khac.com.vn"));
        assert!(!same_site("10.0.0.1", "10.1.0.1"));
        assert!(same_site("127.0.0.1", "127.0.0.1"));
    }

    #[test]
    fn tracking_parameters_and_fragments_are_not_part_of_the_identity() {
        let url = CanonicalUrl::parse("https://Example.VN:443/a.html?utm_source=x&id=5&fbclid=1#c").unwrap();
        assert_eq!(url.as_str(), "https://example.vn/a.html?id=5");
        let copied = CanonicalUrl::join("https://bao.vn/", "\u{200b}/tin-\u{feff}1.html\u{200b} ").unwrap();
        assert_eq!(copied.as_str(), "https://bao.vn/tin-1.html");
    }

    #[test]
    fn all_dresses_of_a_page_have_one_key() {
        let key = |text: &str| CanonicalUrl::parse(text).unwrap().key();
        let one = key("https://bao.vn/tin/luong-toi-thieu-123456.html?a=1&b=2");
        for same in [
            "http://www.bao.vn/tin/luong-toi-thieu-123456.html?b=2&a=1",
            "https://m.bao.vn/tin/luong-toi-thieu-123456.html/?a=1&b=2",
            "https://bao.vn//tin/luong%2Dtoi%2dthieu-123456.html?a=1&b=2&amp=1",
            "https://www.m.bao.vn/tin/luong-toi-thieu-123456.html?a=1&b=2&page=1&amp",
            "https://bao.vn./tin/luong-toi-thieu-123456.html;jsessionid=7F?a=1&utm_source=x&b=2#cuoi",
            "https://bao.vn/tin/luong-toi-thieu-123456.html/amp/?a=1&b=2",
            "https://bao.vn/tin/luong-toi-thieu-123456.amp.html?a=1&b=2",
        ] {
            assert_eq!(key(same), one, "{same}");
        }
        for same in ["?m=1&id=7&c=2", "?c=2&amp;id=7", "?id=7&c=2&print=1&tmpl=component", "?id=7&c=2&_gl=x&gbraid=y"] {
            assert_eq!(key(&format!("https://bao.vn/xem{same}")), key("https://bao.vn/xem?id=7&c=2"), "{same}");
        }
        assert_eq!(key("https://bao.vn/c%c3%b4ng"), key("https://bao.vn/công/"));
        assert_eq!(key("https://bao.vn/index.php?id=7"), key("http://bao.vn/?id=7"));
    }

    #[test]
    fn other_pages_have_other_keys() {
        let key = |text: &str| CanonicalUrl::parse(text).unwrap().key();
        for (one, other) in [
            ("https://bao.vn/a?page=1", "https://bao.vn/a?page=2"),
            ("https://bao.vn/?p=1", "https://bao.vn/?p=2"),
            ("https://bao.vn/?p=1", "https://bao.vn/"),
            ("https://bao.vn/a", "https://bao.vn/A"),
            ("https://bao.vn/a.htm", "https://bao.vn/a.html"),
            ("https://bao.vn/a%2Fb", "https://bao.vn/a/b"),
            ("https://bao.com.vn/a", "https://m.com.vn/a"),
            ("https://bao.vn/a", "https://bao.vn:8443/a"),
            ("https://cuocsong.bao.vn/a", "https://bao.vn/a"),
            ("https://bao.vn/amp", "https://bao.vn/"),
            ("https://bao.vn/luu-tru?m=11&y=2026", "https://bao.vn/luu-tru?m=12&y=2026"),
            ("https://bao.vn/xem?id=7", "https://bao.vn/xem?cid=7"),
            ("https://bao.vn/in/bai-7.html", "https://bao.vn/bai-7.html"),
            ("https://bao.vn/bai-7_2.html", "https://bao.vn/bai-7_1.html"),
            ("https://bao.vn/bai-7.html?p=2", "https://bao.vn/bai-7.html"),
        ] {
            assert_ne!(key(one), key(other), "{one} {other}");
        }
    }

    #[test]
    fn a_front_page_is_one_in_every_dress() {
        let front = |text: &str| CanonicalUrl::parse(text).unwrap().is_front_page();
        assert!(front("https://bao.vn") && front("http://www.bao.vn/index.php?utm_source=x"));
        assert!(!front("https://bao.vn/?p=7") && !front("https://bao.vn/tin/"));
    }

    #[test]
    fn only_http_addresses_with_a_host_are_articles() {
        for bad in ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.vn", "/relative", "", "https://"] {
            assert_eq!(CanonicalUrl::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_address_at_the_bound_is_kept_and_one_byte_more_is_refused() {
        let base = "https://a.vn/";
        let fits = format!("{base}{}", "x".repeat(MAX_URL_BYTES - base.len()));
        assert!(CanonicalUrl::parse(&fits).is_some());
        assert!(CanonicalUrl::parse(&format!("{fits}x")).is_none());
    }
}

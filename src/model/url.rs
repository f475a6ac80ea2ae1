//! The identity of an article: its address after redirects, without tracking parameters.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

/// Longest address that is kept, in bytes. Longer ones are refused: no newspaper needs them.
pub const MAX_URL_BYTES: usize = 4096;

/// Query parameters that say where a reader came from, not what he reads. A trailing `*` is a prefix.
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
    "itm_*",
    "box_*",
];

/// An absolute `http` or `https` address without fragment, tracking parameters or default port.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CanonicalUrl(String);

impl CanonicalUrl {
    /// Parses an absolute address; `None` when it is not `http(s)`, has no host, or is longer than [`MAX_URL_BYTES`].
    pub fn parse(address: &str) -> Option<Self> {
        if address.len() > MAX_URL_BYTES {
            return None;
        }
        Self::from_url(Url::parse(address.trim()).ok()?)
    }

    /// Parses `address` relative to `base` (which must be absolute).
    pub fn join(base: &str, address: &str) -> Option<Self> {
        if address.len() > MAX_URL_BYTES {
            return None;
        }
        Self::from_url(Url::parse(base).ok()?.join(address.trim()).ok()?)
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

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host without `www.`, lower case.
    pub fn host(&self) -> String {
        let host = Url::parse(&self.0).ok().and_then(|u| u.host_str().map(str::to_owned)).unwrap_or_default();
        host.strip_prefix("www.").map_or(host.clone(), str::to_owned)
    }
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
    fn tracking_parameters_and_fragments_are_not_part_of_the_identity() {
        let url = CanonicalUrl::parse("https://Example.VN:443/a.html?utm_source=x&id=5&fbclid=1#c").unwrap();
        assert_eq!(url.as_str(), "https://example.vn/a.html?id=5");
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

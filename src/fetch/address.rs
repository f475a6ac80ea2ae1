//! Which address is really asked, and whose page it is.
//!
//! Mirrors map a prefix of an original address to a prefix to ask instead. The identity of a page is always the
//! original address: a redirect that a mirror answers is read back into the original site.

use std::collections::BTreeMap;

use url::{Host, Url};

use crate::model::CanonicalUrl;

/// The mirrors, ready to ask.
#[derive(Debug, Default)]
pub(super) struct Mirrors {
    /// (original prefix, prefix to ask), longest original first; neither ends in `/`.
    pairs: Vec<(String, String)>,
}

impl Mirrors {
    pub(super) fn new(map: &BTreeMap<String, String>) -> Self {
        let mut pairs: Vec<_> = map.iter().map(|(from, to)| (prefix(from), prefix(to))).collect();
        pairs.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
        Self { pairs }
    }

    /// The address to ask for an original address; the longest matching prefix wins.
    pub(super) fn ask(&self, original: &CanonicalUrl) -> Option<Url> {
        let text = original.as_str();
        for (from, to) in &self.pairs {
            if let Some(rest) = rest_after(text, from) {
                return Url::parse(&format!("{to}{rest}")).ok();
            }
        }
        Url::parse(text).ok()
    }

    /// Where a redirect leads, as an original address. `asked` is what was really asked for `original`.
    pub(super) fn follow(&self, original: &CanonicalUrl, asked: &Url, location: &str) -> Option<CanonicalUrl> {
        let location = location.trim();
        let target = asked.join(location).ok()?;
        if asked.as_str() == original.as_str() {
            return CanonicalUrl::parse(target.as_str());
        }
        if let Some(known) = self.back(original, target.as_str()) {
            return CanonicalUrl::parse(&known);
        }
        let relative = Url::parse(location).is_err();
        if relative { CanonicalUrl::join(original.as_str(), location) } else { CanonicalUrl::parse(target.as_str()) }
    }

    /// The original of an address at a mirror; the pair that served `near` is preferred, then the longest.
    fn back(&self, near: &CanonicalUrl, target: &str) -> Option<String> {
        let serves_near = |from: &str| rest_after(near.as_str(), from).is_some();
        self.pairs
            .iter()
            .filter_map(|(from, to)| rest_after(target, to).map(|rest| (from, to, rest)))
            .max_by_key(|(from, to, _)| (to.len(), serves_near(from), from.starts_with("https:")))
            .map(|(from, _, rest)| format!("{from}{rest}"))
    }
}

fn prefix(text: &str) -> String {
    let normal = Url::parse(text.trim()).map_or_else(|_| text.trim().to_owned(), String::from);
    normal.trim_end_matches('/').to_owned()
}

/// What follows `prefix` in `text`, if the prefix ends at a boundary of the address.
fn rest_after<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    text.strip_prefix(prefix).filter(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

/// Whether a request to this address stays on this machine.
pub(super) fn is_loopback(address: &Url) -> bool {
    match address.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mirrors() -> Mirrors {
        let map = [
            ("https://bao.test", "http://127.0.0.1:8000/bao.test/"),
            ("https://www.bao.test", "http://127.0.0.1:8000/bao.test"),
            ("https://bao.test/rss/", "http://127.0.0.1:9000"),
        ];
        Mirrors::new(&map.into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect())
    }

    fn url(text: &str) -> CanonicalUrl {
        CanonicalUrl::parse(text).unwrap()
    }

    #[test]
    fn the_longest_mirror_prefix_wins() {
        let asked = |text| mirrors().ask(&url(text)).unwrap().to_string();
        assert_eq!(asked("https://bao.test/a?b=1"), "http://127.0.0.1:8000/bao.test/a?b=1");
        assert_eq!(asked("https://bao.test/rss/moi.rss"), "http://127.0.0.1:9000/moi.rss");
    }

    #[test]
    fn a_prefix_ends_at_a_boundary() {
        assert_eq!(mirrors().ask(&url("https://bao.test.evil.vn/")).unwrap().as_str(), "https://bao.test.evil.vn/");
    }

    #[test]
    fn a_redirect_of_a_mirror_is_read_back_into_the_original_site() {
        let from = url("https://bao.test/a");
        let asked = mirrors().ask(&from).unwrap();
        let go = |location| mirrors().follow(&from, &asked, location).unwrap().to_string();
        assert_eq!(go("/bao.test/b"), "https://bao.test/b");
        assert_eq!(go("b"), "https://bao.test/b");
        assert_eq!(go("/b?x=1"), "https://bao.test/b?x=1");
        assert_eq!(go("https://www.bao.test/c"), "https://www.bao.test/c");
        assert_eq!(go("http://127.0.0.1:8000/bao.test/d"), "https://bao.test/d");
    }
}

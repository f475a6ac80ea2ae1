//! Cookies, in memory, for the life of a [`super::Fetcher`]; read and matched by `cookie_store`.
//!
//! One jar for each site and port: no cookie goes to another site or port than its own, whatever its `Domain` says.
//! Absent on purpose: any file. Nothing here outlives a refresh.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use cookie_store::CookieStore;
use url::Url;

use crate::model::registered_name;

/// Cookies kept of one site.
pub(super) const MAX_COOKIES: usize = 40;

/// Longest `Set-Cookie` line that is read, bytes.
pub(super) const MAX_COOKIE_BYTES: usize = 4096;

/// The jars, by site and port.
#[derive(Debug, Default)]
pub(super) struct Cookies(Mutex<HashMap<(String, u16), CookieStore>>);

impl Cookies {
    /// Keeps what a `Set-Cookie` header (or a `document.cookie` assignment) of `address` says.
    pub(super) fn keep(&self, address: Option<&Url>, line: &str) {
        let Some((address, key)) = address.and_then(|address| Some((address, key(address)?))) else { return };
        if line.len() > MAX_COOKIE_BYTES || line.bytes().any(|byte| !(0x20..0x7f).contains(&byte)) {
            return;
        }
        let mut jars = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let jar = jars.entry(key).or_default();
        // A cookie that is refused (another's domain, already expired) is no trouble.
        let _ = jar.parse(line, address);
        if jar.iter_any().count() > MAX_COOKIES
            && let Some(last) =
                jar.iter_any().last().map(|c| (String::from(&c.domain), String::from(&c.path), c.name().to_owned()))
        {
            jar.remove(&last.0, &last.1, &last.2);
        }
    }

    /// The `Cookie` header for an address; `None` when there is nothing to say.
    pub(super) fn header(&self, address: Option<&Url>) -> Option<String> {
        let address = address?;
        let jars = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut pairs: Vec<_> = jars
            .get(&key(address)?)?
            .get_request_values(address)
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.sort_unstable();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }
}

/// Site and port.
fn key(address: &Url) -> Option<(String, u16)> {
    let host = address.host_str()?;
    Some((registered_name(host).unwrap_or(host).to_owned(), address.port_or_known_default()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keep(jar: &Cookies, address: &str, line: &str) {
        jar.keep(Url::parse(address).ok().as_ref(), line);
    }

    fn header(jar: &Cookies, address: &str) -> Option<String> {
        jar.header(Url::parse(address).ok().as_ref())
    }

    #[test]
    fn a_cookie_goes_back_to_its_own_host_only() {
        let jar = Cookies::default();
        keep(&jar, "https://bao.test/", "D1N=abc; path=/; expires=Fri, 01 Jan 2106 00:00:00 GMT");
        keep(&jar, "https://bao.test/", "sid=1; HttpOnly");
        assert_eq!(header(&jar, "https://bao.test/tin").as_deref(), Some("D1N=abc; sid=1"));
        assert_eq!(header(&jar, "https://khac.test/"), None);
        assert_eq!(header(&jar, "https://m.bao.test/"), None);
    }

    #[test]
    fn a_cookie_crosses_neither_ports_nor_sites_of_one_suffix() {
        let jar = Cookies::default();
        keep(&jar, "http://bao.test:8000/", "sid=1");
        assert_eq!(header(&jar, "http://bao.test:9000/"), None);
        keep(&jar, "https://toasoan.id.vn/", "sid=1; Domain=id.vn");
        assert_eq!(header(&jar, "https://ke-gian.id.vn/"), None);
        keep(&jar, "https://www.bao.test/", "all=1; Domain=bao.test");
        assert_eq!(header(&jar, "https://m.bao.test/").as_deref(), Some("all=1"));
    }

    #[test]
    fn a_secure_cookie_never_goes_out_in_clear() {
        let jar = Cookies::default();
        keep(&jar, "https://bao.test:8443/", "sid=1; Secure");
        assert_eq!(header(&jar, "https://bao.test:8443/").as_deref(), Some("sid=1"));
        assert_eq!(header(&jar, "http://bao.test:8443/"), None);
    }

    #[test]
    fn an_age_of_zero_forgets_a_cookie() {
        let jar = Cookies::default();
        keep(&jar, "https://bao.test/", "sid=1");
        keep(&jar, "https://bao.test/", "sid=; Max-Age=0");
        assert_eq!(header(&jar, "https://bao.test/"), None);
    }

    #[test]
    fn the_jar_has_a_limit_and_a_cookie_cannot_smuggle_a_header_line() {
        let jar = Cookies::default();
        for n in 0..=MAX_COOKIES {
            keep(&jar, "https://bao.test/", &format!("c{n}=1"));
        }
        assert_eq!(header(&jar, "https://bao.test/").unwrap().split("; ").count(), MAX_COOKIES);
        keep(&jar, "https://khac.test/", "a=b\r\nX-Evil: 1");
        keep(&jar, "https://khac.test/", &format!("a={}", "x".repeat(MAX_COOKIE_BYTES)));
        assert_eq!(header(&jar, "https://khac.test/"), None);
    }
}

//! Cookies, per original host, in memory, for the life of a [`super::Fetcher`].
//!
//! Only what a reader's visit needs: name and value, for exactly the host that gave them. `Max-Age=0` forgets.
//! Absent on purpose: `Domain`, `Path`, `Secure`, expiry dates and any file: nothing here outlives a refresh, and no
//! cookie goes to another host than its own (mirrors on one address do not mix their hosts' cookies).

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

/// Cookies kept of one host.
pub(super) const MAX_COOKIES: usize = 40;

/// Longest `name=value` that is kept, bytes.
pub(super) const MAX_COOKIE_BYTES: usize = 4096;

/// The jar.
#[derive(Debug, Default)]
pub(super) struct Cookies(Mutex<HashMap<String, BTreeMap<String, String>>>);

impl Cookies {
    /// Keeps what a `Set-Cookie` header (or a `document.cookie` assignment) says.
    pub(super) fn keep(&self, host: &str, line: &str) {
        let mut parts = line.split(';');
        let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else { return };
        let (name, value) = (name.trim(), value.trim());
        let clean = |text: &str| text.bytes().all(|b| (0x21..0x7f).contains(&b) || b == b' ');
        if name.is_empty() || name.len() + value.len() > MAX_COOKIE_BYTES || !clean(name) || !clean(value) {
            return;
        }
        let forget = parts.any(|attribute| {
            attribute.split_once('=').is_some_and(|(key, age)| {
                key.trim().eq_ignore_ascii_case("max-age")
                    && age.trim().parse::<i64>().is_ok_and(|seconds| seconds <= 0)
            })
        });
        let mut jar = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mine = jar.entry(host.to_owned()).or_default();
        if forget {
            mine.remove(name);
        } else if mine.len() < MAX_COOKIES || mine.contains_key(name) {
            mine.insert(name.to_owned(), value.to_owned());
        }
    }

    /// The `Cookie` header for a host; `None` when there is nothing to say.
    pub(super) fn header(&self, host: &str) -> Option<String> {
        let jar = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mine = jar.get(host).filter(|mine| !mine.is_empty())?;
        Some(mine.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_goes_back_to_its_own_host_only() {
        let jar = Cookies::default();
        jar.keep("bao.test", "D1N=abc; path=/; expires=Fri, 01 Jan 2027 00:00:00 GMT");
        jar.keep("bao.test", "sid=1; HttpOnly");
        assert_eq!(jar.header("bao.test").as_deref(), Some("D1N=abc; sid=1"));
        assert_eq!(jar.header("khac.test"), None);
    }

    #[test]
    fn an_age_of_zero_forgets_a_cookie() {
        let jar = Cookies::default();
        jar.keep("bao.test", "sid=1");
        jar.keep("bao.test", "sid=; Max-Age=0");
        assert_eq!(jar.header("bao.test"), None);
    }

    #[test]
    fn the_jar_has_a_limit_and_a_cookie_cannot_smuggle_a_header_line() {
        let jar = Cookies::default();
        for n in 0..=MAX_COOKIES {
            jar.keep("bao.test", &format!("c{n}=1"));
        }
        assert_eq!(jar.header("bao.test").unwrap().split("; ").count(), MAX_COOKIES);
        jar.keep("khac.test", "a=b\r\nX-Evil: 1");
        jar.keep("khac.test", &format!("a={}", "x".repeat(MAX_COOKIE_BYTES)));
        assert_eq!(jar.header("khac.test"), None);
    }
}

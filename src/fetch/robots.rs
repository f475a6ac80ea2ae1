//! robots.txt, read with `texting_robots`, kept per origin for the life of a [`super::Fetcher`].
//!
//! Custom (RFC 9309): 4xx = no rules, 5xx = do not come now. `Crawl-delay` widens the host's gap up to [`MAX_DELAY`].

use std::time::Duration;

use texting_robots::Robot;

/// Bytes of robots.txt that are read; the rest is ignored (RFC 9309 asks for at least 500 KiB).
pub(super) const MAX_ROBOTS_BYTES: usize = 512 << 10;

/// Longest line that is believed, bytes.
const MAX_LINE_BYTES: usize = 2048;

/// Wildcards in one rule that are believed: matching costs grow with them.
const MAX_STARS: usize = 6;

/// Rules of one file that are believed.
const MAX_LINES: usize = 5000;

/// Longest `Crawl-delay` that is obeyed.
pub(super) const MAX_DELAY: Duration = Duration::from_secs(30);

/// What we call ourselves there.
const AGENT: &str = "loa";

/// What an origin allows.
pub(super) enum Rules {
    /// Everything.
    Free,
    /// Nothing for now: the server failed with this status.
    Closed(u16),
    /// What the file says.
    File(Box<Robot>),
}

impl Rules {
    /// The rules that an answer stands for.
    pub(super) fn of(status: u16, bytes: &[u8]) -> Self {
        match status {
            200..=299 => Robot::new(AGENT, &sane(bytes)).map_or(Self::Free, |robot| Self::File(Box::new(robot))),
            500..=599 => Self::Closed(status),
            _ => Self::Free,
        }
    }

    /// Whether an address may be asked.
    pub(super) fn allow(&self, address: &str) -> bool {
        match self {
            Self::Free => true,
            Self::Closed(_) => false,
            Self::File(robot) => robot.allowed(address),
        }
    }

    /// The gap the file asks for.
    pub(super) fn delay(&self) -> Option<Duration> {
        let Self::File(robot) = self else { return None };
        let seconds = robot.delay.filter(|seconds| seconds.is_finite() && *seconds > 0.0)?;
        Some(Duration::from_secs_f32(seconds.min(MAX_DELAY.as_secs_f32())))
    }
}

/// The file without what could make reading it costly. An HTML page that answers for robots.txt gives no rules.
fn sane(bytes: &[u8]) -> Vec<u8> {
    let bytes = &bytes[..bytes.len().min(MAX_ROBOTS_BYTES)];
    if bytes.trim_ascii_start().first() == Some(&b'<') {
        return Vec::new();
    }
    let fits = |line: &&[u8]| line.len() <= MAX_LINE_BYTES && memchr::memchr_iter(b'*', line).count() <= MAX_STARS;
    bytes.split(|b| matches!(b, b'\n' | b'\r')).filter(fits).take(MAX_LINES).collect::<Vec<_>>().join(&b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &[u8] = b"User-agent: *\r\nDisallow: /tim-kiem\r\nDisallow: /*?print=\r\nCrawl-delay: 2\r\n";

    #[test]
    fn a_file_forbids_what_it_names_and_nothing_else() {
        let rules = Rules::of(200, FILE);
        assert!(rules.allow("https://bao.test/cong-doan"));
        assert!(!rules.allow("https://bao.test/tim-kiem?q=1"));
        assert!(!rules.allow("https://bao.test/a.html?print=1"));
        assert_eq!(rules.delay(), Some(Duration::from_secs(2)));
    }

    #[test]
    fn a_missing_file_allows_and_a_failing_server_forbids() {
        assert!(Rules::of(404, b"Disallow: /").allow("https://bao.test/a"));
        assert!(Rules::of(403, b"").allow("https://bao.test/a"));
        assert!(!Rules::of(503, b"").allow("https://bao.test/a"));
    }

    #[test]
    fn a_web_page_in_place_of_the_file_forbids_nothing() {
        assert!(Rules::of(200, b"\n<html>User-agent: *\nDisallow: /\n").allow("https://bao.test/a"));
    }

    #[test]
    fn a_costly_rule_is_left_out_and_a_long_delay_is_capped() {
        let stars = "*a".repeat(MAX_STARS);
        let costly = format!("User-agent: *\nDisallow: /*{stars}\nDisallow: /b\nCrawl-delay: 9999\n");
        let rules = Rules::of(200, costly.as_bytes());
        assert!(rules.allow("https://bao.test/aaaaaaaaaaaaaaaa"));
        assert!(!rules.allow("https://bao.test/b"));
        assert_eq!(rules.delay(), Some(MAX_DELAY));
    }
}

//! robots.txt, read with `robotxt`, kept per origin for the life of a [`super::Fetcher`]; the caller may keep it
//! longer as a [`RobotsFile`].
//!
//! Custom (RFC 9309): 4xx = no rules, 5xx = do not come now. `Crawl-delay` widens the host's gap up to [`MAX_DELAY`].

use std::time::Duration;

use robotxt::Robots;
use url::Url;

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

/// Longest robots.txt that is given out to be kept, bytes; a longer one is asked for at every run.
pub(super) const MAX_KEPT_BYTES: usize = 64 << 10;

/// A robots.txt as it came, to be kept between runs: RFC 9309 §2.4 allows a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RobotsFile {
    /// Where it was asked for.
    pub address: String,
    /// The status of the answer: 200 to 499.
    pub status: u16,
    /// Its lines; empty unless the status is 2xx.
    pub text: String,
}

impl RobotsFile {
    /// What came, if it says anything that holds for longer than this run.
    pub(super) fn new(address: &str, status: u16, bytes: &[u8]) -> Option<Self> {
        let text = if (200..=299).contains(&status) { sane(bytes) } else { Vec::new() };
        let kept = (200..=499).contains(&status) && text.len() <= MAX_KEPT_BYTES;
        kept.then(|| Self { address: address.to_owned(), status, text: String::from_utf8_lossy(&text).into_owned() })
    }
}

/// What an origin allows.
pub(super) enum RobotsRules {
    /// Everything.
    Free,
    /// Nothing for now: the server failed with this status.
    Closed(u16),
    /// What the file says.
    File(Box<FileRules>),
}

/// What a file says to us.
pub(super) struct FileRules {
    robots: Robots,
    /// Where maps of the site stand, as written.
    sitemaps: Vec<String>,
}

impl RobotsRules {
    /// The rules that an answer stands for.
    pub(super) fn new(status: u16, bytes: &[u8]) -> Self {
        match status {
            200..=299 => {
                let text = sane(bytes);
                Self::File(Box::new(FileRules { robots: Robots::parse(&text, AGENT), sitemaps: sitemaps(&text) }))
            }
            500..=599 => Self::Closed(status),
            _ => Self::Free,
        }
    }

    /// Whether an address may be asked.
    pub(super) fn allow(&self, address: &str) -> bool {
        match self {
            Self::Free => true,
            Self::Closed(_) => false,
            Self::File(file) => Url::parse(address).is_ok_and(|url| file.robots.is_url_allowed(&url)),
        }
    }

    /// Where the file says that maps of the site stand, as written.
    pub(super) fn sitemaps(&self) -> &[String] {
        if let Self::File(file) = self { &file.sitemaps } else { &[] }
    }

    /// The gap the file asks for.
    pub(super) fn delay(&self) -> Option<Duration> {
        let Self::File(file) = self else { return None };
        file.robots.crawl_delay().filter(|delay| !delay.is_zero()).map(|delay| delay.min(MAX_DELAY))
    }
}

/// The lines of a file that name a map of the site, as written: the library leaves out those that are no whole address.
fn sitemaps(text: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(text);
    let named = text.lines().filter_map(|line| {
        let (field, value) = line.trim_start_matches('\u{feff}').split_once(':')?;
        let value = value.split(" #").next()?.trim();
        (field.trim().eq_ignore_ascii_case("sitemap") && !value.is_empty()).then(|| value.to_owned())
    });
    named.collect()
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
        let rules = RobotsRules::new(200, FILE);
        assert!(rules.allow("https://bao.test/cong-doan"));
        assert!(!rules.allow("https://bao.test/tim-kiem?q=1"));
        assert!(!rules.allow("https://bao.test/a.html?print=1"));
        assert_eq!(rules.delay(), Some(Duration::from_secs(2)));
    }

    #[test]
    fn a_missing_file_allows_and_a_failing_server_forbids() {
        assert!(RobotsRules::new(404, b"Disallow: /").allow("https://bao.test/a"));
        assert!(RobotsRules::new(403, b"").allow("https://bao.test/a"));
        assert!(!RobotsRules::new(503, b"").allow("https://bao.test/a"));
    }

    #[test]
    fn what_holds_for_longer_than_a_run_can_be_kept() {
        let kept = |status, bytes: &[u8]| RobotsFile::new("https://bao.test/robots.txt", status, bytes);
        let file = kept(200, FILE).unwrap();
        assert!(!RobotsRules::new(file.status, file.text.as_bytes()).allow("https://bao.test/tim-kiem?q=1"));
        assert_eq!(kept(404, b"<html>").unwrap().text, "");
        assert_eq!(kept(503, b""), None);
        let lines = |bytes: usize| format!("Disallow: /{}\n", "a".repeat(1012)).repeat(bytes / 1024);
        assert!(kept(200, lines(MAX_KEPT_BYTES).as_bytes()).is_some());
        assert_eq!(kept(200, lines(MAX_KEPT_BYTES + 2048).as_bytes()), None);
    }

    #[test]
    fn a_web_page_in_place_of_the_file_forbids_nothing() {
        assert!(RobotsRules::new(200, b"\n<html>User-agent: *\nDisallow: /\n").allow("https://bao.test/a"));
    }

    #[test]
    fn maps_are_named_anywhere_in_the_file_in_whole_and_in_part() {
        let file = "\u{feff}Sitemap: /a.xml\nUser-agent: x\nDisallow: /\nSITEMAP : https://bao.test/tin tức.xml # hằng ngày\nSitemap:\n";
        let rules = RobotsRules::new(200, file.as_bytes());
        assert_eq!(rules.sitemaps(), ["/a.xml", "https://bao.test/tin tức.xml"]);
        assert!(rules.allow("https://bao.test/b"));
    }

    #[test]
    fn a_rule_holds_in_every_spelling_of_an_address_and_our_own_group_before_that_of_all() {
        let rules = RobotsRules::new(200, b"User-agent: *\nDisallow: /t%E1%BB%89nh\n");
        for address in ["https://bao.test/tỉnh/a", "https://bao.test/t%e1%bb%89nh", "https://bao.test/t%E1%BB%89nh?x"]
        {
            assert!(!rules.allow(address), "{address}");
        }
        let rules = RobotsRules::new(200, b"User-agent: LOA\nDisallow: /x\n\nUser-agent: *\nDisallow: /\n");
        assert!(rules.allow("https://bao.test/y") && !rules.allow("https://bao.test/x"));
        let rules = RobotsRules::new(
            200,
            b"User-agent: *\nDisallow: /a\nUser-agent: z\nDisallow: /\nUser-agent: *\nDisallow: /b\n",
        );
        assert!(
            !rules.allow("https://bao.test/a")
                && !rules.allow("https://bao.test/b")
                && rules.allow("https://bao.test/c")
        );
    }

    #[test]
    fn a_costly_rule_is_left_out_and_a_long_delay_is_capped() {
        let stars = "*a".repeat(MAX_STARS);
        let costly = format!("User-agent: *\nDisallow: /*{stars}\nDisallow: /b\nCrawl-delay: 9999\n");
        let rules = RobotsRules::new(200, costly.as_bytes());
        assert!(rules.allow("https://bao.test/aaaaaaaaaaaaaaaa"));
        assert!(!rules.allow("https://bao.test/b"));
        assert_eq!(rules.delay(), Some(MAX_DELAY));
    }
}

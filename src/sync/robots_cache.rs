//! robots.txt between refreshes: kept in the archive's settings for a day, as RFC 9309 §2.4 allows.
//!
//! Text form of one: `SECONDS STATUS`, a line break, its lines. What cannot be read is asked for again.

use std::collections::BTreeSet;

use crate::fetch::{Fetcher, RobotsFile, robots_of};
use crate::model::{CanonicalUrl, Timestamp};
use crate::store::{Store, StoreError};

/// How long a robots.txt holds, seconds.
const HOLDS: i64 = 24 * 60 * 60;

/// Tells the fetcher what the robots.txt of these addresses said, where that is known and not too old. Blocks.
pub(super) fn recall<'a>(
    store: &Store,
    fetcher: &Fetcher,
    urls: impl Iterator<Item = &'a CanonicalUrl>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let places: BTreeSet<_> = urls.filter_map(robots_of).collect();
    for place in places {
        if let Some(file) =
            store.setting(&setting_of(place.as_str()))?.and_then(|text| parse(place.as_str(), &text, now))
        {
            fetcher.know_robots(&file);
        }
    }
    Ok(())
}

/// Keeps what this run read. Blocks.
pub(super) fn remember(store: &Store, fetcher: &Fetcher, now: Timestamp) -> Result<(), StoreError> {
    keep(store, &fetcher.robots_read(), now)
}

/// Keeps what was read. Blocks.
pub(super) fn keep(store: &Store, files: &[RobotsFile], now: Timestamp) -> Result<(), StoreError> {
    let text = |file: &RobotsFile| (setting_of(&file.address), format!("{} {}\n{}", now.0, file.status, file.text));
    store.set_settings(&files.iter().map(text).collect::<Vec<_>>())
}

fn setting_of(address: &str) -> String {
    format!("robots.{address}")
}

/// A kept file that still holds; none from the future either, for then the clock was wrong.
fn parse(address: &str, kept: &str, now: Timestamp) -> Option<RobotsFile> {
    let (head, text) = kept.split_once('\n')?;
    let (at, status) = head.split_once(' ')?;
    let age = now.0.checked_sub(at.parse().ok()?)?;
    let holds = (0..HOLDS).contains(&age);
    holds.then_some(RobotsFile { address: address.to_owned(), status: status.parse().ok()?, text: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_file_holds_for_a_day_and_none_from_the_future_is_believed() {
        let read = |now| parse("https://bao.test/robots.txt", "1000 200\nUser-agent: *\nDisallow: /a", Timestamp(now));
        assert_eq!(read(1000).unwrap().text, "User-agent: *\nDisallow: /a");
        assert!(read(1000 + HOLDS - 1).is_some());
        assert_eq!(read(1000 + HOLDS), None);
        assert_eq!(read(999), None);
    }

    #[test]
    fn what_is_no_kept_file_is_asked_for_again() {
        for text in ["", "1000", "1000 200", "x 200\n", "1000 x\n", "-9223372036854775808 200\n"] {
            assert_eq!(parse("a", text, Timestamp(1000)), None, "{text:?}");
        }
    }
}

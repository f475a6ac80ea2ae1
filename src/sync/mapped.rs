//! Of what archives and maps name, the pages that are to be asked for: those in a gap, unknown, and no lists themselves.

use std::collections::BTreeSet;

use super::gap::Gap;
use super::map_lists::lists_among;
use super::maps::MapReach;
use crate::model::{ArticleId, Entry, Moment, same_site};
use crate::store::{Store, StoreError, WantedPage};

/// Pages that one walk asks for.
const MAX_PAGES: usize = 100;

/// A page that is to be asked for though no list of its section shows it, and the date that is told of it.
pub(super) type Missing = (WantedPage, Option<Moment>);

/// Of what maps name, the pages that lie in a gap and are not known, at most [`MAX_PAGES`], newest first. Blocks.
pub(super) fn missing(
    store: &Store,
    gap: &Gap,
    reach: &MapReach,
    entries: &[Entry],
) -> Result<Vec<Missing>, StoreError> {
    let mut seen = BTreeSet::new();
    let entries: Vec<&Entry> = entries
        .iter()
        .filter(|entry| !entry.url.is_front_page() && same_site(&entry.url.host(), &gap.list.host()))
        .filter(|entry| reach.holds(&entry.url) && entry.url.key() != gap.list.key() && seen.insert(entry.url.key()))
        .collect();
    let mut known = Vec::with_capacity(entries.len());
    for entry in &entries {
        known.push(store.id_of(&entry.url)?.is_some());
    }
    // Without dates, the order tells: what stands between known pages and the end where the youngest ones are.
    let (first, last) = (known.iter().position(|known| *known), known.iter().rposition(|known| *known));
    let mut found: Vec<(Option<i64>, &Entry)> = Vec::new();
    let lists = lists_among(&entries, &known);
    for (at, entry) in entries.iter().enumerate().filter(|(at, _)| !known[*at] && !lists[*at]) {
        let moment = entry.published.or(entry.updated);
        let dated = moment.map(|moment| moment.at.0);
        let from = gap.from(moment);
        let between = first.is_some_and(|first| first < at) && last.is_some_and(|last| at < last);
        if dated.map_or(between, |dated| dated >= from) {
            found.push((dated, entry));
        }
    }
    found.sort_by_key(|(dated, _)| std::cmp::Reverse(*dated));
    let wanted = |(_, entry): &(Option<i64>, &Entry)| {
        let wanted = WantedPage {
            id: ArticleId(0),
            url: entry.url.clone(),
            source: gap.source.clone(),
            section: gap.section.clone(),
            etag: None,
            last_modified: None,
            parts: Vec::new(),
        };
        (wanted, entry.published)
    };
    Ok(found.iter().take(MAX_PAGES).map(wanted).collect())
}

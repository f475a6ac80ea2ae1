//! Of what archives and maps name, the pages that are to be asked for: those in a gap, unknown, and no lists themselves.

use std::collections::BTreeSet;

use super::gap::Gap;
use super::maps::{Reach, path};
use crate::fetch;
use crate::model::{ArticleId, Entry, Moment};
use crate::store::{Store, StoreError, Wanted};

/// Pages that one walk asks for.
const MAX_PAGES: usize = 100;
/// Pieces of the paths of lists, which maps name beside articles; without an ending and the number of a page.
const LISTS: &[&str] = &[
    "tag",
    "tags",
    "category",
    "categories",
    "author",
    "authors",
    "archive",
    "archives",
    "page",
    "chuyen-muc",
    "tac-gia",
];

/// A page that is to be asked for though no list of its section shows it, and the date that is told of it.
pub(super) type Missing = (Wanted, Option<Moment>);

/// Of what maps name, the pages that lie in a gap and are not known, at most [`MAX_PAGES`], newest first. Blocks.
pub(super) fn missing(store: &Store, gap: &Gap, reach: &Reach, entries: &[Entry]) -> Result<Vec<Missing>, StoreError> {
    let mut seen = BTreeSet::new();
    let entries: Vec<&Entry> = entries
        .iter()
        .filter(|entry| !entry.url.is_front_page() && fetch::same_site(&entry.url.host(), &gap.list.host()))
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
        let wanted = Wanted {
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

/// The pages of a map without the front page, and without lists where those are at most half of it.
pub(super) fn without_lists(pages: Vec<Entry>) -> Vec<Entry> {
    let mut pages: Vec<Entry> = pages.into_iter().filter(|page| !page.url.is_front_page()).collect();
    let lists = lists_among(&pages.iter().collect::<Vec<_>>(), &vec![false; pages.len()]);
    if lists.iter().filter(|list| **list).count() * 2 <= pages.len() {
        let mut lists = lists.into_iter();
        pages.retain(|_| lists.next() != Some(true));
    }
    pages
}

/// The list that a piece of a path names: `tags`, `archives.html`, `category2.html`, `index3.html`.
fn list_named(piece: &str) -> Option<&'static str> {
    let stem = piece.split('.').next().unwrap_or_default();
    let name = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let further_page = (name == "index" && name != stem).then_some("index");
    LISTS.iter().copied().find(|list| *list == name).or(further_page)
}

/// Which pages of a map stand where only lists do: under one of [`LISTS`], where no known article stands.
fn lists_among(entries: &[&Entry], known: &[bool]) -> Vec<bool> {
    let pieces = |entry: &Entry| -> BTreeSet<&'static str> {
        let path = path(&entry.url).to_ascii_lowercase();
        path.split('/').filter_map(list_named).collect()
    };
    let pieces: Vec<_> = entries.iter().map(|entry| pieces(entry)).collect();
    let of_articles: BTreeSet<_> =
        pieces.iter().zip(known).filter(|(_, known)| **known).flat_map(|(own, _)| own).collect();
    pieces.iter().map(|own| own.iter().any(|piece| !of_articles.contains(piece))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CanonicalUrl;

    fn url(path: &str) -> CanonicalUrl {
        CanonicalUrl::parse(&format!("https://bao.test{path}")).unwrap()
    }

    #[test]
    fn a_map_taken_as_a_list_names_neither_its_front_page_nor_its_tags() {
        let left = |paths: &[&str]| -> Vec<String> {
            let pages = paths.iter().map(|path| Entry::new("", url(path))).collect();
            without_lists(pages).iter().map(|page| path(&page.url)).collect()
        };
        assert_eq!(left(&["/", "/a/", "/tags/luong/", "/b/"]), ["/a/", "/b/"]);
        let pelican =
            ["/archives.html", "/author/lan3.html", "/index2.html", "/a.html", "/b.html", "/c-2.html", "/index.html"];
        assert_eq!(left(&pelican), ["/a.html", "/b.html", "/c-2.html"]);
        assert_eq!(left(&["/tags/luong/", "/category/b/"]), ["/tags/luong/", "/category/b/"], "nothing else is there");
    }

    #[test]
    fn pages_of_a_map_under_tags_are_lists_unless_articles_stand_there() {
        let entries: Vec<Entry> =
            ["/a/", "/tags/luong/", "/category/b/"].iter().map(|path| Entry::new("", url(path))).collect();
        let entries: Vec<&Entry> = entries.iter().collect();
        assert_eq!(lists_among(&entries, &[true, false, false]), [false, true, true]);
        assert_eq!(lists_among(&entries, &[true, false, true]), [false, true, false]);
    }
}

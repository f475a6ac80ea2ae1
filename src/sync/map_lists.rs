//! Lists among the pages that a site's map names: tags, categories, archives, further pages. Pure.

use std::collections::BTreeSet;

use crate::model::{CanonicalUrl, Entry};

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
pub(super) fn lists_among(entries: &[&Entry], known: &[bool]) -> Vec<bool> {
    let pieces = |entry: &Entry| -> BTreeSet<&'static str> {
        let path = path(&entry.url).to_ascii_lowercase();
        path.split('/').filter_map(list_named).collect()
    };
    let pieces: Vec<_> = entries.iter().map(|entry| pieces(entry)).collect();
    let of_articles: BTreeSet<_> =
        pieces.iter().zip(known).filter(|(_, known)| **known).flat_map(|(own, _)| own).collect();
    pieces.iter().map(|own| own.iter().any(|piece| !of_articles.contains(piece))).collect()
}

/// The path of an address.
pub(super) fn path(url: &CanonicalUrl) -> String {
    let rest = url.as_str().split_once("://").map_or("", |(_, rest)| rest);
    let path = rest.find('/').map_or("/", |at| &rest[at..]);
    path.split(['?', '#']).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

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

//! The same for category pages: the elements that hold the items, their headline, the next page.

use std::collections::{BTreeMap, HashSet};

use super::Profile;
use crate::extract::page::{Document, Outline};
use crate::extract::{Knowledge, Source, listing};
use crate::model::Listing;

/// Category pages from which a list is learnt.
const LEAST_LISTS: usize = 2;
/// Least items of a list that teaches.
const LEAST_ITEMS: usize = 4;
/// Most category pages that are looked at.
const MOST_LISTS: usize = 8;

/// Learns the shape of the main list.
pub(super) fn learn(sources: &[Source<'_>], generic: Knowledge<'_>, profile: &mut Profile) {
    let read: Vec<(Document, Listing, &Source<'_>)> = sources
        .iter()
        .take(MOST_LISTS)
        .map(|source| (Document::read(*source), listing::door(*source, generic), source))
        .filter(|(_, listing, _)| listing.items.len() >= LEAST_ITEMS)
        .collect();
    profile.lists = read.len();
    if read.len() < LEAST_LISTS {
        return;
    }
    let mut votes: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (document, listing, source) in &read {
        let page = document.page(source);
        let addresses: HashSet<&str> = listing.items.iter().map(|item| item.url.as_str()).collect();
        let mut shapes: HashSet<(String, String)> = HashSet::new();
        for row in page.outline.select("a[href]", &(0..page.outline.rows.len())) {
            let href = page.outline.rows[row].attr("href").unwrap_or_default();
            let is_item = page.join(href).is_some_and(|url| addresses.contains(url.as_str()));
            if is_item && !page.outline.line(row).is_empty() {
                shapes.extend(shape(&page.outline, row));
            }
        }
        for (item, title) in shapes {
            let found = page.outline.select(&format!("{item} {title}"), &(0..page.outline.rows.len()));
            let right: HashSet<String> = found
                .iter()
                .filter_map(|row| page.join(page.outline.rows[*row].attr("href")?))
                .map(|url| url.as_str().to_owned())
                .collect();
            let hits = right.iter().filter(|url| addresses.contains(url.as_str())).count();
            if hits * 10 >= addresses.len() * 9 && hits * 10 >= right.len() * 9 {
                *votes.entry((item, title)).or_default() += 1;
            }
        }
    }
    let best = votes.iter().max_by_key(|((item, title), pages)| (**pages, std::cmp::Reverse(item.len() + title.len())));
    if let Some(((item, title), pages)) = best.filter(|(_, pages)| **pages >= LEAST_LISTS) {
        profile.listing.item.push(item.clone());
        profile.listing.title.push(title.clone());
        profile.note("listing.item", item, *pages, profile.lists);
        profile.note("listing.title", title, *pages, profile.lists);
    }
}

/// How an item and the headline in it may be named: an element with a class above the link, and the way down from it.
fn shape(outline: &Outline<'_>, link: usize) -> Option<(String, String)> {
    let mut below = "a".to_owned();
    for up in outline.ancestors(link).take(6) {
        let here = &outline.rows[up];
        if matches!(here.tag, "body" | "html" | "ul" | "ol" | "main" | "section") {
            return None;
        }
        let class = here.class().split_ascii_whitespace().find(|name| {
            name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
                && !name.chars().any(|c| c.is_ascii_digit())
                && name.starts_with(|c: char| c.is_ascii_alphabetic())
        });
        let is_heading = matches!(here.tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        match class {
            Some(name) if !is_heading => return Some((format!("{}.{name}", here.tag), below)),
            _ => below = format!("{} > {below}", here.tag),
        }
    }
    None
}

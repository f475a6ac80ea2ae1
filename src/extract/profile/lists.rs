//! The same for category pages: the elements that hold the items, their headline, the next page.

use std::collections::{BTreeMap, HashSet};

use super::Profile;
use crate::extract::dom::{Document, Outline};
use crate::extract::{Knowledge, Source, listing};
use crate::model::Listing;
use crate::text::date;

/// Category pages from which a list is learnt.
const LEAST_LISTS: usize = 2;
/// Least items of a list that teaches.
const LEAST_ITEMS: usize = 4;
/// Most category pages that are looked at.
const MOST_LISTS: usize = 8;

/// Learns the shape of the main list.
pub(super) fn learn(sources: &[Source<'_>], generic: Knowledge<'_>, profile: &mut Profile) {
    let read: Vec<ListLesson<'_, '_>> = sources
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
    if let Some((rule, pages, of)) = next_rule(&read) {
        profile.note("listing.next", &rule, pages, of);
        profile.listing.next.push(rule);
    }
    if let Some(((item, title), pages)) = best.filter(|(_, pages)| **pages >= LEAST_LISTS) {
        profile.listing.item.push(item.clone());
        profile.listing.title.push(title.clone());
        profile.note("listing.item", item, *pages, profile.lists);
        profile.note("listing.title", title, *pages, profile.lists);
        if let Some((rule, pages)) = published_rule(&read, item) {
            profile.note("listing.published", &rule, pages, profile.lists);
            profile.listing.published.push(rule);
        }
    }
}

/// A category page: how it is read, and where it is from.
type ListLesson<'l, 's> = (Document, Listing, &'l Source<'s>);

/// The element with a class, or the `time`, that gives the date of most items on most pages.
fn published_rule(read: &[ListLesson<'_, '_>], item: &str) -> Option<(String, usize)> {
    const LINE_CHARS: usize = 60;
    let mut votes: BTreeMap<String, usize> = BTreeMap::new();
    for (document, _, source) in read {
        let page = document.page(source);
        let outline = &page.outline;
        let items = outline.select(item, &(0..outline.rows.len()));
        let mut dated: BTreeMap<String, usize> = BTreeMap::new();
        for of in &items {
            let mut seen: HashSet<String> = HashSet::new();
            for row in outline.subtree(*of).filter(|row| !outline.rows[*row].tag.is_empty()) {
                let Some(name) = own_name(outline, row).filter(|name| !seen.contains(name)) else { continue };
                let line = outline.line(row);
                let is_short = !line.is_empty() && line.len() <= LINE_CHARS && line.bytes().any(|b| b.is_ascii_digit());
                // The first element of a name in an item is the one that a rule reads.
                seen.insert(name.clone());
                if is_short && date::find_first(&line, page.now).is_some() {
                    *dated.entry(name).or_default() += 1;
                }
            }
        }
        let most = dated.into_iter().filter(|(_, hits)| hits * 5 >= items.len() * 4 && *hits >= LEAST_ITEMS);
        most.for_each(|(name, _)| *votes.entry(name).or_default() += 1);
    }
    let best = votes.into_iter().max_by_key(|(name, pages)| (*pages, std::cmp::Reverse(name.len())));
    best.filter(|(_, pages)| *pages >= LEAST_LISTS)
}

/// The link that leads to the next page wherever there is one, and nowhere else: rule, pages, pages that have one.
fn next_rule(read: &[ListLesson<'_, '_>]) -> Option<(String, usize, usize)> {
    const LEVELS: usize = 3;
    let with_next = || read.iter().filter(|(_, listing, _)| listing.next.is_some());
    let mut tried: HashSet<String> = HashSet::new();
    let leads = |css: &str, tried: &mut HashSet<String>| {
        let new = tried.insert(css.to_owned());
        let right = |(document, listing, source): &&ListLesson<'_, '_>| {
            let page = document.page(source);
            let first = page.outline.select(css, &(0..page.outline.rows.len())).into_iter().next();
            first.and_then(|row| page.join(page.outline.rows[row].attr("href")?)) == listing.next
        };
        new && with_next().count() >= LEAST_LISTS && read.iter().all(|lesson| right(&lesson))
    };
    let (document, listing, source) = with_next().next()?;
    let page = document.page(source);
    let outline = &page.outline;
    for row in outline.select("a[href]", &(0..outline.rows.len())) {
        if outline.rows[row].attr("href").and_then(|href| page.join(href)) != listing.next {
            continue;
        }
        let mut below = own_name(outline, row).unwrap_or_else(|| "a".to_owned());
        for up in outline.ancestors(row).take(LEVELS) {
            if leads(&below, &mut tried) {
                return Some((below, with_next().count(), with_next().count()));
            }
            let name = own_name(outline, up).unwrap_or_else(|| outline.rows[up].tag.to_owned());
            below = format!("{name} > {below}");
        }
    }
    None
}

/// `tag.class` of an element whose class is a word, or `time`.
fn own_name(outline: &Outline<'_>, row: usize) -> Option<String> {
    let here = &outline.rows[row];
    if here.attr("rel") == Some("next") {
        return Some(format!("{}[rel=next]", here.tag));
    }
    let class = here.class().split_ascii_whitespace().find(|name| is_word(name));
    class.map(|name| format!("{}.{name}", here.tag)).or_else(|| (here.tag == "time").then(|| "time".to_owned()))
}

/// Whether a class name is made of letters, so that it may stand on every page.
fn is_word(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '_'))
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// How an item and the headline in it may be named: an element with a class above the link, and the way down from it.
fn shape(outline: &Outline<'_>, link: usize) -> Option<(String, String)> {
    let mut below = "a".to_owned();
    for up in outline.ancestors(link).take(6) {
        let here = &outline.rows[up];
        if matches!(here.tag, "body" | "html" | "ul" | "ol" | "main" | "section") {
            return None;
        }
        let class = here.class().split_ascii_whitespace().find(|name| is_word(name));
        let is_heading = matches!(here.tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        match class {
            Some(name) if !is_heading => return Some((format!("{}.{name}", here.tag), below)),
            _ => below = format!("{} > {below}", here.tag),
        }
    }
    None
}

//! A listing without any rules: which of a page's links are the headlines of its list.
//!
//! The way: links of one make (the same tags and class names above them) are judged together, because a page repeats
//! itself; those that read like headlines give items, an item being the largest element that holds one article only;
//! items of other columns fall away (`columns`). Absent on purpose: any knowledge of sites.

use std::collections::{HashMap, HashSet};

use super::headline;
use super::links::{self, Link};
use super::outline::Outline;
use super::zone::{self, Zone};

/// An article of the list: where it stands and which link is its headline.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// The element that holds it.
    pub container: usize,
    /// Its headline.
    pub link: Link,
    /// Make of the headline link.
    pub make: String,
}

/// The items of the page in document order, still of all columns; an article may stand in several.
pub(crate) fn items(outline: &Outline<'_>, all: &[Link]) -> Vec<Item> {
    let likely: Vec<usize> = all.iter().filter(|l| is_likely(l)).map(|l| l.el).collect();
    let zones = zone::zones(outline, |el| count_in(outline, &likely, el));
    let sections = links::sections(outline, all, &zones);
    let inner: Vec<&Link> = all
        .iter()
        .filter(|l| zones.get(l.el) != Some(&Zone::Frame) && !sections.contains(&l.key) && !l.is_label)
        .collect();
    let inner = without_parents(inner);
    let headlines = headlines(outline, &inner);
    let on_page: Vec<&Link> = headlines.iter().filter(|l| zones.get(l.el) == Some(&Zone::Page)).copied().collect();
    let chosen = if on_page.is_empty() { headlines } else { on_page };
    without_related(outline, gather(outline, &chosen))
}

fn is_likely(link: &Link) -> bool {
    let syllables = headline::syllables(&link.text);
    (syllables >= 6 || (link.heading && syllables >= 4)) && !headline::is_button(&link.text)
}

/// How many of the sorted `elements` are inside `el`.
fn count_in(outline: &Outline<'_>, elements: &[usize], el: usize) -> usize {
    let end = outline.els.get(el).map_or(0, |e| e.end);
    elements.partition_point(|&i| i < end) - elements.partition_point(|&i| i < el)
}

/// Drops links whose address is the folder of several others: a section, however long its name.
fn without_parents(links: Vec<&Link>) -> Vec<&Link> {
    let mut folders: HashMap<&str, HashSet<&str>> = HashMap::new();
    for link in &links {
        let path = link.key.split('?').next().unwrap_or_default();
        for (at, _) in path.match_indices('/').skip(1) {
            folders.entry(path.get(..at).unwrap_or_default()).or_default().insert(&link.key);
        }
    }
    let is_folder = |link: &&Link| folders.get(link.key.as_str()).is_some_and(|inside| inside.len() >= 2);
    links.iter().filter(|link| !is_folder(link)).copied().collect()
}

/// The links of those makes which read like headlines.
fn headlines<'l>(outline: &Outline<'_>, links: &[&'l Link]) -> Vec<&'l Link> {
    let mut makes: HashMap<String, Vec<&'l Link>> = HashMap::new();
    for link in links {
        if !link.text.is_empty() && !headline::is_button(&link.text) {
            makes.entry(make(outline, link.el)).or_default().push(link);
        }
    }
    let mut kept: Vec<&Link> = makes.into_values().filter(|group| reads_like_headlines(group)).flatten().collect();
    kept.retain(|link| headline::syllables(&link.text) >= if link.heading { 3 } else { 4 });
    kept.sort_by_key(|link| link.el);
    kept
}

/// Judges links of one make together.
fn reads_like_headlines(group: &[&Link]) -> bool {
    let count = group.len();
    let syllables: usize = group.iter().map(|link| headline::syllables(&link.text)).sum();
    let headings = group.iter().filter(|link| link.heading || link.titled).count();
    let addressed = group.iter().filter(|link| links::is_article_like(&link.key)).count();
    let nowhere = group.iter().filter(|link| link.url.is_none()).count();
    let in_headings = headings * 2 > count;
    if nowhere * 2 > count {
        return in_headings && syllables >= 6 * count;
    }
    let long_enough = if in_headings { syllables >= 5 * count } else { syllables * 2 >= 13 * count };
    long_enough && (addressed * 5 >= count * 3 || (in_headings && syllables >= 7 * count))
}

/// Tags and class words of a link and of four elements above it.
pub(crate) fn make(outline: &Outline<'_>, el: usize) -> String {
    let mut make = String::new();
    for index in std::iter::once(el).chain(outline.ancestors(el).take(4)) {
        signature(outline, index, &mut make);
        make.push('<');
    }
    make
}

/// Tag and class words of one element, without numbers and words that tell items of a list apart.
pub(crate) fn signature(outline: &Outline<'_>, index: usize, into: &mut String) {
    into.push_str(outline.name(index));
    for name in outline.class(index).split_ascii_whitespace().take(3) {
        for word in zone::words(name) {
            let tells_apart = matches!(
                word.as_str(),
                "first" | "last" | "active" | "odd" | "even" | "post" | "status" | "format" | "category" | "tag"
            );
            if word.len() > 1 && !tells_apart {
                into.push('.');
                into.push_str(&word);
            }
        }
    }
}

/// Makes items: all links of one article in one container are one item.
fn gather(outline: &Outline<'_>, links: &[&Link]) -> Vec<Item> {
    let runs = Runs::new(links);
    let mut items: Vec<Item> = Vec::new();
    for link in links {
        let container = container(outline, &runs, link.el);
        match items.last_mut() {
            Some(last) if last.container == container && last.link.key == link.key => {
                if rank(link) > rank(&last.link) {
                    last.link = (*link).clone();
                    last.make = make(outline, link.el);
                }
            }
            _ => items.push(Item { container, link: (*link).clone(), make: make(outline, link.el) }),
        }
    }
    items
}

/// Which of two links of one item is its headline: one in a heading, then one called a title, then the shorter.
fn rank(link: &Link) -> (bool, bool, bool, std::cmp::Reverse<usize>) {
    (
        link.heading,
        link.titled,
        !headline::is_cut(&link.text),
        std::cmp::Reverse(headline::syllables(&link.text).max(12)),
    )
}

/// Links in document order, with where each run of one article ends.
struct Runs {
    els: Vec<usize>,
    ends: Vec<usize>,
}

impl Runs {
    fn new(links: &[&Link]) -> Self {
        let mut ends = vec![links.len(); links.len()];
        for at in (0..links.len().saturating_sub(1)).rev() {
            ends[at] = if links[at].key == links[at + 1].key { ends[at + 1] } else { at + 1 };
        }
        Self { els: links.iter().map(|link| link.el).collect(), ends }
    }

    /// Whether all links inside an element are of one article.
    fn is_one(&self, outline: &Outline<'_>, el: usize) -> bool {
        let from = self.els.partition_point(|&i| i < el);
        let to = self.els.partition_point(|&i| i < outline.els[el].end);
        self.ends.get(from).is_none_or(|&end| end >= to)
    }
}

/// The largest element around a link that holds one article only; an `article` or `li` is not left.
fn container(outline: &Outline<'_>, runs: &Runs, el: usize) -> usize {
    let mut best = el;
    for up in outline.ancestors(el) {
        if matches!(outline.name(up), "body" | "main" | "html") || !runs.is_one(outline, up) {
            break;
        }
        best = up;
        if matches!(outline.name(up), "article" | "li" | "tr") {
            break;
        }
    }
    best
}

/// Drops the one related link that a card carries under its own headline: cards of one make, most with one headline,
/// some with a second of another make. The card is then all its first headline's.
fn without_related(outline: &Outline<'_>, mut items: Vec<Item>) -> Vec<Item> {
    let mut dropped: HashSet<usize> = HashSet::new();
    let mut cards_of: Vec<(usize, usize)> = Vec::new();
    for (at, pair) in items.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        if first.make == second.make || first.link.key == second.link.key {
            continue;
        }
        let Some(both) = outline.ancestors(first.container).find(|&up| outline.contains(up, second.container)) else {
            continue;
        };
        let mut cards = std::iter::once(both).chain(outline.ancestors(both)).take(3);
        if let Some(card) = cards.find(|&card| is_card_with_related(outline, &items, card)) {
            dropped.insert(at + 1);
            cards_of.push((at, card));
        }
    }
    for (at, card) in cards_of {
        items[at].container = card;
    }
    let mut at = 0;
    items
        .into_iter()
        .filter(|_| {
            at += 1;
            !dropped.contains(&(at - 1))
        })
        .collect()
}

fn is_card_with_related(outline: &Outline<'_>, items: &[Item], card: usize) -> bool {
    let count = |el: usize| {
        let end = outline.els[el].end;
        items.partition_point(|i| i.container < end) - items.partition_point(|i| i.container < el)
    };
    if count(card) != 2 {
        return false;
    }
    let mut wanted = String::new();
    signature(outline, card, &mut wanted);
    let alike: Vec<usize> = outline
        .children(outline.els[card].parent)
        .filter(|&sibling| {
            let mut signature_of = String::new();
            signature(outline, sibling, &mut signature_of);
            signature_of == wanted
        })
        .map(count)
        .filter(|&n| n > 0)
        .collect();
    alike.iter().all(|&n| n <= 2) && (alike.len() >= 4 || (alike.len() >= 3 && alike.contains(&1)))
}

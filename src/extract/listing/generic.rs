//! A listing without any rules: which of a page's links are the headlines of its list.
//!
//! The way: links of one make (the same tags and class names above them) are judged together, because a page repeats
//! itself; those that read like headlines give items, an item being the largest element that holds one article only;
//! items of other columns fall away (`columns`). Absent on purpose: any knowledge of sites.

use std::collections::{HashMap, HashSet};

use super::going_on::going_on;
use super::headline;
use super::item;
use super::links::{self, LinkBase, LinkOccurrence};
use super::outline::ListOutline;
use super::zone::{self, ListingZone};

/// An article of the list: where it stands and which link is its headline.
#[derive(Debug, Clone)]
pub(crate) struct ListItem {
    /// The element that holds it.
    pub container: usize,
    /// Its headline.
    pub link: LinkOccurrence,
    /// Make of the headline link.
    pub make: String,
}

/// The items of the page in document order, still of all columns; an article may stand in several.
pub(crate) fn items(outline: &ListOutline<'_, '_>, all: &[LinkOccurrence], place: &LinkBase) -> Vec<ListItem> {
    let likely: Vec<usize> = all.iter().filter(|l| is_likely(l)).map(|l| l.el).collect();
    let zones = zone::zones(outline, |el| count_in(outline, &likely, el));
    let sections = links::sections(outline, all, &zones);
    let inner: Vec<&LinkOccurrence> = all
        .iter()
        .filter(|l| {
            zones.get(l.el) != Some(&ListingZone::Frame)
                && !sections.contains(&l.key)
                && !l.is_label
                && !headline::is_service(&l.text)
        })
        .collect();
    let inner = without_parents(inner);
    let headlines = headlines(outline, &inner, place);
    let on_page: Vec<&LinkOccurrence> =
        headlines.iter().filter(|l| zones.get(l.el) == Some(&ListingZone::Page)).copied().collect();
    let chosen = if on_page.is_empty() { headlines } else { on_page };
    without_related(outline, gather(outline, &chosen))
}

fn is_likely(link: &LinkOccurrence) -> bool {
    let syllables = headline::syllables(&link.text);
    (syllables >= 6 || (link.heading && syllables >= 4))
        && !headline::is_button(&link.text)
        && !headline::is_service(&link.text)
}

/// How many of the sorted `elements` are inside `el`.
fn count_in(outline: &ListOutline<'_, '_>, elements: &[usize], el: usize) -> usize {
    let end = outline.els.get(el).map_or(0, |e| e.end);
    elements.partition_point(|&i| i < end) - elements.partition_point(|&i| i < el)
}

/// Drops links whose address is the folder of several others: a section, however long its name.
fn without_parents(links: Vec<&LinkOccurrence>) -> Vec<&LinkOccurrence> {
    let mut folders: HashMap<&str, HashSet<&str>> = HashMap::new();
    for link in &links {
        let path = link.key.split('?').next().unwrap_or_default();
        for (at, _) in path.match_indices('/').skip(1) {
            folders.entry(path.get(..at).unwrap_or_default()).or_default().insert(&link.key);
        }
    }
    let is_folder = |link: &&LinkOccurrence| folders.get(link.key.as_str()).is_some_and(|inside| inside.len() >= 2);
    links.iter().filter(|link| !is_folder(link)).copied().collect()
}

/// The links of those makes which read like headlines, and of those whose every link stands on a card of its own.
fn headlines<'l>(
    outline: &ListOutline<'_, '_>,
    links: &[&'l LinkOccurrence],
    place: &LinkBase,
) -> Vec<&'l LinkOccurrence> {
    let mut makes: HashMap<String, Vec<&'l LinkOccurrence>> = HashMap::new();
    for link in links {
        if link.text.chars().any(char::is_alphabetic) && !headline::is_button(&link.text) {
            makes.entry(make(outline, link.el)).or_default().push(link);
        }
    }
    let groups = makes.into_values().map(without_numbers);
    let (mut told, mut untold): (Vec<_>, Vec<_>) = groups.partition(|group| reads_like_headlines(group));
    if outline.is_nameless() {
        let lists = going_on(outline, &told, &untold, reads_like_headlines);
        let found: HashSet<usize> = lists.iter().flatten().map(|link| link.el).collect();
        for group in &mut untold {
            group.retain(|link| !found.contains(&link.el));
        }
        told.extend(lists);
    }
    let mut kept: Vec<&LinkOccurrence> = Vec::new();
    for group in &told {
        let long_enough = |link: &LinkOccurrence| headline::syllables(&link.text) >= if link.heading { 3 } else { 4 };
        let is_one = |link: &LinkOccurrence| links::is_article_like(&link.key) && group.len() > 1;
        let runs = Runs::new(group);
        let has_card = |link: &LinkOccurrence| has_card(outline, &runs, link, place);
        let sections = names_of_sections(group);
        let fits = |link: &LinkOccurrence| long_enough(link) && !sections.contains(&link.el) || is_one(link);
        kept.extend(group.iter().filter(|link| fits(link) || has_card(link)));
    }
    kept.sort_by_key(|link| link.el);
    let mut cards: Vec<Vec<&LinkOccurrence>> =
        untold.into_iter().filter_map(|group| cards(outline, &group, place)).collect();
    cards.sort_by_key(|group| (std::cmp::Reverse(group.len()), group.first().map(|link| link.el)));
    for group in cards {
        let runs = Runs::new(&group);
        let holds_others = |link: &&&LinkOccurrence| {
            let card = container(outline, &runs, link.el);
            let from = kept.partition_point(|other| other.el < card);
            kept[from..].iter().take_while(|other| other.el < outline.els[card].end).any(|other| other.key != link.key)
        };
        if group.iter().filter(holds_others).count() * 5 <= group.len() {
            kept.extend(group);
            kept.sort_by_key(|link| link.el);
        }
    }
    kept
}

/// Most syllables of the name of a section.
const MAX_SECTION: usize = 5;

/// The links of a few words whose addresses name no article, among headlines that nearly all do: names of sections.
fn names_of_sections(group: &[&LinkOccurrence]) -> HashSet<usize> {
    const LEAST: usize = 5;
    let is_named = |link: &&&LinkOccurrence| links::is_article_like(&link.key);
    if group.len() < LEAST || group.iter().filter(is_named).count() * 5 < group.len() * 4 {
        return HashSet::new();
    }
    let is_short = |link: &&&LinkOccurrence| link.url.is_some() && headline::syllables(&link.text) <= MAX_SECTION;
    group.iter().filter(|link| is_short(link) && !is_named(link)).map(|link| link.el).collect()
}

/// Drops links that say a number or a label where another one of the same make tells what the article is about.
fn without_numbers(mut group: Vec<&LinkOccurrence>) -> Vec<&LinkOccurrence> {
    let tells = |link: &LinkOccurrence| headline::syllables(&link.text) >= LEAST_TELLING;
    let told: HashSet<&str> = group.iter().filter(|link| tells(link)).map(|link| link.key.as_str()).collect();
    group.retain(|link| tells(link) || !told.contains(link.key.as_str()));
    group
}

/// Least links of one make that are judged by their cards, because their words are too few to tell.
const LEAST_CARDS: usize = 3;

/// The links of one make that stand on cards, if nearly all do and each leads elsewhere.
fn cards<'l>(
    outline: &ListOutline<'_, '_>,
    group: &[&'l LinkOccurrence],
    place: &LinkBase,
) -> Option<Vec<&'l LinkOccurrence>> {
    let keys: HashSet<&str> = group.iter().map(|link| link.key.as_str()).collect();
    if keys.len() < LEAST_CARDS || keys.len() * 5 < group.len() * 4 || group.iter().any(|link| link.url.is_none()) {
        return None;
    }
    if is_one_headline(group) {
        return Some(group.to_vec());
    }
    let runs = Runs::new(group);
    let cards: Vec<&LinkOccurrence> =
        group.iter().filter(|link| has_card(outline, &runs, link, place)).copied().collect();
    (cards.len() * 5 >= group.len() * 3).then_some(cards)
}

/// Least links that say the same and are articles all the same.
const LEAST_ALIKE: usize = 5;

/// Whether links are articles under one headline: the same words with addresses that differ by their ends only.
fn is_one_headline(group: &[&LinkOccurrence]) -> bool {
    let Some(first) = group.first() else { return false };
    let folder = |link: &LinkOccurrence| link.key.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    group.len() >= LEAST_ALIKE
        && headline::syllables(&first.text) >= 2
        && group.iter().all(|link| link.text == first.text && folder(link) == folder(first))
        && group
            .iter()
            .all(|link| link.key.rsplit('/').next().is_some_and(|end| end.contains(|c: char| c.is_ascii_digit())))
}

/// Whether a link stands on a card of its own: an `article`, or a box with a teaser or a date.
fn has_card(outline: &ListOutline<'_, '_>, runs: &Runs, link: &LinkOccurrence, place: &LinkBase) -> bool {
    let card = container(outline, runs, link.el);
    let says = link.heading || link.titled || headline::syllables(&link.text) >= 2;
    says && card != link.el
        && (outline.name(card) == "article"
            || item::summary(outline, card, link.speaker, &link.key, place).is_some()
            || item::is_dated(outline, card, link.speaker)
            || headline::leading_date(&outline.text(link.speaker)).is_some())
}

/// Judges links of one make together.
fn reads_like_headlines(group: &[&LinkOccurrence]) -> bool {
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
pub(crate) fn make(outline: &ListOutline<'_, '_>, el: usize) -> String {
    let mut make = String::new();
    for index in std::iter::once(el).chain(outline.ancestors(el).take(4)) {
        signature(outline, index, &mut make);
        make.push('<');
    }
    make
}

/// The make of an item's headline from its container down, without what stands around the container.
pub(crate) fn shape(outline: &ListOutline<'_, '_>, item: &ListItem) -> String {
    let mut shape = String::new();
    for index in std::iter::once(item.link.el).chain(outline.ancestors(item.link.el)).take(8) {
        signature(outline, index, &mut shape);
        shape.push('<');
        if index == item.container {
            break;
        }
    }
    shape
}

/// Tag and class words of one element, without numbers and words that tell items of a list apart.
pub(crate) fn signature(outline: &ListOutline<'_, '_>, index: usize, into: &mut String) {
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
fn gather(outline: &ListOutline<'_, '_>, links: &[&LinkOccurrence]) -> Vec<ListItem> {
    let runs = Runs::new(links);
    let mut items: Vec<ListItem> = Vec::new();
    for link in links {
        let container = container(outline, &runs, link.el);
        match items.last_mut() {
            Some(last) if last.container == container && last.link.key == link.key => {
                if rank(link) > rank(&last.link) {
                    last.link = (*link).clone();
                    last.make = make(outline, link.el);
                }
            }
            _ => items.push(ListItem { container, link: (*link).clone(), make: make(outline, link.el) }),
        }
    }
    items
}

/// Which of two links of one item is its headline: one in a heading, then one called a title, then one that is more than
/// a number or a label, then the shorter.
fn rank(link: &LinkOccurrence) -> (bool, bool, bool, bool, std::cmp::Reverse<usize>) {
    let syllables = headline::syllables(&link.text);
    (
        link.heading,
        link.titled,
        !headline::is_cut(&link.text),
        syllables >= LEAST_TELLING,
        std::cmp::Reverse(syllables.max(12)),
    )
}

/// Least syllables of a link that tells what its article is about.
const LEAST_TELLING: usize = 3;

/// Links in document order, with where each run of one article ends.
struct Runs {
    els: Vec<usize>,
    ends: Vec<usize>,
}

impl Runs {
    fn new(links: &[&LinkOccurrence]) -> Self {
        let mut ends = vec![links.len(); links.len()];
        for at in (0..links.len().saturating_sub(1)).rev() {
            ends[at] = if links[at].key == links[at + 1].key { ends[at + 1] } else { at + 1 };
        }
        Self { els: links.iter().map(|link| link.el).collect(), ends }
    }

    /// Whether all links inside an element are of one article.
    fn is_one(&self, outline: &ListOutline<'_, '_>, el: usize) -> bool {
        let from = self.els.partition_point(|&i| i < el);
        let to = self.els.partition_point(|&i| i < outline.els[el].end);
        self.ends.get(from).is_none_or(|&end| end >= to)
    }
}

/// The largest element around a link that holds one article only; an `article` or `li` is not left.
fn container(outline: &ListOutline<'_, '_>, runs: &Runs, el: usize) -> usize {
    let mut best = el;
    for up in outline.ancestors(el) {
        if matches!(outline.name(up), "body" | "main" | "html") || !runs.is_one(outline, up) {
            break;
        }
        best = up;
        if matches!(outline.name(up), "article" | "li") {
            break;
        }
    }
    best
}

/// Drops the one related link that a card carries under its own headline: cards of one make, most with one headline,
/// some with a second of another make. The card is then all its first headline's.
fn without_related(outline: &ListOutline<'_, '_>, mut items: Vec<ListItem>) -> Vec<ListItem> {
    let mut dropped: HashSet<usize> = HashSet::new();
    let mut cards_of: Vec<(usize, usize)> = Vec::new();
    for (at, pair) in items.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        // Where no element bears a name the related one stands deeper in the card.
        let depth = |item: &ListItem| outline.ancestors(item.link.el).count();
        if first.link.key == second.link.key || first.make == second.make && depth(first) == depth(second) {
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

fn is_card_with_related(outline: &ListOutline<'_, '_>, items: &[ListItem], card: usize) -> bool {
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

//! A category page → its entries and the next page.
//!
//! The ladder: rules of the site, rules of its CMS family, then the generic way. Whatever answers is named in `by`.

mod archive;
mod boxes;
#[cfg(test)]
mod boxes_tests;
mod columns;
mod generic;
mod going_on;
mod headline;
mod item;
mod links;
mod outline;
mod paging;
mod rules;
#[cfg(test)]
mod shapes;
#[cfg(test)]
mod short_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod unseen_tests;
mod unspoken;
mod zone;

use std::collections::{HashMap, HashSet};

pub(super) use self::archive::is_of_a_period;
use self::item::Richness;
use self::links::LinkOccurrence;
pub(super) use self::links::{LinkBase, is_article_like, key};
use self::outline::ListOutline;
use super::dom::{Document, Page};
use super::{Knowledge, Source, family, wall};
use crate::model::{CanonicalUrl, Entry, Evidence, Finding, FindingKind, Listing, Timestamp};
use crate::sources::ListingRules;
use crate::text::fold;

/// Most items that a listing gives.
pub const MAX_ITEMS: usize = rules::MAX_ITEMS;

/// Reads a page as it came: by the site's rules, by those of its CMS family, or without any.
pub(super) fn door(source: Source<'_>, knowledge: Knowledge<'_>) -> Listing {
    let document = Document::read(source);
    let page = document.page(&source);
    let site = knowledge.catalog.by_host(&source.url.host()).filter(|_| knowledge.rules);
    let families = if knowledge.rules { family::of(&page, site.and_then(|s| s.family.as_deref())) } else { Vec::new() };
    let of_site = site.map(|site| (Evidence::Rule, &*site.listing));
    let of_families = families.iter().map(|family| (Evidence::Family(family.name.clone()), &family.listing));
    let learned = knowledge.learned.map(|profile| (Evidence::Learned, &profile.listing));
    let steps: Vec<Step<'_>> = of_site
        .into_iter()
        .chain(learned)
        .chain(of_families)
        .filter(|(_, rules)| !rules.item.is_empty())
        .map(|(by, rules)| Step { by, rules })
        .collect();
    let mut listing = read(&page, &steps);
    if document.repaired {
        listing.findings.push(Finding::new(FindingKind::RepairedText));
    }
    if document.cut {
        listing.findings.push(Finding::with(FindingKind::Cut, "the page is too large or too deep"));
    }
    judge(&mut listing, &page);
    listing
}

/// Items of a page from which it is a list, whatever else stands on it.
const SURELY_LIST: usize = 4;

/// Says what an empty list is: a wall that stands before it, or a list of nothing. The few links of a wall are no items.
fn judge(listing: &mut Listing, page: &Page<'_>) {
    if says_it_is_empty(page) {
        // What else stands on it are boxes of the site.
        listing.items.clear();
        listing.unaddressed.clear();
        listing.findings.push(Finding::with(FindingKind::NoItems, "the page says that it holds nothing"));
        return;
    }
    if listing.items.len() >= SURELY_LIST {
        return;
    }
    if let Some(reason) = wall::blocked(page) {
        listing.items.clear();
        listing.unaddressed.clear();
        listing.findings.push(Finding::with(FindingKind::Blocked, reason));
    }
    if listing.items.is_empty() && listing.unaddressed.is_empty() {
        listing.findings.push(Finding::new(FindingKind::NoItems));
    }
}

/// Beginnings of the headings of lists that hold nothing, folded.
const EMPTY: &[&str] = &["nothing here", "nothing found", "no posts found", "khong co bai viet", "chua co bai viet"];
/// Class names of the box that stands in the place of an empty list.
const EMPTY_BOXES: &[&str] = &["no-results", "no-posts", "nothing-found"];

/// Whether a page's first heading says that the list is empty, or stands in the box that does.
fn says_it_is_empty(page: &Page<'_>) -> bool {
    let Some(heading) = page.outline.first("h1") else { return false };
    let said = fold::base(&page.outline.line(heading));
    let is_box =
        |row: usize| page.outline.rows[row].names().split_ascii_whitespace().any(|name| EMPTY_BOXES.contains(&name));
    EMPTY.iter().any(|start| said.starts_with(start)) || page.outline.ancestors(heading).any(is_box)
}

/// Rules with whose they are.
struct Step<'a> {
    /// What it is called in `by`.
    by: Evidence,
    /// The rules.
    rules: &'a ListingRules,
}

/// Reads the list of a page: the first step whose rules find items, else the generic way.
fn read(page: &Page<'_>, steps: &[Step<'_>]) -> Listing {
    let outline = ListOutline::new(&page.outline);
    let place = LinkBase::of(page);
    let turn = paging::next(&outline, &place, page.url);
    let generic = generic_drafts(&outline, &place, page.url, turn.as_ref());
    let mut listing = Listing::default();
    let mut answered = None;
    for step in steps {
        let drafts = ruled_drafts(&outline, &place, step.rules, page.now);
        if misses(&step.by, drafts.len(), generic.len()) {
            listing
                .findings
                .push(Finding::with(FindingKind::RulesMissed, format!("{} found {} items", step.by, drafts.len())));
            continue;
        }
        listing.by.clone_from(&step.by);
        listing.next = rules::next(&outline, step.rules, &place);
        answered = Some(drafts);
        break;
    }
    fill(&mut listing, answered.unwrap_or(generic), &outline, &place, page.now);
    listing.next = listing.next.or(turn);
    listing.archive = archive::archive(&outline, &place, page.url);
    listing.feeds = feeds(&outline, &place);
    if outline.cut {
        listing.findings.push(Finding::with(FindingKind::Cut, format!("after {} elements", outline::MAX_ELEMENTS)));
    }
    listing
}

/// Whether rules belong to an older face of the site: they find a sliver of what stands on the page. What was learnt only adds,
/// so it must find nearly all.
fn misses(by: &Evidence, found: usize, generic: usize) -> bool {
    match by {
        Evidence::Learned => found == 0 || found * 5 < generic * 4,
        _ => found == 0 || found * 4 < generic,
    }
}

/// How many items the generic way finds on a page, and how many of them have a teaser.
pub(super) fn count(page: &Page<'_>) -> (usize, usize) {
    let outline = ListOutline::new(&page.outline);
    let place = LinkBase::of(page);
    let drafts = generic_drafts(&outline, &place, page.url, None);
    let with_summary = drafts
        .iter()
        .filter(|d| item::summary(&outline, d.container, d.link.speaker, &d.link.key, &place).is_some())
        .count();
    (drafts.len(), with_summary)
}

/// An item before its surroundings are read.
struct Draft {
    container: usize,
    link: LinkOccurrence,
    entry: Option<rules::RuleItem>,
}

fn ruled_drafts(outline: &ListOutline<'_, '_>, place: &LinkBase, rules: &ListingRules, now: Timestamp) -> Vec<Draft> {
    let found = rules::items(outline, rules, place, now);
    once_each(found.into_iter().map(|f| Draft { container: f.container, link: f.link.clone(), entry: Some(f) }))
}

fn generic_drafts(
    outline: &ListOutline<'_, '_>,
    place: &LinkBase,
    url: &CanonicalUrl,
    turn: Option<&CanonicalUrl>,
) -> Vec<Draft> {
    let mut links = links::links(outline, place);
    unspoken::give_words(outline, &mut links);
    let items = generic::items(outline, &links, place);
    let richness: Vec<Richness> = items
        .iter()
        .map(|item| Richness {
            summary: item::summary(outline, item.container, item.link.speaker, &item.link.key, place).is_some(),
            dated: item::is_dated(outline, item.container, item.link.speaker),
        })
        .collect();
    let pager = turn.and_then(|next| paging::stands_at(outline, place, next));
    let list = boxes::ListLook::new(outline, &items, &richness, place, url, pager);
    let kept = columns::main_column(outline, &items, &richness, &list);
    once_each(kept.into_iter().filter_map(|i| items.get(i)).map(|item| Draft {
        container: item.container,
        link: item.link.clone(),
        entry: None,
    }))
}

/// The first draft of every article. One article has two addresses where a system keeps it in two sections: then its
/// headline, the end of its address and every number in it are the same. Where more than two are alike in all that and no
/// long number tells that they are one, they are articles of their own under one headline.
fn once_each(drafts: impl Iterator<Item = Draft>) -> Vec<Draft> {
    let drafts: Vec<(String, Draft)> = drafts
        .map(|draft| {
            let alike = format!("{} {}", without_sections(&draft.link.key), fold::letters(&draft.link.text));
            (alike, draft)
        })
        .collect();
    let mut keys: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (alike, draft) in &drafts {
        keys.entry(alike).or_default().insert(&draft.link.key);
    }
    let many: HashSet<String> = keys
        .into_iter()
        .filter(|(alike, keys)| keys.len() > 2 && !has_long_number(alike))
        .map(|(alike, _)| alike.to_owned())
        .collect();
    let mut seen = HashSet::new();
    drafts
        .into_iter()
        .filter_map(|(alike, draft)| {
            let key = draft.link.key.clone();
            let again = tells_apart(&key) && !many.contains(&alike) && !seen.insert(alike);
            (seen.insert(key) && !again).then_some(draft)
        })
        .take(MAX_ITEMS)
        .collect()
}

/// Whether a text holds a number as long as that of an article.
fn has_long_number(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= 4)
}

/// Whether the end of an address is of one article: it has a number, or several words. `index.html` is not.
fn tells_apart(key: &str) -> bool {
    let end = key.rsplit('/').next().unwrap_or_default();
    end.chars().any(|c| c.is_ascii_digit()) || end.split(['-', '_']).filter(|word| !word.is_empty()).count() >= 3
}

/// An address without its folders that hold no digit, which are sections: two articles of two days stay two.
fn without_sections(key: &str) -> String {
    let mut pieces: Vec<&str> = key.split('/').collect();
    let end = pieces.pop().unwrap_or_default();
    pieces.retain(|piece| piece.chars().any(|c| c.is_ascii_digit()));
    pieces.push(end);
    pieces.join("/")
}

/// Takes off the numbers that count the rows of a list: "1 Xưởng may …", "2 Tổ dệt …".
fn without_row_numbers(drafts: &mut [Draft]) {
    const LEAST: usize = 3;
    let number = |text: &str| {
        let (first, rest) = text.split_once(' ')?;
        let digits = first.trim_end_matches(['.', ')']);
        let short = digits.len() <= 3 && rest.chars().next().is_some_and(char::is_uppercase);
        digits.parse::<usize>().ok().filter(|_| short)
    };
    let numbers: Vec<Option<usize>> = drafts.iter().map(|draft| number(&draft.link.text)).collect();
    let in_order = numbers.windows(2).all(|two| two[0].zip(two[1]).is_some_and(|(one, next)| next == one + 1));
    if drafts.len() < LEAST || !in_order {
        return;
    }
    for draft in drafts {
        if let Some((_, rest)) = draft.link.text.split_once(' ') {
            draft.link.text = rest.to_owned();
        }
    }
}

fn fill(
    listing: &mut Listing,
    mut drafts: Vec<Draft>,
    outline: &ListOutline<'_, '_>,
    place: &LinkBase,
    now: Timestamp,
) {
    without_row_numbers(&mut drafts);
    for draft in drafts {
        let Draft { container, link, entry } = draft;
        let Some(url) = link.url else {
            listing.unaddressed.push(link.text);
            continue;
        };
        let (published, summary, picture) = entry.map_or((None, None, None), |e| (e.published, e.summary, e.picture));
        listing.items.push(Entry {
            published: published
                .or_else(|| item::published(outline, container, link.speaker, now))
                .or_else(|| item::published_with(outline, link.speaker, now))
                .or_else(|| item::published_above(outline, container, now))
                .or_else(|| item::published_below(outline, container, now)),
            summary: summary.or_else(|| item::summary(outline, container, link.speaker, &link.key, place)),
            picture: picture.or_else(|| item::picture(outline, container, place)),
            ..Entry::new(link.text, url)
        });
    }
}

/// What is asked of WordPress for its posts: their whole texts, dates and authors.
const POSTS: &str =
    "per_page=10&_fields=id,date_gmt,modified_gmt,link,title,excerpt,content,_links,_embedded&_embed=author";

/// Where a page of WordPress says that its posts stand as JSON, whole: those of its category, else all of them.
fn posts(outline: &ListOutline<'_, '_>, place: &LinkBase) -> Option<CanonicalUrl> {
    let links = || (0..outline.els.len()).filter(|&i| outline.name(i) == "link");
    let href = |el: usize| outline.attr(el, "href").unwrap_or_default();
    let root = links().find(|&el| outline.attr(el, "rel") == Some("https://api.w.org/")).map(href)?;
    let json = |el: &usize| outline.attr(*el, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"));
    let own = links().filter(json).find_map(|el| href(el).split_once("/wp/v2/").map(|(_, own)| own));
    let category = match own.map(|own| own.split_once('/').unwrap_or((own, ""))) {
        None => String::new(),
        Some(("categories", number)) => format!("&categories={}", number.trim_end_matches('/')),
        Some(_) => return None,
    };
    let join = if root.contains('?') { '&' } else { '?' };
    place.join(&format!("{}/wp/v2/posts{join}{POSTS}{category}", root.trim_end_matches('/')))
}

/// Feeds that the page announces.
fn feeds(outline: &ListOutline<'_, '_>, place: &LinkBase) -> Vec<CanonicalUrl> {
    let mut feeds: Vec<CanonicalUrl> = posts(outline, place).into_iter().collect();
    for el in (0..outline.els.len()).filter(|&i| outline.name(i) == "link") {
        let kind = outline.attr(el, "type").unwrap_or_default().to_ascii_lowercase();
        let is_feed = ["rss+xml", "atom+xml", "rdf+xml", "feed+json"].iter().any(|known| kind.contains(known));
        let is_alternate = outline.attr(el, "rel").is_some_and(|rel| rel.to_ascii_lowercase().contains("alternate"));
        if let Some(url) =
            outline.attr(el, "href").filter(|_| is_feed && is_alternate).and_then(|href| place.join(href))
            && !feeds.contains(&url)
            && feeds.len() < 20
        {
            feeds.push(url);
        }
    }
    feeds
}

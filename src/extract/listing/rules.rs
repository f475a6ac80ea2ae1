//! A listing by the rules of a site or a CMS family.
//!
//! `item` selectors are taken together (a page mixes makes of cards); for every field the first selector that finds
//! something answers. A headline that is cut is made whole from attributes, as without rules.

use super::headline;
use super::item;
use super::links::{self, LinkBase, LinkOccurrence};
use super::outline::ListOutline;
use crate::model::{CanonicalUrl, Moment, Timestamp};
use crate::sources::ListingRules;

/// Most items of one page.
pub(crate) const MAX_ITEMS: usize = 500;

/// An item that rules found.
pub(crate) struct RuleItem {
    /// Element of the item.
    pub container: usize,
    /// Its headline link.
    pub link: LinkOccurrence,
    /// Date, if a rule found one.
    pub published: Option<Moment>,
    /// Teaser, if a rule found one.
    pub summary: Option<String>,
    /// Picture, if a rule found one.
    pub picture: Option<String>,
}

/// The items of the page in document order. A selector that is not CSS finds nothing (`check_rules` tells of it).
pub(crate) fn items(
    outline: &ListOutline<'_, '_>,
    rules: &ListingRules,
    place: &LinkBase,
    now: Timestamp,
) -> Vec<RuleItem> {
    let removed: Vec<usize> = outline.select(&rules.remove, None).collect();
    let mut containers: Vec<usize> = outline.select(&rules.item, None).collect();
    containers.sort_unstable();
    containers.dedup();
    containers.retain(|&el| !removed.iter().any(|&gone| outline.contains(gone, el)));
    without_sidebar(outline, &mut containers);
    containers.into_iter().filter_map(|el| found(outline, rules, place, now, el)).take(MAX_ITEMS).collect()
}

/// Leaves out what stands in the column beside the list: the same cards show there what is read most. Names with a number
/// ("sidebar-1") are those of columns, whatever stands in them.
fn without_sidebar(outline: &ListOutline<'_, '_>, containers: &mut Vec<usize>) {
    let columns = ["[class$=sidebar]", "[class~=sidebar]", "aside"].map(str::to_owned);
    let beside: Vec<usize> = outline.select(&columns, None).collect();
    let is_beside = |el: &usize| beside.iter().any(|column| outline.contains(*column, *el));
    let count = containers.iter().filter(|el| is_beside(el)).count();
    if count * 2 < containers.len() {
        containers.retain(|el| !is_beside(el));
    }
}

fn found(
    outline: &ListOutline<'_, '_>,
    rules: &ListingRules,
    place: &LinkBase,
    now: Timestamp,
    container: usize,
) -> Option<RuleItem> {
    let all = |selectors| outline.select(selectors, Some(container));
    let own = (outline.name(container) == "a").then_some(container);
    let headline = all(&rules.title).next().or(own)?;
    let anchor = all(&rules.link).next().or(own).unwrap_or(headline);
    let link = links::at(outline, place, anchor, headline)?;
    if headline::syllables(&link.text) < 2 {
        return None;
    }
    let published = all(&rules.published).find_map(|el| item::date_of(outline, el, now));
    let summary = all(&rules.summary).map(|el| outline.text(el)).find(|text| !text.is_empty());
    let picture = all(&rules.picture).find_map(|el| item::picture_of(outline, el, place));
    Some(RuleItem { container, link, published, summary, picture })
}

/// The next page, if a rule finds it.
pub(crate) fn next(outline: &ListOutline<'_, '_>, rules: &ListingRules, place: &LinkBase) -> Option<CanonicalUrl> {
    let page = outline.page;
    let found = rules.next.iter().flat_map(|selector| page.select(selector, &(0..page.rows.len())));
    found.into_iter().find_map(|row| place.join(page.rows[row].attr("href")?))
}

//! A listing by the rules of a site or a CMS family.
//!
//! `item` selectors are taken together (a page mixes makes of cards); for every field the first selector that finds
//! something answers. A headline that is cut is made whole from attributes, as without rules.

use scraper::{ElementRef, Html, Selector};

use super::headline;
use super::item;
use super::links::{self, LinkBase, LinkOccurrence};
use super::outline::Outline;
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

/// Rules with their selectors compiled; a selector that is not CSS is left out (`check_rules` tells of it).
pub(crate) struct CompiledRules {
    item: Vec<Selector>,
    title: Vec<Selector>,
    link: Vec<Selector>,
    published: Vec<Selector>,
    summary: Vec<Selector>,
    picture: Vec<Selector>,
    next: Vec<Selector>,
    remove: Vec<Selector>,
}

impl CompiledRules {
    /// Compiles the rules.
    pub(crate) fn new(rules: &ListingRules) -> Self {
        let all = |list: &[String]| list.iter().filter_map(|css| Selector::parse(css).ok()).collect();
        Self {
            item: all(&rules.item),
            title: all(&rules.title),
            link: all(&rules.link),
            published: all(&rules.published),
            summary: all(&rules.summary),
            picture: all(&rules.picture),
            next: all(&rules.next),
            remove: all(&rules.remove),
        }
    }

    /// The items of the page in document order.
    pub(crate) fn items(&self, html: &Html, outline: &Outline<'_>, place: &LinkBase, now: Timestamp) -> Vec<RuleItem> {
        let index = outline.index();
        let removed: Vec<usize> = self.remove.iter().flat_map(|s| html.select(s)).filter_map(&index).collect();
        let mut containers: Vec<usize> = self.item.iter().flat_map(|s| html.select(s)).filter_map(&index).collect();
        containers.sort_unstable();
        containers.dedup();
        containers.retain(|&el| !removed.iter().any(|&gone| outline.contains(gone, el)));
        let reader = ItemReader { outline, place, now, index: &index };
        containers.into_iter().filter_map(|el| self.found(&reader, el)).take(MAX_ITEMS).collect()
    }

    fn found(
        &self,
        reader: &ItemReader<'_, '_, impl Fn(ElementRef<'_>) -> Option<usize>>,
        container: usize,
    ) -> Option<RuleItem> {
        let outline = reader.outline;
        let element = outline.els.get(container)?.node;
        let own = (outline.name(container) == "a").then_some(container);
        let headline = reader.all(element, &self.title).next().or(own)?;
        let anchor = reader.all(element, &self.link).next().or(own).unwrap_or(headline);
        let link = links::at(outline, reader.place, anchor, headline)?;
        if headline::syllables(&link.text) < 2 {
            return None;
        }
        let published = reader.all(element, &self.published).find_map(|el| item::date_of(outline, el, reader.now));
        let summary = reader.all(element, &self.summary).map(|el| outline.text(el)).find(|text| !text.is_empty());
        let picture = reader.all(element, &self.picture).find_map(|el| item::picture_of(outline, el, reader.place));
        Some(RuleItem { container, link, published, summary, picture })
    }

    /// The next page, if a rule finds it.
    pub(crate) fn next(&self, html: &Html, place: &LinkBase) -> Option<CanonicalUrl> {
        self.next.iter().flat_map(|s| html.select(s)).find_map(|el| place.join(el.attr("href")?))
    }
}

/// What is needed to read one item.
struct ItemReader<'o, 'h, F> {
    outline: &'o Outline<'h>,
    place: &'o LinkBase,
    now: Timestamp,
    index: &'o F,
}

impl<F: Fn(ElementRef<'_>) -> Option<usize>> ItemReader<'_, '_, F> {
    /// The elements under `scope` that selectors find, selectors in their order.
    fn all<'s>(&'s self, scope: ElementRef<'s>, selectors: &'s [Selector]) -> impl Iterator<Item = usize> + 's {
        selectors.iter().flat_map(move |selector| scope.select(selector)).filter_map(|el| (self.index)(el))
    }
}

//! What a site offers to be read: its lists, feeds and the parts that its menus name, to choose from.

use super::{CanonicalUrl, SourceId};

/// What stands at an address that a person wants to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The newspaper it would belong to.
    pub id: SourceId,
    /// What the site is called.
    pub site: String,
    /// What can be chosen: what was found at the address, then the parts of the site as its menus nest them.
    pub parts: Vec<OfferPart>,
}

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferPart {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub url: CanonicalUrl,
    /// What it holds.
    pub holds: Holds,
    /// How many parts it lies within.
    pub depth: usize,
    /// Whether it is read already.
    pub known: bool,
    /// Whether it is to be read.
    pub chosen: bool,
}

/// What a part holds, with its number of articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A page that lists articles.
    Listing(usize),
    /// A feed.
    Feed(usize),
    /// A map of the site.
    Sitemap(usize),
    /// Nobody has looked yet: a menu leads there.
    Unseen,
}

impl Offer {
    /// The parts that are to be read.
    pub fn chosen(&self) -> impl Iterator<Item = &OfferPart> {
        self.parts.iter().filter(|part| part.chosen)
    }
}

//! What a site offers for reading: lists, feeds and the parts in its menus, for the user to choose from.

use super::{CanonicalUrl, SourceId};

/// What was found at an address that the user wants to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The source it would become.
    pub id: SourceId,
    /// The name of the site.
    pub site: String,
    /// The choices: what was found at the address, then the parts of the site, nested as in its menus.
    pub parts: Vec<OfferPart>,
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferPart {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: CanonicalUrl,
    /// Its content.
    pub holds: Holds,
    /// Its nesting depth.
    pub depth: usize,
    /// Whether it is in the configuration already.
    pub known: bool,
    /// Whether it is selected.
    pub chosen: bool,
}

/// The content of a part, with the number of articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A page that lists articles.
    Listing(usize),
    /// A feed.
    Feed(usize),
    /// A sitemap.
    Sitemap(usize),
    /// Not fetched yet: linked from a menu.
    Unseen,
}

impl Offer {
    /// The selected parts.
    pub fn chosen(&self) -> impl Iterator<Item = &OfferPart> {
        self.parts.iter().filter(|part| part.chosen)
    }
}

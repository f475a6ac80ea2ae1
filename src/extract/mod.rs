//! HTML TO WORDS. Pure. Knows `model`, `text`, `sources`. The DOM never leaves this room.
//!
//! Three doors: [`article()`], [`listing()`], [`feed()`]. None fails: a broken page gives a poorer answer and findings.

#[cfg(test)]
mod abroad_tests;
#[cfg(test)]
mod apart_tests;
#[cfg(test)]
mod around_tests;
mod article;
#[cfg(test)]
mod article_tests;
mod attachments;
mod blocks;
mod byline;
mod cards;
mod contain;
mod dom;
mod escapes;
mod examine;
mod family;
pub mod feed;
mod fields;
mod figures;
mod generic;
mod guard;
mod inline;
mod junk;
mod kind;
#[cfg(test)]
mod kinds_tests;
#[cfg(test)]
mod leaks_tests;
#[cfg(test)]
mod lines_tests;
pub mod listing;
mod metadata;
mod names;
mod naming;
mod notice;
#[cfg(test)]
mod odd_tests;
mod paging;
#[cfg(test)]
mod portal_tests;
pub mod profile;
mod remarks;
mod sitemap;
#[cfg(test)]
mod structure_tests;
#[cfg(test)]
mod teaser_tests;
#[cfg(test)]
mod theme_tests;
mod tidy;
#[cfg(test)]
mod unseen_tests;
mod versions;
mod wall;
#[cfg(test)]
mod wiki_tests;
#[cfg(test)]
mod wild_tests;
mod zone;

pub use self::contain::{MAX_READING, Stop, until};
pub use self::examine::{Examination, Trace, check_rules, examine, trace};
pub use self::naming::{Naming, naming};
pub use self::notice::{PageNotice, notice};
pub use self::profile::Profile;
pub use self::sitemap::{SiteMap, sitemap};
pub use self::wall::is_name_of_no_page;
use std::time::Instant;

use crate::model::{CanonicalUrl, Draft, Listing, Timestamp};
use crate::sources::Catalog;

/// A page as it came, before anything is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// Charset of the HTTP header, if any.
    pub charset: Option<&'a str>,
    /// Its address (the original one, never a mirror's).
    pub url: &'a CanonicalUrl,
    /// Present instant, for relative dates.
    pub now: Timestamp,
}

/// What knowledge may be used.
#[derive(Debug, Clone, Copy)]
pub struct Knowledge<'a> {
    /// The sites.
    pub catalog: &'a Catalog,
    /// `false`: neither site nor family rules (`--no-site-rules`).
    pub rules: bool,
    /// What was learnt from other pages of the host.
    pub learned: Option<&'a Profile>,
}

/// Reads an article page.
pub fn article(page: Source<'_>, knowledge: Knowledge<'_>) -> Draft {
    let begun = Instant::now();
    let draft = contain::contained(|| article::read(page, knowledge)).unwrap_or_else(|ended| Draft {
        url: Some(page.url.clone()),
        findings: vec![ended.finding()],
        ..Draft::default()
    });
    let (blocks, findings, ms) = (draft.body.len(), draft.findings.len(), begun.elapsed().as_millis());
    tracing::debug!(url = %page.url, bytes = page.bytes.len(), blocks, findings, ms, "article read");
    draft
}

/// The address that a page gives itself, for one of which nothing else is known.
pub fn own_address(bytes: &[u8]) -> Option<CanonicalUrl> {
    contain::contained(|| examine::own_address(bytes)).ok().flatten()
}

/// Reads a category page.
pub fn listing(page: Source<'_>, knowledge: Knowledge<'_>) -> Listing {
    noted(page, || contain::contained(|| listing::door(page, knowledge)).unwrap_or_else(unread))
}

/// Reads a feed (RSS, Atom, RDF, JSON Feed).
pub fn feed(page: Source<'_>) -> Listing {
    noted(page, || contain::contained(|| feed::read(page)).unwrap_or_else(unread))
}

/// Reads a list, with a line in the log.
fn noted(page: Source<'_>, read: impl FnOnce() -> Listing) -> Listing {
    let begun = Instant::now();
    let listing = read();
    let (items, ms) = (listing.items.len(), begun.elapsed().as_millis());
    tracing::debug!(url = %page.url, bytes = page.bytes.len(), items, ms, "list read");
    listing
}

/// The listing of a page that could not be read.
fn unread(ended: contain::ReadingEnd) -> Listing {
    Listing { findings: vec![ended.finding()], ..Listing::default() }
}

/// What a page seems to be, for `--kind auto`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum PageKind {
    Article,
    Listing,
    Feed,
}

/// Whether a page seems to be an article.
pub fn is_article(page: Source<'_>, knowledge: Knowledge<'_>) -> bool {
    kind(page, knowledge) == PageKind::Article
}

/// Whether a page says itself that it is one article, whatever its address and whatever is listed beside the text.
pub fn says_article(page: Source<'_>) -> bool {
    contain::contained(|| kind::says_article(page)).unwrap_or(false)
}

/// Guesses what a page is.
pub fn kind(page: Source<'_>, knowledge: Knowledge<'_>) -> PageKind {
    contain::contained(|| kind::kind(page, knowledge)).unwrap_or(PageKind::Article)
}

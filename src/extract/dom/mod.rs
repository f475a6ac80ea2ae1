//! A PAGE AS ROWS. Articles, lists and feeds are read from rows; the parser's own tree never leaves this room.
//!
//! A [`Document`] is parsed once, a [`Page`] is its rows with its address. What an element means is said elsewhere, but for what
//! the page itself says of it: whether it is shown, and what its names call it.

use scraper::Html;

use super::{Source, guard};
use crate::model::{CanonicalUrl, Timestamp};
use crate::text::encoding;

mod compound;
mod fragment;
mod furniture;
mod outline;
mod pictures;
mod row;
mod select;
#[cfg(test)]
mod tests;
mod visibility;
mod weights;

pub(super) use fragment::{attributes_of_first, text_of_fragment};
pub(super) use outline::Outline;
pub(super) use pictures::{is_drawing, is_picture_name, is_placeholder, picture_address};
pub(super) use row::{PageRow, is_inline};
pub(super) use select::is_selector;
pub(super) use visibility::{is_in_no_list, is_later_card};
pub(super) use weights::{count, is_link, tally, wraps_text};

/// A page, parsed.
pub(super) struct Document {
    html: Html,
    /// Whether the bytes were not what they claimed, or were repaired.
    pub(super) repaired: bool,
    /// Whether a bound cut something off.
    pub(super) cut: bool,
}

impl Document {
    /// Decodes and parses; never fails.
    pub(super) fn read(source: Source<'_>) -> Self {
        let bytes = guard::beginning(source.bytes);
        let decoded = encoding::decode(bytes, source.charset);
        let readable = guard::readable(&decoded.text);
        let html = Html::parse_document(&readable.html);
        Self { html, repaired: decoded.repaired, cut: readable.cut || bytes.len() < source.bytes.len() }
    }

    /// The page as rows, with its address.
    pub(super) fn page<'a>(&'a self, source: &Source<'a>) -> Page<'a> {
        let outline = Outline::of(&self.html);
        let base = outline
            .rows
            .iter()
            .find(|row| row.tag == "base")
            .and_then(|row| row.attr("href"))
            .and_then(|href| CanonicalUrl::join(source.url.as_str(), href))
            .map_or_else(|| source.url.as_str().to_owned(), |url| url.as_str().to_owned());
        Page { outline, base, url: source.url, now: source.now }
    }
}

/// A parsed page and where it stands.
pub(super) struct Page<'a> {
    /// Its nodes.
    pub(super) outline: Outline<'a>,
    /// What relative addresses are relative to: its `<base href>`, else its own.
    pub(super) base: String,
    /// Its address.
    pub(super) url: &'a CanonicalUrl,
    /// Present instant, for relative dates.
    pub(super) now: Timestamp,
}

impl Page<'_> {
    /// An address of the page made absolute; `None` when it leads nowhere (`#`, `javascript:` …).
    pub(super) fn join(&self, href: &str) -> Option<CanonicalUrl> {
        let href = href.trim();
        if href.is_empty() || href.starts_with('#') {
            return None;
        }
        CanonicalUrl::join(&self.base, href)
    }
}

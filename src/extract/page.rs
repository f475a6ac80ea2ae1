//! A parsed page: its elements and texts in page order, asked by selector, and its base address.
//!
//! The tree is kept as an [`Outline`]: one row a node in pre-order, each knowing its parent and where its subtree ends.
//! So a subtree is a range of rows, and every walk is a loop: depth costs no stack.
//! Units: rows are indices into the outline; text is as in the page until it passes `text::display`.

use std::cell::OnceCell;
use std::ops::Range;

use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Node};

use super::contain::tick;
use super::{Source, guard};
use crate::model::{CanonicalUrl, Timestamp};
use crate::text::{self, encoding};

mod furniture;
mod row;
mod selectors;
#[cfg(test)]
mod tests;
mod weights;

pub(super) use row::{PageRow, is_inline};

use row::hide_covered;
use selectors::{CompiledSelector, Index, SelectorKey, compile};
use weights::Weights;

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

    /// The tree as the parser left it.
    pub(super) fn html(&self) -> &Html {
        &self.html
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
    /// What relative addresses are relative to.
    base: String,
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

/// All nodes of a page that matter (elements and texts), in pre-order.
pub(super) struct Outline<'a> {
    /// One row a node; row 0 is the root element, if there is any.
    pub(super) rows: Vec<PageRow<'a>>,
    index: OnceCell<Index<'a>>,
    furniture: OnceCell<Vec<bool>>,
    weights: OnceCell<Weights>,
}

impl<'a> Outline<'a> {
    fn of(html: &'a Html) -> Self {
        let mut rows: Vec<PageRow<'a>> = Vec::with_capacity(4096);
        let mut open: Vec<usize> = Vec::new();
        let root = html.tree.root();
        for edge in root.traverse() {
            tick();
            match edge {
                Edge::Open(node) => {
                    let here = rows.len();
                    let parent = open.last().copied().unwrap_or(0);
                    let mut row = PageRow {
                        node,
                        parent,
                        end: here + 1,
                        tag: "",
                        class: None,
                        id: None,
                        itemprop: None,
                        junk: false,
                        hidden: false,
                        covered: false,
                    };
                    match node.value() {
                        Node::Element(element) => row.describe(element),
                        Node::Text(_) => {}
                        _ => continue,
                    }
                    rows.push(row);
                    open.push(here);
                }
                Edge::Close(node) => {
                    if matches!(node.value(), Node::Element(_) | Node::Text(_))
                        && let Some(here) = open.pop()
                    {
                        rows[here].end = rows.len();
                    }
                }
            }
        }
        hide_covered(&mut rows);
        Self { rows, index: OnceCell::new(), furniture: OnceCell::new(), weights: OnceCell::new() }
    }

    /// Every row whose element matches `selector`, in page order, within `range` of rows. A selector that is no CSS
    /// matches nothing: site files are checked when they are read.
    pub(super) fn select(&self, selector: &str, range: &Range<usize>) -> Vec<usize> {
        let Some(compiled) = compile(selector) else { return Vec::new() };
        let mut found: Vec<usize> = Vec::new();
        for key in &compiled.keys {
            let rows = self.candidates(key);
            let from = rows.partition_point(|row| *row < range.start);
            let here = rows[from..].iter().copied().take_while(|row| *row < range.end);
            found.extend(here.filter(|row| self.matches(*row, &compiled)));
        }
        if compiled.keys.len() > 1 {
            found.sort_unstable();
            found.dedup();
        }
        found
    }

    /// The first match of `selector` in the whole page.
    pub(super) fn first(&self, selector: &str) -> Option<usize> {
        let compiled = compile(selector)?;
        let first = |key| self.candidates(key).iter().copied().find(|row| self.matches(*row, &compiled));
        compiled.keys.iter().filter_map(first).min()
    }

    /// Whether an element matches.
    fn matches(&self, row: usize, compiled: &CompiledSelector) -> bool {
        tick();
        let mut open = compiled.lasts.is_none();
        for part in compiled.lasts.iter().flatten() {
            if part.fits(&self.rows[row]) {
                if part.complete {
                    return true;
                }
                open = true;
            }
        }
        open && ElementRef::wrap(self.rows[row].node).is_some_and(|element| compiled.selector.matches(&element))
    }

    fn candidates(&self, key: &SelectorKey) -> &[usize] {
        let index = self.index.get_or_init(|| {
            let elements = self.rows.iter().enumerate().filter(|(_, row)| !row.tag.is_empty());
            Index::of(elements.map(|(at, row)| (at, row.tag, row.id, row.class())))
        });
        let rows = match key {
            SelectorKey::Class(name) => index.class.get(name.as_str()),
            SelectorKey::Id(name) => index.id.get(name.as_str()),
            SelectorKey::Tag(name) => index.tag.get(name.as_str()),
            SelectorKey::Any => Some(&index.all),
        };
        rows.map_or(&[], Vec::as_slice)
    }

    /// Characters of text outside links in a range of rows.
    pub(super) fn prose(&self, range: &Range<usize>) -> usize {
        let (chars, linked) = self.weigh(range);
        chars - linked
    }

    /// Characters of text in a range of rows, and those of them in links.
    pub(super) fn weigh(&self, range: &Range<usize>) -> (usize, usize) {
        let sums = self.weights.get_or_init(|| Weights::of(&self.rows));
        let between = |list: &[u32]| (list[range.end] - list[range.start]) as usize;
        (between(&sums.chars), between(&sums.linked))
    }

    /// An element as a selector would name it: `h1.title`, `div#news-body`.
    pub(super) fn describe(&self, row: usize) -> String {
        let row = &self.rows[row];
        let id = row.id.map(|id| format!("#{id}")).unwrap_or_default();
        let classes: String = row.class().split_ascii_whitespace().take(3).map(|name| format!(".{name}")).collect();
        format!("{}{id}{classes}", row.tag)
    }

    /// The rows of the subtree of `row`, itself included.
    pub(super) fn subtree(&self, row: usize) -> Range<usize> {
        row..self.rows.get(row).map_or(row, |r| r.end)
    }

    /// All text under `row`, as it stands in the page, texts joined; elements that break a line put a space.
    pub(super) fn raw_text(&self, row: usize) -> String {
        let mut out = String::new();
        let mut at = row;
        let end = self.subtree(row).end;
        while at < end {
            tick();
            let here = &self.rows[at];
            if let Some(text) = here.text() {
                out.push_str(text);
            } else if matches!(here.tag, "script" | "style" | "noscript" | "template" | "iframe") {
                at = here.end;
                continue;
            } else if !is_inline(here.tag) {
                out.push(' ');
            }
            at += 1;
        }
        out
    }

    /// The markup in an element that browsers do not show (`noscript`), at most `most` bytes of it.
    pub(super) fn hidden_markup(&self, row: usize, most: usize) -> String {
        let texts = self.subtree(row).filter_map(|r| self.rows[r].text());
        let mut out = String::new();
        for text in texts {
            if out.len() + text.len() > most {
                break;
            }
            out.push_str(text);
        }
        out
    }

    /// [`Self::raw_text`] in display form, on one line.
    pub(super) fn line(&self, row: usize) -> String {
        text::one_line(&self.raw_text(row))
    }

    /// The ancestors of `row`, nearest first.
    pub(super) fn ancestors(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        let mut at = row;
        std::iter::from_fn(move || {
            tick();
            let parent = self.rows.get(at)?.parent;
            (parent != at).then(|| {
                at = parent;
                parent
            })
        })
    }

    /// The rows of the children of `row`.
    pub(super) fn children(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.subtree(row).end;
        let mut at = row + 1;
        std::iter::from_fn(move || {
            (at < end).then(|| {
                let here = at;
                at = self.rows[at].end;
                here
            })
        })
    }
}

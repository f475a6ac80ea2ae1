//! All nodes of a page that matter, as rows in pre-order, each knowing its parent and where its subtree ends.
//!
//! A subtree is a range of rows, and every walk is a loop: depth costs no stack. Units: rows; text is as in the page until it
//! passes `text::display`.

use std::cell::OnceCell;
use std::ops::Range;

use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Node};

use super::row::{PageRow, is_inline};
use super::select::{CompiledSelector, Index, SelectorKey, compile};
use super::visibility::{hide_covered, show_only_text};
use super::weights::Weights;
use crate::extract::contain::tick;
use crate::text;

/// All nodes of a page that matter (elements and texts), in pre-order.
pub(in crate::extract) struct Outline<'a> {
    /// One row a node; row 0 is the root element, if there is any.
    pub(in crate::extract) rows: Vec<PageRow<'a>>,
    index: OnceCell<Index<'a>>,
    pub(super) furniture: OnceCell<Vec<bool>>,
    weights: OnceCell<Weights>,
}

impl<'a> Outline<'a> {
    pub(super) fn of(html: &'a Html) -> Self {
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
                        lined: false,
                        remarks: false,
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
        show_only_text(&mut rows);
        Self { rows, index: OnceCell::new(), furniture: OnceCell::new(), weights: OnceCell::new() }
    }

    /// Every row whose element matches `selector`, in page order, within `range` of rows. A selector that is no CSS
    /// matches nothing: site files are checked when they are read.
    pub(in crate::extract) fn select(&self, selector: &str, range: &Range<usize>) -> Vec<usize> {
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
    pub(in crate::extract) fn first(&self, selector: &str) -> Option<usize> {
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
    pub(in crate::extract) fn prose(&self, range: &Range<usize>) -> usize {
        let (chars, linked) = self.weigh(range);
        chars - linked
    }

    /// Characters of text in a range of rows, and those of them in links.
    pub(in crate::extract) fn weigh(&self, range: &Range<usize>) -> (usize, usize) {
        let sums = self.weights.get_or_init(|| Weights::of(&self.rows));
        let between = |list: &[u32]| (list[range.end] - list[range.start]) as usize;
        (between(&sums.chars), between(&sums.linked))
    }

    /// An element as a selector would name it: `h1.title`, `div#news-body`.
    pub(in crate::extract) fn describe(&self, row: usize) -> String {
        let row = &self.rows[row];
        let id = row.id.map(|id| format!("#{id}")).unwrap_or_default();
        let classes: String = row.class().split_ascii_whitespace().take(3).map(|name| format!(".{name}")).collect();
        format!("{}{id}{classes}", row.tag)
    }

    /// The rows of the subtree of `row`, itself included.
    #[inline]
    pub(in crate::extract) fn subtree(&self, row: usize) -> Range<usize> {
        row..self.rows.get(row).map_or(row, |r| r.end)
    }

    /// All text under `row`, as it stands in the page, texts joined; elements that break a line put a space.
    pub(in crate::extract) fn raw_text(&self, row: usize) -> String {
        let mut out = String::new();
        let mut at = row;
        let end = self.subtree(row).end;
        let mut blocks: Vec<usize> = Vec::new();
        while at < end {
            tick();
            while blocks.pop_if(|end| *end <= at).is_some() {
                out.push(' ');
            }
            let here = &self.rows[at];
            if let Some(text) = here.text() {
                out.push_str(text);
            } else if matches!(here.tag, "script" | "style" | "noscript" | "template" | "iframe") {
                at = here.end;
                continue;
            } else if !is_inline(here.tag) {
                out.push(' ');
                blocks.push(here.end);
            }
            at += 1;
        }
        out
    }

    /// The markup in an element that browsers do not show (`noscript`), at most `most` bytes of it.
    pub(in crate::extract) fn hidden_markup(&self, row: usize, most: usize) -> String {
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
    pub(in crate::extract) fn line(&self, row: usize) -> String {
        text::one_line(&self.raw_text(row))
    }

    /// The ancestors of `row`, nearest first.
    #[inline]
    pub(in crate::extract) fn ancestors(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
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
    #[inline]
    pub(in crate::extract) fn children(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
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

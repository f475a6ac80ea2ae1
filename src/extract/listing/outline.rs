//! The elements of a page that can be part of a list, in document order, so that "inside" is a comparison of two numbers.
//!
//! Units: indices into [`ListOutline::els`]; element 0 is the root. Scripts, fields of forms and what the page hides for good
//! are left out. Absent on purpose: any opinion about what an element means.

use super::super::contain::tick;
use crate::extract::dom::{Outline, PageRow, is_in_no_list, is_inline, is_later_card};

/// Most elements of a page that are looked at; the rest is not there for us.
pub(crate) const MAX_ELEMENTS: usize = 200_000;
/// Most bytes of text gathered from one element.
const MAX_TEXT_BYTES: usize = 4_000;

/// One element.
pub(crate) struct El<'a> {
    /// Its row on the page.
    pub row: usize,
    node: PageRow<'a>,
    /// Index of its parent; the root is its own parent.
    pub parent: usize,
    /// One past the index of its last descendant.
    pub end: usize,
    /// Range of its texts in [`ListOutline::texts`].
    texts: (usize, usize),
}

/// One text node.
struct TextNode<'a> {
    words: &'a str,
    /// The element it stands in directly.
    el: usize,
    /// A block begins or ends before it.
    gap: bool,
}

/// An element that is open while the page is walked.
struct OpenElement {
    el: usize,
    /// Row of the last element that stood directly in it.
    before: Option<usize>,
}

/// The page.
pub(crate) struct ListOutline<'p, 'a> {
    /// All rows of the page.
    pub page: &'p Outline<'a>,
    /// Elements in document order.
    pub els: Vec<El<'a>>,
    texts: Vec<TextNode<'a>>,
    /// Whether [`MAX_ELEMENTS`] cut the page.
    pub cut: bool,
}

impl<'p, 'a> ListOutline<'p, 'a> {
    /// Walks the page once, without recursion.
    pub(crate) fn new(page: &'p Outline<'a>) -> Self {
        let mut outline = Self { page, els: Vec::new(), texts: Vec::new(), cut: false };
        let (mut open, mut gap): (Vec<OpenElement>, _) = (Vec::new(), true);
        let mut at = page.rows.iter().position(|row| !row.tag.is_empty()).unwrap_or(page.rows.len());
        while let Some(row) = page.rows.get(at) {
            tick();
            while let Some(top) = open.pop_if(|top| outline.end_of(top.el) <= at) {
                outline.close(top.el);
                gap |= sets_apart(outline.name(top.el));
            }
            let top = open.last_mut();
            if let Some(words) = row.text() {
                let el = top.map_or(0, |top| top.el);
                outline.texts.push(TextNode { words, el, gap });
                gap = false;
                at += 1;
                continue;
            }
            let parent = top.as_ref().map_or(0, |top| top.el);
            let before = top.and_then(|top| top.before.replace(at)).map(|before| &page.rows[before]);
            gap |= row.tag == "br";
            if outline.takes(row, before) {
                gap |= sets_apart(row.tag);
                open.push(OpenElement { el: outline.els.len(), before: None });
                outline.open(at, *row, parent);
                at += 1;
            } else {
                at = row.end;
            }
        }
        open.into_iter().rev().for_each(|top| outline.close(top.el));
        outline
    }

    /// Whether an element is taken in; `before` is the one that stands before it.
    fn takes(&mut self, row: &PageRow<'a>, before: Option<&PageRow<'a>>) -> bool {
        let wanted = row.tag != "br" && (!is_in_no_list(row) || is_later_card(row, before));
        self.cut |= wanted && self.els.len() >= MAX_ELEMENTS;
        wanted && !self.cut
    }

    fn open(&mut self, row: usize, node: PageRow<'a>, parent: usize) {
        let at = self.texts.len();
        self.els.push(El { row, node, parent, end: 0, texts: (at, at) });
    }

    fn close(&mut self, index: usize) {
        let (end, texts) = (self.els.len(), self.texts.len());
        if let Some(el) = self.els.get_mut(index) {
            el.end = end;
            el.texts.1 = texts;
        }
    }

    /// The row where what stands in an element ends.
    fn end_of(&self, index: usize) -> usize {
        self.els[index].node.end
    }

    /// The elements under `scope` (all of the page, for none) that selectors find, selectors in their order.
    pub(crate) fn select<'s>(
        &'s self,
        selectors: &'s [String],
        scope: Option<usize>,
    ) -> impl Iterator<Item = usize> + 's {
        let rows = scope.map_or(0..self.page.rows.len(), |el| self.els[el].row + 1..self.end_of(el));
        let found = selectors.iter().flat_map(move |selector| self.page.select(selector, &rows));
        found.filter_map(|row| self.els.binary_search_by_key(&row, |el| el.row).ok())
    }

    /// Tag name.
    pub(crate) fn name(&self, index: usize) -> &'a str {
        self.els[index].node.tag
    }

    /// An attribute.
    pub(crate) fn attr(&self, index: usize, name: &str) -> Option<&'a str> {
        self.els[index].node.attr(name)
    }

    /// The `class` attribute, empty when there is none.
    pub(crate) fn class(&self, index: usize) -> &'a str {
        self.els[index].node.class()
    }

    /// Whether `inner` is `outer` or inside it.
    pub(crate) fn contains(&self, outer: usize, inner: usize) -> bool {
        outer <= inner && inner < self.els[outer].end
    }

    /// Whether no element bears a name: teasers alone tell the list from what stands beside it.
    pub(crate) fn is_nameless(&self) -> bool {
        (0..self.els.len()).all(|el| self.class(el).is_empty() && self.attr(el, "id").is_none())
    }

    /// The ancestors of an element, nearest first, without itself.
    pub(crate) fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(index), |&i| (i != 0).then(|| self.els[i].parent)).skip(1)
    }

    /// The children of an element.
    pub(crate) fn children(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.els[index].end;
        let within = move |i: usize| (i < end).then_some(i);
        std::iter::successors(within(index + 1), move |&i| within(self.els[i].end))
    }

    /// The descendants of an element, without itself.
    pub(crate) fn inside(&self, index: usize) -> std::ops::Range<usize> {
        index + 1..self.els[index].end
    }

    /// The text of an element as one line, blocks apart by a space; bounded.
    pub(crate) fn text(&self, index: usize) -> String {
        self.text_except(index, |_| false)
    }

    /// The same without the texts which stand directly in an element that `leave_out` names.
    pub(crate) fn text_except(&self, index: usize, leave_out: impl Fn(usize) -> bool) -> String {
        let (from, to) = self.els[index].texts;
        let mut raw = String::new();
        for text in self.texts.get(from..to).unwrap_or_default() {
            if leave_out(text.el) {
                continue;
            }
            if text.gap {
                raw.push(' ');
            }
            if raw.len() + text.words.len() > MAX_TEXT_BYTES {
                break;
            }
            raw.push_str(text.words);
        }
        crate::text::one_line(&raw)
    }

    /// The texts of an element, each with the element it stands in directly.
    pub(crate) fn texts(&self, index: usize) -> impl Iterator<Item = (&'a str, usize)> + '_ {
        self.runs(index).map(|(text, el, _)| (text, el))
    }

    /// The same, each with whether a block or a line begins with it.
    pub(crate) fn runs(&self, index: usize) -> impl Iterator<Item = (&'a str, usize, bool)> + '_ {
        let (from, to) = self.els[index].texts;
        self.texts.get(from..to).unwrap_or_default().iter().map(|text| (text.words, text.el, text.gap))
    }
}

/// Whether an element stands apart from the words around it. In a list, hours and labels do.
fn sets_apart(tag: &str) -> bool {
    !is_inline(tag) || matches!(tag, "time" | "label")
}

//! A page as a flat list of elements in document order, so that "inside" is a comparison of two numbers.
//!
//! Units: indices into [`Outline::els`]; element 0 is the root. Scripts, styles and hidden elements are left out.
//! Absent on purpose: any opinion about what an element means.

use std::collections::HashMap;

use super::super::contain::tick;
use ego_tree::NodeRef;
use scraper::{ElementRef, Html, Node};

/// Most elements of a page that are looked at; the rest is not there for us.
pub(crate) const MAX_ELEMENTS: usize = 200_000;
/// Most bytes of text gathered from one element.
const MAX_TEXT_BYTES: usize = 4_000;

/// One element.
pub(crate) struct El<'a> {
    /// The element itself.
    pub node: ElementRef<'a>,
    /// Index of its parent; the root is its own parent.
    pub parent: usize,
    /// One past the index of its last descendant.
    pub end: usize,
    /// Range of its texts in [`Outline::texts`].
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

/// The page.
pub(crate) struct Outline<'a> {
    /// Elements in document order.
    pub els: Vec<El<'a>>,
    texts: Vec<TextNode<'a>>,
    /// Whether [`MAX_ELEMENTS`] cut the page.
    pub cut: bool,
}

impl<'a> Outline<'a> {
    /// Walks the page once, without recursion.
    pub(crate) fn new(html: &'a Html) -> Self {
        let mut outline = Self { els: Vec::new(), texts: Vec::new(), cut: false };
        let root = html.root_element();
        outline.open(root, 0);
        let mut open = vec![0_usize];
        let mut next = root.first_child();
        let mut gap = true;
        while let Some(&top) = open.last() {
            tick();
            let Some(node) = next else {
                outline.close(top);
                open.pop();
                gap |= !is_inline(outline.els[top].node.value().name());
                next = outline.els[top].node.next_sibling();
                if open.is_empty() {
                    break;
                }
                continue;
            };
            next = node.next_sibling();
            match node.value() {
                Node::Text(text) => {
                    outline.texts.push(TextNode { words: text, el: top, gap });
                    gap = false;
                }
                Node::Element(element) if element.name() == "br" => gap = true,
                Node::Element(element) if !is_unseen(element) || is_later_card(node) => {
                    if outline.els.len() >= MAX_ELEMENTS {
                        outline.cut = true;
                    } else if let Some(el) = ElementRef::wrap(node) {
                        gap |= !is_inline(element.name());
                        next = node.first_child();
                        open.push(outline.els.len());
                        outline.open(el, top);
                    }
                }
                _ => {}
            }
        }
        outline
    }

    fn open(&mut self, el: ElementRef<'a>, parent: usize) {
        let at = self.texts.len();
        self.els.push(El { node: el, parent, end: 0, texts: (at, at) });
    }

    fn close(&mut self, index: usize) {
        let (end, texts) = (self.els.len(), self.texts.len());
        if let Some(el) = self.els.get_mut(index) {
            el.end = end;
            el.texts.1 = texts;
        }
    }

    /// From an element of the parser to its index.
    pub(crate) fn index(&self) -> impl Fn(ElementRef<'_>) -> Option<usize> + use<> {
        let map: HashMap<_, usize> = self.els.iter().enumerate().map(|(index, el)| (el.node.id(), index)).collect();
        move |el| map.get(&el.id()).copied()
    }

    /// Tag name.
    pub(crate) fn name(&self, index: usize) -> &'a str {
        self.els[index].node.value().name()
    }

    /// An attribute.
    pub(crate) fn attr(&self, index: usize, name: &str) -> Option<&'a str> {
        self.els[index].node.value().attr(name)
    }

    /// The `class` attribute, empty when there is none.
    pub(crate) fn class(&self, index: usize) -> &'a str {
        self.attr(index, "class").unwrap_or_default()
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

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "span" | "b" | "strong" | "i" | "em" | "u" | "font" | "sup" | "sub" | "mark" | "small" | "abbr" | "wbr"
    )
}

/// A card that a script uncovers later: the same names as the element before it, and `hidden` besides.
fn is_later_card(node: NodeRef<'_, Node>) -> bool {
    let names = |node: NodeRef<'_, Node>| -> Option<Vec<String>> {
        let element = node.value().as_element()?;
        let class = element.attr("class").filter(|_| element.attr("hidden").is_none())?;
        let shown = class.split_ascii_whitespace().filter(|name| *name != "hidden").map(str::to_owned);
        Some(shown.chain([element.name().to_owned()]).collect())
    };
    let before = node.prev_siblings().find(|sibling| sibling.value().is_element());
    let own = names(node).filter(|own| {
        own.len() > 1 && !matches!(own.last().map(String::as_str), Some("script" | "style" | "template" | "noscript"))
    });
    own.is_some() && own == before.and_then(names)
}

/// Scripts and what the page itself hides for good.
fn is_unseen(element: &scraper::node::Element) -> bool {
    matches!(element.name(), "script" | "style" | "noscript" | "template" | "svg" | "iframe" | "select" | "textarea")
        || element.attr("hidden").is_some()
        // Cards that a script uncovers later are part of the list.
        || (!matches!(element.name(), "article" | "li")
            && element.attr("class").is_some_and(|class| class.split_ascii_whitespace().any(|word| word == "hidden")))
}

//! One element or text of a page, with what is asked of every element.

use std::borrow::Cow;

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use crate::extract::remarks;

use super::visibility::{is_hiding_class, is_hiding_style, is_junk_element};

/// One element or text.
#[derive(Clone, Copy)]
pub(in crate::extract) struct PageRow<'a> {
    pub(super) node: NodeRef<'a, Node>,
    /// Row of the parent; the root is its own.
    pub(in crate::extract) parent: usize,
    /// One past the last row of its subtree.
    pub(in crate::extract) end: usize,
    /// Local name in lower case; empty for a text.
    pub(in crate::extract) tag: &'a str,
    /// The `class`.
    pub(super) class: Option<&'a str>,
    /// The `id`.
    pub(super) id: Option<&'a str>,
    /// The `itemprop`.
    pub(super) itemprop: Option<&'a str>,
    /// Whether it is an element that never holds a part of an article.
    pub(in crate::extract) junk: bool,
    /// Whether it says itself that it is not shown; what stands in a hidden element is not marked.
    pub(in crate::extract) hidden: bool,
    /// Whether it says that it is hidden from some readers, or that it covers the page for a while.
    pub(super) covered: bool,
    /// Whether its style gives it lines of its own, whatever element it is.
    pub(in crate::extract) lined: bool,
    /// Whether its label says that it holds what readers write.
    pub(super) remarks: bool,
}

impl<'a> PageRow<'a> {
    /// The text of a text node.
    #[inline]
    pub(in crate::extract) fn text(&self) -> Option<&'a str> {
        match self.node.value() {
            Node::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The element of an element node.
    pub(in crate::extract) fn element(&self) -> Option<&'a Element> {
        self.node.value().as_element()
    }

    /// Takes over what is asked of every element, in one look at its attributes.
    pub(super) fn describe(&mut self, element: &'a Element) {
        self.tag = element.name();
        self.junk = is_junk_element(self.tag);
        for (name, value) in element.attrs() {
            match name {
                "class" => self.class = Some(value),
                "id" => self.id = Some(value),
                "itemprop" => self.itemprop = Some(value),
                "hidden" => self.hidden = true,
                "aria-hidden" => self.covered |= value == "true" && !matches!(self.tag, "img" | "figure"),
                "aria-modal" => self.covered |= value == "true",
                "role" => self.covered |= matches!(value, "dialog" | "alertdialog"),
                "aria-label" => self.remarks |= !is_inline(self.tag) && remarks::is_opener(value),
                "style" => {
                    self.hidden |= is_hiding_style(value);
                    self.lined |= ["display:block", "display: block"].iter().any(|style| value.contains(style));
                }
                _ => {}
            }
        }
        self.hidden |= self.class.is_some_and(is_hiding_class);
    }

    /// The class names.
    #[inline]
    pub(in crate::extract) fn class(&self) -> &'a str {
        self.class.unwrap_or_default()
    }

    /// The id.
    #[inline]
    pub(in crate::extract) fn id(&self) -> Option<&'a str> {
        self.id
    }

    /// Whether it stands on lines of its own.
    #[inline]
    pub(in crate::extract) fn breaks_line(&self) -> bool {
        self.lined || !is_inline(self.tag)
    }

    /// An attribute.
    #[inline]
    pub(in crate::extract) fn attr(&self, name: &str) -> Option<&'a str> {
        // Names compared as they are: the library would intern the name asked for, every time.
        self.element()?.attrs().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Class and id as one string, for words that newsrooms put there. Empty for most.
    #[inline]
    pub(in crate::extract) fn names(&self) -> Cow<'a, str> {
        match (self.class, self.id) {
            (Some(class), Some(id)) => Cow::Owned(format!("{class} {id}")),
            (Some(one), None) | (None, Some(one)) => Cow::Borrowed(one),
            (None, None) => Cow::Borrowed(""),
        }
    }
}

/// Whether an element stands within a line of text. So do those of word processors (`o:p`, `st1:place`).
#[inline]
pub(in crate::extract) fn is_inline(tag: &str) -> bool {
    matches!(
        tag,
        "" | "a"
            | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "meter"
            | "output"
            | "q"
            | "rb"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "slot"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "nobr"
            | "svg"
    ) || tag.contains(':')
}

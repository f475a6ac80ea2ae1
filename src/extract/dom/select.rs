//! Selectors made ready: compiled once a thread, with what an element must have to be worth trying, and where such are.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use scraper::Selector;

use super::compound::Compound;

/// How many compiled selectors a thread keeps; more than all site files together have.
const MAX_SELECTORS: usize = 4096;

/// Where the elements of a name are.
pub(super) struct Index<'a> {
    pub(super) class: HashMap<&'a str, Vec<usize>>,
    pub(super) id: HashMap<&'a str, Vec<usize>>,
    pub(super) tag: HashMap<&'a str, Vec<usize>>,
    pub(super) all: Vec<usize>,
}

impl<'a> Index<'a> {
    /// The index of elements: row, tag, id and classes of each, in page order.
    pub(super) fn of(elements: impl IntoIterator<Item = (usize, &'a str, Option<&'a str>, &'a str)>) -> Self {
        let mut index = Self { class: HashMap::new(), id: HashMap::new(), tag: HashMap::new(), all: Vec::new() };
        for (at, tag, id, classes) in elements {
            index.all.push(at);
            index.tag.entry(tag).or_default().push(at);
            if let Some(id) = id {
                index.id.entry(id).or_default().push(at);
            }
            for class in classes.split_ascii_whitespace() {
                let list = index.class.entry(class).or_default();
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
        }
        index
    }
}

/// A selector with, for each of its alternatives, what its last element must have: few elements are tried then.
pub(super) struct CompiledSelector {
    pub(super) selector: Selector,
    pub(super) keys: Vec<SelectorKey>,
    /// What the last element of each alternative must be; `None`: only the matcher can tell.
    pub(super) lasts: Option<Vec<Compound>>,
}

/// What an element must have to be worth trying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SelectorKey {
    Class(String),
    Id(String),
    Tag(String),
    Any,
}

thread_local! {
    static COMPILED: RefCell<HashMap<String, Option<Rc<CompiledSelector>>>> = RefCell::new(HashMap::new());
}

/// Compiles a selector, once a thread.
pub(super) fn compile(selector: &str) -> Option<Rc<CompiledSelector>> {
    COMPILED.with_borrow_mut(|kept| {
        if let Some(compiled) = kept.get(selector) {
            return compiled.clone();
        }
        if kept.len() >= MAX_SELECTORS {
            kept.clear();
        }
        let compiled = Selector::parse(selector).ok().map(|parsed| {
            Rc::new(CompiledSelector { selector: parsed, keys: keys(selector), lasts: Compound::of(selector) })
        });
        kept.insert(selector.to_owned(), compiled.clone());
        compiled
    })
}

/// Whether a text is a selector.
pub(in crate::extract) fn is_selector(text: &str) -> bool {
    Selector::parse(text).is_ok()
}

/// The keys of a selector's alternatives. Anything unusual (escapes, functions) is tried on every element.
fn keys(selector: &str) -> Vec<SelectorKey> {
    if selector.contains(['\\', '(', '|']) {
        return vec![SelectorKey::Any];
    }
    let mut keys: Vec<SelectorKey> = without_brackets(selector).split(',').map(key).collect();
    if keys.contains(&SelectorKey::Any) {
        keys = vec![SelectorKey::Any];
    }
    keys
}

/// The selector with each `[attribute]` part as [`ATTRIBUTE`]: commas and blanks in it mean nothing.
fn without_brackets(selector: &str) -> String {
    let mut inside = false;
    selector
        .chars()
        .filter_map(|c| match c {
            '[' => {
                inside = true;
                Some(ATTRIBUTE)
            }
            ']' if inside => {
                inside = false;
                None
            }
            c => (!inside).then_some(c),
        })
        .collect()
}

/// Stands for the condition on an attribute.
const ATTRIBUTE: char = '\u{1}';

fn key(alternative: &str) -> SelectorKey {
    let last = alternative.trim().rsplit([' ', '>', '+', '~', '\t', '\n']).next().unwrap_or_default();
    let plain = last.split(':').next().unwrap_or_default().replace(ATTRIBUTE, "");
    let name = |from: usize| plain[from..].split(['.', '#']).next().unwrap_or_default().to_owned();
    if let Some(at) = plain.find('#') {
        SelectorKey::Id(name(at + 1))
    } else if let Some(at) = plain.find('.') {
        SelectorKey::Class(name(at + 1))
    } else if plain.is_empty() || plain == "*" {
        SelectorKey::Any
    } else {
        SelectorKey::Tag(plain.to_ascii_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_a_selector_is_what_its_last_element_must_have() {
        assert_eq!(keys("div.a > p.b:first-child"), [SelectorKey::Class("b".into())]);
        assert_eq!(keys("main #x .y, H1"), [SelectorKey::Class("y".into()), SelectorKey::Tag("h1".into())]);
        assert_eq!(keys("[itemprop=headline]"), [SelectorKey::Any]);
        assert_eq!(keys("#x [itemprop=headline]"), [SelectorKey::Any]);
        assert_eq!(keys("h1[data-x='a, b'].t"), [SelectorKey::Class("t".into())]);
        assert_eq!(keys("p:not(.a)"), [SelectorKey::Any]);
    }
}

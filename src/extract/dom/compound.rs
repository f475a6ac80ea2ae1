//! The last part of a selector (`p.sapo[data-role=x]`), compared without the general matcher: most elements fail here.
//!
//! A condition that is not understood is left out and the part called incomplete; then the general matcher has the last
//! word. So the answer is the matcher's own, sooner. Deliberately absent: functions, escapes, name spaces.

use super::PageRow;

/// Attributes whose values CSS compares letter by letter in HTML, as we do. Others are left to the general matcher.
const PLAIN_ATTRIBUTES: &[&str] =
    &["itemprop", "itemtype", "property", "name", "href", "src", "content", "data-role", "id", "class"];

/// The conditions on one element.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Compound {
    tag: Option<String>,
    ids: Vec<String>,
    classes: Vec<String>,
    attributes: Vec<Attribute>,
    /// Nothing of the selector's alternative stands outside these conditions.
    pub(super) complete: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Attribute {
    name: String,
    test: Test,
    value: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Test {
    Is,
    Begins,
    Ends,
    Holds,
}

impl Compound {
    /// The last part of each alternative of a selector; `None`: no alternative can be told apart from the others.
    pub(super) fn of(selector: &str) -> Option<Vec<Self>> {
        if selector.contains(['\\', '(', '|']) {
            return None;
        }
        split(selector, |c| c == ',').into_iter().map(Self::last_of).collect()
    }

    fn last_of(alternative: &str) -> Option<Self> {
        let alternative = alternative.trim();
        let parts = split(alternative, |c| matches!(c, ' ' | '>' | '+' | '~' | '\t' | '\n'));
        let last = parts.last().copied().filter(|last| !last.is_empty())?;
        let mut compound = Self { complete: parts.len() == 1, ..Self::default() };
        let mut rest = last;
        let name = rest.find(['.', '#', '[', ':']).unwrap_or(rest.len());
        if name > 0 && &rest[..name] != "*" {
            compound.tag = Some(rest[..name].to_ascii_lowercase());
        }
        rest = &rest[name..];
        while let Some(sign) = rest.chars().next() {
            rest = &rest[1..];
            if sign == '[' {
                let (inside, after) = rest.split_once(']')?;
                match Attribute::read(inside) {
                    Some(attribute) => compound.attributes.push(attribute),
                    None => compound.complete = false,
                }
                rest = after;
                continue;
            }
            let end = rest.find(['.', '#', '[', ':']).unwrap_or(rest.len());
            match sign {
                '.' => compound.classes.push(rest[..end].to_owned()),
                '#' => compound.ids.push(rest[..end].to_owned()),
                _ => compound.complete = false,
            }
            rest = &rest[end..];
        }
        Some(compound)
    }

    /// Whether an element meets the conditions.
    pub(super) fn fits(&self, row: &PageRow<'_>) -> bool {
        self.tag.as_deref().is_none_or(|tag| tag == row.tag)
            && self.ids.iter().all(|id| row.id() == Some(id))
            && self.classes.iter().all(|class| row.class().split_ascii_whitespace().any(|name| name == class))
            && self.attributes.iter().all(|attribute| attribute.fits(row))
    }
}

impl Attribute {
    fn read(inside: &str) -> Option<Self> {
        let (left, value) = inside.split_once('=')?;
        let (name, test) = match left.chars().last()? {
            '^' => (&left[..left.len() - 1], Test::Begins),
            '$' => (&left[..left.len() - 1], Test::Ends),
            '*' => (&left[..left.len() - 1], Test::Holds),
            '~' => return None,
            _ => (left, Test::Is),
        };
        let quoted = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
        let value =
            quoted.or_else(|| value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-').then_some(value))?;
        let plain = PLAIN_ATTRIBUTES.contains(&name) && !value.is_empty() && !value.contains(['"', '\'']);
        plain.then(|| Self { name: name.to_owned(), test, value: value.to_owned() })
    }

    fn fits(&self, row: &PageRow<'_>) -> bool {
        row.attr(&self.name).is_some_and(|found| match self.test {
            Test::Is => found == self.value,
            Test::Begins => found.starts_with(&self.value),
            Test::Ends => found.ends_with(&self.value),
            Test::Holds => found.contains(&self.value),
        })
    }
}

/// Cuts at signs outside of brackets.
fn split(text: &str, cut: impl Fn(char) -> bool) -> Vec<&str> {
    let (mut parts, mut from, mut inside) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        match c {
            '[' => inside = true,
            ']' => inside = false,
            c if !inside && cut(c) => {
                parts.push(&text[from..at]);
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_simple_selector_is_complete_and_others_are_not() {
        let complete = |css: &str| Compound::of(css).unwrap().iter().all(|part| part.complete);
        for css in
            ["h1", "h1.a.b, #c", "[itemprop=headline]", "script[src*='a, b.c']", "meta[name=generator][content^='X Y']"]
        {
            assert!(complete(css), "{css}");
        }
        for css in ["div h1", "div > h1", "a:first-child", "a[rel=next]", "a[href]", "h1[class~=a]"] {
            assert!(!complete(css), "{css}");
        }
        assert_eq!(Compound::of("p:not(.a)"), None);
    }
}

//! The elements of a text that should be XML: found by their tags alone, so that one odd byte costs one field and not the feed.
//!
//! A `<` that begins no name is text, as in "lương < 5 triệu". An element without its end tag has no inside: what was cut
//! off is never guessed. Names are compared without their prefix, in lower case: newspapers bind prefixes as they like.
//! Absent on purpose: name spaces, document types but for the plain words that they declare.

use std::borrow::Cow;

use memchr::memmem;

use super::super::contain::tick;
use super::entities::entity;

/// Longest tag that is read, in bytes; a longer one is text.
const MAX_TAG: usize = 64 << 10;
/// Elements without end tag, within one other, after which the rest of it is not looked at.
const MAX_UNCLOSED: usize = 64;

/// An element: its tag, and what stands between its tags.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element<'t> {
    /// As written, with its prefix.
    name: &'t str,
    attributes: &'t str,
    /// `None`: the end tag is missing.
    pub(super) inside: Option<&'t str>,
    /// What stands between the tag and the next one; `None` where the text ends before.
    next: Option<&'t str>,
}

/// A tag and where it stands, in bytes.
#[derive(Debug, Clone, Copy)]
struct Tag<'t> {
    start: usize,
    end: usize,
    name: &'t str,
    attributes: &'t str,
    kind: TagKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TagKind {
    Opens,
    Closes,
    Alone,
}

impl<'t> Element<'t> {
    /// The name without its prefix.
    pub(super) fn local(&self) -> &'t str {
        local(self.name)
    }

    /// The prefix of the name; empty for none.
    pub(super) fn prefix(&self) -> &'t str {
        self.name.split_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// Whether the name without its prefix is `name`.
    pub(super) fn is(&self, name: &str) -> bool {
        self.local().eq_ignore_ascii_case(name)
    }

    /// An attribute, its entities read; its name is compared without prefix.
    pub(super) fn attribute(&self, wanted: &str) -> Option<String> {
        attributes(self.attributes).find(|(name, _)| local(name).eq_ignore_ascii_case(wanted)).map(|(_, v)| unescape(v))
    }

    /// What the element says: CDATA as it is, the rest unescaped once. `None` without an end tag.
    pub(super) fn text(&self) -> Option<String> {
        let text = text_of(self.inside?);
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// What an element without an end tag says before another one begins or ends.
    pub(super) fn unclosed(&self) -> Option<&'t str> {
        self.next.map(str::trim).filter(|text| !text.is_empty())
    }

    /// Whether other elements stand in it: markup that nobody escaped.
    pub(super) fn holds_elements(&self) -> bool {
        self.inside.is_some_and(|inside| tag_from(inside, 0).is_some())
    }

    /// The elements right within it.
    pub(super) fn children(&self) -> impl Iterator<Item = Element<'t>> + use<'t> {
        children(self.inside.unwrap_or_default())
    }
}

/// The elements of `text` that stand in no other; one without an end tag is followed by what stands in it.
pub(super) fn children(text: &str) -> impl Iterator<Item = Element<'_>> {
    let (mut at, mut unclosed) = (0, 0);
    std::iter::from_fn(move || {
        loop {
            let tag = tag_from(text, at)?;
            at = tag.end;
            if tag.kind == TagKind::Closes {
                continue;
            }
            // Each end tag that is missing costs a look through all that follows.
            let inside = if unclosed < MAX_UNCLOSED { inside(text, &tag) } else { return None };
            match &inside {
                Some(inside) => at = inside.1,
                None => unclosed += 1,
            }
            let inside = inside.map(|(end, _)| text.get(tag.end..end).unwrap_or_default());
            let next = || tag_from(text, tag.end).and_then(|next| text.get(tag.end..next.start));
            let next = if inside.is_none() { next() } else { None };
            return Some(Element { name: tag.name, attributes: tag.attributes, inside, next });
        }
    })
}

/// Every element of one of some names, at any depth; they hold none of their own kind, so that the next one ends a last
/// one whose end tag is missing, and so does the end of the text. Tells with each whether its end tag was there.
pub(super) fn all<'t>(text: &'t str, names: &'static [&'static str]) -> impl Iterator<Item = (Element<'t>, bool)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let tag = next_named(text, at, names)?;
        if tag.kind == TagKind::Alone {
            at = tag.end;
            return Some((Element { name: tag.name, attributes: tag.attributes, inside: Some(""), next: None }, true));
        }
        let (end, after, whole) = match end_among(text, &tag, names) {
            Some((end, after)) => (end, after, true),
            None => {
                let end = next_named(text, tag.end, names).map_or(text.len(), |next| next.start);
                (end, end, false)
            }
        };
        at = after;
        Some((
            Element { name: tag.name, attributes: tag.attributes, inside: text.get(tag.end..end), next: None },
            whole,
        ))
    })
}

/// The next tag that opens an element of one of the names.
fn next_named<'t>(text: &'t str, from: usize, names: &[&str]) -> Option<Tag<'t>> {
    let mut at = from;
    loop {
        let tag = tag_from(text, at)?;
        at = tag.end;
        if tag.kind != TagKind::Closes && names.iter().any(|name| local(tag.name).eq_ignore_ascii_case(name)) {
            return Some(tag);
        }
    }
}

/// Where the end tag of an element begins and ends, unless one of the names opens before it.
fn end_among(text: &str, open: &Tag<'_>, names: &[&str]) -> Option<(usize, usize)> {
    let mut at = open.end;
    loop {
        let tag = tag_from(text, at)?;
        at = tag.end;
        if tag.kind == TagKind::Closes && tag.name == open.name {
            return Some((tag.start, tag.end));
        }
        if tag.kind != TagKind::Closes && names.iter().any(|name| local(tag.name).eq_ignore_ascii_case(name)) {
            return None;
        }
    }
}

/// Where the inside of an element ends, and where what follows it begins.
fn inside(text: &str, open: &Tag<'_>) -> Option<(usize, usize)> {
    if open.kind == TagKind::Alone {
        return Some((open.end, open.end));
    }
    let (mut at, mut depth) = (open.end, 1_usize);
    loop {
        let tag = tag_from(text, at)?;
        at = tag.end;
        if tag.name != open.name {
            continue;
        }
        match tag.kind {
            TagKind::Opens => depth += 1,
            TagKind::Closes => depth -= 1,
            TagKind::Alone => {}
        }
        if depth == 0 {
            return Some((tag.start, tag.end));
        }
    }
}

/// The first tag at or after `from`; comments, CDATA and instructions are stepped over.
fn tag_from(text: &str, from: usize) -> Option<Tag<'_>> {
    let mut at = from;
    loop {
        tick();
        let start = at + text.get(at..)?.find('<')?;
        let rest = &text[start..];
        if let Some(end) = over(rest) {
            at = start + end;
            continue;
        }
        match tag_at(rest) {
            Some(tag) => return Some(Tag { start, end: start + tag.end, ..tag }),
            None => at = start + 1,
        }
    }
}

/// Where CDATA, a comment or an instruction that begins `rest` ends: with the text, if it never ends.
fn over(rest: &str) -> Option<usize> {
    [("<![CDATA[", "]]>"), ("<!--", "-->"), ("<?", "?>"), ("<!", ">")].iter().find_map(|(opening, closing)| {
        let inside = rest.strip_prefix(opening)?;
        let found = memmem::find(inside.as_bytes(), closing.as_bytes());
        Some(found.map_or(rest.len(), |at| opening.len() + at + closing.len()))
    })
}

/// The tag that begins `rest`, if it is one.
fn tag_at(rest: &str) -> Option<Tag<'_>> {
    let closes = rest.starts_with("</");
    let name_at = if closes { 2 } else { 1 };
    let after = rest.get(name_at..)?;
    let length =
        after.find(|c: char| !(c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '.'))).unwrap_or(after.len());
    let name = after.get(..length).filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'))?;
    let body = after.get(length..)?;
    let length = tag_length(body)?;
    let inner = body.get(..length)?;
    let attributes = inner.trim_end_matches('/');
    if !attributes.is_empty() && !attributes.starts_with(char::is_whitespace) {
        return None;
    }
    let kind = match (closes, inner.ends_with('/')) {
        (true, _) => TagKind::Closes,
        (false, true) => TagKind::Alone,
        (false, false) => TagKind::Opens,
    };
    Some(Tag { start: 0, end: name_at + name.len() + inner.len() + 1, name, attributes, kind })
}

/// Bytes up to the `>` that ends a tag; one in quotes does not.
fn tag_length(body: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in body.char_indices().take_while(|(at, _)| *at < MAX_TAG) {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '<') => return None,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    // A quote that never ends: the first sign that ends a tag ends this one.
    quote.and_then(|_| body.find('>')).filter(|at| *at < MAX_TAG)
}

fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next()?;
        let (value, left) = match quote {
            '"' | '\'' => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        rest = left;
        Some((name.split_whitespace().last().unwrap_or_default(), value))
    })
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// As [`str::split_once`]: whole texts stand between the two signs of character data.
fn parted<'t>(text: &'t str, sign: &str) -> Option<(&'t str, &'t str)> {
    let at = memmem::find(text.as_bytes(), sign.as_bytes())?;
    text.get(..at).zip(text.get(at + sign.len()..))
}

fn text_of(inside: &str) -> String {
    let mut out = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some((before, after)) = parted(rest, "<![CDATA[") {
        out.push_str(&unescape(before));
        let (cdata, left) = parted(after, "]]>").unwrap_or((after, ""));
        out.push_str(cdata);
        rest = left;
    }
    // Markup that nobody escaped is markup already.
    let rest = if tag_from(inside, 0).is_some() { Cow::Borrowed(rest) } else { Cow::Owned(unescape(rest)) };
    out.push_str(&rest);
    out
}

/// The five entities of XML, and numbers; a name that only HTML knows stays for whoever reads the markup.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match after.split_once(';').and_then(|(name, left)| Some((entity(name)?, left))) {
            Some((c, left)) => {
                out.push(c);
                rest = left;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Why a text is no XML, if it is none: what a strict reader says of it.
pub(super) fn fault(text: &str) -> Option<String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(text);
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::GeneralRef(name)) => {
                let known = matches!(&*name, "lt" | "gt" | "quot" | "apos" | "amp") || name.is_char_ref();
                if !known {
                    return Some(format!("an entity that XML does not know, &{};", &*name));
                }
            }
            Ok(Event::Eof) => return (depth > 0).then(|| "it ends in the middle".to_owned()),
            Ok(_) => {}
            Err(error) => return Some(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Element<'_> {
        children(text).next().unwrap()
    }

    #[test]
    fn a_sign_that_begins_no_name_is_text() {
        assert_eq!(
            first("<title>Lương < 5 triệu, thưởng <3</title>").text().as_deref(),
            Some("Lương < 5 triệu, thưởng <3")
        );
    }

    #[test]
    fn an_element_without_its_end_has_no_inside() {
        let found: Vec<_> = children("<title>Một</title><link>https://bao.exa").collect();
        assert_eq!((found[0].text().as_deref(), found[1].text()), (Some("Một"), None));
    }

    #[test]
    fn cdata_is_taken_as_it_is_and_the_rest_is_unescaped_once() {
        assert_eq!(first("<t>a &amp;amp; <![CDATA[b &amp; <c>]]></t>").text().as_deref(), Some("a &amp; b &amp; <c>"));
    }

    #[test]
    fn prefixes_and_capitals_of_names_do_not_matter_and_attributes_may_hold_any_sign() {
        let link = first("<a10:Link rel='alternate' href=\"/bai?a=1&amp;b=2>3\"/>");
        assert!(link.is("link"));
        assert_eq!(link.attribute("href").as_deref(), Some("/bai?a=1&b=2>3"));
    }

    #[test]
    fn an_item_that_is_not_closed_ends_where_the_next_begins() {
        let found: Vec<_> = all("<item><t>1</t><item><t>2</t></item>", &["item"]).collect();
        assert_eq!(
            found.iter().map(|(e, whole)| (e.inside.unwrap(), *whole)).collect::<Vec<_>>(),
            [("<t>1</t>", false), ("<t>2</t>", true)]
        );
    }

    #[test]
    fn what_is_no_xml_is_told() {
        assert_eq!(fault("<a><b/>&amp;&#7865;</a>"), None);
        for broken in ["<a>", "<a>&nbsp;</a>", "<a></b>", "<a>x & y</a>"] {
            assert!(fault(broken).is_some(), "{broken}");
        }
    }
}

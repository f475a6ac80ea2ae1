//! Which part of a text that a feed may have marked up is a tag.
//!
//! Whether `<` begins a tag or is what the editor wrote ("<Góc đoàn viên>", "lương a<b, thưởng c>d") no feed says reliably:
//! a tag is a name that HTML has, with attributes of the form that tags have, and in a title its end tag stands there too.
//! Entities are read until none is left, for systems escape twice. Units: bytes.

use super::super::contain::tick;
use super::super::escapes::decoded;
use crate::text;

/// What opens character data.
const CDATA: &str = "<![CDATA[";

/// Which tags are taken for markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tags {
    /// Those that need no end tag, and those whose end tag is there.
    InPairs,
    /// All that HTML has.
    Any,
}

/// What a markup says, in one line.
pub(super) fn words(markup: &str, tags: Tags) -> String {
    if !markup.contains(['<', '&']) {
        return text::one_line(markup);
    }
    let bare = without_tags(markup, tags);
    text::one_line(&decoded(if markup.contains(CDATA) { bare.trim_end().trim_end_matches("]]>") } else { &bare }))
}

fn without_tags(markup: &str, tags: Tags) -> String {
    let lower = markup.to_ascii_lowercase();
    let mut out = String::with_capacity(markup.len());
    let mut at = 0;
    while let Some(found) = markup[at..].find('<') {
        tick();
        let start = at + found;
        out.push_str(&markup[at..start]);
        match tag(&markup[start..], &lower, tags).or_else(|| left_open(&out, &markup[start..])) {
            Some(length) => {
                if !is_inline(&markup[start..start + length]) && !is_index(&out, &markup[start..]) {
                    out.push(' ');
                }
                at = after_code(&lower, start, start + length);
            }
            None => {
                out.push('<');
                at = start + 1;
            }
        }
    }
    out.push_str(&markup[at..]);
    out
}

/// The length of a tag of bold or of colour that no other one ends: right before a word, or right behind one.
fn left_open(before: &str, rest: &str) -> Option<usize> {
    const SETTING: &[&str] = &["b", "strong", "i", "em", "u", "span", "font", "big", "small"];
    let end = rest.find('>')?;
    let name = rest.get(1..end)?.split(' ').next()?.to_ascii_lowercase();
    let is_setting = |name: &str| SETTING.contains(&name);
    let begins = rest[end + 1..].starts_with(char::is_alphanumeric);
    let apart = before.is_empty() || before.ends_with(char::is_whitespace);
    let opens = is_setting(&name) && begins && apart && tag(rest, "", Tags::Any).is_some();
    let closes = name.strip_prefix('/').is_some_and(is_setting) && !before.is_empty() && !apart;
    (opens || closes).then_some(end + 1)
}

/// Whether a tag sets what belongs to the letters before it low or high ("CO₂", "m²"). Behind a figure it stands apart: a
/// power is another number.
fn is_index(before: &str, rest: &str) -> bool {
    let name = rest.trim_start_matches(['<', '/']).get(..3).unwrap_or_default().to_ascii_lowercase();
    matches!(name.as_str(), "sub" | "sup") && (rest.starts_with("</") || before.ends_with(char::is_alphabetic))
}

/// Where the text goes on behind a tag: what a script or a style sheet holds is none.
fn after_code(lower: &str, tag: usize, end: usize) -> usize {
    let code = ["script", "style"].iter().find(|name| lower[tag + 1..].starts_with(**name));
    let closing = code.and_then(|name| lower[end..].find(&format!("</{name}")));
    closing.map_or(end, |at| end + at)
}

/// Whether a tag is one that may stand within a word.
fn is_inline(tag: &str) -> bool {
    const INLINE: &[&str] = &[
        "a", "abbr", "b", "big", "cite", "del", "em", "font", "i", "ins", "mark", "s", "small", "span", "strike",
        "strong", "u", "wbr",
    ];
    let name =
        tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    INLINE.iter().any(|inline| inline.eq_ignore_ascii_case(name))
}

/// The length of the tag that begins `rest`, if it is one. `lower` is the whole text in small letters.
fn tag(rest: &str, lower: &str, tags: Tags) -> Option<usize> {
    if let Some(comment) = rest.strip_prefix("<!--") {
        return comment.find("-->").map(|end| 4 + end + 3);
    }
    // Code of the system that made the feed.
    if rest.starts_with("<?") {
        return rest.find("?>").map(|end| end + 2);
    }
    // Escaped by a system that had marked it as character data before.
    if rest.starts_with(CDATA) && rest.contains("]]>") {
        return Some(CDATA.len());
    }
    let body = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
    let length = body.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(body.len());
    let name = body[..length].to_ascii_lowercase();
    let end = rest.find('>')?;
    let attributes = rest.get(rest.len() - body.len() + length..end)?.trim_end_matches('/');
    let is_tag = attributes.is_empty() || attributes.starts_with(char::is_whitespace) && are_attributes(attributes);
    if !is_tag {
        return None;
    }
    let alone = ALONE.contains(&name.as_str());
    let known = alone || NAMES.contains(&name.as_str());
    let paired = || {
        lower.contains(&format!("</{name}"))
            && [">", " ", "/"].iter().any(|end| lower.contains(&format!("<{name}{end}")))
    };
    (known && (alone || tags == Tags::Any || paired())).then_some(end + 1)
}

/// Whether what follows a tag's name are attributes: each has a value, or there are none.
fn are_attributes(text: &str) -> bool {
    let bare = text.trim();
    bare.is_empty() || bare.split_once('=').is_some_and(|(name, _)| !name.trim().contains(char::is_whitespace))
}

/// Elements without an end tag.
const ALONE: &[&str] = &["br", "hr", "img", "wbr", "input", "source", "embed"];

/// Elements that texts of feeds are marked up with.
const NAMES: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "big",
    "blockquote",
    "body",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "html",
    "i",
    "iframe",
    "ins",
    "label",
    "li",
    "main",
    "mark",
    "noscript",
    "object",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "s",
    "script",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "video",
];

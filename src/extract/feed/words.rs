//! The words of something that a feed may have marked up: a title, a teaser.
//!
//! Whether `<` begins a tag or is what the editor wrote ("<Góc đoàn viên>", "lương a<b, thưởng c>d") no feed says reliably:
//! a tag is a name that HTML has, with attributes of the form that tags have, and in a title its end tag stands there too.
//! Entities are read until none is left, for systems escape twice. Units: characters.

use super::super::contain::tick;
use super::super::dom::attributes_of_first;
use super::super::escapes::decoded;

use crate::text;

/// Longest title that is made of a text, in characters.
const TITLE_CHARS: usize = 120;

/// What stands between the tags of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkupForm {
    /// Words: a `<` is a `<`.
    Plain,
    /// Perhaps markup.
    Markup,
}

/// A text as a feed gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) text: String,
    pub(super) form: MarkupForm,
}

impl Written {
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), form: MarkupForm::Plain }
    }

    pub(super) fn markup(text: impl Into<String>) -> Self {
        Self { text: text.into(), form: MarkupForm::Markup }
    }

    /// The words of a title.
    pub(super) fn title(&self) -> String {
        match self.form {
            MarkupForm::Plain => text::one_line(&decoded(&self.text)),
            MarkupForm::Markup => words(&self.text, Tags::InPairs),
        }
    }

    /// The words of a teaser or a body.
    pub(super) fn words(&self) -> String {
        match self.form {
            MarkupForm::Plain => text::one_line(&decoded(&self.text)),
            MarkupForm::Markup => {
                let words = words(&self.text, Tags::Any);
                // Escaped twice: the words are markup again.
                if words.contains("</") || words.contains("/>") { self::words(&words, Tags::Any) } else { words }
            }
        }
    }
}

/// Longest headline that is kept, in characters; what is longer is no headline, and is cut between words.
const LONGEST_TITLE: usize = 600;

/// A headline that is not too long to be one.
pub(super) fn shortened(title: String) -> String {
    match title.char_indices().nth(LONGEST_TITLE) {
        Some((end, _)) => format!("{}…", title[..end].rsplit_once(' ').map_or(&title[..end], |(words, _)| words)),
        None => title,
    }
}

/// A title for an item that has none: the first sentence of its text, cut between words.
pub(super) fn title_of(words: &str) -> Option<String> {
    let shortened = |at: usize| {
        let word = words[..=at].rsplit(char::is_whitespace).next().unwrap_or_default();
        text::is_short_form(word)
    };
    let end = words.char_indices().zip(words.chars().skip(1)).find(|((at, c), next)| {
        matches!(c, '.' | '!' | '?' | '…') && next.is_whitespace() && !(*c == '.' && shortened(*at))
    });
    let sentence = end.map_or(words, |((at, c), _)| &words[..at + c.len_utf8()]).trim_end_matches('.');
    let title = if sentence.chars().count() <= TITLE_CHARS {
        sentence.to_owned()
    } else {
        let cut: String = sentence.chars().take(TITLE_CHARS).collect();
        format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
    };
    title.chars().any(char::is_alphanumeric).then_some(title)
}

/// The words of the heading that a markup begins with.
pub(super) fn first_heading(markup: &str) -> Option<String> {
    let rest = markup.trim_start();
    let level = rest
        .strip_prefix("<h")
        .or_else(|| rest.strip_prefix("<H"))?
        .chars()
        .next()
        .filter(|c| ('1'..='6').contains(c))?;
    let (_, inside) = rest.split_once('>')?;
    let lower = inside.to_ascii_lowercase();
    let heading = inside.get(..lower.find(&format!("</h{level}"))?)?;
    title_of(&words(heading, Tags::Any))
}

/// What opens character data.
const CDATA: &str = "<![CDATA[";

/// Which tags are taken for markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tags {
    /// Those that need no end tag, and those whose end tag is there.
    InPairs,
    /// All that HTML has.
    Any,
}

fn words(markup: &str, tags: Tags) -> String {
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
        match tag(&markup[start..], &lower, tags) {
            Some(length) => {
                if !is_inline(&markup[start..start + length]) {
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

/// The first picture of a markup; what stands for one is none.
pub(super) fn first_picture(markup: &str) -> Option<String> {
    images(markup).find_map(|img| {
        let address = ["data-src", "data-original", "data-lazy-src", "src"]
            .iter()
            .find_map(|name| img.get(*name))?
            .trim()
            .to_owned();
        (!address.is_empty() && !address.starts_with("data:")).then_some(address)
    })
}

/// What the first picture of a markup that has a text for those who cannot see it says there.
pub(super) fn first_alt(markup: &str) -> Option<String> {
    images(markup).find_map(|img| img.get("alt").map(|alt| text::one_line(alt)).filter(|alt| !alt.is_empty()))
}

/// The attributes of the pictures of a markup. Tag by tag: a whole body is long, and its first picture stands near its
/// beginning.
fn images(markup: &str) -> impl Iterator<Item = std::collections::HashMap<String, String>> {
    markup.match_indices("<img").filter_map(|(at, _)| {
        let rest = markup.get(at..)?;
        Some(attributes_of_first(rest.get(..=rest.find('>')?)?)?.into_iter().collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> String {
        Written::markup(text).title()
    }

    #[test]
    fn brackets_that_an_editor_wrote_stay() {
        for same in [
            "<Góc đoàn viên>",
            "Thu nhập < 5 triệu",
            "Lương a<b, thưởng c>d",
            "a<b và c>d",
            "<<Tin vắn>> Thưởng Tết",
            "<3 công nhân",
            "Lương tăng <10%, giá tăng >20%",
            "Thẻ <b> trong tờ khai",
            "<P/v> Chủ tịch công đoàn",
            "5 < 7 > 3",
            "<",
        ] {
            assert_eq!(title(same), same);
        }
    }

    #[test]
    fn markup_goes_and_entities_are_read_however_often_they_were_written() {
        assert_eq!(title("<b>Đậm</b> &amp; nhạt"), "Đậm & nhạt");
        assert_eq!(title("<a href=\"/x\">Thưởng</a> Tết<br/>sớm"), "Thưởng Tết sớm");
        assert_eq!(title("&lt;Hỏi đáp&gt; Nghỉ phép"), "<Hỏi đáp> Nghỉ phép");
        assert_eq!(title("A&amp;amp;B &amp;quot;tốt&amp;quot;"), "A&B \"tốt\"");
        assert_eq!(title("Phở 24 R&D; &T; AT&T"), "Phở 24 R&D; &T; AT&T");
    }

    #[test]
    fn a_title_is_made_of_the_first_sentence() {
        assert_eq!(title_of("Xưởng thưởng Tết sớm. Chi tiết ở bảng tin.").as_deref(), Some("Xưởng thưởng Tết sớm"));
        assert_eq!(title_of("Lương 4.960.000 đồng").as_deref(), Some("Lương 4.960.000 đồng"));
        assert!(title_of(&"dài ".repeat(90)).is_some_and(|title| title.ends_with("dài…")));
        assert_eq!(title_of("…"), None);
    }
}

//! The look at a page's bytes before it is parsed: one pass, linear, so that no page can make the parser slow or fat.
//!
//! HTML's own rules make some input quadratic: deep nesting, unclosed `<b>` before many `<p>`, a tag of many attributes.
//! Where a bound is met the page is cut there; what stands before it is read as usual.
//! Deliberately absent: judging whether the markup is right. Newspapers' markup never is.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

/// Longest page that is parsed, in bytes of UTF-8; the rest is cut. The biggest real page seen has 1.2 MB.
pub(super) const MAX_PAGE_BYTES: usize = 6 << 20;
/// Most tags of a page.
pub(super) const MAX_TAGS: usize = 120_000;
/// Deepest nesting of elements that need an end tag. Browsers stop at 512.
pub(super) const MAX_DEPTH: usize = 512;
/// Most open formatting elements (`b`, `font` …): the parser opens each of them again in every paragraph.
pub(super) const MAX_FORMATTING: usize = 48;
/// Most attributes of one tag.
pub(super) const MAX_ATTRIBUTES: usize = 256;

/// Elements that never have an end tag, or whose end tag newspapers leave out and the parser adds.
const NOT_COUNTED: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "html", "body", "head", "img", "input", "li", "link",
    "meta", "option", "optgroup", "p", "param", "source", "track", "wbr", "tr", "td", "th", "tbody", "thead", "tfoot",
    "path",
];
/// What a drawing is made of. In a drawing `/>` ends an element, which it does nowhere else.
const DRAWN: &[&str] = &[
    "svg", "g", "use", "symbol", "defs", "circle", "ellipse", "line", "polygon", "polyline", "rect", "path", "image",
    "stop", "animate",
];
/// The parser's list of formatting elements.
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// What stands in scripts that are looked at (see [`super::wall`]).
const SPEAKING_SCRIPTS: &[&str] = &["document.cookie", "cf-chl", "challenge-platform", "captcha", "location"];
/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "noscript", "iframe", "noembed", "xmp"];

/// What of a page is parsed.
pub(super) struct Readable<'a> {
    /// The markup, without scripts and styles that say nothing to us: they are half of many pages.
    pub(super) html: Cow<'a, str>,
    /// Whether a bound was met, and the page cut there.
    pub(super) cut: bool,
}

/// What of a page's bytes is decoded: no more than is parsed, up to the beginning of a tag, so that no character is cut.
pub(super) fn beginning(bytes: &[u8]) -> &[u8] {
    let Some(head) = bytes.get(..MAX_PAGE_BYTES).filter(|_| bytes.len() > MAX_PAGE_BYTES) else { return bytes };
    // In two-byte encodings a `<` has a zero beside it, which stays with what follows.
    memchr::memrchr(b'<', head).map_or(head, |at| &head[..at])
}

/// What of `html` may be parsed.
pub(super) fn readable(html: &str) -> Readable<'_> {
    let mut gone = Vec::new();
    let end = scan(html, &mut gone);
    let cut = end < html.len();
    if gone.is_empty() {
        return Readable { html: Cow::Borrowed(&html[..end]), cut };
    }
    let mut kept = String::with_capacity(end);
    let mut from = 0;
    for range in gone.iter().filter(|range| range.end <= end) {
        kept.push_str(&html[from..range.start]);
        from = range.end;
    }
    kept.push_str(&html[from..end]);
    Readable { html: Cow::Owned(kept), cut }
}

/// How much of `html` may be parsed, in bytes (a character boundary); less than all of it: a bound was met. `gone` gets
/// the contents of scripts and styles that nobody reads.
fn scan(html: &str, gone: &mut Vec<Range<usize>>) -> usize {
    let mut end = html.len().min(MAX_PAGE_BYTES);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let bytes = &html.as_bytes()[..end];
    let (mut at, mut tags, mut depth, mut formatting) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut in_drawing = false;
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + found;
        at = start + 1;
        // What the parser makes a comment of: each is a node as well.
        if matches!(bytes.get(at), Some(b'!' | b'?' | b'/')) && !bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
        {
            tags += 1;
            if tags > MAX_TAGS {
                return start;
            }
        }
        if bytes[at..].starts_with(b"!--") {
            at = memchr::memmem::find(&bytes[at + 3..], b"-->").map_or(end, |n| at + 3 + n);
            continue;
        }
        let closing = bytes.get(at) == Some(&b'/');
        at += usize::from(closing);
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let name = tag_name(&bytes[at..]);
        let Some(after) = tag_end(bytes, at + name.len()) else { return start };
        at = after;
        tags += 1;
        let (drawn, alone) = (is_in(DRAWN, name), bytes[at - 2] == b'/');
        let ends_itself = in_drawing && drawn && alone;
        // Any element of a page ends the drawing, as it does for the parser.
        in_drawing = if is_in(&["svg"], name) { !closing && !alone } else { in_drawing && drawn };
        let (counted, formats) = (!is_in(NOT_COUNTED, name) && !ends_itself, is_in(FORMATTING, name));
        if closing {
            depth = depth.saturating_sub(usize::from(counted));
            formatting = formatting.saturating_sub(usize::from(formats));
        } else if bytes[at - 2] != b'/' || counted {
            depth += usize::from(counted);
            formatting += usize::from(formats);
        }
        if tags > MAX_TAGS || depth > MAX_DEPTH || formatting > MAX_FORMATTING {
            return start;
        }
        if !closing && is_in(RAW, name) {
            let from = at;
            at = raw_end(bytes, at, name);
            if at > from && at < end && is_idle(&bytes[start..from], &bytes[from..at], name) {
                gone.push(from..at);
            }
        }
    }
    end
}

/// Whether the content of a raw element says nothing to us: a style, or a script that is neither data nor (maybe) a wall's.
/// With a comment in it the parser ends a script elsewhere than here; then it is left as it is.
fn is_idle(tag: &[u8], content: &[u8], name: &[u8]) -> bool {
    static SPEAKING: LazyLock<Vec<Finder<'static>>> =
        LazyLock::new(|| SPEAKING_SCRIPTS.iter().map(Finder::new).collect());
    if name.eq_ignore_ascii_case(b"style") {
        return true;
    }
    name.eq_ignore_ascii_case(b"script")
        && !may_be_data(tag, content)
        && memchr::memmem::find(content, b"<!--").is_none()
        && SPEAKING.iter().all(|finder| finder.find(content).is_none())
}

/// Whether a script is JSON, or gives JSON a name: `window.state = {`.
fn may_be_data(tag: &[u8], content: &[u8]) -> bool {
    /// Bytes before the sign of equality.
    const LONGEST_NAME: usize = 100;
    let content = content.trim_ascii_start();
    let names = [b"window".as_slice(), b"self", b"globalThis"].iter().any(|name| content.starts_with(name));
    let value = || {
        let at = memchr::memchr(b'=', content.get(..LONGEST_NAME).unwrap_or(content))?;
        Some(content.get(at + 1..)?.trim_ascii_start())
    };
    let is_json = |value: &[u8]| [b"{".as_slice(), b"[", b"JSON.parse("].iter().any(|start| value.starts_with(start));
    memchr::memmem::find(tag, b"json").is_some() || names && value().is_some_and(is_json)
}

fn is_in(list: &[&str], name: &[u8]) -> bool {
    // The first letter tells most names apart.
    let first = name.first().map_or(0, u8::to_ascii_lowercase);
    list.iter().any(|known| {
        known.as_bytes().first() == Some(&first)
            && known.len() == name.len()
            && known.as_bytes().eq_ignore_ascii_case(name)
    })
}

fn tag_name(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|b| !b.is_ascii_alphanumeric() && *b != b'-' && *b != b':').unwrap_or(bytes.len());
    &bytes[..end]
}

/// The byte after the `>` of a tag whose name ends at `at`; `None` when it has too many attributes.
/// A tag that never ends is the end of the page, as for the parser.
fn tag_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut attributes = 0;
    let mut between = true;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'>' => return Some(at),
            b'"' | b'\'' if bytes[at - 2] == b'=' || bytes[at - 2] == b' ' => {
                at += memchr::memchr(byte, &bytes[at..])? + 1;
                between = true;
            }
            b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' => between = true,
            _ if between => {
                between = false;
                attributes += 1;
                if attributes > MAX_ATTRIBUTES {
                    return None;
                }
            }
            _ => {}
        }
    }
    Some(bytes.len())
}

/// Where the end tag of a raw element stands, from `at` on.
fn raw_end(bytes: &[u8], at: usize, name: &[u8]) -> usize {
    let mut from = at;
    while let Some(found) = memchr::memmem::find(&bytes[from..], b"</") {
        let here = from + found;
        if bytes[here + 2..].get(..name.len()).is_some_and(|tail| tail.eq_ignore_ascii_case(name)) {
            return here;
        }
        from = here + 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn safe_length(html: &str) -> usize {
        scan(html, &mut Vec::new())
    }

    #[test]
    fn scripts_and_styles_that_say_nothing_are_not_parsed() {
        let page = "<style>p { }</style><script>var a = '<p>';</script><p>Xin chào";
        assert_eq!(readable(page).html, "<style></style><script></script><p>Xin chào");
        for kept in [
            "<script type=\"application/ld+json\">{\"a\":1}</script><p>a",
            "<script>document.cookie='a';</script><p>a",
            "<script><!-- write('<script></script>') --></script><p>a",
            "<script>var a = 1",
            "<textarea>a</textarea>",
        ] {
            assert_eq!(readable(kept).html, kept);
        }
    }

    #[test]
    fn an_ordinary_page_is_read_to_its_end() {
        let page =
            "<!DOCTYPE html><p class='a'>Xin <b>chào</b><br/><img src=\"a>b.jpg\"><script>if (a</b) '</p>'</script>";
        assert_eq!(safe_length(page), page.len());
    }

    #[test]
    fn nesting_at_the_bound_is_read_and_one_deeper_is_cut_there() {
        let deep = "<div>".repeat(MAX_DEPTH);
        assert_eq!(safe_length(&deep), deep.len());
        assert_eq!(safe_length(&format!("{deep}<div>x")), deep.len());
    }

    #[test]
    fn closed_elements_do_not_add_up() {
        let page = "<div><b>x</b></div>".repeat(MAX_DEPTH * 3);
        assert_eq!(safe_length(&page), page.len());
    }

    #[test]
    fn shapes_of_drawings_end_themselves_and_nothing_else_does() {
        let icon = "<svg><g><circle r=\"1\"/><use href=\"#i\"/></g></svg>";
        let page = icon.repeat(MAX_DEPTH);
        assert_eq!(safe_length(&page), page.len());
        let open = "<svg><p><use/>".repeat(MAX_DEPTH);
        assert!(safe_length(&open) < open.len());
        for before in ["", "<svg/>", "<svg></svg>", "<svg><p>"] {
            let outside = format!("{before}{}", "<use/>".repeat(MAX_DEPTH + 1));
            assert!(safe_length(&outside) < outside.len(), "{before}");
        }
    }

    #[test]
    fn formatting_left_open_is_bounded_more_tightly() {
        let page = "<font color=1>".repeat(MAX_FORMATTING + 1);
        assert_eq!(safe_length(&page), page.len() - "<font color=1>".len());
    }

    #[test]
    fn a_tag_with_too_many_attributes_ends_the_page() {
        let page = format!("<p>a</p><div {}>", "x ".repeat(MAX_ATTRIBUTES + 1));
        assert_eq!(safe_length(&page), "<p>a</p>".len());
    }

    #[test]
    fn a_page_longer_than_the_bound_is_cut_between_characters() {
        let page = "ạ".repeat(MAX_PAGE_BYTES / 3 + 10);
        let length = safe_length(&page);
        assert!(length <= MAX_PAGE_BYTES && page.is_char_boundary(length) && length + 3 > MAX_PAGE_BYTES);
    }

    #[test]
    fn comments_of_every_form_are_counted() {
        for comment in ["<!>", "<?>", "<!---->", "</>"] {
            assert!(safe_length(&comment.repeat(MAX_TAGS + 9)) <= MAX_TAGS * comment.len(), "{comment}");
        }
    }

    #[test]
    fn unfinished_markup_is_no_trouble() {
        for page in ["<", "</", "<a", "<a href=\"x", "<!--", "<script>", "<a href='", "< b", "<a/"] {
            assert!(safe_length(page) <= page.len(), "{page}");
        }
    }
}

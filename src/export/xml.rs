//! Text inside XML: nothing that the guard would not let through, and nothing that means something to the reader of it.

use crate::text;

/// Text of an element or of an attribute in double quotes.
pub(super) fn escape(text: &str) -> String {
    let safe = text::guard(text);
    let mut out = String::with_capacity(safe.len());
    for c in safe.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Characters that XML 1.0 has no place for.
            '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(c),
        }
    }
    out
}

/// An address as an attribute; `None` for what is no web address.
pub(super) fn address(url: &str) -> Option<String> {
    let url = crate::model::CanonicalUrl::parse(url)?;
    Some(escape(url.as_str()))
}

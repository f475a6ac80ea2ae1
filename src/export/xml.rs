//! Escapes text for XML, and removes what the guard would not let through.

use crate::text;

/// Text for an element or for an attribute in double quotes.
pub(super) fn escape(text: &str) -> String {
    let safe = text::guard(text);
    let mut out = String::with_capacity(safe.len());
    for c in safe.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Characters that XML 1.0 does not allow.
            '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(c),
        }
    }
    out
}

/// An address as an attribute; `None` if it is no web address.
pub(super) fn address(url: &str) -> Option<String> {
    let url = crate::model::CanonicalUrl::parse(url)?;
    Some(escape(&uri(url.as_str())))
}

/// An address in the form of RFC 3986. Browsers and newspapers leave braces, brackets, bars and lone percent signs
/// unescaped; e-book and feed readers reject a whole file because of them.
pub(super) fn uri(url: &str) -> String {
    // Brackets are allowed where the host is a number.
    let path = url.find("://").map_or(0, |at| at + 3);
    let path = url[path..].find(['/', '?', '#']).map_or(url.len(), |at| path + at);
    let (authority, rest) = url.split_at(path);
    let mut out = authority.to_owned();
    let mut fragment = false;
    for (at, c) in rest.char_indices() {
        let refused = match c {
            '"' | '<' | '>' | '[' | ']' | '\\' | '^' | '`' | '{' | '|' | '}' => true,
            '#' => std::mem::replace(&mut fragment, true),
            '%' => !rest.as_bytes().get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit)),
            _ => false,
        };
        if refused {
            out += &format!("%{:02X}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_nothing_that_a_validator_refuses() {
        for (given, wanted) in [
            ("https://a.vn/x?q={1}|[2]^`", "https://a.vn/x?q=%7B1%7D%7C%5B2%5D%5E%60"),
            ("https://a.vn/100%?a=%zz&b=%20", "https://a.vn/100%25?a=%25zz&b=%20"),
            ("https://a.vn/#a#b", "https://a.vn/#a%23b"),
            ("http://[::1]:8080/[a]", "http://[::1]:8080/%5Ba%5D"),
            ("https://a.vn/bài-viết", "https://a.vn/bài-viết"),
            ("https://a.vn", "https://a.vn"),
        ] {
            assert_eq!(uri(given), wanted);
        }
    }
}

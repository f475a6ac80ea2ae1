//! JSON as newsrooms print it.

use std::borrow::Cow;

use serde_json::Value;

use crate::extract::escapes;

/// Parses JSON as newsrooms print it: raw line breaks in strings, commas before a bracket, comment marks around.
pub(in crate::extract) fn lenient(json: &str) -> Option<Value> {
    let json = &*without_halves(json);
    let json = json.trim().trim_start_matches('\u{feff}').trim_start();
    let json = json.strip_prefix("/*").and_then(|rest| rest.split_once("*/")).map_or(json, |(_, rest)| rest);
    let json = json.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let json = json.trim_end_matches("-->").trim_end_matches("]]>").trim_end_matches("//").trim().trim_end_matches(';');
    let parsed = serde_json::from_str(json).or_else(|_| serde_json::from_str(&mended(json)));
    // Escaped as if it were text: `{&quot;@type&quot;: …`.
    let escaped = || json.contains("&quot;").then(|| escapes::decoded(json));
    parsed.ok().or_else(|| several(json)).or_else(|| {
        let plain = escaped()?;
        serde_json::from_str(&plain).or_else(|_| serde_json::from_str(&mended(&plain))).ok()
    })
}

/// A text without the halves of characters that are written as escapes (`\ud83d` with nothing behind it): a system cut a text
/// in the middle of one. Such a half is no character, and JSON with one is none.
fn without_halves(json: &str) -> Cow<'_, str> {
    const ESCAPE: usize = 6;
    let unit = |at: usize| {
        let digits = json.get(at..at + ESCAPE)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let (mut out, mut kept) = (String::new(), 0);
    let mut at = 0;
    while let Some(found) = json.get(at..).and_then(|rest| rest.find('\\')) {
        let here = at + found;
        at = here + 2;
        match unit(here) {
            Some(0xd800..0xdc00) if matches!(unit(here + ESCAPE), Some(0xdc00..0xe000)) => at = here + 2 * ESCAPE,
            Some(0xd800..0xe000) => {
                out.push_str(&json[kept..here]);
                (kept, at) = (here + ESCAPE, here + ESCAPE);
            }
            _ => {}
        }
        // An escape of a letter that takes several bytes.
        while !json.is_char_boundary(at.min(json.len())) {
            at += 1;
        }
    }
    if kept == 0 { Cow::Borrowed(json) } else { Cow::Owned(out + &json[kept..]) }
}

/// Several objects one after the other, with or without commas; what comes after an odd one is left out.
fn several(json: &str) -> Option<Value> {
    const MOST: usize = 20;
    let listed = serde_json::from_str(&format!("[{}]", mended(json))).ok();
    let one_by_one = || {
        let objects: Vec<Value> =
            serde_json::Deserializer::from_str(json).into_iter().take(MOST).map_while(Result::ok).collect();
        (!objects.is_empty()).then_some(Value::Array(objects))
    };
    listed.or_else(one_by_one)
}

fn mended(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut inside, mut escaped) = (false, false);
    for (at, c) in json.char_indices() {
        if inside {
            match c {
                _ if escaped => {
                    escaped = false;
                    // An escape that JSON does not know: the character itself.
                    if !matches!(c, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') {
                        out.pop();
                    }
                    out.push(if c.is_control() { ' ' } else { c });
                    continue;
                }
                '\\' => escaped = true,
                '"' if ends_string(&json[at + 1..]) => inside = false,
                '"' => out.push('\\'),
                _ => {}
            }
            out.push(if c.is_control() { ' ' } else { c });
            continue;
        }
        match c {
            '"' => inside = true,
            ',' if json[at + 1..].trim_start().starts_with([']', '}', ',']) => continue,
            _ => {}
        }
        out.push(c);
    }
    out
}

/// Whether a quote can end a string: a sign of JSON follows.
fn ends_string(rest: &str) -> bool {
    let next = rest.trim_start();
    next.is_empty()
        || next.starts_with([':', ']', '}'])
        || next.strip_prefix(',').is_some_and(|after| {
            after.trim_start().starts_with(['"', '{', '[', ']', '}', ','])
                || after.trim_start().starts_with(|c: char| c.is_ascii_digit())
        })
}

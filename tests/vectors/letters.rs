//! Search keys, finding, and legacy encodings.

use loaphuong::text::{display, encoding, find, fold, legacy};
use serde_json::Value;

use super::Verdict;
use super::lines::{same, text};

pub(super) fn fold(vector: &Value) -> Verdict {
    Some(match text(vector, "group") {
        "fold-out" => {
            let input = text(vector, "input");
            same(&fold::letters(input), &text(vector, "letters").to_owned())
                .and_then(|()| same(&fold::base(input), &text(vector, "base").to_owned()))
        }
        "pair" => equal(vector, "exact_equal", fold::exact)
            .and_then(|()| equal(vector, "letters_equal", fold::letters))
            .and_then(|()| equal(vector, "base_equal", fold::base)),
        "i-y" => equal(vector, "iy_equal", fold::exact_iy).and_then(|()| equal(vector, "exact_equal", fold::exact)),
        "find" => {
            let haystack = text(vector, "text");
            let found: Vec<&str> =
                find::spans(haystack, text(vector, "query")).into_iter().map(|r| &haystack[r]).collect();
            let wanted = vector.get("highlights").and_then(Value::as_array).cloned().unwrap_or_default();
            same(&found, &wanted.iter().filter_map(Value::as_str).collect())
        }
        _ => return None,
    })
}

fn equal(vector: &Value, key: &str, fold: fn(&str) -> String) -> Result<(), String> {
    let Some(wanted) = vector.get(key).and_then(Value::as_bool) else { return Ok(()) };
    let (a, b) = (fold(text(vector, "a")), fold(text(vector, "b")));
    if (a == b) == wanted { Ok(()) } else { Err(format!("{key}: {a:?} and {b:?}")) }
}

pub(super) fn legacy(vector: &Value) -> Verdict {
    let group = text(vector, "group");
    let wanted = text(vector, "expect").to_owned();
    let found = if group == "viqr" {
        legacy::viqr(&String::from_utf8_lossy(&bytes(vector)))
    } else if vector.get("bytes").is_some() {
        display(&encoding::decode(&bytes(vector), None).text)
    } else if let Some(html) = vector.get("html").and_then(Value::as_str) {
        display(&scraper::Html::parse_fragment(html).root_element().text().collect::<String>())
    } else if vector.get("text").is_some() {
        display(text(vector, "text"))
    } else {
        return None;
    };
    Some(same(&found, &wanted))
}

fn bytes(vector: &Value) -> Vec<u8> {
    let hex = text(vector, "bytes");
    (0..hex.len() / 2).filter_map(|at| u8::from_str_radix(hex.get(at * 2..at * 2 + 2)?, 16).ok()).collect()
}

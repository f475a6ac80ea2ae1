//! Dates, typing, legal references, collation.

use loaphuong::labour::legal::{self, Entity, Kind};
use loaphuong::model::{Moment, Precision};
use loaphuong::text::telex::{self, Composer, Method, ToneStyle};
use loaphuong::text::{collate, date};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::Verdict;
use super::lines::{same, text};

pub(super) fn dates(vector: &Value) -> Verdict {
    let now = Moment::parse_iso(text(vector, "now")).expect("an ISO date in `now`").at;
    let found = date::read(text(vector, "input"), now).map(|reading| reading.moment);
    let wanted = vector
        .get("expect")
        .and_then(Value::as_str)
        .map(|iso| Moment::parse_iso(iso).unwrap_or_else(|| panic!("an ISO date in `expect`, not {iso:?}")));
    // Date-times are compared as instants; `10:05:00` may be exact to the minute or to the second.
    let coarse = |name: &str| if name == "second" { "minute".to_owned() } else { name.to_owned() };
    let same_precision = match (found, vector.get("precision").and_then(Value::as_str)) {
        (Some(found), Some(wanted)) => same(&coarse(name(found.precision)), &coarse(wanted)),
        _ => Ok(()),
    };
    Some(same(&found.map(|m| m.at), &wanted.map(|m| m.at)).and(same_precision))
}

fn name(precision: Precision) -> &'static str {
    match precision {
        Precision::Month => "month",
        Precision::Day => "day",
        Precision::Hour => "hour",
        Precision::Minute => "minute",
        Precision::Second => "second",
    }
}

pub(super) fn ime(vector: &Value) -> Verdict {
    let keys = text(vector, "keys");
    let method = text(vector, "im").parse::<Method>().unwrap_or_else(|e| panic!("{e}"));
    let typed = |style: ToneStyle| -> String { telex::compose(keys, method, style).nfc().collect() };
    if vector.get("expect_new").is_some() {
        let new = same(&typed(ToneStyle::New), &text(vector, "expect_new").to_owned());
        return Some(new.and_then(|()| same(&typed(ToneStyle::Old), &text(vector, "expect_old").to_owned())));
    }
    let wanted = vector.get("must_match_raw").and_then(Value::as_str)?;
    Some(readings(keys, method).iter().any(|reading| reading == wanted).then_some(()).ok_or_else(|| wanted.to_owned()))
}

/// How a typed query is searched: composed, and raw.
fn readings(keys: &str, method: Method) -> Vec<String> {
    let mut composer = Composer::new(method, ToneStyle::default());
    let taken = keys.chars().all(|key| composer.key(key));
    match composer.end() {
        Some(word) if taken => vec![word.text, word.raw],
        _ => Vec::new(),
    }
}

pub(super) fn legal(vector: &Value) -> Verdict {
    let source = text(vector, "text");
    let wanted = vector.get("expect").and_then(Value::as_array)?;
    let found: Vec<[String; 3]> = legal::entities(source).into_iter().map(|e| row(source, &e)).collect();
    let wanted_rows: Vec<[String; 3]> =
        wanted.iter().map(|e| ["kind", "text", "norm"].map(|key| text(e, key).to_owned())).collect();
    let documents = legal::entities(source).into_iter().zip(wanted).try_for_each(|(entity, wanted)| {
        match wanted.get("type").and_then(Value::as_str) {
            Some(document) => same(&entity.document.unwrap_or_default(), &document),
            None => Ok(()),
        }
    });
    Some(same(&found, &wanted_rows).and(documents))
}

fn row(source: &str, entity: &Entity) -> [String; 3] {
    let kind = match entity.kind {
        Kind::Number => "number",
        Kind::Article => "article",
        Kind::Law => "law",
    };
    [kind.to_owned(), source[entity.range.clone()].nfc().collect(), entity.norm.clone()]
}

pub(super) fn collation(vector: &Value) -> Verdict {
    let list = |key: &str| -> Option<Vec<String>> {
        let values = vector.get(key).and_then(Value::as_array)?;
        Some(values.iter().filter_map(Value::as_str).map(str::to_owned).collect())
    };
    let mut found = list("input")?;
    found.sort_by(|a, b| collate::compare(a, b));
    // Printed dictionaries compare syllable by syllable; that order is accepted where the vector has one.
    if list("dictionary_order").as_ref() == Some(&found) {
        return Some(Ok(()));
    }
    Some(same(&found, &list("expect")?))
}

//! Dates, typing, legal references, collation.

use loaphuong::model::{Moment, Precision};
use loaphuong::text::date;
use serde_json::Value;

use super::Verdict;
use super::lines::{same, text};

pub(super) fn dates(vector: &Value) -> Verdict {
    let now = Moment::parse_iso(text(vector, "now")).expect("an ISO date in `now`").at;
    let reading = date::read(text(vector, "input"), now);
    let found = reading.map(|r| (r.moment.at, name(r.moment.precision)));
    let wanted = vector.get("expect").and_then(Value::as_str).map(|iso| {
        let moment = Moment::parse_iso(iso).unwrap_or_else(|| panic!("an ISO date in `expect`, not {iso:?}"));
        (moment.at, vector.get("precision").and_then(Value::as_str).unwrap_or_else(|| name(moment.precision)))
    });
    // `10:05:00` may be called exact to the minute or to the second.
    let coarse = |precision: &'static str| if precision == "second" { "minute" } else { precision };
    let found = found.map(|(at, precision)| (at, coarse(precision)));
    let wanted = wanted.map(|(at, precision)| (at, if precision == "second" { "minute" } else { precision }));
    Some(same(&found, &wanted))
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

pub(super) fn ime(_: &Value) -> Verdict {
    None
}

pub(super) fn legal(_: &Value) -> Verdict {
    None
}

pub(super) fn collation(_: &Value) -> Verdict {
    None
}

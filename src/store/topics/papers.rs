//! `nguồn:"Người Lao Động"` in a query: newspapers by the names that the screen shows, with marks or without, beside their ids.

use std::borrow::Cow;

use super::{name_at, next_field};
use crate::model::SourceId;
use crate::text::fold;

/// Names of the field, as K1.
const FIELDS: [&str; 2] = ["nguon:", "source:"];
/// What may stand before the name of a newspaper and may be left out: `Báo Lao Động`.
const KINDS: [&str; 3] = ["bao ", "tap chi ", "trang "];

/// A newspaper and its name.
pub(in crate::store) type NamedPaper = (SourceId, String);

/// A query in which newspapers that it calls by their names are called by their ids; what is no name is left as it is.
pub(in crate::store) fn written_out<'a>(text: &'a str, known: &[NamedPaper]) -> Cow<'a, str> {
    let (mut out, mut at) = (String::new(), 0);
    while let Some((_, value)) = next_field(text, at, &FIELDS) {
        let skipped = text[value..].len() - text[value..].trim_start().len();
        let (names, end) = name_at(text, value + skipped);
        let each: Vec<Option<Vec<&str>>> = names.split(',').map(|name| called(known, name)).collect();
        if each.iter().any(Option::is_some) {
            let ids =
                names.split(',').zip(each).map(|(name, ids)| ids.map_or(name.trim().to_owned(), |ids| ids.join(",")));
            out.extend([&text[at..value], &quoted(&ids.collect::<Vec<_>>().join(","))]);
        } else {
            out.push_str(&text[at..end]);
        }
        at = end;
    }
    if at == 0 { Cow::Borrowed(text) } else { Cow::Owned(out + &text[at..]) }
}

/// What has a space is one value in quotes only.
fn quoted(names: &str) -> Cow<'_, str> {
    if names.contains(char::is_whitespace) { Cow::Owned(format!("\"{names}\"")) } else { Cow::Borrowed(names) }
}

/// The ids of the newspapers of this name; `None` where it is no name of any.
fn called<'a>(known: &'a [NamedPaper], name: &str) -> Option<Vec<&'a str>> {
    let wanted = key(name);
    let fits = |paper: &&NamedPaper| key(&paper.1) == wanted && !wanted.is_empty();
    let ids: Vec<&str> = known.iter().filter(fits).map(|(id, _)| id.as_str()).collect();
    (!ids.is_empty()).then_some(ids)
}

/// What names are compared by: letters without marks, without the word for what it is.
fn key(name: &str) -> String {
    let folded = fold::base(name);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let whole = words.join(" ");
    KINDS.iter().find_map(|kind| whole.strip_prefix(kind)).unwrap_or(&whole).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<NamedPaper> {
        let paper = |id: &str, name: &str| (SourceId(id.to_owned()), name.to_owned());
        vec![paper("tho.test", "Báo Người Thợ"), paper("dan.test", "Dân trí"), paper("may.test", "Tạp chí Thợ may")]
    }

    #[test]
    fn a_newspaper_is_asked_for_by_the_name_that_is_shown() {
        for (asked, meant) in [
            ("nguồn:\"Người Thợ\" lương", "nguồn:tho.test lương"),
            ("nguon:\"bao nguoi tho\"", "nguon:tho.test"),
            ("lương -source:“Báo Người Thợ”", "lương -source:tho.test"),
            ("nguồn: \"Dân trí, nld\"", "nguồn:dan.test,nld"),
            ("(nguồn:\"THO MAY\" OR lương)", "(nguồn:may.test OR lương)"),
        ] {
            assert_eq!(written_out(asked, &known()), meant, "{asked}");
        }
    }

    #[test]
    fn what_is_no_name_of_a_newspaper_stays_as_it_is() {
        for asked in ["nguồn:tho lương", "nguồn:\"Báo\"", "nguồn:", "lương", "“nguồn:\"Dân trí\"x"] {
            assert_eq!(written_out(asked, &known()), asked, "{asked}");
        }
    }
}

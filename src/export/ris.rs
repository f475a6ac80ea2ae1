//! A citation in RIS format: a tag of two letters, two spaces, a hyphen, a space, the value; UTF-8.

use super::ExportItem;
use super::book_parts::{authors, parts, said_besides, seen_on};
use crate::model::{Moment, Timestamp};
use crate::text::one_line;
use crate::text::own;

/// The entry of an article.
pub(super) fn entry(item: ExportItem<'_>, accessed: Timestamp) -> String {
    let article = item.article;
    let date = |moment: Moment| parts(moment).map(|parts| slashed(&parts));
    let mut out = "TY  - NEWS\n".to_owned();
    let mut line = |tag: &str, value: Option<String>| {
        // A value is one line; a second line would be read as a tag.
        let value = value.map(|value| one_line(&value)).filter(|value| !value.is_empty());
        out.extend(value.map(|value| format!("{tag}  - {value}\n")));
    };
    line("TI", Some(article.row.title.clone()));
    for author in authors(item) {
        line("AU", Some(author));
    }
    line("T2", Some(item.paper.to_owned()));
    line("PY", article.row.published.and_then(parts).and_then(|parts| parts.first().map(ToString::to_string)));
    line("DA", article.row.published.and_then(date));
    line("SE", article.imprint.category.clone());
    line("AB", article.sapo.clone());
    for label in &article.row.labels {
        line("KW", Some(label.clone()));
    }
    for note in said_besides(item).into_iter().chain(own::notes(article)) {
        line("N1", Some(note));
    }
    line("LA", Some("vi".to_owned()));
    line("UR", Some(article.row.url.to_string()));
    line("Y2", date(seen_on(item, accessed)));
    out + "ER  - \n"
}

/// `2023/10/13`; unknown parts are left empty.
fn slashed(parts: &[i16]) -> String {
    let part = |at: usize| parts.get(at).map(|part| format!("{part:02}")).unwrap_or_default();
    format!("{}/{}/{}", part(0), part(1), part(2))
}

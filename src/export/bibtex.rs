//! A citation for BibTeX (and biblatex).

use super::ExportItem;
use super::book_parts::{authors, parts, said_besides, seen_on};
use super::xml::uri;
use crate::model::{Moment, Timestamp};
use crate::text::own;
use crate::text::{fold, one_line};

/// The entry of an article.
pub(super) fn entry(item: ExportItem<'_>, accessed: Timestamp) -> String {
    let article = item.article;
    let date = |moment: Moment| parts(moment).map(|parts| dashed(&parts));
    let published = article.row.published;
    let authors = authors(item).iter().map(|name| format!("{{{}}}", escape(name))).collect::<Vec<_>>().join(" and ");
    // Double braces keep capitalisation and multi-part names intact.
    let whole = |text: &str| Some(text).filter(|text| !text.is_empty()).map(|text| format!("{{{}}}", escape(text)));
    let fields = [
        ("title", whole(&article.row.title)),
        ("author", Some(authors)),
        ("journal", whole(item.paper)),
        ("date", published.and_then(date)),
        ("year", published.and_then(parts).and_then(|parts| parts.first().map(ToString::to_string))),
        ("month", published.and_then(parts).and_then(|parts| parts.get(1).map(ToString::to_string))),
        ("url", Some(uri(article.row.url.as_str()))),
        ("urldate", date(seen_on(item, accessed))),
        ("abstract", article.sapo.as_deref().map(escape)),
        ("keywords", own::labels(article).map(|labels| escape(&labels))),
        ("note", Some(escape(&said_besides(item).join(" · ")))),
        ("annotation", Some(escape(&own::notes(article).join(" · ")))),
        ("langid", Some("vietnamese".to_owned())),
    ];
    let lines = fields.into_iter().filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)));
    let lines: String = lines.map(|(name, value)| format!("  {name} = {{{value}}},\n")).collect();
    format!("@article{{{},\n{lines}}}\n", key(item))
}

/// `laodong2023-184`: the first label of the source, the year, the article's id.
fn key(item: ExportItem<'_>) -> String {
    let row = &item.article.row;
    let source = fold::base(row.outlet().as_str());
    let label = source.split('.').next().unwrap_or_default();
    let label: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
    let year = row.published.and_then(parts).and_then(|parts| parts.first().copied());
    format!("{label}{}-{}", year.map(|year| year.to_string()).unwrap_or_default(), row.id.0)
}

fn dashed(parts: &[i16]) -> String {
    parts.iter().map(|part| format!("{part:02}")).collect::<Vec<_>>().join("-")
}

/// Escapes the characters that are special in LaTeX.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    for c in one_line(text).chars() {
        // LaTeX prints two of these in a row as another character: a dash or a quotation mark.
        if matches!(c, '-' | '\'' | '`' | ',' | '<' | '>') && before == Some(c)
            || c == '`' && matches!(before, Some('!' | '?'))
        {
            out.push_str("{}");
        }
        before = Some(c);
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', c]),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            _ => out.push(c),
        }
    }
    out
}

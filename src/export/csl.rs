//! Citations as CSL-JSON: an array of objects.

use std::io::Write;

use serde::Serialize;

use super::book_parts::{authors, parts, said_besides, seen_on};
use super::{ExportError, ExportItem, Exporter, Head};
use crate::model::{Moment, Timestamp};
use crate::text::one_line;
use crate::text::own;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct CslEntry {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name>,
    container_title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<Date>,
    #[serde(rename = "URL")]
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#abstract: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    keyword: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    language: &'static str,
}

/// A name in one piece: a byline does not show which part of a Vietnamese name is the family name.
#[derive(Serialize)]
struct Name {
    literal: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Date {
    date_parts: Vec<Vec<i16>>,
}

fn date(moment: Moment) -> Option<Date> {
    parts(moment).map(|parts| Date { date_parts: vec![parts] })
}

/// The array while it is being written.
pub(super) struct CslList<W> {
    out: W,
    accessed: Timestamp,
    begun: bool,
}

impl<W: Write> CslList<W> {
    pub(super) fn begin(mut out: W, head: &Head) -> Result<Self, ExportError> {
        out.write_all(b"[")?;
        Ok(Self { out, accessed: head.accessed, begun: false })
    }
}

impl<W: Write> Exporter for CslList<W> {
    fn add(&mut self, item: ExportItem<'_>) -> Result<(), ExportError> {
        let article = item.article;
        let notes: Vec<String> = said_besides(item).into_iter().chain(own::notes(article)).collect();
        let entry = CslEntry {
            id: article.row.url.to_string(),
            kind: "article-newspaper",
            title: one_line(&article.row.title),
            author: authors(item).into_iter().map(|literal| Name { literal }).collect(),
            container_title: one_line(item.paper),
            section: article.imprint.category.clone(),
            issued: article.row.published.and_then(date),
            accessed: date(seen_on(item, self.accessed)),
            url: article.row.url.to_string(),
            r#abstract: article.sapo.as_deref().map(one_line),
            keyword: own::labels(article).map(|labels| one_line(&labels)),
            note: Some(notes.join("\n")).filter(|notes| !notes.is_empty()),
            language: "vi",
        };
        let text = serde_json::to_string(&entry).map_err(std::io::Error::other)?;
        let lead = if std::mem::replace(&mut self.begun, true) { ",\n" } else { "\n" };
        Ok(write!(self.out, "{lead}{}", crate::text::guard(&text))?)
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        self.out.write_all(b"\n]\n")?;
        Ok(self.out.flush()?)
    }
}

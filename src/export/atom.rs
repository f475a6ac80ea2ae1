//! A feed with full texts (RFC 4287), for feed readers.
//!
//! The feed's header contains the date of the newest change, so entries are buffered until the end.

use std::io::Write;

use super::book_parts::{authors, changed, inner, rfc3339, uuid};
use super::xml::{escape, uri};
use super::{ExportError, ExportItem, Exporter, Head};
use crate::model::{CanonicalUrl, Timestamp};

/// A feed being built.
pub(super) struct AtomFeed<W> {
    out: W,
    head: Head,
    entries: Vec<String>,
    ids: Vec<String>,
    updated: Timestamp,
}

impl<W: Write> AtomFeed<W> {
    pub(super) fn new(out: W, head: Head) -> Self {
        Self { out, head, entries: Vec::new(), ids: Vec::new(), updated: Timestamp::default() }
    }
}

impl<W: Write> Exporter for AtomFeed<W> {
    fn add(&mut self, item: ExportItem<'_>) -> Result<(), ExportError> {
        let (article, row) = (item.article, &item.article.row);
        let address = escape(&uri(row.url.as_str()));
        let mut entry = format!("  <entry>\n    <id>{address}</id>\n    <title>{}</title>\n", escape(&row.title));
        entry += &format!("    <link rel=\"alternate\" href=\"{address}\"/>\n");
        entry += &format!("    <updated>{}</updated>\n", rfc3339(changed(item)));
        if let Some(published) = row.published {
            entry += &format!("    <published>{}</published>\n", rfc3339(published.at));
        }
        let mut names = authors(item);
        if names.is_empty() {
            names.push(item.paper.to_owned());
        }
        for name in names {
            entry += &format!("    <author><name>{}</name></author>\n", escape(&name));
        }
        entry += &format!("    <category term=\"{}\"/>\n", escape(row.source.as_str()));
        for label in &row.labels {
            entry += &format!("    <category term=\"{}\"/>\n", escape(label));
        }
        if let Some(sapo) = article.sapo.as_deref().filter(|sapo| !sapo.is_empty()) {
            entry += &format!("    <summary>{}</summary>\n", escape(sapo));
        }
        let mut picture = |url: &str| CanonicalUrl::parse(url).map(|url| uri(url.as_str()));
        let body = inner(item, &mut picture);
        entry += &format!(
            "    <content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">\n{body}</div></content>\n  </entry>\n"
        );
        self.updated = self.updated.max(changed(item));
        self.ids.push(row.url.to_string());
        self.entries.push(entry);
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        let id = uuid(std::iter::once(self.head.title.as_str()).chain(self.ids.iter().map(String::as_str)));
        write!(
            self.out,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">\n  \
             <id>urn:uuid:{id}</id>\n  <title>{}</title>\n  <updated>{}</updated>\n  \
             <generator>loa</generator>\n",
            escape(&self.head.title),
            rfc3339(self.updated),
        )?;
        for entry in &self.entries {
            self.out.write_all(entry.as_bytes())?;
        }
        self.out.write_all(b"</feed>\n")?;
        Ok(self.out.flush()?)
    }
}

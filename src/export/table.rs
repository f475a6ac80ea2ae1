//! Articles as a table in CSV (RFC 4180), UTF-8.

use std::io::Write;

use super::{ExportError, ExportItem, Exporter};
use crate::text;
use crate::text::own;

/// Columns, left to right.
const COLUMNS: [&str; 19] = [
    "id",
    "url",
    "title",
    "author",
    "paper",
    "source",
    "section",
    "category",
    "published",
    "updated",
    "source_line",
    "edited",
    "removed",
    "sapo",
    "text",
    "read",
    "starred",
    "labels",
    "notes",
];

/// Without it a spreadsheet on Windows takes the letters for those of an old code page.
pub(crate) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A table being written.
pub(super) struct ExportTable<W: Write> {
    rows: csv::Writer<W>,
}

impl<W: Write> ExportTable<W> {
    pub(super) fn begin(mut out: W) -> Result<Self, ExportError> {
        out.write_all(BYTE_ORDER_MARK.as_bytes())?;
        let mut rows = csv::Writer::from_writer(out);
        rows.write_record(COLUMNS).map_err(io)?;
        Ok(Self { rows })
    }
}

impl<W: Write> Exporter for ExportTable<W> {
    fn add(&mut self, item: ExportItem<'_>) -> Result<(), ExportError> {
        let (article, row) = (item.article, &item.article.row);
        let body: Vec<String> = article.body.iter().map(text::article::block).filter(|text| !text.is_empty()).collect();
        let cells = [
            row.id.0.to_string(),
            row.url.to_string(),
            row.title.clone(),
            article.author.clone().unwrap_or_default(),
            item.paper.to_owned(),
            row.source.to_string(),
            row.section.to_string(),
            article.imprint.category.clone().unwrap_or_default(),
            row.published.map(|moment| moment.to_string()).unwrap_or_default(),
            article.updated.map(|moment| moment.to_string()).unwrap_or_default(),
            article.imprint.source_line.clone().unwrap_or_default(),
            row.edited.to_string(),
            row.removed.to_string(),
            article.sapo.clone().unwrap_or_default(),
            body.join("\n\n"),
            row.read.to_string(),
            row.starred.to_string(),
            row.labels.join(", "),
            own::notes(article).join("\n"),
        ];
        self.rows.write_record(cells.iter().map(|cell| harmless(cell))).map_err(io)
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        Ok(self.rows.flush()?)
    }
}

/// A cell that a spreadsheet does not interpret as a formula.
fn harmless(cell: &str) -> String {
    let safe = text::guard(cell);
    if safe.starts_with(['=', '+', '-', '@']) { format!("'{safe}") } else { safe.into_owned() }
}

fn io(error: csv::Error) -> ExportError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => ExportError::Io(error),
        other => ExportError::Pack(format!("{other:?}")),
    }
}

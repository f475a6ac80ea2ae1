//! Exports articles in other formats: text, Markdown, HTML, e-book, feed, table, citations. Pure: produces bytes,
//! without disk, network or clock. May use `model`, `text` and `labour`.
//!
//! [`Exporter`] takes one article after the other, so that an archive of any size can be exported; formats that cannot
//! be streamed are buffered. Every string passes through `text::guard`. The same articles give the same bytes.

mod atom;
mod bibtex;
mod book_parts;
mod csl;
mod digest;
mod docx;
mod epub;
mod html;
mod markdown;
mod page;
mod ris;
mod table;
mod word;
mod xml;

use std::io::Write;

use thiserror::Error;

use crate::model::{Article, Timestamp};

pub use digest::{digest_docx, digest_epub};
pub use markdown::article as markdown;
pub(crate) use table::BYTE_ORDER_MARK;

/// Export formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// One self-contained HTML page.
    Html,
    /// An e-book, EPUB 3.
    Epub,
    /// A word-processor document.
    Docx,
    /// A feed with full texts, RFC 4287.
    Atom,
    /// A spreadsheet table, RFC 4180.
    Csv,
    /// Citations for `Zotero`, `EndNote`, `Mendeley`.
    Ris,
    /// Citations for LaTeX.
    Bibtex,
    /// Citations for pandoc and citeproc.
    CslJson,
}

/// Each format with its file extensions, the usual one first.
const ENDINGS: &[(Format, &[&str])] = &[
    (Format::Markdown, &["md", "markdown"]),
    (Format::Text, &["txt", "text"]),
    (Format::Html, &["html", "htm"]),
    (Format::Epub, &["epub"]),
    (Format::Docx, &["docx"]),
    (Format::Atom, &["atom", "xml"]),
    (Format::Csv, &["csv"]),
    (Format::Ris, &["ris"]),
    (Format::Bibtex, &["bib", "bibtex"]),
    (Format::CslJson, &["csl", "json"]),
];

/// Extensions of files that other programs would open as what they are not.
const FOREIGN: &[&str] = &[
    "pdf", "doc", "odt", "rtf", "pages", "xls", "xlsx", "ods", "ppt", "pptx", "mobi", "azw", "azw3", "fb2", "png",
    "jpg", "jpeg", "zip",
];

impl Format {
    /// The format for a file name, by its extension; text if the extension is missing or unknown.
    pub fn of_file(name: &str) -> Self {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        let known = ENDINGS.iter().find(|(_, endings)| endings.contains(&ending.as_str()));
        known.map_or(Self::Text, |(format, _)| *format)
    }

    /// Whether a file of this name would be taken for a form that is not written: text under the name of a PDF opens nowhere.
    pub fn is_foreign(name: &str) -> bool {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        FOREIGN.contains(&ending.as_str())
    }

    /// Whether the output is not text for a terminal.
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Epub | Self::Docx)
    }
}

/// Settings of the whole export.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    /// Its title.
    pub title: String,
    /// The access date for citations.
    pub accessed: Timestamp,
}

/// An article to be exported.
#[derive(Debug, Clone, Copy)]
pub struct ExportItem<'a> {
    /// The article.
    pub article: &'a Article,
    /// The newspaper's name.
    pub paper: &'a str,
}

/// Returns the bytes of a picture by its address, if it is stored.
pub type PictureBytes<'a> = Box<dyn Fn(&str) -> Option<Vec<u8>> + 'a>;

/// Why an export failed.
#[derive(Debug, Error)]
pub enum ExportError {
    /// It could not be written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// More articles than a book or document can hold.
    #[error("a book or document holds at most {0} articles")]
    TooMany(usize),
    /// The book could not be packed.
    #[error("the book could not be packed: {0}")]
    Pack(String),
}

/// Writes articles one after the other.
pub trait Exporter {
    /// Writes an article.
    ///
    /// # Errors
    /// [`ExportError`].
    fn add(&mut self, item: ExportItem<'_>) -> Result<(), ExportError>;

    /// Finishes the output.
    ///
    /// # Errors
    /// [`ExportError`].
    fn finish(self: Box<Self>) -> Result<(), ExportError>;
}

/// The exporter for a format.
///
/// # Errors
/// The beginning could not be written.
pub fn exporter<'w>(
    format: Format,
    head: Head,
    pictures: PictureBytes<'w>,
    out: Box<dyn Write + 'w>,
) -> Result<Box<dyn Exporter + 'w>, ExportError> {
    Ok(match format {
        Format::Markdown => Box::new(JoinedForm::new(out, "\n---\n\n", |item, _| markdown::article(item))),
        Format::Text => Box::new(JoinedForm::new(out, PLAIN_DIVIDER, |item, _| {
            crate::text::article::plain(item.article, item.paper)
        })),
        Format::Ris => Box::new(JoinedForm::new(out, "\n", ris::entry).with_head(&head)),
        Format::Bibtex => Box::new(JoinedForm::new(out, "\n", bibtex::entry).with_head(&head)),
        Format::Html => Box::new(page::ExportPage::begin(out, &head, pictures)?),
        Format::Epub => Box::new(epub::Book::new(out, head, pictures)),
        Format::Docx => Box::new(docx::WordDocument::new(out, &head)),
        Format::Atom => Box::new(atom::AtomFeed::new(out, head)),
        Format::Csv => Box::new(table::ExportTable::begin(out)?),
        Format::CslJson => Box::new(csl::CslList::begin(out, &head)?),
    })
}

/// A single article in a format.
///
/// # Errors
/// [`ExportError`].
pub fn one(
    format: Format,
    head: Head,
    pictures: PictureBytes<'_>,
    item: ExportItem<'_>,
) -> Result<Vec<u8>, ExportError> {
    let mut bytes = Vec::new();
    let mut exporter = exporter(format, head, pictures, Box::new(&mut bytes))?;
    exporter.add(item)?;
    exporter.finish()?;
    Ok(bytes)
}

/// Separates two articles in plain text.
const PLAIN_DIVIDER: &str = "\n* * *\n\n";

/// Formats that are simply concatenated.
struct JoinedForm<W> {
    out: W,
    divider: &'static str,
    accessed: Timestamp,
    begun: bool,
    entry: fn(ExportItem<'_>, Timestamp) -> String,
}

impl<W: Write> JoinedForm<W> {
    fn new(out: W, divider: &'static str, entry: fn(ExportItem<'_>, Timestamp) -> String) -> Self {
        Self { out, divider, accessed: Timestamp::default(), begun: false, entry }
    }

    fn with_head(self, head: &Head) -> Self {
        Self { accessed: head.accessed, ..self }
    }
}

impl<W: Write> Exporter for JoinedForm<W> {
    fn add(&mut self, item: ExportItem<'_>) -> Result<(), ExportError> {
        if std::mem::replace(&mut self.begun, true) {
            self.out.write_all(self.divider.as_bytes())?;
        }
        let text = (self.entry)(item, self.accessed);
        Ok(self.out.write_all(crate::text::guard(&text).as_bytes())?)
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }
}

#[cfg(test)]
mod tests;

//! An e-book: EPUB 3.3 with a cover, a table of contents, a chapter for each article, and the stored pictures.
//!
//! Buffered in memory until the end, because what comes first (contents, manifest) is known last; bounded by
//! [`MAX_ARTICLES`] and [`PICTURE_BYTES`]. All dates come from the articles, so the same articles give the same bytes.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::book_parts::{PictureKind, byline, changed, picture_kind, rfc3339, uuid, xhtml};
use super::page::STYLE;
use super::xml::escape;
use super::{ExportError, ExportItem, Exporter, Head, PictureBytes};
use crate::model::Timestamp;

/// Most articles of a book.
const MAX_ARTICLES: usize = 2_000;
/// Bytes of all pictures of a book; further ones become links.
const PICTURE_BYTES: usize = 32 << 20;
/// Characters per line of the cover.
const COVER_LETTERS: usize = 24;

struct Chapter {
    title: String,
    by: String,
    text: String,
}

/// A book being built.
pub(super) struct Book<'w, W> {
    out: W,
    head: Head,
    pictures: PictureBytes<'w>,
    chapters: Vec<Chapter>,
    /// By address: name in the book, format, bytes.
    shelf: BTreeMap<String, (String, PictureKind, Vec<u8>)>,
    left: usize,
    changed: Timestamp,
    ids: Vec<String>,
}

impl<'w, W: Write> Book<'w, W> {
    pub(super) fn new(out: W, head: Head, pictures: PictureBytes<'w>) -> Self {
        Self {
            out,
            head,
            pictures,
            chapters: Vec::new(),
            shelf: BTreeMap::new(),
            left: PICTURE_BYTES,
            changed: Timestamp::default(),
            ids: Vec::new(),
        }
    }
}

impl<W: Write> Exporter for Book<'_, W> {
    fn add(&mut self, item: ExportItem<'_>) -> Result<(), ExportError> {
        if self.chapters.len() == MAX_ARTICLES {
            return Err(ExportError::TooMany(MAX_ARTICLES));
        }
        let (pictures, shelf, left) = (&self.pictures, &mut self.shelf, &mut self.left);
        let mut picture = |url: &str| {
            if !shelf.contains_key(url) {
                let bytes = pictures(url)?;
                let kind = picture_kind(&bytes)?;
                *left = left.checked_sub(bytes.len())?;
                let name = format!("p{:04}.{}", shelf.len() + 1, kind.ending);
                shelf.insert(url.to_owned(), (name, kind, bytes));
            }
            shelf.get(url).map(|(name, ..)| name.clone())
        };
        let text = xhtml(item, &mut picture);
        let row = &item.article.row;
        self.changed = self.changed.max(changed(item));
        self.ids.push(row.url.to_string());
        self.chapters.push(Chapter { title: row.title.clone(), by: byline(item), text });
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        let bytes = self.pack().map_err(|error| ExportError::Pack(error.to_string()))?;
        self.out.write_all(&bytes)?;
        Ok(self.out.flush()?)
    }
}

impl<W: Write> Book<'_, W> {
    fn pack(&self) -> zip::result::ZipResult<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        // File times inside a book are irrelevant, and would make equal books differ.
        let plain = SimpleFileOptions::DEFAULT
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(zip::DateTime::default());
        let packed = plain.compression_method(CompressionMethod::Deflated);
        // First and uncompressed, as the standard requires.
        zip.start_file("mimetype", plain)?;
        zip.write_all(b"application/epub+zip")?;
        let mut texts = vec![
            ("META-INF/container.xml".to_owned(), CONTAINER.to_owned()),
            ("loa/book.opf".to_owned(), self.package()),
            ("loa/contents.xhtml".to_owned(), self.contents()),
            ("loa/cover.svg".to_owned(), self.cover()),
            ("loa/cover.xhtml".to_owned(), Self::chapter_page(&self.head.title, COVER_PAGE)),
            ("loa/style.css".to_owned(), STYLE.to_owned()),
        ];
        for (number, chapter) in self.chapters.iter().enumerate() {
            texts.push((format!("loa/{}", chapter_name(number)), Self::chapter_page(&chapter.title, &chapter.text)));
        }
        for (name, text) in texts {
            zip.start_file(name, packed)?;
            zip.write_all(text.as_bytes())?;
        }
        for (name, _, bytes) in self.shelf.values() {
            zip.start_file(format!("loa/{name}"), plain)?;
            zip.write_all(bytes)?;
        }
        Ok(zip.finish()?.into_inner())
    }

    fn chapter_page(title: &str, body: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n\
             <html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"vi\" lang=\"vi\">\n<head>\n<title>{}</title>\n\
             <link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n</head>\n<body>\n{body}</body>\n</html>\n",
            escape(named(title))
        )
    }

    fn contents(&self) -> String {
        let entry = |(number, chapter): (usize, &Chapter)| {
            format!(
                "<li><a href=\"{}\">{}</a></li>\n",
                chapter_name(number),
                escape(named(&[chapter.title.as_str(), chapter.by.as_str()].join(" · ")))
            )
        };
        let entries: String = self.chapters.iter().enumerate().map(entry).collect();
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n\
             <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" xml:lang=\"vi\" \
             lang=\"vi\">\n<head>\n<title>{0}</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n\
             </head>\n<body>\n<nav epub:type=\"toc\" id=\"toc\">\n<h1>{0}</h1>\n<ol>\n\
             <li><a href=\"cover.xhtml\">Bìa</a></li>\n{entries}</ol>\n</nav>\n</body>\n</html>\n",
            escape(named(&self.head.title))
        )
    }

    fn package(&self) -> String {
        let id = uuid(std::iter::once(self.head.title.as_str()).chain(self.ids.iter().map(String::as_str)));
        let names: Vec<String> = (0..self.chapters.len()).map(chapter_name).collect();
        let mut manifest = String::new();
        let mut spine = String::new();
        for (number, name) in names.iter().enumerate() {
            manifest += &format!("    <item id=\"c{number}\" href=\"{name}\" media-type=\"application/xhtml+xml\"/>\n");
            spine += &format!("    <itemref idref=\"c{number}\"/>\n");
        }
        for (number, (name, kind, _)) in self.shelf.values().enumerate() {
            manifest += &format!("    <item id=\"i{number}\" href=\"{name}\" media-type=\"{}\"/>\n", kind.media_type);
        }
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
             <package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\" xml:lang=\"vi\">\n  \
             <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n    \
             <dc:identifier id=\"id\">urn:uuid:{id}</dc:identifier>\n    <dc:title>{title}</dc:title>\n    \
             <dc:language>vi</dc:language>\n    <dc:creator>loa</dc:creator>\n    \
             <meta property=\"dcterms:modified\">{modified}</meta>\n  </metadata>\n  <manifest>\n    \
             <item id=\"nav\" href=\"contents.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n    \
             <item id=\"cover\" href=\"cover.xhtml\" media-type=\"application/xhtml+xml\"/>\n    \
             <item id=\"cover-image\" href=\"cover.svg\" media-type=\"image/svg+xml\" properties=\"cover-image\"/>\n    \
             <item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n{manifest}  </manifest>\n  <spine>\n    \
             <itemref idref=\"cover\"/>\n    <itemref idref=\"nav\"/>\n{spine}  </spine>\n</package>\n",
            title = escape(named(&self.head.title)),
            modified = rfc3339(self.changed),
        )
    }

    /// The title in large letters above the number of articles.
    fn cover(&self) -> String {
        let mut lines: Vec<String> = vec![String::new()];
        for word in named(&self.head.title).split_whitespace() {
            let full = lines.last().is_some_and(|line| line.chars().count() + word.chars().count() > COVER_LETTERS);
            if full && lines.len() < 8 {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push_str(if line.is_empty() { "" } else { " " });
                line.push_str(word);
            }
        }
        lines.push(format!("{} bài", self.chapters.len()));
        let text = |(number, line): (usize, &String)| {
            format!("  <text x=\"300\" y=\"{}\">{}</text>\n", 240 + 56 * number, escape(line))
        };
        let texts: String = lines.iter().enumerate().map(text).collect();
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
             <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 600 800\" width=\"600\" height=\"800\">\n  \
             <rect width=\"600\" height=\"800\" fill=\"#fff\"/>\n  <rect y=\"96\" width=\"600\" height=\"8\" fill=\"#a22\"/>\n\
             <g font-family=\"serif\" font-size=\"40\" text-anchor=\"middle\" fill=\"#222\">\n{texts}</g>\n</svg>\n"
        )
    }
}

/// A title must not be empty.
fn named(title: &str) -> &str {
    if title.trim().is_empty() { "loa" } else { title }
}

fn chapter_name(number: usize) -> String {
    format!("a{:04}.xhtml", number + 1)
}

const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
    <container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n  <rootfiles>\n    \
    <rootfile full-path=\"loa/book.opf\" media-type=\"application/oebps-package+xml\"/>\n  </rootfiles>\n</container>\n";

const COVER_PAGE: &str = "<div><img src=\"cover.svg\" alt=\"Bìa\"/></div>\n";

//! The common parts of word-processor documents: styles, paragraphs, links, packing.

use std::io::Cursor;

use docx_rs::{Docx, Hyperlink, HyperlinkData, HyperlinkType, Paragraph, Run, Style, StyleType};

use super::{ExportError, book_parts};
use crate::model::{Moment, Timestamp};
use crate::text::guard;

/// In half points: the size of text, of a heading in a text, of a headline, of the title.
const SIZES: [usize; 4] = [24, 26, 30, 40];

/// An empty document with a title, and heading styles that form an outline.
pub(super) fn begin(title: &str) -> Docx {
    Docx::new()
        .default_size(SIZES[0])
        .add_style(heading("Heading1", "heading 1", SIZES[2]))
        .add_style(heading("Heading2", "heading 2", SIZES[1]))
        .add_style(heading("Heading3", "heading 3", SIZES[0]))
        .add_style(heading("Title", "Title", SIZES[3]))
        .add_paragraph(text(title).style("Title"))
}

/// The bytes of a document with this date.
pub(super) fn packed(docx: Docx, at: Timestamp) -> Result<Vec<u8>, ExportError> {
    let mut bytes = Cursor::new(Vec::new());
    let day = Moment::exact(at).to_string();
    let mut parts = docx.created_at(&day).updated_at(&day).build();
    parts.document_rels = in_order(&parts.document_rels);
    parts.document = numbered_anew(&parts.document);
    parts.pack(&mut bytes).map_err(|error| ExportError::Pack(error.to_string()))?;
    Ok(bytes.into_inner())
}

/// Text linked to an address.
pub(super) fn linked(words: &str, url: &str) -> Hyperlink {
    let run = Run::new().add_text(guard(words)).color("0563C1").underline("single");
    let mut link = Hyperlink::new(url, HyperlinkType::External).add_run(run);
    // The library numbers links across the whole process; a document must not depend on those written before it.
    if let HyperlinkData::External { rid, .. } = &mut link.link {
        *rid = format!("rIdHyperlink{}", book_parts::uuid(std::iter::once(url)));
    }
    link
}

/// Renumbers the paragraphs from one: the library keeps counting from one document to the next.
fn numbered_anew(document: &[u8]) -> Vec<u8> {
    const NUMBER: &str = "<w:p w14:paraId=\"";
    let text = String::from_utf8_lossy(document);
    let mut pieces = text.split(NUMBER);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for (before, piece) in pieces.enumerate() {
        let rest = piece.split_once('"').map_or(piece, |(_, rest)| rest);
        out += &format!("{NUMBER}{:08x}\"{rest}", before + 1);
    }
    out.into_bytes()
}

/// Sorts the relations of a document: the library stores links in no fixed order.
fn in_order(relations: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(relations);
    let (Some(begin), Some(end)) = (text.find("<Relationship "), text.rfind("</Relationships>")) else {
        return relations.to_vec();
    };
    let mut entries: Vec<&str> = text[begin..end].split_inclusive("/>").collect();
    entries.sort_unstable();
    [&text[..begin], &entries.concat(), &text[end..]].concat().into_bytes()
}

fn heading(id: &str, name: &str, size: usize) -> Style {
    Style::new(id, StyleType::Paragraph).name(name).bold().size(size)
}

/// A paragraph of plain text.
pub(super) fn text(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(guard(text)))
}

/// A paragraph that ends with an address.
pub(super) fn link(lead: &str, url: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(guard(lead))).add_hyperlink(linked(url, url))
}

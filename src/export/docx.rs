//! Articles as a word-processor document: headlines form an outline; text keeps emphasis and links; tables; a picture
//! is represented by its caption and a link.
//!
//! Buffered until the end, like an e-book. The same articles give the same bytes.

use std::io::Write;

use docx_rs::{Docx, Paragraph, Run, Table as WordTable, TableCell, TableRow};

use super::book_parts::{byline, changed};
use super::word::{self, linked, text};
use super::{ExportError, ExportItem, Exporter, Head};
use crate::model::block::{List, Mark, MarkKind, Rich, Table};
use crate::model::{Block, Timestamp};
use crate::text::guard;
use crate::text::own;

/// Most articles of a document.
const MAX_ARTICLES: usize = 1_000;
/// Indent of a quotation, in twentieths of a point.
const QUOTE_INDENT: i32 = 720;
/// Indent of a list item per level, in twentieths of a point.
const INDENT: usize = 360;

/// A document being written.
pub(super) struct WordDocument<W> {
    out: W,
    docx: Docx,
    articles: usize,
    /// When the newest of its articles changed: the date of the document.
    newest: Timestamp,
}

impl<W: Write> WordDocument<W> {
    pub(super) fn new(out: W, head: &Head) -> Self {
        Self { out, docx: word::begin(&head.title), articles: 0, newest: Timestamp::default() }
    }

    fn push(&mut self, paragraph: Paragraph) {
        self.docx = std::mem::take(&mut self.docx).add_paragraph(paragraph);
    }
}

impl<W: Write> Exporter for WordDocument<W> {
    fn add(&mut self, item: ExportItem<'_>) -> Result<(), ExportError> {
        if self.articles == MAX_ARTICLES {
            return Err(ExportError::TooMany(MAX_ARTICLES));
        }
        self.articles += 1;
        self.newest = self.newest.max(changed(item));
        let article = item.article;
        self.push(text(&article.row.title).style("Heading1"));
        self.push(Paragraph::new().add_run(Run::new().add_text(guard(&byline(item))).italic()));
        if let Some(sapo) = article.sapo.as_deref().filter(|sapo| !sapo.is_empty()) {
            self.push(Paragraph::new().add_run(Run::new().add_text(guard(sapo)).bold()));
        }
        for block in article.body.iter().chain(&own::blocks(article)) {
            if let Block::Table(table) = block {
                if !table.caption.is_empty() {
                    self.push(text(&table.caption));
                }
                self.docx = std::mem::take(&mut self.docx).add_table(rows(table));
            }
            for paragraph in paragraphs(block) {
                self.push(paragraph);
            }
        }
        self.push(word::link("", article.row.url.as_str()));
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        self.out.write_all(&word::packed(self.docx, self.newest)?)?;
        Ok(self.out.flush()?)
    }
}

/// A block as paragraphs; a table only contributes the empty paragraph that separates it from the next one.
fn paragraphs(block: &Block) -> Vec<Paragraph> {
    match block {
        Block::Paragraph(rich) => vec![runs(Paragraph::new(), rich)],
        Block::Quote(rich) => vec![runs(Paragraph::new().indent(Some(QUOTE_INDENT), None, None, None), rich)],
        Block::Heading { rich, level } => {
            vec![text(&rich.text).style(if *level > 2 { "Heading3" } else { "Heading2" })]
        }
        Block::Attribution(rich) => vec![text(&format!("— {}", rich.text))],
        Block::Lines(lines) => lines.rich.text.lines().map(text).collect(),
        Block::List(list) => (0..list.items.len()).map(|item| item_of(list, item)).collect(),
        Block::Table(_) => vec![Paragraph::new()],
        Block::Picture { url, caption } => vec![address(if caption.is_empty() { "Ảnh" } else { caption }, url)],
        Block::Media { url, caption, .. } => vec![address(if caption.is_empty() { url } else { caption }, url)],
        Block::File { name, url, .. } => vec![address(if name.is_empty() { url } else { name }, url)],
    }
}

fn address(words: &str, url: &str) -> Paragraph {
    if url.is_empty() { text(words) } else { Paragraph::new().add_hyperlink(linked(words, url)) }
}

fn item_of(list: &List, item: usize) -> Paragraph {
    let marks = list.item_marks.get(item).cloned().unwrap_or_default();
    let words = Rich { text: list.items.get(item).cloned().unwrap_or_default(), marks };
    let marker = Run::new().add_text(guard(&format!("{} ", list.marker(item))));
    let indent = i32::try_from(INDENT * (list.level(item) + 1)).unwrap_or(i32::MAX);
    runs(Paragraph::new().indent(Some(indent), None, None, None).add_run(marker), &words)
}

/// Running text with its emphasis and links.
fn runs(paragraph: Paragraph, rich: &Rich) -> Paragraph {
    let (mut paragraph, mut at) = (paragraph, 0);
    for Mark { start, end, kind } in &rich.marks {
        let (Some(before), Some(inside)) = (rich.text.get(at..*start), rich.text.get(*start..*end)) else { continue };
        if !before.is_empty() {
            paragraph = paragraph.add_run(Run::new().add_text(guard(before)));
        }
        let words = Run::new().add_text(guard(inside));
        paragraph = match kind {
            MarkKind::Strong => paragraph.add_run(words.bold()),
            MarkKind::Emphasis => paragraph.add_run(words.italic()),
            MarkKind::Link { href } => paragraph.add_hyperlink(linked(inside, href)),
        };
        at = *end;
    }
    let rest = rich.text.get(at..).unwrap_or_default();
    if rest.is_empty() { paragraph } else { paragraph.add_run(Run::new().add_text(guard(rest))) }
}

fn rows(table: &Table) -> WordTable {
    let heads = table.head_rows();
    let row = |(number, cells): (usize, &Vec<String>)| {
        let cell = |words: &String| {
            let run = Run::new().add_text(guard(words));
            let run = if number < heads { run.bold() } else { run };
            TableCell::new().add_paragraph(Paragraph::new().add_run(run))
        };
        TableRow::new(cells.iter().map(cell).collect())
    };
    WordTable::new(table.rows.iter().enumerate().map(row).collect())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    /// A file inside a document with the article that the tests of all formats use.
    fn file(name: &str) -> String {
        let bytes = crate::export::tests::exported(crate::export::Format::Docx, "Lương <tăng> & thưởng");
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn an_article_has_its_headline_emphasis_links_list_and_table_with_heads() {
        let document = file("word/document.xml");
        for piece in
            ["Heading1", "Lương &lt;tăng&gt; &amp; thưởng", "<w:tbl>", "4.960.000", "• ", "Công nhân &amp; thợ"]
        {
            assert!(document.contains(piece), "{piece}: {document}");
        }
        let head = document.split("<w:tbl>").nth(1).and_then(|table| table.split("4.960.000").next()).unwrap();
        assert!(head.contains("<w:b />") || head.contains("<w:b/>"), "{head}");
        let links = file("word/_rels/document.xml.rels");
        assert!(links.contains("https://a.example/?x=1&amp;y=2") && links.contains("bao-song.example"), "{links}");
    }

    #[test]
    fn a_heading_below_another_and_a_quotation_are_seen_as_what_they_are() {
        let rich = |text: &str| crate::model::Rich { text: text.to_owned(), marks: Vec::new() };
        let blocks = [2, 3, 4].map(|level| Block::Heading { rich: rich("Tiểu mục"), level });
        let styles = blocks.iter().flat_map(paragraphs).map(|set| set.property.style.map(|style| style.val));
        assert_eq!(styles.flatten().collect::<Vec<_>>(), ["Heading2", "Heading3", "Heading3"]);
        let quote = paragraphs(&Block::Quote(rich("Lời trích."))).pop().unwrap();
        assert!(quote.property.indent.is_some());
    }

    #[test]
    fn a_document_has_a_bound() {
        let head = Head { title: "Tin".to_owned(), accessed: Timestamp(1_700_000_000) };
        let mut document = WordDocument { articles: MAX_ARTICLES, ..WordDocument::new(Vec::new(), &head) };
        let article = crate::export::tests::article("Một bài nữa");
        let more = document.add(ExportItem { article: &article, paper: "" });
        assert!(matches!(more, Err(ExportError::TooMany(MAX_ARTICLES))));
    }
}

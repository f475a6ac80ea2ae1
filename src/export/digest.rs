//! A digest as an e-book and as a word-processor document.

use docx_rs::{Paragraph, Run};

use super::word::{self, link, text};
use super::{ExportError, ExportItem, Format, Head, exporter};
use crate::labour::digest::{Digest, DigestPart, Story, clock};
use crate::model::block::{Mark, MarkKind};
use crate::model::{
    Article, ArticleId, Block, CanonicalUrl, Imprint, Moment, Offline, Provenance, Rich, SectionId, SourceId, Summary,
};
use crate::text::guard;

/// An e-book with a chapter for each part.
///
/// # Errors
/// It could not be packed.
pub fn digest_epub(digest: &Digest) -> Result<Vec<u8>, ExportError> {
    let head = Head { title: digest.title.clone(), accessed: digest.until };
    let mut bytes = Vec::new();
    let mut book = exporter(Format::Epub, head, Box::new(|_| None), Box::new(&mut bytes))?;
    for (number, part) in digest.parts.iter().enumerate() {
        if let Some(article) = chapter(digest, part, number) {
            book.add(ExportItem { article: &article, paper: "" })?;
        }
    }
    book.finish()?;
    Ok(bytes)
}

/// A part as an article of the book. It has the address of its first story, which distinguishes this book from others.
fn chapter(digest: &Digest, part: &DigestPart, number: usize) -> Option<Article> {
    let url = CanonicalUrl::parse(&part.stories.first()?.told.url)?;
    Some(Article {
        row: Summary {
            id: ArticleId(i64::try_from(number).unwrap_or(0)),
            url,
            title: part.name.clone(),
            published: Some(Moment::exact(digest.until)),
            seen: digest.until,
            sort: digest.until,
            source: SourceId(String::new()),
            section: SectionId(String::new()),
            teaser: None,
            read: false,
            starred: false,
            offline: Offline::Full,
            pictured: false,
            edited: false,
            removed: false,
            story: None,
            labels: Vec::new(),
        },
        updated: None,
        author: None,
        sapo: None,
        imprint: Imprint::default(),
        body: part.stories.iter().flat_map(blocks).collect(),
        position: None,
        notes: Vec::new(),
        provenance: Provenance::default(),
    })
}

fn blocks(story: &Story) -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading { rich: linked(&story.told.title, &story.told.url), level: 2 },
        Block::paragraph(place(story)),
    ];
    if !story.lead.is_empty() {
        blocks.push(Block::paragraph(story.lead.clone()));
    }
    blocks.extend(
        story.others.iter().map(|told| Block::Paragraph(linked(&format!("{}: {}", told.paper, told.title), &told.url))),
    );
    blocks
}

fn linked(text: &str, href: &str) -> Rich {
    let kind = MarkKind::Link { href: href.to_owned() };
    Rich { text: text.to_owned(), marks: vec![Mark { start: 0, end: text.len(), kind }] }
}

fn place(story: &Story) -> String {
    let time = story.told.at.map(|at| format!(" · {}", clock(at))).unwrap_or_default();
    let others = match story.other_papers() {
        0 => String::new(),
        others => format!(" · +{others} báo"),
    };
    format!("{}{time}{others}", story.told.paper)
}

/// A word-processor document with links and headings for an outline.
///
/// # Errors
/// It could not be packed.
pub fn digest_docx(digest: &Digest) -> Result<Vec<u8>, ExportError> {
    let span = format!("{} – {} · {} tin", clock(Moment::exact(digest.from)), clock(digest.last()), digest.len());
    let mut docx = word::begin(&digest.title).add_paragraph(text(&span));
    let mut number = 0;
    for part in &digest.parts {
        docx = docx.add_paragraph(text(&part.name).style("Heading1"));
        for story in &part.stories {
            number += 1;
            docx = docx.add_paragraph(text(&format!("{number}. {}", story.told.title)).style("Heading2"));
            docx = docx.add_paragraph(Paragraph::new().add_run(Run::new().add_text(guard(&place(story))).italic()));
            if !story.lead.is_empty() {
                docx = docx.add_paragraph(text(&story.lead));
            }
            docx = docx.add_paragraph(link("", &story.told.url));
            for told in &story.others {
                docx = docx.add_paragraph(link(&format!("{}: ", told.paper), &told.url));
            }
        }
    }
    word::packed(docx, digest.until)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::labour::digest::ToldArticle;
    use crate::model::Timestamp;

    fn review() -> Digest {
        let told = |id: i64, title: &str| ToldArticle {
            id: ArticleId(id),
            story: None,
            title: title.to_owned(),
            source: SourceId(format!("bao-{id}.example")),
            paper: format!("Báo {id}"),
            url: format!("https://bao-{id}.example/bai?a=1&b=2"),
            at: Some(Moment::exact(Timestamp(1_800_000_000))),
            removed: false,
        };
        let story = Story {
            told: told(1, "Thưởng Tết & <lương>"),
            lead: "Lời dẫn.".to_owned(),
            others: vec![told(2, "Bản khác")],
        };
        Digest {
            left_out: 0,
            title: "Điểm báo".to_owned(),
            from: Timestamp(1_799_900_000),
            until: Timestamp(1_800_000_000),
            parts: vec![DigestPart { name: "Tiền lương".to_owned(), stories: vec![story] }],
        }
    }

    fn file(bytes: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
        text
    }

    #[test]
    fn the_same_review_gives_the_same_bytes() {
        assert!(digest_docx(&review()).unwrap() == digest_docx(&review()).unwrap());
        assert_eq!(digest_epub(&review()).unwrap(), digest_epub(&review()).unwrap());
    }

    #[test]
    fn a_document_has_an_outline_escaped_text_and_links() {
        let bytes = digest_docx(&review()).unwrap();
        let document = file(&bytes, "word/document.xml");
        assert!(document.contains("1. Thưởng Tết &amp; &lt;lương&gt;"), "{document}");
        assert!(document.contains("w:val=\"Heading2\""), "{document}");
        assert!(document.contains("Báo 1 · 15:00 15/01/2027 · +1 báo"), "{document}");
        let links = file(&bytes, "word/_rels/document.xml.rels");
        assert!(links.contains("https://bao-2.example/bai?a=1&amp;b=2"), "{links}");
    }
}

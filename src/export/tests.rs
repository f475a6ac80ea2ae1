//! Facts that hold for every export format.

use super::*;
use crate::model::block::{List, Mark, MarkKind, Rich, Table};
use crate::model::{Block, CanonicalUrl, Draft, Moment, Offline, SectionId, SourceId};
use crate::text;

/// An escape, a C1 control, a direction override, a zero-width space, a NUL; and characters that are special in some
/// format.
const HOSTILE: &str = "Lương\u{1b}[31m <b>&\u{9b}2J \"tăng\"\u{202e} {2}\u{200b} %#_\0 =1+1";

const ALL: &[Format] = &[
    Format::Markdown,
    Format::Text,
    Format::Html,
    Format::Epub,
    Format::Docx,
    Format::Atom,
    Format::Csv,
    Format::Ris,
    Format::Bibtex,
    Format::CslJson,
];

/// An article as the archive returns it, with this title unchanged.
pub(super) fn article(title: &str) -> Article {
    let cells = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let marks = vec![Mark { start: 0, end: 6, kind: MarkKind::Link { href: "https://a.example/?x=1&y=2".to_owned() } }];
    let body = vec![
        Block::Paragraph(Rich { text: "Quyết định có hiệu lực.".to_owned(), marks }),
        Block::Table(Table {
            rows: vec![cells(&["Vùng", "Mức"]), cells(&["I", "4.960.000"])],
            header: true,
            ..Table::default()
        }),
        Block::List(List { items: cells(&["một", "hai", "ba"]), levels: vec![0, 1, 0], ..List::default() }),
        Block::Picture { url: "https://a.example/p.png".to_owned(), caption: "Công nhân & thợ".to_owned() },
        Block::paragraph(title),
    ];
    let url = CanonicalUrl::parse("https://bao-song.example/luong-1.html").unwrap();
    let clock = std::sync::Arc::new(crate::model::time::FixedClock(Timestamp(1_700_000_000)));
    let draft = Draft {
        title: Some(title.to_owned()),
        author: Some("Minh Khôi - Lan Anh".to_owned()),
        sapo: Some("Mức lương mới từ ngày 1/7.".to_owned()),
        published: Moment::parse_iso("2023-10-13T09:23:00+07:00"),
        body,
        ..Draft::default()
    };
    let store = crate::store::Store::in_memory(clock).unwrap();
    let incoming = crate::store::Incoming {
        source: &SourceId("bao-song.example".to_owned()),
        section: &SectionId("tin".to_owned()),
        url: &url,
        listed_as: None,
        draft: &draft,
        offline: Offline::Full,
        fetched: Timestamp(1_700_000_000),
        html: None,
        parts: &[],
        again: None,
        etag: None,
        last_modified: None,
    };
    let id = store.save(&[incoming]).unwrap()[0].0;
    store.article(id).unwrap().unwrap()
}

/// A minimal PNG.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

pub(super) fn exported(format: Format, title: &str) -> Vec<u8> {
    let head = Head { title: title.to_owned(), accessed: Timestamp(1_700_000_000) };
    let article = article(title);
    one(format, head, Box::new(|_| Some(PNG.to_vec())), ExportItem { article: &article, paper: "Báo Sông" }).unwrap()
}

fn text_of(format: Format) -> String {
    String::from_utf8(exported(format, "Lương tối thiểu tăng")).unwrap()
}

#[test]
fn labels_and_notes_stand_in_every_form_that_can_be_read_as_text() {
    let mut article = article("Lương");
    article.row.labels = vec!["vụ Sông Lam".to_owned()];
    let at = Timestamp(1_700_000_000);
    article.notes =
        vec![crate::model::Note { quote: "có hiệu lực".to_owned(), text: "hỏi lại tổ 3".to_owned(), at }];
    for format in ALL.iter().filter(|format| !format.is_binary()) {
        let item = ExportItem { article: &article, paper: "Báo Sông" };
        let bytes = one(*format, Head::default(), Box::new(|_| None), item).unwrap();
        let found = String::from_utf8(bytes).unwrap();
        for piece in ["vụ Sông Lam", "có hiệu lực", "hỏi lại tổ 3"] {
            assert!(found.contains(piece), "{format:?} lacks {piece}: {found}");
        }
    }
}

#[test]
fn the_same_article_gives_the_same_bytes() {
    for format in ALL {
        assert!(exported(*format, "Lương") == exported(*format, "Lương"), "{format:?}");
    }
}

#[test]
fn hostile_text_gets_through_no_form() {
    for format in ALL.iter().filter(|format| !format.is_binary()) {
        let found = String::from_utf8(exported(*format, HOSTILE)).unwrap();
        let found = found.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&found);
        assert_eq!(found, text::guard(found), "{format:?}");
    }
}

#[test]
fn markup_of_a_title_is_text_in_every_xml() {
    for format in [Format::Html, Format::Atom] {
        let found = String::from_utf8(exported(format, HOSTILE)).unwrap();
        assert!(found.contains("&lt;b&gt;&amp;") && !found.contains("<b>"), "{format:?}: {found}");
    }
}

#[test]
fn a_page_has_its_pictures_inside_and_its_table_with_heads() {
    let page = text_of(Format::Html);
    assert!(page.contains("src=\"data:image/png;base64,iVBORw0KGgo"), "{page}");
    assert!(page.contains("<th>Vùng</th><th>Mức</th></tr></thead><tbody><tr><td>I</td><td>4.960.000</td>"), "{page}");
    assert!(page.contains("<ul><li>một<ul><li>hai</li></ul></li><li>ba</li></ul>"), "{page}");
    assert!(page.contains("<a href=\"https://a.example/?x=1&amp;y=2\">Quyế"), "{page}");
}

#[test]
fn a_citation_names_each_author_the_paper_the_day_and_the_day_of_reading() {
    let ris = text_of(Format::Ris);
    for line in
        ["TY  - NEWS", "AU  - Minh Khôi", "AU  - Lan Anh", "T2  - Báo Sông", "DA  - 2023/10/13", "Y2  - 2023/11/15"]
    {
        assert!(ris.lines().any(|found| found == line), "{line}: {ris}");
    }
    assert!(ris.ends_with("ER  - \n"), "{ris}");
    let bib = text_of(Format::Bibtex);
    assert!(bib.contains("author = {{Minh Khôi} and {Lan Anh}}") && bib.contains("urldate = {2023-11-15}"), "{bib}");
    let csl: serde_json::Value = serde_json::from_str(&text_of(Format::CslJson)).unwrap();
    assert_eq!(csl[0]["issued"]["date-parts"][0], serde_json::json!([2023, 10, 13]));
    assert_eq!(csl[0]["author"][1]["literal"], "Lan Anh");
}

#[test]
fn a_text_begins_with_what_is_cited_and_ends_with_a_newline() {
    let text = text_of(Format::Text);
    assert!(
        text.starts_with("Lương tối thiểu tăng\nMinh Khôi - Lan Anh\nBáo Sông\n13/10/2023 09:23\nhttps://"),
        "{text}"
    );
    assert!(text.contains("Vùng        Mức\n----  ---------\nI     4.960.000\n") && text.ends_with("tăng\n"), "{text}");
}

#[test]
fn a_cell_that_a_spreadsheet_would_reckon_with_is_text() {
    let csv = String::from_utf8(exported(Format::Csv, "=HYPERLINK(1)")).unwrap();
    assert!(csv.contains(",'=HYPERLINK(1),"), "{csv}");
}

#[test]
fn a_book_begins_with_its_kind_unpacked() {
    let book = exported(Format::Epub, "Lương");
    assert_eq!(&book[30..58], b"mimetypeapplication/epub+zip");
}

#[test]
fn hostile_text_gets_into_no_document() {
    let document = exported(Format::Docx, HOSTILE);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(document)).unwrap();
    let mut found = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("word/document.xml").unwrap(), &mut found).unwrap();
    assert_eq!(found, text::guard(&found));
}

#[test]
fn the_ending_of_a_name_picks_the_form() {
    for (name, format) in
        [("a.md", Format::Markdown), ("b.EPUB", Format::Epub), ("c.bib", Format::Bibtex), ("d", Format::Text)]
    {
        assert_eq!(Format::of_file(name), format, "{name}");
        assert!(!Format::is_foreign(name), "{name}");
    }
    assert!(["bai.pdf", "bai.DOC", "bai.xlsx"].into_iter().all(Format::is_foreign));
}

#[test]
fn signs_that_latex_joins_into_one_stay_apart() {
    let bib = String::from_utf8(exported(Format::Bibtex, "Lương -- ``tăng'' <<mức>> 5 ,, ?`")).unwrap();
    assert!(bib.contains("title = {{Lương -{}- `{}`tăng'{}' <{}<mức>{}> 5 ,{}, ?{}`}}"), "{bib}");
}

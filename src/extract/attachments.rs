//! Files that are attached to an article: under "Tệp đính kèm", or in a box whose name says so.
//!
//! A link to a file within running text stays a link. Units: extensions in lower case.

use super::blocks::BlockPiece;
use super::dom::Page;
use crate::model::{Block, Mark, MarkKind, Rich};
use crate::text::fold;

/// Extensions of files that are attached to articles.
const KINDS: &[&str] = &[
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf", "csv", "txt", "epub", "zip", "rar",
    "7z",
];
/// Lines that open a list of attached files, folded; at their end there may be a colon.
const OPENERS: &[&str] = &[
    "tep dinh kem",
    "cac tep dinh kem",
    "file dinh kem",
    "cac file dinh kem",
    "tap tin dinh kem",
    "tai lieu dinh kem",
    "van ban dinh kem",
    "dinh kem",
    "file kem theo",
    "tep kem theo",
    "van ban kem theo",
    "tai lieu kem theo",
    "tai tep",
    "tai file",
    "tai van ban",
    "tai ve",
    "tai tai lieu",
    "attachments",
    "attachment",
    "download",
    "downloads",
    "danh sach file",
    "danh sach tep",
    "danh sach tai lieu",
];
/// What a link to a file says that says nothing of it, folded.
const CALLS: &[&str] = &["tai xuong", "tai", "xem", "xem file", "chi tiet", "click vao day", "tai day"];
/// Parts of class names of boxes that hold attached files.
const BOXES: &[&str] = &[
    "file-list",
    "listfile",
    "attach",
    "dinhkem",
    "dinh-kem",
    "dinh_kem",
    "download",
    "tep-tin",
    "teptin",
    "wp-block-file",
];
/// How far above a link its box may be.
const LEVELS: usize = 4;
/// Most files of an article.
const MOST: usize = 200;

/// The extension of the file that an address leads to.
pub(super) fn kind_of(address: &str) -> Option<&'static str> {
    let ends = |name: &str| {
        let (_, extension) = name.rsplit('/').next()?.rsplit_once('.')?;
        KINDS.iter().copied().find(|kind| kind.eq_ignore_ascii_case(extension))
    };
    let address = address.split('#').next().unwrap_or_default();
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    // What hands out files is told which one: `/DownloadFile.aspx?file=cv15.pdf`.
    let asked = || query.split('&').filter_map(|pair| pair.split_once('=')).find_map(|(_, value)| ends(value));
    ends(path).or_else(asked)
}

/// Puts blocks of their own in the place of pieces that hold attached files.
pub(super) fn mark(page: &Page<'_>, pieces: Vec<BlockPiece>) -> Vec<BlockPiece> {
    let mut out: Vec<BlockPiece> = Vec::with_capacity(pieces.len());
    let (mut opened, mut found) = (false, 0);
    for piece in pieces {
        let files = files_of(&piece);
        let named = opened
            || opens(&before_links(&piece))
            || in_box(page, piece.row)
            || announces(&piece)
            || !files.is_empty() && hands_out(page, piece.row);
        if files.is_empty() || !named || found >= MOST {
            opened = opens(piece.text()) || opened && matches!(piece.block, Block::Picture { .. });
            out.push(piece);
            continue;
        }
        for (name, kind, url) in files {
            let twice = out.iter().any(|p| matches!(&p.block, Block::File { url: before, .. } if *before == url));
            if !twice && found < MOST {
                found += 1;
                out.push(BlockPiece { block: Block::File { name, kind, url }, ..piece.clone() });
            }
        }
    }
    out
}

/// The files that a piece is made of; none where it says more than their names.
fn files_of(piece: &BlockPiece) -> Vec<(String, String, String)> {
    let texts: Vec<(&str, &[Mark])> = match &piece.block {
        Block::Paragraph(Rich { text, marks }) | Block::Heading { rich: Rich { text, marks }, .. } => {
            vec![(text, marks)]
        }
        Block::List(list) => {
            let marks = |at: usize| list.item_marks.get(at).map(Vec::as_slice).unwrap_or_default();
            list.items.iter().enumerate().map(|(at, item)| (item.as_str(), marks(at))).collect()
        }
        _ => return Vec::new(),
    };
    let mut files = Vec::new();
    for (text, marks) in texts {
        let mut any = false;
        for mark in marks {
            let MarkKind::Link { href } = &mark.kind else { continue };
            let name = text.get(mark.start..mark.end).unwrap_or_default().trim();
            // An address that ends in a number may serve a file whose name is printed.
            let Some(kind) = kind_of(href).or_else(|| kind_of(name)) else { continue };
            any = true;
            let name = told_name(text, mark).unwrap_or_else(|| name.to_owned());
            files.push((name, kind.to_owned(), href.clone()));
        }
        if !any && !opens(text) {
            return Vec::new();
        }
    }
    let free = piece.look.chars.saturating_sub(piece.look.linked);
    if free > 60 { Vec::new() } else { files }
}

/// The name of a file that is printed beside a link which says only "Tải về".
fn told_name(text: &str, link: &Mark) -> Option<String> {
    let said = text.get(link.start..link.end)?;
    let folded = fold::base(said);
    if !opens(said) && !CALLS.contains(&folded.trim_matches(|c: char| !c.is_alphanumeric())) {
        return None;
    }
    let beside = [text.get(link.end..)?, text.get(..link.start)?];
    let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ':' | '-' | '|');
    let names = beside.iter().map(|part| part.trim_matches(ends));
    names.into_iter().find(|name| name.chars().any(char::is_alphabetic) && !opens(name)).map(str::to_owned)
}

/// What a piece says before its first link.
fn before_links(piece: &BlockPiece) -> String {
    let (Block::Paragraph(rich) | Block::Heading { rich, .. }) = &piece.block else { return String::new() };
    let first = rich.marks.iter().find(|mark| matches!(mark.kind, MarkKind::Link { .. }));
    first.and_then(|mark| rich.text.get(..mark.start)).unwrap_or_default().to_owned()
}

/// Whether the first item of a list says that files follow.
fn announces(piece: &BlockPiece) -> bool {
    matches!(&piece.block, Block::List(list) if list.items.first().is_some_and(|item| opens(item)))
}

fn opens(line: &str) -> bool {
    if line.is_empty() || line.len() > 60 {
        return false;
    }
    let folded = fold::base(line);
    // "Danh sách file (2 files)".
    let folded = folded.split(" (").next().unwrap_or_default();
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    OPENERS.contains(&bare)
}

/// Whether a link under a row says that it is for saving what it leads to.
fn hands_out(page: &Page<'_>, row: usize) -> bool {
    let outline = &page.outline;
    outline.select("a", &outline.subtree(row)).iter().any(|link| outline.rows[*link].attr("download").is_some())
}

fn in_box(page: &Page<'_>, row: usize) -> bool {
    std::iter::once(row).chain(page.outline.ancestors(row)).take(LEVELS).any(|row| {
        let names = page.outline.rows[row].names().to_ascii_lowercase();
        BOXES.iter().any(|part| names.contains(part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_the_end_of_its_address() {
        assert_eq!(kind_of("/tep/QD-12.PDF?tai=1"), Some("pdf"));
        assert_eq!(kind_of("https://a.vn/bai-viet.html"), None);
        assert_eq!(kind_of("https://a.vn"), None);
        assert_eq!(kind_of("/DownloadFile.aspx?id=5&file=cv15.PDF"), Some("pdf"));
        assert_eq!(kind_of("/index.php?url=https://a.vn/bai.html"), None);
    }
}

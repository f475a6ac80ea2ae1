//! Captions that no markup names: the only text of a small box that holds a picture.
//!
//! Old pages and new frameworks put picture and caption into two plain boxes within a third. The caption is known by the
//! box: it holds pictures, one short text, and no more. Units: rows; words. Deliberately absent: looking at the picture.

use std::collections::HashSet;
use std::ops::Range;

use super::blocks::BlockPiece;
use super::dom::Page;
use super::junk;
use crate::model::Block;

/// Longest text that is a caption by its box alone, in words.
const CAPTION_WORDS: usize = 60;
/// How far above a picture its box may be.
const LEVELS: usize = 4;
/// Most pictures of a page that are looked at.
const MOST: usize = 400;

/// Marks pictures and their captions as figures. `body` is the box of the article: it is no figure.
pub(super) fn mark(page: &Page<'_>, body: &Range<usize>, pieces: &mut [BlockPiece]) {
    // A `figure` that holds no words of its own has its caption beside it.
    let told: HashSet<usize> = pieces.iter().filter(|p| !p.is_picture()).filter_map(|p| p.look.figure).collect();
    let pictures: Vec<usize> = (0..pieces.len())
        .filter(|at| pieces[*at].is_picture() && !pieces[*at].look.floated)
        .filter(|at| pieces[*at].look.figure.is_none_or(|figure| !told.contains(&figure)))
        .take(MOST)
        .collect();
    for at in pictures {
        let boxes = std::iter::once(pieces[at].row).chain(page.outline.ancestors(pieces[at].row)).take(LEVELS);
        for up in boxes.take_while(|up| *up > body.start && body.contains(up)) {
            let range = page.outline.subtree(up);
            // Pieces are in page order: those of the box stand around the picture.
            let from = pieces[..at].iter().rposition(|p| !range.contains(&p.at)).map_or(0, |before| before + 1);
            let to = at + pieces[at..].iter().take_while(|p| range.contains(&p.at)).count();
            let said = |at: &usize| !pieces[*at].is_picture() && !is_tool(&pieces[*at]);
            let texts: Vec<usize> = (from..to).filter(said).collect();
            match texts.as_slice() {
                [] => {}
                // In the cell beside a picture a text runs, no caption.
                [text] if page.outline.rows[up].tag == "tr" && is_sentence(&pieces[*text]) => break,
                [text] if *text > at && is_like_caption(&pieces[*text], pieces[at].look.figure) => {
                    (from..to).for_each(|i| pieces[i].look.figure = Some(up));
                    break;
                }
                _ => break,
            }
        }
    }
}

/// Whether a piece is a button of the picture: "Phóng to".
fn is_tool(piece: &BlockPiece) -> bool {
    !piece.text().is_empty() && junk::is_junk_line(piece.text())
}

fn is_sentence(piece: &BlockPiece) -> bool {
    const WORDS: usize = 12;
    piece.words() >= WORDS && piece.text().ends_with('.')
}

fn is_like_caption(piece: &BlockPiece, figure: Option<usize>) -> bool {
    // Some systems set captions as headings; those of parts of a text are shorter.
    const HEADING_WORDS: usize = 9;
    // Beside a `figure` without words a paragraph may stand.
    const BESIDE_FIGURE: usize = 30;
    let most = if figure.is_some() { BESIDE_FIGURE } else { CAPTION_WORDS };
    let is_heading = matches!(piece.block, Block::Heading { .. });
    (matches!(piece.block, Block::Paragraph(_)) || is_heading && piece.words() >= HEADING_WORDS)
        && piece.words() <= most
        && piece.linked_percent() < 50
        && !piece.text().starts_with(['“', '"', '-'])
}

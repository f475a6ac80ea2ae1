//! Comments without any sign: right after the box of the text, in boxes of their own, a name and under it what that person says.
//!
//! Nothing opens them, nobody answers, no time is told. A name over a text elsewhere heads a part of an article, or says who
//! wrote it. Units: rows; words.

use std::ops::Range;

use super::PROSE_BEFORE;
use crate::extract::blocks::{Align, BlockPiece};
use crate::extract::dom::Page;
use crate::extract::{byline, junk, names};
use crate::model::Block;

/// Words from which a person says something.
const SAID_WORDS: usize = 6;
/// Most pieces of a comment: name, text, one more line.
const PIECES: usize = 3;
/// Most comments of a page.
const MOST: usize = 200;
/// How far above a name the box of its comment may be.
const LEVELS: usize = 5;

/// The boxes of such comments.
pub(super) fn ranges(page: &Page<'_>, pieces: &[BlockPiece]) -> Vec<Range<usize>> {
    let boxes: Vec<Range<usize>> = (0..pieces.len()).filter_map(|at| remark(page, pieces, at)).take(MOST).collect();
    let Some(first) = boxes.first() else { return Vec::new() };
    let of_remarks = |up: &usize| {
        let range = page.outline.subtree(*up);
        pieces.iter().filter(|p| range.contains(&p.at)).all(|p| boxes.iter().any(|remark| remark.contains(&p.at)))
    };
    let whole = page.outline.ancestors(first.start).take_while(of_remarks).last().unwrap_or(first.start);
    if follows_text(page, pieces, whole) { boxes } else { Vec::new() }
}

/// The box of a comment whose writer a piece names.
pub(in crate::extract) fn remark(page: &Page<'_>, pieces: &[BlockPiece], at: usize) -> Option<Range<usize>> {
    let (name, said) = (pieces.get(at)?, pieces.get(at + 1)?);
    if !is_name(name) || !is_said(said) {
        return None;
    }
    let outline = &page.outline;
    let alone = |range: &Range<usize>| {
        let first = at == 0 || !range.contains(&pieces[at - 1].at) || pieces[at - 1].is_picture();
        let more = pieces[at..].iter().take_while(|piece| range.contains(&piece.at)).take(PIECES + 1).count();
        first && more <= PIECES
    };
    let boxes = outline.ancestors(name.at).take(LEVELS).map(|up| outline.subtree(up));
    boxes.take_while(alone).filter(|range| range.contains(&said.at)).last()
}

/// Whether a piece is the name of a person and no more, neither linked nor at the edge.
pub(super) fn is_name(piece: &BlockPiece) -> bool {
    matches!(piece.block, Block::Paragraph(_))
        && (2..=5).contains(&piece.words())
        && piece.look.linked == 0
        && piece.look.align == Align::Plain
        && names::are_people(piece.text())
}

fn is_said(piece: &BlockPiece) -> bool {
    matches!(piece.block, Block::Paragraph(_))
        && piece.words() >= SAID_WORDS
        && piece.look.linked == 0
        && !byline::tells_of_person(piece.text())
}

/// Whether the last element with prose before a box holds the text: several paragraphs. Tags and buttons may stand between.
fn follows_text(page: &Page<'_>, pieces: &[BlockPiece], row: usize) -> bool {
    const LEAST: usize = 3;
    const PROSE_WORDS: usize = 10;
    let outline = &page.outline;
    let prose = |at: usize| -> Vec<&BlockPiece> {
        let range = outline.subtree(at);
        let is_prose = |piece: &&BlockPiece| piece.words() >= PROSE_WORDS && !junk::is_junk_line(piece.text());
        pieces.iter().filter(|piece| range.contains(&piece.at)).filter(is_prose).collect()
    };
    let before = outline.children(outline.rows[row].parent).take_while(|at| *at < row);
    let text = before.filter(|at| !outline.rows[*at].tag.is_empty()).map(prose).filter(|text| !text.is_empty()).last();
    text.is_some_and(|text| {
        text.len() >= LEAST && text.iter().map(|piece| piece.look.chars).sum::<usize>() >= PROSE_BEFORE
    })
}

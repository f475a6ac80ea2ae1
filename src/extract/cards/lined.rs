//! Cards of other articles that are a paragraph each: a day, the linked headline, a break, the teaser.
//!
//! One alone may be a paragraph of the article; several side by side are a list. Units: rows; characters without spaces.

use std::ops::Range;

use super::{HEADLINE_WORDS, MOST_CARDS, begins_with_headline};
use crate::extract::blocks::BlockPiece;
use crate::extract::dom::Page;
use crate::extract::tidy;
use crate::model::MarkKind;

/// So many in a row are a list.
const LEAST: usize = 2;

/// Where such cards stand, unless they are most of what the page says.
pub(super) fn ranges(page: &Page<'_>, pieces: &[BlockPiece], within: &Range<usize>) -> Vec<Range<usize>> {
    let outline = &page.outline;
    let all: usize = pieces.iter().map(|piece| piece.look.chars).sum();
    let is_card = |piece: &BlockPiece| {
        piece.row != within.start && (begins_with_headline(piece) || begins_with_day(piece)) && leads_away(page, piece)
    };
    let is_run = |run: &[BlockPiece]| {
        let parent = outline.rows[run[0].row].parent;
        is_card(&run[0]) && run.iter().all(|piece| outline.rows[piece.row].parent == parent)
    };
    let runs = pieces.chunk_by(|one, next| is_card(one) && is_card(next) && one.row != next.row);
    let lists = runs.filter(|run| run.len() >= LEAST && is_run(run)).filter(|run| {
        let said: usize = run.iter().map(|piece| piece.look.chars).sum();
        said * 2 < all
    });
    lists.flatten().map(|piece| outline.subtree(piece.row)).take(MOST_CARDS).collect()
}

/// Whether a paragraph is a day, right behind it a linked headline, and a teaser on the next line.
fn begins_with_day(piece: &BlockPiece) -> bool {
    const DAY_BYTES: usize = 24;
    let Some(rich) = piece.block.rich() else { return false };
    let Some(link) = rich.marks.iter().find(|mark| matches!(mark.kind, MarkKind::Link { .. })) else { return false };
    let (day, said) = (rich.text.get(..link.start), rich.text.get(link.start..link.end));
    let is_day = day.is_some_and(|day| {
        (1..=DAY_BYTES).contains(&day.len())
            && day.bytes().filter(u8::is_ascii_digit).count() >= 4
            && !day.contains(char::is_alphabetic)
    });
    let broken = piece.breaks.iter().any(|at| at.abs_diff(link.end) <= 1);
    is_day && broken && said.is_some_and(|said| said.split_whitespace().count() > HEADLINE_WORDS)
}

/// Whether the first link leads to another page that is no file.
fn leads_away(page: &Page<'_>, piece: &BlockPiece) -> bool {
    let href = piece.block.rich().and_then(|rich| {
        rich.marks.iter().find_map(|mark| match &mark.kind {
            MarkKind::Link { href } => Some(href),
            _ => None,
        })
    });
    let url = href.and_then(|href| page.join(href));
    url.is_some_and(|url| url.key() != page.url.key()) && !tidy::leads_to_file(piece)
}

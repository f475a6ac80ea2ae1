//! The box about the author that stands between two paragraphs: portrait, name, what he is, how much he wrote, a button.

use std::ops::Range;

use super::{ArticleReading, FoundBody};
use crate::extract::blocks::BlockPiece;
use crate::extract::{byline, fields, names, tidy};
use crate::model::{Block, MarkKind};
use crate::text::fold;

/// Most pieces of such a box.
const MOST_PIECES: usize = 6;
/// Most characters of it, without spaces.
const LONGEST: usize = 240;
/// How far above the name its box may be.
const LEVELS: usize = 6;
/// Most words of a line that says what he is, or of a button.
const LINE_WORDS: usize = 8;

impl ArticleReading<'_, '_> {
    /// Leaves out the box about an author within a text; gives his name.
    pub(super) fn take_author_box(&self, body: &mut FoundBody, authors: &[String]) -> Option<String> {
        let (name, rows) = (0..body.pieces.len()).find_map(|at| self.author_box(body, at, authors))?;
        body.pieces.retain(|piece| !rows.contains(&piece.at));
        Some(name)
    }

    fn author_box(&self, body: &FoundBody, at: usize, authors: &[String]) -> Option<(String, Range<usize>)> {
        let piece = &body.pieces[at];
        let name = piece.text();
        if !(2..=5).contains(&piece.words()) || !names::are_people(name) {
            return None;
        }
        let known = authors.iter().any(|author| tidy::same_key(author, name));
        if !known && piece.linked_percent() < 85 {
            return None;
        }
        let outline = &self.page.outline;
        let inside = |range: &Range<usize>| body.pieces.iter().filter(|p| range.contains(&p.at)).collect::<Vec<_>>();
        let fits = |range: &Range<usize>| {
            let all = inside(range);
            let chars: usize = all.iter().map(|p| p.look.chars).sum();
            all.len() <= MOST_PIECES && chars <= LONGEST && all.iter().all(|p| p.at == piece.at || is_beside_name(p))
        };
        let boxes = outline.ancestors(piece.at).take(LEVELS).take_while(|up| body.rows.contains(up));
        let rows = boxes.map(|up| outline.subtree(up)).take_while(fits).last()?;
        // A name alone signs the text; with a line of what he is or does beside it, or his portrait, it is a box about him.
        let all = inside(&rows);
        let about = all.iter().filter(|p| says_what_he_is(p)).count();
        (about > 0 && (all.len() > 2 || leads_to_author(piece))).then(|| (name.to_owned(), rows))
    }
}

/// Whether all of a piece is a link to the page of an author.
fn leads_to_author(piece: &BlockPiece) -> bool {
    let Some(rich) = piece.block.rich() else { return false };
    let leads = |kind: &MarkKind| matches!(kind, MarkKind::Link { href } if fields::leads_to_author(href));
    piece.linked_percent() >= 85 && rich.marks.iter().any(|mark| leads(&mark.kind))
}

/// Whether a piece may stand beside a name in such a box.
fn is_beside_name(piece: &BlockPiece) -> bool {
    let short = piece.words() <= LINE_WORDS && !piece.text().ends_with(['.', ':', '?', '!']);
    piece.is_picture() || matches!(piece.block, Block::Paragraph(_)) && (short || says_what_he_is(piece))
}

/// Whether a line says what a person is, or how much he wrote.
fn says_what_he_is(piece: &BlockPiece) -> bool {
    let text = piece.text();
    if text.is_empty() {
        return false;
    }
    let folded = fold::base(text);
    let counts = folded.starts_with(|c: char| c.is_ascii_digit()) && folded.ends_with("bai viet");
    counts || byline::is_standing(text) || byline::tells_of_person(text)
}

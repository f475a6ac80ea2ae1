//! What sliders print between a headline and its text: the same title under each picture, and the numbers of the pictures.

use super::same_key;
use crate::extract::blocks::BlockPiece;
use crate::model::Block;

/// From so many lines on that say the same, or that count, none is text.
const MANY: usize = 3;
/// Most words of such a line.
const WORDS: usize = 12;

/// Leaves out runs of lines that say the same short thing, or count from one. Captions are not looked at.
pub(super) fn without_repeats(pieces: Vec<BlockPiece>) -> Vec<BlockPiece> {
    let mut gone = vec![false; pieces.len()];
    let mut run: Vec<usize> = Vec::new();
    for at in 0..=pieces.len() {
        let piece = pieces.get(at);
        if piece.is_some_and(BlockPiece::is_picture) {
            continue;
        }
        let line = piece.filter(|piece| is_line(piece));
        let goes_on = line.zip(run.last()).is_some_and(|(line, last)| follows(pieces[*last].text(), line.text()));
        if !goes_on {
            if run.len() >= MANY {
                for number in &run {
                    gone[*number] = true;
                }
            }
            run.clear();
        }
        if line.is_some() {
            run.push(at);
        }
    }
    let mut gone = gone.into_iter();
    pieces.into_iter().filter(|_| !gone.next().unwrap_or(false)).collect()
}

/// Whether a piece is a short line that ends no sentence and announces nothing.
fn is_line(piece: &BlockPiece) -> bool {
    matches!(piece.block, Block::Paragraph(_))
        && !piece.look.caption
        && piece.look.figure.is_none()
        && piece.words() <= WORDS
        && piece.text().chars().any(char::is_alphanumeric)
        && !piece.text().ends_with(['.', '!', '?', ':', '…', '”', '"'])
}

/// Whether a line says what the one before said, or the next number.
fn follows(before: &str, line: &str) -> bool {
    let number = |text: &str| text.parse::<u32>().ok();
    match (number(before), number(line)) {
        (Some(before), Some(number)) => before.checked_add(1) == Some(number),
        (None, None) => same_key(before, line),
        _ => false,
    }
}

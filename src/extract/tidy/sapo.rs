//! The sapo, where the page prints it as the first paragraph of the text.

use super::{HEADING_WORDS, PROSE_WORDS, Tidied, TidyContext, has_key, key, same_key};
use crate::extract::blocks::BlockPiece;
use crate::model::Block;

/// Words of a first paragraph that is a sapo by its look alone: longer ones are the text.
const SAPO_WORDS: std::ops::RangeInclusive<usize> = 15..=120;

/// Takes the sapo off the beginning, where the page printed it as the first paragraph.
pub(super) fn take_sapo(pieces: &mut Vec<BlockPiece>, known: TidyContext<'_>, tidied: &mut Tidied) {
    if let Some(sapo) = known.sapo {
        let sapo = key(sapo);
        let (mut seen, mut again) = (0, false);
        // The sapo repeated at the head of the text, once or more.
        pieces.retain(|piece| {
            if piece.text().is_empty() {
                return true;
            }
            seen += 1;
            again = (seen <= 2 || again) && has_key(piece.text(), &sapo);
            !again
        });
        return;
    }
    let Some(first) = pieces.iter().position(|p| !p.text().is_empty()) else { return };
    let piece = &pieces[first];
    let named = piece.look.sapo && piece.words() >= 6;
    if named || is_printed_twice(pieces, first) || is_set_as_sapo(pieces, first, known) {
        tidied.sapo = Some(taken(pieces, first));
    }
}

/// Whether the next text says the same: a summary, and the summary again. Another text follows: it is not all of the article.
fn is_printed_twice(pieces: &[BlockPiece], first: usize) -> bool {
    let piece = &pieces[first];
    let mut after = pieces[first + 1..].iter().filter(|p| !p.text().is_empty());
    let again = after.next().is_some_and(|next| same_key(next.text(), piece.text()));
    again
        && SAPO_WORDS.contains(&piece.words())
        && !piece.look.caption
        && piece.look.figure.is_none()
        && after.any(|p| p.words() >= PROSE_WORDS && !same_key(p.text(), piece.text()))
}

/// Whether the first text looks like a sapo.
fn is_set_as_sapo(pieces: &[BlockPiece], first: usize, known: TidyContext<'_>) -> bool {
    let piece = &pieces[first];
    let set_apart = piece.look.strong || piece.look.emphasis || matches!(piece.block, Block::Heading { .. });
    let next_plain = pieces
        .iter()
        .skip(first + 1)
        .find(|p| !p.text().is_empty())
        .is_some_and(|p| !(p.look.strong && p.words() > HEADING_WORDS));
    let whole = known.description.is_some_and(|d| same_key(d, piece.text()));
    // A star, a stroke or a number begins the first of several news, no sapo.
    let item = piece.text().starts_with(['*', '•', '+', '►']) || is_numbered(piece.text());
    let long = SAPO_WORDS.contains(&piece.words()) && piece.look.linked == 0 && !item;
    let said = known.description.map(|d| agrees(d, piece.text()));
    // Many portals put one summary of the whole site into every head: it says nothing against a bold first paragraph.
    let bold = match &piece.block {
        Block::Paragraph(_) => piece.look.strong,
        // A heading that is a sentence.
        Block::Heading { rich, .. } => rich.text.ends_with(['.', '!', '?', '”', '…']),
        _ => false,
    };
    long && next_plain
        && (set_apart || whole)
        && said != Some(Agreement::GoesOn)
        && (said != Some(Agreement::None) || bold)
        && !matches!(piece.block, Block::Quote(_))
}

/// "1. Tổ may …", "I. …": the head of the first of several parts.
fn is_numbered(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let number = first.trim_end_matches(['.', ')', '/', ':']);
    let one = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()) || number == "I";
    one && number.len() < first.len()
}

/// Takes a piece out, and the next one where it says the same again.
fn taken(pieces: &mut Vec<BlockPiece>, at: usize) -> String {
    let sapo = pieces.remove(at).text().to_owned();
    let next = (at..pieces.len()).find(|next| !pieces[*next].text().is_empty());
    if let Some(next) = next.filter(|next| same_key(pieces[*next].text(), &sapo)) {
        pieces.remove(next);
    }
    sapo
}

/// How a summary from the page's head and a printed text stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) enum Agreement {
    /// They are different texts.
    None,
    /// The summary is the text, or its beginning.
    Same,
    /// The summary begins with the text and goes on: it was cut from the article by a machine.
    GoesOn,
}

/// Compares a summary with a printed text.
pub(in crate::extract) fn agrees(summary: &str, text: &str) -> Agreement {
    const LEAST: usize = 40;
    let (a, b) = (key(summary), key(text));
    if a.is_empty() || b.is_empty() {
        return Agreement::None;
    }
    if a == b {
        return Agreement::Same;
    }
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let (long_a, long_b) = (a.chars().count(), b.chars().count());
    if common + 3 >= long_b && long_a > long_b + 25 {
        Agreement::GoesOn
    } else if common >= LEAST.min(long_a) && common * 10 >= long_a.min(long_b) * 8 {
        Agreement::Same
    } else {
        Agreement::None
    }
}

//! Line breaks of a paragraph that mean something: an address, a poem, a roster. Units: characters.

use crate::extract::blocks::BlockPiece;
use crate::model::block::{Lines, Spacing};
use crate::model::{Block, Rich};

/// A paragraph whose line breaks mean something (an address, a poem, a roster) as lines.
pub(super) fn as_lines(piece: BlockPiece) -> Block {
    let Block::Paragraph(rich) = &piece.block else { return piece.block };
    let breaks = meaningful(&rich.text, &piece.breaks);
    if breaks.is_empty() {
        return piece.block;
    }
    // A break is one byte, as the space is: marks stay where they are.
    let text =
        rich.text.char_indices().map(|(at, c)| if breaks.binary_search(&at).is_ok() { '\n' } else { c }).collect();
    let rich = Rich { text, marks: rich.marks.clone() };
    Block::Lines(Lines { rich, spacing: Spacing::Free })
}

/// The breaks that are no wrapped lines: all where every line is short, elsewhere those before a capital or a figure. Two lines
/// are shorter still where they are lines of a poem.
fn meaningful(text: &str, breaks: &[usize]) -> Vec<usize> {
    const SHORT: usize = 60;
    const SHORT_OF_TWO: usize = 40;
    let mut ends: Vec<usize> = breaks.to_vec();
    ends.push(text.len());
    let mut from = 0;
    let mut lines: Vec<&str> = Vec::with_capacity(ends.len());
    for end in ends {
        lines.push(text.get(from..end).unwrap_or_default().trim());
        from = end;
    }
    let most = if lines.len() > 2 { SHORT } else { SHORT_OF_TWO };
    let all_short = lines.iter().all(|line| line.chars().count() <= most);
    let begins = |line: &str| {
        let first = line.chars().find(|c| c.is_alphanumeric() || *c == '-');
        first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || c == '-')
    };
    let kept = breaks.iter().enumerate().filter(|(number, _)| all_short || begins(lines[number + 1]));
    kept.map(|(_, at)| *at).collect()
}

//! The text as the head of a page tells it to machines, for pages that draw theirs by a script and hold none.

use crate::extract::article::MAX_BLOCKS;
use crate::extract::escapes;
use crate::extract::metadata::Facts;
use crate::model::Block;
use crate::text;

/// A shorter text is a teaser.
const LEAST_CHARS: usize = 400;

/// The paragraphs of `articleBody`; none where it is short, or marked up.
pub(super) fn body(facts: &Facts) -> Vec<Block> {
    let told = facts.ld.text.as_deref().filter(|told| told.chars().nth(LEAST_CHARS).is_some() && !told.contains("</"));
    let lines = told.unwrap_or_default().lines().map(|line| text::paragraph(&escapes::decoded(line)));
    lines.filter(|line| !line.is_empty()).take(MAX_BLOCKS).map(Block::paragraph).collect()
}

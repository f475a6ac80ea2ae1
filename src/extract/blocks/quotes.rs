//! Quotations, and who is quoted: in `footer`, `cite`, `figcaption`, after a dash, or in an element that names an author.

use super::{Align, BlockPiece, BlockReader, Frame, OpenRun};
use crate::extract::zone;
use crate::model::{Block, Rich};

impl BlockReader<'_, '_> {
    pub(super) fn in_attribution(&self) -> bool {
        self.open.iter().any(|open| matches!(open.frame, Frame::Attribution))
    }

    pub(super) fn in_quote(&self) -> bool {
        self.open.iter().any(|open| matches!(open.frame, Frame::Quote))
    }

    /// Whether a figure around a row holds a quotation and no picture.
    pub(super) fn after_quote(&self, at: usize) -> bool {
        let figure = self.open.iter().rev().find(|open| matches!(open.frame, Frame::Figure)).map(|open| open.row);
        let quoted = matches!(self.out.last(), Some(BlockPiece { block: Block::Quote(_) | Block::Attribution(_), .. }));
        figure.is_some_and(|figure| quoted && self.out.last().is_some_and(|p| (figure..at).contains(&p.at)))
    }

    /// Whether a text under a quotation says whose it is: "— Chị Mẫu, tổ hai".
    pub(super) fn names_speaker(&self, quote: &OpenRun, rich: &Rich) -> bool {
        const WORDS: usize = 16;
        let said = matches!(self.out.last(), Some(BlockPiece { block: Block::Quote(_), at, .. }) if *at > quote.row);
        let dash = rich.text.strip_prefix(['—', '–', '―']).or_else(|| rich.text.strip_prefix("- "));
        let named = || {
            let row = self.open.last().map_or(self.first, |open| open.row);
            let inner = std::iter::once(self.first).chain(self.page.outline.ancestors(self.first));
            let near = inner.take_while(|up| *up > quote.row).chain([row].into_iter().filter(|row| *row > quote.row));
            near.into_iter().any(|up| zone::is_byline_name(&self.page.outline.rows[up].names()))
        };
        // At the right edge, and no words of a quotation.
        let set_right = || self.look().align == Align::Right && !rich.text.contains(['“', '"', '”']);
        said && rich.text.split(' ').count() <= WORDS && (dash.is_some() || named() || set_right())
    }
}

//! The run of text that is read: what is added to it, and the pieces that it becomes.

use super::breaks::{begins_sentence, ends_paragraph};
use super::look::{Align, PieceLook, align_of, is_bold};
use super::{BYLINE_LEVELS, BlockPiece, BlockReader, Frame, raised, seen};
use crate::extract::inline::InlineLine;
use crate::extract::zone;
use crate::model::{Block, Rich};

impl BlockReader<'_, '_> {
    /// Adds text to the run; what is raised right behind a figure stays apart from it.
    pub(super) fn push(&mut self, at: usize, text: &str) {
        match raised::apart(self.page, at, text, self.run.last()) {
            Some(apart) => self.run.push(&apart),
            None => self.run.push(text),
        }
    }

    /// Two breaks end a paragraph; marks that are open go on in the next.
    pub(super) fn restart(&mut self, at: usize) {
        self.flush_as(true);
        self.first = at;
        self.linked = 0;
    }

    pub(super) fn run_break(&mut self) {
        if self.run.is_empty() {
            return;
        }
        self.run.line_break();
    }

    /// What follows stands on a line of its own.
    pub(super) fn line_apart(&mut self) {
        if self.run.breaks() == 0 {
            self.run_break();
        }
    }

    pub(super) fn flush(&mut self) {
        self.flush_as(false);
    }

    /// Ends the run: one piece, or several where its line breaks are ends of paragraphs.
    pub(super) fn flush_as(&mut self, broken: bool) {
        if self.run.is_empty() {
            return;
        }
        let broken = broken || self.run.breaks() > 0;
        for open in &self.open {
            // A block within a link or bold: the mark covers what is read so far.
            if let Frame::Mark(start, kind) = &open.frame {
                self.run.mark(*start, kind.clone());
            }
        }
        let free = self.run.breaks_paragraphs();
        let lines = self.run.take(|before, after| ends_paragraph(before, after) || free && begins_sentence(after));
        let several = lines.len() > 1;
        for open in &mut self.open {
            if let Frame::Mark(start, _) = &mut open.frame {
                *start = 0;
            }
        }
        let row = self.open.iter().rev().find(|o| !o.is_mark()).map_or(self.first, |o| o.row);
        let sapo = row != self.root && zone::is_sapo_name(&self.page.outline.rows[row].names());
        let names_author = |at: usize| zone::is_byline_name(&self.page.outline.rows[at].names());
        let inner =
            self.page.outline.ancestors(self.first).take(BYLINE_LEVELS).take_while(|up| *up >= row && *up != self.root);
        let byline = inner.into_iter().any(names_author);
        let strong = row != self.root && is_bold(&self.page.outline.rows[row]);
        let look = PieceLook { strong, sapo, byline, ..self.look() };
        for InlineLine { rich, breaks } in lines {
            let look = PieceLook { broken: broken || several, ..seen(&rich, look) };
            self.out.push(BlockPiece { row, at: self.first, look, breaks, ..BlockPiece::of(self.block(rich)) });
        }
        self.linked = 0;
    }

    pub(super) fn look(&self) -> PieceLook {
        let mut look = PieceLook { linked: self.linked, ..PieceLook::default() };
        for open in &self.open {
            match open.frame {
                Frame::Box(align) if align != Align::Plain => look.align = align,
                Frame::Heading(_) => match align_of(&self.page.outline.rows[open.row]) {
                    Align::Plain => {}
                    align => look.align = align,
                },
                Frame::Caption => look.caption = true,
                Frame::Quote => look.quoted = true,
                Frame::Figure => look.figure = Some(open.row),
                _ => {}
            }
        }
        look
    }

    fn block(&self, rich: Rich) -> Block {
        for open in self.open.iter().rev() {
            match open.frame {
                Frame::Heading(level) => return Block::Heading { rich, level },
                Frame::Attribution => return Block::Attribution(rich),
                Frame::Quote if self.names_speaker(open, &rich) => return Block::Attribution(rich),
                Frame::Quote => return Block::Quote(rich),
                _ => {}
            }
        }
        Block::Paragraph(rich)
    }
}

//! The place in the article: to be gone to, to be told apart from another.

use super::lines::Role;
use super::{FindSpot, ReaderPane};
use crate::model::ArticleId;
use crate::model::article::Anchor;

impl ReaderPane {
    /// The place that is read: the first line in sight.
    pub(in crate::ui) fn anchor(&self) -> Anchor {
        self.anchor
    }

    /// Puts a place of an article at the top, now or as soon as the article comes.
    pub(in crate::ui) fn place_at(&mut self, article: ArticleId, anchor: Anchor) {
        if self.asked.is_none() && self.shown() == Some(article) {
            self.go_to(self.line_of(anchor));
        } else {
            self.place = Some((article, anchor));
        }
    }

    /// Whether a place is further than a screen away from what is in sight.
    pub(in crate::ui) fn is_far_from(&self, anchor: Anchor) -> bool {
        self.line_of(anchor).abs_diff(self.top) >= self.height.max(1)
    }

    /// How much has been read where the pane begins at a place, percent.
    pub(in crate::ui) fn percent_of(&self, anchor: Anchor) -> usize {
        self.percent_at(self.line_of(anchor))
    }

    /// Brings a place of the document into sight; whether it is there.
    pub fn show_place(&mut self, place: &FindSpot) -> bool {
        let line = self.document.lines.iter().position(|line| {
            line.part.as_ref().is_some_and(|(part, range)| *part == place.part && range.end > place.range.start)
        });
        if let Some(line) = line {
            self.go_to(line.saturating_sub(self.height / 3));
        }
        line.is_some()
    }

    /// The line of a place.
    pub(super) fn line_of(&self, anchor: Anchor) -> usize {
        let key = |a: Anchor| (a.block, a.offset);
        let lines = &self.document.lines;
        if key(anchor) == (0, 0) {
            return 0;
        }
        let mut at = lines.partition_point(|l| key(l.anchor) <= key(anchor)).saturating_sub(1);
        // A gap has the place of the line above it, and the rows of a picture have one place: the first is meant.
        let is_one = |line: usize| {
            let gap = lines[line].role == Role::Gap || lines[line].role == Role::Picture;
            (gap || lines[line - 1].role == Role::Picture) && lines[line - 1].anchor == lines[line].anchor
        };
        while at > 0 && is_one(at) {
            at -= 1;
        }
        at
    }
}

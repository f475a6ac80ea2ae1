//! Lines of the article that the user has chosen, to copy or to note.

use std::ops::RangeInclusive;

use super::ReaderPane;
use super::lines::Role;

/// Chosen lines: where choosing began, and where it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) struct Chosen {
    from: usize,
    to: usize,
}

impl ReaderPane {
    /// Begins to choose lines, at the one that is looked at; whether there is any.
    pub(in crate::ui) fn begin_choosing(&mut self) -> bool {
        let looked_at = self.focus_line();
        let lines = &self.document.lines;
        let first = lines.iter().enumerate().skip(looked_at).find(|(_, line)| line.part.is_some());
        self.chosen = first.map(|(at, _)| Chosen { from: at, to: at });
        self.chosen.is_some()
    }

    /// Ends choosing; whether lines were chosen.
    pub(in crate::ui) fn end_choosing(&mut self) -> bool {
        self.chosen.take().is_some()
    }

    /// Whether lines are being chosen.
    pub(in crate::ui) fn is_choosing(&self) -> bool {
        self.chosen.is_some()
    }

    /// Moves the other end from now on.
    pub(in crate::ui) fn turn_choosing(&mut self) {
        if let Some(Chosen { from, to }) = self.chosen {
            self.chosen = Some(Chosen { from: to, to: from });
            self.extend(0);
        }
    }

    /// Moves the end of what is chosen, and keeps it in sight; `false` where nothing is.
    pub(in crate::ui) fn extend(&mut self, lines: isize) -> bool {
        let Some(Chosen { from, to }) = self.chosen else { return false };
        let to = to.saturating_add_signed(lines).min(self.document.lines.len().saturating_sub(1));
        self.chosen = Some(Chosen { from, to });
        let (top, height) = (self.top(), self.height().max(1));
        if to < top {
            self.go_to(to);
        } else if to >= top + height {
            self.go_to(to + 1 - height);
        }
        true
    }

    /// The chosen lines.
    pub(in crate::ui) fn chosen_lines(&self) -> Option<RangeInclusive<usize>> {
        self.chosen.map(|Chosen { from, to }| from.min(to)..=from.max(to))
    }

    /// The words of the chosen lines: a paragraph a line. What the screen sets around the paper's words is none of them: the
    /// section, the byline with its minutes, the foot.
    pub(in crate::ui) fn chosen_text(&self) -> Option<String> {
        let lines = self.document.lines.get(self.chosen_lines()?)?;
        let mut pieces: Vec<(usize, std::ops::Range<usize>)> = Vec::new();
        let around = [Role::Kicker, Role::Byline, Role::Foot, Role::Notice];
        let told = lines.iter().filter(|line| !around.contains(&line.role));
        for (part, range) in told.filter_map(|line| line.part.clone()) {
            match pieces.last_mut() {
                Some((last, whole)) if *last == part => whole.end = whole.end.max(range.end),
                _ => pieces.push((part, range)),
            }
        }
        let text = |(part, range): &(usize, std::ops::Range<usize>)| {
            self.document.parts.get(*part).and_then(|text| text.get(range.clone())).unwrap_or_default().trim()
        };
        let text = pieces.iter().map(text).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
        Some(text).filter(|text| !text.is_empty())
    }
}

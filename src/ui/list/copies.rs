//! One story in several papers: rows that tell the same fold into one, and say in how many papers it stands.
//!
//! The archive knows by their texts which articles are one story ([`Summary::story`]), in one paper under two addresses, too.
//! Where a text is not known yet, headlines are compared: those of other papers within a few days. Only rows in the window
//! are looked at; a folded row keeps its place and its number in the list, it just takes no line.

use std::collections::{HashMap, HashSet};

use crate::model::{ArticleId, Summary};
use crate::text::same::{FAR, Print};
use crate::ui::way::Way;

use super::ListPane;

/// What is known of the copies in the window.
#[derive(Debug, Default)]
pub(super) struct Copies {
    /// Whether copies are shown in their own places.
    pub(super) spread: bool,
    prints: HashMap<ArticleId, Print>,
    /// Row shown → rows folded into it.
    of: HashMap<ArticleId, Vec<ArticleId>>,
    folded: HashSet<ArticleId>,
    /// Row shown → in how many other papers its story stands; every layout asks for it.
    papers: HashMap<ArticleId, usize>,
}

impl ListPane {
    /// Finds copies anew after the rows changed.
    pub(super) fn group(&mut self) {
        let copies = &mut self.copies;
        copies.of.clear();
        copies.folded.clear();
        let ids: HashSet<ArticleId> = self.rows.iter().map(|row| row.id).collect();
        copies.prints.retain(|id, _| ids.contains(id));
        let mut heads: Vec<&Summary> = Vec::new();
        for row in &self.rows {
            copies.prints.entry(row.id).or_insert_with(|| Print::of(&row.title));
            let print_of = |row: &Summary| copies.prints.get(&row.id);
            let by_title = |head: &Summary| {
                head.source != row.source
                    && (head.sort.0 - row.sort.0).abs() <= FAR
                    && print_of(head).zip(print_of(row)).is_some_and(|(a, b)| {
                        a.tells_the_same(b, [head, row].map(|row| row.teaser.as_deref().unwrap_or_default()))
                    })
            };
            let head = heads.iter().rev().find(|head| match head.story.zip(row.story) {
                Some((a, b)) => a == b,
                None => by_title(head),
            });
            match head {
                Some(head) => {
                    copies.of.entry(head.id).or_default().push(row.id);
                    copies.folded.insert(row.id);
                }
                None => heads.push(row),
            }
        }
        let of = &self.copies.of;
        self.copies.papers = of.keys().map(|head| (*head, self.papers_besides(*head))).collect();
        // What the user stands on stays in sight.
        if let Some(id) = self.current().map(|row| row.id) {
            self.copies.folded.remove(&id);
        }
    }

    /// Whether a row is folded into another.
    pub fn is_folded(&self, row: &Summary) -> bool {
        !self.copies.spread && self.copies.folded.contains(&row.id)
    }

    /// The rows that tell the same story as this one.
    pub fn copies_of(&self, id: ArticleId) -> Vec<&Summary> {
        let ids = self.copies.of.get(&id).map(Vec::as_slice).unwrap_or_default();
        self.rows.iter().filter(|row| ids.contains(&row.id)).collect()
    }

    /// In how many other papers the story of a row stands.
    pub fn other_papers(&self, row: &Summary) -> usize {
        self.copies.papers.get(&row.id).copied().unwrap_or(0)
    }

    fn papers_besides(&self, head: ArticleId) -> usize {
        let own = self.row_of(head).map(|row| &row.source);
        let mut sources: Vec<_> = self.copies_of(head).iter().map(|copy| &copy.source).collect();
        sources.retain(|source| Some(*source) != own);
        sources.sort_unstable();
        sources.dedup();
        sources.len()
    }

    /// Shows copies in their own places, or folds them again; tells whether they are shown now.
    pub fn spread_copies(&mut self) -> bool {
        self.copies.spread = !self.copies.spread;
        self.group();
        self.copies.spread
    }

    /// These articles and the copies folded into them: what is read in one paper is read in all.
    pub fn with_copies(&self, ids: &[ArticleId]) -> Vec<ArticleId> {
        let mut all = ids.to_vec();
        if !self.copies.spread {
            for copy in ids.iter().filter_map(|id| self.copies.of.get(id)).flatten() {
                if !all.contains(copy) {
                    all.push(*copy);
                }
            }
        }
        all
    }

    /// Which of the rows that are shown is selected, from 1, and how many there are. Copies count with their story; those
    /// outside the window are not known yet: how many stories there are is told only while all rows are in it.
    pub fn position(&self) -> (usize, Option<usize>) {
        let folded = |rows: usize| self.window().take(rows).filter(|(_, row)| self.is_folded(row)).count();
        let above = self.selected() - self.first.min(self.selected());
        let all = self.rows.len() >= self.total || self.copies.spread;
        (self.selected() + 1 - folded(above), all.then(|| self.total - folded(usize::MAX)))
    }

    /// The number of the row that [`ListPane::position`] counts as `position`.
    pub fn number_at(&self, position: usize) -> usize {
        let mut counted = self.first;
        for (number, row) in self.window() {
            counted += usize::from(!self.is_folded(row));
            if counted == position {
                return number;
            }
        }
        position.saturating_sub(1)
    }

    /// The number of the nearest row in sight from `number` on.
    pub(super) fn shown_from(&self, number: usize, way: Way) -> Option<usize> {
        let mut at = number;
        while self.row(at).is_some_and(|row| self.is_folded(row)) {
            at = if way == Way::Forward { at + 1 } else { at.checked_sub(1)? };
        }
        self.row(at).map(|_| at)
    }
}

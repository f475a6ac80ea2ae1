//! Choosing rows: one by one, a range, none; what an action is done to.

use std::collections::BTreeSet;

use super::ListPane;
use crate::model::ArticleId;

impl ListPane {
    /// Begins or ends choosing rows; a row that was chosen alone is let go again.
    pub fn toggle_choosing(&mut self) {
        if self.range_from.take().is_some() {
            self.chosen_before.clone_from(&self.chosen);
            return;
        }
        let Some(id) = self.current().map(|r| r.id) else { return };
        if self.chosen.remove(&id) {
            self.chosen_before.clone_from(&self.chosen);
            return;
        }
        self.chosen_before.clone_from(&self.chosen);
        self.range_from = Some(self.selected);
        self.chosen.insert(id);
    }

    /// What lies between `from` and the selection is chosen, beside what was chosen before. Rows that the window has
    /// left behind stay as they were.
    pub(super) fn choose_range(&mut self, from: usize) {
        let (low, high) = (from.min(self.selected), from.max(self.selected));
        let mut chosen = std::mem::take(&mut self.chosen);
        for (number, row) in self.window().filter(|(_, row)| !self.is_folded(row)) {
            if (low..=high).contains(&number) || self.chosen_before.contains(&row.id) {
                chosen.insert(row.id);
            } else {
                chosen.remove(&row.id);
            }
        }
        self.chosen = chosen;
    }

    /// Forgets what was chosen; tells whether anything was.
    pub fn choose_none(&mut self) -> bool {
        let had = !self.chosen.is_empty() || self.range_from.is_some();
        self.chosen.clear();
        self.chosen_before.clear();
        self.range_from = None;
        had
    }

    /// The chosen articles, else so many rows from the selected one on; the one that decides which way a mark goes comes first.
    pub fn targets(&self, rows: usize) -> Vec<ArticleId> {
        if self.chosen.is_empty() {
            let from_here = (self.selected..).map_while(|number| Some((number, self.row(number)?)));
            let shown = from_here.filter(|(number, row)| *number == self.selected || !self.is_folded(row));
            return shown.map(|(_, row)| row.id).take(rows).collect();
        }
        let in_order = self.rows.iter().map(|row| row.id).filter(|id| self.chosen.contains(id));
        let mut ids: Vec<ArticleId> = in_order.collect();
        let seen: BTreeSet<ArticleId> = ids.iter().copied().collect();
        ids.extend(self.chosen.difference(&seen));
        ids
    }
}

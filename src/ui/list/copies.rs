//! One story in several papers: rows that tell the same fold into one, and say in how many papers it stands.
//!
//! The archive knows by their texts which articles are one story ([`Summary::story`]), in one paper under two addresses, too.
//! Where a text is not known yet, headlines are compared: those of other papers within a few days. What is held from the
//! first row of the list on is looked at; a folded row keeps its place in the list, it just takes no line. Rows far down in a
//! list of which not all can be held stand each in their own place: what is above them is not known.
//!
//! Units: a *number* counts all rows of the list from 0, a *position* those that are shown from 1.

use std::collections::{HashMap, HashSet};

use crate::model::{ArticleId, StoryId, Summary};
use crate::text::same::{FAR, Print};
use crate::ui::way::Way;

use super::{ListKind, ListPane};

/// Most stories above a row whose headlines are compared with its own.
const MAX_COMPARED: usize = 1_000;

/// How rows follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowOrder {
    /// By their time, so that those of a few days are near one another.
    OfTime,
    Any,
}

/// What is known of the copies in the window.
#[derive(Debug, Default)]
pub(super) struct Copies {
    /// Whether copies are shown in their own places.
    pub(super) spread: bool,
    prints: HashMap<ArticleId, Print>,
    /// Row shown → rows folded into it.
    of: HashMap<ArticleId, Vec<ArticleId>>,
    /// Row folded → the row that stands for its story.
    heads: HashMap<ArticleId, ArticleId>,
    /// Row shown → in how many other papers its story stands; every layout asks for it.
    papers: HashMap<ArticleId, usize>,
    /// Where in the window a row stands.
    places: HashMap<ArticleId, usize>,
    /// Numbers of the rows that are shown, ascending.
    shown: Vec<usize>,
}

impl Copies {
    /// Folds rows into the first one of their story; those of a list in the order of time are near one another.
    fn fold(&mut self, rows: &[Summary], order: RowOrder) {
        let (mut heads, mut untold): (Vec<&Summary>, Vec<&Summary>) = (Vec::new(), Vec::new());
        let mut told: HashMap<StoryId, ArticleId> = HashMap::new();
        for row in rows {
            self.prints.entry(row.id).or_insert_with(|| Print::of(&row.title));
            let known = row.story.and_then(|story| told.get(&story)).copied();
            // Two whose stories are known are told apart by those alone.
            let others = if row.story.is_some() { &untold } else { &heads };
            let near = others
                .iter()
                .rev()
                .take(MAX_COMPARED)
                .take_while(|head| order != RowOrder::OfTime || apart(head, row) <= FAR);
            let head = known.or_else(|| near.copied().find(|head| self.tell_the_same(head, row)).map(|head| head.id));
            if let Some(story) = row.story {
                told.entry(story).or_insert(head.unwrap_or(row.id));
            }
            if let Some(head) = head {
                self.of.entry(head).or_default().push(row.id);
                self.heads.insert(row.id, head);
                continue;
            }
            heads.push(row);
            if row.story.is_none() {
                untold.push(row);
            }
        }
    }

    /// Lets a folded row stand for its story in the place of the first one.
    fn stand(&mut self, row: ArticleId) {
        let Some(head) = self.heads.remove(&row) else { return };
        let mut copies = self.of.remove(&head).unwrap_or_default();
        copies.iter_mut().filter(|copy| **copy == row).for_each(|copy| *copy = head);
        self.heads.extend(copies.iter().map(|copy| (*copy, row)));
        self.of.insert(row, copies);
    }

    /// Whether headlines of two papers tell the same.
    fn tell_the_same(&self, head: &Summary, row: &Summary) -> bool {
        let prints = self.prints.get(&head.id).zip(self.prints.get(&row.id));
        head.source != row.source
            && apart(head, row) <= FAR
            && prints.is_some_and(|(a, b)| {
                a.tells_the_same(b, [head, row].map(|row| row.teaser.as_deref().unwrap_or_default()))
            })
    }

    /// In how many other papers the story of a row stands.
    fn papers_besides(&self, head: &Summary, rows: &[Summary]) -> usize {
        let copies = self.of.get(&head.id).into_iter().flatten();
        let sources = copies.filter_map(|id| rows.get(*self.places.get(id)?)).map(|row| &row.source);
        sources.filter(|source| **source != head.source).collect::<HashSet<_>>().len()
    }
}

/// Seconds between two rows.
fn apart(a: &Summary, b: &Summary) -> i64 {
    (a.sort.0 - b.sort.0).abs()
}

impl ListPane {
    /// Finds copies anew after the rows changed.
    pub(super) fn group(&mut self) {
        let mut copies = std::mem::take(&mut self.copies);
        // Where a newer copy comes above the row that the user stands on, that row stays, and stands for both.
        let stands = self.current().map(|row| row.id).filter(|id| self.touched && !copies.heads.contains_key(id));
        copies.of.clear();
        copies.heads.clear();
        copies.places = self.rows.iter().enumerate().map(|(at, row)| (row.id, at)).collect();
        let places = &copies.places;
        copies.prints.retain(|id, _| places.contains_key(id));
        if self.first == 0 {
            let of_time = self.kind == ListKind::Articles && self.query.order.by_date();
            copies.fold(&self.rows, if of_time { RowOrder::OfTime } else { RowOrder::Any });
            if let Some(row) = stands {
                copies.stand(row);
            }
        }
        let heads = copies.of.keys().filter_map(|head| self.rows.get(*copies.places.get(head)?));
        copies.papers = heads.map(|head| (head.id, copies.papers_besides(head, &self.rows))).collect();
        let folded = |row: &Summary| !copies.spread && copies.heads.contains_key(&row.id);
        let shown = self.rows.iter().enumerate().filter(|(_, row)| !folded(row));
        copies.shown = shown.map(|(at, _)| self.first + at).collect();
        self.copies = copies;
    }

    /// Whether a row is folded into another.
    pub fn is_folded(&self, row: &Summary) -> bool {
        !self.copies.spread && self.copies.heads.contains_key(&row.id)
    }

    /// The rows that tell the same story as this one.
    pub fn copies_of(&self, id: ArticleId) -> Vec<&Summary> {
        let ids = self.copies.of.get(&id).into_iter().flatten();
        ids.filter_map(|id| self.rows.get(*self.copies.places.get(id)?)).collect()
    }

    /// In how many other papers the story of a row stands.
    pub fn other_papers(&self, row: &Summary) -> usize {
        self.copies.papers.get(&row.id).copied().unwrap_or(0)
    }

    /// Shows copies in their own places, or folds them again; tells whether they are shown now.
    pub fn spread_copies(&mut self) -> bool {
        self.copies.spread = !self.copies.spread;
        self.group();
        self.select(self.selected);
        self.copies.spread
    }

    /// Whether rows fold into those of their stories.
    pub(super) fn folds(&self) -> bool {
        !self.copies.spread
    }

    /// These articles and the copies folded into them: what is read in one paper is read in all.
    pub fn with_copies(&self, ids: &[ArticleId]) -> Vec<ArticleId> {
        let mut all = ids.to_vec();
        if !self.copies.spread {
            let mut there: HashSet<ArticleId> = ids.iter().copied().collect();
            let copies = ids.iter().filter_map(|id| self.copies.of.get(id)).flatten();
            all.extend(copies.copied().filter(|copy| there.insert(*copy)));
        }
        all
    }

    /// Which of the rows that are shown is selected, from 1, and how many there are. Copies count with their story: how many
    /// stories there are is told only while all rows are held.
    pub fn position(&self) -> (usize, Option<usize>) {
        let above = self.copies.shown.partition_point(|number| *number <= self.selected());
        let all = self.rows.len() >= self.total;
        let many = if self.copies.spread { Some(self.total) } else { all.then_some(self.copies.shown.len()) };
        (self.first + above, many)
    }

    /// The last position that is held.
    pub(super) fn last_position(&self) -> usize {
        self.first + self.copies.shown.len()
    }

    /// The number of the row at a position, if it is held.
    pub(super) fn number_at(&self, position: usize) -> Option<usize> {
        self.copies.shown.get(position.checked_sub(self.first + 1)?).copied()
    }

    /// The number of the nearest row in sight from `number` on.
    pub(super) fn shown_from(&self, number: usize, way: Way) -> Option<usize> {
        let shown = &self.copies.shown;
        let at = match way {
            Way::Forward => shown.partition_point(|shown| *shown < number),
            Way::Backward => shown.partition_point(|shown| *shown <= number).checked_sub(1)?,
        };
        shown.get(at).copied()
    }

    /// The number of the row that stands for the story of a folded one.
    pub(super) fn head_of(&self, number: usize) -> Option<usize> {
        let row = self.row(number).filter(|row| self.is_folded(row))?;
        Some(self.first + self.copies.places.get(self.copies.heads.get(&row.id)?)?)
    }
}

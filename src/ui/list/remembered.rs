//! The lines of rows, remembered. Each key lays out the rows in sight, which are mostly those of the key before.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{ArticleId, Language, Summary, Timestamp};
use crate::ui::widgets::signs::Signs;

use super::row::{RowLines, is_short};
use super::{ListPane, RowSetting, Style};

/// Most rows, and most days, whose lines are remembered.
const MAX_REMEMBERED: usize = 512;

/// What the lines of all rows depend on.
#[derive(Debug, Clone, PartialEq)]
struct Ground {
    width: u16,
    short: bool,
    has_days: bool,
    today: i64,
    language: Language,
    signs: Signs,
    style: Style,
}

impl Ground {
    fn of(list: &ListPane, with: &RowSetting<'_>) -> Self {
        Self {
            width: with.width,
            short: is_short(with),
            has_days: list.has_days(),
            today: with.now.vietnam_day(),
            language: with.words.language,
            signs: *with.signs,
            style: list.style.clone(),
        }
    }

    /// Whether it is that of a list, without making one to compare with.
    fn is_of(&self, list: &ListPane, with: &RowSetting<'_>) -> bool {
        let Self { width, short, has_days, today, language, signs, style } = self;
        (*width, *short, *has_days) == (with.width, is_short(with), list.has_days())
            && (*today, *language) == (with.now.vietnam_day(), with.words.language)
            && signs == with.signs
            && *style == list.style
    }
}

/// The lines of a row, and what they depend on besides.
#[derive(Debug)]
struct KnownRow {
    row: Summary,
    /// Of the hit that it is: the snippet, and where the first word that was found stands in it.
    snippet: Option<(String, Option<(usize, usize)>)>,
    /// Its source and its section, where they are told.
    names: Vec<String>,
    minute: i64,
    papers: usize,
    chosen: bool,
    lines: RowLines,
}

impl KnownRow {
    fn of(list: &ListPane, number: usize, row: &Summary, with: &RowSetting<'_>) -> Self {
        Self {
            row: row.clone(),
            snippet: list.hit(number).map(|hit| (hit.snippet.clone(), hit.marks.first().copied())),
            names: names(list, row, with).map(str::to_owned).collect(),
            minute: minute(row, with.now),
            papers: list.other_papers(row),
            chosen: list.chosen.contains(&row.id),
            lines: list.row_lines(number, row, with),
        }
    }

    /// Whether a row is still what its lines were laid for.
    fn is_of(&self, list: &ListPane, number: usize, row: &Summary, with: &RowSetting<'_>) -> bool {
        self.minute == minute(row, with.now)
            && self.papers == list.other_papers(row)
            && self.chosen == list.chosen.contains(&row.id)
            && self.snippet.as_ref().map(|(text, hit)| (text.as_str(), hit.as_ref()))
                == list.hit(number).map(|hit| (hit.snippet.as_str(), hit.marks.first()))
            && names(list, row, with).eq(self.names.iter().map(String::as_str))
            && self.row == *row
    }
}

/// Lines of rows and of days.
#[derive(Debug, Default)]
pub(super) struct RowMemory {
    ground: Option<Ground>,
    rows: HashMap<ArticleId, KnownRow>,
    days: HashMap<i64, RowLines>,
}

impl RowMemory {
    /// Forgets all lines where something changed that all of them depend on.
    pub(super) fn stand_on(&mut self, list: &ListPane, with: &RowSetting<'_>) {
        if self.ground.as_ref().is_none_or(|ground| !ground.is_of(list, with)) {
            *self = Self { ground: Some(Ground::of(list, with)), ..Self::default() };
        }
    }

    /// The lines of a row.
    pub(super) fn of(&mut self, list: &ListPane, number: usize, row: &Summary, with: &RowSetting<'_>) -> RowLines {
        if let Some(known) = self.rows.get(&row.id).filter(|known| known.is_of(list, number, row, with)) {
            return Arc::clone(&known.lines);
        }
        if self.rows.len() >= MAX_REMEMBERED {
            self.rows.clear();
        }
        let known = KnownRow::of(list, number, row, with);
        let lines = Arc::clone(&known.lines);
        self.rows.insert(row.id, known);
        lines
    }

    /// The heading of a day, laid by `lay` where it is not known.
    pub(super) fn of_day(&mut self, day: i64, lay: impl FnOnce() -> RowLines) -> RowLines {
        if self.days.len() >= MAX_REMEMBERED {
            self.days.clear();
        }
        Arc::clone(self.days.entry(day).or_insert_with(lay))
    }
}

/// The names that stand in the facts of a row.
fn names<'a>(list: &'a ListPane, row: &'a Summary, with: &'a RowSetting<'_>) -> impl Iterator<Item = &'a str> {
    list.style.facts.iter().filter_map(move |fact| list.name_of(row, *fact, with))
}

/// Minutes that a row is old: its age changes with them, and with the day.
fn minute(row: &Summary, now: Timestamp) -> i64 {
    row.published.map_or(0, |moment| (now.0 - moment.at.0) / 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::list::LineLook;

    #[test]
    fn no_more_lines_are_remembered_than_a_list_can_need() {
        let mut memory = RowMemory::default();
        for day in (0..).take(MAX_REMEMBERED + 1) {
            memory.of_day(day, || RowLines::from([LineLook::Gap]));
        }
        assert_eq!(memory.days.len(), 1);
    }
}

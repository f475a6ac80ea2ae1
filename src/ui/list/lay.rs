//! Which lines of which rows are in sight. Wrapping happens here, in `update`, never in drawing.

use std::ops::Range;

use crate::model::article::NO_DATE;
use crate::model::{Fit, Looseness, Offline, Order, Summary, Timestamp};
use crate::text::width::{Ambiguous, cells, shorten};
use crate::text::wrap;
use crate::ui::theme::Meaning;
use crate::ui::when;
use crate::ui::widgets::signs::Signs;
use crate::ui::words::Words;

use super::titles::TitleLines;
use super::{Density, ListKind, ListPane, RowFact};

/// Most lines of a title.
const TITLE_LINES: usize = 2;
/// Most lines of a snippet.
const SNIPPET_LINES: usize = 2;
/// From so many cells on the marks of a row are told in words, too.
const WORDED: usize = 30;
/// From so many cells on a row of one line tells its time.
const TAILED: usize = 36;
/// … and its paper.
const NAMED: usize = 72;
/// A name of fewer cells than this says nothing.
const LEAST_NAME: usize = 6;
/// Cells before a title: the bar of the selected row, the mark of an unread one, a space.
pub(super) const GUTTER: u16 = 3;

/// One line in sight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laid {
    /// The row it belongs to; `None` for day headings and gaps.
    pub row: Option<usize>,
    /// What it shows.
    pub look: LineLook,
}

/// What a line shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineLook {
    /// A day heading.
    Day(String),
    /// A line of the title: byte range, and whether it is the first line.
    Title {
        /// Bytes of the title.
        range: Range<usize>,
        /// Whether the marks stand here.
        first: bool,
        /// Whether the title goes on and is cut here.
        cut: bool,
        /// What stands at the right edge of a row of one line, each part with its look.
        tail: Vec<(String, Meaning)>,
    },
    /// A line of the snippet: byte range of it.
    Snippet(Range<usize>),
    /// The facts, and the marks after them.
    Foot {
        /// Source, section, age.
        text: String,
        /// Marks, each with its look.
        tags: Vec<(String, Meaning)>,
    },
    /// Nothing.
    Gap,
}

/// What the rows are laid out with.
pub struct RowSetting<'a> {
    /// Cells of a line.
    pub width: u16,
    /// Lines.
    pub height: u16,
    /// The present instant.
    pub now: Timestamp,
    /// The phrases.
    pub words: &'a Words,
    /// The signs.
    pub signs: &'a Signs,
    /// The name of a row's source or section, where it is worth a word.
    pub name: &'a dyn Fn(&Summary, RowFact) -> Option<String>,
}

impl ListPane {
    /// Lays out the rows in sight, scrolling just enough to show the selected one.
    pub fn lay_out(&mut self, with: &RowSetting<'_>) {
        self.height = usize::from(with.height);
        self.laid.clear();
        if self.height == 0 || with.width == 0 || self.rows.is_empty() {
            return;
        }
        let mut titles = std::mem::take(&mut self.titles);
        self.lay_rows(with, &mut titles);
        self.titles = titles;
    }

    fn lay_rows(&mut self, with: &RowSetting<'_>, titles: &mut TitleLines) {
        let height = self.height;
        self.top = self.top.clamp(self.first, self.selected.max(self.first));
        self.top = self.top.max(self.selected.saturating_sub(height));
        let mut lines = Vec::new();
        let mut starts: Vec<(usize, usize)> = Vec::new();
        let mut number = self.top;
        let mut selected_end = usize::MAX;
        let mut heading = None;
        // Rows from `top` on until the screen is full and the selected row is whole.
        while let Some(row) = self.row(number) {
            if lines.len() >= height && number > self.selected {
                break;
            }
            if self.is_folded(row) && number != self.selected {
                number += 1;
                continue;
            }
            starts.push((number, lines.len()));
            let wanted = self.heading(number, row, with);
            if wanted.is_some() && wanted != heading {
                heading.clone_from(&wanted);
                lines.extend(wanted.map(|text| Laid { row: None, look: LineLook::Day(text) }));
            }
            self.lay_row(number, with, titles, &mut lines);
            if number == self.selected {
                selected_end = lines.len();
            }
            number += 1;
        }
        // Scroll: drop whole rows from the top until the selected one fits.
        let excess = selected_end.saturating_sub(height);
        if selected_end != usize::MAX && excess > 0 {
            let cut = starts.iter().find(|(n, at)| *at >= excess || *n == self.selected);
            if let Some((number, _)) = cut.copied()
                && number > self.top
            {
                self.top = number;
                return self.lay_rows(with, titles);
            }
        }
        lines.truncate(height);
        self.laid = lines;
    }

    /// What stands above rows that belong together: the day, the source, or how hits fit.
    fn heading(&self, number: usize, row: &Summary, with: &RowSetting<'_>) -> Option<String> {
        match (&self.kind, self.query.order) {
            (ListKind::Hits(_), _) => match self.hit(number)?.fit {
                Fit::Exact => None,
                Fit::Synonym => Some(with.words.say("hits-synonym")),
                Fit::Loose => Some(with.words.count(divider(self.looseness), self.loose)),
            },
            (_, Order::Title | Order::Opened) => None,
            (_, Order::Source) => (with.name)(row, RowFact::Source),
            (_, Order::Newest | Order::Oldest) if row.sort == NO_DATE || row.published.is_none() => {
                Some(with.words.say("day-none"))
            }
            (_, Order::Newest | Order::Oldest) => Some(when::day(with.words, row.sort, with.now)),
        }
    }

    /// Whether rows stand under headings of their days.
    fn has_days(&self) -> bool {
        !matches!(self.kind, ListKind::Hits(_)) && matches!(self.query.order, Order::Newest | Order::Oldest)
    }

    fn lay_row(&self, number: usize, with: &RowSetting<'_>, titles: &mut TitleLines, lines: &mut Vec<Laid>) {
        let Some(row) = self.row(number) else { return };
        let room = room(with);
        if self.style.density == Density::Compact {
            return lines.push(self.compact_line(number, row, with, titles));
        }
        let short = with.height < 8;
        let most = if short { 1 } else { TITLE_LINES };
        for (at, (range, cut)) in titles.of(&row.title, room, most).iter().enumerate() {
            let look = LineLook::Title { range: range.clone(), first: at == 0, cut: *cut, tail: Vec::new() };
            lines.push(Laid { row: Some(number), look });
        }
        if row.title.is_empty() {
            let look = LineLook::Title { range: 0..0, first: true, cut: false, tail: Vec::new() };
            lines.push(Laid { row: Some(number), look });
        }
        if let Some(hit) = self.hit(number).filter(|_| !short) {
            for range in wrap::wrap(&hit.snippet, room, &wrap::Options::default()).into_iter().take(SNIPPET_LINES) {
                lines.push(Laid { row: Some(number), look: LineLook::Snippet(range) });
            }
        }
        if !short {
            let tags = self.tags(row, with, room);
            let taken = tags.iter().map(|(tag, _)| cells(tag) + 1).sum::<usize>();
            let text = foot(&self.facts(row, with), room.saturating_sub(taken + 1));
            lines.push(Laid { row: Some(number), look: LineLook::Foot { text, tags } });
            lines.push(Laid { row: None, look: LineLook::Gap });
        }
    }

    /// A row of one line: as much of the title as there is room for beside its time and its marks.
    fn compact_line(&self, number: usize, row: &Summary, with: &RowSetting<'_>, titles: &mut TitleLines) -> Laid {
        let room = room(with);
        let mut tail = Vec::new();
        if room >= TAILED {
            // Signs only: words would leave the title no room.
            tail = self.tags(row, with, 0);
            let names = if room >= NAMED { room / 4 } else { 0 };
            // What has no date stands under a heading that says so.
            let fits = |(_, stays): &(String, bool)| if *stays { row.published.is_some() } else { names > 0 };
            let times: Vec<(String, bool)> = self.facts(row, with).into_iter().filter(fits).collect();
            let stay: usize = times.iter().filter(|(_, stays)| *stays).map(|(text, _)| cells(text) + 3).sum();
            tail.push((foot(&times, stay + names), Meaning::Muted));
        }
        let taken: usize = tail.iter().map(|(text, _)| cells(text) + 1).sum();
        let found = titles.of(&row.title, room.saturating_sub(taken).max(1), 1).first();
        let (range, cut) = found.cloned().unwrap_or_default();
        Laid { row: Some(number), look: LineLook::Title { range, first: true, cut, tail } }
    }

    /// The facts under a title; times keep their place when there is little room.
    fn facts(&self, row: &Summary, with: &RowSetting<'_>) -> Vec<(String, bool)> {
        let stamp = |moment| when::stamp(moment, with.now);
        let age = |moment| when::age(with.words, moment, with.now);
        let told = |how: &dyn Fn(crate::model::Moment) -> String| match row.published {
            Some(moment) => Some((how(moment), true)),
            // When loa first saw an article is not when it appeared; a heading may say so for all of them.
            None => (!self.has_days()).then(|| (with.words.say("age-none"), true)),
        };
        let fact = |fact: &RowFact| match fact {
            RowFact::Date => told(&stamp),
            RowFact::Age if self.style.absolute_dates => told(&stamp),
            RowFact::Age => told(&age),
            RowFact::Source | RowFact::Section => (with.name)(row, *fact).map(|name| (name, false)),
        };
        self.style.facts.iter().filter_map(fact).collect()
    }

    /// The marks of a row: sign and, where there is room, word.
    fn tags(&self, row: &Summary, with: &RowSetting<'_>, room: usize) -> Vec<(String, Meaning)> {
        let (words, signs) = (with.words, with.signs);
        let worded =
            |sign: &str, id: &str| if room >= WORDED { format!("{sign} {}", words.say(id)) } else { sign.to_owned() };
        let mut tags = Vec::new();
        if self.style.new_since.is_some_and(|since| row.seen >= since) && !row.read {
            tags.push((words.say("mark-new"), Meaning::Good));
        }
        match self.other_papers(row) {
            0 => {}
            others if room >= WORDED => tags.push((words.count("mark-copies", others), Meaning::Accent)),
            others => tags.push((format!("+{others}"), Meaning::Accent)),
        }
        // A read one has its star in the margin.
        if row.starred && (!row.read || self.chosen.contains(&row.id)) {
            tags.push((signs.star.to_owned(), Meaning::Star));
        }
        tags.extend(label_tag(row, signs.label, room).map(|tag| (tag, Meaning::Star)));
        if row.published.is_some_and(|moment| moment.is_ahead_of(row.seen)) {
            tags.push((words.say("mark-ahead"), Meaning::Warning));
        }
        if row.edited {
            tags.push((worded(signs.edited, "reader-edited"), Meaning::Warning));
        }
        if row.removed {
            tags.push((worded(signs.removed, "mark-removed"), Meaning::Warning));
        }
        let sign = signs.offline(row.offline);
        match row.offline {
            // Marked is what cannot be read with no network.
            Offline::Full => {}
            Offline::Listed if room == 0 => {}
            Offline::Listed => tags.push((words.say("mark-listed"), Meaning::Faint)),
            Offline::Partial => tags.push((worded(sign, "mark-partial"), Meaning::Warning)),
            Offline::Failed => tags.push((worded(sign, "mark-failed"), Meaning::Warning)),
            Offline::Blocked => tags.push((worded(sign, "mark-blocked"), Meaning::Warning)),
            Offline::Gone => tags.push((worded(sign, "mark-gone"), Meaning::Faint)),
        }
        tags
    }
}

/// Cells of a row's text.
fn room(with: &RowSetting<'_>) -> usize {
    usize::from(with.width.saturating_sub(GUTTER + 1)).max(1)
}

/// The labels of a row in a third of its room, where that is enough for a name; else their sign alone.
fn label_tag(row: &Summary, sign: &str, room: usize) -> Option<String> {
    let names = row.labels.iter().map(|label| format!("{sign}{label}")).collect::<Vec<_>>().join(" ");
    let shown = if room < WORDED { sign.to_owned() } else { shorten(&names, room / 3, Ambiguous::default()) };
    Some(shown).filter(|_| !names.is_empty())
}

/// Facts in `room` cells: those that may give way do, the last first.
fn foot(facts: &[(String, bool)], room: usize) -> String {
    let line = |facts: &[(String, bool)]| facts.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(" · ");
    let mut facts = facts.to_vec();
    loop {
        let text = line(&facts);
        if cells(&text) <= room {
            return text;
        }
        let many = facts.iter().filter(|(_, stays)| !stays).count();
        let Some(at) = facts.iter().rposition(|(_, stays)| !stays) else { return text };
        let left = (room + cells(&facts[at].0)).saturating_sub(cells(&text));
        if many == 1 && left >= LEAST_NAME {
            facts[at].0 = shorten(&facts[at].0, left, Ambiguous::default());
            return line(&facts);
        }
        facts.remove(at);
    }
}

/// What is said above the hits that fit loosely.
fn divider(looseness: Looseness) -> &'static str {
    match looseness {
        Looseness::Marks => "hits-loose",
        Looseness::Borders => "hits-loose-borders",
        Looseness::Either => "hits-loose-either",
    }
}

//! The lines of one row: its title, a piece of its text, the facts under it, its marks.

use std::ops::Range;
use std::sync::Arc;

use crate::model::{Moment, Offline, Order, Scope, Summary};
use crate::text::width::{Ambiguous, cells, shorten};
use crate::text::wrap;
use crate::ui::theme::Meaning;
use crate::ui::when;

use super::titles::title_lines;
use super::{Density, ListKind, ListPane, RowFact, RowSetting};

/// Most lines of a title.
const TITLE_LINES: usize = 2;
/// In a list of fewer lines rows have one line.
const LEAST_HEIGHT: u16 = 8;
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

/// The lines of a row or of a heading.
pub(super) type RowLines = Arc<[LineLook]>;

impl ListPane {
    /// The lines of a row.
    pub(super) fn row_lines(&self, number: usize, row: &Summary, with: &RowSetting<'_>) -> RowLines {
        if self.style.density == Density::Compact {
            return RowLines::from([self.compact_line(row, with)]);
        }
        let (room, short) = (room(with), is_short(with));
        let titled = |(at, (range, cut)): (usize, (Range<usize>, bool))| LineLook::Title {
            range,
            first: at == 0,
            cut,
            tail: Vec::new(),
        };
        let most = if short { 1 } else { TITLE_LINES };
        let mut lines: Vec<LineLook> =
            title_lines(&row.title, room, most).into_iter().enumerate().map(titled).collect();
        if row.title.is_empty() {
            lines.push(titled((0, (0..0, false))));
        }
        if short {
            return lines.into();
        }
        if let Some(hit) = self.hit(number) {
            let pieces = wrap::wrap(&hit.snippet, room, &wrap::Options::default());
            lines.extend(in_sight(pieces, hit.marks.first()).map(LineLook::Snippet));
        }
        let tags = self.tags(row, with, room);
        let text = foot(&self.facts(row, with), room.saturating_sub(cells_of(&tags) + 1));
        lines.extend([LineLook::Foot { text, tags }, LineLook::Gap]);
        lines.into()
    }

    /// A row of one line: as much of the title as there is room for beside its time and its marks.
    fn compact_line(&self, row: &Summary, with: &RowSetting<'_>) -> LineLook {
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
            tail.extend(
                Some(foot(&times, stay + names)).filter(|text| !text.is_empty()).map(|text| (text, Meaning::Muted)),
            );
            // The title keeps half of the row: the first marks say least beside the dot and the day.
            while tail.len() > 1 && cells_of(&tail) > room / 2 {
                tail.remove(0);
            }
        } else if row.starred && (!row.read || self.chosen.contains(&row.id)) {
            // What a key has just done is seen in any width.
            tail.push((with.signs.star.to_owned(), Meaning::Star));
        }
        let beside = room.saturating_sub(cells_of(&tail)).max(1);
        let (range, cut) = title_lines(&row.title, beside, 1).into_iter().next().unwrap_or_default();
        LineLook::Title { range, first: true, cut, tail }
    }

    /// The name of a row's source or section, where it is worth a word.
    pub(super) fn name_of<'a>(&self, row: &'a Summary, fact: RowFact, with: &RowSetting<'a>) -> Option<&'a str> {
        let scope = Some(&self.query.scope).filter(|_| self.kind == ListKind::Articles);
        match (scope, fact) {
            (_, RowFact::Age | RowFact::Date)
            | (Some(Scope::Section(..)), _)
            | (Some(Scope::Source(_)), RowFact::Source) => None,
            (_, RowFact::Source) => Some(with.sources.paper_of(row)),
            (_, RowFact::Section) => Some(with.sources.section_name(&row.source, &row.section)),
        }
    }

    /// Whether rows stand under headings of their days.
    pub(super) fn has_days(&self) -> bool {
        self.kind == ListKind::Articles && matches!(self.query.order, Order::Newest | Order::Oldest)
    }

    /// How old a row is. One of one line that stands under its day does not say the day again.
    fn age(&self, moment: Moment, with: &RowSetting<'_>) -> String {
        let under_day = self.style.density == Density::Compact && self.has_days();
        match (under_day, self.style.absolute_dates) {
            (true, true) => when::time(moment),
            (true, false) => when::age_within_day(with.words, moment, with.now),
            (false, true) => when::stamp(moment, with.now),
            (false, false) => when::age(with.words, moment, with.now),
        }
    }

    /// The facts under a title; times keep their place when there is little room.
    fn facts(&self, row: &Summary, with: &RowSetting<'_>) -> Vec<(String, bool)> {
        let stamp = |moment| when::stamp(moment, with.now);
        let age = |moment| self.age(moment, with);
        let told = |how: &dyn Fn(Moment) -> String| match row.published {
            Some(moment) => Some((how(moment), true)),
            // When loa first saw an article is not when it appeared; a heading may say so for all of them.
            None => (!self.has_days()).then(|| (with.words.say("age-none"), true)),
        };
        let fact = |fact: &RowFact| match fact {
            RowFact::Date => told(&stamp),
            RowFact::Age => told(&age),
            RowFact::Source | RowFact::Section => Some((self.name_of(row, *fact, with)?.to_owned(), false)),
        };
        self.style.facts.iter().filter_map(fact).filter(|(text, _)| !text.is_empty()).collect()
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
            tags.push((worded(signs.ahead, "mark-ahead"), Meaning::Warning));
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

/// The lines of a snippet that are shown: the first ones, or those down to the first hit, given as bytes of the snippet.
fn in_sight(pieces: Vec<Range<usize>>, hit: Option<&(usize, usize)>) -> impl Iterator<Item = Range<usize>> {
    let at = hit.and_then(|(_, end)| pieces.iter().position(|piece| *end <= piece.end)).unwrap_or(0);
    pieces.into_iter().skip((at + 1).saturating_sub(SNIPPET_LINES)).take(SNIPPET_LINES)
}

/// Cells of a row's text.
fn room(with: &RowSetting<'_>) -> usize {
    usize::from(with.width.saturating_sub(GUTTER + 1)).max(1)
}

/// Whether the list is so low that rows have their title alone.
pub(super) fn is_short(with: &RowSetting<'_>) -> bool {
    with.height < LEAST_HEIGHT
}

/// Cells of marks, with the one before each.
fn cells_of(tags: &[(String, Meaning)]) -> usize {
    tags.iter().map(|(tag, _)| cells(tag) + 1).sum()
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

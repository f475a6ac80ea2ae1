//! The tour: five things to do, each told above the status line until it is done. And the card of a first start.

use crate::text::width::cells;
use crate::text::wrap;
use crate::ui::Ui;
use crate::ui::layout::{Area, Pane};
use crate::ui::theme::Meaning;
use crate::ui::widgets::pen::Pen;
use crate::ui::words::PhraseValue;

/// What is to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum TourStep {
    /// Choose another article of the list.
    Choose,
    /// Open it.
    Open,
    /// Give it a star.
    Star,
    /// Go back to the list.
    Back,
    /// Search the archive.
    Search,
    /// Nothing more.
    Over,
}

const LESSONS: [TourStep; 5] = [TourStep::Choose, TourStep::Open, TourStep::Star, TourStep::Back, TourStep::Search];

impl TourStep {
    fn next(self) -> Self {
        let at = LESSONS.iter().position(|lesson| *lesson == self).unwrap_or(LESSONS.len());
        LESSONS.get(at + 1).copied().unwrap_or(Self::Over)
    }

    /// The phrase, and the action whose key it names.
    fn phrase(self) -> (&'static str, &'static str) {
        match self {
            Self::Choose => ("tour-choose", "down"),
            Self::Open => ("tour-open", "open"),
            Self::Star => ("tour-star", "toggle-star"),
            Self::Back => ("tour-back", "back"),
            Self::Search => ("tour-search", "search"),
            Self::Over => ("tour-over", "help"),
        }
    }
}

/// The tour, while it is walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) struct Tour {
    lesson: TourStep,
    /// The selected row when it began.
    row: usize,
}

/// What lay under the card of a first start until now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum Uncovered {
    Nothing,
    List,
}

/// The actions that the card of a first start names.
const CARD: [&str; 8] = ["down", "open", "back", "search", "toggle-star", "refresh-all", "browser", "help"];

impl Ui {
    /// Begins the tour, or ends it.
    pub(in crate::ui) fn toggle_tour(&mut self) {
        self.panels.tour = match self.panels.tour {
            Some(_) => None,
            None => Some(Tour { lesson: TourStep::Choose, row: self.list.selected() }),
        };
    }

    /// Goes on to the next lesson when the present one is done.
    pub(in crate::ui) fn walk_tour(&mut self) {
        let Some(Tour { lesson, row }) = self.panels.tour else { return };
        let done = match lesson {
            TourStep::Choose => self.list.selected() != row && self.shell.panes.focus == Pane::List,
            TourStep::Open => self.shell.panes.focus == Pane::Reader && self.reader.shown().is_some(),
            TourStep::Star => {
                self.reader.article.as_ref().is_some_and(|article| article.row.starred)
                    || self.list.current().is_some_and(|row| row.starred)
            }
            TourStep::Back => self.shell.panes.focus == Pane::List,
            TourStep::Search => {
                self.prompts.open.is_none()
                    && self.search.running.as_ref().is_some_and(|search| !search.text.is_empty())
            }
            TourStep::Over => false,
        };
        if done {
            self.panels.tour = Some(Tour { lesson: lesson.next(), row });
        }
    }

    /// A key was pressed: the card of a first start goes where there is something else to see in its place, and so does the
    /// tour's last word.
    pub(in crate::ui) fn leave_card(&mut self) -> Uncovered {
        let covers_list = self.panels.card && self.shell.panes.layout.reader.is_none();
        self.panels.card &= self.sources.counts.total == 0 && self.shell.panes.layout.reader.is_some();
        if self.panels.tour.is_some_and(|tour| tour.lesson == TourStep::Over) {
            self.panels.tour = None;
        }
        if covers_list && self.list.total > 0 { Uncovered::List } else { Uncovered::Nothing }
    }

    /// What the tour says now: which lesson of how many, and what to do.
    fn lesson(&self) -> Option<(String, String)> {
        let Tour { lesson, .. } = self.panels.tour?;
        let at = LESSONS.iter().position(|one| *one == lesson);
        let (phrase, action) = lesson.phrase();
        let key = self.keys.map.keys_of(action).into_iter().next().unwrap_or_default();
        let number = at.map_or_else(String::new, |at| format!("{}/{}", at + 1, LESSONS.len()));
        Some((number, self.shell.words.with(phrase, &[("key", PhraseValue::Text(&key))])))
    }

    /// Rows of the tour above the status line.
    pub(in crate::ui) fn tour_rows(&self) -> Vec<(String, String)> {
        let Some((number, text)) = self.lesson() else { return Vec::new() };
        let room = usize::from(self.shell.panes.size.0).saturating_sub(cells(&number) + 6).max(8);
        let lines = wrap::wrap(&text, room, &wrap::Options::default());
        let row = |(at, range): (usize, std::ops::Range<usize>)| {
            (if at == 0 { number.clone() } else { String::new() }, text[range].to_owned())
        };
        lines.into_iter().enumerate().map(row).collect()
    }

    /// Where the card of a first start stands: in the place of an article; with one pane, in that of the list.
    pub(in crate::ui) fn card_area(&self) -> Option<Area> {
        let layout = &self.shell.panes.layout;
        layout.reader.or(layout.list).filter(|_| self.panels.card)
    }

    /// The card of a first start.
    pub(in crate::ui) fn draw_card(&self, pen: &mut Pen<'_>, area: Area) {
        let x = area.x + 2.min(area.width);
        let room = area.width.saturating_sub(4);
        let mut y = area.y + area.height.saturating_sub(12) / 3;
        let end = area.y + area.height;
        pen.line(x, y, room, &self.shell.words.say("card-title"), Meaning::Headline);
        y += 2;
        let rows = CARD.map(|name| {
            let keys = self.keys.map.keys_of(name).into_iter().next().unwrap_or_default();
            (keys, self.shell.words.say(&format!("do-{name}")))
        });
        let label = u16::try_from(rows.iter().map(|(keys, _)| cells(keys)).max().unwrap_or(0)).unwrap_or(0) + 2;
        for (keys, help) in rows.iter().filter(|(keys, _)| !keys.is_empty()) {
            if y < end {
                pen.line(x, y, label, keys, Meaning::Accent);
                pen.line(x + label, y, room.saturating_sub(label), help, Meaning::Text);
            }
            y += 1;
        }
        if y + 1 < end {
            pen.line(x, y + 1, room, &self.shell.words.say("card-tour"), Meaning::Muted);
        }
    }
}

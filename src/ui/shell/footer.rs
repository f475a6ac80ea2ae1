//! The footer: what the keys do where the user is, as many of them as there is room for. Each can be clicked.

use crate::text::width::cells;
use crate::ui::Ui;
use crate::ui::action::Action;
use crate::ui::layout::{Area, Pane};
use crate::ui::table::named;
use crate::ui::theme::Meaning;
use crate::ui::widgets::pen::Pen;

use super::status::{BESIDE_FACTS, StatusWords};

/// An action by its name, and the short phrase for what it does here.
type Hint = (&'static str, &'static str);

/// Cells between two hints.
const GAP: usize = 3;

/// From so many cells on there is room for facts and keys.
const ROOMY_FOOTER: u16 = 100;
/// Keys that how much is unread leaves room for, and those that the place in the list does.
const KEYS_BEFORE_COUNT: usize = 4;
const KEYS_BEFORE_PLACE: usize = 2;

/// From so many cells on the footer counts what is unread: beside a list, and beside an article, whose keys go first.
const UNREAD_BESIDE_LIST: u16 = 50;
const UNREAD_BESIDE_ARTICLE: u16 = 100;

/// The hint for what runs in the background, second in every footer.
const STOP: Hint = ("stop", "foot-stop");

const LIST: &[Hint] = &[
    ("open", "foot-read"),
    ("search", "foot-search"),
    ("toggle-star", "foot-star"),
    ("refresh-all", "foot-refresh"),
    ("quit", "foot-quit"),
    ("help", "foot-help"),
];
const READER: &[Hint] = &[
    ("back", "foot-to-list"),
    ("next-article", "foot-next"),
    ("find", "foot-find"),
    ("toggle-star", "foot-star"),
    ("browser", "foot-browser"),
    ("save", "foot-save"),
    ("help", "foot-help"),
];
const FOUND: &[Hint] = &[
    ("next-hit", "foot-next-spot"),
    ("previous-hit", "foot-previous-spot"),
    ("close", "foot-end-find"),
    ("find", "foot-find"),
    ("back", "foot-to-list"),
    ("help", "foot-help"),
];
const PAGE: &[Hint] = &[("raw", "foot-to-article"), ("find", "foot-find"), ("help", "foot-help")];
const SOURCES: &[Hint] = &[
    ("open", "foot-open"),
    ("right", "foot-to-list"),
    ("add-source", "foot-add-source"),
    ("refresh", "foot-refresh"),
    ("troubles", "foot-troubles"),
    ("quit", "foot-quit"),
    ("help", "foot-help"),
];
const DOCUMENTS: &[Hint] = &[
    ("open", "foot-open"),
    ("right", "foot-to-list"),
    ("sort", "foot-order"),
    ("documents", "foot-follow"),
    ("quit", "foot-quit"),
    ("help", "foot-help"),
];
const SEARCH: &[Hint] = &[
    ("open", "foot-read"),
    ("next-hit", "foot-next-hit"),
    ("search", "foot-search"),
    ("close", "foot-to-list"),
    ("sort-hits", "foot-sort-hits"),
    ("loose-hits", "foot-loose-hits"),
    ("case", "foot-case"),
    ("save-search", "foot-keep-search"),
    ("help", "foot-help"),
];
const LINES: &[Hint] = &[
    ("copy-address", "foot-copy-quote"),
    ("note", "foot-note"),
    ("down", "foot-extend"),
    ("close", "foot-choose-none"),
    ("browser", "foot-other-end"),
    ("help", "foot-help"),
];
const SELECTION: &[Hint] = &[
    ("toggle-star", "foot-star"),
    ("down", "foot-extend"),
    ("toggle-read", "foot-mark-read"),
    ("select", "foot-end-range"),
    ("close", "foot-choose-none"),
    ("help", "foot-help"),
];

/// A hint at its place.
struct PlacedHint {
    x: u16,
    width: u16,
    key: String,
    phrase: String,
    action: Action,
}

impl Ui {
    /// The hints for where the user is; none while a panel lies there, whose foot tells its own keys.
    fn hints(&self) -> &'static [Hint] {
        match self.shell.panes.focus {
            _ if self.panels.is_open() => &[],
            Pane::Reader if self.reader.is_raw() => PAGE,
            Pane::Reader if self.reader.is_choosing() => LINES,
            Pane::Reader if self.reader.spot.is_some() => FOUND,
            Pane::Reader => READER,
            Pane::Sources if self.sources.is_at_documents() => DOCUMENTS,
            Pane::Sources => SOURCES,
            Pane::List if !self.list.chosen.is_empty() => SELECTION,
            Pane::List if self.search.running.is_some() => SEARCH,
            Pane::List => LIST,
        }
    }

    /// As many hints as fit in `area`. The last one, which leads to all others, comes first in the claim for room.
    fn placed_hints(&self, area: Area) -> Vec<PlacedHint> {
        let named = |(name, phrase): &Hint| {
            let action = named(name)?.action;
            let key = self.keys.map.key_here(&self.scopes(), name, action)?;
            let phrase = self.shell.words.say(phrase);
            let width = u16::try_from(cells(&key) + 1 + cells(&phrase)).ok()?;
            Some(PlacedHint { x: 0, width, key, phrase, action })
        };
        let hints = self.hints().iter();
        let stop = Some(&STOP).filter(|_| self.refresh.runs() && !self.panels.is_open());
        let mut all: Vec<PlacedHint> =
            hints.clone().take(1).chain(stop).chain(hints.skip(1)).filter_map(named).collect();
        let Some(last) = all.pop().filter(|last| last.width <= area.width) else { return Vec::new() };
        let gap = u16::try_from(GAP).unwrap_or(0);
        let mut room = area.width - last.width;
        let mut placed: Vec<PlacedHint> = Vec::new();
        for hint in all {
            // One that is too long leaves its room to a shorter one behind it.
            let Some(rest) = room.checked_sub(hint.width + gap) else { continue };
            room = rest;
            placed.push(hint);
        }
        placed.push(last);
        let mut x = area.x;
        for hint in &mut placed {
            hint.x = x;
            x += hint.width + gap;
        }
        placed
    }

    /// How many keys stand in so many cells.
    fn keys_in(&self, width: u16) -> usize {
        self.placed_hints(Area { width, height: 1, ..Area::default() }).len()
    }

    /// Adds how much is unread and where the user is, as far as they leave room for the first keys.
    pub(super) fn add_counts(&self, facts: &mut StatusWords, width: u16) {
        let reads = self.reads();
        let counts = width >= if reads { UNREAD_BESIDE_ARTICLE } else { UNREAD_BESIDE_LIST };
        let unread = counts.then(|| self.shell.words.count("status-unread", self.sources.counts.unread));
        let place = if reads {
            Some(format!("{}%", self.reader.percent()))
        } else {
            (self.list.total > 0).then(|| self.position_told())
        };
        let told = |text: &Option<String>| text.as_ref().map_or(0, |text| cells(text) + 2);
        let taken = facts.iter().map(|(text, _)| cells(text) + 2).sum::<usize>() + usize::from(BESIDE_FACTS);
        let beside = |more: usize| width.saturating_sub(u16::try_from(taken + more).unwrap_or(u16::MAX));
        let keys = |more: usize| if width < ROOMY_FOOTER { self.keys_in(beside(more)) } else { usize::MAX };
        // What would make room for no further key stays.
        let (none, one, two) = (keys(0), keys(told(&place)), keys(told(&unread) + told(&place)));
        let alone = reads || one >= KEYS_BEFORE_PLACE.min(none);
        let both = alone && two >= KEYS_BEFORE_COUNT.min(one);
        let (unread, place) = (unread.filter(|_| both), place.filter(|_| alone));
        facts.extend(unread.into_iter().chain(place).map(|text| (text, Meaning::Status)));
    }

    /// Draws the hints in `area`.
    pub(in crate::ui) fn draw_footer(&self, pen: &mut Pen<'_>, area: Area) {
        for hint in self.placed_hints(area) {
            let used = pen.text(hint.x, area.y, hint.width, &hint.key, Meaning::Status);
            pen.text(hint.x + used + 1, area.y, hint.width - used, &hint.phrase, Meaning::Faint);
        }
    }

    /// The action of the hint at a column of the footer.
    pub(in crate::ui) fn clicked_hint(&self, x: u16) -> Option<Action> {
        let placed = self.placed_hints(self.footer_area()?);
        placed.iter().find(|hint| (hint.x..hint.x + hint.width).contains(&x)).map(|hint| hint.action)
    }
}

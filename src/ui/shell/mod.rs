//! What all parts of the screen share: the settings, the phrases, the look, the panes, the clock, what was just said, and the
//! queue of effects. Beside it the frame that is drawn round the parts.

use crate::model::Timestamp;
use crate::text::wrap;

use super::effect::Effect;
use super::message::Ticket;
use super::settings::ScreenSettings;
use super::theme::Theme;
use super::widgets::signs::{ASCII, DRAWN, Signs};
use super::words::{Words, screen_words};
use layout::{Area, Layout, Pane, Sizes, TextSize};
use notice::{StatusNotice, Weight};

mod configured;
mod draw;
mod events;
mod footer;
pub mod layout;
mod mouse;
pub mod notice;
pub(in crate::ui) mod panes;
pub(in crate::ui) mod progress;
pub(in crate::ui) mod refreshing;
mod remembered;
mod status;
pub mod when;

/// What all parts share.
pub(in crate::ui) struct SharedState {
    pub(in crate::ui) settings: ScreenSettings,
    pub(in crate::ui) words: Words,
    pub(in crate::ui) look: Appearance,
    pub(in crate::ui) panes: Panes,
    /// The mouse is taken.
    pub(in crate::ui) mouse: bool,
    pub(in crate::ui) now: Timestamp,
    /// What was just said.
    pub(in crate::ui) notice: Option<StatusNotice>,
    /// What is said once the configuration has been read again.
    pub(in crate::ui) written: Option<StatusNotice>,
    /// The setting that was written: what it says now was asked for.
    pub(in crate::ui) rewritten: Option<String>,
    /// The number of the last question.
    tickets: u64,
    /// What the shell of the program is to do and has not taken yet. One queue, so that nothing is dropped on the way.
    pub(in crate::ui) effects: Vec<Effect>,
}

/// How everything looks.
pub(in crate::ui) struct Appearance {
    pub(in crate::ui) theme: Theme,
    /// The user chose the theme by name, now or last time.
    pub(in crate::ui) chosen: bool,
    pub(in crate::ui) signs: &'static Signs,
    /// How articles are broken into lines.
    pub(in crate::ui) typeset: wrap::Options,
}

/// Which panes are where, and which one has the keys.
pub(in crate::ui) struct Panes {
    /// Columns and rows of the screen.
    pub(in crate::ui) size: (u16, u16),
    /// What the user chose about widths.
    pub(in crate::ui) sizes: Sizes,
    pub(in crate::ui) layout: Layout,
    /// The pane that has the keys.
    pub(in crate::ui) focus: Pane,
    /// Only that pane is shown.
    pub(in crate::ui) zen: bool,
    /// How large articles are set; where large, there is one pane.
    pub(in crate::ui) text: TextSize,
}

impl Panes {
    /// Lays the panes out for the present size.
    pub(in crate::ui) fn lay_out(&mut self) {
        self.layout =
            Layout::new(self.size.0, self.size.1, self.focus, self.zen || self.text == TextSize::Large, self.sizes);
    }

    /// Whether one pane is all that is shown.
    pub(in crate::ui) fn stand_alone(&self) -> bool {
        [self.layout.sources, self.layout.list, self.layout.reader].into_iter().flatten().count() <= 1
    }

    /// The pane that has the keys, if it is in sight.
    pub(in crate::ui) fn focused(&self) -> Option<Area> {
        self.layout.area(self.focus)
    }
}

/// The signs that the settings ask for.
pub(in crate::ui) fn signs(settings: &ScreenSettings) -> &'static Signs {
    if settings.ascii { &ASCII } else { &DRAWN }
}

impl SharedState {
    /// What the settings say, on a screen of this size.
    pub(in crate::ui) fn new(settings: ScreenSettings, size: (u16, u16), now: Timestamp) -> Self {
        Self {
            words: screen_words(settings.language),
            look: Appearance {
                theme: Theme::bare(),
                chosen: false,
                signs: signs(&settings),
                typeset: wrap::Options { greedy: settings.greedy, ..wrap::Options::default() },
            },
            panes: Panes {
                size,
                sizes: Sizes::default(),
                layout: Layout::default(),
                focus: Pane::List,
                zen: false,
                text: settings.size,
            },
            mouse: settings.mouse,
            now,
            notice: None,
            written: None,
            rewritten: None,
            tickets: 0,
            effects: Vec::new(),
            settings,
        }
    }

    /// The number of the next question.
    pub(in crate::ui) fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }

    /// Says something in the status line.
    pub(in crate::ui) fn tell(&mut self, notice: StatusNotice) {
        self.notice = Some(notice);
    }

    fn tell_phrase(&mut self, weight: Weight, id: &str) {
        self.notice = Some(StatusNotice::new(weight, &self.words.say(id)));
    }

    /// Says a phrase of the catalogue that passes by.
    pub(in crate::ui) fn hint(&mut self, id: &str) {
        self.tell_phrase(Weight::Hint, id);
    }

    /// Says by a phrase of the catalogue that something is done.
    pub(in crate::ui) fn done(&mut self, id: &str) {
        self.tell_phrase(Weight::Done, id);
    }

    /// Warns by a phrase of the catalogue.
    pub(in crate::ui) fn warn(&mut self, id: &str) {
        self.tell_phrase(Weight::Warning, id);
    }

    /// Says by a phrase of the catalogue what failed.
    pub(in crate::ui) fn fail(&mut self, id: &str) {
        self.tell_phrase(Weight::Error, id);
    }
}

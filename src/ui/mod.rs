//! THE SCREEN'S MIND. Pure: it gets messages, changes its own state, and asks for effects. Knows `model`, `text`, `config`.
//!
//! No clock, disk, network or terminal in here; `app` does the work. Work that needs the size (wrapping, scrolling) is
//! done at the end of [`Ui::update`]; [`Ui::draw`] only draws.
//!
//! The state is composed of parts, each with a folder or a file of its own; what crosses parts is written in `impl Ui`.

use crate::model::Timestamp;

pub mod effect;
pub mod keys;
pub mod list;
pub mod mark;
pub mod message;
pub mod panels;
mod places;
pub mod prompt;
pub mod reader;
pub mod search;
pub mod settings;
pub mod shell;
pub mod sources;
#[cfg(test)]
mod tests;
pub mod theme;
pub mod way;
pub mod widgets;
pub mod words;

pub use effect::Effect;
pub use keys::{action, key, keymap, table};
pub use message::Message;
pub use settings::ScreenSettings;
pub use shell::progress::Work;

use keys::KeyInput;
use list::ListPane;
use list::marks::MarkHistory;
use panels::{Panels, configuration, help, overlay, panel, place, revisions, study};
use places::AllPlaces;
use prompt::Prompts;
use reader::ReaderPane;
use reader::pictures::PictureState;
use reader::prefetch::Prefetch;
use search::Search;
use shell::refreshing::Refreshing;
use shell::{SharedState, layout, notice, progress, when};
use sources::Sources;
use words::Words;

/// The whole state of the screen.
pub struct Ui {
    shell: SharedState,
    keys: KeyInput,
    panels: Panels,
    prompts: Prompts,
    sources: Sources,
    list: ListPane,
    marks: MarkHistory,
    search: Search,
    places: AllPlaces,
    reader: ReaderPane,
    prefetch: Prefetch,
    pictures: PictureState,
    refresh: Refreshing,
}

impl Ui {
    /// The screen before anything has happened. The first effects come from [`Ui::start`].
    pub fn new(settings: ScreenSettings, size: (u16, u16), now: Timestamp) -> Self {
        let (keys, mistakes) = KeyInput::new(&settings.keys, now);
        let mut ui = Self {
            keys,
            panels: Panels::default(),
            prompts: Prompts::new(settings.input_method),
            sources: Sources::new(settings.outlets.clone()),
            list: ListPane::new(list::Style::of(&settings)),
            marks: MarkHistory::default(),
            search: Search::default(),
            places: AllPlaces::default(),
            reader: ReaderPane::new(settings.measure, settings.size),
            prefetch: Prefetch::default(),
            pictures: PictureState::default(),
            refresh: Refreshing::default(),
            shell: SharedState::new(settings, size, now),
        };
        if !ui.shell.settings.keys.is_empty() {
            ui.shell.words = Words::naming(ui.shell.words.language, words::key_names(ui.keys.map.own_keys()));
        }
        let ScreenSettings { saved, folders, hidden, pictures, offline, .. } = &ui.shell.settings;
        (ui.pictures.on, ui.refresh.offline) = (*pictures, *offline);
        ui.sources.saved.clone_from(saved);
        ui.sources.folders.clone_from(folders);
        ui.sources.hidden = hidden.iter().cloned().collect();
        ui.sources.build();
        if ui.shell.settings.tour {
            ui.toggle_tour();
        }
        ui.choose_theme(&ui.shell.settings.theme.clone());
        let mistake = mistakes.first().map(|mistake| mistake.say(&ui.shell.words));
        if let Some(sentence) = ui.shell.settings.complaints.first().cloned().or(mistake) {
            ui.shell.tell(notice::StatusNotice::warning(&sentence));
        }
        ui
    }

    /// Asks for what the first frame needs: counts, the first rows, what was wrong last time.
    pub fn start(&mut self) {
        self.panels.known.begin(self.shell.now);
        let mut effects = vec![Effect::LoadCounts, Effect::LoadTroubles];
        if self.shell.mouse {
            effects.push(Effect::Mouse(true));
        }
        effects.extend(self.show_selected_source());
        self.settle(effects);
    }

    /// Takes what the shell is to do, in order.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.shell.effects)
    }

    /// Applies one message; what it asks of the world waits in [`Ui::take_effects`]. Touches no clock, disk, network or
    /// terminal.
    pub fn update(&mut self, message: Message) {
        let mut effects = self.handle(message);
        self.marks.note_asked(&effects);
        effects.extend(self.play_on());
        self.settle(effects);
    }

    /// How long the shell may sleep before it sends [`Message::Ticked`], milliseconds.
    pub fn tick_after_ms(&self) -> u64 {
        if self.refresh.progress.running || self.list.stale {
            return 250;
        }
        if self.keys.has_begun()
            || self.keys.recordings.is_playing()
            || self.reader.has_moved()
            || self.shell.notice.as_ref().is_some_and(notice::StatusNotice::fades)
        {
            return 1_000;
        }
        let into_minute = u64::try_from(self.shell.now.0.rem_euclid(60)).unwrap_or(0);
        (60 - into_minute) * 1_000
    }

    /// The language of the screen.
    pub fn language(&self) -> crate::model::Language {
        self.shell.words.language
    }

    /// Whether a key waits for another: after [`ScreenSettings::key_timeout_ms`] the shell sends [`Message::Waited`].
    pub fn waits(&self) -> bool {
        self.keys.waits()
    }

    /// How long a key waits, milliseconds.
    pub fn key_timeout_ms(&self) -> u64 {
        self.shell.settings.key_timeout_ms
    }

    /// How far the work that runs is; `None` when nothing runs.
    pub fn work(&self) -> Option<Work> {
        self.refresh.progress.work()
    }

    /// What is still to be kept when the shell leaves by itself.
    pub fn farewell(&mut self) {
        let position = self.save_position();
        self.shell.effects.extend(position);
        let last = self.panels.known.last_time(self.shell.now);
        self.shell.effects.push(Effect::Remember("left-at", last.0.to_string()));
    }

    /// Lays everything out for the present size, and asks for what is missing now.
    fn settle(&mut self, mut effects: Vec<Effect>) {
        self.shell.panes.lay_out();
        self.lay_out_list();
        if let Some(area) = self.shell.panes.layout.sources {
            self.sources.lay_out(area.height - list::view::head_lines(area.height));
        }
        effects.extend(self.preview());
        effects.extend(self.read_ahead());
        effects.extend(self.want_pictures());
        effects.extend(self.count_facts());
        self.set_article();
        effects.extend(self.do_awaited());
        effects.extend(self.quiet_for_another());
        self.walk_tour();
        self.lay_offer();
        self.settle_panel();
        let ticket = self.shell.ticket();
        if let Some(wanted) = self.list.want_more(ticket) {
            effects.push(list::order::ask_for(ticket, wanted));
        }
        self.shell.effects.append(&mut effects);
    }

    fn lay_out_list(&mut self) {
        let Some(area) = self.shell.panes.layout.list else { return };
        self.list.lay_out(&list::RowSetting {
            width: area.width,
            height: area.height - list::view::head_lines(area.height),
            now: self.shell.now,
            words: &self.shell.words,
            signs: self.shell.look.signs,
            sources: &self.sources,
        });
    }
}

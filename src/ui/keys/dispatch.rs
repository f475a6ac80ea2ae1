//! From a key to what is done: prompt, panel, or an action of the table.

use std::ops::RangeInclusive;

use crate::model::Language;
use crate::ui::Ui;
use crate::ui::action::{Action, CountScope, GoAction, PlaceAction, ScreenAction};
use crate::ui::effect::Effect;
use crate::ui::key::{Code, Key};
use crate::ui::keymap::{KeyStep, Resolved};
use crate::ui::layout::Pane;
use crate::ui::notice::StatusNotice;
use crate::ui::overlay::Overlay;
use crate::ui::prompt::{Ask, Prompt};
use crate::ui::words::PhraseValue;

use super::again::InChord;
use super::table::BINDINGS;
use super::{KeyRun, Pressed};
use crate::ui::panels::tour::Uncovered;

/// Whether an action moves within a pane, or from an article to another.
fn moves(action: Action) -> bool {
    let neighbours = [GoAction::NextArticle, GoAction::PreviousArticle, GoAction::NextUnread];
    matches!(action, Action::Move(_)) || matches!(action, Action::Go(go) if neighbours.contains(&go))
}

impl Ui {
    /// The scopes whose keys count now, the most particular first.
    pub(in crate::ui) fn scopes(&self) -> [CountScope; 2] {
        let pane = match self.shell.panes.focus {
            Pane::Sources => CountScope::Sources,
            Pane::List => CountScope::List,
            Pane::Reader => CountScope::Reader,
        };
        [pane, CountScope::Anywhere]
    }

    /// A key was pressed.
    pub(in crate::ui) fn key(&mut self, key: Key) -> Vec<Effect> {
        let first = !self.keys.has_begun() && self.keys.letter.is_none();
        if self.leave_card() == Uncovered::List && self.is_about_a_row(key) {
            // Nobody has seen the rows that lay under the card.
            return Vec::new();
        }
        self.prefetch.awaited = None;
        self.keys.recordings.note(key, if first { InChord::First } else { InChord::Later });
        self.press(key)
    }

    fn press(&mut self, key: Key) -> Vec<Effect> {
        if key.alt && key.typed_without_alt().is_some() && !self.knows_alt(key) {
            // Esc and a key right behind it come from the terminal as this key with Alt.
            let mut effects = self.press(Key::plain(Code::Esc));
            effects.extend(self.press(Key { alt: false, ..key }));
            return effects;
        }
        if self.shell.notice.as_ref().is_some_and(StatusNotice::goes_with_a_key) {
            self.shell.notice = None;
        }
        if key == Key::ctrl('c') && self.prompts.open.is_none() {
            return self.quit();
        }
        if self.prompts.open.is_some() && !self.panels.explains_prompt() {
            return self.prompt_key(key);
        }
        if self.panels.is_open() {
            return self.overlay_key(key);
        }
        if let Some(wanted) = self.keys.letter.take() {
            self.keys.forget();
            return self.letter(wanted, key);
        }
        if key == Key::plain(Code::Tab) && self.places.may_go_forward() && self.forward_is_ctrl_i() {
            // Most terminals send Tab for ctrl-i: behind ctrl-o it is meant.
            return self.act(Action::Place(PlaceAction::JumpForward), None);
        }
        match self.keys.press(key, &self.scopes(), self.shell.now) {
            Pressed::Taken => Vec::new(),
            Pressed::Runs(run) => self.run(run),
            Pressed::Again(run, key) => {
                let mut effects = self.run(run);
                effects.extend(self.press(key));
                effects
            }
            Pressed::Unbound(chord) => self.say_unbound(&chord),
        }
    }

    fn forward_is_ctrl_i(&self) -> bool {
        self.keys.map.keys_of("jump-forward").iter().any(|keys| keys == "ctrl-i")
    }

    /// Whether a key does something to the row that is selected, or selects another.
    fn is_about_a_row(&self, key: Key) -> bool {
        let (Resolved::Act(steps) | Resolved::Perhaps(steps)) = self.keys.map.resolve(&self.scopes(), &[], key) else {
            return false;
        };
        let about = |step: &KeyStep| match step {
            KeyStep::Act(Action::Go(go)) => !matches!(go, GoAction::Back | GoAction::Quit | GoAction::Close),
            KeyStep::Act(action) => matches!(action, Action::Move(_) | Action::Mark(_) | Action::Article(_)),
            KeyStep::Line(_) => false,
        };
        steps.iter().any(about)
    }

    /// Whether a key with Alt does something here.
    fn knows_alt(&self, key: Key) -> bool {
        match &self.prompts.open {
            Some(_) => Prompt::knows_alt(key),
            None => self.keys.map.resolve(&self.scopes(), &self.keys.pending, key) != Resolved::Nothing,
        }
    }

    /// Says of a key, or of keys one after the other, that do nothing here where they do something, and what.
    fn say_unbound(&mut self, chord: &[Key]) -> Vec<Effect> {
        let Some((key, before)) = chord.split_last() else { return Vec::new() };
        let elsewhere = [CountScope::Sources, CountScope::List, CountScope::Reader];
        let told = elsewhere.into_iter().filter_map(|scope| {
            let steps = match self.keys.map.resolve(&[scope], before, *key) {
                Resolved::Act(steps) | Resolved::Perhaps(steps) => steps,
                Resolved::Waiting | Resolved::Nothing => return None,
            };
            let place = self.shell.words.say(&format!("scope-{}", scope.name())).to_lowercase();
            let does = steps.first().map(|step| self.told_step(step)).unwrap_or_default();
            let does = does.split(": ").next().unwrap_or_default();
            Some(if does.is_empty() { place } else { format!("{place} ({does})") })
        });
        let places = told.collect::<Vec<_>>().join(", ");
        let name = chord.iter().map(Key::to_string).collect::<Vec<_>>().join(" ");
        let values = [("key", PhraseValue::Text(&name)), ("place", PhraseValue::Text(&places))];
        let id = if places.is_empty() { "hint-unbound" } else { "hint-elsewhere" };
        self.shell.tell(StatusNotice::hint(&self.shell.words.with(id, &values)));
        Vec::new()
    }

    /// What a step does, in the words of the help.
    fn told_step(&self, step: &KeyStep) -> String {
        match step {
            KeyStep::Act(action) => {
                let row = BINDINGS.iter().find(|row| row.action == *action);
                row.map(|row| self.shell.words.say(&format!("do-{}", row.name))).unwrap_or_default()
            }
            KeyStep::Line(line) => format!(":{line}"),
        }
    }

    /// Runs the steps of a key.
    pub(in crate::ui) fn run(&mut self, run: KeyRun) -> Vec<Effect> {
        self.keep_run(&run);
        let step = |step| match step {
            KeyStep::Act(action) => self.act(action, run.count),
            KeyStep::Line(line) => self.run_command(&line),
        };
        run.steps.into_iter().flat_map(step).collect()
    }

    /// No further key came: what the keys so far do alone is done.
    pub(in crate::ui) fn waited(&mut self) -> Vec<Effect> {
        let Some(run) = self.keys.time_out() else { return Vec::new() };
        self.note_pause();
        self.run(run)
    }

    /// Does what an action says; each group in the part of the screen that it is about.
    pub(in crate::ui) fn act(&mut self, action: Action, count: Option<u32>) -> Vec<Effect> {
        // Going through the places that were left leaves none.
        let goes = matches!(action, Action::Place(_) | Action::Again(_));
        if !goes {
            self.before_action();
        }
        let stand = moves(action).then(|| self.stand());
        let effects = self.carry_out(action, count);
        if stand == Some(self.stand()) && !self.list.is_going() {
            self.keys.recordings.stop();
        }
        if !goes {
            self.after_action(action);
        }
        effects
    }

    /// Where the user stands in each pane.
    fn stand(&self) -> (usize, usize, usize, Option<RangeInclusive<usize>>) {
        (self.sources.selected(), self.list.selected(), self.reader.top(), self.reader.chosen_lines())
    }

    fn carry_out(&mut self, action: Action, count: Option<u32>) -> Vec<Effect> {
        match action {
            Action::Move(action) => self.act_move(action, count),
            Action::Go(action) => self.act_go(action, count),
            Action::Reader(action) => self.act_reader(action, count),
            Action::Article(action) => self.act_when_here(action),
            Action::List(action) => self.act_list(action),
            Action::Search(action) => self.act_search(action, count),
            Action::Mark(action) => self.act_mark(action, count),
            Action::Refresh(action) => self.act_refresh(action),
            Action::Screen(action) => self.act_screen(action),
            Action::Place(action) => self.act_place(action, count),
            Action::Again(action) => self.act_again(action, count),
        }
    }

    /// Changes the screen itself.
    fn act_screen(&mut self, action: ScreenAction) -> Vec<Effect> {
        match action {
            ScreenAction::CommandLine => self.ask(Ask::Command),
            ScreenAction::Help => self.lay_over(Overlay::help()),
            ScreenAction::Troubles => self.lay_over(Overlay::Troubles { top: 0 }),
            ScreenAction::Zen => self.toggle_zen(),
            ScreenAction::GrowPane => self.resize_pane(1),
            ScreenAction::ShrinkPane => self.resize_pane(-1),
            ScreenAction::Themes => self.pick_theme(),
            ScreenAction::ToggleLanguage => self.speak(self.shell.words.language.other()),
            ScreenAction::ToggleMouse => self.toggle_mouse(),
            ScreenAction::Redraw => vec![Effect::Redraw],
            ScreenAction::Reload => vec![Effect::Reload],
            ScreenAction::Suspend => vec![Effect::Suspend],
        }
    }

    pub(in crate::ui) fn lay_over(&mut self, overlay: Overlay) -> Vec<Effect> {
        self.panels.lay(overlay);
        Vec::new()
    }

    fn pick_theme(&mut self) -> Vec<Effect> {
        let before = self.shell.look.theme.name.clone();
        let selected = self.themes().iter().position(|n| *n == before).unwrap_or(0);
        self.lay_over(Overlay::Themes { selected, before })
    }

    pub(in crate::ui) fn speak(&mut self, language: Language) -> Vec<Effect> {
        self.shell.words = self.shell.words.in_language(language);
        self.forget_lines();
        // Where the configuration names a language, another one is for this run only.
        if self.shell.settings.language_named {
            return Vec::new();
        }
        vec![Effect::Remember("language", language.tag().to_owned())]
    }
}

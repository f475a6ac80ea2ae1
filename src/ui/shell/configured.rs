//! What the configuration says of the screen, taken while it is open; and the themes that it brings.

use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::keymap::{Keymap, Mistake};
use crate::ui::list::Style;
use crate::ui::notice::StatusNotice;
use crate::ui::settings::ScreenSettings;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::signs::{ASCII, DRAWN};
use crate::ui::words::{PhraseValue, Words, key_names};

impl Ui {
    /// Takes the settings of a configuration that was read again; what is only asked at the start stays, and so does what the
    /// user chose on the screen, unless the configuration says something else of it than before.
    pub(in crate::ui) fn take_settings(&mut self, read: Result<ScreenSettings, String>) -> Vec<Effect> {
        let settings = match read {
            Ok(settings) => settings,
            Err(sentence) => {
                self.shell.tell(StatusNotice::error(&sentence));
                return Vec::new();
            }
        };
        let ambiguous = self.shell.settings.ambiguous;
        let before = self.shell.settings.clone();
        let mut settings = settings;
        let mistakes = self.take_keys(&mut settings);
        let written = self.shell.rewritten.take();
        let asked = |key: &str| written.as_deref() == Some(key);
        let language = if settings.language_named { settings.language } else { self.shell.words.language };
        self.shell.words = Words::naming(language, key_names(self.keys.map.own_keys()));
        self.shell.look.signs = if settings.ascii { &ASCII } else { &DRAWN };
        self.shell.look.typeset.greedy = settings.greedy;
        (self.reader.text, self.shell.panes.text) = (settings.size, settings.size);
        self.forget_lines();
        if before.input_method != settings.input_method || asked("ui.input_method") {
            self.prompts.method = settings.input_method;
        }
        if before.measure != settings.measure || asked("ui.measure") {
            self.reader.measure = settings.measure;
        }
        if before.pictures != settings.pictures || asked("ui.pictures") {
            self.pictures.on = settings.pictures;
        }
        let turned = before.density == settings.density && !asked("ui.list");
        let density = if turned { self.list.style.density } else { settings.density };
        self.list.style = Style { new_since: self.list.style.new_since, density, ..Style::of(&settings) };
        self.shell.settings = ScreenSettings { ambiguous, ..settings };
        let now = &self.shell.settings;
        let same = self.sources.replace(now.outlets.clone(), now.folders.clone(), &now.hidden);
        // Where none is named, the one in sight stays; it may be a file of the user's that was just written.
        let theme =
            if self.shell.settings.theme_follows { &self.shell.look.theme.name } else { &self.shell.settings.theme };
        self.choose_theme(&theme.clone());
        // Those that failed may come by the new settings.
        self.forget_pictures();
        self.shell.notice = Some(match mistakes.first() {
            Some(mistake) => StatusNotice::warning(&mistake.say(&self.shell.words)),
            None => self.shell.written.take().unwrap_or_else(|| StatusNotice::done(&self.shell.words.say("reloaded"))),
        });
        let mut effects =
            vec![Effect::LoadSaved(self.shell.settings.saved.clone()), Effect::LoadCounts, Effect::LoadTroubles];
        if (before.mouse != self.shell.settings.mouse || asked("ui.mouse"))
            && self.shell.mouse != self.shell.settings.mouse
        {
            self.shell.mouse = self.shell.settings.mouse;
            effects.push(Effect::Mouse(self.shell.mouse));
        }
        if !same {
            effects.extend(self.show_selected_source());
        }
        effects
    }

    /// Takes the keys of the configuration, unless they are those of before: then keys that were bound since stay, too.
    fn take_keys(&mut self, settings: &mut ScreenSettings) -> Vec<Mistake> {
        let (map, mistakes) = Keymap::with(&settings.keys);
        if self.keys.configured == settings.keys {
            settings.keys.clone_from(&self.shell.settings.keys);
        } else {
            self.keys.configured.clone_from(&settings.keys);
            self.keys.map = map;
        }
        mistakes
    }

    pub(in crate::ui) fn choose_theme(&mut self, name: &str) {
        let own = self.shell.settings.themes.iter().find(|(n, _)| n == name);
        let theme = match own {
            Some((name, text)) => Theme::parse(name, text),
            None => Theme::built_in(name)
                .ok_or_else(|| self.shell.words.with("no-theme", &[("name", PhraseValue::Text(name))])),
        };
        match theme {
            Ok(theme) => self.shell.look.theme = theme,
            Err(sentence) => {
                if self.shell.look.theme == Theme::bare() {
                    self.shell.look.theme = Theme::built_in("dark").unwrap_or_else(Theme::bare);
                }
                self.shell.tell(StatusNotice::warning(&sentence));
            }
        }
    }

    /// Names of all themes, built-in ones first.
    pub(in crate::ui) fn themes(&self) -> Vec<String> {
        let own = self.shell.settings.themes.iter().map(|(name, _)| name.clone());
        theme::BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).chain(own).collect()
    }

    /// Takes a theme by its name, and remembers it.
    pub(in crate::ui) fn take_theme(&mut self, name: &str) -> Vec<Effect> {
        if !self.themes().iter().any(|theme| theme == name) {
            let themes = self.themes();
            return self.no_argument(name, themes.iter().map(String::as_str).collect());
        }
        self.choose_theme(name);
        vec![Effect::Remember("theme", self.shell.look.theme.name.clone())]
    }
}

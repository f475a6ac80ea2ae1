//! What the configuration says of the screen, taken while it is open; and the themes that it brings.

use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::keymap::Keymap;
use crate::ui::list::Style;
use crate::ui::notice::StatusNotice;
use crate::ui::settings::ScreenSettings;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::signs::{ASCII, DRAWN};
use crate::ui::words::{PhraseValue, Words, key_names};

impl Ui {
    /// Takes the settings of a configuration that was read again; what is only asked at the start stays.
    pub(in crate::ui) fn take_settings(&mut self, read: Result<ScreenSettings, String>) -> Vec<Effect> {
        let settings = match read {
            Ok(settings) => settings,
            Err(sentence) => {
                self.shell.tell(StatusNotice::error(&sentence));
                return Vec::new();
            }
        };
        let ambiguous = self.shell.settings.ambiguous;
        let (keymap, mistakes) = Keymap::with(&settings.keys);
        self.keys.map = keymap;
        let language = if settings.language_named { settings.language } else { self.shell.words.language };
        self.shell.words = Words::naming(language, key_names(self.keys.map.own_keys()));
        self.shell.look.signs = if settings.ascii { &ASCII } else { &DRAWN };
        self.prompts.method = settings.input_method;
        self.shell.look.typeset.greedy = settings.greedy;
        self.reader.measure = settings.measure;
        (self.reader.text, self.shell.panes.text) = (settings.size, settings.size);
        self.forget_lines();
        self.pictures.on = settings.pictures;
        self.list.style = Style { new_since: self.list.style.new_since, ..Style::of(&settings) };
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
        if self.shell.mouse != self.shell.settings.mouse {
            self.shell.mouse = self.shell.settings.mouse;
            effects.push(Effect::Mouse(self.shell.mouse));
        }
        if !same {
            effects.extend(self.show_selected_source());
        }
        effects
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
}

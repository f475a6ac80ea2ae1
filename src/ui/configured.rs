//! What the configuration says of the screen, taken while it is open; and the themes that it brings.

use super::Ui;
use super::effect::Effect;
use super::keymap::Keymap;
use super::notice::Notice;
use super::settings::Settings;
use super::theme::{self, Theme};
use super::widgets::signs::{ASCII, DRAWN};
use super::words::{Value, Words};
use super::{list, list_style};

impl Ui {
    /// Takes the settings of a configuration that was read again; what is only asked at the start stays.
    pub(super) fn take_settings(&mut self, read: Result<Settings, String>) -> Vec<Effect> {
        let settings = match read {
            Ok(settings) => settings,
            Err(sentence) => {
                self.notice = Some(Notice::error(&sentence));
                return Vec::new();
            }
        };
        let ambiguous = self.settings.ambiguous;
        let (keymap, mistakes) = Keymap::with(&settings.keys);
        self.keymap = keymap;
        if settings.language_named {
            self.words = Words::new(settings.language);
        }
        self.signs = if settings.ascii { &ASCII } else { &DRAWN };
        self.method = settings.input_method;
        self.typeset.greedy = settings.greedy;
        self.reader.measure = settings.measure;
        self.show_pictures = settings.pictures;
        self.list.style = list::Style { new_since: self.list.style.new_since, ..list_style(&settings) };
        self.settings = Settings { ambiguous, ..settings };
        let same = self.sources.replace(self.settings.outlets.clone());
        // Where none is named, the one in sight stays; it may be a file of the reader's that he has just written.
        let theme = if self.settings.theme_follows { &self.theme.name } else { &self.settings.theme };
        self.choose_theme(&theme.clone());
        // Those that failed may come by the new settings.
        self.forget_pictures();
        self.notice = Some(match mistakes.first() {
            Some(mistake) => Notice::warning(&mistake.say(&self.words)),
            None => Notice::done(&self.words.say("reloaded")),
        });
        let mut effects =
            vec![Effect::LoadSaved(self.settings.saved.clone()), Effect::LoadCounts, Effect::LoadTroubles];
        if self.mouse != self.settings.mouse {
            self.mouse = self.settings.mouse;
            effects.push(Effect::Mouse(self.mouse));
        }
        if !same {
            effects.extend(self.show_selected_source());
        }
        effects
    }

    pub(super) fn choose_theme(&mut self, name: &str) {
        let own = self.settings.themes.iter().find(|(n, _)| n == name);
        let theme = match own {
            Some((name, text)) => Theme::parse(name, text),
            None => Theme::built_in(name).ok_or_else(|| self.words.with("no-theme", &[("name", Value::Text(name))])),
        };
        match theme {
            Ok(theme) => self.theme = theme,
            Err(sentence) => {
                if self.theme == Theme::bare() {
                    self.theme = Theme::built_in("dark").unwrap_or_else(Theme::bare);
                }
                self.notice = Some(Notice::warning(&sentence));
            }
        }
    }

    /// Names of all themes, built-in ones first.
    pub(super) fn themes(&self) -> Vec<String> {
        let own = self.settings.themes.iter().map(|(name, _)| name.clone());
        theme::BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).chain(own).collect()
    }
}

//! The settings of the configuration: told, listed, written. The file is read and written by the shell.

use crate::config::nearest::nearest;
use crate::config::settings::{self, SETTINGS, SettingKind};
use crate::model::Language;
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::key::{Code, Key};
use crate::ui::keymap::MAX_COUNT;
use crate::ui::notice::StatusNotice;
use crate::ui::overlay::Overlay;
use crate::ui::panel::{Panel, PanelLine, PanelWidth};
use crate::ui::place::Motion;
use crate::ui::prompt::Ask;
use crate::ui::words::PhraseValue;

/// Cells of the keys' column.
const KEY_CELLS: u16 = 32;

/// Values that a setting may have, where they can be counted.
pub(in crate::ui) fn values_of(key: &str) -> &'static [&'static str] {
    let setting = key.split_once('.').and_then(|(section, name)| settings::find(section, name));
    match setting.map(|setting| setting.kind) {
        Some(SettingKind::Switch) => &["true", "false"],
        Some(SettingKind::OneOf(words) | SettingKind::ListOf(words)) => words,
        Some(SettingKind::Number(..) | SettingKind::Text | SettingKind::List) | None => &[],
    }
}

/// Lines that `:set` may become: keys, and what they mean.
pub(in crate::ui) fn keys(language: Language) -> Vec<(String, String)> {
    SETTINGS.iter().map(|setting| (setting.key(), setting.told(language).to_owned())).collect()
}

/// `:set`, `:set KEY`, `:set KEY?`, `:set KEY=VALUE`, `:set KEY VALUE`.
pub(in crate::ui) fn wish(text: &str) -> Effect {
    match text.split_once('=').or_else(|| text.split_once(char::is_whitespace)) {
        Some((key, value)) => Effect::WriteSetting(key.trim().to_owned(), value.trim().to_owned()),
        None => Effect::TellSetting(Some(text.trim_end_matches('?').to_owned()).filter(|key| !key.is_empty())),
    }
}

/// The next setting whose name begins with a letter, round the end.
fn beginning(settings: &[(String, String)], selected: usize, letter: char) -> Option<usize> {
    let begins = |key: &str| key.split_once('.').map_or(key, |(_, name)| name).starts_with(letter);
    (1..=settings.len()).map(|step| (selected + step) % settings.len()).find(|at| begins(&settings[*at].0))
}

impl Ui {
    /// `:set` with what stands behind it; a key that is none is refused, and the nearest one named.
    pub(in crate::ui) fn set_or_tell(&mut self, text: &str) -> Vec<Effect> {
        let wish = wish(text);
        let (Effect::WriteSetting(key, _) | Effect::TellSetting(Some(key))) = &wish else { return vec![wish] };
        let known: Vec<String> = SETTINGS.iter().map(settings::SettingRow::key).collect();
        if known.contains(key) {
            return vec![wish];
        }
        let near = self.perhaps(nearest(key, known.iter().map(String::as_str)));
        self.refuse("no-setting", key, &near)
    }

    /// Settings came: a single one is said, all are listed.
    pub(in crate::ui) fn take_told_settings(&mut self, told: Vec<(String, String)>) {
        match told.as_slice() {
            [(key, value)] => self.shell.tell(StatusNotice::hint(&format!("{key} = {value}"))),
            _ => self.panels.lay(Overlay::Configuration { settings: told, selected: 0 }),
        }
    }

    /// A setting was written: said once the configuration has been read again, unless that finds something wrong.
    pub(in crate::ui) fn setting_written(&mut self, key: &str, value: &str) {
        let values = [("key", PhraseValue::Text(key)), ("value", PhraseValue::Text(value))];
        self.shell.rewritten = Some(key.to_owned());
        self.shell.written = Some(StatusNotice::done(&self.shell.words.with("setting-written", &values)));
    }

    pub(in crate::ui) fn configuration_panel(&self, settings: &[(String, String)], selected: usize) -> Panel {
        let language = self.shell.words.language;
        let told = |key: &str| SETTINGS.iter().find(|row| row.key() == key).map_or("", |row| row.told(language));
        // The chosen one is explained.
        let line = |(at, (key, value)): (usize, &(String, String))| PanelLine {
            label: key.clone(),
            text: if at == selected { format!("{value}\n{}", told(key)).trim().to_owned() } else { value.clone() },
            ..PanelLine::default()
        };
        Panel {
            title: self.shell.words.say("label-settings"),
            lines: settings.iter().enumerate().map(line).collect(),
            label_cells: KEY_CELLS,
            chosen: Some(selected),
            foot: self.shell.words.say("panel-settings"),
            extent: PanelWidth::Steady,
            ..Panel::default()
        }
    }

    /// Opens the command line with what it may begin with.
    fn ask_line(&mut self, line: &str) -> Vec<Effect> {
        self.keys.forget();
        let effects = self.ask(Ask::Command);
        if let Some(prompt) = &mut self.prompts.open {
            prompt.set(line);
        }
        effects
    }

    pub(in crate::ui) fn configuration_key(
        &mut self,
        key: Key,
        motion: Option<Motion>,
        settings: Vec<(String, String)>,
        selected: usize,
    ) -> Vec<Effect> {
        let next = match (key.code, motion) {
            (Code::Esc, _) | (Code::Char('q'), None) => {
                self.keys.forget();
                return Vec::new();
            }
            (Code::Enter, _) => {
                let Some((key, value)) = settings.get(selected) else { return Vec::new() };
                return self.ask_line(&format!("set {key}={value}"));
            }
            (Code::Char('/'), _) => return self.ask_line("set "),
            (Code::Char(digit @ '0'..='9'), _) => {
                let digit = digit.to_digit(10).unwrap_or_default();
                self.keys.count = Some((self.keys.count.unwrap_or(0) * 10 + digit).min(MAX_COUNT));
                return self.lay_over(Overlay::Configuration { settings, selected });
            }
            (_, Some(motion)) => {
                let count = self.keys.count.take().and_then(|count| usize::try_from(count).ok());
                motion.counted(count).chosen(selected, settings.len())
            }
            (Code::Char(letter), None) => beginning(&settings, selected, letter).unwrap_or(selected),
            _ => selected,
        };
        self.lay_over(Overlay::Configuration { settings, selected: next })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn set_tells_or_writes_by_how_it_is_written() {
        let tell = |key: &str| Effect::TellSetting(Some(key.to_owned()).filter(|key| !key.is_empty()));
        let write = |value: &str| Effect::WriteSetting("ui.measure".to_owned(), value.to_owned());
        assert_eq!(
            [wish(""), wish("ui.measure"), wish("ui.measure?")],
            [tell(""), tell("ui.measure"), tell("ui.measure")]
        );
        assert_eq!(
            [wish("ui.measure=90"), wish("ui.measure = 90"), wish("ui.measure 90")],
            [write("90"), write("90"), write("90")]
        );
    }

    #[test]
    fn values_are_offered_where_they_can_be_counted() {
        assert_eq!(values_of("ui.ascii"), ["true", "false"]);
        assert!(values_of("ui.list").contains(&"compact"));
        assert!(values_of("ui.measure").is_empty() && values_of("nothing").is_empty());
    }
}

//! What the screen remembers from last time.

use std::collections::BTreeMap;

use crate::model::Language;
use crate::model::Timestamp;
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::list::Density;
use crate::ui::reader::MEASURE;

impl Ui {
    /// Takes back what the screen remembered from last time.
    pub(in crate::ui) fn recall(&mut self, values: &BTreeMap<String, String>) {
        // What the configuration names counts more; and where colours are unwelcome, no theme of last time brings them back.
        if self.shell.settings.theme_follows {
            if let Some(theme) = values.get("theme") {
                self.choose_theme(theme);
                self.shell.look.chosen = true;
            } else if let Some(ground) = values.get("ground") {
                self.choose_theme(ground);
            }
        }
        let language = values.get("language").filter(|_| !self.shell.settings.language_named);
        if let Some(language) = language.and_then(|tag| Language::from_tag(tag)) {
            self.shell.words = self.shell.words.in_language(language);
        }
        self.recall_settings(values);
        self.reader.sideways = values.get("tables").is_some_and(|how| how == crate::ui::reader::tables::SIDEWAYS);
        if let Some((sources, list)) = values.get("panes").and_then(|p| p.split_once(' ')) {
            self.shell.panes.sizes.sources = sources.parse().unwrap_or(self.shell.panes.sizes.sources);
            self.shell.panes.sizes.list_percent = list.parse().unwrap_or(self.shell.panes.sizes.list_percent);
        }
        if let Some(places) = values.get("places") {
            self.places.read(places);
        }
        if let Some(recordings) = values.get("recordings") {
            self.keys.recordings.read(recordings);
        }
        if let Some(open) = values.get("folds") {
            self.sources.unfold_all(open.lines());
        }
        if let Some(open) = values.get("folders") {
            self.sources.unfold_folders(open.lines());
        }
        if let Some(name) = values.get("documents") {
            self.recall_documents(name);
        }
        self.panels.card = !values.contains_key("left-at") && self.panels.tour.is_none();
        if let Some(left) = values.get("left-at").and_then(|at| at.parse().ok()) {
            self.list.style.new_since = Some(Timestamp(left));
            if self.shell.settings.since_at_start {
                self.shell.effects.push(Effect::LoadSince(Timestamp(left)));
            }
        }
        for (name, ask) in crate::ui::prompt::ask::HISTORIES {
            if let Some(lines) = values.get(*name) {
                self.prompts.histories.insert(*ask, lines.lines().map(str::to_owned).collect());
            }
        }
    }

    /// What keys of the screen changed of the settings, where the configuration itself says nothing.
    fn recall_settings(&mut self, values: &BTreeMap<String, String>) {
        let free = |name: &str, key: &str| values.get(name).filter(|_| !self.shell.settings.names(key));
        let method = free("input-method", "ui.input_method").and_then(|name| name.parse().ok());
        let measure = free("measure", "ui.measure").and_then(|cells| cells.parse::<u16>().ok());
        let density = free("list", "ui.list").map(|name| Density::of(name));
        if let Some(method) = method {
            self.prompts.method = method;
        }
        if let Some(measure) = measure {
            self.reader.measure = measure.clamp(MEASURE.0, MEASURE.1);
        }
        if let Some(density) = density {
            self.list.style.density = density;
        }
    }

    /// Remembers a choice for the next time; where the configuration names the setting, it holds until loa is left.
    pub(in crate::ui) fn remember_setting(&self, name: &'static str, key: &str, value: String) -> Vec<Effect> {
        if self.shell.settings.names(key) { Vec::new() } else { vec![Effect::Remember(name, value)] }
    }
}

//! What is wrong where: one entry for each newspaper and cause, with the way to try again.

use crate::model::{SectionId, SourceId};
use crate::ui::Ui;
use crate::ui::effect::{Effect, Refresh};
use crate::ui::key::{Code, Key};
use crate::ui::message::SectionTrouble;
use crate::ui::notice;
use crate::ui::overlay::Overlay;
use crate::ui::panel::{Panel, PanelLine, scrolled};
use crate::ui::place::Motion;
use crate::ui::words::Value;

/// The sections of a newspaper that have the same trouble.
struct TroubleGroup<'a> {
    source: &'a SourceId,
    sections: Vec<&'a SectionId>,
    /// The trouble of the one that has failed most often.
    worst: &'a SectionTrouble,
}

impl Ui {
    fn trouble_groups(&self) -> Vec<TroubleGroup<'_>> {
        let mut groups: Vec<TroubleGroup<'_>> = Vec::new();
        for ((source, section), trouble) in &self.sources.troubles {
            match groups.iter_mut().find(|g| g.source == source && g.worst.kind == trouble.kind) {
                Some(group) => {
                    group.sections.push(section);
                    if trouble.failures > group.worst.failures {
                        group.worst = trouble;
                    }
                }
                None => groups.push(TroubleGroup { source, sections: vec![section], worst: trouble }),
            }
        }
        groups
    }

    pub(in crate::ui) fn troubles_panel(&self, top: usize) -> Panel {
        let words = &self.shell.words;
        let mut lines: Vec<PanelLine> = Vec::new();
        for group in self.trouble_groups() {
            let (name, t) = (self.sources.name_of(group.source), group.worst);
            // A time that has passed helps nobody.
            let retry_at = t.next_visit.filter(|at| *at > self.shell.now);
            let sections: Vec<String> =
                group.sections.iter().map(|section| self.sources.section_name(group.source, section)).collect();
            let text = |text: String| PanelLine { text, ..PanelLine::default() };
            lines.push(PanelLine { label: name.to_owned(), text: sections.join(", "), strong: true });
            lines.push(text(notice::trouble(words, name, t.kind, &t.sentence, retry_at)));
            lines.push(text(words.with("times-failed", &[("n", Value::Number(t.failures as usize))])));
        }
        lines.extend(self.page_troubles());
        let none = lines.is_empty();
        if none {
            // With no network at all nobody is blamed, yet not everything is well.
            let id = if self.refresh.progress.offline { "network-away" } else { "no-troubles" };
            lines.push(PanelLine { text: words.say(id), ..PanelLine::default() });
        }
        Panel {
            title: words.say("label-troubles"),
            lines,
            top,
            label_cells: 20,
            foot: words.say(if none { "panel-close" } else { "panel-troubles" }),
            ..Panel::default()
        }
    }

    pub(in crate::ui) fn troubles_key(&mut self, key: Key, motion: Option<Motion>, top: usize) -> Vec<Effect> {
        if key.code == Code::Char('r') && !key.ctrl && !self.sources.troubles.is_empty() {
            return self.retry();
        }
        self.panels.overlay = scrolled(key, motion, top).map(|top| Overlay::Troubles { top });
        Vec::new()
    }

    /// Fetches anew the sections that are in trouble, and only those.
    fn retry(&mut self) -> Vec<Effect> {
        let only =
            self.sources.troubles.keys().map(|(source, section)| (source.clone(), Some(section.clone()))).collect();
        self.begin_refresh(Refresh { only, force: true, ..Refresh::default() })
    }
}

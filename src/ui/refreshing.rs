//! Refreshing and downloading: what is asked for, and what the reader is asked first.

use super::Ui;
use super::effect::{Effect, Refresh};
use super::notice::{self, Notice};
use super::overlay::{Confirmed, Overlay};
use super::panel::PanelLine;
use super::words::Value;
use crate::model::{Scope, SectionId, SourceId};

impl Ui {
    /// The pages that the last refresh of this run could not get, for the panel of troubles: a source, then why, then where.
    pub(super) fn page_troubles(&self) -> Vec<PanelLine> {
        let of_pages =
            self.progress.troubles.iter().filter(|trouble| trouble.section.is_none() && !trouble.url.is_empty());
        let lines = of_pages.flat_map(|trouble| {
            let name = self.sources.name_of(&trouble.source);
            let line = |text: &str| PanelLine { text: text.to_owned(), ..PanelLine::default() };
            [
                PanelLine { label: name.to_owned(), strong: true, ..line(&self.words.say("page-trouble")) },
                line(&notice::of_trouble(&self.words, name, trouble)),
                line(&trouble.url),
            ]
        });
        lines.collect()
    }

    pub(super) fn refresh(&mut self, all: bool) -> Vec<Effect> {
        if self.offline {
            self.notice = Some(Notice::warning(&self.words.say("offline-by-wish")));
            return Vec::new();
        }
        if self.progress.running {
            self.notice = Some(Notice::hint(&self.words.say("refresh-running")));
            return Vec::new();
        }
        let only = if all { Vec::new() } else { self.scope_of_refresh() };
        self.progress = self.progress.begun();
        vec![Effect::Refresh(Refresh { only, force: true, all_bodies: false })]
    }

    fn scope_of_refresh(&self) -> Vec<(SourceId, Option<SectionId>)> {
        match &self.list.query.scope {
            Scope::All | Scope::Muted => Vec::new(),
            Scope::Source(source) => vec![(source.clone(), None)],
            Scope::Section(source, section) => vec![(source.clone(), Some(section.clone()))],
        }
    }

    /// A refresh that the shell started by itself (at the start, on a schedule).
    pub fn refresh_in_background(&mut self) {
        if self.offline || self.progress.running {
            return;
        }
        self.progress = self.progress.begun();
        self.effects.push(Effect::Refresh(Refresh::default()));
    }

    /// Asks how much a download would be, before anybody is asked for it.
    pub(super) fn estimate_download(&mut self) -> Vec<Effect> {
        if self.offline {
            self.notice = Some(Notice::warning(&self.words.say("offline-by-wish")));
            return Vec::new();
        }
        vec![Effect::Estimate(self.whole_download())]
    }

    pub(super) fn confirm_download(&mut self, pages: usize, megabytes: usize) -> Vec<Effect> {
        if pages == 0 {
            self.notice = Some(Notice::done(&self.words.say("download-nothing")));
            return Vec::new();
        }
        let values = [("n", Value::Number(pages)), ("mb", Value::Number(megabytes))];
        let question = self.words.with("confirm-download", &values);
        self.lay_over(Overlay::Confirm { question, then: Confirmed::Download, top: 0 })
    }

    pub(super) fn download(&mut self) -> Vec<Effect> {
        let wanted = self.whole_download();
        self.progress = self.progress.begun();
        vec![Effect::Refresh(wanted)]
    }

    fn whole_download(&self) -> Refresh {
        Refresh { only: self.scope_of_refresh(), force: false, all_bodies: true }
    }

    pub(super) fn stop_refresh(&mut self) -> Vec<Effect> {
        if self.progress.running { vec![Effect::StopRefresh] } else { Vec::new() }
    }

    /// Stops what runs: a refresh, else the indexing.
    pub(super) fn stop_work(&mut self) -> Vec<Effect> {
        if self.progress.running {
            return self.stop_refresh();
        }
        let Some((left, _)) = self.indexing.take() else { return Vec::new() };
        self.index_stopped = true;
        self.notice = Some(Notice::done(&self.words.count("indexing-stopped", left)));
        vec![Effect::StopIndexing]
    }

    pub(super) fn toggle_offline(&mut self) -> Vec<Effect> {
        self.offline = !self.offline;
        let id = if self.offline { "went-offline" } else { "went-online" };
        self.notice = Some(Notice::done(&self.words.say(id)));
        vec![Effect::GoOffline(self.offline)]
    }
}

//! Refreshing and downloading: what is asked for, and what the user is asked first.

use crate::model::{Scope, SectionId, SourceId};
use crate::ui::Ui;
use crate::ui::action::RefreshAction;
use crate::ui::effect::{Back, Effect, Refresh};
use crate::ui::notice::StatusNotice;
use crate::ui::overlay::{Confirmed, Overlay};
use crate::ui::progress::StatusProgress;
use crate::ui::words::PhraseValue;

/// What is fetched and indexed in the background, and whether it may be.
#[derive(Debug, Default)]
pub(in crate::ui) struct Refreshing {
    pub(in crate::ui) progress: StatusProgress,
    /// Articles that wait for the search index, and how many there were.
    pub(in crate::ui) indexing: Option<(usize, usize)>,
    /// The user stopped that, and the shell has not yet said that it did.
    index_stopped: bool,
    /// A hook failed while a refresh ran: said again at its end.
    pub(in crate::ui) said_after: Option<String>,
    /// The user promised to make no connection.
    pub(in crate::ui) offline: bool,
}

impl Refreshing {
    /// The index still lacks so many of so many articles. What was on its way when the user stopped it shows no gauge again.
    pub(in crate::ui) fn indexes(&mut self, left: usize, whole: usize) {
        if !self.index_stopped {
            self.indexing = Some((left, whole));
        }
    }

    /// The index has caught up, or was stopped.
    pub(in crate::ui) fn indexed(&mut self) {
        (self.indexing, self.index_stopped) = (None, false);
    }

    /// Whether something is fetched or indexed.
    pub(in crate::ui) fn runs(&self) -> bool {
        self.progress.running || self.indexing.is_some()
    }
}

impl Ui {
    /// Fetches, or stops fetching.
    pub(in crate::ui) fn act_refresh(&mut self, action: RefreshAction) -> Vec<Effect> {
        match action {
            RefreshAction::RefreshSection => self.refresh(false),
            RefreshAction::RefreshAll => self.refresh(true),
            RefreshAction::Older => self.refresh_older(),
            RefreshAction::Again => self.fetch_again(),
            RefreshAction::AddSource => self.ask_source(),
            RefreshAction::ToggleBuiltIn => vec![Effect::ToggleBuiltIn],
            RefreshAction::DownloadBodies => self.estimate_download(),
            RefreshAction::StopRefresh => self.stop_work(),
            RefreshAction::ToggleOffline => self.toggle_offline(),
        }
    }

    pub(in crate::ui) fn refresh(&mut self, all: bool) -> Vec<Effect> {
        let only = if all { Vec::new() } else { self.scope_of_refresh() };
        self.begin_refresh(Refresh { only, force: true, ..Refresh::default() })
    }

    /// Reads the lists in sight further back than they were.
    fn refresh_older(&mut self) -> Vec<Effect> {
        let wish = Refresh { only: self.scope_of_refresh(), force: true, back: Back::Older, ..Refresh::default() };
        self.begin_refresh(wish)
    }

    /// Asks for the article in hand again, though it is stored.
    fn fetch_again(&mut self) -> Vec<Effect> {
        let Some(id) = self.reader.shown().or_else(|| self.list.current().map(|row| row.id)) else { return Vec::new() };
        self.begin_refresh(Refresh { force: true, again: vec![id], ..Refresh::default() })
    }

    /// Begins a refresh, unless there is to be no connection or one runs.
    pub(in crate::ui) fn begin_refresh(&mut self, wish: Refresh) -> Vec<Effect> {
        if self.refresh.offline {
            self.shell.warn("offline-by-wish");
            return Vec::new();
        }
        if self.refresh.progress.running {
            self.shell.hint("refresh-running");
            return Vec::new();
        }
        self.refresh.progress = self.refresh.progress.begun();
        vec![Effect::Refresh(wish)]
    }

    fn scope_of_refresh(&self) -> Vec<(SourceId, Option<SectionId>)> {
        match &self.list.query.scope {
            Scope::All | Scope::Muted | Scope::Citing(_) => Vec::new(),
            Scope::Source(source) => vec![(source.clone(), None)],
            Scope::Sources(sources) => sources.iter().map(|source| (source.clone(), None)).collect(),
            Scope::Section(source, section) => vec![(source.clone(), Some(section.clone()))],
        }
    }

    /// A refresh that the shell started by itself (at the start, on a schedule).
    pub fn refresh_in_background(&mut self) {
        if self.refresh.offline || self.refresh.progress.running {
            return;
        }
        self.refresh.progress = self.refresh.progress.begun();
        self.shell.effects.push(Effect::Refresh(Refresh::default()));
    }

    /// Asks how much a download would be, before anybody is asked for it.
    pub(in crate::ui) fn estimate_download(&mut self) -> Vec<Effect> {
        if self.refresh.offline {
            self.shell.warn("offline-by-wish");
            return Vec::new();
        }
        vec![Effect::Estimate(self.whole_download())]
    }

    pub(in crate::ui) fn confirm_download(&mut self, pages: usize, megabytes: usize) -> Vec<Effect> {
        if pages == 0 {
            self.shell.done("download-nothing");
            return Vec::new();
        }
        let values = [("n", PhraseValue::Number(pages)), ("mb", PhraseValue::Number(megabytes))];
        let question = self.shell.words.with("confirm-download", &values);
        self.lay_over(Overlay::Confirm { question, then: Confirmed::Download, top: 0 })
    }

    pub(in crate::ui) fn download(&mut self) -> Vec<Effect> {
        let wanted = self.whole_download();
        self.refresh.progress = self.refresh.progress.begun();
        vec![Effect::Refresh(wanted)]
    }

    fn whole_download(&self) -> Refresh {
        Refresh { only: self.scope_of_refresh(), all_bodies: true, ..Refresh::default() }
    }

    pub(in crate::ui) fn stop_refresh(&mut self) -> Vec<Effect> {
        if self.refresh.progress.running { vec![Effect::StopRefresh] } else { Vec::new() }
    }

    /// Stops what runs: a refresh, else the indexing.
    pub(in crate::ui) fn stop_work(&mut self) -> Vec<Effect> {
        if self.refresh.progress.running {
            return self.stop_refresh();
        }
        let Some((left, _)) = self.refresh.indexing.take() else {
            self.shell.hint("nothing-runs");
            return Vec::new();
        };
        self.refresh.index_stopped = true;
        self.shell.tell(StatusNotice::done(&self.shell.words.count("indexing-stopped", left)));
        vec![Effect::StopIndexing]
    }

    pub(in crate::ui) fn toggle_offline(&mut self) -> Vec<Effect> {
        self.refresh.offline = !self.refresh.offline;
        let id = if self.refresh.offline { "went-offline" } else { "went-online" };
        self.shell.done(id);
        if !self.refresh.offline {
            self.forget_pictures();
        }
        vec![if self.refresh.offline { Effect::GoOffline } else { Effect::GoOnline }]
    }
}

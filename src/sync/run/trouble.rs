//! Failures during a refresh: whether the article or its host is at fault, whether the host is still asked, and what is
//! reported.

use super::super::batch::Failed;
use super::super::batch::SectionRead;
use super::super::due;
use super::super::failure::StepFailure;
use super::super::older::OlderPage;
use super::super::plan::PlannedVisit;
use super::{RefreshRun, RunJob};
use crate::model::{Offline, SectionId, SourceId, SyncNews, Timestamp, Trouble, TroubleKind};
use crate::store::{StoreError, WantedPage};

/// Consecutive timeouts of one host after which it is not asked again in this refresh.
const STRIKES: u32 = 3;

impl RefreshRun {
    /// An article's page could not be fetched: either that page is broken or its whole host is failing.
    pub(super) async fn body_failed(&mut self, wanted: WantedPage, failure: StepFailure) {
        if let StepFailure::Store(error) = &failure {
            return self.store_broke(error).await;
        }
        if self.is_failure_of_a_map(&wanted, &failure) {
            return;
        }
        // No host answered: the article stays queued for the next refresh, and no failure is counted.
        if failure.is_silence() {
            return self.tell_of(&wanted, &failure).await;
        }
        let host = wanted.url.host();
        let Some(enough) = failure.outage_after() else { return self.own_failure(&wanted, &failure).await };
        let suspects = self.suspects.entry(host.clone()).or_default();
        let kind = failure.kind();
        suspects.push((wanted, failure));
        // A failing host fails in one way: different kinds of failure are the articles' own.
        let alike = suspects.iter().filter(|(_, other)| other.kind() == kind).count();
        if alike >= enough || self.out.contains(&host) {
            self.outage(&host).await;
        }
    }

    /// Counts the failure against the article.
    pub(super) async fn own_failure(&mut self, wanted: &WantedPage, failure: &StepFailure) {
        let (state, what, again) = (failure.offline(), failure.noted(), failure.again());
        self.batch.failed.push(Failed { id: wanted.id, state, what, again });
        self.touch();
        if matches!(failure, StepFailure::Fetch(_)) && state != Offline::Gone {
            self.failed.insert(wanted.source.clone());
        }
        self.tell_of(wanted, failure).await;
    }

    pub(super) async fn tell_of(&mut self, wanted: &WantedPage, failure: &StepFailure) {
        if failure.is_silence() {
            self.failed.insert(wanted.source.clone());
        }
        let trouble = Trouble {
            source: wanted.source.clone(),
            section: None,
            url: wanted.url.to_string(),
            kind: failure.kind(),
            what: failure.what(),
            retry_at: self.retry_at(failure),
        };
        self.tell(SyncNews::Trouble(trouble)).await;
    }

    /// The host is failing: reported once, not asked again in this refresh, and not counted against its articles.
    async fn outage(&mut self, host: &str) {
        let first = self.out.insert(host.to_owned());
        let suspects = self.suspects.remove(host).unwrap_or_default();
        let Some((wanted, failure)) = suspects.last() else { return };
        let noted = failure.noted();
        self.batch.held.extend(suspects.iter().map(|(wanted, _)| (wanted.id, noted.clone())));
        self.batch.held.extend(self.awaiting.leave(host).into_iter().map(|wanted| (wanted.id, noted.clone())));
        self.touch();
        if !first {
            return;
        }
        for job in self.queue.close(host) {
            match job {
                RunJob::Body(wanted) => self.batch.held.push((wanted.id, noted.clone())),
                RunJob::Section(visit) if visit.is_front() => {
                    self.tally.sections += 1;
                    self.blame(&visit, failure).await;
                }
                RunJob::Map(map) => {
                    let (gap, now) = (&map.0, self.context.clock.now());
                    self.batch.states.push((gap.source.clone(), gap.remembered_as(), gap.settled(now, Some(failure))));
                }
                RunJob::Section(_) | RunJob::Picture(_) => {}
            }
        }
        let (source, now) = (wanted.source.clone(), self.context.clock.now());
        let before = self.pauses.get(&source).cloned().unwrap_or_default();
        let state = due::failed(&before, now, failure.kind(), &failure.what(), failure.wait());
        let trouble = Trouble {
            source: source.clone(),
            section: None,
            url: wanted.url.to_string(),
            kind: failure.kind(),
            what: failure.what(),
            retry_at: state.next_visit,
        };
        self.pauses.insert(source.clone(), state.clone());
        self.batch.states.push((source.clone(), SectionId(due::BODIES.to_owned()), state));
        self.failed.insert(source);
        self.tell(SyncNews::Trouble(trouble)).await;
    }

    /// An article of the host arrived: earlier failures were those articles' own, and the source is healthy.
    pub(super) async fn body_came(&mut self, source: &SourceId, host: &str) {
        self.well.insert(host.to_owned());
        for (wanted, failure) in self.suspects.remove(host).unwrap_or_default() {
            self.own_failure(&wanted, &failure).await;
        }
        if let Some(paused) = self.pauses.remove(source) {
            let state = due::succeeded(&paused, self.context.clock.now(), Some(0));
            self.batch.states.push((source.clone(), SectionId(due::BODIES.to_owned()), state));
            self.touch();
        }
    }

    /// At the end of a refresh: failures not yet decided count against the articles if their host answered otherwise,
    /// else against the host.
    pub(super) async fn settle_suspects(&mut self) {
        let hosts: Vec<String> = self.suspects.keys().cloned().collect();
        for host in hosts {
            if !self.well.contains(&host) {
                self.outage(&host).await;
                continue;
            }
            for (wanted, failure) in self.suspects.remove(&host).unwrap_or_default() {
                self.own_failure(&wanted, &failure).await;
            }
        }
    }

    /// A host answered, so the network works: earlier silences were those hosts' own failures.
    pub(super) async fn answered(&mut self, host: &str) {
        self.strikes.remove(host);
        self.reach.answered();
        self.blame_held().await;
    }

    /// The network works: hosts that did not answer are reported as failing.
    pub(super) async fn blame_held(&mut self) {
        for (visit, failure) in std::mem::take(&mut self.held) {
            self.blame(&visit, &failure).await;
        }
    }

    /// Updates what is known of the host and of the network after a failure.
    pub(super) async fn note_failure(&mut self, host: &str, failure: &StepFailure) {
        if !failure.is_silence() {
            self.answered(host).await;
        }
        let timeouts = if failure.is_silence() {
            self.reach.silent(host, failure.network());
            if self.reach.is_there() {
                self.blame_held().await;
            }
            let strikes = self.strikes.entry(host.to_owned()).or_default();
            *strikes += 1;
            *strikes
        } else {
            0
        };
        // [`Self::outage`] reports an outage that was found by failing articles.
        if (!failure.closes_host() || self.suspects.contains_key(host)) && timeouts < STRIKES {
            return;
        }
        for job in self.queue.close(host) {
            if let RunJob::Section(visit) = job
                && visit.is_front()
            {
                self.tally.sections += 1;
                let same = match failure {
                    StepFailure::Fetch(error) => StepFailure::Fetch(error.clone()),
                    StepFailure::Refused(refusal) => StepFailure::Refused(refusal.clone()),
                    StepFailure::Store(_) | StepFailure::Fault => StepFailure::Fault,
                };
                self.section_failed(visit, same).await;
            }
        }
    }

    pub(super) async fn section_failed(&mut self, visit: Box<PlannedVisit>, failure: StepFailure) {
        if failure.is_silence() && !self.reach.is_there() {
            self.held.push((visit, failure));
        } else {
            self.blame(&visit, &failure).await;
        }
    }

    /// A further page of a list could not be fetched: either the list ends here, or the next refresh continues from
    /// this page.
    pub(super) async fn page_failed(&mut self, visit: Box<PlannedVisit>, failure: &StepFailure) {
        if failure.offline() == Offline::Gone || failure.kind() == TroubleKind::NoItems {
            let (items, given, state) = (Some(Vec::new()), OlderPage::default(), visit.state.clone());
            self.batch.sections.push((visit, SectionRead { items, given, state }));
            self.touch();
            return;
        }
        self.tell(SyncNews::Trouble(Trouble {
            source: visit.source.clone(),
            section: Some(visit.section.clone()),
            url: visit.url.to_string(),
            kind: failure.kind(),
            what: failure.what(),
            retry_at: self.retry_at(failure),
        }))
        .await;
    }

    /// Stores a section's failure and reports it.
    pub(super) async fn blame(&mut self, visit: &PlannedVisit, failure: &StepFailure) {
        let (kind, what) = (failure.kind(), failure.what());
        let longest =
            self.context.catalog.by_host(visit.source.as_str()).and_then(|site| site.pace.longest_pause_minutes);
        let state = due::failed(&visit.state, self.context.clock.now(), kind, &what, failure.wait());
        let state = due::within(state, self.context.clock.now(), longest, failure.wait());
        let trouble = Trouble {
            source: visit.source.clone(),
            section: Some(visit.section.clone()),
            url: visit.url.to_string(),
            kind,
            what,
            retry_at: state.next_visit,
        };
        self.batch.states.push((visit.source.clone(), visit.section.clone(), state));
        self.touch();
        self.failed.insert(visit.source.clone());
        self.tell(SyncNews::Trouble(trouble)).await;
    }

    fn retry_at(&self, failure: &StepFailure) -> Option<Timestamp> {
        let seconds = i64::try_from(failure.wait()?.as_secs()).ok()?;
        Some(Timestamp(self.context.clock.now().0.saturating_add(seconds)))
    }

    /// The archive cannot be written: stops, since fetched pages would be lost.
    pub(super) async fn store_broke(&mut self, error: &StoreError) {
        self.broken = true;
        let trouble = Trouble {
            source: SourceId(String::new()),
            section: None,
            url: String::new(),
            kind: TroubleKind::Store,
            what: error.to_string(),
            retry_at: None,
        };
        self.failed.insert(trouble.source.clone());
        self.tell(SyncNews::Trouble(trouble)).await;
    }
}

//! Jobs of a refresh: starting them with a permit of their host, and handling their results.

use super::super::batch::SectionRead;
use super::super::failure::StepFailure;
use super::super::gap::Gap;
use super::super::judge::Refusal;
use super::super::maps::{self, MapPages, MapReach};
use super::super::plan::PlannedVisit;
use super::super::step::{self, ArticleRead};
use super::RefreshRun;
use crate::extract::PageNotice;
use crate::model::{CanonicalUrl, SyncNews, Timestamp};
use crate::store::WantedPage;
use tokio::sync::mpsc;
use tracing::{Instrument as _, debug_span};

/// Pages that wait to be stored before no more are fetched.
const MAX_WAITING: usize = 2 * super::super::batch::MAX_BATCH;

pub(super) enum RunJob {
    Section(Box<PlannedVisit>),
    Body(Box<WantedPage>),
    /// The maps of a site, for a gap.
    Map(Box<(Gap, MapReach)>),
    Picture(CanonicalUrl),
}

pub(super) enum JobDone {
    Section(Box<PlannedVisit>, Box<Result<SectionRead, StepFailure>>),
    Body(Box<WantedPage>, Result<ArticleRead, StepFailure>),
    Map(Box<(Gap, MapReach)>, Result<Option<MapPages>, StepFailure>),
    Picture(CanonicalUrl, Result<u64, StepFailure>),
}

/// A permit in use; dropping it frees it, however the job ends.
pub(super) struct BusyPermit {
    host: String,
    freed: mpsc::UnboundedSender<String>,
}

impl Drop for BusyPermit {
    fn drop(&mut self) {
        let _ = self.freed.send(std::mem::take(&mut self.host));
    }
}

impl RefreshRun {
    /// Starts a job for every free permit.
    pub(super) fn send_out(&mut self) {
        while self.batch.parsed.len() < MAX_WAITING
            && let Some((host, job)) = self.queue.take()
        {
            let permit = BusyPermit { host, freed: self.freed.clone() };
            let context = self.context.clone();
            match job {
                RunJob::Section(visit) => {
                    let span = debug_span!("list", source = %visit.source, section = %visit.section, page = visit.page);
                    let work = async move {
                        let result = step::section(&context, &visit, permit).await;
                        JobDone::Section(visit, Box::new(result))
                    };
                    self.jobs.spawn(work.instrument(span))
                }
                RunJob::Body(wanted) => {
                    self.under_way += 1;
                    let span = debug_span!("article", source = %wanted.source, id = wanted.id.0);
                    let work = async move {
                        let result = step::article(&context, &wanted, permit).await;
                        JobDone::Body(wanted, result)
                    };
                    self.jobs.spawn(work.instrument(span))
                }
                RunJob::Map(map) => {
                    let work = async move {
                        let result = maps::read(&context, &map.0, permit).await;
                        JobDone::Map(map, result)
                    };
                    self.jobs.spawn(work.instrument(debug_span!("sitemap")))
                }
                RunJob::Picture(url) => self.jobs.spawn(async move {
                    let result = match &context.pictures {
                        Some(pictures) => step::picture(&context, pictures, &url, permit).await,
                        None => Ok(0),
                    };
                    JobDone::Picture(url, result)
                }),
            };
        }
    }

    pub(super) async fn section_done(&mut self, visit: Box<PlannedVisit>, result: Result<SectionRead, StepFailure>) {
        match result {
            Ok(read) => {
                self.answered(&visit.url.host()).await;
                self.well.insert(visit.url.host());
                self.batch.sections.push((visit, read));
                // What it lists is waited for: stored as soon as the store is free.
                self.batch_due = Some(tokio::time::Instant::now());
            }
            Err(StepFailure::Store(error)) => self.store_broke(&error).await,
            Err(failure) => self.list_failed(visit, failure).await,
        }
    }

    /// A list failed: the jobs that waited for it continue without it.
    async fn list_failed(&mut self, visit: Box<PlannedVisit>, failure: StepFailure) {
        let host = visit.url.host();
        self.note_failure(&host, &failure).await;
        self.ask_followers_of(&visit);
        self.feed_came(&visit, &[]).await;
        if visit.is_front() {
            self.tally.sections += 1;
            self.section_failed(visit, failure).await;
        } else {
            self.page_failed(visit, &failure).await;
        }
    }

    pub(super) async fn body_done(&mut self, wanted: WantedPage, result: Result<ArticleRead, StepFailure>) {
        self.under_way = self.under_way.saturating_sub(1);
        let (host, id) = (wanted.url.host(), wanted.id);
        match result {
            Ok(ArticleRead::Page(parsed)) => {
                self.answered(&host).await;
                if parsed.anybodys.is_none() {
                    self.body_came(&wanted.source, &host).await;
                }
                if parsed.paywall {
                    self.tell_of(&wanted, &StepFailure::Refused(Refusal::of_notice(PageNotice::Paywall, &host))).await;
                    self.failed.insert(wanted.source.clone());
                }
                if let Some(failure) = &parsed.missing {
                    self.own_failure(&wanted, failure).await;
                }
                self.parsed(wanted, *parsed).await;
            }
            Ok(ArticleRead::Unchanged(id)) => {
                self.answered(&host).await;
                self.body_came(&wanted.source, &host).await;
                self.tally.reread += 1;
                self.batch.unchanged.push(id);
                self.touch();
            }
            Err(failure) => {
                if failure.is_silence() {
                    self.note_failure(&host, &failure).await;
                } else {
                    self.answered(&host).await;
                }
                self.body_failed(wanted, failure).await;
            }
        }
        self.chain_came(id).await;
    }

    /// Lines up pictures, each address once a run, as long as the budget could hold what this run has fetched.
    pub(super) fn want_pictures(&mut self, urls: Vec<String>) {
        let Some(pictures) = &self.context.pictures else { return };
        let room = self.picture_bytes < pictures.budget;
        for url in urls.into_iter().filter(|_| room).filter_map(|url| CanonicalUrl::parse(&url)) {
            if self.asked.insert(url.clone()) {
                let host = url.host();
                let permits = self.permits_at(&host);
                // A host that was closed takes no more; the picture stays wanted.
                let _ = self.queue.push(&host, permits, RunJob::Picture(url));
            }
        }
    }

    pub(super) async fn picture_done(&mut self, url: &CanonicalUrl, result: Result<u64, StepFailure>) {
        match result {
            Ok(bytes) => {
                self.answered(&url.host()).await;
                self.picture_bytes = self.picture_bytes.saturating_add(bytes);
            }
            Err(StepFailure::Store(error)) => self.store_broke(&error).await,
            Err(failure) => self.note_failure(&url.host(), &failure).await,
        }
    }

    /// Lines up a further page of a list.
    pub(super) fn go_back(&mut self, visit: &PlannedVisit, next: CanonicalUrl, since: Option<Timestamp>, new: usize) {
        let barren = if new == 0 { visit.barren + 1 } else { 0 };
        let further = PlannedVisit { barren, ..visit.of_page(next, since) };
        let host = further.url.host();
        let permits = self.permits_at(&host);
        // A host that was closed takes no more; the archive remembers where to go on.
        let _ = self.queue.push(&host, permits, RunJob::Section(Box::new(further)));
    }

    /// Lines up article pages, each address once a run.
    pub(super) async fn want(&mut self, bodies: Vec<WantedPage>) {
        if self.scope.no_bodies {
            return;
        }
        let before = self.asked.len();
        for wanted in bodies {
            if self.resting.contains(&wanted.source) {
                continue;
            }
            let Some(wanted) = self.awaiting.hold(wanted) else { continue };
            if self.asked.insert(wanted.url.clone()) {
                let host = wanted.url.host();
                let permits = self.permits_at(&host);
                // A host that was closed takes no more; the article stays wanted.
                let _ = self.queue.push(&host, permits, RunJob::Body(Box::new(wanted)));
            }
        }
        if self.asked.len() > before {
            let waiting = self.queue.waiting().filter(|job| matches!(job, RunJob::Body(_))).count();
            let pages = waiting + self.awaiting.len() + self.under_way + self.batch.parsed.len() + self.undated.len();
            self.tell(SyncNews::BodiesPlanned { pages }).await;
        }
    }

    pub(super) fn permits_at(&self, host: &str) -> usize {
        let own = self.context.catalog.by_host(host).and_then(|site| site.pace.connections);
        own.unwrap_or(self.permits_per_host)
    }
}

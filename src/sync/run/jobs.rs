//! Jobs of a walk: what is sent out, with a permit of its host, and what comes back.

use super::super::failure::Failure;
use super::super::gap::Gap;
use super::super::judge::Refusal;
use super::super::maps::{self, Named, Reach};
use super::super::plan::Visit;
use super::super::step::{self, ArticleRead, SectionRead};
use super::Run;
use crate::extract::Notice;
use crate::model::{CanonicalUrl, SyncNews, Timestamp};
use crate::store::Wanted;
use tokio::sync::mpsc;
use tracing::{Instrument as _, debug_span};

/// Pages that wait to be stored before no more are fetched.
const MAX_WAITING: usize = 2 * super::super::batch::MAX_BATCH;

pub(super) enum Job {
    Section(Box<Visit>),
    Body(Box<Wanted>),
    /// The maps of a site, for a gap.
    Map(Box<(Gap, Reach)>),
    Picture(CanonicalUrl),
}

pub(super) enum Done {
    Section(Box<Visit>, Box<Result<SectionRead, Failure>>),
    Body(Box<Wanted>, Result<ArticleRead, Failure>),
    Map(Box<(Gap, Reach)>, Result<Option<Named>, Failure>),
    Picture(CanonicalUrl, Result<u64, Failure>),
}

/// A busy permit; dropping it frees it, however the job ends.
pub(super) struct Permit {
    host: String,
    freed: mpsc::UnboundedSender<String>,
}

impl Drop for Permit {
    fn drop(&mut self) {
        let _ = self.freed.send(std::mem::take(&mut self.host));
    }
}

impl Run {
    /// Sends free permits out.
    pub(super) fn send_out(&mut self) {
        while self.batch.parsed.len() < MAX_WAITING
            && let Some((host, job)) = self.queue.take()
        {
            let permit = Permit { host, freed: self.freed.clone() };
            let context = self.context.clone();
            match job {
                Job::Section(visit) => {
                    let span = debug_span!("list", source = %visit.source, section = %visit.section, page = visit.page);
                    let work = async move {
                        let result = step::section(&context, &visit, permit).await;
                        Done::Section(visit, Box::new(result))
                    };
                    self.jobs.spawn(work.instrument(span))
                }
                Job::Body(wanted) => {
                    self.under_way += 1;
                    let span = debug_span!("article", source = %wanted.source, id = wanted.id.0);
                    let work = async move {
                        let result = step::article(&context, &wanted, permit).await;
                        Done::Body(wanted, result)
                    };
                    self.jobs.spawn(work.instrument(span))
                }
                Job::Map(map) => {
                    let work = async move {
                        let result = maps::read(&context, &map.0, permit).await;
                        Done::Map(map, result)
                    };
                    self.jobs.spawn(work.instrument(debug_span!("sitemap")))
                }
                Job::Picture(url) => self.jobs.spawn(async move {
                    let result = match &context.pictures {
                        Some(pictures) => step::picture(&context, pictures, &url, permit).await,
                        None => Ok(0),
                    };
                    Done::Picture(url, result)
                }),
            };
        }
    }

    pub(super) async fn section_done(&mut self, visit: Box<Visit>, result: Result<SectionRead, Failure>) {
        match result {
            Ok(read) => {
                self.answered(&visit.url.host()).await;
                self.well.insert(visit.url.host());
                self.batch.sections.push((visit, read));
                // What it lists is waited for: stored as soon as the store is free.
                self.batch_due = Some(tokio::time::Instant::now());
            }
            Err(Failure::Store(error)) => self.store_broke(&error).await,
            Err(failure) => {
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
        }
    }

    pub(super) async fn body_done(&mut self, wanted: Wanted, result: Result<ArticleRead, Failure>) {
        self.under_way = self.under_way.saturating_sub(1);
        let (host, id) = (wanted.url.host(), wanted.id);
        match result {
            Ok(ArticleRead::Page(parsed)) => {
                self.answered(&host).await;
                if parsed.anybodys.is_none() {
                    self.body_came(&wanted.source, &host).await;
                }
                if parsed.paywall {
                    self.tell_of(&wanted, &Failure::Refused(Refusal::of_notice(Notice::Paywall, &host))).await;
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
                let _ = self.queue.push(&host, permits, Job::Picture(url));
            }
        }
    }

    pub(super) async fn picture_done(&mut self, url: &CanonicalUrl, result: Result<u64, Failure>) {
        match result {
            Ok(bytes) => {
                self.answered(&url.host()).await;
                self.picture_bytes = self.picture_bytes.saturating_add(bytes);
            }
            Err(Failure::Store(error)) => self.store_broke(&error).await,
            Err(failure) => self.note_failure(&url.host(), &failure).await,
        }
    }

    /// Lines up a further page of a list.
    pub(super) fn go_back(&mut self, visit: &Visit, next: CanonicalUrl, since: Option<Timestamp>, new: usize) {
        let barren = if new == 0 { visit.barren + 1 } else { 0 };
        let further = Visit { barren, ..visit.of_page(next, since) };
        let host = further.url.host();
        let permits = self.permits_at(&host);
        // A host that was closed takes no more; the archive remembers where to go on.
        let _ = self.queue.push(&host, permits, Job::Section(Box::new(further)));
    }

    /// Lines up article pages, each address once a run.
    pub(super) async fn want(&mut self, bodies: Vec<Wanted>) {
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
                let _ = self.queue.push(&host, permits, Job::Body(Box::new(wanted)));
            }
        }
        if self.asked.len() > before {
            let waiting = self.queue.waiting().filter(|job| matches!(job, Job::Body(_))).count();
            let pages = waiting + self.awaiting.len() + self.under_way + self.batch.parsed.len() + self.undated.len();
            self.tell(SyncNews::BodiesPlanned { pages }).await;
        }
    }

    pub(super) fn permits_at(&self, host: &str) -> usize {
        let own = self.context.catalog.by_host(host).and_then(|site| site.pace.connections);
        own.unwrap_or(self.permits_per_host)
    }
}

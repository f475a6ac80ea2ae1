//! Gaps between what lists show and what was known: closed by the site's own map, once nothing else is left to do.

use super::super::batch::Parsed;
use super::super::context::Context;
use super::super::failure::Failure;
use super::super::gap::{Gap, OVERLAP};
use super::super::maps::{self, Reach};
use super::super::older::Given;
use super::super::plan::Visit;
use super::{Job, Run};
use crate::model::{Entry, Offline, SourceId, SyncNews, Timestamp, Trouble, TroubleKind};
use crate::store::{Ground, StoreError, Wanted};

/// Gaps of a run, and what closes some of them.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    /// Lists that lost known ground.
    open: Vec<Gap>,
    /// Lists that reached it.
    joined: Vec<Gap>,
    /// Pages that only a map named, and the gap that they lie in.
    mapped: std::collections::HashMap<String, Gap>,
}

impl Gaps {
    pub(super) fn owed(gaps: Vec<Gap>) -> Self {
        Self { open: gaps, ..Self::default() }
    }

    /// Notes how a list ended.
    pub(super) fn note(&mut self, visit: &Visit, given: &Given, ground: Ground, since: Option<Timestamp>) {
        let archive = given.archive.clone();
        let gap = |since| Gap {
            archive: archive.clone(),
            ..Gap::new(visit.source.clone(), visit.section.clone(), visit.url.clone(), since)
        };
        match (ground, since.map(gap)) {
            (Ground::Lost, Some(gap)) => self.open.push(gap),
            (Ground::Reached, Some(gap)) => self.joined.push(gap),
            _ => {}
        }
    }

    /// The gap that a page lies in which no list has named.
    pub(super) fn of(&self, wanted: &Wanted) -> Option<&Gap> {
        self.mapped.get(wanted.url.as_str())
    }
}

impl Run {
    /// Lines up the maps that may close the gaps of this run; whether there are any.
    pub(super) async fn close_gaps(&mut self) -> bool {
        let open = std::mem::take(&mut self.gaps.open);
        if open.is_empty() {
            return false;
        }
        let (context, joined) = (self.context.clone(), self.gaps.joined.clone());
        let settling = tokio::task::spawn_blocking(move || really_open(&context, open, &joined));
        let open = match settling.await {
            Ok(Ok(open)) => open,
            Ok(Err(error)) => {
                self.store_broke(&error).await;
                return false;
            }
            Err(_) => return false,
        };
        let any = !open.is_empty();
        for (gap, reach) in open {
            if reach == Reach::Unknown || self.scope.no_bodies {
                self.tell_gap(&gap, None).await;
                continue;
            }
            let host = gap.list.host();
            let permits = self.permits_at(&host);
            // A host that was closed takes no more; the gap stays owed.
            if let Err(Job::Map(closed)) = self.queue.push(&host, permits, Job::Map(Box::new((gap, reach)))) {
                let (gap, _) = *closed;
                let state = crate::store::SectionState { owed: Some(gap.since), ..gap.state.clone() };
                self.batch.states.push((gap.source.clone(), gap.remembered_as(), state));
            }
        }
        any
    }

    /// What the maps of a site gave for a gap.
    pub(super) async fn map_done(&mut self, gap: Gap, reach: Reach, result: Result<Option<Vec<Entry>>, Failure>) {
        let now = self.context.clock.now();
        let settled = gap.settled(now, result.as_ref().err());
        match result {
            Ok(entries) => {
                self.answered(&gap.list.host()).await;
                let named = match entries {
                    Some(entries) => self.missing(&gap, reach, entries).await,
                    None => None,
                };
                self.batch.states.push((gap.source.clone(), gap.remembered_as(), settled));
                self.touch();
                let count = named.as_ref().map(Vec::len);
                if count != Some(0) {
                    self.tell_gap(&gap, count).await;
                }
                let named = named.unwrap_or_default();
                self.gaps.mapped.extend(named.iter().map(|wanted| (wanted.url.to_string(), gap.clone())));
                self.want(named).await;
            }
            Err(failure) => {
                self.note_failure(&gap.list.host(), &failure).await;
                self.failed.insert(gap.source.clone());
                let trouble = Trouble {
                    source: gap.source.clone(),
                    section: Some(gap.section.clone()),
                    url: gap.list.to_string(),
                    kind: failure.kind(),
                    what: failure.what(),
                    retry_at: settled.next_visit,
                };
                self.batch.states.push((gap.source.clone(), gap.remembered_as(), settled));
                self.touch();
                self.tell(SyncNews::Trouble(trouble)).await;
            }
        }
    }

    async fn missing(&mut self, gap: &Gap, reach: Reach, entries: Vec<Entry>) -> Option<Vec<Wanted>> {
        let (store, gap) = (self.context.store.clone(), gap.clone());
        let looking = tokio::task::spawn_blocking(move || maps::missing(&store, &gap, &reach, &entries));
        match looking.await {
            Ok(Ok(missing)) => Some(missing),
            Ok(Err(error)) => {
                self.store_broke(&error).await;
                None
            }
            Err(_) => None,
        }
    }

    async fn tell_gap(&self, gap: &Gap, mapped: Option<usize>) {
        let (source, section) = (gap.source.clone(), gap.section.clone());
        self.tell(SyncNews::Gap { source, section, mapped }).await;
    }

    /// Whether a page that only a map named is older than its gap.
    pub(super) fn is_older_than_its_gap(&self, wanted: &Wanted, parsed: &Parsed) -> bool {
        self.gaps.of(wanted).is_some_and(|gap| {
            let published = parsed.draft.published;
            published.is_none_or(|published| published.at.0 < gap.from(Some(published)))
        })
    }

    /// A page that only a map named could not be had: nothing is known of it, and the gap stays owed, unless it is no article
    /// or the site does not have it. Whether that was so.
    pub(super) fn is_failure_of_a_map(&mut self, wanted: &Wanted, failure: &Failure) -> bool {
        let Some(gap) = self.gaps.of(wanted).cloned() else { return false };
        let no_article = failure.kind() == TroubleKind::NotAnArticle || failure.offline() == Offline::Gone;
        if !no_article {
            let state = gap.settled(self.context.clock.now(), Some(failure));
            self.batch.states.push((gap.source.clone(), gap.remembered_as(), state));
            self.touch();
        }
        no_article
    }
}

/// The gaps that no other list of their source closed, each part of a site once, and where they may reach. Blocks.
fn really_open(context: &Context, open: Vec<Gap>, joined: &[Gap]) -> Result<Vec<(Gap, Reach)>, StoreError> {
    let reach = |gap: &Gap| maps::reach(&context.store, &gap.source, &gap.section, &gap.list);
    let mut closed = Vec::with_capacity(joined.len());
    for gap in joined {
        closed.push((gap.source.clone(), reach(gap)?, gap.since));
    }
    let mut found: Vec<(Gap, Reach)> = Vec::new();
    for mut gap in open {
        let reach = reach(&gap)?;
        // What is owed since an earlier refresh no list of this one can close.
        let covers = |(source, its, since): &(SourceId, Reach, Timestamp)| {
            *source == gap.source && *its == reach && since.0 <= gap.since.0.saturating_add(OVERLAP)
        };
        if reach != Reach::Unknown && gap.state.owed.is_none() && closed.iter().any(covers) {
            continue;
        }
        gap.state = context.store.section_state(&gap.source, &gap.remembered_as())?;
        gap.newest = context.store.newest_met((&gap.source, &gap.section), gap.since)?;
        let twin = found
            .iter_mut()
            .find(|(other, its)| reach != Reach::Unknown && other.source == gap.source && *its == reach);
        match twin {
            Some((other, _)) => {
                other.since = other.since.min(gap.since);
                other.newest = other.newest.min(gap.newest);
                other.archive = other.archive.take().or(gap.archive);
            }
            None => found.push((gap, reach)),
        }
    }
    Ok(found)
}

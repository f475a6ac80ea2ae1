//! Gaps between what lists show and what was known: closed by the site's own map, once nothing else is left to do.

use super::super::batch::Parsed;
use super::super::context::Context;
use super::super::failure::StepFailure;
use super::super::gap::{Gap, OVERLAP};
use super::super::mapped::{self, Missing};
use super::super::maps::{self, MapPages, MapReach, Road};
use super::super::older::OlderPage;
use super::super::plan::PlannedVisit;
use super::{RefreshRun, RunJob};
use crate::model::{
    Evidence, Field, FindingKind, Moment, Offline, SourceId, SyncNews, Timestamp, Trouble, TroubleKind,
};
use crate::store::{ListJoin, StoreError, WantedPage};

/// Gaps of a run, and what closes some of them.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    /// Lists that lost known ground.
    open: Vec<Gap>,
    /// Lists that reached it.
    joined: Vec<Gap>,
    /// Pages that only an archive or a map named.
    mapped: std::collections::HashMap<String, Mapped>,
}

/// What is known of a page that no list has named.
#[derive(Debug)]
pub(super) struct Mapped {
    /// The gap that it lies in.
    pub(super) gap: Gap,
    /// Who named it.
    pub(super) road: Road,
    /// The date that was told of it there.
    pub(super) published: Option<Moment>,
    /// Whether pages of its site say when they were published.
    pub(super) pages: DatesSaid,
}

/// Whether the articles of a site say their dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DatesSaid {
    Said,
    Unsaid,
}

impl Gaps {
    pub(super) fn owed(gaps: Vec<Gap>) -> Self {
        Self { open: gaps, ..Self::default() }
    }

    /// Notes how a list ended.
    pub(super) fn note(&mut self, visit: &PlannedVisit, given: &OlderPage, ground: ListJoin, since: Option<Timestamp>) {
        let archive = given.archive.clone();
        let gap = |since| Gap {
            archive: archive.clone(),
            ..Gap::new(visit.source.clone(), visit.section.clone(), visit.url.clone(), since)
        };
        match (ground, since.map(gap)) {
            (ListJoin::Lost, Some(gap)) => self.open.push(gap),
            (ListJoin::Reached, Some(gap)) => self.joined.push(gap),
            _ => {}
        }
    }

    /// Notes what is known of a page that is to be asked for.
    pub(super) fn expect(&mut self, wanted: &WantedPage, mapped: Mapped) {
        self.mapped.insert(wanted.url.to_string(), mapped);
    }

    /// The gap through which a walk asked for a page.
    pub(super) fn walked(&self, wanted: &WantedPage) -> Option<Gap> {
        self.mapped(wanted).filter(|mapped| mapped.road == Road::Neighbour).map(|mapped| mapped.gap.clone())
    }

    fn mapped(&self, wanted: &WantedPage) -> Option<&Mapped> {
        self.mapped.get(wanted.url.as_str())
    }
}

impl RefreshRun {
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
            if reach == MapReach::Unknown || self.scope.no_bodies {
                self.tell_gap(&gap, None).await;
                continue;
            }
            let host = gap.list.host();
            let permits = self.permits_at(&host);
            // A host that was closed takes no more; the gap stays owed.
            if let Err(RunJob::Map(closed)) = self.queue.push(&host, permits, RunJob::Map(Box::new((gap, reach)))) {
                let (gap, _) = *closed;
                let state = crate::store::SectionState { owed: Some(gap.since), ..gap.state.clone() };
                self.batch.states.push((gap.source.clone(), gap.remembered_as(), state));
            }
        }
        any
    }

    /// What the maps of a site gave for a gap.
    pub(super) async fn map_done(&mut self, gap: Gap, reach: MapReach, result: Result<Option<MapPages>, StepFailure>) {
        let now = self.context.clock.now();
        let settled = gap.settled(now, result.as_ref().err());
        match result {
            Ok(named) => {
                self.answered(&gap.list.host()).await;
                let road = named.as_ref().map_or(Road::Map, |named| named.road);
                let missing = match named {
                    Some(named) => self.missing(&gap, reach, named).await,
                    None if self.walk_through(&gap, reach).await => Some((Vec::new(), DatesSaid::Said)),
                    None => None,
                };
                self.batch.states.push((gap.source.clone(), gap.remembered_as(), settled));
                self.touch();
                let count = missing.as_ref().map(|(missing, _)| missing.len());
                if count != Some(0) {
                    self.tell_gap(&gap, count).await;
                }
                let (missing, pages) = missing.unwrap_or((Vec::new(), DatesSaid::Said));
                for (wanted, published) in &missing {
                    let mapped = Mapped { gap: gap.clone(), road, published: *published, pages };
                    self.gaps.expect(wanted, mapped);
                }
                self.want(missing.into_iter().map(|(wanted, _)| wanted).collect()).await;
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

    async fn missing(&mut self, gap: &Gap, reach: MapReach, named: MapPages) -> Option<(Vec<Missing>, DatesSaid)> {
        let (store, gap) = (self.context.store.clone(), gap.clone());
        let looking = tokio::task::spawn_blocking(move || {
            let missing = mapped::missing(&store, &gap, &reach, &named.entries)?;
            let dates = if store.pages_say_dates(&gap.source)? { DatesSaid::Said } else { DatesSaid::Unsaid };
            Ok::<_, StoreError>((missing, dates))
        });
        match looking.await {
            Ok(Ok(found)) => Some(found),
            Ok(Err(error)) => {
                self.store_broke(&error).await;
                None
            }
            Err(_) => None,
        }
    }

    pub(super) async fn tell_gap(&self, gap: &Gap, mapped: Option<usize>) {
        let (source, section) = (gap.source.clone(), gap.section.clone());
        self.tell(SyncNews::Gap { source, section, mapped }).await;
    }

    /// Gives a page that no list has named the date that its archive tells, where it says none; whether it is older than its
    /// gap. What an archive lists is an article, dated or not; what a map names may be any page of a site, unless its
    /// articles say no dates either.
    pub(super) fn is_older_than_its_gap(&self, wanted: &WantedPage, parsed: &mut Parsed) -> bool {
        let Some(Mapped { gap, road, published, pages }) = self.gaps.mapped(wanted) else { return false };
        let draft = &mut parsed.draft;
        if let Some(told) = published.filter(|_| draft.published.is_none()) {
            let by = if *road == Road::Archive { Evidence::Listing } else { Evidence::Sitemap };
            draft.published = Some(told);
            draft.by.insert(Field::Published, by);
            draft.findings.retain(|finding| !finding.is(FindingKind::NoDate));
        }
        match draft.published {
            Some(published) => published.at.0 < gap.from(Some(published)),
            None => *road != Road::Archive && *pages == DatesSaid::Said,
        }
    }

    /// A page that only a map named could not be had: nothing is known of it, and the gap stays owed, unless it is no article
    /// or the site does not have it. Whether that was so.
    pub(super) fn is_failure_of_a_map(&mut self, wanted: &WantedPage, failure: &StepFailure) -> bool {
        let Some(gap) = self.gaps.mapped(wanted).map(|mapped| mapped.gap.clone()) else { return false };
        let no_article = matches!(failure.kind(), TroubleKind::NotAnArticle | TroubleKind::Scripts)
            || failure.offline() == Offline::Gone;
        if !no_article {
            let state = gap.settled(self.context.clock.now(), Some(failure));
            self.batch.states.push((gap.source.clone(), gap.remembered_as(), state));
            self.touch();
        }
        no_article
    }
}

/// Whether a list of the same source, one that reached known ground, tells all that this one ever told. Blocks.
fn is_retold(context: &Context, gap: &Gap, joined: &[Gap]) -> Result<bool, StoreError> {
    let theirs = joined
        .iter()
        .filter(|other| other.source == gap.source && other.since.0 <= gap.since.0.saturating_add(OVERLAP));
    for other in theirs {
        if context.store.tells_all_of(&gap.source, &other.section, &gap.section)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The gaps that no other list of their source closed, each part of a site once, and where they may reach. Blocks.
fn really_open(context: &Context, open: Vec<Gap>, joined: &[Gap]) -> Result<Vec<(Gap, MapReach)>, StoreError> {
    let reach = |gap: &Gap| maps::reach(&context.store, &gap.source, &gap.section, &gap.list);
    let mut closed = Vec::with_capacity(joined.len());
    for gap in joined {
        closed.push((gap.source.clone(), reach(gap)?, gap.since));
    }
    let mut found: Vec<(Gap, MapReach)> = Vec::new();
    for mut gap in open {
        let reach = reach(&gap)?;
        // What is owed since an earlier refresh no list of this one can close.
        let covers = |(source, its, since): &(SourceId, MapReach, Timestamp)| {
            *source == gap.source && *its == reach && since.0 <= gap.since.0.saturating_add(OVERLAP)
        };
        if gap.state.owed.is_none()
            && (reach != MapReach::Unknown && closed.iter().any(covers) || is_retold(context, &gap, joined)?)
        {
            continue;
        }
        gap.state = context.store.section_state(&gap.source, &gap.remembered_as())?;
        gap.newest = context.store.newest_met((&gap.source, &gap.section), gap.since)?;
        let twin = found
            .iter_mut()
            .find(|(other, its)| reach != MapReach::Unknown && other.source == gap.source && *its == reach);
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

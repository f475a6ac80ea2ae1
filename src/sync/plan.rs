//! What to visit, and in what order. Pure: the catalogue, the remembered states and the present instant come in.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::gap::Gap;
use super::{Depth, RefreshScope, due};
use crate::model::{CanonicalUrl, SectionId, SourceId, Timestamp, Trouble, TroubleKind};
use crate::sources::{AddressKind, Catalog, Section, Site};
use crate::store::SectionState;

/// Most leftovers of earlier refreshes that one takes up where the user asks for all of them.
pub(super) const ALL_LEFTOVERS: usize = 200_000;

/// Visits in a row that must agree on where a section has moved for good before it is asked there.
pub const MOVED_VISITS: u32 = 3;

/// One section to visit.
#[derive(Debug, Clone)]
pub(super) struct PlannedVisit {
    pub(super) source: SourceId,
    pub(super) section: SectionId,
    pub(super) url: CanonicalUrl,
    pub(super) kind: AddressKind,
    pub(super) state: SectionState,
    /// Least minutes between two visits, if the site says so.
    pub(super) minutes: Option<u64>,
    /// Which page of the list, counted from 1.
    pub(super) page: usize,
    /// Up to when the list was walked before; `None` the first time.
    pub(super) since: Option<Timestamp>,
    /// Pages in a row that told nothing new.
    pub(super) barren: usize,
    /// The list whose visit, if it tells all, makes this one needless.
    pub(super) follows: Option<SectionId>,
}

impl PlannedVisit {
    /// The visit of a further page of the same list.
    pub(super) fn of_page(&self, url: CanonicalUrl, since: Option<Timestamp>) -> Self {
        Self { url, since, page: self.page + 1, ..self.clone() }
    }

    /// Whether it is the list's front page.
    pub(super) fn is_front(&self) -> bool {
        self.page == 1
    }
}

/// A plan.
#[derive(Debug, Default)]
pub(super) struct RefreshPlan {
    /// Least recently visited first.
    pub(super) visits: Vec<PlannedVisit>,
    /// Sources whose missing bodies may be fetched.
    pub(super) sources: Vec<SourceId>,
    /// What cannot be visited, and why.
    pub(super) refused: Vec<Trouble>,
    /// Sources whose article pages could not be had at the last visit.
    pub(super) pauses: HashMap<SourceId, SectionState>,
    /// Of them, those whose time has not come.
    pub(super) resting: BTreeSet<SourceId>,
    /// Gaps that an earlier refresh could not close.
    pub(super) gaps: Vec<Gap>,
    /// Sections that were read when their source was added, a moment ago.
    pub(super) just_added: Vec<(SourceId, SectionId, SectionState)>,
}

/// Makes the plan.
pub(super) fn plan(
    catalog: &Catalog,
    states: &BTreeMap<(SourceId, SectionId), SectionState>,
    scope: &RefreshScope,
    now: Timestamp,
) -> RefreshPlan {
    let mut plan = RefreshPlan::default();
    if !scope.again.is_empty() {
        return plan;
    }
    let mut seen = BTreeSet::new();
    let mut quiet = BTreeSet::new();
    for ((source, section), state) in states {
        if section.as_str() == due::BODIES && state.failures > 0 {
            plan.pauses.insert(source.clone(), state.clone());
            let asked = due::quiet_until(state, now).is_some();
            if asked || (!scope.force && !due::is_due(state, now)) {
                plan.resting.insert(source.clone());
            }
        }
    }
    for (site, section) in chosen(catalog, scope) {
        let (source, id) = (site.source_id(), section.section_id());
        let state = states.get(&(source.clone(), id.clone())).cloned().unwrap_or_default();
        // A host that asked for patience at an article asked for it as a whole.
        let asked = plan.pauses.get(&source).and_then(|pause| due::quiet_until(pause, now).zip(Some(pause)));
        if let Some((until, pause)) = asked {
            if quiet.insert(source.clone()) {
                plan.refused.push(still_quiet(&source, section, pause, until));
            }
            continue;
        }
        if !plan.sources.contains(&source) {
            plan.sources.push(source.clone());
        }
        if let Some(until) = due::quiet_until(&state, now) {
            quiet.insert(source.clone());
            plan.refused.push(still_quiet(&source, section, &state, until));
            continue;
        }
        let moved = state.moved.as_deref().filter(|_| state.moved_visits >= MOVED_VISITS).and_then(CanonicalUrl::parse);
        let older =
            (scope.depth == Depth::Older).then(|| state.older.as_deref().and_then(CanonicalUrl::parse)).flatten();
        let page = if older.is_some() { 2 } else { 1 };
        let Some(url) = older.or(moved).or_else(|| CanonicalUrl::parse(&section.url)) else {
            plan.refused.push(bad_address(&source, section));
            continue;
        };
        if scope.depth == Depth::New && due::was_just_added(&state, now) {
            plan.just_added.push((source, id, state));
            continue;
        }
        if (scope.force || due::is_due(&state, now)) && seen.insert((source.clone(), url.clone())) {
            plan.visits.push(PlannedVisit {
                source,
                section: id,
                url,
                kind: section.kind,
                minutes: site.pace.visit_minutes,
                page,
                since: state.succeeded.filter(|_| page == 1),
                barren: 0,
                follows: None,
                state,
            });
        }
    }
    plan.gaps = owed_gaps(catalog, states, scope, now);
    plan.gaps.retain(|gap| plan.sources.contains(&gap.source));
    plan.sources.retain(|source| !quiet.contains(source) && !plan.resting.contains(source));
    plan.visits.sort_by_key(|visit| visit.state.visited);
    plan
}

/// Gaps in lists that a map of the site is still to close.
fn owed_gaps(
    catalog: &Catalog,
    states: &BTreeMap<(SourceId, SectionId), SectionState>,
    scope: &RefreshScope,
    now: Timestamp,
) -> Vec<Gap> {
    let owed = |(site, section): (&Site, &Section)| {
        let (source, section, list) = (site.source_id(), section.section_id(), CanonicalUrl::parse(&section.url)?);
        let mut gap = Gap::new(source, section, list, now);
        let state = states.get(&(gap.source.clone(), gap.remembered_as()))?;
        gap.since = state.owed?;
        gap.state = state.clone();
        (scope.force || due::is_due(state, now)).then_some(gap)
    };
    chosen(catalog, scope).filter_map(owed).collect()
}

/// The sections that the scope names; without names, everything enabled. A section named itself needs not be enabled.
fn chosen<'a>(catalog: &'a Catalog, scope: &'a RefreshScope) -> impl Iterator<Item = (&'a Site, &'a Section)> {
    let all = catalog.sites.iter().flat_map(|site| site.sections.iter().map(move |section| (site, section)));
    all.filter(|(site, section)| {
        let named = |(source, id): &(SourceId, Option<SectionId>)| {
            source.0 == site.id && id.as_ref().map_or(section.enabled, |id| id.0 == section.id)
        };
        if scope.only.is_empty() { section.enabled } else { scope.only.iter().any(named) }
    })
}

fn still_quiet(source: &SourceId, section: &Section, state: &SectionState, until: Timestamp) -> Trouble {
    Trouble {
        source: source.clone(),
        section: Some(section.section_id()),
        url: section.url.clone(),
        kind: TroubleKind::Throttled,
        what: state.trouble.clone().unwrap_or_default(),
        retry_at: Some(until),
    }
}

fn bad_address(source: &SourceId, section: &Section) -> Trouble {
    Trouble {
        source: source.clone(),
        section: Some(section.section_id()),
        url: section.url.clone(),
        kind: TroubleKind::BadAddress,
        what: format!("{:?} is no web address", section.url),
        retry_at: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_750_000_000);

    fn section(id: &str, enabled: bool) -> Section {
        Section {
            id: id.into(),
            name: id.into(),
            url: format!("https://bao.test/{id}"),
            kind: AddressKind::Listing,
            unverified: false,
            enabled,
        }
    }

    fn catalog() -> Catalog {
        let site = |id: &str, sections| Site { id: id.into(), sections, ..Site::default() };
        let one = vec![section("cong-doan", true), section("viec-lam", true), section("the-thao", false)];
        Catalog {
            sites: vec![site("bao.test", one), site("khac.test", vec![section("tin", true)])],
            ..Catalog::default()
        }
    }

    fn visited(seconds_ago: i64) -> SectionState {
        due::succeeded(&SectionState::default(), Timestamp(NOW.0 - seconds_ago), None)
    }

    fn planned(states: &[(&str, &str, SectionState)], scope: &RefreshScope) -> Vec<String> {
        let key = |source: &str, id: &str| (SourceId(source.into()), SectionId(id.into()));
        let states = states.iter().map(|(source, id, state)| (key(source, id), state.clone())).collect();
        plan(&catalog(), &states, scope, NOW).visits.into_iter().map(|visit| visit.section.0).collect()
    }

    #[test]
    fn everything_enabled_is_visited_the_first_time() {
        assert_eq!(planned(&[], &RefreshScope::default()), ["cong-doan", "viec-lam", "tin"]);
    }

    #[test]
    fn what_was_visited_a_moment_ago_is_not_due_and_the_longest_unvisited_comes_first() {
        let states = [("bao.test", "cong-doan", visited(60)), ("bao.test", "viec-lam", visited(3600))];
        assert_eq!(planned(&states, &RefreshScope::default()), ["tin", "viec-lam"]);
        assert_eq!(
            planned(&states, &RefreshScope { force: true, ..RefreshScope::default() }),
            ["tin", "viec-lam", "cong-doan"]
        );
    }

    #[test]
    fn a_section_named_itself_needs_not_be_enabled() {
        let only = |source: &str, id: Option<&str>| RefreshScope {
            only: vec![(SourceId(source.into()), id.map(|id| SectionId(id.into())))],
            ..RefreshScope::default()
        };
        assert_eq!(planned(&[], &only("bao.test", Some("the-thao"))), ["the-thao"]);
        assert_eq!(planned(&[], &only("bao.test", None)), ["cong-doan", "viec-lam"]);
    }

    #[test]
    fn a_host_that_wants_quiet_is_left_alone_even_when_the_reader_insists() {
        let wait = Some(std::time::Duration::from_hours(1));
        let state = due::failed(&SectionState::default(), NOW, TroubleKind::Throttled, "wait", wait);
        let states = BTreeMap::from([((SourceId("khac.test".into()), SectionId("tin".into())), state)]);
        let plan = plan(&catalog(), &states, &RefreshScope { force: true, ..RefreshScope::default() }, NOW);
        assert!(plan.visits.iter().all(|visit| visit.source.0 == "bao.test"));
        assert_eq!(plan.sources, [SourceId("bao.test".into())]);
        assert_eq!(plan.refused[0].retry_at, Some(Timestamp(NOW.0 + 3600)));
    }
}

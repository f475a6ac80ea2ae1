//! Lists of one source that show the same articles: one of them leads, and the others are not asked while it tells all.
//!
//! Two lists are twins when what one showed at its last visit the other has shown too, and the other way round, among the
//! youngest articles of both. The one that tells more of changes leads; of two equals a page, for it has further pages.
//! Bounded: every list is asked at least each [`FOLLOWS_FOR`], and at once when the one that leads fails or loses known ground.
//! One that leads and is made by a program is asked whole: its "as it was" would not be believed, and both would be asked.

use std::collections::BTreeMap;

use super::plan::{PlannedVisit, RefreshPlan};
use super::{Depth, RefreshScope};
use crate::fetch::Validators;
use crate::model::{SectionId, SourceId, Timestamp};
use crate::sources::AddressKind;
use crate::store::{Showing, Store, StoreError};

/// A list that shows what another one shows is asked at least this often, seconds.
const FOLLOWS_FOR: i64 = 6 * 3600;
/// Of what a list showed, in quarters, the youngest that must agree: below them stand old articles that a site keeps in sight.
const YOUNGEST_QUARTERS: usize = 3;
/// As few articles prove nothing.
const LEAST_ALIKE: usize = 4;

/// Notes in a plan which of its visits need not be made while another one succeeds. Blocks.
pub(super) fn arrange(
    plan: &mut RefreshPlan,
    store: &Store,
    scope: &RefreshScope,
    now: Timestamp,
) -> Result<(), StoreError> {
    // Who names a list, or wants older articles, wants it asked.
    if scope.depth != Depth::New || scope.only.iter().any(|(_, section)| section.is_some()) {
        return Ok(());
    }
    let mut sources: BTreeMap<SourceId, Vec<AddressKind>> = BTreeMap::new();
    for visit in &plan.visits {
        sources.entry(visit.source.clone()).or_default().push(visit.kind);
    }
    for (source, kinds) in sources {
        if !kinds.contains(&AddressKind::Feed) || kinds.iter().all(|kind| *kind == AddressKind::Feed) {
            continue;
        }
        let kinds: BTreeMap<SectionId, AddressKind> =
            visits(plan, &source).map(|v| (v.section.clone(), v.kind)).collect();
        let mut shown = store.showings(&source)?;
        // A map names no headlines, and cannot lead.
        shown.retain(|list| kinds.get(&list.section).is_some_and(|kind| *kind != AddressKind::Sitemap));
        let is_feed = |list: &Showing| kinds.get(&list.section) == Some(&AddressKind::Feed);
        shown.sort_by_key(|list| (std::cmp::Reverse(list.tells), is_feed(list)));
        for (follower, lead) in followers(&shown) {
            follow(plan, &source, follower, lead, now);
        }
    }
    Ok(())
}

fn visits<'a>(plan: &'a RefreshPlan, source: &SourceId) -> impl Iterator<Item = &'a PlannedVisit> {
    plan.visits.iter().filter(move |visit| visit.source == *source)
}

/// The lists that need not be asked while another one is, each with that other one; `shown` begins with those that may lead.
fn followers(shown: &[Showing]) -> Vec<(&SectionId, &SectionId)> {
    let mut leads: Vec<&Showing> = Vec::new();
    let mut found = Vec::new();
    for list in shown {
        match leads.iter().find(|lead| are_twins(list, lead)) {
            Some(lead) => found.push((&list.section, &lead.section)),
            None => leads.push(list),
        }
    }
    found
}

fn are_twins(one: &Showing, other: &Showing) -> bool {
    if one.read <= other.read { show_the_same(one, other) } else { show_the_same(other, one) }
}

/// Whether what a list showed at its last visit is what another one, that was read later, has shown.
fn show_the_same(list: &Showing, later: &Showing) -> bool {
    let now: Vec<_> = list.items.iter().filter(|item| item.now).collect();
    // One that was walked back further than the other shows is not another list for it.
    let both = now.len().min(later.items.iter().filter(|item| item.now).count());
    let youngest = &now[..(both * YOUNGEST_QUARTERS).div_ceil(4)];
    let Some(oldest) = youngest.last().filter(|_| youngest.len() >= LEAST_ALIKE) else { return false };
    let has = |list: &Showing, id: i64| list.items.iter().any(|item| item.id == id);
    let theirs = later.items.iter().filter(|item| item.sort >= oldest.sort && item.seen <= list.read && !item.removed);
    youngest.iter().all(|item| has(later, item.id)) && theirs.into_iter().all(|item| has(list, item.id))
}

/// Lets a visit wait for another one, if both are in order. What either of them covered before is known ground for both.
fn follow(plan: &mut RefreshPlan, source: &SourceId, follower: &SectionId, lead: &SectionId, now: Timestamp) {
    let is_well = |visit: &PlannedVisit| visit.is_front() && visit.state.failures == 0 && visit.state.owed.is_none();
    let both = [follower, lead].map(|section| {
        plan.visits.iter().position(|visit| visit.source == *source && visit.section == *section && is_well(visit))
    });
    let [Some(mine), Some(theirs)] = both else { return };
    let before = plan.visits[mine].since;
    if before.is_some_and(|since| now.0.saturating_sub(since.0) < FOLLOWS_FOR && since <= now) {
        plan.visits[mine].follows = Some(lead.clone());
        let state = &mut plan.visits[theirs].state;
        let validators = Validators { etag: state.etag.take(), last_modified: state.last_modified.take() };
        if validators.are_of_a_file() {
            (state.etag, state.last_modified) = (validators.etag, validators.last_modified);
        }
    }
    if before.is_some() && plan.visits[theirs].since.is_some() {
        // The last refresh saw some of it a little after it asked for these lists.
        let known = Some(Timestamp(now.0.saturating_sub(1)));
        (plan.visits[mine].since, plan.visits[theirs].since) = (known, known);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{ListTells, ShownItem};

    fn list(section: &str, tells: ListTells, read: i64, ids: impl IntoIterator<Item = i64>) -> Showing {
        let item = |id| ShownItem { id, sort: id, seen: Timestamp(id), now: true, removed: false };
        let mut items: Vec<_> = ids.into_iter().map(item).collect();
        items.sort_by_key(|item| std::cmp::Reverse(item.sort));
        Showing { section: SectionId(section.into()), tells, read: Timestamp(read), items }
    }

    fn pairs(shown: &[Showing]) -> Vec<(&str, &str)> {
        followers(shown).into_iter().map(|(follower, lead)| (follower.as_str(), lead.as_str())).collect()
    }

    #[test]
    fn a_list_follows_one_that_shows_the_same_though_that_has_gone_on_since() {
        let shown = [list("rss", ListTells::Teasers, 40, 1..=40), list("tin", ListTells::Teasers, 20, 11..=20)];
        assert_eq!(pairs(&shown), [("tin", "rss")]);
    }

    #[test]
    fn a_list_that_was_walked_back_past_the_end_of_its_feed_is_led_by_it_still() {
        let mut feed = list("rss", ListTells::Texts, 41, (1..=10).chain(31..=40));
        feed.items.iter_mut().filter(|item| item.id <= 10).for_each(|item| item.now = false);
        assert_eq!(pairs(&[feed, list("tin", ListTells::Teasers, 40, 1..=40)]), [("tin", "rss")]);
    }

    #[test]
    fn a_feed_that_was_read_before_its_list_went_on_still_leads_it() {
        let shown = [list("rss", ListTells::Texts, 20, 11..=20), list("tin", ListTells::Teasers, 40, 11..=40)];
        assert_eq!(pairs(&shown), [("tin", "rss")]);
    }

    #[test]
    fn a_list_that_shows_more_or_less_than_another_follows_none() {
        let more = [
            list("rss", ListTells::Teasers, 20, (1..=20).filter(|id| *id != 18)),
            list("tin", ListTells::Teasers, 20, 11..=20),
        ];
        assert_eq!(pairs(&more), []);
        let part =
            [list("rss", ListTells::Teasers, 20, 1..=20), list("tin", ListTells::Teasers, 20, (1..=20).step_by(2))];
        assert_eq!(pairs(&part), []);
        let few = [list("rss", ListTells::Teasers, 3, 1..=3), list("tin", ListTells::Teasers, 3, 1..=3)];
        assert_eq!(pairs(&few), []);
    }

    #[test]
    fn an_old_article_that_a_page_keeps_in_sight_does_not_part_it_from_its_feed() {
        let kept = list("tin", ListTells::Headlines, 40, std::iter::once(2).chain(31..=40));
        assert_eq!(pairs(&[list("rss", ListTells::Teasers, 40, 26..=40), kept]), [("tin", "rss")]);
    }

    #[test]
    fn what_the_site_took_down_before_a_list_was_read_parts_it_from_none() {
        let mut feed = list("rss", ListTells::Texts, 20, 1..=20);
        feed.items[3].removed = true;
        let page = list("tin", ListTells::Headlines, 20, (11..=20).filter(|id| *id != 17));
        assert_eq!(pairs(&[feed, page]), [("tin", "rss")]);
    }
}

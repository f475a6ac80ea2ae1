//! When to visit a section again: after success, after failure, after a Retry-After. Pure.
//!
//! Units: seconds.

use std::time::Duration;

use crate::model::{Timestamp, TroubleKind};
use crate::store::SectionState;

/// Least time between two visits of a section that does not say otherwise, minutes.
pub(super) const VISIT_MINUTES: u64 = 15;

/// First pause after a failure, seconds; doubled by every further one.
pub(super) const FIRST_PAUSE: i64 = 5 * 60;

/// Longest pause after failures, seconds.
pub(super) const LONGEST_PAUSE: i64 = 6 * 3600;

/// Longest pause that a host may ask for, seconds.
pub(super) const LONGEST_ASKED: i64 = 7 * 86_400;

/// Longest time for which a page that calls itself fresh is not asked for again, seconds.
pub(super) const LONGEST_FRESH: i64 = 2 * 3600;

/// What was read when its source was added is not asked for by the first refresh within so long, seconds.
pub(super) const A_MOMENT: i64 = 60;

/// The section under which a source's article pages are remembered: when none of them could be had.
pub const BODIES: &str = "@bodies";

/// After a wall (a check for browsers, a cookie script) the first pause is this long, seconds.
pub(super) const WALL_PAUSE: i64 = 3600;

/// The pause after the `failures`-th failure in a row (1 = the first).
pub(super) fn pause(kind: TroubleKind, failures: u32, wait: Option<Duration>) -> i64 {
    let first = if kind == TroubleKind::Blocked { WALL_PAUSE } else { FIRST_PAUSE };
    let doubled = first.saturating_mul(1 << failures.saturating_sub(1).min(20)).min(LONGEST_PAUSE);
    let asked = wait.map_or(0, |wait| i64::try_from(wait.as_secs()).unwrap_or(i64::MAX)).min(LONGEST_ASKED);
    doubled.max(asked)
}

/// The state after a good visit. Validators are the caller's to set.
pub(super) fn succeeded(state: &SectionState, now: Timestamp, visit_minutes: Option<u64>) -> SectionState {
    let minutes = i64::try_from(visit_minutes.unwrap_or(VISIT_MINUTES)).unwrap_or(i64::MAX);
    SectionState {
        visited: Some(now),
        succeeded: Some(now),
        failures: 0,
        next_visit: Some(Timestamp(now.0.saturating_add(minutes.saturating_mul(60)))),
        trouble_kind: None,
        trouble: None,
        ..state.clone()
    }
}

/// The state after a bad visit: the last good copy's validators stay.
pub(super) fn failed(
    state: &SectionState,
    now: Timestamp,
    kind: TroubleKind,
    what: &str,
    wait: Option<Duration>,
) -> SectionState {
    let failures = state.failures.saturating_add(1);
    SectionState {
        visited: Some(now),
        failures,
        next_visit: Some(Timestamp(now.0.saturating_add(pause(kind, failures, wait)))),
        trouble_kind: Some(kind),
        trouble: Some(what.to_owned()),
        moved_visits: 0,
        ..state.clone()
    }
}

/// A state after a bad visit whose pause is at most so many minutes, or as long as the host asked for.
pub(super) fn within(
    mut state: SectionState,
    now: Timestamp,
    minutes: Option<u64>,
    wait: Option<Duration>,
) -> SectionState {
    if let Some(minutes) = minutes {
        let seconds = minutes.saturating_mul(60).max(wait.map_or(0, |wait| wait.as_secs()));
        let latest = Timestamp(now.0.saturating_add(i64::try_from(seconds).unwrap_or(i64::MAX)));
        state.next_visit = state.next_visit.map(|next| next.min(latest));
    }
    state
}

/// A state after a good visit whose page says that it stays as it is for so many seconds.
pub(super) fn fresh_for(mut state: SectionState, now: Timestamp, fresh: Option<i64>) -> SectionState {
    let until = fresh.map(|seconds| Timestamp(now.0.saturating_add(seconds.clamp(0, LONGEST_FRESH))));
    state.next_visit = state.next_visit.max(until);
    state
}

/// Whether a section is due. A clock that was set back must not silence it: a visit in the future never was.
pub(super) fn is_due(state: &SectionState, now: Timestamp) -> bool {
    state.next_visit.is_none_or(|next| next <= now) || state.visited.is_some_and(|visited| visited > now)
}

/// Whether a section was read a moment ago, when its source was added.
pub(super) fn was_just_added(state: &SectionState, now: Timestamp) -> bool {
    let pause = state.visited.zip(state.next_visit).map(|(visited, next)| next.0.saturating_sub(visited.0));
    pause == Some(A_MOMENT) && !is_due(state, now)
}

/// The end of a Retry-After that still holds. Not even an explicit request of the user overrides it.
pub(super) fn quiet_until(state: &SectionState, now: Timestamp) -> Option<Timestamp> {
    let throttled = state.trouble_kind == Some(TroubleKind::Throttled);
    state.next_visit.filter(|next| throttled && !is_due(state, now) && *next > now)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_750_000_000);

    #[test]
    fn pauses_double_up_to_the_longest() {
        let pauses: Vec<_> = (1..=9).map(|n| pause(TroubleKind::TimedOut, n, None) / 60).collect();
        assert_eq!(pauses, [5, 10, 20, 40, 80, 160, 320, 360, 360]);
        assert_eq!(pause(TroubleKind::TimedOut, u32::MAX, None), LONGEST_PAUSE);
    }

    #[test]
    fn a_host_that_asks_for_more_gets_more() {
        assert_eq!(pause(TroubleKind::Throttled, 1, Some(Duration::from_hours(2))), 7200);
        assert_eq!(pause(TroubleKind::Throttled, 1, Some(Duration::from_mins(1))), FIRST_PAUSE);
    }

    #[test]
    fn failure_keeps_the_validators_and_success_clears_the_trouble() {
        let good = SectionState { etag: Some("\"v1\"".into()), ..SectionState::default() };
        let bad = failed(&good, NOW, TroubleKind::Blocked, "a wall", None);
        assert_eq!(
            (bad.failures, bad.etag.as_deref(), bad.trouble_kind),
            (1, Some("\"v1\""), Some(TroubleKind::Blocked))
        );
        assert!(!is_due(&bad, Timestamp(NOW.0 + WALL_PAUSE - 1)) && is_due(&bad, Timestamp(NOW.0 + WALL_PAUSE)));
        let again = succeeded(&bad, NOW, Some(30));
        assert_eq!((again.failures, again.trouble), (0, None));
        assert_eq!(again.next_visit, Some(Timestamp(NOW.0 + 1800)));
    }

    #[test]
    fn only_a_throttled_section_must_be_left_alone() {
        let throttled =
            failed(&SectionState::default(), NOW, TroubleKind::Throttled, "", Some(Duration::from_mins(15)));
        assert_eq!(quiet_until(&throttled, NOW), Some(Timestamp(NOW.0 + 900)));
        assert_eq!(quiet_until(&throttled, Timestamp(NOW.0 + 900)), None);
        assert_eq!(quiet_until(&failed(&SectionState::default(), NOW, TroubleKind::Dns, "", None), NOW), None);
    }

    #[test]
    fn a_source_that_is_visited_every_third_day_is_not_always_due() {
        let visited = succeeded(&SectionState::default(), NOW, Some(3 * 1440));
        assert!(!is_due(&visited, Timestamp(NOW.0 + 86_400)));
        assert!(is_due(&visited, Timestamp(NOW.0 + 3 * 86_400)));
        let asked = failed(&SectionState::default(), NOW, TroubleKind::Throttled, "", Some(Duration::from_hours(72)));
        assert!(quiet_until(&asked, NOW).is_some());
    }

    #[test]
    fn a_page_that_stays_fresh_is_asked_for_later_but_not_much() {
        let next = |fresh| {
            let visited = succeeded(&SectionState::default(), NOW, None);
            fresh_for(visited, NOW, fresh).next_visit.unwrap().0 - NOW.0
        };
        assert_eq!(
            [next(None), next(Some(60)), next(Some(3600)), next(Some(999_999))],
            [900, 900, 3600, LONGEST_FRESH]
        );
    }

    #[test]
    fn a_clock_that_was_set_back_silences_nobody() {
        let ahead = succeeded(&SectionState::default(), Timestamp(NOW.0 + 30 * 86_400), None);
        assert!(is_due(&ahead, NOW));
    }

    #[test]
    fn a_source_may_cap_its_pauses_and_the_hosts_own_wish_goes_before() {
        let now = Timestamp(1_000_000);
        let mut state = SectionState::default();
        for _ in 0..6 {
            state = failed(&state, now, TroubleKind::Status, "500", None);
        }
        let pause = |wait| within(state.clone(), now, Some(10), wait).next_visit.unwrap().0 - now.0;
        assert_eq!(pause(None), 600);
        assert_eq!(pause(Some(Duration::from_mins(30))), 1_800);
        assert_eq!(within(state.clone(), now, None, None), state);
    }
}

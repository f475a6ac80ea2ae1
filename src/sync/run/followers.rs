//! Lists that are asked only where another one, which shows the same, does not tell all.

use super::super::older::After;
use super::super::plan::PlannedVisit;
use super::super::unreliable;
use super::{RefreshRun, RunJob};
use crate::fetch::Validators;
use crate::model::{SyncNews, Timestamp};
use crate::store::{ListJoin, SectionState};

/// A list is not asked where another one, a file, is said to be as it was, while it was read so lately itself; seconds.
const BELIEVED_FOR: i64 = 3_600;

fn was_read_lately(visit: &PlannedVisit, now: Timestamp) -> bool {
    visit.state.succeeded.is_some_and(|read| (0..BELIEVED_FOR).contains(&now.0.saturating_sub(read.0)))
}

impl RefreshRun {
    /// Lines up the visit of a section.
    pub(super) fn line_up(&mut self, visit: PlannedVisit) {
        self.awaiting.expect(&visit);
        let host = visit.url.host();
        let permits = self.permits_at(&host);
        // A host that was closed takes no more; the section stays due.
        let _ = self.queue.push(&host, permits, RunJob::Section(Box::new(visit)));
    }

    /// A page of a list was stored, and this comes after it: what is to be done with the lists that show the same. `ground` is
    /// `None` where the page is said to be as it was: some sites say so of a feed whose youngest articles bear an old date.
    pub(super) async fn settle_followers(&mut self, visit: &PlannedVisit, after: &After, ground: Option<ListJoin>) {
        if matches!(after, After::Page(_)) {
            return;
        }
        let now = self.context.clock.now();
        let SectionState { etag, last_modified, .. } = visit.state.clone();
        let is_file = Validators { etag, last_modified }.are_of_a_file();
        for follower in self.followers_of(visit) {
            let spared = *after == After::Done
                && (ground == Some(ListJoin::Reached)
                    || ground.is_none() && is_file && was_read_lately(&follower, now));
            if !spared {
                if ground.is_none() && *after == After::Done {
                    self.unchanged.insert((visit.source.clone(), visit.section.clone()));
                }
                self.line_up(follower);
                continue;
            }
            self.tally.sections += 1;
            self.tally.unchanged += 1;
            let PlannedVisit { source, section, .. } = follower;
            self.tell(SyncNews::SectionDone { source, section, listed: 0, new: 0, unchanged: true }).await;
        }
    }

    /// A list was read and told so many new articles: one that shows the same and called itself unchanged was wrong.
    pub(super) async fn doubt_lead(&mut self, visit: &PlannedVisit, new: usize) {
        let Some(lead) = visit.follows.clone().filter(|_| new > 0) else { return };
        if self.unchanged.remove(&(visit.source.clone(), lead.clone())) {
            let (store, source, now) = (self.context.store.clone(), visit.source.clone(), self.context.clock.now());
            let noting = tokio::task::spawn_blocking(move || unreliable::note(&store, (&source, &lead), now));
            if let Ok(Err(error)) = noting.await {
                tracing::warn!(%error, "a feed that is wrongly called unchanged is not remembered");
            }
        }
    }

    /// A list could not be read to known ground: those that show the same are asked.
    pub(super) fn ask_followers_of(&mut self, visit: &PlannedVisit) {
        for follower in self.followers_of(visit) {
            self.line_up(follower);
        }
    }

    /// Nothing else is under way: lists that still wait for another one are asked. Whether there were any.
    pub(super) fn ask_all_followers(&mut self) -> bool {
        let all = std::mem::take(&mut self.followers);
        let any = !all.is_empty();
        for follower in all {
            self.line_up(follower);
        }
        any
    }

    fn followers_of(&mut self, visit: &PlannedVisit) -> Vec<PlannedVisit> {
        let follows =
            |other: &mut PlannedVisit| other.source == visit.source && other.follows.as_ref() == Some(&visit.section);
        self.followers.extract_if(.., follows).collect()
    }
}

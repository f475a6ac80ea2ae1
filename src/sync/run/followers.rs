//! Lists that are asked only where another one, which shows the same, does not tell all.

use super::super::older::After;
use super::super::plan::Visit;
use super::{Job, Run};
use crate::model::SyncNews;
use crate::store::Ground;

impl Run {
    /// Lines up the visit of a section.
    pub(super) fn line_up(&mut self, visit: Visit) {
        self.awaiting.expect(&visit);
        let host = visit.url.host();
        let permits = self.permits_at(&host);
        // A host that was closed takes no more; the section stays due.
        let _ = self.queue.push(&host, permits, Job::Section(Box::new(visit)));
    }

    /// A page of a list was stored, and this comes after it: what is to be done with the lists that show the same. `ground` is
    /// `None` where the page is said to be as it was: some sites say so of a feed whose youngest articles bear an old date.
    pub(super) async fn settle_followers(&mut self, visit: &Visit, after: &After, ground: Option<Ground>) {
        match after {
            After::Page(_) => {}
            After::Done if ground == Some(Ground::Reached) => {
                for spared in self.followers_of(visit) {
                    self.tally.sections += 1;
                    self.tally.unchanged += 1;
                    let Visit { source, section, .. } = spared;
                    self.tell(SyncNews::SectionDone { source, section, listed: 0, new: 0, unchanged: true }).await;
                }
            }
            After::Done | After::Left => self.ask_followers_of(visit),
        }
    }

    /// A list could not be read to known ground: those that show the same are asked.
    pub(super) fn ask_followers_of(&mut self, visit: &Visit) {
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

    fn followers_of(&mut self, visit: &Visit) -> Vec<Visit> {
        let follows =
            |other: &mut Visit| other.source == visit.source && other.follows.as_ref() == Some(&visit.section);
        self.followers.extract_if(.., follows).collect()
    }
}

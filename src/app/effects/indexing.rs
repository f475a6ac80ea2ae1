//! What is derived from the texts, made in the background: the search index, stories, legal documents.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::EffectShell;
use crate::app::answers;
use crate::store::Store;
use crate::ui::Message;

/// Articles indexed at a time while the screen is open.
const INDEX_STEP: usize = 2_000;
/// Articles whose stories are looked for at a time.
const STORY_STEP: usize = 200;
/// Work that takes longer is shown with a gauge.
const LONG_WORK: Duration = Duration::from_millis(300);

/// Articles that are indexed before a search is answered, at most; of more that wait the answer says how many.
const INDEX_FIRST: usize = 200;

/// Puts into the index what another process, or a moment ago this one, stored, so that a search finds it. A search that
/// cannot have it answers without, and says so.
pub(super) fn index_a_few(store: &Store) {
    if matches!(store.waiting_for_index(), Ok(1..=INDEX_FIRST)) {
        let _ = store.pump_index(INDEX_FIRST);
    }
}

impl EffectShell {
    /// Applies the rules of muting where they have changed, and brings the search index up to date, in the background.
    pub(in crate::app) fn index(&self) {
        let store = self.store();
        let sender = self.sender.clone();
        let stop = Arc::clone(&self.stop_index);
        stop.store(false, Ordering::Release);
        self.index.push(move || {
            let stop = || stop.load(Ordering::Acquire);
            match store.settle_mutes(&stop) {
                Ok(0) => {}
                Ok(changed) => drop(sender.send(Message::MutesSettled(changed))),
                Err(error) => drop(sender.send(answers::failed(&error))),
            }
            let (begun, mut whole) = (Instant::now(), 0);
            let mut tell = |left: usize| {
                whole = whole.max(left + INDEX_STEP);
                if left > 0 && begun.elapsed() >= LONG_WORK {
                    let _ = sender.send(Message::Indexing(left, whole));
                }
            };
            let told = match store.catch_up(INDEX_STEP, &stop, &mut tell) {
                Ok(_) => Message::Indexed,
                Err(error) => answers::failed(&error),
            };
            // The loop has ended: nobody listens any more.
            let _ = sender.send(told);
            // After an import many wait, none of which the search needs.
            while !stop() && store.settle_stories(STORY_STEP).is_ok_and(|settled| settled > 0) {}
            let mut read = 0;
            while !stop()
                && let Ok(settled @ 1..) = store.settle_documents(STORY_STEP)
            {
                read += settled;
            }
            if read > 0 {
                let _ = sender.send(Message::DocumentsChanged);
            }
        });
    }
}

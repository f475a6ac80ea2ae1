//! Indexing beside a long work that stores many articles: on two cores both are done in little more than the time of one.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::{Store, index};

/// Waiting articles from which on a step is worth its commit; so many are still at hand (see [`super::fresh`]).
const ENOUGH: usize = 2_000;
/// Articles indexed in one step; between two of them the merging of the index is waited for.
const STEP: usize = 100_000;
/// Between two looks at the queue.
const PAUSE: Duration = Duration::from_millis(20);

impl Store {
    /// Does a work; meanwhile another thread indexes what it stores. What is not indexed when the work ends stays
    /// queued, so do the stories, and so does everything where the index cannot be written: whoever brings it up to date afterwards is told.
    pub fn indexing_beside<T>(&self, work: impl FnOnce() -> T) -> T {
        let ended = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !ended.load(Ordering::Acquire) {
                    let waiting = self.read(index::waiting).unwrap_or(0);
                    let left = if waiting < ENOUGH { None } else { self.index_waiting(STEP).ok() };
                    // Another process is at it, or there is little to do: no reason to ask without a pause.
                    if left.is_none_or(|left| left >= waiting) {
                        std::thread::sleep(PAUSE);
                    }
                }
            });
            // Told even when the work panics, or the scope would wait for ever.
            let _ends = Ends(&ended);
            work()
        })
    }
}

struct Ends<'a>(&'a AtomicBool);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

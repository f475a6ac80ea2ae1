//! How much text was handed to the index and is not cut yet.
//!
//! The index takes ten thousand documents before it lets anybody wait, which is far more memory than its own. Whoever
//! makes them faster than they are cut waits here.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Prepared texts that wait to be cut, bytes.
const MAX_BYTES: usize = 1 << 20;
/// How long a document waits at most: a writer that broke down cuts nothing any more, and says so by itself.
const PATIENCE: Duration = Duration::from_secs(2);

/// The count, shared by who makes documents and who cuts them.
#[derive(Debug, Default)]
pub(in crate::store) struct Pending {
    bytes: Mutex<usize>,
    fewer: Condvar,
}

impl Pending {
    /// Counts the texts of a document that is about to be handed over; waits while too much is.
    pub(in crate::store) fn add(&self, bytes: usize) {
        let full = |waiting: &mut usize| *waiting > MAX_BYTES;
        let waited = self.fewer.wait_timeout_while(self.lock(), PATIENCE, full);
        let (mut waiting, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        // What nobody cut in all that time is not waited for again.
        *waiting = if waited.timed_out() { bytes } else { *waiting + bytes };
    }

    /// A text is being cut.
    pub(super) fn cut(&self, bytes: usize) {
        let mut waiting = self.lock();
        *waiting = waiting.saturating_sub(bytes);
        self.fewer.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, usize> {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_more_than_the_bound_waits_for_the_rest_to_be_cut() {
        let pending = Pending::default();
        pending.add(MAX_BYTES + 1);
        std::thread::scope(|scope| {
            let waits = scope.spawn(|| pending.add(1));
            assert!(!waits.is_finished() || *pending.lock() > MAX_BYTES);
            pending.cut(MAX_BYTES + 1);
            waits.join().unwrap();
        });
        assert_eq!(*pending.lock(), 1);
    }
}

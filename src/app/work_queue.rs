//! Work off the loop. A queue does one thing after the other; on a queue where only the newest counts, what waits is
//! replaced by what comes. Absent on purpose: stopping work that has begun (its late answer carries an old ticket).

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use tokio::runtime::Handle;

type WorkJob = Box<dyn FnOnce() + Send>;

/// What of the waiting work stays when more comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KeptWork {
    All,
    Newest,
}

/// A queue of work.
pub(super) struct WorkQueue {
    kept: KeptWork,
    shared: Arc<SharedQueue>,
    runtime: Handle,
}

struct SharedQueue {
    state: Mutex<QueueState>,
    idle: Condvar,
}

#[derive(Default)]
struct QueueState {
    busy: bool,
    waiting: VecDeque<WorkJob>,
}

impl WorkQueue {
    /// A queue on which everything is done, in order.
    pub(super) fn in_order(runtime: &Handle) -> Self {
        Self::new(runtime, KeptWork::All)
    }

    /// A queue on which only the newest waits.
    pub(super) fn newest(runtime: &Handle) -> Self {
        Self::new(runtime, KeptWork::Newest)
    }

    fn new(runtime: &Handle, kept: KeptWork) -> Self {
        let shared = Arc::new(SharedQueue { state: Mutex::default(), idle: Condvar::new() });
        Self { kept, shared, runtime: runtime.clone() }
    }

    /// Puts work on the queue.
    pub(super) fn push(&self, job: impl FnOnce() + Send + 'static) {
        let mut state = self.shared.state.lock().unwrap_or_else(PoisonError::into_inner);
        if self.kept == KeptWork::Newest {
            state.waiting.clear();
        }
        state.waiting.push_back(Box::new(job));
        if state.busy {
            return;
        }
        state.busy = true;
        let shared = Arc::clone(&self.shared);
        drop(self.runtime.spawn_blocking(move || work(&shared)));
    }

    /// Waits until the queue is empty, at most so long.
    pub(super) fn wait(&self, limit: Duration) {
        let state = self.shared.state.lock().unwrap_or_else(PoisonError::into_inner);
        let idle = self.shared.idle.wait_timeout_while(state, limit, |s| s.busy || !s.waiting.is_empty());
        drop(idle);
    }
}

fn work(shared: &SharedQueue) {
    loop {
        let job = {
            let mut state = shared.state.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(job) = state.waiting.pop_front() else {
                state.busy = false;
                shared.idle.notify_all();
                return;
            };
            job
        };
        // A panic in one job must not stop the queue for ever.
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(job));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn only_the_newest_waits_while_one_is_at_work() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let queue = WorkQueue::newest(runtime.handle());
        let (start, started) = channel();
        let (go, gone) = channel::<()>();
        let (say, said) = channel();
        queue.push(move || {
            start.send(()).unwrap();
            gone.recv().unwrap();
        });
        started.recv().unwrap();
        for n in 1..=3 {
            let say = say.clone();
            queue.push(move || say.send(n).unwrap());
        }
        go.send(()).unwrap();
        queue.wait(Duration::from_secs(30));
        assert_eq!(said.try_iter().collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn a_panic_does_not_stop_the_lane() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let queue = WorkQueue::in_order(runtime.handle());
        let (say, said) = channel();
        queue.push(|| panic!("on purpose"));
        queue.push(move || say.send(1).unwrap());
        assert_eq!(said.recv_timeout(Duration::from_secs(30)), Ok(1));
    }
}

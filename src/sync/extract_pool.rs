//! Threads that read pages: as many threads as there are cores, and the last to be served by them, so that a screen which
//! is open meanwhile answers its keys. They are the refresh's own: a pool that lends its threads to others as well
//! cannot make them modest. Absent on purpose: waiting for them; who no longer listens gets no answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::oneshot;

use crate::extract::{self, Stop};

/// How modest the threads are: the kernel's scale goes from 0 (as everybody) to 19.
#[cfg(target_os = "linux")]
const MODESTY: i32 = 10;

type Job = Box<dyn FnOnce() + Send>;

/// The threads; a cheap handle. The threads end with the last one.
#[derive(Clone)]
pub(super) struct ExtractPool {
    /// `None` where no thread could be started: then the runtime's own have to do.
    jobs: Option<Sender<Job>>,
}

impl ExtractPool {
    /// Starts `threads` threads.
    pub(super) fn new(threads: usize) -> Self {
        let (jobs, waiting) = channel();
        let waiting = Arc::new(Mutex::new(waiting));
        let start = |_: &usize| {
            let waiting = Arc::clone(&waiting);
            std::thread::Builder::new().name("loa-reader".to_owned()).spawn(move || work(&waiting)).is_ok()
        };
        let started = (0..threads.max(1)).filter(start).count();
        Self { jobs: (started > 0).then_some(jobs) }
    }

    /// Begins work that nobody waits for and that may as well be left undone.
    pub(super) fn begin(&self, work: impl FnOnce() + Send + 'static) {
        if let Some(jobs) = &self.jobs {
            // Hands that are gone do nothing any more.
            let _ = jobs.send(Box::new(work));
        }
    }

    /// Does work on one of the threads; `None` when it broke down.
    pub(super) async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let stop = Stop::default();
        let _waiting = Waiting(stop.clone());
        let work = move || extract::until(&stop, work);
        let Some(jobs) = &self.jobs else { return tokio::task::spawn_blocking(work).await.ok() };
        let (tell, told) = oneshot::channel();
        // Whoever asked may have been cancelled; then nobody listens.
        jobs.send(Box::new(move || drop(tell.send(work())))).ok()?;
        told.await.ok()
    }
}

/// Ends what is read when nobody waits for it any more.
struct Waiting(Stop);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.stop();
    }
}

fn work(waiting: &Mutex<Receiver<Job>>) {
    be_modest();
    loop {
        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        // A page that breaks its reading must not take the thread with it; the one who asked hears of it.
        let _ = catch_unwind(AssertUnwindSafe(job));
    }
}

/// On Linux a thread has a priority of its own; where that cannot be set, it is as everybody.
fn be_modest() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(Some(rustix::thread::gettid()), MODESTY);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_that_breaks_down_is_told_and_leaves_its_hand() {
        let pool = ExtractPool::new(1);
        assert_eq!(pool.run(|| -> u8 { panic!("on purpose") }).await, None);
        assert_eq!(pool.run(|| 7).await, Some(7));
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn its_threads_are_more_modest_than_the_others() {
        let nice = || rustix::process::getpriority_process(Some(rustix::thread::gettid())).unwrap();
        let theirs = ExtractPool::new(1).run(nice).await.unwrap();
        assert_eq!((theirs, nice() < theirs), (MODESTY.max(nice()), true));
    }
}

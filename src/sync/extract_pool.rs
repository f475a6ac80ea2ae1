//! Threads that read pages: as many threads as there are cores, and the last to be served by them, so that a screen which
//! is open meanwhile answers its keys. They are the refresh's own: a pool that lends its threads to others as well
//! cannot make them modest. Absent on purpose: waiting for them; who no longer listens gets no answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::oneshot;

use crate::extract::{self, Stop};

/// The nice value of the threads: from 0 (normal) to 19.
#[cfg(target_os = "linux")]
const MODESTY: i32 = 10;

/// From so many bytes on a page is large: its document takes several times as much memory. All of them are read by one
/// thread, one after the other, so that the allocator keeps room for one such document only.
const LARGE_PAGE: usize = 2 << 20;

type ExtractJob = Box<dyn FnOnce() + Send>;

/// The threads; a cheap handle. The threads end with the last one.
#[derive(Clone)]
pub(super) struct ExtractPool {
    /// `None` where no thread could be started: the runtime's blocking threads are used instead.
    jobs: Option<Sender<ExtractJob>>,
    /// For the thread that reads large pages.
    large: Option<Sender<ExtractJob>>,
}

impl ExtractPool {
    /// Starts `threads` threads.
    pub(super) fn new(threads: usize) -> Self {
        Self { jobs: start(threads.max(1)), large: start(1) }
    }

    /// Starts work without waiting for it; it is dropped when the pool is gone.
    pub(super) fn begin(&self, work: impl FnOnce() + Send + 'static) {
        if let Some(jobs) = &self.jobs {
            // The pool is gone: the work is dropped.
            let _ = jobs.send(Box::new(work));
        }
    }

    /// Reads a page of so many bytes on one of the threads; `None` when that broke down.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        bytes: usize,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        on(if bytes > LARGE_PAGE { self.large.as_ref() } else { self.jobs.as_ref() }, work).await
    }

    /// Does work on one of the threads; `None` when it broke down.
    pub(super) async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        on(self.jobs.as_ref(), work).await
    }
}

/// Starts threads that do what is sent; `None` where none could be started.
fn start(threads: usize) -> Option<Sender<ExtractJob>> {
    let (jobs, waiting) = channel();
    let waiting = Arc::new(Mutex::new(waiting));
    let start = |_: &usize| {
        let waiting = Arc::clone(&waiting);
        std::thread::Builder::new().name("loa-reader".to_owned()).spawn(move || work(&waiting)).is_ok()
    };
    let started = (0..threads).filter(start).count();
    (started > 0).then_some(jobs)
}

async fn on<T: Send + 'static>(
    jobs: Option<&Sender<ExtractJob>>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let stop = Stop::default();
    let _waiting = WaitGuard(stop.clone());
    let work = move || extract::until(&stop, work);
    let Some(jobs) = jobs else { return tokio::task::spawn_blocking(work).await.ok() };
    let (tell, told) = oneshot::channel();
    // The caller may have been cancelled; the result is dropped then.
    jobs.send(Box::new(move || drop(tell.send(work())))).ok()?;
    told.await.ok()
}

/// Stops reading a page once its caller is gone.
struct WaitGuard(Stop);

impl Drop for WaitGuard {
    fn drop(&mut self) {
        self.0.stop();
    }
}

fn work(waiting: &Mutex<Receiver<ExtractJob>>) {
    be_modest();
    loop {
        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        // A page that breaks its reading must not take the thread with it; the one who asked hears of it.
        let _ = catch_unwind(AssertUnwindSafe(job));
    }
}

/// Linux has a priority for each thread; where it cannot be set, the thread runs with the normal one.
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

    #[tokio::test]
    async fn two_large_pages_are_never_read_at_once() {
        use std::sync::atomic::{AtomicUsize, Ordering};

        let (pool, inside) = (ExtractPool::new(4), Arc::new(AtomicUsize::new(0)));
        let read = || {
            let inside = Arc::clone(&inside);
            pool.read(LARGE_PAGE + 1, move || {
                let before = inside.fetch_add(1, Ordering::SeqCst);
                std::thread::yield_now();
                inside.fetch_sub(1, Ordering::SeqCst);
                before
            })
        };
        for _ in 0..50 {
            let (a, b, c) = tokio::join!(read(), read(), read());
            assert_eq!([a, b, c], [Some(0); 3]);
        }
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn its_threads_are_more_modest_than_the_others() {
        let nice = || rustix::process::getpriority_process(Some(rustix::thread::gettid())).unwrap();
        let theirs = ExtractPool::new(1).run(nice).await.unwrap();
        assert_eq!((theirs, nice() < theirs), (MODESTY.max(nice()), true));
    }
}

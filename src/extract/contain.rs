//! One document is one risk: what goes wrong while it is read stays with it.
//!
//! A panic of a library, and reading that takes too long or that nobody waits for any more, end the reading of that document
//! and nothing else; who asked gets an empty answer with a [`FindingKind::Unreadable`]. Loops over a document call [`tick`].
//! Units: seconds of this thread's processor time, so that a busy machine ends nothing.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind, set_hook, take_hook};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Once};
use std::time::{Duration, Instant};

use crate::model::{Finding, FindingKind};

/// The reading of one document may take this long.
pub const MAX_READING: Duration = Duration::from_secs(4);

/// Ticks between two looks at the clock.
const TICKS: u32 = 4096;

/// Says that nobody waits for what is read; a cheap handle.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Ends the reading at its next tick.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was ended.
    pub fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Why a reading ended early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReadingEnd {
    /// Something panicked.
    Panicked,
    /// [`MAX_READING`] was over.
    TooLong,
    /// [`Stop::stop`].
    Stopped,
}

impl ReadingEnd {
    /// What is told of it.
    pub(super) fn finding(self) -> Finding {
        let why = match self {
            Self::Panicked => "a fault while it was read".to_owned(),
            Self::TooLong => format!("reading it takes longer than {} s", MAX_READING.as_secs()),
            Self::Stopped => "stopped".to_owned(),
        };
        Finding::with(FindingKind::Unreadable, why)
    }
}

thread_local! {
    /// When the reading on this thread has to end; `None` outside of one.
    static DEADLINE: Cell<Option<Duration>> = const { Cell::new(None) };
    static LEFT: Cell<u32> = const { Cell::new(TICKS) };
    static STOP: RefCell<Option<Stop>> = const { RefCell::new(None) };
}

/// Does `work`, which may read documents; they end when `stop` says so.
pub fn until<T>(stop: &Stop, work: impl FnOnce() -> T) -> T {
    struct Back(Option<Stop>);
    impl Drop for Back {
        fn drop(&mut self) {
            STOP.set(self.0.take());
        }
    }
    let _back = Back(STOP.replace(Some(stop.clone())));
    work()
}

/// Reads one document. A reading within a reading is a part of it.
pub(super) fn contained<T>(read: impl FnOnce() -> T) -> Result<T, ReadingEnd> {
    if DEADLINE.get().is_some() {
        return Ok(read());
    }
    say_nothing_within();
    DEADLINE.set(Some(spent() + MAX_READING));
    let done = catch_unwind(AssertUnwindSafe(read));
    DEADLINE.set(None);
    done.map_err(|thrown: Box<dyn Any + Send>| {
        let ended = thrown.downcast_ref::<ReadingEnd>().copied().unwrap_or(ReadingEnd::Panicked);
        tracing::warn!(?ended, "a document could not be read");
        ended
    })
}

/// Ends the reading when its time is over. Cheap; called in every loop over something that a stranger wrote.
pub(super) fn tick() {
    let left = LEFT.get();
    if left > 0 {
        LEFT.set(left - 1);
        return;
    }
    LEFT.set(TICKS);
    let Some(deadline) = DEADLINE.get() else { return };
    if STOP.with_borrow(|stop| stop.as_ref().is_some_and(Stop::is_stopped)) {
        resume_unwind(Box::new(ReadingEnd::Stopped));
    }
    if spent() > deadline {
        resume_unwind(Box::new(ReadingEnd::TooLong));
    }
}

/// A panic within a reading is told as a finding, and not on the terminal.
fn say_nothing_within() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |info| {
            if DEADLINE.try_with(Cell::get).is_ok_and(|deadline| deadline.is_none()) {
                before(info);
            }
        }));
    });
}

/// Processor time of this thread, as Linux counts it; elsewhere, the time that went by.
fn spent() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = counted.as_deref().and_then(|line| line.split(' ').next()?.parse().ok());
    nanoseconds.filter(|counted| *counted > 0).map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_ends_one_reading_and_not_the_next() {
        let broken: Result<(), ReadingEnd> = contained(|| panic!("planted"));
        assert_eq!(broken, Err(ReadingEnd::Panicked));
        assert_eq!(contained(|| 7), Ok(7));
    }

    #[test]
    fn a_reading_that_never_ends_is_ended() {
        let endless = || -> () {
            DEADLINE.set(Some(spent()));
            loop {
                tick();
            }
        };
        assert_eq!(contained(endless), Err(ReadingEnd::TooLong));
    }

    #[test]
    fn who_stops_waiting_stops_the_work() {
        let stop = Stop::default();
        let other = stop.clone();
        let endless = || -> () {
            other.stop();
            loop {
                tick();
            }
        };
        assert_eq!(until(&stop, || contained(endless)), Err(ReadingEnd::Stopped));
        assert_eq!(contained(|| 7), Ok(7));
    }
}

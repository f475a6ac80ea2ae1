//! Reads aloud: one sentence after the other, each until it ends or is stopped.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::runtime::Handle;

use super::voice::{Voice, VoiceError};
use super::work_queue::WorkQueue;

/// A speaker, whose voices are programs of the user's.
pub struct Speaker {
    queue: WorkQueue,
    /// Stops the sentence that was started last.
    quiet: Option<Arc<AtomicBool>>,
}

impl Speaker {
    /// A speaker whose work runs on `runtime`.
    pub fn new(runtime: &Handle) -> Self {
        Self { queue: WorkQueue::in_order(runtime), quiet: None }
    }

    /// Says a sentence in place of the one before; `told` is called with whether it was said to its end.
    pub fn say(
        &mut self,
        voice: impl FnOnce() -> Result<Voice, VoiceError> + Send + 'static,
        line: String,
        told: impl FnOnce(Result<bool, VoiceError>) + Send + 'static,
    ) {
        self.hush();
        let quiet = Arc::new(AtomicBool::new(false));
        self.quiet = Some(Arc::clone(&quiet));
        self.queue.push(move || {
            let stop = || quiet.load(Ordering::Acquire);
            told(if stop() { Ok(false) } else { voice().and_then(|voice| voice.say(&line, &stop)) });
        });
    }

    /// Stops the current sentence and drops those that wait.
    pub fn hush(&mut self) {
        if let Some(quiet) = self.quiet.take() {
            quiet.store(true, Ordering::Release);
        }
    }

    /// Waits until it is silent, at most so long.
    pub fn wait(&self, limit: Duration) {
        self.queue.wait(limit);
    }
}

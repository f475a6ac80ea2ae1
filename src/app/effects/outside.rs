//! What other processes do to the archive while the screen is open: asked for off the loop, which hears of it only where
//! something changed.

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::Notify;
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinHandle;

use super::EffectShell;
use crate::store::Store;
use crate::ui::Message;

/// How often it is asked whether another process has written.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// The task that asks. It holds the archive: only when it has ended can the last connection take the write-ahead log in.
#[derive(Debug)]
pub(super) struct OutsideWatch {
    stop: Arc<Notify>,
    task: JoinHandle<()>,
}

impl OutsideWatch {
    fn begin(runtime: &Handle, store: Store, sender: UnboundedSender<Message>) -> Self {
        let stop = Arc::new(Notify::new());
        let stopped = Arc::clone(&stop);
        let task = runtime.spawn(async move {
            let mut looks = tokio::time::interval(LOOK_EVERY);
            looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
            loop {
                tokio::select! {
                    () = stopped.notified() => return,
                    _ = looks.tick() => {}
                }
                let store = store.clone();
                let told = tokio::task::spawn_blocking(move || changed_outside(&store)).await;
                if let Ok(Some(message)) = told {
                    // The loop has ended: nobody listens any more.
                    let _ = sender.send(message);
                }
            }
        });
        Self { stop, task }
    }

    /// Ends it, and waits until it holds the archive no more.
    pub(super) async fn end(self) {
        self.stop.notify_one();
        // A panic of the task has let go of the archive too.
        let _ = self.task.await;
    }
}

impl EffectShell {
    /// Tells the screen of changes by other processes from now on, until it is left.
    pub(in crate::app) fn watch_archive(&mut self) {
        self.outside = Some(OutsideWatch::begin(&self.runtime, self.store(), self.sender.clone()));
    }

    /// What other processes did that the screen has not heard of, asked on the spot.
    pub(in crate::app) fn changed_outside(&self) -> Option<Message> {
        changed_outside(&self.store())
    }
}

/// What other processes did since this was last asked. An archive that does not answer says so where it is needed.
fn changed_outside(store: &Store) -> Option<Message> {
    if !store.is_changed_outside().ok()? {
        return None;
    }
    let (newest, waiting) = (store.newest_news().ok()?, store.waiting_for_index().ok()?);
    Some(Message::ChangedOutside { newest, waiting })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FixedClock, Timestamp};

    #[tokio::test]
    async fn when_it_has_ended_the_archive_can_be_closed() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), Arc::new(FixedClock(Timestamp(1_700_000_000)))).unwrap();
        let (sender, mut heard) = tokio::sync::mpsc::unbounded_channel();
        let watch = OutsideWatch::begin(&Handle::current(), store, sender);
        watch.end().await;
        assert!(heard.try_recv().is_err());
        let files = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name());
        assert!(!files.into_iter().any(|name| name.to_string_lossy().ends_with("-wal")));
    }
}

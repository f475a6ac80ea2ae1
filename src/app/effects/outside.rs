//! What other processes do to the archive while the screen is open: asked for off the loop, which hears of it only where
//! something changed.

use std::time::Duration;

use super::EffectShell;
use crate::store::Store;
use crate::ui::Message;

/// How often it is asked whether another process has written.
const LOOK_EVERY: Duration = Duration::from_secs(2);

impl EffectShell {
    /// Tells the screen of changes by other processes from now on, until it is left.
    pub(in crate::app) fn watch_archive(&self) {
        let (store, sender) = (self.store(), self.sender.clone());
        drop(self.runtime.spawn(async move {
            let mut looks = tokio::time::interval(LOOK_EVERY);
            looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
            while !sender.is_closed() {
                looks.tick().await;
                let store = store.clone();
                let told = tokio::task::spawn_blocking(move || changed_outside(&store)).await;
                if let Ok(Some(message)) = told {
                    // The loop has ended: nobody listens any more.
                    let _ = sender.send(message);
                }
            }
        }));
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

//! A refresh begun and stopped, and the configuration read again under it.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::EffectShell;
use crate::app::{answers, furnish};
use crate::model::SyncNews;
use crate::sync::{self, Depth, RefreshScope};
use crate::ui::Message;
use crate::ui::effect::{Back, Refresh};

impl EffectShell {
    /// The work of reading the configuration again, and telling the screen what it says.
    pub(super) fn follow(&self) -> impl FnOnce() + Send + 'static {
        let (reread, sender) = (Arc::clone(&self.reread), self.sender.clone());
        let say = self.say_reread.clone();
        move || {
            let settings = reread().map(|(mut settings, refreshing)| {
                furnish(&mut settings, &refreshing.engine);
                let _ = say.send(refreshing);
                settings
            });
            // The loop has ended: nobody listens any more.
            let _ = sender.send(Message::Settings(Box::new(settings)));
        }
    }

    /// Reads the configuration again.
    pub(super) fn reload(&self) {
        self.programs.push(self.follow());
    }

    /// Follows the configuration that was read again; what runs ends as it began. Gives the minutes between refreshes,
    /// if they are others now.
    pub(in crate::app) fn take_reread(&mut self) -> Option<u64> {
        let now = self.was_reread.try_recv().ok()?;
        // Whether there is a network is the user's wish of this moment.
        let offline = self.engine.network.offline;
        self.engine = now.engine;
        self.engine.network.offline = offline;
        self.after_sync = now.after_sync;
        self.speech = now.speech;
        self.hook_failed = Arc::default();
        self.fetcher = None;
        self.browser = now.browser;
        self.viewer = now.viewer;
        let before = std::mem::replace(&mut self.refresh_minutes, now.refresh_minutes);
        (before != self.refresh_minutes).then_some(self.refresh_minutes)
    }

    pub(super) fn estimate(&self, refresh: Refresh) {
        let (store, catalog) = (self.store(), Arc::clone(&self.engine.catalog));
        self.in_background(move || match sync::estimate(&store, &catalog, &scope_of(refresh)) {
            Ok(found) => {
                let megabytes = usize::try_from(found.bytes / 1_000_000).unwrap_or(usize::MAX).max(1);
                Message::Estimated(found.pages, megabytes)
            }
            Err(error) => answers::failed(&error),
        });
    }

    pub(super) fn start_refresh(&mut self, refresh: Refresh) {
        let scope = scope_of(refresh);
        // The loop's own runtime is for the loop alone.
        let _workers = self.runtime.enter();
        let mut handle = sync::start(self.engine.clone(), scope);
        self.refresh = Some(handle.cancel.clone());
        let sender = self.sender.clone();
        let (hook, told) = (self.after_sync.clone(), Arc::clone(&self.hook_failed));
        drop(self.runtime.spawn(async move {
            let mut tally = None;
            while let Some(news) = handle.news.recv().await {
                if let SyncNews::Finished(sums) = &news {
                    tally = Some(sums.clone());
                }
                if sender.send(Message::Sync(news)).is_err() {
                    return;
                }
            }
            let _ = sender.send(Message::SyncEnded);
            if let Some(tally) = tally.filter(|_| !hook.is_empty()) {
                drop(tokio::task::spawn_blocking(move || {
                    if let Err(what) = sync::after_sync(&hook, &tally)
                        && !told.swap(true, Ordering::AcqRel)
                    {
                        let _ = sender.send(Message::HookFailed(what));
                    }
                }));
            }
        }));
    }

    pub(super) fn stop_refresh(&mut self) {
        if let Some(cancel) = self.refresh.take() {
            cancel.cancel();
        }
    }

    pub(super) fn go_offline(&mut self) {
        self.engine.network.offline = true;
        self.fetcher = None;
        self.stop_refresh();
    }

    pub(super) fn go_online(&mut self) {
        self.engine.network.offline = false;
        self.fetcher = None;
    }
}

fn scope_of(wish: Refresh) -> RefreshScope {
    let depth = match wish.back {
        Back::Known => Depth::New,
        Back::Older => Depth::Older,
    };
    let Refresh { only, force, all_bodies, again, .. } = wish;
    RefreshScope { only, force, all_bodies, depth, again, ..RefreshScope::default() }
}

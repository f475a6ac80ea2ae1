//! Signals: requests to end, and changes of the terminal's size.
//!
//! Sizes are heard here and not from crossterm, which loses one when keys come in the same read; the screen would then keep
//! what the terminal cut off.

#[cfg(unix)]
use std::time::Duration;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// A signal that was sent before arrives within this time.
#[cfg(unix)]
const DELIVERY: Duration = Duration::from_millis(20);

/// The meaning of a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SignalWord {
    /// The program is asked to end.
    End,
    /// The terminal has changed its size, perhaps back to what it was.
    Resized,
}

/// Waits for signals.
pub(super) struct Signals {
    #[cfg(unix)]
    ends: [Signal; 2],
    #[cfg(unix)]
    interrupts: Signal,
    #[cfg(unix)]
    sizes: Signal,
}

impl Signals {
    /// Listens from now on.
    pub(super) fn new() -> std::io::Result<Self> {
        #[cfg(unix)]
        let signals = Self {
            ends: [signal(SignalKind::terminate())?, signal(SignalKind::hangup())?],
            interrupts: signal(SignalKind::interrupt())?,
            sizes: signal(SignalKind::window_change())?,
        };
        #[cfg(not(unix))]
        let signals = Self {};
        Ok(signals)
    }

    /// Forgets the interrupts (ctrl-c) that came while another program had the terminal: they were meant for that one.
    pub(super) async fn forget_interrupts(&mut self) {
        #[cfg(unix)]
        while let Ok(Some(())) = tokio::time::timeout(DELIVERY, self.interrupts.recv()).await {}
    }

    /// Comes back with the next signal.
    pub(super) async fn next(&mut self) -> SignalWord {
        #[cfg(unix)]
        {
            let [a, b] = &mut self.ends;
            tokio::select! {
                _ = a.recv() => SignalWord::End,
                _ = b.recv() => SignalWord::End,
                _ = self.interrupts.recv() => SignalWord::End,
                _ = self.sizes.recv() => SignalWord::Resized,
            }
        }
        #[cfg(not(unix))]
        // There Ctrl-C comes as a key, and sizes as events.
        std::future::pending().await
    }
}

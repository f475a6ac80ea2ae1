//! Signals: to end in good order, and that the terminal has another size.
//!
//! Sizes are heard here and not from crossterm, which loses one when keys come in the same read; the screen would then keep
//! what the terminal cut off.

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// What a signal said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// The program is asked to end.
    End,
    /// The terminal has changed its size, perhaps back to what it was.
    Resized,
}

/// Waits for signals.
pub(super) struct Signals {
    #[cfg(unix)]
    ends: [Signal; 3],
    #[cfg(unix)]
    sizes: Signal,
}

impl Signals {
    /// Listens from now on.
    pub(super) fn new() -> std::io::Result<Self> {
        #[cfg(unix)]
        let signals = Self {
            ends: [signal(SignalKind::terminate())?, signal(SignalKind::hangup())?, signal(SignalKind::interrupt())?],
            sizes: signal(SignalKind::window_change())?,
        };
        #[cfg(not(unix))]
        let signals = Self {};
        Ok(signals)
    }

    /// Comes back with the next signal.
    pub(super) async fn next(&mut self) -> Told {
        #[cfg(unix)]
        {
            let [a, b, c] = &mut self.ends;
            tokio::select! {
                _ = a.recv() => Told::End,
                _ = b.recv() => Told::End,
                _ = c.recv() => Told::End,
                _ = self.sizes.recv() => Told::Resized,
            }
        }
        #[cfg(not(unix))]
        // There Ctrl-C comes as a key, and sizes as events.
        std::future::pending().await
    }
}

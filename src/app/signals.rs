//! Signals that end the program in good order.

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Waits for a signal to leave.
pub(super) struct Signals {
    #[cfg(unix)]
    ends: [Signal; 3],
}

impl Signals {
    /// Listens from now on.
    pub(super) fn new() -> std::io::Result<Self> {
        #[cfg(unix)]
        let signals = Self {
            ends: [signal(SignalKind::terminate())?, signal(SignalKind::hangup())?, signal(SignalKind::interrupt())?],
        };
        #[cfg(not(unix))]
        let signals = Self {};
        Ok(signals)
    }

    /// Comes back when the program was asked to end.
    pub(super) async fn terminated(&mut self) {
        #[cfg(unix)]
        {
            let [a, b, c] = &mut self.ends;
            tokio::select! {
                _ = a.recv() => {}
                _ = b.recv() => {}
                _ = c.recv() => {}
            }
        }
        #[cfg(not(unix))]
        // There Ctrl-C comes as a key.
        std::future::pending::<()>().await;
    }
}

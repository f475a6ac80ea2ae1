//! Reads the terminal. On Unix the loop itself reads the bytes, so that a key passes through no other thread, and
//! nothing reads the input while another program has the terminal.

use super::decode::Input;

#[cfg(unix)]
pub(super) use unix::TerminalInput;

#[cfg(not(unix))]
pub(super) use elsewhere::TerminalInput;

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io::{IsTerminal, Read};
    use std::os::fd::AsFd;

    use std::time::Duration;

    use tokio::io::Interest;
    use tokio::io::unix::AsyncFd;
    use tokio::time::{Instant, timeout_at};

    use super::Input;
    use crate::app::decode::Decoder;

    /// More than a terminal gives in one read, so that a read that fills it does not happen.
    const READ_BYTES: usize = 64 * 1024;

    /// How long Esc waits for the rest of a sequence: a slow line may cut one, and nobody types so fast.
    const ESCAPE_TIMEOUT: Duration = Duration::from_millis(50);

    /// The open input.
    pub(crate) struct TerminalInput {
        terminal: AsyncFd<File>,
        decoder: Decoder,
        bytes: Vec<u8>,
        /// When the bytes that wait in the decoder count as keys.
        unsure_until: Option<Instant>,
    }

    impl TerminalInput {
        /// Listens from now on; must be called inside the runtime of the loop.
        pub(crate) fn open() -> std::io::Result<Self> {
            let stdin = std::io::stdin();
            let terminal = if stdin.is_terminal() {
                File::from(stdin.as_fd().try_clone_to_owned()?)
            } else {
                File::open("/dev/tty")?
            };
            #[expect(
                deprecated,
                reason = "the new way is `unsafe`; the file here lives exactly as long as its registration"
            )]
            let terminal = AsyncFd::with_interest(terminal, Interest::READABLE)?;
            Ok(Self { terminal, decoder: Decoder::default(), bytes: vec![0; READ_BYTES], unsure_until: None })
        }

        /// What comes next; `None` when the terminal is gone. May be dropped at any await.
        pub(crate) async fn next_input(&mut self) -> Option<Vec<Input>> {
            let mut inputs = Vec::new();
            let mut ready = match self.unsure_until {
                Some(until) => match timeout_at(until, self.terminal.readable()).await {
                    Ok(ready) => ready.ok()?,
                    Err(_) => {
                        self.unsure_until = None;
                        self.decoder.time_out(|what| inputs.push(what));
                        return Some(inputs);
                    }
                },
                None => self.terminal.readable().await.ok()?,
            };
            let read = ready.get_inner().read(&mut self.bytes);
            // The terminal blocks, so that we may not read until it would: one read takes all there is.
            ready.clear_ready();
            let length = match read {
                Ok(0) => return None,
                Ok(length) => length,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => 0,
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => 0,
                Err(_) => return None,
            };
            self.decoder.push(&self.bytes[..length], |what| inputs.push(what));
            self.unsure_until = self.decoder.is_unsure().then(|| Instant::now() + ESCAPE_TIMEOUT);
            Some(inputs)
        }
    }
}

#[cfg(not(unix))]
mod elsewhere {
    use crossterm::event::EventStream;
    use futures_util::StreamExt;

    use super::Input;

    /// The open input.
    pub(crate) struct TerminalInput(EventStream);

    impl TerminalInput {
        /// Listens from now on.
        pub(crate) fn open() -> std::io::Result<Self> {
            Ok(Self(EventStream::new()))
        }

        /// What comes next; `None` when the terminal is gone.
        pub(crate) async fn next_input(&mut self) -> Option<Vec<Input>> {
            match self.0.next().await {
                Some(Ok(event)) => Some(vec![Input::Event(event)]),
                _ => None,
            }
        }
    }
}

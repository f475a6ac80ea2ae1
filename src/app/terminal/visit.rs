//! A program of the user's has the terminal for a while. What it wrote in passing waits to be read; one that wrote nothing gives
//! the screen back at once: the terminal says before and after where its cursor is.

use std::time::{Duration, Instant};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::{Screen, leave, step_off_the_edges, wait_for_enter};
use crate::app::decode::CursorPlace;

/// What a program wrote that ended sooner than this has not been read yet.
const GLANCE: Duration = Duration::from_secs(1);

impl Screen {
    /// Gives the terminal to `program`. When that ends at once and has written something, or the terminal does not tell whether
    /// it has, the user is asked to come back, in the words `back`.
    pub(in crate::app) async fn visit<T>(&mut self, program: impl FnOnce() -> T, back: &str) -> anyhow::Result<T> {
        self.input = None;
        leave();
        step_off_the_edges();
        let before = self.cursor().await;
        let begun = Instant::now();
        let result = program();
        if begun.elapsed() < GLANCE && (before.is_none() || self.cursor().await != before) {
            wait_for_enter(back);
        }
        self.come_back()?;
        Ok(result)
    }

    /// Where the cursor is while the terminal is given back. One that does not answer is not asked again.
    async fn cursor(&mut self) -> Option<CursorPlace> {
        if !self.abilities.answers {
            return None;
        }
        enable_raw_mode().ok()?;
        let (place, _) = self.ask_cursor().await;
        self.input = None;
        // A terminal that stays raw still runs programs, and is set anew when the screen is back.
        let _ = disable_raw_mode();
        self.abilities.answers = place.is_some();
        place
    }
}

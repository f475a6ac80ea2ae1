//! What goes to the terminal: frames, each in one write, and none that changes nothing.

use std::io::{Stdout, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use crossterm::cursor::{Hide, MoveTo};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};

/// The terminal is ours. Given back once and not twice: a second time would put the cursor where it was before, over what
/// has been said since.
pub(super) static TAKEN: AtomicBool = AtomicBool::new(false);
/// Bytes that are held back at most; a frame is far shorter.
const OUT_BYTES: usize = 64 * 1024;

/// What the screen tells of the frame that is written.
#[derive(Debug, Default)]
pub(super) struct FrameState {
    open: AtomicBool,
    /// Column and row of the cursor, sixteen bits each.
    focus: AtomicU32,
}

impl FrameState {
    pub(super) fn begin(&self) {
        self.open.store(true, Ordering::Relaxed);
    }

    /// The frame is whole, and the cursor stands there.
    pub(super) fn end(&self, (column, row): (u16, u16)) {
        self.focus.store(u32::from(column) << 16 | u32::from(row), Ordering::Relaxed);
        self.open.store(false, Ordering::Relaxed);
    }

    fn focus(&self) -> (u16, u16) {
        let [left, right, up, down] = self.focus.load(Ordering::Relaxed).to_be_bytes();
        (u16::from_be_bytes([left, right]), u16::from_be_bytes([up, down]))
    }
}

/// Buffers a whole frame: flushes of its parts are ignored, and its end is sent in one write, unless nothing changes by it.
pub(super) struct Frames<W = TerminalGuard> {
    waiting: Vec<u8>,
    out: W,
    state: Arc<FrameState>,
    /// Where the cursor stood after the last frame.
    stood: Option<(u16, u16)>,
}

impl<W: Write> Frames<W> {
    pub(super) fn new(out: W, state: Arc<FrameState>) -> Self {
        Self { waiting: Vec::with_capacity(OUT_BYTES), out, state, stood: None }
    }

    /// Whether what waits is a frame that changes no cell and not the place of the cursor.
    fn is_still(&mut self) -> bool {
        let focus = self.state.focus();
        self.stood.replace(focus) == Some(focus) && still(focus).is_ok_and(|still| still == self.waiting)
    }
}

/// The bytes of a frame in which no cell changes.
fn still((column, row): (u16, u16)) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    queue!(bytes, BeginSynchronizedUpdate)?;
    queue!(bytes, Hide, MoveTo(column, row), EndSynchronizedUpdate)?;
    Ok(bytes)
}

impl<W: Write> Write for Frames<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.waiting.len() + bytes.len() > OUT_BYTES {
            self.out.write_all(&self.waiting)?;
            self.waiting.clear();
        }
        if bytes.len() > OUT_BYTES {
            return self.out.write(bytes);
        }
        self.waiting.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        if self.state.open.load(Ordering::Relaxed) {
            return Ok(());
        }
        let written = if self.is_still() { Ok(()) } else { self.out.write_all(&self.waiting) };
        self.waiting.clear();
        written?;
        self.out.flush()
    }
}

/// The writer while the terminal is ours. A frame that a panic cut short is dropped.
pub(super) struct TerminalGuard(pub(super) Stdout);

impl Write for TerminalGuard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if TAKEN.load(Ordering::SeqCst) { self.0.write(bytes) } else { Ok(bytes.len()) }
    }

    /// A terminal that is gone or given back has nothing to flush: the screen's own end would print that it cannot, and
    /// where nobody can print that is a panic.
    fn flush(&mut self) -> std::io::Result<()> {
        if TAKEN.load(Ordering::SeqCst) { self.0.flush() } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::backend::Backend as _;
    use ratatui::buffer::Cell;

    use super::*;
    use crate::app::cells::CellBackend;

    /// A frame of these cells, with the cursor there; gives what reached the terminal.
    fn frame(frames: &mut Frames<Vec<u8>>, cells: &[(u16, u16, Cell)], (column, row): (u16, u16)) -> Vec<u8> {
        frames.state.begin();
        queue!(frames, BeginSynchronizedUpdate).unwrap();
        let mut screen = CellBackend::new(&mut *frames);
        screen.draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell))).unwrap();
        screen.hide_cursor().unwrap();
        queue!(frames, MoveTo(column, row), EndSynchronizedUpdate).unwrap();
        assert!(frames.flush().is_ok() && frames.out.is_empty(), "an open frame is held back");
        frames.state.end((column, row));
        frames.flush().unwrap();
        std::mem::take(&mut frames.out)
    }

    #[test]
    fn a_frame_that_changes_nothing_is_not_written() {
        let mut frames = Frames::new(Vec::new(), Arc::default());
        let letter = [(0, 0, Cell::new("ộ"))];
        assert!(String::from_utf8(frame(&mut frames, &letter, (300, 4))).unwrap().contains('ộ'));
        assert!(frame(&mut frames, &[], (300, 4)).is_empty());
        assert!(!frame(&mut frames, &[], (300, 5)).is_empty(), "the cursor has moved");
        assert!(!frame(&mut frames, &letter, (300, 5)).is_empty());
    }

    #[test]
    fn what_is_no_frame_is_written_wherever_the_cursor_stands() {
        let mut frames = Frames::new(Vec::new(), Arc::default());
        for _ in 0..2 {
            frames.write_all(b"part").and_then(|()| frames.flush()).unwrap();
        }
        assert_eq!(frames.out, b"partpart");
    }

    #[test]
    fn what_is_longer_than_the_bound_is_written_in_its_order() {
        let mut frames = Frames::new(Vec::new(), Arc::default());
        let long = vec![b'x'; OUT_BYTES + 1];
        frames.write_all(b"a").unwrap();
        frames.write_all(&long).unwrap();
        frames.write_all(b"z").unwrap();
        frames.flush().unwrap();
        assert_eq!((frames.out.len(), frames.out[0], *frames.out.last().unwrap()), (OUT_BYTES + 3, b'a', b'z'));
    }
}

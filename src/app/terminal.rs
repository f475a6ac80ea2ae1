//! The terminal: raw mode, the other screen, and its restoration — on leaving, on panic, on a signal.

use std::io::{Write, stderr, stdout};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Once};
use std::thread::ThreadId;
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste, EnableFocusChange,
    EnableMouseCapture,
};
use crossterm::style::Print;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode, size,
};
use crossterm::{execute, queue};
use ratatui::backend::Backend as _;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use crate::text::guard;
use crate::text::width::Ambiguous;
use crate::ui::{Message, Ui, Work};

use super::cells::CellBackend;
use super::decode::{Answer, Input};
use super::frames::{FrameState, Frames, TAKEN, TerminalGuard};
use super::links;
use super::terminal_input::TerminalInput;

/// Progress stands in the taskbar, and must not stay there when we are gone, however we go.
static TASKBAR_USED: AtomicBool = AtomicBool::new(false);
/// Takes the progress from the taskbar.
const TASKBAR_CLEAR: &str = "\x1b]9;4;0;0\x1b\\";

/// How long the start waits for a terminal to say where its cursor is. Over a slow line an answer takes some 300 ms.
const ANSWER_WITHIN: Duration = Duration::from_millis(500);
/// Longest text that is offered to the terminal's clipboard, bytes; many terminals refuse more.
const MAX_COPY: usize = 74_000;

/// What the terminal is known to do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Abilities {
    /// It shows progress in the taskbar.
    pub(super) taskbar: bool,
    /// It opens links by a click.
    pub(super) links: bool,
}

/// The open screen. Dropping it restores the terminal.
pub(super) struct Screen {
    terminal: Terminal<CellBackend<Frames>>,
    input: Option<TerminalInput>,
    mouse: bool,
    open: bool,
    /// The content of the terminal is unknown: the next frame draws every cell.
    unknown: bool,
    /// Its size may have changed.
    resized: bool,
    /// The frame that is written.
    frame: Arc<FrameState>,
    abilities: Abilities,
    told_work: Option<Work>,
}

impl Screen {
    /// Takes the terminal.
    ///
    /// `questions` go out in front of the first frame: should a terminal print one, the first frame covers it. Its answers are
    /// read like keys, whenever they come.
    /// `farewell` is told after a fault of our own, when the terminal has been given back.
    pub(super) fn open(
        questions: &str,
        abilities: Abilities,
        farewell: impl Fn() -> String + Send + Sync + 'static,
    ) -> anyhow::Result<Self> {
        restore_on_panic(std::thread::current().id(), farewell);
        let frame = Arc::new(FrameState::default());
        let mut backend = CellBackend::new(Frames::new(TerminalGuard(stdout()), Arc::clone(&frame)));
        // Both go out with the first frame.
        enter(&mut backend)?;
        let _ = backend.write_all(questions.as_bytes());
        // Of a fixed size, which `redraw` follows: else the terminal would be opened and asked for it with every frame.
        let whole = TerminalOptions { viewport: Viewport::Fixed(Self::area()) };
        let terminal = match Terminal::with_options(backend, whole) {
            Ok(terminal) => terminal,
            Err(error) => {
                leave();
                return Err(error.into());
            }
        };
        Ok(Self {
            terminal,
            input: None,
            mouse: false,
            open: true,
            unknown: !questions.is_empty(),
            resized: false,
            frame,
            abilities,
            told_work: None,
        })
    }

    /// How wide the terminal draws an ambiguous sign: one is drawn, and the terminal asked where its cursor is. One that does
    /// not answer within [`ANSWER_WITHIN`] draws it narrow, as nearly all do. What else came meanwhile comes back too.
    pub(super) async fn ask_width(&mut self) -> (Ambiguous, Vec<Input>) {
        // The first frame covers what is drawn here.
        self.unknown = true;
        let mut inputs = Vec::new();
        if execute!(self.terminal.backend_mut(), MoveTo(0, 1), Print("“\x1b[6n")).is_err() {
            return (Ambiguous::Narrow, inputs);
        }
        let until = tokio::time::Instant::now() + ANSWER_WITHIN;
        while let Ok(Some(more)) = tokio::time::timeout_at(until, self.next_input()).await {
            inputs.extend(more);
            let column = inputs.iter().find_map(|what| match what {
                Input::Answer(Answer::Column(column)) => Some(*column),
                _ => None,
            });
            if let Some(column) = column {
                return (if column == 3 { Ambiguous::Wide } else { Ambiguous::Narrow }, inputs);
            }
        }
        (Ambiguous::Narrow, inputs)
    }

    /// Columns and rows.
    pub(super) fn size() -> (u16, u16) {
        size().unwrap_or((80, 24))
    }

    fn area() -> Rect {
        let (columns, rows) = Self::size();
        Rect::new(0, 0, columns, rows)
    }

    /// What the terminal tells next; `None` when it is gone. Must be called inside the runtime of the loop.
    pub(super) async fn next_input(&mut self) -> Option<Vec<Input>> {
        let input = match &mut self.input {
            Some(input) => input,
            none => none.insert(TerminalInput::open().ok()?),
        };
        input.next_input().await
    }

    /// Draws the screen; only cells that changed are written, in one write.
    pub(super) fn draw(&mut self, ui: &Ui) -> anyhow::Result<()> {
        self.frame.begin();
        let drawn = self.draw_frame(ui);
        self.frame.end(*drawn.as_ref().unwrap_or(&(0, 0)));
        Write::flush(self.terminal.backend_mut())?;
        drawn.map(drop)
    }

    /// Gives where the cursor stands then.
    fn draw_frame(&mut self, ui: &Ui) -> anyhow::Result<(u16, u16)> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        if std::mem::take(&mut self.resized) {
            self.terminal.resize(Self::area())?;
        }
        if std::mem::take(&mut self.unknown) {
            // Not `Terminal::clear`: it asks the terminal where the cursor is, and our input would take the answer.
            queue!(self.terminal.backend_mut(), Clear(ClearType::All))?;
            self.terminal.swap_buffers();
        }
        let mut focus = (0, 0);
        let drawn = self.terminal.draw(|frame| focus = ui.draw(frame))?;
        let linked = if self.abilities.links { links::linked(drawn.buffer, ui.links_in_sight()) } else { Vec::new() };
        for link in &linked {
            self.terminal.backend_mut().write_all(link.begin.as_bytes())?;
            self.terminal.backend_mut().draw(link.cells.iter().map(|(x, y, cell)| (*x, *y, cell)))?;
            self.terminal.backend_mut().write_all(links::END.as_bytes())?;
        }
        // Seen or not, the cursor stands where the attention is: screen readers and magnifiers follow it.
        queue!(self.terminal.backend_mut(), MoveTo(focus.0, focus.1), EndSynchronizedUpdate)?;
        Ok(focus)
    }

    /// Forgets what is on the screen, so that the next drawing draws everything. Needed after every change of size, even
    /// when the size is the same again: terminals cut off or move what does not fit.
    pub(super) fn redraw(&mut self) {
        (self.unknown, self.resized) = (true, true);
    }

    /// Takes the mouse or gives it back.
    pub(super) fn mouse(&mut self, on: bool) -> anyhow::Result<()> {
        self.mouse = on;
        if on {
            execute!(self.terminal.backend_mut(), EnableMouseCapture)?;
        } else {
            execute!(self.terminal.backend_mut(), DisableMouseCapture)?;
        }
        Ok(())
    }

    /// Tells the taskbar how far work is: `None` when there is none.
    pub(super) fn taskbar(&mut self, work: Option<Work>) -> anyhow::Result<()> {
        if !self.abilities.taskbar || self.told_work == work {
            return Ok(());
        }
        self.told_work = work;
        TASKBAR_USED.store(work.is_some(), Ordering::SeqCst);
        let text = match work {
            Some(Work::Percent(percent)) => format!("\x1b]9;4;1;{percent}\x1b\\"),
            Some(Work::Begun) => "\x1b]9;4;3;0\x1b\\".to_owned(),
            None => TASKBAR_CLEAR.to_owned(),
        };
        self.terminal.backend_mut().write_all(text.as_bytes())?;
        Ok(Write::flush(self.terminal.backend_mut())?)
    }

    /// Copies to the clipboard of the machine the user sits at (OSC 52; works over ssh).
    pub(super) fn copy(&mut self, text: &str, said: &'static str) -> Message {
        let fits = copied(text);
        let whole = fits.len() < MAX_COPY;
        match execute!(self.terminal.backend_mut(), CopyToClipboard::to_clipboard_from(fits)) {
            Ok(()) => Message::Done(if whole { said } else { "copied-beginning" }),
            Err(error) => Message::Failed("could-not-copy", String::new(), (&error).into()),
        }
    }

    /// Gives the terminal back for the time of `work`.
    pub(super) fn away<T>(&mut self, work: impl FnOnce() -> T) -> anyhow::Result<T> {
        self.input = None;
        leave();
        let result = work();
        enter(self.terminal.backend_mut())?;
        if self.mouse {
            self.mouse(true)?;
        }
        self.redraw();
        Ok(result)
    }

    /// Gives the terminal back for good.
    pub(super) fn close(&mut self) {
        if std::mem::take(&mut self.open) {
            self.input = None;
            leave();
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.close();
    }
}

/// While the terminal is given back: says `sentence` and waits for Enter.
pub(super) fn wait_for_enter(sentence: &str) {
    let mut out = stdout();
    let _ = write!(out, "\n{} ", guard(sentence)).and_then(|()| out.flush());
    let _ = std::io::stdin().read_line(&mut String::new());
}

/// What is put into the clipboard for `text`: guarded, since it may be pasted into a shell, and no longer than [`MAX_COPY`]. The
/// cells of a table stay apart by tabs.
fn copied(text: &str) -> String {
    let text = text.split('\t').map(guard).collect::<Vec<_>>().join("\t");
    let end = text.floor_char_boundary(MAX_COPY);
    text.get(..end).unwrap_or_default().to_owned()
}

/// Takes the terminal; what opens it waits in `out` until that is flushed.
fn enter(out: &mut impl Write) -> anyhow::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    let raw = enable_raw_mode();
    if raw.is_err() {
        TAKEN.store(false, Ordering::SeqCst);
    }
    raw?;
    let entered = queue!(out, EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange, Hide);
    if entered.is_err() {
        leave();
    }
    Ok(entered?)
}

/// Restores the terminal; each step is tried even when another fails, for there is nobody left to tell.
fn leave() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    if TASKBAR_USED.swap(false, Ordering::SeqCst) {
        let _ = execute!(stdout(), Print(TASKBAR_CLEAR));
    }
    let _ = execute!(stdout(), EndSynchronizedUpdate, DisableMouseCapture, DisableBracketedPaste, DisableFocusChange);
    let _ = execute!(stdout(), LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// A panic on the screen's own thread restores the terminal before its message is printed; one elsewhere is told to
/// nobody here, since the screen goes on.
fn restore_on_panic(screen: ThreadId, farewell: impl Fn() -> String + Send + Sync + 'static) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().id() == screen {
                leave();
                before(info);
                let _ = writeln!(stderr(), "{}", farewell());
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_hostile_text_is_copied() {
        let hostile = "a\u{1b}[31mb\u{1b}]0;title\u{7}c\u{9b}2Jd\u{202e}e\u{200b}f\u{e0041}g\u{0}h";
        assert_eq!(copied(hostile), "abcdefgh");
    }

    #[test]
    fn a_copy_ends_at_its_limit_between_characters() {
        assert_eq!(copied("Ngày\tNơi\n1/2\t"), "Ngày\tNơi\n1/2\t");
        assert_eq!(copied(&"a".repeat(MAX_COPY + 1)).len(), MAX_COPY);
        assert_eq!(copied(&format!("a{}", "ệ".repeat(MAX_COPY))).len(), 1 + (MAX_COPY - 1) / 3 * 3);
    }
}

//! The least that a program on the screen does: opens the terminal, draws one frame with ratatui, waits for a key.
//! `bench/measure.py --floor` times its start beside ours.

use crossterm::event;

fn main() -> std::io::Result<()> {
    let mut terminal = ratatui::try_init()?;
    terminal.draw(|frame| frame.render_widget("[000000]", frame.area()))?;
    event::read()?;
    ratatui::try_restore()
}

//! Turns events of the terminal into messages.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::ui::Message;
use crate::ui::key::{Code, Key};

/// Rows a turn of the wheel scrolls.
const WHEEL_ROWS: i32 = 3;

/// The message of an event; `None` when the screen ignores it.
pub(super) fn message(event: Event) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => self::key(key).map(Message::Key),
        Event::Paste(text) => Some(Message::Pasted(text)),
        // There `signals` hears it.
        Event::Resize(..) if cfg!(unix) => None,
        Event::Resize(width, height) => Some(Message::Resized(width, height)),
        Event::FocusGained => Some(Message::Focused(true)),
        Event::FocusLost => Some(Message::Focused(false)),
        Event::Mouse(mouse) => self::mouse(mouse),
        Event::Key(_) => None,
    }
}

fn key(key: KeyEvent) -> Option<Key> {
    let code = match key.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    // Ctrl with Caps Lock says an upper case letter; it is the same key.
    let code = match code {
        Code::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        other => other,
    };
    Some(Key { code, ctrl, alt: key.modifiers.contains(KeyModifiers::ALT) })
}

fn mouse(mouse: MouseEvent) -> Option<Message> {
    match mouse.kind {
        MouseEventKind::ScrollDown => Some(Message::Scrolled(mouse.column, mouse.row, WHEEL_ROWS)),
        MouseEventKind::ScrollUp => Some(Message::Scrolled(mouse.column, mouse.row, -WHEEL_ROWS)),
        MouseEventKind::Down(MouseButton::Left) => Some(Message::Clicked(mouse.column, mouse.row)),
        _ => None,
    }
}

//! What one character, control sequence or string of the terminal means.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::{Answer, Input, MAX_CSI, MAX_PASTE, PASTE_END, PASTE_START, Piece};

pub(super) fn is_string(bytes: &[u8]) -> bool {
    matches!(bytes, [0x1b, b']' | b'_' | b'P' | b'^' | b'X', _, ..])
}

pub(super) fn piece(bytes: &[u8]) -> Piece {
    match bytes {
        [] => Piece::More,
        [0x1b] | [0x1b, b'[' | b'O' | b']' | b'_' | b'P' | b'^' | b'X'] => Piece::More,
        [0x1b, b'[', ..] => csi(bytes),
        [0x1b, b'O', last, ..] => Piece::Taken(3, ss3(*last).map(|code| pressed(code, KeyModifiers::NONE))),
        _ if is_string(bytes) => string(bytes),
        // Esc, and then something that begins anew. Ctrl-C right behind it must stay Ctrl-C.
        [0x1b, 0x00..=0x1f, ..] => key(1, KeyCode::Esc, KeyModifiers::NONE),
        [0x1b, rest @ ..] => match character(rest) {
            Piece::Taken(length, Some(Input::Event(Event::Key(mut key)))) => {
                key.modifiers |= KeyModifiers::ALT;
                Piece::Taken(length + 1, Some(Input::Event(Event::Key(key))))
            }
            Piece::Taken(length, input) => Piece::Taken(length + 1, input),
            Piece::More => Piece::More,
        },
        _ => character(bytes),
    }
}

pub(super) fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Input {
    Input::Event(Event::Key(KeyEvent::new(code, modifiers)))
}

fn key(length: usize, code: KeyCode, modifiers: KeyModifiers) -> Piece {
    Piece::Taken(length, Some(pressed(code, modifiers)))
}

/// A character or a control.
fn character(bytes: &[u8]) -> Piece {
    let control = |c: u8| key(1, KeyCode::Char(char::from(c)), KeyModifiers::CONTROL);
    match bytes {
        [] => Piece::More,
        [b'\r', ..] => key(1, KeyCode::Enter, KeyModifiers::NONE),
        [b'\t', ..] => key(1, KeyCode::Tab, KeyModifiers::NONE),
        [0x7f, ..] => key(1, KeyCode::Backspace, KeyModifiers::NONE),
        [0, ..] => control(b' '),
        [c @ 0x01..=0x1a, ..] => control(c - 1 + b'a'),
        [c @ 0x1c..=0x1f, ..] => control(c - 0x1c + b'4'),
        [c @ 0x20..=0x7e, ..] => key(1, KeyCode::Char(char::from(*c)), KeyModifiers::NONE),
        [first, ..] => {
            let length = match first {
                0xc2..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0..=0xf4 => 4,
                _ => return Piece::Taken(1, None),
            };
            let Some(whole) = bytes.get(..length) else {
                // What is no continuation ends a cut character at once.
                let broken = bytes[1..].iter().any(|b| !(0x80..0xc0).contains(b));
                return if broken { Piece::Taken(1, None) } else { Piece::More };
            };
            match std::str::from_utf8(whole).ok().and_then(|text| text.chars().next()) {
                Some(c) => key(length, KeyCode::Char(c), KeyModifiers::NONE),
                None => Piece::Taken(1, None),
            }
        }
    }
}

fn ss3(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

fn csi(bytes: &[u8]) -> Piece {
    if bytes.starts_with(PASTE_START) {
        return paste(&bytes[PASTE_START.len()..]);
    }
    match bytes.get(2) {
        // The Linux console's F1 to F5.
        Some(b'[') => match bytes.get(3) {
            Some(c @ b'A'..=b'E') => key(4, KeyCode::F(c - b'A' + 1), KeyModifiers::NONE),
            Some(_) => Piece::Taken(4, None),
            None => Piece::More,
        },
        // The mouse as X10 has it: three bytes follow.
        Some(b'M') => match bytes.get(3..6) {
            Some([button, x, y]) => {
                let at = |b: &u8| u16::from(b.saturating_sub(33));
                Piece::Taken(6, mouse(u16::from(button.saturating_sub(32)), at(x), at(y), true))
            }
            _ => Piece::More,
        },
        _ => match bytes.iter().skip(2).position(|b| !(0x20..0x40).contains(b)) {
            Some(at) if (0x40..0x7f).contains(&bytes[at + 2]) => {
                Piece::Taken(at + 3, sequence(&bytes[2..at + 2], bytes[at + 2]))
            }
            // Broken by something that is no part of a sequence.
            Some(at) => Piece::Taken(at + 2, None),
            None if bytes.len() > MAX_CSI => Piece::Taken(bytes.len(), None),
            None => Piece::More,
        },
    }
}

/// A whole control sequence: its parameters and its last byte.
fn sequence(parameters: &[u8], last: u8) -> Option<Input> {
    let text = std::str::from_utf8(parameters).ok()?;
    if let Some(attributes) = text.strip_prefix('?') {
        return (last == b'c').then(|| Input::Answer(Answer::Attributes(attributes.split(';').any(|a| a == "4"))));
    }
    if let Some(sgr) = text.strip_prefix('<') {
        let mut numbers = sgr.split(';').map(|n| n.parse::<u16>().unwrap_or(0));
        let (button, x, y) = (numbers.next()?, numbers.next()?, numbers.next()?);
        return mouse(button, x.saturating_sub(1), y.saturating_sub(1), last == b'M');
    }
    let numbers: Vec<u16> = text.split(';').map(|n| n.split(':').next().unwrap_or("").parse().unwrap_or(0)).collect();
    let number = |at: usize| numbers.get(at).copied().unwrap_or(0);
    if last == b't' && number(0) == 6 {
        return (number(1) > 0 && number(2) > 0).then(|| Input::Answer(Answer::Cell(number(2), number(1))));
    }
    // In the first row a report of the cursor has the shape of F3 with modifiers, so that we ask in another row.
    if last == b'R' && numbers.len() == 2 && number(0) > 1 {
        return Some(Input::Answer(Answer::Column(number(1))));
    }
    if last == b'M' && numbers.len() == 3 {
        return mouse(number(0).saturating_sub(32), number(1).saturating_sub(1), number(2).saturating_sub(1), true);
    }
    let modifiers = modifiers(number(1));
    let code = match last {
        b'I' => return Some(Input::Event(Event::FocusGained)),
        b'O' => return Some(Input::Event(Event::FocusLost)),
        b'Z' => KeyCode::BackTab,
        b'u' => match char::from_u32(u32::from(number(0)))? {
            '\r' => KeyCode::Enter,
            '\t' => KeyCode::Tab,
            '\u{1b}' => KeyCode::Esc,
            '\u{7f}' => KeyCode::Backspace,
            c => KeyCode::Char(c),
        },
        b'~' => numbered(number(0))?,
        other => ss3(other)?,
    };
    let shifted = if code == KeyCode::BackTab { modifiers | KeyModifiers::SHIFT } else { modifiers };
    Some(pressed(code, shifted))
}

fn numbered(number: u16) -> Option<KeyCode> {
    let function = |n: u16| KeyCode::F(u8::try_from(n).unwrap_or(0));
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => function(number - 10),
        17..=21 => function(number - 11),
        23..=26 => function(number - 12),
        28 | 29 => function(number - 13),
        31..=34 => function(number - 14),
        _ => return None,
    })
}

/// xterm counts modifiers from one: shift 1, alt 2, ctrl 4.
fn modifiers(number: u16) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    let mut modifiers = KeyModifiers::NONE;
    modifiers.set(KeyModifiers::SHIFT, bits & 1 != 0);
    modifiers.set(KeyModifiers::ALT, bits & 2 != 0);
    modifiers.set(KeyModifiers::CONTROL, bits & 4 != 0);
    modifiers
}

fn mouse(button: u16, column: u16, row: u16, down: bool) -> Option<Input> {
    let kind = match (button & 0b1110_0011, down) {
        (64, _) => MouseEventKind::ScrollUp,
        (65, _) => MouseEventKind::ScrollDown,
        (0, true) => MouseEventKind::Down(MouseButton::Left),
        (0, false) => MouseEventKind::Up(MouseButton::Left),
        (1, true) => MouseEventKind::Down(MouseButton::Middle),
        (2, true) => MouseEventKind::Down(MouseButton::Right),
        (32, _) => MouseEventKind::Drag(MouseButton::Left),
        _ => return None,
    };
    Some(Input::Event(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })))
}

fn paste(text: &[u8]) -> Piece {
    match paste_end(text) {
        Some(end) => Piece::Taken(PASTE_START.len() + end + PASTE_END.len(), Some(pasted(&text[..end]))),
        None => Piece::More,
    }
}

/// The paste of a text, cut to the bound.
pub(super) fn pasted(text: &[u8]) -> Input {
    Input::Event(Event::Paste(String::from_utf8_lossy(&text[..text.len().min(MAX_PASTE)]).into_owned()))
}

/// Where the end of a paste begins.
pub(super) fn paste_end(text: &[u8]) -> Option<usize> {
    text.windows(PASTE_END.len()).position(|w| w == PASTE_END)
}

/// Bytes up to and with the end of a string sequence (BEL or ST).
pub(super) fn string_end(bytes: &[u8]) -> Option<usize> {
    bytes.iter().enumerate().find_map(|(at, b)| match b {
        0x07 => Some(at + 1),
        0x1b if bytes.get(at + 1) == Some(&b'\\') => Some(at + 2),
        _ => None,
    })
}

fn string(bytes: &[u8]) -> Piece {
    let Some(length) = string_end(&bytes[2..]) else { return Piece::More };
    let body = String::from_utf8_lossy(&bytes[2..2 + length]);
    let body = body.trim_end_matches(['\x07', '\x1b', '\\']);
    let answer = match bytes[1] {
        b'_' if body.starts_with('G') && body.ends_with(";OK") => Some(Answer::Kitty),
        b']' => body.strip_prefix("11;").and_then(ground),
        _ => None,
    };
    Piece::Taken(2 + length, answer.map(Input::Answer))
}

/// "rgb:RRRR/GGGG/BBBB", with one to four digits each.
fn ground(text: &str) -> Option<Answer> {
    let mut parts = text.strip_prefix("rgb:").or_else(|| text.strip_prefix("rgba:"))?.split('/').map(|hex| {
        let most = 16_u32.checked_pow(u32::try_from(hex.len()).ok()?)?.checked_sub(1).filter(|m| *m > 0)?;
        u8::try_from(u32::from_str_radix(hex, 16).ok()? * 255 / most).ok()
    });
    Some(Answer::Ground(parts.next()??, parts.next()??, parts.next()??))
}

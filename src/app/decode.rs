//! Bytes of the terminal → keys, pastes, the mouse — and answers to what we asked it.
//!
//! Our own, because a terminal's late answer (over a slow line, from a multiplexer) must never come out as keys that somebody
//! pressed. Sources: ECMA-48 for the shapes, xterm's ctlseqs for the keys, kitty's graphics protocol for its answer.
//! Absent on purpose: the kitty keyboard protocol and modifiers of the mouse, which nobody here asks for.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

/// Longest paste that is taken, bytes; the rest of it is dropped.
const MAX_PASTE: usize = 1 << 20;
/// Longest answer of a terminal that is looked at, bytes.
const MAX_STRING: usize = 8 * 1024;
/// Longest CSI sequence, bytes.
const MAX_CSI: usize = 64;

const PASTE_START: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// What came from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// The user did something.
    Event(Event),
    /// The terminal answered.
    Answer(Answer),
}

/// What a terminal tells about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// Colour of its ground: red, green, blue.
    Ground(u8, u8, u8),
    /// It draws pictures by kitty's protocol.
    Kitty,
    /// Pixels of a cell: width, height.
    Cell(u16, u16),
    /// The column of its cursor, from 1, in any row but the first.
    Column(u16),
    /// Its attributes; comes last, for every terminal answers this. Whether it draws sixels.
    Attributes(bool),
}

/// Takes bytes as they come.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    waiting: Vec<u8>,
    /// Something was too long: everything to its end is dropped.
    dropping: Option<End>,
}

/// What ends something that is too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// BEL or ST.
    OfString,
    /// The end of a paste.
    OfPaste,
}

impl End {
    /// Bytes up to and with it; `Err`: of these bytes the last so many may be its beginning.
    fn find(self, bytes: &[u8]) -> Result<usize, usize> {
        match self {
            Self::OfString => string_end(bytes).ok_or(usize::from(bytes.last() == Some(&0x1b))),
            Self::OfPaste => match paste_end(bytes) {
                Some(end) => Ok(end + PASTE_END.len()),
                None => Err((1..PASTE_END.len()).rev().find(|n| bytes.ends_with(&PASTE_END[..*n])).unwrap_or(0)),
            },
        }
    }
}

/// What stands at the beginning of the bytes.
enum Piece {
    /// More bytes are needed.
    More,
    /// So many bytes mean this, or nothing.
    Taken(usize, Option<Input>),
}

impl Decoder {
    /// Decodes what one read gave. A sequence that is cut waits for the next read; so does a lone Esc, until
    /// [`Decoder::time_out`] says that nothing follows it.
    pub(super) fn push(&mut self, bytes: &[u8], mut take: impl FnMut(Input)) {
        self.waiting.extend_from_slice(bytes);
        let mut at = 0;
        while at < self.waiting.len() {
            let rest = &self.waiting[at..];
            if let Some(end) = self.dropping {
                match end.find(rest) {
                    Ok(length) => {
                        at += length;
                        self.dropping = None;
                        continue;
                    }
                    Err(begun) => {
                        at = self.waiting.len() - begun;
                        break;
                    }
                }
            }
            match piece(rest) {
                Piece::Taken(length, input) => {
                    at += length.max(1);
                    if let Some(input) = input {
                        take(input);
                    }
                }
                Piece::More if is_string(rest) && rest.len() > MAX_STRING => {
                    self.dropping = Some(End::OfString);
                    at += 2;
                }
                Piece::More if rest.starts_with(PASTE_START) && rest.len() > PASTE_START.len() + MAX_PASTE => {
                    // What is over the bound must not come out as keys.
                    take(pasted(&rest[PASTE_START.len()..]));
                    at += PASTE_START.len() + MAX_PASTE;
                    self.dropping = Some(End::OfPaste);
                }
                Piece::More => break,
            }
        }
        self.waiting.drain(..at);
    }
}

impl Decoder {
    /// Whether what waits is as likely a key that was pressed alone as the beginning of a sequence.
    pub(super) fn is_unsure(&self) -> bool {
        self.dropping.is_none()
            && matches!(self.waiting.as_slice(), [0x1b] | [0x1b, b'[' | b'O' | b']' | b'_' | b'P' | b'^' | b'X'])
    }

    /// Nothing followed what [`Decoder::is_unsure`] of: it was Esc, and perhaps a key right after it.
    pub(super) fn time_out(&mut self, mut take: impl FnMut(Input)) {
        if !self.is_unsure() {
            return;
        }
        for byte in std::mem::take(&mut self.waiting) {
            let code = if byte == 0x1b { KeyCode::Esc } else { KeyCode::Char(char::from(byte)) };
            take(pressed(code, KeyModifiers::NONE));
        }
    }
}

fn is_string(bytes: &[u8]) -> bool {
    matches!(bytes, [0x1b, b']' | b'_' | b'P' | b'^' | b'X', _, ..])
}

fn piece(bytes: &[u8]) -> Piece {
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

fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Input {
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
fn pasted(text: &[u8]) -> Input {
    Input::Event(Event::Paste(String::from_utf8_lossy(&text[..text.len().min(MAX_PASTE)]).into_owned()))
}

/// Where the end of a paste begins.
fn paste_end(text: &[u8]) -> Option<usize> {
    text.windows(PASTE_END.len()).position(|w| w == PASTE_END)
}

/// Bytes up to and with the end of a string sequence (BEL or ST).
fn string_end(bytes: &[u8]) -> Option<usize> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn inputs(chunks: &[&[u8]]) -> Vec<Input> {
        let (mut decoder, mut all) = (Decoder::default(), Vec::new());
        for chunk in chunks {
            decoder.push(chunk, |input| all.push(input));
        }
        decoder.time_out(|input| all.push(input));
        all
    }

    fn keys(bytes: &[u8]) -> Vec<KeyCode> {
        inputs(&[bytes])
            .into_iter()
            .filter_map(|h| match h {
                Input::Event(Event::Key(key)) => Some(key.code),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn a_report_of_the_cursor_is_no_key_but_in_the_first_row() {
        let inputs = |bytes: &[u8]| {
            let mut all = Vec::new();
            Decoder::default().push(bytes, |what| all.push(what));
            all
        };
        assert_eq!(inputs(b"\x1b[2;3R"), [Input::Answer(Answer::Column(3))]);
        assert!(matches!(inputs(b"\x1b[1;3R")[..], [Input::Event(Event::Key(key))] if key.code == KeyCode::F(3)));
    }

    #[test]
    fn letters_and_named_keys_come_out_as_pressed() {
        assert_eq!(keys("jế".as_bytes()), [KeyCode::Char('j'), KeyCode::Char('ế')]);
        assert_eq!(
            keys(b"\x1b[A\x1bOB\x1b[5~\x1b[1;5C"),
            [KeyCode::Up, KeyCode::Down, KeyCode::PageUp, KeyCode::Right]
        );
        assert_eq!(
            keys(b"\r\t\x7f\x1b[Z\x1bOP"),
            [KeyCode::Enter, KeyCode::Tab, KeyCode::Backspace, KeyCode::BackTab, KeyCode::F(1)]
        );
        assert_eq!(inputs(&[b"\x04"]), [pressed(KeyCode::Char('d'), KeyModifiers::CONTROL)]);
        assert_eq!(inputs(&[b"\x1bx"]), [pressed(KeyCode::Char('x'), KeyModifiers::ALT)]);
    }

    #[test]
    fn an_escape_that_is_cut_from_its_sequence_is_no_key() {
        for whole in [&b"\x1b[A"[..], b"\x1bOA", b"\x1b[1;1A"] {
            for cut in 1..whole.len() {
                let all = inputs(&[&whole[..cut], &whole[cut..]]);
                assert_eq!(all, [pressed(KeyCode::Up, KeyModifiers::NONE)], "cut at {cut}");
            }
        }
    }

    #[test]
    fn a_key_alone_that_could_begin_a_sequence_is_a_key_after_the_time_out() {
        for (bytes, codes) in [
            (&b"\x1b"[..], &[KeyCode::Esc][..]),
            (b"\x1b[", &[KeyCode::Esc, KeyCode::Char('[')]),
            (b"\x1bO", &[KeyCode::Esc, KeyCode::Char('O')]),
            (b"\x1b]", &[KeyCode::Esc, KeyCode::Char(']')]),
            (b"\x1b\x1b", &[KeyCode::Esc, KeyCode::Esc]),
        ] {
            assert_eq!(keys(bytes), codes);
        }
    }

    #[test]
    fn an_answer_that_is_cut_never_times_out_into_keys() {
        let mut decoder = Decoder::default();
        decoder.push(b"\x1b]11;rgb:ff", |_| panic!("nothing is whole yet"));
        assert!(!decoder.is_unsure());
    }

    #[test]
    fn a_lone_escape_is_the_key_and_a_cut_sequence_waits() {
        assert_eq!(keys(b"\x1b"), [KeyCode::Esc]);
        assert_eq!(inputs(&[b"\x1b\x03"])[1], pressed(KeyCode::Char('c'), KeyModifiers::CONTROL));
        assert_eq!(inputs(&[b"\x1b[", b"A"]), [pressed(KeyCode::Up, KeyModifiers::NONE)]);
        assert_eq!(
            inputs(&["ế".as_bytes().split_at(1).0, "ế".as_bytes().split_at(1).1]),
            [pressed(KeyCode::Char('ế'), KeyModifiers::NONE)]
        );
    }

    #[test]
    fn a_paste_is_one_thing_even_when_it_holds_escapes() {
        let all = inputs(&[b"\x1b[200~a\x1b[Ab", b"c\x1b[201~j"]);
        assert_eq!(all[0], Input::Event(Event::Paste("a\u{1b}[Abc".to_owned())));
        assert_eq!(all[1], pressed(KeyCode::Char('j'), KeyModifiers::NONE));
    }

    #[test]
    fn what_a_paste_holds_over_its_bound_is_dropped_and_never_typed() {
        let over = vec![b'q'; MAX_PASTE + 9_000];
        for cut in [PASTE_START.len() + 1, MAX_PASTE, PASTE_START.len() + over.len() + 3] {
            let bytes = [PASTE_START, &over, PASTE_END, b"j"].concat();
            let all = inputs(&[&bytes[..cut], &bytes[cut..]]);
            let Input::Event(Event::Paste(text)) = &all[0] else { panic!("{:?}", all[0]) };
            assert_eq!((text.len(), &all[1..]), (MAX_PASTE, &[pressed(KeyCode::Char('j'), KeyModifiers::NONE)][..]));
        }
    }

    #[test]
    fn the_terminals_answers_are_never_keys() {
        let answers: &[u8] =
            b"\x1b]11;rgb:ffff/f0f0/0000\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62;4;22c\x1b]11;rgb:0/0/0\x07";
        let all = inputs(&[answers]);
        assert_eq!(
            all,
            [
                Input::Answer(Answer::Ground(255, 240, 0)),
                Input::Answer(Answer::Kitty),
                Input::Answer(Answer::Cell(10, 20)),
                Input::Answer(Answer::Attributes(true)),
                Input::Answer(Answer::Ground(0, 0, 0)),
            ]
        );
        // However it is cut, too.
        for cut in 1..answers.len() {
            let (a, b) = answers.split_at(cut);
            let keys = inputs(&[a, b]).into_iter().filter(|h| matches!(h, Input::Event(_)));
            assert_eq!(keys.count(), 0, "cut at {cut}");
        }
    }

    #[test]
    fn an_endless_answer_is_dropped_to_its_end() {
        let long = vec![b'x'; 3 * MAX_STRING];
        assert_eq!(inputs(&[b"\x1b_G", &long, &long, b"\x1b\\j"]), [pressed(KeyCode::Char('j'), KeyModifiers::NONE)]);
    }

    #[test]
    fn the_mouse_speaks_in_cells_from_zero() {
        let event = |kind, column, row| {
            Input::Event(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
        };
        assert_eq!(inputs(&[b"\x1b[<0;3;2M"]), [event(MouseEventKind::Down(MouseButton::Left), 2, 1)]);
        assert_eq!(inputs(&[b"\x1b[<65;1;1M"]), [event(MouseEventKind::ScrollDown, 0, 0)]);
        assert_eq!(inputs(&[b"\x1b[M \x23\x22"]), [event(MouseEventKind::Down(MouseButton::Left), 2, 1)]);
    }

    #[test]
    fn any_bytes_are_taken_in_bounded_time_without_a_panic() {
        let mut state = 7_u64;
        let mut decoder = Decoder::default();
        for _ in 0..20_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let byte = u8::try_from(state >> 56).unwrap();
            let byte = if state & 0x30_0000 == 0 { 0x1b } else { byte };
            decoder.push(&[byte], |_| ());
            assert!(decoder.waiting.len() <= MAX_STRING + 8 || decoder.waiting.starts_with(PASTE_START));
        }
    }
}

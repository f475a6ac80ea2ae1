//! Bytes of the terminal → keys, pastes, the mouse — and answers to what we asked it.
//!
//! Our own, because a terminal's late answer (over a slow line, from a multiplexer) must never come out as keys that somebody
//! pressed. Sources: ECMA-48 for the shapes, xterm's ctlseqs for the keys, kitty's graphics protocol for its answer.
//! Absent on purpose: the kitty keyboard protocol and modifiers of the mouse, which nobody here asks for.

mod sequences;
#[cfg(test)]
mod tests;

use crossterm::event::{Event, KeyCode, KeyModifiers};

use sequences::{is_string, paste_end, pasted, piece, pressed, string_end};

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
pub(in crate::app) enum Piece {
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

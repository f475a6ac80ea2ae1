//! Tones, and the rows of the table of letters.

/// The six tones in dictionary order: ngang < huyền < hỏi < ngã < sắc < nặng.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(u8)]
pub enum Tone {
    /// No mark: *ma*.
    #[default]
    Level = 0,
    /// U+0300: *mà*.
    Huyen = 1,
    /// U+0309: *mả*.
    Hoi = 2,
    /// U+0303: *mã*.
    Nga = 3,
    /// U+0301: *má*.
    Sac = 4,
    /// U+0323: *mạ*.
    Nang = 5,
}

impl Tone {
    /// The tone that a combining mark stands for.
    pub fn of_mark(mark: char) -> Option<Self> {
        Some(match mark {
            '\u{300}' | '\u{340}' => Self::Huyen,
            '\u{309}' => Self::Hoi,
            '\u{303}' => Self::Nga,
            '\u{301}' | '\u{341}' => Self::Sac,
            '\u{323}' => Self::Nang,
            _ => return None,
        })
    }

    /// The combining mark of the tone; none for the level tone.
    pub fn mark(self) -> Option<char> {
        Some(match self {
            Self::Level => return None,
            Self::Huyen => '\u{300}',
            Self::Hoi => '\u{309}',
            Self::Nga => '\u{303}',
            Self::Sac => '\u{301}',
            Self::Nang => '\u{323}',
        })
    }
}

/// What kind of character an [`LetterEntry`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Not in the table, or needs the general rules.
    Slow,
    /// Punctuation and symbols.
    Other,
    /// White space.
    Space,
    /// Format characters, which keys drop.
    Nothing,
    /// A letter.
    Letter,
    /// A digit.
    Digit,
}

/// A character and its keys.
#[derive(Debug, Clone, Copy)]
pub(super) struct LetterEntry {
    /// Without the tone, in lower case (K2).
    pub(super) letters: char,
    /// Without any mark, in lower case (K1).
    pub(super) base: char,
    /// Its tone.
    pub(super) tone: Tone,
    /// Its kind.
    pub(super) class: Class,
}

/// A row of the table.
pub(super) const fn row(letters: char, base: char, tone: Tone, class: Class) -> LetterEntry {
    LetterEntry { letters, base, tone, class }
}

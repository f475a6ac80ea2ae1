//! A key as the screen knows it, and its text form: `j`, `G`, `ctrl-d`, `alt-enter`, `space`, `f5`.
//!
//! Absent on purpose: any type of the terminal library; `app::input` translates.

use std::fmt;

/// What was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each name is what is printed on the key")]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    Pause,
    F(u8),
}

/// A key with its modifiers. Shift is part of the character (`G`), so it has no field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key itself.
    pub code: Code,
    /// Control was held.
    pub ctrl: bool,
    /// Alt was held.
    pub alt: bool,
}

/// Names of keys that are no single character; the first of two names is the one printed.
const NAMES: &[(&str, Code)] = &[
    ("enter", Code::Enter),
    ("return", Code::Enter),
    ("esc", Code::Esc),
    ("escape", Code::Esc),
    ("tab", Code::Tab),
    ("shift-tab", Code::BackTab),
    ("backtab", Code::BackTab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("insert", Code::Insert),
    ("left", Code::Left),
    ("right", Code::Right),
    ("up", Code::Up),
    ("down", Code::Down),
    ("home", Code::Home),
    ("end", Code::End),
    ("pageup", Code::PageUp),
    ("pagedown", Code::PageDown),
    ("pause", Code::Pause),
    ("space", Code::Char(' ')),
    ("lt", Code::Char('<')),
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// A character without modifiers.
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// A character with Control held.
    pub const fn ctrl(c: char) -> Self {
        Self { code: Code::Char(c), ctrl: true, alt: false }
    }

    /// Reads one key from its text form; `None` when there is no such key.
    pub fn parse(text: &str) -> Option<Self> {
        let (mut ctrl, mut alt, mut rest) = (false, false, text);
        loop {
            if let Some(r) = strip_modifier(rest, &["ctrl-", "c-"]) {
                (ctrl, rest) = (true, r);
            } else if let Some(r) = strip_modifier(rest, &["alt-", "a-", "m-"]) {
                (alt, rest) = (true, r);
            } else {
                break;
            }
        }
        let code = code_named(rest)?;
        Some(Self { code, ctrl, alt })
    }

    /// Reads a sequence of keys separated by spaces, e.g. `g g`; `None` when one of them is unknown or there is none.
    pub fn parse_chord(text: &str) -> Option<Vec<Self>> {
        let keys: Option<Vec<Self>> = text.split_whitespace().map(Self::parse).collect();
        keys.filter(|keys| !keys.is_empty())
    }

    /// The character of a key that is held with Alt or not.
    pub fn typed_without_alt(self) -> Option<char> {
        Self { alt: false, ..self }.typed()
    }

    /// The character that a prompt would insert, if it is one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

fn strip_modifier<'a>(text: &'a str, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|name| {
        let head = text.get(..name.len())?;
        (head.eq_ignore_ascii_case(name) && text.len() > name.len()).then(|| &text[name.len()..])
    })
}

fn code_named(text: &str) -> Option<Code> {
    let mut chars = text.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(Code::Char(c));
    }
    let lower = text.to_ascii_lowercase();
    if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == lower) {
        return Some(*code);
    }
    let number: u8 = lower.strip_prefix('f')?.parse().ok()?;
    (1..=24).contains(&number).then_some(Code::F(number))
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        if let Code::F(n) = self.code {
            return write!(f, "f{n}");
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code)
            && *name != "lt"
        {
            return f.write_str(name);
        }
        match self.code {
            Code::Char(c) => write!(f, "{c}"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_reads_back_what_it_prints() {
        for text in ["j", "G", "ctrl-d", "alt-enter", "ctrl-alt-x", "space", "f5", "shift-tab", "?", "-", "<"] {
            assert_eq!(Key::parse(text).map(|k| k.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn an_unknown_key_is_refused() {
        for text in ["", "ctrl-", "hyper-x", "f25", "xx"] {
            assert_eq!(Key::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_chord_is_keys_with_spaces_between() {
        assert_eq!(Key::parse_chord("g g"), Some(vec![Key::char('g'), Key::char('g')]));
        assert_eq!(Key::parse_chord("  "), None);
    }
}

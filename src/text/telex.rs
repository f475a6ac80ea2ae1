//! Converts keystrokes to Vietnamese letters: Telex, VNI and VIQR, for users without a system input method. Off by
//! default.
//!
//! Each syllable is composed again after every key: marks may come in any order, a tone moves as the syllable grows,
//! and a repeated key undoes itself. What cannot be a syllable is shown as the typed keys, and both forms are kept for
//! searching ([`Composer::raw`]). Pasted text must not be passed in.
//! Sources: the rules common to Unikey, Bamboo and bogo; tone placement as in newspapers (old) and by Decision
//! 1989/QĐ-BGDĐT (new). Deliberately absent: macros, spelling correction, VIQR escapes (`\.`), guessing the language of
//! a word.

use std::fmt;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

mod keys;
mod letters;

#[cfg(test)]
mod tests;

use keys::TypedSyllable;

/// Most keys of one syllable; further keys begin a new one. The longest syllable (*nghiêng* with its marks) needs ten.
pub const MAX_KEYS: usize = 24;

/// How letters are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    /// No composition: the system's input method does it, or none.
    #[default]
    Off,
    /// `aa dd ow`, tones `s f r x j z`.
    Telex,
    /// Marks `6 7 8 9`, tones `1`–`5`, `0`.
    Vni,
    /// Marks `^ + (` and `dd`, tones ``' ` ? ~ .``.
    Viqr,
}

impl Method {
    /// All methods, in the order in which the key cycles through them.
    pub const ALL: [Self; 4] = [Self::Off, Self::Telex, Self::Vni, Self::Viqr];

    /// The name of the setting.
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Telex => "telex",
            Self::Vni => "vni",
            Self::Viqr => "viqr",
        }
    }

    /// The displayed name.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Off => "",
            Self::Telex => "Telex",
            Self::Vni => "VNI",
            Self::Viqr => "VIQR",
        }
    }

    /// The next method in [`Method::ALL`], cyclically.
    pub fn next(self) -> Self {
        match self {
            Self::Off => Self::Telex,
            Self::Telex => Self::Vni,
            Self::Vni => Self::Viqr,
            Self::Viqr => Self::Off,
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that is no input method.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no input method; there are off, telex, vni and viqr")]
pub struct UnknownMethod(pub String);

impl FromStr for Method {
    type Err = UnknownMethod;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let known = Self::ALL.into_iter().find(|method| method.name().eq_ignore_ascii_case(name.trim()));
        known.ok_or_else(|| UnknownMethod(name.chars().take(32).collect()))
    }
}

/// Where the tone is placed in open *oa, oe, uy*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ToneStyle {
    /// *hòa, thúy*: as in newspapers.
    #[default]
    Old,
    /// *hoà, thuý*: as in schools.
    New,
}

impl FromStr for ToneStyle {
    type Err = UnknownStyle;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name.trim() {
            "old" => Ok(Self::Old),
            "new" => Ok(Self::New),
            other => Err(UnknownStyle(other.chars().take(32).collect())),
        }
    }
}

/// A name that is no tone style.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no tone style; there are old and new")]
pub struct UnknownStyle(pub String);

/// A finished word: the text on the screen, and the keys that produced it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Word {
    /// The composed text, or the keys if they form no syllable.
    pub text: String,
    /// The keys; text composed before a backspace stands for itself.
    pub raw: String,
}

/// Composes one syllable at a time. The composition stands at the cursor, between committed text.
#[derive(Debug, Clone, Default)]
pub struct Composer {
    method: Method,
    style: ToneStyle,
    /// Text that the keys continue: the rest of an earlier composition after a backspace.
    seed: String,
    keys: String,
    count: usize,
}

impl Composer {
    /// An empty composer.
    pub fn new(method: Method, style: ToneStyle) -> Self {
        Self { method, style, ..Self::default() }
    }

    /// How letters are typed.
    pub fn method(&self) -> Method {
        self.method
    }

    /// Changes the method. A pending composition is dropped unless taken before with [`Composer::end`].
    pub fn set_method(&mut self, method: Method) {
        *self = Self::new(method, self.style);
    }

    /// Handles a typed character. `true`: it became part of the syllable. `false`: it does not belong to one; the
    /// caller ends the syllable ([`Composer::end`]) and inserts the character itself.
    pub fn key(&mut self, key: char) -> bool {
        if self.method == Method::Off || self.count >= MAX_KEYS || !self.takes(key) {
            return false;
        }
        self.keys.push(key);
        self.count += 1;
        true
    }

    /// Keyboard letters belong to a syllable. A composed letter comes from the system's input method and is left alone.
    /// Digits and signs belong to it only if they change it.
    fn takes(&self, key: char) -> bool {
        if key.is_ascii_alphabetic() {
            return true;
        }
        if !keys::is_command(self.method, key) || self.is_empty() {
            return false;
        }
        if self.method == Method::Vni {
            return true;
        }
        let longer = Self { keys: format!("{}{key}", self.keys), ..self.clone() };
        longer.typing().changed && longer.text() != format!("{}{key}", self.text())
            || longer.text().chars().count() <= self.text().chars().count()
    }

    fn typing(&self) -> TypedSyllable {
        let mut typing = TypedSyllable::from(&self.seed);
        for key in self.keys.chars() {
            typing.press(self.method, key);
        }
        typing
    }

    /// Whether nothing is being composed.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.seed.is_empty()
    }

    /// The text shown now.
    pub fn text(&self) -> String {
        let typing = self.typing();
        typing.shown(self.style).or_else(|| self.abbreviation()).unwrap_or_else(|| self.raw())
    }

    fn abbreviation(&self) -> Option<String> {
        keys::abbreviation(self.method, &self.raw())
    }

    /// The keys as typed (after a backspace: the remaining text and the keys since).
    pub fn raw(&self) -> String {
        format!("{}{}", self.seed, self.keys)
    }

    /// Ends the syllable and returns it. Keys that form no syllable are returned as typed; `None` if nothing was being
    /// composed.
    pub fn end(&mut self) -> Option<Word> {
        if self.is_empty() {
            return None;
        }
        let raw = self.raw();
        let text = self.typing().finished(self.style).or_else(|| self.abbreviation()).unwrap_or_else(|| raw.clone());
        self.clear();
        Some(Word { text, raw })
    }

    /// Removes the last grapheme cluster of the shown text; `false` if nothing is being composed.
    pub fn backspace(&mut self) -> bool {
        let text = self.text();
        let Some((at, _)) = text.grapheme_indices(true).next_back() else { return false };
        text.get(..at).unwrap_or_default().clone_into(&mut self.seed);
        self.keys.clear();
        self.count = self.seed.chars().count();
        true
    }

    /// Undoes the composition and returns the keys themselves. `None` if nothing was composed, so that the caller can
    /// handle Esc.
    pub fn undo(&mut self) -> Option<Word> {
        let (text, raw) = (self.text(), self.raw());
        if text == raw {
            return None;
        }
        self.clear();
        Some(Word { text: raw.clone(), raw })
    }

    fn clear(&mut self) {
        self.seed.clear();
        self.keys.clear();
        self.count = 0;
    }
}

/// Composes a whole text as if it were typed key by key; for tests and for filtering standard input.
pub fn compose(keys: &str, method: Method, style: ToneStyle) -> String {
    let mut composer = Composer::new(method, style);
    let mut out = String::with_capacity(keys.len());
    for key in keys.chars() {
        if !composer.key(key) {
            out.extend(composer.end().map(|word| word.text));
            if !composer.key(key) {
                out.push(key);
            }
        }
    }
    out + &composer.text()
}

/// `cluster` with the combining mark `key`, in NFC; `None` if `key` is no combining mark. For keyboards that send
/// letters and marks separately.
pub fn join_mark(cluster: &str, key: char) -> Option<String> {
    is_combining_mark(key).then(|| cluster.chars().chain([key]).nfc().collect())
}

/// `text` in NFC, for joining two parts of a line.
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// The last key pressed in a system's Telex to produce `letter`: ư, ơ and ă → w, đ → d, â → a, ê → e, ô → o, and the
/// tone keys s f r x j. For single-key commands typed while an input method is on. Any other character is itself;
/// capitals stay capitals.
pub fn command_key(letter: char) -> char {
    use super::letter::{Tone, split};
    let (plain, tone) = split(letter);
    let key = match (tone, letters::lower(plain)) {
        (Tone::Sac, _) => 's',
        (Tone::Huyen, _) => 'f',
        (Tone::Hoi, _) => 'r',
        (Tone::Nga, _) => 'x',
        (Tone::Nang, _) => 'j',
        (Tone::Level, 'ư' | 'ơ' | 'ă') => 'w',
        (Tone::Level, 'đ') => 'd',
        (Tone::Level, 'â') => 'a',
        (Tone::Level, 'ê') => 'e',
        (Tone::Level, 'ô') => 'o',
        _ => return letter,
    };
    if letter.is_uppercase() { key.to_ascii_uppercase() } else { key }
}

//! Keystrokes → Vietnamese letters: Telex, VNI and VIQR for readers whose system has no input method. Off by default.
//!
//! Each syllable is composed anew from its keys after every key: marks may come in any order, a tone moves as the syllable
//! grows, a repeated key undoes itself. What cannot become a syllable is shown as the keys that were typed, and both forms
//! are kept for searching ([`Composer::raw`]). Pasted text must not come here.
//! Sources: the rules that Unikey, Bamboo and bogo agree on; tone places of the press (old) and of Decision 1989/QĐ-BGDĐT
//! (new). Deliberately absent: macros, spelling correction, escapes of VIQR (`\.`), guessing what language a word is.

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
    /// Keys are what they are: the system's own input method does the work, or none.
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
    /// Every method, in the order in which a key steps through them.
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

    /// The name as it is shown.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Off => "",
            Self::Telex => "Telex",
            Self::Vni => "VNI",
            Self::Viqr => "VIQR",
        }
    }

    /// The next method in [`Method::ALL`], round and round.
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

/// Where the tone stands in open *oa, oe, uy*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ToneStyle {
    /// *hòa, thúy*: as the press writes.
    #[default]
    Old,
    /// *hoà, thuý*: as schools write.
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

/// A word that has ended: what stands on the screen, and the keys that made it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Word {
    /// As composed; the keys themselves where they make no syllable.
    pub text: String,
    /// The keys; what was composed already before a backspace stands for itself.
    pub raw: String,
}

/// Composes one syllable at a time. What it composes stands at the caret, between committed text.
#[derive(Debug, Clone, Default)]
pub struct Composer {
    method: Method,
    style: ToneStyle,
    /// Text that the keys continue: what a backspace left of an earlier composition.
    seed: String,
    keys: String,
    count: usize,
}

impl Composer {
    /// A composer with nothing in it.
    pub fn new(method: Method, style: ToneStyle) -> Self {
        Self { method, style, ..Self::default() }
    }

    /// How letters are typed.
    pub fn method(&self) -> Method {
        self.method
    }

    /// Changes the method; what was composing has to be taken before by [`Composer::end`], or is dropped.
    pub fn set_method(&mut self, method: Method) {
        *self = Self::new(method, self.style);
    }

    /// Takes one typed character. `true`: it went into the syllable. `false`: it does not belong to one; the caller ends
    /// the syllable ([`Composer::end`]) and inserts the character itself.
    pub fn key(&mut self, key: char) -> bool {
        if self.method == Method::Off || self.count >= MAX_KEYS || !self.takes(key) {
            return false;
        }
        self.keys.push(key);
        self.count += 1;
        true
    }

    /// Letters of the keyboard belong to a syllable (a composed letter comes from the system's own input method and is
    /// left alone); digits and signs only where they change it.
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

    /// Whether nothing is composing.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.seed.is_empty()
    }

    /// What stands on the screen now.
    pub fn text(&self) -> String {
        let typing = self.typing();
        typing.shown(self.style).or_else(|| self.abbreviation()).unwrap_or_else(|| self.raw())
    }

    fn abbreviation(&self) -> Option<String> {
        keys::abbreviation(self.method, &self.raw())
    }

    /// The keys as typed (after a backspace: what was left, and the keys since).
    pub fn raw(&self) -> String {
        format!("{}{}", self.seed, self.keys)
    }

    /// Ends the syllable and takes it out. What is no syllable becomes its keys again; `None` when nothing was composing.
    pub fn end(&mut self) -> Option<Word> {
        if self.is_empty() {
            return None;
        }
        let raw = self.raw();
        let text = self.typing().finished(self.style).or_else(|| self.abbreviation()).unwrap_or_else(|| raw.clone());
        self.clear();
        Some(Word { text, raw })
    }

    /// Takes one grapheme cluster off the end of what is shown. `false` when nothing is composing.
    pub fn backspace(&mut self) -> bool {
        let text = self.text();
        let Some((at, _)) = text.grapheme_indices(true).next_back() else { return false };
        text.get(..at).unwrap_or_default().clone_into(&mut self.seed);
        self.keys.clear();
        self.count = self.seed.chars().count();
        true
    }

    /// Undoes the composition: the keys themselves, taken out. `None` when nothing was composed, so that the caller's
    /// own Esc may act.
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

/// Composes a whole text key by key, as if it were typed: for tests and for a filter of standard input.
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

/// `cluster` with the combining mark `key` on it, in NFC; `None` when `key` is no combining mark. For keyboards that send
/// letters and marks one by one.
pub fn join_mark(cluster: &str, key: char) -> Option<String> {
    is_combining_mark(key).then(|| cluster.chars().chain([key]).nfc().collect())
}

/// `text` in NFC: what two pieces of a line are when they come to stand together.
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// The key of the keyboard that a system's Telex had pressed last when it made `letter`: ư and ơ and ă → w, đ → d, â → a,
/// ê → e, ô → o, and the tone keys s f r x j. For single-key commands typed while an input method is on. Any other
/// character is itself; capitals stay capitals.
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

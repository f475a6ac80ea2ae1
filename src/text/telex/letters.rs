//! The syllable being typed: letters with their marks, the tone, and where the tone is placed.
//!
//! Deliberately absent: what each key does (`keys.rs`).

use super::ToneStyle;
use crate::text::letter::{Tone, join, split};
use crate::text::syllable::{ONSETS, RIMES};

/// The mark of a letter, apart from the tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum LetterMark {
    /// Nothing: a.
    #[default]
    None,
    /// â, ê, ô.
    Circumflex,
    /// ă.
    Breve,
    /// ơ, ư.
    Horn,
    /// đ.
    Bar,
}

/// A letter, or any other character typed among the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    /// In lower case, without any mark.
    pub(super) base: char,
    /// Its mark.
    pub(super) mark: LetterMark,
    /// Whether it is a capital.
    pub(super) upper: bool,
    /// Whether a single `w` produced it (ư).
    pub(super) from_w: bool,
}

impl Letter {
    /// The letter of a key.
    pub(super) fn typed(key: char) -> Self {
        let upper = key.is_uppercase();
        Self { base: lower(key), mark: LetterMark::None, upper, from_w: false }
    }

    /// Splits a letter without tone into its parts.
    fn of(letter: char) -> Self {
        let upper = letter.is_uppercase();
        let (base, mark) = match lower(letter) {
            'â' => ('a', LetterMark::Circumflex),
            'ê' => ('e', LetterMark::Circumflex),
            'ô' => ('o', LetterMark::Circumflex),
            'ă' => ('a', LetterMark::Breve),
            'ơ' => ('o', LetterMark::Horn),
            'ư' => ('u', LetterMark::Horn),
            'đ' => ('d', LetterMark::Bar),
            other => (other, LetterMark::None),
        };
        Self { base, mark, upper, from_w: false }
    }

    /// The letter without tone, in lower case.
    fn small(self) -> char {
        match (self.base, self.mark) {
            ('a', LetterMark::Circumflex) => 'â',
            ('e', LetterMark::Circumflex) => 'ê',
            ('o', LetterMark::Circumflex) => 'ô',
            ('a', LetterMark::Breve) => 'ă',
            ('o', LetterMark::Horn) => 'ơ',
            ('u', LetterMark::Horn) => 'ư',
            ('d', LetterMark::Bar) => 'đ',
            (base, _) => base,
        }
    }

    pub(super) fn is_vowel(self) -> bool {
        matches!(self.base, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
    }
}

pub(super) fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// A syllable, or the beginning of one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct SyllableLetters {
    /// In order.
    pub(super) all: Vec<Letter>,
    /// Its tone.
    pub(super) tone: Tone,
}

impl SyllableLetters {
    /// Splits a composed text into its parts.
    pub(super) fn of(text: &str) -> Self {
        let mut letters = Self::default();
        for c in text.chars() {
            let (plain, tone) = split(c);
            if tone != Tone::Level {
                letters.tone = tone;
            }
            letters.all.push(Letter::of(plain));
        }
        letters
    }

    /// The vowels that carry marks and tone: the last run of vowels, without the `u` of qu and the `i` of gi.
    pub(super) fn nucleus(&self) -> std::ops::Range<usize> {
        let Some(last) = self.all.iter().rposition(|l| l.is_vowel()) else { return 0..0 };
        let before = self.all.iter().take(last).rposition(|l| !l.is_vowel());
        let start = before.map_or(0, |at| at + 1);
        let glides = match before.and_then(|at| self.all.get(at)).map(|l| l.base) {
            Some('q') => self.all.get(start).is_some_and(|l| l.base == 'u' && l.mark == LetterMark::None),
            Some('g') => last > start && before == Some(0) && self.all.get(start).is_some_and(|l| l.base == 'i'),
            _ => false,
        };
        // A bare `qu` keeps its vowel, so that the tone has a place.
        if glides && last > start { start + 1..last + 1 } else { start..last + 1 }
    }

    /// If `uo` has one horn and another letter follows, both get it: *hương*, but *thuở*.
    pub(super) fn pair_horns(&mut self) {
        let nucleus = self.nucleus();
        for at in nucleus.start..nucleus.end.saturating_sub(1) {
            let followed = self.all.len() > at + 2;
            if let [u, o] = &mut self.all[at..at + 2]
                && (u.base, o.base) == ('u', 'o')
                && followed
                && (o.mark == LetterMark::Horn || (u.mark == LetterMark::Horn && o.mark == LetterMark::None))
            {
                u.mark = LetterMark::Horn;
                o.mark = LetterMark::Horn;
            }
        }
    }

    /// The index of the letter that carries the tone.
    fn tone_place(&self, style: ToneStyle) -> Option<usize> {
        let nucleus = self.nucleus();
        let vowels = self.all.get(nucleus.clone()).filter(|vowels| !vowels.is_empty())?;
        let strong = |l: &Letter| {
            matches!((l.base, l.mark), (_, LetterMark::Circumflex | LetterMark::Breve) | ('o', LetterMark::Horn))
        };
        if let Some(at) = vowels.iter().rposition(strong) {
            return Some(nucleus.start + at);
        }
        let last = nucleus.end - 1;
        let open_pair = matches!(vowels, [a, b] if matches!((a.base, b.base), ('o', 'a' | 'e') | ('u', 'y')));
        if vowels.len() == 1 || self.all.len() > nucleus.end || (open_pair && style == ToneStyle::New) {
            return Some(last);
        }
        Some(last - 1)
    }

    /// The text of the letters.
    pub(super) fn text(&self, style: ToneStyle) -> String {
        let place = if self.tone == Tone::Level { None } else { self.tone_place(style) };
        let letter = |(at, letter): (usize, &Letter)| {
            let toned = if Some(at) == place { join(letter.small(), self.tone) } else { letter.small() };
            if letter.upper { toned.to_uppercase().next().unwrap_or(toned) } else { toned }
        };
        self.all.iter().enumerate().map(letter).collect()
    }

    /// Whether more letters, marks or a tone can still turn it into a syllable.
    pub(super) fn plausible(&self) -> bool {
        onset_rests(&self.all).any(|rest| {
            let hard = self.tone != Tone::Level && !matches!(self.tone, Tone::Sac | Tone::Nang) && stopped(rest);
            !hard && (rest.is_empty() || RIMES.iter().any(|rime| begins(rime, rest)))
        })
    }
}

/// The letters after each matching onset. `kr` is added for names of the highlands (Krông).
fn onset_rests(letters: &[Letter]) -> impl Iterator<Item = &[Letter]> {
    ONSETS.iter().copied().chain(["kr"]).filter_map(move |onset| {
        let count = onset.chars().count();
        let fits = letters.len() >= count && onset.chars().zip(letters).all(|(c, l)| matches(c, *l));
        fits.then(|| letters.get(count..)).flatten()
    })
}

/// Whether `rime` can begin with `letters`; a letter without a mark may still get one. A final `k` stands for c (Đắk
/// Lắk).
fn begins(rime: &str, letters: &[Letter]) -> bool {
    let mut rime = rime.chars();
    letters.iter().enumerate().all(|(at, letter)| {
        let ends_in_k = letter.base == 'k' && at > 0 && at + 1 == letters.len();
        let letter = if ends_in_k { Letter { base: 'c', ..*letter } } else { *letter };
        rime.next().is_some_and(|c| matches(c, letter))
    })
}

fn matches(c: char, letter: Letter) -> bool {
    let wanted = Letter::of(c);
    wanted.base == letter.base && (letter.mark == wanted.mark || letter.mark == LetterMark::None)
}

fn stopped(rime: &[Letter]) -> bool {
    match rime {
        [.., c, h] if (c.base, h.base) == ('c', 'h') => true,
        [_, .., last] => matches!(last.base, 'c' | 'p' | 't'),
        _ => false,
    }
}

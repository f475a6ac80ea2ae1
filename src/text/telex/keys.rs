//! What each key does to the syllable: adds a tone or a mark, undoes it by repetition, or adds a letter.

use super::letters::{Letter, LetterMark, SyllableLetters, lower};
use super::{Method, ToneStyle};
use crate::text::letter::Tone;
use crate::text::syllable;

/// The meaning of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Tone(Tone),
    NoTone,
    /// A mark on one of these vowels.
    Mark(LetterMark, &'static str),
    /// `w` of Telex: horn or breve, or ư on its own.
    HornOrBreve,
    Bar,
}

fn wish(method: Method, key: char) -> Option<Wish> {
    let key = lower(key);
    Some(match (method, key) {
        (Method::Telex, 's') | (Method::Vni, '1') | (Method::Viqr, '\'') => Wish::Tone(Tone::Sac),
        (Method::Telex, 'f') | (Method::Vni, '2') | (Method::Viqr, '`') => Wish::Tone(Tone::Huyen),
        (Method::Telex, 'r') | (Method::Vni, '3') | (Method::Viqr, '?') => Wish::Tone(Tone::Hoi),
        (Method::Telex, 'x') | (Method::Vni, '4') | (Method::Viqr, '~') => Wish::Tone(Tone::Nga),
        (Method::Telex, 'j') | (Method::Vni, '5') | (Method::Viqr, '.') => Wish::Tone(Tone::Nang),
        (Method::Telex, 'z') | (Method::Vni, '0') => Wish::NoTone,
        (Method::Telex, 'a') => Wish::Mark(LetterMark::Circumflex, "a"),
        (Method::Telex, 'e') => Wish::Mark(LetterMark::Circumflex, "e"),
        (Method::Telex, 'o') => Wish::Mark(LetterMark::Circumflex, "o"),
        (Method::Vni, '6') | (Method::Viqr, '^') => Wish::Mark(LetterMark::Circumflex, "aeo"),
        (Method::Vni, '7') | (Method::Viqr, '+') => Wish::Mark(LetterMark::Horn, "ou"),
        (Method::Vni, '8') | (Method::Viqr, '(') => Wish::Mark(LetterMark::Breve, "a"),
        (Method::Telex, 'w') => Wish::HornOrBreve,
        (Method::Telex | Method::Viqr, 'd') | (Method::Vni, '9') => Wish::Bar,
        _ => return None,
    })
}

/// Whether `key` has a meaning in `method` other than itself.
pub(super) fn is_command(method: Method, key: char) -> bool {
    wish(method, key).is_some()
}

/// A syllable being typed.
#[derive(Debug, Clone, Default)]
pub(super) struct TypedSyllable {
    letters: SyllableLetters,
    /// Keys that were undone; they are letters for the rest of the syllable.
    literal: Vec<char>,
    /// Whether any key did more than add its letter.
    pub(super) changed: bool,
    /// Whether the last marks were undone by repetition: then the result is intended, syllable or not.
    undone: bool,
}

/// The effect of a key.
#[derive(PartialEq)]
enum Did {
    Nothing,
    Marked,
    Undid,
}

impl TypedSyllable {
    /// Starts from existing text.
    pub(super) fn from(text: &str) -> Self {
        Self { letters: SyllableLetters::of(text), ..Self::default() }
    }

    /// Adds one key.
    pub(super) fn press(&mut self, method: Method, key: char) {
        let small = lower(key);
        let wish = if self.literal.contains(&small) { None } else { wish(method, small) };
        let did = wish.map_or(Did::Nothing, |wish| self.fulfil(wish, key));
        match did {
            Did::Nothing => self.letters.all.push(Letter::typed(key)),
            Did::Marked => self.changed = true,
            Did::Undid => {
                self.literal.push(small);
                self.undone = true;
                self.changed = true;
            }
        }
        self.letters.pair_horns();
    }

    fn fulfil(&mut self, wish: Wish, key: char) -> Did {
        match wish {
            Wish::Tone(tone) => self.set_tone(tone, key),
            Wish::NoTone if self.letters.tone != Tone::Level => {
                self.letters.tone = Tone::Level;
                Did::Marked
            }
            Wish::NoTone => Did::Nothing,
            Wish::Mark(mark, bases) => self.mark_vowel(mark, bases, key),
            Wish::HornOrBreve => self.horn_or_breve(key),
            Wish::Bar => self.bar(key),
        }
    }

    fn set_tone(&mut self, tone: Tone, key: char) -> Did {
        if self.letters.nucleus().is_empty() {
            return Did::Nothing;
        }
        if self.letters.tone != tone {
            self.letters.tone = tone;
            return Did::Marked;
        }
        self.undo(key, |letters| letters.tone = Tone::Level)
    }

    /// Undoes a mark with `change` and adds the key as a letter, but only if the composition was plausible and
    /// therefore shown.
    fn undo(&mut self, key: char, change: impl FnOnce(&mut SyllableLetters)) -> Did {
        if !self.letters.plausible() {
            return Did::Nothing;
        }
        change(&mut self.letters);
        self.letters.all.push(Letter::typed(key));
        Did::Undid
    }

    /// Puts `mark` on the best vowel.
    fn mark_vowel(&mut self, mark: LetterMark, bases: &str, key: char) -> Did {
        if mark == LetterMark::Horn && self.horn_pair() {
            return Did::Marked;
        }
        let nucleus = self.letters.nucleus();
        let has = |l: &Letter, marked: bool| bases.contains(l.base) && (l.mark == mark) == marked;
        let at = |marked: bool| -> Vec<usize> {
            nucleus.clone().rev().filter(|at| self.letters.all.get(*at).is_some_and(|l| has(l, marked))).collect()
        };
        let (open, done) = (at(false), at(true));
        if let Some(best) = self.best_place(&open, mark, key) {
            self.letters.all[best].mark = mark;
            return Did::Marked;
        }
        if done.is_empty() || (!open.is_empty() && self.with_letter(key).plausible()) {
            return Did::Nothing;
        }
        self.undo(key, |letters| done.iter().for_each(|at| letters.all[*at].mark = LetterMark::None))
    }

    /// The first of `places` where `mark` gives something plausible. If there is none: the first place, unless the key
    /// makes sense as a letter (the last o of *ngoeo*) or a vowel already has the mark.
    fn best_place(&self, places: &[usize], mark: LetterMark, key: char) -> Option<usize> {
        let marked = |at: &usize| {
            let mut trial = self.letters.clone();
            trial.all[*at].mark = mark;
            trial.pair_horns();
            trial.plausible()
        };
        let taken = self.letters.all.iter().any(|l| l.mark == mark);
        let last_resort = || places.first().filter(|_| !taken && !self.with_letter(key).plausible());
        places.iter().find(|at| marked(at)).or_else(last_resort).copied()
    }

    fn with_letter(&self, key: char) -> SyllableLetters {
        let mut trial = self.letters.clone();
        trial.all.push(Letter::typed(key));
        trial
    }

    /// Adds horns to `uo` in the nucleus: ơ at once, ư when another letter follows. `false` if there is no `uo` or it
    /// has its horns already.
    fn horn_pair(&mut self) -> bool {
        let nucleus = self.letters.nucleus();
        let pair = self.letters.all.get(nucleus.clone()).and_then(|vowels| {
            vowels
                .windows(2)
                .position(|pair| matches!(pair, [u, o] if (u.base, o.base) == ('u', 'o') && o.mark != LetterMark::Horn))
        });
        let Some(at) = pair else { return false };
        self.letters.all[nucleus.start + at + 1].mark = LetterMark::Horn;
        true
    }

    fn horn_or_breve(&mut self, key: char) -> Did {
        if self.horn_pair() {
            return Did::Marked;
        }
        let nucleus = self.letters.nucleus();
        let all = &mut self.letters.all;
        if let Some(last) = all.last_mut().filter(|last| last.from_w) {
            *last = Letter { base: 'w', mark: LetterMark::None, from_w: false, ..*last };
            return Did::Undid;
        }
        let kind = |l: &Letter| match l.base {
            'a' => Some(LetterMark::Breve),
            'o' | 'u' => Some(LetterMark::Horn),
            _ => None,
        };
        let wanting = |at: &usize| all.get(*at).is_some_and(|l| kind(l).is_some_and(|mark| mark != l.mark));
        let open: Vec<usize> = nucleus.clone().rev().filter(wanting).collect();
        let done: Vec<usize> = nucleus.filter(|at| all.get(*at).is_some_and(|l| kind(l) == Some(l.mark))).collect();
        let plausible = |at: &usize| {
            let mut trial = self.letters.clone();
            trial.all[*at].mark = kind(&trial.all[*at]).unwrap_or_default();
            trial.plausible()
        };
        let resort = || open.first().filter(|_| done.is_empty());
        if let Some(at) = open.iter().find(|at| plausible(at)).or_else(resort).copied() {
            let letter = &mut self.letters.all[at];
            letter.mark = kind(letter).unwrap_or_default();
            return Did::Marked;
        }
        if done.is_empty() {
            let upper = key.is_uppercase();
            self.letters.all.push(Letter { base: 'u', mark: LetterMark::Horn, upper, from_w: true });
            return Did::Marked;
        }
        self.undo(key, |letters| done.iter().for_each(|at| letters.all[*at].mark = LetterMark::None))
    }

    /// đ: from the d just before, or else from the d that begins the syllable.
    fn bar(&mut self, key: char) -> Did {
        let all = &self.letters.all;
        let vowel = all.iter().any(|l| l.is_vowel());
        let last = all.len().checked_sub(1).filter(|at| all[*at].base == 'd');
        let first = all.first().filter(|l| vowel && l.base == 'd').map(|_| 0);
        let Some(at) = last.or(first) else { return Did::Nothing };
        if self.letters.all[at].mark == LetterMark::Bar {
            return self.undo(key, |letters| letters.all[at].mark = LetterMark::None);
        }
        self.letters.all[at].mark = LetterMark::Bar;
        Did::Marked
    }

    /// The composed text, if it is worth showing while the user types.
    pub(super) fn shown(&self, style: ToneStyle) -> Option<String> {
        (self.undone || self.letters.plausible()).then(|| self.letters.text(style))
    }

    /// The composed text, if it is acceptable as a finished word.
    pub(super) fn finished(&self, style: ToneStyle) -> Option<String> {
        let text = self.letters.text(style);
        let word = text.to_lowercase();
        let highland = word.ends_with('k') || word.starts_with("kr");
        let valid = syllable::is_valid(&word) || (highland && self.letters.plausible());
        (self.undone || valid || !self.changed).then_some(text)
    }
}

/// Composes abbreviations too: LDDLDD → LĐLĐ. Only đ is composed, from a `d` and the key right after it. `None` if
/// `keys` is no abbreviation (with small letters it would need a vowel) or has no đ.
pub(super) fn abbreviation(method: Method, keys: &str) -> Option<String> {
    let capitals = keys.chars().filter(|c| c.is_alphabetic()).count() > 1 && !keys.chars().any(char::is_lowercase);
    if !capitals && keys.chars().any(|c| matches!(lower(c), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')) {
        return None;
    }
    let mut out = String::with_capacity(keys.len());
    let mut made = false;
    for key in keys.chars() {
        let bar = wish(method, key) == Some(Wish::Bar);
        match out.chars().last() {
            Some(d @ ('d' | 'D')) if bar => {
                out.pop();
                out.push(if d == 'd' { 'đ' } else { 'Đ' });
                made = true;
            }
            // A third d undoes the đ.
            Some(bar_made @ ('đ' | 'Đ')) if bar && made => {
                out.pop();
                out.push(if bar_made == 'đ' { 'd' } else { 'D' });
                out.push(key);
            }
            _ => out.push(key),
        }
    }
    made.then_some(out)
}

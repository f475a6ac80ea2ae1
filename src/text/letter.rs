//! The parts of a letter: base letter, case, tone; and the table of letters for the fast paths.
//!
//! Vietnamese has 29 letters and five tone marks. In NFC Unicode has a code point for every combination; đ (U+0111)
//! never decomposes. The table `letter_rows.rs` is generated from the Unicode data by the rules below, and a test
//! compares the two. Generating it at every start would cost a third of a millisecond.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, decompose_canonical, is_combining_mark};

pub use super::letter_entry::Tone;
use super::letter_entry::row;
pub(super) use super::letter_entry::{Class, LetterEntry};
use super::letter_rows::ROWS;

/// A composed character as the letter without its tone (case and letter marks kept) and the tone: `ệ` → (`ê`, nặng).
pub fn split(letter: char) -> (char, Tone) {
    if letter.is_ascii() {
        return (letter, Tone::Level);
    }
    let mut plain = None;
    let mut tone = Tone::Level;
    // The dot below sorts before the circumflex, so the letter is composed again.
    decompose_canonical(letter, |part| match (plain, Tone::of_mark(part)) {
        (Some(_), Some(found)) => tone = found,
        (Some(so_far), None) => plain = compose(so_far, part).or(plain),
        (None, _) => plain = Some(part),
    });
    (plain.unwrap_or(letter), tone)
}

/// The letter with the tone, or the letter itself if Unicode has no such combination.
pub fn join(letter: char, tone: Tone) -> char {
    let Some(mark) = tone.mark() else { return letter };
    let mut composed = [letter, mark].into_iter().nfc();
    match (composed.next(), composed.next()) {
        (Some(one), None) => one,
        _ => letter,
    }
}

/// As [`char::is_alphanumeric`], without a table lookup for Vietnamese letters.
#[inline]
pub(crate) fn is_alphanumeric(c: char) -> bool {
    matches!(c, '0'..='9' | 'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ž' | 'Ạ'..='ỹ')
        || (!c.is_ascii() && c.is_alphanumeric())
}

const SLOW: LetterEntry = row('\0', '\0', Tone::Level, Class::Slow);

/// Blocks that the table covers: Latin up to U+024F, Latin Extended Additional, common punctuation.
#[cfg(test)]
const BLOCKS: [(u32, u32); 3] = [(0, 0x250), (0x1e00, 0x1f00), (0x2010, 0x2028)];

/// The row of `c`; class `Slow` for characters outside the table.
#[inline]
pub(super) const fn row_of(c: char) -> LetterEntry {
    let code = c as usize;
    let at = match code {
        0..0x250 => code,
        0x1e00..0x1f00 => code - 0x1e00 + 0x250,
        0x2010..0x2028 => code - 0x2010 + 0x350,
        _ => return SLOW,
    };
    ROWS[at]
}

/// The bytes of one key for every character of the table, for loops over bytes.
#[derive(Clone, Copy)]
pub(super) struct Keys(&'static [KeyBytes]);

/// A key character in UTF-8 and its length; length 0 if the general rules are needed.
type KeyBytes = ([u8; 3], u8);

static BASE_KEYS: LazyLock<Vec<KeyBytes>> = LazyLock::new(|| keys(|row| row.base));
static LETTERS_KEYS: LazyLock<Vec<KeyBytes>> = LazyLock::new(|| keys(|row| row.letters));

fn keys(of: impl Fn(&LetterEntry) -> char) -> Vec<KeyBytes> {
    let key = |row: &LetterEntry| {
        let mut bytes = [0; 3];
        let known = matches!(row.class, Class::Letter | Class::Digit | Class::Other) && of(row).len_utf8() <= 3;
        let length = if known { of(row).encode_utf8(&mut bytes).len() } else { 0 };
        (bytes, u8::try_from(length).unwrap_or(0))
    };
    ROWS.iter().map(key).collect()
}

/// Which key is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyOf {
    /// K1.
    Base,
    /// K2.
    Letters,
}

impl Keys {
    pub(super) fn get(which: KeyOf) -> Self {
        Self(match which {
            KeyOf::Base => &BASE_KEYS,
            KeyOf::Letters => &LETTERS_KEYS,
        })
    }

    /// The length of the UTF-8 character at byte `at`, and its key; `None` if the general rules are needed.
    #[inline]
    pub(super) fn row(self, bytes: &[u8], at: usize) -> (usize, Option<&'static [u8]>) {
        let byte = |n: usize| usize::from(bytes.get(at + n).copied().unwrap_or(0));
        let (length, row) = match byte(0) {
            lead @ 0..0x80 => (1, lead),
            lead @ 0xc2..=0xc8 => (2, ((lead & 0x1f) << 6) | (byte(1) & 0x3f)),
            0xe1 if matches!(byte(1), 0xb8..=0xbb) => (3, (((byte(1) & 0x3f) << 6) | (byte(2) & 0x3f)) - 0xe00 + 0x250),
            _ => return (1, None),
        };
        let Some((key, count)) = self.0.get(row).filter(|(_, count)| *count > 0) else { return (length, None) };
        (length, key.get(..usize::from(*count)))
    }
}

/// The key of one character by the general rules, from which the table is generated: compatibility form, look-alikes,
/// lower case, one kind of quote and dash.
#[cfg(test)]
fn entry_by_rule(c: char) -> LetterEntry {
    if matches!(c, '\u{ad}') {
        return LetterEntry { letters: c, base: c, tone: Tone::Level, class: Class::Nothing };
    }
    let mut forms = std::iter::once(c).nfkc().map(look_alike).flat_map(char::to_lowercase).map(plain_punctuation);
    let (Some(norm), None) = (forms.next(), forms.next()) else { return SLOW };
    let class = class_of(norm);
    if class == Class::Slow {
        return SLOW;
    }
    let (letters, tone) = split(norm);
    // A mark that Unicode cannot compose with its base (Ṝ without its dot) stays a mark: two characters.
    let without_tone = std::iter::once(norm).nfd().filter(|part| Tone::of_mark(*part).is_none());
    if !without_tone.nfc().eq([letters]) {
        return SLOW;
    }
    LetterEntry { letters, base: base_letter(letters), tone, class }
}

/// The class of a character after the general rules.
pub(super) fn class_of(norm: char) -> Class {
    if norm.is_whitespace() {
        Class::Space
    } else if norm.is_control() {
        Class::Nothing
    } else if norm.is_alphabetic() {
        Class::Letter
    } else if norm.is_numeric() {
        Class::Digit
    } else if is_combining_mark(norm) {
        Class::Slow
    } else {
        Class::Other
    }
}

/// A lower-case letter without any mark, đ → d.
pub(super) fn base_letter(letter: char) -> char {
    if letter == 'đ' {
        return 'd';
    }
    let mut first = None;
    decompose_canonical(letter, |part| first = first.or(Some(part)));
    first.unwrap_or(letter)
}

/// Eth and African d, which are often typed for đ.
pub(super) fn look_alike(c: char) -> char {
    match c {
        'Ð' | 'Ɖ' => 'Đ',
        'ð' | 'ɖ' => 'đ',
        _ => c,
    }
}

/// One kind of quote, apostrophe and dash.
pub(super) fn plain_punctuation(c: char) -> char {
    match c {
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' => '\'',
        '\u{2010}'..='\u{2014}' | '\u{2212}' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_with_two_marks_gives_its_tone_and_keeps_the_other() {
        assert_eq!(split('ệ'), ('ê', Tone::Nang));
        assert_eq!(split('Ữ'), ('Ư', Tone::Nga));
        assert_eq!(split('đ'), ('đ', Tone::Level));
    }

    #[test]
    fn joining_undoes_splitting_for_every_vietnamese_letter() {
        for c in "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵĂÂĐÊÔƠƯ".chars()
        {
            let (letter, tone) = split(c);
            assert_eq!(join(letter, tone), c);
        }
    }

    /// The table as the rules generate it, as the text of its file.
    fn written() -> String {
        let rows = BLOCKS.iter().flat_map(|&(from, to)| from..to);
        let rows = rows.map(|code| char::from_u32(code).map_or(SLOW, entry_by_rule));
        let rows: String = rows
            .map(|LetterEntry { letters, base, tone, class }| {
                let escaped = |c: char| format!("'{}'", c.escape_unicode());
                let literal = |c: char| if c.is_whitespace() { escaped(c) } else { format!("{c:?}") };
                format!("    row({}, {}, {tone:?}, {class:?}),\n", literal(letters), literal(base))
            })
            .collect();
        format!("{HEAD}{rows}];\n")
    }

    const HEAD: &str = "\
//! What each letter is made of, by the rules of `letter.rs`: written by its test
//! (`LOA_WRITE_LETTERS=1 cargo test --lib letter`), not by hand.

use super::letter_entry::Class::{Digit, Letter, Nothing, Other, Slow, Space};
use super::letter_entry::Tone::{Hoi, Huyen, Level, Nang, Nga, Sac};
use super::letter_entry::{LetterEntry, row};

/// U+0000 to U+024F, U+1E00 to U+1EFF, U+2010 to U+2027: without the tone, without any mark, tone, kind.
#[rustfmt::skip]
pub(super) static ROWS: [LetterEntry; 0x368] = [
";

    #[expect(clippy::disallowed_methods, reason = "a test has no configuration to read the environment for it")]
    #[test]
    fn the_table_is_what_the_rules_make() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/text/letter_rows.rs");
        if std::env::var_os("LOA_WRITE_LETTERS").is_some() {
            return std::fs::write(file, written()).unwrap();
        }
        assert!(include_str!("letter_rows.rs") == written(), "run: LOA_WRITE_LETTERS=1 cargo test --lib letter");
    }

    #[test]
    fn a_character_is_found_in_its_own_row() {
        for code in BLOCKS.iter().flat_map(|&(from, to)| from..to) {
            let (found, rule) = (row_of(char::from_u32(code).unwrap()), entry_by_rule(char::from_u32(code).unwrap()));
            assert_eq!(
                (found.letters, found.base, found.tone, found.class),
                (rule.letters, rule.base, rule.tone, rule.class)
            );
        }
    }

    #[test]
    fn letters_and_digits_are_those_of_the_library() {
        assert!((0..0x1_1000).filter_map(char::from_u32).all(|c| is_alphanumeric(c) == c.is_alphanumeric()));
    }

    #[test]
    fn characters_outside_the_table_are_left_to_the_general_rules() {
        assert_eq!(row_of('越').class, Class::Slow);
        assert_eq!(row_of('\u{301}').class, Class::Slow);
    }
}

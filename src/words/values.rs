//! What a phrase is told: words and numbers.

use std::borrow::Cow;

/// A value that a phrase names.
#[derive(Debug, Clone, Copy)]
pub enum PhraseValue<'a> {
    /// Words.
    Text(&'a str),
    /// Words in quotation marks, as a programmer writes them: what was typed, with every odd sign visible.
    Quoted(&'a str),
    /// A number; shown with the language's separators, and chooses the plural.
    Number(usize),
    /// A number in bare digits, as the commands print them; chooses the plural too.
    Digits(i64),
}

/// What can be told to a phrase as it is; a number as bare digits.
pub trait Sayable {
    /// The value.
    fn value(&self) -> PhraseValue<'_>;
}

impl Sayable for PhraseValue<'_> {
    fn value(&self) -> PhraseValue<'_> {
        *self
    }
}

impl Sayable for &str {
    fn value(&self) -> PhraseValue<'_> {
        PhraseValue::Text(self)
    }
}

impl Sayable for String {
    fn value(&self) -> PhraseValue<'_> {
        PhraseValue::Text(self)
    }
}

impl Sayable for Cow<'_, str> {
    fn value(&self) -> PhraseValue<'_> {
        PhraseValue::Text(self)
    }
}

/// Whole numbers; one too large for the type is no number that a sentence counts.
macro_rules! numbers {
    ($($number:ty),+) => {
        $(impl Sayable for $number {
            fn value(&self) -> PhraseValue<'_> {
                PhraseValue::Digits(i64::try_from(*self).unwrap_or(i64::MAX))
            }
        })+
    };
}

numbers!(u64, usize);

/// Numbers that are never too large.
macro_rules! small_numbers {
    ($($number:ty),+) => {
        $(impl Sayable for $number {
            fn value(&self) -> PhraseValue<'_> {
                PhraseValue::Digits(i64::from(*self))
            }
        })+
    };
}

small_numbers!(u8, u16, u32);

impl Sayable for i64 {
    fn value(&self) -> PhraseValue<'_> {
        PhraseValue::Digits(*self)
    }
}

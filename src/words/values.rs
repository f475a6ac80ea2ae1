//! The values of a phrase: words and numbers.

use std::borrow::Cow;

/// A value in a phrase.
#[derive(Debug, Clone, Copy)]
pub enum PhraseValue<'a> {
    /// Words.
    Text(&'a str),
    /// Words in quotation marks, as in code: user input, with every unusual character visible.
    Quoted(&'a str),
    /// A number; printed with the language's separators; chooses the plural.
    Number(usize),
    /// A number printed as bare digits, as commands do; also chooses the plural.
    Digits(i64),
}

/// Anything that can be used as a value directly; numbers are printed as bare digits.
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

/// Whole numbers; one too large for the type does not occur in a message.
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

//! Reads rows that may be damaged: one bad byte costs one letter, not the whole list.
//!
//! Text that is no UTF-8 is read with `�` in its place, a number where a text should be as the number's digits, and so on;
//! what makes no sense at all is as if it were empty. [`super::check`] finds and mends such values.

use rusqlite::Row;
use rusqlite::types::{Value, ValueRef};

use crate::model::ArticleId;

/// A type that can be read from any value.
pub(super) trait FromAny: Sized {
    fn from_any(value: ValueRef<'_>) -> Self;
}

/// Longest name that is read of a source, a section, a title, bytes; longer ones are never stored.
const MAX_NAME_BYTES: usize = 2_000;

/// [`Row::get`] that accepts any value.
pub(super) trait Lossy {
    /// The beginning of a text that is a name, as far as one is long.
    fn name(&self, column: usize) -> rusqlite::Result<String>;

    /// The value of a column; an error only where the column does not exist.
    fn lossy<T: FromAny>(&self, column: usize) -> rusqlite::Result<T>;
}

impl Lossy for Row<'_> {
    fn name(&self, column: usize) -> rusqlite::Result<String> {
        let text = match self.get_ref(column)? {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) if bytes.len() > MAX_NAME_BYTES => {
                ValueRef::Text(&bytes[..MAX_NAME_BYTES])
            }
            value => value,
        };
        Ok(String::from_any(text))
    }

    fn lossy<T: FromAny>(&self, column: usize) -> rusqlite::Result<T> {
        self.get_ref(column).map(T::from_any)
    }
}

impl FromAny for String {
    fn from_any(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => Self::new(),
            ValueRef::Integer(number) => number.to_string(),
            ValueRef::Real(number) => number.to_string(),
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Self::from_utf8_lossy(bytes).into_owned(),
        }
    }
}

impl FromAny for Value {
    fn from_any(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(number) => Self::Integer(number),
            ValueRef::Real(number) => Self::Real(number),
            ValueRef::Text(_) => Self::Text(String::from_any(value)),
            ValueRef::Blob(bytes) => Self::Blob(bytes.to_vec()),
        }
    }
}

impl FromAny for Vec<u8> {
    fn from_any(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.to_vec(),
            ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => Self::new(),
        }
    }
}

impl FromAny for i64 {
    fn from_any(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Integer(number) => number,
            ValueRef::Text(bytes) => std::str::from_utf8(bytes).ok().and_then(|text| text.parse().ok()).unwrap_or(0),
            ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => 0,
        }
    }
}

impl FromAny for bool {
    fn from_any(value: ValueRef<'_>) -> Self {
        i64::from_any(value) != 0
    }
}

impl FromAny for ArticleId {
    fn from_any(value: ValueRef<'_>) -> Self {
        Self(i64::from_any(value))
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {
        $(impl FromAny for $number {
            fn from_any(value: ValueRef<'_>) -> Self {
                Self::try_from(i64::from_any(value)).unwrap_or_default()
            }
        })+
    };
}

numbers!(u8, u16, u32, u64, usize);

impl<T: FromAny> FromAny for Option<T> {
    fn from_any(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => None,
            value => Some(T::from_any(value)),
        }
    }
}

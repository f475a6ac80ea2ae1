//! A value that is parsed on first use.
//!
//! The rules are half of the text of the embedded sites, and neither the first frame nor most commands need them.

use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer};

/// A `T`, or the embedded text and the function that parses it.
#[derive(Debug, Clone)]
pub struct Later<T> {
    text: &'static str,
    read: fn(&str) -> T,
    value: OnceLock<T>,
}

impl<T> Later<T> {
    /// A value that `read` will parse from `text`.
    pub(super) fn new(text: &'static str, read: fn(&str) -> T) -> Self {
        Self { text, read, value: OnceLock::new() }
    }

    /// Whether it has been asked for.
    #[cfg(test)]
    pub(super) fn is_read(&self) -> bool {
        self.value.get().is_some()
    }
}

impl<T: Default> From<T> for Later<T> {
    fn from(value: T) -> Self {
        Self { text: "", read: |_| T::default(), value: OnceLock::from(value) }
    }
}

impl<T: Default> Default for Later<T> {
    fn default() -> Self {
        Self::from(T::default())
    }
}

impl<T> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.get_or_init(|| (self.read)(self.text))
    }
}

impl<'de, T: Default + Deserialize<'de>> Deserialize<'de> for Later<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::deserialize(from).map(Self::from)
    }
}

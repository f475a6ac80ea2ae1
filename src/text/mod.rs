//! Vietnamese text: pure functions. May use `model` only.
//!
//! Terms: *grapheme cluster* (UAX #29), *NFC/NFD* (UAX #15), *syllable* = letters between spaces, *cell* = one column
//! of a terminal, *fold* = a search key that drops some distinctions of the text.

mod alone;
pub mod article;
pub mod cite;
pub mod collate;
pub mod date;
pub mod encoding;
pub mod find;
pub mod fold;
pub mod fold_memory;
mod glue;
pub mod legacy;
pub mod letter;
mod letter_entry;
mod letter_rows;
pub mod lexicon;
mod names;
pub mod normalize;
pub(crate) mod own;
pub mod pattern;
pub mod revision;
pub mod same;
pub mod span;
pub mod spark;
pub mod syllable;
pub mod telex;
pub(crate) mod token;
pub mod wall;
pub mod width;
pub(crate) mod words;
pub mod wrap;

pub(crate) use glue::is_short_form;
pub use normalize::{display, guard, is_display, one_line, paragraph};

//! One story in several papers: which texts are the same one, reprinted, shortened, or printed under another headline.
//!
//! Three kinds of evidence, strongest first: the address that a page calls its own (the archive knows it), a text that is
//! nearly the same (`signature`, `same`), a credit that names the paper it was taken from (`credit`). Precision before
//! recall: two texts of one mould with other figures or other names are two stories, and so are two papers' own words on
//! one event.

pub mod credit;
mod same;
mod signature;

pub use same::{Likeness, StoryVerdict, compare};
pub use signature::{MAX_SIGNATURE_BYTES, Signature, WordHashes};

/// Texts farther apart in time than this are two stories, seconds: a paper that prints last year's text again has news.
pub const APART: i64 = 7 * 86_400;

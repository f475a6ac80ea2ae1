//! Stories: which texts of several newspapers are the same one, reprinted, shortened, or under another headline.
//!
//! Three kinds of evidence, strongest first: a common canonical address (known to the archive), a nearly identical text
//! (`signature`, `same`), a credit that names the original newspaper (`credit`). Precision before recall: two similar
//! texts with different numbers or names are two stories, and so are two newspapers' own texts about one event.

pub mod credit;
mod same;
mod signature;

pub use same::{Likeness, StoryVerdict, compare};
pub use signature::{MAX_SIGNATURE_BYTES, Signature, WordHashes};

/// Texts further apart in time than this are two stories, in seconds: last year's text printed again is news.
pub const APART: i64 = 7 * 86_400;

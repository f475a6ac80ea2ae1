//! Everything specific to labour news. Pure functions on text. May use `model` and `text`.
//!
//! Every fact comes with its sentence; what the text does not support is left blank.

pub mod catalogue;
mod day;
pub mod digest;
pub mod facts;
mod figure;
pub mod glossary;
pub mod legal;
mod names;
pub mod paragraphs;
pub mod places;
pub(crate) mod sentence;
pub mod speech;
pub mod story;
pub mod terms;
mod tokens;
pub mod topics;
mod trades;

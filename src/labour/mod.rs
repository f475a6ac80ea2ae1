//! LABOUR. What only a reader of labour news wants to know. Pure functions on text. Knows `model` and `text`.
//!
//! Every fact comes with the sentence it stands in; what the text does not bear out is left blank.

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

//! THE SITES: what is known about each newspaper, as data. Knows `model`.

pub mod error;
pub mod site;

pub use error::SourceError;
pub use site::{ArticleRules, Catalog, Kind, ListingRules, Pace, Section, Site};

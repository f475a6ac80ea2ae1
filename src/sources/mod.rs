//! The sites: what is known about each newspaper, as data. May use `model`.
//!
//! One embedded file per site under `sites/`; the user's `[[source]]` tables extend them (`overlay`).

pub mod add;
mod catalog;
pub mod drift;
mod embedded;
pub mod error;
pub mod family;
mod fields;
mod groups;
mod later;
pub mod overlay;
pub mod parse;
pub mod remove;
pub mod site;

#[cfg(test)]
mod tests;

pub use catalog::BuiltIn;
pub use error::SourceError;
pub use family::{Family, families};
pub use fields::{RULE_FIELDS, field_told};
pub use groups::MAX_GROUPS;
pub use later::Later;
pub use overlay::{UserSection, UserSource};
pub use site::{AddressKind, ArticleRules, Catalog, ListingRules, Pace, Section, Site, SiteGroup};

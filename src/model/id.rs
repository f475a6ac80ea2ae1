//! Identifiers. A newtype says what a string or a number stands for.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A source: the host of its site without `www.`, lower case, e.g. `nld.com.vn`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceId(pub String);

/// A section of a source, unique within it, e.g. `cong-doan`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SectionId(pub String);

/// A stored article: the row id of the store, stable for the life of the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub i64);

/// A story that several articles have: the id of the first known one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoryId(pub i64);

/// A running job of the shell; newer jobs have larger numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(pub u64);

impl SourceId {
    /// The id of the site at `host`: lower case, without `www.`.
    pub fn of_host(host: &str) -> Self {
        let host = host.to_ascii_lowercase();
        Self(host.strip_prefix("www.").unwrap_or(&host).to_owned())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The source of articles that were saved individually and belong to no source of the catalogue.
pub const LOOSE_SOURCE: &str = "bai-le";
/// Its displayed name.
const LOOSE_NAME: &str = "Bài lẻ";

/// The section of imported articles without a known section.
pub const IMPORTED: &str = "imported";
/// Its displayed name.
const IMPORTED_NAME: &str = "Bài nhập";

/// The name of a section that is in no catalogue; its id if it has none.
pub fn name_of_stray(section: &SectionId) -> &str {
    match section.as_str() {
        IMPORTED => IMPORTED_NAME,
        LOOSE_SOURCE => LOOSE_NAME,
        id => id,
    }
}

/// The name of a source that is in no catalogue, if it has one.
pub fn name_of_none(source: &SourceId) -> Option<&'static str> {
    (source.as_str() == LOOSE_SOURCE).then_some(LOOSE_NAME)
}

impl SectionId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for SectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

//! What a newspaper prints about an article beside its headline, dates, byline, lead and text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a newspaper prints about an article beside its headline, dates, byline, lead and text.
///
/// A field added here is read from imports, stored, exported and described by the schema; what is left is to find it on a page,
/// to name it among the columns of an export, and to show it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Imprint {
    /// Printed source, e.g. `Theo LĐTĐ`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_line: Option<String>,
    /// Section name as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Keywords that the newspaper gave the article, as printed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
}

impl Imprint {
    /// Each field as its name is known elsewhere: `one` gives a single text, `many` a list.
    pub fn named(one: impl Fn(&str) -> Option<String>, many: impl Fn(&str) -> Vec<String>) -> Self {
        Self { source_line: one("source_line"), category: one("category"), tags: many("tags") }
    }
}

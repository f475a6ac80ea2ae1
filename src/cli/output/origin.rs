//! The article that a record was taken from: the last fields of its line of JSON.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Moment, Summary};

/// Where something stands; flattened into the record.
#[derive(Serialize, JsonSchema)]
pub(in crate::cli) struct RecordOrigin<'a> {
    /// Number of the article.
    id: i64,
    /// When it was published.
    #[schemars(with = "Option<String>")]
    published: Option<Moment>,
    /// Its source.
    source: &'a str,
    /// Its headline.
    title: &'a str,
    /// Its address.
    url: &'a str,
}

impl<'a> From<&'a Summary> for RecordOrigin<'a> {
    fn from(row: &'a Summary) -> Self {
        Self {
            id: row.id.0,
            published: row.published,
            source: row.source.as_str(),
            title: &row.title,
            url: row.url.as_str(),
        }
    }
}

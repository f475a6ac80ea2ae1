//! The article that a record was taken from: the last fields of its line of JSON.

use serde::Serialize;

use crate::model::{Moment, Summary};

/// Where something stands; flattened into the record.
#[derive(Serialize)]
pub(in crate::cli) struct RecordOrigin<'a> {
    id: i64,
    published: Option<Moment>,
    source: &'a str,
    title: &'a str,
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

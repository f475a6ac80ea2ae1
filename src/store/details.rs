//! What only the reader and the export need of an article: one JSON text in its row.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::rows::{moment, precision_number};
use crate::model::{CanonicalUrl, Draft, Evidence, Field, Finding, Imprint, Moment};

/// What only the reader and the export need of an article; one JSON text in the row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Details {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) own_url: Option<CanonicalUrl>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) updated: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) updated_precision: Option<i64>,
    #[serde(flatten)]
    pub(super) imprint: Imprint,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) next: Option<CanonicalUrl>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) by: BTreeMap<Field, Evidence>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) findings: Vec<Finding>,
}

impl Details {
    pub(super) fn of(draft: &Draft) -> Self {
        Self {
            own_url: draft.url.clone(),
            updated: draft.updated,
            updated_precision: draft.updated.map(|moment| precision_number(moment.precision)),
            imprint: draft.imprint.clone(),
            next: draft.next.clone(),
            by: draft.by.clone(),
            findings: draft.findings.clone(),
        }
    }

    pub(super) fn parse(json: Option<&str>) -> Self {
        let mut details: Self = json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
        details.updated = moment(details.updated.map(|moment| moment.at.0), details.updated_precision);
        details
    }

    pub(super) fn json(&self) -> Option<String> {
        serde_json::to_string(self).ok().filter(|json| json != "{}")
    }
}

/// The tags in such a text, without reading the rest of it.
pub(super) fn tags(json: Option<&str>) -> Vec<String> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Tags {
        tags: Vec<String>,
    }
    let tagged = json.filter(|json| json.contains("\"tags\":["));
    tagged.and_then(|json| serde_json::from_str::<Tags>(json).ok()).unwrap_or_default().tags
}

//! Messages about mistakes in a query.

use super::{PhraseValue, Words};
use crate::model::complaint::{Complaint, FARTHEST};
use crate::model::query_form;

impl Words {
    /// The mistakes in a query, by position; `None` if there are none.
    pub fn complaint(&self, complaints: &[Complaint]) -> Option<String> {
        let sentences: Vec<String> = complaints.iter().map(|complaint| self.mistake(complaint)).collect();
        (!sentences.is_empty()).then(|| sentences.join(". "))
    }

    fn mistake(&self, complaint: &Complaint) -> String {
        let Complaint { kind, at, about } = complaint;
        let values = [
            ("about", PhraseValue::Text(about)),
            ("at", PhraseValue::Digits(i64::try_from(*at).unwrap_or(i64::MAX))),
            ("farthest", PhraseValue::Number(FARTHEST)),
            ("names", PhraseValue::Text(&query_form::state_names())),
        ];
        self.with(&format!("mistake-{}", kind.name()), &values)
    }
}

//! The minimum scores in `tests/quality.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::score::Score;

/// Minimum scores with rules and without.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Floors {
    /// With site and family rules.
    pub(crate) rules: Floor,
    /// Without any rules.
    pub(crate) generic: Floor,
}

/// The minimum mean over hosts of each measure, and the minimum body F1 of any page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Floor {
    worst: f64,
    means: BTreeMap<String, f64>,
}

/// The minimum scores of this repository.
pub(crate) fn floors() -> Result<Floors, String> {
    toml::from_str(include_str!("../quality.toml")).map_err(|e| format!("tests/quality.toml: {e}"))
}

impl Floor {
    /// The scores that are too low, one sentence each. Measures without labels in the corpus are ignored.
    pub(crate) fn broken_by(&self, score: &Score) -> Vec<String> {
        let means = score.means();
        let mut broken: Vec<String> = self
            .means
            .iter()
            .filter_map(|(measure, floor)| {
                let got = means.get(measure.as_str())?;
                (*got + 1e-9 < *floor).then(|| format!("{measure} fell to {got:.4}, the floor is {floor}"))
            })
            .collect();
        if let Some((worst, page)) = score.worst().filter(|(worst, _)| *worst + 1e-9 < self.worst) {
            broken.push(format!("body of {page} fell to {worst:.4}, the floor of any page is {}", self.worst));
        }
        broken
    }
}

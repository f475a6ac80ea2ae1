//! The floors of `tests/quality.toml`: what must not get worse.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::score::Score;

/// Floors with rules and without.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Floors {
    /// With the rules of sites and families.
    pub(crate) rules: Floor,
    /// Without any.
    pub(crate) generic: Floor,
}

/// The least mean over hosts of each measure, and the least body F1 of any page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Floor {
    worst: f64,
    means: BTreeMap<String, f64>,
}

/// The floors of this repository.
pub(crate) fn floors() -> Result<Floors, String> {
    toml::from_str(include_str!("../quality.toml")).map_err(|e| format!("tests/quality.toml: {e}"))
}

impl Floor {
    /// What fell below, one sentence each. A measure that the corpus does not ask for is not judged.
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

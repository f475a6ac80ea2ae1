//! What an extractor noticed about a page.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The kind of a finding. Its name in text, JSON and the archive is the variant's in kebab case.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum FindingKind {
    /// No title was found.
    NoTitle,
    /// No publication date was found.
    NoDate,
    /// The text comes from a feed that names no author, and its page was not asked.
    NoAuthor,
    /// No body was found.
    NoBody,
    /// The body is suspiciously short.
    ShortBody,
    /// The page has several times as much prose as the body: part of the article may be missing.
    SmallPart,
    /// The date was taken from the address, not printed.
    GuessedDate,
    /// Two places on the page give different dates.
    DatesDisagree,
    /// The site's rules matched nothing; another step was used.
    RulesMissed,
    /// Rules learnt from other pages of the site found no body here.
    LearnedMissed,
    /// The page is a cookie script, a captcha or another block page.
    Blocked,
    /// The page is an error page, a list, or otherwise not an article.
    NotAnArticle,
    /// Items of a feed have no address and cannot be fetched.
    NoAddress,
    /// A feed is not well-formed; what was readable was used.
    BrokenFeed,
    /// No item was found in a listing.
    NoItems,
    /// The CMS family that was recognised.
    Family,
    /// The bytes were not in the declared encoding, or the text was repaired.
    RepairedText,
    /// Reading was aborted, by a fault or a time limit.
    Unreadable,
    /// A bound was reached and something was cut off.
    Cut,
    /// This page gave little, and links to a simpler version of the article.
    OtherVersion,
    /// The body comes from a simpler version of the page.
    TakenFrom,
    /// Unknown to this version; the detail is the complete text.
    Other,
}

impl FindingKind {
    /// Every kind.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// The stable name.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Something that the extraction reports. Extraction never fails; it finds less and reports it.
///
/// Text form: `name` or `name: detail`, e.g. `no-date`, `guessed-date: from the address`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Finding {
    /// Its kind.
    pub kind: FindingKind,
    /// Details in English, or empty.
    pub detail: String,
}

impl Finding {
    /// A finding without detail.
    pub fn new(kind: FindingKind) -> Self {
        Self { kind, detail: String::new() }
    }

    /// A finding with a detail.
    pub fn with(kind: FindingKind, detail: impl fmt::Display) -> Self {
        Self { kind, detail: detail.to_string() }
    }

    /// Whether it has this kind.
    pub fn is(&self, kind: FindingKind) -> bool {
        self.kind == kind
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.kind, self.detail.as_str()) {
            (FindingKind::Other, detail) => f.write_str(detail),
            (kind, "") => f.write_str(kind.name()),
            (kind, detail) => write!(f, "{}: {detail}", kind.name()),
        }
    }
}

impl From<&str> for Finding {
    fn from(text: &str) -> Self {
        let (name, detail) = text.split_once(':').unwrap_or((text, ""));
        match FindingKind::from_str(name) {
            Ok(kind) if kind != FindingKind::Other => Self::with(kind, detail.trim_start()),
            _ => Self::with(FindingKind::Other, text),
        }
    }
}

impl Serialize for Finding {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Finding {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self::from(text.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finding_comes_back_from_its_text() {
        for kind in FindingKind::ALL.iter().copied().filter(|kind| *kind != FindingKind::Other) {
            for finding in [Finding::new(kind), Finding::with(kind, "body: 12 of 90")] {
                assert_eq!(Finding::from(finding.to_string().as_str()), finding);
            }
        }
    }

    #[test]
    fn a_finding_of_a_newer_version_keeps_its_text() {
        let finding = Finding::from("brand-new: a detail");
        assert_eq!((finding.kind, finding.to_string().as_str()), (FindingKind::Other, "brand-new: a detail"));
    }
}

//! Content-management systems as data: how to recognise one, and rules to read its pages.

use serde::Deserialize;

use super::error::SourceError;
use super::site::{ArticleRules, ListingRules};

/// A content-management system used by many sites.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// Its name, as in `family:NAME`.
    pub name: String,
    /// Selectors, at least one of which matches on its pages and rarely on others.
    pub marks: Vec<String>,
    /// How to read an article.
    #[serde(default)]
    pub article: ArticleRules,
    /// How to read a category page.
    #[serde(default)]
    pub listing: ListingRules,
}

/// The embedded files in the order in which systems are tried: specific ones before general ones.
const FILES: &[(&str, &str)] = &[
    ("nukeviet.toml", include_str!("families/nukeviet.toml")),
    ("mastercms.toml", include_str!("families/mastercms.toml")),
    ("vccorp.toml", include_str!("families/vccorp.toml")),
    ("mcms.toml", include_str!("families/mcms.toml")),
    ("liferay.toml", include_str!("families/liferay.toml")),
    ("drupal.toml", include_str!("families/drupal.toml")),
    ("joomla.toml", include_str!("families/joomla.toml")),
    ("dotnetnuke.toml", include_str!("families/dotnetnuke.toml")),
    ("dokuwiki.toml", include_str!("families/dokuwiki.toml")),
    ("mediawiki.toml", include_str!("families/mediawiki.toml")),
    ("sharepoint.toml", include_str!("families/sharepoint.toml")),
    ("wordpress.toml", include_str!("families/wordpress.toml")),
];

/// The families, parsed.
pub fn families() -> Result<Vec<Family>, SourceError> {
    FILES
        .iter()
        .map(|(file, text)| {
            toml::from_str(text)
                .map_err(|error| SourceError::BadToml { file: format!("(built in) {file}"), what: error.to_string() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_can_be_read_and_has_marks() {
        for family in families().unwrap() {
            assert!(!family.marks.is_empty(), "{}", family.name);
        }
    }
}

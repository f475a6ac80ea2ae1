//! Parses and checks TOML site files. An error names file, table and key.
//!
//! Checked here: structure, identifiers, addresses, bounds. Deliberately absent: whether a selector is valid CSS, which
//! only `extract::check_rules` can tell.

use std::collections::HashSet;

use serde::Deserialize;

use super::error::{Fault, SourceError};
use super::later::Later;
use super::site::{ArticleRules, ListingRules, Section, Site};
use crate::model::{CanonicalUrl, LineIndex};

/// Largest site file or configuration that is read, in bytes.
pub const MAX_FILE_BYTES: usize = 1 << 20;
/// Most sections of one site.
pub const MAX_SECTIONS: usize = 500;
/// Most selectors of one field.
pub const MAX_SELECTORS: usize = 64;
/// Longest selector, in bytes.
pub const MAX_SELECTOR_BYTES: usize = 512;

/// Parses a site file; `file` is its name for messages.
pub fn site(file: &str, text: &str) -> Result<Site, SourceError> {
    let site: Site = document(file, text)?;
    check(file, &site)?;
    Ok(site)
}

/// The last tables of an embedded site file.
#[derive(Default, Deserialize)]
#[serde(default)]
struct SiteFileEnd {
    article: ArticleRules,
    listing: ListingRules,
}

/// Parses an embedded site file. Its rules come last and are parsed only on demand; a test checks that they are valid
/// and last.
pub(super) fn embedded(file: &str, text: &'static str) -> Result<Site, SourceError> {
    let begin = ["\n[article]", "\n[listing]"].into_iter().filter_map(|table| text.find(table)).min();
    let (head, rules) = text.split_at(begin.unwrap_or(text.len()));
    let mut site: Site = document(&format!("(built in) {file}"), head)?;
    site.article = Later::new(rules, |text| toml::from_str::<SiteFileEnd>(text).unwrap_or_default().article);
    site.listing = Later::new(rules, |text| toml::from_str::<SiteFileEnd>(text).unwrap_or_default().listing);
    Ok(site)
}

/// Parses any of our TOML documents; errors have line and column.
pub(super) fn document<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, SourceError> {
    if text.len() > MAX_FILE_BYTES {
        let what = format!("larger than {MAX_FILE_BYTES} bytes");
        return Err(SourceError::BadToml { file: file.to_owned(), what });
    }
    toml::from_str(text).map_err(|error| {
        let at = error.span().map(|span| LineIndex::new(text).position(span.start));
        if text.parse::<toml::Table>().is_ok() {
            let line = at.map(|(line, _)| format!(":{line}")).unwrap_or_default();
            return SourceError::NotAllowed { file: format!("{file}{line}"), what: error.message().to_owned() };
        }
        let place = at.map(|(line, column)| format!("line {line}, column {column}: ")).unwrap_or_default();
        SourceError::BadToml { file: file.to_owned(), what: format!("{place}{}", error.message()) }
    })
}

/// Checks what the types cannot express.
pub(super) fn check(file: &str, site: &Site) -> Result<(), SourceError> {
    check_sections(file, site)?;
    check_rules(file, site)
}

/// Checks a site without its rules, which stay unread where they are embedded.
pub(super) fn check_sections(file: &str, site: &Site) -> Result<(), SourceError> {
    let bad = |table: &str, key: &str, what: Fault| SourceError::bad(file, table, key, what);
    if !is_host(&site.id) {
        return Err(bad("", "id", Fault::NotAHost(site.id.clone())));
    }
    if site.sections.len() > MAX_SECTIONS {
        return Err(bad("section", "", Fault::TooMany(MAX_SECTIONS)));
    }
    let mut seen = HashSet::new();
    for section in &site.sections {
        check_section(file, section)?;
        if !seen.insert(section.id.as_str()) {
            return Err(bad("section", "id", Fault::Twice(section.id.clone(), site.id.clone())));
        }
    }
    Ok(())
}

/// Checks the rules of a site.
pub(super) fn check_rules(file: &str, site: &Site) -> Result<(), SourceError> {
    for (table, key, selectors) in fields(&site.article, &site.listing) {
        check_selectors(file, table, key, selectors)?;
    }
    check_selectors(file, "article", "furniture", &site.article.furniture)?;
    Ok(())
}

fn check_section(file: &str, section: &Section) -> Result<(), SourceError> {
    if !is_section_id(&section.id) {
        let what = Fault::NotAnId(section.id.clone());
        return Err(SourceError::bad(file, "section", "id", what));
    }
    if CanonicalUrl::parse(&section.url).is_none() {
        let what = Fault::NotAnAddress(section.url.clone(), section.id.clone());
        return Err(SourceError::bad(file, "section", "url", what));
    }
    Ok(())
}

fn check_selectors(file: &str, table: &str, key: &str, selectors: &[String]) -> Result<(), SourceError> {
    if selectors.len() > MAX_SELECTORS {
        return Err(SourceError::bad(file, table, key, Fault::TooMany(MAX_SELECTORS)));
    }
    match selectors.iter().find(|s| s.trim().is_empty() || s.len() > MAX_SELECTOR_BYTES) {
        Some(selector) => {
            let what = Fault::SelectorLength(selector.clone(), MAX_SELECTOR_BYTES);
            Err(SourceError::bad(file, table, key, what))
        }
        None => Ok(()),
    }
}

/// Every list of selectors with its table and key.
pub fn fields<'a>(
    article: &'a ArticleRules,
    listing: &'a ListingRules,
) -> impl Iterator<Item = (&'static str, &'static str, &'a [String])> {
    article
        .fields()
        .into_iter()
        .map(|(key, list)| ("article", key, list))
        .chain(listing.fields().into_iter().map(|(key, list)| ("listing", key, list)))
}

/// A host name as an id: lower case, no `www.`, no port, at least one dot.
pub(super) fn is_host(id: &str) -> bool {
    !id.starts_with("www.")
        && id.len() <= 253
        && (id.contains('.') || id == "localhost")
        && id.split('.').all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase() || c == '-' || c == '_')
        })
}

fn is_section_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= 100 && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

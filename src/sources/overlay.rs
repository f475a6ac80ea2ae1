//! How the user's file adds a source or changes a built-in one.
//!
//! Form: `[[source]] id, name, hosts, only, enabled, family` with `[[source.section]] id, name, kind, url, enabled`,
//! and `[source.pace]`, `[source.article]`, `[source.listing]` in the form of the site files. A section with the id of
//! a built-in one changes the fields it gives and keeps the rest. The user's selectors come before the built-in ones.

use serde::Deserialize;
use toml::Spanned;

use super::error::{Fault, SourceError};
use super::parse;
use super::site::{AddressKind, ArticleRules, Catalog, ListingRules, Pace, Section, Site};
use crate::model::LineIndex;

/// Most `[[source]]` tables of one file.
pub const MAX_SOURCES: usize = 1000;

/// A `[[source]]` of the user.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct UserSource {
    /// The line on which it begins; 0 if it is in no file.
    #[serde(skip)]
    pub line: usize,
    /// Host without `www.`.
    pub id: String,
    /// Name for the screen.
    pub name: Option<String>,
    /// Other hosts served by the same rules.
    pub hosts: Vec<String>,
    /// These sections replace the built-in ones.
    pub only: bool,
    /// `false` disables every section of the source.
    pub enabled: Option<bool>,
    /// CMS family.
    pub family: Option<String>,
    /// Rate limits.
    pub pace: Option<Pace>,
    /// Sections.
    #[serde(rename = "section")]
    pub sections: Vec<UserSection>,
    /// Selectors of an article page, tried before the built-in ones.
    pub article: ArticleRules,
    /// Selectors of a category page, tried before the built-in ones.
    pub listing: ListingRules,
}

/// A `[[source.section]]` of the user; missing fields keep their built-in values.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct UserSection {
    /// Unique within the source.
    pub id: String,
    /// Name for the screen; defaults to the id.
    pub name: Option<String>,
    /// What is there.
    pub kind: Option<AddressKind>,
    /// Address; required for a new section.
    pub url: Option<String>,
    /// Whether a refresh visits it by default.
    pub enabled: Option<bool>,
}

#[derive(Deserialize)]
struct OverlayDocument {
    #[serde(default, rename = "source")]
    sources: Vec<Spanned<UserSource>>,
}

/// Parses the `[[source]]` tables of a configuration; other tables are ignored.
pub fn read(file: &str, text: &str) -> Result<Vec<UserSource>, SourceError> {
    let document: OverlayDocument = parse::document(file, text)?;
    let lines = LineIndex::new(text);
    let placed = document
        .sources
        .into_iter()
        .map(|source| UserSource { line: lines.line(source.span().start), ..source.into_inner() });
    Ok(placed.collect())
}

impl Catalog {
    /// The built-in sites, overlaid with the user's `[[source]]` tables; `file` is the name of that file.
    pub fn with_user(mut self, file: &str, sources: Vec<UserSource>) -> Result<Self, SourceError> {
        if sources.len() > MAX_SOURCES {
            return Err(SourceError::bad(file, "", "", Fault::TooMany(MAX_SOURCES)));
        }
        for user in sources {
            let id = normal_id(&user.id);
            let place = if user.line == 0 { file.to_owned() } else { format!("{file}:{}", user.line) };
            let file = place.as_str();
            let at = self.sites.iter().position(|site| site.id == id).unwrap_or_else(|| {
                self.sites.push(Site { id: id.clone(), name: id.clone(), own: true, ..Site::default() });
                self.sites.len() - 1
            });
            if let Some(site) = self.sites.get_mut(at) {
                let has_rules = !(user.article.is_empty() && user.listing.is_empty());
                lay_over(file, site, user)?;
                parse::check_sections(file, site)?;
                // The embedded rules are good; a start does not read them where the user adds none.
                if has_rules {
                    parse::check_rules(file, site)?;
                }
            }
        }
        Ok(self)
    }
}

/// `WWW.Nld.com.vn` → `nld.com.vn`.
fn normal_id(id: &str) -> String {
    let id = id.trim().to_lowercase();
    id.strip_prefix("www.").map_or(id.clone(), str::to_owned)
}

fn lay_over(file: &str, site: &mut Site, user: UserSource) -> Result<(), SourceError> {
    site.from_user = true;
    if let Some(name) = user.name {
        site.name = name;
    }
    if let Some(family) = user.family {
        site.family = Some(family);
    }
    if let Some(pace) = user.pace {
        site.pace = std::mem::take(&mut site.pace).overlaid(pace);
    }
    site.hosts.extend(user.hosts.iter().map(|host| normal_id(host)));
    if !user.article.is_empty() {
        let furniture = [user.article.furniture.as_slice(), &site.article.furniture].concat();
        site.article = ArticleRules { furniture, ..user.article.before(&site.article) }.into();
    }
    if !user.listing.is_empty() {
        site.listing = user.listing.before(&site.listing).into();
    }
    if user.only {
        site.sections.clear();
    }
    for section in user.sections {
        add_section(file, site, section)?;
    }
    if let Some(enabled) = user.enabled {
        site.sections.iter_mut().for_each(|section| section.enabled = enabled);
    }
    Ok(())
}

fn add_section(file: &str, site: &mut Site, user: UserSection) -> Result<(), SourceError> {
    if let Some(known) = site.sections.iter_mut().find(|section| section.id == user.id) {
        if let Some(name) = user.name {
            known.name = name;
        }
        if let Some(url) = user.url {
            known.url = url;
            known.unverified = false;
        }
        known.kind = user.kind.unwrap_or(known.kind);
        known.enabled = user.enabled.unwrap_or(true);
        return Ok(());
    }
    let Some(url) = user.url else {
        let what = Fault::NoAddress(user.id, site.id.clone());
        return Err(SourceError::bad(file, "source.section", "url", what));
    };
    site.sections.push(Section {
        name: user.name.unwrap_or_else(|| user.id.clone()),
        id: user.id,
        url,
        kind: user.kind.unwrap_or_default(),
        unverified: false,
        enabled: user.enabled.unwrap_or(true),
    });
    Ok(())
}

//! Looks up sites in the catalog: by host, by a prefix of an id, by what the user typed.

use super::embedded;
use super::error::SourceError;
use super::parse;
use super::site::{Catalog, Section, Site};

/// Which built-in newspapers are included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuiltIn {
    /// All.
    All,
    /// Those mentioned in the user's file.
    Named,
}

impl Catalog {
    /// The embedded sites. They are parsed but not validated here; a test does that.
    pub fn built_in() -> Result<Self, SourceError> {
        let sites = embedded::SITES.iter().map(|(file, text)| parse::embedded(file, text));
        Ok(Self { sites: sites.collect::<Result<_, _>>()?, ..Self::default() })
    }

    /// The sites in the user's order: first the named ones, then the user's own, then the built-in ones. If the
    /// built-in newspapers are switched off, only those mentioned in the file (also in a group) remain.
    #[must_use]
    pub fn arranged(mut self, order: &[String], built_in: BuiltIn) -> Self {
        let stays = |site: &Site| {
            let grouped = || self.groups.iter().any(|group| group.sources.contains(&site.source_id()));
            built_in == BuiltIn::All || site.from_user || grouped()
        };
        let (sites, hidden): (Vec<Site>, Vec<Site>) = std::mem::take(&mut self.sites).into_iter().partition(stays);
        (self.sites, self.hidden) = (sites, hidden.iter().map(Site::source_id).collect());
        let place = |site: &Site| {
            let named = order.iter().position(|id| id.trim().trim_start_matches("www.").eq_ignore_ascii_case(&site.id));
            (named.unwrap_or(usize::MAX), !site.own)
        };
        self.sites.sort_by_key(place);
        self
    }

    /// The site whose id or `hosts` is `host` (without `www.`), or else the site of the nearest parent domain.
    pub fn by_host(&self, host: &str) -> Option<&Site> {
        let mut host = host.strip_prefix("www.").unwrap_or(host);
        loop {
            if let Some(site) = self.sites.iter().find(|s| s.id == host || s.hosts.iter().any(|h| h == host)) {
                return Some(site);
            }
            host = host.split_once('.')?.1;
        }
    }

    /// The site with the id `name`, or the only one whose id begins with it; an error suggests similar names.
    pub fn find(&self, name: &str) -> Result<&Site, SourceError> {
        let name = name.trim().to_lowercase();
        let name = name.strip_prefix("www.").unwrap_or(&name);
        if let Some(site) = self.sites.iter().find(|site| site.id == name) {
            return Ok(site);
        }
        let begin: Vec<&Site> =
            self.sites.iter().filter(|site| !name.is_empty() && site.id.starts_with(name)).collect();
        match begin.as_slice() {
            [site] => Ok(site),
            [] => Err(SourceError::NotFound { what: self.unknown(name) }),
            several => Err(SourceError::NotFound {
                what: format!("{name:?} may be {}; write more of it", names(several.iter().copied())),
            }),
        }
    }

    /// The site and section that `SOURCE` or `SOURCE/SECTION` names.
    pub fn resolve(&self, scope: &str) -> Result<(&Site, Option<&Section>), SourceError> {
        let (source, section) = scope.split_once('/').map_or((scope, None), |(a, b)| (a, Some(b)));
        let site = self.find(source)?;
        let Some(wanted) = section.filter(|s| !s.is_empty()) else { return Ok((site, None)) };
        site.section(wanted).map(|found| (site, Some(found)))
    }

    fn unknown(&self, name: &str) -> String {
        let near: Vec<&Site> = self.sites.iter().filter(|site| !name.is_empty() && site.id.contains(name)).collect();
        if near.is_empty() {
            format!("no source is called {name:?}; `loa sources` lists them")
        } else {
            format!("no source begins with {name:?}; there is {}", names(near.into_iter()))
        }
    }
}

impl Site {
    /// The section with the id `name`, or the only one whose id begins with it.
    pub fn section(&self, name: &str) -> Result<&Section, SourceError> {
        if let Some(section) = self.sections.iter().find(|section| section.id == name) {
            return Ok(section);
        }
        let begin: Vec<&Section> = self.sections.iter().filter(|section| section.id.starts_with(name)).collect();
        match begin.as_slice() {
            [section] => Ok(section),
            _ => {
                let known: Vec<&str> = self.sections.iter().map(|section| section.id.as_str()).collect();
                Err(SourceError::NotFound {
                    what: format!("{} has no section {name:?}; it has {}", self.id, known.join(", ")),
                })
            }
        }
    }
}

fn names<'a>(sites: impl Iterator<Item = &'a Site>) -> String {
    sites.map(|site| site.id.as_str()).collect::<Vec<_>>().join(", ")
}

//! The user's groups of newspapers.

use super::site::{Catalog, SiteGroup};

/// Most groups, and most newspapers in a group.
pub const MAX_GROUPS: usize = 100;

impl Catalog {
    /// Adds the user's groups: (name, ids of newspapers or unambiguous prefixes of them). Unknown ids are skipped here
    /// and reported by the configuration check; groups with the same name are merged.
    #[must_use]
    pub fn grouped<'a>(mut self, groups: impl IntoIterator<Item = (&'a str, &'a [String])>) -> Self {
        let mut all: Vec<SiteGroup> = Vec::new();
        for (name, ids) in groups.into_iter().take(MAX_GROUPS) {
            let name = name.trim();
            let at = all.iter().position(|group| group.name == name).unwrap_or_else(|| {
                all.push(SiteGroup { name: name.to_owned(), sources: Vec::new() });
                all.len() - 1
            });
            let Some(group) = all.get_mut(at) else { continue };
            for site in ids.iter().take(MAX_GROUPS).filter_map(|id| self.find(id).ok()) {
                if !group.sources.contains(&site.source_id()) {
                    group.sources.push(site.source_id());
                }
            }
        }
        all.retain(|group| !group.name.is_empty());
        self.groups = all;
        self
    }

    /// The groups that a newspaper belongs to.
    pub fn groups_of<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a str> {
        let holding = self.groups.iter().filter(move |group| group.sources.iter().any(|source| source.as_str() == id));
        holding.map(|group| group.name.as_str())
    }
}

//! Finds the sources and sections that the user names. Any unambiguous prefix of an id will do.

use std::collections::BTreeSet;

use crate::config::nearest::nearest;
use crate::model::{SectionId, SourceId};
use crate::sources::Catalog;
use crate::store::Counts;
use crate::text::fold;

use crate::cli::exit::CommandFailure;
use crate::cli::words::Say;

/// Most candidates listed in a message.
const MAX_NAMED: usize = 12;

/// Names that can be picked: those of the sites, and those of stored articles whose site is no longer known.
pub(super) struct PickNames {
    /// (source, section); an empty section stands for the source itself.
    all: BTreeSet<(String, String)>,
    /// The user's groups: name, sources.
    groups: Vec<(String, Vec<SourceId>)>,
}

impl PickNames {
    /// The names of `catalog` and of the stored articles.
    pub(super) fn of(catalog: &Catalog, counts: Option<&Counts>) -> Self {
        let mut names = BTreeSet::new();
        for site in &catalog.sites {
            names.insert((site.id.clone(), String::new()));
            names.extend(site.sections.iter().map(|section| (site.id.clone(), section.id.clone())));
        }
        for (source, section) in counts.iter().flat_map(|counts| counts.sections.keys()) {
            names.insert((source.0.clone(), String::new()));
            names.insert((source.0.clone(), section.0.clone()));
        }
        let groups = catalog.groups.iter().map(|group| (group.name.clone(), group.sources.clone())).collect();
        Self { all: names, groups }
    }

    /// The source with the id `text`, or the only one whose id begins with it.
    pub(super) fn source(&self, text: &str, say: Say) -> Result<SourceId, CommandFailure> {
        let ids = self.all.iter().filter(|(_, section)| section.is_empty()).map(|(source, _)| source.as_str());
        let wanted = text.trim().to_ascii_lowercase();
        let wanted = wanted.strip_prefix("www.").unwrap_or(&wanted);
        match beginning(wanted, ids.clone()) {
            Picked::One(id) => Ok(SourceId(id.to_owned())),
            Picked::None => {
                // A name is often typed without its ending.
                let label = |id: &'_ str| id.split('.').next().unwrap_or_default().to_owned();
                let labels: Vec<String> = ids.clone().map(label).collect();
                let by_label = || {
                    let near = nearest(wanted, labels.iter().map(String::as_str))?;
                    ids.clone().find(|id| label(id) == near)
                };
                Err(CommandFailure::usage(say.no_such_source(text, nearest(wanted, ids.clone()).or_else(by_label))))
            }
            Picked::Several(all) => Err(CommandFailure::usage(say.ambiguous(text, &all))),
        }
    }

    /// The section of `source` with the id `text`, or the only one whose id begins with it.
    pub(super) fn section(&self, source: &SourceId, text: &str, say: Say) -> Result<SectionId, CommandFailure> {
        let ids = self.sections(source);
        match beginning(text.trim(), ids.iter().copied()) {
            Picked::One(id) => Ok(SectionId(id.to_owned())),
            Picked::None => Err(CommandFailure::usage(say.no_such_section(source.as_str(), text, &ids.join(", ")))),
            Picked::Several(all) => Err(CommandFailure::usage(say.ambiguous(text, &all))),
        }
    }

    /// The sections of all sources with the id `text`; otherwise those whose id begins with it.
    pub(super) fn sections_everywhere(&self, text: &str) -> Vec<(SourceId, SectionId)> {
        let fitting = |fits: &dyn Fn(&str) -> bool| -> Vec<(SourceId, SectionId)> {
            let named = self.all.iter().filter(|(_, section)| !section.is_empty() && fits(section));
            named.map(|(source, section)| (SourceId(source.clone()), SectionId(section.clone()))).collect()
        };
        let exact = fitting(&|id| id == text);
        if exact.is_empty() { fitting(&|id| id.starts_with(text)) } else { exact }
    }

    /// `SOURCE` or `SOURCE/SECTION`.
    pub(super) fn scope(&self, text: &str, say: Say) -> Result<(SourceId, Option<SectionId>), CommandFailure> {
        let (source, section) = match text.split_once('/') {
            Some((source, section)) if !section.is_empty() => (source, Some(section)),
            Some((source, _)) => (source, None),
            None => (text, None),
        };
        let source = self.source(source, say)?;
        let section = section.map(|section| self.section(&source, section, say)).transpose()?;
        Ok((source, section))
    }

    /// Parses `SOURCE`, `SOURCE/SECTION`, or the name of a group or a prefix of it, ignoring marks.
    pub(super) fn places(&self, text: &str, say: Say) -> Result<Vec<(SourceId, Option<SectionId>)>, CommandFailure> {
        let wanted = slug(text);
        let called = |fits: &dyn Fn(&str) -> bool| -> Vec<&Vec<SourceId>> {
            let found = self.groups.iter().filter(|(name, _)| fits(&slug(name)));
            found.map(|(_, sources)| sources).collect()
        };
        let whole = |sources: &[SourceId]| sources.iter().map(|source| (source.clone(), None)).collect();
        if let [sources, ..] = called(&|name| name == wanted).as_slice() {
            return Ok(whole(sources));
        }
        match (self.scope(text, say), called(&|name| !wanted.is_empty() && name.starts_with(&wanted)).as_slice()) {
            (Ok(place), _) => Ok(vec![place]),
            (Err(_), [sources]) => Ok(whole(sources)),
            (Err(failure), _) => Err(failure),
        }
    }

    /// The section of any source most similar to `text`.
    pub(super) fn section_near(&self, text: &str) -> Option<&str> {
        nearest(text, self.all.iter().map(|(_, section)| section.as_str()).filter(|section| !section.is_empty()))
    }

    fn sections(&self, source: &SourceId) -> Vec<&str> {
        let own = self.all.iter().filter(|(s, section)| s == source.as_str() && !section.is_empty());
        own.map(|(_, section)| section.as_str()).collect()
    }
}

/// `Báo công đoàn` → `bao-cong-doan`.
fn slug(name: &str) -> String {
    fold::base(name).split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

enum Picked<'a> {
    None,
    One(&'a str),
    Several(String),
}

fn beginning<'a>(text: &str, ids: impl Iterator<Item = &'a str>) -> Picked<'a> {
    if text.is_empty() {
        return Picked::None;
    }
    let fitting: Vec<&str> = ids.filter(|id| id.starts_with(text)).collect();
    match fitting.as_slice() {
        [] => Picked::None,
        [one] => Picked::One(one),
        several => match several.iter().find(|id| **id == text) {
            Some(exact) => Picked::One(exact),
            None => {
                let named = several.iter().take(MAX_NAMED).copied().collect::<Vec<_>>().join(", ");
                Picked::Several(if several.len() > MAX_NAMED { named + ", …" } else { named })
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    const SAY: Say = Say(Language::English);

    fn names(pairs: &[(&str, &str)]) -> PickNames {
        let mut all: BTreeSet<(String, String)> = BTreeSet::new();
        for (source, section) in pairs {
            all.insert(((*source).to_owned(), String::new()));
            all.insert(((*source).to_owned(), (*section).to_owned()));
        }
        PickNames { all, groups: vec![("Báo công đoàn".to_owned(), vec![SourceId("nld.com.vn".to_owned())])] }
    }

    fn some() -> PickNames {
        names(&[
            ("laodong.vn", "cong-doan"),
            ("laodong.vn", "cong-nghe"),
            ("laodongthudo.vn", "viec-lam"),
            ("nld.com.vn", "cong-doan"),
        ])
    }

    #[test]
    fn an_unambiguous_beginning_is_enough() {
        assert_eq!(some().source("nld", SAY).unwrap().as_str(), "nld.com.vn");
        assert_eq!(some().source("www.NLD.com.vn", SAY).unwrap().as_str(), "nld.com.vn");
    }

    #[test]
    fn an_ambiguous_beginning_names_what_it_could_be() {
        let Err(CommandFailure::Said(_, sentence)) = some().source("laodong", SAY) else { panic!("ambiguous") };
        assert!(sentence.contains("laodong.vn, laodongthudo.vn"), "{sentence}");
    }

    #[test]
    fn a_whole_id_is_never_ambiguous() {
        let names = names(&[("bao.vn", "a"), ("bao.vn.example", "b")]);
        assert_eq!(names.source("bao.vn", SAY).unwrap().as_str(), "bao.vn");
    }

    #[test]
    fn a_mistyped_source_is_answered_with_the_nearest() {
        let Err(CommandFailure::Said(_, sentence)) = some().source("ndl.com.vn", SAY) else { panic!("unknown") };
        assert!(sentence.contains("nld.com.vn"), "{sentence}");
    }

    #[test]
    fn a_mistyped_name_without_its_ending_is_answered_with_the_nearest() {
        let Err(CommandFailure::Said(_, sentence)) = some().source("laodogn", SAY) else { panic!("unknown") };
        assert!(sentence.contains("laodong.vn"), "{sentence}");
        assert_eq!(some().section_near("cong-doam"), Some("cong-doan"));
    }

    #[test]
    fn a_scope_names_a_source_or_a_section_of_it() {
        let (source, section) = some().scope("laodong.vn/cong-d", SAY).unwrap();
        assert_eq!((source.as_str(), section.unwrap().as_str()), ("laodong.vn", "cong-doan"));
        assert_eq!(some().scope("nld", SAY).unwrap().1, None);
    }

    #[test]
    fn a_group_is_named_with_or_without_its_marks_or_by_its_beginning() {
        for text in ["Báo công đoàn", "bao-cong-doan", "bao cong"] {
            assert_eq!(some().places(text, SAY).unwrap(), [(SourceId("nld.com.vn".to_owned()), None)], "{text}");
        }
        assert_eq!(some().places("laodong.vn", SAY).unwrap().len(), 1);
        assert!(some().places("khác", SAY).is_err());
    }

    #[test]
    fn a_section_without_a_source_is_that_of_every_source() {
        assert_eq!(some().sections_everywhere("cong-doan").len(), 2);
    }
}

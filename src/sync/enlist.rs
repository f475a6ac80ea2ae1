//! A site's parts as a choice, and the source made of what was chosen.

use std::collections::BTreeMap;

use super::discover::{Discovered, Discovery, NoSource, discover};
use crate::fetch::{Fetcher, RobotsFile};
use crate::model::offer::{Holds, Offer, OfferPart};
use crate::model::{CanonicalUrl, Clock, SectionId, SourceId};
use crate::sources::{AddressKind, Catalog, Site, UserSection, UserSource, add};

/// Most parts that are examined at once: each costs one request or more.
const MAX_CHOSEN: usize = 40;

/// Names that the user gave; what has none keeps the site's name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GivenNames {
    /// The source.
    pub source: Option<String>,
    /// The section.
    pub section: Option<String>,
}

/// A source made of chosen parts, and why some of them are none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Enlisted {
    /// The source; without sections when every part was refused.
    pub source: UserSource,
    /// Parts that are no source: name and reason.
    pub refused: Vec<(String, NoSource)>,
    /// What its sections held when they were looked at.
    pub(super) pages: Vec<(SectionId, Discovered)>,
    /// What the robots.txt of its hosts say.
    pub(super) robots: Vec<RobotsFile>,
}

/// What was found, to choose from. What stands at the address itself is chosen, unless it is read already.
pub fn offer(found: &Discovery, catalog: &Catalog) -> Offer {
    let host = host_of(&found.sections).or_else(|| found.categories.first().map(|(_, url)| url.host()));
    let host = host.unwrap_or_default();
    let known = catalog.by_host(&host);
    let id = id_of(&host, known);
    let is_known = |url: &CanonicalUrl| {
        let same = |other: &str| CanonicalUrl::parse(other).is_some_and(|other| other.key() == url.key());
        known.is_some_and(|site| site.sections.iter().any(|section| same(&section.url)))
    };
    let site = found.site.as_ref().unwrap_or(&id);
    let here = found.sections.iter().map(|section| part_of(section, site, is_known(&section.url)));
    let elsewhere = |url: &CanonicalUrl| found.sections.iter().all(|section| section.url.key() != url.key());
    let menus: Vec<(&str, &CanonicalUrl)> =
        found.categories.iter().filter(|(_, url)| elsewhere(url)).map(|(name, url)| (name.as_str(), url)).collect();
    let menus = nested(&menus).into_iter().map(|(depth, at)| {
        let (name, url) = menus[at];
        OfferPart {
            name: name.to_owned(),
            url: url.clone(),
            holds: Holds::Unseen,
            depth,
            known: is_known(url),
            chosen: false,
        }
    });
    Offer {
        site: known.map(|site| site.name.clone()).or_else(|| found.site.clone()).unwrap_or_else(|| id.clone()),
        parts: here.chain(menus).collect(),
        id: SourceId(id),
    }
}

/// What stands at the address itself; `site` where it has no name of its own.
fn part_of(section: &Discovered, site: &str, known: bool) -> OfferPart {
    let items = section.listing.items.len();
    OfferPart {
        name: section.name.clone().unwrap_or_else(|| site.to_owned()),
        url: section.url.clone(),
        holds: match section.kind {
            AddressKind::Listing => Holds::Listing(items),
            AddressKind::Feed => Holds::Feed(items),
            AddressKind::Sitemap => Holds::Sitemap(items),
        },
        depth: 0,
        known,
        chosen: !known,
    }
}

/// The places of addresses as a tree: (depth, number), those that lie within another behind it.
fn nested(menus: &[(&str, &CanonicalUrl)]) -> Vec<(usize, usize)> {
    /// `https://bao.vn/kinh-te.html` → `bao.vn/kinh-te`.
    fn stem(url: &CanonicalUrl) -> String {
        let key = url.key();
        let path = key.split('?').next().unwrap_or_default().trim_end_matches('/');
        match path.rsplit_once('.') {
            Some((stem, ending)) if ending.len() <= 5 && path.contains('/') && !ending.contains('/') => stem.to_owned(),
            _ => path.to_owned(),
        }
    }
    let stems: Vec<String> = menus.iter().map(|(_, url)| stem(url)).collect();
    let within = |inner: usize, outer: usize| {
        inner != outer
            && stems[inner].strip_prefix(stems[outer].as_str()).is_some_and(|rest| rest.starts_with('/'))
            && stems[outer].contains('/')
    };
    // The nearest one around it.
    let parent =
        |at: usize| (0..stems.len()).filter(|outer| within(at, *outer)).max_by_key(|outer| stems[*outer].len());
    let parents: Vec<Option<usize>> = (0..stems.len()).map(parent).collect();
    let mut out = Vec::new();
    let mut waiting: Vec<(usize, usize)> =
        (0..stems.len()).rev().filter(|at| parents[*at].is_none()).map(|at| (0, at)).collect();
    // An address is longer than what it lies within: no ring, everything comes once.
    while let Some((depth, at)) = waiting.pop() {
        out.push((depth, at));
        let children = (0..stems.len()).rev().filter(|child| parents[*child] == Some(at));
        waiting.extend(children.map(|child| (depth + 1, child)));
    }
    out
}

/// Looks at the chosen parts of `found` that nobody has looked at yet, and makes a source of all that were chosen.
pub async fn enlist(
    (fetcher, catalog, clock): (&Fetcher, &Catalog, &dyn Clock),
    found: &Discovery,
    chosen: &[OfferPart],
    names: &GivenNames,
) -> Enlisted {
    found.robots.iter().for_each(|file| fetcher.know_robots(file));
    let mut sections: Vec<Discovered> = Vec::new();
    let mut refused = Vec::new();
    let mut take = |section: Discovered| {
        if sections.iter().all(|known| known.url.key() != section.url.key()) {
            sections.push(section);
        }
    };
    for part in chosen.iter().take(MAX_CHOSEN) {
        if part.holds != Holds::Unseen {
            found.sections.iter().filter(|section| section.url == part.url).cloned().for_each(&mut take);
            continue;
        }
        match discover(fetcher, catalog, clock, part.url.as_str()).await {
            Ok(more) => more.sections.into_iter().for_each(|section| {
                // The menu's word for it is the one that people know.
                let name = Some(part.name.clone());
                take(Discovered { name, ..section });
            }),
            Err(why) => refused.push((part.name.clone(), why)),
        }
    }
    let source = source(catalog, &sections, found.site.as_ref(), names);
    let ids = source.sections.iter().map(|section| SectionId(section.id.clone()));
    let robots = found.robots.iter().cloned().chain(fetcher.robots_read()).collect();
    Enlisted { pages: ids.zip(sections).collect(), robots, source, refused }
}

fn source(catalog: &Catalog, found: &[Discovered], site: Option<&String>, names: &GivenNames) -> UserSource {
    let host = host_of(found).unwrap_or_default();
    let known = catalog.by_host(&host);
    let id = id_of(&host, known);
    let mut taken: Vec<String> = Vec::new();
    let sections = found.iter().map(|section| {
        let stem = add::section_id(section.url.as_str());
        let plain = section.kind != AddressKind::Feed || found.len() == 1 || stem.contains("rss");
        let own = add::own_id(&mut taken, if plain { stem } else { format!("{stem}-rss") });
        let asked = names.section.clone().filter(|_| section.kind == AddressKind::Listing || found.len() == 1);
        UserSection {
            name: Some(asked.or_else(|| section.name.clone()).unwrap_or_else(|| own.clone())),
            id: own,
            kind: Some(section.kind),
            url: Some(section.url.to_string()),
            enabled: None,
        }
    });
    let name = names.source.clone().or_else(|| site.cloned()).unwrap_or_else(|| id.clone());
    UserSource {
        name: if known.is_some() { names.source.clone() } else { Some(name) },
        sections: sections.collect(),
        id,
        ..UserSource::default()
    }
}

fn id_of(host: &str, known: Option<&Site>) -> String {
    known.map_or_else(|| SourceId::of_host(host).0, |site| site.id.clone())
}

/// The host that most of what was found leads to: a feed may stand at a service of feeds.
fn host_of(sections: &[Discovered]) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for item in sections.iter().flat_map(|section| &section.listing.items) {
        *counts.entry(item.url.host()).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count).map(|(host, _)| host);
    most.or_else(|| Some(sections.first()?.url.host()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(categories: &[(&str, &str)]) -> Discovery {
        let categories = categories.iter().map(|(name, url)| ((*name).to_owned(), CanonicalUrl::parse(url).unwrap()));
        Discovery { site: Some("Báo Thử".to_owned()), categories: categories.collect(), ..Discovery::default() }
    }

    #[test]
    fn what_lies_within_a_part_stands_behind_it_and_deeper() {
        let found = found(&[
            ("Kinh tế", "https://bao.test/kinh-te.html"),
            ("Công đoàn", "https://bao.test/cong-doan/"),
            ("Việc làm", "https://bao.test/kinh-te/viec-lam.html"),
            ("Lương", "https://bao.test/kinh-te/viec-lam/luong.html"),
            ("Kinh tế số", "https://bao.test/kinh-te-so"),
        ]);
        let offer = offer(&found, &Catalog::default());
        let tree: Vec<(usize, &str)> = offer.parts.iter().map(|part| (part.depth, part.name.as_str())).collect();
        assert_eq!(tree, [(0, "Kinh tế"), (1, "Việc làm"), (2, "Lương"), (0, "Công đoàn"), (0, "Kinh tế số")]);
        assert_eq!((offer.id.as_str(), offer.site.as_str()), ("bao.test", "Báo Thử"));
    }

    #[test]
    fn what_is_read_already_is_told_and_not_chosen() {
        let section = UserSection {
            id: "cong-doan".into(),
            url: Some("https://bao.test/cong-doan".into()),
            ..UserSection::default()
        };
        let user = UserSource { id: "bao.test".into(), sections: vec![section], ..UserSource::default() };
        let catalog = Catalog::default().with_user("c.toml", vec![user]).unwrap();
        let listed = Discovered {
            kind: AddressKind::Listing,
            url: CanonicalUrl::parse("https://bao.test/cong-doan/").unwrap(),
            name: None,
            listing: crate::model::Listing::default(),
            validators: crate::fetch::Validators::default(),
        };
        let offer = offer(&Discovery { sections: vec![listed], ..Discovery::default() }, &catalog);
        assert!(offer.parts[0].known && offer.chosen().next().is_none());
    }
}

//! The catalogue of portals of unions and labour authorities: candidates to try, which loa does not visit on its own.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::text::fold;

/// A portal that may become a source.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portal {
    /// Its name.
    pub name: String,
    /// Who publishes it.
    pub kind: PortalKind,
    /// The publishing system, if a page has shown it.
    pub family: Option<String>,
    /// The day on which loa last read news there.
    pub verified: Option<String>,
    /// Possible addresses, the most likely first.
    pub addresses: Vec<String>,
    /// Other names that find it.
    #[serde(default)]
    pub also: Vec<String>,
}

/// Who publishes a portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PortalKind {
    /// A union's.
    Union,
    /// A ministry's, or another authority's.
    Ministry,
    /// An institute's, a school's or an organisation's.
    Institute,
    /// A newspaper or a magazine.
    Newspaper,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CatalogueTable {
    portal: Vec<Portal>,
    provinces: Provinces,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Provinces {
    patterns: Vec<String>,
    places: Vec<String>,
}

static PORTALS: LazyLock<Vec<Portal>> = LazyLock::new(|| read(include_str!("catalogue.toml")).unwrap_or_default());

/// The whole catalogue: organisations first, then the federations of the provinces.
pub fn portals() -> &'static [Portal] {
    &PORTALS
}

/// The portals whose name, kind or address contains every word, ignoring marks; without words, all of them.
pub fn find(words: &str) -> Vec<&'static Portal> {
    let words = fold::base(words);
    let wanted: Vec<&str> = words.split_whitespace().collect();
    let fits = |portal: &&Portal| {
        let names =
            portal.also.iter().chain(&portal.addresses).map(|text| fold::base(text)).collect::<Vec<_>>().join(" ");
        let text = format!("{} {} {names}", fold::base(&portal.name), fold::base(portal.kind.vietnamese()));
        wanted.iter().all(|word| text.contains(word))
    };
    portals().iter().filter(fits).collect()
}

impl PortalKind {
    /// The displayed name.
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Union => "công đoàn",
            Self::Ministry => "cơ quan nhà nước",
            Self::Institute => "viện, trường, tổ chức",
            Self::Newspaper => "báo, tạp chí",
        }
    }
}

fn read(text: &str) -> Result<Vec<Portal>, toml::de::Error> {
    let table: CatalogueTable = toml::from_str(text)?;
    let Provinces { patterns, places } = table.provinces;
    let federations = places.iter().map(|place| federation(place, &patterns));
    Ok(table.portal.into_iter().chain(federations).collect())
}

/// The federation of a province, given as `Present + Former + Former`.
fn federation(place: &str, patterns: &[String]) -> Portal {
    let places: Vec<&str> = place.split(" + ").collect();
    let addresses = places.iter().flat_map(|place| {
        let slug: String =
            fold::base(place.trim_start_matches("TP ")).chars().filter(char::is_ascii_alphanumeric).collect();
        patterns.iter().map(move |pattern| pattern.replace("{place}", &slug)).collect::<Vec<_>>()
    });
    Portal {
        name: format!("LĐLĐ {}", places.first().copied().unwrap_or_default()),
        kind: PortalKind::Union,
        family: None,
        verified: None,
        addresses: addresses.collect(),
        also: places.iter().map(|place| format!("Liên đoàn Lao động {place} công đoàn tỉnh LĐLĐ")).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_province_of_today_has_its_federation() {
        assert_eq!(
            portals().iter().filter(|portal| portal.name.starts_with("LĐLĐ ") && !portal.also.is_empty()).count(),
            34
        );
        assert!(portals().len() >= 65);
    }

    #[test]
    fn the_63_former_provinces_are_found_by_their_names() {
        let places: usize = portals().iter().map(|portal| portal.also.len()).sum();
        assert_eq!(places, 63);
        for (asked, name) in
            [("binh duong", "LĐLĐ TP Hồ Chí Minh"), ("Yên Bái", "LĐLĐ Lào Cai"), ("ldld ha giang", "LĐLĐ Tuyên Quang")]
        {
            assert!(find(asked).iter().any(|portal| portal.name == name), "{asked}");
        }
    }

    #[test]
    fn portals_are_found_without_marks_by_name_kind_and_address() {
        for (asked, name) in [
            ("bao hiem xa hoi", "Bảo hiểm xã hội Việt Nam"),
            ("dolab", "Cục Quản lý lao động ngoài nước"),
            ("cong doan dau khi", "Công đoàn Dầu khí Việt Nam"),
        ] {
            assert!(find(asked).iter().any(|portal| portal.name == name), "{asked}");
        }
        assert!(find("không có nơi nào như vậy").is_empty());
        assert_eq!(find("").len(), portals().len());
    }

    #[test]
    fn every_address_is_one_and_encrypted() {
        for portal in portals() {
            assert!(!portal.addresses.is_empty(), "{}", portal.name);
            for address in &portal.addresses {
                let url = crate::model::CanonicalUrl::parse(address);
                assert!(url.is_some() && address.starts_with("https://"), "{address}");
            }
        }
    }
}

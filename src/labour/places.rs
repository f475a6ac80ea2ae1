//! Provinces before and after the mergers of 2025, industrial zones, ministries: what a text names, and what a search for one means.
//!
//! The table is `places.tsv`, each row with its source and date. A name that is also a person's, or a word, counts only behind a
//! word that says what it is (`tỉnh Thái Bình`); zones count only behind theirs. Deliberately absent: districts and communes.

use std::ops::Range;
use std::sync::LazyLock;

use super::names::Names;
use super::tokens::Source;
use crate::text::token::tokens;

/// How many tokens of a text are looked at.
pub const MAX_TOKENS: usize = 50_000;

/// What a place or body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A province, or a city of that rank.
    Province,
    /// An industrial, export or economic zone.
    Zone,
    /// A ministry or a body of that rank.
    Ministry,
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// `Bình Dương`.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
    /// The same in words: `tỉnh`, `khu công nghiệp`.
    pub kind_name: &'static str,
    /// The province (of a zone, the one it was in), or the body that took it over; its own name where nothing changed. Empty: not known.
    pub now: &'static str,
    /// Its federation of labour; empty for other kinds.
    pub union: &'static str,
    /// Other spellings.
    pub other: Vec<&'static str>,
    /// Whether the bare name means the place.
    pub clear: bool,
    /// Where the row comes from.
    pub source: &'static str,
    /// The day of the source, `2025-06-12`.
    pub date: &'static str,
}

/// A place that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its bytes.
    pub range: Range<usize>,
    /// The place.
    pub place: &'static Place,
    /// Whether it says where somebody comes from, and not where something happens.
    pub origin: bool,
}

struct Table {
    rows: Vec<Place>,
    names: Names,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let lines = include_str!("places.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    let rows: Vec<Place> = lines.filter_map(row).collect();
    let names = Names::of(rows.iter().enumerate().flat_map(|(at, place)| place.names().map(move |name| (name, at))));
    Table { rows, names }
});

fn row(line: &'static str) -> Option<Place> {
    let cells: Vec<&'static str> = line.split('\t').collect();
    let [name, kind_name, now, union, other, clear, source, date] = cells[..] else { return None };
    let kind = match kind_name {
        "tỉnh" | "thành phố" => Kind::Province,
        "bộ" => Kind::Ministry,
        _ => Kind::Zone,
    };
    let other = other.split(';').filter(|name| !name.is_empty()).collect();
    Some(Place { name, kind, kind_name, now, union, other, clear: clear != "no", source, date })
}

impl Place {
    fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        std::iter::once(self.name).chain(self.other.iter().copied())
    }

    /// The province it lies in, by the name of before the mergers; `None` for ministries and zones of that name in several.
    pub fn province(&self) -> Option<&'static Place> {
        match self.kind {
            Kind::Province => named(self.name),
            Kind::Zone => named(self.now).filter(|place| place.kind == Kind::Province),
            Kind::Ministry => None,
        }
    }
}

/// Every row.
pub fn all() -> &'static [Place] {
    &TABLE.rows
}

/// The row of that name, in any case; marks count. A province goes before a zone.
pub fn named(name: &str) -> Option<&'static Place> {
    let wanted = name.trim().to_lowercase();
    TABLE.rows.iter().find(|place| place.names().any(|name| name.to_lowercase() == wanted))
}

/// The row of that name, with or without marks.
pub fn called(name: &str) -> Option<&'static Place> {
    let key = |name: &str| crate::text::fold::base(name).replace([' ', '-', '.'], "");
    let wanted = key(name.trim());
    named(name).or_else(|| TABLE.rows.iter().find(|place| place.names().any(|name| key(name) == wanted)))
}

/// Words before a name that make a place of it.
const HEADS: &[&str] = &["tỉnh", "phố", "tp", "lđlđ", "ubnd", "hđnd", "ubmttq", "bhxh"];

/// Words before `phố`, `đoàn lao động` and the like are read as phrases.
const HEAD_PHRASES: &[&str] =
    &["thành phố", "liên đoàn lao động", "ủy ban nhân dân", "công an", "công đoàn tỉnh", "sở nội vụ", "tỉnh ủy"];

/// Words before a name that make something else of it.
const OTHER_HEADS: &[&str] = &[
    "đường",
    "phường",
    "xã",
    "trấn",
    "chợ",
    "cầu",
    "ông",
    "bà",
    "anh",
    "chị",
    "em",
    "cô",
    "chú",
    "ty",
    "sông",
    "hồ",
    "thôn",
    "ấp",
    "bản",
    "báo",
    "học",
    "viện",
    "biển",
    "đảo",
    "núi",
    "quán",
    "hàng",
    "hãng",
    "bia",
    "clb",
    "bạn",
    "cháu",
    "hotel",
    "lộ",
];

/// Words before the name of a zone.
const ZONE_HEADS: &[&str] = &["kcn", "kcx", "kkt", "ccn"];
const ZONE_PHRASES: &[&str] = &["khu công nghiệp", "khu chế xuất", "khu kinh tế", "các khu công nghiệp"];

/// Words before a place that say where somebody comes from.
const ORIGIN: &[&str] = &["quê", "gốc"];

/// Provinces whose name a place of another country has, too.
const ABROAD: &[(&str, &str)] = &[("Hà Nam", "Trung Quốc")];

/// Whether `text` names the country in which another place is called so.
pub fn is_abroad(place: &Place, text: &str) -> bool {
    ABROAD.iter().any(|(name, country)| place.name == *name && text.contains(country))
}

/// Every place that `text` names for certain, in order.
pub fn in_text(text: &str) -> Vec<Mention> {
    let tokens = tokens(text, MAX_TOKENS);
    let source = Source { text, tokens: &tokens };
    let mut found: Vec<Mention> = Vec::new();
    let mut at = 0;
    let mut last_end = None;
    while at < tokens.len() {
        let listed = last_end.is_some_and(|end| joins(source, end, at));
        match mention(source, at, listed) {
            Some((mention, end)) if is_abroad(mention.place, text) => at = end,
            Some((mention, end)) => {
                last_end = (mention.place.kind == Kind::Province).then_some(end);
                found.push(mention);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether only `,`, `-` or `và` stand between two names.
fn joins(source: Source<'_>, end: usize, at: usize) -> bool {
    at == end + 1 && (matches!(source.mark(end), Some(',' | '-')) || source.is_any(end, &["và"]))
}

fn mention(source: Source<'_>, at: usize, listed: bool) -> Option<(Mention, usize)> {
    let first = source.word(at)?;
    if !source.written(at).starts_with(char::is_uppercase) && !source.written(at).starts_with("TP") {
        return None;
    }
    let mut standing = TABLE.names.beginning(first).filter(|(words, _)| stands(source, at, words));
    let (words, row) = standing.find(|(words, row)| {
        TABLE.rows.get(*row).is_some_and(|place| counts(source, at, at + words.len(), place, listed))
    })?;
    let place = TABLE.rows.get(row)?;
    let end = at + words.len();
    let range = source.tokens.get(at)?.span.start..source.tokens.get(end - 1)?.span.end;
    let before = if source.follows(at, &["tỉnh", "ở"]) { at - 1 } else { at };
    Some((Mention { range, place, origin: source.follows(before, ORIGIN) }, end))
}

/// Whether these words and signs stand at `at`, each word with a capital.
fn stands(source: Source<'_>, at: usize, words: &[String]) -> bool {
    words.iter().enumerate().all(|(step, word)| {
        let written = source.written(at + step);
        let capital = written.starts_with(char::is_uppercase) || word == "và" || source.word(at + step).is_none();
        capital && source.is(at + step, word)
    })
}

/// Whether the words around bear the place out.
fn counts(source: Source<'_>, at: usize, end: usize, place: &Place, listed: bool) -> bool {
    let phrase = |phrases: &[&str]| {
        phrases.iter().any(|phrase| {
            let count = phrase.split(' ').count();
            at.checked_sub(count).is_some_and(|from| source.phrase(from, phrase) == Some(at))
        })
    };
    let dot = at > 1 && source.mark(at - 1) == Some('.') && source.is_any(at - 2, &["tp"]);
    let lone_street = source.follows(at, &["phố"]) && !phrase(&["thành phố"]);
    match place.kind {
        Kind::Ministry => true,
        Kind::Zone => source.follows(at, ZONE_HEADS) || phrase(ZONE_PHRASES),
        Kind::Province => {
            let headed = dot || (source.follows(at, HEADS) && !lone_street) || phrase(HEAD_PHRASES);
            let zone = source.follows(at, ZONE_HEADS) || phrase(ZONE_PHRASES);
            let enclosed = at > 0 && source.mark(at - 1) == Some('(') && source.mark(end) == Some(')');
            let bare = !lone_street
                && !zone
                && !source.follows(at, OTHER_HEADS)
                && !named_after(source, at)
                && (source.word(end).is_none() || !source.written(end).starts_with(char::is_uppercase));
            headed || enclosed || ((place.clear || listed || source.follows(at, ORIGIN)) && bare)
        }
    }
}

/// Whether a capital stands right before in the same sentence: a longer name that ends so.
fn named_after(source: Source<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let written = source.written(before);
    let shouted = written.chars().count() > 1 && written.chars().all(char::is_uppercase);
    let starts = before == 0 || matches!(source.mark(before - 1), Some('.' | '!' | '?' | ':' | '-' | '"' | '“' | '('));
    source.word(before).is_some() && written.starts_with(char::is_uppercase) && !shouted && !starts
}

/// What a search for a place looks for: phrases, any of which will do. A province of today is found by those that became part of
/// it too; a name that is not clear, only behind a word that makes a place of it. Empty: no such place.
pub fn searched(name: &str) -> Vec<String> {
    let Some(wanted) = called(name) else { return Vec::new() };
    let part = |place: &&Place| {
        place.name == wanted.name && place.kind == wanted.kind
            || (wanted.kind != Kind::Zone
                && wanted.now == wanted.name
                && place.now == wanted.name
                && place.kind == wanted.kind)
    };
    let places: Vec<&Place> = TABLE.rows.iter().filter(part).collect();
    let inside = |zone: &&Place| {
        zone.kind == Kind::Zone
            && !zone.now.is_empty()
            && places.iter().any(|place| place.kind == Kind::Province && place.name == zone.now)
    };
    let zones = TABLE.rows.iter().filter(inside);
    places.iter().copied().chain(zones).flat_map(phrases).collect()
}

fn phrases(place: &Place) -> Vec<String> {
    let before = |heads: &[&str]| -> Vec<String> {
        place
            .names()
            .flat_map(|name| heads.iter().map(move |head| format!("{head} {name}")).collect::<Vec<_>>())
            .collect()
    };
    match place.kind {
        Kind::Zone => before(&["KCN", "KCX", "KKT", "khu công nghiệp", "khu chế xuất", "khu kinh tế"]),
        Kind::Province if !place.clear => before(&["tỉnh", "LĐLĐ", "Liên đoàn Lao động", "quê"]),
        Kind::Province | Kind::Ministry => place.names().map(str::to_owned).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&'static str> {
        in_text(text).into_iter().map(|mention| mention.place.name).collect()
    }

    #[test]
    fn there_are_sixty_three_provinces_of_before_and_thirty_four_of_today() {
        let provinces: Vec<&Place> = all().iter().filter(|place| place.kind == Kind::Province).collect();
        assert_eq!(provinces.len(), 63);
        let today: std::collections::BTreeSet<&str> = provinces.iter().map(|place| place.now).collect();
        assert_eq!(today.len(), 34);
        assert!(today.iter().all(|name| named(name).is_some_and(|place| place.now == *name)));
        assert!(provinces.iter().all(|place| place.union.starts_with("LĐLĐ ")));
    }

    #[test]
    fn every_row_has_its_source_and_date() {
        let lines = include_str!("places.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(all().len() + 1, lines);
        assert!(all().iter().all(|place| !place.source.is_empty() && place.date.len() == 10));
    }

    #[test]
    fn a_zone_lies_in_a_province_of_the_table() {
        for zone in all().iter().filter(|place| place.kind == Kind::Zone && !place.now.is_empty()) {
            assert!(named(zone.now).is_some(), "{}", zone.name);
        }
    }

    #[test]
    fn a_province_is_found_by_its_name_and_by_its_other_spellings() {
        assert_eq!(
            names("Công nhân ở Đồng Nai và TP.HCM, BR-VT"),
            ["Đồng Nai", "Thành phố Hồ Chí Minh", "Bà Rịa - Vũng Tàu"]
        );
        assert_eq!(names("TP HCM: LĐLĐ TP Hồ Chí Minh họp"), ["Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"]);
    }

    #[test]
    fn what_only_looks_like_a_province_is_none() {
        for text in [
            "ông Nguyễn Hà Nam",
            "đường Đồng Nai",
            "phường Phú Thọ",
            "vì nền hòa bình",
            "Công ty Hòa Bình",
            "chị Hà Giang",
            "bia Hà Nội",
        ] {
            assert_eq!(names(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_name_that_another_country_has_too_is_none_where_that_country_is_named() {
        assert_eq!(names("Trung Quốc: mưa lũ tại tỉnh Hà Nam"), [""; 0]);
        assert_eq!(names("mưa lũ tại tỉnh Hà Nam"), ["Hà Nam"]);
    }

    #[test]
    fn an_ambiguous_name_counts_behind_a_word_that_says_what_it_is() {
        for text in [
            "tỉnh Thái Bình",
            "LĐLĐ tỉnh Thái Bình",
            "UBND Thái Bình",
            "Nam Định, Thái Bình",
            "huyện Tiền Hải (Thái Bình)",
        ] {
            assert!(names(text).contains(&"Thái Bình"), "{text}");
        }
        assert_eq!(names("Thái Bình nói vậy"), [""; 0]);
    }

    #[test]
    fn a_zone_counts_behind_its_word() {
        assert_eq!(names("tại KCN Sóng Thần"), ["Sóng Thần"]);
        assert_eq!(names("ga Sóng Thần"), [""; 0]);
        assert_eq!(named("Sóng Thần").and_then(Place::province).map(|place| place.name), Some("Bình Dương"));
    }

    #[test]
    fn a_search_for_a_province_of_today_finds_what_it_took_in() {
        let forms = searched("TP HCM");
        assert!(forms.iter().any(|form| form == "Bình Dương"));
        assert!(forms.iter().any(|form| form == "KCN Sóng Thần"));
        let before = searched("binh duong");
        assert!(before.iter().any(|form| form == "Bình Dương") && !before.iter().any(|form| form == "TP.HCM"));
        assert!(searched("Thái Bình").iter().all(|form| form != "Thái Bình"));
        assert_eq!(searched("Nơi Không Có"), [""; 0]);
    }

    #[test]
    fn where_somebody_comes_from_is_told_apart() {
        let found = in_text("chị Lan (quê Nghệ An) làm ở Bắc Ninh");
        assert_eq!(found.iter().map(|mention| mention.origin).collect::<Vec<_>>(), [true, false]);
    }
}

//! Resolves a search for a place, and gives the places under which an article is found.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Kind, PROVINCE_HEADS, Place, TABLE, UNION_HEADS, ZONE_NAMES, after_head, called, is_abroad, mentions};
use crate::text::letter::is_alphanumeric;

/// Texts at the beginning of an article that say where it is set: headline, lead, first paragraph.
const HEAD_TEXTS: usize = 3;

/// What a search for a place looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceSearch {
    /// Articles that mention one of these: the place, those merged into it, the zones in them.
    Named(Vec<&'static Place>),
    /// Any of these phrases, for a labour federation.
    Phrases(Vec<String>),
}

/// What a search for a name looks for; `None` if there is no such place.
pub fn searched(name: &str) -> Option<PlaceSearch> {
    let wanted = called(name)?;
    let folded = crate::text::fold::base(name.trim());
    if UNION_HEADS.iter().any(|head| after_head(&folded, head).is_some()) {
        return Some(PlaceSearch::Phrases(unions(wanted)));
    }
    let part = |place: &&Place| {
        place.name == wanted.name && place.kind == wanted.kind
            || (wanted.kind != Kind::Zone
                && wanted.now == wanted.name
                && place.now == wanted.name
                && place.kind == wanted.kind)
    };
    let places: Vec<&'static Place> = TABLE.rows.iter().filter(part).collect();
    let inside = |zone: &&Place| {
        zone.kind == Kind::Zone
            && !zone.now.is_empty()
            && places.iter().any(|place| place.kind == Kind::Province && place.name == zone.now)
    };
    let zones = TABLE.rows.iter().filter(inside);
    Some(PlaceSearch::Named(places.iter().copied().chain(zones).collect()))
}

/// FNV-1a.
const HASH: (u32, u32) = (0x811c_9dc5, 0x0100_0193);

impl Place {
    /// Its number in an index, derived from name and kind, so that a new row of the table changes no other number.
    pub fn number(&self) -> u64 {
        let bytes = self.kind_name.bytes().chain([0]).chain(self.name.bytes());
        u64::from(bytes.fold(HASH.0, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(HASH.1)))
    }
}

/// The numbers of the places that an article names, given its texts in order, headline first.
pub fn numbers_of(texts: &[&str]) -> BTreeSet<u64> {
    let head = texts.get(..HEAD_TEXTS).unwrap_or(texts);
    let mut found = BTreeSet::new();
    for text in texts {
        if !may_name_another(text, &found) {
            continue;
        }
        let abroad = |place: &Place| is_abroad(place, text) || head.iter().any(|head| is_abroad(place, head));
        found.extend(mentions(text, &abroad).into_iter().map(|mention| mention.place.number()));
    }
    found
}

/// First word of a name in lower case → second word (or empty) and the number of the place.
static BEGINNINGS: LazyLock<FxHashMap<String, Vec<(String, u64)>>> = LazyLock::new(|| {
    let mut beginnings: FxHashMap<String, Vec<(String, u64)>> = FxHashMap::default();
    for place in &TABLE.rows {
        for name in place.names() {
            let name = name.to_lowercase();
            // `thành phố Hồ Chí Minh`: the words before the name are too common.
            let name = name.strip_prefix("thành phố ").unwrap_or(&name);
            let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            beginnings.entry(first.to_owned()).or_default().push((second.to_owned(), place.number()));
        }
    }
    beginnings
});

/// A quick check of the beginnings of names: whether a text (NFC) may name another place. Most texts name none.
fn may_name_another(text: &str, found: &BTreeSet<u64>) -> bool {
    for begin in capitals(text) {
        let mut words = text[begin..].split(|c| !is_alphanumeric(c)).filter(|word| !word.is_empty());
        let Some(names) = words.next().and_then(|word| BEGINNINGS.get(&word.to_lowercase())) else { continue };
        let next = words.next().map(str::to_lowercase).unwrap_or_default();
        if names.iter().any(|(second, number)| (second.is_empty() || *second == next) && !found.contains(number)) {
            return true;
        }
    }
    false
}

/// Where words begin with a capital letter. What begins with another letter is passed over by its first byte.
fn capitals(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let inside = |at: usize| at > 0 && bytes[at - 1].is_ascii_alphanumeric();
    let may_begin = move |at: &usize| match bytes[*at] {
        b'A'..=b'Z' | 0xc0.. => !inside(*at),
        _ => false,
    };
    (0..bytes.len()).filter(may_begin).filter(|at| {
        let capital = text[*at..].starts_with(char::is_uppercase);
        capital && !text[..*at].ends_with(is_alphanumeric)
    })
}

fn strip_head<'a>(name: &'a str, head: &str) -> Option<&'a str> {
    let (first, rest) = name.split_at_checked(head.len())?;
    (first.to_lowercase() == head.to_lowercase()).then(|| rest.strip_prefix(' ')).flatten()
}

/// How a province's labour federation is written.
fn unions(place: &Place) -> Vec<String> {
    let bare = PROVINCE_HEADS.iter().find_map(|head| strip_head(place.name, head)).unwrap_or(place.name);
    let kinds = ["", "tỉnh ", "thành phố ", "TP ", "TP. ", "TP."];
    let forms = UNION_HEADS.iter().flat_map(|head| kinds.map(|kind| format!("{head} {kind}{bare}")));
    let others = place.other.iter().flat_map(|name| UNION_HEADS.iter().map(move |head| format!("{head} {name}")));
    forms.chain(others).collect()
}

/// The spellings of a place that are highlighted in search results.
pub fn lit(place: &Place) -> Vec<String> {
    let before = |heads: &[&str]| -> Vec<String> {
        place
            .names()
            .flat_map(|name| heads.iter().map(move |head| format!("{head} {name}")).collect::<Vec<_>>())
            .collect()
    };
    match place.kind {
        Kind::Zone => before(ZONE_NAMES),
        Kind::Province if !place.clear => before(&["tỉnh", "LĐLĐ", "Liên đoàn Lao động", "quê", "ở", "tại"]),
        Kind::Province | Kind::Ministry => place.names().map(str::to_owned).collect(),
    }
}

//! Provinces before and after the mergers of 2025, industrial zones, ministries: what a text names, and what a search for one means.
//!
//! The table is `places.tsv`, each row with its source and date. A name that is also a person's, or a word, counts only behind a
//! word that says what it is (`tỉnh Thái Bình`); zones count only behind theirs. Deliberately absent: districts and communes.

use std::ops::Range;
use std::sync::LazyLock;

mod around;
mod search;
mod words;

#[cfg(test)]
mod tests;

use super::names::FoldedNames;
use super::tokens::TokenSource;
use crate::text::token::tokens;

pub use self::around::is_abroad;
pub use self::search::{PlaceSearch, lit, numbers_of, searched};

use self::words::ORIGIN;

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
    names: FoldedNames,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let lines = include_str!("places.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    let rows: Vec<Place> = lines.filter_map(row).collect();
    let names =
        FoldedNames::of(rows.iter().enumerate().flat_map(|(at, place)| place.names().map(move |name| (name, at))));
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

/// The row of that name, with or without marks, with or without the word for what it is: `Hồ Chí Minh`, `KCN Thăng Long`.
pub fn called(name: &str) -> Option<&'static Place> {
    let wanted = key(name);
    let has = |place: &&Place| place.names().any(|name| key(name) == wanted);
    let bare = || {
        let (kind, rest) = without_head(name);
        let rest = key(&rest);
        let mut rows = TABLE.rows.iter().filter(|place| kind.is_none_or(|kind| place.kind == kind));
        rows.find(|place| !rest.is_empty() && place.names().any(|name| key(&without_head(name).1) == rest))
    };
    named(name).or_else(|| TABLE.rows.iter().find(has)).or_else(bare)
}

fn key(name: &str) -> String {
    crate::text::fold::base(name.trim()).replace([' ', '-', '.'], "")
}

/// Words that say of a name that it is a zone's.
const ZONE_NAMES: &[&str] = &["KCN", "KCX", "KKT", "khu công nghiệp", "khu chế xuất", "khu kinh tế"];
/// Words that say of a name that it is a province's; `TP` may touch it.
const PROVINCE_HEADS: &[&str] = &["tỉnh", "thành phố", "TP"];
/// Words that begin the name of a federation of labour.
const UNION_HEADS: &[&str] = &["LĐLĐ", "Liên đoàn Lao động"];

/// A name, folded, without the words that say what it is, and what they say.
fn without_head(name: &str) -> (Option<Kind>, String) {
    let zone = ZONE_NAMES.iter().map(|head| (Kind::Zone, head));
    let province = UNION_HEADS.iter().chain(PROVINCE_HEADS).map(|head| (Kind::Province, head));
    let (mut kind, mut rest) = (None, crate::text::fold::base(name.trim()));
    for (says, head) in zone.chain(province) {
        if let Some(behind) = after_head(&rest, head) {
            (kind, rest) = (Some(says), behind.to_owned());
        }
    }
    (kind, rest)
}

/// What follows a word at the beginning of a folded name.
fn after_head<'a>(name: &'a str, head: &str) -> Option<&'a str> {
    let rest = name.strip_prefix(&crate::text::fold::base(head))?;
    (rest.starts_with([' ', '.']) || head == "TP").then(|| rest.trim_start_matches(['.', ' ']))
}

/// Every place that `text` names for certain, in order.
pub fn in_text(text: &str) -> Vec<Mention> {
    mentions(text, &|place| is_abroad(place, text))
}

/// Every place that `text` names; of names that are also those of a place abroad, and are `abroad` here, only the ones that a
/// word of our own country bears out.
fn mentions(text: &str, abroad: &dyn Fn(&Place) -> bool) -> Vec<Mention> {
    let tokens = tokens(text, MAX_TOKENS);
    let source = TokenSource { text, tokens: &tokens };
    let mut found: Vec<(usize, Mention)> = Vec::new();
    let mut at = 0;
    let mut last_end = None;
    while at < tokens.len() {
        let listed = last_end.is_some_and(|end| joins(source, end, at));
        match mention(source, at, if listed { Stand::InList } else { Stand::Alone }) {
            Some((mention, end)) if around::is_said_to_be_abroad(source, end, mention.place) => at = end,
            Some((mut mention, end)) => {
                // `quê Thanh Hóa, Nghệ An`: all of them.
                mention.origin |= listed && found.last().is_some_and(|(_, last)| last.origin);
                last_end = (mention.place.kind == Kind::Province).then_some(end);
                found.push((at, mention));
                at = end;
            }
            None => at += 1,
        }
    }
    let kept = found.iter().enumerate().filter(|(number, (at, mention))| {
        !around::is_shared(mention.place)
            || !abroad(mention.place)
            || around::is_domestic(source, *at)
            || is_beside_ours(&found, *number)
    });
    kept.map(|(_, (_, mention))| mention.clone()).collect()
}

/// Most bytes between two names of one list.
const BESIDE: usize = 5;

/// Whether the mention of that number stands in a list with a province that no other country has.
fn is_beside_ours(found: &[(usize, Mention)], number: usize) -> bool {
    let range = |number: usize| found.get(number).map(|(_, mention)| mention.range.clone()).unwrap_or_default();
    let here = range(number);
    [number.wrapping_sub(1), number + 1].into_iter().filter_map(|beside| found.get(beside)).any(|(_, other)| {
        let between = other.range.start.saturating_sub(here.end).max(here.start.saturating_sub(other.range.end));
        other.place.kind == Kind::Province && !around::is_shared(other.place) && between <= BESIDE
    })
}

/// Whether only `,`, `-` or `và` stand between two names.
fn joins(source: TokenSource<'_>, end: usize, at: usize) -> bool {
    at == end + 1 && (matches!(source.mark(end), Some(',' | '-')) || source.is_any(end, &["và"]))
}

/// How a name stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// After another place and a comma, a dash or *và*.
    InList,
    Alone,
}

fn mention(source: TokenSource<'_>, at: usize, stand: Stand) -> Option<(Mention, usize)> {
    let first = source.word(at)?;
    if !source.written(at).starts_with(char::is_uppercase) && source.written(at) != CITY {
        return None;
    }
    let mut standing = TABLE.names.beginning(first).filter(|(words, _)| stands(source, at, words));
    let (words, row) = standing.find(|(words, row)| {
        TABLE.rows.get(*row).is_some_and(|place| {
            is_capital(source, at, words.len(), place) && around::counts(source, at, at + words.len(), place, stand)
        })
    })?;
    let place = TABLE.rows.get(row)?;
    let end = at + words.len();
    let range = source.tokens.get(at)?.span.start..source.tokens.get(end - 1)?.span.end;
    let before = if source.follows(at, &["tỉnh", "ở"]) { at - 1 } else { at };
    Some((Mention { range, place, origin: source.follows(before, ORIGIN) }, end))
}

/// Whether these words and signs stand at `at`.
fn stands(source: TokenSource<'_>, at: usize, words: &[String]) -> bool {
    words.iter().enumerate().all(|(step, word)| source.is(at + step, word))
}

/// What a name may begin with in small letters: `thành phố Hồ Chí Minh`.
const CITY: &str = "thành";

/// Whether the words of a name have the capitals that it is written with: *Bộ Nội vụ*, and every word of a province.
fn is_capital(source: TokenSource<'_>, at: usize, count: usize, place: &Place) -> bool {
    let capital = |written: &str| written.starts_with(char::is_uppercase);
    place.names().any(|name| {
        let wanted = tokens(name, MAX_TOKENS);
        let wanted = TokenSource { text: name, tokens: &wanted };
        wanted.tokens.len() == count
            && (0..count).all(|step| {
                let small = step == 0 && source.written(at) == CITY;
                (small || !capital(wanted.written(step)) || capital(source.written(at + step)))
                    && source.is(at + step, &wanted.lower(step))
            })
    })
}

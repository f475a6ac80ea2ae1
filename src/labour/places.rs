//! Provinces before and after the mergers of 2025, industrial zones, ministries: finds them in texts, and resolves
//! searches for them.
//!
//! The table is `places.tsv`, each row with its source and date. A name that is also a personal name or a common word
//! counts only after a word for its kind (`tỉnh Thái Bình`); zones always need theirs. Deliberately absent: districts
//! and communes.

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

/// Most tokens of a text that are read.
pub const MAX_TOKENS: usize = 50_000;

/// The kind of a place or body.
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
    /// Its kind in words: `tỉnh`, `khu công nghiệp`.
    pub kind_name: &'static str,
    /// The present province (for a zone, the former province in which it was), or the body that replaced it; its own
    /// name if nothing changed; empty if unknown.
    pub now: &'static str,
    /// Its federation of labour; empty for other kinds.
    pub union: &'static str,
    /// Other spellings.
    pub other: Vec<&'static str>,
    /// Whether the name alone is unambiguous.
    pub clear: bool,
    /// Where the row comes from.
    pub source: &'static str,
    /// The day of the source, `2025-06-12`.
    pub date: &'static str,
}

/// A mention of a place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its byte range.
    pub range: Range<usize>,
    /// The place.
    pub place: &'static Place,
    /// Whether it says where somebody comes from, rather than where something happens.
    pub origin: bool,
}

struct Table {
    rows: Vec<Place>,
    /// Of each row how its names are written.
    spellings: Vec<Vec<PlaceSpelling>>,
    names: FoldedNames,
}

/// The words and signs of a name in lower case, and whether each begins with a capital.
type PlaceSpelling = Vec<(String, bool)>;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let lines = include_str!("places.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    let rows: Vec<Place> = lines.filter_map(row).collect();
    let names =
        FoldedNames::of(rows.iter().enumerate().flat_map(|(at, place)| place.names().map(move |name| (name, at))));
    let spellings = rows.iter().map(|place| place.names().map(spelling).collect()).collect();
    Table { rows, spellings, names }
});

fn spelling(name: &str) -> PlaceSpelling {
    let tokens = tokens(name, MAX_TOKENS);
    let source = TokenSource { text: name, tokens: &tokens };
    (0..tokens.len()).map(|at| (source.lower(at), source.written(at).starts_with(char::is_uppercase))).collect()
}

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

    /// The province of this place, by its name before the mergers; `None` for ministries, and for zones whose name
    /// exists in several provinces.
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

/// The row with this name, ignoring case but not marks. Provinces come before zones.
pub fn named(name: &str) -> Option<&'static Place> {
    let wanted = name.trim().to_lowercase();
    TABLE.rows.iter().find(|place| place.names().any(|name| name.to_lowercase() == wanted))
}

/// The row with this name, with or without marks and the word for its kind: `Hồ Chí Minh`, `KCN Thăng Long`.
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

/// Words that mark the name of a zone.
const ZONE_NAMES: &[&str] = &["KCN", "KCX", "KKT", "khu công nghiệp", "khu chế xuất", "khu kinh tế"];
/// Words that mark the name of a province; `TP` may be attached to it.
const PROVINCE_HEADS: &[&str] = &["tỉnh", "thành phố", "TP"];
/// Words that begin the name of a labour federation.
const UNION_HEADS: &[&str] = &["LĐLĐ", "Liên đoàn Lao động"];

/// A folded name without the word for its kind, and that kind.
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

/// The rest of a folded name after a leading word.
fn after_head<'a>(name: &'a str, head: &str) -> Option<&'a str> {
    let rest = name.strip_prefix(&crate::text::fold::base(head))?;
    (rest.starts_with([' ', '.']) || head == "TP").then(|| rest.trim_start_matches(['.', ' ']))
}

/// Every place that `text` certainly names, in order.
pub fn in_text(text: &str) -> Vec<Mention> {
    mentions(text, &|place| is_abroad(place, text))
}

/// Every place that `text` names. A name that may mean a place `abroad` here only counts if a word shows that the one in
/// Viet Nam is meant.
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
                // `quê Thanh Hóa, Nghệ An`: applies to the whole list.
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

/// Most bytes between two names of a list.
const BESIDE: usize = 5;

/// Whether this mention is in a list with a province whose name exists in Viet Nam only.
fn is_beside_ours(found: &[(usize, Mention)], number: usize) -> bool {
    let range = |number: usize| found.get(number).map(|(_, mention)| mention.range.clone()).unwrap_or_default();
    let here = range(number);
    [number.wrapping_sub(1), number + 1].into_iter().filter_map(|beside| found.get(beside)).any(|(_, other)| {
        let between = other.range.start.saturating_sub(here.end).max(here.start.saturating_sub(other.range.end));
        other.place.kind == Kind::Province && !around::is_shared(other.place) && between <= BESIDE
    })
}

/// Whether only `,`, `-` or `và` separate two names.
fn joins(source: TokenSource<'_>, end: usize, at: usize) -> bool {
    at == end + 1 && (matches!(source.mark(end), Some(',' | '-')) || source.is_any(end, &["và"]))
}

/// The position of a name in its sentence.
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
            is_capital(source, at, words.len(), *row) && around::counts(source, at, at + words.len(), place, stand)
        })
    })?;
    let place = TABLE.rows.get(row)?;
    let end = at + words.len();
    let range = source.tokens.get(at)?.span.start..source.tokens.get(end - 1)?.span.end;
    let before = if source.follows(at, &["tỉnh", "ở"]) { at - 1 } else { at };
    Some((Mention { range, place, origin: source.follows(before, ORIGIN) }, end))
}

/// Whether these words and signs are at `at`.
fn stands(source: TokenSource<'_>, at: usize, words: &[String]) -> bool {
    words.iter().enumerate().all(|(step, word)| source.is(at + step, word))
}

/// The word in lower case that a name may begin with: `thành phố Hồ Chí Minh`.
const CITY: &str = "thành";

/// Whether the words have the capitals of a name of this row: *Bộ Nội vụ*; for a province, every word.
fn is_capital(source: TokenSource<'_>, at: usize, count: usize, row: usize) -> bool {
    let spellings = TABLE.spellings.get(row).map(Vec::as_slice).unwrap_or_default();
    spellings.iter().filter(|words| words.len() == count).any(|words| {
        words.iter().enumerate().all(|(step, (lower, capital))| {
            let written = source.written(at + step);
            let small = !capital || (step == 0 && written == CITY);
            (small || written.starts_with(char::is_uppercase)) && source.is(at + step, lower)
        })
    })
}

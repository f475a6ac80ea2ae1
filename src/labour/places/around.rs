//! Interprets the words around a name: a place in Viet Nam or abroad, one end of a route, part of a longer name.

use super::words::{
    CLUBS, COUNTRIES, DOMESTIC, DOMESTIC_PHRASES, FIRMS, HEAD_PHRASES, HEADS, NAME_WORDS, ORIGIN, OTHER_HEADS, PLACING,
    SHARED, SHIPS, SIGNS_OF_ABROAD, WAYS, WELL_KNOWN_ABROAD, ZONE_HEADS, ZONE_PHRASES,
};
use super::{Kind, Place, Stand};
use crate::labour::tokens::TokenSource;
use crate::labour::trades::TRADES;
use crate::text::syllable::is_valid;

/// Most tokens of one end of a route, including the dash.
const MOST_WAY_TOKENS: usize = 8;
/// Most tokens of a company name before the place in it.
const MOST_NAME_TOKENS: usize = 12;

/// Whether the context supports the place.
pub(super) fn counts(source: TokenSource<'_>, at: usize, end: usize, place: &Place, stand: Stand) -> bool {
    let phrase = |phrases: &[&str]| {
        at.checked_sub(1).is_some_and(|last| phrases.iter().any(|phrase| source.phrase_ends(last, phrase)))
    };
    let dot = at > 1 && source.mark(at - 1) == Some('.') && source.is_any(at - 2, &["tp"]);
    let lone_street = source.follows(at, &["phố"]) && !phrase(&["thành phố"]);
    match place.kind {
        Kind::Ministry => {
            let end = if source.is_any(end, &["của"]) { end + 1 } else { end };
            !COUNTRIES.iter().any(|country| source.phrase(end, country).is_some())
        }
        Kind::Zone => source.follows(at, ZONE_HEADS) || phrase(ZONE_PHRASES),
        Kind::Province => {
            let headed = dot || (source.follows(at, HEADS) && !lone_street) || phrase(HEAD_PHRASES);
            // `các KCN Hải Phòng`: the zones of the province.
            let several = source.follows(at.saturating_sub(1), &["các"]);
            let zone = (source.follows(at, ZONE_HEADS) && !several) || phrase(ZONE_PHRASES);
            let enclosed = at > 0 && source.mark(at - 1) == Some('(') && source.mark(end) == Some(')');
            let bare = !lone_street && !zone && is_bare(source, at, end);
            let placed = stand == Stand::InList || source.follows(at, ORIGIN) || source.follows(at, PLACING);
            headed || enclosed || ((place.clear || placed) && bare)
        }
    }
}

/// Whether no word around gives the name another meaning.
fn is_bare(source: TokenSource<'_>, at: usize, end: usize) -> bool {
    let longer = source.word(end).is_some() && source.written(end).starts_with(char::is_uppercase);
    !source.follows(at, OTHER_HEADS)
        && !longer
        && !is_way(source, at)
        && !is_one_of_districts(source, at)
        && !named_after(source, at)
        && !is_in_a_name(source, at)
}

/// Most tokens of a list of districts before a name in it.
const MOST_LISTED_TOKENS: usize = 60;

/// Whether the name is in a list of districts: *các huyện Lệ Thủy, Quảng Ninh, Bố Trạch*. After a single district it is
/// the province: *phường Tân Mây, Đồng Nai*.
fn is_one_of_districts(source: TokenSource<'_>, at: usize) -> bool {
    let listed = |at: usize| {
        source.mark(at) == Some(',') || source.word(at).is_some() && source.written(at).starts_with(char::is_uppercase)
    };
    let run = (0..at).rev().take(MOST_LISTED_TOKENS).take_while(|before| listed(*before)).count();
    let from = at - run;
    let several = ["các huyện", "các xã", "các phường", "các quận", "các thị xã", "các thị trấn"];
    run > 0 && from > 0 && several.iter().any(|head| source.phrase_ends(from - 1, head))
}

/// Whether the name at `at` is either end of a route: *cao tốc Hà Nội - Hải Phòng*.
fn is_way(source: TokenSource<'_>, at: usize) -> bool {
    let named = |at: usize| source.mark(at) == Some('-') || source.written(at).starts_with(char::is_uppercase);
    let run = (0..at).rev().take(MOST_WAY_TOKENS).take_while(|before| named(*before)).count();
    let tied = |from: usize, to: usize| (from..to).any(|at| source.mark(at) == Some('-'));
    let behind = (at..at + MOST_WAY_TOKENS).take_while(|next| named(*next)).count();
    source.follows(at - run, WAYS) && tied(at - run, at + behind)
}

/// Whether a capitalised word precedes in the same sentence, so that this is the end of a longer name.
fn named_after(source: TokenSource<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    // `U23 Hà Nội`
    if source.number(before).is_some() && source.touches(before) && source.follows(before, &["u"]) {
        return true;
    }
    let written = source.written(before);
    let shouted = written.chars().count() > 1 && written.chars().all(char::is_uppercase);
    let starts = before == 0 || matches!(source.mark(before - 1), Some('.' | '!' | '?' | ':' | '-' | '"' | '“' | '('));
    // A word that is no Vietnamese syllable is always a name: `Becamex Bình Dương`.
    let common = starts && is_valid(written);
    source.word(before).is_some() && written.starts_with(char::is_uppercase) && !shouted && !common
}

/// Whether the name at `at` is the end of the name of a company, a school, a club or a ship: *Công ty CP Cao su Đồng
/// Nai*, *CLB bóng đá Hà Nội*.
fn is_in_a_name(source: TokenSource<'_>, at: usize) -> bool {
    let mut named = false;
    for place in (at.saturating_sub(MOST_NAME_TOKENS)..at).rev() {
        let ends = |heads: &[&str]| heads.iter().any(|head| source.phrase_ends(place, head));
        if ends(CLUBS) || ends(SHIPS) {
            return true;
        }
        if ends(FIRMS) {
            return named;
        }
        let written = source.written(place);
        let proper = source.word(place).is_some() && written.starts_with(char::is_uppercase);
        named |= proper;
        let inside = proper
            || source.is_any(place, TRADES)
            || source.is_any(place, NAME_WORDS)
            || matches!(source.mark(place), Some('-' | '&'));
        if !inside {
            return false;
        }
    }
    false
}

/// Whether a place in another country has the same name.
pub(super) fn is_shared(place: &Place) -> bool {
    SHARED.contains(&place.name)
}

/// Whether `text` names the country of a foreign namesake, for namesakes more often in the news than our place.
pub fn is_abroad(place: &Place, text: &str) -> bool {
    WELL_KNOWN_ABROAD.contains(&place.name) && SIGNS_OF_ABROAD.iter().any(|sign| text.contains(sign))
}

/// Whether the words right after a shared name say that it is abroad: *Thái Nguyên, tỉnh Sơn Tây (Trung Quốc)*.
pub(super) fn is_said_to_be_abroad(source: TokenSource<'_>, end: usize, place: &Place) -> bool {
    let joined = matches!(source.mark(end), Some(',' | '(' | '-')) || source.is_any(end, &["của", "ở", "tại", "thuộc"]);
    let at = if joined { end + 1 } else { end };
    let at = if source.is_any(at, &["tỉnh", "miền", "nước"]) { at + 1 } else { at };
    let named = |name: &&str| {
        let folded = name.to_lowercase();
        source.written(at).starts_with(char::is_uppercase) && source.phrase(at, &folded).is_some()
    };
    is_shared(place) && SIGNS_OF_ABROAD.iter().any(named)
}

/// Whether a word of Vietnamese administration precedes the name.
pub(super) fn is_domestic(source: TokenSource<'_>, at: usize) -> bool {
    let at = if source.follows(at, &["tỉnh"]) { at - 1 } else { at };
    let last = at.checked_sub(1);
    source.follows(at, DOMESTIC)
        || DOMESTIC_PHRASES.iter().any(|phrase| last.is_some_and(|last| source.phrase_ends(last, phrase)))
}

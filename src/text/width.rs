//! Width of text in terminal cells, and cutting and padding by it.
//!
//! The width of a text is the sum over its grapheme clusters (UAX #29), each measured by `unicode-width`, as in
//! ratatui. Text must be in display form, which contains nothing that terminals measure differently.
//! East Asian Ambiguous characters (“ ” … – •) are one cell wide, or two if the user's terminal draws them so.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use unicode_width::UnicodeWidthStr;

/// How wide the terminal draws East Asian Ambiguous characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ambiguous {
    /// One cell: everywhere but in terminals with Chinese, Japanese or Korean settings.
    #[default]
    Narrow,
    /// Two cells.
    Wide,
}

/// Cells that `text` (in display form) takes, ambiguous characters as one.
pub fn cells(text: &str) -> usize {
    cells_in(text, Ambiguous::Narrow)
}

/// Cells that `text` (in display form) takes.
pub fn cells_in(text: &str, ambiguous: Ambiguous) -> usize {
    let (mut sum, mut at) = (0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (count, known) = known_cells(rest, ambiguous);
        sum += count;
        at += known;
        if known < rest.len() {
            let end = after(text, at);
            sum += cluster_cells(&text[at..end], ambiguous);
            at = end.max(at + 1);
        }
    }
    sum
}

/// Cells of one grapheme cluster.
pub fn cluster_cells(cluster: &str, ambiguous: Ambiguous) -> usize {
    match ambiguous {
        Ambiguous::Narrow => cluster.width(),
        Ambiguous::Wide => cluster.width_cjk(),
    }
}

/// An ASCII replacement for a symbol of one cell that some terminals draw two cells wide; `None` for symbols of fixed
/// width. Terminals with Chinese, Japanese or Korean settings get the replacements, so that no line overflows its
/// column.
pub fn narrow_sign(sign: &str) -> Option<&'static str> {
    if sign.is_ascii() || cluster_cells(sign, Ambiguous::Wide) == cluster_cells(sign, Ambiguous::Narrow) {
        return None;
    }
    Some(match sign.chars().next()? {
        '“' | '”' | '„' | '«' | '»' => "\"",
        '‘' | '’' => "'",
        '‐'..='―' | '─' | '━' | '╌' | '═' => "-",
        '│' | '┃' | '║' | '▌' | '▐' => "|",
        '┌'..='╋' | '╒'..='╰' => "+",
        '…' | '‥' | '·' => ".",
        '×' => "x",
        '÷' => "/",
        '°' | 'º' => "o",
        '→' | '▶' | '▷' => ">",
        '←' | '◀' | '◁' => "<",
        '↑' | '▲' | '△' => "^",
        '↓' | '▼' | '▽' => "v",
        '≠' => "!",
        '≥' => ">",
        '≤' => "<",
        '±' => "+",
        '█'..='▓' => "#",
        '①'..='⑨' => DIGITS.get(usize::try_from(u32::from(sign.chars().next()?) - 0x2460).ok()?)?,
        _ => "*",
    })
}

const DIGITS: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// The grapheme clusters of `text` with the byte at which each starts.
pub fn clusters(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}

/// The start of the cluster before byte `at` (0 at the beginning). `at` is rounded down to a character boundary.
pub fn before(text: &str, at: usize) -> usize {
    let at = character_start(text, at);
    GraphemeCursor::new(at, text.len(), true).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// `at`, rounded down to a character boundary.
fn character_start(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().take(4).find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The end of the cluster at byte `at` (the length of `text` at the end).
pub fn after(text: &str, at: usize) -> usize {
    let at = character_start(text, at);
    GraphemeCursor::new(at, text.len(), true).next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// The width in cells of the leading part of `text` that consists of well-known letters, each a cluster of one cell,
/// and its length in bytes.
///
/// The last letter before an unknown character is left out, as that character may be a mark on it.
fn known_cells(text: &str, ambiguous: Ambiguous) -> (usize, usize) {
    let wide = ambiguous == Ambiguous::Wide;
    let bytes = text.as_bytes();
    let (mut at, mut count, mut last) = (0, 0, 0);
    while let Some(&lead) = bytes.get(at) {
        let next = |n: usize| bytes.get(at + n).copied().unwrap_or(0);
        let length = match lead {
            b' '..=b'~' => 1,
            0xc3..=0xc6 if !wide => 2,
            0xe1 if matches!(next(1), 0xb8..=0xbb) => 3,
            0xe2 if !wide && next(1) == 0x80 && matches!(next(2), 0x90..=0xa7) => 3,
            _ => return (count - usize::from(at > 0), last),
        };
        last = at;
        at += length;
        count += 1;
    }
    (count, at)
}

/// The longest prefix of `text` that fits in `limit` cells, cut at a grapheme cluster.
pub fn fit(text: &str, limit: usize) -> &str {
    fit_in(text, limit, Ambiguous::Narrow)
}

/// As [`fit`], with the terminal's width of ambiguous characters.
pub fn fit_in(text: &str, limit: usize, ambiguous: Ambiguous) -> &str {
    let mut used = 0;
    for (at, cluster) in clusters(text) {
        used += cluster_cells(cluster, ambiguous);
        if used > limit {
            return &text[..at];
        }
    }
    text
}

/// `text` in at most `limit` cells; ends in `…` if it was cut.
pub fn shorten(text: &str, limit: usize, ambiguous: Ambiguous) -> String {
    if cells_in(text, ambiguous) <= limit {
        return text.to_owned();
    }
    let mark = if ambiguous == Ambiguous::Wide && limit < 3 { "." } else { "…" };
    let room = limit.saturating_sub(cells_in(mark, ambiguous));
    let kept = fit_in(text, room, ambiguous).trim_end();
    if limit == 0 { String::new() } else { format!("{kept}{mark}") }
}

/// `text`, shortened or padded with spaces on the right to `limit` cells.
pub fn pad(text: &str, limit: usize, ambiguous: Ambiguous) -> String {
    let mut out = shorten(text, limit, ambiguous);
    fill(&mut out, limit, ambiguous);
    out
}

/// As [`pad`], padded on the left.
pub fn pad_left(text: &str, limit: usize, ambiguous: Ambiguous) -> String {
    let kept = shorten(text, limit, ambiguous);
    let mut out = String::with_capacity(limit);
    let missing = limit.saturating_sub(cells_in(&kept, ambiguous));
    out.extend(std::iter::repeat_n(' ', missing));
    out.push_str(&kept);
    out
}

fn fill(out: &mut String, limit: usize, ambiguous: Ambiguous) {
    let missing = limit.saturating_sub(cells_in(out, ambiguous));
    out.extend(std::iter::repeat_n(' ', missing));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vietnamese_letter_is_one_cell_composed_or_not() {
        assert_eq!(cells("Việt"), 4);
        assert_eq!(cells("Vie\u{323}\u{302}t"), 4);
        assert_eq!(cells("e\u{323}"), 1);
    }

    #[test]
    fn ideographs_and_emoji_are_two() {
        assert_eq!(cells("越南 😀"), 7);
    }

    #[test]
    fn quotes_and_dashes_are_wide_only_where_the_terminal_says_so() {
        assert_eq!(cells("“Việt” – …"), 10);
        assert_eq!(cells_in("“Việt” – …", Ambiguous::Wide), 14);
    }

    #[test]
    fn every_sign_that_may_be_wide_has_a_narrow_stand_in() {
        for sign in ["“", "–", "…", "•", "①", "★", "│", "½"] {
            let stand_in = narrow_sign(sign).unwrap();
            assert_eq!(cells_in(stand_in, Ambiguous::Wide), 1, "{sign}");
        }
        for sign in ["a", "ệ", "越", "đ", "😀"] {
            assert_eq!(narrow_sign(sign), None, "{sign}");
        }
    }

    #[test]
    fn the_fast_way_and_the_clusters_agree() {
        for text in ["“Đình công” – 12 hộ…", "a\u{301}b", "ab\u{323}\u{302}", "越a\u{301}", "é😀é", ""]
        {
            let slow: usize = clusters(text).map(|(_, c)| cluster_cells(c, Ambiguous::Narrow)).sum();
            assert_eq!(cells(text), slow, "{text}");
        }
    }

    #[test]
    fn a_cut_never_falls_inside_a_cluster() {
        assert_eq!(fit("e\u{323}\u{302}a", 1), "e\u{323}\u{302}");
        assert_eq!(fit("越南", 3), "越");
    }

    #[test]
    fn a_short_text_is_filled_and_a_long_one_shows_that_it_was_cut() {
        assert_eq!(pad("Lương", 7, Ambiguous::Narrow), "Lương  ");
        assert_eq!(pad_left("Lương", 7, Ambiguous::Narrow), "  Lương");
        assert_eq!(shorten("Bảo hiểm", 5, Ambiguous::Narrow), "Bảo…");
        assert_eq!(shorten("Bảo hiểm", 0, Ambiguous::Narrow), "");
        assert_eq!(cells_in(&pad("Bảo hiểm", 4, Ambiguous::Wide), Ambiguous::Wide), 4);
    }

    #[test]
    fn steps_go_by_clusters_and_stay_inside() {
        let text = "e\u{323}\u{302}a";
        assert_eq!((after(text, 0), before(text, text.len())), (5, 5));
        assert_eq!((after(text, text.len()), before(text, 0)), (text.len(), 0));
        assert_eq!(before(text, 99), 5);
    }
}

//! Finds words in a text with smart diacritics, similar to smart case. A query without marks matches any marks (*dinh*
//! finds *Đình*, *đinh*); letter marks match those letters; a tone matches that exact word.
//!
//! Ranges are bytes of the haystack, in whole grapheme clusters, in order, not overlapping. Only whole syllables match:
//! `an` is not found in *toàn*.

use std::ops::Range;

use super::fold::{self, FoldKind, FoldToken, MatchLevel};

/// Most hits returned for one text.
pub const MOST_HITS: usize = 10_000;

/// A parsed needle, to be searched in many texts.
#[derive(Debug, Clone)]
pub struct Needle {
    words: Vec<(FoldToken, MatchLevel)>,
    /// What stands between two words, as a folded key.
    gaps: Vec<String>,
}

impl Needle {
    /// Parses `text`.
    pub fn new(text: &str) -> Self {
        let words: Vec<FoldToken> = fold::tokens(text).filter(|t| t.kind == FoldKind::Word).collect();
        let gaps = words.windows(2).map(|pair| gap(text, pair[0].range.end..pair[1].range.start)).collect();
        Self { words: words.into_iter().map(|word| (word.clone(), word.meant())).collect(), gaps }
    }

    /// Whether there is nothing to search for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Where the needle occurs in `text`, at most [`MOST_HITS`] times.
    pub fn spans(&self, text: &str) -> Vec<Range<usize>> {
        // Candidate starts and how many of their words have matched. Tokens are not kept, because the text may be as
        // long as a book.
        let mut begun: Vec<(usize, usize)> = Vec::with_capacity(self.words.len());
        let mut hits: Vec<Range<usize>> = Vec::new();
        let mut before = 0;
        for word in fold::tokens(text).filter(|token| token.kind == FoldKind::Word) {
            begun.retain_mut(|(_, met)| {
                let goes_on = self.is_met(*met, &word) && self.follows(*met, text, before..word.range.start);
                *met += 1;
                goes_on
            });
            if self.is_met(0, &word) {
                begun.push((word.range.start, 1));
            }
            before = word.range.end;
            if let Some(&(start, met)) = begun.first()
                && met == self.words.len()
            {
                begun.remove(0);
                if hits.last().is_none_or(|last| last.end <= start) {
                    hits.push(start..before);
                }
            }
            if hits.len() >= MOST_HITS {
                break;
            }
        }
        hits
    }

    /// Whether word number `at` of the needle matches `found`.
    fn is_met(&self, at: usize, found: &FoldToken) -> bool {
        self.words.get(at).is_some_and(|(wanted, level)| agrees(wanted, *level, found))
    }

    /// Whether the text before word number `at` matches the gap that the needle has there.
    fn follows(&self, at: usize, text: &str, between: Range<usize>) -> bool {
        self.gaps.get(at - 1).is_some_and(|wanted| gap_agrees(wanted, &gap(text, between)))
    }
}

/// Where `needle` occurs in `haystack` with smart diacritics; a phrase is one range.
pub fn spans(haystack: &str, needle: &str) -> Vec<Range<usize>> {
    Needle::new(needle).spans(haystack)
}

fn agrees(wanted: &FoldToken, level: MatchLevel, found: &FoldToken) -> bool {
    match level {
        MatchLevel::Base => found.base == wanted.base,
        MatchLevel::Letters => found.letters == wanted.letters,
        MatchLevel::Similar | MatchLevel::Exact => found.exact == wanted.exact,
    }
}

fn gap(text: &str, between: Range<usize>) -> String {
    // One cluster may contain several words (ﷺ), with nothing between them.
    fold::norm(text.get(between).unwrap_or_default())
}

/// A space (an empty gap after normalisation) also matches a hyphen: *cà phê* finds *cà-phê*.
fn gap_agrees(wanted: &str, found: &str) -> bool {
    wanted == found || (wanted.is_empty() && found == "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits<'a>(text: &'a str, needle: &str) -> Vec<&'a str> {
        spans(text, needle).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn no_marks_find_every_spelling() {
        assert_eq!(hits("Đình công, đinh ốc, dính keo", "dinh"), ["Đình", "đinh", "dính"]);
    }

    #[test]
    fn letter_marks_ask_for_the_letters_and_a_tone_for_the_word() {
        assert_eq!(hits("lương – lượng – luong", "lương"), ["lương", "lượng"]);
        assert_eq!(hits("tôi tối tội tồi", "tội"), ["tội"]);
    }

    #[test]
    fn a_phrase_is_one_hit() {
        assert_eq!(hits("Người lao động và lao, động", "lao dong"), ["lao động"]);
        assert_eq!(hits("Nghị định 38/2022/NĐ-CP", "nd-cp"), ["NĐ-CP"]);
    }

    #[test]
    fn a_phrase_may_begin_inside_one_that_fails_and_hits_do_not_overlap() {
        assert_eq!(hits("lao lao động", "lao động"), ["lao động"]);
        assert_eq!(hits("an an an an an", "an an"), ["an an", "an an"]);
        assert_eq!(hits("an an, an an", "an an an"), [""; 0]);
    }

    #[test]
    fn decomposed_text_is_lit_up_by_whole_clusters() {
        assert_eq!(hits("mo\u{323}\u{302}t vie\u{323}\u{302}c", "viec"), ["vie\u{323}\u{302}c"]);
    }

    #[test]
    fn a_syllable_is_not_part_of_another() {
        assert!(hits("An toàn", "toa").is_empty());
    }

    #[test]
    fn nothing_is_found_of_nothing() {
        assert!(hits("một", "").is_empty() && hits("một", " – ").is_empty());
    }

    #[test]
    fn hits_end_at_their_limit() {
        assert_eq!(spans(&"a ".repeat(MOST_HITS + 1), "a").len(), MOST_HITS);
    }
}

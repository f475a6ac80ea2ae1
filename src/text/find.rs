//! Finding words in a text with smart diacritics, as smart case does: who types no marks means any (*dinh* finds
//! *Đình*, *đinh*), who types letter marks means those letters, who types a tone means that word.
//!
//! Ranges are bytes of the haystack, whole grapheme clusters, in order, not overlapping. Whole syllables only: `an` is
//! not in *toàn*.

use std::ops::Range;

use super::fold::{self, Kind, Level, Token};

/// Most hits that one text gives.
pub const MOST_HITS: usize = 10_000;

/// A needle, read once, to be sought in many texts.
#[derive(Debug, Clone)]
pub struct Needle {
    words: Vec<(Token, Level)>,
    /// What stands between two words, as a key.
    gaps: Vec<String>,
}

impl Needle {
    /// Reads `text`.
    pub fn new(text: &str) -> Self {
        let words: Vec<Token> = fold::tokens(text).filter(|t| t.kind == Kind::Word).collect();
        let gaps = words.windows(2).map(|pair| gap(text, pair)).collect();
        Self {
            words: words.into_iter().map(|word| (word.meant(), word)).map(|(level, word)| (word, level)).collect(),
            gaps,
        }
    }

    /// Whether there is nothing to seek.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Where the needle stands in `text`, at most [`MOST_HITS`] times.
    pub fn spans(&self, text: &str) -> Vec<Range<usize>> {
        let length = self.words.len();
        // As many words as the needle has, and no more: the text may be as long as a book.
        let mut window: Vec<Token> = Vec::with_capacity(length + 1);
        let mut hits: Vec<Range<usize>> = Vec::new();
        for word in fold::tokens(text).filter(|token| token.kind == Kind::Word) {
            window.push(word);
            if window.len() > length {
                window.remove(0);
            }
            let [first, ..] = &window[..] else { continue };
            if window.len() < length {
                continue;
            }
            let hit = first.range.start..window[length - 1].range.end;
            if hits.last().is_none_or(|last| last.end <= hit.start) && self.stands_at(text, &window) {
                hits.push(hit);
            }
            if hits.len() >= MOST_HITS {
                break;
            }
        }
        hits
    }

    fn stands_at(&self, text: &str, window: &[Token]) -> bool {
        self.words.iter().zip(window).all(|((wanted, level), found)| agrees(wanted, *level, found))
            && self
                .gaps
                .iter()
                .zip(window.windows(2))
                .all(|(gap_wanted, pair)| gap_agrees(gap_wanted, &gap(text, pair)))
    }
}

/// Where `needle` stands in `haystack` with smart diacritics; a phrase is one span.
pub fn spans(haystack: &str, needle: &str) -> Vec<Range<usize>> {
    Needle::new(needle).spans(haystack)
}

fn agrees(wanted: &Token, level: Level, found: &Token) -> bool {
    match level {
        Level::Base => found.base == wanted.base,
        Level::Letters => found.letters == wanted.letters,
        Level::Similar | Level::Exact => found.exact == wanted.exact,
    }
}

fn gap(text: &str, pair: &[Token]) -> String {
    // One cluster may hold several words (ﷺ): nothing is between them.
    fold::norm(text.get(pair[0].range.end..pair[1].range.start).unwrap_or_default())
}

/// A space (empty after the norm) is also met by a hyphen: *cà phê* finds *cà-phê*.
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

//! The grammar of a Vietnamese syllable: onset + rime + tone; and a score of how Vietnamese a text is (the share of
//! valid syllables).
//!
//! Source: the orthography taught in schools: 28 onsets (one of them empty), the rimes below, and the rule that a rime
//! ending in p, t, c or ch takes only sắc or nặng. Loanwords (*email*) and abbreviations are not syllables.
//! Deliberately absent: which onset goes with which rime (*ki*/*ky*, *gh* before e); old texts differ.

use super::letter::{Tone, split};

/// Longest syllable in letters: *nghiêng*.
pub const LONGEST: usize = 7;

/// Most words with a non-ASCII letter that a score counts.
pub const SCORED_WORDS: usize = 2000;

/// Onsets, longest first: the first one that leaves a rime wins. `q` goes with u + rime (*quynh*).
pub(super) const ONSETS: [&str; 29] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "q", "",
];

/// Rimes without tone, sorted by code point.
#[rustfmt::skip]
pub(super) const RIMES: [&str; 165] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay",
    "e", "ec", "em", "en", "eng", "eo", "ep", "et",
    "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu",
    "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe", "oem", "oen",
    "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "oăc", "oăm", "oăn", "oăng", "oăt",
    "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uy", "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu",
    "uyên", "uyêt", "uâ", "uân", "uâng", "uât", "uây", "uê", "uêch", "uênh", "uôc", "uôi", "uôm", "uôn", "uông", "uôp",
    "uôt", "uơ",
    "y", "yêm", "yên", "yêng", "yêt", "yêu",
    "â", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây",
    "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu",
    "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt",
    "ă", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt",
    "ơ", "ơi", "ơm", "ơn", "ơp", "ơt",
    "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
];

/// Whether `word` (NFC, letters only, any case) is a syllable that Vietnamese spelling allows.
///
/// A word in mixed case (*vIệt*) is not: a word has an initial capital, all capitals or none.
pub fn is_valid(word: &str) -> bool {
    let mut letters = [0u8; LONGEST * 3];
    let Some((len, tone)) = toneless(word, &mut letters) else { return false };
    let Ok(letters) = std::str::from_utf8(&letters[..len]) else { return false };
    ONSETS.iter().any(|onset| letters.strip_prefix(onset).is_some_and(|rime| rime_fits(onset, rime, tone)))
}

/// Writes `word` in lower case and without its tone into `out`; returns its length in bytes and the tone. `None` if it
/// is too long, has two tones or mixed case.
fn toneless(word: &str, out: &mut [u8; LONGEST * 3]) -> Option<(usize, Tone)> {
    let (mut len, mut tone) = (0, Tone::Level);
    let (mut capitals, mut smalls) = (0, 0);
    for (at, c) in word.chars().enumerate() {
        if at == LONGEST {
            return None;
        }
        let mut lower = c.to_lowercase();
        let (Some(small), None) = (lower.next(), lower.next()) else { return None };
        if small != c && smalls > 0 {
            return None;
        }
        if small == c && capitals > 1 {
            return None;
        }
        if small == c {
            smalls += 1;
        } else {
            capitals += 1;
        }
        let (plain, found) = split(small);
        if found != Tone::Level {
            if tone != Tone::Level {
                return None;
            }
            tone = found;
        }
        len += plain.encode_utf8(out.get_mut(len..)?.get_mut(..plain.len_utf8())?).len();
    }
    Some((len, tone))
}

fn rime_fits(onset: &str, rime: &str, tone: Tone) -> bool {
    if onset == "q" && !rime.starts_with('u') {
        return false;
    }
    let stopped = rime.ends_with(['p', 't', 'c']) || rime.ends_with("ch");
    if stopped && !matches!(tone, Tone::Sac | Tone::Nang) {
        return false;
    }
    RIMES.binary_search(&rime).is_ok()
}

/// How many of a text's words with a non-ASCII letter are Vietnamese.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SyllableScore {
    /// Words with a non-ASCII letter (at most [`SCORED_WORDS`]).
    pub words: usize,
    /// Those that are valid syllables.
    pub valid: usize,
}

impl SyllableScore {
    /// The share of valid words in 0..=1; 0 for a text without such words.
    #[expect(clippy::cast_precision_loss, reason = "counts are at most SCORED_WORDS")]
    pub fn share(self) -> f64 {
        if self.words == 0 { 0.0 } else { self.valid as f64 / self.words as f64 }
    }
}

/// Scores `text` (NFC). Words are runs of letters; pure ASCII words say nothing and are not counted.
pub fn score(text: &str) -> SyllableScore {
    let mut score = SyllableScore::default();
    for word in text.split(|c: char| !c.is_alphabetic() && !is_mark(c)).filter(|word| !word.is_ascii()) {
        if score.words == SCORED_WORDS {
            break;
        }
        score.words += 1;
        score.valid += usize::from(is_valid(word));
    }
    score
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rimes_are_sorted_and_each_is_there_once() {
        assert!(RIMES.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn everyday_syllables_are_valid() {
        for word in ["nghiêng", "Đường", "quỳnh", "quốc", "gì", "giếng", "yêu", "khuya", "oách", "NƯỚC", "à", "xoong"]
        {
            assert!(is_valid(word), "{word}");
        }
    }

    #[test]
    fn loanwords_and_broken_words_are_not() {
        for word in ["email", "Müller", "vIệt", "ñoà", "tiềnn", "", "nghiêngg", "hóà", "Côte"] {
            assert!(!is_valid(word), "{word}");
        }
    }

    #[test]
    fn a_stopped_rime_takes_sac_or_nang_only() {
        assert!(is_valid("việc") && is_valid("các") && is_valid("sách"));
        assert!(!is_valid("viềc") && !is_valid("cãc") && !is_valid("sach"));
    }

    #[test]
    fn a_score_counts_words_beyond_ascii_only() {
        assert_eq!(score("Lao động and Müller"), SyllableScore { words: 2, valid: 1 });
        assert!((score("all plain words").share()).abs() < f64::EPSILON);
    }

    #[test]
    fn a_score_stops_counting_at_its_limit() {
        let text = "động ".repeat(SCORED_WORDS + 1);
        assert_eq!(score(&text).words, SCORED_WORDS);
    }
}

//! Regular expressions as the user writes them: `/mẫu/`, `/mẫu/i`. Letters, case and marks match literally.
//!
//! A pattern is matched against one text at a time (a title, a paragraph), so `^` and `$` are the ends of that text.
//! Matching takes linear time whatever the pattern; the size of a compiled pattern is bounded here.

use std::ops::Range;

use regex::{Regex, RegexBuilder};
use unicode_normalization::UnicodeNormalization;

/// Largest compiled pattern, in bytes.
const MAX_SIZE: usize = 1 << 20;
/// Deepest nesting of groups.
const MAX_NEST: u32 = 32;
/// Most hits returned for one text.
const MAX_SPANS: usize = 10_000;

/// A compiled pattern.
#[derive(Debug, Clone)]
pub struct Pattern {
    written: String,
    regex: Regex,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl Eq for Pattern {}

/// A pattern at the beginning of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The pattern, or the parser's error message.
    pub pattern: Result<Pattern, String>,
    /// Its length in bytes.
    pub length: usize,
}

/// How a pattern treats case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PatternLetters {
    AsWritten,
    /// Ignores case.
    AnyCase,
}

impl Pattern {
    /// Whether `text` begins like a pattern: a slash that is not followed by a space.
    pub fn begins(text: &str) -> bool {
        text.strip_prefix('/').and_then(|rest| rest.chars().next()).is_some_and(|c| !c.is_whitespace() && c != '/')
    }

    /// Parses the pattern at the beginning of `text`; `None` if there is none or it is not closed.
    pub fn take(text: &str) -> Option<Taken> {
        if !Self::begins(text) {
            return None;
        }
        let mut escaped = false;
        let close = text.char_indices().skip(1).find(|(_, c)| {
            let closes = *c == '/' && !escaped;
            escaped = *c == '\\' && !escaped;
            closes
        })?;
        let body = text.get(1..close.0)?;
        let rest = text.get(close.0 + 1..)?;
        let letters = if rest.starts_with('i') { PatternLetters::AnyCase } else { PatternLetters::AsWritten };
        let length = close.0 + 1 + usize::from(letters == PatternLetters::AnyCase);
        let ends = text.get(length..)?.chars().next().is_none_or(|c| c.is_whitespace() || c == ')');
        ends.then(|| Taken { pattern: Self::new(body, letters), length })
    }

    /// Parses `text` as a whole; `None` if it is no pattern.
    pub fn whole(text: &str) -> Option<Result<Self, String>> {
        let text = text.trim();
        Self::take(text).filter(|taken| taken.length == text.len()).map(|taken| taken.pattern)
    }

    fn new(body: &str, letters: PatternLetters) -> Result<Self, String> {
        let any_case = letters == PatternLetters::AnyCase;
        let body: String = body.replace("\\/", "/").nfc().collect();
        let built = RegexBuilder::new(&body)
            .case_insensitive(any_case)
            .size_limit(MAX_SIZE)
            .dfa_size_limit(MAX_SIZE)
            .nest_limit(MAX_NEST)
            .build();
        match built {
            Ok(regex) => Ok(Self { written: format!("/{body}/{}", if any_case { "i" } else { "" }), regex }),
            Err(regex::Error::CompiledTooBig(_)) => Err("too large".to_owned()),
            Err(error) => {
                let text = error.to_string();
                let last = text.lines().last().unwrap_or_default();
                Err(last.trim_start_matches("error: ").to_owned())
            }
        }
    }

    /// The pattern as written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether it matches somewhere in `text` (NFC, as all stored text is).
    pub fn stands_in(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// Where it matches in `text`, at most 10,000 times; empty matches are ignored.
    pub fn spans(&self, text: &str) -> Vec<Range<usize>> {
        self.regex.find_iter(text).map(|hit| hit.range()).filter(|range| !range.is_empty()).take(MAX_SPANS).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Pattern {
        Pattern::whole(text).unwrap().unwrap()
    }

    #[test]
    fn letters_case_and_marks_count_as_written() {
        assert!(whole("/Công đoàn/").stands_in("Công đoàn cơ sở"));
        assert!(!whole("/cong doan/").stands_in("Công đoàn"));
        assert!(!whole("/công/").stands_in("CÔNG"));
        assert!(whole("/công/i").stands_in("CÔNG"));
    }

    #[test]
    fn a_pattern_typed_in_pieces_finds_composed_letters() {
        assert!(whole("/co\u{302}ng/").stands_in("công"));
    }

    #[test]
    fn a_slash_within_is_written_with_a_backslash() {
        let text = "Nghị định 38/2022";
        let spans = whole(r"/38\/20\d\d/").spans(text);
        assert_eq!(spans.iter().map(|span| &text[span.clone()]).collect::<Vec<_>>(), ["38/2022"]);
    }

    #[test]
    fn a_slash_alone_or_within_a_word_begins_no_pattern() {
        for text in ["/", "/ a/", "//", "38/2022", "/a/x", "/chưa đóng"] {
            assert_eq!(Pattern::take(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_and_nothing_may_grow_without_end() {
        assert_eq!(Pattern::whole("/(a/").unwrap().unwrap_err(), "unclosed group");
        assert_eq!(Pattern::whole(r"/(\w{1000}){1000}/").unwrap().unwrap_err(), "too large");
        assert!(Pattern::whole(&format!("/{}a{}/", "(".repeat(99), ")".repeat(99))).unwrap().is_err());
    }

    #[test]
    fn an_evil_pattern_takes_no_longer_than_another() {
        let text = "a".repeat(20_000);
        assert!(!whole("/(a+)+$b/").stands_in(&text));
    }
}

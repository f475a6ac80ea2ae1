//! Labour terms with their English equivalents and explanations in both languages. The table is `terms.tsv`; the user's
//! own TOML extends it.
//!
//! Deliberately absent: the sense of an ambiguous abbreviation; `glossary` lists all senses.

use std::ops::Range;

use serde::Deserialize;
use thiserror::Error;

use super::glossary;
use super::names::FoldedNames;
use super::tokens::TokenSource;
use crate::text::fold;
use crate::text::token::tokens;

/// Most tokens of a text that are read.
const MAX_TOKENS: usize = 50_000;

/// One term.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// In Vietnamese: `thỏa ước lao động tập thể`.
    pub name: String,
    /// Its abbreviation, or empty.
    #[serde(default)]
    pub short: String,
    /// In English.
    #[serde(default)]
    pub english: String,
    /// The explanation in Vietnamese.
    #[serde(default)]
    pub meaning: String,
    /// The explanation in English.
    #[serde(default)]
    pub meaning_english: String,
    /// The source of the explanation.
    #[serde(default)]
    pub source: String,
}

/// Mistakes in the user's terms.
#[derive(Debug, Error)]
pub enum TermsError {
    /// Not TOML, or with unknown keys.
    #[error("{0}")]
    BadToml(#[from] toml::de::Error),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermsFile {
    #[serde(default)]
    term: Vec<Term>,
}

/// All known terms.
#[derive(Debug, Clone)]
pub struct Terms {
    terms: Vec<Term>,
    /// Names and abbreviations.
    names: FoldedNames,
}

impl Terms {
    /// The terms of the table.
    pub fn builtin() -> Self {
        Self::of(
            include_str!("terms.tsv").lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(row).collect(),
        )
    }

    /// Adds the user's own terms, which replace built-in ones of the same name.
    ///
    /// # Errors
    /// `text` is not TOML of `[[term]]` tables.
    pub fn with(self, text: &str) -> Result<Self, TermsError> {
        let TermsFile { term } = toml::from_str(text)?;
        let mut terms = self.terms;
        terms.retain(|known| !term.iter().any(|own| own.name == known.name));
        terms.extend(term);
        Ok(Self::of(terms))
    }

    fn of(terms: Vec<Term>) -> Self {
        let rows = terms.iter().enumerate();
        let names = FoldedNames::of(rows.flat_map(|(at, term)| [(term.name.as_str(), at), (term.short.as_str(), at)]));
        Self { terms, names }
    }

    /// All of them, in the order of the table.
    pub fn all(&self) -> &[Term] {
        &self.terms
    }

    /// The terms whose name, abbreviation or English name is `text`, with or without marks; otherwise those that
    /// contain it.
    pub fn find(&self, text: &str) -> Vec<&Term> {
        let wanted = fold::base(text.trim());
        let keys = |term: &Term| [&term.name, &term.short, &term.english].map(|name| fold::base(name));
        let exact: Vec<&Term> = self.terms.iter().filter(|term| keys(term).contains(&wanted)).collect();
        if !exact.is_empty() || wanted.chars().count() < 2 {
            return exact;
        }
        self.terms.iter().filter(|term| keys(term).iter().any(|key| key.contains(&wanted))).collect()
    }

    /// The terms used in `text`, the longest if they overlap, each once, in order of first use.
    pub fn in_text(&self, text: &str) -> Vec<(Range<usize>, &Term)> {
        let tokens = tokens(text, MAX_TOKENS);
        let source = TokenSource { text, tokens: &tokens };
        let mut found: Vec<(Range<usize>, &Term)> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.starting_at(source, at) {
                Some((term, end)) => {
                    if !found.iter().any(|(_, known)| known.name == term.name) {
                        let to = tokens.get(end - 1).map_or(0, |token| token.span.end);
                        found.push((tokens[at].span.start..to, term));
                    }
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }

    fn starting_at(&self, source: TokenSource<'_>, at: usize) -> Option<(&Term, usize)> {
        let (words, term) = self.names.beginning(source.word(at)?).find(|(words, term)| {
            let same = words.iter().enumerate().all(|(step, word)| source.is(at + step, word));
            // An abbreviation must be in capitals.
            let short = self.terms.get(*term).is_some_and(|term| {
                !term.short.is_empty() && words.len() == 1 && term.short.to_lowercase() == words[0]
            });
            same && if short { is_short_for_it(source, at) } else { is_meant(source, at, words) }
        })?;
        Some((self.terms.get(term)?, at + words.len()))
    }
}

/// Whether an abbreviation stands for the term. It must be in capitals; an ambiguous one only counts before a document
/// number (`TT 09/2020`).
fn is_short_for_it(source: TokenSource<'_>, at: usize) -> bool {
    let written = source.written(at);
    let clear = glossary::senses(written).iter().all(|sense| !sense.ambiguous);
    let numbered = source.number(at + 1).is_some() || source.is_any(at + 1, &["số"]);
    written.chars().filter(|c| c.is_uppercase()).count() > 1 && (clear || numbered)
}

/// Words before *quyết định* that make it a document, and words after it.
const DOCUMENT_BEFORE: &[&str] =
    &["ra", "hành", "theo", "ký", "các", "có", "bằng", "nhận", "trao", "hủy", "một", "với"];
const DOCUMENT_BEHIND: &[&str] = &["số", "của", "xử", "này", "trên", "nêu", "phê", "hành", "bổ", "khen", "thi"];

/// *Quyết định* is a document, but also a verb: only the document is a term.
fn is_meant(source: TokenSource<'_>, at: usize, words: &[String]) -> bool {
    let document = || {
        source.written(at).starts_with(char::is_uppercase) && at > 0
            || source.follows(at, DOCUMENT_BEFORE)
            || source.is_any(at + words.len(), DOCUMENT_BEHIND)
            || source.number(at + words.len()).is_some()
    };
    words != ["quyết", "định"] || document()
}

fn row(line: &str) -> Option<Term> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [name, short, english, meaning, meaning_english, source] = cells[..] else { return None };
    let own = str::to_owned;
    Some(Term {
        name: own(name),
        short: own(short),
        english: own(english),
        meaning: own(meaning),
        meaning_english: own(meaning_english),
        source: own(source),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The source of terms from press usage that no law defines.
    const USAGE: &str = "thông lệ báo chí";

    #[test]
    fn every_term_is_explained_in_both_languages_and_has_its_source() {
        let terms = Terms::builtin();
        let lines = include_str!("terms.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(terms.all().len() + 1, lines);
        assert!(terms.all().len() >= 150);
        for term in terms.all() {
            assert!(
                ![&term.english, &term.meaning, &term.meaning_english, &term.source].iter().any(|cell| cell.is_empty()),
                "{}",
                term.name
            );
        }
    }

    #[test]
    fn at_least_a_hundred_and_fifty_terms_name_the_law_or_paper_they_are_from() {
        let named =
            |term: &&Term| term.source != USAGE && term.source.chars().any(|c| c.is_ascii_digit() || c.is_uppercase());
        assert!(Terms::builtin().all().iter().filter(named).count() >= 150);
    }

    #[test]
    fn a_term_is_found_by_name_abbreviation_and_english_without_marks_too() {
        let terms = Terms::builtin();
        for asked in ["đình công", "dinh cong", "Strike"] {
            assert_eq!(terms.find(asked).first().map(|term| term.name.as_str()), Some("đình công"), "{asked}");
        }
        assert_eq!(terms.find("BHXH").first().map(|term| term.name.as_str()), Some("bảo hiểm xã hội"));
        assert!(terms.find("công ước").len() > 5);
        assert!(terms.find("không có từ này").is_empty());
    }

    #[test]
    fn the_longest_term_of_a_text_counts_and_each_once() {
        let terms = Terms::builtin();
        let text = "Đóng bảo hiểm xã hội bắt buộc cho NLĐ; nlđ; bảo hiểm xã hội bắt buộc.";
        let names: Vec<&str> = terms.in_text(text).into_iter().map(|(_, term)| term.name.as_str()).collect();
        assert_eq!(names, ["bảo hiểm xã hội bắt buộc", "người lao động"]);
    }

    #[test]
    fn a_word_of_two_senses_counts_where_the_text_tells_which() {
        let terms = Terms::builtin();
        let names = |text| terms.in_text(text).into_iter().map(|(_, term)| term.name.clone()).collect::<Vec<_>>();
        assert_eq!(names("Anh vẫn chưa quyết định nghỉ việc; TT - Theo Tuổi Trẻ"), [""; 0]);
        assert_eq!(names("theo Quyết định 595"), ["quyết định"]);
        assert_eq!(names("tòa ra quyết định"), ["quyết định"]);
    }

    #[test]
    fn terms_of_the_users_own_lie_over_ours() {
        let own = "[[term]]\nname = \"đình công\"\nenglish = \"walkout\"\n[[term]]\nname = \"từ riêng\"\n";
        let terms = Terms::builtin().with(own).unwrap();
        assert_eq!(terms.find("đình công")[0].english, "walkout");
        assert_eq!(terms.find("từ riêng").len(), 1);
        assert!(Terms::builtin().with("[[term]]\nnama = 1").is_err());
    }
}

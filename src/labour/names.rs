//! Finds names of several words in a text by their first word.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::tokens::TokenSource;
use crate::text::token::tokens;

/// Most words and signs of a name that are compared.
const MAX_WORDS: usize = 32;

/// Folded first word → names as lower-case words and signs, longest first, each with the index of its row.
#[derive(Debug, Clone, Default)]
pub(super) struct FoldedNames(FxHashMap<String, Vec<(Vec<String>, usize)>>);

impl FoldedNames {
    /// Indexes names, each with the index of its row; names without a word are skipped.
    pub(super) fn of<'a>(names: impl IntoIterator<Item = (&'a str, usize)>) -> Self {
        let mut by_word: FxHashMap<String, Vec<(Vec<String>, usize)>> = FxHashMap::default();
        for (name, row) in names {
            let tokens = tokens(name, MAX_WORDS);
            let source = TokenSource { text: name, tokens: &tokens };
            let Some(first) = source.word(0) else { continue };
            let words = (0..tokens.len()).map(|at| source.lower(at)).collect();
            by_word.entry(first.to_owned()).or_default().push((words, row));
        }
        for names in by_word.values_mut() {
            names.sort_by_key(|(words, _)| Reverse(words.len()));
        }
        Self(by_word)
    }

    /// The names that begin with this word, longest first, each with its row.
    pub(super) fn beginning(&self, word: &str) -> impl Iterator<Item = (&[String], usize)> {
        self.0.get(word).into_iter().flatten().map(|(words, row)| (words.as_slice(), *row))
    }
}

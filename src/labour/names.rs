//! Names of several words, found in a text by their first word.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::tokens::TokenSource;
use crate::text::token::tokens;

/// Words and signs of one name that are looked at.
const MAX_WORDS: usize = 32;

/// First word, folded → names in small letters by their words and signs, the longest first, with the row each is of.
#[derive(Debug, Clone, Default)]
pub(super) struct FoldedNames(HashMap<String, Vec<(Vec<String>, usize)>>);

impl FoldedNames {
    /// The index of names, each with the number of its row; a name without a word is left out.
    pub(super) fn of<'a>(names: impl IntoIterator<Item = (&'a str, usize)>) -> Self {
        let mut by_word: HashMap<String, Vec<(Vec<String>, usize)>> = HashMap::new();
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

    /// The names that begin with this word, the longest first, each with its row.
    pub(super) fn beginning(&self, word: &str) -> impl Iterator<Item = (&[String], usize)> {
        self.0.get(word).into_iter().flatten().map(|(words, row)| (words.as_slice(), *row))
    }
}

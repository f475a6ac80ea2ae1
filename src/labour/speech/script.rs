//! Turns paragraphs into sentences to be read aloud, each with its position.

use std::ops::Range;

use super::spoken;
use crate::labour::sentence::sentences;

/// Most sentences of one text.
const MAX_SENTENCES: usize = 5_000;

/// A sentence to speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    /// Index of its text.
    pub text: usize,
    /// Its byte range there.
    pub range: Range<usize>,
    /// Its spoken form.
    pub spoken: String,
}

/// The sentences of `texts` (paragraphs), in order; those without spoken output are left out.
pub fn utterances<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<Utterance> {
    let cut = |(text, words): (usize, &'a str)| {
        sentences(words).into_iter().filter_map(move |range| {
            let spoken = spoken(words.get(range.clone())?);
            let heard = spoken.chars().any(char::is_alphanumeric);
            heard.then_some(Utterance { text, range, spoken })
        })
    };
    texts.into_iter().enumerate().flat_map(cut).take(MAX_SENTENCES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sentence_knows_its_place() {
        let texts = ["Lương tăng 6%. Từ 1/7/2025.", "", "Hết (1)."];
        let found = utterances(texts);
        assert_eq!(found.iter().map(|said| said.text).collect::<Vec<_>>(), [0, 0, 2]);
        assert_eq!(&texts[0][found[1].range.clone()], "Từ 1/7/2025.");
        assert_eq!(found[0].spoken, "Lương tăng sáu phần trăm.");
    }

    #[test]
    fn what_has_no_words_is_not_said() {
        assert_eq!(utterances(["***", "https://congdoan.vn", "…"]), []);
    }
}

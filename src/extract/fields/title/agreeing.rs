//! How far two headlines agree.

use crate::extract::tidy::key;

/// Whether a printed text is what the head says, or what stands before or behind the site's name.
pub(super) fn agrees_with(said: &[String], text: &str) -> bool {
    const LEAST: usize = 12;
    let text = key(text);
    text.chars().count() >= LEAST && said.iter().any(|s| is_most_of(&text, s) || adds_little(&text, s))
        || !text.is_empty() && said.contains(&text)
}

/// Whether a text is what the head says, or most of it before or behind the site's name.
fn is_most_of(text: &str, said: &str) -> bool {
    let begins = said.starts_with(text) && text.len() * 10 >= said.len() * 4;
    let ends = said.ends_with(text) && text.len() * 10 >= said.len() * 6;
    said == text || begins || ends
}

/// Whether a printed text is what the head says and a word more: a label before it, a tool behind it.
fn adds_little(text: &str, said: &str) -> bool {
    const LETTERS: usize = 14;
    const LEAST: usize = 20;
    said.len() >= LEAST
        && text.len() > said.len()
        && text.len() - said.len() <= LETTERS
        && (text.starts_with(said) || text.ends_with(said))
}

/// The words of a text, in small letters.
pub(super) fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).take(80).collect()
}

/// How many of the words of both are in common, in per cent.
pub(super) fn shared(a: &[String], b: &[String]) -> usize {
    let once = |words: &[String]| words.iter().cloned().collect::<std::collections::BTreeSet<String>>();
    let (a, b) = (once(a), once(b));
    (a.intersection(&b).count() * 200).checked_div(a.len() + b.len()).unwrap_or(0)
}

//! "Did you mean …?": finds the known word most similar to a mistyped one.

/// Longest word compared, in characters: the work is quadratic.
const MAX_CHARS: usize = 64;

/// The word of `known` most similar to `written`, if it is close enough to be a typing error.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near_enough = written.chars().count() / 3 + 1;
    if written.chars().nth(MAX_CHARS).is_some() {
        return None;
    }
    known
        .into_iter()
        .map(|word| (strsim::osa_distance(written, word), word))
        .filter(|(far, _)| *far <= near_enough)
        .min_by_key(|(far, _)| *far)
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_its_word() {
        assert_eq!(nearest("mesure", ["measure", "mouse"]), Some("measure"));
        assert_eq!(nearest("mirorrs", ["mirrors", "robots"]), Some("mirrors"));
    }

    #[test]
    fn a_word_like_no_other_finds_nothing() {
        assert_eq!(nearest("zzz", ["measure", "mouse"]), None);
    }
}

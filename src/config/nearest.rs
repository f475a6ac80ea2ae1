//! "Did you mean …?": the known word that a mistyped one looks most like.

/// Longest word compared, in characters: the work is quadratic.
const MAX_CHARS: usize = 64;

/// The word of `known` nearest to `written`, if it is near enough to be a slip of the finger.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near_enough = written.chars().count() / 3 + 1;
    known
        .into_iter()
        .map(|word| (distance(written, word), word))
        .filter(|(far, _)| *far <= near_enough)
        .min_by_key(|(far, _)| *far)
        .map(|(_, word)| word)
}

/// Letters to insert, delete, replace or swap with the neighbour to make `a` of `b` (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(MAX_CHARS).collect();
    let b: Vec<char> = b.chars().take(MAX_CHARS).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
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

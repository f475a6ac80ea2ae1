//! Where the words of a search stand in an article, and what it cites.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{FindSpot, MAX_FOUND, spans};

/// Words of the search side by side.
struct SpotRun {
    part: usize,
    range: Range<usize>,
    /// Which words of the search.
    words: BTreeSet<usize>,
}

/// The places of the words. Where some stand side by side anywhere, they are one place there, and none where they stand
/// alone: who sought *lương tối thiểu vùng* does not mean every *vùng*.
pub(super) fn find(parts: &[String], needles: &[String]) -> Vec<FindSpot> {
    let runs: Vec<SpotRun> = parts.iter().enumerate().flat_map(|(part, text)| runs(part, text, needles)).collect();
    let joined: BTreeSet<usize> =
        runs.iter().filter(|run| run.words.len() > 1).flat_map(|run| run.words.iter().copied()).collect();
    let counts = |run: &SpotRun| run.words.len() > 1 || run.words.iter().any(|word| !joined.contains(word));
    runs.into_iter()
        .filter(counts)
        .take(MAX_FOUND)
        .map(|SpotRun { part, range, .. }| FindSpot { part, range })
        .collect()
}

/// Where documents, articles of law and laws are cited.
pub(super) fn cited(parts: &[String]) -> Vec<FindSpot> {
    let of = |(part, text): (usize, &String)| {
        let spot = move |entity: crate::labour::legal::Entity| FindSpot { part, range: entity.range };
        crate::labour::legal::entities(text).into_iter().map(spot).collect::<Vec<_>>()
    };
    parts.iter().enumerate().flat_map(of).take(MAX_FOUND).collect()
}

fn runs(part: usize, text: &str, needles: &[String]) -> Vec<SpotRun> {
    let of = |(word, needle): (usize, &String)| spans(text, needle.trim()).into_iter().map(move |range| (range, word));
    let mut hits: Vec<(Range<usize>, usize)> = needles.iter().enumerate().flat_map(of).collect();
    hits.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut runs: Vec<SpotRun> = Vec::new();
    for (range, word) in hits {
        match runs.last_mut() {
            Some(last) if last.range.end > range.start => {}
            Some(last) if !last.words.contains(&word) && is_blank(text, last.range.end..range.start) => {
                last.range.end = range.end;
                last.words.insert(word);
            }
            _ => runs.push(SpotRun { part, range, words: BTreeSet::from([word]) }),
        }
    }
    runs
}

fn is_blank(text: &str, between: Range<usize>) -> bool {
    text.get(between).is_some_and(|between| between.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[&str], needles: &[&str]) -> Vec<String> {
        let parts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        let needles: Vec<String> = needles.iter().map(|needle| (*needle).to_owned()).collect();
        let text = |spot: FindSpot| parts[spot.part][spot.range].to_owned();
        find(&parts, &needles).into_iter().map(text).collect()
    }

    #[test]
    fn words_side_by_side_are_one_place_and_none_where_they_stand_alone() {
        let texts = ["Lương tối thiểu vùng tăng.", "Vùng I gồm các đô thị; lương ở đó cao."];
        assert_eq!(found(&texts, &["luong", "toi", "thieu", "vung"]), ["Lương tối thiểu vùng"]);
    }

    #[test]
    fn a_word_that_never_stands_beside_the_others_keeps_its_places() {
        let texts = ["Công đoàn đến Nestlé.", "Nestlé trả lời."];
        assert_eq!(found(&texts, &["công", "đoàn", "Nestlé"]), ["Công đoàn", "Nestlé", "Nestlé"]);
    }

    #[test]
    fn words_that_are_never_side_by_side_are_each_found() {
        assert_eq!(found(&["Thưởng Tết, rồi lại thưởng."], &["thưởng"]), ["Thưởng", "thưởng"]);
        assert_eq!(found(&["lương lương"], &["lương"]), ["lương", "lương"]);
    }
}

//! Whether two signatures belong to the same story.

use super::signature::{Signature, by_context};

/// Fewest distinct shingles of a text that can be compared.
const LEAST_SHINGLES: u32 = 12;
/// Share of the shorter text that must occur in the longer one.
const WITHIN: f64 = 0.62;
/// … if one credits the other's newspaper.
const WITHIN_CREDITED: f64 = 0.5;
/// … if the headlines are also the same.
const WITHIN_SAME_TITLE: f64 = 0.35;
/// Length of the shorter text as a share of the longer one: an item in a collection of short items is not the whole
/// collection.
const LEAST_LENGTH: f64 = 0.3;
/// Share of facts in the same context that may differ, as in a correction; more means another event.
const CONFLICTS: f64 = 0.14;
/// Fewest comparable facts for a difference to count as a correction.
const ENOUGH_FACTS: usize = 7;

/// What is known besides the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Likeness {
    /// The headlines are the same.
    pub titles: bool,
    /// One credits the other's newspaper as its source.
    pub credited: bool,
}

/// The result of comparing two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoryVerdict {
    /// The same story.
    Same,
    /// Two stories.
    Different,
    /// One of them is too short.
    Unknown,
}

/// Whether two texts are the same story.
pub fn compare(a: &Signature, b: &Signature, likeness: Likeness) -> StoryVerdict {
    let (short, long) = if a.shingles <= b.shingles { (a, b) } else { (b, a) };
    if short.shingles < LEAST_SHINGLES {
        return StoryVerdict::Unknown;
    }
    if f64::from(short.shingles) < LEAST_LENGTH * f64::from(long.shingles) && !likeness.titles && !likeness.credited {
        return StoryVerdict::Different;
    }
    let least = match likeness {
        Likeness { titles: true, .. } => WITHIN_SAME_TITLE,
        Likeness { credited: true, .. } => WITHIN_CREDITED,
        Likeness { .. } => WITHIN,
    };
    if within(short, long) < least || facts_differ(short, long) { StoryVerdict::Different } else { StoryVerdict::Same }
}

/// The share of the shorter text that occurs in the longer one, estimated from the sketches.
pub(super) fn within(short: &Signature, long: &Signature) -> f64 {
    let alike = jaccard(short, long);
    let (a, b) = (f64::from(short.shingles), f64::from(long.shingles));
    // |A ∩ B| = J · |A ∪ B| and |A ∪ B| = (|A| + |B|) / (1 + J).
    (alike * (a + b) / (1.0 + alike) / a.max(1.0)).min(1.0)
}

/// The share of common shingles among all, from the smallest hashes of both together.
fn jaccard(a: &Signature, b: &Signature) -> f64 {
    // A sketch that contains its whole text has no end: all hashes of both count.
    let whole = |s: &Signature| usize::try_from(s.shingles).is_ok_and(|n| n <= s.sketch.len());
    let end = |s: &Signature| if whole(s) { u32::MAX } else { s.sketch.last().copied().unwrap_or(0) };
    let bound = end(a).min(end(b));
    let within = |s: &Signature| s.sketch.partition_point(|hash| *hash <= bound);
    let (mine, theirs) = (&a.sketch[..within(a)], &b.sketch[..within(b)]);
    let common = common(mine, theirs);
    let (common, all) = (count(common), count(mine.len() + theirs.len() - common));
    if all == 0.0 { 0.0 } else { common / all }
}

/// The number of common elements; both lists are sorted and without duplicates.
fn common<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut at, mut other_at, mut common) = (0, 0, 0);
    while let (Some(item), Some(other)) = (a.get(at), b.get(other_at)) {
        // Both positions advance without a branch: which list is behind cannot be predicted.
        common += usize::from(item == other);
        let (step, other_step) = (usize::from(item <= other), usize::from(other <= item));
        (at, other_at) = (at + step, other_at + other_step);
    }
    common
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Whether the same contexts have different numbers or names too often for a correction.
fn facts_differ(a: &Signature, b: &Signature) -> bool {
    let (conflicts, agreed) = facts(a, b);
    if conflicts == 0 {
        return false;
    }
    let all = conflicts + agreed;
    all < ENOUGH_FACTS || count(conflicts) / count(all) > CONFLICTS
}

/// How many common contexts have different facts, and how many the same.
pub(super) fn facts(a: &Signature, b: &Signature) -> (usize, usize) {
    let mut theirs = by_context(&b.facts).peekable();
    let (mut conflicts, mut agreed) = (0, 0);
    for mine in by_context(&a.facts) {
        while theirs.next_if(|other| other[0].context() < mine[0].context()).is_some() {}
        let Some(other) = theirs.next_if(|other| other[0].context() == mine[0].context()) else { continue };
        let common = common(mine, other);
        agreed += common;
        conflicts += mine.len().min(other.len()) - common;
    }
    (conflicts, agreed)
}

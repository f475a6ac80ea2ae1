//! Whether two headlines are about the same story: newspapers reprint each other, often word for word.
//!
//! Compares the sets of syllables, without marks, of the titles, and of the teasers if the titles are not conclusive.
//! Numbers must be equal: *giá xăng ngày 12* and *giá xăng ngày 13* are two stories. Deliberately absent: meaning. Two
//! newspapers with their own headlines about one event remain two stories.

use std::cell::OnceCell;

use super::fold;
use crate::model::Summary;

/// Least syllables of a title that can be compared.
const LEAST_WORDS: usize = 5;
/// Share of common syllables, of all syllables, from which two titles are the same. If each has words of its own, one
/// of them may name another place or trade.
const SAME_TITLE: f32 = 0.9;
/// … if one title only adds words to the other.
const LONGER_TITLE: f32 = 0.75;
/// … from which the teasers decide.
const SIMILAR_TITLE: f32 = 0.5;
/// Share from which two teasers are the same.
const SAME_TEASER: f32 = 0.75;
/// Longest text that is compared, in bytes.
const MAX_BYTES: usize = 600;

/// The comparable form of a headline. The teaser is parsed on first use, because it is rarely needed.
#[derive(Debug, Clone, Default)]
pub struct Print {
    title: Bag,
    teaser: OnceCell<Bag>,
}

/// The hashes of a text's syllables, distinct and sorted, and its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Bag {
    words: Vec<u64>,
    numbers: Vec<u64>,
    /// A bit for each word, which separates most pairs quickly.
    bits: u64,
}

impl Bag {
    fn of(text: &str) -> Self {
        let end = text.floor_char_boundary(MAX_BYTES);
        let folded = fold::base(&text[..end]);
        let all = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let (mut numbers, mut words) = (Vec::new(), Vec::new());
        for word in all {
            let list = if word.starts_with(|c: char| c.is_ascii_digit()) { &mut numbers } else { &mut words };
            list.push(hash(word));
        }
        for list in [&mut numbers, &mut words] {
            list.sort_unstable();
            list.dedup();
        }
        let bits = words.iter().fold(0, |bits, word| bits | 1 << (word % 64));
        Self { words, numbers, bits }
    }

    /// The share of common syllables, and whether one side has no words of its own.
    fn share(&self, other: &Self) -> (f32, bool) {
        let (mut a, mut b, mut common) = (0, 0, 0_usize);
        while let (Some(x), Some(y)) = (self.words.get(a), other.words.get(b)) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => a += 1,
                std::cmp::Ordering::Greater => b += 1,
                std::cmp::Ordering::Equal => {
                    (a, b, common) = (a + 1, b + 1, common + 1);
                }
            }
        }
        let all = self.words.len() + other.words.len() - common;
        let within = common == self.words.len() || common == other.words.len();
        (if all == 0 { 0.0 } else { small(common) / small(all) }, within)
    }

    /// A quick check for texts that are certainly different.
    fn far(&self, other: &Self) -> bool {
        let fewer = self.bits.count_ones().min(other.bits.count_ones());
        (self.bits & other.bits).count_ones() * 2 < fewer
    }
}

fn small(n: usize) -> f32 {
    f32::from(u16::try_from(n).unwrap_or(u16::MAX))
}

fn hash(word: &str) -> u64 {
    // FNV-1a: the same on every machine, and a few dozen syllables do not collide in 64 bits.
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

impl Print {
    /// The comparable form of a headline.
    pub fn of(title: &str) -> Self {
        Self { title: Bag::of(title), teaser: OnceCell::new() }
    }

    /// Whether both are about the same story; `teasers` are theirs, in this order, and always the same ones.
    pub fn tells_the_same(&self, other: &Self, teasers: [&str; 2]) -> bool {
        let (a, b) = (&self.title, &other.title);
        if a.words.len().min(b.words.len()) < LEAST_WORDS || a.far(b) {
            return false;
        }
        let (share, within) = a.share(b);
        if share >= SAME_TITLE || (within && share >= LONGER_TITLE) {
            return a.numbers == b.numbers;
        }
        if share < SIMILAR_TITLE {
            return false;
        }
        let (a, b) = (self.teaser(teasers[0]), other.teaser(teasers[1]));
        a.words.len().min(b.words.len()) >= 2 * LEAST_WORDS && a.numbers == b.numbers && a.share(b).0 >= SAME_TEASER
    }

    fn teaser(&self, text: &str) -> &Bag {
        self.teaser.get_or_init(|| Bag::of(text))
    }
}

/// Two rows further apart in time than this are two stories, in seconds.
pub const FAR: i64 = 3 * 86_400;

/// For each row, the earlier row of another newspaper with the same story, if any.
pub fn copies(rows: &[Summary]) -> Vec<Option<usize>> {
    let prints: Vec<Print> = rows.iter().map(|row| Print::of(&row.title)).collect();
    let mut heads: Vec<usize> = Vec::new();
    let mut of = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let same = |head: &&usize| is_same_story([&rows[**head], row], [&prints[**head], &prints[at]]);
        let head = heads.iter().rev().find(same).copied();
        if head.is_none() {
            heads.push(at);
        }
        of.push(head);
    }
    of
}

/// Rows of which each is the first that tells its story; they come one by one.
#[derive(Debug, Default)]
pub struct StoryHeads(Vec<(Summary, Print)>);

impl StoryHeads {
    /// Adds a row, unless its story is told by an earlier one; whether it did.
    pub fn add(&mut self, row: &Summary) -> bool {
        let print = Print::of(&row.title);
        let is_new = !self.0.iter().rev().any(|(head, known)| is_same_story([head, row], [known, &print]));
        if is_new {
            self.0.push((row.clone(), print));
        }
        is_new
    }
}

/// Whether two rows tell the same story: where the archive knows both by their texts, they decide; else the headlines and
/// teasers of two papers.
fn is_same_story([one, other]: [&Summary; 2], [print, other_print]: [&Print; 2]) -> bool {
    if let Some((mine, theirs)) = one.story.zip(other.story) {
        return mine == theirs;
    }
    let teasers = [one, other].map(|row| row.teaser.as_deref().unwrap_or_default());
    one.source != other.source && (one.sort.0 - other.sort.0).abs() <= FAR && print.tells_the_same(other_print, teasers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        Print::of(a).tells_the_same(&Print::of(b), ["", ""])
    }

    #[test]
    fn a_reprint_is_known_whatever_its_marks_case_and_quotes() {
        assert!(same(
            "Công nhân nhà máy sợi được hỗ trợ tiền thuê trọ",
            "CÔNG NHÂN nhà máy sợi được hỗ trợ tiền thuê trọ"
        ));
        assert!(same("Thưởng Tết: “Mức nào cho công nhân may?”", "Thưởng Tết: Mức nào cho công nhân may"));
    }

    #[test]
    fn a_word_more_or_less_is_the_same_story() {
        assert!(same(
            "Đề xuất tăng lương tối thiểu vùng từ đầu năm tới",
            "Đề xuất tăng lương tối thiểu vùng từ đầu năm tới với công nhân"
        ));
    }

    #[test]
    fn another_number_is_another_story() {
        assert!(!same("Giá xăng trong nước hôm nay ngày 12", "Giá xăng trong nước hôm nay ngày 13"));
    }

    #[test]
    fn another_place_is_another_story() {
        assert!(!same(
            "Liên đoàn lao động tỉnh Sông Đà tặng quà công nhân khó khăn",
            "Liên đoàn lao động tỉnh Sông Mã tặng quà công nhân khó khăn"
        ));
    }

    #[test]
    fn short_titles_and_other_subjects_stay_apart() {
        assert!(!same("Tin vắn sáng", "Tin vắn sáng"));
        assert!(!same("Công nhân mỏ than được tăng lương", "Công nhân may được thưởng Tết sớm"));
    }

    #[test]
    fn the_teaser_decides_where_titles_are_only_similar() {
        let teaser = "Sáng nay đại diện hai bên đã ký thỏa ước lao động tập thể mới cho cả khu công nghiệp.";
        let other_teaser = "Lời dẫn khác hẳn, nói về một nơi khác và một việc khác nữa.";
        let a = Print::of("Ký thỏa ước tập thể cho cả khu công nghiệp");
        let b = Print::of("Khu công nghiệp ký thỏa ước lao động tập thể");
        assert!(a.tells_the_same(&b, [teaser, teaser]));
        let b = Print::of("Khu công nghiệp ký thỏa ước lao động tập thể");
        assert!(!a.tells_the_same(&b, [teaser, other_teaser]));
    }
}

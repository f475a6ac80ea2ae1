//! Syllables that stand alone: what each costs as a word of its own, where a text is split into words ([`super::words`]).

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::lexicon::syllable_hash;

/// The cost of a single syllable, …
const SYLLABLE: u8 = 20;
/// … of one of [`ALONE`], …
const OFTEN_ALONE: u8 = 18;
/// … and of one of [`PARTICLES`].
const PARTICLE: u8 = 15;

/// Syllables that are usually words of their own.
const PARTICLES: &str = "và của là có được bị cho các những một hai ba bốn năm sáu bảy tám chín mười trăm với để trong \
    ngoài trên dưới tại từ đến ở về theo do vì nên mà thì này đó kia khi sau trước đã đang sẽ không chưa cũng chỉ rất \
    lại ra vào lên xuống đi người việc anh chị ông bà em tôi mỗi mọi từng cùng hơn gần như nếu nhưng hoặc hay vẫn còn \
    phải nhiều ít gặp tăng giảm vụ nuôi làm trả mức";

/// Syllables that are often words of their own.
const ALONE: &str = include_str!("alone.txt");

/// By the hashes of [`PARTICLES`] and [`ALONE`] what each costs.
static SINGLE: LazyLock<FxHashMap<u64, u8>> = LazyLock::new(|| {
    let alone = ALONE.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    let priced = |words: FxHashSet<u64>, cost: u8| words.into_iter().map(move |word| (word, cost));
    // Of a syllable in both lists the lower cost counts.
    priced(hashes(alone), OFTEN_ALONE).chain(priced(hashes(PARTICLES.split_whitespace()), PARTICLE)).collect()
});

/// The hashes of syllables.
pub(super) fn hashes<'a>(syllables: impl Iterator<Item = &'a str>) -> FxHashSet<u64> {
    syllables.filter_map(|word| syllable_hash(word.as_bytes())).collect()
}

/// The cost of a syllable as a word of its own.
pub(super) fn cost(exact: u64) -> u8 {
    SINGLE.get(&exact).copied().unwrap_or(SYLLABLE)
}

//! Names in a run of syllables, by their capitals: what stands beside one is never half of a word with it.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::hashes;
use crate::text::fold_memory::Hashes;
use crate::text::lexicon::MOST_SYLLABLES;

/// Surnames, with which a name may begin where any word has a capital.
const SURNAMES: &str = "nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn trịnh trương \
    lâm mai tô tạ hà phùng cao châu quách lưu thái đinh vương kiều tăng chu";
/// What stands before a given name.
const ADDRESSES: &str = "anh chị ông bà em cô chú bác cụ cháu bé thầy";

static KNOWN: LazyLock<[FxHashSet<u64>; 2]> =
    LazyLock::new(|| [SURNAMES, ADDRESSES].map(|list| hashes(list.split_whitespace())));

/// The names of a run, in order; none where every syllable has a capital, as in a headline, or none has.
pub(super) fn in_run(run: &[Hashes], known: impl Fn(usize, usize) -> bool) -> Vec<Range<usize>> {
    let capitals = run.iter().filter(|syllable| syllable.capital).count();
    if capitals == 0 || capitals == run.len() {
        return Vec::new();
    }
    let [surnames, addresses] = &*KNOWN;
    let mut names = Vec::new();
    let mut at = 0;
    while at < run.len() {
        let capitals = run[at..].iter().take_while(|syllable| syllable.capital).count();
        let (mut start, mut end) = (at, at + capitals);
        at = end + usize::from(capitals == 0);
        // The first word of a sentence has a capital of its own.
        if start == 0 && !surnames.contains(&run[0].exact) {
            start += 1;
        }
        // `Bộ Công an`: the last capital is that of a word which goes on.
        let of_person = run.get(start).is_some_and(|first| surnames.contains(&first.exact));
        if end < run.len() && end > start && !of_person && known(end - 1, end + 1) {
            end -= 1;
        }
        let addressed = start.checked_sub(1).is_some_and(|before| addresses.contains(&run[before].exact));
        let name = start..end;
        if name.len() > MOST_SYLLABLES || is_words(&name, &known) {
            continue;
        }
        if name.len() >= 2 || (name.len() == 1 && addressed) {
            names.push(name);
        }
    }
    names
}

/// Whether words cover all of it (`Hà Nội`, `Việt Nam`), which needs no rule for names.
fn is_words(name: &Range<usize>, known: &impl Fn(usize, usize) -> bool) -> bool {
    let mut at = name.start;
    while at < name.end {
        let longest = (at + 2..=name.end.min(at + MOST_SYLLABLES)).rev().find(|end| known(at, *end));
        let Some(end) = longest else { return false };
        at = end;
    }
    !name.is_empty()
}

//! Names in a run of syllables, recognised by their capitals. A syllable next to a name never forms a word with part of
//! it.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::text::alone::hashes;
use crate::text::fold_memory::Hashes;
use crate::text::lexicon::MOST_SYLLABLES;

/// Surnames, which can begin a name even where every word is capitalised.
const SURNAMES: &str = "nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn trịnh trương \
    lâm mai tô tạ hà phùng cao châu quách lưu thái đinh vương kiều tăng chu";
/// Forms of address before a given name.
const ADDRESSES: &str = "anh chị ông bà em cô chú bác cụ cháu bé thầy";

static KNOWN: LazyLock<[FxHashSet<u64>; 2]> =
    LazyLock::new(|| [SURNAMES, ADDRESSES].map(|list| hashes(list.split_whitespace())));

/// The names in a run, in order; none if all syllables are capitalised, as in a headline, or none is.
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
        if capitals == 0 {
            continue;
        }
        // The first word of a sentence is capitalised anyway.
        if start == 0 && !surnames.contains(&run[0].exact) {
            start += 1;
        }
        // In `Bộ Công an` the last capital belongs to a word that continues.
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

/// Whether it consists of known words (`Hà Nội`, `Việt Nam`) and needs no rule for names.
fn is_words(name: &Range<usize>, known: &impl Fn(usize, usize) -> bool) -> bool {
    let mut at = name.start;
    while at < name.end {
        let longest = (at + 2..=name.end.min(at + MOST_SYLLABLES)).rev().find(|end| known(at, *end));
        let Some(end) = longest else { return false };
        at = end;
    }
    !name.is_empty()
}

//! How often an article spells a syllable in which way.

use std::ops::Range;

use rustc_hash::FxHashMap;

/// How the syllables of an article are spelled, by their K1.
#[derive(Default)]
pub(super) struct Spellings {
    /// By the hash of K1 the place of its group.
    places: FxHashMap<u64, usize>,
    groups: Vec<SameLetters>,
    /// Whether any group has several.
    several: bool,
    /// By the number of a remembered word in which text it was met last, and its spelling there.
    met: Vec<(u32, Spelled)>,
    /// The number of the text.
    text: u32,
}

/// In [`Spellings::met`] what is the number of no text.
const NO_TEXT: u32 = u32::MAX;

/// A spelling of a group: the first one, or one of the others.
#[derive(Clone, Copy, Default)]
pub(super) struct Spelled {
    pub(super) group: usize,
    pub(super) way: usize,
}

/// The ways in which one K1 is spelled, in the order in which they are met.
struct SameLetters {
    first: KeySpelling,
    others: Vec<KeySpelling>,
}

/// A spelling, where it stands among the keys, and how often it was met.
struct KeySpelling {
    key: Range<usize>,
    count: u32,
}

impl Spellings {
    /// Counts a remembered word that was met in this text before.
    pub(super) fn count_again(&mut self, number: usize) -> Option<Spelled> {
        let (_, spelled) = *self.met.get(number).filter(|(text, _)| *text == self.text)?;
        let group = self.groups.get_mut(spelled.group)?;
        let met = if spelled.way == 0 { &mut group.first } else { &mut group.others[spelled.way - 1] };
        met.count += 1;
        Some(spelled)
    }

    /// Counts a spelling and writes it to `out`, unless it is there.
    pub(super) fn count(&mut self, (hash, number): (u64, Option<usize>), exact: &str, out: &mut String) -> Spelled {
        let spelled = self.count_letters(hash, exact, out);
        if let Some(number) = number {
            self.met.resize(self.met.len().max(number + 1), (NO_TEXT, Spelled::default()));
            self.met[number] = (self.text, spelled);
        }
        spelled
    }

    /// Where the key of a spelling stands.
    pub(super) fn key(&self, spelled: Spelled) -> Range<usize> {
        self.groups[spelled.group].way(spelled.way).key.clone()
    }

    fn count_letters(&mut self, hash: u64, exact: &str, out: &mut String) -> Spelled {
        let group = *self.places.entry(hash).or_insert(self.groups.len());
        let Some(ways) = self.groups.get_mut(group) else {
            self.groups
                .push(SameLetters { first: KeySpelling { key: plain(out, exact), count: 1 }, others: Vec::new() });
            return Spelled { group, way: 0 };
        };
        let known = ways.all().position(|way| out[way.key.clone()] == *exact);
        let Some(way) = known else {
            ways.others.push(KeySpelling { key: plain(out, exact), count: 1 });
            self.several = true;
            return Spelled { group, way: ways.others.len() };
        };
        let met = if way == 0 { &mut ways.first } else { &mut ways.others[way - 1] };
        met.count += 1;
        Spelled { group, way }
    }

    /// Of each group the commonest way, where it has several; `None`: none has.
    pub(super) fn commonest(&self) -> Option<Vec<Option<usize>>> {
        self.several.then(|| self.groups.iter().map(SameLetters::commonest_of_several).collect())
    }

    pub(super) fn clear(&mut self) {
        self.places.clear();
        self.groups.clear();
        self.several = false;
        self.text += 1;
        if self.text == NO_TEXT {
            (self.text, self.met) = (0, Vec::new());
        }
    }
}

impl SameLetters {
    fn all(&self) -> impl Iterator<Item = &KeySpelling> {
        std::iter::once(&self.first).chain(&self.others)
    }

    fn way(&self, way: usize) -> &KeySpelling {
        way.checked_sub(1).map_or(&self.first, |other| &self.others[other])
    }

    /// Of two that are as common, the one that was met first.
    fn commonest_of_several(&self) -> Option<usize> {
        let better = |best: (usize, u32), (way, count)| if count > best.1 { (way, count) } else { best };
        let counts = self.all().map(|way| way.count).enumerate();
        (!self.others.is_empty()).then(|| counts.fold((0, 0), better).0)
    }
}

/// Writes a key; gives where.
pub(super) fn plain(out: &mut String, key: &str) -> Range<usize> {
    let from = out.len();
    out.push_str(key);
    out.push(' ');
    from..out.len() - 1
}

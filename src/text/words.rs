//! Words of a text: where the border of one lies between two syllables.
//!
//! The fewest words win, as the lexicon has them (longest match with a cost): a syllable alone costs more than a word of
//! the lexicon, a particle that mostly stands alone a little less. No word goes across punctuation. What the lexicon does
//! not know stays single syllables.

use rustc_hash::{FxHashMap, FxHashSet};

use super::fold::{self, Level, Token};
use super::fold_memory::Hashes;
use super::lexicon::{Lexicon, MOST_SYLLABLES, chain};

/// What a word of the lexicon costs, whatever its length, …
const WORD: u32 = 20;
/// … a syllable alone, …
const SYLLABLE: u32 = 20;
/// … and one of [`PARTICLES`].
const PARTICLE: u32 = 15;

/// Syllables that mostly are words of their own.
const PARTICLES: &str = "và của là có được bị cho các những một hai ba bốn năm sáu bảy tám chín mười trăm với để trong \
    ngoài trên dưới tại từ đến ở về theo do vì nên mà thì này đó kia khi sau trước đã đang sẽ không chưa cũng chỉ rất \
    lại ra vào lên xuống đi người việc anh chị ông bà em tôi mỗi mọi từng cùng hơn gần như nếu nhưng hoặc hay vẫn còn \
    phải nhiều ít gặp tăng giảm vụ nuôi làm trả mức";

/// First and second syllables of verbs with their object, which are words and may yet stand apart (`nợ ba tháng lương`).
const VERBS: &[&str] = &["nợ", "tăng", "giảm", "trả", "nâng", "đòi", "hưởng", "chậm", "chi", "phát", "nhận", "thưởng"];
const OBJECTS: &[&str] = &["lương", "thưởng", "tiền", "phí", "giá", "thuế", "tết"];

/// Cuts texts into words.
#[derive(Debug)]
pub(crate) struct Words {
    lexicon: Lexicon,
    /// The words by K1, syllables joined by `_`: their K3 with i for y, joined likewise.
    by_base: FxHashMap<String, Vec<String>>,
    /// Hashes of the words' K1.
    unmarked: FxHashSet<u64>,
    particles: FxHashSet<u64>,
}

/// A word of a text: so many syllables, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) syllables: usize,
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Compound {
    /// K1, joined.
    pub(crate) base: String,
    /// K3 with i for y, joined: what it can be by the marks that were typed; empty where none was.
    pub(crate) exact: Vec<String>,
    /// How many tokens it has.
    pub(crate) tokens: usize,
}

impl Words {
    /// With the project's own words and some that were learnt.
    pub(crate) fn new<'a>(learnt: impl IntoIterator<Item = &'a str>) -> Self {
        let learnt: Vec<&'a str> = learnt.into_iter().collect();
        let lexicon = Lexicon::default().with(learnt.iter().copied());
        let mut by_base: FxHashMap<String, Vec<String>> = FxHashMap::default();
        let mut unmarked = FxHashSet::default();
        let own = Lexicon::own_words().map(|word| -> &'a str { word });
        for word in own.chain(learnt) {
            let tokens: Vec<Token> = fold::tokens(word).collect();
            if !(2..=MOST_SYLLABLES).contains(&tokens.len()) {
                continue;
            }
            let hash = |token: &Token| Hashes::of(&token.base, &token.base).base;
            unmarked.insert(tokens.iter().map(hash).fold(0, chain));
            let exact = joined(&tokens, |token| &token.exact_iy);
            let same = by_base.entry(joined(&tokens, |token| &token.base)).or_default();
            if !same.contains(&exact) {
                same.push(exact);
            }
        }
        let particles = PARTICLES.split_whitespace().map(|word| Hashes::of(word, "").exact).collect();
        Self { lexicon, by_base, unmarked, particles }
    }

    /// The words of a run of syllables between two punctuation marks.
    pub(crate) fn cut(&self, run: &[Hashes], words: &mut Vec<Word>) {
        words.clear();
        let plain = run.len() > 1 && run.iter().all(|syllable| syllable.exact == syllable.base);
        let known = |from: usize, to: usize| self.is_word(&run[from..to], plain);
        let single = |at: usize| if self.particles.contains(&run[at].exact) { PARTICLE } else { SYLLABLE };
        cheapest(run.len(), known, single, words);
    }

    /// Whether these syllables are a word; in a text without marks, whether they can be one.
    pub(crate) fn is_word(&self, syllables: &[Hashes], plain: bool) -> bool {
        let exact = syllables.iter().map(|syllable| syllable.exact).fold(0, chain);
        self.lexicon.has(exact) || (plain && self.is_unmarked(syllables))
    }

    /// Whether a word has these syllables but for the marks.
    pub(crate) fn is_unmarked(&self, syllables: &[Hashes]) -> bool {
        self.unmarked.contains(&syllables.iter().map(|syllable| syllable.base).fold(0, chain))
    }

    /// The words of a query's tokens: `Some` for one of two syllables and more, `None` for a token alone.
    pub(crate) fn of_query(&self, tokens: &[Token]) -> Vec<Option<Compound>> {
        let mut words = Vec::new();
        let known = |from: usize, to: usize| self.compound(&tokens[from..to]).is_some();
        let single = |at: usize| if is_particle(&tokens[at]) { PARTICLE } else { SYLLABLE };
        cheapest(tokens.len(), known, single, &mut words);
        let mut at = 0;
        let found = words.into_iter().map(|word| {
            let part = &tokens[at..at + word.syllables];
            at += word.syllables;
            if part.len() > 1 { self.compound(part) } else { None }
        });
        found.collect()
    }

    /// What some tokens without marks may be as one word: K3 with i for y, joined by `_`.
    pub(crate) fn readings(&self, tokens: &[Token]) -> &[String] {
        let unmarked = tokens.len() > 1 && tokens.iter().all(|token| token.meant() == Level::Base);
        let found = if unmarked { self.by_base.get(&joined(tokens, |token| &token.base)) } else { None };
        found.map(Vec::as_slice).unwrap_or_default()
    }

    fn compound(&self, tokens: &[Token]) -> Option<Compound> {
        if tokens.len() < 2 || comes_apart(tokens) {
            return None;
        }
        let base = joined(tokens, |token| &token.base);
        let all = self.by_base.get(&base)?;
        if tokens.iter().all(|token| token.meant() == Level::Base) {
            return Some(Compound { base, exact: Vec::new(), tokens: tokens.len() });
        }
        let fits = |word: &&String| {
            tokens
                .iter()
                .zip(word.split('_'))
                .all(|(token, syllable)| if token.meant() == Level::Base { true } else { token.exact_iy == syllable })
        };
        let exact: Vec<String> = all.iter().filter(fits).cloned().collect();
        (!exact.is_empty()).then_some(Compound { base, exact, tokens: tokens.len() })
    }
}

fn is_particle(token: &Token) -> bool {
    PARTICLES.split_whitespace().any(|word| fold::exact(word) == token.exact)
}

/// Whether these are a verb and its object, which are one word and may stand apart.
fn comes_apart(tokens: &[Token]) -> bool {
    let [verb, object] = tokens else { return false };
    let one_of = |token: &Token, words: &[&str]| words.iter().any(|word| fold::base(word) == token.base);
    one_of(verb, VERBS) && one_of(object, OBJECTS)
}

fn joined(tokens: &[Token], key: impl Fn(&Token) -> &String) -> String {
    let mut out = String::new();
    for token in tokens {
        if !out.is_empty() {
            out.push('_');
        }
        out.push_str(key(token));
    }
    out
}

/// The cheapest row of words for so many syllables; of two that cost the same the one with the longer first word.
fn cheapest(count: usize, known: impl Fn(usize, usize) -> bool, single: impl Fn(usize) -> u32, words: &mut Vec<Word>) {
    // From the end: what the rest from a place on costs, and how long its first word is.
    let mut best = vec![(0_u32, 0_usize); count + 1];
    for at in (0..count).rev() {
        let mut choice = (best[at + 1].0.saturating_add(single(at)), 1);
        for length in 2..=MOST_SYLLABLES.min(count - at) {
            let cost = best[at + length].0.saturating_add(WORD);
            if cost <= choice.0 && known(at, at + length) {
                choice = (cost, length);
            }
        }
        best[at] = choice;
    }
    let mut at = 0;
    while at < count {
        words.push(Word { syllables: best[at].1 });
        at += best[at].1;
    }
}

#[cfg(test)]
mod tests;

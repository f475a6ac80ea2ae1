//! What the search index is made of: its fields, its tokenizer, and a document from an article's texts.
//!
//! Two keys are indexed, each for the title alone and for everything. K1 (`base`) has positions, for phrases and for
//! readers who type no marks. K3 (`exact`) tells how a word was spelled. K2 needs no field of its own: a syllable's letters
//! with each of the six tones are six words of K3. A word of several syllables is one more token in both, its syllables
//! joined by `_`, where its first syllable stands: what goes across the border of two words has no such token.
//! Folding is done once per word, here; the tokenizer only cuts prepared strings apart at spaces.

use std::collections::BTreeMap;

use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{Index, TantivyDocument};

use crate::text::fold::{self, Kind};
use crate::text::fold_memory::{Hashes, Memory};
use crate::text::lexicon::MOST_SYLLABLES;
use crate::text::words::{Word, Words};

/// The name of our tokenizer in the index.
const TOKENIZER: &str = "loa";
/// Before a token that stands at the same position as the next one (a document's number and its first word).
const SAME_PLACE: char = '\u{1}';
/// A token that is only a gap, so that no phrase reaches from the title into the body.
const GAP: &str = "\u{2}";
/// Positions that a gap skips.
const GAP_WIDTH: usize = 50;
/// The list of articles with a picture; the archive has none of this number.
pub(super) const PICTURED: u64 = u64::MAX;
/// Longest word that is indexed, in bytes of its key; longer ones are nobody's search.
const MAX_TERM_BYTES: usize = 120;

/// The fields.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// Row id.
    pub(super) id: Field,
    /// Sort key of the row, seconds.
    pub(super) at: Field,
    /// Numbers of the lists it is in.
    pub(super) list: Field,
    /// Title, K1.
    pub(super) title: Field,
    /// Title, K3.
    pub(super) title_exact: Field,
    /// Title, sapo and body, K1.
    pub(super) all: Field,
    /// Title, sapo and body, K3.
    pub(super) all_exact: Field,
    /// Byline, K1.
    pub(super) author: Field,
    /// Tags, K1 and K3, each apart from the next.
    pub(super) tag: Field,
    pub(super) tag_exact: Field,
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let text = |record| {
        let indexing =
            TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(record).set_fieldnorms(true);
        TextOptions::default().set_indexing_options(indexing)
    };
    let mut schema = Schema::builder();
    let fields = Fields {
        id: schema.add_u64_field("id", FAST | INDEXED),
        at: schema.add_i64_field("at", FAST),
        list: schema.add_u64_field("list", INDEXED),
        title: schema.add_text_field("title", text(IndexRecordOption::WithFreqsAndPositions)),
        title_exact: schema.add_text_field("title_exact", text(IndexRecordOption::WithFreqsAndPositions)),
        all: schema.add_text_field("all", text(IndexRecordOption::WithFreqsAndPositions)),
        all_exact: schema.add_text_field("all_exact", text(IndexRecordOption::WithFreqsAndPositions)),
        author: schema.add_text_field("author", text(IndexRecordOption::WithFreqsAndPositions)),
        tag: schema.add_text_field("tag", text(IndexRecordOption::WithFreqsAndPositions)),
        tag_exact: schema.add_text_field("tag_exact", text(IndexRecordOption::WithFreqsAndPositions)),
    };
    (schema.build(), fields)
}

/// Makes our tokenizer known to an opened index.
pub(super) fn register(index: &Index) {
    index.tokenizers().register(TOKENIZER, Cut);
}

/// The texts of an article that are searched.
#[derive(Debug, Default)]
pub(super) struct Texts {
    pub(super) id: u64,
    pub(super) at: i64,
    pub(super) lists: Vec<u64>,
    pub(super) title: String,
    pub(super) author: String,
    pub(super) tags: Vec<String>,
    /// Sapo and the strings of the body.
    pub(super) rest: Vec<String>,
}

/// The document of an article; `memory` spares folding the same words for every one.
pub(super) fn document(fields: &Fields, texts: &Texts, words: &Words, memory: &mut Memory) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    document.add_u64(fields.id, texts.id);
    document.add_i64(fields.at, texts.at);
    for list in &texts.lists {
        document.add_u64(fields.list, *list);
    }
    let mut keys = Keys::default();
    keys.take(&texts.title, words, memory);
    document.add_text(fields.title, &keys.base);
    document.add_text(fields.title_exact, &keys.exact);
    for text in &texts.rest {
        keys.gap();
        keys.take(text, words, memory);
    }
    document.add_text(fields.all, &keys.base);
    document.add_text(fields.all_exact, &keys.exact);
    if !texts.author.is_empty() {
        let mut keys = Keys::default();
        keys.take(&texts.author, words, memory);
        document.add_text(fields.author, &keys.base);
    }
    if !texts.tags.is_empty() {
        let mut keys = Keys::default();
        for tag in &texts.tags {
            keys.take(tag, words, memory);
            keys.gap();
        }
        document.add_text(fields.tag, &keys.base);
        document.add_text(fields.tag_exact, &keys.exact);
    }
    document
}

/// The words of several syllables of an article, K3 with i for y, and how often each stands there.
pub(super) fn compounds(texts: &Texts, words: &Words) -> BTreeMap<String, u32> {
    let (mut keys, mut memory) = (Keys::default(), Memory::default());
    for text in std::iter::once(&texts.title).chain(&texts.rest) {
        keys.take(text, words, &mut memory);
    }
    let mut found = BTreeMap::new();
    for word in keys.exact.split(' ').filter_map(|key| key.strip_prefix(SAME_PLACE)).filter(|key| key.contains('_')) {
        *found.entry(word.to_owned()).or_default() += 1;
    }
    found
}

/// The keys of a text, words apart by single spaces.
#[derive(Default)]
struct Keys {
    base: String,
    exact: String,
    run: Run,
}

/// Syllables with nothing but spaces between them, until the words they make are known.
#[derive(Default)]
struct Run {
    hashes: Vec<Hashes>,
    /// Their keys one after the other, and where each ends.
    base: String,
    exact: String,
    ends: Vec<(usize, usize)>,
    words: Vec<Word>,
}

impl Run {
    fn push(&mut self, base: &str, exact: &str, hashes: Hashes) {
        self.base.push_str(base);
        self.exact.push_str(exact);
        self.ends.push((self.base.len(), self.exact.len()));
        self.hashes.push(hashes);
    }

    fn keys(&self, at: usize) -> (&str, &str) {
        let from = at.checked_sub(1).map_or((0, 0), |before| self.ends[before]);
        (&self.base[from.0..self.ends[at].0], &self.exact[from.1..self.ends[at].1])
    }

    fn clear(&mut self) {
        self.hashes.clear();
        self.base.clear();
        self.exact.clear();
        self.ends.clear();
    }
}

impl Keys {
    fn take(&mut self, text: &str, words: &Words, memory: &mut Memory) {
        let mut tokens = fold::tokens(text);
        let mut end = 0;
        while let Some(word) = tokens.next_keys(memory) {
            if word.base.len() > MAX_TERM_BYTES {
                continue;
            }
            let apart = text.get(end..word.range.start).is_none_or(|between| between.trim() != "");
            if apart || word.hashes.exact == 0 {
                self.end_run(words);
            }
            end = word.range.end;
            if word.kind == Kind::Number {
                same_place(&mut self.base, word.base);
                end = word.range.start;
            } else {
                self.run.push(word.base, word.exact, word.hashes);
            }
            if word.hashes.exact == 0 {
                self.end_run(words);
            }
        }
        self.end_run(words);
    }

    /// Writes the syllables of the run, and before the first one of each word the word.
    fn end_run(&mut self, words: &Words) {
        let run = &mut self.run;
        let mut cut = std::mem::take(&mut run.words);
        words.cut(&run.hashes, &mut cut);
        let alone: Vec<bool> =
            cut.iter().flat_map(|word| std::iter::repeat_n(word.syllables == 1, word.syllables)).collect();
        let mut at = 0;
        for word in &cut {
            let end = at + word.syllables;
            for from in at..end {
                for to in from + 2..=end {
                    if words.is_word(&run.hashes[from..to], true) {
                        compound(run, from, to, &mut self.base, Some(&mut self.exact));
                    }
                }
                if word.syllables == 1 {
                    for to in from + 2..=alone_until(&alone, from) {
                        if words.is_unmarked(&run.hashes[from..to]) {
                            compound(run, from, to, &mut self.base, None);
                        }
                    }
                }
                let (base, exact) = run.keys(from);
                plain(&mut self.base, base);
                plain(&mut self.exact, exact);
            }
            at = end;
        }
        run.words = cut;
        run.clear();
    }

    fn gap(&mut self) {
        self.base.push_str(GAP);
        self.base.push(' ');
        self.exact.push_str(GAP);
        self.exact.push(' ');
    }
}

/// How far the syllables from `from` on are each a word of its own, four at most.
fn alone_until(alone: &[bool], from: usize) -> usize {
    from + alone[from..].iter().take(MOST_SYLLABLES).take_while(|alone| **alone).count()
}

fn plain(out: &mut String, key: &str) {
    out.push_str(key);
    out.push(' ');
}

fn same_place(out: &mut String, key: &str) {
    out.push(SAME_PLACE);
    plain(out, key);
}

/// The word of syllables `from..to`, in K1 and, where wanted, in K3 with i for y.
fn compound(run: &Run, from: usize, to: usize, base: &mut String, exact: Option<&mut String>) {
    base.push(SAME_PLACE);
    for at in from..to {
        base.push_str(run.keys(at).0);
        base.push(if at + 1 < to { '_' } else { ' ' });
    }
    let Some(exact) = exact else { return };
    exact.push(SAME_PLACE);
    for at in from..to {
        fold::push_similar(exact, run.keys(at).1);
        exact.push(if at + 1 < to { '_' } else { ' ' });
    }
}

/// Cuts at spaces.
#[derive(Clone)]
struct Cut;

struct Cutting<'a> {
    rest: &'a str,
    place: usize,
    token: Token,
}

impl Tokenizer for Cut {
    type TokenStream<'a> = Cutting<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Cutting<'a> {
        Cutting { rest: text, place: 0, token: Token::default() }
    }
}

impl TokenStream for Cutting<'_> {
    fn advance(&mut self) -> bool {
        loop {
            // Words are a few bytes long: looking at each is quicker than a search that has to be begun.
            let Some(end) = self.rest.bytes().position(|byte| byte == b' ') else { return false };
            let word = &self.rest[..end];
            self.rest = &self.rest[end + 1..];
            if word == GAP {
                self.place += GAP_WIDTH;
                continue;
            }
            self.token.position = self.place;
            let plain = word.strip_prefix(SAME_PLACE);
            self.place += usize::from(plain.is_none());
            self.token.text.clear();
            self.token.text.push_str(plain.unwrap_or(word));
            return true;
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(usize, String)> {
        let mut keys = Keys::default();
        let (words, mut memory) = (Words::new([]), Memory::default());
        keys.take(text, &words, &mut memory);
        keys.gap();
        keys.take("hết", &words, &mut memory);
        let mut out = Vec::new();
        Cut.token_stream(&keys.base).process(&mut |token| out.push((token.position, token.text.clone())));
        out
    }

    #[test]
    fn a_number_stands_where_its_first_word_stands() {
        let words = cut("Nghị định 38/2022/NĐ-CP");
        let places: Vec<_> = words.iter().map(|(place, word)| (*place, word.as_str())).collect();
        assert_eq!(&places[1..6], [(0, "nghi"), (1, "dinh"), (2, "38/2022/nd-cp"), (2, "38"), (3, "2022")]);
    }

    #[test]
    fn a_word_stands_where_its_first_syllable_stands_and_none_goes_across_a_border() {
        let words: Vec<String> = cut("gia đình công nhân đình công").into_iter().map(|(_, word)| word).collect();
        let expected = ["gia_dinh", "gia", "dinh", "cong_nhan", "cong", "nhan", "dinh_cong", "dinh", "cong", "het"];
        assert_eq!(words, expected);
    }

    #[test]
    fn a_gap_keeps_two_texts_apart() {
        assert_eq!(cut("công"), [(0, "cong".to_owned()), (1 + GAP_WIDTH, "het".to_owned())]);
    }
}

//! What the search index is made of: its fields, its tokenizer, and a document from an article's texts.
//!
//! Four fields are made of each kind of text. K1 (`base`) has positions, for phrases and for readers who type no marks. K3
//! (`exact`) tells how a word was spelled, and has none: mostly an article spells a syllable in one way, and where it has
//! several, `rare` has the positions of all but the commonest. K2 needs no field of its own: a syllable's letters with each
//! of the six tones are six words of K3. Words of several syllables have a field of their own, `word`, as `K1=K3`, their
//! syllables joined by `_`; where the vocabulary knows only their letters, as `K1=`. What goes across the border of two
//! words is not in it.
//! Folding is done once per word, here; the tokenizer only cuts prepared strings apart at spaces.

use std::collections::BTreeMap;
use std::sync::Arc;

use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{Index, TantivyDocument};

use crate::text::fold_memory::Memory;
use crate::text::words::WordCutter;

mod keys;
mod pending;
mod spellings;

use keys::TextKeys;
pub(super) use pending::Pending;

/// The name of our tokenizer in the index.
const TOKENIZER: &str = "loa";
/// Before a token that stands at the same position as the next one (a document's number and its first word).
const SAME_PLACE: char = '\u{1}';
/// Around the place of a token that does not follow the one before it.
const AT: char = '\u{3}';
/// Between the K1 of a syllable that is spelled more often in another way, and its K3.
pub(super) const RARE: char = '=';
/// Between the letters of a word of several syllables and its spelling.
pub(super) const SPELLED: char = '=';
/// The token between two texts, at a place of its own: no phrase reaches over it, and words on its two sides are not near.
pub(super) const GAP: &str = "\u{2}";
/// The list of articles with a picture; the archive has none of this number.
pub(super) const PICTURED: u64 = u64::MAX;
/// The list of articles that name the place of a number; the archive has none of such numbers.
pub(super) const fn place_list(number: u64) -> u64 {
    PLACES | number
}

/// Before the numbers of places, which have 32 bits.
const PLACES: u64 = 1 << 62;
/// Longest word that is indexed, in bytes of its key; nobody searches for a longer one.
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
    /// Title.
    pub(super) title: TextFields,
    /// Title, sapo and body.
    pub(super) all: TextFields,
    /// Tags, each apart from the next.
    pub(super) tag: TextFields,
    /// Byline, K1.
    pub(super) author: Field,
}

/// The fields of one kind of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextFields {
    /// Syllables and numbers, K1, with positions.
    pub(super) base: Field,
    /// Syllables, K3.
    pub(super) exact: Field,
    /// Syllables, K1, [`RARE`], K3, where an article spells the same K1 more often in another way, with positions.
    pub(super) rare: Field,
    /// Words of several syllables: K1, [`SPELLED`], K3 with i for y.
    pub(super) word: Field,
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let text = |record| {
        let indexing =
            TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(record).set_fieldnorms(true);
        TextOptions::default().set_indexing_options(indexing)
    };
    let (placed, counted) = (text(IndexRecordOption::WithFreqsAndPositions), text(IndexRecordOption::WithFreqs));
    let mut schema = Schema::builder();
    let mut texts = |name: &str| TextFields {
        base: schema.add_text_field(name, placed.clone()),
        exact: schema.add_text_field(&format!("{name}_exact"), counted.clone()),
        rare: schema.add_text_field(&format!("{name}_rare"), placed.clone()),
        word: schema.add_text_field(&format!("{name}_word"), counted.clone()),
    };
    let (title, all, tag) = (texts("title"), texts("all"), texts("tag"));
    let fields = Fields {
        id: schema.add_u64_field("id", FAST | INDEXED),
        at: schema.add_i64_field("at", FAST),
        list: schema.add_u64_field("list", INDEXED),
        title,
        all,
        tag,
        author: schema.add_text_field("author", placed),
    };
    (schema.build(), fields)
}

/// Makes our tokenizer known to an opened index; it counts what it cuts.
pub(super) fn register(index: &Index, pending: &Arc<Pending>) {
    index.tokenizers().register(TOKENIZER, CutTokenizer { pending: Arc::clone(pending) });
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

/// Makes documents of articles; what it remembers spares folding the same words for every one.
pub(super) struct IndexDocuments<'a> {
    fields: Fields,
    words: &'a WordCutter,
    pending: &'a Pending,
    memory: Memory,
    keys: TextKeys,
}

impl<'a> IndexDocuments<'a> {
    pub(super) fn new(fields: Fields, words: &'a WordCutter, pending: &'a Pending) -> Self {
        Self { fields, words, pending, memory: Memory::default(), keys: TextKeys::default() }
    }

    /// The document of an article, which is handed to the index at once; waits while too much was.
    pub(super) fn document(&mut self, texts: &Texts) -> TantivyDocument {
        let Self { fields, words, pending, memory, keys } = self;
        let mut document = TantivyDocument::default();
        document.add_u64(fields.id, texts.id);
        document.add_i64(fields.at, texts.at);
        for list in &texts.lists {
            document.add_u64(fields.list, *list);
        }
        keys.clear();
        keys.take(&texts.title, words, memory);
        let mut bytes = fields.title.fill(&mut document, keys);
        for text in &texts.rest {
            keys.gap();
            keys.take(text, words, memory);
        }
        bytes += fields.all.fill(&mut document, keys);
        if !texts.author.is_empty() {
            keys.clear();
            keys.take(&texts.author, words, memory);
            bytes += add(&mut document, fields.author, &keys.base);
        }
        if !texts.tags.is_empty() {
            keys.clear();
            for tag in &texts.tags {
                keys.take(tag, words, memory);
                keys.gap();
            }
            bytes += fields.tag.fill(&mut document, keys);
        }
        pending.add(bytes);
        document
    }
}

impl TextFields {
    /// Adds the keys of a text; gives their bytes.
    fn fill(&self, document: &mut TantivyDocument, keys: &TextKeys) -> usize {
        add(document, self.base, &keys.base)
            + add(document, self.exact, &keys.exact)
            + add(document, self.rare, &keys.rare())
            + add(document, self.word, &keys.word)
    }
}

/// Adds a text, if there is one; gives its bytes.
fn add(document: &mut TantivyDocument, field: Field, text: &str) -> usize {
    if !text.is_empty() {
        document.add_text(field, text);
    }
    text.len()
}

/// The key of a word of several syllables, both joined by `_`; without its spelling where only the letters are known.
pub(super) fn word_key(base: &str, exact: &str) -> String {
    format!("{base}{SPELLED}{exact}")
}

/// The words of several syllables of an article, by their keys, and how often each stands there.
pub(super) fn compounds(texts: &Texts, words: &WordCutter) -> BTreeMap<String, u32> {
    let (mut keys, mut memory) = (TextKeys::default(), Memory::default());
    for text in std::iter::once(&texts.title).chain(&texts.rest) {
        keys.take(text, words, &mut memory);
    }
    keys.words().map(|(word, times)| (word.to_owned(), times)).collect()
}

/// Cuts at spaces.
#[derive(Clone, Default)]
struct CutTokenizer {
    pending: Arc<Pending>,
}

struct Cutting<'a> {
    rest: &'a str,
    place: usize,
    token: Token,
}

impl Tokenizer for CutTokenizer {
    type TokenStream<'a> = Cutting<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Cutting<'a> {
        self.pending.cut(text.len());
        Cutting { rest: text, place: 0, token: Token::default() }
    }
}

impl TokenStream for Cutting<'_> {
    fn advance(&mut self) -> bool {
        // Words are a few bytes long: looking at each is quicker than a search that has to be begun.
        let Some(end) = self.rest.bytes().position(|byte| byte == b' ') else { return false };
        let (word, rest) = (&self.rest[..end], &self.rest[end + 1..]);
        self.rest = rest;
        self.token.position = self.place;
        self.token.text.clear();
        match word.chars().next() {
            Some(AT) => {
                let (place, key) = word[AT.len_utf8()..].split_once(AT).unwrap_or_default();
                self.token.position = place.parse().unwrap_or(0);
                self.token.text.push_str(key);
            }
            Some(SAME_PLACE) => self.token.text.push_str(&word[SAME_PLACE.len_utf8()..]),
            _ => {
                self.place += 1;
                self.token.text.push_str(word);
            }
        }
        true
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

    fn keys(text: &str) -> TextKeys {
        let mut keys = TextKeys::default();
        let (words, mut memory) = (WordCutter::new([]), Memory::default());
        keys.take(text, &words, &mut memory);
        keys.gap();
        keys.take("hết", &words, &mut memory);
        keys
    }

    fn tokens(keys: &str) -> Vec<(usize, String)> {
        let mut out = Vec::new();
        CutTokenizer::default().token_stream(keys).process(&mut |token| out.push((token.position, token.text.clone())));
        out
    }

    fn cut(text: &str) -> Vec<(usize, String)> {
        tokens(&keys(text).base)
    }

    #[test]
    fn a_number_stands_where_its_first_word_stands() {
        let words = cut("Nghị định 38/2022/NĐ-CP");
        let places: Vec<_> = words.iter().map(|(place, word)| (*place, word.as_str())).collect();
        assert_eq!(&places[..5], [(0, "nghi"), (1, "dinh"), (2, "38/2022/nd-cp"), (2, "38"), (3, "2022")]);
    }

    #[test]
    fn no_word_goes_across_a_border() {
        let words = keys("gia đình công nhân đình công").word;
        let expected = ["gia_dinh=gia_đinh:1", "cong_nhan=công_nhân", "dinh_cong=đinh:1_công"];
        assert_eq!(words.split_whitespace().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_word_that_is_known_by_its_letters_alone_has_no_spelling() {
        assert_eq!(keys("gia dinh").word, "gia_dinh= ");
    }

    #[test]
    fn a_spelling_and_a_word_are_written_once_and_counted_always() {
        let keys = keys("công nhân, công nhân; cổng");
        assert_eq!(keys.exact, "công nhân công:2 hêt:4 ");
        assert_eq!(keys.words().collect::<Vec<_>>(), [("cong_nhan=công_nhân", 2)]);
    }

    #[test]
    fn a_word_that_is_written_with_i_and_with_y_is_two_words() {
        let expected = [("ky_su=ki:3_sư", 1), ("ki_su=ki:3_sư", 2)];
        assert_eq!(keys("kỹ sư, kĩ sư, Kĩ sư").words().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn only_the_rarer_spellings_of_a_syllable_have_places_of_their_own() {
        assert_eq!(keys("công nhân đình công").rare(), "");
        let rare = tokens(&keys("cổng vào công ty; công").rare());
        assert_eq!(rare, [(0, "cong=công:2".to_owned())]);
    }

    #[test]
    fn a_gap_keeps_two_texts_apart() {
        assert_eq!(cut("công"), [(0, "cong".to_owned()), (1, GAP.to_owned()), (2, "het".to_owned())]);
    }
}

//! Articles that tell of the same things as one: those that share enough of its telling words.
//!
//! A word tells the more, the more often it stands in the article and the fewer others have it. Words are those of several
//! syllables: single ones are shared by everything.

use tantivy::Term;
use tantivy::query::{BooleanQuery, EmptyQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

use crate::store::Result;
use crate::store::connection::Connections;
use crate::store::index::{self, IndexView};
use crate::store::terms::{self, Fields};
use crate::text::words::WordCutter;

/// Telling words of an article that are asked for.
const MOST_WORDS: usize = 24;
/// Of ten of them, so many must be shared; never fewer than [`LEAST_SHARED`].
const SHARED_OF_TEN: usize = 3;
const LEAST_SHARED: usize = 2;
/// A word that more than one of so many articles has tells nothing, …
const TELLING: u64 = 5;
/// … in an archive of more than so many.
const SMALL_ARCHIVE: u64 = 50;

/// The telling words of an article, as the index has them; none where the article is not there.
pub(super) fn words(archive: &Connections, view: &IndexView, words: &WordCutter, id: i64) -> Result<Vec<String>> {
    let Some(texts) = archive.read(|c| index::texts(c, id, None))? else { return Ok(Vec::new()) };
    let articles = view.searcher.num_docs();
    let common = if articles > SMALL_ARCHIVE { articles / TELLING } else { articles };
    let mut weighed: Vec<(f64, String)> = Vec::new();
    for (word, times) in terms::compounds(&texts, words) {
        let with = view.searcher.doc_freq(&Term::from_field_text(view.fields.all.word, &word))?;
        // A word of this article only leads nowhere.
        if (2..=common).contains(&with) {
            weighed.push((weight(times, with, articles), word));
        }
    }
    weighed.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(one.cmp(other)));
    Ok(weighed.into_iter().take(MOST_WORDS).map(|(_, word)| word).collect())
}

/// How much a word tells that stands so often in an article and in so many articles.
#[expect(clippy::cast_precision_loss, reason = "counts of articles are far below the precision of a rank")]
fn weight(times: u32, with: u64, articles: u64) -> f64 {
    (1.0 + f64::from(times).ln()) * (1.0 + articles as f64 / with as f64).ln()
}

/// What finds articles that share enough of some words.
pub(super) fn question(fields: &Fields, words: &[String]) -> Box<dyn Query> {
    if words.len() < LEAST_SHARED {
        return Box::new(EmptyQuery);
    }
    let word = |word: &String| -> (Occur, Box<dyn Query>) {
        let term = Term::from_field_text(fields.all.word, word);
        (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
    };
    let least = (words.len() * SHARED_OF_TEN).div_ceil(10).max(LEAST_SHARED);
    Box::new(BooleanQuery::with_minimum_required_clauses(words.iter().map(word).collect(), least))
}

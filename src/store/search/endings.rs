//! What the last word of a query may become while it is still typed.

use tantivy::schema::Field;

use super::plan::{Endings, QueryPlan};
use crate::store::Result;
use crate::store::index::IndexView;
use crate::store::language::SearchPlace;
use crate::store::terms::SPELLED;
use crate::text::fold::{FoldKind, MatchLevel};

/// Words that a beginning may stand for, the most frequent ones first.
const MAX_ENDINGS: usize = 64;

/// What the last word may become, when it is one word that is still typed.
pub(super) fn endings(view: &IndexView, plan: &QueryPlan<'_>) -> Result<Option<Endings>> {
    let Some([unit]) = plan.asked.all.last().map(Vec::as_slice) else { return Ok(None) };
    let [token] = unit.tokens.as_slice() else { return Ok(None) };
    if unit.place != SearchPlace::Anywhere && unit.place != SearchPlace::Title || unit.near.is_some() {
        return Ok(None);
    }
    let base = beginning_with(view, view.fields.all.base, &token.base, |_| true)?;
    let tone = token.exact.strip_prefix(token.letters.as_str()).unwrap_or_default();
    let exact = if token.meant() == MatchLevel::Base || token.kind == FoldKind::Number {
        Vec::new()
    } else {
        beginning_with(view, view.fields.all.exact, &token.letters, |word| tone.is_empty() || word.ends_with(tone))?
    };
    Ok(Some(Endings { base, exact, compounds: compounds(view, plan)? }))
}

/// The compounds that begin as the last one typed does.
fn compounds(view: &IndexView, plan: &QueryPlan<'_>) -> Result<Vec<String>> {
    let Some(word) = plan.last_compound() else { return Ok(Vec::new()) };
    let fits = |key: &str| {
        let spelled = key.split_once(SPELLED).unwrap_or_default().1;
        word.unmarked || word.exact.iter().any(|exact| spelled.starts_with(exact))
    };
    beginning_with(view, view.fields.all.word, &word.base, fits)
}

/// The most frequent indexed words that begin so.
fn beginning_with(view: &IndexView, field: Field, prefix: &str, fits: impl Fn(&str) -> bool) -> Result<Vec<String>> {
    let mut frequency = std::collections::HashMap::<String, u64>::new();
    for segment in view.searcher.segment_readers() {
        let words = segment.inverted_index(field)?;
        let mut end = prefix.as_bytes().to_vec();
        end.push(0xff);
        let range = words.terms().range().ge(prefix.as_bytes()).lt(&end);
        let mut stream = range.into_stream().map_err(tantivy::TantivyError::from)?;
        while stream.advance() {
            let Ok(word) = std::str::from_utf8(stream.key()) else { continue };
            if fits(word) {
                let count = u64::from(stream.value().doc_freq);
                match frequency.get_mut(word) {
                    Some(sum) => *sum += count,
                    None => {
                        frequency.insert(word.to_owned(), count);
                    }
                }
            }
        }
    }
    let mut words: Vec<(u64, String)> = frequency.into_iter().map(|(word, count)| (count, word)).collect();
    words.sort_by(|a, b| b.cmp(a));
    Ok(words.into_iter().take(MAX_ENDINGS).map(|(_, word)| word).collect())
}

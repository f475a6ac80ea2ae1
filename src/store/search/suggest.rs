//! What was perhaps meant where a search finds nothing: its words that stand in no article, each by the nearest one that
//! does. Nearest: the keys of Telex that nobody composed (`luowng`), then one letter changed, missing or too many.

use tantivy::Term;

use crate::store::Result;
use crate::store::index::IndexView;
use crate::store::language;
use crate::text::fold::{self, FoldKind, FoldToken};
use crate::text::telex::{self, Method, ToneStyle};

/// Words of the query language that no article has to hold.
const OPERATORS: [&str; 3] = ["OR", "AND", "NOT"];
/// Shortest word that another one is looked for.
const SHORTEST: usize = 3;
/// Most words of the index that are compared with one.
const MOST_COMPARED: usize = 200_000;

/// The query with other words; `None` when every word stands somewhere, or nothing is near.
pub(super) fn nearest(view: &IndexView, query: &str) -> Result<Option<String>> {
    let mut out = String::new();
    let mut end = 0;
    for token in fold::tokens(query) {
        // A name may be of several words: *tiêu đề:*.
        let is_field =
            query[token.range.end..].starts_with(':') || language::begins_with_field(&query[token.range.start..]);
        if is_field || OPERATORS.contains(&&query[token.range.clone()]) {
            continue;
        }
        if token.kind != FoldKind::Word || token.range.start < end || known(view, &token.base)? > 0 {
            continue;
        }
        let Some(word) = nearest_word(view, &token)? else { continue };
        out.push_str(&query[end..token.range.start]);
        out.push_str(&word);
        end = token.range.end;
    }
    if end == 0 {
        return Ok(None);
    }
    out.push_str(&query[end..]);
    Ok(Some(out))
}

fn known(view: &IndexView, base: &str) -> Result<u64> {
    Ok(view.searcher.doc_freq(&Term::from_field_text(view.fields.all.base, base))?)
}

fn nearest_word(view: &IndexView, token: &FoldToken) -> Result<Option<String>> {
    let composed = telex::compose(&token.base, Method::Telex, ToneStyle::Old);
    if composed != token.base && known(view, &fold::base(&composed))? > 0 {
        return Ok(Some(composed));
    }
    if token.base.chars().count() < SHORTEST {
        return Ok(None);
    }
    let wanted: Vec<char> = token.base.chars().collect();
    let mut best: Option<(u64, String)> = None;
    let mut compared = 0;
    for segment in view.searcher.segment_readers() {
        let words = segment.inverted_index(view.fields.all.base)?;
        let mut stream = words.terms().stream().map_err(tantivy::TantivyError::from)?;
        while stream.advance() && compared < MOST_COMPARED {
            compared += 1;
            let Ok(word) = std::str::from_utf8(stream.key()) else { continue };
            let near = word.len().abs_diff(token.base.len()) <= 1 && is_one_away(&wanted, word);
            let count = u64::from(stream.value().doc_freq);
            if near && best.as_ref().is_none_or(|(most, _)| count > *most) {
                best = Some((count, word.to_owned()));
            }
        }
    }
    Ok(best.map(|(_, word)| word))
}

/// Whether two words differ by one letter changed, put in, left out, or exchanged with its neighbour.
fn is_one_away(wanted: &[char], word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    let same = wanted.iter().zip(&word).take_while(|(a, b)| a == b).count();
    match (&wanted[same..], &word[same..]) {
        ([], [_]) | ([_], []) => true,
        ([_, one @ ..], [_, other @ ..]) if one == other => true,
        ([first, second, one @ ..], [then, before, other @ ..])
            if first == before && second == then && one == other =>
        {
            true
        }
        ([_, rest @ ..], other) if rest == other => true,
        (other, [_, rest @ ..]) if rest == other => true,
        _ => false,
    }
}

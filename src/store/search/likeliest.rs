//! What a word typed without marks most likely is: the reading that most articles of the archive have.
//!
//! A word of several syllables is read as the lexicon has it. A syllable alone is read so only where it is the whole query:
//! beside others the commonest reading says little (`thuong tet` is not `thường tết`).

use std::collections::BTreeMap;

use tantivy::Term;
use tantivy::schema::Field;

use super::plan::{Likeliest, QueryPlan, plain_word};
use crate::store::Result;
use crate::store::index::IndexView;
use crate::store::terms::{SPELLED, word_key};
use crate::text::fold::{FoldToken, MatchLevel};
use crate::text::lexicon::MOST_SYLLABLES;

/// Most spellings of a syllable, tones aside, that are looked up.
const MOST_LETTERS: usize = 32;

/// The likeliest readings of a query's words, by the place where they begin.
pub(super) fn readings(view: &IndexView, plan: &QueryPlan<'_>) -> Result<BTreeMap<usize, Likeliest>> {
    let tokens: Vec<Option<&FoldToken>> = plan.asked.all.iter().map(|any| plain_word(any)).collect();
    let mut found = BTreeMap::new();
    if let [Some(token)] = tokens.as_slice() {
        if token.meant() == MatchLevel::Base
            && let Some(key) = commonest(view, view.fields.all.exact, spellings(&token.base))?
        {
            found.insert(0, Likeliest { syllables: vec![key] });
        }
        return Ok(found);
    }
    let mut at = 0;
    while at < tokens.len() {
        let longest = (at + 2..=tokens.len().min(at + MOST_SYLLABLES)).rev().find_map(|end| {
            let run: Vec<FoldToken> = tokens[at..end].iter().map(|token| token.cloned()).collect::<Option<_>>()?;
            let readings = plan.words.readings(&run);
            (!readings.is_empty()).then_some((end, readings))
        });
        let Some((end, readings)) = longest else {
            at += 1;
            continue;
        };
        let bases: Vec<&str> = tokens[at..end].iter().flatten().map(|token| token.base.as_str()).collect();
        let base = bases.join("_");
        let keys = readings.iter().map(|exact| word_key(&base, exact)).collect();
        if let Some(key) = commonest(view, view.fields.all.word, keys)? {
            let spelled = key.split_once(SPELLED).unwrap_or_default().1;
            found.insert(at, Likeliest { syllables: spelled.split('_').map(str::to_owned).collect() });
        }
        at = end;
    }
    Ok(found)
}

/// The key that most articles have; `None` where none has any.
fn commonest(view: &IndexView, field: Field, keys: Vec<String>) -> Result<Option<String>> {
    let mut best: Option<(u64, String)> = None;
    for key in keys {
        let count = view.searcher.doc_freq(&Term::from_field_text(field, &key))?;
        if count > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((count, key));
        }
    }
    Ok(best.map(|(_, key)| key))
}

/// The K3 keys of all spellings of a syllable's letters.
fn spellings(base: &str) -> Vec<String> {
    let mut letters = vec![String::new()];
    for (at, c) in base.char_indices() {
        let variants: &[char] = match c {
            'a' => &['a', 'ă', 'â'],
            'e' => &['e', 'ê'],
            'o' => &['o', 'ô', 'ơ'],
            'u' => &['u', 'ư'],
            'd' if at == 0 => &['d', 'đ'],
            _ => &[],
        };
        let longer = |before: &String| -> Vec<String> {
            let all = if variants.is_empty() { std::slice::from_ref(&c) } else { variants };
            all.iter().map(|variant| format!("{before}{variant}")).collect()
        };
        letters = letters.iter().flat_map(longer).take(MOST_LETTERS).collect();
    }
    let toned = |letters: &String| -> Vec<String> {
        std::iter::once(letters.clone()).chain((1..=5).map(|tone| format!("{letters}:{tone}"))).collect()
    };
    letters.iter().flat_map(toned).collect()
}

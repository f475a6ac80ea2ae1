//! The keywords that a newspaper gave an article.
//!
//! What is marked as a tag of the article (`article:tag`, `rel=tag`) is believed; lists of keywords in the head, and other
//! links to pages of tags, only where the words stand in the article: systems print the same list on every page.

use crate::extract::dom::Page;
use crate::extract::metadata::Facts;
use crate::model::{Block, Draft};
use crate::text::{self, fold};

/// Most tags of an article.
const MOST: usize = 30;
/// Most syllables of a tag; a longer one is a headline.
const LONGEST: usize = 8;

/// The parts of an address that lead to a page of a tag.
const TAG_PATHS: &[&str] = &["/tag/", "/tags/", "/tu-khoa/", "/keyword/", "/the/"];

/// The tags of an article whose texts are read.
pub(in crate::extract) fn tags(page: &Page<'_>, facts: &Facts, draft: &Draft) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    let mut keys: Vec<String> = Vec::new();
    let mut take = |tag: &str| {
        let tag = text::one_line(tag.trim_start_matches('#'));
        let key = fold::base(&tag);
        let fits = !key.trim().is_empty() && key.split_whitespace().count() <= LONGEST;
        if fits && tags.len() < MOST && !keys.contains(&key) {
            keys.push(key);
            tags.push(tag);
        }
    };
    facts.tags.iter().for_each(|tag| take(tag));
    let links = tag_links(page);
    links.iter().filter(|(_, marked)| *marked).for_each(|(tag, _)| take(tag));
    let others = links.iter().filter(|(_, marked)| !marked).map(|(tag, _)| tag);
    let mut text = None;
    for word in others.chain(&facts.ld.keywords).chain(&facts.keywords) {
        let key = syllables(word);
        if key.len() > 2 && text.get_or_insert_with(|| text_of(draft)).contains(&key) {
            take(word);
        }
    }
    tags
}

/// Links to pages of tags, with their words, and whether they are marked as the article's.
fn tag_links(page: &Page<'_>) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    for (at, row) in page.outline.rows.iter().enumerate().filter(|(_, row)| row.tag == "a") {
        let href = row.attr("href").unwrap_or_default();
        let rel = row.attr("rel").unwrap_or_default();
        let leads = TAG_PATHS.iter().any(|path| href.contains(path));
        if leads && !rel.contains("category") {
            let marked = rel.split_whitespace().any(|word| word == "tag");
            found.push((page.outline.raw_text(at), marked));
        }
    }
    found
}

/// Title, sapo and body as folded syllables, each between spaces.
fn text_of(draft: &Draft) -> String {
    let heads = [&draft.title, &draft.sapo].into_iter().flatten().map(String::as_str);
    heads.chain(draft.body.iter().flat_map(Block::strings)).map(syllables).collect()
}

/// The folded syllables of a text, each between spaces, whatever stands between them.
fn syllables(text: &str) -> String {
    let key = fold::base(text);
    let mut out = String::with_capacity(key.len() + 2);
    out.push(' ');
    for syllable in key.split(|c: char| !c.is_alphanumeric()).filter(|syllable| !syllable.is_empty()) {
        out.push_str(syllable);
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_stands_between_their_syllables() {
        assert_eq!(syllables("COVID-19, ở  Hà Nội"), " covid 19 o ha noi ");
        assert_eq!(syllables(" … "), " ");
    }
}

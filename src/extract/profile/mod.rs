//! What several pages of one host have in common → a profile: the rules that nobody wrote.
//!
//! What repeats on every page is furniture. Where the values that vary from page to page sit is learnt by trying: of every
//! value that the generic way found, selectors are made (names, then places in the tree), and those stay that find the
//! value on most of the pages. The order of reading gives the rest: the paragraph that stands first and apart is the sapo,
//! the texts that stand after pictures and nowhere else are captions.
//! A profile only adds evidence: it stands behind the site's own rules, before those of its CMS family.
//! Absent on purpose: keeping profiles; that is `store::profiles`.

mod candidates;
mod chain;
mod lists;
mod roles;
mod sample;
mod show;
mod template;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

pub use self::show::{as_site, rules_file};

use self::sample::Sample;
use super::dom::{Document, Page};
use super::{Knowledge, Source};
use crate::sources::{ArticleRules, ListingRules};

/// Article pages from which a profile is learnt.
pub const LEAST_PAGES: usize = 3;
/// Most pages that are looked at; more say nothing new.
pub const MOST_PAGES: usize = 16;
/// Longest page that teaches, bytes: the documents of all of them stand side by side.
pub(crate) const MAX_LESSON_BYTES: usize = 2 << 20;
/// Most tags of a page that teaches.
const MAX_LESSON_TAGS: usize = 30_000;
/// Most lines of furniture that a profile keeps.
const MOST_FURNITURE: usize = 60;
/// Words from which a line is a paragraph.
const PROSE_WORDS: usize = 20;
/// Longest line of furniture that is kept, bytes.
const MAX_FURNITURE_BYTES: usize = 300;

/// What pages of one host have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Article pages that it rests on.
    pub pages: usize,
    /// Category pages that it rests on.
    pub lists: usize,
    /// What all its article pages are built of, as hashes; empty for any.
    #[serde(default)]
    pub template: Vec<u32>,
    /// Where an article's values sit.
    pub article: ArticleRules,
    /// Where a list's items sit.
    pub listing: ListingRules,
    /// On how many pages each rule holds.
    pub support: Vec<Support>,
}

/// On how many pages a rule finds what it should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Support {
    /// The key of the rules file: `article.title`.
    pub key: String,
    /// The rule.
    pub rule: String,
    /// Pages on which it finds the value.
    pub hits: usize,
    /// Pages that have the value.
    pub of: usize,
}

impl Profile {
    /// Whether nothing was learnt.
    pub fn is_empty(&self) -> bool {
        self.article.is_empty() && self.article.furniture.is_empty() && self.listing.is_empty()
    }

    /// Takes what another profile knows of articles.
    pub fn take_articles(&mut self, other: Self) {
        self.pages = other.pages;
        self.template = other.template;
        self.article = other.article;
        self.take_support(other.support, "article.");
    }

    /// Takes what another profile knows of lists.
    pub fn take_lists(&mut self, other: Self) {
        self.lists = other.lists;
        self.listing = other.listing;
        self.take_support(other.support, "listing.");
    }

    fn take_support(&mut self, other: Vec<Support>, keys: &str) {
        self.support.retain(|support| !support.key.starts_with(keys));
        self.support.extend(other.into_iter().filter(|support| support.key.starts_with(keys)));
    }

    /// Whether it was learnt from pages that were made as this one is.
    pub(super) fn fits(&self, page: &Page<'_>) -> bool {
        template::fits(&self.template, &page.outline)
    }

    fn note(&mut self, key: &str, rule: &str, hits: usize, of: usize) {
        self.support.push(Support { key: key.to_owned(), rule: rule.to_owned(), hits, of });
    }
}

/// Learns from article pages and category pages of one host. Walls, error pages and pages without a body teach nothing.
/// Fewer than `least` pages that teach give no rules for articles.
pub fn learn(articles: &[Source<'_>], lists: &[Source<'_>], least: usize, knowledge: Knowledge<'_>) -> Profile {
    let generic = Knowledge { rules: false, learned: None, ..knowledge };
    let read = |sources: &[Source<'_>]| -> Vec<Document> {
        sources.iter().take(MOST_PAGES).map(|source| Document::read(*source)).collect()
    };
    let mut profile = Profile::default();
    let (articles, lists) = (lessons(articles), lessons(lists));
    let documents = read(&articles);
    let samples: Vec<Sample<'_>> = documents
        .iter()
        .zip(&articles)
        .enumerate()
        .filter_map(|(number, (document, source))| Sample::of(number, document, source, generic))
        .collect();
    let samples = of_one_template(each_once(samples));
    profile.pages = samples.len();
    if samples.len() >= least.max(2) {
        profile.template = template::common(samples.iter().map(|sample| &sample.template));
        learn_articles(&samples, &mut profile);
    }
    lists::learn(&lists, generic, &mut profile);
    profile
}

/// The pages that are small enough to stand beside the others.
fn lessons<'a>(sources: &[Source<'a>]) -> Vec<Source<'a>> {
    let is_small = |bytes: &[u8]| {
        bytes.len() <= MAX_LESSON_BYTES && memchr::memchr_iter(b'<', bytes).nth(MAX_LESSON_TAGS).is_none()
    };
    sources.iter().filter(|source| is_small(source.bytes)).copied().collect()
}

/// Each article once: what its print version repeats is no furniture.
fn each_once(samples: Vec<Sample<'_>>) -> Vec<Sample<'_>> {
    let mut seen = std::collections::HashSet::new();
    samples.into_iter().filter(|sample| seen.insert(sample.title.clone())).collect()
}

/// The pages of the template of the first one, which is the newest, if there are enough; else of the first
/// template that has.
fn of_one_template(samples: Vec<Sample<'_>>) -> Vec<Sample<'_>> {
    let alike = |a: &Sample<'_>| -> Vec<bool> {
        samples.iter().map(|b| template::are_alike(&a.template, &b.template)).collect()
    };
    let count = |group: &Vec<bool>| group.iter().filter(|is_in| **is_in).count();
    let groups: Vec<Vec<bool>> = samples.iter().map(alike).collect();
    let most = groups.iter().map(count).max().unwrap_or(0).min(LEAST_PAGES);
    let Some(group) = groups.into_iter().find(|group| count(group) >= most) else { return Vec::new() };
    samples.into_iter().zip(group).filter(|(_, is_in)| *is_in).map(|(sample, _)| sample).collect()
}

fn learn_articles(samples: &[Sample<'_>], profile: &mut Profile) {
    profile.article.furniture = furniture(samples);
    for line in profile.article.furniture.clone() {
        let hits = samples.iter().filter(|sample| sample.has_line(&line)).count();
        profile.note("article.furniture", &line, hits, samples.len());
    }
    let body = candidates::learn(samples, &candidates::BodyField::of(samples));
    let title = candidates::learn(samples, &candidates::TitleField);
    let published = candidates::learn(samples, &candidates::Published);
    let author = candidates::learn(samples, &candidates::Author);
    let sapo = candidates::learn(samples, &candidates::Sapo::of(samples));
    for (key, found) in [
        ("article.title", &title),
        ("article.sapo", &sapo),
        ("article.published", &published),
        ("article.author", &author),
        ("article.body", &body),
    ] {
        for rule in found {
            profile.note(key, &rule.css, rule.hits, rule.of);
        }
    }
    let css = |found: Vec<candidates::Rule>| found.into_iter().map(|rule| rule.css).collect();
    profile.article.title = css(title);
    profile.article.sapo = css(sapo);
    profile.article.published = css(published);
    profile.article.author = css(author);
    profile.article.body = css(body);
    for (rule, hits, of) in roles::captions(samples) {
        profile.note("article.caption", &rule, hits, of);
        profile.article.caption.push(rule);
    }
}

/// Lines that stand on nearly every page: of short ones, that may be a name or a date, on all.
fn furniture(samples: &[Sample<'_>]) -> Vec<String> {
    let mut seen: HashMap<&str, (usize, &str)> = HashMap::new();
    for sample in samples {
        for (key, line) in &sample.lines {
            seen.entry(key).or_insert((0, line)).0 += 1;
        }
    }
    // A paragraph may stand in two articles of a series: it must stand in three.
    let least = |line: &str| match line.split(' ').count() {
        0..5 => samples.len(),
        5..PROSE_WORDS => samples.len().div_ceil(2).max(2),
        _ => samples.len().div_ceil(2).max(samples.len().min(LEAST_PAGES)),
    };
    // Articles of a series have sub-headings in common.
    let is_head = |key: &str| samples.iter().any(|sample| sample.heads.contains(key));
    let is_value = |key: &str| samples.iter().any(|sample| sample.is_value(key));
    let mut lines: Vec<&str> = seen
        .iter()
        .filter(|(key, (pages, line))| {
            *pages >= if is_head(key) { samples.len() } else { least(line) }
                && line.len() <= MAX_FURNITURE_BYTES
                && !is_value(key)
        })
        .map(|(_, (_, line))| *line)
        .collect();
    // In the order of the first page that has them, so that the same pages always give the same profile.
    lines.sort_unstable();
    lines.truncate(MOST_FURNITURE);
    lines.into_iter().map(str::to_owned).collect()
}

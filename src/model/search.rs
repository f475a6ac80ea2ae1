//! Searches: what is asked, what is found, and the searches that are kept by name.

use super::{Complaint, Filter, Scope, Summary};

/// A search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchRequest {
    /// What the reader typed, query language and all.
    pub text: String,
    /// Alternative readings that count as well (the raw keys when an input method composed the text).
    pub alternatives: Vec<String>,
    /// The last word is still being typed: match it as a prefix. Whether very common words stand side by side is then
    /// looked for in fewer articles, the newest ones.
    pub typing: bool,
    /// At most this many hits.
    pub limit: usize,
    /// Best first, or newest first.
    pub order: HitOrder,
    /// Only what this list has: narrowing beside what was typed.
    pub scope: Scope,
    /// Likewise. Its `seen_since` and `title` are not looked at.
    pub filter: Filter,
    /// Whether articles are wanted that fit without the marks or across the borders of words only.
    pub loose: Loose,
    /// Whether abbreviations of the trade and what they stand for are one thing.
    pub synonyms: Synonyms,
}

/// In what order hits come; what fits exactly stands first in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HitOrder {
    /// Best first.
    #[default]
    Best,
    /// Newest first.
    Newest,
}

/// Whether a search is widened by the glossary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Synonyms {
    /// After the literal hits.
    #[default]
    After,
    /// Not at all.
    Off,
}

/// When articles are given that fit a search loosely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Loose {
    /// Where too few fit exactly.
    #[default]
    WhereFewFit,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How an article fits a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub enum Fit {
    /// Every word as it was typed: with its marks, and within the borders of words.
    #[default]
    Exact,
    /// By an abbreviation of what was typed, or by what an abbreviation stands for.
    Synonym,
    /// But for the marks or the borders of words.
    Loose,
}

/// What keeps the articles that fit loosely from fitting exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Looseness {
    /// Their marks differ from those that were typed.
    #[default]
    Marks,
    /// The syllables stand across the border of two words.
    Borders,
    /// The one or the other.
    Either,
}

/// One hit.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The row.
    pub row: Summary,
    /// Larger is better; comparable within one answer only.
    pub score: f32,
    /// A piece of the text around the first hit, one line.
    pub snippet: String,
    /// Byte ranges of `snippet` that matched, on grapheme cluster boundaries.
    pub marks: Vec<(usize, usize)>,
    /// Byte ranges of `row.title` that matched.
    pub title_marks: Vec<(usize, usize)>,
    /// How it fits.
    pub fit: Fit,
    /// What keeps it from fitting exactly, where it fits loosely.
    pub looseness: Option<Looseness>,
}

/// The answer to a search.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hits {
    /// Best first; what fits loosely comes after everything that fits exactly.
    pub hits: Vec<Hit>,
    /// Articles that fit loosely only, whether or not they are among the hits.
    pub loose: usize,
    /// What keeps those from fitting exactly.
    pub looseness: Looseness,
    /// Articles that fit exactly. A lower bound where several words are asked of an index of more than 100,000 articles:
    /// counting stops there.
    pub total: usize,
    /// What was wrong with the query, in order of place; the words were searched all the same.
    pub complaints: Vec<Complaint>,
    /// Where nothing was found: the query with the nearest words that stand in some article.
    pub suggestion: Option<String>,
    /// What was searched too, by the glossary.
    pub also: Vec<String>,
    /// Articles not in the index yet.
    pub behind: usize,
}

/// A search that is kept by name, and what it finds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SavedSearch {
    /// Its name.
    pub name: String,
    /// What is searched.
    pub query: String,
    /// New articles that it finds are told.
    pub watched: bool,
    /// Articles that it finds.
    pub total: usize,
    /// … of them, found since the user last looked; counted for watched ones.
    pub new: usize,
    /// Whose it is.
    pub kind: SearchKind,
}

/// Whose a kept search is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SearchKind {
    /// The user's.
    #[default]
    Kept,
    /// A topic, which is there without being kept.
    Topic,
}

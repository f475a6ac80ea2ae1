//! Searches: requests, results, and searches saved by name.

use super::{Complaint, Filter, Scope, Summary};

/// A search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchRequest {
    /// What the user typed, in the query language.
    pub text: String,
    /// Alternative readings that match as well (the raw keys if an input method composed the text).
    pub alternatives: Vec<String>,
    /// The last word is still being typed: match it as a prefix. Phrases of very common words are then searched in
    /// fewer articles, the newest ones.
    pub typing: bool,
    /// At most this many hits.
    pub limit: usize,
    /// Order of the hits.
    pub order: HitOrder,
    /// Only articles of this list, in addition to what was typed.
    pub scope: Scope,
    /// Likewise. Its `seen_since` and `title` are ignored.
    pub filter: Filter,
    /// When to include articles that match only without the marks or across word boundaries.
    pub loose: Loose,
    /// Whether abbreviations of the field and their expansions count as equal.
    pub synonyms: Synonyms,
}

/// Order of the hits; exact ones come first in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HitOrder {
    /// Best first.
    #[default]
    Best,
    /// Newest first.
    Newest,
}

/// Whether the glossary widens a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Synonyms {
    /// After the literal hits.
    #[default]
    After,
    /// Not at all.
    Off,
}

/// When loose hits are included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Loose {
    /// If there are too few exact ones.
    #[default]
    WhereFewFit,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How an article matches a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub enum Fit {
    /// Every word as typed: with its marks, and within word boundaries.
    #[default]
    Exact,
    /// Not the article: a note that the user wrote to it holds every word as typed.
    Note,
    /// By an abbreviation of what was typed, or by the expansion of a typed abbreviation.
    Synonym,
    /// Only without the marks or across word boundaries.
    Loose,
}

/// Why loose hits are not exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Looseness {
    /// Their marks differ from the typed ones.
    #[default]
    Marks,
    /// The syllables cross the boundary between two words.
    Borders,
    /// One or the other.
    Either,
}

/// One hit.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The row.
    pub row: Summary,
    /// Larger is better; comparable within one answer only.
    pub score: f32,
    /// Text around the first hit, on one line.
    pub snippet: String,
    /// Byte ranges of `snippet` that matched, on grapheme cluster boundaries.
    pub marks: Vec<(usize, usize)>,
    /// Byte ranges of `row.title` that matched.
    pub title_marks: Vec<(usize, usize)>,
    /// How it matches.
    pub fit: Fit,
    /// Why it is not exact, for a loose hit.
    pub looseness: Option<Looseness>,
}

/// The result of a search.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hits {
    /// Best first; loose hits come after all exact ones.
    pub hits: Vec<Hit>,
    /// Number of articles that match only loosely, whether or not they are among the hits.
    pub loose: usize,
    /// Why those are not exact.
    pub looseness: Looseness,
    /// Number of articles that match exactly. A lower bound for several words in an index of more than 100,000
    /// articles: counting stops there.
    pub total: usize,
    /// Mistakes in the query, by position; the words were searched anyway.
    pub complaints: Vec<Complaint>,
    /// If nothing was found: the query with the most similar words that occur in some article.
    pub suggestion: Option<String>,
    /// What the glossary added to the search.
    pub also: Vec<String>,
    /// Articles that are not indexed yet.
    pub behind: usize,
}

/// A saved search, and what it finds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SavedSearch {
    /// Its name.
    pub name: String,
    /// What is searched.
    pub query: String,
    /// Whether the user is notified of new articles.
    pub watched: bool,
    /// Number of articles found.
    pub total: usize,
    /// Those found since the user last looked; only counted for watched searches.
    pub new: usize,
    /// Whose search it is.
    pub kind: SearchKind,
}

/// Whose a saved search is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SearchKind {
    /// The user's.
    #[default]
    Kept,
    /// A topic, which exists without being saved.
    Topic,
}

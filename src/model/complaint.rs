//! What is wrong with a query, or with a rule of muting, which is one too: kinds and places.
//!
//! The sentences are in the catalogue; `words` says them.

/// Most words between two that stand near each other: paragraphs are farther apart than that.
pub const FARTHEST: usize = 40;

/// What was wrong with a query, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// What.
    pub kind: QueryMistake,
    /// Where: characters from 1.
    pub at: usize,
    /// The piece of the query that it is about, or what was meant.
    pub about: String,
}

/// Kinds of mistakes. The name of a kind in the catalogue is the variant's in kebab case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum QueryMistake {
    /// A quotation mark is not closed.
    OpenQuote,
    /// A field without a value.
    NoValue,
    /// What stands for a date is none.
    BadDate,
    /// OR without a term on one side.
    LonelyOr,
    /// A minus without a term.
    LonelyMinus,
    /// A `~5` without a word on one side.
    LonelyNear,
    /// Words are looked for farther apart than [`FARTHEST`].
    FarNear,
    /// A parenthesis is not closed.
    OpenGroup,
    /// A parenthesis closes nothing.
    LonelyParenthesis,
    /// Parentheses lie too deep in each other.
    DeepGroup,
    /// There are too many alternatives.
    ManyWays,
    /// Nothing can fit.
    Contradiction,
    /// No state of an article.
    BadState,
    /// Too long; what follows the place is left out.
    TooLong,
    /// A pattern is not closed.
    OpenPattern,
    /// A pattern is no regular expression.
    BadPattern,
    /// A name that is nearly that of a field.
    UnknownField,
    /// No place that is known.
    UnknownPlace,
    /// No article of the archive is of a source whose name begins so.
    NoSuchSource,
    /// Likewise of a section.
    NoSuchSection,
    /// A value without a letter or a digit.
    NoWord,
    /// The number of an article is wanted.
    NoArticle,
    /// A pattern was looked for in the newest articles only; about: how many.
    PatternNewest,
    /// A pattern was looked for among the articles that fit the words best; about: how many.
    PatternFitting,
    /// A rule of muting without a word.
    EmptyRule,
    /// A rule of muting that asks what only the page tells.
    RuleOfPage,
    /// A rule of muting that asks what the user did with an article.
    RuleOfMarks,
}

impl QueryMistake {
    /// Every kind.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// The stable name.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

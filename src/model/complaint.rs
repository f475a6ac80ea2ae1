//! Mistakes in a query, or in a mute rule, which is a query too: kinds and positions.
//!
//! Messages are in the catalogue; `words` composes them.

/// Largest distance in words for a proximity search; paragraphs are further apart than that.
pub const FARTHEST: usize = 40;

/// A mistake in a query, and its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// What.
    pub kind: QueryMistake,
    /// Position: in characters, from 1.
    pub at: usize,
    /// The part of the query in question, or the suggestion.
    pub about: String,
}

/// Kinds of mistakes. In the catalogue a kind is named after the variant in kebab case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum QueryMistake {
    /// A quotation mark is not closed.
    OpenQuote,
    /// A field without a value.
    NoValue,
    /// Not a date.
    BadDate,
    /// OR without a term on one side.
    LonelyOr,
    /// OR joins one syllable of several that stand before it; about: that one.
    NarrowOr,
    /// A minus without a term.
    LonelyMinus,
    /// A `~5` without a word on one side.
    LonelyNear,
    /// The distance is larger than [`FARTHEST`].
    FarNear,
    /// A parenthesis is not closed.
    OpenGroup,
    /// A parenthesis closes nothing.
    LonelyParenthesis,
    /// Parentheses are nested too deeply.
    DeepGroup,
    /// There are too many alternatives.
    ManyWays,
    /// Nothing can match.
    Contradiction,
    /// Not a state of an article.
    BadState,
    /// Too long; the rest from this position on is ignored.
    TooLong,
    /// A pattern is not closed.
    OpenPattern,
    /// A pattern is not a valid regular expression.
    BadPattern,
    /// A name similar to that of a field.
    UnknownField,
    /// Not a known place.
    UnknownPlace,
    /// No article of the archive is of such a newspaper, and no name is near.
    UnknownSource,
    /// Likewise; about: the name that is nearest.
    NearSource,
    /// No article of the archive is of such a section, and no name is near.
    UnknownSection,
    /// Likewise; about: the name that is nearest.
    NearSection,
    /// A value without a letter or a digit.
    NoWord,
    /// The number of an article is expected.
    NoArticle,
    /// A pattern was searched in the newest articles only; `about` says in how many.
    PatternNewest,
    /// A pattern was searched in the best matches of the words only; `about` says in how many.
    PatternFitting,
    /// A mute rule without a word.
    EmptyRule,
    /// A mute rule that depends on what only the page shows.
    RuleOfPage,
    /// A mute rule that depends on the user's marks.
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

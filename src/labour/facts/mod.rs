//! Facts of an article, each with its sentence: wages, rates, numbers of workers, effective dates, deadlines.
//!
//! Only what the sentence says itself: a number without a word for what it counts is no fact. Deliberately absent:
//! totals, conclusions, facts in tables and captions.

mod case;
mod company;
mod days;
mod denied;
mod figures;
mod term;
mod wages;
mod when;

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::paragraphs::{Tables, paragraphs};
use super::sentence::sentences;
use super::tokens::TokenSource;
use crate::model::Article;
use crate::text::token::tokens;

pub use case::{CaseCandidate, CaseRow, candidate, candidate_of};

/// Most tokens of a sentence that are read.
const MAX_TOKENS: usize = 400;
/// Most facts of one text.
pub const MAX_FACTS: usize = 500;

/// The kind of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A wage or other earnings.
    Wage,
    /// A share, or a change in percent.
    Rate,
    /// A number of workers.
    Workers,
    /// The day on which a rule takes effect.
    Effect,
    /// A deadline.
    Deadline,
}

/// All kinds, in display order.
pub const KINDS: [Kind; 5] = [Kind::Wage, Kind::Rate, Kind::Workers, Kind::Effect, Kind::Deadline];

impl Kind {
    /// Its name in JSON and CSV.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wage => "wage",
            Self::Rate => "rate",
            Self::Workers => "workers",
            Self::Effect => "effect",
            Self::Deadline => "deadline",
        }
    }
}

/// One fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Its kind.
    pub kind: Kind,
    /// As written: `4.960.000 đồng/tháng`.
    pub written: String,
    /// The value in its unit (đồng, percent, workers), if it has one; the lower end of a range.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub upto: Option<f64>,
    /// For a day: `2025-07-01`, or `07-01` if the year is not written.
    pub day: Option<String>,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The sentence it stands in.
    pub sentence: String,
}

/// How many facts and legal documents an article tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleFacts {
    /// The kinds it tells, in display order, with how many of each.
    pub kinds: Vec<(Kind, usize)>,
    /// The documents and articles of law that it cites.
    pub documents: usize,
}

impl ArticleFacts {
    /// Counts what an article tells outside its tables.
    pub fn of(article: &Article) -> Self {
        let texts = paragraphs(article, Tables::LeftOut);
        let found: Vec<Kind> = texts.iter().flat_map(|text| in_text(text)).map(|fact| fact.kind).collect();
        let counted = |kind| (kind, found.iter().filter(|other| **other == kind).count());
        let kinds = KINDS.into_iter().map(counted).filter(|(_, many)| *many > 0).collect();
        Self { kinds, documents: super::legal::cited::cited(texts.iter().map(String::as_str)).len() }
    }
}

/// The facts of a paragraph, in order.
pub fn in_text(text: &str) -> Vec<Fact> {
    let mut found = Vec::new();
    for range in sentences(text) {
        let Some(sentence) = text.get(range.clone()) else { continue };
        let tokens = tokens(sentence, MAX_TOKENS);
        let source = TokenSource { text: sentence, tokens: &tokens };
        if denied::is_refused(source) {
            continue;
        }
        let mut at = 0;
        while at < tokens.len() && found.len() < MAX_FACTS {
            let fact = days::read(source, at).or_else(|| figures::read(source, at));
            let Some((fact, end)) = fact else {
                at += 1;
                continue;
            };
            let (from, to) = (fact.from, end);
            found.push(placed(source, fact, range.start, (from, to)));
            at = end.max(at + 1);
        }
    }
    found
}

/// A fact before its byte range is known.
struct Found {
    kind: Kind,
    value: Option<f64>,
    upto: Option<f64>,
    day: Option<String>,
    /// Its first token.
    from: usize,
}

fn placed(source: TokenSource<'_>, found: Found, base: usize, (from, to): (usize, usize)) -> Fact {
    let start = source.tokens.get(from).map_or(0, |token| token.span.start);
    let end = to.checked_sub(1).and_then(|last| source.tokens.get(last)).map_or(start, |token| token.span.end);
    let Found { kind, value, upto, day, .. } = found;
    Fact {
        kind,
        written: source.text.get(start..end).unwrap_or_default().to_owned(),
        value,
        upto,
        day,
        range: base + start..base + end,
        sentence: source.text.to_owned(),
    }
}

//! The query language: what a reader types → what is asked.
//!
//! What a query may be made of says [`crate::model::query_form`]. Words side by side must all hold; OR joins its two
//! neighbours; parentheses make one of many. Names of fields may be typed without marks. What makes no sense is told with
//! its place, and the words are searched all the same: parsing never fails, and nothing is left out in silence.
//! Units: days are those of the newspapers' clock (+07:00).

use crate::model::{Complaint, Timestamp};
use crate::text::fold::FoldToken;
use crate::text::pattern::Pattern;

mod days;
mod fields;
mod near;
mod parse;
mod tree;
mod values;

pub(super) use fields::begins_with_field;
pub(super) use parse::parse;

/// Longest query that is read, in bytes; the rest is not searched, and the reader is told.
pub const MAX_QUERY_BYTES: usize = 2048;
/// Most words of a query, those of the topics that it names counted: a shipped one has 60 at most, so that a reader's own stand beside it.
pub const MAX_QUERY_WORDS: usize = 80;

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum SearchPlace {
    #[default]
    Anywhere,
    Title,
    Author,
    Tag,
}

impl SearchPlace {
    /// Whether words at this place stand in the text that is shown.
    pub(super) fn is_text(self) -> bool {
        match self {
            Self::Anywhere | Self::Title => true,
            Self::Author | Self::Tag => false,
        }
    }
}

/// Words that stand together: one word, or several that must be adjacent and in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct WordUnit {
    pub(super) tokens: Vec<FoldToken>,
    pub(super) place: SearchPlace,
    /// Others that must stand near them, before or behind.
    pub(super) near: Option<Box<Near>>,
}

/// Words that stand near others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Near {
    /// Most syllables between the two.
    pub(super) within: usize,
    pub(super) unit: WordUnit,
}

impl WordUnit {
    /// It, what must stand near it, what must stand near that, and so on.
    pub(super) fn chain(&self) -> impl Iterator<Item = &WordUnit> {
        std::iter::successors(Some(self), |unit| unit.near.as_ref().map(|near| &near.unit))
    }

    /// The number of a law, or the name of one with its year, folded; `None` for other words.
    fn law(&self) -> Option<String> {
        let words: Vec<&str> = self.tokens.iter().map(|token| token.base.as_str()).collect();
        let called = match words[..] {
            [number] => number.contains('/') && number.contains("qh"),
            ["luat" | "bo" | "phap", _, .., year] => year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        };
        (called && self.near.is_none() && self.place == SearchPlace::Anywhere).then(|| words.join(" "))
    }

    /// Words that must stand near the last of the chain.
    fn add_near(&mut self, near: Near) {
        match &mut self.near {
            Some(next) => next.unit.add_near(near),
            None => self.near = Some(Box::new(near)),
        }
    }
}

/// A pattern of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sought {
    pub(super) pattern: Pattern,
    pub(super) place: SearchPlace,
    /// It must be there; else it must not.
    pub(super) wanted: bool,
}

impl Sought {
    /// Whether an article with these texts is one that is asked for.
    pub(super) fn fits<'a>(
        &self,
        title: &str,
        author: &str,
        tags: &[String],
        rest: impl IntoIterator<Item = &'a str>,
    ) -> bool {
        let stands = |text: &str| self.pattern.stands_in(text);
        let found = match self.place {
            SearchPlace::Title => stands(title),
            SearchPlace::Author => stands(author),
            SearchPlace::Tag => tags.iter().any(|tag| stands(tag)),
            SearchPlace::Anywhere => stands(title) || rest.into_iter().any(stands),
        };
        found == self.wanted
    }
}

/// What the name of a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ListName {
    Source,
    Section,
}

/// A newspaper or a section, as a query names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedList {
    pub(super) of: ListName,
    /// The beginning of an id.
    pub(super) name: String,
    /// Where its field stands: characters from 1.
    pub(super) at: usize,
}

/// A query, understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Question {
    /// An article fits that fits one of these.
    pub(super) ways: Vec<Alternative>,
    /// What was wrong, in order of place.
    pub(super) complaints: Vec<Complaint>,
    /// The newspapers and sections that it names; only the archive knows whether there are such.
    pub(super) named: Vec<NamedList>,
}

impl Question {
    /// Whether it asks what another one asks but for the words that shall be there: what is left out by one is left out by
    /// the other.
    pub(super) fn differs_in_words_alone(&self, other: &Self) -> bool {
        let conditions = |way: &Alternative| Alternative { all: Vec::new(), ..way.clone() };
        self.ways.len() == other.ways.len()
            && self.ways.iter().zip(&other.ways).all(|(one, other)| conditions(one) == conditions(other))
    }

    /// Whether nothing at all is asked.
    pub(super) fn is_empty(&self) -> bool {
        self.ways.iter().all(Alternative::is_empty)
    }

    /// Asks for documents by their other names too: `others` tells what else a number, or a law of a year, is called.
    pub(super) fn also(&mut self, others: &mut dyn FnMut(&str) -> Vec<String>) {
        let mut more = |unit: &WordUnit| -> Vec<WordUnit> {
            let names = unit.law().map(|folded| others(&folded)).unwrap_or_default();
            names.iter().map(|name| WordUnit { tokens: values::tokens(name), ..WordUnit::default() }).collect()
        };
        for way in &mut self.ways {
            for any in &mut way.all {
                let also: Vec<WordUnit> = any.iter().flat_map(&mut more).filter(|unit| !any.contains(unit)).collect();
                any.extend(also);
            }
            let also: Vec<WordUnit> = way.none.iter().flat_map(&mut more).collect();
            way.none.extend(also);
        }
    }
}

/// One way to fit a query: everything in it must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Alternative {
    /// Each must hold; within one, any of the alternatives.
    pub(super) all: Vec<Vec<WordUnit>>,
    /// None may hold.
    pub(super) none: Vec<WordUnit>,
    /// Patterns: where each must stand, or (`false`) must not.
    pub(super) patterns: Vec<Sought>,
    /// Of each of these, beginnings of source ids of which one must fit; and those that must not.
    pub(super) sources: Vec<Vec<String>>,
    pub(super) not_sources: Vec<String>,
    /// Likewise of section ids.
    pub(super) sections: Vec<Vec<String>>,
    pub(super) not_sections: Vec<String>,
    /// Row ids of articles that it must be like, or (`false`) must not.
    pub(super) similar: Vec<(i64, bool)>,
    /// Keys of labels that it must have, or (`false`) must not.
    pub(super) labels: Vec<(String, bool)>,
    /// Words that a note of the user's must hold, or (`false`) none may.
    pub(super) notes: Vec<(String, bool)>,
    /// Numbers of places, of each of these one must be named; and those that must not.
    pub(super) places: Vec<Vec<u64>>,
    pub(super) not_places: Vec<u64>,
    /// Words that are marked in the answer, though others found it.
    pub(super) lit: Vec<WordUnit>,
    /// Documents of which it must cite each, by their normal form; of none, any.
    pub(super) cites: Vec<Option<String>>,
    pub(super) since: Option<Timestamp>,
    pub(super) until: Option<Timestamp>,
    pub(super) unread: Option<bool>,
    pub(super) starred: Option<bool>,
    /// Only what is muted; else nothing of it.
    pub(super) muted: Option<bool>,
    /// Only what has a picture, or only what has none.
    pub(super) pictured: Option<bool>,
    /// Only what the user wrote a note to, or only what has none.
    pub(super) noted: Option<bool>,
    /// Only what its newspaper corrected, and what it took down; or nothing of that.
    pub(super) edited: Option<bool>,
    pub(super) removed: Option<bool>,
}

impl Alternative {
    /// Whether nothing at all is asked.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests;

//! A query as a tree, and the tree as ways to fit: each way a row of conditions that all hold.
//!
//! Words with OR between them stay alternatives of one condition, so that they are ranked together; everything else that
//! OR joins is a way of its own. At most [`MOST_WAYS`]; what is beyond is told.

use super::{Alternative, Near, SearchPlace, Sought, WordUnit};
use crate::labour::places::{self, Place};
use crate::model::Timestamp;
use crate::text::fold::{self, FoldToken};

/// Whether what is asked for shall be there, or shall not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sign {
    #[default]
    Plus,
    Minus,
}

/// Most ways in which an article may fit.
const MOST_WAYS: usize = 24;

/// A piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum QueryNode {
    Words(WordUnit),
    Pattern(Sought),
    /// Beginnings of source ids, of which one must fit.
    Sources(Vec<String>),
    /// Likewise of section ids.
    Sections(Vec<String>),
    /// Like the article of this row id.
    Similar(i64),
    /// With the label of this key.
    Labelled(String),
    /// With a note that holds these words.
    NoteSays(String),
    /// Naming one of these places.
    Places(Vec<&'static Place>),
    Since(Timestamp),
    Until(Timestamp),
    Unread(bool),
    Starred(bool),
    Muted(bool),
    Pictured(bool),
    Noted(bool),
    Edited(bool),
    Removed(bool),
    All(Vec<QueryNode>),
    Any(Vec<QueryNode>),
    Not(Box<QueryNode>),
}

/// The ways to fit, and what of the tree they could not say.
#[derive(Debug, Default)]
pub(super) struct Ways {
    pub(super) any: Vec<Alternative>,
    /// There were more than are followed.
    pub(super) cut: bool,
}

/// Whether a piece must hold or must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Polarity {
    Wanted,
    Unwanted,
}

impl Polarity {
    fn opposite(self) -> Self {
        match self {
            Self::Wanted => Self::Unwanted,
            Self::Unwanted => Self::Wanted,
        }
    }
}

impl QueryNode {
    /// The ways in which it holds; none where it cannot.
    pub(super) fn ways(&self) -> Ways {
        let mut cut = false;
        let any = ways(self, Polarity::Wanted, &mut cut);
        Ways { any, cut }
    }
}

fn ways(node: &QueryNode, sense: Polarity, cut: &mut bool) -> Vec<Alternative> {
    match (node, sense) {
        (QueryNode::All(nodes), Polarity::Wanted) | (QueryNode::Any(nodes), Polarity::Unwanted) => {
            let mut all = vec![Alternative::default()];
            for node in nodes {
                let next = ways(node, sense, cut);
                let pairs = all.iter().flat_map(|one| next.iter().filter_map(|other| one.and(other)));
                let mut joined: Vec<Alternative> = pairs.take(MOST_WAYS + 1).collect();
                *cut |= joined.len() > MOST_WAYS;
                joined.truncate(MOST_WAYS);
                all = joined;
            }
            all
        }
        (QueryNode::Any(nodes), Polarity::Wanted) | (QueryNode::All(nodes), Polarity::Unwanted) => {
            let mut words: Option<usize> = None;
            let mut any: Vec<Alternative> = Vec::new();
            for node in nodes {
                match (node, words) {
                    (QueryNode::Words(unit), Some(at)) if sense == Polarity::Wanted => {
                        any[at].all[0].push(unit.clone());
                    }
                    _ => {
                        if matches!(node, QueryNode::Words(_)) && sense == Polarity::Wanted {
                            words = Some(any.len());
                        }
                        any.extend(ways(node, sense, cut));
                    }
                }
            }
            *cut |= any.len() > MOST_WAYS;
            any.truncate(MOST_WAYS);
            any
        }
        (QueryNode::Not(node), _) => ways(node, sense.opposite(), cut),
        _ => vec![leaf(node, sense)],
    }
}

/// The one condition of a piece without pieces.
fn leaf(node: &QueryNode, sense: Polarity) -> Alternative {
    let wanted = sense == Polarity::Wanted;
    let mut asked = Alternative::default();
    match node {
        QueryNode::Words(unit) if wanted => asked.all.push(vec![unit.clone()]),
        QueryNode::Words(unit) => asked.none.push(unit.clone()),
        QueryNode::Pattern(sought) => {
            asked.patterns.push(Sought { wanted: sought.wanted == wanted, ..sought.clone() });
        }
        QueryNode::Sources(names) if wanted => asked.sources.push(names.clone()),
        QueryNode::Sources(names) => asked.not_sources.extend(names.iter().cloned()),
        QueryNode::Sections(names) if wanted => asked.sections.push(names.clone()),
        QueryNode::Sections(names) => asked.not_sections.extend(names.iter().cloned()),
        QueryNode::Similar(id) => asked.similar.push((*id, wanted)),
        QueryNode::Labelled(key) => asked.labels.push((key.clone(), wanted)),
        QueryNode::NoteSays(words) => asked.notes.push((words.clone(), wanted)),
        QueryNode::Places(named) if wanted => {
            asked.places.push(named.iter().map(|place| place.number()).collect());
            asked.lit.extend(named.iter().flat_map(|place| places::lit(place)).map(|name| words_of(&name)));
        }
        QueryNode::Places(named) => asked.not_places.extend(named.iter().map(|place| place.number())),
        QueryNode::Since(at) if wanted => asked.since = Some(*at),
        QueryNode::Until(at) if !wanted => asked.since = Some(*at),
        QueryNode::Since(at) | QueryNode::Until(at) => asked.until = Some(*at),
        QueryNode::Unread(on) => asked.unread = Some(*on == wanted),
        QueryNode::Starred(on) => asked.starred = Some(*on == wanted),
        QueryNode::Muted(on) => asked.muted = Some(*on == wanted),
        QueryNode::Pictured(on) => asked.pictured = Some(*on == wanted),
        QueryNode::Noted(on) => asked.noted = Some(*on == wanted),
        QueryNode::Edited(on) => asked.edited = Some(*on == wanted),
        QueryNode::Removed(on) => asked.removed = Some(*on == wanted),
        QueryNode::All(_) | QueryNode::Any(_) | QueryNode::Not(_) => {}
    }
    asked
}

impl Alternative {
    /// What holds where both hold; `None` where one excludes the other.
    pub(in crate::store) fn and(&self, other: &Self) -> Option<Self> {
        let mut asked = self.clone();
        asked.all.extend(other.all.iter().cloned());
        asked.none.extend(other.none.iter().cloned());
        asked.patterns.extend(other.patterns.iter().cloned());
        asked.sources.extend(other.sources.iter().cloned());
        asked.not_sources.extend(other.not_sources.iter().cloned());
        asked.sections.extend(other.sections.iter().cloned());
        asked.not_sections.extend(other.not_sections.iter().cloned());
        asked.similar.extend(other.similar.iter().copied());
        asked.labels.extend(other.labels.iter().cloned());
        asked.notes.extend(other.notes.iter().cloned());
        asked.places.extend(other.places.iter().cloned());
        asked.not_places.extend(&other.not_places);
        asked.lit.extend(other.lit.iter().cloned());
        asked.cites.extend(other.cites.iter().cloned());
        asked.since = asked.since.max(other.since);
        asked.until = match (asked.until, other.until) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        for (mine, theirs) in [
            (&mut asked.unread, other.unread),
            (&mut asked.starred, other.starred),
            (&mut asked.muted, other.muted),
            (&mut asked.pictured, other.pictured),
            (&mut asked.noted, other.noted),
            (&mut asked.edited, other.edited),
            (&mut asked.removed, other.removed),
        ] {
            match (*mine, theirs) {
                (Some(one), Some(other)) if one != other => return None,
                (None, Some(other)) => *mine = Some(other),
                _ => {}
            }
        }
        let empty_span = asked.since.zip(asked.until).is_some_and(|(since, until)| since >= until);
        (!empty_span).then_some(asked)
    }
}

/// Words that stand together.
pub(super) fn words_of(text: &str) -> WordUnit {
    WordUnit { tokens: fold::tokens(text).collect(), ..WordUnit::default() }
}

/// Each word near the one before it.
pub(super) fn near_each_other(tokens: Vec<FoldToken>, place: SearchPlace, within: usize) -> WordUnit {
    let mut units = tokens.into_iter().map(|token| WordUnit { tokens: vec![token], place, near: None });
    let mut first = units.next().unwrap_or_default();
    for unit in units {
        first.add_near(Near { within, unit });
    }
    first
}

/// The words that a piece stands for, if it is words only.
fn alternatives(node: &QueryNode) -> Option<Vec<&WordUnit>> {
    match node {
        QueryNode::Words(unit) => Some(vec![unit]),
        QueryNode::Any(nodes) => {
            let each = nodes.iter().map(|node| if let QueryNode::Words(unit) = node { Some(unit) } else { None });
            each.collect()
        }
        _ => None,
    }
}

/// Makes of `left` what stands near `right`; whether both are words of the article's text. Without parentheses only the
/// last alternative of an OR stands on the left.
pub(super) fn join_near(left: &mut QueryNode, within: usize, right: &QueryNode, grouped: bool) -> bool {
    match left {
        QueryNode::Not(inner) => return join_near(inner, within, right, grouped),
        QueryNode::Any(any) if !grouped => {
            return any.last_mut().is_some_and(|last| join_near(last, within, right, true));
        }
        _ => {}
    }
    let (Some(lefts), Some(rights)) = (alternatives(left), alternatives(right)) else { return false };
    let mut joined = Vec::new();
    for one in &lefts {
        for other in &rights {
            let mut other = (*other).clone();
            if other.place == SearchPlace::Anywhere {
                other.place = one.place;
            }
            if other.place != one.place || !one.place.is_text() {
                return false;
            }
            let mut unit = (*one).clone();
            unit.add_near(Near { within, unit: other });
            joined.push(QueryNode::Words(unit));
        }
    }
    *left = if joined.len() == 1 { joined.remove(0) } else { QueryNode::Any(joined) };
    true
}

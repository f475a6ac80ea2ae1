//! A query as a tree, and the tree as ways to fit: each way a row of conditions that all hold.
//!
//! Words with OR between them stay alternatives of one condition, so that they are ranked together; everything else that
//! OR joins is a way of its own. At most [`MOST_WAYS`]; what is beyond is told.

use super::{Asked, Sought, Unit};
use crate::model::Timestamp;

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
pub(super) enum Node {
    Words(Unit),
    Pattern(Sought),
    /// Beginnings of source ids, of which one must fit.
    Sources(Vec<String>),
    /// Likewise of section ids.
    Sections(Vec<String>),
    /// Like the article of this row id.
    Similar(i64),
    /// With the label of this key.
    Labelled(String),
    Since(Timestamp),
    Until(Timestamp),
    Unread(bool),
    Starred(bool),
    Muted(bool),
    Pictured(bool),
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
}

/// The ways to fit, and what of the tree they could not say.
#[derive(Debug, Default)]
pub(super) struct Ways {
    pub(super) any: Vec<Asked>,
    /// There were more than are followed.
    pub(super) cut: bool,
}

/// Whether a piece must hold or must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    Wanted,
    Unwanted,
}

impl Sense {
    fn opposite(self) -> Self {
        match self {
            Self::Wanted => Self::Unwanted,
            Self::Unwanted => Self::Wanted,
        }
    }
}

impl Node {
    /// The ways in which it holds; none where it cannot.
    pub(super) fn ways(&self) -> Ways {
        let mut cut = false;
        let any = ways(self, Sense::Wanted, &mut cut);
        Ways { any, cut }
    }
}

fn ways(node: &Node, sense: Sense, cut: &mut bool) -> Vec<Asked> {
    match (node, sense) {
        (Node::All(nodes), Sense::Wanted) | (Node::Any(nodes), Sense::Unwanted) => {
            let mut all = vec![Asked::default()];
            for node in nodes {
                let next = ways(node, sense, cut);
                let pairs = all.iter().flat_map(|one| next.iter().filter_map(|other| one.and(other)));
                let mut joined: Vec<Asked> = pairs.take(MOST_WAYS + 1).collect();
                *cut |= joined.len() > MOST_WAYS;
                joined.truncate(MOST_WAYS);
                all = joined;
            }
            all
        }
        (Node::Any(nodes), Sense::Wanted) | (Node::All(nodes), Sense::Unwanted) => {
            let mut words: Option<usize> = None;
            let mut any: Vec<Asked> = Vec::new();
            for node in nodes {
                match (node, words) {
                    (Node::Words(unit), Some(at)) if sense == Sense::Wanted => any[at].all[0].push(unit.clone()),
                    _ => {
                        if matches!(node, Node::Words(_)) && sense == Sense::Wanted {
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
        (Node::Not(node), _) => ways(node, sense.opposite(), cut),
        _ => vec![leaf(node, sense == Sense::Wanted)],
    }
}

/// The one condition of a piece without pieces.
fn leaf(node: &Node, wanted: bool) -> Asked {
    let mut asked = Asked::default();
    match node {
        Node::Words(unit) if wanted => asked.all.push(vec![unit.clone()]),
        Node::Words(unit) => asked.none.push(unit.clone()),
        Node::Pattern(sought) => {
            asked.patterns.push(Sought { wanted: sought.wanted == wanted, ..sought.clone() });
        }
        Node::Sources(names) if wanted => asked.sources.push(names.clone()),
        Node::Sources(names) => asked.not_sources.extend(names.iter().cloned()),
        Node::Sections(names) if wanted => asked.sections.push(names.clone()),
        Node::Sections(names) => asked.not_sections.extend(names.iter().cloned()),
        Node::Similar(id) => asked.similar.push((*id, wanted)),
        Node::Labelled(key) => asked.labels.push((key.clone(), wanted)),
        Node::Since(at) if wanted => asked.since = Some(*at),
        Node::Until(at) if !wanted => asked.since = Some(*at),
        Node::Since(at) | Node::Until(at) => asked.until = Some(*at),
        Node::Unread(on) => asked.unread = Some(*on == wanted),
        Node::Starred(on) => asked.starred = Some(*on == wanted),
        Node::Muted(on) => asked.muted = Some(*on == wanted),
        Node::Pictured(on) => asked.pictured = Some(*on == wanted),
        Node::All(_) | Node::Any(_) | Node::Not(_) => {}
    }
    asked
}

impl Asked {
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

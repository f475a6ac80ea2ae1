//! Words that stand near each other: `~5` between two pieces or behind a quoted one.

use super::complaint::{FARTHEST, Wrong};
use super::parse::{Parser, is_quote};
use super::tree::Node;
use super::values::Value;
use super::{Near, Place, Unit};
use crate::text::fold::Token;

/// Most syllables between words that stand near, where no number says it.
const NEAR: usize = 10;

impl Parser<'_> {
    /// The `~5` between two pieces.
    pub(super) fn take_near(&mut self) -> bool {
        let Some((within, length)) = near_sign(self.rest()) else { return false };
        let start = self.at;
        let shown = self.rest()[..length].to_owned();
        self.at += length;
        self.drop_near();
        if within > FARTHEST {
            self.complain(Wrong::FarNear, start, &shown);
        }
        let level = self.level();
        if level.nodes.is_empty() || level.or.is_some() {
            self.complain(Wrong::LonelyNear, start, &shown);
        } else {
            level.near = Some((within.min(FARTHEST), start));
        }
        true
    }

    /// How near each other the words of the quoted piece before must stand: `"công nhân nghỉ việc"~5`.
    pub(super) fn slop(&mut self, value: &Value<'_>) -> Option<usize> {
        let (within, length) = near_sign(self.rest()).filter(|_| value.quoted && value.text.trim().contains(' '))?;
        let after = self.rest()[length..].trim_start();
        if after.starts_with(is_quote) || self.rest()[length..].starts_with('(') {
            return None;
        }
        self.at += length;
        Some(within.min(FARTHEST))
    }
}

/// The `~5` at the beginning of a text: how near, and how long it is.
fn near_sign(text: &str) -> Option<(usize, usize)> {
    let rest = text.strip_prefix('~')?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let ends = rest[digits..].chars().next().is_none_or(|c| c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')'));
    let within = if digits == 0 { NEAR } else { rest[..digits].parse().unwrap_or(usize::MAX) };
    ends.then_some((within, digits + 1))
}

/// Each word near the one before it.
pub(super) fn near_each_other(tokens: Vec<Token>, place: Place, within: usize) -> Unit {
    let mut units = tokens.into_iter().map(|token| Unit { tokens: vec![token], place, near: None });
    let mut first = units.next().unwrap_or_default();
    for unit in units {
        first.add_near(Near { within, unit });
    }
    first
}

/// The words that a piece stands for, if it is words only.
fn alternatives(node: &Node) -> Option<Vec<&Unit>> {
    match node {
        Node::Words(unit) => Some(vec![unit]),
        Node::Any(nodes) => {
            let each = nodes.iter().map(|node| if let Node::Words(unit) = node { Some(unit) } else { None });
            each.collect()
        }
        _ => None,
    }
}

/// Makes of `left` what stands near `right`; whether both are words of the article's text. Without parentheses only the
/// last alternative of an OR stands on the left.
pub(super) fn join_near(left: &mut Node, within: usize, right: &Node, grouped: bool) -> bool {
    match left {
        Node::Not(inner) => return join_near(inner, within, right, grouped),
        Node::Any(any) if !grouped => {
            return any.last_mut().is_some_and(|last| join_near(last, within, right, true));
        }
        _ => {}
    }
    let (Some(lefts), Some(rights)) = (alternatives(left), alternatives(right)) else { return false };
    let mut joined = Vec::new();
    for one in &lefts {
        for other in &rights {
            let mut other = (*other).clone();
            if other.place == Place::Anywhere {
                other.place = one.place;
            }
            if other.place != one.place || !one.place.is_text() {
                return false;
            }
            let mut unit = (*one).clone();
            unit.add_near(Near { within, unit: other });
            joined.push(Node::Words(unit));
        }
    }
    *left = if joined.len() == 1 { joined.remove(0) } else { Node::Any(joined) };
    true
}

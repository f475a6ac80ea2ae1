//! Words that stand near each other: `~5` between two pieces or behind a quoted one.

use super::parse::{Parser, is_quote};
use super::values::FilterValue;
use crate::model::complaint::{FARTHEST, QueryMistake};

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
            self.complain(QueryMistake::FarNear, start, &shown);
        }
        let level = self.level();
        if level.nodes.is_empty() || level.or.is_some() {
            self.complain(QueryMistake::LonelyNear, start, &shown);
        } else {
            level.near = Some((within.min(FARTHEST), start));
        }
        true
    }

    /// How near each other the words of the quoted piece before must stand: `"công nhân nghỉ việc"~5`.
    pub(super) fn slop(&mut self, value: &FilterValue<'_>) -> Option<usize> {
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

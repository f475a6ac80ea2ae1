//! Distributes the units of a paragraph over lines, greedily or by optimal fit.

use std::ops::Range;

use super::super::width::{self, Ambiguous};
use super::{Columns, Glue, WrapToken};

/// A unit that is not broken at this width: a token, several glued tokens, or a part of a token that is too wide.
#[derive(Debug, Clone)]
pub(super) struct WrapUnit {
    pub(super) range: Range<usize>,
    cells: usize,
    gap: usize,
    penalty: u32,
    /// A line must end after it.
    ends_line: bool,
}

pub(super) fn units(text: &str, tokens: &[WrapToken], columns: Columns, ambiguous: Ambiguous) -> Vec<WrapUnit> {
    let mut units = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let end = unit_end(tokens, at, columns.width_of(units.len()));
        let last = &tokens[end - 1];
        let range = tokens[at].range.start..last.range.end;
        let cells = tokens[at..end].iter().map(|t| t.cells).sum::<usize>()
            + tokens[at..end - 1].iter().map(|t| t.gap).sum::<usize>();
        let unit = WrapUnit { range, cells, gap: last.gap, penalty: last.penalty, ends_line: false };
        if cells <= columns.width_of(units.len()) {
            units.push(unit);
        } else {
            cut(text, &unit, columns, ambiguous, &mut units);
        }
        at = end;
    }
    units
}

/// The end of the unit of tokens glued to `at`, giving up as little glue as the room requires (W7).
fn unit_end(tokens: &[WrapToken], at: usize, room: usize) -> usize {
    for least in [Glue::Rule, Glue::Hard] {
        let mut end = at + 1;
        let mut cells = tokens[at].cells;
        while end < tokens.len() && tokens[end - 1].glue >= least {
            cells += tokens[end - 1].gap + tokens[end].cells;
            end += 1;
        }
        if cells <= room {
            return end;
        }
    }
    at + 1
}

/// Cuts a token that is too wide, on lines of its own: at clusters, or where its script allows breaks.
fn cut(text: &str, token: &WrapUnit, columns: Columns, ambiguous: Ambiguous, units: &mut Vec<WrapUnit>) {
    if let Some(last) = units.last_mut() {
        last.ends_line = true;
    }
    let allowed = breaks_of_script(&text[token.range.clone()], token.range.start);
    let leading = text[token.range.clone()].len() - text[token.range.clone()].trim_start().len();
    let mut start = token.range.start + leading;
    while start < token.range.end {
        let rest = &text[start..token.range.end];
        let mut length = width::fit_in(rest, columns.width_of(units.len()), ambiguous).len();
        if length == 0 {
            length = width::after(rest, 0).max(1);
        }
        let mut end = start + length;
        if end < token.range.end
            && let Some(&better) = allowed.get(..allowed.partition_point(|at| *at <= end)).and_then(<[usize]>::last)
            && better > start
        {
            end = better;
        }
        let range = start..end;
        start = end;
        let cells = width::cells_in(&text[range.clone()], ambiguous);
        let is_last = start >= token.range.end;
        let (gap, penalty) = if is_last { (token.gap, token.penalty) } else { (0, 0) };
        units.push(WrapUnit { range, cells, gap, penalty, ends_line: !is_last });
    }
}

/// Where UAX #14 allows breaks inside a token of a script without spaces; empty for other tokens.
fn breaks_of_script(token: &str, start: usize) -> Vec<usize> {
    let without_spaces = |c: char| {
        matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
    };
    if !token.contains(without_spaces) {
        return Vec::new();
    }
    let segmenter = icu_segmenter::LineSegmenter::new_auto(icu_segmenter::options::LineBreakOptions::default());
    segmenter.segment_str(token).map(|at| at + start).filter(|at| *at > start).collect()
}

/// First fit: the end of each line, as a unit index.
pub(super) fn greedy(units: &[WrapUnit], columns: Columns) -> Vec<usize> {
    let mut ends = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (at, unit) in units.iter().enumerate() {
        if at > start {
            let previous = &units[at - 1];
            let longer = used + previous.gap + unit.cells;
            if longer <= columns.width_of(start) && !previous.ends_line {
                used = longer;
                continue;
            }
            ends.push(at);
            start = at;
        }
        used = unit.cells;
    }
    if !units.is_empty() {
        ends.push(units.len());
    }
    ends
}

/// Optimal fit: the end of each line, as a unit index, with the least cost for the whole paragraph.
pub(super) fn optimal(units: &[WrapUnit], columns: Columns, runt: u32) -> Vec<usize> {
    let count = units.len();
    // best[j]: the least cost of the first j units if a line ends after them, and where that line begins.
    let mut best: Vec<(u64, usize)> = Vec::with_capacity(count + 1);
    best.push((0, 0));
    for end in 1..=count {
        best.push(best_line(units, columns, runt, &best, end));
    }
    let mut ends = Vec::new();
    let mut end = count;
    while end > 0 {
        ends.push(end);
        end = best[end].1;
    }
    ends.reverse();
    ends
}

/// The best line that ends after unit `end - 1`: the total cost up to there, and its first unit.
fn best_line(units: &[WrapUnit], columns: Columns, runt: u32, best: &[(u64, usize)], end: usize) -> (u64, usize) {
    let last = &units[end - 1];
    let is_final = end == units.len();
    let after = if is_final || last.ends_line { 0 } else { u64::from(last.penalty) };
    let mut found = (u64::MAX, end - 1);
    let mut used = 0;
    let mut start = end;
    while let Some(unit) = start.checked_sub(1).and_then(|at| units.get(at)) {
        let longer = if start == end { unit.cells } else { unit.cells + unit.gap + used };
        if start < end && (unit.ends_line || longer > columns.first.max(columns.rest)) {
            break;
        }
        start -= 1;
        used = longer;
        let room = columns.width_of(start);
        if used > room && start + 1 < end {
            continue;
        }
        let slack = room.saturating_sub(used) as u64;
        let line = match is_final {
            false => slack * slack,
            true if start > 0 && used * 6 <= room => u64::from(runt),
            true => 0,
        };
        let cost = best[start].0.saturating_add(line).saturating_add(after);
        if cost < found.0 {
            found = (cost, start);
        }
    }
    found
}

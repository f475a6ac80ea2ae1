//! Text whose lines stay lines: `<pre>`, and elements whose style says so.
//!
//! Units: characters; a tab goes to the next column that 8 divides.

use super::{BlockPiece, BlockReader, PieceLook, count};
use crate::extract::dom::{PageRow, is_inline};
use crate::model::block::{Lines, Spacing};
use crate::model::{Block, Rich};
use crate::text;

/// Cells between two tab stops.
const TAB: usize = 8;
/// A line longer than this, in characters, is running text that somebody put into a `<pre>`.
const LONGEST_LINE: usize = 160;
/// Most bytes of one block of lines.
const MAX_BYTES: usize = 256 << 10;

/// What a style says of line feeds in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Feeds {
    /// They are white space.
    Ignored,
    /// They end lines (`pre-line`).
    EndLines,
    /// All white space stays (`pre`).
    AllKept,
}

/// What an element says of line feeds.
pub(super) fn feeds_of(row: &PageRow<'_>) -> Feeds {
    if row.tag == "pre" {
        return Feeds::AllKept;
    }
    let Some((_, after)) = row.attr("style").and_then(|style| style.split_once("white-space")) else {
        return Feeds::Ignored;
    };
    match after.trim_start_matches([':', ' ']).split([';', ' ', '!']).next().unwrap_or_default() {
        "pre-line" | "pre-wrap" | "break-spaces" => Feeds::EndLines,
        "pre" => Feeds::AllKept,
        _ => Feeds::Ignored,
    }
}

impl BlockReader<'_, '_> {
    /// Reads preformatted text; gives the next row to read, or `None` where it is running text after all.
    pub(super) fn preformatted(&mut self, at: usize, skip: &dyn Fn(usize) -> bool) -> Option<usize> {
        let outline = &self.page.outline;
        let end = outline.rows[at].end;
        let (mut raw, mut r) = (String::new(), at + 1);
        while r < end && raw.len() < MAX_BYTES {
            let row = &outline.rows[r];
            if let Some(text) = row.text() {
                raw.push_str(text);
            } else if row.junk || row.hidden || skip(r) {
                r = row.end;
                continue;
            } else if row.tag == "br" || !is_inline(row.tag) && !raw.is_empty() && !raw.ends_with('\n') {
                raw.push('\n');
            }
            r += 1;
        }
        let shown = text::display(&expanded(&raw));
        let lines: Vec<&str> = shown.lines().map(str::trim_end).collect();
        let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
        let last = lines.iter().rposition(|line| !line.is_empty()).map_or(first, |last| last + 1);
        let lines = &lines[first..last];
        if lines.iter().any(|line| line.chars().count() > LONGEST_LINE) {
            return None;
        }
        self.flush();
        if !lines.is_empty() {
            let text = lines.join("\n");
            let words = text.split_whitespace().count();
            let look = PieceLook { chars: count(&text), words, ..self.look() };
            let block = Block::Lines(Lines { rich: Rich::plain(text), spacing: Spacing::Kept });
            self.out.push(BlockPiece { row: at, at, look, ..BlockPiece::of(block) });
        }
        Some(end)
    }
}

/// Tabs as spaces, no-break spaces too.
fn expanded(raw: &str) -> String {
    let (mut out, mut column) = (String::with_capacity(raw.len()), 0);
    for c in raw.chars() {
        match c {
            '\t' => {
                let step = TAB - column % TAB;
                out.extend(std::iter::repeat_n(' ', step));
                column += step;
            }
            '\n' => {
                out.push('\n');
                column = 0;
            }
            '\u{a0}' => {
                out.push(' ');
                column += 1;
            }
            c => {
                out.push(c);
                column += 1;
            }
        }
    }
    out
}

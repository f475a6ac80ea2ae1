//! Breaks paragraphs into lines of terminal cells.
//!
//! Lines break only at spaces between tokens (Vietnamese writes a space between syllables), so that dates, document
//! numbers and addresses stay whole. UAX #14 would break `NĐ-CP`. The rules:
//! W1 No line is wider than its column, begins or ends with a space, or cuts a grapheme cluster. W2 A token that fits
//! is never broken. W3–W6 Some spaces are glued (`text::glue`). W7 A glued unit wider than the column loses its glue; a
//! token wider than the column is cut at clusters, on lines of its own, without a hyphen; a token in a script without
//! spaces (Chinese, Thai) breaks where UAX #14 allows it. W8 Lines depend on text, width and options only. W9 Indents
//! are up to the caller, who passes the remaining widths.
//!
//! Two methods: *greedy* (first fit), and *optimal fit* (the default), which minimises the sum of squared free cells
//! over all lines but the last, plus penalties for splitting words, names and quantities (Knuth and Plass, 1981).
//! Time is O(n·k) for n tokens and k tokens per line. Units: cells of [`super::width`]; ranges are bytes.

use std::ops::Range;

mod lines;

use super::letter::is_alphanumeric;
use super::lexicon::{self, Lexicon};
use super::width::{self, Ambiguous};
use super::{glue, names};
use lines::{greedy, optimal, units};

/// The cost of unwanted breaks, in squared cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Penalties {
    /// Inside a word of several syllables.
    pub compound: u32,
    /// Inside a person's name.
    pub name: u32,
    /// Between a number and what it counts.
    pub counted: u32,
    /// A last line of at most a sixth of the column width.
    pub runt: u32,
}

impl Penalties {
    /// No penalties: only the sum of squares.
    pub const NONE: Self = Self { compound: 0, name: 0, counted: 0, runt: 0 };
}

impl Default for Penalties {
    fn default() -> Self {
        Self { compound: 300, name: 400, counted: 100, runt: 400 }
    }
}

/// How to wrap.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// First fit instead of optimal fit.
    pub greedy: bool,
    /// How wide the terminal draws ambiguous signs.
    pub ambiguous: Ambiguous,
    /// What optimal fit avoids.
    pub penalties: Penalties,
    /// The words that it keeps together.
    pub lexicon: Lexicon,
}

/// Byte ranges of `text` (one paragraph in display form), one per line, without leading or trailing space. No line is
/// wider than `width` cells (`width` 0 counts as 1). Empty text gives no line.
///
/// Only a single cluster wider than the column (an ideograph in a column of one cell) makes a wider line.
pub fn wrap(text: &str, width: usize, options: &Options) -> Vec<Range<usize>> {
    Paragraph::new(text, options).lines(text, width, width, options)
}

/// Wider columns count as this wide: no terminal is wider, and the time of optimal fit grows with the width.
pub const WIDEST: usize = 2000;

/// How strongly a gap holds together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Glue {
    /// A line may end here.
    None,
    /// Glued by the rules.
    Rule,
    /// A no-break space in the source.
    Hard,
}

/// A part of a paragraph between two possible line breaks.
#[derive(Debug, Clone)]
struct WrapToken {
    range: Range<usize>,
    cells: usize,
    /// Cells between this token and the next.
    gap: usize,
    /// The glue of the gap.
    glue: Glue,
    /// The cost of a break after this token.
    penalty: u32,
}

/// A prepared paragraph, which can be wrapped at many widths.
#[derive(Debug, Clone)]
pub struct Paragraph {
    tokens: Vec<WrapToken>,
}

impl Paragraph {
    /// Prepares `text` (one paragraph in display form).
    pub fn new(text: &str, options: &Options) -> Self {
        let mut tokens = split(text, options.ambiguous);
        set_glue(text, &mut tokens);
        if !options.greedy && options.penalties != Penalties::NONE {
            set_penalties(text, &mut tokens, options);
        }
        Self { tokens }
    }

    /// The lines at these widths; `text` and `options` are those of [`Paragraph::new`].
    pub fn lines(&self, text: &str, first: usize, rest: usize, options: &Options) -> Vec<Range<usize>> {
        let columns = Columns { first: first.clamp(1, WIDEST), rest: rest.clamp(1, WIDEST) };
        let units = units(text, &self.tokens, columns, options.ambiguous);
        let ends =
            if options.greedy { greedy(&units, columns) } else { optimal(&units, columns, options.penalties.runt) };
        let mut start = 0;
        let lines = ends.into_iter().filter_map(|end| {
            let line = units.get(start)?.range.start..units.get(end.checked_sub(1)?)?.range.end;
            start = end;
            Some(line)
        });
        lines.collect()
    }
}

/// Width in cells of the first line and of the others.
#[derive(Debug, Clone, Copy)]
struct Columns {
    first: usize,
    rest: usize,
}

impl Columns {
    /// Room on a line that begins with unit or token `at`.
    fn width_of(self, at: usize) -> usize {
        if at == 0 { self.first } else { self.rest }
    }
}

fn is_hard_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// Splits at spaces; a no-break space inside a word gives two tokens with hard glue.
fn split(text: &str, ambiguous: Ambiguous) -> Vec<WrapToken> {
    let mut tokens: Vec<WrapToken> = Vec::with_capacity(text.len() / 5 + 1);
    let mut push = |range: Range<usize>, hard: bool| {
        if let Some(last) = tokens.last_mut() {
            last.gap = width::cells_in(&text[last.range.end..range.start], ambiguous);
            last.glue = if hard { Glue::Hard } else { Glue::None };
        }
        let cells = width::cells_in(&text[range.clone()], ambiguous);
        tokens.push(WrapToken { range, cells, gap: 0, glue: Glue::None, penalty: 0 });
    };
    let mut at = 0;
    for word in text.split(|c: char| c.is_whitespace() && !is_hard_space(c)) {
        let start = at;
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        // A no-break space at the end of a token would end a line.
        let word = word.trim_end();
        if word.is_empty() {
            continue;
        }
        let mut from = start;
        for inner in inner_breaks(word) {
            push(from..start + inner.start, from > start);
            from = start + inner.end;
        }
        push(from..start + word.len(), from > start);
    }
    tokens
}

/// No-break spaces between two characters.
fn inner_breaks(word: &str) -> Vec<Range<usize>> {
    if word.is_ascii() || !word.contains(is_hard_space) {
        return Vec::new();
    }
    let inside = word.len() - word.trim_start().len()..word.trim_end().len();
    let mut gaps: Vec<Range<usize>> = Vec::new();
    for (at, space) in word.match_indices(is_hard_space).filter(|(at, _)| inside.contains(at)) {
        match gaps.last_mut() {
            Some(last) if last.end == at => last.end = at + space.len(),
            _ => gaps.push(at..at + space.len()),
        }
    }
    gaps
}

fn set_glue(text: &str, tokens: &mut [WrapToken]) {
    for at in 1..tokens.len() {
        let word = |at: usize| tokens.get(at).map(|token| &text[token.range.clone()]);
        let before = at.checked_sub(2).and_then(word);
        let (Some(a), Some(b)) = (word(at - 1), word(at)) else { continue };
        if tokens[at - 1].glue == Glue::None && glue::is_glued(before, a, b) {
            tokens[at - 1].glue = Glue::Rule;
        }
    }
}

/// A token as a syllable: its letters, and whether punctuation surrounds them.
#[derive(Debug, Clone, Copy)]
struct WrapSyllable<'a> {
    letters: &'a str,
    hash: Option<u64>,
    opens: bool,
    closes: bool,
}

impl<'a> WrapSyllable<'a> {
    fn new(token: &'a str) -> Self {
        let from = token.trim_start_matches(|c: char| !is_alphanumeric(c));
        let letters = from.trim_end_matches(|c: char| !is_alphanumeric(c));
        let hash = lexicon::syllable_hash(letters.as_bytes());
        Self { letters, hash, opens: from.len() < token.len(), closes: letters.len() < from.len() }
    }
}

fn set_penalties(text: &str, tokens: &mut [WrapToken], options: &Options) {
    let words: Vec<WrapSyllable<'_>> =
        tokens.iter().map(|token| WrapSyllable::new(&text[token.range.clone()])).collect();
    let Penalties { compound, name, counted, .. } = options.penalties;
    let mut at = 0;
    while at < words.len() {
        let person = name_length(&words[at..]);
        let word = compound_length(&words[at..], &options.lexicon);
        let (length, penalty) = if person > 1 && person >= word { (person, name) } else { (word, compound) };
        for token in tokens.iter_mut().skip(at).take(length.saturating_sub(1)) {
            token.penalty = penalty;
        }
        at += length.max(1);
    }
    for at in 1..tokens.len() {
        let token = |at: usize| &text[tokens[at].range.clone()];
        if tokens[at - 1].penalty == 0 && glue::is_counted(at.checked_sub(2).map(token), token(at - 1), token(at)) {
            tokens[at - 1].penalty = counted;
        }
    }
}

/// Syllables of the longest word of the lexicon that begins here; 1 if there is none. No word crosses punctuation.
fn compound_length(words: &[WrapSyllable<'_>], lexicon: &Lexicon) -> usize {
    let (mut hash, mut longest) = (0, 1);
    for (at, word) in words.iter().take(lexicon::MOST_SYLLABLES).enumerate() {
        let Some(syllable) = word.hash.filter(|_| at == 0 || !word.opens) else { break };
        hash = lexicon::chain(hash, syllable);
        if at > 0 && lexicon.has(hash) {
            longest = at + 1;
        }
        if word.closes {
            break;
        }
    }
    longest
}

/// Syllables of the name that begins here; 1 if there is none.
fn name_length(words: &[WrapSyllable<'_>]) -> usize {
    let Some(first) = words.first().filter(|word| !word.closes && names::is_surname(word.letters)) else { return 1 };
    let mut length = usize::from(!first.letters.is_empty());
    for word in words.iter().skip(1).take(names::MOST_GIVEN) {
        if word.opens || !names::is_given(word.letters) {
            break;
        }
        length += 1;
        if word.closes {
            break;
        }
    }
    length
}

#[cfg(test)]
#[path = "wrap_tests.rs"]
mod tests;

//! Wrapping, width, display form, and the share of line breaks inside words.

use std::fmt;

use loaphuong::text::width::{self, Ambiguous};
use loaphuong::text::wrap::{self, Options, Penalties};
use loaphuong::text::{display, paragraph};
use serde_json::Value;

use super::Verdict;

pub(super) fn text<'a>(vector: &'a Value, key: &str) -> &'a str {
    vector.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn number(vector: &Value, key: &str) -> usize {
    vector.get(key).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok()).unwrap_or_default()
}

fn strings(vector: &Value, key: &str) -> Vec<String> {
    let list = vector.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

pub(super) fn same<T: PartialEq + fmt::Debug>(found: &T, wanted: &T) -> Result<(), String> {
    if found == wanted { Ok(()) } else { Err(format!("{found:?}, not {wanted:?}")) }
}

fn lines(text: &str, width: usize, options: &Options) -> Vec<String> {
    wrap::wrap(text, width, options).into_iter().map(|line| text[line].to_owned()).collect()
}

fn greedy() -> Options {
    Options { greedy: true, ..Options::default() }
}

fn plain_optimal() -> Options {
    Options { penalties: Penalties::NONE, ..Options::default() }
}

fn hard_spaces_as_spaces(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

pub(super) fn wrap(vector: &Value) -> Verdict {
    let source = paragraph(text(vector, "text"));
    let columns = number(vector, "width");
    Some(match text(vector, "group") {
        "greedy-plain" | "greedy-rules" => same(&lines(&source, columns, &greedy()), &strings(vector, "lines")),
        "nfd-same-breaks" => same(&lines(&source, columns, &greedy()), &strings(vector, "lines"))
            .and_then(|()| same(&source, &paragraph(text(vector, "nfc")))),
        // A text of one no-break space and a letter is shown as it is, so the display form is wrapped without tidying.
        "degenerate" => {
            let tidy = same(&lines(&source, columns, &greedy()), &strings(vector, "lines"));
            tidy.or_else(|_| {
                same(&lines(&display(text(vector, "text")), columns, &greedy()), &strings(vector, "lines"))
            })
        }
        "atoms" => atoms(vector, &source),
        "optimal" => same(&cost(&source, columns), &number(vector, "min_cost")),
        "long-token" => long_token(vector, &source, columns),
        _ => return None,
    })
}

fn atoms(vector: &Value, source: &str) -> Result<(), String> {
    let range = vector.get("widths").and_then(Value::as_array).cloned().unwrap_or_default();
    let bound = |at: usize| range.get(at).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok()).unwrap_or(40);
    for columns in bound(0)..=bound(1) {
        for options in [greedy(), Options::default(), plain_optimal()] {
            let found: Vec<String> =
                lines(source, columns, &options).iter().map(|l| hard_spaces_as_spaces(l)).collect();
            if let Some(line) = found.iter().find(|line| width::cells(line) > columns) {
                return Err(format!("at {columns}: {line:?} is too wide"));
            }
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            let cut = source.split_whitespace().any(|token| width::cells(token) > columns);
            // A token wider than the column is split into pieces, which are not joined by a space.
            if cut {
                same(&bare(&found.concat()), &bare(source))?;
            } else {
                same(&found.join(" "), &hard_spaces_as_spaces(source))?;
            }
            for atom in strings(vector, "atoms").iter().map(|atom| hard_spaces_as_spaces(&display(atom))) {
                if width::cells(&atom) <= columns && !found.iter().any(|line| line.contains(&atom)) {
                    return Err(format!("at {columns}: {atom:?} is torn in {found:?}"));
                }
            }
        }
    }
    Ok(())
}

/// Sum over all lines but the last of the squared free cells.
fn cost(source: &str, columns: usize) -> usize {
    let found = lines(source, columns, &plain_optimal());
    let all_but_last = found.len().saturating_sub(1);
    found.iter().take(all_but_last).map(|line| (columns - width::cells(line)).pow(2)).sum()
}

fn long_token(vector: &Value, source: &str, columns: usize) -> Result<(), String> {
    for options in [greedy(), Options::default()] {
        let found = lines(source, columns, &options);
        if let Some(line) = found.iter().find(|line| line.is_empty() || width::cells(line) > columns) {
            return Err(format!("{line:?}"));
        }
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        same(&bare(&found.concat()), &bare(source))?;
        if !found.concat().contains(text(vector, "pieces_concat")) {
            return Err(format!("the pieces of {found:?} do not give the token back"));
        }
    }
    if vector.get("example").is_some() {
        return same(&lines(source, columns, &greedy()), &strings(vector, "example"));
    }
    Ok(())
}

pub(super) fn width(vector: &Value) -> Verdict {
    Some(match text(vector, "group") {
        "sanitise" => {
            let found = display(text(vector, "raw"));
            let others = strings(vector, "display_alternatives");
            if others.contains(&found) { Ok(()) } else { same(&found, &text(vector, "display").to_owned()) }
        }
        "divergent" => divergent(vector),
        _ if vector.get("cols").is_some() => columns(vector),
        _ => return None,
    })
}

fn columns(vector: &Value) -> Result<(), String> {
    let shown = text(vector, "text");
    same(&width::cells(shown), &number(vector, "cols"))?;
    same(&width::cells(&display(shown)), &number(vector, "cols"))?;
    match vector.get("cols_ambiguous_wide") {
        Some(_) => same(&width::cells_in(shown, Ambiguous::Wide), &number(vector, "cols_ambiguous_wide")),
        None => Ok(()),
    }
}

/// The display form contains nothing that terminals measure differently.
fn divergent(vector: &Value) -> Result<(), String> {
    let shown = display(text(vector, "text"));
    let trouble = |c: char| matches!(c, '\u{ad}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    if shown.contains(trouble) { Err(format!("{shown:?}")) } else { Ok(()) }
}

/// How often lines break inside a word.
pub(super) struct Splits {
    breaks: usize,
    inside: usize,
    inside_greedy: usize,
    breaks_greedy: usize,
    lines: usize,
    greedy_lines: usize,
}

impl Splits {
    fn per_hundred(inside: usize, breaks: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "counts of lines")]
        let share = 100.0 * inside as f64 / breaks.max(1) as f64;
        share
    }

    /// The target: at most 6 in 100 breaks, with at most 4 % more lines than greedy.
    pub(super) fn is_good(&self) -> bool {
        Self::per_hundred(self.inside, self.breaks) <= 6.0 && self.lines * 100 <= self.greedy_lines * 104
    }
}

impl fmt::Display for Splits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:.1} splits in 100 breaks ({} of {}; greedy {:.1}), {} lines for greedy's {}",
            Self::per_hundred(self.inside, self.breaks),
            self.inside,
            self.breaks,
            Self::per_hundred(self.inside_greedy, self.breaks_greedy),
            self.lines,
            self.greedy_lines
        )
    }
}

/// Sentences joined into paragraphs of four, at widths 40, 60, 72 and 80.
pub(super) fn compound_splits(vectors: &[Value]) -> Splits {
    let mut sum = Splits { breaks: 0, inside: 0, inside_greedy: 0, breaks_greedy: 0, lines: 0, greedy_lines: 0 };
    for sentences in vectors.chunks(4) {
        let (joined, inside) = join(sentences);
        let longest = joined.split(' ').map(width::cells).max().unwrap_or_default();
        for columns in [40, 60, 72, 80].into_iter().filter(|columns| *columns >= longest) {
            let (breaks, split) = count(&joined, &inside, columns, &Options::default());
            sum.breaks += breaks;
            sum.inside += split;
            sum.lines += breaks + 1;
            let (breaks, split) = count(&joined, &inside, columns, &greedy());
            sum.breaks_greedy += breaks;
            sum.inside_greedy += split;
            sum.greedy_lines += breaks + 1;
        }
    }
    sum
}

/// The paragraph, and which of its spaces are inside words.
fn join(sentences: &[Value]) -> (String, Vec<usize>) {
    let mut joined = String::new();
    let mut inside = Vec::new();
    for vector in sentences {
        if !joined.is_empty() {
            joined.push(' ');
        }
        let before = joined.matches(' ').count();
        let spaces = vector.get("inside_spaces").and_then(Value::as_array).cloned().unwrap_or_default();
        inside.extend(
            spaces.iter().filter_map(Value::as_u64).filter_map(|n| usize::try_from(n).ok()).map(|n| n + before),
        );
        joined.push_str(&display(text(vector, "text")));
    }
    (joined, inside)
}

fn count(joined: &str, inside: &[usize], columns: usize, options: &Options) -> (usize, usize) {
    let found = wrap::wrap(joined, columns, options);
    let breaks = found.len().saturating_sub(1);
    let at_space = |end: usize| joined[..end].matches(' ').count();
    let torn = found.iter().take(breaks).filter(|line| inside.contains(&at_space(line.end))).count();
    (breaks, torn)
}

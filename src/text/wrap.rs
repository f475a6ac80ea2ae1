//! Paragraphs → lines of cells. Breaks at spaces only, never inside a grapheme cluster.

use std::ops::Range;

/// How to wrap.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// First fit instead of optimal fit.
    pub greedy: bool,
}

/// Byte ranges of `text` (one paragraph in display form), one a line, without leading or trailing space; every line is at
/// most `width` cells wide (`width` 0 counts as 1). Empty text gives no line.
pub fn wrap(text: &str, width: usize, _options: &Options) -> Vec<Range<usize>> {
    let width = width.max(1);
    let mut lines: Vec<Range<usize>> = Vec::new();
    for token in text.split_whitespace() {
        let start = token.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + token.len();
        match lines.last_mut() {
            Some(line) if super::width::cells(&text[line.start..end]) <= width => line.end = end,
            _ => {
                let mut rest = start;
                while super::width::cells(&text[rest..end]) > width {
                    let cut = super::width::fit(&text[rest..end], width).len().max(1);
                    lines.push(rest..rest + cut);
                    rest += cut;
                }
                lines.push(rest..end);
            }
        }
    }
    lines
}

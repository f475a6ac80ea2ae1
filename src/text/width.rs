//! Width of text in terminal cells.

use unicode_width::UnicodeWidthStr;

/// Cells that `text` (in display form) takes, ambiguous characters as one.
pub fn cells(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// The longest beginning of `text` that fits in `limit` cells, cut at a grapheme cluster.
pub fn fit(text: &str, limit: usize) -> &str {
    use unicode_segmentation::UnicodeSegmentation;
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        used += cells(cluster);
        if used > limit {
            return &text[..at];
        }
    }
    text
}

//! Wrapping of a text that may be as long as a book: in pieces, so that what wrapping needs for each letter is needed for one
//! piece at a time.

use std::ops::Range;

use crate::text::wrap;

/// Longest piece, bytes; a paragraph of a newspaper is far shorter and is never cut.
const PIECE: usize = 64 << 10;

/// The lines of a text, at most `most` and those of one piece more.
pub(super) fn wrapped(text: &str, width: usize, options: &wrap::Options, most: usize) -> Vec<Range<usize>> {
    if text.len() <= PIECE {
        return wrap::wrap(text, width, options);
    }
    let (mut lines, mut start) = (Vec::new(), 0);
    while start < text.len() && lines.len() < most {
        let end = start + piece(&text[start..]);
        let piece = wrap::wrap(&text[start..end], width, options);
        lines.extend(piece.into_iter().map(|line| start + line.start..start + line.end));
        start = end;
    }
    lines
}

/// Where the first piece of a text ends: behind a space, else between two characters.
fn piece(text: &str) -> usize {
    let end = text.floor_char_boundary(PIECE);
    if end == text.len() {
        return end;
    }
    text[..end].rfind(char::is_whitespace).map_or(end, |space| text.ceil_char_boundary(space + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_text_as_long_as_a_book_every_word_stands_in_a_line_and_the_lines_are_bounded() {
        let text = "Người lao động nhận lương. ".repeat(10_000);
        let options = wrap::Options::default();
        let lines = wrapped(&text, 60, &options, usize::MAX);
        let words = |text: &str| text.split_whitespace().count();
        assert_eq!(lines.iter().map(|line| words(&text[line.clone()])).sum::<usize>(), words(&text));
        assert!(wrapped(&text, 60, &options, 100).len() < 3_000);
        assert_eq!(wrapped("một câu", 60, &options, 100), wrap::wrap("một câu", 60, &options));
        assert!(!wrapped(&"ạ".repeat(PIECE), 60, &options, usize::MAX).is_empty());
    }
}

//! Converts positions in a text to lines and columns without counting from the top each time.

/// The line starts of a text.
#[derive(Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    /// Byte offsets after each line feed.
    begins: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// Finds the lines of a text, once.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text, begins: text.match_indices('\n').map(|(at, _)| at + 1).collect() }
    }

    /// The line of a byte offset, from 1.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        self.begins.partition_point(|begin| *begin <= offset) + 1
    }

    /// Line and column of a byte offset, from 1; columns are characters.
    #[must_use]
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.line(offset);
        let begin = line.checked_sub(2).and_then(|before| self.begins.get(before)).copied().unwrap_or(0);
        let before = self.text.get(begin..offset).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_its_line_and_its_column_in_characters() {
        let lines = LineIndex::new("một\nhai ba\n\nbốn");
        let positions = ["một", "hai", "ba", "\nbốn", "bốn"].map(|word| lines.position(lines.text.find(word).unwrap()));
        assert_eq!(positions, [(1, 1), (2, 1), (2, 5), (3, 1), (4, 1)]);
        assert_eq!(lines.position(lines.text.len()), (4, 4));
    }

    #[test]
    fn a_text_of_one_line_and_an_empty_one_have_a_first_line() {
        assert_eq!((LineIndex::new("a").position(1), LineIndex::new("").position(0)), ((1, 2), (1, 1)));
    }
}

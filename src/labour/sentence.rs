//! Splits a paragraph into sentences, by byte ranges. Facts are shown with their sentence, and speech proceeds by
//! sentence.
//!
//! A full stop ends a sentence if a capital, a digit or opening punctuation follows and no abbreviation or initial
//! precedes.

use std::ops::Range;

/// Abbreviations that end with a full stop.
const ABBREVIATIONS: &[&str] = &[
    "TP.", "Tp.", "tp.", "TX.", "TT.", "Q.", "P.", "H.", "GS.", "PGS.", "TS.", "ThS.", "Ths.", "Th.S.", "BS.", "KS.",
    "LS.", "CN.", "GS.TS.", "PGS.TS.", "Tr.", "Đ.", "St.", "Mr.", "Mrs.", "Ms.", "Dr.", "No.", "Co.", "Ltd.", "vs.",
    "NXB.", "KCN.", "CT.",
];

/// Words before a person's initial.
const OF_PERSONS: &[&str] = &["ông", "bà", "anh", "chị", "em", "cô", "chú", "bác", "cháu"];

/// The sentences of `text`, in order, trimmed.
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let end = at + c.len_utf8();
        let stop = match c {
            '\n' => true,
            '.' | '!' | '?' | '…' => ends(text, start, at, end),
            _ => false,
        };
        if stop {
            let end = closing(text, end);
            push(text, start..end, &mut found);
            start = end;
            while letters.next_if(|(next, _)| *next < end).is_some() {}
        }
    }
    push(text, start..text.len(), &mut found);
    found
}

/// The sentence of `text` that contains byte `at`.
pub(crate) fn around(text: &str, at: usize) -> &str {
    let range = sentences(text).into_iter().find(|range| range.contains(&at));
    range.and_then(|range| text.get(range)).unwrap_or(text).trim()
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let Some(piece) = text.get(range.clone()) else { return };
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = range.end - (piece.len() - piece.trim_end().len());
    if start < end {
        found.push(start..end);
    }
}

/// Closing punctuation after a sentence belongs to it.
fn closing(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let closing = rest.trim_start_matches(['"', '”', '’', ')', ']', '»', '.', '!', '?', '…']);
    end + rest.len() - closing.len()
}

fn ends(text: &str, start: usize, at: usize, end: usize) -> bool {
    let end = closing(text, end);
    let rest = text.get(end..).unwrap_or_default();
    let Some(first) = rest.chars().next() else { return true };
    if !first.is_whitespace() {
        return false;
    }
    let next = rest.trim_start().chars().next().unwrap_or('\n');
    let opens = next.is_uppercase()
        || next.is_ascii_digit()
        || matches!(next, '"' | '“' | '‘' | '«' | '(' | '[' | '-' | '–' | '—' | '*' | '•');
    opens && !(text.get(at..).is_some_and(|rest| rest.starts_with('.')) && is_abbreviated(text, start, at, next))
}

/// Whether the full stop at byte `at` belongs to the word before it.
fn is_abbreviated(text: &str, start: usize, at: usize, next: char) -> bool {
    let word = text
        .get(start..at + 1)
        .unwrap_or_default()
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"'))
        .next()
        .unwrap_or_default();
    let bare = word.trim_end_matches('.');
    // An initial in a name (`N.V.A. Tuấn`), or the number of an item at the beginning of its line (`1. Tiền lương`).
    // After a common word it is a class or a group (`bảng H.`), and the sentence ends.
    let letter = bare.chars().count() == 1 && bare.chars().all(char::is_uppercase) && next.is_uppercase();
    let before = text.get(start..at.saturating_sub(bare.len())).unwrap_or_default().trim_end();
    let before = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let named = before.is_empty() || before.starts_with(char::is_uppercase) || OF_PERSONS.contains(&before);
    let initial = letter && named;
    let item = !bare.is_empty()
        && bare.chars().all(|c| c.is_ascii_digit() || c == '.')
        && text.get(start..at).is_some_and(|before| before.trim() == bare);
    let dotted = bare.contains('.')
        && bare.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
        && !next.is_ascii_digit();
    ABBREVIATIONS.contains(&word) || initial || item || dotted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_stop_before_a_capital_ends_a_sentence() {
        assert_eq!(
            cut("Lương tăng 6%. Công nhân vui. “Chúng tôi mừng.” Chị nói vậy!"),
            ["Lương tăng 6%.", "Công nhân vui.", "“Chúng tôi mừng.”", "Chị nói vậy!"]
        );
    }

    #[test]
    fn stops_inside_figures_titles_and_names_end_nothing() {
        for text in [
            "Mức 4.960.000 đồng từ 1.7 ở TP. Thủ Đức.",
            "Theo PGS.TS. Lê Văn A., số 1.234 là đúng.",
            "Anh N.V.A. Tuấn ở Q. Bình Tân nói.",
            "1. Tiền lương tối thiểu vùng",
        ] {
            assert_eq!(cut(text), [text]);
        }
    }

    #[test]
    fn a_group_called_by_a_letter_may_end_a_sentence() {
        assert_eq!(
            cut("Hai đội ở bảng G. Ở vòng sau, anh K. Tuấn ra sân."),
            ["Hai đội ở bảng G.", "Ở vòng sau, anh K. Tuấn ra sân."]
        );
    }

    #[test]
    fn the_sentence_around_a_byte_is_found() {
        let text = "Câu một. Câu hai có 5 người. Câu ba.";
        assert_eq!(around(text, text.find('5').unwrap()), "Câu hai có 5 người.");
    }
}

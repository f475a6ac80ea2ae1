//! Splits a text at white space, on bytes, since most of a text is letters.

use std::ops::Range;

/// The ranges of words separated by exactly one plain space; other white space, or more of it, ends a range.
pub(crate) fn spaced_rows(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(length) = white(bytes, at) {
            at += length;
        }
        let start = at;
        loop {
            at += bytes[at..].iter().position(|byte| !is_within(*byte)).unwrap_or(bytes.len() - at);
            let goes_on = match bytes.get(at) {
                None => false,
                Some(b' ') => at + 1 < bytes.len() && white(bytes, at + 1).is_none(),
                Some(_) => white(bytes, at).is_none(),
            };
            if !goes_on {
                break;
            }
            at += 1;
        }
        (start < at).then_some(start..at)
    })
}

/// Whether a byte neither is white space nor may begin it.
#[inline]
const fn is_within(byte: u8) -> bool {
    matches!(byte, b'!'..=0xc1 | 0xc3..=0xe0 | 0xe4..)
}

/// The length of the white space at byte `at`, as [`char::is_whitespace`] defines it; `None` if there is none.
#[inline]
fn white(bytes: &[u8], at: usize) -> Option<usize> {
    match *bytes.get(at)? {
        b'\t'..=b'\r' | b' ' => Some(1),
        0..0xc2 => None,
        0xc2 => matches!(bytes.get(at + 1), Some(0x85 | 0xa0)).then_some(2),
        lead @ (0xe1..=0xe3) => {
            let [second, third] = *bytes.get(at + 1..at + 3)?.first_chunk()?;
            let is_white = match (lead, second) {
                (0xe1, 0x9a) | (0xe3, 0x80) => third == 0x80,
                (0xe2, 0x80) => matches!(third, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf),
                (0xe2, 0x81) => third == 0x9f,
                _ => false,
            };
            is_white.then_some(3)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_white_space_ends_a_row_and_a_plain_one_between_words_does_not() {
        let rows = |text: &str| spaced_rows(text).map(|row| text[row].to_owned()).collect::<Vec<_>>();
        assert_eq!(rows(" một hai  ba\u{a0}bốn năm\n"), ["một hai", "ba", "bốn năm"]);
        for c in (0..=0x1_0000).filter_map(char::from_u32) {
            for text in [format!("a{c}b"), format!("{c}"), format!("a {c}b{c} c")] {
                let words: Vec<String> = rows(&text).iter().flat_map(|row| row.split(' ')).map(str::to_owned).collect();
                assert_eq!(words, text.split_whitespace().collect::<Vec<_>>(), "{c:?}");
            }
        }
    }
}

//! Running sums of the text of a page.

use super::PageRow;

/// Running sums over the rows, so that what a subtree holds is one subtraction.
pub(super) struct Weights {
    /// Characters of visible text before a row, white space apart.
    pub(super) chars: Vec<u32>,
    /// Those of them that stand in links.
    pub(super) linked: Vec<u32>,
}

impl Weights {
    pub(super) fn of(rows: &[PageRow<'_>]) -> Self {
        let mut sums = Self { chars: Vec::with_capacity(rows.len() + 1), linked: Vec::with_capacity(rows.len() + 1) };
        let (mut chars, mut linked, mut link_end, mut raw_end) = (0_u32, 0_u32, 0, 0);
        for (at, row) in rows.iter().enumerate() {
            sums.chars.push(chars);
            sums.linked.push(linked);
            match row.tag {
                "a" if is_link(row) && !wraps_text(rows, at) => link_end = link_end.max(row.end),
                "script" | "style" | "noscript" | "template" | "head" | "textarea" => raw_end = raw_end.max(row.end),
                "" if at >= raw_end => {
                    let text = row.text().unwrap_or_default();
                    let n = u32::try_from(count(text)).unwrap_or(u32::MAX);
                    chars = chars.saturating_add(n);
                    if at < link_end {
                        linked = linked.saturating_add(n);
                    }
                }
                _ => {}
            }
        }
        sums.chars.push(chars);
        sums.linked.push(linked);
        sums
    }
}

/// Whether an `a` leads somewhere, or does something by a script; a named place of the page does neither.
pub(in crate::extract) fn is_link(row: &PageRow<'_>) -> bool {
    row.attr("href").is_some() || row.attr("name").is_none() && row.id().is_none()
}

/// Whether a link that leads nowhere holds paragraphs: an anchor that nobody closed, a page that a script opens as a whole.
pub(in crate::extract) fn wraps_text(rows: &[PageRow<'_>], at: usize) -> bool {
    const PARAGRAPHS: usize = 2;
    let row = &rows[at];
    row.tag == "a"
        && row.end - at > PARAGRAPHS * 2
        && row.attr("href").is_none_or(|href| href.is_empty() || href.starts_with('#'))
        && rows[at..row.end].iter().filter(|inner| inner.tag == "p").nth(PARAGRAPHS - 1).is_some()
}

/// Characters that are not ASCII white space, counted by their first bytes.
#[inline]
pub(in crate::extract) fn count(text: &str) -> usize {
    tally(text, |byte| byte & 0xc0 != 0x80 && !byte.is_ascii_whitespace())
}

/// How many bytes of a text are of a kind. Counted in bytes first, which a processor does for many at once.
#[inline]
pub(in crate::extract) fn tally(text: &str, is: impl Fn(u8) -> bool) -> usize {
    let chunks = text.as_bytes().chunks(usize::from(u8::MAX));
    chunks.map(|chunk| usize::from(chunk.iter().map(|byte| u8::from(is(*byte))).sum::<u8>())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_counted_beyond_what_one_byte_can_count() {
        for length in [0, 1, 254, 255, 256, 511, 5_000] {
            assert_eq!(count(&"x".repeat(length)), length);
            assert_eq!(count(&"ấ \n".repeat(length)), length);
        }
    }
}

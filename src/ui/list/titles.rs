//! How titles fall into lines.

use std::ops::Range;

use crate::text::wrap;

/// A title on at most `most` lines: balanced where it fits, else each line as full as can be. The last one ends between
/// words and leaves a cell for the ellipsis where the title goes on, which the flag says.
pub(super) fn title_lines(title: &str, room: usize, most: usize) -> Vec<(Range<usize>, bool)> {
    let balanced = wrap::wrap(title, room, &wrap::Options::default());
    if balanced.len() <= most {
        return balanced.into_iter().map(|range| (range, false)).collect();
    }
    let greedy = wrap::Options { greedy: true, ..wrap::Options::default() };
    let full = wrap::wrap(title, room, &greedy);
    let goes_on = full.len() > most;
    let mut lines: Vec<(Range<usize>, bool)> = full.into_iter().take(most).map(|range| (range, false)).collect();
    if let Some((last, cut)) = lines.last_mut().filter(|_| goes_on) {
        let rest = title.get(last.start..).unwrap_or_default();
        let shorter = wrap::wrap(rest, room.saturating_sub(1).max(1), &greedy).into_iter().next().unwrap_or_default();
        (*last, *cut) = (last.start + shorter.start..last.start + shorter.end, true);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::cells;

    const TITLE: &str =
        "Đề xuất tăng lương tối thiểu vùng từ đầu năm sau cho toàn bộ người lao động trong khu công nghiệp";

    #[test]
    fn a_long_title_is_cut_between_words_with_room_for_the_ellipsis() {
        for room in 8..60 {
            let lines = title_lines(TITLE, room, 2);
            let (last, cut) = lines.last().unwrap();
            let text = &TITLE[last.clone()];
            assert!(cells(text) + usize::from(*cut) <= room, "{room}: {text}");
            assert!(!cut || TITLE[last.end..].starts_with(' '), "{room}: {text}");
            assert_eq!(*cut, last.end < TITLE.len(), "{room}: {text}");
        }
    }
}

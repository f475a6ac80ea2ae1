//! How titles fall into lines. Every key lays out the rows in sight, which are mostly those of the key before.

use std::collections::HashMap;
use std::ops::Range;

use crate::text::wrap;

/// Most titles whose lines are remembered.
const MAX_TITLES: usize = 512;

/// Lines of a title: bytes of it, and whether it goes on and is cut there.
type TitleRanges = Vec<(Range<usize>, bool)>;

/// The lines of titles, remembered.
#[derive(Debug, Default)]
pub(super) struct TitleLines {
    /// By title: cells and most lines that it was set for.
    known: HashMap<String, (usize, usize, TitleRanges)>,
}

impl TitleLines {
    /// The lines of a title in `room` cells, at most `most`.
    pub(super) fn of(&mut self, title: &str, room: usize, most: usize) -> &[(Range<usize>, bool)] {
        let known = self.known.get(title).is_some_and(|(cells, lines, _)| (*cells, *lines) == (room, most));
        if !known {
            if self.known.len() >= MAX_TITLES {
                self.known.clear();
            }
            self.known.insert(title.to_owned(), (room, most, title_lines(title, room, most)));
        }
        self.known.get(title).map(|(.., lines)| lines.as_slice()).unwrap_or_default()
    }
}

/// A title on at most `most` lines: balanced where it fits, else each line as full as can be. The last one ends between
/// words and leaves a cell for the ellipsis where the title goes on, which the flag says.
fn title_lines(title: &str, room: usize, most: usize) -> Vec<(Range<usize>, bool)> {
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

    #[test]
    fn what_is_remembered_is_what_would_be_set_anew_whatever_was_asked_before() {
        let mut titles = TitleLines::default();
        for (room, most) in [(30, 2), (30, 1), (12, 2), (30, 2)] {
            assert_eq!(titles.of(TITLE, room, most), title_lines(TITLE, room, most));
        }
    }

    #[test]
    fn no_more_titles_are_remembered_than_a_screen_can_need() {
        let mut titles = TitleLines::default();
        for number in 0..=MAX_TITLES {
            titles.of(&number.to_string(), 20, 2);
        }
        assert_eq!(titles.known.len(), 1);
    }
}

//! A run of text with marks while it is read from a page: white space collapsed, links and emphasis remembered.
//!
//! Units: mark ranges are bytes of the text. Deliberately absent: colours, fonts, sizes.

use std::borrow::Cow;

use super::escapes;
use crate::model::{Mark, MarkKind, Rich};
use crate::text;

/// Longest paragraph, in bytes; what is longer is cut there. The longest real one seen has 9 kB.
pub(super) const MAX_RUN_BYTES: usize = 256 << 10;

/// A line break of the page inside a run. White space in the page never gives this character.
pub(super) const BREAK: char = '\n';

/// A line of a run, read to its end.
#[derive(Debug)]
pub(super) struct InlineLine {
    /// Its text.
    pub(super) rich: Rich,
    /// Bytes of the text where the page breaks it and no paragraph ends: each is a space.
    pub(super) breaks: Vec<usize>,
}

/// A run being read.
#[derive(Debug, Default)]
pub(super) struct InlineRun {
    text: String,
    marks: Vec<Mark>,
    space: bool,
    breaks: usize,
}

impl InlineRun {
    /// Adds text of the page. Runs of white space, no-break spaces too, are one space.
    pub(super) fn push(&mut self, text: &str) {
        // A letter that was taken apart by a wrong code page may end in what looks like a no-break space: together first.
        let text = if ends_in_space(text) { text::legacy::repair(text) } else { Cow::Borrowed(text) };
        let mut end = 0;
        for row in text::normalize::spaced_rows(&text) {
            self.space |= row.start > end;
            end = row.end;
            self.push_words(&text[row]);
        }
        self.space |= end < text.len();
    }

    /// Adds words with a space between two of them; of those that find no room the ones that do.
    fn push_words(&mut self, row: &str) {
        if self.text.len() + 1 + row.len() < MAX_RUN_BYTES {
            self.gap();
            self.text.push_str(row);
            return;
        }
        for (at, word) in row.split(' ').enumerate() {
            self.space |= at > 0;
            if self.text.len() + word.len() < MAX_RUN_BYTES {
                self.gap();
                self.text.push_str(word);
            }
        }
    }

    /// Puts what is owed before the next word: a break, a space, or nothing.
    fn gap(&mut self) {
        if !self.text.is_empty() {
            if self.breaks > 0 {
                self.text.push(BREAK);
            } else if self.space {
                self.text.push(' ');
            }
        }
        self.space = false;
        self.breaks = 0;
    }

    /// A space is owed, as between two cells.
    pub(super) fn separate(&mut self) {
        self.space = true;
    }

    /// A `<br>`.
    pub(super) fn line_break(&mut self) {
        self.breaks += 1;
    }

    /// How many `<br>` stand since the last word.
    pub(super) fn breaks(&self) -> usize {
        self.breaks
    }

    /// Whether its line breaks stand where paragraphs end: most lines are long and end a sentence. Then the others are
    /// sub-headings, not lines that were broken to fit.
    pub(super) fn breaks_paragraphs(&self) -> bool {
        const LEAST: usize = 3;
        const LONG: usize = 90;
        let (mut ended, mut all) = (0, 0);
        for line in self.text.split(BREAK) {
            let last = line.trim_end().trim_end_matches(['"', '”', '’', '\'', ')']).chars().last();
            all += 1;
            ended += usize::from(line.len() >= LONG && last.is_some_and(|c| matches!(c, '.' | '!' | '?' | '…' | ':')));
        }
        ended >= LEAST && ended * 2 >= all
    }

    /// What is read so far; empty where a space or a break is owed.
    pub(super) fn last(&self) -> &str {
        if self.space || self.breaks > 0 { "" } else { &self.text }
    }

    /// Whether there is no word yet.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where the next mark begins.
    pub(super) fn position(&mut self) -> usize {
        if self.text.is_empty() || self.space || self.breaks > 0 {
            // The space that is owed belongs before the mark.
            return self.text.len() + usize::from(!self.text.is_empty());
        }
        self.text.len()
    }

    /// Closes a mark that began at `start`.
    pub(super) fn mark(&mut self, start: usize, kind: MarkKind) {
        if start < self.text.len() {
            self.marks.push(Mark { start, end: self.text.len(), kind });
        }
    }

    /// The run's lines, cut where `cut` says so of (text before, text after) a break; elsewhere a break is a space.
    pub(super) fn take(&mut self, cut: impl Fn(&str, &str) -> bool) -> Vec<InlineLine> {
        let text = std::mem::take(&mut self.text);
        let mut marks = InSight::new(std::mem::take(&mut self.marks));
        self.space = false;
        self.breaks = 0;
        let mut lines = Vec::new();
        let mut start = 0;
        for (at, _) in text.match_indices(BREAK) {
            let next = text[at + 1..].split(BREAK).next().unwrap_or_default();
            if cut(&text[start..at], next) {
                lines.push(rich(&text, &marks.of(start, at), start, at));
                start = at + 1;
            }
        }
        lines.push(rich(&text, &marks.of(start, text.len()), start, text.len()));
        lines.retain(|line| !line.rich.text.is_empty());
        lines
    }
}

/// The marks of a run, given line by line from its beginning on, so that none is looked at for lines that it does not touch.
struct InSight {
    /// Those that begin later, the next one last; with the place that each had among all.
    later: Vec<(usize, Mark)>,
    here: Vec<(usize, Mark)>,
}

impl InSight {
    fn new(marks: Vec<Mark>) -> Self {
        let mut later: Vec<(usize, Mark)> = marks.into_iter().enumerate().collect();
        later.sort_by_key(|(place, mark)| std::cmp::Reverse((mark.start, *place)));
        Self { later, here: Vec::new() }
    }

    /// Those that touch a line, in the order in which they were made.
    fn of(&mut self, start: usize, end: usize) -> Vec<Mark> {
        while let Some(next) = self.later.pop_if(|(_, mark)| mark.start < end) {
            self.here.push(next);
        }
        self.here.retain(|(_, mark)| mark.end > start);
        self.here.sort_by_key(|(place, _)| *place);
        self.here.iter().map(|(_, mark)| mark.clone()).collect()
    }
}

/// Whether a sign of Latin-1 stands right before a no-break space or a next-line sign (`HÃ\u{a0}` for `Hà`).
fn ends_in_space(text: &str) -> bool {
    /// What both begin with; letters of Vietnamese do not.
    const LEAD: u8 = 0xc2;
    let mut last = ' ';
    memchr::memchr(LEAD, text.as_bytes()).is_some()
        && text.chars().any(|c| {
            let found = matches!(c, '\u{a0}' | '\u{85}') && matches!(last, '\u{a1}'..='\u{ff}');
            last = c;
            found
        })
}

/// Adds `shown`, any white space as one space: what was taken out of the text may have stood between two.
fn push_spaced(out: &mut String, shown: &str) {
    for c in shown.chars() {
        match c.is_whitespace() {
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(c),
        }
    }
}

/// The bytes `start..end` of a run in display form, its marks with it.
fn rich(text: &str, marks: &[Mark], start: usize, end: usize) -> InlineLine {
    let mut cuts: Vec<usize> =
        marks.iter().flat_map(|m| [m.start, m.end]).filter(|at| (start..end).contains(at)).collect();
    let breaks: Vec<usize> = text[start..end].match_indices(BREAK).map(|(at, _)| start + at).collect();
    cuts.extend(&breaks);
    cuts.extend([start, end]);
    cuts.retain(|at| text.is_char_boundary(*at));
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = String::with_capacity(end - start);
    let mut moved: Vec<(usize, usize)> = Vec::with_capacity(cuts.len());
    for pair in cuts.windows(2) {
        moved.push((pair[0], out.len()));
        let part = &text[pair[0]..pair[1]];
        let part = if part.contains(BREAK) { Cow::Owned(part.replace(BREAK, " ")) } else { Cow::Borrowed(part) };
        // Escaped twice by the system: readers see `&ndash;`.
        let part = if part.contains('&') && part.contains(';') { Cow::Owned(escapes::decoded(&part)) } else { part };
        match text::normalize::shown(&part) {
            Cow::Borrowed(_) => out.push_str(&part),
            Cow::Owned(shown) => push_spaced(&mut out, &shown),
        }
    }
    moved.push((end, out.len()));
    let lead = out.len() - out.trim_start().len();
    let length = out.trim().len();
    let place = |at: usize| {
        let at = at.clamp(start, end);
        let before = moved.partition_point(|(from, _)| *from <= at);
        let found = moved[..before].last().map_or(0, |(_, to)| *to);
        found.saturating_sub(lead).min(length)
    };
    let trimmed = out.trim().to_owned();
    let mut marks: Vec<Mark> = marks
        .iter()
        .filter(|m| m.start < end && m.end > start)
        .map(|m| Mark { start: place(m.start), end: place(m.end), kind: m.kind.clone() })
        .filter(|m| m.start < m.end && trimmed.is_char_boundary(m.start) && trimmed.is_char_boundary(m.end))
        .collect();
    marks.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
    marks.dedup();
    let mut breaks: Vec<usize> = breaks.into_iter().map(place).collect();
    breaks.retain(|at| trimmed.as_bytes().get(*at) == Some(&b' '));
    breaks.dedup();
    InlineLine { rich: Rich { text: trimmed, marks }, breaks }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(run: &mut InlineRun) -> Rich {
        run.take(|_, _| false).remove(0).rich
    }

    #[test]
    fn many_breaks_and_marks_cost_no_more_than_their_number() {
        for (text, end) in [("Xong.", true), ("x", false)] {
            let mut run = InlineRun::default();
            for _ in 0..40_000 {
                let start = run.position();
                run.push(text);
                run.mark(start, MarkKind::Strong);
                run.line_break();
            }
            let lines = run.take(|before, _| before.ends_with('.'));
            assert_eq!(lines.len() > 1_000, end);
            assert!(lines.iter().all(|line| !line.rich.marks.is_empty()));
        }
    }

    #[test]
    fn white_space_of_any_kind_is_one_space() {
        let mut run = InlineRun::default();
        run.push("  Công\u{a0}\n đoàn ");
        run.push("\tcơ sở ");
        assert_eq!(whole(&mut run).text, "Công đoàn cơ sở");
    }

    #[test]
    fn a_letter_whose_half_looks_like_a_space_is_put_together_first() {
        let mut run = InlineRun::default();
        run.push("BÃ\u{a0} con HÃ\u{a0} Ná»™i lÃ\u{a0}m cÃ´ng nhÃ¢n");
        assert_eq!(whole(&mut run).text, "Bà con Hà Nội làm công nhân");
    }

    #[test]
    fn what_is_taken_out_leaves_one_space() {
        let mut run = InlineRun::default();
        run.push("cửa sổ \u{1b}]0;tên\u{7} và");
        assert_eq!(whole(&mut run).text, "cửa sổ và");
    }

    #[test]
    fn a_mark_covers_its_words_and_not_the_space_before() {
        let mut run = InlineRun::default();
        run.push("Ông ");
        let start = run.position();
        run.push("Nam");
        run.mark(start, MarkKind::Strong);
        run.push(" nói");
        let rich = whole(&mut run);
        assert_eq!((rich.text.as_str(), &rich.text[rich.marks[0].start..rich.marks[0].end]), ("Ông Nam nói", "Nam"));
    }

    #[test]
    fn decomposed_letters_are_composed_and_marks_move_along() {
        let mut run = InlineRun::default();
        run.push("Tie\u{302}\u{300}n ");
        let start = run.position();
        run.push("lu\u{31b}o\u{31b}ng");
        run.mark(start, MarkKind::Emphasis);
        let rich = whole(&mut run);
        assert_eq!((rich.text.as_str(), &rich.text[rich.marks[0].start..]), ("Tiền lương", "lương"));
    }

    #[test]
    fn a_break_cuts_only_where_it_is_told_to() {
        let mut run = InlineRun::default();
        for line in ["a.", "b", "c"] {
            run.push(line);
            run.line_break();
        }
        let lines = run.take(|before, _| before.ends_with('.'));
        assert_eq!(lines.iter().map(|l| l.rich.text.as_str()).collect::<Vec<_>>(), ["a.", "b c"]);
    }
}

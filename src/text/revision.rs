//! The changes between two versions of an article: by paragraph, and by word inside an edited paragraph.
//!
//! Words are the runs between spaces; spaces and marks (bold, links) are ignored. Every bound has a fallback: text
//! beyond it is reported as removed and added instead of compared, so that no input takes long.
//! Deliberately absent: moved paragraphs (reported as removed and added), drawing.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::article::day;
use crate::model::{Article, Block, Revision};

/// Most paragraphs of a version that are compared; longer versions are reported as completely replaced.
pub const MAX_PARAGRAPHS: usize = 2_000;

/// Most words of a paragraph that are compared; a longer one that changed is reported as removed and added.
pub const MAX_WORDS: usize = 1_500;

/// The least percentage of common words for two paragraphs to count as one edited paragraph.
pub const ALIKE_PERCENT: usize = 40;

/// A run of words inside an edited paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RevisedRun {
    /// In both versions.
    Same(String),
    /// Only in the old one.
    Gone(String),
    /// Only in the new one.
    New(String),
}

/// A paragraph (or heading, item, row, caption).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RevisedParagraph {
    /// Unchanged.
    Same(String),
    /// Taken out.
    Gone(String),
    /// Put in.
    New(String),
    /// Edited; runs in reading order, words separated by one space.
    Edited(Vec<RevisedRun>),
}

/// How much changed, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ChangeExtent {
    /// Words that are no longer there.
    pub gone: usize,
    /// Words that are new.
    pub new: usize,
}

/// The paragraphs of a body for comparison: one string each; cells of a table row are joined by ` | `.
pub fn paragraphs(body: &[Block]) -> Vec<String> {
    let lines = body.iter().flat_map(|block| match block {
        Block::Table(table) => {
            let caption = std::iter::once(table.caption.clone());
            caption.chain(table.rows.iter().map(|row| row.join(" | "))).collect()
        }
        Block::Lines(lines) => lines.rich.text.lines().map(str::to_owned).collect(),
        other => other.strings().into_iter().map(str::to_owned).collect::<Vec<_>>(),
    });
    lines.filter(|line| !line.trim().is_empty()).collect()
}

/// All paragraphs of both versions, in reading order.
pub fn diff(old: &[String], new: &[String]) -> Vec<RevisedParagraph> {
    if old.len() > MAX_PARAGRAPHS || new.len() > MAX_PARAGRAPHS {
        return gone(old).chain(added(new)).collect();
    }
    let mut out = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (before, after) = (&old[op.old_range()], &new[op.new_range()]);
        match op {
            DiffOp::Equal { .. } => out.extend(after.iter().cloned().map(RevisedParagraph::Same)),
            DiffOp::Delete { .. } => out.extend(gone(before)),
            DiffOp::Insert { .. } => out.extend(added(after)),
            DiffOp::Replace { .. } => replaced(before, after, &mut out),
        }
    }
    out
}

fn gone(lines: &[String]) -> impl Iterator<Item = RevisedParagraph> {
    lines.iter().cloned().map(RevisedParagraph::Gone)
}

fn added(lines: &[String]) -> impl Iterator<Item = RevisedParagraph> {
    lines.iter().cloned().map(RevisedParagraph::New)
}

/// Pairs each old paragraph with the next similar new one; unpaired ones are removed or added.
fn replaced(old: &[String], new: &[String], out: &mut Vec<RevisedParagraph>) {
    let mut rest = new;
    for line in old {
        let partner = rest.iter().enumerate().find_map(|(at, candidate)| Some((at, edited(line, candidate)?)));
        match partner {
            Some((at, pieces)) => {
                out.extend(added(&rest[..at]));
                out.push(RevisedParagraph::Edited(pieces));
                rest = &rest[at + 1..];
            }
            None => out.push(RevisedParagraph::Gone(line.clone())),
        }
    }
    out.extend(added(rest));
}

/// The runs of an edited paragraph; `None` if the two have too little in common or are too long.
fn edited(old: &str, new: &str) -> Option<Vec<RevisedRun>> {
    let before: Vec<&str> = old.split_whitespace().take(MAX_WORDS + 1).collect();
    let after: Vec<&str> = new.split_whitespace().take(MAX_WORDS + 1).collect();
    if before.len() > MAX_WORDS || after.len() > MAX_WORDS || !may_be_alike(&before, &after) {
        return None;
    }
    let ops = capture_diff_slices(Algorithm::Myers, &before, &after);
    let common: usize = ops.iter().filter(|op| matches!(op, DiffOp::Equal { .. })).map(|op| op.new_range().len()).sum();
    if common * 100 < ALIKE_PERCENT * before.len().max(after.len()) {
        return None;
    }
    Some(ops.into_iter().flat_map(|op| runs(&op, &before, &after)).collect())
}

/// The runs of one step of the diff.
fn runs(op: &DiffOp, before: &[&str], after: &[&str]) -> Vec<RevisedRun> {
    let (from, to) = (before[op.old_range()].join(" "), after[op.new_range()].join(" "));
    match op {
        DiffOp::Equal { .. } => vec![RevisedRun::Same(to)],
        DiffOp::Delete { .. } => vec![RevisedRun::Gone(from)],
        DiffOp::Insert { .. } => vec![RevisedRun::New(to)],
        DiffOp::Replace { .. } => vec![RevisedRun::Gone(from), RevisedRun::New(to)],
    }
}

/// A cheap upper bound for the similarity of two paragraphs, so that few pairs are compared word by word.
fn may_be_alike(old: &[&str], new: &[&str]) -> bool {
    let known: std::collections::HashSet<&str> = old.iter().copied().collect();
    let shared = new.iter().filter(|word| known.contains(**word)).count();
    shared * 100 >= ALIKE_PERCENT * old.len().max(new.len())
}

/// From an earlier version of an article to the present one; headline, byline, date and lead count as paragraphs before the
/// text. Of what the earlier version does not tell nothing is known to have changed.
pub fn between(old: &Revision, now: &Article) -> Vec<RevisedParagraph> {
    let (was, is) = (old.published.map(day), now.row.published.map(day));
    let (mut before, mut after) = (vec![old.title.clone()], vec![now.row.title.clone()]);
    for (was, is) in [(&old.author, &now.author), (&was, &is), (&old.sapo, &now.sapo)] {
        if was.is_some() {
            before.extend(was.clone());
            after.extend(is.clone());
        }
    }
    before.extend(paragraphs(&old.body));
    after.extend(paragraphs(&now.body));
    diff(&before, &after)
}

/// A changed paragraph as one line: its sign (`+` added, `−` removed, `±` edited) and its text, in which `[−…−]` marks
/// removed words and `{+…+}` added ones. `None` for an unchanged one.
pub fn line(paragraph: &RevisedParagraph) -> Option<(char, String)> {
    Some(match paragraph {
        RevisedParagraph::Same(_) => return None,
        RevisedParagraph::Gone(text) => ('−', text.clone()),
        RevisedParagraph::New(text) => ('+', text.clone()),
        RevisedParagraph::Edited(pieces) => {
            let words = pieces.iter().map(|piece| match piece {
                RevisedRun::Same(text) => text.clone(),
                RevisedRun::Gone(text) => Changed::Gone.mark(text),
                RevisedRun::New(text) => Changed::New.mark(text),
            });
            ('±', words.collect::<Vec<_>>().join(" "))
        }
    })
}

/// The byte ranges of removed and added words in such a line, including their signs. `open` is the change that
/// continues from the previous text; the one that continues after this text is returned.
pub fn changes(text: &str, open: Option<Changed>) -> (Vec<(Range<usize>, Changed)>, Option<Changed>) {
    let (mut found, mut open, mut at) = (Vec::new(), open, 0);
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let Some(change) = open else {
            let next =
                Changed::ALL.into_iter().filter_map(|change| Some((rest.find(change.signs()[0])?, change))).min();
            let Some((start, change)) = next else { return (found, None) };
            (open, at) = (Some(change), at + start);
            continue;
        };
        let end = rest.find(change.signs()[1]).map(|end| at + end + change.signs()[1].len());
        found.push((at..end.unwrap_or(text.len()), change));
        let Some(end) = end else { return (found, open) };
        (open, at) = (None, end);
    }
}

/// The change of a run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Changed {
    /// They are no longer there.
    Gone,
    /// They are new.
    New,
}

impl Changed {
    const ALL: [Self; 2] = [Self::Gone, Self::New];

    /// The signs before and after such words.
    fn signs(self) -> [&'static str; 2] {
        match self {
            Self::Gone => ["[−", "−]"],
            Self::New => ["{+", "+}"],
        }
    }

    fn mark(self, text: &str) -> String {
        let [before, behind] = self.signs();
        format!("{before}{text}{behind}")
    }
}

/// How many words changed.
pub fn extent(paragraphs: &[RevisedParagraph]) -> ChangeExtent {
    let mut extent = ChangeExtent::default();
    let count = |text: &str| text.split_whitespace().count();
    for paragraph in paragraphs {
        match paragraph {
            RevisedParagraph::Same(_) => {}
            RevisedParagraph::Gone(text) => extent.gone += count(text),
            RevisedParagraph::New(text) => extent.new += count(text),
            RevisedParagraph::Edited(pieces) => {
                for piece in pieces {
                    match piece {
                        RevisedRun::Same(_) => {}
                        RevisedRun::Gone(text) => extent.gone += count(text),
                        RevisedRun::New(text) => extent.new += count(text),
                    }
                }
            }
        }
    }
    extent
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[&str]) -> Vec<String> {
        text.iter().map(|line| (*line).to_owned()).collect()
    }

    fn same(text: &str) -> RevisedRun {
        RevisedRun::Same(text.into())
    }

    #[test]
    fn an_edited_paragraph_tells_which_words_changed() {
        let old = lines(&["Xưởng may có 120 công nhân.", "Ca đêm bắt đầu lúc 22 giờ."]);
        let new = lines(&["Xưởng may có 150 công nhân.", "Ca đêm bắt đầu lúc 22 giờ."]);
        let found = diff(&old, &new);
        let pieces = vec![
            same("Xưởng may có"),
            RevisedRun::Gone("120".into()),
            RevisedRun::New("150".into()),
            same("công nhân."),
        ];
        assert_eq!(found, [RevisedParagraph::Edited(pieces), RevisedParagraph::Same(old[1].clone())]);
        assert_eq!(extent(&found), ChangeExtent { gone: 1, new: 1 });
        assert_eq!(line(&found[0]), Some(('±', "Xưởng may có [−120−] {+150+} công nhân.".into())));
        assert_eq!(line(&found[1]), None);
    }

    #[test]
    fn the_changed_words_of_a_line_are_found_on_each_of_the_lines_that_it_falls_into() {
        let text = "Có [−120 công nhân−] {+150+} người.";
        let of = |text: &'static str, open| {
            let (found, open) = changes(text, open);
            (found.into_iter().map(|(range, change)| (&text[range], change)).collect::<Vec<_>>(), open)
        };
        assert_eq!(of(text, None), (vec![("[−120 công nhân−]", Changed::Gone), ("{+150+}", Changed::New)], None));
        assert_eq!(of("Có [−120 công", None), (vec![("[−120 công", Changed::Gone)], Some(Changed::Gone)));
        let second = vec![("nhân−]", Changed::Gone), ("{+150+}", Changed::New)];
        assert_eq!(of("nhân−] {+150+} người.", Some(Changed::Gone)), (second, None));
        assert_eq!(of("không đổi", None), (Vec::new(), None));
    }

    #[test]
    fn a_paragraph_may_come_or_go() {
        let (short, long) = (lines(&["Một hai ba.", "Bảy tám."]), lines(&["Một hai ba.", "Bốn năm sáu.", "Bảy tám."]));
        assert_eq!(diff(&short, &long)[1], RevisedParagraph::New("Bốn năm sáu.".into()));
        assert_eq!(diff(&long, &short)[1], RevisedParagraph::Gone("Bốn năm sáu.".into()));
    }

    #[test]
    fn paragraphs_without_much_in_common_are_not_one_that_was_edited() {
        let found = diff(&lines(&["Giá gạo tăng ở chợ."]), &lines(&["Công nhân đình công."]));
        assert_eq!(
            found,
            [
                RevisedParagraph::Gone("Giá gạo tăng ở chợ.".into()),
                RevisedParagraph::New("Công nhân đình công.".into())
            ]
        );
    }

    #[test]
    fn an_edit_is_found_behind_a_new_paragraph() {
        let old = lines(&["Lương tối thiểu tăng sáu phần trăm."]);
        let new = lines(&["Tin mới nhận.", "Lương tối thiểu tăng bảy phần trăm."]);
        let found = diff(&old, &new);
        assert!(matches!(&found[..], [RevisedParagraph::New(_), RevisedParagraph::Edited(_)]), "{found:?}");
    }

    #[test]
    fn both_versions_can_be_read_back() {
        let old = lines(&["a b c d", "e f", "g h i j k", "l"]);
        let new = lines(&["a b x d", "g h i j k l", "m n", "l"]);
        let read = |new_side: bool| -> Vec<String> {
            let piece = |p: &RevisedRun| match p {
                RevisedRun::Same(t) => Some(t.clone()),
                RevisedRun::Gone(t) => (!new_side).then(|| t.clone()),
                RevisedRun::New(t) => new_side.then(|| t.clone()),
            };
            let paragraph = |p: &RevisedParagraph| match p {
                RevisedParagraph::Same(t) => Some(t.clone()),
                RevisedParagraph::Gone(t) => (!new_side).then(|| t.clone()),
                RevisedParagraph::New(t) => new_side.then(|| t.clone()),
                RevisedParagraph::Edited(pieces) => Some(pieces.iter().filter_map(piece).collect::<Vec<_>>().join(" ")),
            };
            diff(&old, &new).iter().filter_map(paragraph).collect()
        };
        assert_eq!((read(false), read(true)), (old.clone(), new.clone()));
    }

    #[test]
    fn beyond_the_bounds_nothing_is_compared() {
        let many = vec!["x".to_owned(); MAX_PARAGRAPHS];
        assert!(diff(&many, &many).iter().all(|p| matches!(p, RevisedParagraph::Same(_))));
        let more = vec!["x".to_owned(); MAX_PARAGRAPHS + 1];
        assert!(!diff(&more, &more).iter().any(|p| matches!(p, RevisedParagraph::Same(_))));
        let long = vec!["từ"; MAX_WORDS].join(" ");
        assert!(edited(&long, &long).is_some() && edited(&long, &format!("{long} nữa")).is_none());
    }

    #[test]
    fn a_table_is_compared_by_rows() {
        use crate::model::block::Table;
        let rows = vec![vec!["Vùng".to_owned(), "I".to_owned()], vec!["Lương".to_owned(), "5".to_owned()]];
        let body = [Block::paragraph(" "), Block::Table(Table { rows, header: true, ..Table::default() })];
        assert_eq!(paragraphs(&body), ["Vùng | I", "Lương | 5"]);
    }
}

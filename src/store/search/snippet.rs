//! What of an article is shown under its title in the answer to a search, and which letters of it are marked.
//!
//! Units: bytes of the source; every mark is whole grapheme clusters, for tokens are.

use std::ops::Range;

use super::plan::LastWord;
use crate::labour::sentence::sentences;
use crate::model::Block;
use crate::text::fold::{self, FoldToken, MatchLevel};

/// Length aimed at, in bytes; a Vietnamese letter has about 1.35.
const SNIPPET_BYTES: usize = 230;
/// What stands before the first marked word, in bytes.
const LEAD_BYTES: usize = 50;
/// How much of one article is looked through.
const SCANNED_BYTES: usize = 64 << 10;

/// Words to mark.
#[derive(Debug, Clone)]
pub(super) struct Marker {
    /// Each marked where its tokens stand side by side.
    words: Vec<Vec<FoldToken>>,
    /// How many of them were typed; the others are names, which count only as they are written.
    typed: usize,
    /// The last token that was typed is a beginning.
    last: LastWord,
    /// Words with marks count from this level on.
    level: MatchLevel,
    /// Letters that the words' K1 begin with; a word that begins otherwise is none of them.
    first: Vec<char>,
}

/// A piece of text, one line, with its marked ranges.
pub(super) type MarkedLine = (String, Vec<(usize, usize)>);

/// A string of an article, and what it is to somebody who looks at a hit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passage<'a> {
    pub(super) text: &'a str,
    pub(super) kind: PassageKind,
}

/// Whether a passage says something by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PassageKind {
    /// Running text.
    Prose,
    /// Headings, captions, cells of tables, names of files: shown where no prose has more than half of its words.
    Label,
}

impl<'a> Passage<'a> {
    /// The sapo.
    pub(super) fn prose(text: &'a str) -> Self {
        Self { text, kind: PassageKind::Prose }
    }

    /// The strings of a block.
    pub(super) fn of(block: &'a Block) -> impl Iterator<Item = Self> {
        let kind = match block {
            Block::Paragraph(_) | Block::Quote(_) | Block::Lines(_) | Block::List(_) => PassageKind::Prose,
            Block::Attribution(_)
            | Block::Heading { .. }
            | Block::Table(_)
            | Block::Picture { .. }
            | Block::Media { .. }
            | Block::File { .. } => PassageKind::Label,
        };
        block.strings().into_iter().map(move |text| Self { text, kind })
    }
}

/// The best window so far.
struct Best<'a> {
    /// How many words it has, prose twice.
    worth: usize,
    text: &'a str,
    window: Range<usize>,
    marked: Vec<Range<usize>>,
}

impl Marker {
    /// Marks `words`, those with marks of their own from `level` on.
    pub(super) fn new(words: Vec<Vec<FoldToken>>, last: LastWord, level: MatchLevel) -> Self {
        let first = words.iter().flatten().filter_map(|word| word.base.chars().next()).collect();
        Self { typed: words.len(), words, last, level, first }
    }

    /// Marks names, too, where they stand with all their marks.
    pub(super) fn with_names(mut self, names: impl Iterator<Item = Vec<FoldToken>>) -> Self {
        self.words.extend(names);
        self.first = self.words.iter().flatten().filter_map(|word| word.base.chars().next()).collect();
        self
    }

    /// Whether a token of the text is that of the `word`, at `place` in it.
    fn is(&self, token: &FoldToken, word: usize, place: usize) -> bool {
        let tokens = &self.words[word];
        let Some(wanted) = tokens.get(place) else { return false };
        if wanted.kind != token.kind {
            return false;
        }
        if word >= self.typed {
            return token.exact == wanted.exact;
        }
        let last = word + 1 == self.typed && place + 1 == tokens.len();
        if self.last == LastWord::Beginning && last && token.base.starts_with(&wanted.base) {
            return wanted.meant() == MatchLevel::Base
                || self.level == MatchLevel::Base
                || token.letters.starts_with(&wanted.letters);
        }
        let enough = if wanted.meant() == MatchLevel::Base { MatchLevel::Base } else { self.level };
        token.level(wanted).is_some_and(|level| level >= enough)
    }

    /// The marked ranges of a text.
    pub(super) fn marks(&self, text: &str) -> Vec<(usize, usize)> {
        let mut marks = self.scan(text).into_iter().map(|(range, _)| (range.start, range.end)).collect();
        merge(text, &mut marks);
        marks
    }

    /// The piece with the most different words, prose before labels, the earliest of equal ones; the beginning when no
    /// word is there.
    pub(super) fn snippet<'a>(&self, passages: impl IntoIterator<Item = Passage<'a>>) -> MarkedLine {
        let mut best: Option<Best<'_>> = None;
        let mut beginning = None;
        let mut scanned = 0;
        for Passage { text, kind } in passages {
            if text.is_empty() || scanned > SCANNED_BYTES {
                continue;
            }
            scanned += text.len();
            beginning = beginning.or(Some(text));
            let found = self.scan(text);
            let Some((count, window)) = densest(&found) else { continue };
            let worth = if kind == PassageKind::Prose { 2 * count } else { count };
            if best.as_ref().is_none_or(|best| worth > best.worth) {
                let marked = found.into_iter().map(|(range, _)| range).collect();
                best = Some(Best { worth, text, window, marked });
                if worth >= 2 * self.words.len() {
                    break;
                }
            }
        }
        match best {
            Some(best) => {
                let (piece, mut marks) = cut(best.text, &words(best.text), &best.window, &best.marked);
                merge(&piece, &mut marks);
                (piece, marks)
            }
            None => beginning.map(start).unwrap_or_default(),
        }
    }

    /// The words of a text to mark, each as one run, and which one each is. Nothing in an address is marked.
    fn scan(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        // Words of which the first tokens stand here: which one, how many of them, where it begins, and the next position.
        let mut open: Vec<(usize, usize, usize, usize)> = Vec::new();
        let mut tokens = fold::tokens(text);
        let mut token = FoldToken::default();
        while tokens.advance_to(&mut token, |c| self.first.contains(&c)) {
            let mut next = Vec::new();
            let begun = (0..self.words.len()).map(|word| (word, 0, token.range.start, token.position));
            for (word, place, start, position) in open.drain(..).chain(begun) {
                if position != token.position || !self.is(&token, word, place) {
                    continue;
                }
                if place + 1 < self.words[word].len() {
                    next.push((word, place + 1, start, token.position + 1));
                } else if !in_address(text, &token.range) {
                    found.push((start..token.range.end, word));
                }
            }
            open = next;
        }
        found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        found.retain(|(range, _)| {
            let free = range.start >= end;
            end = end.max(range.end);
            free
        });
        found
    }
}

/// Makes one mark of those with nothing but spaces between them.
fn merge(text: &str, marks: &mut Vec<(usize, usize)>) {
    marks.dedup_by(|next, before| {
        let between = text.get(before.1..next.0);
        let together = between.is_some_and(|between| between.chars().all(char::is_whitespace));
        if together {
            before.1 = next.1;
        }
        together
    });
}

/// Whether a word stands in an address (`https://…`, `www.…`, `a@b.vn`).
fn in_address(text: &str, word: &Range<usize>) -> bool {
    let from = text[..word.start].rfind(char::is_whitespace).unwrap_or(0);
    let to = text[word.end..].find(char::is_whitespace).map_or(text.len(), |at| word.end + at);
    let around = &text[from..to];
    around.contains("://") || around.contains("www.") || around.contains('@') || begins_with_host(around)
}

/// Whether a piece begins with the name of a host (`congdoan.vn/tin`), after an opening sign at most.
fn begins_with_host(piece: &str) -> bool {
    let piece = piece.trim().trim_start_matches(['(', '[', '"', '“', '<']);
    let end = piece.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-')).unwrap_or(piece.len());
    let host = piece.get(..end).unwrap_or_default().trim_end_matches('.');
    let Some((name, last)) = host.rsplit_once('.') else { return false };
    !name.is_empty() && last.len() >= 2 && last.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The ranges of all words of a text.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut tokens = fold::tokens(text);
    std::iter::from_fn(|| tokens.next_range()).collect()
}

/// The window with the most different words, and how many these are.
fn densest(found: &[(Range<usize>, usize)]) -> Option<(usize, Range<usize>)> {
    let mut best: Option<(usize, Range<usize>)> = None;
    for (first, (start, _)) in found.iter().enumerate() {
        let mut seen = 0_u64;
        let mut end = start.end;
        for (range, which) in &found[first..] {
            if range.end > start.start + SNIPPET_BYTES - LEAD_BYTES {
                break;
            }
            seen |= 1 << (which & 63);
            end = range.end;
        }
        let count = (seen.count_ones() as usize).max(1);
        if best.as_ref().is_none_or(|(most, _)| count > *most) {
            best = Some((count, start.start..end));
        }
    }
    best
}

/// Cuts `text` around `window` at whole words.
fn cut(text: &str, words: &[Range<usize>], window: &Range<usize>, found: &[Range<usize>]) -> MarkedLine {
    let fits_whole = text.len() <= SNIPPET_BYTES;
    let earliest = beginning(text, window);
    let from =
        words.iter().find(|word| word.start >= earliest).map_or(window.start, |word| word.start).min(window.start);
    let from = if fits_whole || from <= words.first().map_or(0, |word| word.start) { 0 } else { from };
    let latest = from + SNIPPET_BYTES;
    let to = words.iter().rev().find(|word| word.end <= latest).map_or(window.end, |word| word.end).max(window.end);
    let to = if fits_whole || to >= words.last().map_or(0, |word| word.end) { text.len() } else { to };
    let mut piece = String::with_capacity(to - from + 8);
    if from > 0 {
        piece.push('…');
    }
    let shift = piece.len();
    piece.push_str(&text[from..to]);
    if to < text.len() {
        piece.push('…');
    }
    let inside = found.iter().filter(|range| range.start >= from && range.end <= to);
    let marks = inside.map(|range| (range.start - from + shift, range.end - from + shift)).collect();
    (piece, marks)
}

/// Where a piece with this window begins: with its sentence, or a few words before it.
fn beginning(text: &str, window: &Range<usize>) -> usize {
    let lead = window.start.saturating_sub(LEAD_BYTES);
    if text.len() <= SNIPPET_BYTES {
        return 0;
    }
    let sentence = sentences(text).into_iter().take_while(|sentence| sentence.start <= window.start).last();
    let start = sentence.map_or(lead, |sentence| sentence.start);
    if window.end.saturating_sub(start) <= SNIPPET_BYTES { start } else { lead }
}

/// The piece of a text around the first of the ranges found in it; `None` when nothing was found.
pub(super) fn around(text: &str, found: &[Range<usize>]) -> Option<MarkedLine> {
    let first = found.first()?;
    let words = words(text);
    (!words.is_empty()).then(|| cut(text, &words, first, found))
}

/// The beginning of a text.
fn start(text: &str) -> MarkedLine {
    let mut tokens = fold::tokens(text);
    let words: Vec<Range<usize>> = std::iter::from_fn(|| tokens.next_range()).take(SNIPPET_BYTES).collect();
    let window = words.first().cloned().unwrap_or(0..0);
    if words.is_empty() {
        return (text.chars().take(SNIPPET_BYTES / 2).collect(), Vec::new());
    }
    cut(text, &words, &window, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marker(words: &str, last: LastWord, level: MatchLevel) -> Marker {
        Marker::new(fold::tokens(words).map(|token| vec![token]).collect(), last, level)
    }

    fn prose<'a>(texts: &[&'a str]) -> Vec<Passage<'a>> {
        texts.iter().map(|text| Passage::prose(text)).collect()
    }

    fn marked(text: &str, marks: &[(usize, usize)]) -> Vec<String> {
        marks.iter().map(|(from, to)| text[*from..*to].to_owned()).collect()
    }

    #[test]
    fn marks_are_whole_letters_of_the_source_in_any_form() {
        let text = "Cuộc đi\u{300}nh công";
        let marks = marker("dinh cong", LastWord::Whole, MatchLevel::Base).marks(text);
        assert_eq!(marked(text, &marks), ["đi\u{300}nh công"]);
    }

    #[test]
    fn words_with_marks_are_marked_from_the_level_of_the_hit_on() {
        let text = "lương và lượng";
        assert_eq!(marker("lương", LastWord::Whole, MatchLevel::Exact).marks(text).len(), 1);
        assert_eq!(marker("lương", LastWord::Whole, MatchLevel::Letters).marks(text).len(), 2);
    }

    #[test]
    fn a_beginning_marks_the_whole_word() {
        let text = "người lao động";
        assert_eq!(marked(text, &marker("lao đo", LastWord::Beginning, MatchLevel::Base).marks(text)), ["lao động"]);
    }

    #[test]
    fn the_piece_with_most_of_the_words_is_shown() {
        let far = format!("lương {} lương tối thiểu vùng tăng.", "chữ ".repeat(100));
        let (piece, marks) =
            marker("lương tối thiểu", LastWord::Whole, MatchLevel::Exact).snippet(prose(&["Không có gì.", &far]));
        assert!(piece.starts_with('…') && piece.contains("lương tối thiểu vùng"), "{piece}");
        assert_eq!(marked(&piece, &marks), ["lương tối thiểu"], "a phrase is one run");
    }

    #[test]
    fn a_long_text_is_cut_at_words_and_a_short_one_is_whole() {
        let long = "công nhân ".repeat(100);
        let (piece, _) = marker("không", LastWord::Whole, MatchLevel::Exact).snippet(prose(&[long.as_str()]));
        assert!(piece.len() <= SNIPPET_BYTES + 3 && piece.ends_with("…"), "{piece}");
        let (piece, _) = marker("nhân", LastWord::Whole, MatchLevel::Exact).snippet(prose(&["Công nhân."]));
        assert_eq!(piece, "Công nhân.");
    }

    #[test]
    fn a_sentence_is_shown_and_not_the_head_of_a_table_with_the_same_words() {
        let label = |text| Passage { text, kind: PassageKind::Label };
        let told = Passage::prose("Vùng một có lương tối thiểu cao nhất.");
        let marker = marker("lương tối thiểu vùng", LastWord::Whole, MatchLevel::Exact);
        let head = label("Lương tối thiểu theo vùng");
        assert!(marker.snippet([head, told]).0.starts_with("Vùng một"));
        assert!(marker.snippet([head, Passage::prose("Chỉ nói về lương.")]).0.starts_with("Lương tối thiểu"));
        assert_eq!(marker.snippet([head]).0, head.text, "better than nothing");
    }

    #[test]
    fn a_piece_begins_with_its_sentence_where_that_is_not_long() {
        let filler = "Chuyện khác đã xong từ lâu rồi. ".repeat(9);
        let text = format!("{filler}Hôm qua ở TP. Thủ Đức công nhân xưởng may đình công vì chậm lương. {filler}");
        let (piece, _) = marker("đình công", LastWord::Whole, MatchLevel::Exact).snippet(prose(&[&text]));
        assert!(piece.starts_with("…Hôm qua ở TP. Thủ Đức"), "{piece}");
    }

    #[test]
    fn marks_apart_by_punctuation_stay_apart_and_addresses_are_dark() {
        let text = "lương, thưởng ở https://bao.vn/luong-thuong?luong=1 hay luong@bao.vn, (luong.com.vn/luong)";
        assert_eq!(
            marked(text, &marker("lương thưởng", LastWord::Whole, MatchLevel::Base).marks(text)),
            ["lương", "thưởng"]
        );
    }
}

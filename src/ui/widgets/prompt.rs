//! The line of a prompt: editing by grapheme clusters, the caret's cell, and letters composed by [`Composer`].
//!
//! Units: `caret` is a byte of [`InputLine::text`]; widths are terminal cells. What the system's input method sends comes as
//! ordinary keys: decomposed letters are put together, a burst of backspaces and letters is taken key by key.
//! Deliberately absent: what a key means (`ui::prompt`), history, drawing.

use crate::text::telex::{Composer, Method, ToneStyle, Word, composed, join_mark};
use crate::text::width::{after, before, cells, fit};

/// Longest line that can be typed or pasted, bytes.
pub const MAX_LINE: usize = 1_000;

/// How many composed words of a line are remembered with their keys (the newest).
pub const MAX_WORDS: usize = 8;

/// A line that is being typed.
#[derive(Debug, Clone, Default)]
pub struct InputLine {
    /// The whole line, what is composing included.
    text: String,
    /// The caret, a byte of `text`; what is composing ends here.
    caret: usize,
    composer: Composer,
    /// Composed words whose keys differ from them.
    words: Vec<Word>,
    /// After Esc a word stays as its keys until another begins.
    as_typed: bool,
}

impl InputLine {
    /// An empty line.
    pub fn new(method: Method, style: ToneStyle) -> Self {
        Self { composer: Composer::new(method, style), ..Self::default() }
    }

    /// The line as it stands, what is composing included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the caret is, a byte of [`InputLine::text`].
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// How letters are composed.
    pub fn method(&self) -> Method {
        self.composer.method()
    }

    /// Changes how letters are composed; what is composing ends as it stands.
    pub fn set_method(&mut self, method: Method) {
        self.finish();
        self.composer.set_method(method);
    }

    /// The bytes of [`InputLine::text`] that are composing, to be underlined.
    pub fn composing(&self) -> std::ops::Range<usize> {
        let length = if self.composer.is_empty() { 0 } else { self.composer.text().len() };
        self.caret.saturating_sub(length)..self.caret
    }

    /// Ends what is composing, as before Enter: what is no syllable becomes its keys.
    pub fn finish(&mut self) {
        let range = self.composing();
        let Some(word) = self.composer.end() else { return };
        self.put(range, &word.text);
        self.remember(word);
    }

    fn remember(&mut self, word: Word) {
        if word.text == word.raw || self.words.contains(&word) {
            return;
        }
        if self.words.len() == MAX_WORDS {
            self.words.remove(0);
        }
        self.words.push(word);
    }

    /// Replaces bytes of the line, unless that made it too long; the caret goes behind the new text.
    fn put(&mut self, range: std::ops::Range<usize>, new: &str) -> bool {
        if self.text.len() - range.len() + new.len() > MAX_LINE {
            return false;
        }
        let start = range.start;
        self.text.replace_range(range, new);
        self.caret = start + new.len();
        // What stands behind may join the new text (a mark, a joiner): the caret never stands inside a cluster.
        if self.caret > 0 {
            self.caret = after(&self.text, before(&self.text, self.caret)).max(self.caret);
        }
        true
    }

    /// Types one character.
    pub fn type_char(&mut self, c: char) {
        if c.is_control() || is_unseen(c) {
            return;
        }
        if self.as_typed && c.is_alphabetic() {
            self.insert(c);
            return;
        }
        self.as_typed = false;
        if self.compose(c) {
            return;
        }
        self.finish();
        if !self.compose(c) {
            self.insert(c);
        }
    }

    /// Types one character as it is.
    pub fn type_plain(&mut self, c: char) {
        self.finish();
        if !c.is_control() && !is_unseen(c) {
            self.insert(c);
        }
    }

    /// Gives the character to the composer; `false` when it does not belong to the syllable or the line is full.
    fn compose(&mut self, c: char) -> bool {
        let range = self.composing();
        let mut trial = self.composer.clone();
        if self.tail_joins() || !trial.key(c) || !self.put(range, &trial.text()) {
            return false;
        }
        self.composer = trial;
        true
    }

    /// Whether what stands behind the caret would become part of a letter before it.
    fn tail_joins(&self) -> bool {
        let tail = self.text.get(self.caret..).unwrap_or_default();
        tail.chars().next().is_some_and(|c| !c.is_ascii() && after(&format!("a{c}"), 0) > 1)
    }

    /// A mark joins the cluster before the caret, so that decomposed keystrokes make the letters they mean.
    fn insert(&mut self, c: char) {
        let start = before(&self.text, self.caret);
        match self.text.get(start..self.caret).and_then(|cluster| join_mark(cluster, c)) {
            Some(joined) => self.put(start..self.caret, &joined),
            None => self.put(self.caret..self.caret, c.encode_utf8(&mut [0; 4])),
        };
    }

    /// Pastes: on one line, nothing composed; what does not fit is cut off at a cluster.
    pub fn paste(&mut self, text: &str) {
        self.finish();
        self.as_typed = false;
        let line = crate::text::one_line(text);
        self.put(self.caret..self.caret, within(&line, MAX_LINE.saturating_sub(self.text.len())));
    }

    /// Replaces the whole line (history, completion); the caret goes to its end.
    pub fn set(&mut self, text: &str) {
        let method = self.method();
        self.composer.set_method(method);
        self.words.clear();
        self.as_typed = false;
        within(text, MAX_LINE).clone_into(&mut self.text);
        self.caret = self.text.len();
    }

    /// Takes back the composition of the word at the caret: its keys stand there. `false` when nothing was composed.
    pub fn undo_composition(&mut self) -> bool {
        let range = self.composing();
        let Some(word) = self.composer.undo() else { return false };
        self.put(range, &word.text);
        self.as_typed = true;
        true
    }

    /// Deletes the cluster before the caret; of what is composing, its last letter with its marks.
    pub fn backspace(&mut self) {
        let range = self.composing();
        if self.composer.backspace() {
            let rest = self.composer.text();
            self.put(range, &rest);
            return;
        }
        self.remove(before(&self.text, self.caret)..self.caret);
    }

    /// Deletes the cluster behind the caret.
    pub fn delete(&mut self) {
        self.finish();
        self.remove(self.caret..after(&self.text, self.caret));
    }

    /// Deletes the word before the caret, and the blanks between.
    pub fn delete_word(&mut self) {
        self.finish();
        self.remove(self.word_start()..self.caret);
    }

    /// Deletes everything before the caret.
    pub fn delete_to_start(&mut self) {
        self.finish();
        self.remove(0..self.caret);
    }

    /// Deletes everything behind the caret.
    pub fn delete_to_end(&mut self) {
        self.finish();
        self.remove(self.caret..self.text.len());
    }

    fn remove(&mut self, range: std::ops::Range<usize>) {
        self.put(range, "");
        // What stood on both sides may join (a mark behind the caret).
        let joined = composed(&self.text);
        if joined != self.text {
            let head = self.text.get(..self.caret).map_or(0, |head| composed(head).len());
            self.text = joined;
            self.caret = self.text.floor_char_boundary(head);
        }
    }

    /// One cluster to the left.
    pub fn left(&mut self) {
        self.finish();
        self.go(before(&self.text, self.caret));
    }

    /// One cluster to the right.
    pub fn right(&mut self) {
        self.finish();
        self.go(after(&self.text, self.caret));
    }

    /// To the beginning of the word before the caret.
    pub fn word_left(&mut self) {
        self.finish();
        self.go(self.word_start());
    }

    /// To the end of the word behind the caret.
    pub fn word_right(&mut self) {
        self.finish();
        let rest = self.text.get(self.caret..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start().len();
        let word = rest.trim_start().find(char::is_whitespace).unwrap_or(rest.len() - blanks);
        self.go(self.caret + blanks + word);
    }

    /// To the beginning of the line.
    pub fn home(&mut self) {
        self.finish();
        self.go(0);
    }

    /// To the end of the line.
    pub fn end(&mut self) {
        self.finish();
        self.go(self.text.len());
    }

    fn go(&mut self, to: usize) {
        self.caret = to;
        self.as_typed = false;
    }

    fn word_start(&self) -> usize {
        let head = self.text.get(..self.caret).unwrap_or_default().trim_end();
        head.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8())
    }

    /// Other readings of the line: with the keys of its composed words instead of them (each alone, and all together), so
    /// that a search for `test` finds *test* and not only *tét*. At most [`MAX_WORDS`] + 2; none when nothing was composed.
    pub fn alternatives(&self) -> Vec<String> {
        let mut words: Vec<&Word> = self.words.iter().filter(|word| stands_in(&self.text, &word.text)).collect();
        let now = self.clone().composer.end();
        let finished = self.clone().finished();
        words.extend(now.iter().filter(|word| word.raw != word.text && !self.words.contains(word)));
        let mut readings: Vec<String> = Vec::new();
        let one_by_one = words.iter().map(|word| with_keys(&finished, &[word]));
        for reading in one_by_one.chain([with_keys(&finished, &words), finished.clone()]) {
            if reading != self.text && !readings.contains(&reading) {
                readings.push(reading);
            }
        }
        readings
    }

    fn finished(mut self) -> String {
        self.finish();
        self.text
    }

    /// Where the visible part begins: it turns by half pages, so that it stands still while the caret moves a little.
    fn first_visible(&self, room: usize) -> usize {
        let head = cells(&self.text[..self.caret]);
        if head < room {
            return 0;
        }
        let half = room / 2;
        let hidden = if half < 2 { head } else { (head / half - 1) * half };
        let start = fit(&self.text[..self.caret], hidden).len();
        let out_of_sight = cells(&self.text[start..self.caret]) >= room;
        if out_of_sight { after(&self.text, start).min(self.caret) } else { start }
    }

    /// The part of the line that fits in `room` cells with the caret in it, and the caret's cell in that part.
    pub fn window(&self, room: u16) -> (&str, u16) {
        let room = usize::from(room).max(1);
        let start = self.first_visible(room);
        let caret = u16::try_from(cells(&self.text[start..self.caret])).unwrap_or(0);
        (fit(&self.text[start..], room), caret)
    }
}

/// The longest beginning of `text` of at most `limit` bytes that ends between clusters.
fn within(text: &str, limit: usize) -> &str {
    let last = before(text, limit.saturating_add(1).min(text.len()));
    let end = Some(after(text, last)).filter(|end| *end <= limit).unwrap_or(last);
    text.get(..end).unwrap_or_default()
}

/// Direction overrides, joiners and other characters without a width: no keyboard for Vietnamese has them, and they would
/// turn the line round or stand in it unseen.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether `word` stands in `line` as a word of its own.
fn stands_in(line: &str, word: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric()).any(|part| part == word)
}

/// `line` with the keys of `words` in the place of the words.
fn with_keys(line: &str, words: &[&Word]) -> String {
    line.split_inclusive(|c: char| !c.is_alphanumeric())
        .map(|part| {
            let bare = part.trim_end_matches(|c: char| !c.is_alphanumeric());
            let rest = part.get(bare.len()..).unwrap_or_default();
            let raw = words.iter().find(|word| word.text == bare).map_or(bare, |word| word.raw.as_str());
            format!("{raw}{rest}")
        })
        .collect()
}

#[cfg(test)]
#[path = "prompt_tests.rs"]
mod tests;

//! A prompt: what is asked, the line being typed, and its history.

use crate::text::width::{after, before, cells, fit};

use super::key::{Code, Key};

/// Longest line that can be typed or pasted, bytes.
pub const MAX_LINE: usize = 1_000;
/// Most lines of history kept for a prompt.
pub const MAX_HISTORY: usize = 100;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each prompt is called what it asks for")]
pub enum Ask {
    Search,
    Find,
    Filter,
    Command,
    Pipe,
    Save,
}

/// An open prompt.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What is asked.
    pub ask: Ask,
    text: String,
    caret: usize,
    /// Where in the history we are, counted from the newest; `None` on the line being typed.
    back: Option<usize>,
    draft: String,
}

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// The line changed.
    Changed,
    /// The caret moved, or nothing happened.
    Moved,
    /// Enter.
    Accepted,
    /// Esc.
    Cancelled,
    /// Tab.
    Complete,
}

impl Prompt {
    /// An empty prompt.
    pub fn new(ask: Ask) -> Self {
        Self { ask, text: String::new(), caret: 0, back: None, draft: String::new() }
    }

    /// The line.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Readings of the line that count as well.
    pub fn alternatives(&self) -> Vec<String> {
        Vec::new()
    }

    /// Replaces the line; the caret goes to its end.
    pub fn set(&mut self, text: &str) {
        let end = (0..=MAX_LINE.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text[..end].clone_into(&mut self.text);
        self.caret = self.text.len();
    }

    /// Pastes: one line, nothing composed.
    pub fn paste(&mut self, text: &str) {
        let line = crate::text::one_line(text);
        self.insert(&line);
    }

    /// Takes a key; `history` is newest last.
    pub fn key(&mut self, key: Key, history: &[String]) -> Typed {
        let before = self.text.clone();
        match (key.code, key.ctrl) {
            (Code::Enter, _) => return Typed::Accepted,
            (Code::Esc, _) | (Code::Char('c' | 'g'), true) => return Typed::Cancelled,
            (Code::Tab, _) => return Typed::Complete,
            (Code::Backspace, _) if self.text.is_empty() => return Typed::Cancelled,
            (Code::Backspace, _) | (Code::Char('h'), true) => self.remove(self.left(), self.caret),
            (Code::Delete, _) => self.remove(self.caret, self.right()),
            (Code::Left, _) | (Code::Char('b'), true) => self.caret = self.left(),
            (Code::Right, _) | (Code::Char('f'), true) => self.caret = self.right(),
            (Code::Home, _) | (Code::Char('a'), true) => self.caret = 0,
            (Code::End, _) | (Code::Char('e'), true) => self.caret = self.text.len(),
            (Code::Char('u'), true) => self.remove(0, self.caret),
            (Code::Char('k'), true) => self.remove(self.caret, self.text.len()),
            (Code::Char('w'), true) => self.remove(self.word_start(), self.caret),
            (Code::Up, _) | (Code::Char('p'), true) => self.recall(history, true),
            (Code::Down, _) | (Code::Char('n'), true) => self.recall(history, false),
            _ => {
                if let Some(c) = key.typed().filter(|c| !c.is_control()) {
                    self.insert(c.encode_utf8(&mut [0; 4]));
                }
            }
        }
        if before == self.text { Typed::Moved } else { Typed::Changed }
    }

    fn insert(&mut self, text: &str) {
        if self.text.len() + text.len() <= MAX_LINE {
            self.text.insert_str(self.caret, text);
            self.caret += text.len();
            self.normalise();
        }
    }

    /// Keystrokes may come decomposed; the line is kept NFC.
    fn normalise(&mut self) {
        let (before, after) = self.text.split_at(self.caret);
        let (before, after) = (crate::text::display(before), after.to_owned());
        self.caret = before.len();
        self.text = before + &after;
    }

    fn remove(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.caret = from;
    }

    fn left(&self) -> usize {
        before(&self.text, self.caret)
    }

    fn right(&self) -> usize {
        after(&self.text, self.caret)
    }

    fn word_start(&self) -> usize {
        let head = self.text[..self.caret].trim_end();
        head.rfind(char::is_whitespace).map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8))
    }

    fn recall(&mut self, history: &[String], older: bool) {
        let next = match (self.back, older) {
            (None, true) => Some(0),
            (Some(at), true) => Some((at + 1).min(history.len().saturating_sub(1))),
            (Some(0) | None, false) => None,
            (Some(at), false) => Some(at - 1),
        };
        if self.back.is_none() {
            self.text.clone_into(&mut self.draft);
        }
        let line = match next {
            Some(at) => history.len().checked_sub(at + 1).and_then(|i| history.get(i)).cloned(),
            None => Some(self.draft.clone()),
        };
        if let Some(line) = line {
            self.set(&line);
            self.back = next;
        }
    }

    /// The part of the line that fits in `room` cells with the caret in it, and the caret's cell in that part.
    pub fn window(&self, room: u16) -> (&str, u16) {
        let room = usize::from(room).max(1);
        let mut start = 0;
        while cells(&self.text[start..self.caret]) >= room {
            start = after(&self.text, start);
        }
        let caret = u16::try_from(cells(&self.text[start..self.caret])).unwrap_or(0);
        (fit(&self.text[start..], room), caret)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> Prompt {
        let mut prompt = Prompt::new(Ask::Search);
        for c in keys.chars() {
            prompt.key(Key::char(c), &[]);
        }
        prompt
    }

    #[test]
    fn backspace_takes_a_letter_with_all_its_marks() {
        let mut prompt = typed("đình công");
        for _ in 0..4 {
            prompt.key(Key::plain(Code::Backspace), &[]);
        }
        assert_eq!(prompt.text(), "đình ");
    }

    #[test]
    fn decomposed_keystrokes_are_composed() {
        assert_eq!(typed("co\u{0302}ng").text(), "công");
    }

    #[test]
    fn history_goes_back_and_comes_home() {
        let history = ["một".to_owned(), "hai".to_owned()];
        let mut prompt = typed("ba");
        for (code, text) in
            [(Code::Up, "hai"), (Code::Up, "một"), (Code::Up, "một"), (Code::Down, "hai"), (Code::Down, "ba")]
        {
            prompt.key(Key::plain(code), &history);
            assert_eq!(prompt.text(), text);
        }
    }

    #[test]
    fn the_caret_stays_in_its_window() {
        let prompt = typed("tai nạn lao động ở công trường");
        let (text, caret) = prompt.window(10);
        assert!(cells(text) <= 10 && caret < 10, "{text} {caret}");
    }

    #[test]
    fn a_line_at_the_bound_takes_no_more() {
        let mut prompt = typed("");
        prompt.paste(&"a".repeat(MAX_LINE));
        prompt.key(Key::char('b'), &[]);
        assert_eq!(prompt.text().len(), MAX_LINE);
    }

    #[test]
    fn escape_on_any_line_cancels() {
        assert_eq!(typed("a").key(Key::plain(Code::Esc), &[]), Typed::Cancelled);
    }
}

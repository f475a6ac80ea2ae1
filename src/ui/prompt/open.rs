//! A prompt: what is asked, the line being typed, and its history.

use crate::text::telex::{Method, ToneStyle};

use crate::ui::key::{Code, Key};
use crate::ui::way::Way;
use crate::ui::widgets::prompt::InputLine;

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
    Label,
    Note,
}

/// An open prompt.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What is asked.
    pub ask: Ask,
    line: InputLine,
    /// Where in the history we are, counted from the newest; `None` on the line being typed.
    back: Option<usize>,
    draft: String,
    /// What was typed before Tab, and which of its completions stands there.
    completing: Option<(String, usize)>,
    /// The line is only offered: the first letter takes its place.
    offered: bool,
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
    /// Tab, or shift-Tab back.
    Complete(Way),
    /// The input method was changed.
    Switched,
}

impl Prompt {
    /// An empty prompt; `method` composes its letters and puts tones as `style` wants.
    pub fn new(ask: Ask, method: Method, style: ToneStyle) -> Self {
        let line = InputLine::new(method, style);
        Self { ask, line, back: None, draft: String::new(), completing: None, offered: false }
    }

    /// The line.
    pub fn text(&self) -> &str {
        self.line.text()
    }

    /// How letters are composed, where this prompt composes any.
    pub fn method(&self) -> Method {
        if matches!(self.ask, Ask::Pipe | Ask::Save) { Method::Off } else { self.line.method() }
    }

    /// Readings of the line that count as well: its composed words as the keys that made them.
    pub fn alternatives(&self) -> Vec<String> {
        self.line.alternatives()
    }

    /// Whether a character with Alt moves the caret.
    pub fn knows_alt(key: Key) -> bool {
        key.alt && matches!(key.code, Code::Char('b' | 'f'))
    }

    /// Ends the word that is composing.
    pub fn finish(&mut self) {
        self.line.finish();
    }

    /// Replaces the line; the caret goes to its end.
    pub fn set(&mut self, text: &str) {
        self.line.set(text);
    }

    /// Offers a line: it can be taken as it is or changed; whoever types another one need not take it away.
    pub fn offer(&mut self, text: &str) {
        self.line.set(text);
        self.offered = !text.is_empty();
    }

    /// Whether the line is offered, and nothing was done with it yet.
    pub fn is_offered(&self) -> bool {
        self.offered
    }

    /// What completions are sought for: what was typed before the first Tab.
    pub fn stem(&self) -> &str {
        self.completing.as_ref().map_or(self.text(), |(stem, _)| stem)
    }

    /// Number of the completion that stands in the line.
    pub fn completed(&self) -> Option<usize> {
        self.completing.as_ref().map(|(_, at)| *at)
    }

    /// Puts the next (or previous) of these completions into the line; a single one ends completing, so that its
    /// arguments are completed next.
    pub fn complete(&mut self, lines: &[String], way: Way) {
        if lines.is_empty() {
            return;
        }
        let at = match &self.completing {
            None => way.first(lines.len()),
            Some((_, at)) => way.around(*at, lines.len()),
        };
        let stem = self.stem().to_owned();
        self.set(&lines[at]);
        self.completing = (lines.len() > 1).then_some((stem, at));
    }

    /// Pastes: one line, nothing composed.
    pub fn paste(&mut self, text: &str) {
        self.completing = None;
        self.begin_anew();
        self.line.paste(text);
    }

    /// Takes a key; `history` is newest last.
    pub fn key(&mut self, key: Key, history: &[String]) -> Typed {
        let before = self.text().to_owned();
        if key.typed().is_some() {
            self.begin_anew();
        }
        self.offered = false;
        if !matches!(key.code, Code::Tab | Code::BackTab) {
            self.completing = None;
        }
        match (key.code, key.ctrl) {
            (Code::Enter, _) => return Typed::Accepted,
            (Code::Esc, _) => {
                if !self.line.undo_composition() {
                    return Typed::Cancelled;
                }
            }
            (Code::Char('c' | 'g'), true) => return Typed::Cancelled,
            (Code::Char('t'), true) if !matches!(self.ask, Ask::Pipe | Ask::Save) => {
                self.line.set_method(self.line.method().next());
                return Typed::Switched;
            }
            (Code::Tab, _) => return Typed::Complete(Way::Forward),
            (Code::BackTab, _) => return Typed::Complete(Way::Backward),
            (Code::Backspace, _) if before.is_empty() => return Typed::Cancelled,
            (Code::Up, _) | (Code::Char('p'), true) => self.recall(history, Way::Backward),
            (Code::Down, _) | (Code::Char('n'), true) => self.recall(history, Way::Forward),
            _ => self.edit(key),
        }
        if before == self.text() { Typed::Moved } else { Typed::Changed }
    }

    /// Takes an offered line away.
    fn begin_anew(&mut self) {
        if std::mem::take(&mut self.offered) {
            self.line.set("");
        }
    }

    fn edit(&mut self, key: Key) {
        let line = &mut self.line;
        match (key.code, key.ctrl || key.alt) {
            (Code::Backspace, false) | (Code::Char('h'), true) => line.backspace(),
            (Code::Delete, _) => line.delete(),
            (Code::Left, true) => line.word_left(),
            (Code::Right, true) => line.word_right(),
            (Code::Left, _) => line.left(),
            (Code::Right, _) => line.right(),
            (Code::Home, _) | (Code::Char('a'), true) => line.home(),
            (Code::End, _) | (Code::Char('e'), true) => line.end(),
            (Code::Char('b'), true) if key.alt => line.word_left(),
            (Code::Char('b'), true) => line.left(),
            (Code::Char('f'), true) if key.alt => line.word_right(),
            (Code::Char('f'), true) => line.right(),
            (Code::Char('u'), true) => line.delete_to_start(),
            (Code::Char('k'), true) => line.delete_to_end(),
            (Code::Char('w') | Code::Backspace, true) => line.delete_word(),
            _ => {
                if let Some(c) = key.typed() {
                    self.type_char(c);
                }
            }
        }
    }

    /// Names of commands, of programs and of files are typed as they are; arguments of commands are composed.
    fn type_char(&mut self, c: char) {
        let head = self.line.text().get(..self.line.caret()).unwrap_or_default();
        let plain = match self.ask {
            Ask::Pipe | Ask::Save => true,
            Ask::Command => !head.contains(' '),
            Ask::Search | Ask::Find | Ask::Filter | Ask::Label | Ask::Note => false,
        };
        if plain { self.line.type_plain(c) } else { self.line.type_char(c) }
    }

    fn recall(&mut self, history: &[String], way: Way) {
        let next = match (self.back, way) {
            (None, Way::Backward) => Some(0),
            (Some(at), Way::Backward) => Some((at + 1).min(history.len().saturating_sub(1))),
            (Some(0) | None, Way::Forward) => None,
            (Some(at), Way::Forward) => Some(at - 1),
        };
        if self.back.is_none() {
            self.line.text().clone_into(&mut self.draft);
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

    /// Cells before the caret that are still composing.
    pub fn composing_cells(&self) -> u16 {
        let text = self.line.text().get(self.line.composing()).unwrap_or_default();
        u16::try_from(crate::text::width::cells(text)).unwrap_or(0)
    }

    /// The part of the line that fits in `room` cells with the caret in it, and the caret's cell in that part.
    pub fn window(&self, room: u16) -> (&str, u16) {
        self.line.window(room)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> Prompt {
        let mut prompt = Prompt::new(Ask::Search, Method::Off, ToneStyle::Old);
        for c in keys.chars() {
            prompt.key(Key::char(c), &[]);
        }
        prompt
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
    fn escape_on_any_line_cancels() {
        assert_eq!(typed("a").key(Key::plain(Code::Esc), &[]), Typed::Cancelled);
    }
    #[test]
    fn escape_takes_back_a_composition_before_it_cancels() {
        let mut prompt = Prompt::new(Ask::Search, Method::Telex, ToneStyle::Old);
        for c in "tets".chars() {
            prompt.key(Key::char(c), &[]);
        }
        assert_eq!(prompt.text(), "tét");
        assert_eq!((prompt.key(Key::plain(Code::Esc), &[]), prompt.text()), (Typed::Changed, "tets"));
        assert_eq!(prompt.key(Key::plain(Code::Esc), &[]), Typed::Cancelled);
    }

    #[test]
    fn the_name_of_a_command_is_not_composed_but_its_words_are() {
        let mut prompt = Prompt::new(Ask::Command, Method::Telex, ToneStyle::Old);
        for c in "theme xuaan".chars() {
            prompt.key(Key::char(c), &[]);
        }
        assert_eq!(prompt.text(), "theme xuân");
    }

    #[test]
    fn a_key_steps_through_the_input_methods() {
        let mut prompt = Prompt::new(Ask::Find, Method::Off, ToneStyle::Old);
        assert_eq!(prompt.key(Key::ctrl('t'), &[]), Typed::Switched);
        assert_eq!(prompt.method(), Method::Telex);
    }
}

//! Prompts at work: search as you type, filter, find, the command line.

use crate::text::article::plain;
use crate::text::pattern::Pattern;
use crate::text::{fold, guard};

use crate::model::{Hits, SearchRequest};
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::key::{Code, Key};
use crate::ui::layout::Pane;
use crate::ui::list::ListPane;
use crate::ui::notice::StatusNotice;
use crate::ui::overlay::Overlay;
use crate::ui::prompt::command::{Completion, needles};
use crate::ui::prompt::{Ask, Prompt, Typed};
use crate::ui::search::{MAX_HITS, Manner, Searching};
use crate::ui::way::Way;

/// Under which name each history is remembered.
pub(in crate::ui) const HISTORIES: &[(&str, Ask)] = &[
    ("history-search", Ask::Search),
    ("history-find", Ask::Find),
    ("history-filter", Ask::Filter),
    ("history-command", Ask::Command),
    ("history-pipe", Ask::Pipe),
];

/// Longest name that is proposed for a file, without its ending, bytes.
const MAX_FILE_NAME: usize = 80;

/// Whether the user is still writing a query: then its last word may be the beginning of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum QueryTyping {
    GoesOn,
    Done,
}

/// What stands for the article as a file among the words of a program; the shell writes it.
const FILE: &str = "{file}";

impl Ui {
    /// Opens a prompt.
    pub(in crate::ui) fn ask(&mut self, ask: Ask) -> Vec<Effect> {
        self.shell.notice = None;
        let mut prompt = Prompt::new(ask, self.prompts.method, self.shell.settings.tone_style);
        match ask {
            Ask::Filter => prompt.set(self.typed_filter()),
            Ask::Save => prompt.offer(&self.file_name()),
            Ask::Search => {
                self.begin_search();
                self.forget_manner();
            }
            _ => {}
        }
        self.prompts.open = Some(prompt);
        Vec::new()
    }

    /// The list makes place for hits; it comes back when the search is left.
    pub(in crate::ui) fn begin_search(&mut self) {
        if self.search.running.is_some() {
            return;
        }
        let before = std::mem::take(&mut self.list);
        self.list = ListPane::new(before.style.clone());
        self.list.query = before.query.clone();
        self.list.show_hits("", Hits::default());
        let ticket = self.shell.ticket();
        self.search.running = Some(Searching {
            text: String::new(),
            alternatives: Vec::new(),
            manner: Manner::default(),
            name: None,
            ticket,
            parts: 0,
            answered: true,
            before,
            complaints: Vec::new(),
            behind: 0,
        });
        self.shell.panes.focus = Pane::List;
    }

    pub(in crate::ui) fn leave_search(&mut self) -> Vec<Effect> {
        if let Some(searching) = self.search.running.take() {
            self.list = searching.before;
            self.reader.find(Vec::new());
        }
        if self.list.loaded { self.refresh_list() } else { self.show(self.list.query.clone()) }
    }

    /// Searches the archive.
    pub(in crate::ui) fn search_for(&mut self, text: &str) -> Vec<Effect> {
        self.search_while(text, QueryTyping::Done)
    }

    fn search_while(&mut self, text: &str, typing: QueryTyping) -> Vec<Effect> {
        self.begin_search();
        let ticket = self.shell.ticket();
        let typed = self.prompts.open.as_ref().map(Prompt::alternatives);
        let Some(searching) = &mut self.search.running else { return Vec::new() };
        if searching.text != text {
            searching.alternatives.clear();
            searching.name = None;
        }
        if let Some(typed) = typed {
            searching.alternatives = typed;
        }
        text.clone_into(&mut searching.text);
        (searching.ticket, searching.parts, searching.answered) = (ticket, 0, text.trim().is_empty());
        let (alternatives, manner) = (searching.alternatives.clone(), searching.manner.clone());
        if text.trim().is_empty() {
            self.list.show_hits("", Hits::default());
            return Vec::new();
        }
        vec![Effect::Search(
            ticket,
            SearchRequest {
                text: text.to_owned(),
                alternatives,
                typing: typing == QueryTyping::GoesOn,
                order: manner.order,
                scope: manner.scope,
                filter: manner.filter,
                loose: manner.loose,
                synonyms: manner.synonyms,
                limit: MAX_HITS,
            },
        )]
    }

    /// The filter of titles as it was typed; the query has its key.
    pub(in crate::ui) fn typed_filter(&self) -> &str {
        let key = self.list.query.filter.title.as_deref().unwrap_or_default();
        if key == fold::base(&self.search.filter_typed) || key == self.search.filter_typed {
            &self.search.filter_typed
        } else {
            key
        }
    }

    /// Narrows the list to titles that hold `text`, marks aside.
    pub(in crate::ui) fn set_filter(&mut self, text: &str) -> Vec<Effect> {
        self.leave_hits();
        let mut query = self.list.query.clone();
        // A pattern counts as it is written; while it makes no sense the list stays as it is.
        let title = match Pattern::whole(text) {
            Some(Ok(_)) => text.trim().to_owned(),
            Some(Err(_)) => return self.refuse_pattern(text),
            None if Pattern::begins(text.trim()) => return self.refuse_pattern(text),
            // The beginning of one.
            None if text.trim() == "/" => return Vec::new(),
            None => fold::base(text.trim()),
        };
        query.filter.title = Some(title).filter(|t| !t.is_empty());
        text.trim().clone_into(&mut self.search.filter_typed);
        if query == self.list.query { Vec::new() } else { self.show(query) }
    }

    /// Once it is no longer typed, says what is wrong with a pattern.
    fn refuse_pattern(&mut self, text: &str) -> Vec<Effect> {
        if self.prompts.open.is_none()
            && let Some(sentence) = self.bad_pattern(text)
        {
            self.shell.tell(StatusNotice::warning(&sentence));
        }
        Vec::new()
    }

    pub(in crate::ui) fn paste(&mut self, text: &str) -> Vec<Effect> {
        let Some(prompt) = &mut self.prompts.open else { return Vec::new() };
        prompt.paste(text);
        self.prompt_changed()
    }

    pub(in crate::ui) fn prompt_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(prompt) = &mut self.prompts.open else { return Vec::new() };
        let asks_help = key.code == Code::F(1) || (key == Key::char('?') && prompt.text().is_empty());
        if asks_help && prompt.ask == Ask::Search {
            return self.lay_over(Overlay::Query { top: 0 });
        }
        let empty = Vec::new();
        let history = self.prompts.histories.get(&prompt.ask).unwrap_or(&empty);
        match prompt.key(key, history) {
            Typed::Changed => self.prompt_changed(),
            Typed::Moved => Vec::new(),
            Typed::Switched => self.method_switched(),
            Typed::Complete(way) => self.complete(way),
            Typed::Cancelled => self.cancel_prompt(),
            Typed::Accepted => self.accept_prompt(),
        }
    }

    fn prompt_changed(&mut self) -> Vec<Effect> {
        let Some(prompt) = &self.prompts.open else { return Vec::new() };
        let text = prompt.text().to_owned();
        match prompt.ask {
            Ask::Search => self.search_while(&text, QueryTyping::GoesOn),
            Ask::Filter => self.set_filter(&text),
            Ask::Find => {
                self.reader.find(find_needles(&text, prompt.alternatives()));
                self.reader.next_spot(Way::Forward);
                Vec::new()
            }
            Ask::Command | Ask::Pipe | Ask::Save | Ask::Label | Ask::Note => Vec::new(),
        }
    }

    /// The prompt's input method is that of the next prompts too, and is remembered. The word that was composing has
    /// ended, so the line may have changed.
    fn method_switched(&mut self) -> Vec<Effect> {
        if let Some(prompt) = &self.prompts.open {
            self.prompts.method = prompt.method();
        }
        let mut effects = self.prompt_changed();
        let method = self.prompts.method.name().to_owned();
        effects.extend(self.remember_setting("input-method", "ui.input_method", method));
        effects
    }

    fn complete(&mut self, way: Way) -> Vec<Effect> {
        let lines: Vec<String> = self.offered().into_iter().map(|completion| completion.name).collect();
        if let Some(prompt) = &mut self.prompts.open {
            prompt.complete(&lines, way);
        }
        Vec::new()
    }

    /// What the line of the open prompt may become.
    pub(in crate::ui) fn offered(&self) -> Vec<Completion> {
        match &self.prompts.open {
            Some(prompt) if prompt.ask == Ask::Command => self.completions(prompt.stem()),
            Some(prompt) if prompt.ask == Ask::Label => self.label_completions(prompt.stem()),
            _ => Vec::new(),
        }
    }

    fn cancel_prompt(&mut self) -> Vec<Effect> {
        match self.prompts.open.take().map(|p| p.ask) {
            Some(Ask::Search) => self.leave_search(),
            Some(Ask::Filter) => self.set_filter(""),
            Some(Ask::Find) => {
                self.reader.find(Vec::new());
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn accept_prompt(&mut self) -> Vec<Effect> {
        let Some(mut prompt) = self.prompts.open.take() else { return Vec::new() };
        prompt.finish();
        let text = prompt.text().trim().to_owned();
        let mut effects = self.keep_in_history(prompt.ask, &text);
        effects.extend(match prompt.ask {
            Ask::Search if text.is_empty() => self.leave_search(),
            Ask::Search => self.accept_search(&text, prompt.alternatives()),
            Ask::Filter => self.set_filter(&text),
            Ask::Find => self.accept_find(&text),
            Ask::Command => self.run_line(&text),
            Ask::Pipe | Ask::Save | Ask::Label if text.is_empty() => Vec::new(),
            Ask::Note => self.set_note(&text),
            Ask::Label => self.run_line(&format!("label {text}")),
            Ask::Pipe => self.run_line(&format!("pipe {text}")),
            Ask::Save => self.run_line(&format!("write {text}")),
        });
        effects
    }

    /// Runs a line that was typed; one that changes something can be done again.
    fn run_line(&mut self, line: &str) -> Vec<Effect> {
        self.keep_line(line);
        self.run_command(line)
    }

    fn accept_search(&mut self, text: &str, alternatives: Vec<String>) -> Vec<Effect> {
        self.shell.panes.focus = Pane::List;
        let mut effects = self.search_for(text);
        if let Some(Effect::Search(_, search)) = effects.first_mut() {
            search.alternatives.clone_from(&alternatives);
        }
        if let Some(searching) = &mut self.search.running {
            searching.alternatives = alternatives;
        }
        // The hits on the screen know what was looked for.
        self.reader.find(needles(text));
        effects
    }

    fn accept_find(&mut self, text: &str) -> Vec<Effect> {
        if let Some(sentence) = self.bad_pattern(text) {
            self.shell.tell(StatusNotice::warning(&sentence));
        } else if self.reader.spots.is_empty() && !self.reader.needles.is_empty() {
            self.shell.hint("no-hit");
        }
        Vec::new()
    }

    fn keep_in_history(&mut self, ask: Ask, text: &str) -> Vec<Effect> {
        let Some((name, _)) = HISTORIES.iter().find(|(_, a)| *a == ask) else { return Vec::new() };
        if text.is_empty() {
            return Vec::new();
        }
        vec![Effect::Remember(name, self.prompts.keep(ask, text))]
    }

    pub(in crate::ui) fn pipe_to(&mut self, command: &str) -> Vec<Effect> {
        let Some(article) = self.reader.article.as_ref().filter(|_| !command.is_empty()) else { return Vec::new() };
        let text = plain(article, self.sources.name_of(&article.row.outlet()));
        vec![Effect::Pipe(command.to_owned(), text, self.shell.words.say("pipe-back"))]
    }

    /// Runs a program of the user's with the article in its arguments, without a shell: whatever stands in a headline
    /// stays one argument, and never an option.
    pub(in crate::ui) fn run_program(&mut self, command: &str) -> Vec<Effect> {
        let Some(article) = self.reader.article.as_ref() else {
            self.shell.hint("empty-reader");
            return Vec::new();
        };
        let row = &article.row;
        let title = guard(&row.title);
        let values = [
            ("{url}", row.url.to_string()),
            ("{title}", title.trim_start_matches(['-', ' ']).to_owned()),
            ("{id}", row.id.0.to_string()),
        ];
        let fill = |word: String| values.iter().fold(word, |word, (name, value)| word.replace(name, value));
        let words: Vec<String> = quoted_words(command).into_iter().map(fill).collect();
        // A headline that says so names no file.
        let file = command.contains(FILE).then(|| plain(article, self.sources.name_of(&row.outlet())));
        vec![Effect::Run(words, file, self.shell.words.say("pipe-back"))]
    }

    pub(in crate::ui) fn save_as(&mut self, name: &str) -> Vec<Effect> {
        let Some(article) = self.reader.article.as_ref().filter(|_| !name.is_empty()) else { return Vec::new() };
        let paper = self.sources.name_of(&article.row.outlet()).to_owned();
        vec![Effect::Save(name.to_owned(), article.clone(), paper)]
    }

    /// A name for the article's file: its title without marks, words with hyphens.
    fn file_name(&self) -> String {
        let Some(article) = &self.reader.article else { return String::new() };
        let folded = fold::base(&article.row.title);
        let words: Vec<&str> = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let mut name = String::new();
        for word in words {
            if !name.is_empty() && name.len() + 1 + word.len() > MAX_FILE_NAME {
                break;
            }
            name.push_str(word);
            name.push('-');
        }
        name.truncate(MAX_FILE_NAME);
        // What is no name, or one that some systems keep for devices.
        let reserved = ["con", "prn", "aux", "nul", "com", "lpt"]
            .iter()
            .any(|device| name.strip_prefix(device).is_some_and(|rest| rest.len() <= 1));
        if name.is_empty() || reserved {
            name.insert_str(0, "bai-");
        }
        format!("{}.txt", name.trim_end_matches('-'))
    }
}

/// What a find looks for: the whole line as it stands, or as its keys.
fn find_needles(text: &str, alternatives: Vec<String>) -> Vec<String> {
    let lines = std::iter::once(text.to_owned()).chain(alternatives);
    lines.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// The words of a command; between double quotes blanks do not part them.
fn quoted_words(command: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), None::<String>, false);
    for c in command.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            c if c.is_whitespace() && !quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_keep_the_words_of_an_argument_together() {
        assert_eq!(quoted_words("notes add \"tiền lương\" {url}"), ["notes", "add", "tiền lương", "{url}"]);
        assert_eq!(quoted_words("a \"\" \"b c"), ["a", "", "b c"]);
        assert!(quoted_words("  ").is_empty());
    }
}

//! The `:` line: names of actions with their help, and a few words that take an argument.

use super::Ui;
use super::action::{BINDINGS, named};
use super::effect::Effect;
use super::keymap::nearest;
use super::notice::Notice;
use super::words::{Language, Value};

/// Commands that take an argument: (name, phrase of help).
pub(super) const WITH_ARGUMENT: &[(&str, &str)] = &[
    ("search", "do-search"),
    ("filter", "do-filter"),
    ("theme", "do-themes"),
    ("language", "do-language"),
    ("measure", "do-widen"),
    ("goto", "do-goto"),
];

/// A completion: what to type, and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Completion {
    /// The command.
    pub(super) name: String,
    /// Its phrase of help.
    pub(super) help: String,
}

/// Commands that begin with what was typed, then those that hold it.
pub(super) fn completions(typed: &str) -> Vec<Completion> {
    let typed = typed.trim_start();
    let all = || {
        let actions = BINDINGS.iter().map(|b| (b.name, format!("do-{}", b.name)));
        let more = WITH_ARGUMENT.iter().map(|(n, h)| (*n, (*h).to_owned()));
        actions.chain(more.filter(|(n, _)| named(n).is_none()))
    };
    let starts = all().filter(|(n, _)| n.starts_with(typed));
    let holds = all().filter(|(n, _)| !n.starts_with(typed) && n.contains(typed));
    starts.chain(holds).map(|(n, help)| Completion { name: n.to_owned(), help }).collect()
}

/// The words of a search that an article should show: phrases whole, words apart; no fields, no exclusions.
pub(super) fn needles(query: &str) -> Vec<String> {
    let mut needles = Vec::new();
    for (at, piece) in query.split('"').enumerate() {
        if at % 2 == 1 {
            needles.push(piece.to_owned());
            continue;
        }
        let words = piece.split_whitespace().filter(|w| !w.starts_with('-') && !w.contains(':') && *w != "OR");
        needles.extend(words.map(str::to_owned));
    }
    needles.retain(|n| n.chars().filter(|c| c.is_alphanumeric()).count() >= 2);
    needles
}

impl Ui {
    /// Runs a line.
    pub(super) fn run_command(&mut self, line: &str) -> Vec<Effect> {
        let (name, argument) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        let argument = argument.trim();
        if name.is_empty() {
            return Vec::new();
        }
        if let Ok(number) = name.parse::<usize>() {
            return self.go_to_number(number);
        }
        match (name, argument) {
            ("q" | "quit" | "exit", _) => self.quit(),
            ("search", text) if !text.is_empty() => self.search_for(text, false),
            ("filter", text) => self.set_filter(text),
            ("theme", text) if !text.is_empty() => {
                self.choose_theme(text);
                vec![Effect::Remember("theme", self.theme.name.clone())]
            }
            ("language", text) if Language::from_tag(text).is_some() => {
                self.speak(Language::from_tag(text).unwrap_or_default())
            }
            ("measure", text) if text.parse::<u16>().is_ok() => self.set_measure(text.parse().unwrap_or(72)),
            ("goto", text) if text.parse::<usize>().is_ok() => self.go_to_number(text.parse().unwrap_or(1)),
            _ => self.run_named(name),
        }
    }

    fn run_named(&mut self, name: &str) -> Vec<Effect> {
        if let Some(binding) = named(name) {
            return self.act(binding.action, None);
        }
        let mut starts = BINDINGS.iter().filter(|b| b.name.starts_with(name));
        if let (Some(only), None) = (starts.next(), starts.next()) {
            return self.act(only.action, None);
        }
        let values = [("name", Value::Text(name)), ("near", Value::Text(&nearest(name)))];
        self.notice = Some(Notice::error(&self.words.with("no-command", &values)));
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_completes_before_a_middle() {
        let names: Vec<String> = completions("pa").into_iter().map(|c| c.name).collect();
        assert_eq!(&names[..2], ["page-down", "page-up"]);
        assert!(names.contains(&"next-pane".to_owned()));
    }

    #[test]
    fn needles_are_words_and_whole_phrases() {
        assert_eq!(needles("\"đình công\" lương -thưởng nguồn:nld OR a"), ["đình công", "lương"]);
    }
}

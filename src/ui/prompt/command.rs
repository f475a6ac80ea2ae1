//! The `:` line: names of actions with their help, and commands that take an argument. Everything completes.

use crate::config::nearest::nearest;
use crate::text::fold;
use crate::text::pattern::Pattern;

use crate::model::Language;
use crate::ui::Ui;
use crate::ui::configuration;
use crate::ui::effect::Effect;
use crate::ui::list::orders::ORDERS;
use crate::ui::notice::StatusNotice;
use crate::ui::prompt::Ask;
use crate::ui::reader::MEASURE;
use crate::ui::reader::awaited::Waiting;
use crate::ui::sources::TreeNode;
use crate::ui::table::{BINDINGS, named};
use crate::ui::words::PhraseValue;

/// Words that leave, as other programs have them.
pub(super) const LEAVING: &[&str] = &["q", "q!", "qa", "qa!", "wq", "x", "exit"];

/// What a command's argument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Argument {
    /// Free text.
    Text,
    /// A number.
    Number,
    /// A theme.
    Theme,
    /// A language.
    Language,
    /// A newspaper.
    Source,
    /// An order of the list.
    Order,
    /// A kind of list.
    Show,
    /// A setting, and its value.
    Setting,
    /// Labels, by commas.
    Label,
}

/// Commands that take an argument: (names, the first is shown; argument; phrase of help).
const COMMANDS: &[(&[&str], Argument, &str)] = &[
    (&["search"], Argument::Text, "do-search"),
    (&["filter"], Argument::Text, "do-filter"),
    (&["sort"], Argument::Order, "do-sort"),
    (&["show"], Argument::Show, "do-show"),
    (&["source"], Argument::Source, "do-source"),
    (&["theme"], Argument::Theme, "do-themes"),
    (&["language"], Argument::Language, "do-language"),
    (&["measure"], Argument::Number, "do-measure"),
    (&["goto"], Argument::Number, "do-goto"),
    (&["write", "w"], Argument::Text, "do-save"),
    (&["pipe"], Argument::Text, "do-pipe"),
    (&["run"], Argument::Text, "do-run"),
    (&["help"], Argument::Text, "do-help-on"),
    (&["save-search"], Argument::Text, "do-save-search"),
    (&["digest"], Argument::Text, "do-digest-file"),
    (&["term"], Argument::Text, "do-term"),
    (&["follow"], Argument::Text, "do-follow"),
    (&["portals"], Argument::Text, "do-portals"),
    (&["set"], Argument::Setting, "do-set"),
    (&["map"], Argument::Text, "do-map"),
    (&["unmap"], Argument::Text, "do-unmap"),
    (&["tour"], Argument::Text, "do-tour"),
    (&["label"], Argument::Label, "do-label"),
    (&["note"], Argument::Text, "do-note"),
];

/// The setting whose values are the themes.
const THEME: &str = "ui.theme";

/// Commands that are about the article that is read or chosen.
const ON_ARTICLE: &[&str] = &["write", "w", "save", "pipe", "run", "note"];

/// Words of `:show`, and the action each is.
const SHOW: &[(&str, &str)] = &[
    ("all", "show-all"),
    ("unread", "show-unread"),
    ("starred", "show-starred"),
    ("today", "show-today"),
    ("pictured", "show-pictured"),
    ("new", "show-new"),
];

/// From so many letters on the help of commands is looked through as well.
const LEAST_MEANING: usize = 3;

/// A completion: the whole line, and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) struct Completion {
    /// The line.
    pub(in crate::ui) name: String,
    /// What it does, in the user's words.
    pub(in crate::ui) help: String,
}

/// The words of a search that an article should show: phrases whole, words apart; no fields, no exclusions.
pub(in crate::ui) fn needles(query: &str) -> Vec<String> {
    let (query, mut needles) = without_patterns(query);
    for (at, piece) in query.split('"').enumerate() {
        if at % 2 == 1 {
            needles.push(piece.to_owned());
            continue;
        }
        let words = piece.split_whitespace().filter(|w| !w.starts_with('-') && !w.contains(':') && *w != "OR");
        needles.extend(words.map(str::to_owned));
    }
    needles.retain(|n| Pattern::begins(n) || n.chars().filter(|c| c.is_alphanumeric()).count() >= 2);
    needles
}

/// A query without its patterns, and those of them that an article should show.
fn without_patterns(query: &str) -> (String, Vec<String>) {
    let (mut rest, mut patterns, mut at) = (String::new(), Vec::new(), 0);
    while let Some(next) = query.get(at..).and_then(|text| text.chars().next()) {
        let begins_word = rest.is_empty() || rest.ends_with([' ', '-', ':']);
        match Pattern::take(&query[at..]).filter(|_| begins_word) {
            Some(taken) => {
                let word = query[at..at + taken.length].to_owned();
                at += taken.length;
                if !rest.ends_with('-') && taken.pattern.is_ok() {
                    patterns.push(word);
                }
            }
            None => {
                rest.push(next);
                at += next.len_utf8();
            }
        }
    }
    (rest, patterns)
}

fn argument_of(name: &str) -> Option<Argument> {
    COMMANDS.iter().find(|(names, ..)| names.contains(&name)).map(|(_, argument, _)| *argument)
}

/// Every name that may begin a line.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    BINDINGS.iter().map(|b| b.name).chain(COMMANDS.iter().flat_map(|(names, ..)| names.iter().copied()))
}

impl Ui {
    /// Lines that what was typed may become: names that begin with it, then those that hold it; after a name, its
    /// arguments.
    pub(in crate::ui) fn completions(&self, typed: &str) -> Vec<Completion> {
        let typed = typed.trim_start();
        if let Some((name, argument)) = typed.split_once(' ') {
            return self.arguments(name, argument.trim_start());
        }
        let commands = COMMANDS.iter().map(|(names, _, help)| (names[0], self.shell.words.say(help)));
        let actions = BINDINGS.iter().filter(|b| argument_of(b.name).is_none());
        let actions = actions.map(|b| (b.name, self.shell.words.say(&format!("do-{}", b.name))));
        // Those that want an argument stand first: the others have keys.
        let all: Vec<(&str, String)> = commands.chain(actions).collect();
        let folded = fold::base(typed);
        let mut starts: Vec<_> = all.iter().filter(|(n, _)| n.starts_with(typed)).collect();
        if !typed.is_empty() {
            starts.sort_by_key(|(n, _)| n.len());
        }
        let rest = || all.iter().filter(|(n, _)| !n.starts_with(typed));
        let holds = rest().filter(|(n, _)| n.contains(typed));
        let means = rest().filter(|(n, help)| {
            folded.len() >= LEAST_MEANING && !n.contains(typed) && fold::base(help).contains(&folded)
        });
        let line = |(name, help): &(&str, String)| Completion {
            name: if argument_of(name).is_some() { format!("{name} ") } else { (*name).to_owned() },
            help: help.clone(),
        };
        starts.into_iter().chain(holds).chain(means).map(line).collect()
    }

    fn arguments(&self, name: &str, typed: &str) -> Vec<Completion> {
        let say = |id: &str| self.shell.words.say(id);
        let all: Vec<(String, String)> = match argument_of(name) {
            Some(Argument::Theme) => self.themes().into_iter().map(|theme| (theme, String::new())).collect(),
            Some(Argument::Language) => {
                vec![("vi".to_owned(), say("language-vi")), ("en".to_owned(), say("language-en"))]
            }
            Some(Argument::Source) => {
                if typed.starts_with("add ") {
                    return vec![Completion { name: format!("{name} {typed}"), help: say("source-add-hint") }];
                }
                let add = ("add ".to_owned(), say("do-add-source"));
                let folders = self.sources.folders.iter().map(|folder| (folder.name.clone(), String::new()));
                let outlets = self.sources.outlets.iter().map(|o| (o.id.0.clone(), o.name.clone()));
                std::iter::once(add).chain(folders).chain(outlets).collect()
            }
            Some(Argument::Order) => ORDERS
                .iter()
                .map(|(word, order)| ((*word).to_owned(), say(crate::ui::list::order::phrase(*order))))
                .collect(),
            Some(Argument::Show) => {
                SHOW.iter().map(|(word, action)| ((*word).to_owned(), say(&format!("do-{action}")))).collect()
            }
            Some(Argument::Setting) => match typed.split_once('=') {
                Some((key, _)) => self.values_of(key),
                None => configuration::keys(self.shell.words.language),
            },
            Some(Argument::Label) => {
                self.label_completions(typed).into_iter().map(|found| (found.name, found.help)).collect()
            }
            Some(Argument::Text | Argument::Number) | None => Vec::new(),
        };
        let folded = fold::base(typed);
        let fits = |(word, help): &(String, String)| {
            word.contains(typed) || (!folded.is_empty() && fold::base(help).contains(&folded))
        };
        let (mut first, mut later): (Vec<_>, Vec<_>) =
            all.into_iter().filter(fits).partition(|(word, _)| word.starts_with(typed));
        first.append(&mut later);
        first.into_iter().map(|(word, help)| Completion { name: format!("{name} {word}"), help }).collect()
    }

    /// Lines that give a setting a value, where its values can be counted.
    fn values_of(&self, key: &str) -> Vec<(String, String)> {
        let themes = if key == THEME { self.themes() } else { Vec::new() };
        let values = configuration::values_of(key).iter().map(|value| (*value).to_owned());
        values.chain(themes).map(|value| (format!("{key}={value}"), String::new())).collect()
    }

    /// Runs a line.
    pub(in crate::ui) fn run_command(&mut self, line: &str) -> Vec<Effect> {
        let line = line.trim();
        let (name, argument) = line.split_once(' ').unwrap_or((line, ""));
        let argument = argument.trim();
        if name.is_empty() {
            return Vec::new();
        }
        if let Some(rows) = name.parse().ok().filter(|_| name.starts_with(['+', '-'])) {
            return self.step(rows);
        }
        if let Ok(number) = name.parse::<usize>() {
            return self.go_to_number(number);
        }
        if ON_ARTICLE.contains(&name)
            && !argument.is_empty()
            && let Some(effects) = self.await_article(Waiting::Line(line.to_owned()))
        {
            return effects;
        }
        match (name, argument) {
            (name, _) if LEAVING.contains(&name) => self.quit(),
            ("h", "") => self.run_named("help"),
            ("search", text) if !text.is_empty() => self.search_for(text),
            ("filter", text) => self.set_filter(text),
            ("theme", "") => self.run_named("themes"),
            ("theme", text) => self.take_theme(text),
            ("language", text) if Language::from_tag(text).is_some() => {
                self.speak(Language::from_tag(text).unwrap_or_default())
            }
            ("language", text) if !text.is_empty() => self.no_argument(text, vec!["vi", "en"]),
            ("measure" | "goto", text) => match text.parse::<usize>() {
                Ok(number) if name == "goto" => self.go_to_number(number),
                Ok(number) => match u16::try_from(number).ok().filter(|n| (MEASURE.0..=MEASURE.1).contains(n)) {
                    Some(cells) => self.set_measure(cells),
                    None => self.refuse("no-measure", name, &format!("{}–{}", MEASURE.0, MEASURE.1)),
                },
                Err(_) => self.refuse("no-number", name, argument),
            },
            ("source", "add") => self.look_at_source(""),
            ("source", text) if text.starts_with("remove ") => {
                vec![Effect::RemoveSource(text.trim_start_matches("remove ").trim().to_owned())]
            }
            ("source", text) if text.starts_with("add ") => self.look_at_source(text.trim_start_matches("add ").trim()),
            ("source", text) if !text.is_empty() => self.go_to_source(text),
            ("sort", text) => match ORDERS.iter().find(|(word, _)| *word == text) {
                Some((_, order)) => self.sort(*order),
                None if text.is_empty() => self.run_named("sort"),
                None => self.no_argument(text, ORDERS.iter().map(|(word, _)| *word).collect()),
            },
            ("show", text) => match SHOW.iter().find(|(word, _)| *word == text) {
                Some((_, action)) => self.run_named(action),
                None => self.no_argument(text, SHOW.iter().map(|(word, _)| *word).collect()),
            },
            ("write" | "w" | "save", text) if !text.is_empty() => self.save_as(text),
            ("write" | "w", _) => self.run_named("save"),
            ("pipe", text) if !text.is_empty() => self.pipe_to(text),
            ("run", text) if !text.is_empty() => self.run_or_tell(text),
            ("help" | "h", text) if !text.is_empty() => self.help_on(text),
            ("map", text) => self.map(text),
            ("unmap", text) if !text.is_empty() => self.unmap(text),
            ("save-search", text) if !text.is_empty() => self.save_search_as(text),
            ("digest", text) => self.make_digest(text),
            ("term", text) if !text.is_empty() => self.explain(text),
            ("follow", text) if !text.is_empty() => vec![Effect::FollowDocument(text.to_owned())],
            ("portals", text) => self.show_portals(text),
            ("tour", _) => {
                self.toggle_tour();
                Vec::new()
            }
            ("label", text) if !text.is_empty() => self.set_labels(text),
            ("note", text) if !text.is_empty() => self.set_note(text),
            ("set", text) => self.set_or_tell(text),
            _ if named(name).is_some() && !argument.is_empty() => self.refuse("no-argument-wanted", name, argument),
            _ if named(name).is_none() && argument_of(name).is_some() => self.ask_argument(name),
            _ => self.run_named(name),
        }
    }

    /// Says what has to stand behind a command: the first of its arguments, or what it does where they cannot be counted.
    fn ask_argument(&mut self, name: &str) -> Vec<Effect> {
        const TOLD: usize = 6;
        let lines = self.arguments(name, "");
        let known: Vec<&str> =
            lines.iter().take(TOLD).filter_map(|line| line.name.split_once(' ')).map(|(_, word)| word.trim()).collect();
        let row = COMMANDS.iter().find(|(names, ..)| names.contains(&name));
        let help = || row.map(|(.., help)| self.shell.words.say(help)).unwrap_or_default();
        let wanted = if known.is_empty() { help() } else { known.join(", ") };
        self.refuse("argument-wanted", name, &wanted)
    }

    /// Asks for the name of a file; the one that could not be written is offered again.
    pub(in crate::ui) fn ask_save(&mut self) -> Vec<Effect> {
        let effects = self.ask(Ask::Save);
        let again = self.prompts.unsaved.as_ref().filter(|(article, _)| self.reader.shown() == Some(*article));
        if let (Some(prompt), Some((_, name))) = (&mut self.prompts.open, again) {
            prompt.offer(name);
        }
        effects
    }

    /// Selects the newspaper whose id begins with, or whose name holds `text`.
    fn go_to_source(&mut self, text: &str) -> Vec<Effect> {
        let folded = fold::base(text);
        let folders = &self.sources.folders;
        let folder = folders.iter().position(|folder| fold::base(&folder.name).starts_with(&folded));
        if let Some(number) = folder.filter(|_| !text.is_empty()) {
            self.sources.go_to(&TreeNode::Folder(number));
            return self.show_selected_source();
        }
        let outlets = &self.sources.outlets;
        let by_id = outlets.iter().position(|o| o.id.as_str().starts_with(text));
        let found = by_id.or_else(|| outlets.iter().position(|o| fold::base(&o.name).contains(&folded)));
        match found.filter(|_| !text.is_empty()) {
            Some(at) => {
                self.sources.go_to(&TreeNode::Outlet(at));
                self.show_selected_source()
            }
            None => {
                let ids: Vec<String> = outlets.iter().map(|o| o.id.0.clone()).collect();
                self.no_argument(text, ids.iter().map(String::as_str).collect())
            }
        }
    }

    fn run_named(&mut self, name: &str) -> Vec<Effect> {
        if let Some(binding) = named(name) {
            return self.act(binding.action, None);
        }
        let mut starts = BINDINGS.iter().filter(|b| b.name.starts_with(name));
        match (starts.next(), starts.next()) {
            (Some(only), None) => return self.act(only.action, None),
            (Some(one), Some(other)) => {
                let names = format!("{}, {}", one.name, other.name);
                return self.refuse("several-commands", name, &names);
            }
            _ => {}
        }
        let near = self.perhaps(nearest(name, names()));
        self.refuse("no-command", name, &near)
    }

    pub(in crate::ui) fn no_argument(&mut self, text: &str, known: Vec<&str>) -> Vec<Effect> {
        let near = match nearest(text, known.iter().copied()) {
            Some(near) => self.perhaps(Some(near)),
            None => self.shell.words.with("one-of", &[("names", PhraseValue::Text(&known.join(", ")))]),
        };
        self.refuse("no-argument", text, &near)
    }

    pub(in crate::ui) fn perhaps(&self, name: Option<&str>) -> String {
        name.map(|name| self.shell.words.with("perhaps", &[("name", PhraseValue::Text(name))])).unwrap_or_default()
    }

    pub(in crate::ui) fn refuse(&mut self, id: &str, name: &str, near: &str) -> Vec<Effect> {
        let values = [("name", PhraseValue::Text(name)), ("near", PhraseValue::Text(near))];
        self.shell.tell(StatusNotice::error(&self.shell.words.with(id, &values)));
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needles_are_words_and_whole_phrases() {
        assert_eq!(needles("\"đình công\" lương -thưởng nguồn:nld OR a"), ["đình công", "lương"]);
    }
}

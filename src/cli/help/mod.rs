//! The help of every command in the user's language, with examples: clap's definitions plus `words.toml`.

use std::sync::LazyLock;

use clap::builder::PossibleValue;
use clap::{Arg, Command, CommandFactory as _};
use serde::Deserialize;

use crate::cli::args::Cli;
use crate::cli::exit::EXIT_TABLE;
use crate::model::Language;
use crate::words::{PhraseValue, Words};

pub(in crate::cli) mod man;
pub(in crate::cli) mod suggest;

#[derive(Deserialize)]
struct HelpWords {
    about: std::collections::BTreeMap<String, String>,
    argument: std::collections::BTreeMap<String, String>,
    value: std::collections::BTreeMap<String, String>,
    example: Vec<Example>,
}

/// An example command that can be tried.
#[derive(Debug, Clone, Deserialize)]
pub struct Example {
    /// The path of the command that it shows, e.g. `sources add`.
    pub of: String,
    /// What is typed.
    pub run: String,
    vi: String,
    en: String,
    /// Whether it works in the demo as it is.
    #[serde(default = "yes")]
    pub demo: bool,
}

fn yes() -> bool {
    true
}

/// Parsed when help is asked for; a test parses it too.
static WORDS: LazyLock<Option<HelpWords>> = LazyLock::new(|| toml::from_str(include_str!("words.toml")).ok());

/// All examples.
pub fn examples() -> Vec<Example> {
    WORDS.as_ref().map(|words| words.example.clone()).unwrap_or_default()
}

impl Example {
    /// What it does.
    fn says(&self, language: Language) -> &str {
        match language {
            Language::Vietnamese => &self.vi,
            Language::English => &self.en,
        }
    }
}

/// The commands as clap knows them, with help in `language`.
pub(in crate::cli) fn command(language: Language) -> Command {
    let mut command = Cli::command().version(env!("CARGO_PKG_VERSION"));
    command.build();
    described(command, "", language)
}

/// A command and its subcommands; `path` is that of its parent.
fn described(command: Command, parent: &str, language: Language) -> Command {
    let name = command.get_name().to_owned();
    let path = if parent.is_empty() { name.clone() } else { format!("{parent} {name}") };
    let path = path.strip_prefix("loa ").unwrap_or(&path).to_owned();
    let examples = examples_of(&path, language);
    let mut command = command.mut_args(|argument| worded(argument, &path, language));
    // Each command that has others below it has a `help` of its own.
    let own = if name == "help" { name.as_str() } else { path.as_str() };
    if let Some(about) = WORDS.as_ref().and_then(|words| words.about.get(own)).filter(|_| is_vietnamese(language)) {
        let short = about.lines().next().unwrap_or_default().to_owned();
        command = command.about(short).long_about(about.clone());
    }
    if is_vietnamese(language) {
        command = command.subcommand_help_heading("Lệnh").subcommand_value_name("LỆNH").help_template(TEMPLATE);
    }
    let below = if path == "loa" { exit_table(language) } else { Words::shared(language).say("help-everywhere") };
    let long = [examples, below.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    let parent = if path == "loa" { "loa".to_owned() } else { path };
    command.after_help(below).after_long_help(long).mut_subcommands(|inner| described(inner, &parent, language))
}

const TEMPLATE: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";

fn is_vietnamese(language: Language) -> bool {
    language == Language::Vietnamese
}

/// An argument with its help; global ones appear only in the long help.
fn worded(argument: Arg, path: &str, language: Language) -> Arg {
    let common = argument.get_help_heading() == Some("Everywhere");
    let argument = argument.hide_short_help(common && path != "loa");
    if !is_vietnamese(language) {
        return argument;
    }
    let heading = match argument.get_help_heading() {
        Some("Everywhere") => "Ở mọi lệnh",
        Some("Selection") => "Chọn bài",
        Some("Output") => "Dạng kết quả",
        _ if argument.is_positional() => "Tham số",
        _ => "Tùy chọn",
    };
    let id = argument.get_id().as_str().to_owned();
    let words = WORDS.as_ref();
    let told = words.and_then(|words| words.argument.get(&format!("{path}/{id}")).or_else(|| words.argument.get(&id)));
    let Some(told) = told else { return argument.help_heading(heading) };
    let (short, long) = with_values(told, &argument, path);
    argument.help(short).long_help(long).help_heading(heading).hide_possible_values(true).hide_default_value(true)
}

/// The help of an argument with its possible values and its default: for `-h` and for `--help`.
fn with_values(told: &str, argument: &Arg, path: &str) -> (String, String) {
    let default: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    let is_set = !default.is_empty() && argument.get_action().takes_values();
    let default = if is_set { format!(" [mặc định: {}]", default.join(", ")) } else { String::new() };
    let values = argument.get_possible_values();
    let values: Vec<_> = values.iter().filter(|value| !value.is_hide_set()).collect();
    if values.is_empty() {
        return (format!("{told}{default}"), format!("{told}{default}"));
    }
    let names = values.iter().map(|value| value.get_name()).collect::<Vec<_>>().join(", ");
    let line = |value: &&PossibleValue| match value_told(path, argument.get_id().as_str(), value.get_name()) {
        Some(about) => format!("\n- {}: {about}", value.get_name()),
        None => format!("\n- {}", value.get_name()),
    };
    let lines: String = values.iter().map(line).collect();
    (format!("{told}{default} [có thể là: {names}]"), format!("{told}{default}\nCó thể là:{lines}"))
}

fn value_told(path: &str, id: &str, value: &str) -> Option<&'static String> {
    let values = &WORDS.as_ref()?.value;
    values.get(&format!("{path}/{id}/{value}")).or_else(|| values.get(&format!("{id}/{value}")))
}

fn examples_of(path: &str, language: Language) -> String {
    let all = examples();
    let own: Vec<&Example> = all.iter().filter(|example| example.of == path).collect();
    if own.is_empty() {
        return String::new();
    }
    let head = Words::shared(language).say("help-examples");
    let lines = own.iter().map(|example| format!("  {}\n      {}", example.run, example.says(language)));
    std::iter::once(head).chain(lines).collect::<Vec<_>>().join("\n")
}

fn exit_table(language: Language) -> String {
    Words::shared(language).with("help-exit-codes", &[("english", PhraseValue::Text(EXIT_TABLE))])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Commands that have no example because their help is one.
    const WITHOUT_EXAMPLE: &[&str] = &["digest", "topics"];

    #[test]
    fn the_help_of_every_command_is_told_in_vietnamese() {
        fn told(command: &Command, found: &mut Vec<String>) {
            found.extend(command.get_about().filter(|_| command.get_name() == "help").map(ToString::to_string));
            command.get_subcommands().for_each(|inner| told(inner, found));
        }
        let mut found = Vec::new();
        told(&command(Language::Vietnamese), &mut found);
        assert!(found.len() > 3 && found.iter().all(|about| about.starts_with("In hướng dẫn")), "{found:?}");
    }

    fn all(command: &Command, parent: &str, found: &mut Vec<(String, Vec<String>)>) {
        let path = format!("{parent} {}", command.get_name()).trim().to_owned();
        let arguments = command.get_arguments().filter(|a| !a.is_hide_set()).map(|a| a.get_id().to_string()).collect();
        found.push((path.strip_prefix("loa ").unwrap_or(&path).to_owned(), arguments));
        for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set() && inner.get_name() != "help") {
            all(inner, &path, found);
        }
    }

    fn commands() -> Vec<(String, Vec<String>)> {
        let mut command = Cli::command();
        command.build();
        let mut found = Vec::new();
        all(&command, "", &mut found);
        found
    }

    #[test]
    fn every_command_and_argument_has_help_in_vietnamese() {
        let words = WORDS.as_ref().unwrap();
        let mut missing = Vec::new();
        for (path, arguments) in commands() {
            if !words.about.contains_key(&path) {
                missing.push(path.clone());
            }
            let known =
                |id: &String| words.argument.contains_key(id) || words.argument.contains_key(&format!("{path}/{id}"));
            missing.extend(arguments.iter().filter(|id| !known(id)).map(|id| format!("{path}/{id}")));
        }
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn every_value_that_is_explained_is_explained_in_vietnamese() {
        fn missing(command: &Command, parent: &str, found: &mut Vec<String>) {
            let path = format!("{parent} {}", command.get_name()).trim().to_owned();
            let own = path.strip_prefix("loa ").unwrap_or(&path);
            for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
                let id = argument.get_id().as_str();
                let values = argument.get_possible_values();
                let told = values.iter().filter(|value| value.get_help().is_some());
                let without = told.filter(|value| value_told(own, id, value.get_name()).is_none());
                found.extend(without.map(|value| format!("{own}/{id}/{} = {:?}", value.get_name(), value.get_help())));
            }
            for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
                missing(inner, &path, found);
            }
        }
        let mut command = Cli::command();
        command.build();
        let mut found = Vec::new();
        missing(&command, "", &mut found);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }

    #[test]
    fn every_command_has_an_example_and_every_example_a_command() {
        let paths: Vec<String> = commands().into_iter().map(|(path, _)| path).collect();
        for example in examples() {
            assert!(paths.contains(&example.of), "{}", example.of);
        }
        let shown = |path: &&String| examples().iter().any(|example| example.of == **path);
        let own = paths.iter().filter(|path| !path.contains(' ') && !WITHOUT_EXAMPLE.contains(&path.as_str()));
        let without: Vec<_> = own.filter(|path| !shown(path)).collect();
        assert!(without.is_empty(), "{without:?}");
    }

    #[test]
    fn help_is_in_the_language_that_is_asked_for() {
        let help = |language| {
            let mut command = command(language);
            command.find_subcommand_mut("list").unwrap().render_long_help().to_string()
        };
        let vietnamese = help(Language::Vietnamese);
        for words in ["Cách dùng: loa list", "Chọn bài:", "Chỉ bài chưa đọc", "Ví dụ:", "Ở mọi lệnh"]
        {
            assert!(vietnamese.contains(words), "{words}: {vietnamese}");
        }
        let english = help(Language::English);
        assert!(english.contains("Only unread ones") && english.contains("Examples:"), "{english}");
    }
}

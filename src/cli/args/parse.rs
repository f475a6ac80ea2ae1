//! From the words of the command line to its structures.

use std::ffi::OsString;

use clap::Parser;
use clap::error::ErrorKind;

use super::{Cli, NoCommand};

/// Flags of every command that are followed by a value.
const WITH_VALUE: &[&str] = &["--config", "--data-dir", "--color"];
/// Short flags that a search may be given.
const SHORT_FLAGS: &str = "qvhVno";
/// Put before a query word that begins with a dash while clap parses the arguments. No argument can contain it.
const WORD_MARK: char = '\0';

/// Parses the arguments; the first one is the name of the program.
///
/// # Errors
/// Clap's message: either the help that was asked for or what is wrong.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if command_at(&arguments).is_none() {
        match NoCommand::try_parse_from(&arguments) {
            Ok(NoCommand { flags }) => return Ok(Cli { flags, command: None }),
            Err(version) if version.kind() == ErrorKind::DisplayVersion => return Err(version),
            Err(_) => {} // help or a mistake, for which clap has to know the commands
        }
    }
    Cli::try_parse_from(mark_query_words(arguments))
}

/// Marks the words of a search that begin with a single dash (`-tết`: without this word), so that clap does not take
/// them for flags. `-q`, `-v`, `-h`, `-V` and everything with two dashes are left alone.
fn mark_query_words(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let Some(at) = command_at(&arguments).filter(|at| arguments.get(*at).is_some_and(|name| name == "search")) else {
        return arguments;
    };
    for argument in arguments.iter_mut().skip(at + 1).take_while(|argument| *argument != "--") {
        if let Some(word) = argument.to_str().filter(|text| is_query_word(text)) {
            *argument = OsString::from(format!("{WORD_MARK}{word}"));
        }
    }
    arguments
}

/// A query word without the mark.
pub fn unmarked(word: &str) -> &str {
    word.strip_prefix(WORD_MARK).unwrap_or(word)
}

fn is_query_word(text: &str) -> bool {
    match text.strip_prefix('-') {
        Some(rest) => !rest.is_empty() && !rest.starts_with('-') && !is_short_flags(rest),
        None => false,
    }
}

/// Whether these are one-letter flags (`-qv`, `-n`, `-n5`); the last one may have its value attached.
fn is_short_flags(letters: &str) -> bool {
    let flags = letters.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = flags.len() < letters.len();
    !flags.is_empty() && flags.chars().all(|c| SHORT_FLAGS.contains(c)) && (!digits || flags.ends_with('n'))
}

/// The words that may be the path of a command: its name and the words after it, up to the first flag.
pub fn command_path(arguments: &[OsString]) -> Vec<String> {
    let at = command_at(arguments).unwrap_or(arguments.len());
    let words = arguments[at..].iter().map(|word| word.to_string_lossy().into_owned());
    words.take_while(|word| !word.starts_with('-')).take(2).collect()
}

/// Where the name of the command stands.
fn command_at(arguments: &[OsString]) -> Option<usize> {
    let mut at = 1;
    while let Some(argument) = arguments.get(at) {
        let text = argument.to_str().unwrap_or_default();
        if !text.starts_with('-') {
            return Some(at);
        }
        at += if WITH_VALUE.contains(&text) { 2 } else { 1 };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::{Command, SearchArgs};

    fn search(line: &[&str]) -> SearchArgs {
        let arguments = std::iter::once("loa").chain(line.iter().copied()).map(OsString::from);
        match parse(arguments).unwrap().command {
            Some(Command::Search(args)) => args,
            other => panic!("{other:?}"),
        }
    }

    fn words(args: &SearchArgs) -> Vec<&str> {
        args.words.iter().map(|word| unmarked(word)).collect()
    }

    #[test]
    fn the_options_of_a_search_may_stand_before_and_after_its_words() {
        let after = search(&["search", "bao", "hiem", "--limit", "4", "--json"]);
        assert_eq!((words(&after), after.selection.limit, after.shape.json), (vec!["bao", "hiem"], Some(4), true));
        let before = search(&["--color", "never", "search", "--limit", "1", "--json", "x"]);
        assert_eq!((words(&before), before.selection.limit, before.shape.json), (vec!["x"], Some(1), true));
    }

    #[test]
    fn the_version_is_told_without_the_commands() {
        for line in [["loa", "--version"].as_slice(), &["loa", "-V"], &["loa", "--offline", "--version"]] {
            let short = NoCommand::try_parse_from(line).unwrap_err();
            assert_eq!(short.kind(), ErrorKind::DisplayVersion, "{line:?}");
            let whole = Cli::try_parse_from(line).unwrap_err();
            assert_eq!((short.kind(), short.to_string()), (whole.kind(), whole.to_string()), "{line:?}");
        }
        let help = parse(["loa", "--help", "--version"].map(OsString::from)).unwrap_err();
        assert_eq!(help.kind(), ErrorKind::DisplayHelp);
    }

    #[test]
    fn a_word_with_one_dash_is_a_word_to_do_without() {
        let args = search(&["search", "lương", "-tết", "-v", "--json", "-việc làm"]);
        assert_eq!((words(&args), args.shape.json), (vec!["lương", "-tết", "-việc làm"], true));
    }

    #[test]
    fn after_two_dashes_everything_is_a_word() {
        assert_eq!(words(&search(&["search", "--", "-v", "--json"])), ["-v", "--json"]);
    }

    #[test]
    fn other_commands_keep_their_dashes() {
        let line = ["loa", "list", "-x"].map(OsString::from).to_vec();
        assert_eq!(mark_query_words(line.clone()), line);
    }
}

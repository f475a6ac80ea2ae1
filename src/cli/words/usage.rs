//! Usage errors in the user's language, with the help to look at and suggestions.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::app::editor::EditorError;
use crate::cli::args::Unfit;
use crate::cli::help;
use crate::cli::help::suggest::{command_of, commands, near, options};

use super::Say;
use crate::words::PhraseValue;

impl Say {
    /// What is wrong with the arguments of the command at `path`; `None` to use clap's own message.
    pub(in crate::cli) fn wrong_usage(self, error: &clap::Error, path: &[String]) -> Option<String> {
        let root = help::command(self.0);
        let (command, name) = command_of(&root, path);
        let part = |kind| error.get(kind).map(ToString::to_string).filter(|text| !text.is_empty());
        let argument = || part(ContextKind::InvalidArg);
        let sentence = match error.kind() {
            ErrorKind::UnknownArgument => {
                let typed = argument()?;
                let meant = self.meant_of(&near(&typed, options(command)));
                self.with("no-such-option", &[("typed", &typed), ("meant", &meant)])
            }
            ErrorKind::InvalidSubcommand => {
                let typed = part(ContextKind::InvalidSubcommand)?;
                let meant = self.meant_of(&near(&typed, commands(command)));
                self.with("no-such-command", &[("typed", &typed), ("meant", &meant)])
            }
            ErrorKind::MissingRequiredArgument => {
                // The dots that mean "several" are not the end of a sentence.
                let missing = argument()?.trim_end_matches("...").to_owned();
                self.with("argument-missing", &[("missing", &missing)])
            }
            ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                let all = commands(command).join(", ");
                self.with("command-missing", &[("all", &all)])
            }
            ErrorKind::InvalidValue => self.wrong_value(error, &argument()?),
            ErrorKind::ValueValidation => {
                let (option, value) = (argument()?, part(ContextKind::InvalidValue)?);
                let wanted = std::error::Error::source(error).map(|why| self.wanted(why)).unwrap_or_default();
                self.unusable(&option, &value, &wanted)
            }
            ErrorKind::ArgumentConflict => {
                let (one, other) = (argument()?, part(ContextKind::PriorArg)?);
                self.with("does-not-go-with", &[("one", &one), ("other", &other)])
            }
            ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
                let option = argument()?;
                self.with("wrong-count-of-values", &[("option", &option)])
            }
            _ => return None,
        };
        let help = self.with("see-help", &[("name", &name)]);
        Some(format!("loa: {sentence} {help}"))
    }

    /// What a value should have been.
    fn wanted(self, why: &(dyn std::error::Error + 'static)) -> String {
        match why.downcast_ref::<Unfit>() {
            Some(Unfit { least, most: Some(most) }) => self.with("wanted-between", &[("least", least), ("most", most)]),
            Some(Unfit { least, most: None }) => self.with("wanted-least", &[("least", least)]),
            // All other parsed values of the command line are numbers.
            None => self.phrase("wanted-number"),
        }
    }

    /// No source has such a section.
    pub(in crate::cli) fn no_section_anywhere(self, text: &str, near: Option<&str>) -> String {
        let meant = self.meant(near);
        self.with("no-section-anywhere", &[("text", &PhraseValue::Quoted(text)), ("meant", &meant)])
    }

    /// No article has such a label.
    pub(in crate::cli) fn no_such_label(self, name: &str, known: &[String]) -> String {
        let others = match known {
            [] => self.phrase("no-labels"),
            known => self.with("labels-given", &[("known", &known.join(", "))]),
        };
        self.with("no-such-label", &[("name", &PhraseValue::Quoted(name)), ("others", &others)])
    }

    /// The editor did not start, or ended with an error.
    pub(in crate::cli) fn editor_failed(self, error: &EditorError) -> String {
        match error {
            EditorError::NotStarted { program, why } => {
                let why = self.why(why);
                self.with("editor-not-started", &[("program", &PhraseValue::Quoted(program)), ("why", &why)])
            }
            EditorError::Failed { program, code } => {
                let code = code.map_or_else(|| "?".to_owned(), |code| code.to_string());
                self.with("editor-ended", &[("program", &PhraseValue::Quoted(program)), ("code", &code)])
            }
        }
    }

    /// The article to keep belongs to a newspaper in the archive already.
    pub(in crate::cli) fn kept_before(self, id: i64, paper: &str) -> String {
        self.with("kept-before", &[("id", &id), ("paper", &paper)])
    }

    /// One article is expected, but several are named.
    pub(in crate::cli) fn one_article_only(self, named: usize) -> String {
        self.with("one-article-only", &[("named", &named)])
    }

    fn wrong_value(self, error: &clap::Error, option: &str) -> String {
        let text = |kind| error.get(kind).map(ToString::to_string).filter(|text| !text.is_empty());
        let Some(value) = text(ContextKind::InvalidValue) else {
            return self.with("value-needed", &[("option", &option)]);
        };
        let known = match error.get(ContextKind::ValidValue) {
            Some(ContextValue::Strings(all)) => all.clone(),
            _ => Vec::new(),
        };
        let meant = self.meant_of(&near(&value, known.iter().cloned()));
        let all = known.join(", ");
        let known = if all.is_empty() { all } else { self.with("possible-values", &[("all", &all)]) };
        self.unusable(option, &value, &format!("{meant}{known}"))
    }

    /// A value that an option does not accept, and a hint.
    fn unusable(self, option: &str, value: &str, more: &str) -> String {
        self.with("value-unusable", &[("option", &option), ("value", &PhraseValue::Quoted(value)), ("more", &more)])
    }

    /// Suggestions, the nearest first.
    fn meant_of(self, near: &[String]) -> String {
        self.meant(Some(near.join(", ").as_str()).filter(|all| !all.is_empty()))
    }
}

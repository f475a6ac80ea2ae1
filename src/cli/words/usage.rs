//! What is wrong with the arguments, in the user's language, with the help to look at and what was perhaps meant.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::app::editor::EditorError;
use crate::cli::args::Unfit;
use crate::cli::help;
use crate::cli::help::suggest::{command_of, commands, near, options};

use super::Say;

impl Say {
    /// What is wrong with the arguments of the command at `path`; `None` where clap's own words are to be used.
    pub(in crate::cli) fn wrong_usage(self, error: &clap::Error, path: &[String]) -> Option<String> {
        let root = help::command(self.0);
        let (command, name) = command_of(&root, path);
        let part = |kind| error.get(kind).map(ToString::to_string).filter(|text| !text.is_empty());
        let argument = || part(ContextKind::InvalidArg);
        let sentence = match error.kind() {
            ErrorKind::UnknownArgument => {
                let typed = argument()?;
                let meant = self.meant(&near(&typed, options(command)));
                self.of(format!("Không có tùy chọn {typed}.{meant}"), format!("There is no option {typed}.{meant}"))
            }
            ErrorKind::InvalidSubcommand => {
                let typed = part(ContextKind::InvalidSubcommand)?;
                let meant = self.meant(&near(&typed, commands(command)));
                self.of(format!("Không có lệnh {typed}.{meant}"), format!("There is no command {typed}.{meant}"))
            }
            ErrorKind::MissingRequiredArgument => {
                // The dots of "several" are no end of a sentence.
                let missing = argument()?.trim_end_matches("...").to_owned();
                self.of(format!("Còn thiếu {missing}."), format!("{missing} is missing."))
            }
            ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                let all = commands(command).join(", ");
                self.of(format!("Còn thiếu một lệnh: {all}."), format!("A command is missing: {all}."))
            }
            ErrorKind::InvalidValue => self.wrong_value(error, &argument()?),
            ErrorKind::ValueValidation => {
                let (option, value) = (argument()?, part(ContextKind::InvalidValue)?);
                let wanted = std::error::Error::source(error).map(|why| self.wanted(why)).unwrap_or_default();
                self.of(
                    format!("{option}: không dùng được giá trị {value:?}.{wanted}"),
                    format!("{option}: the value {value:?} cannot be used.{wanted}"),
                )
            }
            ErrorKind::ArgumentConflict => {
                let (one, other) = (argument()?, part(ContextKind::PriorArg)?);
                self.of(format!("{one} không đi cùng {other}."), format!("{one} does not go with {other}."))
            }
            ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
                let option = argument()?;
                self.of(format!("{option}: sai số giá trị."), format!("{option}: a wrong number of values."))
            }
            _ => return None,
        };
        let help = self.of(
            format!("`{name} --help` liệt kê mọi lệnh và tùy chọn."),
            format!("`{name} --help` lists commands and options."),
        );
        Some(format!("loa: {sentence} {help}"))
    }

    /// What a value should have been.
    fn wanted(self, why: &(dyn std::error::Error + 'static)) -> String {
        match why.downcast_ref::<Unfit>() {
            Some(Unfit { least, most: Some(most) }) => self.of(
                format!(" Cần số nguyên từ {least} đến {most}."),
                format!(" A whole number from {least} to {most} is wanted."),
            ),
            Some(Unfit { least, most: None }) => self.of(
                format!(" Cần số nguyên từ {least} trở lên."),
                format!(" A whole number of {least} or more is wanted."),
            ),
            // Every other value of the command line that is read is a number.
            None => self.of(" Cần một số nguyên.", " A whole number is wanted."),
        }
    }

    /// Articles were to be named on stdin, and none was.
    pub(in crate::cli) fn nothing_on_stdin(self) -> String {
        self.of("stdin không nêu bài nào.", "stdin names no article.")
    }

    /// No source has such a section.
    pub(in crate::cli) fn no_section_anywhere(self, text: &str, near: Option<&str>) -> String {
        let meant = self.meant(&near.map(str::to_owned).into_iter().collect::<Vec<_>>());
        self.of(
            format!("Không nguồn nào có chuyên mục {text:?}.{meant} `loa sources` liệt kê các chuyên mục."),
            format!("No source has a section {text:?}.{meant} `loa sources` lists them."),
        )
    }

    /// The editor did not start, or ended with an error.
    pub(in crate::cli) fn editor_failed(self, error: &EditorError) -> String {
        match error {
            EditorError::NotStarted { program, why } => {
                let why = self.why(why);
                self.of(
                    format!("Không mở được trình soạn thảo {program:?}: {why}. Đặt $VISUAL hoặc $EDITOR."),
                    format!("Cannot start the editor {program:?}: {why}. Set $VISUAL or $EDITOR."),
                )
            }
            EditorError::Failed { program, code } => {
                let code = code.map_or_else(|| "?".to_owned(), |code| code.to_string());
                self.of(
                    format!("Trình soạn thảo {program:?} kết thúc với mã {code}."),
                    format!("The editor {program:?} ended with code {code}."),
                )
            }
        }
    }

    /// An article that was to be kept is one of a newspaper in the archive.
    pub(in crate::cli) fn kept_before(self, id: i64, paper: &str) -> String {
        self.of(
            format!("Đây là bài số {id} trong kho, của {paper}."),
            format!("This is article {id} of the archive, of {paper}."),
        )
    }

    /// One article is wanted, and several are named.
    pub(in crate::cli) fn one_article_only(self, named: usize) -> String {
        self.of(
            format!("Lệnh này nhận một bài mỗi lần; ở đây có {named} bài."),
            format!("This command takes one article at a time; {named} are named."),
        )
    }

    fn wrong_value(self, error: &clap::Error, option: &str) -> String {
        let text = |kind| error.get(kind).map(ToString::to_string).filter(|text| !text.is_empty());
        let Some(value) = text(ContextKind::InvalidValue) else {
            return self.of(format!("{option} cần một giá trị."), format!("{option} needs a value."));
        };
        let known = match error.get(ContextKind::ValidValue) {
            Some(ContextValue::Strings(all)) => all.clone(),
            _ => Vec::new(),
        };
        let meant = self.meant(&near(&value, known.iter().cloned()));
        let all = known.join(", ");
        let (vi, en) = if all.is_empty() {
            (String::new(), String::new())
        } else {
            (format!(" Có thể là: {all}."), format!(" Possible: {all}."))
        };
        self.of(
            format!("{option}: không dùng được giá trị {value:?}.{meant}{vi}"),
            format!("{option}: the value {value:?} cannot be used.{meant}{en}"),
        )
    }

    /// What was perhaps meant, the nearest first.
    fn meant(self, near: &[String]) -> String {
        if near.is_empty() {
            return String::new();
        }
        let all = near.join(", ");
        self.of(format!(" Ý bạn là {all}?"), format!(" Did you mean {all}?"))
    }
}

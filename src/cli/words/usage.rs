//! What is wrong with the arguments, in the user's language, with the help to look at and what was perhaps meant.

use clap::error::{ContextKind, ContextValue, ErrorKind};

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
                let missing = argument()?;
                self.of(format!("Còn thiếu {missing}."), format!("{missing} is missing."))
            }
            ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                let all = commands(command).join(", ");
                self.of(format!("Còn thiếu một lệnh: {all}."), format!("A command is missing: {all}."))
            }
            ErrorKind::InvalidValue => self.wrong_value(error, &argument()?),
            ErrorKind::ValueValidation => {
                let (option, value) = (argument()?, part(ContextKind::InvalidValue)?);
                self.of(
                    format!("{option}: không dùng được giá trị {value:?}."),
                    format!("{option}: the value {value:?} cannot be used."),
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

//! What is wrong with the arguments, in Vietnamese; in English clap says it well.

use clap::error::{ContextKind, ErrorKind};

use crate::model::Language;

use crate::cli::words::Say;

impl Say {
    /// What is wrong with the arguments; `None` where clap's own words are to be used.
    pub(in crate::cli) fn wrong_usage(self, error: &clap::Error) -> Option<String> {
        if self.0 != Language::Vietnamese {
            return None;
        }
        let part = |kind| error.get(kind).map(ToString::to_string).filter(|text| !text.is_empty());
        let argument = || part(ContextKind::InvalidArg);
        let meant = |kind| part(kind).map(|near| format!(" Ý bạn là {near}?")).unwrap_or_default();
        let sentence = match error.kind() {
            ErrorKind::UnknownArgument => {
                format!("Không có tùy chọn {}.{}", argument()?, meant(ContextKind::SuggestedArg))
            }
            ErrorKind::InvalidSubcommand => {
                let name = part(ContextKind::InvalidSubcommand)?;
                format!("Không có lệnh {name}.{}", meant(ContextKind::SuggestedSubcommand))
            }
            ErrorKind::MissingRequiredArgument => format!("Còn thiếu {}.", argument()?),
            ErrorKind::InvalidValue => match part(ContextKind::InvalidValue) {
                Some(value) => {
                    let all = part(ContextKind::ValidValue);
                    let all = all.map(|all| format!(" Có thể là: {all}.")).unwrap_or_default();
                    format!("{}: không dùng được giá trị {value:?}.{all}", argument()?)
                }
                None => format!("{} cần một giá trị.", argument()?),
            },
            ErrorKind::ValueValidation => {
                format!("{}: không dùng được giá trị {:?}.", argument()?, part(ContextKind::InvalidValue)?)
            }
            ErrorKind::ArgumentConflict => {
                format!("{} không đi cùng {}.", argument()?, part(ContextKind::PriorArg)?)
            }
            _ => return None,
        };
        Some(format!("loa: {sentence} `loa --help` liệt kê mọi lệnh và tùy chọn."))
    }
}

//! The sentences about files, the configuration and sources that are not as they should be, in both languages.

use std::io::ErrorKind;

use crate::config::ConfigError;
use crate::config::error::{Expected, MIRROR, Unread, quoted};
use crate::config::nearest::nearest;
use crate::config::settings::SettingKind;
use crate::export::ExportError;
use crate::sources::SourceError;
use crate::sources::error::Fault;

use crate::cli::words::Say;

impl Say {
    /// What the system answered.
    pub(in crate::cli) fn why(self, error: &std::io::Error) -> String {
        self.system(error.kind(), &error.to_string())
    }

    fn system(self, kind: ErrorKind, said: &str) -> String {
        let vietnamese = match kind {
            ErrorKind::NotFound => "không có tệp hoặc thư mục này",
            ErrorKind::PermissionDenied => "không có quyền",
            ErrorKind::AlreadyExists => "đã có rồi",
            ErrorKind::StorageFull => "đĩa đã đầy",
            ErrorKind::ReadOnlyFilesystem => "đĩa chỉ đọc được, không ghi được",
            ErrorKind::IsADirectory => "đây là một thư mục",
            ErrorKind::NotADirectory => "một phần của đường dẫn không phải là thư mục",
            _ => bare(said),
        };
        self.of(vietnamese, bare(said))
    }

    /// Why articles could not be written in a form.
    pub(in crate::cli) fn export_error(self, error: &ExportError) -> String {
        match error {
            ExportError::Io(error) => self.why(error),
            ExportError::TooMany(most) => self.of(
                format!("một tệp như vậy chứa nhiều nhất {most} bài; hãy thu hẹp lựa chọn (--since, --source, -n)"),
                format!(
                    "a file of that form holds at most {most} articles; narrow the selection (--since, --source, -n)"
                ),
            ),
            ExportError::Pack(why) => {
                self.of(format!("không đóng được tệp: {why}"), format!("the file could not be packed: {why}"))
            }
        }
    }

    /// What came on stdin begins like JSON and is none.
    pub(in crate::cli) fn bad_names(self, error: &serde_json::Error) -> String {
        let (line, column) = (error.line(), error.column());
        self.of(
            format!("stdin: không phải JSON (sai từ dòng {line}, ký tự thứ {column})"),
            format!("stdin: no JSON (wrong from line {line}, character {column} on)"),
        )
    }

    /// A file is no TOML.
    pub(in crate::cli) fn bad_toml(self, file: &str, why: &str) -> String {
        let why = why.lines().last().unwrap_or(why);
        self.of(
            format!("{file}: không đúng cú pháp TOML: {}", toml_fault(why)),
            format!("{file}: this is no TOML: {why}"),
        )
    }

    /// A manifest lacks a column.
    pub(in crate::cli) fn no_column(self, name: &str) -> String {
        self.of(format!("thiếu cột {name:?}"), format!("no column {name:?}"))
    }

    /// A page was too much for the extractor.
    pub(in crate::cli) fn gave_up(self) -> String {
        self.of("loa không đọc nổi trang này (lỗi của loa)", "the extractor gave up on this page")
    }

    /// What is wrong with the configuration.
    pub(in crate::cli) fn config_error(self, error: &ConfigError) -> String {
        let vietnamese = match error {
            ConfigError::Unreadable { file, why } => {
                format!("Không đọc được {}: {}", file.display(), self.read_why(why))
            }
            ConfigError::TooLarge { file, limit } => {
                format!("{}: lớn hơn {limit} byte; có đúng là tệp cấu hình không?", file.display())
            }
            ConfigError::BadToml { at, why } => format!("{at}: không đúng cú pháp TOML: {}", toml_fault(why)),
            ConfigError::UnknownKey { at, key, nearest: Some(near) } => {
                format!("{at}: không có khóa {key:?}; ý bạn là {near:?}?")
            }
            ConfigError::UnknownKey { at, key, nearest: None } => {
                format!("{at}: không có khóa {key:?}; `loa config init` liệt kê mọi khóa")
            }
            ConfigError::BadValue { at, key, found, expected } => {
                format!("{at}: {key} = {found}: phải là {}", expected_in_vietnamese(*expected))
            }
        };
        self.of(vietnamese, error.to_string())
    }

    /// Why the configuration cannot be read.
    fn read_why(self, why: &Unread) -> String {
        match why {
            Unread::System(kind, said) => self.system(*kind, said),
            Unread::NotText => self.of("không phải là văn bản UTF-8", "not UTF-8 text"),
            Unread::Other(what) => what.clone(),
        }
    }

    /// What is wrong with a source.
    pub(in crate::cli) fn source_error(self, error: &SourceError) -> String {
        let vietnamese = match error {
            SourceError::BadToml { file, what } => format!("{file}: không đúng cú pháp TOML: {}", toml_fault(what)),
            SourceError::NotAllowed { file, what } => return format!("{file}: {}", self.not_allowed(what)),
            SourceError::BadValue { file, table, key, what } => format!("{file}: [{table}] {key}: {}", fault(what)),
            SourceError::BadSelector { file, table, key, selector } => {
                format!("{file}: [{table}] {key}: {selector:?} không phải là bộ chọn CSS")
            }
            SourceError::NotFound { what } => what.clone(),
        };
        self.of(vietnamese, error.to_string())
    }

    /// What the reader of TOML says of a word that may not stand there: "unknown variant `a`, expected `b` or `c`".
    fn not_allowed(self, said: &str) -> String {
        let mut words = said.split('`').skip(1).step_by(2);
        let (Some(found), known) = (words.next(), words.collect::<Vec<_>>()) else {
            return self.of(format!("giá trị không hợp lệ: {said}"), said);
        };
        let near = nearest(found, known.iter().copied());
        let (ban, you) = near.map_or_else(Default::default, |near| {
            (format!("; ý bạn là {near:?}?"), format!("; did you mean {near:?}?"))
        });
        let known = quoted(&known);
        if said.starts_with("unknown variant") {
            self.of(
                format!("không có giá trị {found:?}{ban} (có: {known})"),
                format!("there is no value {found:?}{you} (there are: {known})"),
            )
        } else if said.starts_with("unknown field") {
            self.of(
                format!("không có khóa {found:?}{ban} (có: {known})"),
                format!("unknown key {found:?}{you} (there are: {known})"),
            )
        } else {
            self.of(format!("giá trị không hợp lệ: {said}"), said)
        }
    }
}

/// What the parser of TOML says, by how it begins, and the same in Vietnamese.
const TOML_FAULTS: &[(&str, &str)] = &[
    ("duplicate key", "khóa bị lặp lại"),
    ("unclosed array", "danh sách chưa có dấu ] đóng"),
    ("unclosed inline table", "bảng { chưa có dấu } đóng"),
    ("unclosed table", "tên bảng chưa có dấu ] đóng"),
    ("missing comma", "thiếu dấu phẩy giữa các phần tử"),
    ("extra comma", "thừa dấu phẩy"),
    ("missing assignment", "thiếu dấu = sau khóa"),
    ("key with no value", "khóa không có giá trị"),
    ("missing value", "khóa không có giá trị"),
    ("missing key", "thiếu tên khóa"),
    ("extra ", "thừa dấu ="),
    ("string values must be quoted", "chuỗi phải đặt trong ngoặc kép"),
    ("missing opening quote", "thiếu ngoặc kép mở"),
    ("invalid basic string", "chuỗi chưa đóng ngoặc kép, hoặc có ký tự không được phép"),
    ("invalid literal string", "chuỗi chưa đóng ngoặc đơn"),
    ("invalid multi-line", "chuỗi nhiều dòng chưa được đóng"),
    ("missing escaped value", "dấu \\ không theo sau bằng gì"),
    ("too few unicode value digits", "mã ký tự sau \\u thiếu chữ số"),
    ("invalid boolean", "cần true hoặc false"),
    ("unexpected leading zero", "số không được bắt đầu bằng 0"),
    ("invalid date-time", "ngày giờ viết sai"),
    ("unquoted keys cannot be empty", "tên khóa trống"),
    ("invalid unquoted key", "tên khóa có ký tự lạ thì phải đặt trong ngoặc kép"),
    ("unexpected key or value", "thừa chữ ở cuối dòng"),
    ("invalid", "giá trị viết sai"),
    ("unexpected", "có chữ không đúng chỗ"),
];

fn toml_fault(why: &str) -> &str {
    TOML_FAULTS.iter().find(|(begins, _)| why.starts_with(begins)).map_or(why, |(_, vietnamese)| vietnamese)
}

/// What the system says, without its number, which tells a person nothing.
fn bare(said: &str) -> &str {
    said.split_once(" (os error ").map_or(said, |(words, _)| words)
}

fn expected_in_vietnamese(expected: Expected) -> String {
    match expected {
        Expected::Value(SettingKind::Switch) => "true hoặc false".to_owned(),
        Expected::Value(SettingKind::Number(least, most)) => format!("một số nguyên từ {least} đến {most}"),
        Expected::Value(SettingKind::OneOf(words)) => format!("một trong các từ {}", quoted(words)),
        Expected::Value(SettingKind::Text) => "chữ trong ngoặc kép".to_owned(),
        Expected::Value(SettingKind::List) => "một danh sách chữ trong ngoặc kép".to_owned(),
        Expected::Value(SettingKind::ListOf(words)) => format!("một danh sách gồm {}", quoted(words)),
        Expected::Tables(name) => format!("các bảng [[{name}]]"),
        Expected::Section(name) => format!("một phần [{name}]"),
        Expected::Key(name) => format!("bảng có khóa {name:?}"),
        Expected::Mirror => MIRROR.to_owned(),
        Expected::Keys => "một phím hoặc một danh sách phím, trong ngoặc kép".to_owned(),
    }
}

fn fault(what: &Fault) -> String {
    match what {
        Fault::TooMany(most) => format!("nhiều hơn {most}"),
        Fault::NotAHost(id) => format!("{id:?} không phải là tên máy chủ không có \"www.\", như \"nld.com.vn\""),
        Fault::NotAnId(id) => format!("{id:?}: chỉ được dùng chữ cái, chữ số, '-', '_' và '.'"),
        Fault::Twice(id, source) => format!("{id:?} có hai lần trong {source}"),
        Fault::NotAnAddress(url, section) => format!("{url:?} không phải là địa chỉ http(s) (chuyên mục {section:?})"),
        Fault::NoAddress(section, source) => format!("chuyên mục mới {section:?} của {source} chưa có địa chỉ"),
        Fault::SelectorLength(selector, most) => format!("{selector:?} rỗng hoặc dài hơn {most} byte"),
    }
}

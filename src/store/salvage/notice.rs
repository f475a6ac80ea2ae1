//! What happened at opening, in sentences.

use std::path::PathBuf;

use crate::model::Language;

/// Something that happened at opening and that the reader should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpeningNotice {
    /// The archive was brought to a newer schema; a copy of the old file was kept.
    Migrated {
        /// The copy.
        copy: PathBuf,
    },
    /// The archive was damaged; what could be read was saved.
    Salvaged {
        /// The damaged file.
        aside: PathBuf,
        /// Articles that were saved.
        articles: u64,
    },
    /// The archive is empty, and what stands beside it says that it was not.
    Emptied {
        /// The archive's folder.
        home: PathBuf,
    },
    /// The write-ahead log was cut off; what stood in it alone is lost.
    LogCut {
        /// The log.
        log: PathBuf,
    },
    /// Something that is no file stood in the place of one of SQLite's files; it has another name now.
    NoFile {
        /// Where it is now.
        aside: PathBuf,
    },
    /// The archive may only be read.
    ReadOnly {
        /// The archive.
        file: PathBuf,
    },
}

impl OpeningNotice {
    /// The sentence, in Vietnamese or English.
    pub fn sentence(&self, language: Language) -> String {
        match (self, language) {
            (Self::Migrated { copy }, Language::English) => {
                format!("the archive was brought to this version; the file as it was is kept as {}", copy.display())
            }
            (Self::Migrated { copy }, Language::Vietnamese) => {
                format!("kho bài đã được nâng lên phiên bản này; tệp cũ được giữ lại ở {}", copy.display())
            }
            (Self::Salvaged { aside, articles }, Language::English) => {
                format!(
                    "the archive was damaged: {articles} articles were saved; the damaged file is kept as {}",
                    aside.display()
                )
            }
            (Self::Emptied { home }, Language::English) => format!(
                "the archive in {} is empty, but its search index is not: its file was emptied or replaced. If you have a \
                 copy, `loa store restore` brings it back; a refresh begins anew",
                home.display()
            ),
            (Self::Emptied { home }, Language::Vietnamese) => format!(
                "kho bài ở {} trống, nhưng chỉ mục tìm kiếm của nó thì không: tệp kho đã bị làm rỗng hoặc bị thay. Nếu có \
                 bản sao, hãy dùng `loa store restore`; lần tải tin tới sẽ bắt đầu kho mới",
                home.display()
            ),
            (Self::LogCut { log }, Language::English) => {
                format!("{} was cut off: what was stored last may be lost; a refresh fetches it again", log.display())
            }
            (Self::LogCut { log }, Language::Vietnamese) => {
                format!("{} bị cắt cụt: những gì lưu sau cùng có thể đã mất; tải tin lại để lấy về", log.display())
            }
            (Self::NoFile { aside }, Language::English) => {
                format!("what stood beside the archive was no file of loa's; it is now {}", aside.display())
            }
            (Self::NoFile { aside }, Language::Vietnamese) => {
                format!("thứ nằm cạnh kho bài không phải là tệp của loa; nay đã đổi tên thành {}", aside.display())
            }
            (Self::ReadOnly { file }, Language::English) => {
                format!(
                    "{} may only be read: articles can be read, but nothing is fetched, marked or kept",
                    file.display()
                )
            }
            (Self::ReadOnly { file }, Language::Vietnamese) => {
                format!(
                    "{} chỉ cho đọc: vẫn đọc được bài, nhưng không tải, không đánh dấu, không lưu gì",
                    file.display()
                )
            }
            (Self::Salvaged { aside, articles }, Language::Vietnamese) => {
                format!("kho bài bị hỏng: đã cứu được {articles} bài; tệp hỏng được giữ lại ở {}", aside.display())
            }
        }
    }
}

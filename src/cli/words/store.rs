//! The sentences about the archive, in both languages.

use crate::store::{FileTrouble, Problem, StoreError};

use crate::cli::words::Say;

/// Whether articles were dropped, or would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Pruning {
    Planned,
    Done,
}

impl Say {
    /// What the archive answered.
    pub(in crate::cli) fn archive_error(self, error: &StoreError) -> String {
        let vietnamese = match error {
            StoreError::CannotOpen { path, what } => {
                format!("Không mở được kho bài {}: {}. Hãy xem quyền của thư mục, hoặc dùng --data-dir.", path.display(), self.file_trouble(what))
            }
            StoreError::TooNew { found, known } => format!(
                "Kho bài do một bản loa mới hơn ghi (bản {found}; bản này biết đến {known}); loa không đụng vào. Hãy cập nhật loa."
            ),
            StoreError::Busy { seconds } => {
                format!("Một chương trình khác đang ghi vào kho bài; đã đợi {seconds} giây. Hãy thử lại sau.")
            }
            StoreError::DiskFull => {
                "Đĩa đã đầy: lần ghi cuối không được lưu, những gì đã có vẫn còn nguyên. Hãy giải phóng chỗ trống rồi thử lại."
                    .to_owned()
            }
            StoreError::ReadOnly => "Kho bài chỉ đọc được, không ghi được: tệp hoặc thư mục của nó bị khóa ghi.".to_owned(),
            StoreError::Damaged => {
                "Kho bài bị hỏng; hãy chạy lại loa: tệp hỏng sẽ được để riêng, và những gì đọc được sẽ được cứu.".to_owned()
            }
            StoreError::Sql(what) => format!("Kho bài trả lời: {what}"),
            StoreError::Index(what) => format!("Chỉ mục tìm kiếm trả lời: {what}"),
            StoreError::File { path, what } => format!("{}: {}", path.display(), self.file_trouble(what)),
        };
        self.of(vietnamese, error.to_string())
    }

    /// What is wrong with a file.
    fn file_trouble(self, what: &FileTrouble) -> String {
        let vietnamese = match what {
            FileTrouble::Exists => "đã có rồi; hãy chọn tên khác".to_owned(),
            FileTrouble::NotAnArchive => "không phải là kho bài của loa".to_owned(),
            FileTrouble::NoFile => "không phải là một tệp".to_owned(),
            FileTrouble::BrokenLink => "là liên kết không dẫn tới đâu".to_owned(),
            FileTrouble::Damaged(why) => format!("bị hỏng: {why}"),
            FileTrouble::Forbidden => "không có quyền".to_owned(),
            FileTrouble::ReadOnlyDisk => "đĩa chỉ đọc được, không ghi được".to_owned(),
            FileTrouble::DiskFull => "đĩa đã đầy".to_owned(),
            FileTrouble::Missing => "không có".to_owned(),
            FileTrouble::Other(why) => why.clone(),
        };
        self.of(vietnamese, what.to_string())
    }

    /// The lines of `store stats`: the name of a figure, by its JSON name.
    pub(in crate::cli) fn figure(self, name: &str) -> String {
        let vietnamese = match name {
            "articles" => "bài",
            "unread" => "chưa đọc",
            "starred" => "đánh dấu",
            "bodies" => "có toàn văn",
            "revisions" => "bản cũ của bài đã sửa",
            "file_bytes" => "tệp kho bài",
            "free_bytes" => "trong đó còn trống",
            "log_bytes" => "nhật ký ghi",
            "pages_bytes" => "trang gốc giữ lại",
            "index_bytes" => "chỉ mục tìm kiếm",
            "waiting" => "chờ vào chỉ mục",
            "schema" => "phiên bản lược đồ",
            other => other,
        };
        let english = match name {
            "bodies" => "with a body",
            "revisions" => "earlier bodies",
            "file_bytes" => "archive file",
            "free_bytes" => "of it free",
            "log_bytes" => "write-ahead log",
            "pages_bytes" => "original pages kept",
            "index_bytes" => "search index",
            "waiting" => "waiting for the index",
            other => other,
        };
        self.of(vietnamese, english)
    }

    /// Nothing says what may go.
    pub(in crate::cli) fn no_retention(self) -> String {
        self.of(
            "Chưa có quy định bỏ bài nào: hãy đặt store.keep_days, store.max_mib hoặc [[retention]], hoặc dùng --keep-days, --max-mib.",
            "Nothing says what may go: set store.keep_days, store.max_mib or [[retention]], or give --keep-days or --max-mib.",
        )
    }

    /// Sums of a prune; `done` when it is over.
    pub(in crate::cli) fn pruned(self, articles: u64, mib: &str, pruning: Pruning) -> String {
        let (vi, en) = match pruning {
            Pruning::Done => ("Đã bỏ", "Dropped"),
            Pruning::Planned => ("Sẽ bỏ", "Would drop"),
        };
        self.of(
            format!("{vi} {articles} bài, khoảng {mib} MiB."),
            format!("{en} {articles} articles, about {mib} MiB."),
        )
    }

    /// What stays although it is old.
    pub(in crate::cli) fn kept_back(self, starred: u64, unread: u64) -> String {
        self.of(
            format!("Giữ lại: {starred} bài đánh dấu, {unread} bài chưa đọc."),
            format!("Kept: {starred} starred, {unread} unread."),
        )
    }

    /// How many of one source go.
    pub(in crate::cli) fn pruned_source(self, source: &str, articles: u64, mib: &str) -> String {
        self.of(format!("  {source}: {articles} bài, {mib} MiB"), format!("  {source}: {articles} articles, {mib} MiB"))
    }

    /// Asks before something is dropped.
    pub(in crate::cli) fn ask_prune(self) -> String {
        self.of("Bỏ những bài này? [c/K] ", "Drop them? [y/N] ")
    }

    /// Asks before the archive is replaced.
    pub(in crate::cli) fn ask_restore(self, file: &str) -> String {
        self.of(
            format!("Thay kho bài bằng {file}? Nội dung hiện nay sẽ được giữ lại bên cạnh. [c/K] "),
            format!("Replace the archive by {file}? Its present content is kept beside it. [y/N] "),
        )
    }

    /// Nobody can be asked.
    pub(in crate::cli) fn needs_yes(self) -> String {
        self.of(
            "Không có ai để hỏi (đầu vào không phải là cửa sổ dòng lệnh): thêm --yes nếu đúng ý bạn.",
            "Nobody can be asked here (stdin is no terminal): add --yes if you mean it.",
        )
    }

    /// The reader said no.
    pub(in crate::cli) fn left_alone(self) -> String {
        self.of("Không thay đổi gì.", "Nothing was changed.")
    }

    /// Space was given back.
    pub(in crate::cli) fn vacuumed(self, before: &str, after: &str) -> String {
        self.of(
            format!("Tệp kho bài: {before} MiB, nay {after} MiB."),
            format!("The archive's file: {before} MiB before, {after} MiB now."),
        )
    }

    /// Before everything is removed.
    pub(in crate::cli) fn ask_wipe(self, things: usize) -> String {
        self.of(format!("Xoá hẳn {things} mục trên, không lấy lại được?"), format!("Remove these {things} for good?"))
    }

    /// What a wipe leaves.
    pub(in crate::cli) fn wipe_keeps(self, config: &str) -> String {
        self.of(
            format!("Cấu hình {config} do bạn viết thì để lại."),
            format!("The configuration {config} is yours and stays."),
        )
    }

    /// There is nothing to remove.
    pub(in crate::cli) fn nothing_to_wipe(self) -> String {
        self.of("loa chưa ghi gì ở đây.", "loa has written nothing here.")
    }

    /// After a wipe.
    pub(in crate::cli) fn wiped(self, things: usize) -> String {
        self.of(format!("Đã xoá {things} mục."), format!("{things} removed."))
    }

    /// No damage.
    pub(in crate::cli) fn sound(self) -> String {
        self.of("Kho bài nguyên vẹn.", "The archive is sound.")
    }

    /// One thing that is wrong.
    pub(in crate::cli) fn problem(self, problem: &Problem) -> String {
        let vietnamese = match problem {
            Problem::File(what) => format!("tệp kho bài: {what}"),
            Problem::Counters { list, section, said, real } => {
                let name = match (list.as_str(), section.as_str()) {
                    ("", _) => "tất cả các bài".to_owned(),
                    (source, "") => source.to_owned(),
                    (source, section) => format!("{source}/{section}"),
                };
                format!("số đếm của danh sách {name} sai: ghi {said} bài, thực có {real}")
            }
            Problem::Stray(rows) => format!("{rows} dòng danh sách không khớp với bài của chúng"),
            Problem::Unread(pages) => format!("{pages} trang gốc còn giữ mà bài, hoặc văn bản của bài, đã mất"),
            Problem::Index => "chỉ mục tìm kiếm bị hỏng".to_owned(),
            Problem::Twins(articles) => format!("{articles} bài có hai dòng, dưới hai dạng của cùng một địa chỉ"),
            Problem::Row { id, what } => format!("bài {id}: không đọc đúng được {what}"),
            Problem::Texts { table, rows } => format!("bảng {table}: {rows} dòng có chữ không đọc đúng được"),
            Problem::Unlisted(articles) => format!("{articles} bài không nằm trong danh sách nào"),
        };
        self.of(vietnamese, problem.to_string())
    }

    /// What damage there is, and whether it was mended.
    pub(in crate::cli) fn mended(self, problems: usize) -> String {
        self.of(format!("Đã sửa {problems} chỗ sai."), format!("{problems} problems were mended."))
    }

    /// Problems were found, and are left.
    pub(in crate::cli) fn unsound(self, problems: usize) -> String {
        self.of(
            format!("Có {problems} chỗ sai. `loa store check --repair` sửa những gì sửa được."),
            format!("{problems} problems. `loa store check --repair` mends what can be mended."),
        )
    }

    /// Articles were read again from kept pages.
    pub(in crate::cli) fn reread(self, articles: usize) -> String {
        self.of(
            format!("Đã đọc lại {articles} bài từ trang gốc còn giữ."),
            format!("{articles} articles were read again from kept pages."),
        )
    }

    /// A copy was made.
    pub(in crate::cli) fn backed_up(self, file: &str, mib: &str) -> String {
        self.of(
            format!("Đã sao kho bài ra {file} ({mib} MiB)."),
            format!("The archive was copied to {file} ({mib} MiB)."),
        )
    }

    /// A copy was put in place.
    pub(in crate::cli) fn restored(self, articles: u64, aside: Option<&str>) -> String {
        let (vi, en) = match aside {
            Some(aside) => (format!(" Nội dung trước đó ở {aside}."), format!(" What was there before is {aside}.")),
            None => (String::new(), String::new()),
        };
        self.of(format!("Đã khôi phục {articles} bài.{vi}"), format!("{articles} articles restored.{en}"))
    }

    /// The index was built anew.
    pub(in crate::cli) fn reindexed(self, articles: u64) -> String {
        self.of(
            format!("Đã dựng lại chỉ mục tìm kiếm cho {articles} bài."),
            format!("The search index of {articles} articles was built anew."),
        )
    }

    /// The articles are stored, the index could not be written.
    pub(in crate::cli) fn not_indexed(self, why: &StoreError) -> String {
        let why = self.archive_error(why);
        self.of(
            format!("Các bài vẫn còn trong kho, nhưng chưa vào chỉ mục tìm kiếm được. {why}"),
            format!("The articles are in the archive, but the search index could not be written: {why}"),
        )
    }

    /// Another process is writing the index.
    pub(in crate::cli) fn index_elsewhere(self, waiting: usize) -> String {
        self.of(
            format!("Một loa khác đang lập chỉ mục; còn {waiting} bài."),
            format!("Another loa is writing the index; {waiting} articles are waiting."),
        )
    }

    /// Long work, said beside its bar.
    pub(in crate::cli) fn at_work(self, what: &str) -> String {
        let vietnamese = match what {
            "pruning" => "đang bỏ bài cũ",
            "compacting" => "đang thu gọn",
            "checking" => "đang kiểm tra",
            "copying" => "đang sao chép",
            "indexing" => "đang lập chỉ mục",
            "importing" => "đang nhập",
            other => other,
        };
        self.of(vietnamese, what)
    }

    /// A file is no OPML.
    pub(in crate::cli) fn no_opml(self, why: &str) -> String {
        self.of(format!("Tệp không phải là OPML: {why}"), format!("The file is no OPML: {why}"))
    }

    /// A file is larger than can be meant.
    pub(in crate::cli) fn file_too_large(self, mib: u64) -> String {
        self.of(format!("Tệp lớn hơn {mib} MiB."), format!("The file is larger than {mib} MiB."))
    }

    /// Sums of an import of feeds.
    pub(in crate::cli) fn feeds_imported(self, new: usize, known: usize, unusable: usize, file: &str) -> String {
        self.of(
            format!("{file}: thêm {new} nguồn tin, {known} đã có, {unusable} không dùng được."),
            format!("{file}: {new} feeds added, {known} known already, {unusable} unusable."),
        )
    }
}

//! The sentences about what was looked for, and what is watched, in both languages.

use crate::cli::words::Say;
use crate::model::Looseness;

impl Say {
    /// A list or a search found nothing.
    pub(in crate::cli) fn rows_unreadable(self) -> String {
        self.of(
            "Kho có bài nhưng không dòng nào đọc được; `loa store check --repair` nêu tên và chữa.",
            "The archive has articles, but none of the rows can be read; `loa store check --repair` names and mends them.",
        )
    }

    pub(in crate::cli) fn nothing_found(self) -> String {
        self.of("Không tìm thấy bài nào.", "Nothing found.")
    }

    /// Above the hits that fit loosely.
    pub(in crate::cli) fn loose_hits(self, articles: usize, looseness: Looseness) -> String {
        let why = self.looseness(looseness);
        self.of(format!("--- {why}: {articles} bài ---"), format!("--- {why}: {articles} ---"))
    }

    /// What keeps hits from fitting exactly.
    fn looseness(self, looseness: Looseness) -> String {
        match looseness {
            Looseness::Marks => self.of("không đúng dấu", "without the marks"),
            Looseness::Borders => self.of("cắt ngang từ", "across two words"),
            Looseness::Either => self.of("không đúng dấu hoặc cắt ngang từ", "without the marks or across two words"),
        }
    }

    /// What was perhaps meant.
    pub(in crate::cli) fn did_you_mean(self, query: &str) -> String {
        self.of(format!("Ý bạn là “{query}”?"), format!("Did you mean “{query}”?"))
    }

    /// Above the hits by another name.
    pub(in crate::cli) fn synonym_hits(self, also: &str) -> String {
        self.of(format!("--- cũng tìm: {also} ---"), format!("--- also searched: {also} ---"))
    }

    /// More would be found loosely.
    pub(in crate::cli) fn more_loose_hits(self, articles: usize, looseness: Looseness) -> String {
        let why = self.looseness(looseness);
        self.of(
            format!("Còn {articles} bài {why}; xem bằng --loose."),
            format!("{articles} more {why}; see them with --loose."),
        )
    }

    /// A watched search and its numbers.
    pub(in crate::cli) fn watched(self, name: &str, query: &str, total: usize, untold: usize) -> String {
        self.of(
            format!("{name}: {query} · {total} bài, {untold} chưa báo"),
            format!("{name}: {query} · {total} articles, {untold} to be told"),
        )
    }

    /// No search is watched.
    pub(in crate::cli) fn nothing_watched(self) -> String {
        self.of(
            "Chưa theo dõi câu tìm nào: đặt notify = true trong [[search]].",
            "No search is watched: set notify = true in [[search]].",
        )
    }

    /// No watched search has this name.
    pub(in crate::cli) fn not_watched(self, name: &str) -> String {
        self.of(format!("Không theo dõi câu tìm nào tên “{name}”."), format!("No watched search is named “{name}”."))
    }

    /// There is no command to tell.
    pub(in crate::cli) fn no_notify_command(self) -> String {
        self.of("Chưa có lệnh báo tin: đặt notify.command.", "There is no command to run: set notify.command.")
    }

    /// The command of a watched search was run.
    pub(in crate::cli) fn watch_tested(self, articles: usize) -> String {
        self.of(
            format!("Đã chạy lệnh báo tin với {articles} bài; không bài nào bị tính là đã báo."),
            format!("The command was run with {articles} articles; none of them counts as told."),
        )
    }
}

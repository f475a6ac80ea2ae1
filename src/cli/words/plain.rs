//! The sentences of the screen in one column, in both languages.

use crate::cli::words::Say;

impl Say {
    /// A list found nothing because nothing is stored.
    pub(in crate::cli) fn empty_archive(self) -> String {
        self.of(
            "Kho bài còn trống. Chạy `loa sync` để tải tin, hoặc `loa --demo` để xem thử.",
            "The archive is empty. Run `loa sync` to fetch news, or `loa --demo` to look around.",
        )
    }

    /// Plain mode: what there is.
    pub(in crate::cli) fn plain_head(self, total: usize, unread: usize) -> String {
        self.of(
            format!("loa: {total} bài, {unread} bài chưa đọc. Mới nhất trước."),
            format!("loa: {total} articles, {unread} unread. Newest first."),
        )
    }

    /// Plain mode: the question.
    pub(in crate::cli) fn plain_prompt(self) -> String {
        self.of(
            "Gõ số bài để đọc, n: xem tiếp, /từ: tìm, r: tải tin, ?: trợ giúp, q: thoát.",
            "Type a number to read, n: more, /words: search, r: refresh, ?: help, q: quit.",
        )
    }

    /// Plain mode: all answers.
    pub(in crate::cli) fn plain_help(self) -> String {
        self.of(
            "Số: đọc bài ấy. n hoặc Enter: xem tiếp danh sách. /từ: tìm trong kho bài. l: danh sách từ đầu. \
             u: chỉ bài chưa đọc. s và số: đánh dấu hoặc bỏ dấu bài ấy. r: tải tin mới. q: thoát.",
            "A number: read that article. n or Enter: more of the list. /words: search the archive. l: the list from its \
             start. u: unread only. s and a number: star or unstar that article. r: refresh. q: quit.",
        )
    }

    /// Plain mode: the list has ended.
    pub(in crate::cli) fn plain_end(self) -> String {
        self.of("Hết danh sách.", "End of the list.")
    }

    /// Plain mode: not read yet.
    pub(in crate::cli) fn plain_unread(self) -> String {
        self.of("chưa đọc", "unread")
    }

    /// Plain mode: starred.
    pub(in crate::cli) fn plain_starred(self) -> String {
        self.of("đã đánh dấu", "starred")
    }

    /// Plain mode: there is no such number.
    pub(in crate::cli) fn plain_no_number(self, number: usize) -> String {
        self.of(format!("Trong danh sách trên không có số {number}."), format!("There is no number {number} above."))
    }

    /// Plain mode: only the headline is there.
    pub(in crate::cli) fn plain_no_body(self) -> String {
        self.of("Nội dung bài chưa được tải. Gõ r để tải.", "The text has not been fetched yet. Type r to fetch it.")
    }

    /// Plain mode: an article has ended.
    pub(in crate::cli) fn plain_article_end(self, number: usize) -> String {
        self.of(format!("Hết bài số {number}."), format!("End of article {number}."))
    }

    /// Plain mode: what a search found.
    pub(in crate::cli) fn plain_found(self, total: usize, words: &str) -> String {
        self.of(format!("Tìm “{words}”: {total} bài."), format!("Search “{words}”: {total} articles."))
    }

    /// Plain mode: a refresh has begun.
    pub(in crate::cli) fn plain_fetching(self, sections: usize, sources: usize) -> String {
        self.of(
            format!("Đang xem {sections} chuyên mục của {sources} nguồn…"),
            format!("Visiting {sections} sections of {sources} sources…"),
        )
    }

    /// Plain mode: articles are being fetched.
    pub(in crate::cli) fn plain_bodies(self, pages: usize) -> String {
        self.of(format!("Đang tải {pages} bài…"), format!("Fetching {pages} articles…"))
    }

    /// Plain mode: a refresh has ended. Where nothing is new, the texts of what was listed before may have come.
    pub(in crate::cli) fn plain_done(self, new: usize, texts: usize) -> String {
        if new == 0 && texts > 0 {
            return self.of(
                format!("Xong: tải được toàn văn {texts} bài."),
                format!("Done: the texts of {texts} articles came."),
            );
        }
        self.of(format!("Xong: {new} bài mới."), format!("Done: {new} new articles."))
    }
}

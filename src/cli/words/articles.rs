//! The sentences about single articles, in both languages.

use crate::cli::args::ArticleMark;
use crate::cli::words::Say;
use crate::model::block::MediaKind;

impl Say {
    /// `show` found no article.
    pub(in crate::cli) fn no_such_article(self, what: &str) -> String {
        self.of(
            format!("Không có bài nào ứng với {what:?} trong kho bài."),
            format!("No article in the archive fits {what:?}."),
        )
    }

    /// `show` found several articles.
    pub(in crate::cli) fn several_articles(self, what: &str) -> String {
        self.of(
            format!("Có nhiều bài ứng với {what:?}; hãy chọn một số:"),
            format!("Several articles fit {what:?}; choose a number:"),
        )
    }

    /// An article has no earlier version.
    pub(in crate::cli) fn no_revisions(self) -> String {
        self.of("Bài này chưa từng bị sửa kể từ khi tải về.", "This article has not changed since it was fetched.")
    }

    /// An article's text was never fetched: nobody knows whether it changed.
    pub(in crate::cli) fn never_read(self) -> String {
        self.of(
            "Chưa tải toàn văn bài này, nên chưa biết nó có bị sửa hay không.",
            "The text of this article was not fetched, so that nothing is known of changes.",
        )
    }

    /// An article changed, and its earlier versions are not there.
    pub(in crate::cli) fn revisions_lost(self) -> String {
        self.of(
            "Bài này đã bị sửa, nhưng các bản trước không có trong kho.",
            "This article was changed, but its earlier versions are not stored.",
        )
    }

    /// An article has no earlier version of that number.
    pub(in crate::cli) fn no_revision(self, number: usize, there: usize) -> String {
        self.of(
            format!("Không có bản {number}; có bản 1 đến {there} (xem --revisions)."),
            format!("There is no version {number}, only 1 to {there} (see --revisions)."),
        )
    }

    /// Heading of what changed.
    pub(in crate::cli) fn changed_since(self, date: &str) -> String {
        self.of(format!("Thay đổi so với bản tải lúc {date}:"), format!("Changes since the version fetched {date}:"))
    }

    /// Articles were marked.
    pub(in crate::cli) fn marked(self, mark: ArticleMark, changed: usize, of: usize) -> String {
        let (vi, en) = match mark {
            ArticleMark::Read => ("đã đọc", "read"),
            ArticleMark::Unread => ("chưa đọc", "unread"),
            ArticleMark::Star => ("đánh dấu", "starred"),
            ArticleMark::Unstar => ("bỏ dấu", "without a star"),
            ArticleMark::Label => ("có nhãn ấy", "labelled so"),
            ArticleMark::Unlabel => ("không có nhãn ấy", "without that label"),
        };
        self.of(
            format!("{changed} trong {of} bài nay là {vi}; các bài khác đã như vậy."),
            format!("{changed} of {of} articles are now {en}; the others were so already."),
        )
    }

    /// A command that changes articles was told none.
    pub(in crate::cli) fn nothing_named(self) -> String {
        self.of(
            "Chưa nói bài nào: nêu số, địa chỉ, - (đọc từ stdin), hoặc một lựa chọn như --query, --source, --since.",
            "No article is named: give numbers, addresses, - (from stdin), or a selection such as --query, --source, --since.",
        )
    }

    /// Labels of an article.
    pub(in crate::cli) fn labels(self, labels: &str) -> String {
        self.of(format!("Nhãn: {labels}"), format!("Labels: {labels}"))
    }

    /// An article of which nothing says when it was published.
    pub(in crate::cli) fn undated(self) -> String {
        self.of("không rõ ngày", "date unknown")
    }

    /// When an article was changed last.
    pub(in crate::cli) fn updated(self, date: &str) -> String {
        self.of(format!("cập nhật {date}"), format!("updated {date}"))
    }

    /// What stands in place of a picture.
    pub(in crate::cli) fn picture(self) -> String {
        self.of("Ảnh", "Picture")
    }

    /// What stands before the name of an attached file.
    pub(in crate::cli) fn file(self) -> String {
        self.of("Tệp", "File")
    }

    /// What there is to watch or to hear, in a word.
    pub(in crate::cli) fn media(self, kind: MediaKind) -> String {
        match kind {
            MediaKind::Video => "Video".to_owned(),
            MediaKind::Audio => self.of("Âm thanh", "Sound"),
            MediaKind::Frame => self.of("Khung nhúng", "Embedded frame"),
        }
    }

    /// Heading of the notes to an article.
    pub(in crate::cli) fn notes(self) -> String {
        self.of("Ghi chú", "Notes")
    }

    /// `loa mark label` without a label or without an article.
    pub(in crate::cli) fn no_label(self) -> String {
        self.of(
            "Cần tên nhãn rồi tới các bài: loa mark label TÊN SỐ…",
            "A label and then articles are wanted: loa mark label NAME ID…",
        )
    }

    /// More pages than one command opens.
    pub(in crate::cli) fn too_many_to_open(self, asked: usize, most: usize) -> String {
        self.of(
            format!("{asked} bài là quá nhiều để mở một lần (tối đa {most})."),
            format!("{asked} articles are too many to open at once ({most} at most)."),
        )
    }

    /// No browser opened.
    pub(in crate::cli) fn not_opened(self, url: &str, why: &str) -> String {
        self.of(
            format!("Không mở được {url}: {why}. Đặt ui.browser hoặc $BROWSER."),
            format!("Could not open {url}: {why}. Set ui.browser or $BROWSER."),
        )
    }

    /// There is no such field.
    pub(in crate::cli) fn no_such_field(self, field: &str, near: Option<&str>, known: &str) -> String {
        let (vi, en) =
            near.map_or_else(Default::default, |near| (format!(" Ý bạn là {near}?"), format!(" Did you mean {near}?")));
        self.of(
            format!("--fields: không có trường {field:?}.{vi} Các trường: {known}."),
            format!("--fields: there is no field {field:?}.{en} Fields: {known}."),
        )
    }

    /// What is no text was about to be printed to a person.
    pub(in crate::cli) fn not_to_a_terminal(self) -> String {
        self.of(
            "Đây không phải là văn bản để in ra màn hình; hãy ghi vào tệp: … > sach.epub",
            "This is no text for a terminal; write it to a file: … > book.epub",
        )
    }

    /// There is no such manual page.
    pub(in crate::cli) fn no_page(self, name: &str) -> String {
        self.of(
            format!("Không có trang hướng dẫn {name:?}; `loa help` liệt kê các lệnh."),
            format!("There is no manual page {name:?}; `loa help` lists the commands."),
        )
    }

    /// A page is no article.
    pub(in crate::cli) fn not_an_article(self, url: &str) -> String {
        self.of(
            format!("{url} không phải là một bài báo. Xem nó là gì: `loa sources test {url}`."),
            format!("{url} is not an article. See what it is: `loa sources test {url}`."),
        )
    }

    /// An article was kept.
    pub(in crate::cli) fn kept(self, id: i64) -> String {
        self.of(format!("Đã lưu thành bài số {id}, trong “Bài lẻ”."), format!("Kept as article {id}, in “Bài lẻ”."))
    }
}

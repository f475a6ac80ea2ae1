//! The sentences about portals, topics and press reviews, in both languages.

use std::path::Path;

use crate::cli::words::Say;
use crate::labour::digest::{TemplateError, TemplateMistake, clock};
use crate::model::{Moment, Timestamp};

impl Say {
    /// No portal of the catalogue is meant.
    pub(in crate::cli) fn no_portal(self) -> String {
        self.of(
            "Danh mục không có nơi nào như vậy. `loa sources find` in cả danh mục.",
            "No such portal in the catalogue. `loa sources find` prints all of it.",
        )
    }

    /// How many portals were found, and what to do with them.
    pub(in crate::cli) fn portals_found(self, count: usize) -> String {
        self.of(
            format!("{count} nơi. Thêm vào nguồn: loa sources add ĐỊA-CHỈ. Thử hết những nơi chưa kiểm: loa sources test --all-new."),
            format!("{count} portals. To add one: loa sources add ADDRESS. To try all that nobody has read: loa sources test --all-new."),
        )
    }

    /// A portal was read.
    pub(in crate::cli) fn portal_read(self, day: &str) -> String {
        self.of(format!("đã đọc được ngày {day}"), format!("read on {day}"))
    }

    /// Nobody has read a portal.
    pub(in crate::cli) fn portal_unverified(self) -> String {
        self.of("chưa kiểm: địa chỉ là phỏng đoán", "not verified: the addresses are guesses")
    }

    /// A portal did not answer.
    pub(in crate::cli) fn portal_silent(self, day: &str, why: &str) -> String {
        self.of(format!("không đọc được ngày {day}: {why}"), format!("could not be read on {day}: {why}"))
    }

    /// A page of a portal has no list.
    pub(in crate::cli) fn portal_without_news(self) -> String {
        self.of("không thấy danh sách bài", "no list of articles")
    }

    /// Portals can only be tried with a network.
    pub(in crate::cli) fn no_network_for_portals(self) -> String {
        self.of(
            "Đang ở chế độ không mạng (--offline hoặc network.offline): không thử được nơi nào.",
            "Offline by wish (--offline or network.offline): no portal can be tried.",
        )
    }

    /// What came of trying the portals.
    pub(in crate::cli) fn portals_tested(self, works: usize, silent: usize) -> String {
        self.of(
            format!("{works} nơi đọc được, {silent} nơi không; đã ghi lại, xem bằng loa sources find."),
            format!("{works} portals work, {silent} do not; written down, see loa sources find."),
        )
    }

    /// No article is in a press review.
    pub(in crate::cli) fn empty_digest(self) -> String {
        self.of(
            "Không có bài nào trong khoảng này để điểm báo. Thử --since 7d.",
            "No article of this span to review. Try --since 7d.",
        )
    }

    /// Every story of the span stood in an earlier review.
    pub(in crate::cli) fn nothing_untold(self) -> String {
        self.of(
            "Mọi tin trong khoảng này đã có trong các điểm báo trước. Bỏ --new để in lại.",
            "Every story of this span stood in an earlier review. Leave out --new to print them again.",
        )
    }

    /// The command that was to get the review failed.
    pub(in crate::cli) fn digest_not_handed_over(self, why: &str) -> String {
        self.of(
            format!("Lệnh báo tin (notify.command) không nhận được điểm báo: {why}. Tin trong đó coi như chưa báo."),
            format!("The command notify.command did not take the review: {why}. Its stories count as untold."),
        )
    }

    /// The review before did not come to its end, or is still written.
    pub(in crate::cli) fn digest_broken_off(self, at: Timestamp, articles: usize) -> String {
        let at = clock(Moment::exact(at));
        self.of(
            format!(
                "Điểm báo lúc {at} chưa viết xong ({articles} bài). --new coi các bài ấy là đã báo; bỏ --new để in lại."
            ),
            format!(
                "The review of {at} did not come to its end ({articles} articles). --new takes them for told; leave it out to print them."
            ),
        )
    }

    /// A span that ends before it begins.
    pub(in crate::cli) fn empty_span(self) -> String {
        self.of("--since phải trước --until.", "--since must lie before --until.")
    }

    /// A template could not be read.
    pub(in crate::cli) fn unreadable_template(self, path: &Path, why: &str) -> String {
        let path = path.display();
        self.of(format!("không đọc được mẫu {path}: {why}"), format!("cannot read the template {path}: {why}"))
    }

    /// A template that makes no sense.
    pub(in crate::cli) fn wrong_template(self, path: &Path, error: &TemplateError) -> String {
        let (path, line) = (path.display(), error.line);
        let (vi, en) = match &error.wrong {
            TemplateMistake::Unknown(name) => {
                (format!("không có chỗ điền “{name}”"), format!("there is no placeholder “{name}”"))
            }
            TemplateMistake::Open(name) => {
                (format!("phần “{name}” chưa đóng"), format!("the part “{name}” is not closed"))
            }
            TemplateMistake::NotOpen(name) => {
                (format!("phần “{name}” chưa mở mà đã đóng"), format!("the part “{name}” is closed but not open"))
            }
            TemplateMistake::Unfinished => ("{{ không có }}".to_owned(), "{{ without }}".to_owned()),
            TemplateMistake::TooDeep => {
                ("các phần lồng nhau quá sâu".to_owned(), "parts lie too deep in each other".to_owned())
            }
            TemplateMistake::TooLong => ("tệp quá lớn".to_owned(), "the file is too large".to_owned()),
        };
        self.of(format!("mẫu {path}, dòng {line}: {vi}"), format!("template {path}, line {line}: {en}"))
    }

    /// There is no such topic.
    pub(in crate::cli) fn no_such_topic(self, name: &str, known: &str) -> String {
        self.of(
            format!("không có chủ đề nào (hoặc có vài chủ đề) là {name:?}; có: {known}"),
            format!("no topic (or several) is called {name:?}; there are: {known}"),
        )
    }
}

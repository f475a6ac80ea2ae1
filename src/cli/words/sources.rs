//! The sentences about adding sources, in both languages.

use crate::extract::PageNotice;
use crate::model::TroubleKind;
use crate::model::offer::{Holds, OfferPart};
use crate::sync::NoSource;

use crate::cli::words::Say;

impl Say {
    /// Why an address is no source.
    pub(in crate::cli) fn no_source(self, address: &str, why: &NoSource) -> String {
        let (vi, en) = match why {
            NoSource::Comments => {
                ("đây là bình luận của bạn đọc, không phải tin bài", "these are readers' comments, not news")
            }
            NoSource::Search => {
                ("đây là kết quả tìm kiếm, không phải chuyên mục", "this is a search, not a part of the paper")
            }
            NoSource::Marked => (
                "đây là tin theo thẻ (tag), không phải chuyên mục",
                "this is what bears a tag, not a part of the paper",
            ),
            NoSource::Article(_) => {
                ("đây là một bài báo, không phải chuyên mục", "this is one article, not a part of the paper")
            }
            NoSource::Empty(_) => (
                "không thấy danh mục bài hay nguồn RSS nào có bài",
                "neither a list nor a feed with articles was found",
            ),
            NoSource::NoSuchPage(_) => (
                "trang không có địa chỉ này: địa chỉ bịa ra cũng được trả lời như vậy",
                "the site has no such page: it answers made-up addresses in the same way",
            ),
            NoSource::Notice(PageNotice::Captcha) => {
                ("trang đòi xác minh không phải robot", "the page asks for a captcha")
            }
            NoSource::Notice(PageNotice::Login) => {
                ("trang đòi đăng nhập (trang, hoặc mạng đang dùng)", "the page, or the network, wants a login")
            }
            NoSource::Notice(PageNotice::Maintenance) => {
                ("trang báo đang bảo trì", "the site says that it is being worked on")
            }
            NoSource::Notice(PageNotice::Paywall) => {
                ("trang chỉ dành cho người trả tiền", "the page is for subscribers")
            }
            NoSource::Notice(PageNotice::Scripts) => (
                "trang do mã lệnh dựng nên, và không khai nguồn RSS hay sơ đồ nào; loa không chạy mã",
                "the page is drawn by scripts, and names neither a feed nor a map; loa runs none",
            ),
            NoSource::NoAddress => ("không phải địa chỉ web", "this is no web address"),
            NoSource::Failed(_) => ("không tải được", "it could not be fetched"),
        };
        let names = match why {
            NoSource::Article(found) | NoSource::Empty(found) | NoSource::NoSuchPage(found) => {
                found.categories.iter().take(20).map(|(name, url)| format!("\n  {name}: {url}")).collect::<String>()
            }
            _ => String::new(),
        };
        let (thu, attempt) =
            if names.is_empty() { ("", "") } else { ("; các chuyên mục của trang:", "; parts of the site:") };
        self.of(format!("{address}: {vi}{thu}{names}"), format!("{address}: {en}{attempt}{names}"))
    }

    /// What to do where nothing stands at an address.
    pub(in crate::cli) fn check_address(self) -> String {
        self.of("xem lại địa chỉ đã gõ", "look at the address again")
    }

    /// The site has no such part.
    pub(in crate::cli) fn no_category(self, name: &str) -> String {
        self.of(
            format!("trang không có chuyên mục nào bắt đầu bằng {name:?}"),
            format!("no part of the site begins with {name:?}"),
        )
    }

    /// Other parts of the site.
    pub(in crate::cli) fn categories(self, names: &str) -> String {
        self.of(
            format!("Các chuyên mục khác của trang (thêm bằng --category TÊN): {names}"),
            format!("Other parts of the site (add them with --category NAME): {names}"),
        )
    }

    /// A source stands in the file already.
    pub(in crate::cli) fn source_known(self, id: &str) -> String {
        self.of(
            format!("{id} đã có sẵn như vậy; không ghi gì."),
            format!("{id} is there already; nothing was written."),
        )
    }

    /// A source was written.
    pub(in crate::cli) fn source_written(self, id: &str, file: &str) -> String {
        self.of(
            format!("Đã ghi {id} vào {file}. Chạy `loa sync {id}` để tải tin."),
            format!("{id} was written into {file}. Run `loa sync {id}` to fetch its news."),
        )
    }

    /// How many items a section has.
    pub(in crate::cli) fn found_items(self, kind: &str, items: usize) -> String {
        self.of(format!("{kind}: {items} bài"), format!("{kind}: {items} items"))
    }

    /// One of several parts is no source.
    pub(in crate::cli) fn part_refused(self, name: &str, why: &str) -> String {
        self.of(format!("Không thêm “{name}”: {why}"), format!("“{name}” was not added: {why}"))
    }

    /// Nothing was chosen, or nothing of it is a source.
    pub(in crate::cli) fn no_part_chosen(self) -> String {
        self.of("Chưa chọn mục nào; không ghi gì.", "No part was chosen; nothing was written.")
    }

    /// The question under a numbered list.
    pub(in crate::cli) fn which_parts(self) -> String {
        self.of(
            "Thêm những mục nào? Ví dụ 1 3-5; Enter: các mục có dấu x; a: tất cả; Ctrl-C: thôi",
            "Which parts? E.g. 1 3-5; Enter: those with an x; a: all; Ctrl-C: none",
        )
    }

    /// Numbers that are not in the list.
    pub(in crate::cli) fn no_such_parts(self, parts: usize) -> String {
        self.of(
            format!("Hãy viết các số từ 1 đến {parts}, cách nhau bằng dấu trống."),
            format!("Write numbers from 1 to {parts} with spaces between."),
        )
    }

    /// What a part of a site holds, and where it is.
    pub(in crate::cli) fn part_holds(self, part: &OfferPart) -> String {
        let holds = match part.holds {
            Holds::Listing(items) => self.of(format!("danh sách, {items} bài"), format!("list, {items} articles")),
            Holds::Feed(items) => self.of(format!("RSS, {items} bài"), format!("feed, {items} articles")),
            Holds::Sitemap(items) => self.of(format!("sơ đồ trang, {items} bài"), format!("sitemap, {items} articles")),
            Holds::Unseen => String::new(),
        };
        let known = if part.known { self.of("đã có", "there already") } else { String::new() };
        let said = [holds, known, part.url.to_string()];
        said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// When a source is tried again; a server that named the time itself is not asked before.
    pub(in crate::cli) fn again_at(self, kind: TroubleKind, when: &str) -> String {
        if kind == TroubleKind::Throttled {
            return self.of(
                format!(" (máy chủ dặn đợi đến {when}; loa không hỏi trước giờ ấy)"),
                format!(" (the server said to wait until {when}; loa does not ask before)"),
            );
        }
        self.of(
            format!(" (tự thử lại từ {when}; `loa sync` thử ngay)"),
            format!(" (tried again by itself from {when}; `loa sync` tries now)"),
        )
    }

    /// `sources test HOST`: before the scores.
    pub(in crate::cli) fn profile_tried(self, host: &str, pages: usize) -> String {
        self.of(
            format!("{host}: mỗi trang trong {pages} trang đã lưu được đọc bằng những gì các trang kia dạy"),
            format!("{host}: each of {pages} stored pages read with what the others teach"),
        )
    }

    /// On how many pages the learnt rules and the page itself agree, stand alone, disagree.
    pub(in crate::cli) fn profile_score(self, field: &str, [agreed, learnt, read, against]: [usize; 4]) -> String {
        self.of(
            format!(
                "{field:<10} giống nhau {agreed} · chỉ luật đã học {learnt} · chỉ trang {read} · khác nhau {against}"
            ),
            format!("{field:<10} agreed {agreed} · only learnt {learnt} · only the page {read} · disagreed {against}"),
        )
    }
}

//! The sentences about a refresh, in both languages.

use std::fmt::Write as _;

use crate::cli::words::Say;
use crate::model::{SourceId, TroubleKind};

/// Sources that are named where none could be reached.
const NAMED: usize = 5;

impl Say {
    /// A refresh makes no sense offline.
    pub(in crate::cli) fn offline_by_wish(self) -> String {
        self.of(
            "Đang ngoại tuyến theo ý bạn (--offline hoặc network.offline): không tải gì cả.",
            "Offline by your wish (--offline or network.offline): nothing was fetched.",
        )
    }

    /// The network is away: none of these could be reached.
    pub(in crate::cli) fn network_away(self, sources: &[SourceId]) -> String {
        let mut names: Vec<&str> = sources.iter().take(NAMED).map(SourceId::as_str).collect();
        if sources.len() > NAMED {
            names.push("…");
        }
        let names = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
        self.of(
            format!("Không tới được trang nào{names}: có vẻ máy đang mất mạng. Tin đã lưu vẫn đọc được; `loa doctor --network` cho biết vì sao."),
            format!("No site could be reached{names}: the network seems to be away. What is stored can be read; `loa doctor --network` says why."),
        )
    }

    /// A list has older pages that were not read.
    pub(in crate::cli) fn older_left(self, list: &str, pages: usize) -> String {
        self.of(
            format!("{list}: còn bài cũ hơn (đã đọc {pages} trang); lần cập nhật sau đọc tiếp, hoặc `loa sync {list} --pages N`"),
            format!("{list}: there are older articles ({pages} pages read); the next refresh goes on, or `loa sync {list} --pages N`"),
        )
    }

    /// A list no longer reaches what was known; `mapped`: how many articles the site's map names instead.
    pub(in crate::cli) fn gap(self, list: &str, mapped: Option<usize>) -> String {
        match mapped {
            Some(mapped) => self.of(
                format!("{list}: danh sách không còn nối với lần trước; sơ đồ trang (sitemap) cho thêm {mapped} bài"),
                format!("{list}: the list no longer reaches what was known; the site's map names {mapped} more articles"),
            ),
            None => self.of(
                format!("{list}: danh sách không còn nối với lần trước và trang không có sơ đồ dùng được: có thể thiếu bài đăng ở giữa"),
                format!("{list}: the list no longer reaches what was known, and the site has no map that helps: articles between may be missing"),
            ),
        }
    }

    /// Articles whose page could not be had wait.
    pub(in crate::cli) fn articles_wait(self, articles: usize, until: &str, why: &str) -> String {
        self.of(
            format!("{articles} bài chưa có toàn văn ({why}); tự tải lại từ {until}, `loa sync` thử ngay"),
            format!(
                "{articles} articles without their text ({why}); asked for again from {until}, `loa sync` tries now"
            ),
        )
    }

    /// Why the page of an article could not be had the last time.
    pub(in crate::cli) fn why_no_text(self, why: &str, again: Option<&str>, removed: bool) -> String {
        if removed {
            return self
                .of("Trang đã gỡ bài này; bản lưu vẫn còn.", "The site took this article down; the copy stays.");
        }
        let (thu, then) = again.map_or_else(Default::default, |at| {
            (
                format!("; tự tải lại từ {at}, `loa sync` thử ngay"),
                format!("; asked for again from {at}, `loa sync` tries now"),
            )
        });
        self.of(
            format!("Lần tải gần nhất không được: {why}{thu}."),
            format!("It could not be fetched the last time: {why}{then}."),
        )
    }

    /// The article pages of a source, as one thing.
    pub(in crate::cli) fn pages_of(self, source: &str) -> String {
        self.of(format!("{source} (trang bài)"), format!("{source} (article pages)"))
    }

    /// A section's address redirects for good.
    pub(in crate::cli) fn moved_for_good(self, to: &str) -> String {
        self.of(
            format!("đã chuyển hẳn sang {to}; loa hỏi ở đó, hãy sửa địa chỉ trong cấu hình nếu là nguồn của bạn"),
            format!(
                "moved for good to {to}; loa asks there, mend the address in the configuration if the source is yours"
            ),
        )
    }

    /// A list was not read back to known ground yet.
    pub(in crate::cli) fn older_owed(self) -> String {
        self.of(
            "còn bài cũ hơn chưa đọc; lần cập nhật sau đọc tiếp",
            "there are older articles; the next refresh goes on",
        )
    }

    /// A refresh was stopped.
    pub(in crate::cli) fn stopped(self) -> String {
        self.of(
            "Đã dừng. Những gì đã tải vẫn được giữ; lần sau sẽ tiếp tục.",
            "Stopped. What was saved stays; the next refresh goes on.",
        )
    }

    /// A refresh broke off without its last word.
    pub(in crate::cli) fn broke_off(self) -> String {
        self.of("Việc tải tin dừng giữa chừng.", "The refresh broke off.")
    }

    /// Another refresh is running.
    pub(in crate::cli) fn already_syncing(self, who: &str) -> String {
        self.of(
            format!("Một loa khác{who} đang tải tin vào kho này; hãy đợi hoặc dừng nó."),
            format!("Another loa{who} is refreshing this archive; wait for it or stop it."),
        )
    }

    /// That so many others tell the same, at the end of a line; nothing where none does.
    pub(in crate::cli) fn told_by_more(self, repeats: usize) -> String {
        if repeats == 0 {
            String::new()
        } else {
            self.of(format!(" · +{repeats} báo"), format!(" · +{repeats} more"))
        }
    }

    /// A trouble of a source, by its kind.
    /// `what` is the engine's own sentence, in English.
    pub(in crate::cli) fn trouble(self, kind: TroubleKind, what: &str) -> String {
        let vietnamese = match kind {
            TroubleKind::Offline => "không tải gì, vì đã chọn chế độ ngoại tuyến",
            TroubleKind::TimedOut => "máy chủ không trả lời kịp",
            TroubleKind::Dns => "không tìm ra máy chủ (mất mạng, hoặc tên máy không còn)",
            TroubleKind::Refused => "không kết nối được tới máy chủ",
            TroubleKind::Tls => "kết nối không an toàn (chứng chỉ hết hạn, sai tên, hoặc không được tin)",
            TroubleKind::CutOff => "trang bị đứt giữa chừng hoặc bị hỏng",
            TroubleKind::Private => {
                "địa chỉ nằm trong mạng nội bộ, loa chỉ mở khi chính bạn ghi địa chỉ ấy vào cấu hình"
            }
            TroubleKind::Downgrade => "trang mã hoá chuyển sang trang không mã hoá, nên không tải",
            TroubleKind::NotHttp => "máy chủ trả lời sai giao thức HTTP, hoặc phần đầu quá dài",
            TroubleKind::Unreadable => "trang không đọc nổi hoặc đọc quá lâu; để riêng trang ấy",
            TroubleKind::TooLarge => "trang quá lớn",
            TroubleKind::Gone => "trang không còn nữa",
            TroubleKind::Status => "máy chủ báo lỗi",
            TroubleKind::Forbidden => "máy chủ từ chối cho vào",
            TroubleKind::Throttled => "máy chủ yêu cầu đợi thêm",
            TroubleKind::Blocked => "trang chặn chương trình tự động",
            TroubleKind::Robots => "robots.txt không cho phép",
            TroubleKind::RobotsError => "robots.txt không đọc được vì máy chủ báo lỗi, nên không hỏi gì thêm",
            TroubleKind::Login => "trả về trang đăng nhập (mạng đòi đăng nhập, hoặc trang chỉ dành cho thành viên)",
            TroubleKind::Maintenance => "trang báo đang bảo trì",
            TroubleKind::Paywall => "chỉ dành cho người trả tiền (phần mở đầu, nếu trang cho đọc, được giữ lại)",
            TroubleKind::Scripts => "trang do mã lệnh dựng nên, chữ không nằm sẵn trong trang; loa không chạy mã",
            TroubleKind::SamePage => "mọi bài đều trả về cùng một trang (mạng đòi đăng nhập, hoặc báo đang bảo trì)",
            TroubleKind::LedAway => "bị dẫn sang trang khác (mạng đòi đăng nhập, hoặc báo đã đổi địa chỉ)",
            TroubleKind::Redirects => "chuyển hướng lòng vòng",
            TroubleKind::NoClient => "không lập được kết nối mạng",
            TroubleKind::NoItems => "không thấy bài nào trên trang (trang đã đổi giao diện, hoặc mạng đòi đăng nhập)",
            TroubleKind::NotAnArticle => "trang không phải là bài báo",
            TroubleKind::BadAddress => "địa chỉ không hợp lệ",
            TroubleKind::Drift => "có thể đã đổi giao diện",
            TroubleKind::Fault => "loa không đọc nổi trang này (lỗi của loa)",
            TroubleKind::Store => return self.of(format!("không ghi được vào kho bài: {what}"), what),
            TroubleKind::Notify => {
                return self.of(format!("lệnh báo tin (notify.command) không chạy được: {what}"), what);
            }
            TroubleKind::Other => return what.to_owned(),
        };
        self.of(vietnamese, what)
    }

    /// So many pages more met the same trouble.
    pub(in crate::cli) fn as_many_more(self, source: &str, trouble: &str, more: usize) -> String {
        self.of(
            format!("{source}: … và {more} trang nữa ({trouble})"),
            format!("{source}: … and {more} more pages ({trouble})"),
        )
    }

    /// Sums of a refresh.
    pub(in crate::cli) fn synced(self, tally: &crate::model::Tally) -> String {
        let crate::model::Tally { new, muted, bodies, reread, edited, sections, .. } = *tally;
        let failed = tally.failed_sources.len();
        let (mut vi, mut en) = (String::new(), String::new());
        // What was read when its source was added is not asked for again at once.
        if sections > 0 {
            let _ = write!(vi, ", {sections} chuyên mục");
            let _ = write!(en, ", {sections} sections");
        }
        if reread + edited > 0 {
            let _ = write!(vi, "; đọc lại {reread} bài cũ, {edited} bài đã được sửa");
            let _ = write!(en, "; {reread} older articles read again, {edited} were edited");
        }
        if muted > 0 {
            let _ = write!(vi, "; {muted} bài bị ẩn theo quy tắc");
            let _ = write!(en, "; {muted} muted by your rules");
        }
        if failed > 0 {
            let _ = write!(vi, "; {failed} nguồn gặp trục trặc");
            let _ = write!(en, "; {failed} sources in trouble");
        }
        self.of(
            format!("{new} bài mới, {bodies} bài có toàn văn{vi}."),
            format!("{new} new articles, {bodies} bodies{en}."),
        )
    }

    /// The progress of a refresh.
    pub(in crate::cli) fn syncing(self, sections: (usize, usize), pages: (usize, usize)) -> String {
        self.of(
            format!("chuyên mục {}/{} · bài {}/{}", sections.0, sections.1, pages.0, pages.1),
            format!("sections {}/{} · articles {}/{}", sections.0, sections.1, pages.0, pages.1),
        )
    }

    /// How much a download would be.
    pub(in crate::cli) fn estimate(self, articles: usize, megabytes: u64) -> String {
        self.of(
            format!("Sẽ tải {articles} bài, khoảng {megabytes} MB."),
            format!("Will fetch {articles} articles, about {megabytes} MB."),
        )
    }
}

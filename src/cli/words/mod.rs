//! The sentences that commands say, in both languages, side by side: stderr and text for people; JSON has no language.

mod articles;
mod errors;
mod found;
mod health;
mod labour;
mod plain;
mod portals;
mod refresh;
mod sources;
mod store;
mod usage;

pub(in crate::cli) use labour::Among;
pub(in crate::cli) use store::Pruning;

use crate::cli::output::record::BadLine;
use crate::config::settings::SettingKind;
use crate::model::Language;

/// Says things in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct Say(pub(in crate::cli) Language);

impl Say {
    /// The sentence of this language.
    pub(in crate::cli) fn of(self, vietnamese: impl Into<String>, english: impl Into<String>) -> String {
        match self.0 {
            Language::Vietnamese => vietnamese.into(),
            Language::English => english.into(),
        }
    }

    /// Whether it speaks English.
    pub(in crate::cli) fn english(self) -> bool {
        self.0 == Language::English
    }

    /// There is no home: where things are kept meanwhile.
    pub(in crate::cli) fn homeless(self, place: &str) -> String {
        self.of(
            format!(
                "Không tìm thấy thư mục HOME: lần này bài được giữ tạm ở {place}. Hãy đặt HOME hoặc dùng --data-dir."
            ),
            format!("There is no HOME: this time articles are kept in {place}. Set HOME or use --data-dir."),
        )
    }

    /// The reader's command for the end of a refresh failed.
    pub(in crate::cli) fn hook_failed(self, what: &str) -> String {
        self.of(
            format!("lệnh hooks.after_sync không chạy được: {what}"),
            format!("the command of hooks.after_sync failed: {what}"),
        )
    }

    /// The rules of muting were applied to the archive.
    pub(in crate::cli) fn mutes_settled(self, changed: usize) -> String {
        self.of(
            format!("Quy tắc ẩn đã đổi: {changed} bài được ẩn hoặc hiện lại."),
            format!("The mute rules changed: {changed} articles were muted or came back."),
        )
    }

    /// There is no theme of this name.
    pub(in crate::cli) fn no_theme(self, asked: &str, near: Option<&str>, known: &str) -> String {
        let (ban, you) = near.map_or_else(Default::default, |near| {
            (format!("; ý bạn là {near:?}?"), format!("; did you mean {near:?}?"))
        });
        self.of(
            format!("ui.theme = {asked:?}: không có giao diện này{ban} (có: {known})"),
            format!("ui.theme = {asked:?}: there is no such theme{you} (there are: {known})"),
        )
    }

    /// More rules of muting than are read.
    pub(in crate::cli) fn too_many_mutes(self, most: usize) -> String {
        self.of(
            format!("mute.rules: nhiều hơn {most} quy tắc; hãy gộp bớt bằng OR"),
            format!("mute.rules: more than {most} rules; join some with OR"),
        )
    }

    /// A setting takes no such value.
    pub(in crate::cli) fn bad_setting(self, key: &str, value: &str, kind: SettingKind) -> String {
        let (vi, en) = match kind {
            SettingKind::Switch => ("true hoặc false".to_owned(), "true or false".to_owned()),
            SettingKind::Number(least, most) => {
                (format!("số từ {least} đến {most}"), format!("a number from {least} to {most}"))
            }
            SettingKind::OneOf(words) | SettingKind::ListOf(words) => {
                let all = words.join(", ");
                (format!("một trong: {all}"), format!("one of: {all}"))
            }
            SettingKind::Text => ("văn bản".to_owned(), "text".to_owned()),
            SettingKind::List => ("danh sách".to_owned(), "a list".to_owned()),
        };
        self.of(format!("{key} = {value:?}: cần {vi}"), format!("{key} = {value:?}: wants {en}"))
    }

    /// There is no such setting.
    pub(in crate::cli) fn no_such_key(self, key: &str, near: Option<&str>) -> String {
        let (vi, en) =
            near.map_or_else(Default::default, |near| (format!(" Ý bạn là {near}?"), format!(" Did you mean {near}?")));
        self.of(
            format!("Không có khóa {key:?}.{vi} `loa config init` liệt kê mọi khóa."),
            format!("There is no key {key:?}.{en} `loa config init` lists all of them."),
        )
    }

    /// A date was not understood.
    pub(in crate::cli) fn bad_date(self, text: &str) -> String {
        self.of(
            format!("Không hiểu ngày {text:?}. Ví dụ: \"hôm nay\", \"7 ngày\", 2024-01, 31/01/2024, 08:30."),
            format!("{text:?} is no date that loa understands. Examples: \"hôm nay\", 7d, 2024-01, 31/01/2024, 08:30."),
        )
    }

    /// An address was not understood.
    pub(in crate::cli) fn bad_address(self, text: &str) -> String {
        self.of(format!("{text:?} không phải là địa chỉ http(s)."), format!("{text:?} is not an http(s) address."))
    }

    /// No source begins so.
    pub(in crate::cli) fn no_such_source(self, text: &str, nearest: Option<&str>) -> String {
        let (vi, en) = match nearest {
            Some(id) => (format!(" Ý bạn là {id}?"), format!(" Did you mean {id}?")),
            None => (String::new(), String::new()),
        };
        self.of(
            format!("Không có nguồn {text:?}; `loa sources` liệt kê các nguồn.{vi}"),
            format!("There is no source {text:?}; `loa sources` lists them.{en}"),
        )
    }

    /// Several sources (or sections) begin so.
    pub(in crate::cli) fn ambiguous(self, text: &str, candidates: &str) -> String {
        self.of(
            format!("{text:?} có thể là: {candidates}. Hãy viết thêm vài chữ."),
            format!("{text:?} could be: {candidates}. Write some more letters."),
        )
    }

    /// A source has no such section.
    pub(in crate::cli) fn no_such_section(self, source: &str, text: &str, known: &str) -> String {
        self.of(
            format!("{source} không có chuyên mục {text:?}. Các chuyên mục: {known}."),
            format!("{source} has no section {text:?}. Its sections: {known}."),
        )
    }

    /// A file cannot be read.
    pub(in crate::cli) fn unreadable(self, file: &str, why: &str) -> String {
        self.of(format!("Không đọc được {file}: {why}"), format!("Cannot read {file}: {why}"))
    }

    /// A page is larger than the bound.
    pub(in crate::cli) fn too_large(self, mib: usize) -> String {
        self.of(
            format!("lớn hơn {mib} MiB (network.max_page_mib)"),
            format!("larger than {mib} MiB (network.max_page_mib)"),
        )
    }

    /// Articles that are not in the search index yet.
    pub(in crate::cli) fn index_behind(self, waiting: usize) -> String {
        self.of(
            format!("Còn {waiting} bài chưa được đưa vào chỉ mục tìm kiếm."),
            format!("{waiting} articles are not in the search index yet."),
        )
    }

    /// Sums of an import.
    pub(in crate::cli) fn imported(self, new: usize, known: usize, bad: usize) -> String {
        self.of(
            format!("{new} bài mới, {known} bài đã có, {bad} dòng không đọc được."),
            format!("{new} new articles, {known} already there, {bad} lines not understood."),
        )
    }

    /// Why a line of an import makes no sense.
    pub(in crate::cli) fn why_bad(self, why: &BadLine) -> String {
        match why {
            BadLine::TooLong => self.of("dòng quá dài", "the line is too long"),
            BadLine::NotJson(at) => self.of(
                format!("không phải JSON (sai từ ký tự thứ {at})"),
                format!("no JSON (wrong from character {at} on)"),
            ),
            BadLine::NoObject => self.of("là JSON nhưng không phải một đối tượng {…}", "JSON, but not an object {…}"),
            BadLine::NoUrl => self.of("thiếu \"url\"", "\"url\" is missing"),
            BadLine::BadUrl(url) => self.bad_address(url),
        }
    }

    /// A line of an import that makes no sense.
    pub(in crate::cli) fn bad_line(self, line: usize, why: &str) -> String {
        self.of(format!("dòng {line}: {why}"), format!("line {line}: {why}"))
    }

    /// The configuration is in order.
    pub(in crate::cli) fn config_fine(self, file: Option<&str>) -> String {
        match file {
            Some(file) => self.of(format!("{file}: ổn."), format!("{file}: fine.")),
            None => self.of(
                "Chưa có tệp cấu hình; dùng giá trị mặc định.",
                "There is no configuration file; the defaults hold.",
            ),
        }
    }

    /// Name of a thing that `doctor` looks at.
    pub(in crate::cli) fn the_configuration(self) -> String {
        self.of("cấu hình", "configuration")
    }

    /// Likewise.
    pub(in crate::cli) fn the_place(self) -> String {
        self.of("thư mục dữ liệu", "data folder")
    }

    /// Likewise.
    pub(in crate::cli) fn the_archive(self) -> String {
        self.of("kho bài", "archive")
    }

    /// Likewise.
    pub(in crate::cli) fn the_index(self) -> String {
        self.of("chỉ mục tìm kiếm", "search index")
    }

    /// Likewise.
    pub(in crate::cli) fn the_last_refresh(self) -> String {
        self.of("lần tải tin gần nhất", "last refresh")
    }

    /// How much is in the archive.
    pub(in crate::cli) fn archive_counts(self, total: usize, unread: usize, starred: usize) -> String {
        self.of(
            format!("{total} bài, {unread} chưa đọc, {starred} đánh dấu"),
            format!("{total} articles, {unread} unread, {starred} starred"),
        )
    }

    /// Several sections of a source.
    pub(in crate::cli) fn sections_of(self, source: &str, sections: usize) -> String {
        self.of(format!("{source} ({sections} mục)"), format!("{source} ({sections} sections)"))
    }

    /// What a section suffers from.
    pub(in crate::cli) fn illness(
        self,
        trouble: &str,
        failures: u32,
        well: Option<String>,
        next: Option<String>,
    ) -> String {
        let (well_vi, well_en) = match &well {
            Some(at) => (format!("; lần tốt gần nhất {at}"), format!("; last good visit {at}")),
            None => ("; chưa lần nào tốt".to_owned(), "; never well".to_owned()),
        };
        let (next_vi, next_en) = match &next {
            Some(at) => (format!("; sẽ thử lại sau {at}"), format!("; next try after {at}")),
            None => (String::new(), String::new()),
        };
        self.of(
            format!("{trouble}; hỏng {failures} lần liền{well_vi}{next_vi}"),
            match failures {
                1 => format!("{trouble}; failed once{well_en}{next_en}"),
                _ => format!("{trouble}; failed {failures} times in a row{well_en}{next_en}"),
            },
        )
    }

    /// A file cannot be written.
    pub(in crate::cli) fn unwritable(self, file: &str, why: &str) -> String {
        self.of(format!("Không ghi được {file}: {why}"), format!("Cannot write {file}: {why}"))
    }

    /// `sources test FILE` without an address.
    pub(in crate::cli) fn test_needs_url(self) -> String {
        self.of(
            "Với một tệp, hãy cho biết địa chỉ gốc của trang: --url ĐỊA_CHỈ.",
            "For a file, tell the page's original address: --url ADDRESS.",
        )
    }

    /// `sources learn FILE…` without an address.
    pub(in crate::cli) fn learn_needs_url(self) -> String {
        self.of(
            "Với các tệp, hãy cho biết địa chỉ của báo: --url ĐỊA_CHỈ; nếu không, chỉ nêu một tên miền.",
            "For files, tell the site's address: --url ADDRESS; otherwise name one host.",
        )
    }

    /// The layout of a site without rules changed.
    pub(in crate::cli) fn learnt_anew(self, when: &str) -> String {
        self.of(
            format!("Trang đổi bố cục (thấy lúc {when}); loa đã học lại từ các trang mới nhất."),
            format!("The site changed its layout (seen {when}); loa has learnt it again from the newest pages."),
        )
    }

    /// The lists of a site changed.
    pub(in crate::cli) fn lists_learnt_anew(self, when: &str) -> String {
        self.of(
            format!("Trang danh sách đổi bố cục (thấy lúc {when}); loa đã học lại từ các trang danh sách mới nhất."),
            format!(
                "The site's lists changed their layout (seen {when}); loa has learnt them again from the newest ones."
            ),
        )
    }

    /// Too few pages, or too little in common.
    pub(in crate::cli) fn nothing_learnt(self, host: &str, pages: usize, least: usize) -> String {
        self.of(
            format!("Chưa học được gì về {host}: có {pages} trang bài dùng được, cần ít nhất {least} trang của cùng một mẫu."),
            format!("Nothing could be learnt of {host}: {pages} article pages that teach; at least {least} of one make are needed."),
        )
    }

    /// How large a body is.
    pub(in crate::cli) fn body_size(self, blocks: usize, words: usize) -> String {
        self.of(format!("{blocks} đoạn, {words} tiếng"), format!("{blocks} blocks, {words} syllables"))
    }

    /// Sums of reading stored pages again.
    pub(in crate::cli) fn reextracted(self, pages: usize, changed: usize, poorer: usize) -> String {
        self.of(
            format!("Đọc lại {pages} trang: {changed} bài thay đổi; {poorer} bài giữ bản cũ vì bản mới nghèo hơn."),
            format!(
                "{pages} pages read again: {changed} articles changed; {poorer} kept as they were, being better so."
            ),
        )
    }

    /// What has fallen since a site changed.
    pub(in crate::cli) fn fallen(self, part: &str, since: &str, before: u32, now: u32) -> String {
        self.of(
            format!("có thể đã đổi giao diện: {part} còn {now} %, trước là {before} %, từ {since}"),
            format!("may have changed its markup: {part} is at {now} %, was at {before} %, since {since}"),
        )
    }

    /// Nothing of a source was checked against a stored page.
    pub(in crate::cli) fn unverified(self) -> String {
        self.of("chưa kiểm chứng", "unverified")
    }
}

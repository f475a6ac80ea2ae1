//! The sentences that commands say, in both languages, side by side: stderr and text for people; JSON has no language.

mod errors;
mod health;
mod labour;
mod sources;
mod store;
mod usage;

use std::fmt::Write as _;
use std::path::Path;

use crate::cli::args::MarkKind;
use crate::cli::output::record::BadLine;
use crate::config::settings::Kind;
use crate::labour::digest::{TemplateError, Wrong};
use crate::model::{Language, Looseness, TroubleKind};

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
            "Không có bài nào trong khoảng này để điểm báo. Thử --since 7d, hoặc bỏ --new.",
            "No article of this span to review. Try --since 7d, or leave out --new.",
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
            Wrong::Unknown(name) => {
                (format!("không có chỗ điền “{name}”"), format!("there is no placeholder “{name}”"))
            }
            Wrong::Open(name) => (format!("phần “{name}” chưa đóng"), format!("the part “{name}” is not closed")),
            Wrong::NotOpen(name) => {
                (format!("phần “{name}” chưa mở mà đã đóng"), format!("the part “{name}” is closed but not open"))
            }
            Wrong::Unfinished => ("{{ không có }}".to_owned(), "{{ without }}".to_owned()),
            Wrong::TooDeep => ("các phần lồng nhau quá sâu".to_owned(), "parts lie too deep in each other".to_owned()),
            Wrong::TooLong => ("tệp quá lớn".to_owned(), "the file is too large".to_owned()),
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

    /// A list or a search found nothing.
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

    /// Plain mode: a refresh has ended.
    pub(in crate::cli) fn plain_done(self, new: usize) -> String {
        self.of(format!("Xong: {new} bài mới."), format!("Done: {new} new articles."))
    }

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

    /// An article has no earlier version of that number.
    pub(in crate::cli) fn no_revision(self, number: usize, there: usize) -> String {
        if there == 0 {
            return self.no_revisions();
        }
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
    pub(in crate::cli) fn marked(self, mark: MarkKind, changed: usize, of: usize) -> String {
        let (vi, en) = match mark {
            MarkKind::Read => ("đã đọc", "read"),
            MarkKind::Unread => ("chưa đọc", "unread"),
            MarkKind::Star => ("đánh dấu", "starred"),
            MarkKind::Unstar => ("bỏ dấu", "without a star"),
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

    /// A setting takes no such value.
    pub(in crate::cli) fn bad_setting(self, key: &str, value: &str, kind: Kind) -> String {
        let (vi, en) = match kind {
            Kind::Switch => ("true hoặc false".to_owned(), "true or false".to_owned()),
            Kind::Number(least, most) => {
                (format!("số từ {least} đến {most}"), format!("a number from {least} to {most}"))
            }
            Kind::OneOf(words) | Kind::ListOf(words) => {
                let all = words.join(", ");
                (format!("một trong: {all}"), format!("one of: {all}"))
            }
            Kind::Text => ("văn bản".to_owned(), "text".to_owned()),
            Kind::List => ("danh sách".to_owned(), "a list".to_owned()),
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

    /// A refresh makes no sense offline.
    pub(in crate::cli) fn offline_by_wish(self) -> String {
        self.of(
            "Đang ngoại tuyến theo ý bạn (--offline hoặc network.offline): không tải gì cả.",
            "Offline by your wish (--offline or network.offline): nothing was fetched.",
        )
    }

    /// The network is away.
    pub(in crate::cli) fn network_away(self) -> String {
        self.of(
            "Không tới được trang nào: có vẻ máy đang mất mạng. Tin đã lưu vẫn đọc được.",
            "No site could be reached: the network seems to be away. What is stored can be read.",
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
    pub(super) fn gap(self, list: &str, mapped: Option<usize>) -> String {
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
            TroubleKind::Tls => "kết nối không an toàn",
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
            TroubleKind::Throttled => "máy chủ yêu cầu đợi thêm",
            TroubleKind::Blocked => "trang chặn chương trình tự động",
            TroubleKind::Robots => "robots.txt không cho phép",
            TroubleKind::RobotsError => "robots.txt không đọc được vì máy chủ báo lỗi, nên không hỏi gì thêm",
            TroubleKind::Login => "trả về trang đăng nhập (mạng đòi đăng nhập, hoặc trang chỉ dành cho thành viên)",
            TroubleKind::Maintenance => "trang báo đang bảo trì",
            TroubleKind::Paywall => "chỉ dành cho người trả tiền (phần mở đầu, nếu trang cho đọc, được giữ lại)",
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
            format!("{new} bài mới, {bodies} bài có toàn văn, {sections} chuyên mục{vi}."),
            format!("{new} new articles, {bodies} bodies, {sections} sections{en}."),
        )
    }

    /// The progress of a refresh.
    pub(in crate::cli) fn syncing(self, sections: (usize, usize), pages: (usize, usize)) -> String {
        self.of(
            format!("chuyên mục {}/{} · bài {}/{}", sections.0, sections.1, pages.0, pages.1),
            format!("sections {}/{} · articles {}/{}", sections.0, sections.1, pages.0, pages.1),
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
            format!("{trouble}; {failures} failures in a row{well_en}{next_en}"),
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

    /// How much a download would be.
    pub(in crate::cli) fn estimate(self, articles: usize, megabytes: u64) -> String {
        self.of(
            format!("Sẽ tải {articles} bài, khoảng {megabytes} MB."),
            format!("Will fetch {articles} articles, about {megabytes} MB."),
        )
    }

    /// Nothing of a source was checked against a stored page.
    pub(in crate::cli) fn unverified(self) -> String {
        self.of("chưa kiểm chứng", "unverified")
    }
}
